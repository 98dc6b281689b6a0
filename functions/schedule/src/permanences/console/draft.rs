//! The form of a permanence: what its fields mean, and what a permanence looks
//! like in them.

use chrono::{Datelike as _, NaiveDate};
use domain::field_error::{FieldError, Problem as Wrong};
use domain::permanence::{
    ExceptionDraft, Frequency, MAX_INTERVAL, Permanence, PermanenceDraft, Recurrence, place_in_month,
};
use serde::Deserialize;
use validator::Validate;
use web::Problem;
use web::extract::FormState;
use web::i18n::text;

use crate::LOCALES;
use crate::rota::Refused;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The fields of the form. All are optional here: what is missing is said by
/// the rules of a permanence, all at once.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PermanenceForm {
    agency: String,
    location: String,
    services: Vec<String>,
    advisers: Vec<String>,
    room: Option<String>,
    date: String,
    time: String,
    duration_minutes: Option<u32>,
    repeat: String,
    interval: Option<u16>,
    /// The rule of a series that the choices can't say.
    rrule: String,
    until: Option<String>,
    seats: Option<u32>,
    slot_minutes: Option<u32>,
    buffer_minutes: Option<u32>,
    languages: Vec<String>,
    status: String,
    /// The session from which on it changes; all of it where absent.
    pub(super) from: Option<NaiveDate>,
    /// What was said when it was asked.
    #[serde(rename = "asked")]
    _asked: Option<String>,
}

/// Whether the choices of the form say this rule.
fn is_plain(rule: &Recurrence, first: NaiveDate) -> bool {
    let own = match rule.by_day.as_slice() {
        [] => rule.frequency == Frequency::Weekly,
        [(None, day)] => rule.frequency == Frequency::Weekly && *day == first.weekday(),
        [place @ (Some(_), _)] => *place == place_in_month(first, false),
        _ => false,
    };
    own && rule.count.is_none() && rule.until.is_none()
}

impl PermanenceForm {
    /// The form over a stored permanence.
    pub(super) fn state_of(permanence: &Permanence, version: u64) -> FormState {
        let first = permanence.start.date();
        let rule = permanence.rrule.as_ref();
        let repeat = match rule {
            None => "once",
            Some(rule) if !is_plain(rule, first) => "keep",
            Some(rule) if rule.frequency == Frequency::Weekly => "weekly",
            Some(_) => "monthly",
        };
        let mut state = FormState::over(permanence, version);
        let own = [
            ("date", first.to_string()),
            ("time", permanence.start.format("%H:%M").to_string()),
            ("repeat", repeat.to_owned()),
            ("interval", rule.map_or(1, |rule| rule.interval).to_string()),
            ("rrule", rule.filter(|_| repeat == "keep").map(ToString::to_string).unwrap_or_default()),
        ];
        state.values.extend(own.map(|(name, value)| (name.to_owned(), value)));
        state
    }

    /// The recurrence rule that the choices say; `None` for once.
    fn rule(&self) -> Option<String> {
        let first: Option<NaiveDate> = self.date.parse().ok();
        let every = self.interval.filter(|n| *n != 1).map(|n| format!(";INTERVAL={n}")).unwrap_or_default();
        let day = |day: chrono::Weekday| DAYS[day.num_days_from_monday() as usize];
        match self.repeat.as_str() {
            "weekly" => Some(format!("FREQ=WEEKLY{every};BYDAY={}", day(first?.weekday()))),
            "monthly" => {
                let (place, weekday) = place_in_month(first?, false);
                Some(format!("FREQ=MONTHLY{every};BYDAY={}{}", place.unwrap_or(1), day(weekday)))
            }
            "keep" => Some(self.rrule.clone()),
            _ => None,
        }
    }

    /// What was entered, to be held against the directory. `before` gives
    /// what the form does not show; what is missing is put beside its field.
    pub(super) fn into_draft(self, before: Option<&Permanence>, state: &mut FormState) -> Option<PermanenceDraft> {
        let mut need = |name: &str, there: bool| {
            if !there {
                state.wrong(name, Wrong::Missing);
            }
        };
        need("location", !self.location.is_empty());
        need("date", !self.date.is_empty());
        need("time", !self.time.is_empty());
        need("duration_minutes", self.duration_minutes.is_some());
        need("repeat", !self.repeat.is_empty());
        let recurs = matches!(self.repeat.as_str(), "weekly" | "monthly");
        if recurs && self.interval.is_some_and(|every| !(1..=MAX_INTERVAL).contains(&every)) {
            state.wrong("interval", Wrong::OutOfRange(1, i64::from(MAX_INTERVAL)));
        }
        if state.is_refused() {
            return None;
        }
        let rrule = self.rule();
        let exceptions = before.map(|before| before.exceptions.iter().map(ExceptionDraft::from).collect());
        Some(PermanenceDraft {
            agency: self.agency,
            location: self.location,
            advisers: self.advisers,
            room: self.room,
            services: self.services,
            seats: self.seats,
            start: format!("{}T{}", self.date, self.time),
            duration_minutes: self.duration_minutes?,
            timezone: before.map(|before| before.timezone.name().to_owned()),
            rrule,
            until: self.until,
            exceptions: exceptions.unwrap_or_default(),
            slot_minutes: self.slot_minutes,
            buffer_minutes: self.buffer_minutes,
            languages: self.languages,
            status: Some(self.status).filter(|status| !status.is_empty()),
            ..PermanenceDraft::default()
        })
    }
}

/// Puts the errors of a draft beside the fields of the form.
pub(super) fn blame(state: &mut FormState, errors: Vec<FieldError>) {
    let (of_exceptions, others): (Vec<_>, Vec<_>) =
        errors.into_iter().partition(|error| error.pointer.starts_with("/exceptions"));
    let at_its_hour = |error: FieldError| match error.problem {
        Wrong::NoSuchHour => FieldError::new("/time", Wrong::NoSuchHour),
        _ => error,
    };
    state.blame_all(others.into_iter().map(at_its_hour).collect(), |pointer| {
        let name = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
        match name {
            "start" => "date".to_owned(),
            "rrule" => "repeat".to_owned(),
            other => other.to_owned(),
        }
    });
    if !of_exceptions.is_empty() {
        state.blame("date", text(&LOCALES, "exceptions-off-series"));
    }
}

/// Puts what keeps a permanence from being saved beside the fields of the form.
pub(super) fn blame_refusal(state: &mut FormState, refused: Refused) -> Result<(), Problem> {
    match refused {
        Refused::Fields(errors) => blame(state, errors),
        Refused::Clashes(clashes) => {
            for clash in clashes {
                let name = match clash.kind.pointer().trim_start_matches('/') {
                    "start" => "date",
                    field => field,
                };
                state.blame(name, clash.reason);
            }
        }
        Refused::Table(error) => return Err(error.into()),
    }
    Ok(())
}
