//! Which answer of a source is which part of our message, on its page.

use domain::source::{Makes, Mapping, ReceivedField};
use maud::{Markup, html};
use store::repos::received::Content;
use web::extract::FormState;
use web::ui;

use super::mapping_form::fields;
use super::opened::Opened;
use super::run::sample;

impl Opened {
    pub(super) fn mapping_card(&self, state: &FormState, mapping: &Mapping) -> Markup {
        let body = match sample(&self.last) {
            Some(Content::Fields(answers)) => self.mapping_form(state, (mapping, answers)),
            _ if self.source.value.mapping.is_some() => self.mapping_form(state, (mapping, &[])),
            _ => ui::empty(&self.word("source-no-sample"), self.word("source-no-sample-how")),
        };
        ui::card(&self.word("source-mapping"), body)
    }

    fn mapping_form(&self, state: &FormState, (mapping, answers): (&Mapping, &[ReceivedField])) -> Markup {
        let path = format!("/console/needs/sources/{}", self.source.value.id);
        let (own, other, other_word) = match mapping.makes {
            Makes::Need => ("source-makes-need-now", Makes::Member, "source-makes-member"),
            Makes::Member => ("source-makes-member-now", Makes::Need, "source-makes-need"),
        };
        html! {
            p { (self.word(own)) " " a href={ (path) "?makes=" (other.code()) } { (self.word(other_word)) } }
            p class="soft" { (self.word("source-mapping-how")) }
            (self.form(html! {
                (fields(self.desk.language(), &self.catalogue, (mapping.makes, answers), state))
                p class="actions" {
                    (ui::button_secondary(&self.word("source-try"), "act", "try"))
                    button class="button" type="submit" name="act" value="save" { (self.word("source-save")) }
                }
            }))
        }
    }
}
