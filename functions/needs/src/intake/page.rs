//! The page by which a member states a need. A double post counts once; after
//! sending, the page shown leaks nothing: the link to the need's own page goes
//! by mail, to the address that was given.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::member::Profile;
use domain::moves::Arrival;
use flows::FlowError;
use flows::needs::take_in_answering;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::secrets::digest;
use validator::Validate;
use web::extract::{ClientAddr, FormBody, FormState, NoFilter, QueryParams, problems_of};
use web::i18n::text;
use web::ui::link_button_secondary;
use web::{Context, Principal, Problem, Reply, StaffMember, Visit};

use super::api::new_id;
use super::door::Door;
use super::fields::{fields, place_of};
use super::for_member::ForMember;
use super::{Checked, ConsentRequest, ContactRequest, NeedRequest, kept, limits, questions};
use crate::refused;
use crate::{LOCALES, word};

/// What a link to the form can fill in.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prefill {
    location: Option<String>,
    /// What was looked for in vain.
    #[validate(length(max = 4000))]
    description: Option<String>,
    #[serde(default)]
    need_type: Vec<String>,
    /// The member that somebody of the staff states a need for.
    member: Option<String>,
}

/// The form as it is sent.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct NewNeedForm {
    location: Option<String>,
    description: String,
    need_types: Vec<String>,
    company: Option<String>,
    stage: Option<String>,
    name: String,
    email: String,
    phone: Option<String>,
    language: Option<String>,
    share: bool,
    show_to_place: bool,
}

/// The empty form. One read, one more for whoever is signed in; for a member two
/// queries more at most.
pub(crate) async fn show(
    State(context): State<Context>,
    visit: Visit,
    staff: Result<StaffMember, Response>,
    QueryParams(prefill): QueryParams<Prefill>,
) -> Reply {
    let staff = match staff {
        Err(sign_in) if prefill.member.is_some() => return Ok(sign_in),
        staff => staff.ok(),
    };
    let door = door(&context, prefill.member, staff).await?;
    let mut values: Vec<_> = prefill.location.map(|location| ("location", location)).into_iter().collect();
    values.extend(prefill.description.map(|description| ("description", description)));
    values.extend(prefill.need_type.into_iter().map(|id| ("need_types", id)));
    empty(&context, &visit, &door, values).await
}

/// Where the form stands; 404 where a member is named to staff who may not speak for it.
async fn door(context: &Context, member: Option<String>, staff: Option<StaffMember>) -> Result<Door, Problem> {
    Ok(match member {
        Some(member) => Door::Console(Box::new(ForMember::of(context, staff, &member).await?)),
        None => Door::Page,
    })
}

/// The form at a door, filled in with what is known. One read.
pub(super) async fn empty(context: &Context, visit: &Visit, door: &Door, values: Vec<(&str, String)>) -> Reply {
    let mut filled: Vec<(&str, String)> = door.known(visit);
    filled.push(("submission", context.store.ids().random()));
    filled.extend(values);
    page(context, visit, door, &FormState::filled(filled)).await
}

/// Takes the form in.
pub(crate) async fn send(
    State(context): State<Context>,
    visit: Visit,
    (principal, staff, client): (Principal, Result<StaffMember, Response>, ClientAddr),
    QueryParams(prefill): QueryParams<Prefill>,
    form: FormBody<NewNeedForm>,
) -> Reply {
    let staff = match staff {
        Err(sign_in) if prefill.member.is_some() => return Ok(sign_in),
        staff => staff.ok(),
    };
    let door = door(&context, prefill.member, staff).await?;
    take(&context, &visit, (&door, principal, client), form).await
}

/// Takes the form in from whoever came by a door, or asks what would say most about
/// it first. Three reads and one commit.
pub(super) async fn take(
    context: &Context,
    visit: &Visit,
    (door, principal, client): (&Door, Principal, ClientAddr),
    FormBody { value, mut state }: FormBody<NewNeedForm>,
) -> Reply {
    limits::FORM.caller(context, &principal, &client)?;
    let catalogue = context.store.catalogue().load().await?;
    let now = context.store.now();
    let today = now.day_in(BRUSSELS);
    let Some(checked) = value.and_then(|form| check(form, (&catalogue, today), &mut state)) else {
        let asked = questions::asked(&state, &catalogue);
        if asked.iter().any(|field| state.error(&field.id).is_some()) {
            return Ok(questions::page((visit, door), (&catalogue, today), &asked, &state));
        }
        return page(context, visit, door, &state).await;
    };
    let arrival = checked.arrive(new_id(context)?, None).agreed_to(door.agreement(), now);
    let arrival = Arrival { member: door.member().cloned(), ..arrival };
    let open = questions::open(&state, &arrival, &catalogue, now);
    if !open.is_empty() {
        state.values.extend(door.facts(&open));
        return Ok(questions::page((visit, door), (&catalogue, today), &open, &state));
    }
    let contact = &arrival.person.contact;
    let language = contact.language.unwrap_or(Language::Fr);
    let entered = serde_json::to_vec(&state.values).map_err(|error| Problem::internal(&error))?;
    let submission = Some(state.get("submission")).filter(|key| !key.is_empty());
    let key = submission.map_or_else(|| digest(&entered), str::to_owned);
    let claim = context.store.idempotency().claim("needs", "form", &key, &entered);
    let arrived = || Redirect::to(&door.sent(visit)).into_response();
    // A form that is sent again sends no mail again: it is taken before the
    // limit of its contact is.
    if let Some(kept) = context.store.idempotency().find(&claim).await? {
        return if kept.fingerprint == claim.fingerprint { Ok(arrived()) } else { Err(sent_before(door)) };
    }
    limits::FORM.contact(context, &principal, &contact.email, arrival.location.as_str())?;
    let actor = principal.actor().unwrap_or(Actor::Member);
    let taken = take_in_answering(&context.store, arrival, actor, &claim, |arrived, catalogue| {
        kept(&claim, arrived, catalogue, language)
    });
    match taken.await {
        Ok(_) => Ok(arrived()),
        Err(FlowError::KeyReused) => Err(sent_before(door)),
        Err(error) => Err(refused(error)),
    }
}

