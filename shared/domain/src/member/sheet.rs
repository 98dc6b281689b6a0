//! Members as people list them: a table with a heading for each column. Which
//! field a column is, is guessed from its heading and from what stands in it;
//! cells are read as people write them, in any of the three languages.

mod headings;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::headings::by_heading;
use super::matching::fold;
use super::{FieldKind, LOCATION_FIELD, MemberDraft, MemberField, MemberModel, NAME_FIELD, Profile, Sent};
use crate::catalogue::Catalogue;
use crate::contact::EmailAddress;
use crate::enterprise_number::EnterpriseNumber;
use crate::fact_words::value_label;
use crate::field_error::{FieldError, Problem};
use crate::location::Location;
use crate::{Language, Text};

/// Samples of a column that are kept.
const SAMPLES: usize = 3;
/// Cells of a column that are looked at to guess what it holds.
const LOOKED_AT: usize = 20;

/// Words that people write between several values.
const AND: [&str; 4] = ["en", "et", "and", "und"];
/// How several values are written.
static SEVERAL: LazyLock<Text> = LazyLock::new(|| {
    Text::new(
        "Plusieurs valeurs\u{a0}: séparez-les par une virgule.",
        "Meer dan één: zet er een komma tussen.",
        "Several: put a comma between them.",
    )
});

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// The field of the member model that it is; absent: it is left out.
    pub field: Option<String>,
    /// Some of what stands in it.
    pub samples: Vec<String>,
}

/// The columns of a file, each with the field that it seems to be. No field is
/// given twice: the first column that fits has it.
pub fn columns(model: &MemberModel, headings: &[String], rows: &[Vec<String>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let cells: Vec<&str> =
            rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let cells = &cells[..cells.len().min(LOOKED_AT)];
        let taken = |field: &str| columns.iter().any(|column| column.field.as_deref() == Some(field));
        let field = by_heading(model, heading).or_else(|| by_content(cells)).filter(|field| !taken(field));
        let samples = cells.iter().take(SAMPLES).map(|cell| (*cell).to_owned()).collect();
        columns.push(Column { heading: heading.clone(), field: field.map(str::to_owned), samples });
    }
    columns
}

/// The field that cells speak for by their form alone.
fn by_content(cells: &[&str]) -> Option<&'static str> {
    let most = |fits: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|cell| fits(cell)).count() * 5 >= cells.len() * 4
    };
    if most(&|cell| EmailAddress::parse(cell).is_ok()) {
        Some("contact_email")
    } else if most(&|cell| EnterpriseNumber::parse(cell).is_ok()) {
        Some("enterprise_number")
    } else {
        None
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// The column, from 0; absent where a column is missing altogether.
    pub column: Option<usize>,
    /// The field.
    pub field: String,
    /// What.
    pub problem: Problem,
    /// Whether the field holds several values.
    pub several: bool,
}

impl CellError {
    /// The sentence for people: values stand in it as their words, which a file
    /// may use as well.
    pub fn text(&self, language: Language) -> String {
        match &self.problem {
            Problem::NotAmong(values) => {
                let words = values.iter().map(|value| value_label(&self.field, &json!(value), language));
                let said = Problem::NotAmong(words.collect()).text(language);
                if self.several { format!("{said} {}", SEVERAL.get(language)) } else { said }
            }
            problem => problem.text(language),
        }
    }
}

/// Reads a row as a member. Where no column says where it is hosted, it is at
/// `place`. An empty cell says nothing.
pub fn read_row(
    catalogue: &Catalogue,
    columns: &[Column],
    row: &[String],
    place: &str,
) -> Result<Sent, Vec<CellError>> {
    let mut profile = Profile::new();
    let mut wrong = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let field = column.field.as_ref().and_then(|id| catalogue.member_model.asked(id));
        let (Some(field), Some(cell)) = (field, row.get(at)) else { continue };
        let cell = cell.trim();
        if field.kind == FieldKind::Ref && !cell.is_empty() && place_called(catalogue, cell).is_none() {
            let problem = Problem::NoPlaceCalled(cell.to_owned());
            wrong.push(CellError { column: Some(at), field: field.id.clone(), problem, several: false });
        } else if let Some(value) = read_cell(catalogue, field, cell) {
            profile.insert(field.id.clone(), value);
        }
    }
    profile.entry(LOCATION_FIELD.to_owned()).or_insert_with(|| place.into());
    let column_of = |id: &str| columns.iter().position(|column| column.field.as_deref() == Some(id));
    match (MemberDraft { hosted: None, profile }).parse(catalogue, false) {
        Ok(sent) if wrong.is_empty() => return Ok(sent),
        Ok(_) => {}
        Err(errors) => wrong.extend(errors.into_iter().map(|FieldError { pointer, problem }| {
            let name = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
            let field = match name {
                "name" => NAME_FIELD,
                "location" => LOCATION_FIELD,
                other => other,
            };
            let several = catalogue.member_model.field(field).is_some_and(MemberField::is_list);
            CellError { column: column_of(field), field: field.to_owned(), problem, several }
        })),
    }
    Err(wrong)
}

