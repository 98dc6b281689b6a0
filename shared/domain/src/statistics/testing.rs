//! Counts for tests.

use serde_json::json;

pub(super) use super::figures_tests::questionnaire;
use super::{QuestionTally, Tally};
use crate::survey::Survey;

/// A survey after visits.
pub(super) fn survey() -> Survey {
    serde_json::from_value(json!({"id": "s1", "code": "abc", "variant": "after_visit", "opens": "2026-11-01",
        "closes": "2026-11-30", "created_at": "2026-10-01T00:00:00Z"}))
    .unwrap()
}

/// `n` responses, and how many gave which answer to which question.
pub(super) fn tally(n: u64, answers: &[(&str, &str, u64)]) -> Tally {
    let mut tally = Tally { n, ..Tally::default() };
    for (question, value, count) in answers {
        let counts: &mut QuestionTally = tally.questions.entry((*question).to_owned()).or_default();
        counts.n += count;
        if *count > 0 {
            counts.counts.insert((*value).to_owned(), *count);
        }
    }
    tally
}
