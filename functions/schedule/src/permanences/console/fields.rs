//! The fields of a permanence's form.

use crate::console::tags;
use crate::{word, word_with};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::rota::Team;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};

/// What the fields are shown for.
pub(super) struct Shown<'a> {
    pub(super) language: Language,
    pub(super) catalogue: &'a Catalogue,
    /// The agency, which the form does not change.
    pub(super) agency: &'a AgencyId,
    pub(super) team: &'a Team,
    /// The day on which places and services are looked up.
    pub(super) day: NaiveDate,
}

impl Shown<'_> {
    /// The form itself, with a button of these words.
    pub(super) fn form(&self, action: &str, csrf: &str, state: &FormState, button: &str) -> Markup {
        let language = self.language;
        ui::form(
            action,
            csrf,
            html! {
                @for name in ["id", "version", "agency", "rrule", "from"] {
                    @if !state.get(name).is_empty() { (ui::hidden(name, state.get(name))) }
                }
                (self.place(state))
                (self.services(state))
                (self.advisers(state))
                (self.when(state))
                (self.slots(state))
                (Choices::many("languages", &word(language, "field-languages"))
                    .options(["fr", "nl", "en"].map(|tag| ChoiceOption::new(tag, word(language, &format!("language-{tag}"))))).show(language, state))
                (Choices::one("status", &word(language, "field-status")).required()
                    .option("draft", word(language, "status-draft-long")).option("published", word(language, "status-published-long")).show(language, state))
                p class="actions" { (ui::button(button)) }
            },
        )
    }

    fn place(&self, state: &FormState) -> Markup {
        let language = self.language;
        let places = ui::places(self.catalogue.locations_on(self.day));
        html! {
            (Field::new("location", &word(language, "field-location")).select(places).required().show(language, state))
            (Field::new("room", &word(language, "field-room")).max_length(100).show(language, state))
        }
    }

    fn services(&self, state: &FormState) -> Markup {
        let language = self.language;
        let offered = self.catalogue.services_of(self.agency, self.day);
        let options: Vec<_> =
            offered.map(|service| ChoiceOption::new(service.id.to_string(), service.name.get(language))).collect();
        html! {
            @if !options.is_empty() {
                (Choices::many("services", &word(language, "field-services")).hint(&word(language, "field-services-hint"))
                    .options(options).show(language, state))
            }
        }
    }

    /// The agency's advisers, and whoever was chosen and is not one of them any
    /// more: what is not shown would be lost.
    fn advisers(&self, state: &FormState) -> Markup {
        let language = self.language;
        let team = self.team.advisers().map(|adviser| {
            let hint = Some(tags(&adviser.languages));
            ChoiceOption { hint, ..ChoiceOption::new(adviser.id.to_string(), &adviser.name) }
        });
        let chosen = state.values.iter().filter(|(name, _)| name == "advisers").map(|(_, value)| value);
        let others = chosen.filter(|id| self.team.advisers().all(|adviser| adviser.id.as_str() != id.as_str()));
        let options: Vec<_> = team.chain(others.map(|id| ChoiceOption::new(id, id))).collect();
        html! {
            @if !options.is_empty() {
                (Choices::many("advisers", &word(language, "field-advisers")).hint(&word(language, "field-advisers-hint"))
                    .options(options).show(language, state))
            }
        }
    }

    fn when(&self, state: &FormState) -> Markup {
        let language = self.language;
        let kept = state.get("rrule");
        let mut repeat = Choices::one("repeat", &word(language, "field-repeat"))
            .required()
            .option("once", word(language, "repeat-once"))
            .option("weekly", word(language, "repeat-weekly"))
            .option("monthly", word(language, "repeat-monthly"));
        if !kept.is_empty() {
            repeat = repeat.option("keep", word_with(language, "repeat-keep", &[("rule", kept.into())]));
        }
        html! {
            div class="form-row" {
                (Field::new("date", &word(language, "field-date")).kind("date").required().show(language, state))
                (Field::new("time", &word(language, "field-time")).kind("time").required().show(language, state))
                (Field::new("duration_minutes", &word(language, "field-duration")).kind("number").between(15, 720).required().show(language, state))
            }
            (repeat.show(language, state))
            (Field::new("interval", &word(language, "field-interval")).kind("number").between(1, 52)
                .hint(&word(language, "field-interval-hint")).show(language, state))
            (Field::new("until", &word(language, "field-until")).kind("date").hint(&word(language, "field-until-hint")).show(language, state))
        }
    }

    fn slots(&self, state: &FormState) -> Markup {
        let language = self.language;
        html! {
            div class="form-row" {
                (Field::new("seats", &word(language, "field-seats")).kind("number").between(1, 50).required().show(language, state))
                (Field::new("slot_minutes", &word(language, "field-slot")).kind("number").between(5, 720).required().show(language, state))
                (Field::new("buffer_minutes", &word(language, "field-buffer")).kind("number").between(0, 240).required().show(language, state))
            }
        }
    }
}
