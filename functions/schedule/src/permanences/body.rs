//! A permanence as it is sent and answered.

use chrono::NaiveDate;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::permanence::{ExceptionDraft, Permanence, PermanenceDraft, SessionException};
use domain::{Language, Text, local_time};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use web::TextBody;
use web::extract::null_as_absent;

/// A reason: one per language, or one sentence that stands for all.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = Reason)]
pub(super) enum ReasonBody {
    /// One per language.
    Texts(TextBody),
    /// One sentence.
    One(String),
}

impl From<ReasonBody> for Text {
    fn from(reason: ReasonBody) -> Self {
        match reason {
            ReasonBody::Texts(TextBody { fr, nl, en }) => Self { fr, nl, en },
            ReasonBody::One(one) => Self::new(one.clone(), one.clone(), one),
        }
    }
}

/// What differs on one day of the series.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionRequest {
    /// The day on which the series has the session.
    #[schema(format = Date)]
    date: String,
    /// It does not take place.
    cancelled: Option<bool>,
    /// Local time of its new start.
    #[schema(example = "2027-01-05T13:30")]
    start: Option<String>,
    /// Its own length.
    duration_minutes: Option<u32>,
    /// Why.
    reason: Option<ReasonBody>,
}

/// A permanence as somebody sends it.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PermanenceRequest {
    /// Id; that of the address where it is sent.
    id: Option<String>,
    /// Agency.
    #[schema(example = "innoviris")]
    agency: String,
    /// Location.
    #[schema(example = "icab")]
    location: String,
    /// Advisers; absent clashes with nothing.
    #[serde(default, deserialize_with = "null_as_absent")]
    advisers: Vec<String>,
    /// Room; absent clashes with nothing.
    room: Option<String>,
    /// Services; empty means all that the agency offers.
    #[serde(default, deserialize_with = "null_as_absent")]
    services: Vec<String>,
    /// Parties at once; 1 when absent.
    #[schema(minimum = 1, maximum = 50)]
    seats: Option<u32>,
    /// Local time of the first session.
    #[schema(example = "2026-11-24T09:30")]
    start: String,
    /// Length of a session.
    #[schema(minimum = 15, maximum = 720)]
    duration_minutes: u32,
    /// IANA zone; Europe/Brussels when absent.
    timezone: Option<String>,
    /// FREQ=WEEKLY or MONTHLY, INTERVAL, BYDAY, COUNT or UNTIL; absent means once.
    #[schema(example = "FREQ=WEEKLY;BYDAY=TU")]
    rrule: Option<String>,
    /// Last day of the series.
    #[schema(format = Date)]
    until: Option<String>,
    /// What differs on some days.
    #[serde(default, deserialize_with = "null_as_absent")]
    exceptions: Vec<ExceptionRequest>,
    /// Length of a slot; 40 when absent.
    slot_minutes: Option<u32>,
    /// Pause between slots; 5 when absent.
    buffer_minutes: Option<u32>,
    /// `fr`, `nl`, `en`.
    #[serde(default, deserialize_with = "null_as_absent")]
    languages: Vec<String>,
    /// `draft`, also when absent, or `published`.
    status: Option<String>,
    /// As an answer gave them; nothing is read from them.
    #[serde(rename = "warnings")]
    #[schema(value_type = Option<Vec<Object>>)]
    _warnings: Option<IgnoredAny>,
    /// As an answer gave it; what is stored stays.
    #[serde(rename = "continued_by")]
    #[schema(value_type = Option<String>)]
    _continued_by: Option<IgnoredAny>,
}

impl PermanenceRequest {
    /// What was sent, to be held against the directory; a body that names an
    /// id names `own`.
    pub(super) fn into_draft(self, own: &PermanenceId) -> Result<PermanenceDraft, Vec<FieldError>> {
        let Self {
            id,
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
            _warnings,
            _continued_by,
        } = self;
        if id.is_some_and(|id| id != own.as_str()) {
            return Err(vec![FieldError::new("/id", Wrong::NotAmong(vec![own.to_string()]))]);
        }
        let exceptions = exceptions.into_iter().map(ExceptionDraft::from).collect();
        Ok(PermanenceDraft {
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
        })
    }
}

impl From<ExceptionRequest> for ExceptionDraft {
    fn from(sent: ExceptionRequest) -> Self {
        let ExceptionRequest { date, cancelled, start, duration_minutes, reason } = sent;
        Self { date, cancelled, start, duration_minutes, reason: reason.map(Text::from) }
    }
}

/// What differs on one day of the series.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ExceptionView {
    /// The day on which the series has the session.
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    /// It does not take place.
    cancelled: bool,
    /// Local time of its new start.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    /// Its own length.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_minutes: Option<u32>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<TextBody>,
}

impl From<&SessionException> for ExceptionView {
    fn from(exception: &SessionException) -> Self {
        let SessionException { date, cancelled, start, duration_minutes, reason } = exception;
        Self {
            date: *date,
            cancelled: *cancelled,
            start: start.map(local_time::format),
            duration_minutes: *duration_minutes,
            reason: reason.as_ref().map(TextBody::from),
        }
    }
}

/// A permanence. Can be sent back as it is, changed, by `PUT`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Permanence)]
pub(super) struct PermanenceView {
    /// Id.
    id: String,
    /// Agency.
    agency: String,
    /// Location.
    location: String,
    /// Advisers.
    advisers: Vec<String>,
    /// Room.
    room: Option<String>,
    /// Services; empty means all that the agency offers.
    services: Vec<String>,
    /// Parties at once.
    seats: u32,
    /// Local time of the first session.
    #[schema(example = "2026-11-24T09:30")]
    start: String,
    /// Length of a session.
    duration_minutes: u32,
    /// IANA zone.
    timezone: String,
    /// How it recurs; null means once.
    rrule: Option<String>,
    /// Last day of the series.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<NaiveDate>,
    /// What differs on some days.
    exceptions: Vec<ExceptionView>,
    /// Length of a slot.
    slot_minutes: u32,
    /// Pause between slots.
    buffer_minutes: u32,
    /// Languages offered.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// `draft` or `published`.
    status: &'static str,
    /// The permanence that goes on in its place, where it was divided.
    #[serde(skip_serializing_if = "Option::is_none")]
    continued_by: Option<String>,
}

impl From<&Permanence> for PermanenceView {
    fn from(permanence: &Permanence) -> Self {
        let Permanence {
            id,
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
            continued_by,
            continues: _,
        } = permanence;
        Self {
            id: id.to_string(),
            agency: agency.to_string(),
            location: location.to_string(),
            advisers: advisers.iter().map(ToString::to_string).collect(),
            room: room.clone(),
            services: services.iter().map(ToString::to_string).collect(),
            seats: *seats,
            start: local_time::format(*start),
            duration_minutes: *duration_minutes,
            timezone: timezone.name().to_owned(),
            rrule: rrule.as_ref().map(ToString::to_string),
            until: *until,
            exceptions: exceptions.iter().map(ExceptionView::from).collect(),
            slot_minutes: *slot_minutes,
            buffer_minutes: *buffer_minutes,
            languages: languages.clone(),
            status: status.code(),
            continued_by: continued_by.as_ref().map(ToString::to_string),
        }
    }
}
