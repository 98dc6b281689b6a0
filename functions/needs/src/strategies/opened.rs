//! One strategy's page: what it is made of, and the page.

use std::sync::Arc;

use axum::response::Response;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::strategy::Strategy;
use maud::html;
use web::extract::FormState;
use web::page::ConsoleNav;
use web::ui::{self, button_danger, button_secondary, card, columns, hidden};
use web::{Desk, Problem};

use super::Of;
use super::api::Named;
use super::console::{alone, clock, steps};
use super::tried::Tried;
use crate::{word, word_with};

/// A strategy's page under construction.
pub(super) struct Opened {
    pub(super) desk: Desk,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) of: Of,
    pub(super) stands: Strategy,
}

impl Opened {
    /// The page's things, or 404. One read.
    pub(super) async fn find(desk: Desk, named: Named) -> Result<Self, Problem> {
        let catalogue = desk.context.store.catalogue().load().await?;
        let of = Of::known(&catalogue, named.need_type, named.location)?;
        let stands = of.stands(&catalogue)?;
        Ok(Self { desk, catalogue, of, stands })
    }

    pub(super) fn word(&self, key: &str) -> String {
        word(self.desk.visit.language, key)
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.desk.context.store.now().day_in(BRUSSELS)
    }

    /// The page, with what was entered and what a trial found. Two reads, one more where staff had a part.
    pub(super) async fn page(
        &self,
        state: &FormState,
        tried: Option<(&Strategy, &Tried)>,
    ) -> Result<Response, Problem> {
        let language = self.desk.visit.language;
        let own = self.of.version(&self.catalogue).is_some_and(|version| version > 1);
        let remove = if self.of.location.is_some() { "strategy-remove-place" } else { "strategy-remove" };
        let form = ui::form(
            &self.of.path(""),
            &self.desk.staff.csrf,
            html! {
                (hidden("version", state.get("version")))
                (self.fields(state))
                p class="actions" {
                    button class="button" type="submit" name="action" value="try" { (self.word("strategy-try")) }
                    (button_secondary(&self.word("strategy-save"), "action", "save"))
                    @if own { (button_danger(&self.word(remove), "action", "remove")) }
                }
            },
        );
        let main = html! {
            (ui::error_summary(language, state))
            @if let Some((strategy, tried)) = tried { (self.outcome(strategy, tried)) }
            (card(&self.word("strategy-now"), html! {
                (steps(language, &self.catalogue, &self.stands.steps))
                p { (clock(language, &self.stands.clock)) }
                (alone(language, &self.catalogue, &self.stands))
            }))
            (form)
        };
        let aside = html! { (self.places()) (self.versions().await?) };
        let kind = self.catalogue.need_type(&self.of.need_type).map_or("", |kind| kind.label.get(language));
        let title = match &self.of.location {
            Some(location) => format!("{kind} · {}", self.catalogue.place_name(location)),
            None => kind.to_owned(),
        };
        let done = self.desk.visit.notice(|key| self.word(key), &[("saved", "strategy-saved")]);
        let page = self
            .desk
            .page()
            .await?
            .console_nav(ConsoleNav::Needs)
            .title(&title)
            .lead(word_with(language, "strategy-version", &[("n", self.stands.version.into())]))
            .notice(done)
            .crumb(&self.word("strategies-title"), "/console/needs/strategies");
        Ok(page.of_form(state).render(columns(main, aside)))
    }
}
