//! `/console/survey/questionnaire/as/{version}/{variant}`: a version, or what is
//! worked on, as it stands on a phone. It can be filled in and sent, which says
//! what is wrong and stores nothing.

use std::sync::Arc;

use axum::extract::Path;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{SurveyCode, SurveyId};
use domain::questionnaire::Variant;
use domain::survey::{Survey, SurveyTarget};
use web::extract::FormBody;
use web::{CoordinatorDesk, Desk, Problem, Reply};

use super::{PATH, version, worked_on};
use crate::responses::page::{SurveyForm, try_out};
use crate::responses::view::Trial;
use crate::surveys::asked::Asked;

/// The path's version of what is worked on.
const DRAFT: &str = "draft";

/// The page. Reads: 2.
pub(super) async fn show(desk: CoordinatorDesk, Path((version, variant)): Path<(String, Variant)>) -> Reply {
    page(&desk, (&version, &variant), None).await
}

/// What was filled in is held against the questions. Reads: 2.
pub(super) async fn send(
    desk: CoordinatorDesk,
    Path((version, variant)): Path<(String, Variant)>,
    form: FormBody<SurveyForm>,
) -> Reply {
    page(&desk, (&version, &variant), Some(form)).await
}

async fn page(desk: &Desk, (version, variant): (&str, &Variant), form: Option<FormBody<SurveyForm>>) -> Reply {
    let asked = asked(desk, version, variant).await?;
    let trial = Trial { csrf: &desk.staff.csrf, is_complete: false };
    let action = format!("{PATH}/as/{version}/{variant}");
    Ok(try_out(&desk.visit, asked, (action, trial), form))
}

/// A survey that stands nowhere, with the version as the only one.
pub(super) async fn asked(desk: &Desk, number: &str, variant: &Variant) -> Result<Arc<Asked>, Problem> {
    let catalogue = desk.catalogue().await?;
    let questionnaire = if number == DRAFT {
        let (work, _) = worked_on(desk, &catalogue).await?;
        work.draft.parse(&catalogue.questionnaire, &catalogue.questionnaires)?
    } else {
        version(&catalogue, number.parse().map_err(|_| Problem::not_found())?)?.questionnaire
    };
    if !questionnaire.variants.contains_key(variant) {
        return Err(Problem::not_found());
    }
    let now = desk.store().now();
    let today = now.day_in(BRUSSELS);
    let survey = Survey {
        id: SurveyId::parse("trial").map_err(|error| Problem::internal(&error))?,
        code: SurveyCode::parse("trial").map_err(|error| Problem::internal(&error))?,
        variant: variant.clone(),
        target: SurveyTarget::default(),
        opens: today,
        closes: today,
        created_at: now,
        eligible: None,
        wave: None,
    };
    let catalogue = Catalogue { questionnaire, questionnaires: Vec::new(), ..catalogue.as_ref().clone() };
    Ok(Arc::new(Asked::tried(survey, Arc::new(catalogue))))
}
