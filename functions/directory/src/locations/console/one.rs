//! One place: its form for the coordinator, what it says for others.

use domain::Language;
use domain::entry::{Done, Sort};
use domain::ids::LocationId;
use domain::location::Location;
use flows::notices::is_told_there;
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormState, Id};
use web::page::{Asking, ConsoleNav};
use web::{Context, CoordinatorDesk, Desk, Page, Problem, Reply, Scope, ui};

use super::PATH;
use super::form::{entered, show, state_of};
use super::list::{desks, hours, span};
use crate::console::stale::Stands;
use crate::entries::rows::{self, Change};
use crate::locations::closing::affected_by;
use crate::statements::contact;
use crate::word;

/// The page. One read, for the coordinator the staff.
pub(super) async fn page(desk: Desk, Id(id): Id<LocationId>) -> Reply {
    if let Scope::Location(own) = desk.staff.scope()
        && own != &id
    {
        return Err(Problem::not_found());
    }
    let before = load(&desk.context, &id).await?;
    let state = state_of(&before.value, before.version);
    render(&desk, &before.value, &state, None).await
}

async fn load(context: &Context, id: &LocationId) -> Result<Versioned<Location>, Problem> {
    rows::load(context, Sort::Location, id.as_str()).await
}

async fn frame(desk: &Desk) -> Result<Page<'_>, Problem> {
    let page = desk.page().await?.console_nav(ConsoleNav::Directory);
    Ok(page.crumb(&word(desk.language(), "places-title"), PATH))
}

async fn render(desk: &Desk, location: &Location, state: &FormState, beside: Option<Markup>) -> Reply {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let path = format!("{PATH}/{}", location.id);
    let catalogue = desk.catalogue().await?;
    let is_told = !staff.is_coordinator() || is_told_there(&context.store, &catalogue, &location.id).await?;
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            @if let Some(beside) = beside { (beside) }
            @if !is_told { (ui::warning(word(language, "place-nobody-told"))) }
            @if staff.is_coordinator() {
                (ui::form(&path, &staff.csrf, show(language, location, state)))
            } @else {
                section class="card" {
                    (said(language, location))
                    p class="soft" {
                        (word(language, "place-who-changes")) " " (contact(language, &context.settings.mail_from))
                    }
                }
            }
            p { a href={ "/locations/" (location.id) } { (word(language, "place-see-public")) } }
            p { a href={ "/locations/" (location.id) "/kit" } { (word(language, "place-kit")) } }
        }
    };
    let done = (visit.done.as_deref() == Some("saved")).then(|| ui::notice(word(language, "place-saved")));
    let page = frame(desk).await?.title(&location.name).lead(catalogue.address(location).get(language)).notice(done);
    Ok(page.of_form(state).render(body))
}

/// What a place says, for those who do not change it.
fn said(language: Language, location: &Location) -> Markup {
    let closed = html! { ul { @for closing in &location.closing_days { li { (span(language, closing)) } } } };
    html! {
        (ui::definitions(&[
            (&word(language, "place-hours"), Some(hours(language, location))),
            (&word(language, "place-desks"), Some(desks(language, location))),
            (&word(language, "place-closing"), Some(closed).filter(|_| !location.closing_days.is_empty())),
        ]))
    }
}

/// Saves it over the version that the form was filled in over; where somebody was
/// faster, shows both. Asks first where people with an appointment would lose it. Two
/// reads, one query of the place's presences, for each of them one and a read for 50
/// bookings; one commit.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    Id(id): Id<LocationId>,
    mut state: FormState,
) -> Reply {
    let Desk { context, visit, staff } = &desk;
    let before = load(context, &id).await?;
    let after = entered(&before.value, &mut state);
    let catalogue = desk.catalogue().await?;
    let (language, version) = (visit.language, before.version);
    let stands = Stands { language, catalogue: &catalogue, sort: Some(Sort::Location), version, field: "desks" };
    let beside = stands.late(&mut state, &before.value, &after)?;
    if state.is_refused() {
        return render(&desk, &before.value, &state, beside).await;
    }
    let path = format!("{PATH}/{id}");
    let affected = affected_by(&context.store, &catalogue, &after).await?;
    let asking = Asking { moved: affected.moved.len(), lost: affected.lost.len() };
    if asking.is_needed(&state) {
        let body = asking.body(visit.language, &staff.csrf, &state, (&path, &path));
        return Ok(frame(&desk).await?.title(&Asking::title(visit.language)).render(body));
    }
    let row = Versioned { version: before.version, value: rows::stored(&before.value)? };
    let change = Change { sort: Sort::Location, id: id.as_str(), before: Some(row), by: &staff.actor };
    change.save(context, Some(&rows::stored(&after)?), Done::Changed).await?;
    Ok(web::done(&path, "saved"))
}
