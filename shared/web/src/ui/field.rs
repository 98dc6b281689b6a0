//! One line, several lines, or one of a list: label, hint, error, input.

use domain::Language;
use maud::{Markup, html};

use crate::extract::FormState;
use crate::i18n::{t, t_args};
use crate::{LOCALES, format};

/// The id of the input of a field: what an error links to.
pub fn field_id(name: &str) -> String {
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("f-{safe}")
}

enum Kind {
    Input(&'static str),
    File(&'static str),
    Lines(u8),
    /// Values and words under headings; those of an empty heading stand under none.
    Select(Vec<(String, Vec<(String, String)>)>),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Input("text")
    }
}

/// An input under construction.
#[derive(Default)]
pub struct Field {
    name: String,
    among: Option<String>,
    label: String,
    hint: Option<String>,
    kind: Kind,
    required: bool,
    filters: bool,
    depends: bool,
    autocomplete: Option<&'static str>,
    max_length: Option<u32>,
    min: Option<String>,
    max: Option<String>,
}

impl Field {
    /// One line of text.
    pub fn new(name: &str, label: &str) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), ..Self::default() }
    }

    /// Another type of input: `email`, `tel`, `number`, `date`, `time`,
    /// `datetime-local`, `search`, `url`.
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind: Kind::Input(kind), ..self }
    }

    /// A file of these types: `.ics,text/calendar`.
    pub fn file(self, accept: &'static str) -> Self {
        Self { kind: Kind::File(accept), ..self }
    }

    /// Several lines of text.
    pub fn lines(self, rows: u8) -> Self {
        Self { kind: Kind::Lines(rows), ..self }
    }

    /// One of a list of values and words; nothing is chosen beforehand.
    pub fn select<V: Into<String>, W: Into<String>>(self, options: impl IntoIterator<Item = (V, W)>) -> Self {
        let options = options.into_iter().map(|(value, words)| (value.into(), words.into())).collect();
        self.select_in_groups(vec![(String::new(), options)])
    }

    /// As [`Self::select`], under headings.
    pub fn select_in_groups(self, groups: Vec<(String, Vec<(String, String)>)>) -> Self {
        Self { kind: Kind::Select(groups), ..self }
    }

    /// The same field in one of many forms of a page: what tells this one from
    /// the others. Where a form is refused, its own is told from none, so that
    /// the summary of errors leads to it.
    pub fn among(self, which: &str) -> Self {
        Self { among: Some(which.to_owned()), ..self }
    }

    /// What helps to fill it in.
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: Some(hint.to_owned()), ..self }
    }

    /// Has to be filled in; others say that they are optional.
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Narrows a list: nothing chosen is all of it, and says so.
    pub fn filters(self) -> Self {
        Self { filters: true, ..self }
    }

    /// Has to be filled in where another field says so, which the hint tells.
    pub fn depends(self) -> Self {
        Self { depends: true, ..self }
    }

    /// What the browser may fill in: `email`, `name`, `organization`, `tel`.
    pub fn autocomplete(self, purpose: &'static str) -> Self {
        Self { autocomplete: Some(purpose), ..self }
    }

    /// The most characters.
    pub fn max_length(self, characters: u32) -> Self {
        Self { max_length: Some(characters), ..self }
    }

    /// The bounds of a number, date or time.
    pub fn between(self, min: impl ToString, max: impl ToString) -> Self {
        Self { min: Some(min.to_string()), max: Some(max.to_string()), ..self }
    }

    /// The markup, with what was entered and what is wrong with it.
    pub fn show(&self, language: Language, state: &FormState) -> Markup {
        let id = match &self.among {
            None => field_id(&self.name),
            Some(which) => field_id(&std::format!("{}-{which}", self.name)),
        };
        let error = amiss(language, state, &self.name, |value| self.say(language, value));
        let described = described_by(&id, self.hint.is_some(), error.is_some());
        let value = state.get(&self.name);
        let invalid = error.is_some().then_some("true");
        html! {
            div class=(if error.is_some() { "field wrong" } else { "field" }) {
                label for=(id) {
                    (self.label)
                    @if !self.required && !self.filters && !self.depends { " " span class="optional" { (t(&LOCALES, language, "field-optional")) } }
                }
                @if let Some(hint) = &self.hint { p class="hint" id={ (id) "-hint" } { (hint) } }
                @if let Some(error) = &error { (error_line(&id, error)) }
                @match &self.kind {
                    Kind::Input(kind) => input id=(id) name=(self.name) type=(kind) value=(value) required[self.required]
                        autocomplete=[self.autocomplete] maxlength=[self.max_length] min=[self.min.as_deref()] max=[self.max.as_deref()]
                        aria-describedby=[described.as_deref()] aria-invalid=[invalid];,
                    Kind::File(accept) => input id=(id) name=(self.name) type="file" accept=(accept) required[self.required]
                        aria-describedby=[described.as_deref()] aria-invalid=[invalid];,
                    Kind::Lines(rows) => textarea id=(id) name=(self.name) rows=(rows) required[self.required]
                        maxlength=[self.max_length] aria-describedby=[described.as_deref()] aria-invalid=[invalid] { (value) },
                    Kind::Select(groups) => select id=(id) name=(self.name) required[self.required]
                        aria-describedby=[described.as_deref()] aria-invalid=[invalid] {
                        @if !groups.iter().flat_map(|(_, options)| options).any(|(option, _)| option.is_empty()) {
                            option value="" { (t(&LOCALES, language, if self.filters { "field-all" } else { "field-choose" })) }
                        }
                        @for (heading, options) in groups {
                            @let options = html! { @for (option, words) in options { option value=(option) selected[option == value] { (words) } } };
                            @if heading.is_empty() { (options) } @else { optgroup label=(heading) { (options) } }
                        }
                    },
                }
            }
        }
    }

    /// A value as the field shows it.
    fn say(&self, language: Language, value: &str) -> String {
        let words = match &self.kind {
            Kind::Select(groups) => {
                let mut options = groups.iter().flat_map(|(_, options)| options);
                options.find(|(option, _)| option == value).map(|(_, words)| words.clone())
            }
            Kind::Input("date") => value.parse().ok().map(|day| format::date(language, day)),
            _ => None,
        };
        words.unwrap_or_else(|| value.to_owned())
    }
}

pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let parts = [hint.then_some("hint"), error.then_some("error")].into_iter().flatten();
    let ids: Vec<String> = parts.map(|part| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// What is wrong with a field and, where the form came late, what is stored in it; `say`
/// has the words of a value.
pub(super) fn amiss(language: Language, state: &FormState, name: &str, say: impl Fn(&str) -> String) -> Option<String> {
    let stored: Vec<String> = state.stored(name).into_iter().map(say).collect();
    let now = [("now", stored.join(", ").into())];
    let stored = (!stored.is_empty()).then(|| t_args(&LOCALES, language, "form-stored-now", &now));
    let said = state.error(name).map(|error| error.get(language).to_owned());
    let said: Vec<String> = said.into_iter().chain(stored).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

pub(super) fn error_line(id: &str, words: &str) -> Markup {
    html! { p class="error" id={ (id) "-error" } { (super::Icon::Alert.markup()) span { (words) } } }
}
