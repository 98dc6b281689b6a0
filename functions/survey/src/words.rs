//! Names of what a survey is about and of what can be answered, in words.

use std::collections::BTreeMap;

use crate::{word, word_with};
use domain::Language;
use domain::alert::Part;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::questionnaire::{Choice, NONE, OTHER, ScaleKind, Variant};
use domain::suggestion::Suggestion;
use domain::survey::{Survey, SurveyTarget};
use domain::wave::{AFTER_VISIT, WITHOUT_VISIT};

/// What a survey is about: `Innoviris chez ICAB`.
pub(crate) fn target(language: Language, catalogue: &Catalogue, target: &SurveyTarget) -> String {
    match (&target.agency, &target.location) {
        (Some(id), Some(place)) => {
            let args = [("agency", catalogue.agency_name(id).into()), ("place", catalogue.place_name(place).into())];
            word_with(language, "target-agency-at", &args)
        }
        (Some(id), None) => catalogue.agency_name(id).to_owned(),
        (None, Some(place)) => catalogue.place_name(place).to_owned(),
        (None, None) => word(language, "target-programme"),
    }
}

/// What a suggestion is about, as a survey's target.
pub(crate) fn about(language: Language, catalogue: &Catalogue, one: &Suggestion) -> String {
    let of = SurveyTarget { location: one.place.clone(), agency: one.agency.clone(), permanence: None };
    target(language, catalogue, &of)
}

/// The name of a variant; its id where the questionnaire added one.
pub(crate) fn variant(language: Language, variant: &Variant) -> String {
    match variant.code() {
        AFTER_VISIT => word(language, "variant-after-visit"),
        "quarterly" => word(language, "variant-quarterly"),
        WITHOUT_VISIT => word(language, "variant-member-without-visit"),
        other => other.to_owned(),
    }
}

/// The title of the survey's page, as the version that it asks has it.
pub(crate) fn title(language: Language, catalogue: &Catalogue, survey: &Survey) -> String {
    let asked = survey.questionnaire(catalogue);
    let (given, own) = match survey.variant.code() {
        AFTER_VISIT => (&asked.visit_title, "survey-title-after-visit"),
        _ => (&asked.title, "survey-title"),
    };
    given.as_ref().map_or_else(|| word(language, own), |title| title.get(language).to_owned())
}

/// The survey as a heading on the console: `Après une visite, Innoviris chez ICAB`.
pub(crate) fn survey(language: Language, catalogue: &Catalogue, survey: &Survey) -> String {
    format!("{} · {}", target(language, catalogue, &survey.target), variant(language, &survey.variant))
}

/// What an option of a scale says.
pub(crate) fn option(language: Language, catalogue: &Catalogue, scale: &ScaleKind, option: &str) -> String {
    let of_choices = |choices: &[Choice]| {
        choices.iter().find(|choice| choice.v == option).map(|choice| choice.label.get(language).to_owned())
    };
    let label = match scale {
        ScaleKind::Ordinal(steps) => {
            let step = steps.iter().find(|step| step.v.to_string() == option);
            step.map(|step| step.label.get(language).to_owned())
        }
        ScaleKind::Single(choices) | ScaleKind::Multi(choices) => of_choices(choices),
        ScaleKind::SingleAgency | ScaleKind::MultiAgencies => Some(match option {
            NONE => word(language, "option-none"),
            OTHER => word(language, "option-other"),
            id => AgencyId::parse(id).map_or_else(|_| id.to_owned(), |id| catalogue.agency_name(&id).to_owned()),
        }),
        ScaleKind::Nps { .. } | ScaleKind::Text { .. } => None,
    };
    label.unwrap_or_else(|| option.to_owned())
}

/// What of a wave an alert is about: an agency, a place, or a question.
pub(crate) fn part(language: Language, catalogue: &Catalogue, part: &Part) -> String {
    let asked = || catalogue.question(&part.question).map(|asked| asked.text.get(language).to_owned());
    match (&part.agency, &part.location) {
        (Some(id), _) => catalogue.agency_name(id).to_owned(),
        (None, Some(id)) => catalogue.place_name(id).to_owned(),
        (None, None) => asked().unwrap_or_else(|| part.question.clone()),
    }
}

/// The options of a scale in the order in which people read them, each with its
/// share. A scale that only rises is read from its best end.
pub(crate) fn in_reading_order(scale: &ScaleKind, shares: &BTreeMap<String, f64>) -> Vec<(String, f64)> {
    let mut options: Vec<(String, f64)> = shares.iter().map(|(option, share)| (option.clone(), *share)).collect();
    let order: Vec<String> = match scale {
        ScaleKind::Ordinal(_) => ordinal(scale),
        ScaleKind::Nps { min, max, .. } => (*min..=*max).map(|value| value.to_string()).collect(),
        ScaleKind::Single(choices) | ScaleKind::Multi(choices) => choices.iter().map(|c| c.v.clone()).collect(),
        ScaleKind::SingleAgency | ScaleKind::MultiAgencies | ScaleKind::Text { .. } => Vec::new(),
    };
    options.sort_by_key(|(option, _)| {
        let place = order.iter().position(|ordered| ordered == option).unwrap_or(usize::MAX);
        (place, option == NONE || option == OTHER)
    });
    options
}

/// The steps of an ordinal scale in reading order; none for other scales.
pub(crate) fn ordinal(scale: &ScaleKind) -> Vec<String> {
    let ScaleKind::Ordinal(steps) = scale else { return Vec::new() };
    let rises = steps.windows(2).all(|pair| pair[0].v < pair[1].v);
    let values = steps.iter().map(|step| step.v.to_string());
    if rises { values.rev().collect() } else { values.collect() }
}
