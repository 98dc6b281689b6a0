//! What a survey asks, kept in memory for a few seconds. A survey does not
//! change once it is made and the questionnaire changes seldom, so a wave of
//! answers to one survey costs no reads.
//!
//! The code of a place, of an agency or of both leads to the survey about it of
//! the wave that is open, from wave to wave.

use axum::Extension;
use axum::extract::FromRequestParts;
use http::request::Parts;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::{LOCALES, word_with};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, SurveyCode, SurveyId};
use domain::questionnaire::{AGENCY_QUESTION, Questionnaire, Variant};
use domain::survey::{Answers, Survey, SurveyTarget};
use domain::wave::{AFTER_VISIT, Wave, current, next_opening, standing_target};
use http::StatusCode;
use store::keys::PermanenceList;
use web::i18n::{in_all, text};
use web::{Context, Problem, format};

/// How long it is kept, by the product's clock.
const KEPT_MS: i64 = 5_000;
/// Surveys kept at once.
const MOST: usize = 256;

/// A survey with all that its page and its answers need.
pub(crate) struct Asked {
    pub survey: Survey,
    /// The directory as of a few seconds ago.
    pub catalogue: Arc<Catalogue>,
    /// Agencies that hold published permanences at the survey's location.
    pub present: BTreeSet<AgencyId>,
    /// The wave that a place's or an agency's code leads to; its survey may not
    /// stand yet.
    wave: Option<Wave>,
    /// Whether there is a survey, now or to come: a code on a wall is there
    /// between two waves as well.
    is_planned: bool,
}

impl Asked {
    /// The survey that a code leads to at a moment, or 404. One read or one query of
    /// the waves, one read of the directory's revision and, for a location's survey
    /// that asks for the agency, one query.
    pub(crate) async fn at(context: &Context, id: &SurveyId, at: Instant) -> Result<Self, Problem> {
        let catalogue = context.store.catalogue().load().await?;
        let (survey, wave, is_planned) = match standing_target(id.as_str()) {
            Some(target) => standing(context, &catalogue, (id, target), at).await?,
            None => {
                let survey = context.store.surveys().load(id).await?.ok_or_else(Problem::not_found)?.value;
                (survey, None, true)
            }
        };
        let present = present(context, &survey).await?;
        Ok(Self { survey, catalogue, present, wave, is_planned })
    }

    /// A survey that is only tried: it stands nowhere and is not counted.
    pub(crate) fn tried(survey: Survey, catalogue: Arc<Catalogue>) -> Self {
        Self { survey, catalogue, present: BTreeSet::new(), wave: None, is_planned: true }
    }

    /// The questions and scales.
    pub(crate) fn questionnaire(&self) -> &Questionnaire {
        self.survey.questionnaire(&self.catalogue)
    }

    /// 404 before the survey opens, with the day; 410 once it is over.
    pub(crate) fn check_open(&self, now: Instant) -> Result<(), Problem> {
        let (key, detail) = if !self.is_planned {
            ("survey-none", text(&LOCALES, "survey-none-detail"))
        } else if self.survey.is_open(now) {
            return Ok(());
        } else if now.day_in(BRUSSELS) < self.survey.opens {
            let detail = in_all(|language| {
                let day = format::day_long(language, self.survey.opens);
                word_with(language, "survey-not-open-detail", &[("day", day.into())])
            });
            ("survey-not-open", detail)
        } else {
            let (title, detail) = (text(&LOCALES, "survey-closed"), text(&LOCALES, "survey-closed-detail"));
            return Err(Problem::new(StatusCode::GONE, "survey-closed", title, detail));
        };
        Err(Problem::new(StatusCode::NOT_FOUND, "survey-not-open", text(&LOCALES, key), detail))
    }

    /// Takes which agency received the person out of the answers, where a wave
    /// has a survey about it: the answer counts there.
    pub(crate) fn about(&self, answers: &mut Answers) -> SurveyTarget {
        let mut target = self.survey.target.clone();
        let named = answers.code(AGENCY_QUESTION).and_then(|id| AgencyId::parse(id).ok());
        if let Some(agency) = named.filter(|id| self.survey.wave.is_some() && self.catalogue.agencies.contains_key(id))
        {
            answers.0.remove(AGENCY_QUESTION);
            target.agency = Some(agency);
        }
        target
    }
}

struct Kept {
    since_ms: i64,
    asked: Arc<Asked>,
}

/// Surveys asked for in the last seconds. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct AskedSurveys(Arc<RwLock<HashMap<SurveyId, Kept>>>, Arc<RwLock<Made>>);

