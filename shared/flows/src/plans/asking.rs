//! Asking agencies about their part of a plan: once, and once more where it has
//! become another.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::AgencyId;
use domain::working_days::{add_working_days, is_working_day};
use rota_planner::Problem;
use store::secrets::digest;
use store::{Store, TableError, Transaction, Versioned};

use super::answer::{part, stops};
use super::ask::{PlanError, real};
use super::said::Asking;
use super::settled::Plan;

/// Askings whose mails can still be planned: each is, a moment after it.
const MAILS_KEPT: usize = 10;

/// Working days that an agency is given to answer.
const TO_ANSWER: u32 = 5;
/// Days before the weeks of a plan among which a working day is looked for.
const BEFORE: usize = 14;

/// A digest of the part of each agency that has one; what stops is of it.
type Parts = BTreeMap<AgencyId, String>;

/// Has agencies asked about their part, all that have one where none is named:
/// each gets a link; not those who were asked about the same part before. Links that
/// they got lead to it too. Two queries, one commit.
pub async fn ask_agencies(
    store: &Store,
    catalogue: &Catalogue,
    before: &Versioned<Plan>,
    agencies: &[AgencyId],
) -> Result<Plan, PlanError> {
    real(&before.value)?;
    let stands = || PlanError::Stands(before.value.status);
    let result = super::result(store, &before.value).await?.ok_or_else(stands)?;
    let problem = super::problem(store, &before.value).await?.ok_or_else(stands)?;
    let mut parts = parts(catalogue, &result, &problem)?;
    parts.retain(|agency, _| agencies.is_empty() || agencies.contains(agency));
    if parts.is_empty() {
        return Err(PlanError::Fields(vec![FieldError::new("/agencies", Wrong::UnknownAgency)]));
    }
    let mut plan = before.value.clone();
    let mut mails = Vec::new();
    for (agency, part) in parts.into_iter().filter(|(agency, part)| is_to_ask(&before.value, agency, part)) {
        let generation = plan.settled.asked.entry(agency.clone()).or_default();
        *generation += 1;
        mails.push((agency.clone(), *generation));
        plan.settled.askings.insert(agency, Asking { at: store.now(), part });
    }
    if mails.is_empty() {
        return Ok(plan);
    }
    plan.settled.mails.push((before.version + 1, mails));
    let many = plan.settled.mails.len().saturating_sub(MAILS_KEPT);
    plan.settled.mails.drain(..many);
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}

/// The agencies that were not asked about their part as it is.
pub fn to_ask(
    catalogue: &Catalogue,
    plan: &Plan,
    result: &rota_planner::Plan,
    problem: &Problem,
) -> Result<Vec<AgencyId>, TableError> {
    let parts = parts(catalogue, result, problem)?.into_iter();
    Ok(parts.filter(|(agency, part)| is_to_ask(plan, agency, part)).map(|(agency, _)| agency).collect())
}

/// The day by which an agency is asked to answer: so many working days after it was
/// asked last, and before the weeks of the plan begin. `None` where it was not asked,
/// or too late for that. Nothing ends on it: its link holds until it is published.
pub fn answer_by(catalogue: &Catalogue, plan: &Plan, agency: &AgencyId) -> Option<NaiveDate> {
    let asked = plan.settled.askings.get(agency)?.at.day_in(BRUSSELS);
    let staff = catalogue.days_of(agency);
    let mut before = std::iter::successors(plan.from.pred_opt(), NaiveDate::pred_opt).take(BEFORE);
    let last = before.find(|day| is_working_day(*day, &staff))?;
    Some(add_working_days(asked, TO_ANSWER, &staff).min(last)).filter(|by| asked < *by)
}

fn is_to_ask(plan: &Plan, agency: &AgencyId, part: &str) -> bool {
    plan.settled.askings.get(agency).is_none_or(|asked| asked.part != part)
}

fn parts(catalogue: &Catalogue, result: &rota_planner::Plan, problem: &Problem) -> Result<Parts, TableError> {
    let mut parts = Parts::new();
    for agency in catalogue.agencies.keys() {
        let own: Vec<_> =
            part(result, agency).into_iter().map(|one| (&one.id, one.duration_minutes, &one.cells)).collect();
        let gone: Vec<_> =
            stops(result, problem, agency).into_iter().map(|(_, gone)| (&gone.permanence, &gone.cells)).collect();
        if !(own.is_empty() && gone.is_empty()) {
            let text = serde_json::to_vec(&(own, gone)).map_err(|error| TableError::Invalid(error.to_string()))?;
            parts.insert(agency.clone(), digest(&text));
        }
    }
    Ok(parts)
}
