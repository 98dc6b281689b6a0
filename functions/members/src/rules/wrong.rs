//! What is wrong with a rule, beside the fields of its form and by their names.

use domain::field_error::{FieldError, Problem as Wrong};
use web::extract::FormState;
use web::i18n::in_all;

use super::entered::{ROWS, has_value, rows};
use super::facts::label;
use crate::view::View;

/// Puts errors of a draft beside their fields, the first one of each, in the words
/// that stand there; and says of which tests the fact or the values are missing.
pub(super) fn blame(view: &View, state: &mut FormState, errors: Vec<FieldError>) {
    let tests = rows(state);
    for error in errors {
        let name = field_of(&error.pointer, &tests);
        let fact = name.strip_prefix("value_").map(|at| state.get(&format!("fact_{at}")).to_owned());
        let detail = in_all(|language| match (&error.problem, &fact) {
            (Wrong::NotAmong(codes), Some(fact)) => {
                let words = codes.iter().map(|code| label(view, fact, code, language));
                Wrong::NotAmong(words.collect()).text(language)
            }
            // The form offers no other: none was chosen.
            (Wrong::NotAmong(_), None) if name == "need" => Wrong::Missing.text(language),
            _ => error.text(language),
        });
        if state.error(&name).is_none() {
            state.blame(&name, detail);
        }
    }
    for at in 0..ROWS {
        let name = match (tests.contains(&at), has_value(state, at)) {
            (true, false) => format!("value_{at}"),
            (false, true) => format!("fact_{at}"),
            _ => continue,
        };
        if state.error(&name).is_none() {
            state.blame(&name, in_all(|language| Wrong::Missing.text(language)));
        }
    }
}

/// The field that an error of a draft belongs beside; `tests` are the rows of the
/// form that its tests come from, none where the condition is one that it has no
/// room for.
fn field_of(pointer: &str, tests: &[usize]) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let row = |nth: &&str| nth.parse::<usize>().ok().and_then(|nth| tests.get(nth));
    match parts.as_slice() {
        ["when", _, nth, rest @ ..] => match row(nth) {
            Some(at) if rest.len() > 1 => format!("value_{at}"),
            Some(at) => format!("fact_{at}"),
            None => "when".to_owned(),
        },
        ["when", ..] => "fact_0".to_owned(),
        ["explain", language] => format!("explain_{language}"),
        [name, ..] => (*name).to_owned(),
        [] => "id".to_owned(),
    }
}