/// What a request about a survey begins with.
pub(crate) struct Asking {
    /// The table, the clock, ids and settings.
    pub(crate) context: Context,
    pub(crate) surveys: AskedSurveys,
}

impl FromRequestParts<Context> for Asking {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let Extension(surveys) =
            Extension::from_request_parts(parts, context).await.map_err(|error| Problem::internal(&error))?;
        Ok(Self { context: context.clone(), surveys })
    }
}

/// Surveys of waves that are known to stand.
type Made = BTreeSet<SurveyId>;

impl AskedSurveys {
    /// A survey, or 404. No read while it is kept; else as [`Asked::at`].
    pub(crate) async fn find(&self, context: &Context, id: &SurveyId) -> Result<Arc<Asked>, Problem> {
        let now = context.store.now();
        if let Some(asked) = self.kept(id, now.millis()) {
            return Ok(asked);
        }
        let asked = Arc::new(Asked::at(context, id, now).await?);
        self.keep(id, now.millis(), &asked);
        Ok(asked)
    }

    /// The survey that an answer about something counts in; made where it is a
    /// wave's and does not stand yet: one commit, the first time that this
    /// program needs it.
    pub(crate) async fn counted_in(
        &self,
        context: &Context,
        asked: &Asked,
        target: SurveyTarget,
    ) -> Result<SurveyId, Problem> {
        let Some(wave) = &asked.survey.wave else { return Ok(asked.survey.id.clone()) };
        if asked.wave.is_none() && target == asked.survey.target {
            return Ok(asked.survey.id.clone());
        }
        let waves = context.store.waves();
        let id = waves.survey_id(wave, &target)?;
        let is_made = |made: &Made| made.contains(&id);
        if !is_made(&self.1.read().unwrap_or_else(PoisonError::into_inner)) {
            let survey = Survey {
                id: id.clone(),
                code: SurveyCode::parse(id.as_str()).map_err(|error| Problem::internal(&error))?,
                target,
                ..asked.survey.clone()
            };
            waves.make_survey(&survey).await?;
            let mut made = self.1.write().unwrap_or_else(PoisonError::into_inner);
            if made.len() >= MOST {
                made.clear();
            }
            made.insert(id.clone());
        }
        Ok(id)
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

/// The survey that the code of a place or an agency leads to at a moment, its wave, and
/// whether there is one at all: else the next one that opens, or none.
async fn standing(
    context: &Context,
    catalogue: &Catalogue,
    (code, target): (&SurveyId, SurveyTarget),
    now: Instant,
) -> Result<(Survey, Option<Wave>, bool), Problem> {
    let knows_agency = target.agency.as_ref().is_none_or(|id| catalogue.agencies.contains_key(id));
    let knows_place = target.location.as_ref().is_none_or(|id| catalogue.locations.contains_key(id));
    if !knows_agency || !knows_place {
        return Err(Problem::not_found());
    }
    let waves = context.store.waves().all().await?;
    let (today, location) = (now.day_in(BRUSSELS), target.location.as_ref());
    let code = SurveyCode::parse(code.as_str()).map_err(|_| Problem::not_found())?;
    if let Some(wave) = current(&waves, location, now) {
        let id = context.store.waves().survey_id(&wave.id, &target)?;
        let survey = wave.survey(id, target).ok_or_else(Problem::not_found)?;
        return Ok((Survey { code, ..survey }, Some(wave.clone()), true));
    }
    let next = next_opening(&waves, location, today);
    let opens = next.unwrap_or(today);
    let id = SurveyId::parse(code.as_str()).map_err(|_| Problem::not_found())?;
    let survey = Survey {
        id,
        code,
        variant: Variant::of(AFTER_VISIT),
        target,
        opens,
        closes: opens,
        created_at: now,
        eligible: None,
        wave: None,
    };
    Ok((survey, None, next.is_some()))
}

async fn present(context: &Context, survey: &Survey) -> Result<BTreeSet<AgencyId>, Problem> {
    let location = survey.target.location.as_ref().filter(|_| !survey.target.agency_known());
    let Some(location) = location else { return Ok(BTreeSet::new()) };
    let list = PermanenceList::Location(location.clone());
    let permanences = context.store.permanences().list(&list, survey.opens).await?;
    let held = permanences.into_iter().filter(|permanence| permanence.is_published());
    Ok(held.filter(|permanence| permanence.start.date() <= survey.closes).map(|permanence| permanence.agency).collect())
}
