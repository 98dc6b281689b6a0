//! One strategy: changed by a form, tried before it is saved, its versions.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{LocationId, NeedTypeId};
use domain::need_type::Role;
use domain::strategy::{ClockDraft, REMINDERS, StepDraft, Strategy, StrategyDraft};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::repos::versions::Version;
use validator::Validate;
use web::extract::{FormBody, FormState, QueryParams};
use web::page::{ConsoleNav, Page};
use web::ui::{self, Field, Table, button, button_danger, button_secondary, card, columns, hidden, notice};
use web::views::Names;
use web::{Context, Coordinator, Problem, StaffMember, Visit, format};

use super::console::{alone, clock, path, steps};
use super::tried::{Tried, tried};
use super::{Of, api, with};
use crate::cases::people::staff_of;
use crate::{word, word_with};

/// Steps that the form has room for.
const ROWS: usize = 6;
/// Needs that are named of those that would have gone elsewhere.
const NAMED: usize = 20;

/// For which place.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct PlaceQuery {
    location: Option<LocationId>,
}

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

/// A strategy's page under construction.
struct Opened {
    context: Context,
    visit: Visit,
    staff: StaffMember,
    catalogue: std::sync::Arc<Catalogue>,
    of: Of,
    stands: Strategy,
}

/// The form over what holds, and its versions. Three reads, one more where
/// staff had a part.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Path(need_type): Path<String>,
    QueryParams(PlaceQuery { location }): QueryParams<PlaceQuery>,
) -> Result<Response, Problem> {
    let opened = Opened::find(context, visit, staff, (&need_type, location)).await?;
    let state = filled(&opened.stands, opened.of.version(&opened.catalogue));
    opened.page(&state, None).await
}

/// A strategy is tried, saved, or taken away.
pub(super) async fn act(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Path(need_type): Path<String>,
    QueryParams(PlaceQuery { location }): QueryParams<PlaceQuery>,
    form: FormBody<StrategyForm>,
) -> Result<Response, Problem> {
    let mut state = form.state.clone();
    let StrategyForm { action, version } = form.into_value()?;
    let opened = Opened::find(context, visit, staff, (&need_type, location)).await?;
    let (context, of) = (&opened.context, &opened.of);
    let read = of.version(&opened.catalogue).unwrap_or_default();
    if action != Action::Try && read != version {
        return Err(Problem::changed_meanwhile());
    }
    if action == Action::Remove {
        of.set(context, None, Some(state.get("why").to_owned()), opened.staff.actor.clone()).await?;
        return Ok(Redirect::to("/console/needs/strategies").into_response());
    }
    blame_incomplete(&mut state, &opened.stands);
    if state.is_refused() {
        return opened.page(&state, None).await;
    }
    let (draft, place) = entered(&state, &opened.stands);
    let why = draft.why.clone();
    let day = context.store.now().day_in(BRUSSELS);
    let parsed = draft.parse((&of.need_type, of.location.as_ref()), 0, &opened.catalogue, day);
    let strategy = match parsed {
        Ok(strategy) => strategy,
        Err(wrong) => {
            state.blame_all(wrong, |pointer| field_of(pointer, &place));
            return opened.page(&state, None).await;
        }
    };
    if action == Action::Try {
        let then = with(&opened.catalogue, &strategy);
        let found = tried(&context.store, &opened.catalogue, &then, &strategy).await?;
        return opened.page(&state, Some((&strategy, &found))).await;
    }
    of.set(context, Some(strategy), why, opened.staff.actor.clone()).await?;
    let back = if opened.of.location.is_some() {
        path(&Strategy { location: of.location.clone(), ..opened.stands.clone() })
    } else {
        path(&Strategy { location: None, ..opened.stands.clone() })
    };
    Ok(Redirect::to(&saved(&back)).into_response())
}

fn saved(path: &str) -> String {
    format!("{path}{}done=saved", if path.contains('?') { '&' } else { '?' })
}

/// An earlier version is set anew. Three reads, one commit.
pub(super) async fn restore(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    Path(need_type): Path<String>,
    QueryParams(PlaceQuery { location }): QueryParams<PlaceQuery>,
    form: FormBody<RestoreForm>,
) -> Result<Response, Problem> {
    let number = form.into_value()?.number;
    let opened = Opened::find(context, visit, staff, (&need_type, location)).await?;
    api::restored(&opened.context, &opened.of, number, opened.staff.actor.clone()).await?;
    let of = Strategy { location: opened.of.location.clone(), ..opened.stands };
    Ok(Redirect::to(&saved(&path(&of))).into_response())
}