/// That it arrived, and what happens next. No read.
pub(crate) async fn sent(visit: Visit, _: QueryParams<NoFilter>) -> Response {
    let places = link_button_secondary(&word(visit.language, "sent-places"), "/locations");
    next(&visit, &Door::Page, html! { p class="actions" { (places) } })
}

/// What happens next, and what one may do meanwhile.
pub(super) fn next(visit: &Visit, door: &Door, meanwhile: Markup) -> Response {
    let word = |key: &str| word(visit.language, key);
    let body = html! {
        div class="narrow stack" {
            section class="card" {
                h2 { (word("sent-next")) }
                ol {
                    @for key in ["sent-mail", "sent-agency", "sent-follow"] { li { (word(key)) } }
                }
                p class="soft" { (word("sent-nothing")) }
                (meanwhile)
            }
        }
    };
    door.page(visit).title(&word("sent-title")).lead(word("sent-lead")).private().render(body)
}

async fn page(context: &Context, visit: &Visit, door: &Door, state: &FormState) -> Reply {
    let catalogue = context.store.catalogue().load().await?;
    let word = |key: &str| door.word(visit.language, key);
    let page = door.page(visit).title(&word("new-title")).lead(word("new-lead"));
    let page = if state.is_refused() { page.refused().private() } else { page };
    Ok(page.render(fields(context, (visit, door), &catalogue, state)))
}

/// What is wrong is told beside the fields.
fn check(form: NewNeedForm, (catalogue, day): (&Catalogue, NaiveDate), state: &mut FormState) -> Option<Checked> {
    let unsaid = form.description.is_empty() && form.need_types.is_empty();
    let request = form.into_request(questions::answers(state, catalogue));
    for error in request.validate().err().iter().flat_map(problems_of) {
        state.blame(&field_of(&error.pointer), error.detail);
    }
    let mut errors = Vec::new();
    if unsaid {
        errors.push(FieldError::new("/description", Wrong::Missing));
    }
    let checked = request.check(catalogue, day, None, "").map_err(|wrong| errors.extend(wrong)).ok();
    errors.retain(|error| state.error(&field_of(&error.pointer)).is_none());
    state.blame_all(errors, field_of);
    state.errors.sort_by_key(|error| place_of(error.pointer.trim_start_matches('/')));
    checked.filter(|_| !state.is_refused())
}

impl NewNeedForm {
    /// The same need as a program sends it, with what was asked besides.
    fn into_request(self, answers: Profile) -> NeedRequest {
        let Self {
            location,
            description,
            need_types,
            company,
            stage,
            name,
            email,
            phone,
            language,
            share,
            show_to_place,
        } = self;
        let fields = [("name", company), ("stage", stage)];
        let fields = fields.into_iter().filter_map(|(id, value)| Some((id.to_owned(), Value::from(value?))));
        let member = answers.into_iter().chain(fields).collect();
        NeedRequest {
            location,
            member: Some(member),
            contact: Some(ContactRequest { name, email, phone, language }),
            need_types,
            description,
            amount_eur: None,
            consent: Some(ConsentRequest { share_with_agencies: Some(Value::Bool(share)), show_to_place }),
        }
    }
}

/// The form's field for a place in the request.
fn field_of(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["member", "name"] => "company",
        ["member" | "contact", field] => field,
        [field, ..] => field,
        [] => "",
    }
    .to_owned()
}

/// The form holds what was taken in already, changed: the way on is a new one.
fn sent_before(door: &Door) -> Problem {
    let problem = Problem::conflict("sent-before", text(&LOCALES, "sent-before"), text(&LOCALES, "sent-before-detail"));
    problem.with_way_on(door.anew(), text(&LOCALES, "sent-before-new"))
}
