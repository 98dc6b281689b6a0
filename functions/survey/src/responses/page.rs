//! `GET /s/{code}` and `POST /s/{code}`: the survey on one page. Each page that
//! is shown carries a key of its own, so pressing twice counts once; what is
//! wrong is said beside each question, and nothing has to be answered again.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::Instant;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::SurveyId;
use domain::questionnaire::{Question, ScaleKind};
use domain::survey::{Answers, Strictness, check_answers, is_shown};
use http::header::{CACHE_CONTROL, LOCATION};
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use validator::{Validate, ValidationErrors};
use web::extract::{ClientAddr, FormBody, FormState, Id};
use web::{Context, Page, Problem, Visit, ui};

use super::question;
use super::submit;
use super::submit::{Settled, Submission};
use crate::surveys::asked::{Asked, AskedSurveys};
use crate::words;
use crate::{LOCALES, word, word_with};

/// Where the page's own key stands in its form.
pub(crate) const SUBMISSION: &str = "submission";
/// Questions that a person answers in a minute.
const A_MINUTE: usize = 10;

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

    /// The answers as the questions' scales read them.
    fn answers(&self, asked: &Asked) -> BTreeMap<String, Value> {
        let several = |id: &str| {
            let question = asked.questionnaire().question(id);
            let scale = question.and_then(|question| asked.questionnaire().scale_of(question));
            matches!(scale, Some(ScaleKind::Multi(_) | ScaleKind::MultiAgencies))
        };
        let fields = self.0.iter().filter(|(name, _)| name.as_str() != SUBMISSION);
        let value = |name: &str, values: &[String]| match values.last() {
            Some(last) if !several(name) => Value::from(last.as_str()),
            _ => Value::from(values),
        };
        fields.map(|(name, values)| (name.clone(), value(name, values))).collect()
    }
}

/// The survey. Reads: none while it was asked for in the last five seconds,
/// else 2 or 3.
pub(crate) async fn show(
    State(context): State<Context>,
    Extension(surveys): Extension<AskedSurveys>,
    visit: Visit,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let asked = surveys.find(&context, &id).await?;
    asked.check_open(context.store.now())?;
    let state = FormState::filled([(SUBMISSION, context.store.ids().random())]);
    Ok(page(&visit, &asked, &state))
}

