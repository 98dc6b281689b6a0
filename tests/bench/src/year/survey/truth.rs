//! What people truly think, drawn here: how likely each answer was to be a good
//! one, by what the product looks at for alerts.

use std::collections::BTreeMap;

use domain::alert::Part;
use domain::ids::{AgencyId, WaveId};
use domain::survey::SurveyTarget;

use super::plan::{AGENCIES, FALLEN, Fall, Planned, USUAL};
use super::weighted;
use crate::year::dice::Dice;

/// The question about satisfaction, which is looked at for each agency and place.
const SATISFACTION: &str = "overall";

/// What was drawn of a part.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Share {
    /// Answers.
    pub(super) n: u64,
    /// The sum of how likely each was to be 4 or 5.
    pub(super) likely: f64,
    /// Those that were.
    pub(super) satisfied: u64,
}

impl Share {
    /// The share of 4 and 5 that these people would give in the long run.
    #[expect(clippy::cast_precision_loss, reason = "answers of a year")]
    pub(super) fn share(&self) -> f64 {
        self.likely / self.n.max(1) as f64
    }
}

/// All that was drawn.
#[derive(Debug, Default)]
pub(super) struct Truth {
    /// Answers by wave.
    pub(super) answers: BTreeMap<WaveId, u64>,
    /// By wave and part.
    pub(super) parts: BTreeMap<(WaveId, Part), Share>,
}

/// One answer: the fields of the form, what it is about, and of each question
/// of five steps how likely a good answer was and whether it was one.
pub(super) struct Drawn {
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) about: SurveyTarget,
    pub(super) satisfied: Vec<(&'static str, f64, bool)>,
}

/// Draws an answer to a wave's survey about something.
pub(super) fn draw(dice: &mut Dice, planned: &Planned, target: &SurveyTarget) -> Drawn {
    let mut about = target.clone();
    let mut fields = Vec::new();
    let visited = planned.variant != domain::wave::WITHOUT_VISIT;
    if visited && about.agency.is_none() {
        let agency = weighted(dice, &AGENCIES);
        fields.push(("agency", agency.to_owned()));
        about.agency = AgencyId::parse(agency).ok();
    }
    let mut asked = Vec::new();
    if visited {
        asked.extend([SATISFACTION, "useful", "effort", "language"]);
        fields.push(("referred", "no".to_owned()));
        fields.push(("recommend", dice.below(11).to_string()));
    }
    if !planned.is_for_visitors() {
        asked.push("informed");
        fields.push(("known_before", "none".to_owned()));
    }
    let mut satisfied = Vec::new();
    for question in asked {
        let likely = likely(planned.fall, question, &about);
        let good = dice.share() < likely;
        let step = if good { 4 + dice.below(2) } else { 1 + dice.below(3) };
        fields.push((question, step.to_string()));
        satisfied.push((question, likely, good));
    }
    Drawn { fields, about, satisfied }
}

/// How likely a good answer is.
fn likely(fall: Fall, question: &str, about: &SurveyTarget) -> f64 {
    let fallen = match fall {
        Fall::Nothing => false,
        Fall::Agency(agency) => {
            question == SATISFACTION && about.agency.as_ref().is_some_and(|id| id.as_str() == agency)
        }
        Fall::Place(place) => {
            question == SATISFACTION && about.location.as_ref().is_some_and(|id| id.as_str() == place)
        }
        Fall::Question(fallen) => question == fallen,
    };
    if fallen { FALLEN } else { USUAL }
}

impl Truth {
    /// Counts an answer that was taken.
    pub(super) fn count(&mut self, wave: &WaveId, about: &SurveyTarget, satisfied: &[(&'static str, f64, bool)]) {
        *self.answers.entry(wave.clone()).or_default() += 1;
        for (question, likely, good) in satisfied {
            let whole = Part { question: (*question).to_owned(), agency: None, location: None };
            let mut parts = vec![whole.clone()];
            if *question == SATISFACTION {
                parts.extend(about.agency.clone().map(|agency| Part { agency: Some(agency), ..whole.clone() }));
                parts.extend(about.location.clone().map(|place| Part { location: Some(place), ..whole.clone() }));
            }
            for part in parts {
                let drawn = self.parts.entry((wave.clone(), part)).or_default();
                drawn.n += 1;
                drawn.likely += likely;
                drawn.satisfied += u64::from(*good);
            }
        }
    }
}
