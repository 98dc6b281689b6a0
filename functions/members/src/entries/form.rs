//! A member is entered or changed by a person.

use axum::response::Response;
use domain::ids::MemberId;
use domain::member::{Heard, MemberCase, MemberDraft, Mode};
use flows::members;
use maud::html;
use serde::Deserialize;
use serde_json::Value;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::i18n::text;
use web::{Problem, sent_again, ui};

use super::{fields, load, may_see, of_place, source_of};
use crate::LOCALES;
use crate::problems::refused;
use crate::view::{Desk, PATH, done};

/// What the form carries beside the fields of the model, which are read by it.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct Carried {
    /// The id that a new member gets, so that a form sent twice counts once.
    id: String,
    /// The version that the form was filled in over.
    version: Option<u64>,
}

async fn show(view: &Desk, title: &str, action: &str, state: &FormState) -> Result<Response, Problem> {
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary_of(view.language, state, &fields::labels(view)))
            (view.form(action, html! {
                @for name in ["id", "version"] { @if !state.get(name).is_empty() { (ui::hidden(name, state.get(name))) } }
                (fields::all(view, state, false))
                p class="actions" { (ui::button(&view.word("member-save"))) }
            }))
        }
    };
    let page = view.page_below(title).await?.lead(view.word("member-form-lead"));
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// What was entered, checked; what is wrong stands beside the fields.
fn read(view: &Desk, state: &mut FormState) -> Option<domain::member::Sent> {
    let profile = fields::entered(&view.catalogue.member_model, state);
    match (MemberDraft { hosted: None, profile }).parse(&view.catalogue, false) {
        Ok(sent) => Some(sent),
        Err(errors) => {
            state.blame_all(errors, |pointer| {
                let name = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
                match name {
                    "name" => "trade_name",
                    "location" => "host_location",
                    other => other,
                }
                .to_owned()
            });
            None
        }
    }
}

/// The form of a new member. One read.
pub(super) async fn new(view: Desk) -> Result<Response, Problem> {
    may_see(&view.staff)?;
    let state = FormState::filled([("id", view.context.store.ids().next())]);
    show(&view, &view.word("member-new"), &format!("{PATH}/new"), &state).await
}

/// Enters a member; sent twice it is entered once. Three reads, one commit.
pub(super) async fn enter(view: Desk, FormBody { mut state, .. }: FormBody<Carried>) -> Result<Response, Problem> {
    may_see(&view.staff)?;
    let id = MemberId::parse(state.get("id")).map_err(|_| Problem::not_found())?;
    let Some(sent) = read(&view, &mut state) else {
        return show(&view, &view.word("member-new"), &format!("{PATH}/new"), &state).await;
    };
    of_place(&view.staff, &sent)?;
    let (store, path) = (&view.context.store, format!("{PATH}/{id}"));
    let by = (source_of(&view.staff), view.staff.actor.clone());
    match members::enter(store, (id.clone(), sent.clone()), by.clone(), None, |_, _| None).await {
        Ok(_) => Ok(done(&path, "entered")),
        // The form was sent before.
        Err(flows::FlowError::ChangedMeanwhile) => {
            let made = load(&view.context, &view.staff, &id).await?.value.case;
            let heard = Heard { from: by.0, at: store.now(), by: by.1 };
            let again = MemberCase::enter(id, sent, heard, &view.catalogue.member_model).case;
            Ok(sent_again(&path, "entered", made.profile() == again.profile()))
        }
        Err(error) => Err(refused(error)),
    }
}

/// The form over what is known. Two reads.
pub(super) async fn page(view: Desk, Id(id): Id<MemberId>) -> Result<Response, Problem> {
    let found = load(&view.context, &view.staff, &id).await?;
    let mut state = fields::filled(&found.value.case.profile());
    state.values.push(("version".to_owned(), found.version.to_string()));
    show(&view, found.value.case.member.name(), &format!("{PATH}/{id}/change"), &state).await
}

/// Saves a member over the version that the form was filled in over. Four
/// reads, one commit.
pub(super) async fn save(
    view: Desk,
    Id(id): Id<MemberId>,
    FormBody { value, mut state }: FormBody<Carried>,
) -> Result<Response, Problem> {
    let found = load(&view.context, &view.staff, &id).await?;
    let sent = read(&view, &mut state);
    let late = value.is_some_and(|carried| carried.version != Some(found.version));
    if let (Some(mut sent), false) = (sent.clone(), late) {
        of_place(&view.staff, &sent)?;
        // Consents are the member's to give, and no field of this form.
        if let Some(consents) = found.value.case.person.profile.get("consents") {
            sent.profile.insert("consents".to_owned(), Value::clone(consents));
        }
        let by = (source_of(&view.staff), view.staff.actor.clone());
        members::learn(&view.context.store, &id, Some(found.version), (sent, Mode::Whole), by)
            .await
            .map_err(refused)?;
        return Ok(done(&format!("{PATH}/{id}"), "saved"));
    }
    if sent.is_some() {
        // What was entered stays; sending it again overwrites the other change.
        state.values.retain(|(name, _)| name != "version");
        state.values.push(("version".to_owned(), found.version.to_string()));
        state.blame("trade_name", text(&LOCALES, "member-changed-meanwhile"));
    }
    show(&view, found.value.case.member.name(), &format!("{PATH}/{id}/change"), &state).await
}
