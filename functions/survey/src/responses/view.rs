//! The page of a survey as it is drawn, and the one of answers that come when their
//! survey takes none any more. Nothing of these is kept: the page says so, and gives
//! back what was written.

use std::sync::Arc;

use axum::response::Response;
use domain::Language;
use domain::ids::{AgencyId, LocationId, SurveyId};
use domain::questionnaire::{Question, ScaleKind};
use domain::regret::Regret;
use http::header::CACHE_CONTROL;
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use web::extract::FormState;
use web::page::Look;
use web::ui::{self, ChoiceOption, Choices};
use web::{Page, Visit};

use super::question::Form;
use crate::surveys::asked::Asked;
use crate::{word, word_with, words};

/// The form's id, for the buttons that stand above it.
const FORM: &str = "survey";
/// Where the page's own key stands in its form.
pub(crate) const SUBMISSION: &str = "submission";
/// Where it stands what is amiss with the referral that an invitation follows.
pub(super) const REGRET: &str = "regret";

/// Where a page of a survey is answered and what it leads to.
pub(super) struct Entry<'a> {
    pub(super) asked: Arc<Asked>,
    /// The code that the person came by.
    pub(super) id: SurveyId,
    pub(super) action: String,
    /// The agency of the referral that the invitation follows.
    pub(super) followed: Option<AgencyId>,
    /// Set where it is only tried.
    pub(super) trial: Option<Trial<'a>>,
    /// Set where it stands in a frame of a place's own site.
    pub(super) framed: Option<Framed>,
}

/// A frame in the site of a place.
pub(super) struct Framed {
    pub(super) place: LocationId,
    pub(super) look: Look,
}

impl Entry<'_> {
    /// A page of the product that is sent to `action`.
    pub(super) fn of_page(asked: Arc<Asked>, id: SurveyId, action: String) -> Self {
        Self { asked, id, action, followed: None, trial: None, framed: None }
    }

    /// Where it leads once it was sent, for who comes with `done`.
    pub(super) fn thanks(&self, visit: &Visit, done: &str) -> String {
        let (path, joint) = match &self.framed {
            Some(Framed { place, look }) => (look.of(&format!("/embed/locations/{place}/survey/thanks")), '&'),
            None => (format!("/s/{}/thanks", self.id), '?'),
        };
        in_language(visit, if done.is_empty() { path } else { format!("{path}{joint}done={done}") })
    }

    /// The page around it.
    fn page<'v>(&self, visit: &'v Visit) -> Page<'v> {
        match (&self.framed, &self.trial) {
            (Some(framed), _) => Page::embed(visit, framed.look).script(web::assets::survey_script()),
            (None, Some(_)) => Page::task(visit).languages_keep(FORM),
            (None, None) => Page::task(visit).languages_keep(FORM).script(web::assets::survey_script()),
        }
    }
}

/// A questionnaire is tried by somebody who is signed in.
pub(crate) struct Trial<'a> {
    /// The session's token for forms.
    pub(crate) csrf: &'a str,
    /// Whether what was sent would count.
    pub(crate) is_complete: bool,
}

/// Keeps the language of an address that named one: a browser may refuse our cookie.
pub(crate) fn in_language(visit: &Visit, path: String) -> String {
    if !visit.decided {
        return path;
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={}", visit.language.tag())
}

/// The page, with what was filled in and what is wrong.
pub(super) fn page(visit: &Visit, entry: &Entry<'_>, state: &FormState) -> Response {
    let (language, asked) = (visit.language, entry.asked.as_ref());
    let word = |key: &str| word(language, key);
    let shown = asked.survey.may_ask(asked.questionnaire());
    let minutes = asked.survey.minutes(asked.questionnaire());
    let about = words::target(language, &asked.catalogue, &asked.survey.target);
    let lead = word_with(language, "survey-lead", &[("about", about.into()), ("minutes", minutes.into())]);
    let action = in_language(visit, entry.action.clone());
    let csrf = entry.trial.as_ref().map_or("", |trial| trial.csrf);
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form_named(FORM, &action, csrf, html! {
            (ui::hidden(SUBMISSION, state.get(SUBMISSION)))
            (parts(visit, asked, &shown, state))
            @if let Some(agency) = &entry.followed { (regrets(language, asked, agency, state)) }
            div class="stack" {
                (ui::button(&word("survey-send")))
                p role="status" data-said data-waits=(word("survey-waits")) {}
                p class="soft small" { (word("survey-promise")) }
            }
        }))
    };
    let tried = |trial: &Trial<'_>| ui::notice(word(if trial.is_complete { "quest-tried-ok" } else { "quest-tried" }));
    let notice = entry.trial.as_ref().map(tried);
    let page =
        entry.page(visit).title(&words::title(language, &asked.catalogue, &asked.survey)).lead(lead).notice(notice);
    let mut response = page.of_form(state).render(body);
    // Kept by the browser alone, and asked for again: going back shows the
    // same page with the same key, so sending once more still counts once.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// What may be amiss with the referral: it goes to the coordinator with the need,
/// and is no part of the answers.
fn regrets(language: Language, asked: &Asked, agency: &AgencyId, state: &FormState) -> Markup {
    let args = [("agency", asked.catalogue.agency_name(agency).into())];
    let option = |regret: Regret| {
        let code = regret.code();
        ChoiceOption::new(code, word_with(language, &format!("regret-{}", code.replace('_', "-")), &args))
    };
    html! {
        section class="survey-part" {
            (Choices::one(REGRET, &word_with(language, "regret-legend", &args))
                .hint(&word(language, "regret-hint")).options(Regret::ALL.map(option))
                .option("", word(language, "regret-none")).show(language, state))
        }
    }
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
    let form = Form { language: visit.language, asked, state };
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
                (form.questions(shown, section))
            }
        }
    }
}

/// The page of answers that come too late, with the status that says why.
pub(super) fn late(visit: &Visit, entry: &Entry<'_>, (state, status): (&FormState, StatusCode)) -> Response {
    let word = |key: &str| word(visit.language, key);
    let questionnaire = entry.asked.questionnaire();
    let is_text = |question: &&Question| matches!(questionnaire.scale_of(question), Some(ScaleKind::Text { .. }));
    let texts = entry.asked.survey.may_ask(questionnaire).into_iter().filter(is_text);
    let written: Vec<(&Question, &str)> =
        texts.map(|question| (question, state.get(&question.id).trim())).filter(|(_, text)| !text.is_empty()).collect();
    // Out of the frame of another site.
    let tab = entry.framed.is_some().then_some("_blank");
    let body = html! {
        @if !written.is_empty() {
            (ui::card(&word("late-written"), html! {
                p { (word("late-written-how")) }
                @for (question, text) in &written {
                    h3 { (question.text.get(visit.language)) }
                    p class="quote" { (text) }
                }
            }))
        }
        p class="actions" {
            a class="button" href=(in_language(visit, "/needs/new".to_owned())) target=[tab] { (word("late-need")) }
            a class="button secondary" href=(in_language(visit, "/services".to_owned())) target=[tab] { (word("thanks-services")) }
        }
    };
    let page = match &entry.framed {
        Some(framed) => Page::embed(visit, framed.look),
        None => Page::task(visit),
    };
    let body = html! { div class="stack" { (body) } };
    page.title(&word("late-title")).lead(word("late-lead")).private().status(status).render(body)
}
