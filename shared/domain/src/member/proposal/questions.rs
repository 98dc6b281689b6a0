//! What to ask first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::{LOCATION_FIELD, MemberCase, MemberField, SINCE_FIELD};
use super::review::facts;
use crate::catalogue::Catalogue;
use crate::condition::Facts;
use crate::determine::{Rule, field_of};

/// The facts that would decide most of what is still open, as fields that
/// somebody can fill in: those named by the most rules first, `at_most` of them.
pub fn questions<'a>(
    case: &MemberCase,
    catalogue: &'a Catalogue,
    today: NaiveDate,
    at_most: usize,
) -> Vec<&'a MemberField> {
    fields_asked(&catalogue.rules, &facts(case, catalogue, today), catalogue, at_most)
}

/// The fields of the facts that these rules would have to know.
pub(crate) fn fields_asked<'a, 'r>(
    rules: impl IntoIterator<Item = &'r Rule>,
    facts: &Facts,
    catalogue: &'a Catalogue,
    at_most: usize,
) -> Vec<&'a MemberField> {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for rule in rules.into_iter().filter(|rule| !rule.off) {
        for fact in rule.when.unknown(facts) {
            *asked.entry(field_of(&fact).to_owned()).or_default() += 1;
        }
    }
    let place = [LOCATION_FIELD, SINCE_FIELD];
    let asked = asked.into_iter().filter(|(id, _)| !place.contains(&id.as_str()));
    let mut fields: Vec<(usize, &MemberField)> =
        asked.filter_map(|(id, rules)| Some((rules, catalogue.member_model.field(&id)?))).collect();
    fields.sort_by_key(|(rules, _)| std::cmp::Reverse(*rules));
    fields.into_iter().take(at_most).map(|(_, field)| field).collect()
}
