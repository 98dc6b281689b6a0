//! `GET /v1/surveys/{id}/results`. The coordinator sees everything counted so
//! far; everybody else sees the figures as of the last step of at least five
//! answers, so that no two looks differ by one person's answer.

use axum::Json;
use axum::extract::State;
use domain::ids::SurveyId;
use domain::statistics::{Results, Tally, results};
use domain::survey::Survey;
use store::Versioned;
use store::repos::surveys::Figures;
use web::extract::Id;
use web::openapi::ProblemBody;
use web::principal::Scope;
use web::{Context, Principal, Problem};

use super::view::ResultsView;

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
    let seen: Option<Versioned<Tally>> = match looker {
        Looker::Coordinator => live,
        Looker::Other => shown,
    };
    let catalogue = context.store.catalogue().load().await?;
    let tally = seen.map(|tally| tally.value).unwrap_or_default();
    let results = results(&tally, &survey, survey.questionnaire(&catalogue), survey.eligible);
    Ok((survey, results, catalogue))
}

/// Read results: live for the coordinator, in steps of at least five answers
/// for everybody else. Reads: 2.
#[utoipa::path(
    get, path = "/v1/surveys/{id}/results", tag = "survey", operation_id = "read_survey_results",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = ResultsView),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "No such survey."),
    ),
    security((), ("bearer" = []), ("session" = []))
)]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    Id(id): Id<SurveyId>,
) -> Result<Json<ResultsView>, Problem> {
    let (_, results, _) = figures_for(&context, &id, Looker::of(&principal)).await?;
    Ok(Json(results.into()))
}
