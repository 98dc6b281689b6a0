//! Reading a permanence that somebody sent, with every error at its field.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::reading::Reading;
use super::{MAX_EXCEPTIONS, Permanence, PermanenceStatus, Recurrence, SessionException, USUAL_BUFFER_MINUTES, reason};
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, FieldError, Problem};
use crate::ids::{AdviserId, AgencyId, LocationId, PermanenceId, ServiceId};
use crate::sent::null_as_absent;
use crate::working_rules::Visits;
use crate::{Language, Text, local_time};

/// A permanence as somebody sends it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = PermanenceRequest))]
pub struct PermanenceDraft {
    /// Id; that of the address where it is sent.
    #[serde(default, skip_serializing)]
    pub id: Option<String>,
    /// Agency.
    #[cfg_attr(feature = "described", schema(example = "innoviris"))]
    pub agency: String,
    /// Location.
    #[cfg_attr(feature = "described", schema(example = "icab"))]
    pub location: String,
    /// Advisers; absent clashes with nothing.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub advisers: Vec<String>,
    /// Room; absent clashes with nothing.
    #[serde(default)]
    pub room: Option<String>,
    /// Services; empty means all that the agency offers.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub services: Vec<String>,
    /// Parties at once; 1 when absent.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(minimum = 1, maximum = 50))]
    pub seats: Option<u32>,
    /// Local time of the first session.
    #[cfg_attr(feature = "described", schema(example = "2026-11-24T09:30"))]
    pub start: String,
    /// Length of a session.
    #[cfg_attr(feature = "described", schema(minimum = 15, maximum = 720))]
    pub duration_minutes: u32,
    /// IANA zone; Europe/Brussels when absent.
    #[serde(default)]
    pub timezone: Option<String>,
    /// FREQ=WEEKLY or MONTHLY, INTERVAL, BYDAY, COUNT or UNTIL (RFC 5545); absent means once.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(example = "FREQ=WEEKLY;BYDAY=TU"))]
    pub rrule: Option<String>,
    /// Last day of the series.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(format = Date))]
    pub until: Option<String>,
    /// What differs on some days.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub exceptions: Vec<ExceptionDraft>,
    /// Length of a slot; 40 minutes, or the whole of a shorter session, when absent.
    #[serde(default)]
    pub slot_minutes: Option<u32>,
    /// Pause between slots; 5 when absent.
    #[serde(default)]
    pub buffer_minutes: Option<u32>,
    /// `fr`, `nl`, `en`.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub languages: Vec<String>,
    /// `draft`, also when absent, or `published`.
    #[serde(default)]
    pub status: Option<String>,
    /// As an answer gave them; nothing is read from them.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "described", schema(value_type = Option<Vec<Object>>))]
    pub warnings: Option<IgnoredAny>,
    /// As an answer gave it; what is stored stays.
    #[serde(default, skip_serializing)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub continued_by: Option<IgnoredAny>,
}

/// What differs on one day of the series, as somebody sent it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = ExceptionRequest))]
pub struct ExceptionDraft {
    /// The day on which the series has the session.
    #[cfg_attr(feature = "described", schema(format = Date))]
    pub date: String,
    /// It does not take place.
    #[serde(default)]
    pub cancelled: Option<bool>,
    /// Local time of its new start.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(example = "2027-01-05T13:30"))]
    pub start: Option<String>,
    /// Its own length.
    #[serde(default)]
    pub duration_minutes: Option<u32>,
    /// Why: one sentence, or one per language.
    #[serde(default, deserialize_with = "reason")]
    #[cfg_attr(feature = "described", schema(value_type = Option<super::Reason>))]
    pub reason: Option<Text>,
}

/// A stored permanence as somebody would send it, so that a change of a few
/// fields is read like any other draft: what is answered can be sent back.
impl From<&Permanence> for PermanenceDraft {
    fn from(permanence: &Permanence) -> Self {
        let answered = Permanence { continued_by: None, ..permanence.answered() };
        match serde_json::to_value(answered).and_then(serde_json::from_value) {
            Ok(draft) => Self { id: None, ..draft },
            Err(error) => unreachable!("what is answered can be sent: {error}"),
        }
    }
}

impl From<&SessionException> for ExceptionDraft {
    fn from(exception: &SessionException) -> Self {
        let SessionException { date, cancelled, start, duration_minutes, reason } = exception;
        Self {
            date: date.to_string(),
            cancelled: Some(*cancelled),
            start: start.map(local_time::format),
            duration_minutes: *duration_minutes,
            reason: reason.clone(),
        }
    }
}

fn one_of(values: &[&str]) -> Problem {
    Problem::NotAmong(values.iter().map(|value| (*value).to_owned()).collect())
}

/// Days that a permanence may name, both included.
const DAYS: (NaiveDate, NaiveDate) = (day_of(2000, 1, 1), day_of(2100, 12, 31));

