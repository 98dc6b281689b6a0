//! Collects what is wrong with an entry, so that one answer names all of it.

use crate::LOCALES;
use chrono::NaiveDate;
use domain::Language;
use domain::field_error::{FieldError, Problem as Wrong};
use web::Problem;
use web::i18n::text;
use web::problem::FieldProblem;

/// What is wrong with an entry.
#[derive(Default)]
pub(crate) struct Errors(Vec<FieldProblem>);

impl Errors {
    /// An error at `pointer` unless `holds`.
    pub(crate) fn unless(&mut self, holds: bool, pointer: &str, wrong: Wrong) {
        if !holds {
            self.0.push(FieldError::new(pointer, wrong).into());
        }
    }

    /// An error in words of this function's catalogue unless `holds`.
    pub(crate) fn unless_said(&mut self, holds: bool, pointer: &str, key: &str) {
        if !holds {
            self.0.push(FieldProblem::new(pointer, text(&LOCALES, key)));
        }
    }

    /// An error unless `value` is one of `known`.
    pub(crate) fn among<'a>(&mut self, value: &str, known: impl IntoIterator<Item = &'a str>, pointer: &str) {
        let known: Vec<&str> = known.into_iter().collect();
        let listed = || Wrong::NotAmong(known.iter().map(|value| (*value).to_owned()).collect());
        if !known.contains(&value) {
            self.0.push(FieldError::new(pointer, listed()).into());
        }
    }

    /// A body that names an id names the one of its address.
    pub(crate) fn same_id(&mut self, sent: Option<&String>, id: &str) {
        if let Some(sent) = sent {
            self.among(sent, [id], "/id");
        }
    }

    /// The last day, at `pointer`, is not before the first.
    pub(crate) fn in_order(&mut self, first: Option<NaiveDate>, last: Option<NaiveDate>, pointer: &str) {
        let holds = first.zip(last).is_none_or(|(first, last)| first <= last);
        self.unless(holds, pointer, Wrong::EndsBeforeItBegins);
    }

    /// At least one language, none twice.
    pub(crate) fn languages(&mut self, languages: &[Language]) {
        self.unless(!languages.is_empty(), "/languages", Wrong::Missing);
        for (at, language) in languages.iter().enumerate() {
            self.unless(!languages[..at].contains(language), &format!("/languages/{at}"), Wrong::Twice);
        }
    }

    /// Everything that is wrong.
    pub(crate) fn list(self) -> Vec<FieldProblem> {
        self.0
    }

    /// 422 with everything that is wrong.
    pub(crate) fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }
}
