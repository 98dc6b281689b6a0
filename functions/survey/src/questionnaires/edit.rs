//! `GET, POST /console/survey/questionnaire/questions/{id}`: one question's
//! words, where it is asked, and what opens it; `new` adds one.

use std::collections::BTreeSet;

use axum::extract::Path;
use domain::catalogue::Catalogue;
use domain::questionnaire::{AGENCY_QUESTION, MAX_CHARS, QuestionDraft, ShowIf, Variant, free_id, openers};
use domain::{Language, Text};
use maud::html;
use serde::Deserialize;
use store::repos::questionnaires::WorkedOn;
use validator::Validate;
use web::extract::{FormBody, FormOver, FormState};
use web::ui::{ChoiceOption, Choices, Field};
use web::{CoordinatorDesk, Desk, Problem, Reply, ui};

use super::{PATH, QUESTIONNAIRE, blame, save as keep, worked_on};
use crate::console;
use crate::{word, word_with, words};

/// The path's id of a question that is added.
const NEW: &str = "new";

#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionForm {
    #[serde(default)]
    fr: String,
    #[serde(default)]
    nl: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    scale: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    asked_in: Vec<String>,
    /// `question=answer`.
    #[serde(default)]
    show_if: String,
}

impl QuestionForm {
    fn into_draft(self, id: String, before: Option<&QuestionDraft>) -> QuestionDraft {
        let Self { fr, nl, en, section, scale, required, asked_in, show_if } = self;
        let trim = |text: String| text.trim().to_owned();
        let condition = show_if.split_once('=');
        let by_answer = condition
            .map(|(question, value)| ShowIf::Answer { question: question.to_owned(), value: value.to_owned() });
        let by_survey = before.and_then(|before| before.show_if.clone());
        QuestionDraft {
            section,
            scale: before.map_or(scale, |before| before.scale.clone()),
            required,
            text: Text::new(trim(fr), trim(nl), trim(en)),
            show_if: by_survey.filter(|_| id == AGENCY_QUESTION).or(by_answer),
            asked_in: asked_in.into_iter().map(Variant::of).collect(),
            id,
        }
    }

    fn state_of(question: &QuestionDraft, version: u64) -> FormState {
        let Text { fr, nl, en } = question.text.clone();
        let mut values = vec![
            ("version", version.to_string()),
            ("fr", fr),
            ("nl", nl),
            ("en", en.unwrap_or_default()),
            ("section", question.section.clone()),
            ("scale", question.scale.clone()),
        ];
        if question.required {
            values.push(("required", "true".to_owned()));
        }
        if let Some(ShowIf::Answer { question, value }) = &question.show_if {
            values.push(("show_if", format!("{question}={value}")));
        }
        values.extend(question.asked_in.iter().map(|variant| ("asked_in", variant.to_string())));
        FormState::filled(values)
    }
}

/// The form of a question. Reads: 2.
pub(super) async fn show(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let (work, version) = worked_on(&desk, &catalogue).await?;
    let state = match work.draft.questions.iter().find(|question| question.id == id) {
        Some(question) => QuestionForm::state_of(question, version),
        None if id == NEW => FormState::at(version),
        None => return Err(Problem::not_found()),
    };
    page(&desk, &catalogue, &work, &id, &state).await
}

/// A question is worded or added: 2 reads, 1 commit.
pub(super) async fn save(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    FormOver(FormBody { value, mut state }): FormOver<QuestionForm>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let (work, stands) = worked_on(&desk, &catalogue).await?;
    let Some(form) = value else {
        return page(&desk, &catalogue, &work, &id, &state).await;
    };
    match work.draft.questions.iter().find(|question| question.id == id) {
        Some(question) if state.is_late("fr", &QuestionForm::state_of(question, stands)) => {
            return page(&desk, &catalogue, &work, &id, &state).await;
        }
        Some(_) => {}
        // Sent twice, it is added once.
        None => state.check_version(stands)?,
    }
    let mut after = work.clone();
    let at = after.draft.questions.iter().position(|question| question.id == id);
    let at = match at {
        Some(at) => {
            let before = after.draft.questions[at].clone();
            after.draft.questions[at] = form.into_draft(id.clone(), Some(&before));
            at
        }
        None if id == NEW => {
            let ever = catalogue.ever_asked();
            let question = form.into_draft(free_id(&after.draft, &[&*ever]), None);
            // Behind the others of its section.
            let last = after.draft.questions.iter().rposition(|other| other.section == question.section);
            let at = last.map_or(after.draft.questions.len(), |last| last + 1);
            after.draft.questions.insert(at, question);
            at
        }
        None => return Err(Problem::not_found()),
    };
    let own = format!("/questions/{at}/");
    match keep(&desk, &catalogue, &after, stands).await? {
        Ok(()) => {
            let id = &after.draft.questions[at].id;
            Ok(web::done(&format!("{PATH}#q-{id}"), "saved"))
        }
        Err(wrong) => {
            // What breaks another question is said where this one is asked.
            blame(&mut state, wrong, &after, |pointer| match pointer.strip_prefix(&own) {
                Some(field) => field.trim_start_matches("text/").to_owned(),
                None => "asked_in".to_owned(),
            });
            page(&desk, &catalogue, &work, &id, &state).await
        }
    }
}

