//! Waves of the same questions in a period, one after another and together:
//! `GET /v1/waves/results`, and as files. What is told together is made of what
//! each wave shows; see [`together`].

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use chrono::{Months, NaiveDate};
use domain::catalogue::Catalogue;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::WaveId;
use domain::questionnaire::{Questionnaire, Variant};
use domain::statistics::{Group, Net, QuestionResults, Results, Share, Single, together};
use domain::wave::{AFTER_VISIT, Wave};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::QueryParams;
use web::i18n::text;
use web::{Desk, Problem, Reply};

use super::figures::{Questions, Sight, Told, WaveGroup};
use super::lines::{self, headline};
use super::sheet::Figures;
use crate::LOCALES;
use crate::table::Kind;

/// Waves of a period at most: their surveys are read one wave after another.
const WAVES_AT_MOST: usize = 20;
/// Months that a period has where none is named.
const MONTHS: Months = Months::new(12);

/// Which waves.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PeriodQuery {
    /// Which questions; those after a visit where none are named.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "after_visit")]
    variant: Option<Variant>,
    /// Waves that opened on this day or later; a year before the last day where
    /// none is named.
    #[serde(default)]
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// Waves that opened on this day or before; today where none is named.
    #[serde(default)]
    #[param(value_type = Option<String>, format = Date)]
    to: Option<NaiveDate>,
}

/// The waves of a period.
pub(super) struct Period {
    pub(super) variant: Variant,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) catalogue: Arc<Catalogue>,
    /// The oldest first.
    pub(super) waves: Vec<(Wave, Told)>,
    /// All of them; `None` where there is none.
    pub(super) all: Option<Told>,
}

impl Period {
    /// What its waves asked.
    pub(super) fn questionnaire(&self) -> std::borrow::Cow<'_, Questionnaire> {
        self.catalogue.ever_asked()
    }
}

/// What came of the waves of a period.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct PeriodResults {
    /// Which questions.
    variant: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: NaiveDate,
    /// Each wave that opened in it, the oldest first.
    waves: Vec<PeriodWave>,
    /// Responses.
    n: u64,
    /// Visits and invitations; null where nobody was counted.
    eligible: Option<u64>,
    /// Responses among the eligible.
    response_rate: Option<f64>,
    /// By question id, over all waves that show it.
    questions: BTreeMap<String, QuestionResults>,
    /// By place, over all waves that show it.
    by_location: Vec<WaveGroup>,
    /// By agency, likewise.
    by_agency: Vec<WaveGroup>,
}

/// One wave of a period.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PeriodWave {
    /// The wave.
    #[schema(value_type = String)]
    wave: WaveId,
    /// First day.
    #[schema(value_type = String, format = Date)]
    opens: NaiveDate,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    closes: NaiveDate,
    /// Responses.
    n: u64,
    /// Visits and invitations; null where nobody was counted.
    eligible: Option<u64>,
    /// Responses among the eligible.
    response_rate: Option<f64>,
    /// Share of 4 and 5; null where it is hidden or not asked.
    csat: Option<Share>,
    /// Net promoter score, likewise.
    nps: Option<Net>,
    /// Customer effort, likewise.
    ces: Option<Single>,
}

impl From<&(Wave, Told)> for PeriodWave {
    fn from((wave, told): &(Wave, Told)) -> Self {
        let of = headline(&told.results);
        Self {
            wave: wave.id.clone(),
            opens: wave.opens,
            closes: wave.closes,
            n: told.results.n,
            eligible: told.results.eligible,
            response_rate: told.results.response_rate,
            csat: of.share(),
            nps: of.net(),
            ces: of.effort(),
        }
    }
}

/// Reads the waves of a period: one query, and for each wave a query and a get for
/// 25 surveys.
pub(super) async fn find(desk: &Desk, query: PeriodQuery) -> Result<Period, Problem> {
    let catalogue = desk.catalogue().await?;
    let to = query.to.unwrap_or_else(|| desk.today());
    let from = query.from.or_else(|| to.checked_sub_months(MONTHS)).unwrap_or(to);
    let variant = query.variant.unwrap_or_else(|| Variant::of(AFTER_VISIT));
    let mut wrong = Vec::new();
    if let Some(problem) = catalogue.questionnaire.wrong_variant(&variant) {
        wrong.push(FieldError::new("/variant", problem));
    }
    if to < from {
        wrong.push(FieldError::new("/to", Wrong::EndsBeforeItBegins));
    }
    let mut waves = desk.store().waves().all().await?;
    waves.retain(|wave| wave.variant == variant && (from..=to).contains(&wave.opens));
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    if waves.len() > WAVES_AT_MOST {
        return Err(Problem::invalid_field("/from", text(&LOCALES, "period-too-many")));
    }
    waves.sort_by_key(|wave| (wave.opens, wave.id.clone()));
    let waves = lines::read(desk, &catalogue, waves).await?;
    let all = all(&waves, &catalogue.ever_asked(), &variant);
    Ok(Period { variant, from, to, catalogue, waves, all })
}

