//! The form of a strategy: its steps, its times.

use maud::{Markup, html};
use web::extract::FormState;
use web::ui::Field;

use super::conditions::facts;
use super::entered::rows_of;
use super::opened::Opened;
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
        let stand: Vec<(String, String)> = self
            .stands
            .steps
            .iter()
            .map(|step| (format!("{}|{}", step.agency, step.service), step))
            .filter(|(value, _)| !known(value))
            .map(|(value, step)| (value, format!("{} · {}", self.catalogue.agency_name(&step.agency), step.service)))
            .collect();
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
}
