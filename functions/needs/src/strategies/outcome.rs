//! What a strategy would have done, on its page.

use domain::ids::AgencyId;
use domain::strategy::Strategy;
use maud::{Markup, html};

use super::console::alone;
use super::opened::Opened;
use super::tried::Tried;
use crate::word_with;

/// Needs that are named of those that would have gone elsewhere.
const NAMED: usize = 20;

impl Opened {
    /// What it would have done, with what is open first.
    pub(super) fn outcome(&self, strategy: &Strategy, tried: &Tried) -> Markup {
        let language = self.desk.visit.language;
        let names =
            |all: &[AgencyId]| all.iter().map(|id| self.catalogue.agency_name(id)).collect::<Vec<_>>().join(", ");
        let (open, over): (Vec<_>, Vec<_>) = tried.changed.iter().partition(|one| one.open);
        let nobody = self.word("strategy-nobody");
        let named = |text: String| if text.is_empty() { nobody.clone() } else { text };
        html! {
            section class="card" role="status" {
                h2 { (word_with(language, "strategy-tried", &[("n", tried.needs.into()), ("open", tried.open.into())])) }
                (alone(language, &self.catalogue, strategy))
                h3 { (word_with(language, "strategy-elsewhere", &[("n", tried.changed.len().into()), ("open", open.len().into())])) }
                ul {
                    @for one in open.iter().chain(&over).take(NAMED) {
                        li { a href={ "/console/needs/" (one.need) } { (named(names(&one.before))) " → " (named(names(&one.after))) } }
                    }
                    @if tried.changed.len() > NAMED { li { "…" } }
                }
                h3 { (self.word("strategy-per-agency")) }
                ul {
                    @for (agency, (after, before)) in &tried.per_agency {
                        li { (self.catalogue.agency_name(agency)) ": " (before) " → " (after) }
                    }
                }
                p class="soft" { (self.word("strategy-nothing-saved")) }
            }
        }
    }
}
