//! Ids as types, so that one cannot stand for another.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to 96 characters out of a-z, 0-9, '-', '_' and '.', and is neither '.' nor '..'")]
pub struct InvalidId;

/// An id as a row holds it: one that was given before steps were refused is read still.
#[derive(Deserialize)]
#[serde(transparent)]
struct Stored(String);

/// What programs take out of an address before they ask for it.
const STEPS: [&str; 2] = [".", ".."];

fn check(text: &str) -> Result<(), InvalidId> {
    let fits = !text.is_empty()
        && text.len() <= 96
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b));
    if fits { Ok(()) } else { Err(InvalidId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "Stored", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an id; refuses what could break a key or an address.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if STEPS.contains(&text.as_str()) { Err(InvalidId) } else { Self::try_from(Stored(text)) }
            }
        }

        impl TryFrom<Stored> for $name {
            type Error = InvalidId;
            fn try_from(Stored(text): Stored) -> Result<Self, InvalidId> {
                check(&text).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An agency or partner, by its slug: `innoviris`.
    AgencyId;
    /// A service of an agency: `innoviris-shape`.
    ServiceId;
    /// An incubator, coworking space or business centre: `icab`.
    LocationId;
    /// A kind of need: `rd_grant`.
    NeedTypeId;
    /// A company hosted at a location.
    MemberId;
    /// A need.
    NeedId;
    /// A referral: its need's id, a dot and its agency.
    ReferralId;
    /// A recurring presence of an agency at a location.
    PermanenceId;
    /// A session: its permanence's id, a dot and the day of the series, `20261124`.
    SessionId;
    /// A booking of a slot.
    BookingId;
    /// An adviser of an agency.
    AdviserId;
    /// A proposed rota.
    PlanId;
    /// Something broken in the rota.
    RepairId;
    /// A survey.
    SurveyId;
    /// The short code in a survey's QR code.
    SurveyCode;
    /// A wave of surveys.
    WaveId;
    /// An invitation to a survey.
    InvitationId;
    /// A suggestion.
    SuggestionId;
    /// An alert: a part of a wave that fell below its aim.
    AlertId;
    /// A webhook source.
    SourceId;
    /// A system that is told by webhook.
    EndpointId;
    /// Somebody who may sign in.
    StaffId;
}

impl ReferralId {
    /// The one referral of a need to an agency.
    pub fn of(need: &NeedId, agency: &AgencyId) -> Self {
        Self(format!("{need}.{agency}"))
    }

    /// The need and the agency; `None` when the text was never made by [`ReferralId::of`].
    pub fn parts(&self) -> Option<(NeedId, AgencyId)> {
        let (need, agency) = self.0.split_once('.')?;
        Some((NeedId::parse(need).ok()?, AgencyId::parse(agency).ok()?))
    }
}

impl SessionId {
    /// The session that the series of a permanence has on `day`.
    pub fn of(permanence: &PermanenceId, day: chrono::NaiveDate) -> Self {
        Self(format!("{permanence}.{}", day.format("%Y%m%d")))
    }

    /// The permanence and the day; `None` when the text was never made by [`SessionId::of`].
    pub fn parts(&self) -> Option<(PermanenceId, chrono::NaiveDate)> {
        let (permanence, day) = self.0.rsplit_once('.')?;
        let day = chrono::NaiveDate::parse_from_str(day, "%Y%m%d").ok().filter(|_| day.len() == 8)?;
        Some((PermanenceId::parse(permanence).ok()?, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_an_address_is_no_id_and_a_row_that_has_it_is_read() {
        for step in [".", ".."] {
            assert_eq!(LocationId::parse(step), Err(InvalidId));
            assert_eq!(LocationId::try_from(step.to_owned()), Err(InvalidId));
            let stored: LocationId = serde_json::from_str(&format!("\"{step}\"")).unwrap();
            assert_eq!(stored.as_str(), step);
        }
        assert!(LocationId::parse("...").is_ok() && LocationId::parse("a.b").is_ok());
        assert!(serde_json::from_str::<LocationId>("\"No Id\"").is_err());
    }
}
