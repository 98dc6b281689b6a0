//! Closing days of a location, as they are sent and answered.

use chrono::NaiveDate;
use domain::location::ClosingDays;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use web::TextBody;

/// Days on which a place is closed.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClosingDays)]
pub(super) struct ClosingDaysBody {
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub(super) from: NaiveDate,
    /// Last day, included.
    #[schema(value_type = String, format = Date)]
    pub(super) to: NaiveDate,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    reason: Option<TextBody>,
}

impl From<&ClosingDays> for ClosingDaysBody {
    fn from(ClosingDays { from, to, reason }: &ClosingDays) -> Self {
        Self { from: *from, to: *to, reason: reason.as_ref().map(TextBody::from) }
    }
}

impl From<ClosingDaysBody> for ClosingDays {
    fn from(ClosingDaysBody { from, to, reason }: ClosingDaysBody) -> Self {
        Self { from, to, reason: reason.map(Into::into) }
    }
}
