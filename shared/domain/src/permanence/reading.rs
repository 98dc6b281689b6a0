//! Reading what somebody sent, field by field, with all errors at once.

use crate::field_error::{FieldError, Problem};

/// Entries of a list, at most.
const MAX_LIST: usize = 50;

/// Collects errors while a draft is read.
pub(super) struct Reading(pub(super) Vec<FieldError>);

impl Reading {
    pub(super) fn wrong(&mut self, pointer: impl Into<String>, problem: Problem) {
        self.0.push(FieldError::new(pointer, problem));
    }

    /// The value, or an error at `pointer`.
    pub(super) fn need<T>(&mut self, pointer: &str, value: Option<T>, problem: Problem) -> Option<T> {
        if value.is_none() {
            self.wrong(pointer, problem);
        }
        value
    }

    /// The value, or what is wrong with it at `pointer`.
    pub(super) fn keep<T>(&mut self, pointer: &str, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.wrong(pointer, problem)).ok()
    }

    pub(super) fn within(&mut self, pointer: &str, value: u32, (min, max): (u32, u32)) {
        if !(min..=max).contains(&value) {
            self.wrong(pointer, Problem::OutOfRange(i64::from(min), i64::from(max)));
        }
    }

    pub(super) fn list<T: PartialEq>(
        &mut self,
        pointer: &str,
        texts: &[String],
        problem: &Problem,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        if texts.len() > MAX_LIST {
            self.wrong(pointer, Problem::TooMany(MAX_LIST));
            return Vec::new();
        }
        let mut values = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            match read(text) {
                None => self.wrong(pointer, problem.clone()),
                Some(value) if values.contains(&value) => self.wrong(pointer, Problem::Twice),
                Some(value) => values.push(value),
            }
        }
        values
    }
}
