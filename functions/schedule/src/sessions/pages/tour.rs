//! Where an agency will be, day by day, four weeks ahead.

use axum::extract::State;
use chrono::{Days, NaiveDate};
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::sessions::Drafts;
use maud::{Markup, html};
use web::extract::{Id, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Reply, Visit, format, ui};

use super::seven::{Seven, WeekQuery};
use super::shown::{EmptyDays, Shown, list, next};
use super::week::held;
use super::{day, steps, window};
use crate::sessions::period::Week;
use crate::sessions::{Occurrence, all_of, close, lists_of_line, occurrences};
use crate::{word, word_with};

/// How many weeks the page shows.
const WEEKS: u64 = 4;

/// An agency's tour. Two reads: the directory's revision and the agency's
/// permanences that have not ended before the first week; one more for each
/// agency that it followed, as some stand under the former's name.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Id(id): Id<AgencyId>,
    QueryParams(query): QueryParams<WeekQuery>,
) -> Reply {
    let language = visit.language;
    let now = context.store.now();
    let today = day(now);
    let first = query.week().unwrap_or_else(|| Week::of(today));
    let catalogue = context.store.catalogue().load().await?;
    let agency = catalogue.agencies.get(&id).ok_or_else(Problem::not_found)?;
    let permanences = all_of(&context.store, &lists_of_line(&catalogue, &id), first.monday()).await?;
    let mut sessions = occurrences(&catalogue, &permanences, window(first.monday(), 7 * WEEKS)?, Drafts::Hidden);
    sessions.retain(|(session, _)| session.agency == id);
    close(&context.store, &catalogue, &mut sessions).await?;
    let shown = Shown { agency: false, place: true, ..Shown::at_a_place(language, &catalogue, now) };
    let then = next(&catalogue, &permanences, first.monday().max(today), now);
    let path = |week: Week| format!("/agencies/{id}/tour?week={week}");
    let weeks = (0..WEEKS).map(|ahead| Week::of(first.monday() + Days::new(7 * ahead)));
    let body = html! {
        div class="stack" {
            @if let Some(words) = over(language, &catalogue, agency, today) { (ui::warning(words)) }
            (steps::of_week(language, first, today, path))
            @if sessions.is_empty() {
                (ui::empty(&word(language, "tour-empty"), html! {
                    @if let Some((session, _)) = then.filter(|(session, _)| session.agency == id) {
                        @let day = session.local_start.date();
                        @let args = [("at", format::local(language, session.local_start).into())];
                        a href=(path(Week::of(day))) { (word_with(language, "tour-next", &args)) }
                    } @else { (word(language, "tour-empty-how")) }
                }))
            } @else {
                @for week in weeks { (of_week(shown, week, &sessions, today)) }
            }
        }
    };
    let page = Page::public(&visit)
        .nav(Nav::Services)
        .crumb(&word(language, "public-services"), "/services")
        .crumb(&agency.short, &format!("/agencies/{id}"))
        .action(ui::link_button(&word(language, "public-state-need"), "/needs/new"))
        .title(&word_with(language, "tour-title", &[("agency", agency.short.as_str().into())]))
        .lead(html! { (held(language, &sessions)) " · " (word(language, "tour-lead")) });
    Ok(page.render(body))
}

fn of_week(shown: Shown<'_>, week: Week, sessions: &[Occurrence<'_>], today: NaiveDate) -> Markup {
    let of_week: Vec<Occurrence<'_>> =
        sessions.iter().filter(|(one, _)| Week::of(one.local_start.date()) == week).cloned().collect();
    ui::card(
        &Seven::Asked(week).span(shown.language),
        html! {
            @if of_week.is_empty() { p class="soft" { (word(shown.language, "tour-week-empty")) } }
            @else { (list(shown, week.days(), &of_week, today, EmptyDays::None)) }
        },
    )
}

/// Of an agency that ended: when, and whose tour to look at.
fn over(language: Language, catalogue: &Catalogue, agency: &Agency, today: NaiveDate) -> Option<Markup> {
    let to = agency.valid_to.filter(|to| *to < today)?;
    let args = [("agency", agency.short.as_str().into()), ("day", format::date(language, to).into())];
    Some(html! {
        (word_with(language, "tour-over", &args))
        @if let Some(heir) = catalogue.acting(&agency.id, today) {
            " " (word(language, "tour-heir")) " " a href={ "/agencies/" (heir.id) "/tour" } { (heir.short) } "."
        }
    })
}
