//! Collects what is wrong with an entry, so that one answer names all of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ending::leads_to;
use crate::field_error::{FieldError, Problem};
use crate::language::{Language, Text};

/// Characters of a text at most.
pub(super) const TEXT: usize = 1000;

/// What is wrong with an entry.
#[derive(Default)]
pub(super) struct Checks(pub(super) Vec<FieldError>);

impl Checks {
    /// An error at `pointer` unless `holds`.
    pub(super) fn unless(&mut self, holds: bool, pointer: &str, wrong: Problem) {
        if !holds {
            self.0.push(FieldError::new(pointer, wrong));
        }
    }

    /// An error unless `value` is one of `known`.
    pub(super) fn among<'a>(&mut self, value: &str, known: impl IntoIterator<Item = &'a str>, pointer: &str) {
        let known: Vec<&str> = known.into_iter().collect();
        if !known.contains(&value) {
            let known = known.into_iter().map(str::to_owned).collect();
            self.0.push(FieldError::new(pointer, Problem::NotAmong(known)));
        }
    }

    /// Something is written there, in so many characters at most.
    pub(super) fn line(&mut self, line: &str, pointer: &str, most: usize) {
        self.unless(!line.trim().is_empty(), pointer, Problem::Missing);
        self.unless(line.chars().count() <= most, pointer, Problem::TooLong(most));
    }

    /// Something is written in each language.
    pub(super) fn text(&mut self, text: &Text, pointer: &str) {
        for (tag, line) in [("fr", Some(&text.fr)), ("nl", Some(&text.nl)), ("en", text.en.as_ref())] {
            if let Some(line) = line {
                self.line(line, &format!("{pointer}/{tag}"), TEXT);
            }
        }
    }

    /// So many entries at most.
    pub(super) fn at_most<T>(&mut self, list: &[T], pointer: &str, most: usize) {
        self.unless(list.len() <= most, pointer, Problem::TooMany(most));
    }

    /// The last day, at `pointer`, is not before the first.
    pub(super) fn in_order(&mut self, first: Option<NaiveDate>, last: Option<NaiveDate>, pointer: &str) {
        let holds = first.zip(last).is_none_or(|(first, last)| first <= last);
        self.unless(holds, pointer, Problem::EndsBeforeItBegins);
    }

    /// At least one language, none twice.
    pub(super) fn languages(&mut self, languages: &[Language]) {
        self.unless(!languages.is_empty(), "/languages", Problem::Missing);
        for (at, language) in languages.iter().enumerate() {
            self.unless(!languages[..at].contains(language), &format!("/languages/{at}"), Problem::Twice);
        }
    }

    /// Who follows is one of `all`, another than `own`, and whoever follows them in the
    /// end as well; `next` is who follows an entry.
    pub(super) fn succession<Id: Ord, E>(
        &mut self,
        (own, successor): (&Id, Option<&Id>),
        all: &BTreeMap<Id, E>,
        next: impl Fn(&E) -> Option<&Id>,
        unknown: Problem,
    ) {
        let Some(first) = successor else { return };
        if first == own || !all.contains_key(first) {
            self.unless(false, "/successor", unknown);
        } else {
            self.unless(!leads_to(first, own, all, next), "/successor", Problem::SuccessionCircle);
        }
    }
}
