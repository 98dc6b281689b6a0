//! What came of a wave: all its surveys together, by place and by agency, and
//! what changed since the wave before.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::ids::{SurveyId, WaveId};
use domain::statistics::{
    Difference, Group, QuestionResults, Results, SMALLEST_CELL, Share, Tally, groups, newcombe, questions_of_groups,
    results, satisfied_in, wilson,
};
use domain::survey::{Survey, SurveyTarget};
use domain::wave::Wave;
use store::Versioned;
use store::repos::surveys::Figures;
use store::repos::waves::Progress;
use web::{Context, Problem, StaffMember};

use crate::surveys::visible::sees;

/// What came of a wave, for whoever looks.
pub(super) struct Found {
    /// The wave, and the version of its row.
    pub(super) wave: Versioned<Wave>,
    /// How far it is with inviting members; absent where it has not begun.
    pub(super) progress: Option<Progress>,
    /// The directory.
    pub(super) catalogue: Arc<Catalogue>,
    /// Its figures.
    pub(super) told: Told,
    /// The wave before.
    pub(super) before: Option<Before>,
}

/// The figures of a wave, or of several together, as they may be shown.
pub(super) struct Told {
    /// Whether everything counted so far is in it, or only whole steps of answers.
    pub(super) is_live: bool,
    /// Of all that the person sees.
    pub(super) results: Results,
    /// The surveys that it consists of so far, as far as the person sees them.
    pub(super) surveys: Vec<Survey>,
    /// By place.
    pub(super) by_location: Vec<Group>,
    /// Each question by place, in the order of `by_location`.
    pub(super) questions_by_location: Vec<Questions>,
    /// By agency; of some the place alone is known.
    pub(super) by_agency: Vec<Group>,
    /// Each question by agency, in the order of `by_agency`.
    pub(super) questions_by_agency: Vec<Questions>,
}

/// Figures by question id.
pub(super) type Questions = BTreeMap<String, QuestionResults>;

/// The wave of the same questions before this one.
pub(super) struct Before {
    /// The wave.
    pub(super) wave: WaveId,
    /// How many were satisfied then; absent where fewer than five answered.
    pub(super) csat: Option<Share>,
    /// What changed since; absent where fewer than five answered either time.
    pub(super) change: Option<Difference>,
}

/// Reads what came of a wave: the coordinator sees everything counted so far,
/// others their own agency or place as of the last step of five answers. Four
/// reads, and a query with a get for each 25 surveys, for it and the one before.
pub(super) async fn find(context: &Context, staff: &StaffMember, id: &WaveId) -> Result<Found, Problem> {
    let store = &context.store;
    let wave = store.waves().load(id).await?.ok_or_else(Problem::not_found)?;
    let progress = store.waves().progress(id).await?.map(|read| read.value);
    let catalogue = store.catalogue().load().await?;
    let (told, satisfied) = told(context, staff, &wave.value, &catalogue).await?;
    let before = before(context, staff, &wave.value, satisfied, &catalogue).await?;
    Ok(Found { wave, progress, catalogue, told, before })
}

/// The figures of a wave, and how many are satisfied of how many: a query, and a
/// get for each 25 surveys.
pub(super) async fn told(
    context: &Context,
    staff: &StaffMember,
    wave: &Wave,
    catalogue: &Catalogue,
) -> Result<(Told, (u64, u64)), Problem> {
    let surveys = counted(context, staff, &wave.id).await?;
    let all = merged(surveys.iter());
    let eligible: Vec<u64> = surveys.iter().filter_map(|(survey, _)| survey.eligible).collect();
    let eligible = (!eligible.is_empty()).then(|| eligible.iter().sum());
    let whole = SurveyId::parse(wave.id.as_str()).ok().and_then(|id| wave.survey(id, SurveyTarget::default()));
    let whole: Survey = whole.ok_or_else(Problem::not_found)?;
    let questionnaire = wave.questionnaire(catalogue);
    let by = |name: fn(&SurveyTarget) -> Option<String>| {
        let mut parts: BTreeMap<String, Tally> = BTreeMap::new();
        for (survey, tally) in surveys.iter().filter(|(_, tally)| tally.n > 0) {
            if let Some(name) = name(&survey.target) {
                parts.entry(name).or_default().merge(tally);
            }
        }
        let parts = Vec::from_iter(parts);
        let groups = groups(&parts, questionnaire);
        let questions = questions_of_groups(&groups, &parts, questionnaire, &wave.variant);
        (groups, questions)
    };
    let (by_location, questions_by_location) = by(of_location);
    let (by_agency, questions_by_agency) = by(of_agency);
    let satisfied = satisfied_in(&all, questionnaire);
    let results = results(&all, &whole, questionnaire, eligible);
    let surveys = surveys.into_iter().map(|(survey, _)| survey).collect();
    let is_live = staff.is_coordinator();
    Ok((Told { is_live, results, surveys, by_location, questions_by_location, by_agency, questions_by_agency }, satisfied))
}

/// The place that a survey is about.
pub(super) fn of_location(target: &SurveyTarget) -> Option<String> {
    target.location.as_ref().map(ToString::to_string)
}

/// The agency that a survey is about.
pub(super) fn of_agency(target: &SurveyTarget) -> Option<String> {
    target.agency.as_ref().map(ToString::to_string)
}

/// The surveys of a wave that somebody sees, with their counts.
async fn counted(context: &Context, staff: &StaffMember, id: &WaveId) -> Result<Vec<(Survey, Tally)>, Problem> {
    let figures = context.store.waves().figures(id).await?.into_iter();
    let seen = figures.filter(|figures| sees(staff.scope(), &figures.survey.target));
    let tally = |Figures { survey, live, shown }| {
        let counts = if staff.is_coordinator() { live } else { shown };
        (survey, counts.map(|counts| counts.value).unwrap_or_default())
    };
    Ok(seen.map(tally).collect())
}

fn merged<'a>(surveys: impl Iterator<Item = &'a (Survey, Tally)>) -> Tally {
    surveys.fold(Tally::default(), |mut all, (_, tally)| {
        all.merge(tally);
        all
    })
}

/// The wave of the same questions that opened last before this one.
async fn before(
    context: &Context,
    staff: &StaffMember,
    wave: &Wave,
    now: (u64, u64),
    catalogue: &Catalogue,
) -> Result<Option<Before>, Problem> {
    let waves = context.store.waves().all().await?;
    let earlier = waves.iter().filter(|one| one.variant == wave.variant && one.opens < wave.opens);
    let Some(earlier) = earlier.max_by_key(|one| (one.opens, one.id.clone())) else { return Ok(None) };
    let then = merged(counted(context, staff, &earlier.id).await?.iter());
    let then = satisfied_in(&then, earlier.questionnaire(catalogue));
    let is_shown = |of: (u64, u64)| of.1 >= SMALLEST_CELL;
    let share = |(successes, n): (u64, u64)| {
        let (low, high) = wilson(successes, n);
        Share { value: successes as f64 / n as f64, low, high }
    };
    Ok(Some(Before {
        wave: earlier.id.clone(),
        csat: is_shown(then).then(|| share(then)),
        change: (is_shown(then) && is_shown(now)).then(|| newcombe(now, then)).flatten(),
    }))
}
