//! What an agency is told beside its permanences: what stops, how a proposal
//! stands that takes no answers, and whom to write to.

use domain::Language;
use domain::ids::AgencyId;
use flows::plans::{self, Answer, Plan, Says};
use maud::{Markup, html};
use rota_planner::{Gone, Standing};
use store::repos::plans::PlanStatus;
use web::{format, ui};

use super::Opened;
use crate::times::weekly;
use crate::{word, word_with};

impl Opened {
    /// Series and single sessions that would stop and who is there today, with whom to
    /// write to where something of it should stay; nothing where none would.
    pub(super) fn stops(&self, stops: &[(&Standing, &Gone)], write_to: Option<Markup>) -> Markup {
        let language = self.visit.language;
        html! {
            @if !stops.is_empty() {
                section class="card" id="stops" {
                    h2 { (word(language, "answer-stops")) }
                    ul {
                        @for (standing, gone) in stops { li { (self.stop(standing, gone)) } }
                    }
                    @if let Some(write_to) = write_to { p { (word(language, "answer-stops-how")) " " (write_to) } }
                }
            }
        }
    }

    fn stop(&self, standing: &Standing, gone: &Gone) -> String {
        let language = self.visit.language;
        let day = |at: Option<&rota_planner::Cell>| at.map(|cell| cell.day).unwrap_or_default();
        let (first, last) = (day(gone.cells.first()), day(gone.cells.last()));
        let names =
            standing.advisers.iter().filter_map(|id| self.part.team.get(id)).map(|adviser| adviser.name.clone());
        let when: Vec<String> =
            std::iter::once(format::local(language, first.and_time(standing.start))).chain(names).collect();
        let values = [
            ("place", self.part.catalogue.place_name(&standing.place).into()),
            ("when", when.join(", ").into()),
            ("n", gone.cells.len().into()),
            ("last", format::date(language, last).into()),
        ];
        word_with(language, "answer-stop", &values)
    }
}

/// The words of a proposal that takes no answers any more.
pub(super) fn closed(plan: &Plan, agency: &AgencyId) -> &'static str {
    match (plan.status, plans::published_of(plan)) {
        (PlanStatus::Published, None) => "answer-published",
        (PlanStatus::Published, Some(part)) if part.contains(agency) => "answer-published-part",
        (PlanStatus::Published, Some(_)) => "answer-published-others",
        (PlanStatus::Undone, Some(part)) if !part.contains(agency) => "answer-undone-others",
        (PlanStatus::Undone, _) => "answer-undone",
        _ => "answer-closed",
    }
}

/// One form that says yes to all of which nothing was said yet.
pub(super) fn rest(language: Language, token: &str, n: usize) -> Markup {
    html! {
        section class="card" id="rest" {
            h2 { (word(language, "answer-rest-title")) }
            p { (word_with(language, "answer-rest-how", &[("n", n.into())])) }
            (ui::form(&std::format!("/p/{token}"), "", html! {
                p class="actions" { (ui::button_secondary(&word(language, "answer-rest"), "says", "rest")) }
            }))
        }
    }
}

/// What an agency said, in words.
pub(crate) fn said_words(language: Language, said: &Answer) -> String {
    let words = match (said.says, said.instead) {
        (Says::Yes, _) => word(language, "said-yes"),
        (Says::No, _) => word(language, "said-no"),
        (Says::Other { .. }, None) => word(language, "said-other"),
        (Says::Other { .. }, Some(at)) => {
            word_with(language, "said-other-at", &[("when", weekly(language, at).into())])
        }
    };
    if said.reason.is_empty() {
        words
    } else {
        std::format!("{words}{}{}", format::colon(language), format::harmless(&said.reason))
    }
}

/// Whom to write to: the address that the product writes from, as a link.
pub(super) fn write_to(language: Language, mailbox: &str) -> Markup {
    let address = mailbox.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(mailbox).trim();
    html! { (word(language, "answer-write")) " " a href={ "mailto:" (address) } { (address) } "." }
}
