//! Rows as a later version may write them: with fields that this one does not know.

use serde_json::{Map, Value};
use store::Row;

/// Such a field.
const NEW: &str = "x_new";

/// Parts of rows that are sent as they are stored, and refused there for a field
/// that is not known.
const PARTS: [&str; 13] = [
    "desks",
    "absences",
    "hosted",
    "items",
    "item",
    "mapping",
    "draft",
    "words",
    "questionnaire",
    "questions",
    "sections",
    "scales",
    "options",
];

/// A row with such a field in it, and in its parts.
pub(crate) fn later(row: &Row) -> anyhow::Result<Row> {
    let mut doc: Value = serde_json::from_str(&row.doc)?;
    match &mut doc {
        Value::Object(fields) if !is_by_name(row) => {
            fields.insert(NEW.to_owned(), 1.into());
            in_parts(fields);
        }
        Value::Array(all) => all.iter_mut().for_each(in_part),
        _ => {}
    }
    Ok(Row { doc: doc.to_string(), ..row.clone() })
}

/// Whether what a row holds is no shape with fields, but values by name.
fn is_by_name(row: &Row) -> bool {
    let (pk, sk) = (row.key.pk.as_str(), row.key.sk.as_str());
    // How many answered at the last look; counts of a quarter, of slots, of rules, of
    // answers by question; fields by the heading of a column.
    let counts = pk.starts_with("FIGURES#") || sk.ends_with("#TAKEN") || sk.starts_with("TALLY");
    counts || ["LOOKS", "FATES", "COLUMNS"].contains(&sk)
}

fn in_parts(fields: &mut Map<String, Value>) {
    for (_, part) in fields.iter_mut().filter(|(name, _)| PARTS.contains(&name.as_str())) {
        match part {
            Value::Array(all) => all.iter_mut().for_each(in_part),
            part => in_part(part),
        }
    }
}

fn in_part(part: &mut Value) {
    if let Value::Object(fields) = part {
        fields.insert(NEW.to_owned(), 1.into());
        in_parts(fields);
    }
}
