//! Reading a strategy that somebody sent, with every error at its place.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Clock, REMINDERS, Strategy};
use crate::catalogue::Catalogue;
use crate::condition::Conditions;
use crate::determine::check_test;
use crate::field_error::{FieldError, Problem, pointer_to};
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use crate::need_type::{AFTER, Role, Step};

/// Steps of a strategy, at most.
const STEPS: usize = 12;
/// Conditions of a step, at most.
const CONDITIONS: usize = 8;

/// A strategy as somebody sends it, and as it is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StrategyDraft {
    /// Whom to ask, in order.
    pub steps: Vec<StepDraft>,
    /// Within which times.
    pub clock: ClockDraft,
    /// Why it is changed; kept with the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// The times, in working days of the agency that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = StrategyClockRequest))]
pub struct ClockDraft {
    /// Days after the asking on which an agency without an answer is reminded, two at most.
    pub remind_days: Vec<i64>,
    /// Days within which it answers, 1 to 60; then the next agency is asked.
    pub answer_days: i64,
    /// Days after its yes until it is asked whether it met the member, 1 to 90.
    pub follow_up_days: i64,
}

/// One step, as it is sent and answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = StrategyStep))]
pub struct StepDraft {
    /// The agency.
    pub agency: String,
    /// The service that answers.
    pub service: String,
    /// `lead`: asked at once; `support`: asked after a decline or a silence.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub role: Role,
    /// Conditions, all of which must hold: `{"stage":{"in":["launch"]}}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<Object>))]
    pub when: Option<BTreeMap<String, Value>>,
    /// Agencies of which one must have been in touch with the member before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}

impl StepDraft {
    fn of(step: &Step) -> Self {
        let mut when = step.when.clone().unwrap_or_default();
        let after = when.remove(AFTER).map(|named| names(&named)).unwrap_or_default();
        Self {
            agency: step.agency.to_string(),
            service: step.service.to_string(),
            role: step.role,
            when: (!when.is_empty()).then_some(when),
            after,
        }
    }
}

fn names(value: &Value) -> Vec<String> {
    let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

impl From<&Strategy> for StrategyDraft {
    fn from(Strategy { steps, clock, .. }: &Strategy) -> Self {
        let Clock { remind_days, answer_days, follow_up_days } = clock;
        Self {
            steps: steps.iter().map(StepDraft::of).collect(),
            clock: ClockDraft {
                remind_days: remind_days.iter().map(|day| i64::from(*day)).collect(),
                answer_days: i64::from(*answer_days),
                follow_up_days: i64::from(*follow_up_days),
            },
            why: None,
        }
    }
}

impl StrategyDraft {
    /// Checks everything as of `day`; the strategy under this version.
    pub fn parse(
        self,
        (need_type, location): (&NeedTypeId, Option<&LocationId>),
        version: u32,
        catalogue: &Catalogue,
        day: NaiveDate,
    ) -> Result<Strategy, Vec<FieldError>> {
        let Self { steps, clock, why } = self;
        let mut errors = Vec::new();
        if steps.is_empty() {
            errors.push(FieldError::new("/steps", Problem::Missing));
        } else if steps.len() > STEPS {
            errors.push(FieldError::new("/steps", Problem::TooMany(STEPS)));
        }
        if why.is_some_and(|why| why.chars().count() > 500) {
            errors.push(FieldError::new("/why", Problem::TooLong(500)));
        }
        let mut parsed: Vec<Step> = Vec::new();
        for (at, step) in steps.into_iter().enumerate() {
            let step = self::step(step, &format!("/steps/{at}"), catalogue, day, &mut errors);
            if step.as_ref().is_some_and(|step| parsed.contains(step)) {
                errors.push(FieldError::new(format!("/steps/{at}"), Problem::Twice));
            }
            parsed.extend(step);
        }
        if let Some(at) = in_a_circle(&parsed) {
            errors.push(FieldError::new(format!("/steps/{at}/after"), Problem::StrategyCircle));
        }
        match self::clock(clock, &mut errors) {
            Some(clock) if errors.is_empty() => {
                let (need_type, location) = (need_type.clone(), location.cloned());
                Ok(Strategy { need_type, location, steps: parsed, clock, version })
            }
            _ => Err(errors),
        }
    }
}

fn clock(draft: ClockDraft, errors: &mut Vec<FieldError>) -> Option<Clock> {
    let mut days = |value: i64, max: i64, at: &str| {
        let fits = u32::try_from(value).ok().filter(|_| (1..=max).contains(&value));
        if fits.is_none() {
            errors.push(FieldError::new(format!("/clock/{at}"), Problem::OutOfRange(1, max)));
        }
        fits
    };
    let ClockDraft { remind_days, answer_days, follow_up_days } = draft;
    let (answer_days, follow_up_days) =
        (days(answer_days, 60, "answer_days"), days(follow_up_days, 90, "follow_up_days"));
    let mut reminders = Vec::new();
    let mut least = 1;
    let latest = answer_days.map_or(59, |days| i64::from(days) - 1);
    for (at, day) in remind_days.iter().enumerate() {
        if !(least..=latest).contains(day) {
            let bounds = Problem::OutOfRange(least, latest.max(least));
            errors.push(FieldError::new(format!("/clock/remind_days/{at}"), bounds));
        }
        least = day.saturating_add(1);
        reminders.extend(u32::try_from(*day));
    }
    if remind_days.len() > REMINDERS {
        errors.push(FieldError::new("/clock/remind_days", Problem::TooMany(REMINDERS)));
    }
    Some(Clock { remind_days: reminders, answer_days: answer_days?, follow_up_days: follow_up_days? })
}

fn step(
    draft: StepDraft,
    at: &str,
    catalogue: &Catalogue,
    day: NaiveDate,
    errors: &mut Vec<FieldError>,
) -> Option<Step> {
    let StepDraft { agency, service, role, when, after } = draft;
    let before = errors.len();
    let mut wrong = |place: &str, problem| errors.push(FieldError::new(format!("{at}/{place}"), problem));
    let agency = AgencyId::parse(&agency).ok().filter(|id| catalogue.agencies.contains_key(id));
    let acting = agency.as_ref().and_then(|id| catalogue.acting(id, day));
    match (&agency, acting) {
        (None, _) => wrong("agency", Problem::UnknownAgency),
        (Some(_), None) => wrong("agency", Problem::AgencyEnded),
        (Some(_), Some(_)) => {}
    }
    let service = ServiceId::parse(&service).ok().and_then(|id| catalogue.services.get(&id));
    match service {
        None => wrong("service", Problem::UnknownService),
        Some(service) => {
            let provider = catalogue.provider(service, day);
            let offers = |acting: &crate::agency::Agency| provider.is_some_and(|provider| provider.id == acting.id);
            if provider.is_none() || acting.is_some_and(|acting| !offers(acting)) {
                wrong("service", Problem::ServiceNotOffered);
            }
        }
    }
    for (place, named) in after.iter().enumerate() {
        if !AgencyId::parse(named).is_ok_and(|id| catalogue.agencies.contains_key(&id)) {
            wrong(&format!("after/{place}"), Problem::UnknownAgency);
        }
    }
    let mut conditions = Conditions::new();
    for (fact, test) in when.unwrap_or_default() {
        if fact == AFTER {
            wrong("when/after", Problem::UnknownField);
            continue;
        }
        conditions.insert(fact, test);
    }
    if conditions.len() > CONDITIONS {
        wrong("when", Problem::TooMany(CONDITIONS));
    }
    for (fact, test) in &conditions {
        check_test(catalogue, (fact, test), &format!("{at}/when{}", pointer_to(fact)), errors);
    }
    if !after.is_empty() {
        conditions.insert(AFTER.to_owned(), json!(after));
    }
    let (agency, service) = (agency?, service?.id.clone());
    (errors.len() == before).then(|| Step {
        agency,
        service,
        role,
        when: (!conditions.is_empty()).then_some(conditions),
    })
}

/// The first step that comes after itself, by way of others: an agency that is
/// reached only through agencies that are reached only through it.
fn in_a_circle(steps: &[Step]) -> Option<usize> {
    let after = |agency: &str| -> Vec<Vec<String>> {
        let own = steps.iter().filter(|step| step.agency.as_str() == agency);
        own.map(|step| step.when.as_ref().and_then(|when| when.get(AFTER)).map(names).unwrap_or_default()).collect()
    };
    // Reached without end: every step of the agency waits for one that does.
    let mut reachable: Vec<String> = Vec::new();
    loop {
        let known = reachable.len();
        for step in steps {
            let agency = step.agency.as_str();
            let named =
                |name: &String| !steps.iter().any(|other| other.agency.as_str() == name) || reachable.contains(name);
            let free = after(agency).iter().any(|names| names.is_empty() || names.iter().any(named));
            if free && !reachable.iter().any(|one| one == agency) {
                reachable.push(agency.to_owned());
            }
        }
        if reachable.len() == known {
            return steps.iter().position(|step| !reachable.iter().any(|one| one == step.agency.as_str()));
        }
    }
}
