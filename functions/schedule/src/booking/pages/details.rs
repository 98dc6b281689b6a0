//! Who comes: the form behind a slot, and what it leads to.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use domain::sessions::{Session, find_in};
use flows::bookings::FreeSlot;
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use store::secrets::digest;
use validator::Validate;
use web::contact::ContactRequest;
use web::extract::{ClientAddr, FormBody, FormState, QueryParams, problems_of};
use web::page::Page;
use web::ui::{self, Choices, Field, button, error_summary_of, form, hidden};
use web::{Context, Principal, Problem, Visit, format};

use crate::booking::api::try_make;
use crate::booking::limits;
use crate::booking::problems::{Refused, refused};
use crate::booking::request::{BookingRequest, MemberRequest};
use crate::{word, word_with};

/// Which slot, as its link says.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct Asked {
    #[serde(default)]
    session: String,
    #[serde(default)]
    slot: String,
    service: Option<String>,
    need: Option<String>,
    #[serde(default)]
    waiting: bool,
}

/// The form as it is sent.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct DetailsForm {
    #[serde(default)]
    session: String,
    #[serde(default)]
    slot: String,
    service: Option<String>,
    need: Option<String>,
    #[serde(default)]
    waiting: bool,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    phone: Option<String>,
    company: Option<String>,
    language: Option<String>,
    note: Option<String>,
}

impl DetailsForm {
    /// The same booking as a program sends it.
    fn into_request(self) -> BookingRequest {
        let Self { session, slot, service, need, waiting, name, email, phone, company, language, note } = self;
        BookingRequest {
            session,
            slot,
            member: company.map(MemberRequest::Name),
            contact: Some(ContactRequest { name, email, phone, language }),
            service,
            need,
            note,
            waiting,
            walk_in: false,
        }
    }
}

/// The empty form of a slot. Two reads.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(asked): QueryParams<Asked>,
) -> Result<Response, Problem> {
    let Asked { session, slot, service, need, waiting } = asked;
    let mut values = vec![
        ("submission", context.store.ids().random()),
        ("session", session),
        ("slot", slot),
        ("service", service.unwrap_or_default()),
        ("need", need.unwrap_or_default()),
        ("waiting", waiting.to_string()),
    ];
    values.extend(visit.decided.then(|| ("language", visit.language.tag().to_owned())));
    page(&context, &visit, &FormState::filled(values)).await
}

/// Takes the form in. Three reads and one commit. A double post counts once.
pub(super) async fn send(
    State(context): State<Context>,
    visit: Visit,
    principal: Principal,
    client: ClientAddr,
    FormBody { value, mut state }: FormBody<DetailsForm>,
) -> Result<Response, Problem> {
    limits::caller(&context, &principal, &client)?;
    let Some(form) = value else { return page(&context, &visit, &state).await };
    let request = form.into_request();
    if let Err(errors) = request.validate() {
        for error in problems_of(&errors) {
            state.blame(&field_of(&error.pointer), error.detail);
        }
        return page(&context, &visit, &state).await;
    }
    let catalogue = context.store.catalogue().load().await?;
    let waiting = request.waiting;
    let entered = serde_json::to_vec(&state.values).map_err(|error| Problem::internal(&error))?;
    let submission = Some(state.get("submission")).filter(|key| !key.is_empty());
    let key = submission.map_or_else(|| digest(&entered), str::to_owned);
    let claim = context.store.idempotency().claim("schedule", "form", &key, &entered);
    match try_make(&context, &principal, &catalogue, request, &claim).await {
        Ok(_) => {
            let path = if waiting { "/book/sent?done=waiting" } else { "/book/sent" };
            Ok(Redirect::to(path).into_response())
        }
        Err(Refused::Fields(errors)) => {
            state.blame_all(errors, field_of);
            page(&context, &visit, &state).await
        }
        Err(Refused::Taken(next)) => Ok(taken(&visit, &catalogue, &state, &next)),
        Err(Refused::Other(error)) => Err(refused(error)),
        Err(Refused::Problem(problem)) => Err(problem),
    }
}

/// That it arrived, and where the rest comes. No read.
pub(super) async fn sent(visit: Visit) -> Response {
    let language = visit.language;
    let waiting = visit.done.as_deref() == Some("waiting");
    let (title, lead) = if waiting { ("book-waiting", "book-waiting-lead") } else { ("book-sent", "book-sent-lead") };
    let body = html! {
        div class="narrow stack" {
            section class="card" {
                h2 { (word(language, "book-sent-next")) }
                ol {
                    li { (word(language, "book-sent-mail")) }
                    @if waiting { li { (word(language, "book-sent-offer")) } } @else {
                        li { (word(language, "book-sent-calendar")) }
                        li { (word(language, "book-sent-reminder")) }
                    }
                }
                p class="soft" { (word(language, "book-sent-nothing")) }
            }
        }
    };
    Page::public(&visit).title(&word(language, title)).lead(word(language, lead)).private().render(body)
}

