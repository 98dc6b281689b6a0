//! The words around the questions: titles, headings, and what the answers of each
//! scale say. They can change with every version; what answers are stored as can't.

use serde::{Deserialize, Serialize};

use super::{Questionnaire, Scale, ScaleKind, Section};
use crate::Text;
use crate::field_error::{FieldError, Problem};

/// Characters of a title, a heading or an answer in one language, at most.
pub const MAX_LABEL: usize = 120;

/// What one answer of a scale says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct OptionWords {
    /// What it is stored as; of `nps` the lowest and the highest number.
    #[cfg_attr(feature = "described", schema(example = "4"))]
    pub v: String,
    /// What the person reads.
    pub label: Text,
}

/// What the answers of a scale say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct ScaleWords {
    /// The scale's id.
    #[cfg_attr(feature = "described", schema(example = "sat5"))]
    pub id: String,
    /// Each answer that has words of its own.
    pub options: Vec<OptionWords>,
}

/// The words around the questions. What is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "described", schema(as = QuestionnaireWords))]
#[serde(default)]
pub struct Words {
    /// Title of the pages of surveys.
    pub title: Option<Text>,
    /// Title of the page after a visit; null: the product's own.
    pub visit_title: Option<Text>,
    /// The parts of the page: their headings.
    pub sections: Vec<Section>,
    /// The scales whose answers have words of their own.
    pub scales: Vec<ScaleWords>,
}

impl Words {
    /// Those of a questionnaire.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        Self {
            title: questionnaire.title.clone(),
            visit_title: questionnaire.visit_title.clone(),
            sections: questionnaire.sections.clone(),
            scales: questionnaire.scales.iter().filter_map(ScaleWords::of).collect(),
        }
    }

    /// With what is left out as it is now.
    #[must_use]
    pub fn completed(mut self, now: &Questionnaire) -> Self {
        let all = Self::of(now);
        self.title = self.title.or(all.title);
        self.visit_title = self.visit_title.or(all.visit_title);
        let missing = |id: &String, ids: &[String]| !ids.contains(id);
        let known: Vec<String> = self.sections.iter().map(|section| section.id.clone()).collect();
        self.sections.extend(all.sections.into_iter().filter(|section| missing(&section.id, &known)));
        let known: Vec<String> = self.scales.iter().map(|scale| scale.id.clone()).collect();
        self.scales.extend(all.scales.into_iter().filter(|scale| missing(&scale.id, &known)));
        self
    }

    /// The questionnaire in these words, or what is wrong with each.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub(super) fn put(self, now: &Questionnaire) -> Result<Questionnaire, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut said = now.clone();
        for (name, title, place) in
            [("title", self.title, &mut said.title), ("visit_title", self.visit_title, &mut said.visit_title)]
        {
            if let Some(title) = title {
                check(&mut errors, &format!("/words/{name}"), &title);
                *place = Some(title);
            }
        }
        for (at, Section { id, label }) in self.sections.into_iter().enumerate() {
            check(&mut errors, &format!("/words/sections/{at}/label"), &label);
            match said.sections.iter_mut().find(|section| section.id == id) {
                Some(section) => section.label = label,
                None => {
                    let known = now.sections.iter().map(|section| section.id.clone()).collect();
                    errors.push(FieldError::new(format!("/words/sections/{at}/id"), Problem::NotAmong(known)));
                }
            }
        }
        for (at, scale) in self.scales.into_iter().enumerate() {
            errors.extend(scale.put(&mut said.scales, &format!("/words/scales/{at}")));
        }
        if errors.is_empty() { Ok(said) } else { Err(errors) }
    }
}

impl ScaleWords {
    /// Those of a scale; none where its answers have no words of their own.
    pub fn of(scale: &Scale) -> Option<Self> {
        let mut kind = scale.kind.clone();
        let options: Vec<OptionWords> =
            labels(&mut kind).into_iter().map(|(v, label)| OptionWords { v, label: label.clone() }).collect();
        (!options.is_empty()).then(|| Self { id: scale.id.clone(), options })
    }

    fn put(self, scales: &mut [Scale], pointer: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let worded = scales.iter().filter_map(Self::of).map(|scale| scale.id).collect();
        let Some(scale) = scales.iter_mut().find(|scale| scale.id == self.id) else {
            return vec![FieldError::new(format!("{pointer}/id"), Problem::NotAmong(worded))];
        };
        let mut stored = labels(&mut scale.kind);
        for (at, OptionWords { v, label }) in self.options.into_iter().enumerate() {
            check(&mut errors, &format!("{pointer}/options/{at}/label"), &label);
            match stored.iter_mut().find(|(stored, _)| *stored == v) {
                Some((_, place)) => **place = label,
                None => {
                    let known = stored.iter().map(|(v, _)| v.clone()).collect();
                    errors.push(FieldError::new(format!("{pointer}/options/{at}/v"), Problem::NotAmong(known)));
                }
            }
        }
        errors
    }
}

/// The words of a scale, each with what is stored.
fn labels(kind: &mut ScaleKind) -> Vec<(String, &mut Text)> {
    match kind {
        ScaleKind::Ordinal(steps) => steps.iter_mut().map(|step| (step.v.to_string(), &mut step.label)).collect(),
        ScaleKind::Multi(choices) | ScaleKind::Single(choices) => {
            choices.iter_mut().map(|choice| (choice.v.clone(), &mut choice.label)).collect()
        }
        ScaleKind::Nps { min, max, low, high } => vec![(min.to_string(), low), (max.to_string(), high)],
        ScaleKind::MultiAgencies | ScaleKind::SingleAgency | ScaleKind::Text { .. } => Vec::new(),
    }
}

fn check(errors: &mut Vec<FieldError>, pointer: &str, text: &Text) {
    errors.extend(
        super::wrong_words(text, MAX_LABEL)
            .map(|(language, problem)| FieldError::new(format!("{pointer}/{language}"), problem)),
    );
}
