//! The cards of the page of a source: where it sends, its account and switch, which
//! answer is which part of our message, what a trial makes, the last messages.

use domain::source::{Makes, Mapping, ReceivedField};
use maud::{Markup, html};
use store::repos::received::{Content, NotGenuine};
use web::extract::FormState;
use web::format;
use web::ui::{self, Field, Table};

use super::mapping_form::fields;
use super::one_page::Opened;
use super::run::{Tried, sample};
use super::words::{became, place, shown_parts};
use crate::word_with;

impl Opened {
    pub(super) fn not_genuine(&self, last: &NotGenuine) -> Markup {
        let at = [("at", format::instant(self.desk.language(), last.at).into())];
        ui::warning(html! {
            p { (word_with(self.desk.language(), "source-not-genuine", &at)) }
            p { (self.word(&last.reason)) }
        })
    }

    /// How the tool is told where to send.
    pub(super) fn how_card(&self) -> Markup {
        let source = &self.source.value;
        let url = self.desk.context.settings.url(&format!("/hooks/{}", source.id));
        let body = html! {
            p { (self.word(&format!("source-how-{}", source.kind.code().replace('_', "-")))) }
            @if source.kind.has_secret_address() {
                p class="because" { (self.word("source-how-secret-address")) }
            } @else {
                p { (self.word("sources-url")) }
                code class="secret" { (url) }
            }
        };
        ui::card(&self.word("source-how"), body)
    }

    pub(super) fn account_card(&self, state: &FormState) -> Markup {
        let language = self.desk.language();
        let known = self.source.value.account.as_ref();
        let shown = if state.get("act") == "account" {
            FormState { values: vec![("url".into(), state.get("url").into())], ..state.clone() }
        } else {
            FormState::filled(known.map(|account| ("url", account.url.clone())))
        };
        let hint = self.word(if known.is_some() { "source-account-known" } else { "source-account-token-hint" });
        ui::card(
            &self.word("source-account"),
            self.form(html! {
                (Field::new("url", &self.word("source-account-url")).kind("url").hint(&self.word("source-account-url-hint")).required().show(language, &shown))
                (Field::new("token", &self.word("source-account-token")).kind("password").autocomplete("off").hint(&hint).show(language, &shown))
                (ui::button_secondary(&self.word("source-account-save"), "act", "account"))
            }),
        )
    }

    pub(super) fn switch_card(&self) -> Markup {
        let (means, button, act) = if self.source.value.on {
            ("source-on-means", "source-off", "off")
        } else {
            ("source-off-means", "source-on", "on")
        };
        let form = self.form(ui::button_secondary(&self.word(button), "act", act));
        ui::card(&self.word("source-switch"), html! { p class="soft" { (self.word(means)) } (form) })
    }

    pub(super) fn form(&self, inner: Markup) -> Markup {
        let (path, csrf) = (format!("/console/needs/sources/{}", self.source.value.id), &self.desk.staff.csrf);
        ui::form(&path, csrf, html! { (ui::hidden("version", &self.source.version.to_string())) (inner) })
    }

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

    /// What the mapping makes of the sample.
    pub(super) fn makes(&self, of: &Tried) -> Markup {
        let language = self.desk.language();
        let rows = shown_parts(&of.message, language, &self.catalogue).into_iter();
        let rows: Vec<_> = rows.map(|(label, value)| (label, Some(html! { (value) }))).collect();
        let body = html! {
            @if of.errors.is_empty() { (ui::notice(self.word("source-tried-right"))) } @else {
                (ui::warning(html! { p { (self.word("source-tried-wrong")) } ul {
                    @for error in &of.errors { li { (place(&error.pointer, language, &self.catalogue)) ": " (error.detail.get(language)) } }
                } }))
            }
            (ui::definitions(&rows))
        };
        ui::card(&self.word("source-tried"), body)
    }

    pub(super) fn messages(&self) -> Markup {
        let language = self.desk.language();
        let columns = ["source-received", "source-message", "source-became"];
        let mut table = Table::named(|key| self.word(key), "source-messages", &columns);
        for received in &self.last {
            let path = format!("/console/needs/sources/{}/messages/{}", self.source.value.id, received.id);
            table = table.row(vec![
                html! { (format::instant(language, received.at)) },
                html! { @if received.content.is_some() { a href=(path) { (received.message) } } @else { (received.message) } },
                became(language, received),
            ]);
        }
        let waiting = sample(&self.last).is_some();
        html! {
            div class="card" {
                @if table.is_empty() { (ui::empty(&self.word("source-nothing"), self.word("source-nothing-how"))) } @else { (table.show()) }
                @if waiting && self.source.value.on {
                    (self.form(ui::button_secondary(&self.word("source-run-waiting"), "act", "run")))
                }
            }
        }
    }
}