/// The session that a form names. One read.
async fn session(context: &Context, catalogue: &Catalogue, state: &FormState) -> Result<Session, Problem> {
    let id = SessionId::parse(state.get("session")).map_err(|_| Problem::not_found())?;
    let (permanence, _) = id.parts().ok_or_else(Problem::not_found)?;
    let found = context.store.permanences().load(&permanence).await?;
    let found = found.filter(|found| found.value.is_published()).ok_or_else(Problem::not_found)?;
    find_in(&found.value, &id, catalogue).ok_or_else(Problem::not_found)
}

async fn page(context: &Context, visit: &Visit, state: &FormState) -> Result<Response, Problem> {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let session = session(context, &catalogue, state).await?;
    let local_start = local_time::parse(state.get("slot")).ok_or_else(Problem::not_found)?;
    let slot = session.slot(local_start).ok_or_else(Problem::not_found)?;
    let waiting = state.get("waiting") == "true";
    let agency = catalogue.agencies.get(&session.agency).map_or(session.agency.as_str(), |one| &one.short);
    let place = catalogue.locations.get(&session.location).map_or(session.location.as_str(), |one| &one.name);
    let end = local_time::to_local(slot.end, session.timezone).time();
    let day = format::day_long(language, local_start.date());
    let lead = format!("{day}, {} · {agency} · {place}", format::time_range(language, local_start.time(), end));
    let body = html! {
        div class="narrow stack" {
            (error_summary_of(language, state, &labels(language)))
            @if waiting { (ui::warning(word(language, "book-waiting-how"))) }
            (form("/book/details", "", html! {
                @for name in ["submission", "session", "slot", "service", "need", "waiting"] { (hidden(name, state.get(name))) }
                (fields(language, state))
                p class="soft" { (word(language, "book-privacy")) }
                (button(&word(language, if waiting { "book-wait" } else { "book-confirm" })))
            }))
            p { a href={ "/book?location=" (session.location) "&agency=" (session.agency) } { (word(language, "book-other")) } }
        }
    };
    let title = word(language, if waiting { "book-queue-title" } else { "book-details" });
    let page = Page::public(visit).title(&title).lead(lead).private();
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

fn fields(language: Language, state: &FormState) -> Markup {
    let label = |key: &str| word(language, key);
    html! {
        (Field::new("name", &label("book-name")).autocomplete("name").required().max_length(200).show(language, state))
        (Field::new("email", &label("book-email")).kind("email").hint(&label("book-email-hint")).autocomplete("email").required()
            .max_length(254).show(language, state))
        (Field::new("phone", &label("book-phone")).kind("tel").autocomplete("tel").max_length(40).show(language, state))
        (Field::new("company", &label("book-company")).autocomplete("organization").max_length(200).show(language, state))
        (Choices::one("language", &label("book-language")).option("fr", "Français").option("nl", "Nederlands")
            .option("en", "English").inline().show(language, state))
        (Field::new("note", &label("book-note")).lines(4).hint(&label("book-note-hint")).max_length(2000).show(language, state))
    }
}

fn labels(language: Language) -> Vec<(&'static str, String)> {
    [
        ("name", "book-name"),
        ("email", "book-email"),
        ("phone", "book-phone"),
        ("company", "book-company"),
        ("language", "book-language"),
        ("note", "book-note"),
        ("slot", "book-slot"),
    ]
    .map(|(field, key)| (field, word(language, key)))
    .to_vec()
}

/// The form's field for a place in the request.
fn field_of(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["member", ..] => "company",
        ["contact", field] => field,
        [field, ..] => field,
        [] => "",
    }
    .to_owned()
}

/// The seat went to somebody else meanwhile: where else there is one.
fn taken(visit: &Visit, catalogue: &Catalogue, state: &FormState, next: &[FreeSlot]) -> Response {
    let language = visit.language;
    let query = |slot: &FreeSlot| {
        let mut path = format!("/book/details?session={}&slot={}", slot.session, local_time::format(slot.local_start));
        for name in ["service", "need"].into_iter().filter(|name| !state.get(name).is_empty()) {
            path.push_str(&format!("&{name}={}", state.get(name)));
        }
        path
    };
    let queue = format!("/book/details?session={}&slot={}&waiting=true", state.get("session"), state.get("slot"));
    let body = html! {
        div class="narrow stack" {
            @if next.is_empty() { p { (word(language, "slot-taken-none")) } } @else {
                (ui::card(&word(language, "book-next-free"), html! {
                    ul {
                        @for slot in next {
                            @let place = catalogue.locations.get(&slot.location).map_or(slot.location.as_str(), |one| &one.name);
                            li { a href=(query(slot)) { (format::local(language, slot.local_start)) } " · " (place) }
                        }
                    }
                }))
            }
            p { a class="button secondary" href=(queue) { (word(language, "book-queue")) } }
        }
    };
    Page::public(visit)
        .title(&word(language, "slot-taken"))
        .lead(word_with(language, "slot-taken-lead", &[]))
        .status(StatusCode::CONFLICT)
        .private()
        .render(body)
}

/// A booking's id in a link; nothing else is one.
pub(super) fn booking_id(text: &str) -> Result<BookingId, Problem> {
    BookingId::parse(text).map_err(|_| Problem::not_found())
}
