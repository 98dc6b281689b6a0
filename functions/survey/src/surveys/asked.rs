//! What a survey asks, kept in memory for a few seconds. A survey does not
//! change once it is made and the questionnaire changes seldom, so a wave of
//! answers to one survey costs no reads.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::{LOCALES, word_with};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, SurveyId};
use domain::questionnaire::{Question, Questionnaire};
use domain::survey::Survey;
use http::StatusCode;
use store::keys::PermanenceList;
use web::i18n::{in_all, text, text_args};
use web::{Context, Problem, format};

/// How long it is kept, by the product's clock.
const KEPT_MS: i64 = 5_000;
/// Surveys kept at once.
const MOST: usize = 256;

/// A survey with all that its page and its answers need.
pub(crate) struct Asked {
    /// The survey.
    pub survey: Survey,
    /// The directory as of a few seconds ago.
    pub catalogue: Arc<Catalogue>,
    /// Agencies that hold published permanences at the survey's location.
    pub present: BTreeSet<AgencyId>,
}

impl Asked {
    /// The questions and scales.
    pub(crate) fn questionnaire(&self) -> &Questionnaire {
        &self.catalogue.questionnaire
    }

    /// The questions of the survey's variant, in the order asked.
    pub(crate) fn questions(&self) -> Vec<&Question> {
        self.questionnaire().questions_of(&self.survey.variant)
    }

    /// 404 before the survey opens, with the day; 410 once it is over.
    pub(crate) fn check_open(&self, now: Instant) -> Result<(), Problem> {
        if self.survey.is_open(now) {
            return Ok(());
        }
        let today = now.day_in(domain::clock::BRUSSELS);
        if today < self.survey.opens {
            let detail = in_all(|language| {
                let day = format::day_long(language, self.survey.opens);
                word_with(language, "survey-not-open-detail", &[("day", day.into())])
            });
            return Err(Problem::new(
                StatusCode::NOT_FOUND,
                "survey-not-open",
                text(&LOCALES, "survey-not-open"),
                detail,
            ));
        }
        let detail = text_args(&LOCALES, "survey-closed-detail", &[]);
        Err(Problem::new(StatusCode::GONE, "survey-closed", text(&LOCALES, "survey-closed"), detail))
    }
}

struct Kept {
    since_ms: i64,
    asked: Arc<Asked>,
}

/// Surveys asked for in the last seconds. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct AskedSurveys(Arc<RwLock<HashMap<SurveyId, Kept>>>);

impl AskedSurveys {
    /// A survey, or 404. No read while it is kept; else one of the survey, one
    /// of the directory's revision and, for a location's survey that asks for
    /// the agency, one query.
    pub(crate) async fn find(&self, context: &Context, id: &SurveyId) -> Result<Arc<Asked>, Problem> {
        let now_ms = context.store.now().millis();
        if let Some(asked) = self.kept(id, now_ms) {
            return Ok(asked);
        }
        let survey = context.store.surveys().load(id).await?.ok_or_else(Problem::not_found)?.value;
        let catalogue = context.store.catalogue().load().await?;
        let present = present(context, &survey).await?;
        let asked = Arc::new(Asked { survey, catalogue, present });
        self.keep(id, now_ms, &asked);
        Ok(asked)
    }

    fn kept(&self, id: &SurveyId, now_ms: i64) -> Option<Arc<Asked>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(id)?;
        (0..KEPT_MS).contains(&(now_ms - found.since_ms)).then(|| Arc::clone(&found.asked))
    }

    fn keep(&self, id: &SurveyId, since_ms: i64, asked: &Arc<Asked>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(id.clone(), Kept { since_ms, asked: Arc::clone(asked) });
    }
}

async fn present(context: &Context, survey: &Survey) -> Result<BTreeSet<AgencyId>, Problem> {
    let location = survey.target.location.as_ref().filter(|_| !survey.target.agency_known());
    let Some(location) = location else { return Ok(BTreeSet::new()) };
    let list = PermanenceList::Location(location.clone());
    let permanences = context.store.permanences().list(&list, survey.opens).await?;
    let held = permanences.into_iter().filter(|permanence| permanence.is_published());
    Ok(held.filter(|permanence| permanence.start.date() <= survey.closes).map(|permanence| permanence.agency).collect())
}
