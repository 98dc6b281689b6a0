//! `GET /console/survey/{id}`: one survey, how to reach it, and what came back.

use axum::extract::Path;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::SurveyId;
use domain::questionnaire::{CONTACT_QUESTION, Question, Questionnaire, ShowIf};
use domain::statistics::Results;
use domain::survey::{Answers, Survey, is_shown};
use maud::{Markup, html};
use store::repos::surveys::{ContactRequest, FreeText};
use web::extract::{Id, PageQuery, cursor};
use web::ui::{Icon, Tone};
use web::{CoordinatorDesk, Desk, Problem, Reply, format, ui};

use super::api::{Looker, figures_for};
use super::question::{AskedQuestion, card, question, summary};
use crate::console::{self, SURVEYS};
use crate::contacts;
use crate::questionnaires::lead;
use crate::suggestions::press;
use crate::surveys::visible;
use crate::{word, word_with, words};

/// Contact requests on the page; all of them are in the API's list.
const CONTACTS: usize = 100;
/// Texts on the page; the next ones follow.
const TEXTS: usize = 20;

/// What people wrote and left, for the coordinator.
struct Written {
    texts: Vec<(String, FreeText)>,
    next: Option<String>,
    contacts: Vec<ContactRequest>,
}

/// The survey. Reads: 2; for the coordinator 2 queries more.
pub(super) async fn show(desk: Desk, Id(id): Id<SurveyId>, page: PageQuery) -> Reply {
    let looker = Looker::of_staff(&desk.staff);
    let (survey, results, catalogue) = figures_for(&desk.context, &id, looker).await?;
    if !visible::sees(desk.staff.scope(), &survey.target) {
        return Err(Problem::not_found());
    }
    let written = if desk.staff.is_coordinator() { Some(written(&desk, &id, page.cursor).await?) } else { None };
    let language = desk.language();
    let questionnaire = survey.questionnaire(&catalogue);
    let word = |key: &str| word(language, key);
    let body = ui::columns(
        html! {
            (figures(language, looker, &results, questionnaire))
            (answers(language, &catalogue, &survey, &results))
            @if let Some(written) = &written {
                (texts(&desk, questionnaire, &id, written))
                (requests(&desk, &id, written))
            }
        },
        reach(&desk, &survey),
    );
    let lead = lead(&desk, &catalogue, (survey.opens, survey.closes), (survey.created_at, &survey.variant));
    let can_be = [("created", "done-created"), ("contact-removed", "done-contact-removed")];
    let page = console::page(&desk, &words::survey(language, &catalogue, &survey), lead, SURVEYS).await?;
    let page = page.action(ui::link_button(&word("show-poster"), &format!("/s/{id}/poster")));
    Ok(page.notice(desk.visit.notice(word, &can_be)).render(body))
}

async fn written(desk: &Desk, id: &SurveyId, cursor: Option<String>) -> Result<Written, Problem> {
    let (secrets, scope) = (desk.store().secrets(), format!("console-survey-texts/{id}"));
    let after = cursor.map(|text| cursor::open(secrets, &scope, &text)).transpose()?;
    let (texts, next) = desk.store().surveys().texts(id, after, TEXTS).await?;
    let (contacts, _) = desk.store().surveys().contacts(id, None, CONTACTS).await?;
    Ok(Written { texts, next: next.map(|next| cursor::seal(secrets, &scope, &next)), contacts })
}

fn figures(language: Language, looker: Looker, results: &Results, questionnaire: &Questionnaire) -> Markup {
    let word = |key: &str| word(language, key);
    html! {
        (ui::figures(&summary(language, results, questionnaire)))
        p class="soft" { (word(if looker == Looker::Coordinator { "show-live" } else { "show-steps" })) }
    }
}

fn answers(language: Language, catalogue: &Catalogue, survey: &Survey, results: &Results) -> Markup {
    let questionnaire = survey.questionnaire(catalogue);
    let csv = format!("/v1/surveys/{}/results.csv?lang={}", survey.id, language.tag());
    let each = html! {
        @for asked in asked_of(questionnaire, survey) {
            @if let (Some(scale), Some(found)) = (questionnaire.scale_of(asked), results.questions.get(&asked.id)) {
                (question(AskedQuestion { language, catalogue, question: asked, scale }, found, &Markup::default(), None))
            }
        }
        p { a href=(csv) { (word(language, "show-csv")) } }
    };
    card(language, results, &each)
}