/// The figures of all waves, of what each of them shows.
fn all(waves: &[(Wave, Told)], questionnaire: &Questionnaire, variant: &Variant) -> Option<Told> {
    let results = || waves.iter().map(|(_, told)| &told.results);
    let survey = results().next()?.survey.clone();
    let n = results().map(|results| results.n).sum();
    let eligible: Vec<u64> = results().filter_map(|results| results.eligible).collect();
    let eligible = (!eligible.is_empty()).then(|| eligible.iter().sum());
    let rate = eligible.filter(|all| *all > 0 && n <= *all).map(|all| n as f64 / all as f64);
    let each: Vec<&Questions> = results().map(|results| &results.questions).collect();
    let questions = together(&each, questionnaire, variant);
    let sides = |of: fn(&Told) -> &[WaveGroup]| {
        let mut sides: BTreeMap<&str, Vec<&WaveGroup>> = BTreeMap::new();
        for side in waves.iter().flat_map(|(_, told)| of(told)) {
            sides.entry(side.group.id.as_str()).or_default().push(side);
        }
        let one = |(id, sides): (&str, Vec<&WaveGroup>)| {
            let n = sides.iter().filter_map(|side| side.group.n).reduce(|sum, n| sum + n);
            let shown: Vec<&Questions> = sides.iter().map(|side| &side.questions).collect();
            let questions = if n.is_some() { together(&shown, questionnaire, variant) } else { Questions::new() };
            let csat = questions.values().find_map(|found| found.csat).flatten();
            WaveGroup { group: Group { id: id.to_owned(), n, suppressed: n.is_none(), csat }, questions }
        };
        sides.into_iter().map(one).collect::<Vec<_>>()
    };
    let (by_location, by_agency) = (sides(|told| &told.by_location), sides(|told| &told.by_agency));
    let results = Results { survey, n, eligible, response_rate: rate, questions };
    // Who was asked is not told by place here: some of the answers are left out.
    let surveys = Vec::new();
    let sight = if waves.iter().all(|(_, told)| told.sight == Sight::Live) { Sight::Live } else { Sight::Steps };
    Some(Told { sight, results, surveys, by_location, by_agency })
}

/// What came of the waves that opened in a period, of 20 at most: each by itself,
/// and together what each of them shows. One query, and for each wave a query and
/// a get for 25 surveys.
#[utoipa::path(get, path = "/v1/waves/results", tag = "survey",
    params(PeriodQuery), responses((status = 200, body = PeriodResults)))]
pub(super) async fn read(
    desk: Desk,
    QueryParams(query): QueryParams<PeriodQuery>,
) -> Result<Json<PeriodResults>, Problem> {
    let Period { variant, from, to, waves, all, .. } = find(&desk, query).await?;
    let waves = waves.iter().map(Into::into).collect();
    let mut period = PeriodResults { variant: variant.into(), from, to, waves, ..PeriodResults::default() };
    if let Some(all) = all {
        (period.n, period.eligible) = (all.results.n, all.results.eligible);
        period.response_rate = all.results.response_rate;
        period.questions = all.results.questions;
        (period.by_location, period.by_agency) = (all.by_location, all.by_agency);
    }
    Ok(Json(period))
}

/// What came of a period as a table, with its head row in the language asked for:
/// a row for each question of the whole, of each place and of each agency.
#[utoipa::path(get, path = "/v1/waves/results.csv", tag = "survey",
    params(PeriodQuery), responses((status = 200, body = String, content_type = "text/csv")))]
pub(super) async fn csv(desk: Desk, QueryParams(query): QueryParams<PeriodQuery>) -> Reply {
    file(&desk, query, Kind::Csv).await
}

/// The same as a workbook, with the shares of all options on a sheet of their own.
#[utoipa::path(get, path = "/v1/waves/results.xlsx", tag = "survey",
    params(PeriodQuery),
    responses((status = 200, body = web::openapi::Bytes, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub(super) async fn xlsx(desk: Desk, QueryParams(query): QueryParams<PeriodQuery>) -> Reply {
    file(&desk, query, Kind::Xlsx).await
}

/// The file; 404 where there is no wave that it could be of.
async fn file(desk: &Desk, query: PeriodQuery, kind: Kind) -> Reply {
    let period = find(desk, query).await?;
    let told = period.all.as_ref().ok_or_else(Problem::not_found)?;
    let figures = Figures {
        language: desk.language(),
        catalogue: &period.catalogue,
        questionnaire: &period.questionnaire(),
        variant: &period.variant,
        told,
    };
    figures.file(&format!("waves-{}-{}", period.from, period.to), kind)
}
