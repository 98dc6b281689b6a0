//! `GET /v1/surveys/{id}/results.csv`: the results as a table, RFC 4180. What
//! can't be shown is an empty cell whose row says `suppressed`.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::SurveyId;
use domain::questionnaire::{Question, ScaleKind};
use domain::statistics::{QuestionResults, Results};
use domain::survey::Survey;
use web::extract::Id;
use web::{Context, Lang, Principal, Problem};

use super::api::{Looker, figures_for};
use crate::table::{Cell, Kind, download, push_row};
use crate::word;
use crate::words;

/// Columns; the words of the head row are `csv-` and the name.
const COLUMNS: [&str; 10] =
    ["question", "text", "figure", "option", "label", "value", "low", "high", "n", "suppressed"];

/// Read results as a table, with its head row in the language asked for.
/// Reads: 2.
#[utoipa::path(get, path = "/v1/surveys/{id}/results.csv", tag = "survey",
    security((), ("bearer" = []), ("session" = [])),
    responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn read(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
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

/// The rows of one question.
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
