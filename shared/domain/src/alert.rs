//! Alerts: an agency, a place or a question of a wave that is surely below its
//! aim. It is looked at when 10, 20, 40, 80… have answered, and not each day: the
//! more often one looks, the more often noise looks like a fall. At each look the
//! upper 99 % bound of the share has to lie under the aim; five answers alone
//! raise nothing, and what is just at its aim rarely does (the tests print how
//! often).

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::event::Actor;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, AlertId, LocationId, WaveId};
use crate::questionnaire::{Questionnaire, ScaleKind};
use crate::statistics::{Tally, wilson_at};
use crate::survey::SurveyTarget;
use crate::working_days::deadline;
use crate::worklist::{Task, TaskAbout};

/// The standard normal quantile of a two-sided 99 % interval.
pub const Z: f64 = 2.575_829;
/// Answers at the first look; each further one has twice as many.
pub const FIRST_LOOK: u64 = 10;
/// The aim of a wave that names none, in percent of 4 and 5.
pub const AIM_PERCENT: u8 = 80;
/// Working days within which somebody says what is done.
const DAYS_TO_ACT: u32 = 5;

/// What of a wave is looked at: a question, and of the question about
/// satisfaction also each agency and each place by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "described", schema(as = AlertPart))]
pub struct Part {
    /// The question.
    #[cfg_attr(feature = "described", schema(example = "overall"))]
    pub question: String,
    /// The agency; absent where it is about all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub agency: Option<AgencyId>,
    /// The place; absent where it is about all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub location: Option<LocationId>,
}

impl Part {
    /// As one text, which names it within its wave.
    pub fn name(&self) -> String {
        let id = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let agency = id(self.agency.as_ref().map(AgencyId::as_str));
        let location = id(self.location.as_ref().map(LocationId::as_str));
        format!("{}/{agency}/{location}", self.question)
    }
}

/// Answers of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Those of 4 and 5.
    pub satisfied: u64,
    /// All.
    pub n: u64,
}

/// How many had answered at the last look at each part, by its name; absent
/// where it was never looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Looks(pub BTreeMap<String, u64>);

/// A part that fell below its aim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Alert {
    /// Id.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub id: AlertId,
    /// The wave.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub wave: WaveId,
    /// What of it.
    #[serde(flatten)]
    pub part: Part,
    /// How many gave 4 or 5 when it was looked at.
    pub satisfied: u64,
    /// Of how many.
    pub n: u64,
    /// The upper 99 % bound of that share, between 0 and 1.
    pub high: f64,
    /// What it should have been, between 0 and 1.
    pub aim: f64,
    /// When it was looked at.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub raised_at: Instant,
    /// What was done, oldest first.
    #[serde(default)]
    pub actions: Vec<Action>,
}

/// Something that was done about an alert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "described", schema(as = AlertAction))]
pub struct Action {
    /// What, in words.
    pub text: String,
    /// When.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub at: Instant,
    /// Who said so.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub actor: Actor,
}

impl Alert {
    /// What it asks of the coordinator, until somebody says what is done.
    pub fn task(&self) -> Option<Task> {
        self.actions.is_empty().then(|| Task {
            about: TaskAbout::Alert { alert: self.id.clone(), question: self.part.question.clone() },
            agency: self.part.agency.clone(),
            location: self.part.location.clone(),
            since: self.raised_at,
            due: deadline(self.raised_at, DAYS_TO_ACT, &StaffDays::default()),
        })
    }
}

/// The parts of a wave with their counts, of its surveys' tallies.
pub fn parts<'a>(
    surveys: impl IntoIterator<Item = (&'a SurveyTarget, &'a Tally)>,
    questionnaire: &Questionnaire,
) -> BTreeMap<Part, Counts> {
    let asked: Vec<(&str, bool)> = questionnaire
        .questions
        .iter()
        .filter(|question| questionnaire.scale_of(question).is_some_and(is_of_five))
        .map(|question| (question.id.as_str(), question.metric.as_deref() == Some("csat")))
        .collect();
    let mut parts: BTreeMap<Part, Counts> = BTreeMap::new();
    for (target, tally) in surveys {
        for (question, is_satisfaction) in &asked {
            let Some(counts) = tally.questions.get(*question) else { continue };
            let of = |value: &str| counts.counts.get(value).copied().unwrap_or_default();
            let (satisfied, n) = (of("4") + of("5"), counts.n);
            let whole = Part { question: (*question).to_owned(), agency: None, location: None };
            let mut add = |part: Part| {
                let sum = parts.entry(part).or_insert(Counts { satisfied: 0, n: 0 });
                sum.satisfied += satisfied;
                sum.n += n;
            };
            if let Some(agency) = target.agency.clone().filter(|_| *is_satisfaction) {
                add(Part { agency: Some(agency), ..whole.clone() });
            }
            if let Some(location) = target.location.clone().filter(|_| *is_satisfaction) {
                add(Part { location: Some(location), ..whole.clone() });
            }
            add(whole);
        }
    }
    parts
}

/// Whether a scale is of five steps of which 4 and 5 are good.
fn is_of_five(scale: &ScaleKind) -> bool {
    let ScaleKind::Ordinal(steps) = scale else { return false };
    let mut values: Vec<i64> = steps.iter().map(|step| step.v).collect();
    values.sort_unstable();
    values == [1, 2, 3, 4, 5]
}

/// Looks at what is due for a look, and answers what is surely below its aim,
/// with the upper bound of its share. A part that raised an alert is not looked
/// at again in its wave: `raised` says so.
pub fn look(
    looks: &mut Looks,
    parts: &BTreeMap<Part, Counts>,
    aim: f64,
    raised: impl Fn(&Part) -> bool,
) -> Vec<(Part, Counts, f64)> {
    let mut below = Vec::new();
    for (part, counts) in parts {
        let next = looks.0.get(&part.name()).map_or(FIRST_LOOK, |before| next_look(*before));
        if counts.n < next || raised(part) {
            continue;
        }
        looks.0.insert(part.name(), counts.n);
        let (_, high) = wilson_at(Z, counts.satisfied, counts.n);
        if high < aim {
            below.push((part.clone(), *counts, high));
        }
    }
    below
}

/// How many have answered at the look after one at `n` answers.
fn next_look(n: u64) -> u64 {
    let mut next = FIRST_LOOK;
    while next <= n {
        next = next.saturating_mul(2);
    }
    next
}
