//! The facts of an entry: from where, how sure, when somebody last looked. One
//! that is not good any more waits for somebody who says that it is still true,
//! or changes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::entry::{Confidence, Fact, FactSheet, FactState, Sort};
use domain::ids::StaffId;
use maud::{Markup, html};
use web::extract::FormState;
use web::format;
use web::ui::{self, ChoiceOption, Choices, Field, Icon, Tone};
use web::views::Names;

use super::opened::Opened;
use super::sorts::path;
use crate::shown::{host, table};
use crate::word_with;

/// What the card is shown with.
pub(super) struct Shown<'a> {
    pub(super) opened: &'a Opened,
    pub(super) people: &'a BTreeMap<StaffId, String>,
}

impl Shown<'_> {
    /// The facts, and the form in which somebody says that they looked.
    pub(super) fn card(
        &self,
        (sort, id): (Sort, &str),
        sheet: Option<&FactSheet>,
        (csrf, state): (&str, &FormState),
    ) -> Markup {
        let (language, today) = (self.opened.language(), self.opened.today);
        let say = |key: &str| self.opened.say(key);
        let heads = ["facts-fact", "facts-from", "facts-looked", "facts-until"];
        let mut table = table(language, &say("facts-title"), &heads);
        for fact in Fact::of(sort) {
            let known = sheet.and_then(|sheet| sheet.facts.get(fact));
            let until = sheet.map(|sheet| sheet.good_until(*fact));
            table = table.row(vec![
                html! { strong { (say(&format!("fact-{}", fact.code()))) } },
                self.from(known),
                self.looked(known),
                self.until(until),
            ]);
        }
        let choices =
            Fact::of(sort).iter().map(|fact| ChoiceOption::new(fact.code(), say(&format!("fact-{}", fact.code()))));
        let confidences = Confidence::ALL.map(|one| (one.code(), say(&format!("confidence-{}", one.code()))));
        let stale = sheet.map(|sheet| sheet.stale(sort, today)).unwrap_or_default();
        let state = if state.values.is_empty() {
            let today = ("checked_on".to_owned(), today.to_string());
            let due = stale.iter().map(|fact| ("fact".to_owned(), fact.code().to_owned()));
            &FormState::filled(due.chain([today]))
        } else {
            state
        };
        html! {
            (table.show())
            h3 { (say("facts-look")) }
            p class="soft" { (say("facts-look-what")) }
            (ui::error_summary(language, state))
            (ui::form(&format!("{}/facts", path(sort, id)), csrf, html! {
                (Choices::many("fact", &say("facts-which")).required().in_columns().options(choices).show(language, state))
                (Field::new("source", &say("facts-source")).max_length(500).hint(&say("facts-source-hint")).show(language, state))
                div class="form-row" {
                    (Field::new("confidence", &say("facts-confidence")).select(confidences).show(language, state))
                    (Field::new("checked_on", &say("facts-on")).kind("date").required().show(language, state))
                }
                p class="actions" { (ui::button(&say("facts-still"))) }
            }))
        }
    }

    fn from(&self, known: Option<&FactState>) -> Markup {
        let confidence = known.map_or(Confidence::Unknown, |state| state.confidence);
        let (tone, icon) = match confidence {
            Confidence::Verified => (Tone::Green, Icon::Check),
            Confidence::Partly => (Tone::Sky, Icon::Clock),
            Confidence::Memory | Confidence::Unknown => (Tone::Amber, Icon::Alert),
        };
        html! {
            (ui::badge(tone, icon, &self.opened.say(&format!("confidence-{}", confidence.code()))))
            @for source in known.iter().flat_map(|state| &state.sources).take(3) {
                br;
                @if source.starts_with("https://") || source.starts_with("http://") {
                    a href=(source) rel="noreferrer" { (host(source)) }
                } @else { span class="soft" { (source) } }
            }
        }
    }

    fn looked(&self, known: Option<&FactState>) -> Markup {
        let language = self.opened.language();
        let names = Names { catalogue: &self.opened.catalogue, staff: self.people, language };
        html! {
            @match known.and_then(|state| Some((state.checked_on?, state.by.as_ref()))) {
                Some((day, by)) => {
                    (format::date(language, day))
                    @if let Some(by) = by { br; span class="soft" { (names.who(by)) } }
                }
                None => span class="soft" { (self.opened.say("facts-never")) },
            }
        }
    }

    fn until(&self, until: Option<NaiveDate>) -> Markup {
        let Some(until) = until else { return html! { span class="soft" { (self.opened.say("facts-never")) } } };
        let language = self.opened.language();
        let day = format::date(language, until);
        html! {
            @if until <= self.opened.today {
                (ui::badge(Tone::Red, Icon::Alert, &word_with(language, "facts-stale", &[("day", day.into())])))
            } @else { (day) }
        }
    }
}
