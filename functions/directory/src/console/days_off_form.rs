//! The form of the days off of all agencies: what is entered, and back.

use domain::Text;
use domain::field_error::Problem as Wrong;
use domain::holidays::{MonthDay, StaffClosure, StaffDay, StaffDays};
use web::extract::FormState;
use web::i18n::text;

use crate::LOCALES;
use crate::entries::fields;

/// Days and spans of each kind at most.
const MOST: usize = 30;

/// The form over what stands.
pub(super) fn filled(days: &StaffDays, version: u64) -> FormState {
    let mut values = vec![("version".to_owned(), version.to_string())];
    let mut named = |prefix: &str, at: usize, name: &Text| {
        values.extend([
            (format!("{prefix}_fr_{at}"), name.fr.clone()),
            (format!("{prefix}_nl_{at}"), name.nl.clone()),
            (format!("{prefix}_en_{at}"), name.en.clone().unwrap_or_default()),
        ]);
    };
    for (at, day) in days.days.iter().enumerate() {
        named("day", at, &day.name);
    }
    for (at, span) in days.closures.iter().enumerate() {
        named("span", at, &span.reason);
    }
    values.extend(days.days.iter().enumerate().map(|(at, day)| (format!("day_on_{at}"), written(day.on))));
    for (at, span) in days.closures.iter().enumerate() {
        values.push((format!("span_from_{at}"), written(span.from)));
        values.push((format!("span_to_{at}"), written(span.to)));
    }
    FormState::filled(values)
}

/// `24/12`, as people write it.
fn written(day: MonthDay) -> String {
    let text = String::from(day);
    text.split_once('-').map_or_else(|| text.clone(), |(month, day)| format!("{day}/{month}"))
}

/// The days off that were entered; a row of which nothing is entered is none.
pub(super) fn entered(before: &StaffDays, state: &mut FormState) -> StaffDays {
    let mut after = StaffDays::none();
    for at in 0..fields::rows(state, "day_on", before.days.len().min(MOST)) {
        if is_empty(state, &[format!("day_on_{at}"), format!("day_fr_{at}"), format!("day_nl_{at}")]) {
            continue;
        }
        let (on, name) = (month_day(state, &format!("day_on_{at}")), name(state, "day", at));
        if let Some((on, name)) = on.zip(name) {
            let id = before.days.get(at).map_or_else(|| format!("day_{}", String::from(on)), |day| day.id.clone());
            after.days.push(StaffDay { id, on, name });
        }
    }
    for at in 0..fields::rows(state, "span_from", before.closures.len().min(MOST)) {
        let named = ["from", "to", "fr", "nl"].map(|field| format!("span_{field}_{at}"));
        if is_empty(state, &named) {
            continue;
        }
        let (from, to) = (month_day(state, &named[0]), month_day(state, &named[1]));
        let reason = name(state, "span", at);
        let Some(((from, to), reason)) = from.zip(to).zip(reason) else { continue };
        if to < from {
            state.blame(&named[1], text(&LOCALES, "days-off-order"));
        }
        after.closures.push(StaffClosure { from, to, reason });
    }
    after
}

fn is_empty(state: &FormState, fields: &[String]) -> bool {
    fields.iter().all(|field| state.get(field).trim().is_empty())
}

/// `24/12` or `12-24`: the day of a year.
fn month_day(state: &mut FormState, field: &str) -> Option<MonthDay> {
    let given = state.get(field).trim().to_owned();
    let turned = given.split_once('/').map(|(day, month)| format!("{}-{}", month.trim(), day.trim()));
    let read = MonthDay::parse(turned.as_deref().unwrap_or(&given)).ok();
    if read.is_none() {
        state.blame(field, text(&LOCALES, "days-off-form"));
    }
    read
}

fn name(state: &mut FormState, prefix: &str, at: usize) -> Option<Text> {
    let get = |state: &FormState, tag: &str| state.get(&format!("{prefix}_{tag}_{at}")).trim().to_owned();
    let (fr, nl, en) = (get(state, "fr"), get(state, "nl"), get(state, "en"));
    for (tag, given) in [("fr", &fr), ("nl", &nl)] {
        let field = format!("{prefix}_{tag}_{at}");
        let wrong = match given.chars().count() {
            0 => Wrong::Missing,
            count if count > 120 => Wrong::TooLong(120),
            _ => continue,
        };
        state.wrong(&field, wrong);
    }
    (!fr.is_empty() && !nl.is_empty()).then(|| Text { fr, nl, en: Some(en).filter(|en| !en.is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_is_entered_as_it_was_and_a_day_is_written_either_way() {
        let before = StaffDays::default();
        let mut state = filled(&before, 1);
        assert_eq!(entered(&before, &mut state), before);
        let at = before.days.len();
        for (field, value) in [("on", "24/12"), ("fr", "Veille de Noël"), ("nl", "Kerstavond")] {
            state.values.push((format!("day_{field}_{at}"), value.to_owned()));
        }
        let after = entered(&before, &mut state);
        assert_eq!(after.days[at].on, MonthDay::parse("12-24").unwrap());
        assert!(!state.is_refused());
        state.values.push((format!("day_on_{at}"), "32/12".to_owned()));
        entered(&before, &mut state);
        assert!(state.error(&format!("day_on_{at}")).is_some());
    }
}
