//! Beside a strategy: the ways to those of places, and its versions.

use domain::ids::LocationId;
use domain::strategy::Strategy;
use maud::{Markup, html};
use store::repos::versions::Version;
use web::extract::FormState;
use web::ui::{self, Field, Table, button, button_secondary, card, hidden};
use web::views::Names;
use web::{Problem, format};

use super::console::{clock, steps};
use super::form::Opened;
use crate::word_with;

impl Opened {
    /// The ways to the strategies of places.
    pub(super) fn places(&self) -> Markup {
        let language = self.desk.visit.language;
        let base = format!("/console/needs/strategies/{}", self.of.need_type);
        let own = self.catalogue.strategies.iter().filter(|one| one.need_type == self.of.need_type);
        let set: Vec<&LocationId> = own.filter_map(|one| one.location.as_ref()).collect();
        let places = self.catalogue.locations_on(self.today());
        let places: Vec<(&str, String)> = places
            .map(|one| (one.id.as_str(), format!("{}{}", one.name, if set.contains(&&one.id) { " ✓" } else { "" })))
            .collect();
        let state = FormState::filled(self.of.location.iter().map(|id| ("location", id.to_string())));
        let body = html! {
            form class="form" method="get" action=(base) {
                (Field::new("location", &self.word("strategy-place")).select(places).hint(&self.word("strategy-place-hint")).show(language, &state))
                (button(&self.word("strategy-open")))
            }
        };
        card(&self.word("strategy-places"), body)
    }

    /// The versions, the newest first. One query, one more where staff had a part.
    pub(super) async fn versions(&self) -> Result<Markup, Problem> {
        let (language, store) = (self.desk.visit.language, self.desk.store());
        let (own, taken_back) = match self.of.location {
            Some(_) => ("strategy-of-all", "strategy-remove-place"),
            None => ("strategy-own", "strategy-taken-back"),
        };
        let all: Vec<Version<Strategy>> = store.versions().all(&self.of.id()).await?;
        if all.is_empty() {
            return Ok(card(&self.word("strategy-versions"), html! { p class="soft" { (self.word(own)) } }));
        }
        let people = store.staff().names_of(all.iter().map(|one| &one.actor)).await?;
        let names = Names { catalogue: &self.catalogue, staff: &people, language };
        let title = self.word("strategy-versions");
        let columns = ["strategy-when-set", "strategy-steps", ""];
        let mut table = Table::named(|key| self.word(key), "strategy-versions", &columns);
        let back = self.of.path("/restore");
        let again = |number: u32| {
            let label = word_with(language, "strategy-restore", &[("n", number.into())]);
            let button = button_secondary(&label, "restore", "yes");
            ui::form(&back, &self.desk.staff.csrf, html! { (hidden("number", &number.to_string())) (button) })
        };
        let newest = u32::try_from(all.len()).unwrap_or(u32::MAX).saturating_add(1);
        for (number, one) in (2..).zip(&all).collect::<Vec<_>>().into_iter().rev() {
            let told = match &one.value {
                Some(strategy) => {
                    html! { (steps(language, &self.catalogue, &strategy.steps)) (clock(language, &strategy.clock)) }
                }
                None => html! { (self.word(taken_back)) },
            };
            table = table.row(vec![
                html! {
                    (word_with(language, "strategy-version", &[("n", number.into())]))
                    div class="because" { (format::instant(language, one.at)) " · " (names.who(&one.actor)) }
                    @if let Some(why) = &one.why { div class="because" { (why) } }
                },
                told,
                html! { @if number < newest { (again(number)) } },
            ]);
        }
        table = table.row(vec![
            html! { (word_with(language, "strategy-version", &[("n", 1.into())])) },
            html! { (self.word(own)) },
            html! { @if self.of.version(&self.catalogue).is_some_and(|version| version > 1) { (again(1)) } },
        ]);
        Ok(card(&title, table.show()))
    }
}
