//! The directory as rows.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::need_type::Keywords;
use domain::strategy::Strategy;

use super::changed::{KIND, note};
use crate::context::decode;
use crate::error::TableError;
use crate::repos::rules::FORMER_RULE;
use crate::repos::versions::Version;
use crate::table::Row;

/// Each part of the directory with the kind and the id of its row.
pub(super) fn take_apart(catalogue: &Catalogue) -> Result<Vec<(&'static str, String, serde_json::Value)>, TableError> {
    // Destructured in full: a new part of the directory must find its place here.
    let Catalogue {
        agencies,
        services,
        locations,
        municipalities,
        need_groups,
        need_types,
        // Set by the coordinator, never by a load.
        strategies: _,
        rules,
        // Kept as they are changed.
        former_rules: _,
        questionnaire,
        // Published by the coordinator, never by a load.
        questionnaires: _,
        staff_days,
        working_rules,
        member_model,
        // Written down as things change.
        changes: _,
    } = catalogue;
    let mut rows = Vec::new();
    let mut push = |kind: &'static str, id: String, value: Result<serde_json::Value, serde_json::Error>| {
        value.map(|value| rows.push((kind, id, value))).map_err(|error| TableError::Invalid(error.to_string()))
    };
    for (id, agency) in agencies {
        push("AGENCY", id.to_string(), serde_json::to_value(agency))?;
    }
    for (id, service) in services {
        push("SERVICE", id.to_string(), serde_json::to_value(service))?;
    }
    for (id, location) in locations {
        push("LOCATION", id.to_string(), serde_json::to_value(location))?;
    }
    for (nis, municipality) in municipalities {
        push("MUNICIPALITY", nis.to_string(), serde_json::to_value(municipality))?;
    }
    for (place, need_type) in need_types.iter().enumerate() {
        push("NEED_TYPE", format!("{place:03}#{}", need_type.id), serde_json::to_value(need_type))?;
    }
    push("PART", "need_groups".to_owned(), serde_json::to_value(need_groups))?;
    push("PART", "rules".to_owned(), serde_json::to_value(rules))?;
    push("PART", "questionnaire".to_owned(), serde_json::to_value(questionnaire))?;
    push("PART", "staff_days".to_owned(), serde_json::to_value(staff_days))?;
    push("PART", "working_rules".to_owned(), serde_json::to_value(working_rules))?;
    push("PART", "member_model".to_owned(), serde_json::to_value(member_model))?;
    Ok(rows)
}

/// The directory of its rows.
pub(super) fn assemble(rows: &[Row]) -> Result<Catalogue, TableError> {
    let mut catalogue = Catalogue::default();
    let mut need_types = BTreeMap::new();
    let (mut changed_rules, mut keywords) = (Vec::new(), Vec::new());
    for row in rows {
        let Some((kind, id)) = row.key.sk.split_once('#') else { continue };
        match kind {
            "AGENCY" => insert(&mut catalogue.agencies, row, |agency: &domain::agency::Agency| agency.id.clone())?,
            "SERVICE" => insert(&mut catalogue.services, row, |service: &domain::service::Service| service.id.clone())?,
            "LOCATION" => insert(&mut catalogue.locations, row, |place: &domain::location::Location| place.id.clone())?,
            "MUNICIPALITY" => {
                insert(&mut catalogue.municipalities, row, |m: &domain::catalogue::Municipality| m.nis.clone())?;
            }
            "NEED_TYPE" => {
                need_types.insert(id.to_owned(), decode(row)?.value);
            }
            KIND => note(&mut catalogue.changes, id, decode(row)?.value),
            FORMER_RULE => catalogue.former_rules.push(decode(row)?.value),
            "RULE" => changed_rules.push((id, row)),
            "STRATEGY" => catalogue.strategies.extend(decode::<Version<Strategy>>(row)?.value.value),
            "QUESTIONNAIRE" => catalogue.questionnaires.push(decode(row)?.value),
            "KEYWORDS" => keywords.push((id, decode::<Version<Keywords>>(row)?.value.value)),
            "PART" => match id {
                "need_groups" => catalogue.need_groups = decode(row)?.value,
                "rules" => catalogue.rules = decode(row)?.value,
                "questionnaire" => catalogue.questionnaire = decode(row)?.value,
                "staff_days" => catalogue.staff_days = decode(row)?.value,
                "working_rules" => catalogue.working_rules = decode(row)?.value,
                "member_model" => catalogue.member_model = decode(row)?.value,
                _ => {}
            },
            _ => {}
        }
    }
    catalogue.need_types = need_types.into_values().collect();
    for (id, words) in keywords {
        let of_kind = catalogue.need_types.iter_mut().find(|kind| kind.id.as_str() == id);
        if let (Some(kind), Some(words)) = (of_kind, words) {
            kind.keywords = words;
        }
    }
    crate::repos::questionnaires::join(&mut catalogue);
    crate::repos::rules::join(&mut catalogue, &changed_rules)?;
    Ok(catalogue)
}

fn insert<K: Ord, T: serde::de::DeserializeOwned>(
    map: &mut BTreeMap<K, T>,
    row: &Row,
    key: impl Fn(&T) -> K,
) -> Result<(), TableError> {
    let value: T = decode(row)?.value;
    map.insert(key(&value), value);
    Ok(())
}
