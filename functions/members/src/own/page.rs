//! What a member does on its own page. The link in the mail is the key; reading
//! changes nothing, whoever reads.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{MemberId, NeedTypeId};
use domain::member::{MemberDraft, Mode, NAME_FIELD, ProfileConsent, Source, founded_later};
use flows::members::{self, Answered};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Versioned;
use store::link::{self, LinkPurpose};
use store::repos::members::MemberRecord;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::{Context, Problem, Reply, Visit};

use super::unsubscribe::mails;
use super::{ASKED, CONSENTS, DIGEST, view};
use crate::consents::WORDS_VERSION;
use crate::entries::fields;
use crate::problems::{refused, refused_to_member};
use crate::view::View;

/// What the member does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    /// Yes to what was proposed.
    Yes,
    /// No to it.
    No,
    /// What is known is corrected.
    Save,
    /// The three questions are answered.
    Answer,
    /// No more mails that ask.
    MailsOff,
    /// Mails that ask, again.
    MailsOn,
    /// All that is known goes.
    TakeBack,
}

/// The forms of this page, beside the fields of the model.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct OwnForm {
    action: Action,
    need_type: Option<NeedTypeId>,
}

/// The member of a link that holds, of an entry that was joined into another that
/// one; 404 for any other.
async fn find(context: &Context, token: &str) -> Result<(MemberId, Versioned<MemberRecord>), Problem> {
    let link = link::read(context.store.secrets(), LinkPurpose::Member, token).ok_or_else(Problem::not_found)?;
    let id = MemberId::parse(&link.id).map_err(|_| Problem::not_found())?;
    let id = context.store.members().stands_for(id).await?;
    let found = context.store.members().load(&id).await?.ok_or_else(Problem::not_found)?;
    if found.value.case.member.link_generation != link.generation {
        return Err(Problem::not_found());
    }
    Ok((id, found))
}

/// The language chosen, else the member's own.
fn in_their_language(visit: Visit, record: &MemberRecord) -> Visit {
    match record.case.contact().and_then(|(_, language)| language).filter(|_| !visit.decided) {
        Some(language) => Visit { language, decided: true, ..visit },
        None => visit,
    }
}

/// The page. Three reads.
pub(super) async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let (_, found) = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.value);
    let view = View::of(context, visit).await?;
    let state = fields::filled(&found.value.case.profile());
    Ok(view::page(&view, &token, &found.value, &state))
}

/// What was pressed. Five reads and one commit at most.
pub(super) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    form: FormBody<OwnForm>,
) -> Reply {
    let (id, found) = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.value);
    let state = form.state.clone();
    let OwnForm { action, need_type } = form.into_value()?;
    let store = &context.store;
    let said = match (action, need_type) {
        (Action::Yes | Action::No, Some(need_type)) => {
            match members::answer(store, &id, &need_type, action == Action::Yes).await.map_err(refused_to_member)? {
                Answered::Need(_) => "yes",
                Answered::No => "declined",
            }
        }
        (Action::MailsOff | Action::MailsOn, _) => {
            mails(&context, &id, action == Action::MailsOn).await.map_err(refused)?;
            "mails"
        }
        (Action::TakeBack, _) => {
            members::end(store, &id, Some(found.version)).await.map_err(refused)?;
            return Ok(view::gone(&visit));
        }
        (Action::Save | Action::Answer, _) => {
            let view = View::of(context, visit).await?;
            let mode = if action == Action::Save { Mode::Whole } else { Mode::Part };
            if let Err(state) = save(&view, &id, &found, (state, mode)).await? {
                return Ok(view::page(&view, &token, &found.value, &state));
            }
            "saved"
        }
        (Action::Yes | Action::No, None) => return Err(Problem::not_found()),
    };
    Ok(Redirect::to(&format!("/m/{token}?done={said}")).into_response())
}

/// Takes in what the member says of itself; all that is wrong comes back with the
/// form. What it empties is gone, whoever had said it; what stands in the other
/// form stays.
async fn save(
    view: &View,
    id: &MemberId,
    found: &Versioned<MemberRecord>,
    (mut state, mode): (FormState, Mode),
) -> Result<Result<(), FormState>, Problem> {
    let model = &view.catalogue.member_model;
    let known = found.value.case.profile();
    let mut profile = fields::entered(model, &state);
    for (_, field) in state.values.iter().filter(|(name, _)| name == ASKED) {
        let kept = known.get(field).map(|value| (field.clone(), value.clone()));
        profile.extend(kept.filter(|(field, _)| !state.values.iter().any(|(name, _)| name == field)));
    }
    // Where it is hosted is the host's to say.
    for field in [domain::member::LOCATION_FIELD, domain::member::SINCE_FIELD, domain::member::UNTIL_FIELD] {
        profile.remove(field);
    }
    let nameless = mode == Mode::Whole && state.get(NAME_FIELD).is_empty();
    let nameless = nameless.then(|| FieldError::new(format!("/{NAME_FIELD}"), Wrong::Missing));
    let beside: Vec<FieldError> = nameless.into_iter().chain(founded_later(&profile, view.today())).collect();
    match (MemberDraft { hosted: None, profile }).parse(&view.catalogue, true) {
        Ok(mut sent) if beside.is_empty() => {
            if mode == Mode::Whole {
                let given = consents(view, found, &state);
                sent.profile.insert("consents".to_owned(), given);
            }
            let by = (Source::MemberForm, Actor::Member);
            let store = &view.context.store;
            members::learn(store, id, None, (sent, mode), by).await.map_err(refused)?;
            // Whoever ended digests by a link and ticks them again wants them again.
            if let (Mode::Whole, true, Ok(email)) =
                (mode, state.has("consents", DIGEST), EmailAddress::parse(state.get("contact_email")))
            {
                flows::inform::set_told(store, &email, true).await?;
            }
            Ok(Ok(()))
        }
        parsed => {
            fields::blame(&mut state, parsed.err().into_iter().flatten().chain(beside).collect());
            if mode == Mode::Part {
                // The form of the rest is sent whole: it stays over what is known.
                let mut rest = fields::filled(&known).values;
                rest.retain(|(name, _)| !state.values.iter().any(|(sent, _)| sent == name));
                state.values.extend(rest);
            }
            Ok(Err(state))
        }
    }
}

/// The consents after what was ticked: a new one has its day and the version of
/// its words, one that is taken back keeps when it was given.
fn consents(view: &View, found: &Versioned<MemberRecord>, state: &FormState) -> Value {
    let today = view.context.store.now().day_in(BRUSSELS);
    let mut known = found.value.case.consents();
    for (name, kind) in CONSENTS {
        let holds = known.iter_mut().find(|consent| consent.kind == kind && consent.withdrawn_on.is_none());
        match (holds, state.has("consents", name)) {
            (Some(consent), false) => consent.withdrawn_on = Some(today),
            (None, true) => known.push(ProfileConsent {
                kind,
                agency: None,
                given_on: today,
                text_version: Some(WORDS_VERSION.to_owned()),
                withdrawn_on: None,
            }),
            _ => {}
        }
    }
    serde_json::to_value(known).unwrap_or_else(|_| json!([]))
}
