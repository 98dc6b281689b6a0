//! One of few, or several of few, each with room for a thumb.

use domain::Language;
use domain::agency::Agency;
use domain::location::Location;
use maud::{Markup, html};

use super::field::{amiss, described_by, error_line, field_id};
use crate::LOCALES;
use crate::extract::FormState;
use crate::i18n::t;

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
    /// What helps to choose.
    pub hint: Option<String>,
}

impl ChoiceOption {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None }
    }
}

/// What can be chosen, in the order of the names.
pub fn by_name(named: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = named.collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named
}

/// Places to choose from, by id and name.
pub fn places<'a>(places: impl Iterator<Item = &'a Location>) -> Vec<(String, String)> {
    by_name(places.map(|place| (place.id.to_string(), place.name.clone())))
}

/// Agencies to choose from, by id and the name that people use.
pub fn agencies<'a>(agencies: impl Iterator<Item = &'a Agency>) -> Vec<(String, String)> {
    by_name(agencies.map(|agency| (agency.id.to_string(), agency.short.clone())))
}

/// A group of choices under construction.
#[derive(Default)]
pub struct Choices {
    name: String,
    legend: String,
    hint: Option<String>,
    many: bool,
    required: bool,
    inline: bool,
    columns: bool,
    opens: Option<String>,
    options: Vec<ChoiceOption>,
}

impl Choices {
    fn new(name: &str, legend: &str, many: bool) -> Self {
        Self { name: name.to_owned(), legend: legend.to_owned(), many, ..Self::default() }
    }

    /// One of these.
    pub fn one(name: &str, legend: &str) -> Self {
        Self::new(name, legend, false)
    }

    /// Any of these.
    pub fn many(name: &str, legend: &str) -> Self {
        Self::new(name, legend, true)
    }

    /// Adds a choice.
    pub fn option(mut self, value: impl Into<String>, words: impl Into<String>) -> Self {
        self.options.push(ChoiceOption::new(value, words));
        self
    }

    /// Adds choices.
    pub fn options(mut self, options: impl IntoIterator<Item = ChoiceOption>) -> Self {
        self.options.extend(options);
        self
    }

    /// What helps to choose.
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: Some(hint.to_owned()), ..self }
    }

    /// One has to be chosen; others say that they are optional.
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Side by side, as for a scale from 0 to 10.
    pub fn inline(self) -> Self {
        Self { inline: true, ..self }
    }

    /// As many beside one another as fit: for a long list of names.
    pub fn in_columns(self) -> Self {
        Self { columns: true, ..self }
    }

    /// The choice that opens what follows: within `.asks`, the part `.follows`
    /// is shown once it is chosen. A browser that knows no `:has()` shows it
    /// always.
    pub fn opens(self, value: &str) -> Self {
        Self { opens: Some(value.to_owned()), ..self }
    }

    /// The markup, with what was chosen and what is wrong with it.
    pub fn show(&self, language: Language, state: &FormState) -> Markup {
        let id = field_id(&self.name);
        let words = |value: &str| self.options.iter().find(|one| one.value == value).map(|one| one.words.clone());
        let error = amiss(language, state, &self.name, |value| words(value).unwrap_or_else(|| value.to_owned()));
        let described = described_by(&id, self.hint.is_some(), error.is_some());
        let kind = if self.many { "checkbox" } else { "radio" };
        let layout = match (self.inline, self.options.len()) {
            _ if self.columns => "choice-columns",
            (false, _) => "choice-list",
            (true, 0..=7) => "choice-row",
            (true, _) => "choice-row long",
        };
        html! {
            fieldset class=(if error.is_some() { "choices wrong" } else { "choices" }) aria-describedby=[described.as_deref()] {
                legend {
                    (self.legend)
                    @if !self.required { " " span class="optional" { (t(&LOCALES, language, "field-optional")) } }
                }
                @if let Some(hint) = &self.hint { p class="hint" id={ (id) "-hint" } { (hint) } }
                @if let Some(error) = &error { (error_line(&id, error)) }
                div class=(layout) {
                    @for (at, option) in self.options.iter().enumerate() {
                        @let own = if at == 0 { id.clone() } else { format!("{id}-{at}") };
                        label class="choice" for=(own) {
                            input type=(kind) id=(own) name=(self.name) value=(option.value)
                                data-opens[self.opens.as_ref() == Some(&option.value)]
                                checked[state.has(&self.name, &option.value)];
                            span {
                                (option.words)
                                @if let Some(hint) = &option.hint { small { (hint) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One box to tick, such as a consent; sends `true`.
pub fn checkbox(language: Language, state: &FormState, name: &str, words: &str, hint: Option<&str>) -> Markup {
    let id = field_id(name);
    let error = state.error(name);
    let described = described_by(&id, hint.is_some(), error.is_some());
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            @if let Some(error) = error { (error_line(&id, error.get(language))) }
            label class="choice" for=(id) {
                input type="checkbox" id=(id) name=(name) value="true" checked[state.has(name, "true")]
                    aria-describedby=[described.as_deref()] aria-invalid=[error.is_some().then_some("true")];
                span { (words) }
            }
            @if let Some(hint) = hint { p class="hint" id={ (id) "-hint" } { (hint) } }
        }
    }
}
