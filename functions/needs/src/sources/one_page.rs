//! One source in the console: where it sends, what its answers are, what became
//! of its last messages.

use axum::response::Response;
use domain::ids::SourceId;
use domain::source::Makes;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, Id, QueryParams};
use web::{CoordinatorDesk, Problem};

use super::change::{AccountRequest, SourceChange, save};
use super::mapping_form::{entered, field_of, filled};
use super::opened::Opened;
use super::run::run_waiting;

/// What is pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ActForm {
    /// `try`, `save`, `on`, `off`, `account`, `run`.
    act: String,
    version: Option<u64>,
    url: Option<String>,
    token: Option<String>,
}

/// How the sample is looked at.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct LookedAt {
    makes: Option<Makes>,
}

/// The page. Four reads.
pub(super) async fn show(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<SourceId>,
    QueryParams(LookedAt { makes }): QueryParams<LookedAt>,
) -> Result<Response, Problem> {
    let shown = Opened::of(desk, &id).await?;
    let mapping = shown.mapping(makes);
    shown.page(&filled(&mapping), &mapping, None).await
}

/// Does what is pressed. Five reads and one commit.
pub(super) async fn change(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<SourceId>,
    FormBody { value, mut state }: FormBody<ActForm>,
) -> Result<Response, Problem> {
    let shown = Opened::of(desk, &id).await?;
    let mapping = entered(&state, &shown.catalogue);
    let Some(form) = value else { return shown.page(&state, &mapping, None).await };
    if form.version.is_some_and(|version| version != shown.source.version) {
        return Err(Problem::changed_meanwhile());
    }
    let (asked, done) = match form.act.as_str() {
        "try" => {
            state.blame_all(mapping.check(&shown.catalogue, "/mapping"), field_of);
            let of = shown.tried(&mapping);
            return shown.page(&state, &mapping, of).await;
        }
        "save" => (SourceChange { mapping: Some(mapping.clone()), ..SourceChange::default() }, "mapped"),
        "on" => (SourceChange { on: Some(true), ..SourceChange::default() }, "on"),
        "off" => (SourceChange { on: Some(false), ..SourceChange::default() }, "off"),
        "account" => {
            let account = AccountRequest { url: form.url.unwrap_or_default(), token: form.token };
            (SourceChange { account: Some(account), ..SourceChange::default() }, "account")
        }
        "run" => {
            run_waiting(&shown.desk.context, &shown.source.value).await?;
            return Ok(back(&id, "ran"));
        }
        _ => return Err(Problem::not_found()),
    };
    match save(&shown.desk.context, &shown.source, asked).await? {
        Ok(_) => Ok(back(&id, done)),
        Err(errors) => {
            state.blame_all(errors, |pointer| match pointer {
                "/account/token" => "token".to_owned(),
                "/account" | "/account/url" => "url".to_owned(),
                other => field_of(other),
            });
            let mapping = if form.act == "save" { mapping } else { shown.mapping(None) };
            if !["save", "account"].contains(&form.act.as_str()) {
                state.values = filled(&mapping).values;
            }
            shown.page(&state, &mapping, None).await
        }
    }
}

fn back(id: &SourceId, done: &str) -> Response {
    web::done(&format!("/console/needs/sources/{id}"), done)
}
