//! `GET /v1/surveys/{id}/results`. The coordinator sees everything counted so
//! far; everybody else sees the figures as of the last step of at least five
//! answers, so that no two looks differ by one person's answer.
//!
//! `GET …/results.csv`: the same as a table, RFC 4180. What can't be shown is an empty
//! cell whose row says `suppressed`.
//!
//! `GET /v1/surveys/{id}/texts`: what people wrote, for the coordinator alone. Text
//! is read before anybody else sees it: it can name people.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{SuggestionId, SurveyId};
use domain::questionnaire::{Question, Questionnaire, ScaleKind};
use domain::statistics::{QuestionResults, Results, Tally, results, results_in_steps};
use domain::survey::Survey;
use serde::Serialize;
use store::Versioned;
use store::repos::surveys::{Figures, FreeText};
use utoipa::ToSchema;
use web::extract::{Id, ListQuery, PageQuery};
use web::principal::Scope;
use web::{Context, CoordinatorDesk, Lang, Principal, Problem, Reply, StaffMember};

use crate::table::{Cell, Kind, download, push_row};
use crate::{word, words};

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
pub(super) async fn texts(desk: CoordinatorDesk, Id(id): Id<SurveyId>, list: ListQuery) -> Reply {
    let scope = format!("survey-texts/{id}");
    let after = list.after(&desk.context, &scope)?;
    desk.store().surveys().load(&id).await?.ok_or_else(Problem::not_found)?;
    let (texts, next) = desk.store().surveys().texts(&id, after, list.page.limit).await?;
    let views: Vec<TextView> = texts.into_iter().map(|(_, text)| text.into()).collect();
    list.answer(&desk.context, &scope, &views, next)
}

/// Columns; the words of the head row are `csv-` and the name.
const COLUMNS: [&str; 10] =
    ["question", "text", "figure", "option", "label", "value", "low", "high", "n", "suppressed"];

/// Read results as a table, with its head row in the language asked for.
/// Reads: 2.
#[utoipa::path(get, path = "/v1/surveys/{id}/results.csv", tag = "survey",
    security((), ("bearer" = []), ("session" = [])),
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn csv(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    Id(id): Id<SurveyId>,
) -> Reply {
    let (survey, results, catalogue) = figures_for(&context, &id, Looker::of(&principal)).await?;
    let language = lang.language();
    let table = table(language, &catalogue, &survey, &results);
    Ok(download(&format!("survey-{id}"), Kind::Csv, language, table.into_bytes()))
}

fn table(language: Language, catalogue: &Catalogue, survey: &Survey, results: &Results) -> String {
    let mut csv = String::new();
    push_row(&mut csv, &COLUMNS.map(|name| Cell::Text(word(language, &format!("csv-{name}")))));
    let n = || Cell::Count(Some(results.n));
    let all =
        [Cell::Code("responses"), Cell::Empty, Cell::Empty, n(), Cell::Empty, Cell::Empty, n(), Cell::Code("false")];
    push_row(&mut csv, &[Cell::Empty, Cell::Empty].into_iter().chain(all).collect::<Vec<_>>());
    let questionnaire = survey.questionnaire(catalogue);
    for question in questionnaire.questions_of(&survey.variant) {
        let scale = questionnaire.scale_of(question);
        if let (Some(scale), Some(found)) = (scale, results.questions.get(&question.id)) {
            Rows { csv: &mut csv, language, catalogue, question, scale, found }.push_all();
        }
    }
    csv
}

struct Rows<'a> {
    csv: &'a mut String,
    language: Language,
    catalogue: &'a Catalogue,
    question: &'a Question,
    scale: &'a ScaleKind,
    found: &'a QuestionResults,
}

impl Rows<'_> {
    fn push_all(&mut self) {
        let found = self.found;
        self.push("answers", None, [found.n.map(|n| n as f64), None, None]);
        if let Some(distribution) = found.distribution.clone() {
            self.push_shares(distribution);
        }
        if let Some(mean) = found.mean {
            self.push("mean", None, [mean, None, None]);
        }
        for (figure, values) in found.figures() {
            self.push(figure, None, values);
        }
    }

    fn push_shares(&mut self, shares: Option<std::collections::BTreeMap<String, f64>>) {
        let Some(shares) = shares else { return self.push("share", None, [None; 3]) };
        for (option, share) in words::in_reading_order(self.scale, &shares) {
            self.push("share", Some(&option), [Some(share), None, None]);
        }
    }

    fn push(&mut self, figure: &'static str, option: Option<&str>, [value, low, high]: [Option<f64>; 3]) {
        let label = option.map(|option| words::option(self.language, self.catalogue, self.scale, option));
        let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
        // A cell of its own can be too small where the question's is not.
        let hidden = value.is_none() && self.found.suppressed;
        let row = [
            Cell::Text(self.question.id.clone()),
            Cell::Text(self.question.text.get(self.language).to_owned()),
            Cell::Code(figure),
            text(option.map(str::to_owned)),
            text(label),
            Cell::Number(value),
            Cell::Number(low),
            Cell::Number(high),
            Cell::Count(self.found.n),
            Cell::Code(if hidden { "true" } else { "false" }),
        ];
        push_row(self.csv, &row);
    }
}
