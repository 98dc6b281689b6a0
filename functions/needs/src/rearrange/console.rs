//! Taking up again, dividing and moving a need, on its page.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{NeedId, NeedTypeId};
use domain::moves::{self, Moment};
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::needs::LoadedCase;
use validator::Validate;
use web::extract::{FormBody, FormState, Id, Precondition};
use web::ui::{Choices, Field, button_secondary, form, hidden};
use web::{Context, Coordinator, Problem, StaffMember};

use super::{api, divide};
use crate::cases::change::change;
use crate::word;

/// Over which version.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ReopenForm {
    version: u64,
}

/// Which kinds of need.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SplitForm {
    version: u64,
    #[serde(default)]
    split_types: Vec<NeedTypeId>,
}

/// Which place.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct TransferForm {
    version: u64,
    location: String,
}

/// Takes a closed need up again. Two reads and one commit.
pub(super) async fn reopen(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(need): Id<NeedId>,
    form: FormBody<ReopenForm>,
) -> Result<Response, Problem> {
    let (expected, actor) = (Precondition::Versions(vec![form.into_value()?.version]), coordinator.actor());
    let changed = change(&context.store, &need, &expected, |case, catalogue, now| {
        moves::reopen(case, &Moment::new(catalogue, now, &actor))
    });
    changed.await?;
    Ok(Redirect::to(&format!("/console/needs/{need}?done=reopened#triage")).into_response())
}

/// Divides a need; goes on to the new one. Two reads and one commit.
pub(super) async fn split(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(need): Id<NeedId>,
    form: FormBody<SplitForm>,
) -> Result<Response, Problem> {
    let SplitForm { version, split_types } = form.into_value()?;
    let expected = Precondition::Versions(vec![version]);
    let (_, new) = divide(&context, &need, &expected, &split_types, &coordinator.actor()).await?;
    Ok(Redirect::to(&format!("/console/needs/{}?done=split", new.need.id)).into_response())
}

/// Moves a need to another place. Two reads and one commit.
pub(super) async fn transfer(
    State(context): State<Context>,
    coordinator: Coordinator,
    Id(need): Id<NeedId>,
    form: FormBody<TransferForm>,
) -> Result<Response, Problem> {
    let TransferForm { version, location } = form.into_value()?;
    let catalogue = context.store.catalogue().load().await?;
    let to = api::place(&context, &catalogue, &location)?;
    let (expected, actor) = (Precondition::Versions(vec![version]), coordinator.actor());
    let changed = change(&context.store, &need, &expected, |case, catalogue, now| {
        moves::transfer(case, &to, &Moment::new(catalogue, now, &actor))
    });
    changed.await?;
    Ok(Redirect::to(&format!("/console/needs/{need}?done=transferred")).into_response())
}

/// What else can be done with a need, behind one heading.
pub(crate) fn card(
    context: &Context,
    staff: &StaffMember,
    catalogue: &Catalogue,
    loaded: &LoadedCase,
    language: Language,
) -> Markup {
    let word = |key: &str| word(language, key);
    let need = &loaded.case.need;
    let path = |what: &str| format!("/console/needs/{}/{what}", need.id);
    let version = hidden("version", &loaded.version.to_string());
    let send = |what: &str, body: Markup| form(&path(what), &staff.csrf, html! { (version) (body) });
    if !need.is_open() {
        let body =
            html! { p { (word("reopen-what")) } (send("reopen", button_secondary(&word("reopen"), "reopen", "yes"))) };
        return web::ui::card(&word("reopen-title"), body);
    }
    let today = context.store.now().day_in(BRUSSELS);
    let others = catalogue.locations_on(today).filter(|place| place.id != need.location);
    let others = others.map(|place| (place.id.as_str().to_owned(), place.name.clone()));
    let kinds = need.need_types.iter().fold(Choices::many("split_types", &word("split-which")), |choices, kind| {
        let label = catalogue.need_type(&kind.id).map_or(kind.id.as_str(), |known| known.label.get(language));
        choices.option(kind.id.as_str(), label)
    });
    let empty = FormState::default();
    html! {
        details class="card" {
            summary { (word("rearrange-title")) }
            @if need.need_types.len() > 1 {
                (send("split", html! { (kinds.show(language, &empty)) (button_secondary(&word("split"), "split", "yes")) }))
            }
            (send("transfer", html! {
                (Field::new("location", &word("transfer-where")).select(others).required().show(language, &empty))
                (button_secondary(&word("transfer"), "transfer", "yes"))
            }))
        }
    }
}
