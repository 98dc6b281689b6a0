//! An agency's part of a proposed rota, by the link in its mail: when, where,
//! who and why, and for each permanence yes, no with a reason, or another time; or
//! yes to all the rest. Reading changes nothing, whoever reads. Programs have the same
//! by `api`.

mod api;
mod card;
mod part;
mod told;
mod view;

pub(crate) use told::said_words;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use flows::plans::{self, AnswerError, Plan, PlanError};
use http::StatusCode;
use maud::html;
use rota_planner::{Assignment, Change, Rhythm};
use serde::Deserialize;
use store::repos::plans::PlanStatus;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::i18n::text;
use web::{Context, Page, Problem, Routes, Visit, format, get, ui};

use crate::problems::not_taken;
use crate::{LOCALES, times, word, word_with};
use part::{Part, Pressed};

/// Only a POST changes anything: mail scanners open every link.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/p/{token}", get(show).post(act)).merge(api::described())
}

/// What was said of one assignment, or of all the rest.
#[derive(Debug, Deserialize, Validate)]
struct AnswerForm {
    /// Absent of all the rest.
    #[serde(default)]
    assignment: String,
    says: Pressed,
    #[validate(length(max = 500))]
    reason: Option<String>,
    /// `weekday-window`, as the choices name it.
    time: Option<String>,
}

/// An agency's part, found by the link.
struct Opened {
    part: Part,
    visit: Visit,
    token: String,
    /// Whom an agency writes to.
    mailbox: String,
}

/// The page. Three reads, the directory's, and one for each fifty advisers.
async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Result<Response, Problem> {
    let opened = Opened::find(&context, token, visit).await?;
    Ok(opened.page(StatusCode::OK, &FormState::default()))
}

/// What was pressed. The page's reads, two queries and one commit.
async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    body: FormBody<AnswerForm>,
) -> Result<Response, Problem> {
    let opened = Opened::find(&context, token, visit).await?;
    opened.part.limit_answers(&context)?;
    let FormBody { value, state } = body;
    let Some(AnswerForm { assignment, says, reason, time }) = value else {
        return Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state));
    };
    let reason = reason.unwrap_or_default().trim().to_owned();
    let says = match says.says(&assignment, &reason, time.as_deref().and_then(times::read)) {
        Ok(says) => says,
        Err((field, words)) => return Ok(opened.blamed(state, field, words)),
    };
    let answered = opened.part.answer(&context.store, None, (assignment.as_str(), says), &reason).await;
    match answered {
        Err(AnswerError::NoSuchTime) => Ok(opened.blamed(state, "time", "no-such-time")),
        answered => opened.answered(&context, answered, says.and(Some(assignment.as_str()))).await,
    }
}

impl Opened {
    /// The page again, with what is wrong with a field of what was sent.
    fn blamed(&self, mut state: FormState, field: &str, words: &str) -> Response {
        state.blame(field, text(&LOCALES, words));
        self.page(StatusCode::UNPROCESSABLE_ENTITY, &state)
    }

    /// Back to the page, at what was answered; or why it was not taken.
    async fn answered(
        self,
        context: &Context,
        answered: Result<Plan, AnswerError>,
        assignment: Option<&str>,
    ) -> Result<Response, Problem> {
        let Err(error) = answered else {
            let at = assignment.map(|assignment| std::format!("#a-{assignment}")).unwrap_or_default();
            return Ok(web::done(&std::format!("/p/{}{at}", self.token), "answered"));
        };
        let Self { token, visit, .. } = self;
        match error {
            // Published meanwhile: shown is how it stands now.
            AnswerError::Plan(PlanError::Stands(_)) => {
                let now = Self::find(context, token, visit).await?;
                Ok(now.page(StatusCode::CONFLICT, &FormState::default()))
            }
            AnswerError::Plan(PlanError::NoAssignment) => {
                let page = Page::task(&visit).title(&word(visit.language, "answer-title")).private();
                Ok(page.status(StatusCode::CONFLICT).render(ui::warning(word(visit.language, "answer-gone"))))
            }
            error => Err(not_taken(error)),
        }
    }

