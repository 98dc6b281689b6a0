//! The days on which no agency works: public holidays, which are computed, and the
//! days off of the Region, which are entered here. Before they change the page says
//! which appointments are lost.

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::Datelike as _;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::holidays::{StaffDays, public_holidays};
use maud::{Markup, html};
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::page::Asking;
use web::ui::{self, Field};
use web::{Context, CoordinatorDesk, Desk, Problem, format};

use super::days_off_form::{entered, filled};
use super::history;
use super::show::frame;
use crate::locations::closing::affected_everywhere;
use crate::word;

const PATH: &str = "/console/directory/days-off";

/// What the form carries beside its rows.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct DaysOffForm {
    version: u64,
}

async fn load(context: &Context) -> Result<Versioned<StaffDays>, Problem> {
    context.store.entries().days_off().await?.ok_or_else(Problem::not_found)
}

/// The page. Four reads, one more where staff had a part in its history.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let row = load(&desk.context).await?;
    render(&desk, &row.value, &filled(&row.value, row.version)).await
}

/// Saves them; asks first where somebody loses an appointment. Two reads, one query
/// of all presences, for each of them one and a read for 50 bookings; one commit,
/// which the bookings of each place follow.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    sent: FormBody<DaysOffForm>,
) -> Result<Response, Problem> {
    let Desk { context, staff, .. } = &desk;
    let mut state = sent.state.clone();
    let version = sent.into_value()?.version;
    let row = load(context).await?;
    if row.version != version {
        return Err(Problem::changed_meanwhile());
    }
    let after = entered(&row.value, &mut state);
    if state.is_refused() {
        return render(&desk, &row.value, &state).await;
    }
    if after != row.value {
        let mut changed = (*context.store.catalogue().load().await?).clone();
        changed.staff_days = after.clone();
        let affected = affected_everywhere(&context.store, &changed).await?;
        let asking = Asking { moved: affected.moved.len(), lost: affected.lost.len() };
        if asking.is_needed(&state) {
            let language = desk.language();
            let body = asking.body(language, &staff.csrf, &state, (PATH, PATH));
            let page = frame(&desk).await?.crumb(&word(language, "days-off-title"), PATH);
            return Ok(page.title(&Asking::title(language)).render(body));
        }
        context.store.entries().set_days_off(&row, &after, &staff.actor).await.map_err(Problem::of_change)?;
    }
    Ok(Redirect::to(&format!("{PATH}?done=saved")).into_response())
}

async fn render(desk: &Desk, days: &StaffDays, state: &FormState) -> Result<Response, Problem> {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let say = |key: &str| word(language, key);
    let catalogue = context.store.catalogue().load().await?;
    let changes = context.store.entries().history_of_days_off(history::SHOWN).await?;
    let people = history::staff_of(&context.store, changes.iter().map(|one| &one.actor)).await?;
    let year = context.store.now().day_in(BRUSSELS).year();
    let main = html! {
        (ui::error_summary(language, state))
        (ui::form(PATH, &staff.csrf, html! {
            (ui::hidden("version", state.get("version")))
            h2 { (say("days-off-days")) }
            p class="soft" { (say("days-off-days-what")) }
            @for at in 0..=days.days.len() { (row(language, "day", at, state)) }
            h2 { (say("days-off-spans")) }
            @for at in 0..=days.closures.len() { (row(language, "span", at, state)) }
            p class="actions" { (ui::button(&say("place-save"))) }
        }))
        (ui::card(&say("entry-history"), history::show(language, &catalogue, None, &changes, &people)))
    };
    let aside = ui::card(
        &say("days-off-public"),
        html! {
            p class="soft" { (say("days-off-public-what")) }
            @for year in [year, year + 1] {
                h3 { (year) }
                ul { @for (day, holiday) in public_holidays(year) { li { (format::day_short(language, day)) " · " (holiday.name().get(language)) } } }
            }
        },
    );
    let done = (visit.done.as_deref() == Some("saved")).then(|| ui::notice(say("days-off-saved")));
    let page = frame(desk).await?.title(&say("days-off-title")).lead(say("days-off-lead")).notice(done);
    Ok(if state.is_refused() { page.refused() } else { page }.render(ui::columns(main, aside)))
}

/// One day or span, with its name in the three languages.
fn row(language: Language, prefix: &str, at: usize, state: &FormState) -> Markup {
    let say = |key: &str| word(language, key);
    let field = |name: &str, key: &str| Field::new(&format!("{prefix}_{name}_{at}"), &say(key));
    html! {
        fieldset class="card" {
            legend { (say(if prefix == "day" { "days-off-day" } else { "days-off-span" })) " " (at + 1) }
            @if prefix == "day" {
                (field("on", "days-off-on").max_length(5).hint(&say("days-off-on-hint")).show(language, state))
            } @else {
                div class="form-row" {
                    (field("from", "days-off-from").max_length(5).hint(&say("days-off-on-hint")).show(language, state))
                    (field("to", "days-off-to").max_length(5).hint(&say("days-off-on-hint")).show(language, state))
                }
            }
            @for tag in ["fr", "nl", "en"] { (field(tag, &format!("days-off-{tag}")).max_length(120).show(language, state)) }
        }
    }
}
