//! Where each entry of the directory comes from and how sure it is, as the files
//! say it.

use chrono::NaiveDate;
use domain::entry::{Confidence, FactSheet, Sort};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::read::{self, DataError};

/// A row, as far as it says that.
#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    confidence: Option<Confidence>,
    /// Of places: that of the address.
    #[serde(default)]
    address_confidence: Option<Confidence>,
    #[serde(default)]
    sources: Vec<String>,
}

/// How sure the facts of each entry are, counted from the day on which it is
/// loaded.
pub fn facts(on: NaiveDate) -> Result<Vec<(Sort, String, FactSheet)>, DataError> {
    let addresses: Map<String, Value> = read::document("sources.json", super::SOURCES)?;
    let files = [
        (Sort::Agency, "agencies.json", super::AGENCIES),
        (Sort::Service, "services.json", super::SERVICES),
        (Sort::Location, "locations.json", super::LOCATIONS),
    ];
    let mut all = Vec::new();
    for (sort, file, text) in files {
        for Row { id, confidence, address_confidence, sources } in read::rows::<Row>(file, text, &[])? {
            let confidence = confidence.or(address_confidence).unwrap_or_default();
            let named = |source: &String| {
                addresses.get(source).and_then(Value::as_str).map_or_else(|| source.clone(), str::to_owned)
            };
            let sources: Vec<String> = sources.iter().map(named).collect();
            all.push((sort, id, FactSheet::loaded(sort, on, confidence, &sources)));
        }
    }
    Ok(all)
}
