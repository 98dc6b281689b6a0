//! Reading the files row by row, so that an error names its row.

use domain::agency::Agency;
use domain::location::Location;
use domain::service::Service;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A file that does not hold what it should.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// Not the JSON expected.
    #[error("{0}: {1}")]
    File(&'static str, #[source] serde_json::Error),
    /// A row that does not fit.
    #[error("{0}, row {1}: {2}")]
    Row(&'static str, String, #[source] serde_json::Error),
    /// A day that is not one.
    #[error("{0}: {1} is not a day")]
    Date(&'static str, String),
    /// A rule in words that are not understood.
    #[error("{0}: '{1}' is not understood")]
    Rule(&'static str, String),
    /// A permanence of the rota that does not fit the other files.
    #[error("the rota: {0} does not fit")]
    Rota(String),
    /// A slug without a name.
    #[error("{0}: {1} has no name")]
    Name(&'static str, String),
}

/// A whole file.
pub(crate) fn document<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, DataError> {
    serde_json::from_str(text).map_err(|error| DataError::File(file, error))
}

/// A list of rows, some fields of which go by another name here.
pub(crate) fn rows<T: DeserializeOwned>(
    file: &'static str,
    text: &str,
    names: &[(&str, &str)],
) -> Result<Vec<T>, DataError> {
    let rows: Vec<Map<String, Value>> = document(file, text)?;
    rows.into_iter().map(|row| read(file, renamed(row, names))).collect()
}

/// Hosts whose pages are those of whoever offers a service, or of the Region's
/// own information point.
const OFFICIAL: [&str; 7] = [
    "1819.brussels",
    "www.1819.brussels",
    "info.hub.brussels",
    "werk-economie-emploi.brussels",
    "economie-werk.brussels",
    "www.iwoib.irisnet.be",
    "www.irsib.irisnet.be",
];

/// Services, with their price where it is known, and as their official page the
/// last of their sources that is one.
pub(crate) fn services(
    file: &'static str,
    text: &str,
    sources: &Map<String, Value>,
) -> Result<Vec<Service>, DataError> {
    let rows: Vec<Map<String, Value>> = document(file, text)?;
    let official = |source: &Value| {
        let address = sources.get(source.as_str()?)?.as_str()?;
        let host = address.split_once("://")?.1.split('/').next()?;
        OFFICIAL.contains(&host).then(|| json!(address))
    };
    rows.into_iter()
        .map(|mut row| {
            let page = row
                .get("sources")
                .and_then(Value::as_array)
                .and_then(|sources| sources.iter().rev().find_map(official));
            row.extend(page.map(|page| ("page".to_owned(), page)));
            let price = row.get("facts").and_then(|facts| facts.get("price_eur")).cloned();
            row.extend(price.map(|price| ("price_eur".to_owned(), price)));
            read(file, row)
        })
        .collect()
}

/// Agencies, with the municipality of their seat where that is known.
pub(crate) fn agencies(file: &'static str, text: &str) -> Result<Vec<Agency>, DataError> {
    let rows: Vec<Map<String, Value>> = document(file, text)?;
    rows.into_iter()
        .map(|row| {
            let mut row = renamed(row, &[("contact_demo", "email")]);
            let nis = row.get("seat").and_then(|seat| seat.get("nis")).filter(|nis| !nis.is_null()).cloned();
            row.extend(nis.map(|nis| ("seat_nis".to_owned(), nis)));
            read(file, row)
        })
        .collect()
}

/// Locations; of some the street is not known.
pub(crate) fn locations(file: &'static str, text: &str) -> Result<Vec<Location>, DataError> {
    let names = [
        ("languages_demo", "languages"),
        ("opening_hours_demo", "opening_hours"),
        ("desks_demo", "desks"),
        ("ict_fit", "fit"),
    ];
    let rows: Vec<Map<String, Value>> = document(file, text)?;
    rows.into_iter()
        .map(|row| {
            let mut row = renamed(row, &names);
            if row.get("address").is_none_or(Value::is_null) {
                row.insert("address".to_owned(), json!({"fr": "", "nl": ""}));
            }
            read(file, row)
        })
        .collect()
}

fn renamed(mut row: Map<String, Value>, names: &[(&str, &str)]) -> Map<String, Value> {
    for (from, to) in names {
        if let Some(value) = row.remove(*from) {
            row.insert((*to).to_owned(), value);
        }
    }
    row
}

fn read<T: DeserializeOwned>(file: &'static str, row: Map<String, Value>) -> Result<T, DataError> {
    let id = row.get("id").and_then(Value::as_str).unwrap_or("?").to_owned();
    serde_json::from_value(Value::Object(row)).map_err(|error| DataError::Row(file, id, error))
}
