//! The form of a strategy: its steps, its times; and the conditions of a step by
//! fact, each with its choices by name.

use domain::condition::Conditions;
use domain::fact_words::{condition_text, fact_label, value_label};
use domain::ids::AgencyId;
use domain::need_type::Step;
use maud::{Markup, html};
use serde_json::{Value, json};
use web::extract::FormState;
use web::ui::{ChoiceOption, Choices, Field, field_id};

use super::conditions::{Fact, Kind, facts, name_of};
use super::entered::rows_of;
use super::form::Opened;
use crate::word_with;

impl Opened {
    /// The fields, with what was entered.
    pub(super) fn fields(&self, state: &FormState) -> Markup {
        let (language, today) = (self.desk.visit.language, self.today());
        let mut offers: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for agency in self.catalogue.agencies_on(today) {
            let services = self.catalogue.services_of(&agency.id, today);
            let of_agency: Vec<(String, String)> =
                services.map(|one| (format!("{}|{}", agency.id, one.id), one.name.get(language).to_owned())).collect();
            if !of_agency.is_empty() {
                offers.push((agency.short.clone(), of_agency));
            }
        }
        // What stands may name an agency whose work another does today.
        let known = |value: &str| offers.iter().any(|(_, all)| all.iter().any(|(known, _)| known == value));
        let stand = self.stands.steps.iter().map(|step| (format!("{}|{}", step.agency, step.service), step));
        let words = |step: &Step| format!("{} · {}", self.catalogue.agency_name(&step.agency), step.service);
        let stand = stand.filter(|(value, _)| !known(value)).map(|(value, step)| (value, words(step)));
        let stand: Vec<(String, String)> = stand.collect();
        if !stand.is_empty() {
            offers.push((self.word("strategy-former"), stand));
        }
        let facts = facts(&self.catalogue);
        let roles = [("lead", self.word("strategy-role-lead")), ("support", self.word("strategy-role-support"))];
        let number = |name: &str, key: &str, max: u32| {
            Field::new(name, &self.word(key)).kind("number").between(1, max).show(language, state)
        };
        html! {
            @for at in 0..rows_of(&self.stands) {
                fieldset class="card" {
                    legend { (word_with(language, "strategy-step", &[("n", (at + 1).into())])) }
                    div class="form-row" {
                        (Field::new(&format!("step_{at}"), &self.word("strategy-whom")).select_in_groups(offers.clone()).show(language, state))
                        (Field::new(&format!("role_{at}"), &self.word("strategy-role")).select(roles.clone()).show(language, state))
                    }
                    (self.conditions(&facts, at, state))
                }
            }
            div class="form-row" {
                (number("remind_0", "strategy-remind-1", 59))
                (number("remind_1", "strategy-remind-2", 59))
                (number("answer_days", "strategy-answer", 60))
                (number("follow_up_days", "strategy-follow", 90))
            }
            (Field::new("why", &self.word("strategy-why")).hint(&self.word("strategy-why-hint")).max_length(500).show(language, state))
        }
    }

