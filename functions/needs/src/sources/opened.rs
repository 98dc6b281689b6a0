//! What the page of a source is made of, and the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::Response;
use domain::catalogue::Catalogue;
use domain::ids::SourceId;
use domain::source::{Makes, Mapping, SourceKind};
use maud::html;
use store::Versioned;
use store::repos::received::{NotGenuine, Received};
use store::repos::sources::Source;
use web::extract::FormState;
use web::ui;
use web::{Desk, Problem};

use super::change::load;
use super::mapping_form::{label_of, name_of};
use super::run::{LAST, Tried, sample, suggested, tried};
use super::words::{kind_key, state_badge};
use crate::cases::below;
use crate::word;

/// What can be done that leads to the page.
const DONE: [(&str, &str); 6] = [
    ("mapped", "source-done-mapped"),
    ("on", "source-done-on"),
    ("off", "source-done-off"),
    ("account", "source-done-account"),
    ("ran", "source-done-ran"),
    ("passed", "source-done-passed"),
];

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
        let store = &desk.context.store;
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

    pub(super) async fn page(
        &self,
        state: &FormState,
        mapping: &Mapping,
        of: Option<Tried>,
    ) -> Result<Response, Problem> {
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
        let page = page.lead(state_badge(language, source)).notice(self.desk.visit.notice(|key| self.word(key), &DONE));
        Ok(page.of_form(state).render(body))
    }
}
