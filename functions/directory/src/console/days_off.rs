//! The days on which no agency works: public holidays, which are computed, and the
//! days off of the Region, which are entered here. Before they change the page says
//! which appointments are lost.

use chrono::Datelike as _;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::holidays::{StaffDays, public_holidays};
use maud::{Markup, html};
use store::Versioned;
use web::extract::FormState;
use web::page::Asking;
use web::ui::{self, Field};
use web::{Context, Desk, Problem, Reply, format};

use super::days_off_form::{entered, filled};
use super::history;
use super::opened::Opened;
use super::stale::Stands;
use crate::entries::fields::rows;
use crate::locations::closing::affected_everywhere;
use crate::word;

const PATH: &str = "/console/directory/days-off";

async fn load(context: &Context) -> Result<Versioned<StaffDays>, Problem> {
    context.store.entries().days_off().await?.ok_or_else(Problem::not_found)
}

/// The page. Four reads, one more where staff had a part in its history.
pub(super) async fn page(opened: Opened) -> Reply {
    let row = load(&opened.desk.context).await?;
    show(&opened, &row.value, &filled(&row.value, row.version), None).await
}

/// Saves them; asks first where somebody loses an appointment. Two reads, one query
/// of all presences, for each of them one and a read for 50 bookings; one commit,
/// which the bookings of each place follow.
pub(super) async fn save(opened: Opened, mut state: FormState) -> Reply {
    let Opened { desk: Desk { context, staff, .. }, catalogue, .. } = &opened;
    let language = opened.language();
    let row = load(context).await?;
    let after = entered(&row.value, &mut state);
    let stands = Stands { language, catalogue, sort: None, version: row.version, field: "day_on_0" };
    let beside = stands.late(&mut state, &row.value, &after)?;
    if state.is_refused() {
        return show(&opened, &row.value, &state, beside).await;
    }
    if after != row.value {
        let mut changed = Catalogue::clone(catalogue);
        changed.staff_days = after.clone();
        let affected = affected_everywhere(&context.store, &changed).await?;
        let asking = Asking { moved: affected.moved.len(), lost: affected.lost.len() };
        if asking.is_needed(&state) {
            let body = asking.body(language, &staff.csrf, &state, (PATH, PATH));
            let page = opened.frame().await?.crumb(&opened.say("days-off-title"), PATH);
            return Ok(page.title(&Asking::title(language)).render(body));
        }
        context.store.entries().set_days_off(&row, &after, &staff.actor).await.map_err(Problem::of_change)?;
    }
    Ok(web::done(PATH, "saved"))
}

async fn show(opened: &Opened, days: &StaffDays, state: &FormState, beside: Option<Markup>) -> Reply {
    let Opened { desk: Desk { context, visit, staff }, catalogue, today } = opened;
    let language = opened.language();
    let say = |key: &str| opened.say(key);
    let changes = context.store.entries().history_of_days_off(history::SHOWN).await?;
    let people = context.store.staff().names_of(changes.iter().map(|one| &one.actor)).await?;
    let year = today.year();
    let main = html! {
        (ui::error_summary(language, state))
        @if let Some(beside) = beside { (beside) }
        (ui::form(PATH, &staff.csrf, html! {
            (ui::hidden("version", state.get("version")))
            h2 { (say("days-off-days")) }
            p class="soft" { (say("days-off-days-what")) }
            @for at in 0..rows(state, "day_on", days.days.len()) { (row(language, "day", at, state)) }
            h2 { (say("days-off-spans")) }
            @for at in 0..rows(state, "span_from", days.closures.len()) { (row(language, "span", at, state)) }
            p class="actions" { (ui::button(&say("place-save"))) }
        }))
        (ui::card(&say("entry-history"), history::show(language, catalogue, None, &changes, &people)))
    };
    let body = html! {
        p class="soft" { (say("days-off-public-what")) }
        @for year in [year, year + 1] {
            h3 { (year) }
            ul { @for (day, holiday) in public_holidays(year) { li { (format::day_short(language, day)) " · " (holiday.name().get(language)) } } }
        }
    };
    let aside = ui::card(&say("days-off-public"), body);
    let done = (visit.done.as_deref() == Some("saved")).then(|| ui::notice(say("days-off-saved")));
    let page = opened.frame().await?.title(&say("days-off-title")).lead(say("days-off-lead")).notice(done);
    Ok(page.of_form(state).render(ui::columns(main, aside)))
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
