//! A change of one session, or of one and all that follow, as it is sent.

use chrono::NaiveDate;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::local_time;
use domain::permanence::{Permanence, PermanenceDraft, Reason, SessionException};
use domain::sent::said;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// What a change is to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChangeScope)]
pub(super) enum ScopeBody {
    /// The session of `date` alone.
    This,
    /// The session of `date` and all that follow.
    Following,
}

/// A change from one day of a permanence on. What is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::option_option, reason = "left out, null and said are three things")]
pub(super) struct ChangeRequest {
    /// `this` or `following`.
    scope: ScopeBody,
    /// The day on which the series has the session.
    #[schema(format = Date)]
    date: String,
    /// `this`: it does not take place; `false` takes that back.
    cancelled: Option<bool>,
    /// `this`: why.
    reason: Option<Reason>,
    /// Local time of the session; with `following`, of the first one that
    /// changes. A rule of one day turns with it.
    #[schema(example = "2027-01-05T13:30")]
    start: Option<String>,
    /// Length of a session.
    #[schema(minimum = 15, maximum = 720)]
    duration_minutes: Option<u32>,
    /// `following`: location.
    location: Option<String>,
    /// `following`: advisers.
    advisers: Option<Vec<String>>,
    /// `following`: room; null for none.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    room: Option<Option<String>>,
    /// `following`: services.
    services: Option<Vec<String>>,
    /// `following`: parties at once. Who is booked at a time that stays, stays.
    #[schema(minimum = 1, maximum = 50)]
    seats: Option<u32>,
    /// `following`: how it recurs; null means once.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    rrule: Option<Option<String>>,
    /// `following`: last day; null for none.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Option<String>>,
    /// `following`: length of a slot.
    slot_minutes: Option<u32>,
    /// `following`: pause between slots.
    buffer_minutes: Option<u32>,
    /// `following`: `fr`, `nl`, `en`.
    languages: Option<Vec<String>>,
    /// `following`: `draft` or `published`.
    status: Option<String>,
}

/// A change as it is meant.
pub(super) enum Meant {
    /// What differs on one day.
    This(SessionException),
    /// What changes from a day on.
    Following(NaiveDate, Box<Rest>),
}

/// What changes of the rest of a series.
pub(super) struct Rest(ChangeRequest);

impl ChangeRequest {
    /// What is meant; every field that its scope does not know is an error.
    pub(super) fn meant(self) -> Result<Meant, Vec<FieldError>> {
        let wrong = |pointer: &str, wrong| FieldError::new(pointer, wrong);
        let mut errors: Vec<FieldError> =
            self.strangers().into_iter().map(|field| wrong(field, Wrong::UnknownField)).collect();
        let date = self.date.parse::<NaiveDate>();
        if date.is_err() {
            errors.push(wrong("/date", Wrong::WrongType(Expected::Date)));
        }
        let start = self.start.as_deref().map(local_time::parse);
        if start == Some(None) {
            errors.push(wrong("/start", Wrong::WrongType(Expected::LocalTime)));
        }
        if self.is_empty() {
            errors.push(wrong("/start", Wrong::Missing));
        }
        match (date, self.scope) {
            (Ok(date), ScopeBody::This) if errors.is_empty() => Ok(Meant::This(SessionException {
                date,
                cancelled: self.cancelled.unwrap_or(false),
                start: start.flatten(),
                duration_minutes: self.duration_minutes,
                reason: self.reason.map(Into::into),
            })),
            (Ok(date), ScopeBody::Following) if errors.is_empty() => Ok(Meant::Following(date, Box::new(Rest(self)))),
            _ => Err(errors),
        }
    }

    /// Fields that belong to the other scope.
    fn strangers(&self) -> Vec<&'static str> {
        let of_this = [("/cancelled", self.cancelled.is_some()), ("/reason", self.reason.is_some())];
        let (mine, others) = (of_this.as_slice(), self.of_rest());
        let strange = if self.scope == ScopeBody::This { others.as_slice() } else { mine };
        strange.iter().filter(|(_, said)| *said).map(|(field, _)| *field).collect()
    }

    fn of_rest(&self) -> [(&'static str, bool); 11] {
        [
            ("/location", self.location.is_some()),
            ("/advisers", self.advisers.is_some()),
            ("/room", self.room.is_some()),
            ("/services", self.services.is_some()),
            ("/seats", self.seats.is_some()),
            ("/rrule", self.rrule.is_some()),
            ("/until", self.until.is_some()),
            ("/slot_minutes", self.slot_minutes.is_some()),
            ("/buffer_minutes", self.buffer_minutes.is_some()),
            ("/languages", self.languages.is_some()),
            ("/status", self.status.is_some()),
        ]
    }

    fn is_empty(&self) -> bool {
        let named = self.cancelled.is_some() || self.reason.is_some() || self.start.is_some();
        !named && self.duration_minutes.is_none() && self.of_rest().iter().all(|(_, said)| !said)
    }
}

impl Rest {
    /// What was sent over the rest of a series as it is, and whether it names
    /// its start.
    pub(super) fn over(self, rest: &Permanence) -> (PermanenceDraft, bool) {
        let ChangeRequest {
            scope: _,
            date: _,
            cancelled: _,
            reason: _,
            start,
            duration_minutes,
            location,
            advisers,
            room,
            services,
            seats,
            rrule,
            until,
            slot_minutes,
            buffer_minutes,
            languages,
            status,
        } = self.0;
        let at = start.as_deref().and_then(local_time::parse);
        let turned = PermanenceDraft::from(&at.map_or_else(|| rest.clone(), |at| rest.starting(at)));
        let draft = PermanenceDraft {
            location: location.unwrap_or(turned.location),
            advisers: advisers.unwrap_or(turned.advisers),
            room: room.unwrap_or(turned.room),
            services: services.unwrap_or(turned.services),
            seats: seats.or(turned.seats),
            start: start.unwrap_or(turned.start),
            duration_minutes: duration_minutes.unwrap_or(turned.duration_minutes),
            rrule: rrule.unwrap_or(turned.rrule),
            until: until.unwrap_or(turned.until),
            slot_minutes: slot_minutes.or(turned.slot_minutes),
            buffer_minutes: buffer_minutes.or(turned.buffer_minutes),
            languages: languages.unwrap_or(turned.languages),
            status: status.or(turned.status),
            ..turned
        };
        (draft, at.is_some())
    }
}