    /// What is chosen, and behind it what can be: of whom, and after whom.
    fn conditions(&self, facts: &[Fact], at: usize, state: &FormState) -> Markup {
        let language = self.desk.visit.language;
        let kept = format!("kept_{at}");
        let kept = state.values.iter().filter(|(name, _)| *name == kept);
        let kept = kept.map(|(_, text)| ChoiceOption::new(text.clone(), self.sentences(text)));
        let kept: Vec<ChoiceOption> = kept.collect();
        let (chosen, others): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.said(at, state).is_some());
        let after = format!("after_{at}");
        let is_after = !state.get(&after).is_empty();
        let wrong = |fact: &&Fact| Self::is_wrong(fact, at, state);
        html! {
            @if !kept.is_empty() {
                (Choices::many(&format!("kept_{at}"), &self.word("strategy-kept")).hint(&self.word("strategy-kept-hint")).required().options(kept).show(language, state))
            }
            @for fact in chosen { (self.condition(fact, at, state)) }
            @if is_after { (self.after(at, state)) }
            details open[others.iter().any(wrong) || state.error(&after).is_some()] {
                summary { (self.word("strategy-conditions")) }
                @for fact in others { (self.condition(fact, at, state)) }
                @if !is_after { (self.after(at, state)) }
            }
        }
    }

    fn is_wrong(fact: &Fact, at: usize, state: &FormState) -> bool {
        ["is", "how", "least", "below"].iter().any(|name| state.error(&name_of(name, at, &fact.name)).is_some())
    }

    /// Kept conditions as people read them; what can't be read, as it is.
    fn sentences(&self, text: &str) -> String {
        let Ok(all) = serde_json::from_str::<Conditions>(text) else { return text.to_owned() };
        let said = all.iter().map(|(fact, test)| condition_text(fact, test, self.desk.visit.language));
        said.collect::<Vec<_>>().join(", ")
    }

    /// One fact: what is chosen in its summary, the choices below it.
    fn condition(&self, fact: &Fact, at: usize, state: &FormState) -> Markup {
        let (language, label) = (self.desk.visit.language, fact_label(&fact.name, self.desk.visit.language));
        let field = |name: &str| name_of(name, at, &fact.name);
        let said = fact.said(at, state);
        html! {
            details class="condition" open[Self::is_wrong(fact, at, state)] {
                summary {
                    @match &said {
                        Some(said) => { strong { (condition_text(&fact.name, &said.test(), language)) } }
                        None => { (label) " " span class="soft" { (self.word("strategy-any")) } }
                    }
                }
                @match &fact.kind {
                    Kind::One(codes) | Kind::Several(codes) => {
                        div class="stack" {
                            (self.ways(fact, &field("how"), state))
                            (Choices::many(&field("is"), &label).required().in_columns().options(self.codes(fact, codes)).show(language, state))
                        }
                    }
                    Kind::YesNo => {
                        (Choices::one(&field("is"), &label).required().inline().options(self.yes_or_no()).show(language, state))
                    }
                    Kind::Figure => {
                        div class="form-row" {
                            (Field::new(&field("least"), &self.word("strategy-least")).kind("number").between(0, 1_000_000_000_i64).show(language, state))
                            (Field::new(&field("below"), &self.word("strategy-below")).kind("number").between(0, 1_000_000_000_i64).show(language, state))
                        }
                    }
                }
            }
        }
    }

    /// How the codes are held against it: one of the ways always.
    fn ways(&self, fact: &Fact, name: &str, state: &FormState) -> Markup {
        let (id, entered) = (field_id(name), state.get(name));
        html! {
            div class="field" {
                label for=(id) { (self.word("strategy-how")) }
                select id=(id) name=(name) {
                    @for how in fact.ways() {
                        option value=(how) selected[*how == entered] { (self.word(&format!("strategy-how-{}", how.replace('_', "-")))) }
                    }
                }
            }
        }
    }

    fn codes(&self, fact: &Fact, codes: &[String]) -> Vec<ChoiceOption> {
        let named = |code: &String| {
            ChoiceOption::new(code.clone(), value_label(&fact.name, &json!(code), self.desk.visit.language))
        };
        codes.iter().map(named).collect()
    }

    fn yes_or_no(&self) -> Vec<ChoiceOption> {
        let named = |yes: bool| {
            ChoiceOption::new(yes.to_string(), value_label("", &Value::Bool(yes), self.desk.visit.language))
        };
        vec![ChoiceOption::new("", self.word("strategy-any")), named(true), named(false)]
    }

    /// Agencies of which one must have been in touch before: those of today, and
    /// those that are named and ended.
    fn after(&self, at: usize, state: &FormState) -> Markup {
        let name = format!("after_{at}");
        let mut agencies: Vec<(String, String)> =
            self.catalogue.agencies_on(self.today()).map(|one| (one.id.to_string(), one.short.clone())).collect();
        for (_, id) in state.values.iter().filter(|(field, id)| *field == name && !id.is_empty()) {
            if !agencies.iter().any(|(known, _)| known == id) {
                let known = AgencyId::parse(id).ok();
                let words = known.as_ref().map_or_else(|| id.clone(), |id| self.catalogue.agency_name(id).to_owned());
                agencies.push((id.clone(), words));
            }
        }
        let chosen: Vec<&str> =
            agencies.iter().filter(|(id, _)| state.has(&name, id)).map(|(_, words)| words.as_str()).collect();
        let options = agencies.iter().map(|(id, words)| ChoiceOption::new(id.clone(), words.clone()));
        html! {
            details class="condition" open[state.error(&name).is_some()] {
                summary {
                    @if chosen.is_empty() { (self.word("strategy-after-field")) " " span class="soft" { (self.word("strategy-after-none")) } }
                    @else { strong { (self.word("strategy-after-field")) " " (chosen.join(", ")) } }
                }
                (Choices::many(&name, &self.word("strategy-after-field")).required().in_columns().options(options).show(self.desk.visit.language, state))
            }
        }
    }
}
