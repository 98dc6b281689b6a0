//! Making a survey, for the API and the console alike.

use chrono::{Datelike as _, NaiveDate};
use domain::clock::BRUSSELS;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, PermanenceId, SurveyCode, SurveyId};
use domain::questionnaire::Variant;
use domain::survey::{Survey, SurveyTarget};
use domain::{Instant, local_time};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use validator::Validate;
use web::i18n::text;
use web::problem::FieldProblem;
use web::{Desk, Problem};

use crate::LOCALES;

/// The longest a survey takes answers.
const MAX_DAYS: i64 = 400;
/// Years that a survey can open in, as for permanences.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A survey to be made.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyRequest {
    /// Which questions: `after_visit`, `quarterly` or `member_without_visit`.
    #[schema(value_type = String, example = "after_visit")]
    pub variant: Variant,
    /// What it is about; nothing named means the programme as a whole.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "icab")]
    pub location: Option<LocationId>,
    /// An agency.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "innoviris")]
    pub agency: Option<AgencyId>,
    /// A permanence; its agency and location are filled in.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub permanence: Option<PermanenceId>,
    /// First day, in Brussels; of an instant or a local time its day.
    #[serde(deserialize_with = "day")]
    #[schema(value_type = String, format = Date)]
    pub opens: NaiveDate,
    /// Last day, in Brussels; 400 days at most.
    #[serde(deserialize_with = "day")]
    #[schema(value_type = String, format = Date)]
    pub closes: NaiveDate,
}

/// A day as it is written, or that of an instant or of a local time.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(deserializer)?;
    let instant = || Instant::parse(&text).map(|at| at.day_in(BRUSSELS));
    let local = || local_time::parse(&text).map(|at| at.date());
    match instant().or_else(local) {
        Some(day) => Ok(day),
        None => text.parse().map_err(D::Error::custom),
    }
}

/// Makes a survey of a request under a new code, or says what is wrong with each
/// field. One read of the directory's revision, one of the permanence where one is
/// named.
pub(crate) async fn prepare(
    desk: &Desk,
    code: &str,
    request: SurveyRequest,
) -> Result<Result<Survey, Vec<FieldProblem>>, Problem> {
    let SurveyRequest { variant, location, agency, permanence, opens, closes } = request;
    let catalogue = desk.catalogue().await?;
    let mut errors: Vec<FieldProblem> = Vec::new();
    let mut target = SurveyTarget { location, agency, permanence };
    if let Some(id) = &target.permanence {
        match desk.store().permanences().load(id).await? {
            Some(found) => fill_in(&mut target, found.value.agency, found.value.location, &mut errors),
            None => errors.push(FieldProblem::new("/permanence", text(&LOCALES, "wrong-permanence"))),
        }
    }
    let (Ok(id), Ok(code)) = (SurveyId::parse(code), SurveyCode::parse(code)) else {
        return Err(Problem::internal(&"a survey's code is no id"));
    };
    let created_at = desk.store().now();
    let survey = Survey { id, code, variant, target, opens, closes, created_at, eligible: None, wave: None };
    if let Err(wrong) = survey.check(&catalogue.questionnaire, &catalogue) {
        errors.extend(wrong.into_iter().map(FieldProblem::from));
    }
    errors.extend(too_long(&survey));
    errors.extend(out_of_time(&survey).map(FieldProblem::from));
    errors.extend(ended(&survey, &catalogue).into_iter().map(FieldProblem::from));
    Ok(if errors.is_empty() { Ok(survey) } else { Err(errors) })
}

/// A permanence names its agency and its location; what else was named must agree.
fn fill_in(target: &mut SurveyTarget, agency: AgencyId, location: LocationId, errors: &mut Vec<FieldProblem>) {
    if target.agency.as_ref().is_some_and(|named| *named != agency) {
        errors.push(FieldProblem::new("/agency", text(&LOCALES, "wrong-permanence-agency")));
    }
    if target.location.as_ref().is_some_and(|named| *named != location) {
        errors.push(FieldProblem::new("/location", text(&LOCALES, "wrong-permanence-location")));
    }
    target.agency = Some(agency);
    target.location = Some(location);
}

fn too_long(survey: &Survey) -> Option<FieldProblem> {
    let days = (survey.closes - survey.opens).num_days();
    (days > MAX_DAYS).then(|| FieldProblem::new("/closes", text(&LOCALES, "wrong-too-long")))
}

fn out_of_time(survey: &Survey) -> Option<FieldError> {
    let wrong = || FieldError::new("/opens", Wrong::WrongType(Expected::Date));
    (!YEARS.contains(&survey.opens.year())).then(wrong)
}

/// An agency or a location that is gone, or not there yet, on every day of the survey.
fn ended(survey: &Survey, catalogue: &domain::catalogue::Catalogue) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let days = [survey.opens, survey.closes];
    let agency = survey.target.agency.as_ref().and_then(|id| catalogue.agencies.get(id));
    if agency.is_some_and(|agency| !days.iter().any(|day| agency.validity().holds_on(*day))) {
        errors.push(FieldError::new("/agency", Wrong::AgencyEnded));
    }
    let location = survey.target.location.as_ref().and_then(|id| catalogue.locations.get(id));
    if location.is_some_and(|location| !days.iter().any(|day| location.open_on(*day))) {
        errors.push(FieldError::new("/location", Wrong::LocationClosed));
    }
    errors
}
