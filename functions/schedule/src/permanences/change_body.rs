//! A change of one session, or of one and all that follow, as it is sent.

use chrono::NaiveDate;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::local_time;
use domain::permanence::{Permanence, PermanenceDraft, Reason, SessionException};
use domain::sent::said;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

/// Fields of the scope `this` alone, and of both.
const OF_THIS: [&str; 2] = ["cancelled", "reason"];
const OF_BOTH: [&str; 2] = ["start", "duration_minutes"];
/// Fields of which null says something.
const NULLABLE: [&str; 3] = ["room", "rrule", "until"];

/// What a change is to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChangeScope)]
pub(super) enum ScopeBody {
    /// The session of `date` alone.
    This,
    /// The session of `date` and all that follow.
    Following,
}

/// A change from one day of a permanence on. What is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
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
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    room: Option<Option<String>>,
    /// `following`: services.
    services: Option<Vec<String>>,
    /// `following`: parties at once. Who is booked at a time that stays, stays.
    #[schema(minimum = 1, maximum = 50)]
    seats: Option<u32>,
    /// `following`: how it recurs; null means once.
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    rrule: Option<Option<String>>,
    /// `following`: last day; null for none.
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
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
            self.strangers().iter().map(|field| wrong(&format!("/{field}"), Wrong::UnknownField)).collect();
        let date = self.date.parse::<NaiveDate>();
        if date.is_err() {
            errors.push(wrong("/date", Wrong::WrongType(Expected::Date)));
        }
        let start = self.start.as_deref().map(local_time::parse);
        if start == Some(None) {
            errors.push(wrong("/start", Wrong::WrongType(Expected::LocalTime)));
        }
        if self.said().is_empty() {
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

    /// What is said beside the scope and the day.
    fn said(&self) -> Map<String, Value> {
        let mut said = fields(self);
        said.retain(|name, value| {
            let is_left_out = value.is_null() && !NULLABLE.contains(&name.as_str());
            !is_left_out && name != "scope" && name != "date"
        });
        said
    }

    /// What is said that belongs to the other scope.
    fn strangers(&self) -> Vec<String> {
        let is_strange = |field: &str| match self.scope {
            ScopeBody::This => !OF_THIS.contains(&field) && !OF_BOTH.contains(&field),
            ScopeBody::Following => OF_THIS.contains(&field),
        };
        self.said().keys().filter(|field| is_strange(field)).cloned().collect()
    }
}

impl Rest {
    /// What was sent over the rest of a series as it is, and whether it names
    /// its start.
    pub(super) fn over(self, rest: &Permanence) -> (PermanenceDraft, bool) {
        let at = self.0.start.as_deref().and_then(local_time::parse);
        let turned = at.map_or_else(|| rest.clone(), |at| rest.starting(at));
        let mut draft = fields(&PermanenceDraft::from(&turned));
        draft.extend(self.0.said());
        match serde_json::from_value(draft.into()) {
            Ok(draft) => (draft, at.is_some()),
            Err(error) => unreachable!("what a change says is a part of a draft: {error}"),
        }
    }
}

fn fields<T: Serialize>(of: &T) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