/// An answer from the page. Reads: as the page; 1 commit. Sent again it reads
/// 1 more and leads to the same page.
pub(crate) async fn send(
    State(context): State<Context>,
    Extension(surveys): Extension<AskedSurveys>,
    visit: Visit,
    ClientAddr(address): ClientAddr,
    Id(id): Id<SurveyId>,
    form: FormBody<SurveyForm>,
) -> Result<Response, Problem> {
    submit::limit(&context, &id, &address)?;
    let asked = surveys.find(&context, &id).await?;
    let (sent, mut state) = (form.value.unwrap_or_default(), form.state);
    let Some(key) = sent.submission() else {
        state.values.retain(|(name, _)| name != SUBMISSION);
        state.values.push((SUBMISSION.to_owned(), context.store.ids().random()));
        state.blame(SUBMISSION, web::i18n::text(&LOCALES, "wrong-submission"));
        asked.check_open(context.store.now())?;
        return Ok(page(&visit, &asked, &state));
    };
    // The page's key alone names the sending: what was sent first counts.
    let submission = Submission::new(&context, &id, "page", key, b"");
    let given = sent.answers(&asked);
    let wish = given.get(domain::questionnaire::CONTACT_QUESTION) == Some(&Value::from("yes"));
    if let Err(closed) = still_open(&asked, context.store.now()) {
        return submission.was_sent(&context).await?.map(|_| thanks(&visit, &id, wish, true)).ok_or(closed);
    }
    match check_answers(asked.questionnaire(), &asked.survey, &asked.catalogue, &given, Strictness::Page) {
        Ok(mut answers) => {
            let wish = answers.take_contact_wish();
            let settled = submission.settle(&context, visit.language, answers).await?;
            Ok(thanks(&visit, &id, wish, matches!(settled, Settled::Again(_))))
        }
        Err(errors) => {
            blame(&mut state, &asked, errors);
            Ok(page(&visit, &asked, &state))
        }
    }
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
fn still_open(asked: &Asked, now: Instant) -> Result<(), Problem> {
    let an_hour_ago = now.plus(chrono::TimeDelta::hours(-1));
    asked.check_open(now).or_else(|closed| if asked.survey.is_open(an_hour_ago) { Ok(()) } else { Err(closed) })
}

fn thanks(visit: &Visit, id: &SurveyId, wish: bool, again: bool) -> Response {
    let done = match (wish, again) {
        (true, false) => "?done=contact",
        (false, false) => "",
        (true, true) => "?done=again-contact",
        (false, true) => "?done=again",
    };
    see_other(&in_language(visit, format!("/s/{id}/thanks{done}")))
}

/// Keeps the language of an address that named one: a browser may refuse our cookie.
pub(crate) fn in_language(visit: &Visit, path: String) -> String {
    if !visit.decided {
        return path;
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={}", visit.language.tag())
}

/// 303: what was sent is done; look here.
pub(crate) fn see_other(path: &str) -> Response {
    let location = HeaderValue::try_from(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn page(visit: &Visit, asked: &Asked, state: &FormState) -> Response {
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let shown = shown(asked);
    let minutes = minutes(asked);
    let about = words::target(language, &asked.catalogue, &asked.survey.target);
    let lead = word_with(language, "survey-lead", &[("about", about.into()), ("minutes", minutes.into())]);
    let action = in_language(visit, format!("/s/{}", asked.survey.code));
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&action, "", html! {
            (ui::hidden(SUBMISSION, state.get(SUBMISSION)))
            (parts(visit, asked, &shown, state))
            div class="stack" {
                (ui::button(&word("survey-send")))
                p class="soft small" { (word("survey-promise")) }
            }
        }))
    };
    let page = Page::task(visit).title(&words::title(language, &asked.catalogue, &asked.survey)).lead(lead);
    let page = if state.is_refused() { page.refused() } else { page };
    let mut response = page.render(body);
    // Kept by the browser alone, and asked for again: going back shows the
    // same page with the same key, so sending once more still counts once.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// The questions of the page, in the order asked.
fn shown(asked: &Asked) -> Vec<&Question> {
    asked.questions().into_iter().filter(|question| can_be_shown(question, asked)).collect()
}

/// How long the page takes.
pub(crate) fn minutes(asked: &Asked) -> usize {
    shown(asked).len().div_ceil(A_MINUTE).max(1)
}

/// What depends on the survey itself is decided here; what depends on an
/// earlier answer is on the page, closed until that answer is chosen.
fn can_be_shown(question: &Question, asked: &Asked) -> bool {
    question::opened_by(question).is_some() || is_shown(question, &asked.survey, &Answers::default())
}

/// The questions by section, each section with how far along it is.
fn parts(visit: &Visit, asked: &Asked, shown: &[&Question], state: &FormState) -> Markup {
    let mut sections: Vec<&str> = Vec::new();
    for question in shown {
        if !sections.contains(&question.section.as_str()) {
            sections.push(&question.section);
        }
    }
    let count = u32::try_from(sections.len()).unwrap_or(u32::MAX);
    html! {
        @for (at, section) in (1_u32..).zip(&sections) {
            @let heading = asked.questionnaire().section(section).map(|section| section.label.get(visit.language));
            section class="survey-part" aria-labelledby={ "part-" (section) } {
                div {
                    (ui::progress(visit.language, at, count))
                    h2 id={ "part-" (section) } {
                        (heading.unwrap_or_default()) " " span class="optional" { (at) "/" (count) }
                    }
                }
                (question::questions(visit.language, asked, shown, section, state))
            }
        }
    }
}
