//! An agency's part of a proposed rota, by the link in its mail: when, where,
//! who and why, and for each permanence yes, no with a reason, or another time.
//! Reading changes nothing, whoever reads.

mod told;

pub(crate) use told::{said_words, weekly};

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use flows::plans::{self, AnswerError, Plan, PlanError, Says};
use http::StatusCode;
use maud::{Markup, html};
use rota_planner::{Assignment, Change, Problem as Facts, Rhythm};
use serde::Deserialize;
use store::Versioned;
use store::repos::plans::PlanStatus;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::{Context, Page, Problem, Routes, Visit, format, get, ui};

use crate::problems::not_taken;
use crate::{reasons, word, word_with};

/// Only a POST changes anything: mail scanners open every link.
pub(crate) fn routes() -> Routes {
    Routes::new().route("/p/{token}", get(show).post(act))
}

/// What was said of one assignment.
#[derive(Debug, Deserialize, Validate)]
struct AnswerForm {
    assignment: String,
    says: Pressed,
    #[validate(length(max = 500))]
    reason: Option<String>,
    /// `weekday-window`, as the choices name it.
    time: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Pressed {
    Yes,
    No,
    Other,
}

/// A plan and an agency, found by the link.
struct Opened {
    plan: Versioned<Plan>,
    agency: AgencyId,
    catalogue: std::sync::Arc<Catalogue>,
    result: Option<rota_planner::Plan>,
    facts: Option<Facts>,
    visit: Visit,
    token: String,
    /// Whom an agency writes to.
    mailbox: String,
}

/// The page. Three reads and the directory's.
async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Result<Response, Problem> {
    let opened = Opened::find(&context, token, visit).await?;
    Ok(opened.page(StatusCode::OK, &FormState::default(), None))
}

/// What was pressed. The page's reads, two queries and one commit.
async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    body: FormBody<AnswerForm>,
) -> Result<Response, Problem> {
    let opened = Opened::find(&context, token, visit).await?;
    let language = opened.visit.language;
    let FormBody { value, mut state } = body;
    let Some(AnswerForm { assignment, says, reason, time }) = value else {
        return Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, None));
    };
    let reason = reason.unwrap_or_default().trim().to_owned();
    let says = match says {
        Pressed::Yes => Says::Yes,
        Pressed::No if reason.is_empty() => {
            state.blame("reason", web::i18n::text(&crate::LOCALES, "answer-reason-missing"));
            return Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, Some(&assignment)));
        }
        Pressed::No => Says::No,
        Pressed::Other => {
            let named = time.as_deref().and_then(|time| time.split_once('-'));
            let Some((weekday, window)) =
                named.and_then(|(day, window)| Some((day.parse().ok()?, window.parse().ok()?)))
            else {
                state.blame("time", web::i18n::text(&crate::LOCALES, "no-such-time"));
                return Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, Some(&assignment)));
            };
            Says::Other { weekday, window }
        }
    };
    let of = (&opened.agency, assignment.as_str());
    match plans::answer(&context.store, &opened.plan, of, says, &reason).await {
        Ok(_) => Ok(Redirect::to(&format!("/p/{}?done=answered#a-{assignment}", opened.token)).into_response()),
        Err(AnswerError::NoSuchTime) => {
            state.blame("time", web::i18n::text(&crate::LOCALES, "no-such-time"));
            Ok(opened.page(StatusCode::UNPROCESSABLE_ENTITY, &state, Some(&assignment)))
        }
        // Published meanwhile: shown is how it stands now.
        Err(AnswerError::Plan(PlanError::Stands(_))) => {
            let Opened { token, visit, .. } = opened;
            let now = Opened::find(&context, token, visit).await?;
            Ok(now.page(StatusCode::CONFLICT, &FormState::default(), None))
        }
        Err(AnswerError::Plan(PlanError::NoAssignment)) => {
            let page = Page::public(&opened.visit).title(&word(language, "answer-title"));
            let mut response = page.render(ui::warning(word(language, "answer-gone")));
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(error) => Err(not_taken(error)),
    }
}

impl Opened {
    async fn find(context: &Context, token: String, visit: Visit) -> Result<Self, Problem> {
        let store = &context.store;
        let (plan, agency) = plans::read_link(store, &token).await?.ok_or_else(Problem::not_found)?;
        let catalogue = store.catalogue().load().await?;
        let result = plans::result(store, &plan.value).await?;
        let facts = plans::problem(store, &plan.value).await?;
        let visit = in_their_language(visit, &catalogue, &agency);
        let mailbox = context.settings.mail_from.clone();
        Ok(Self { plan, agency, catalogue, result, facts, visit, token, mailbox })
    }

