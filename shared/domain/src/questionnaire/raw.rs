//! Scales and conditions as the data writes them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Scale, ScaleKind, ShowIf};
use crate::Text;

/// A scale as the data writes it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct RawScale {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    options: Value,
}

#[derive(Serialize, Deserialize)]
struct NpsEnds {
    min: i64,
    max: i64,
    low: Text,
    high: Text,
}

#[derive(Serialize, Deserialize)]
struct TextLimit {
    max_chars: usize,
}

/// A scale that the data writes in a way that is not understood.
#[derive(Debug, thiserror::Error)]
pub enum InvalidScale {
    /// Its type is none of `ordinal`, `nps`, `multi`, `single`, `text`.
    #[error("scale {0}: unknown type")]
    Kind(String),
    /// Its options do not fit its type.
    #[error("scale {0}: {1}")]
    Options(String, #[source] serde_json::Error),
}

impl TryFrom<RawScale> for Scale {
    type Error = InvalidScale;

    fn try_from(raw: RawScale) -> Result<Self, InvalidScale> {
        let RawScale { id, kind, options } = raw;
        let bad = |error| InvalidScale::Options(id.clone(), error);
        // A sentence instead of a list means that the directory holds the options.
        let kind = match (kind.as_str(), options.is_string()) {
            ("ordinal", _) => ScaleKind::Ordinal(serde_json::from_value(options).map_err(bad)?),
            ("nps", _) => {
                let NpsEnds { min, max, low, high } = serde_json::from_value(options).map_err(bad)?;
                ScaleKind::Nps { min, max, low, high }
            }
            ("multi", true) => ScaleKind::MultiAgencies,
            ("single", true) => ScaleKind::SingleAgency,
            ("multi", false) => ScaleKind::Multi(serde_json::from_value(options).map_err(bad)?),
            ("single", false) => ScaleKind::Single(serde_json::from_value(options).map_err(bad)?),
            ("text", _) => {
                let TextLimit { max_chars } = serde_json::from_value(options).map_err(bad)?;
                ScaleKind::Text { max_chars }
            }
            _ => return Err(InvalidScale::Kind(id)),
        };
        Ok(Self { id, kind })
    }
}

impl From<Scale> for RawScale {
    fn from(scale: Scale) -> Self {
        let json = |options: Result<Value, serde_json::Error>| options.unwrap_or(Value::Null);
        let (kind, options) = match scale.kind {
            ScaleKind::Ordinal(steps) => ("ordinal", json(serde_json::to_value(steps))),
            ScaleKind::Nps { min, max, low, high } => {
                ("nps", json(serde_json::to_value(NpsEnds { min, max, low, high })))
            }
            ScaleKind::Multi(choices) => ("multi", json(serde_json::to_value(choices))),
            ScaleKind::MultiAgencies => ("multi", Value::from("agencies of the directory, then 'none'")),
            ScaleKind::Single(choices) => ("single", json(serde_json::to_value(choices))),
            ScaleKind::SingleAgency => ("single", Value::from("agencies of the directory, then 'other'")),
            ScaleKind::Text { max_chars } => ("text", json(serde_json::to_value(TextLimit { max_chars }))),
        };
        Self { id: scale.id, kind: kind.to_owned(), options }
    }
}

/// A condition that is not understood.
#[derive(Debug, thiserror::Error)]
#[error("a question is shown by one condition: agency_known or an earlier answer")]
pub struct InvalidShowIf;

impl TryFrom<Map<String, Value>> for ShowIf {
    type Error = InvalidShowIf;

    fn try_from(map: Map<String, Value>) -> Result<Self, InvalidShowIf> {
        let mut entries = map.into_iter();
        match (entries.next(), entries.next()) {
            (Some((name, Value::Bool(known))), None) if name == "agency_known" => Ok(Self::AgencyKnown(known)),
            (Some((question, Value::String(value))), None) => Ok(Self::Answer { question, value }),
            _ => Err(InvalidShowIf),
        }
    }
}

impl From<ShowIf> for Map<String, Value> {
    fn from(show_if: ShowIf) -> Self {
        match show_if {
            ShowIf::AgencyKnown(known) => Self::from_iter([("agency_known".to_owned(), Value::Bool(known))]),
            ShowIf::Answer { question, value } => Self::from_iter([(question, Value::String(value))]),
        }
    }
}