/// The fields over a strategy; `version` is that of what is set for just this.
fn filled(strategy: &Strategy, version: Option<u32>) -> FormState {
    let draft = StrategyDraft::from(strategy);
    let mut values = vec![
        ("version".to_owned(), version.unwrap_or_default().to_string()),
        ("answer_days".to_owned(), draft.clock.answer_days.to_string()),
        ("follow_up_days".to_owned(), draft.clock.follow_up_days.to_string()),
    ];
    for (at, day) in draft.clock.remind_days.iter().enumerate() {
        values.push((format!("remind_{at}"), day.to_string()));
    }
    for (at, step) in draft.steps.iter().enumerate() {
        let when = step.when.as_ref().and_then(|when| serde_json::to_string(when).ok()).unwrap_or_default();
        let role = if step.role == Role::Lead { "lead" } else { "support" };
        values.extend([
            (format!("step_{at}"), format!("{}|{}", step.agency, step.service)),
            (format!("role_{at}"), role.to_owned()),
            (format!("after_{at}"), step.after.join(", ")),
            (format!("when_{at}"), when),
        ]);
    }
    FormState::filled(values)
}

/// Conditions of a step that asks nobody are not dropped in silence.
fn blame_incomplete(state: &mut FormState, stands: &Strategy) {
    for at in 0..rows_of(stands) {
        let entered = |field: &str| !state.get(&format!("{field}_{at}")).trim().is_empty();
        if !entered("step") && (entered("when") || entered("after")) {
            let step = format!("step_{at}");
            state.blame_all(vec![FieldError::new(format!("/{step}"), Wrong::Missing)], |_| step.clone());
        }
    }
}

/// What was entered, as a strategy is sent; and for each of its steps the row
/// of the form that it stands in.
fn entered(state: &FormState, stands: &Strategy) -> (StrategyDraft, Vec<usize>) {
    let number = |name: &str| state.get(name).trim().parse().unwrap_or_default();
    let (mut all, mut rows) = (Vec::new(), Vec::new());
    for at in 0..rows_of(stands) {
        let Some((agency, service)) = state.get(&format!("step_{at}")).split_once('|') else { continue };
        let after = state.get(&format!("after_{at}")).split(',').map(str::trim).filter(|name| !name.is_empty());
        let when = state.get(&format!("when_{at}")).trim();
        // What can't be read stands as a fact that there is not, and is refused at its place.
        let unread = || [(when.to_owned(), Value::Null)].into();
        let when = (!when.is_empty()).then(|| serde_json::from_str(when).unwrap_or_else(|_| unread()));
        all.push(StepDraft {
            agency: agency.to_owned(),
            service: service.to_owned(),
            role: if state.get(&format!("role_{at}")) == "lead" { Role::Lead } else { Role::Support },
            when,
            after: after.map(str::to_owned).collect(),
        });
        rows.push(at);
    }
    let remind = (0..REMINDERS).map(|at| state.get(&format!("remind_{at}")).trim().to_owned());
    let remind_days = remind.filter(|day| !day.is_empty()).map(|day| day.parse().unwrap_or_default()).collect();
    let clock =
        ClockDraft { remind_days, answer_days: number("answer_days"), follow_up_days: number("follow_up_days") };
    let why = Some(state.get("why").to_owned()).filter(|why| !why.is_empty());
    (StrategyDraft { steps: all, clock, why }, rows)
}

fn rows_of(stands: &Strategy) -> usize {
    (stands.steps.len() + 2).max(ROWS)
}

/// The field of the form that a pointer means.
fn field_of(pointer: &str, rows: &[usize]) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let row = |at: &str| at.parse().ok().and_then(|at: usize| rows.get(at).copied()).unwrap_or_default();
    match parts.as_slice() {
        ["clock", "remind_days", at, ..] => format!("remind_{at}"),
        ["clock", "remind_days"] => "remind_0".to_owned(),
        ["clock", field] => (*field).to_owned(),
        ["steps", at, "when", ..] => format!("when_{}", row(at)),
        ["steps", at, "after", ..] => format!("after_{}", row(at)),
        ["steps", at, ..] => format!("step_{}", row(at)),
        ["steps"] => "step_0".to_owned(),
        [field, ..] => (*field).to_owned(),
        [] => String::new(),
    }
}

impl Opened {
    async fn find(
        context: Context,
        visit: Visit,
        staff: StaffMember,
        (need_type, location): (&str, Option<LocationId>),
    ) -> Result<Self, Problem> {
        let catalogue = context.store.catalogue().load().await?;
        let need_type = NeedTypeId::parse(need_type).map_err(|_| Problem::not_found())?;
        let of = Of::known(&catalogue, need_type, location)?;
        let stands = of.stands(&catalogue)?;
        Ok(Self { context, visit, staff, catalogue, of, stands })
    }

    fn word(&self, key: &str) -> String {
        word(self.visit.language, key)
    }

    fn today(&self) -> NaiveDate {
        self.context.store.now().day_in(BRUSSELS)
    }