    fn page(&self, status: StatusCode, state: &FormState, of: Option<&str>) -> Response {
        let language = self.visit.language;
        let own = self.result.as_ref().map(|result| plans::part(result, &self.agency)).unwrap_or_default();
        let both = self.result.as_ref().zip(self.facts.as_ref());
        let stops = both.map(|(result, facts)| plans::stops(result, facts, &self.agency)).unwrap_or_default();
        let is_open = self.plan.value.status == PlanStatus::Ready;
        let is_undecided = is_open || self.plan.value.status == PlanStatus::Running;
        let write_to = told::write_to(language, &self.mailbox);
        let body = html! {
            div class="narrow stack" {
                (ui::error_summary(language, state))
                @match self.plan.value.status {
                    PlanStatus::Ready => {},
                    PlanStatus::Running => (ui::notice(word(language, "answer-running"))),
                    _ => (ui::warning(html! {
                        (word(language, told::closed(&self.plan.value, &self.agency))) " " (write_to)
                    })),
                }
                (told::stops(language, &self.catalogue, &stops, is_undecided.then(|| write_to.clone())))
                @if own.is_empty() && stops.is_empty() { (ui::empty(&word(language, "answer-none"), word(language, "answer-none-how"))) }
                @for one in own { (self.assignment(one, is_open, state, of == Some(one.id.as_str()))) }
            }
        };
        let title = word(language, "answer-title");
        let values = [
            ("agency", self.catalogue.agency_name(&self.agency).into()),
            ("from", format::date(language, self.plan.value.from).into()),
            ("weeks", self.plan.value.weeks.into()),
        ];
        let done = self.visit.done.as_deref() == Some("answered");
        let page = Page::public(&self.visit)
            .title(&title)
            .lead(word_with(language, if is_undecided { "answer-lead" } else { "answer-lead-closed" }, &values))
            .notice(done.then(|| ui::notice(word(language, "answer-done"))));
        let mut response = page.render(body);
        *response.status_mut() = status;
        response
    }

    fn assignment(&self, one: &Assignment, is_open: bool, state: &FormState, is_refused: bool) -> Markup {
        let language = self.visit.language;
        let empty = FormState::default();
        let state = if is_refused { state } else { &empty };
        let said = self.plan.value.settled.answers.iter().find(|known| known.assignment == one.id);
        let path = format!("/p/{}", self.token);
        let field = |name, words| {
            let field = ui::Field::new(name, &word(language, words));
            if is_refused { field } else { field.among(&one.id) }
        };
        let beside =
            ui::Field::new("reason", &word(language, "answer-beside")).among(&std::format!("other-{}", one.id));
        let beside = beside.max_length(500).lines(2);
        let title = std::format!("{}, {}", self.catalogue.place_name(&one.place), format::local(language, one.start));
        html! {
            section class="card" id={ "a-" (one.id) } {
                h2 { (title) }
                p { (rhythm(language, one)) " · " (word(language, change_key(&one.change))) }
                ul { @for reason in &one.because { li { (reasons::because(&self.catalogue, reason).get(language)) } } }
                @if let Some(said) = said { p { strong { (told::said_words(language, said)) } } }
                @if told::is_left_out(&self.plan.value, &one.id) { p { (word(language, "answer-left-out")) } }
                @if is_open {
                    (ui::form(&path, "", html! {
                        (ui::hidden("assignment", &one.id))
                        p class="actions" {
                            (ui::button_secondary(&word(language, "answer-yes"), "says", "yes"))
                        }
                    }))
                    details open[is_refused] {
                        summary { (word(language, "answer-otherwise")) }
                        (ui::form(&path, "", html! {
                            (ui::hidden("assignment", &one.id))
                            (field("reason", "answer-reason").max_length(500).lines(2).required().show(language, state))
                            p class="actions" { (ui::button_secondary(&word(language, "answer-no"), "says", "no")) }
                        }))
                        (ui::form(&path, "", html! {
                            (ui::hidden("assignment", &one.id))
                            (field("time", "answer-time").select(self.times(one)).required().show(language, state))
                            (beside.show(language, &empty))
                            p class="actions" { (ui::button_secondary(&word(language, "answer-other"), "says", "other")) }
                        }))
                    }
                }
            }
        }
    }

    /// Times of the week at which the place is open, but for its own; the field itself
    /// begins with none.
    fn times(&self, one: &Assignment) -> Vec<(String, String)> {
        let language = self.visit.language;
        let Some(facts) = &self.facts else { return Vec::new() };
        let mut found = Vec::new();
        for weekday in 0..5_u8 {
            for (window, opens) in (0_u8..).zip(&facts.windows) {
                if let Some(other) = plans::at(one, facts, weekday, window) {
                    let day = format::weekday(language, other.start.date());
                    found.push((
                        std::format!("{weekday}-{window}"),
                        std::format!("{day}, {}", format::time(opens.start)),
                    ));
                }
            }
        }
        found
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
fn in_their_language(visit: Visit, catalogue: &Catalogue, agency: &AgencyId) -> Visit {
    let spoken = catalogue.agencies.get(agency).map(|agency| agency.languages.as_slice()).unwrap_or_default();
    match spoken.first() {
        Some(first) if !visit.decided && !spoken.contains(&visit.language) => Visit { language: *first, ..visit },
        _ => visit,
    }
}
