//! The week of the rota.

use domain::Language;
use domain::working_days::week_in_view;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::page::ConsoleNav;
use web::{Desk, Reply, Scope, StaffMember, format, ui};

use super::cards::{changes, coverage, warnings};
use super::grid::{Grid, Marks};
use super::stops::{Stop, is_held, stops};
use crate::console::{notice, steps};
use crate::rota::week::Week;
use crate::sessions::{Occurrence, period};
use crate::{word, word_with};

#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(crate) struct WeekQuery {
    /// `2026-W48`; where absent or unreadable the current one or, once its last
    /// working day is over, the next.
    week: Option<String>,
}

/// The rota of a week: the grid, what clashes in it, and for the coordinator
/// who is missing where. Reads beside the session's own: those of
/// [`Week::load`] and [`Week::unattended`], and for the coordinator one more.
pub(crate) async fn page(desk: Desk, QueryParams(query): QueryParams<WeekQuery>) -> Reply {
    let Desk { context, visit, staff } = &desk;
    let language = visit.language;
    let today = desk.today();
    let (now, in_view) = (period::Week::of(today), period::Week::of(week_in_view(today)));
    let shown = query.week.as_deref().and_then(period::Week::parse).unwrap_or(in_view);
    let monday = shown.monday();
    let week = Week::load(context, staff.scope(), monday).await?;
    let catalogue = &*week.catalogue;
    let around = week.around()?;
    let covered = if staff.is_coordinator() { week.coverage(&around) } else { Vec::new() };
    // A host's week is that of its place.
    let is_theirs = |(session, _): &Occurrence<'_>| match staff.scope() {
        Scope::Location(own) => session.location == *own,
        Scope::All | Scope::Agency(_) => true,
    };
    let sessions: Vec<Occurrence<'_>> = around.into_iter().filter(|one| week.holds(one) && is_theirs(one)).collect();
    let clashes = week.clashes(&sessions);
    let stops = stops(catalogue, staff.scope(), &sessions, monday);
    let edits = staff.is_coordinator();
    let own = staff.staff.as_ref().map(|me| week.held_by(me.email.as_str())).unwrap_or_default();
    let nobody = week.unattended(&context.store, &sessions).await?;
    let marks = Marks { clashes: &clashes, own: &own, nobody: &nobody };
    let grid = Grid { language, catalogue, scope: staff.scope(), edits, monday, marks, coverage: &covered };
    let path = |week: period::Week| format!("/console/schedule?week={week}");
    let links = [
        ("week-before", Some(path(shown.before()))),
        ("week-now", (shown != now).then(|| path(now))),
        ("week-after", Some(path(shown.after()))),
    ];
    let body = html! {
        (steps(language, "week-switch", links, Markup::default()))
        (others(language, staff))
        (ui::card(&word(language, "week-by-place"), html! {
            div class="stack" { (grid.show(&stops)) p class="soft" { (goal(language, &stops)) } }
        }))
        (warnings(language, "warnings-week", &clashes))
        @if edits { (coverage(language, catalogue, &covered)) }
        (changes(language, catalogue, &sessions))
    };
    let held = sessions.iter().filter(|one| is_held(one)).count();
    let args = [("day", format::date(language, monday).into()), ("n", held.into())];
    let mut page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Schedule)
        .title(&word(language, "schedule-title"))
        .lead(word_with(language, "schedule-lead", &args))
        .notice(notice(visit));
    if edits {
        page = page
            .script(web::assets::rota_script())
            .action(ui::link_button(&word(language, "new-permanence"), "/console/schedule/new"));
    }
    Ok(page.render(html! { div class="stack" { (body) } }))
}

/// The other pages of the rota.
fn others(language: Language, staff: &StaffMember) -> Markup {
    let coordinates = staff.is_coordinator();
    let has_advisers = !matches!(staff.scope(), Scope::Location(_));
    let pages = [
        ("day-title", "/console/schedule/day", true),
        ("series-title", "/console/schedule/series", true),
        ("unattended-title", "/console/schedule/unattended", coordinates),
        ("proposed-rotas", "/console/plans", coordinates),
        ("advisers-title", "/console/schedule/advisers", has_advisers),
    ];
    html! {
        nav class="actions" aria-label=(word(language, "schedule-title")) {
            @for (key, path, _) in pages.into_iter().filter(|(.., is_theirs)| *is_theirs) {
                a href=(path) { (word(language, key)) }
            }
        }
    }
}

fn goal(language: Language, stops: &[Stop<'_>]) -> String {
    let core = stops.iter().filter(|stop| stop.is_core());
    let met = core.clone().filter(|stop| stop.takes_place()).count();
    word_with(language, "week-goal", &[("met", met.into()), ("of", core.count().into())])
}
