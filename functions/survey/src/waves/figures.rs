//! What came of a wave: all its surveys together, by place and by agency, and
//! what changed since the wave before.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::ids::{SurveyId, WaveId};
use domain::statistics::{
    Difference, Group, Margins, QuestionResults, Results, SMALLEST_CELL, Share, Tally, by, changes, groups,
    hide_unstepped, newcombe, questions_of_groups, results, results_in_steps, satisfied_in,
};
use domain::survey::{Survey, SurveyTarget};
use domain::wave::Wave;
use serde::Serialize;
use store::Versioned;
use store::repos::surveys::Figures;
use store::repos::waves::Progress;
use utoipa::ToSchema;
use web::principal::Scope;
use web::{Desk, Problem};

use crate::results::Looker;
use crate::surveys::visible::sees;

/// What came of a wave, for whoever looks.
pub(super) struct Found {
    pub(super) wave: Versioned<Wave>,
    /// How far it is with inviting members; absent where it has not begun.
    pub(super) progress: Option<Progress>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) told: Told,
    pub(super) before: Option<Before>,
}

/// The figures of a wave, or of several together, as they may be shown.
pub(super) struct Told {
    /// Which of what was counted these are.
    pub(super) sight: Sight,
    /// Of all that the person sees.
    pub(super) results: Results,
    /// The surveys that it consists of so far, as far as the person sees them.
    pub(super) surveys: Vec<Survey>,
    pub(super) by_location: Vec<WaveGroup>,
    /// By agency; of some the place alone is known.
    pub(super) by_agency: Vec<WaveGroup>,
}

/// A place or an agency, with each question.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaveGroup {
    /// The group.
    #[serde(flatten)]
    pub(super) group: Group,
    /// By question id; none of a group that is hidden.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    pub(super) questions: BTreeMap<String, QuestionResults>,
}

/// Which of what was counted somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Everything so far.
    Live,
    /// What each survey shows in steps.
    Steps,
    /// That, and the sums of a wave that has closed.
    Closed,
}

/// Figures by question id.
pub(super) type Questions = BTreeMap<String, QuestionResults>;

/// The wave before, and what changed since.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WaveBefore)]
pub(super) struct Before {
    /// The wave.
    #[schema(value_type = String)]
    pub(super) wave: WaveId,
    /// Share of 4 and 5 then; null where fewer than five answered.
    pub(super) csat: Option<Share>,
    /// The change of that share, with the 95 % bounds of Newcombe's interval.
    pub(super) change: Option<Difference>,
    /// By question id, of each whose figure has bounds and is shown both times:
    /// the change of its share, or of its net promoter score.
    pub(super) changes: BTreeMap<String, Difference>,
}

/// Reads what came of a wave: the coordinator sees everything counted so far,
/// others their own agency or place as of the last step of five answers. Four
/// reads, and a query with a get for each 25 surveys, for it and the one before.
pub(super) async fn find(desk: &Desk, id: &WaveId) -> Result<Found, Problem> {
    let store = desk.store();
    let wave = store.waves().load(id).await?.ok_or_else(Problem::not_found)?;
    let progress = store.waves().progress(id).await?.map(|read| read.value);
    let catalogue = store.catalogue().load().await?;
    let (told, satisfied) = told(desk, &wave.value, &catalogue).await?;
    let before = before(desk, &wave.value, (&told.results.questions, satisfied), &catalogue).await?;
    Ok(Found { wave, progress, catalogue, told, before })
}

