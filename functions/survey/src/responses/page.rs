//! `GET /s/{code}` and `POST /s/{code}`: the survey on one page. Each page that
//! is shown carries a key of its own, so pressing twice counts once; what is
//! wrong is said beside each question, and nothing has to be answered again.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::SurveyId;
use domain::questionnaire::ScaleKind;
use domain::regret::Regret;
use domain::survey::{Answers, Strictness, check_answers};
use domain::wave::standing_target;
use domain::{Instant, Language};
use serde::Deserialize;
use serde_json::Value;
use validator::{Validate, ValidationErrors};
use web::extract::{ClientAddr, FormBody, FormState, Id, NoFilter, QueryParams};
use web::{Context, Problem, Reply, Visit};

use super::submit;
use super::submit::{Settled, Submission};
use super::view::{Entry, REGRET, SUBMISSION, Trial, late, page};
use crate::surveys::asked::{Asked, AskedSurveys, Asking};
use crate::{LOCALES, word_with};

/// Where the language stands in which the page is wanted instead of being sent.
const IN_LANGUAGE: &str = "in_language";

/// The survey, as sent: fields by name.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct SurveyForm(BTreeMap<String, Vec<String>>);

impl Validate for SurveyForm {
    fn validate(&self) -> Result<(), ValidationErrors> {
        // What each field may hold is the questionnaire's to say.
        Ok(())
    }
}

impl SurveyForm {
    /// The key of the page that was sent; `None` for one that no page of ours carries.
    fn submission(&self) -> Option<&str> {
        let key = self.0.get(SUBMISSION)?.last()?;
        let ours = (8..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        ours.then_some(key.as_str())
    }

    /// The visit in the language that was pressed, where one was.
    fn in_other_words(&self, visit: &Visit) -> Option<Visit> {
        let tag = self.0.get(IN_LANGUAGE)?.last()?;
        Language::from_tag(tag).map(|language| Visit { language, decided: true, ..visit.clone() })
    }

    /// What is said of the referral beside the answers.
    fn regret(&self) -> Option<Regret> {
        let said = self.0.get(REGRET)?.last()?;
        Regret::ALL.into_iter().find(|regret| regret.code() == said)
    }

    /// The answers as the questions' scales read them.
    fn answers(&self, asked: &Asked) -> BTreeMap<String, Value> {
        let several = |id: &str| {
            let question = asked.questionnaire().question(id);
            let scale = question.and_then(|question| asked.questionnaire().scale_of(question));
            matches!(scale, Some(ScaleKind::Multi(_) | ScaleKind::MultiAgencies))
        };
        let fields = self.0.iter().filter(|(name, _)| ![SUBMISSION, IN_LANGUAGE, REGRET].contains(&name.as_str()));
        let value = |name: &str, values: &[String]| match values.last() {
            Some(last) if !several(name) => Value::from(last.as_str()),
            _ => Value::from(values),
        };
        fields.map(|(name, values)| (name.clone(), value(name, values))).collect()
    }
}

/// What came with a page.
pub(super) enum Sent {
    /// A page to be shown: something is wrong, or it was all sent before.
    Shown(Response),
    /// Answers that can be counted.
    Answers(Box<Given>),
}

/// Answers that can be counted.
pub(super) struct Given {
    submission: Submission,
    pub(super) key: String,
    /// What is said of the referral; no part of the answers.
    pub(super) regret: Option<Regret>,
    answers: Answers,
    wish: Wish,
}

/// The survey. Reads: none while it was asked for in the last five seconds,
/// else 2 or 3; by the code of a place 1 more and a commit.
pub(crate) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<SurveyId>,
) -> Reply {
    let asked = surveys.find(&context, &id).await?;
    let page = blank(&context, &visit, &Entry::of_page(asked, id.clone(), format!("/s/{id}")))?;
    scanned(&context, &id).await;
    Ok(page)
}

/// Counts that the code of a place was opened. Nobody waits for an answer because
/// of it: of two at the same moment one may be left out.
async fn scanned(context: &Context, id: &SurveyId) {
    let Some(location) = standing_target(id.as_str()).and_then(|target| target.location) else { return };
    let day = context.store.now().day_in(BRUSSELS);
    if let Err(fault) = context.store.places().scanned(&location, day).await {
        tracing::warn!(%location, %fault, "a code that was opened is not counted");
    }
}

/// The survey with nothing filled in; an error where it takes no answers.
pub(super) fn blank(context: &Context, visit: &Visit, entry: &Entry<'_>) -> Reply {
    entry.asked.check_open(context.store.now())?;
    let state = FormState::filled([(SUBMISSION, context.store.ids().random())]);
    Ok(page(visit, entry, &state))
}

/// An answer from the page. Reads: as the page; 1 commit. Sent again it reads
/// 1 more and leads to the same page.
pub(crate) async fn send(
    Asking { context, surveys }: Asking,
    visit: Visit,
    ClientAddr(address): ClientAddr,
    Id(id): Id<SurveyId>,
    form: FormBody<SurveyForm>,
) -> Reply {
    submit::limit(&context, &id, &address)?;
    let asked = surveys.find(&context, &id).await?;
    let action = format!("/s/{id}");
    take(&context, &surveys, &visit, &Entry::of_page(asked, id, action), form).await
}

/// Counts what was sent, or shows the page again.
pub(super) async fn take(
    context: &Context,
    surveys: &AskedSurveys,
    visit: &Visit,
    entry: &Entry<'_>,
    form: FormBody<SurveyForm>,
) -> Reply {
    match read(context, visit, entry, form).await? {
        Sent::Shown(page) => Ok(page),
        Sent::Answers(given) => count(context, surveys, visit, entry, *given).await,
    }
}

