//! One source in the console: where it sends, what its answers are, what became
//! of its last messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::ids::SourceId;
use domain::source::{Makes, Mapping, SourceKind};
use maud::html;
use serde::Deserialize;
use store::Versioned;
use store::repos::received::{NotGenuine, Received};
use store::repos::sources::Source;
use validator::Validate;
use web::extract::{FormBody, FormState, Id, QueryParams};
use web::{CoordinatorDesk, Desk, Problem, Reply, ui};

use super::change::{AccountRequest, SourceChange, load, save};
use super::mapping_form::{entered, field_of, filled, label_of, name_of};
use super::run::{LAST, Tried, run_waiting, sample, suggested, tried};
use super::words::{kind_key, state_badge};
use crate::cases::below;
use crate::{LOCALES, word};

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
) -> Reply {
    let shown = Opened::of(desk, &id).await?;
    let mapping = shown.mapping(makes);
    shown.page(&filled(&mapping), &mapping, None).await
}

/// Does what is pressed. Five reads and one commit.
pub(super) async fn change(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<SourceId>,
    FormBody { value, mut state }: FormBody<ActForm>,
) -> Reply {
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

/// What the page is about.
pub(super) struct Opened {
    pub(super) desk: Desk,
    pub(super) source: Versioned<Source>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) last: Vec<Received>,
    not_genuine: Option<NotGenuine>,
}

impl Opened {
    pub(super) async fn of(desk: Desk, id: &SourceId) -> Result<Self, Problem> {
        let store = desk.store();
        let source = load(&desk.context, id).await?;
        let catalogue = store.catalogue().load().await?;
        let last = store.received().last(id, LAST).await?;
        let not_genuine = store.received().not_genuine(id).await?;
        Ok(Self { desk, source, catalogue, last, not_genuine })
    }

    pub(super) fn word(&self, key: &str) -> String {
        word(self.desk.language(), key)
    }

    /// The mapping that is kept, or that the sample seems to ask for.
    pub(super) fn mapping(&self, makes: Option<Makes>) -> Mapping {
        let source = &self.source.value;
        let kept = source.mapping.clone().filter(|kept| makes.is_none_or(|makes| makes == kept.makes));
        kept.unwrap_or_else(|| {
            let usual = if matches!(source.kind, SourceKind::Cobot | SourceKind::Nexudus) {
                Makes::Member
            } else {
                Makes::Need
            };
            suggested(makes.unwrap_or(usual), &self.last, &self.catalogue)
        })
    }

    /// What a mapping makes of the sample.
    pub(super) fn tried(&self, mapping: &Mapping) -> Option<Tried> {
        let of = (sample(&self.last)?, Some(mapping));
        Some(tried(&self.desk.context, &self.catalogue, &self.source.value, of, &BTreeMap::new()))
    }

    pub(super) async fn page(&self, state: &FormState, mapping: &Mapping, of: Option<Tried>) -> Reply {
        let (language, source) = (self.desk.language(), &self.source.value);
        let place = self.catalogue.place_name(&source.location);
        let labels: Vec<(String, String)> = domain::source::parts(mapping.makes, &self.catalogue)
            .iter()
            .map(|part| (name_of(part), label_of(part, language, &self.catalogue)))
            .chain(
                [("url", "source-account-url"), ("token", "source-account-token"), ("mapping", "source-mapping")]
                    .map(|(name, key)| (name.to_owned(), self.word(key))),
            )
            .collect();
        let body = html! {
            (ui::error_summary_of(language, state, &labels))
            div class="stack" {
                @if let Some(last) = &self.not_genuine { (self.not_genuine(last)) }
                @if let Some(of) = &of { (self.makes(of)) }
                (ui::columns_broad(
                    html! { div class="stack" {
                        @if source.kind.is_mapped() { (self.mapping_card(state, mapping)) }
                        (self.messages())
                    } },
                    html! { div class="stack" {
                        (self.how_card())
                        @if source.kind == SourceKind::Cobot { (self.account_card(state)) }
                        @if source.kind.is_mapped() { (self.switch_card()) }
                    } },
                ))
            }
        };
        let page = below(&self.desk).await?.crumb(&self.word("sources-title"), "/console/needs/sources");
        let page = page.title(&format!("{place}: {}", self.word(&kind_key(source.kind))));
        let page = page.lead(state_badge(language, source)).notice(self.desk.visit.notice_in(&LOCALES, "source-done"));
        Ok(page.of_form(state).render(body))
    }
}
