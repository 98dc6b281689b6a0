//! A form that was filled in over what somebody else changed meanwhile: what was
//! entered is kept, and stands beside what is stored now.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::{Sort, differences};
use maud::{Markup, html};
use serde::Serialize;
use web::extract::FormState;
use web::i18n::text;
use web::{Problem, ui};

use super::history::line;
use crate::entries::rows::stored;
use crate::{LOCALES, word};

/// What stands of what a form was filled in over.
pub(crate) struct Stands<'a> {
    pub(crate) language: Language,
    pub(crate) catalogue: &'a Catalogue,
    /// `None` of what is no entry.
    pub(crate) sort: Option<Sort>,
    /// The version of its row.
    pub(crate) version: u64,
    /// The field beside which it is said that somebody was faster.
    pub(crate) field: &'a str,
}

impl Stands<'_> {
    /// Where a form in which nothing is wrong was filled in over another version than
    /// stands, it says so, and goes over what stands when it is sent again. Gives back
    /// each field that was entered otherwise than it is stored now.
    pub(crate) fn late<T: Serialize>(
        &self,
        state: &mut FormState,
        now: &T,
        entered: &T,
    ) -> Result<Option<Markup>, Problem> {
        let Self { language, catalogue, sort, version, field } = *self;
        if state.check_version(version).is_ok() || state.is_refused() {
            return Ok(None);
        }
        state.values.push(("version".to_owned(), version.to_string()));
        state.blame(field, text(&LOCALES, "entry-changed-meanwhile"));
        let fields = differences(&stored(now)?, &stored(entered)?);
        let list = html! { ul { @for field in &fields { li { (line(language, catalogue, sort, field)) } } } };
        Ok((!fields.is_empty()).then(|| ui::card(&word(language, "entry-stored-typed"), list)))
    }
}
