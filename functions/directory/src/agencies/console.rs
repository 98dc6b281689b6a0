//! How an agency is reached, in the console: its address, its desks with who
//! stands in, the days on which it does not work.

use domain::agency::Agency;
use domain::entry::{Done, Sort, check_desks};
use domain::ids::AgencyId;
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormState, Id};
use web::problem::FieldProblem;
use web::{Desk, Reply, format, ui};

use super::fields::{fields, labels};
use super::form::{entered, field_of, filled};
use crate::console::opened::Opened;
use crate::console::stale::Stands;
use crate::entries::rows::{self, Change};
use crate::shown::table;
use crate::word_with;

/// The agencies of today, with where their mails go. Two reads.
pub(super) async fn list(opened: Opened) -> Reply {
    let title = opened.say("agencies-title");
    let mut table = table(opened.language(), &title, &["agencies-name", "agencies-email", "agencies-desks"]);
    for agency in opened.catalogue.agencies_on(opened.today) {
        table = table.row(vec![
            html! { a href={ "/console/agencies/" (agency.id) } { strong { (agency.short) } } },
            html! { (agency.email) },
            html! { (agency.desks.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")) },
        ]);
    }
    let page = opened.page().await?.title(&title).lead(opened.say("agencies-lead"));
    Ok(page.render(html! { section class="card" { (table.show()) } }))
}

/// One agency. Three reads.
pub(super) async fn one(opened: Opened, Id(id): Id<AgencyId>) -> Reply {
    let row = rows::load::<Agency>(&opened.desk.context, Sort::Agency, id.as_str()).await?;
    show(&opened, &row.value, &filled(&row.value, row.version), None).await
}

/// Saves it over the version that was read; where somebody was faster, shows both.
/// Two reads, one commit.
pub(super) async fn save(opened: Opened, Id(id): Id<AgencyId>, mut state: FormState) -> Reply {
    let Opened { desk, catalogue, .. } = &opened;
    let row = rows::load::<Agency>(&desk.context, Sort::Agency, id.as_str()).await?;
    let (agency, places) = entered(&row.value, &mut state);
    for error in check_desks(&agency.desks, catalogue) {
        state.blame(&field_of(&error.pointer, &places), FieldProblem::from(error).detail);
    }
    let (language, version) = (desk.language(), row.version);
    let stands = Stands { language, catalogue, sort: Some(Sort::Agency), version, field: "email" };
    let beside = stands.late(&mut state, &row.value, &agency)?;
    if state.is_refused() {
        return show(&opened, &row.value, &state, beside).await;
    }
    let before = Versioned { version: row.version, value: rows::stored(&row.value)? };
    let change = Change { sort: Sort::Agency, id: id.as_str(), before: Some(before), by: &desk.staff.actor };
    change.save(&desk.context, Some(&rows::stored(&agency)?), Done::Changed).await?;
    Ok(web::done(&format!("/console/agencies/{id}"), "saved"))
}

async fn show(opened: &Opened, agency: &Agency, state: &FormState, beside: Option<Markup>) -> Reply {
    let Opened { desk: Desk { visit, staff, .. }, catalogue, today } = opened;
    let language = opened.language();
    let label = |key: &str| opened.say(key);
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary_of(language, state, &labels(language, agency, state)))
            @if let Some(beside) = beside { (beside) }
            (ui::form(&format!("/console/agencies/{}", agency.id), &staff.csrf, html! {
                (fields(language, (&**catalogue, *today), agency, state))
            }))
        }
    };
    let until = agency.closures.iter().map(|span| span.to).max();
    let done = (visit.done.as_deref() == Some("saved")).then(|| {
        ui::notice(html! {
            (label("agency-saved"))
            @if until.is_some_and(|day| *today <= day) {
                " " (label("agency-closed-sessions")) " "
                a href="/console/schedule/unattended" { (label("agency-closed-booked")) } "."
            }
        })
    });
    let page = opened.page().await?.title(&agency.short).notice(done);
    let page = page.crumb(&label("agencies-title"), "/console/agencies");
    let page = match until {
        Some(day) => {
            page.lead(word_with(language, "agency-closed-until", &[("day", format::date(language, day).into())]))
        }
        None => page,
    };
    Ok(page.of_form(state).render(body))
}