async fn page(desk: &Desk, catalogue: &Catalogue, work: &WorkedOn, id: &str, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let asked = &catalogue.questionnaire;
    let field = |name: &str, label: &str| {
        let most = u32::try_from(MAX_CHARS).unwrap_or(u32::MAX);
        Field::new(name, label).lines(2).required().max_length(most).show(language, state)
    };
    let sections =
        work.draft.words.sections.iter().map(|section| (section.id.clone(), section.label.get(language).to_owned()));
    let scale_name = |id: &str| word(&format!("quest-scale-{id}"));
    let offered = asked.scales.iter().filter(|scale| scale.id != AGENCY_QUESTION);
    let scales = offered.map(|scale| (scale.id.clone(), scale_name(&scale.id)));
    let variants = asked.variants.keys();
    let variants = variants.map(|id| ChoiceOption::new(id.clone(), words::variant(language, id)));
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&format!("{PATH}/questions/{id}"), &desk.staff.csrf, html! {
            (ui::hidden("version", state.get("version")))
            (field("fr", "Français")) (field("nl", "Nederlands")) (field("en", "English"))
            (Field::new("section", &word("quest-section")).select(sections).required().show(language, state))
            @if id == NEW {
                (Field::new("scale", &word("quest-scale")).hint(&word("quest-scale-hint")).select(scales).required().show(language, state))
            } @else {
                p class="soft" { (word_with(language, "quest-scale-stays", &[("scale", scale_name(state.get("scale")).into())])) }
                (ui::hidden("scale", state.get("scale")))
            }
            @if id == AGENCY_QUESTION {
                p class="soft" { (word("quest-agency-unknown")) }
            } @else {
                (Field::new("show_if", &word("quest-show-if")).hint(&word("quest-show-if-hint")).select(conditions(language, (catalogue, work), id)).show(language, state))
            }
            (Choices::many("asked_in", &word("quest-asked-in")).hint(&word("quest-asked-in-hint")).options(variants).show(language, state))
            (ui::checkbox(language, state, "required", &word("quest-insists"), None))
            p class="actions" { (ui::button(&word("quest-save"))) }
        }))
    };
    let title = work.draft.questions.iter().find(|question| question.id == id);
    let title = title.map_or_else(|| word("quest-add"), |question| question.text.get(language).to_owned());
    let page = console::page(desk, &title, word("quest-edit-lead"), QUESTIONNAIRE).await?;
    Ok(page.of_form(state).render(body))
}

/// Answers that can open a question; of a new one those of every section, as
/// its section is still to be chosen.
fn conditions(language: Language, (catalogue, work): (&Catalogue, &WorkedOn), id: &str) -> Vec<(String, String)> {
    let asked = &catalogue.questionnaire;
    let questions = &work.draft.questions;
    let at = questions.iter().position(|question| question.id == id).unwrap_or(questions.len());
    let sections: Vec<&str> = match questions.get(at) {
        Some(question) => vec![&question.section],
        None => asked.sections.iter().map(|section| section.id.as_str()).collect(),
    };
    let of = |section: &str| openers(asked, &questions[..at], (section, &BTreeSet::new()));
    let mut all = Vec::new();
    for (opener, values) in sections.into_iter().flat_map(of) {
        let Some(question) = questions.iter().find(|question| question.id == opener) else { continue };
        let Some(scale) = asked.scale(&question.scale) else { continue };
        for value in values {
            let label = words::option(language, catalogue, &scale.kind, &value);
            all.push((format!("{opener}={value}"), format!("{} → {label}", question.text.get(language))));
        }
    }
    all
}
