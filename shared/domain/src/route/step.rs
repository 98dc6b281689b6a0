//! Judging one step of a strategy.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::reason::{Excluded, Obstacle, Reason};
use crate::catalogue::Catalogue;
use crate::condition::{Facts, Verdict};
use crate::ids::{AgencyId, NeedTypeId, ServiceId};
use crate::need_type::{AFTER, Role, Step};
use crate::service::Service;
use crate::strategy::{Clock, Strategy};

/// A step that applies.
pub(super) struct Taken {
    pub(super) agency: AgencyId,
    pub(super) role: Role,
    pub(super) need_type: NeedTypeId,
    pub(super) service: ServiceId,
    pub(super) because: Vec<Reason>,
    pub(super) clock: Clock,
}

/// Judges the step at a place of a strategy.
pub(super) fn take(
    catalogue: &Catalogue,
    strategy: &Strategy,
    (at, step): (usize, &Step),
    facts: &Facts,
    day: NaiveDate,
) -> Result<Taken, Excluded> {
    let need_type = &strategy.need_type;
    let excluded = |because| Excluded {
        agency: step.agency.clone(),
        service: step.service.clone(),
        need_type: need_type.clone(),
        because,
    };
    // A service that another followed is asked of whoever offers that one.
    let agency = match catalogue.service_instead(&step.service, day) {
        Some(follower) => catalogue.provider(follower, day),
        None => catalogue.acting(&step.agency, day),
    };
    let agency = agency.ok_or_else(|| excluded(vec![Obstacle::AgencyEnded]))?;
    let service = catalogue
        .standing(&step.service, day)
        .filter(|service| service.validity().holds_on(day))
        .ok_or_else(|| excluded(vec![Obstacle::ServiceNotOffered]))?;
    let mut because = vec![
        Reason::Answers { need_type: need_type.clone(), service: service.id.clone() },
        Reason::Strategy {
            need_type: need_type.clone(),
            role: step.role,
            location: strategy.location.clone(),
            version: strategy.version,
            step: u32::try_from(at + 1).unwrap_or(u32::MAX),
        },
    ];
    if agency.id != step.agency {
        because.push(Reason::Continues { agency: step.agency.clone() });
    }
    let mut obstacles = Vec::new();
    for (fact, test) in conditions(service, step) {
        match judge(catalogue, facts, &fact, &test, day) {
            (Verdict::Holds, value) => because.push(Reason::Holds { fact, value }),
            (Verdict::Unknown | Verdict::Fails, _) if fact == AFTER => {
                obstacles.push(Obstacle::NotYetInTouch { test });
            }
            (Verdict::Unknown, _) => because.push(Reason::ToCheck { fact, test }),
            (Verdict::Fails, value) => obstacles.push(Obstacle::Contradicts { fact, value, test }),
        }
    }
    if !obstacles.is_empty() {
        return Err(excluded(obstacles));
    }
    Ok(Taken {
        agency: agency.id.clone(),
        role: step.role,
        need_type: need_type.clone(),
        service: service.id.clone(),
        because,
        clock: strategy.clock.clone(),
    })
}

/// The step's conditions, the service's stages and the service's conditions. A
/// service for every stage asks nothing about the stage.
fn conditions(service: &Service, step: &Step) -> Vec<(String, Value)> {
    let stages = service.is_for_some_stages().then(|| ("stage".to_owned(), json!({ "in": service.stages })));
    let when = step.when.iter().flatten().map(|(fact, test)| (fact.clone(), test.clone()));
    let own = service.conditions.iter().map(|(fact, test)| (fact.clone(), test.clone()));
    when.chain(stages).chain(own).collect()
}

fn judge(catalogue: &Catalogue, facts: &Facts, fact: &str, test: &Value, day: NaiveDate) -> (Verdict, Value) {
    if fact == AFTER {
        return in_touch(catalogue, facts, test, day);
    }
    (facts.judge(fact, test), facts.get(fact).cloned().unwrap_or(Value::Null))
}

/// Whether one of the agencies named was in touch, under its old name or its
/// successor's. Only what is known counts.
fn in_touch(catalogue: &Catalogue, facts: &Facts, test: &Value, day: NaiveDate) -> (Verdict, Value) {
    let acting = |id: &str| {
        let agency = AgencyId::parse(id).ok().and_then(|id| catalogue.acting(&id, day));
        agency.map_or_else(|| id.to_owned(), |agency| agency.id.as_str().to_owned())
    };
    let names = |value: &Value| -> Vec<String> {
        let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        items.iter().filter_map(Value::as_str).map(acting).collect()
    };
    let contacted = facts.get(AFTER).map(names).unwrap_or_default();
    match names(test).into_iter().find(|wanted| contacted.contains(wanted)) {
        Some(found) => (Verdict::Holds, json!(found)),
        None => (Verdict::Unknown, Value::Null),
    }
}