const fn day_of(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

fn among(day: NaiveDate) -> Result<(), Problem> {
    let (first, last) = DAYS;
    if (first..=last).contains(&day) { Ok(()) } else { Err(Problem::DayOutOfRange(first, last)) }
}

fn date(text: &str) -> Result<NaiveDate, Problem> {
    let day = text.parse::<NaiveDate>().map_err(|_| Problem::WrongType(Expected::Date))?;
    among(day).map(|()| day)
}

fn local(text: &str) -> Result<NaiveDateTime, Problem> {
    let at = local_time::parse(text).ok_or(Problem::WrongType(Expected::LocalTime))?;
    among(at.date()).map(|()| at)
}

impl PermanenceDraft {
    /// What a new one begins with: sessions of so many minutes, in slots as the
    /// programme agreed on them.
    pub fn of_visit(visits: &Visits, duration_minutes: u32) -> Self {
        Self {
            seats: Some(1),
            duration_minutes,
            slot_minutes: Some(visits.slot_minutes.min(duration_minutes)),
            buffer_minutes: Some(visits.buffer_minutes),
            ..Self::default()
        }
    }

    /// Reads everything and holds it against the directory; all errors at once.
    /// A draft that names an id names this one.
    pub fn parse(self, id: PermanenceId, catalogue: &Catalogue) -> Result<Permanence, Vec<FieldError>> {
        let mut reading = Reading(Vec::new());
        if self.id.as_ref().is_some_and(|sent| sent != id.as_str()) {
            reading.wrong("/id", one_of(&[id.as_str()]));
        }
        let read = self.read(id, &mut reading);
        match read {
            Some(permanence) if reading.0.is_empty() => {
                permanence.check(catalogue)?;
                Ok(permanence)
            }
            _ => Err(reading.0),
        }
    }

    fn read(self, id: PermanenceId, reading: &mut Reading) -> Option<Permanence> {
        let Self {
            id: _,
            agency,
            location,
            advisers,
            room,
            services,
            seats,
            start,
            duration_minutes,
            timezone,
            rrule,
            until,
            exceptions,
            slot_minutes,
            buffer_minutes,
            languages,
            status,
            warnings: _,
            continued_by: _,
        } = self;
        let agency = reading.need("/agency", AgencyId::parse(&agency).ok(), Problem::UnknownAgency);
        let location = reading.need("/location", LocationId::parse(&location).ok(), Problem::UnknownLocation);
        let advisers =
            reading.list("/advisers", &advisers, &Problem::WrongType(Expected::Id), |text| AdviserId::parse(text).ok());
        let services =
            reading.list("/services", &services, &Problem::UnknownService, |text| ServiceId::parse(text).ok());
        let languages = reading.list("/languages", &languages, &one_of(&["fr", "nl", "en"]), |text| {
            Language::ALL.into_iter().find(|language| language.tag() == text)
        });
        let start = reading.keep("/start", local(&start));
        let timezone = timezone.map_or(Some(crate::clock::BRUSSELS), |name| name.parse::<Tz>().ok());
        let timezone = reading.need("/timezone", timezone, Problem::UnknownTimeZone);
        let rrule = rrule.and_then(|text| match text.parse::<Recurrence>() {
            Ok(rule) => Some(rule),
            Err(invalid) => {
                reading.wrong("/rrule", Problem::Recurrence(invalid));
                None
            }
        });
        let until = until.and_then(|text| reading.keep("/until", date(&text)));
        let status = match status.as_deref() {
            None | Some("draft") => Some(PermanenceStatus::Draft),
            Some("published") => Some(PermanenceStatus::Published),
            Some(_) => None,
        };
        let status = reading.need("/status", status, one_of(&["draft", "published"]));
        let exceptions = read_exceptions(exceptions, reading);
        Some(Permanence {
            id,
            agency: agency?,
            location: location?,
            advisers,
            room: room.map(|room| room.trim().to_owned()).filter(|room| !room.is_empty()),
            services,
            seats: seats.unwrap_or(1),
            start: start?,
            duration_minutes,
            timezone: timezone?,
            rrule,
            until,
            exceptions,
            slot_minutes: slot_minutes.unwrap_or_else(|| duration_minutes.min(40)),
            buffer_minutes: buffer_minutes.unwrap_or(USUAL_BUFFER_MINUTES),
            languages,
            status: status?,
            continued_by: None,
            continues: None,
        })
    }
}

fn read_exceptions(drafts: Vec<ExceptionDraft>, reading: &mut Reading) -> Vec<SessionException> {
    if drafts.len() > MAX_EXCEPTIONS {
        reading.wrong("/exceptions", Problem::TooMany(MAX_EXCEPTIONS));
        return Vec::new();
    }
    let mut exceptions = Vec::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let ExceptionDraft { date: day, cancelled, start, duration_minutes, reason } = draft;
        let day = reading.keep(&format!("/exceptions/{at}/date"), date(&day));
        let start = start.and_then(|text| reading.keep(&format!("/exceptions/{at}/start"), local(&text)));
        if let Some(date) = day {
            let cancelled = cancelled.unwrap_or(false);
            exceptions.push(SessionException { date, cancelled, start, duration_minutes, reason });
        }
    }
    exceptions
}
