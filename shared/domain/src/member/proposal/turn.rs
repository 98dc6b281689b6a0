//! When time alone may change what is determined.

use chrono::{Months, NaiveDate};
use serde_json::Value;

use super::super::{COMPANY_KEPT, MemberCase};
use super::ProposalStatus;
use super::review::LATER;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::determine::{AGES, Clause, When};

/// Plans the day on which time alone may next change what is determined; answers
/// it where it is not planned yet. A day that was planned and is too early does
/// no harm: the next one is planned then.
pub fn plan_turn(case: &mut MemberCase, catalogue: &Catalogue, today: NaiveDate) -> Option<NaiveDate> {
    let next = next_turn(case, catalogue, today);
    if case.member.turns_on.is_some_and(|planned| today < planned && planned <= next) {
        return None;
    }
    case.member.turns_on = Some(next);
    Some(next)
}

/// The first day after `today` on which time alone may change what is
/// determined: a company turns three, a stay reaches three years, what was put
/// off comes back, a stay begins or ends, nothing was heard for so long that what
/// is known of its people ends, or all of it.
fn next_turn(case: &MemberCase, catalogue: &Catalogue, today: NaiveDate) -> NaiveDate {
    let ends = case.member.last_contact_at.plus(COMPANY_KEPT).day_in(BRUSSELS);
    let ends = ends.succ_opt().unwrap_or(ends);
    let mut days: Vec<NaiveDate> = Vec::new();
    let profile = case.profile();
    let date = |field: &str| profile.get(field)?.as_str()?.parse::<NaiveDate>().ok();
    for (fact, field, months) in AGES {
        let Some(from) = date(field) else { continue };
        let mut bounds = Vec::new();
        catalogue.rules.iter().for_each(|rule| bounds_of(&rule.when, fact, &mut bounds));
        // A bound is met at the number itself, and just after it.
        let turns = bounds.into_iter().flat_map(|bound| [bound, bound + 1]);
        days.extend(turns.filter_map(|bound| from.checked_add_months(Months::new(bound * months))));
    }
    let put_off = case.proposals.iter().filter(|proposal| proposal.status == ProposalStatus::Later);
    days.extend(put_off.map(|proposal| proposal.changed_at.plus(LATER).day_in(BRUSSELS).succ_opt().unwrap_or(today)));
    days.extend((!case.person.profile.is_empty()).then(|| case.member.people_end_on()));
    for stay in &case.member.hosted {
        days.extend(stay.from);
        days.extend(stay.to.and_then(|to| to.succ_opt()));
    }
    days.into_iter().filter(|day| *day > today).min().unwrap_or(ends).min(ends)
}

fn bounds_of(when: &When, fact: &str, found: &mut Vec<u32>) {
    let (When::All(clauses) | When::Any(clauses)) = when;
    for clause in clauses {
        match clause {
            Clause::Nested(when) => bounds_of(when, fact, found),
            Clause::Tests(tests) => {
                let test = tests.get(fact);
                let numbers = test.and_then(Value::as_object).into_iter().flat_map(|test| test.values());
                let numbers = numbers.chain(test.filter(|test| test.is_number())).filter_map(Value::as_u64);
                found.extend(numbers.filter_map(|number| u32::try_from(number).ok().filter(|number| *number < 1200)));
            }
        }
    }
}