    async fn page(&self, state: &FormState, tried: Option<(&Strategy, &Tried)>) -> Result<Response, Problem> {
        let language = self.visit.language;
        let own = self.of.version(&self.catalogue).is_some_and(|version| version > 1);
        let to = path(&Strategy { location: self.of.location.clone(), ..self.stands.clone() });
        let remove = if self.of.location.is_some() { "strategy-remove-place" } else { "strategy-remove" };
        let form = ui::form(
            &to,
            &self.staff.csrf,
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
        let done = (self.visit.done.as_deref() == Some("saved")).then(|| notice(self.word("strategy-saved")));
        let page = Page::console(&self.visit, &self.staff)
            .waiting(web::page::waiting(&self.context, &self.staff).await?)
            .console_nav(ConsoleNav::Needs)
            .title(&title)
            .lead(word_with(language, "strategy-version", &[("n", self.stands.version.into())]))
            .notice(done)
            .crumb(&self.word("strategies-title"), "/console/needs/strategies");
        Ok(if state.is_refused() { page.refused() } else { page }.render(columns(main, aside)))
    }

    fn fields(&self, state: &FormState) -> Markup {
        let (language, today) = (self.visit.language, self.today());
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
                    details open[!state.get(&format!("when_{at}")).is_empty() || !state.get(&format!("after_{at}")).is_empty() || state.is_refused()] {
                        summary { (self.word("strategy-conditions")) }
                        (Field::new(&format!("after_{at}"), &self.word("strategy-after-field")).hint(&self.word("strategy-after-hint")).max_length(200).show(language, state))
                        (Field::new(&format!("when_{at}"), &self.word("strategy-when")).hint(&self.word("strategy-when-hint")).max_length(600).show(language, state))
                    }
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

    /// What it would have done, with what is open first.
    fn outcome(&self, strategy: &Strategy, tried: &Tried) -> Markup {
        let language = self.visit.language;
        let names = |all: &[domain::ids::AgencyId]| {
            all.iter().map(|id| self.catalogue.agency_name(id)).collect::<Vec<_>>().join(", ")
        };
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
                        li { (self.catalogue.agency_name(agency)) ": " (before) " → " (after) }
                    }
                }
                p class="soft" { (self.word("strategy-nothing-saved")) }
            }
        }
    }

    /// The ways to the strategies of places.
    fn places(&self) -> Markup {
        let language = self.visit.language;
        let base = format!("/console/needs/strategies/{}", self.of.need_type);
        let set = |id: &LocationId| {
            self.catalogue
                .strategies
                .iter()
                .any(|one| one.need_type == self.of.need_type && one.location.as_ref() == Some(id))
        };
        let places = self.catalogue.locations_on(self.today());
        let places: Vec<(&str, String)> = places
            .map(|one| (one.id.as_str(), format!("{}{}", one.name, if set(&one.id) { " ✓" } else { "" })))
            .collect();
        let state = FormState::filled(self.of.location.iter().map(|id| ("location", id.to_string())));
        card(
            &self.word("strategy-places"),
            html! {
                form class="form" method="get" action=(base) {
                    (Field::new("location", &self.word("strategy-place")).select(places).hint(&self.word("strategy-place-hint")).show(language, &state))
                    (button(&self.word("strategy-open")))
                }
            },
        )
    }

    /// The versions, the newest first. One query, one more where staff had a part.
    async fn versions(&self) -> Result<Markup, Problem> {
        let (language, store) = (self.visit.language, &self.context.store);
        let (own, taken_back) = match self.of.location {
            Some(_) => ("strategy-of-all", "strategy-remove-place"),
            None => ("strategy-own", "strategy-taken-back"),
        };
        let all: Vec<Version<Strategy>> = store.versions().all(&self.of.id()).await?;
        if all.is_empty() {
            return Ok(card(&self.word("strategy-versions"), html! { p class="soft" { (self.word(own)) } }));
        }
        let people = staff_of(store, all.iter().map(|one| &one.actor)).await?;
        let names = Names { catalogue: &self.catalogue, staff: &people, language };
        let heads = [self.word("strategy-when-set"), self.word("strategy-steps"), String::new()];
        let title = self.word("strategy-versions");
        let mut table = Table::new(&title, &heads.each_ref().map(String::as_str));
        let place = self.of.location.as_ref().map(|location| format!("?location={location}")).unwrap_or_default();
        let back = format!("/console/needs/strategies/{}/restore{place}", self.of.need_type);
        let again = |number: u32| {
            let label = word_with(language, "strategy-restore", &[("n", number.into())]);
            ui::form(
                &back,
                &self.staff.csrf,
                html! { (hidden("number", &number.to_string())) (button_secondary(&label, "restore", "yes")) },
            )
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