    async fn find(context: &Context, token: String, visit: Visit) -> Result<Self, Problem> {
        let store = &context.store;
        let (plan, agency) = plans::read_link(store, &token).await?.ok_or_else(Problem::not_found)?;
        let part = Part::of(store, plan, agency).await?;
        let visit = in_their_language(visit, &part);
        let mailbox = context.settings.mail_from.clone();
        Ok(Self { part, visit, token, mailbox })
    }

    fn page(&self, status: StatusCode, state: &FormState) -> Response {
        let (part, language) = (&self.part, self.visit.language);
        let plan = &part.plan.value;
        let (own, stops) = (part.own(), part.stops());
        let is_open = part.is_open();
        let is_undecided = is_open || plan.status == PlanStatus::Running;
        let write_to = told::write_to(language, &self.mailbox);
        let rest = part.unanswered();
        let body = html! {
            div class="narrow stack" {
                (ui::error_summary(language, state))
                @match plan.status {
                    PlanStatus::Ready => {},
                    PlanStatus::Running => (ui::notice(word(language, "answer-running"))),
                    _ => (ui::warning(html! { (word(language, told::closed(plan, &part.agency))) " " (write_to) })),
                }
                (self.stops(&stops, is_undecided.then(|| write_to.clone())))
                @if own.is_empty() && stops.is_empty() { (ui::empty(&word(language, "answer-none"), word(language, "answer-none-how"))) }
                @if let Some(by) = part.answer_by() { p { (word_with(language, "answer-by", &[("by", format::day_long(language, by).into())])) } }
                @if rest > 1 { p { a href="#rest" { (word_with(language, "answer-rest-link", &[("n", rest.into())])) } } }
                @for one in own { (self.assignment(one, is_open, state)) }
                @if rest > 1 { (told::rest(language, &self.token, rest)) }
            }
        };
        let values = [
            ("agency", part.catalogue.agency_name(&part.agency).into()),
            ("from", format::date(language, plan.from).into()),
            ("weeks", plan.weeks.into()),
        ];
        let done = self.visit.done.as_deref() == Some("answered");
        Page::task(&self.visit)
            .private()
            .status(status)
            .title(&word(language, "answer-title"))
            .lead(word_with(language, if is_undecided { "answer-lead" } else { "answer-lead-closed" }, &values))
            .notice(done.then(|| ui::notice(word(language, "answer-done"))))
            .render(body)
    }
}

/// Every so many weeks or once a month, so many sessions.
pub(crate) fn rhythm(language: Language, one: &Assignment) -> String {
    let n = one.cells.len();
    match one.rhythm.filter(|_| n > 1) {
        Some(Rhythm::Weeks(weeks)) => word_with(language, "rhythm-series", &[("weeks", weeks.into()), ("n", n.into())]),
        Some(Rhythm::Month { .. }) => word_with(language, "rhythm-monthly", &[("n", n.into())]),
        None => word(language, "rhythm-single"),
    }
}

/// The words of a change.
pub(crate) const fn change_key(change: &Change) -> &'static str {
    match change {
        Change::New => "change-new",
        Change::Moved { .. } => "change-moved",
        Change::Held { .. } => "change-held",
        Change::Kept { .. } => "change-kept",
    }
}

/// The language that was chosen, else one that the agency answers in.
fn in_their_language(visit: Visit, part: &Part) -> Visit {
    let spoken = part.catalogue.agencies.get(&part.agency).map(|agency| agency.languages.as_slice());
    match spoken.and_then(|spoken| spoken.first().filter(|_| !spoken.contains(&visit.language))) {
        Some(first) if !visit.decided => Visit { language: *first, ..visit },
        _ => visit,
    }
}
