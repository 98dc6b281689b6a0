//! One question on the page, as its scale asks.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::questionnaire::{Choice, NONE, OTHER, Question, ScaleKind, ShowIf};
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{ChoiceOption, Choices, Field};

use crate::surveys::asked::Asked;
use crate::words;
use crate::{word, word_with};

/// More than this many choices stand in a list to open.
const ROWS: usize = 8;

/// The earlier answer that opens a question.
fn opened_by(question: &Question) -> Option<(&str, &str)> {
    match &question.show_if {
        Some(ShowIf::Answer { question, value }) => Some((question, value)),
        Some(ShowIf::AgencyKnown(_)) | None => None,
    }
}

/// The form that questions are shown in.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    pub(super) language: Language,
    pub(super) asked: &'a Asked,
    /// What was entered, and what is wrong with it.
    pub(super) state: &'a FormState,
}

impl Form<'_> {
    /// The questions of a section in order, of those that are shown; what an answer
    /// opens stands right below it.
    pub(super) fn questions(&self, shown: &[&Question], section: &str) -> Markup {
        let asked = self.asked;
        let here: Vec<&Question> = shown.iter().copied().filter(|question| question.section == section).collect();
        let one = |question: &Question, opens: Option<&str>| {
            let scale = asked.questionnaire().scale_of(question);
            scale.map(|scale| self.show(question, scale, opens)).unwrap_or_default()
        };
        let opener_here = |question: &Question| {
            opened_by(question).is_some_and(|(opener, _)| here.iter().any(|other| other.id == opener))
        };
        html! {
            @for question in here.iter().filter(|question| !opener_here(question)) {
                @let opened: Vec<&&Question> = here.iter()
                    .filter(|other| opened_by(other).is_some_and(|(opener, _)| opener == question.id)).collect();
                @if let Some((_, value)) = opened.first().and_then(|first| opened_by(first)) {
                    div class="asks" {
                        (one(question, Some(value)))
                        div class="follows" { @for other in &opened { (one(other, None)) } }
                    }
                } @else {
                    (one(question, None))
                }
            }
        }
    }

    fn show(&self, question: &Question, scale: &ScaleKind, opens: Option<&str>) -> Markup {
        let Self { language, asked, state } = *self;
        let words = question.text.get(language);
        let codes = |choices: Vec<String>| -> Vec<ChoiceOption> {
            let label = |code: &String| words::option(language, &asked.catalogue, scale, code);
            choices.iter().map(|code| ChoiceOption::new(code.clone(), label(code))).collect()
        };
        let values = |choices: &[Choice]| codes(choices.iter().map(|choice| choice.v.clone()).collect());
        let one = |choices: Vec<ChoiceOption>| Choices::one(&question.id, words).options(choices);
        let several = |choices: Vec<ChoiceOption>| {
            Choices::many(&question.id, words).hint(&word(language, "question-several")).options(choices)
        };
        let group = match scale {
            ScaleKind::Ordinal(_) => one(codes(words::ordinal(scale))),
            ScaleKind::Single(choices) => one(values(choices)),
            ScaleKind::Multi(choices) => several(values(choices)),
            ScaleKind::MultiAgencies => several(codes(agencies(asked, false, NONE))),
            ScaleKind::SingleAgency => {
                let choices = codes(agencies(asked, true, OTHER));
                if choices.len() > ROWS {
                    return list(language, question, choices, state);
                }
                one(choices)
            }
            ScaleKind::Nps { min, max, low, high } => {
                let ends = [
                    ("min", (*min).into()),
                    ("low", low.get(language).into()),
                    ("max", (*max).into()),
                    ("high", high.get(language).into()),
                ];
                let hint = word_with(language, "question-ends", &ends);
                one(codes((*min..=*max).map(|v| v.to_string()).collect())).inline().hint(&hint)
            }
            ScaleKind::Text { max_chars } => return text(language, question, *max_chars, state),
        };
        let group = if question.required { group.required() } else { group };
        let group = match opens {
            Some(value) => group.opens(value),
            None => group,
        };
        group.show(language, state)
    }
}

fn list(language: Language, question: &Question, choices: Vec<ChoiceOption>, state: &FormState) -> Markup {
    let choices = choices.into_iter().map(|choice| (choice.value, choice.words));
    let field = Field::new(&question.id, question.text.get(language)).select(choices);
    let field = if question.required { field.required() } else { field };
    field.show(language, state)
}

fn text(language: Language, question: &Question, max_chars: usize, state: &FormState) -> Markup {
    let field = Field::new(&question.id, question.text.get(language)).lines(4);
    let field = field.max_length(u32::try_from(max_chars).unwrap_or(u32::MAX));
    let field =
        if question.may_contain_personal_data { field.hint(&word(language, "question-no-names")) } else { field };
    let field = if question.required { field.required() } else { field };
    field.show(language, state)
}

/// Agencies of the survey's days: where `met` asks who received somebody,
/// those that hold permanences at the location, if any do.
fn agencies(asked: &Asked, met: bool, rest: &str) -> Vec<String> {
    let catalogue: &Catalogue = &asked.catalogue;
    let survey = &asked.survey;
    let exists = |id: &&AgencyId| {
        catalogue.agencies.get(*id).is_some_and(|agency| {
            agency.valid_from.is_none_or(|from| from <= survey.closes)
                && agency.valid_to.is_none_or(|to| survey.opens <= to)
        })
    };
    let present: Vec<&AgencyId> = asked.present.iter().filter(exists).collect();
    let listed = if met && !present.is_empty() { present } else { catalogue.agencies.keys().filter(exists).collect() };
    listed.into_iter().map(ToString::to_string).chain([rest.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_opens_is_named_by_the_question_itself() {
        let catalogue = brussels_data::catalogue().unwrap();
        let wait = catalogue.questionnaire.question("wait").unwrap();
        assert_eq!(opened_by(wait), Some(("referred", "yes")));
        let agency = catalogue.questionnaire.question("agency").unwrap();
        assert_eq!(opened_by(agency), None);
    }
}
