//! A form that was filled in over what somebody else changed meanwhile: what was
//! entered is kept, and stands beside what is stored now.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::{Sort, differences};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use validator::Validate;
use web::extract::FormState;
use web::i18n::text;
use web::{Problem, ui};

use super::history::line;
use crate::entries::rows::stored;
use crate::{LOCALES, word};

/// What a form carries beside its fields, which are read one by one.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(crate) struct Over {
    /// The version that it was filled in over.
    version: u64,
}

/// Where a form in which nothing is wrong was filled in over another version than
/// stands, it says so beside `field`, and goes over what stands when it is sent again.
/// Gives back each field that was entered otherwise than it is stored now; `sort` is
/// `None` of what is no entry.
pub(crate) fn late<T: Serialize>(
    (language, catalogue): (Language, &Catalogue),
    sort: Option<Sort>,
    state: &mut FormState,
    (over, stands, field): (Option<Over>, u64, &str),
    (now, entered): (&T, &T),
) -> Result<Option<Markup>, Problem> {
    if over.unwrap_or_default().version == stands || state.is_refused() {
        return Ok(None);
    }
    state.values.push(("version".to_owned(), stands.to_string()));
    state.blame(field, text(&LOCALES, "entry-changed-meanwhile"));
    let fields = differences(&stored(now)?, &stored(entered)?);
    let list = html! { ul { @for field in &fields { li { (line(language, catalogue, sort, field)) } } } };
    Ok((!fields.is_empty()).then(|| ui::card(&word(language, "entry-stored-typed"), list)))
}
