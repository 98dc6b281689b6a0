//! `GET /v1/surveys/{id}/texts`: what people wrote, for the coordinator alone.
//! Text is read before anybody else sees it: it can name people.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::ids::{SuggestionId, SurveyId};
use serde::Serialize;
use store::repos::surveys::FreeText;
use utoipa::ToSchema;
use web::extract::{Id, ListQuery, PageQuery};
use web::{Context, Coordinator, Problem};

/// What somebody wrote, without the rest of the answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyText)]
pub(crate) struct TextView {
    /// The question.
    #[schema(example = "suggestions")]
    question: String,
    /// The text.
    text: String,
    /// The day, in Brussels.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// The suggestion that was made of it.
    #[schema(value_type = Option<String>)]
    suggestion: Option<SuggestionId>,
}

impl From<FreeText> for TextView {
    fn from(FreeText { question, text, day, suggestion }: FreeText) -> Self {
        Self { question, text, day, suggestion }
    }
}

/// A page of texts.
#[derive(Serialize, ToSchema)]
#[schema(as = SurveyTextList)]
pub(crate) struct TextList {
    items: Vec<TextView>,
    next: Option<String>,
}

/// List what people wrote, in no order that means anything. Reads: 1, 1 query.
#[utoipa::path(get, path = "/v1/surveys/{id}/texts", tag = "survey",
    params(PageQuery), responses((status = 200, body = TextList)))]
pub(super) async fn list(
    State(context): State<Context>,
    _: Coordinator,
    Id(id): Id<SurveyId>,
    list: ListQuery,
) -> Result<Response, Problem> {
    let scope = format!("survey-texts/{id}");
    let after = list.after(&context, &scope)?;
    context.store.surveys().load(&id).await?.ok_or_else(Problem::not_found)?;
    let (texts, next) = context.store.surveys().texts(&id, after, list.page.limit).await?;
    let views: Vec<TextView> = texts.into_iter().map(|(_, text)| text.into()).collect();
    list.answer(&context, &scope, &views, next)
}