/// The figures of a wave, and how many are satisfied of how many: a query, and a
/// get for each 25 surveys.
pub(super) async fn told(desk: &Desk, wave: &Wave, catalogue: &Catalogue) -> Result<(Told, (u64, u64)), Problem> {
    let Counted { surveys, sums, all } = counted(desk, &wave.id).await?;
    let eligible: Vec<u64> = surveys.iter().filter_map(|(survey, _)| survey.eligible).collect();
    let eligible = (!eligible.is_empty()).then(|| eligible.iter().sum());
    let whole = SurveyId::parse(wave.id.as_str()).ok().and_then(|id| wave.survey(id, SurveyTarget::default()));
    let whole: Survey = whole.ok_or_else(Problem::not_found)?;
    let questionnaire = wave.questionnaire(catalogue);
    let sight = match &sums {
        _ if desk.staff.is_coordinator() => Sight::Live,
        Some(_) => Sight::Closed,
        None => Sight::Steps,
    };
    let parts = || surveys.iter().map(|(survey, tally)| (&survey.target, tally));
    let scope = desk.staff.scope();
    let sums_of_locations = sums.iter().flat_map(|sums| &sums.locations).filter(|(id, _)| scope.sees_location(id));
    let sums_of_agencies = sums.iter().flat_map(|sums| &sums.agencies).filter(|(id, _)| scope.sees_agency(id));
    let beside = |parts: Vec<(String, Tally)>| {
        let groups = groups(&parts, questionnaire);
        let mut questions = questions_of_groups(&groups, &parts, questionnaire, &wave.variant);
        if sight != Sight::Live {
            for (questions, (_, tally)) in questions.iter_mut().zip(&parts) {
                hide_unstepped(questions, tally, questionnaire);
            }
        }
        let each = groups.into_iter().zip(questions);
        each.map(|(group, questions)| WaveGroup { group, questions }).collect::<Vec<_>>()
    };
    let by_location = beside(by(parts(), |target| target.location.as_ref(), sums_of_locations));
    let by_agency = beside(by(parts(), |target| target.agency.as_ref(), sums_of_agencies));
    let satisfied = satisfied_in(&all, questionnaire);
    let make = if sight == Sight::Live { results } else { results_in_steps };
    let results = make(&all, &whole, questionnaire, eligible);
    let surveys = surveys.into_iter().map(|(survey, _)| survey).collect();
    Ok((Told { sight, results, surveys, by_location, by_agency }, satisfied))
}

pub(super) fn of_location(target: &SurveyTarget) -> Option<String> {
    target.location.as_ref().map(ToString::to_string)
}

pub(super) fn of_agency(target: &SurveyTarget) -> Option<String> {
    target.agency.as_ref().map(ToString::to_string)
}

/// What somebody sees of a wave.
struct Counted {
    /// Its surveys with their counts.
    surveys: Vec<(Survey, Tally)>,
    /// For others than the coordinator, its sums once it has closed.
    sums: Option<Margins>,
    /// All of these together.
    all: Tally,
}

/// The surveys of a wave that somebody sees, and what they come to.
async fn counted(desk: &Desk, id: &WaveId) -> Result<Counted, Problem> {
    let looker = Looker::of_staff(&desk.staff);
    let figures = desk.store().waves().figures(id).await?.into_iter();
    let seen = figures.filter(|figures| sees(desk.staff.scope(), &figures.survey.target));
    let surveys: Vec<(Survey, Tally)> =
        seen.map(|Figures { survey, live, shown }| (survey, looker.choose(live, shown).0)).collect();
    let sums = if looker == Looker::Coordinator { None } else { desk.store().waves().sums(id).await? };
    let shown = Tally::of_all(surveys.iter().map(|(_, tally)| tally));
    let all = match (&sums, desk.staff.scope()) {
        (Some(sums), Scope::Agency(agency)) => sums.of_agency(agency, shown),
        (Some(sums), Scope::Location(location)) => sums.of_location(location, shown),
        _ => shown,
    };
    Ok(Counted { surveys, sums, all })
}

/// The wave of the same questions that opened last before this one.
async fn before(
    desk: &Desk,
    wave: &Wave,
    (now_told, now): (&Questions, (u64, u64)),
    catalogue: &Catalogue,
) -> Result<Option<Before>, Problem> {
    let waves = desk.store().waves().all().await?;
    let earlier = waves.iter().filter(|one| one.variant == wave.variant && one.opens < wave.opens);
    let Some(earlier) = earlier.max_by_key(|one| (one.opens, one.id.clone())) else { return Ok(None) };
    let (told, then) = told(desk, earlier, catalogue).await?;
    let is_shown = |of: (u64, u64)| of.1 >= SMALLEST_CELL;
    Ok(Some(Before {
        wave: earlier.id.clone(),
        csat: is_shown(then).then(|| Share::of(then.0, then.1)),
        changes: changes(now_told, &told.results.questions),
        change: (is_shown(then) && is_shown(now)).then(|| newcombe(now, then)).flatten(),
    }))
}
