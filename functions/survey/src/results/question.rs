//! One question's figures: n, a sentence for each figure with its interval, and how
//! the answers spread, drawn: one bar of parts where everybody gave one answer, a bar
//! for each option where several could be ticked.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::questionnaire::{Question, Questionnaire, ScaleKind};
use domain::statistics::{Net, QuestionResults, Results, Share};
use maud::{Markup, html};
use web::{format, ui};

use crate::{word, word_with, words};

/// From which step on somebody recommends, and up to which they advise against.
const PROMOTERS: i64 = 9;
const DETRACTORS: i64 = 6;

/// The figures that matter first: how many, satisfied, recommending.
pub(crate) fn summary(language: Language, results: &Results, questionnaire: &Questionnaire) -> Vec<Markup> {
    let mut figures = vec![ui::figure(&results.n.to_string(), &counted(language, results), None)];
    for question in &questionnaire.questions {
        let Some(found) = results.questions.get(&question.id) else { continue };
        let n = found.n.unwrap_or_default();
        if let Some(Some(share)) = found.csat {
            let words = word_with(language, "figure-csat", &interval(language, &share, n));
            figures.push(ui::figure(&format::percent(language, share.value), &words, None));
        }
        if let Some(Some(net)) = found.nps {
            let words = word_with(language, "figure-nps", &bounds(language, &net, n));
            figures.push(ui::figure(&signed(language, net.value), &words, None));
        }
    }
    figures
}

fn counted(language: Language, results: &Results) -> String {
    match (results.eligible, results.response_rate) {
        (Some(eligible), Some(rate)) => {
            let args = [
                ("n", results.n.into()),
                ("eligible", eligible.into()),
                ("rate", format::percent(language, rate).into()),
            ];
            word_with(language, "figure-answers-of", &args)
        }
        _ => word_with(language, "figure-answers", &[("n", results.n.into())]),
    }
}

type Args<'a> = Vec<(&'static str, web::i18n::FluentValue<'a>)>;

fn interval(language: Language, share: &Share, n: u64) -> Args<'static> {
    let percent = |share| format::percent(language, share).into();
    vec![("value", percent(share.value)), ("low", percent(share.low)), ("high", percent(share.high)), ("n", n.into())]
}

fn bounds(language: Language, net: &Net, n: u64) -> Args<'static> {
    vec![
        ("value", signed(language, net.value).into()),
        ("low", signed(language, net.low).into()),
        ("high", signed(language, net.high).into()),
        ("promoters", format::percent(language, net.promoters.value).into()),
        ("detractors", format::percent(language, net.detractors.value).into()),
        ("n", n.into()),
    ]
}

/// A score with its sign: `+32`, `−8`, `0`.
pub(crate) fn signed(language: Language, value: f64) -> String {
    let text = format::number(language, value, 0);
    if text == "0" || value < 0.0 { text } else { format!("+{text}") }
}

/// The card of all questions, or that nobody answered yet.
pub(crate) fn card(language: Language, results: &Results, each: &Markup) -> Markup {
    let word = |key: &str| word(language, key);
    let inside = html! {
        @if results.n == 0 { (ui::empty(&word("show-none"), word("show-none-how"))) } @else { (ui::textures()) (each) }
    };
    ui::card(&word("show-results"), inside)
}

/// One question, with what else is said of its figure, and the way to the same of
/// each agency and place.
pub(crate) fn question(
    asked: AskedQuestion<'_>,
    found: &QuestionResults,
    beside: &Markup,
    path: Option<&str>,
) -> Markup {
    let language = asked.language;
    let word = |key: &str| word(language, key);
    html! {
        div class="result" {
            h3 { (asked.question.text.get(language)) }
            @match found.n {
                None => p class="soft" { (word("result-suppressed")) },
                Some(0) => p class="soft" { (word("result-none")) },
                Some(n) => {
                    p class="soft" { (word_with(language, "result-n", &[("n", n.into())])) }
                    @for sentence in sentences(language, asked.scale, found, n) { p { (sentence) } }
                    (beside)
                    (asked.spread(found))
                    @if let Some(path) = path { p { a href=(path) { (word("result-by-part")) } } }
                },
            }
        }
    }
}

/// A sentence for each figure that is shown, and one for what is not.
fn sentences(language: Language, scale: &ScaleKind, found: &QuestionResults, n: u64) -> Vec<String> {
    let say = |key: &str, args: &Args<'_>| word_with(language, key, args);
    let mut sentences = Vec::new();
    let shares = [
        ("result-csat", found.csat),
        ("result-followup-csat", found.followup_csat),
        ("result-followup-wait", found.followup_wait),
    ];
    for (key, share) in shares {
        match share {
            Some(Some(share)) => sentences.push(say(key, &interval(language, &share, n))),
            Some(None) => sentences.push(word(language, "result-cell-suppressed")),
            None => {}
        }
    }
    if let Some(Some(net)) = found.nps {
        sentences.push(say("result-nps", &bounds(language, &net, n)));
    }
    if let (Some(Some(mean)), ScaleKind::Ordinal(steps)) = (found.mean, scale) {
        let values = || steps.iter().map(|step| step.v);
        let ends = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
        let mean = format::number(language, mean, 1);
        sentences
            .push(say("result-mean", &vec![("mean", mean.into()), ("min", ends.0.into()), ("max", ends.1.into())]));
    }
    if let Some(Some(known)) = found.awareness {
        sentences.push(say("result-awareness", &vec![("mean", format::number(language, known.value, 1).into())]));
    }
    sentences
}

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
    fn spread(self, found: &QuestionResults) -> Markup {
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
