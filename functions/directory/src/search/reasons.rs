//! Why something was found, in a sentence.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::search::{Found, Hit, How, Reason};
use maud::{Markup, html};
use web::format;

use super::answers::entry;
use crate::{word, word_with};

/// The most words that an answer says it was found by.
const SHOWN: usize = 2;

/// In how many answers it is looked for what was taken to be misspelt.
const LOOKED_AT: usize = 3;

/// The code of a way, as programs are told it.
pub(super) const fn code(how: How) -> &'static str {
    match how {
        How::Same => "same",
        How::Form => "form",
        How::Synonym => "synonym",
        How::Part => "part",
        How::Spelling => "spelling",
    }
}

/// `Trouvé par « subside » (mot-clé de Subside R&D)`.
pub(super) fn sentence(language: Language, catalogue: &Catalogue, hit: &Hit) -> Markup {
    let shown: Vec<Markup> = hit.reasons.iter().take(SHOWN).map(|reason| one(language, catalogue, reason)).collect();
    html! {
        @if !shown.is_empty() {
            p class="because" {
                (word(language, "search-because")) " "
                @for (at, reason) in shown.iter().enumerate() { @if at > 0 { (format::semicolon(language)) } (reason) }
            }
        }
    }
}

fn one(language: Language, catalogue: &Catalogue, reason: &Reason) -> Markup {
    let Reason { typed, word: meant, how, .. } = reason;
    let key = match how {
        How::Same | How::Form => "search-by-word",
        How::Synonym => "search-by-synonym",
        How::Part => "search-by-part",
        How::Spelling => "search-by-spelling",
    };
    let args =
        [("typed", typed.as_str().into()), ("phrase", reason.phrase.as_str().into()), ("word", meant.as_str().into())];
    html! {
        (word_with(language, key, &args))
        @if let Some(of @ Found::NeedType(_)) = &reason.of {
            " (" (word_with(language, "search-through", &[("kind", entry(catalogue, of, language).name.into())])) ")"
        }
    }
}

/// The words that were taken to be misspelt, each with what was looked for
/// instead, in the order of the answers.
pub(super) fn corrected(hits: &[Hit]) -> Vec<(&str, &str)> {
    let mut corrected: Vec<(&str, &str)> = Vec::new();
    let misspelt =
        hits.iter().take(LOOKED_AT).flat_map(|hit| &hit.reasons).filter(|reason| reason.how == How::Spelling);
    for reason in misspelt {
        if corrected.iter().all(|(typed, _)| *typed != reason.typed) {
            corrected.push((&reason.typed, &reason.word));
        }
    }
    corrected
}
