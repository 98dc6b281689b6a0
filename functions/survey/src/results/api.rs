//! `GET /v1/surveys/{id}/results`. The coordinator sees everything counted so
//! far; everybody else sees the figures as of the last step of at least five
//! answers, so that no two looks differ by one person's answer.

use axum::Json;
use axum::extract::State;
use domain::ids::SurveyId;
use domain::questionnaire::Questionnaire;
use domain::statistics::{Results, Tally, results, results_in_steps};
use domain::survey::Survey;
use store::Versioned;
use store::repos::surveys::Figures;
use web::extract::Id;
use web::principal::Scope;
use web::{Context, Principal, Problem, StaffMember};

/// How results are made of counts.
type Make = fn(&Tally, &Survey, &Questionnaire, Option<u64>) -> Results;

/// Who looks at figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looker {
    /// Sees live figures.
    Coordinator,
    /// Sees figures in steps.
    Other,
}

impl Looker {
    pub(super) fn of(principal: &Principal) -> Self {
        if principal.scope() == Some(Scope::All) { Self::Coordinator } else { Self::Other }
    }

    pub(crate) fn of_staff(staff: &StaffMember) -> Self {
        if staff.is_coordinator() { Self::Coordinator } else { Self::Other }
    }

    /// Of what is counted, what this person sees, and how results are made of it.
    pub(crate) fn choose(self, live: Option<Versioned<Tally>>, shown: Option<Versioned<Tally>>) -> (Tally, Make) {
        let (seen, make): (_, Make) = match self {
            Self::Coordinator => (live, results),
            Self::Other => (shown, results_in_steps),
        };
        (seen.map(|tally| tally.value).unwrap_or_default(), make)
    }
}

/// A survey and its results for whoever looks. Reads: 2, 3 of a wave's.
pub(crate) async fn figures_for(
    context: &Context,
    id: &SurveyId,
    looker: Looker,
) -> Result<(Survey, Results, std::sync::Arc<domain::catalogue::Catalogue>), Problem> {
    let found = context.store.surveys().figures(id).await?.ok_or_else(Problem::not_found)?;
    let Figures { survey, live, shown } = found;
    let survey = context.store.surveys().with_days(Versioned { value: survey, version: 1 }).await?.value;
    let catalogue = context.store.catalogue().load().await?;
    let (tally, made) = looker.choose(live, shown);
    let results = made(&tally, &survey, survey.questionnaire(&catalogue), survey.eligible);
    Ok((survey, results, catalogue))
}

/// Read results: live for the coordinator, in steps of at least five answers
/// for everybody else. Reads: 2.
#[utoipa::path(get, path = "/v1/surveys/{id}/results", tag = "survey",
    security((), ("bearer" = []), ("session" = [])), responses((status = 200, body = Results)))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    Id(id): Id<SurveyId>,
) -> Result<Json<Results>, Problem> {
    let (_, results, _) = figures_for(&context, &id, Looker::of(&principal)).await?;
    Ok(Json(results))
}
