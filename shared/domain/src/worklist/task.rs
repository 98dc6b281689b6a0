//! Something to do that is about no need: it stands in a list of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::clock::BRUSSELS;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, AlertId, LocationId, PlanId, RepairId, SuggestionId, SurveyId};
use crate::local_time::to_instant;
use crate::working_days::{at_hour, deadline};

/// Working days within which somebody who asked to be contacted is.
const DAYS_TO_CONTACT: u32 = 5;
/// The same of somebody who is not satisfied, and says so.
const DAYS_WHERE_SOON: u32 = 1;
/// The hour at which what was promised for a day is due.
const DUE_HOUR: u32 = 17;

/// What a task is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaskAbout {
    /// Something fell below its aim: say what is done.
    Alert {
        /// The alert.
        alert: AlertId,
        /// The question.
        question: String,
    },
    /// Somebody asked to be contacted.
    Contact {
        /// The survey.
        survey: SurveyId,
        /// The wish.
        contact: String,
        /// Whether they say that they are not satisfied.
        soon: bool,
    },
    /// Facts of an entry of the directory are to be looked at again.
    Facts {
        /// Which: `service.innoviris-shape`.
        entry: String,
    },
    /// A suggestion is due.
    Suggestion {
        /// The suggestion.
        suggestion: SuggestionId,
    },
    /// A rota was prepared: look at it.
    Plan {
        /// The plan.
        plan: PlanId,
    },
    /// A place is closed when a session is to take place there.
    Closing {
        /// What is broken, with what mends it.
        repair: RepairId,
    },
    /// More is needed at a place than comes.
    Surge {
        /// What is broken, with what mends it.
        repair: RepairId,
    },
}

impl TaskAbout {
    /// The word of the work list.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Alert { .. } => "alert",
            Self::Contact { .. } => "contact",
            Self::Facts { .. } => "facts",
            Self::Suggestion { .. } => "suggestion",
            Self::Plan { .. } => "plan",
            Self::Closing { .. } => "closing",
            Self::Surge { .. } => "surge",
        }
    }

    /// Which of its kind.
    pub fn id(&self) -> &str {
        match self {
            Self::Alert { alert, .. } => alert.as_str(),
            Self::Contact { contact, .. } => contact,
            Self::Facts { entry } => entry,
            Self::Suggestion { suggestion } => suggestion.as_str(),
            Self::Plan { plan } => plan.as_str(),
            Self::Closing { repair } | Self::Surge { repair } => repair.as_str(),
        }
    }

    /// What is broken, where that is known with what mends it.
    pub const fn repair(&self) -> Option<&RepairId> {
        match self {
            Self::Closing { repair } | Self::Surge { repair } => Some(repair),
            _ => None,
        }
    }
}

/// Something that the coordinator has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    #[serde(flatten)]
    pub about: TaskAbout,
    /// The agency that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// The place that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// Since when.
    pub since: Instant,
    /// Until when.
    pub due: Instant,
}

impl Task {
    /// That somebody asked to be contacted, on a day: no finer moment is kept.
    pub fn of_contact(survey: SurveyId, contact: &str, (day, soon): (NaiveDate, bool)) -> Self {
        let since = to_instant(day.and_time(chrono::NaiveTime::MIN), BRUSSELS);
        let days = if soon { DAYS_WHERE_SOON } else { DAYS_TO_CONTACT };
        Self {
            about: TaskAbout::Contact { survey, contact: contact.to_owned(), soon },
            agency: None,
            location: None,
            since,
            due: deadline(since, days, &StaffDays::default()),
        }
    }

    /// When something that is promised for a day is due.
    pub fn due_on(day: NaiveDate) -> Instant {
        at_hour(day, DUE_HOUR)
    }
}