/// Reads what was sent and holds it against the questions. One read where the
/// survey is over.
pub(super) async fn read(
    context: &Context,
    visit: &Visit,
    entry: &Entry<'_>,
    form: FormBody<SurveyForm>,
) -> Result<Sent, Problem> {
    let asked = &entry.asked;
    let (sent, mut state) = (form.value.unwrap_or_default(), form.state);
    let Some(key) = sent.submission() else {
        state.values.retain(|(name, _)| name != SUBMISSION);
        state.values.push((SUBMISSION.to_owned(), context.store.ids().random()));
        state.blame(SUBMISSION, web::i18n::text(&LOCALES, "wrong-submission"));
        asked.check_open(context.store.now())?;
        return Ok(Sent::Shown(page(visit, entry, &state)));
    };
    if let Some(visit) = sent.in_other_words(visit) {
        return Ok(Sent::Shown(match still_open(asked, context.store.now()) {
            Ok(()) => page(&visit, entry, &state),
            Err(closed) => late(&visit, entry, (&state, closed.status())),
        }));
    }
    // The page's key alone names the sending: what was sent first counts.
    let submission = Submission::new(context, &entry.id, "page", key, b"");
    let given = sent.answers(asked);
    let checked = check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &given, Strictness::Page);
    let checked = checked.map(|mut answers| (Wish::taken_from(&mut answers, asked), answers));
    if let Err(closed) = still_open(asked, context.store.now()) {
        let wish = checked.as_ref().map_or(Wish::None, |(wish, _)| *wish);
        let again = submission.was_sent(context).await?.map(|_| thanks(visit, entry, wish, true));
        return Ok(Sent::Shown(again.unwrap_or_else(|| late(visit, entry, (&state, closed.status())))));
    }
    match checked {
        Ok((wish, answers)) => {
            let regret = sent.regret();
            Ok(Sent::Answers(Box::new(Given { submission, key: key.to_owned(), regret, answers, wish })))
        }
        Err(errors) => {
            blame(&mut state, asked, errors);
            Ok(Sent::Shown(page(visit, entry, &state)))
        }
    }
}

/// The page of a questionnaire that is tried; of what was sent it says what is
/// wrong, or that it would count. No read and no commit.
pub(crate) fn try_out(
    visit: &Visit,
    asked: Arc<Asked>,
    (action, mut trial): (String, Trial<'_>),
    form: Option<FormBody<SurveyForm>>,
) -> Response {
    let mut state = FormState::default();
    let id = asked.survey.id.clone();
    let entry = |trial| Entry { trial: Some(trial), ..Entry::of_page(Arc::clone(&asked), id, action) };
    if let Some(form) = form {
        let sent = form.value.unwrap_or_default();
        state = form.state;
        if let Some(visit) = sent.in_other_words(visit) {
            return page(&visit, &entry(trial), &state);
        }
        let given = sent.answers(&asked);
        match check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &given, Strictness::Page) {
            Ok(_) => trial.is_complete = true,
            Err(errors) => blame(&mut state, &asked, errors),
        }
    }
    page(visit, &entry(trial), &state)
}

/// Counts answers where they belong, and says thanks: one commit.
pub(super) async fn count(
    context: &Context,
    surveys: &AskedSurveys,
    visit: &Visit,
    entry: &Entry<'_>,
    given: Given,
) -> Reply {
    let Given { submission, mut answers, wish, .. } = given;
    let counted_in = surveys.counted_in(context, &entry.asked, entry.asked.about(&mut answers)).await?;
    let settled = submission.settle(context, counted_in, (visit.language, answers)).await?;
    Ok(thanks(visit, entry, wish, matches!(settled, Settled::Again(_))))
}

/// Puts each error beside its question; what is missing is named by its
/// question, so that the list of errors says which.
fn blame(state: &mut FormState, asked: &Asked, errors: Vec<FieldError>) {
    for error in errors {
        let name = error.pointer.trim_start_matches("/answers/").to_owned();
        let question = asked.questionnaire().question(&name).filter(|_| error.problem == Wrong::Missing);
        let detail = web::i18n::in_all(|language| match question {
            Some(question) => word_with(language, "wrong-missing", &[("question", question.text.get(language).into())]),
            None => error.text(language),
        });
        state.blame(&name, detail);
    }
}

/// A page that was opened before midnight may be sent shortly after it.
pub(super) fn still_open(asked: &Asked, now: Instant) -> Result<(), Problem> {
    let an_hour_ago = now.plus(chrono::TimeDelta::hours(-1));
    asked.check_open(now).or_else(|closed| if asked.survey.is_open(an_hour_ago) { Ok(()) } else { Err(closed) })
}

/// What somebody asks for beside their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    None,
    Contact,
    /// To be contacted, and they are not satisfied.
    Soon,
}

impl Wish {
    fn taken_from(answers: &mut Answers, asked: &Asked) -> Self {
        match (answers.take_contact_wish(), answers.is_low(asked.questionnaire())) {
            (false, _) => Self::None,
            (true, false) => Self::Contact,
            (true, true) => Self::Soon,
        }
    }
}

fn thanks(visit: &Visit, entry: &Entry<'_>, wish: Wish, again: bool) -> Response {
    let done = match (wish, again) {
        (Wish::Contact, false) => "contact",
        (Wish::Soon, false) => "contact-soon",
        (Wish::None, false) => "",
        (Wish::Contact, true) => "again-contact",
        (Wish::Soon, true) => "again-contact-soon",
        (Wish::None, true) => "again",
    };
    see_other(&entry.thanks(visit, done))
}

/// 303: what was sent is done; look here.
pub(crate) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}