/// The place that people call so: by its id or its name, in any case and without
/// accents.
fn place_called<'a>(catalogue: &'a Catalogue, cell: &str) -> Option<&'a Location> {
    let wanted = fold(cell);
    catalogue.locations.values().find(|place| fold(place.id.as_str()) == wanted || fold(&place.name) == wanted)
}

/// A cell as the field's type asks for it; what does not fit stays text, for
/// validation to refuse.
pub(crate) fn read_cell(catalogue: &Catalogue, field: &MemberField, cell: &str) -> Option<Value> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    let values = field.values.as_deref().unwrap_or_default();
    let values = if field.id == "target_markets" {
        catalogue.member_model.field("markets").and_then(|field| field.values.as_deref()).unwrap_or_default()
    } else {
        values
    };
    let items = || cell.split([';', '|', ',']).map(str::trim).filter(|item| !item.is_empty());
    Some(match field.kind {
        FieldKind::Code | FieldKind::Bracket => code(field, values, cell).into(),
        FieldKind::Multi => items().flat_map(|item| several(field, values, item)).map(Value::from).collect(),
        FieldKind::Date => date(cell).map_or_else(|| cell.into(), |day| day.to_string().into()),
        FieldKind::Number => {
            let bare: String =
                cell.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}').collect();
            field.read_text(&bare)?
        }
        FieldKind::Ref => place_called(catalogue, cell).map_or(cell, |place| place.id.as_str()).into(),
        FieldKind::MultiRef => items()
            .map(|item| {
                let named = catalogue.agencies.values().find(|agency| fold(&agency.short) == fold(item));
                Value::from(named.map_or(item, |agency| agency.id.as_str()))
            })
            .collect(),
        _ => field.read_text(cell)?,
    })
}

/// The codes of an item: of one value, which may have any sign in its word; else of
/// several with a sign or a word between them, where all of them are known.
fn several(field: &MemberField, values: &[String], item: &str) -> Vec<String> {
    let known = |piece: &str| known_code(field, values, piece);
    let by_words = |piece: &str| -> Option<Vec<String>> {
        let words: Vec<&str> = piece.split_whitespace().collect();
        // "EN" at either end is a language, between two values a word for and.
        let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
        for (at, word) in words.iter().enumerate() {
            let is_between = at + 1 < words.len() && pieces.last().is_some_and(|piece| !piece.is_empty());
            if is_between && AND.contains(&word.to_lowercase().as_str()) {
                pieces.push(Vec::new());
            } else if let Some(piece) = pieces.last_mut() {
                piece.push(word);
            }
        }
        let all = || pieces.iter().map(|words| known(&words.join(" "))).collect();
        known(piece).map(|code| vec![code]).or_else(all)
    };
    let by_signs = || -> Option<Vec<Vec<String>>> { item.split(['/', '&', '+']).map(by_words).collect() };
    let found = known(item).map(|code| vec![code]).or_else(|| Some(by_signs()?.concat()));
    found.unwrap_or_else(|| vec![item.to_owned()])
}

/// The code of a value that people write as its code or its word; what is none of
/// them stays.
fn code(field: &MemberField, values: &[String], cell: &str) -> String {
    known_code(field, values, cell).unwrap_or_else(|| cell.to_owned())
}

fn known_code(field: &MemberField, values: &[String], cell: &str) -> Option<String> {
    let wanted = fold(cell);
    let said = |value: &&String| {
        fold(value) == wanted
            || Language::ALL.iter().any(|language| fold(&value_label(&field.id, &json!(value), *language)) == wanted)
    };
    let language = || (field.id == "languages").then(|| language_named(&wanted)).flatten();
    values.iter().find(said).cloned().or_else(|| language().map(str::to_owned))
}

/// The language that a folded word names.
pub(crate) fn language_named(word: &str) -> Option<&'static str> {
    Some(match word {
        "francais" | "frans" | "french" | "f" => "fr",
        "neerlandais" | "nederlands" | "dutch" | "n" => "nl",
        "anglais" | "engels" | "english" | "e" => "en",
        _ => return None,
    })
}

/// A day as Belgians write it: `24/11/2026`, `24-11-2026`, `24.11.26`, or as ISO.
pub(crate) fn date(cell: &str) -> Option<NaiveDate> {
    let day = cell.split([' ', 'T']).next()?;
    ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(day, format).ok())
        .filter(|day| (1900..2200).contains(&chrono::Datelike::year(day)))
}