/// The questions that people were asked: without the one about an agency that
/// is known, and without the wish to be contacted, which no answer keeps.
fn asked_of<'a>(questionnaire: &'a Questionnaire, survey: &Survey) -> Vec<&'a Question> {
    let depends_on_answer = |question: &Question| matches!(question.show_if, Some(ShowIf::Answer { .. }));
    let was_asked = |question: &&Question| {
        question.id != CONTACT_QUESTION
            && (depends_on_answer(question) || is_shown(question, survey, &Answers::default()))
    };
    questionnaire.questions_of(&survey.variant).into_iter().filter(was_asked).collect()
}

fn reach(desk: &Desk, survey: &Survey) -> Markup {
    let word = |key: &str| word(desk.language(), key);
    let path = format!("/s/{}", survey.code);
    let url = desk.context.settings.url(&path);
    let inside = html! {
        div class="stack" {
            img class="qr-code" src=(format!("/qr/{}.svg", survey.code)) alt=(word("show-qr")) width="240" height="240";
            p { a href=(path) { (url) } }
            p class="soft small" { (word("show-reach-how")) }
        }
    };
    ui::card(&word("show-reach"), inside)
}

fn texts(desk: &Desk, questionnaire: &Questionnaire, id: &SurveyId, written: &Written) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let asked = |text: &FreeText| questionnaire.question(&text.question).map(|q| q.text.get(language).to_owned());
    let path = format!("/console/survey/{id}");
    let inside = html! {
        @if written.texts.is_empty() {
            (ui::empty(&word("show-no-texts"), word("show-no-texts-how")))
        } @else {
            p class="soft" { (word("show-texts-lead")) }
            @for written in &written.texts {
                @let text = &written.1;
                div class="quote" {
                    p { (text.text) }
                    p class="soft small" { (asked(text).unwrap_or_default()) " · " (format::date(language, text.day)) }
                    (press(language, &desk.staff.csrf, id, written))
                }
            }
            (ui::pager(language, None, written.next.as_ref().map(|next| format!("{path}?cursor={next}")).as_deref()))
        }
    };
    ui::card(&word("show-texts"), inside)
}

fn requests(desk: &Desk, id: &SurveyId, written: &Written) -> Markup {
    let word = |key: &str| word(desk.language(), key);
    let columns = ["contact-name", "contact-email", "contact-day", ""];
    let table = ui::Table::named(word, "show-contacts", &columns);
    let row = |table: ui::Table, request| table.row(contact_row(desk, id, request));
    let table = written.contacts.iter().fold(table, row);
    let inside = html! {
        @if table.is_empty() {
            (ui::empty(&word("show-no-contacts"), word("show-no-contacts-how")))
        } @else {
            p class="soft" { (word("show-contacts-lead")) }
            (table.show())
            p class="soft small" { (word("contact-delete-means")) }
        }
    };
    let card = ui::card(&word("show-contacts"), inside);
    html! { div id="contacts" { (card) } }
}

fn contact_row(desk: &Desk, id: &SurveyId, request: &ContactRequest) -> Vec<Markup> {
    let language = desk.language();
    let action = format!("/console/survey/{id}/contacts/{}/delete", request.id);
    let whose = word_with(language, "contact-delete-of", &[("name", request.name.clone().into())]);
    vec![
        html! {
            strong { (request.name) } " " span class="soft" { (request.language.tag()) }
            @if request.soon { " " (ui::badge(Tone::Amber, Icon::Alert, &word(language, "contact-is-soon"))) }
        },
        html! { a href={ "mailto:" (request.email) } { (request.email) } },
        html! { (format::date(language, request.day)) },
        html! {
            form method="post" action=(action) {
                @if !desk.staff.csrf.is_empty() { (ui::hidden("csrf", &desk.staff.csrf)) }
                button class="button danger" type="submit" aria-label=(whose) { (word(language, "contact-delete")) }
            }
        },
    ]
}

/// Removes a contact request. Reads: 1; 1 commit.
pub(super) async fn remove_contact(desk: CoordinatorDesk, Path((id, contact)): Path<(String, String)>) -> Reply {
    let id = SurveyId::parse(&id).map_err(|_| Problem::not_found())?;
    let found = contacts::find(&desk, &id, &contact).await?;
    contacts::remove(&desk, &id, &found).await?;
    Ok(web::done(&format!("/console/survey/{id}"), "contact-removed"))
}
