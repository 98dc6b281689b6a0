//! One strategy: its page, changed by a form, tried before it is saved, its versions.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Redirect};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::strategy::Strategy;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::page::ConsoleNav;
use web::ui::{self, button_danger, button_secondary, card, columns, hidden};
use web::{CoordinatorDesk, Desk, Problem, Reply};

use super::api::{Named, restored};
use super::console::{alone, clock, steps};
use super::entered::{blame_incomplete, entered, field_of, filled};
use super::tried::{Tried, tried};
use super::{Of, with};
use crate::{word, word_with};

/// Needs that are named of those that would have gone elsewhere.
const NAMED: usize = 20;

/// What is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Try,
    Save,
    Remove,
}

/// What the form carries beside the strategy.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct StrategyForm {
    action: Action,
    /// The version of what is set for just this; 0 for nothing.
    version: u32,
}

/// Which version.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RestoreForm {
    number: u32,
}

/// The form over what holds, and its versions. Three reads, one more where
/// staff had a part.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk, named: Named) -> Reply {
    let opened = Opened::find(desk, named).await?;
    let state = filled(&opened.catalogue, &opened.stands, opened.of.version(&opened.catalogue));
    opened.page(&state, None).await
}

/// A strategy is tried, saved, or taken away.
pub(super) async fn act(CoordinatorDesk(desk): CoordinatorDesk, named: Named, form: FormBody<StrategyForm>) -> Reply {
    let mut state = form.state.clone();
    let StrategyForm { action, version } = form.into_value()?;
    let opened = Opened::find(desk, named).await?;
    let (context, of) = (&opened.desk.context, &opened.of);
    let read = of.version(&opened.catalogue);
    if action == Action::Remove {
        if read.unwrap_or_default() != version {
            return Err(Problem::changed_meanwhile());
        }
        of.set(context, None, Some(state.get("why").to_owned()), opened.desk.staff.actor.clone()).await?;
        return Ok(Redirect::to("/console/needs/strategies").into_response());
    }
    blame_incomplete(&mut state, &opened.catalogue, &opened.stands);
    let stands = filled(&opened.catalogue, &opened.stands, read);
    if state.is_refused() || (action == Action::Save && state.is_late("answer_days", &stands)) {
        return opened.page(&state, None).await;
    }
    let (draft, place) = entered(&state, &opened.catalogue, &opened.stands);
    let why = draft.why.clone();
    let strategy = match of.parse(context, &opened.catalogue, draft) {
        Ok(strategy) => strategy,
        Err(wrong) => {
            let sent = state.clone();
            state.blame_all(wrong, |pointer| field_of(pointer, &place, &sent));
            return opened.page(&state, None).await;
        }
    };
    if action == Action::Try {
        let then = with(&opened.catalogue, &strategy);
        let found = tried(&context.store, &opened.catalogue, &then, &strategy).await?;
        return opened.page(&state, Some((&strategy, &found))).await;
    }
    of.set(context, Some(strategy), why, opened.desk.staff.actor.clone()).await?;
    Ok(web::done(&of.path(""), "saved"))
}

/// An earlier version is set anew. Three reads, one commit.
pub(super) async fn restore(
    CoordinatorDesk(desk): CoordinatorDesk,
    named: Named,
    form: FormBody<RestoreForm>,
) -> Reply {
    let number = form.into_value()?.number;
    let opened = Opened::find(desk, named).await?;
    restored(&opened.desk.context, &opened.of, number, opened.desk.staff.actor.clone()).await?;
    Ok(web::done(&opened.of.path(""), "saved"))
}

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
        let catalogue = desk.catalogue().await?;
        let of = Of::known(&catalogue, named.need_type, named.location)?;
        let stands = of.stands(&catalogue)?;
        Ok(Self { desk, catalogue, of, stands })
    }

    pub(super) fn word(&self, key: &str) -> String {
        word(self.desk.visit.language, key)
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.desk.today()
    }

    /// The page, with what was entered and what a trial found. Two reads, one more where staff had a part.
    pub(super) async fn page(&self, state: &FormState, tried: Option<(&Strategy, &Tried)>) -> Reply {
        let language = self.desk.visit.language;
        let own = self.of.version(&self.catalogue).is_some_and(|version| version > 1);
        let remove = if self.of.location.is_some() { "strategy-remove-place" } else { "strategy-remove" };
        let body = html! {
            (hidden("version", state.get("version")))
            (self.fields(state))
            p class="actions" {
                button class="button" type="submit" name="action" value="try" { (self.word("strategy-try")) }
                (button_secondary(&self.word("strategy-save"), "action", "save"))
                @if own { (button_danger(&self.word(remove), "action", "remove")) }
            }
        };
        let form = ui::form(&self.of.path(""), &self.desk.staff.csrf, body);
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
        let lead = word_with(language, "strategy-version", &[("n", self.stands.version.into())]);
        let page = self.desk.page().await?.console_nav(ConsoleNav::Needs).title(&title).lead(lead).notice(done);
        let page = page.crumb(&self.word("strategies-title"), "/console/needs/strategies");
        Ok(page.of_form(state).render(columns(main, aside)))
    }

    /// What it would have done, with what is open first.
    fn outcome(&self, strategy: &Strategy, tried: &Tried) -> Markup {
        let language = self.desk.visit.language;
        let names =
            |all: &[AgencyId]| all.iter().map(|id| self.catalogue.agency_name(id)).collect::<Vec<_>>().join(", ");
        let (open, over): (Vec<_>, Vec<_>) = tried.changed.iter().partition(|one| one.open);
        let nobody = self.word("strategy-nobody");
        let named = |text: String| if text.is_empty() { nobody.clone() } else { text };
        html! {
            section class="card" role="status" {
                h2 { (word_with(language, "strategy-tried", &[("n", tried.needs.into()), ("open", tried.open.into())])) }
                (alone(language, &self.catalogue, strategy))
                h3 { (word_with(language, "strategy-elsewhere", &[("n", tried.changed.len().into()), ("open", open.len().into())])) }
                ul {
                    @for one in open.iter().chain(&over).take(NAMED) {
                        li { a href={ "/console/needs/" (one.need) } { (named(names(&one.before))) " → " (named(names(&one.after))) } }
                    }
                    @if tried.changed.len() > NAMED { li { "…" } }
                }
                h3 { (self.word("strategy-per-agency")) }
                ul {
                    @for (agency, (after, before)) in &tried.per_agency {
                        li { (self.catalogue.agency_name(agency)) " – " (before) " → " (after) }
                    }
                }
                p class="soft" { (self.word("strategy-nothing-saved")) }
            }
        }
    }
}
