//! How the answers to a question spread, drawn: one bar of parts where everybody
//! gave one answer, a bar for each option where several could be ticked.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::questionnaire::{Question, ScaleKind};
use domain::statistics::QuestionResults;
use maud::{Markup, html};
use web::{format, ui};

use crate::{word, words};

/// From which step on somebody recommends, and up to which they advise against.
const PROMOTERS: i64 = 9;
const DETRACTORS: i64 = 6;

/// A question that was asked, with what puts its answers into words.
#[derive(Clone, Copy)]
pub(crate) struct AskedQuestion<'a> {
    pub(crate) language: Language,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) question: &'a Question,
    pub(crate) scale: &'a ScaleKind,
}

impl AskedQuestion<'_> {
    /// How the answers spread; nothing where that is hidden.
    pub(super) fn spread(self, found: &QuestionResults) -> Markup {
        let Some(Some(shares)) = &found.distribution else { return Markup::default() };
        let (language, name) = (self.language, self.question.text.get(self.language));
        let options = self.options(shares);
        html! {
            @match self.parts_of(shares) {
                None => (bars(language, name, &options)),
                Some(parts) => {
                    (ui::stacked(language, name, &parts))
                    @if matches!(self.scale, ScaleKind::Nps { .. }) {
                        details { summary { (word(language, "result-each-step")) } (bars(language, name, &options)) }
                    }
                },
            }
        }
    }

    /// The parts that a bar of these answers consists of, each with its share; `None`
    /// where the shares are no parts of a whole, or too many to be told apart.
    pub(crate) fn parts_of(self, shares: &BTreeMap<String, f64>) -> Option<Vec<(String, f64)>> {
        match self.scale {
            ScaleKind::Nps { .. } => Some(thirds(self.language, shares)),
            ScaleKind::Ordinal(_) | ScaleKind::Single(_) | ScaleKind::SingleAgency => {
                Some(self.options(shares)).filter(|options| options.len() <= ui::MOST_PARTS)
            }
            ScaleKind::Multi(_) | ScaleKind::MultiAgencies | ScaleKind::Text { .. } => None,
        }
    }

    /// The options that somebody chose with their shares, in words.
    pub(crate) fn chosen(self, shares: &BTreeMap<String, f64>) -> String {
        let all = self.options(shares).into_iter().filter(|(_, share)| *share > 0.0);
        all.map(|(words, share)| format!("{words} {}", format::percent(self.language, share)))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The options in reading order, in words, each with its share.
    fn options(self, shares: &BTreeMap<String, f64>) -> Vec<(String, f64)> {
        let in_words = |option: &str| words::option(self.language, self.catalogue, self.scale, option);
        let all = words::in_reading_order(self.scale, shares).into_iter();
        all.map(|(option, share)| (in_words(&option), share)).collect()
    }
}

/// The shares of a question in one line, by their codes: `1=0.1; 2=0.25`.
pub(crate) fn spread_in_words(scale: &ScaleKind, shares: &BTreeMap<String, f64>) -> String {
    let all = words::in_reading_order(scale, shares).into_iter().map(|(option, share)| format!("{option}={share}"));
    all.collect::<Vec<_>>().join("; ")
}

/// Those who recommend, those in between and those who advise against.
fn thirds(language: Language, shares: &BTreeMap<String, f64>) -> Vec<(String, f64)> {
    let among = |holds: fn(i64) -> bool| -> f64 {
        shares.iter().filter(|(step, _)| step.parse().is_ok_and(holds)).map(|(_, share)| share).sum()
    };
    vec![
        (word(language, "result-promoters"), among(|step| step >= PROMOTERS)),
        (word(language, "result-passives"), among(|step| step > DETRACTORS && step < PROMOTERS)),
        (word(language, "result-detractors"), among(|step| step <= DETRACTORS)),
    ]
}

fn bars(language: Language, name: &str, options: &[(String, f64)]) -> Markup {
    html! {
        table class="bars" {
            caption class="hidden" { (name) }
            tbody {
                @for (words, share) in options {
                    tr {
                        th scope="row" { (words) }
                        td { (ui::bar(*share)) }
                        td { (format::percent(language, *share)) }
                    }
                }
            }
        }
    }
}
