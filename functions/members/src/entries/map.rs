//! Where members are, and who comes to them: numbers and shades by municipality,
//! and the same as a table, now or at the end of a month before.

mod shown;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::fact_words::{STAGES, value_label};
use domain::ids::LocationId;
use domain::sessions::{Drafts, SessionStatus, Surroundings, Window, expand};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;
use store::keys::PermanenceList;
use store::repos::members::MemberCounts;
use validator::Validate;
use web::atlas::{Area, WIDTH, atlas};
use web::extract::QueryParams;
use web::ui::{self, Table};
use web::{Problem, Reply, format};

use self::shown::{Counted, Counts, Figures, Month, Shown};
use crate::view::{CoordinatorDesk, Desk, PATH};

/// What the page shows.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MapQuery {
    show: Counted,
    stage: Option<String>,
    /// `YYYY-MM`; absent: this month.
    #[validate(length(equal = 7))]
    month: Option<String>,
}

/// The map beside the list: members by municipality.
pub(super) fn beside(view: &Desk, counts: &BTreeMap<LocationId, MemberCounts>) -> Result<Markup, Problem> {
    let of =
        |(id, members): (&LocationId, &MemberCounts)| (id.clone(), Figures { members: members.clone(), sessions: 0 });
    let counts: Counts = counts.iter().map(of).collect();
    Ok(html! {
        (picture(view, &counts, Shown::All(Counted::Members))?)
        p class="soft" {
            (view.word("map-of-members")) " "
            @for counted in &Counted::ALL[1..] {
                a href={ (PATH) "/map?show=" (counted.code()) } { (view.word(&format!("map-{}", counted.code()))) } " · "
            }
            a href={ (PATH) "/map" } { (view.word("map-as-table")) }
        }
    })
}

/// The map and the same as tables. Four reads.
pub(super) async fn page(
    CoordinatorDesk(view): CoordinatorDesk,
    QueryParams(MapQuery { show, stage, month }): QueryParams<MapQuery>,
) -> Reply {
    let month = Month::of(month.as_deref(), view.today())?;
    let shown = match &stage {
        None => Shown::All(show),
        Some(stage) => Shown::Stage(STAGES.into_iter().find(|known| known == stage).ok_or_else(Problem::not_found)?),
    };
    if !month.is_this && shown == Shown::All(Counted::Incomplete) {
        return Err(Problem::not_found());
    }
    let counts = figures(&view, month).await?;
    let kinds: &[Counted] = if month.is_this { &Counted::ALL } else { &Counted::KEPT };
    let all: Vec<Shown> = kinds.iter().copied().map(Shown::All).collect();
    let stages: Vec<Shown> = STAGES.into_iter().map(Shown::Stage).collect();
    let towns = table(&view, ["map-by-town", "map-town"], kinds, by_town(&view, &counts)?);
    let places = table(&view, ["map-by-place", "map-place"], kinds, by_place(&view, &counts));
    let body = html! {
        div class="stack" {
            (months(&view, month, shown))
            (tabs(&view, "map-show", &all, (shown, month)))
            (tabs(&view, "map-stages", &stages, (shown, month)))
            section class="card narrow" { (picture(&view, &counts, shown)?) }
            @if places.is_empty() {
                section class="card" { (ui::empty(&view.word("members-none"), view.word("members-none-how"))) }
            } @else {
                (ui::card(&view.word("map-by-town"), towns.show()))
                (ui::card(&view.word("map-by-place"), places.show()))
            }
        }
    };
    let page = view.page_below(&view.word("map-title")).await?;
    Ok(page.lead(view.word("map-lead")).render(body))
}

/// What each place comes to in a month: what its members do at the end of it, and
/// the sessions that take place in it. Two queries.
async fn figures(view: &Desk, month: Month) -> Result<Counts, Problem> {
    let store = &view.context.store;
    let mut counts: Counts = BTreeMap::new();
    for (place, members) in store.members().counts().await? {
        let members = if month.is_this { members } else { members.at_end_of(&month.code()) };
        counts.insert(place, Figures { members, sessions: 0 });
    }
    let Ok(window) = Window::new(month.first, month.next()) else { return Ok(counts) };
    for permanence in store.permanences().list(&PermanenceList::All, month.first).await? {
        let location = view.catalogue.locations.get(&permanence.location);
        let around = Surroundings { staff_days: &view.catalogue.staff_days, location, taken: &|_, _| 0 };
        let sessions = expand(&permanence, window, Drafts::Hidden, around);
        let held = sessions.iter().filter(|session| session.status == SessionStatus::Scheduled).count();
        counts.entry(permanence.location.clone()).or_default().sessions += u32::try_from(held).unwrap_or(u32::MAX);
    }
    Ok(counts)
}

/// The month shown, with the ways to the one before and after.
fn months(view: &Desk, month: Month, shown: Shown) -> Markup {
    let incomplete = Shown::All(Counted::Incomplete);
    let shown = if shown == incomplete { Shown::All(Counted::Members) } else { shown };
    let to = |first: NaiveDate| format!("{}&month={}", shown.path(), first.format("%Y-%m"));
    html! {
        nav class="actions" aria-label=(view.word("map-month")) {
            a class="button secondary" href=(to(month.before())) { (view.word("map-month-before")) } " "
            strong { (format::month(view.language, month.first)) } " "
            @if !month.is_this { a class="button secondary" href=(to(month.next())) { (view.word("map-month-after")) } }
        }
    }
}

fn tabs(view: &Desk, label: &str, all: &[Shown], (shown, month): (Shown, Month)) -> Markup {
    let of_month = if month.is_this { String::new() } else { format!("&month={}", month.code()) };
    html! {
        nav class="actions" aria-label=(view.word(label)) {
            @for one in all {
                a class="button secondary" href={ (one.path()) (of_month) } aria-current=[(*one == shown).then_some("page")] { (one.words(view)) } " "
            }
        }
    }
}

fn in_area(view: &Desk, counts: &Counts, area: &Area, shown: Shown) -> u32 {
    let here = |id: &LocationId| view.catalogue.locations.get(id).is_some_and(|one| area.nis.contains(&one.nis));
    counts.iter().filter(|(id, _)| here(id)).map(|(_, one)| shown.of(one)).sum()
}

/// Shades of one colour, from none to the most; the number stands in the area.
fn picture(view: &Desk, counts: &Counts, shown: Shown) -> Result<Markup, Problem> {
    let atlas = atlas().map_err(|error| Problem::internal(error))?;
    let numbers: Vec<u32> = atlas.areas.iter().map(|area| in_area(view, counts, area, shown)).collect();
    let most = numbers.iter().copied().max().unwrap_or_default().max(1);
    // Four shades, each of as many steps: none is white.
    let shade = |number: u32| if number == 0 { 0 } else { 1 + (number - 1) * 4 / most };
    let total: u32 = numbers.iter().sum();
    let what = shown.words(view);
    let label = view.word_with("map-label", &[("what", what.into()), ("n", total.into())]);
    let frame = format!("0 0 {WIDTH} {}", atlas.height);
    Ok(html! {
        svg class="map" viewBox=(frame) role="img" aria-label=(label) {
            g class="map-areas" {
                @for (area, number) in atlas.areas.iter().zip(&numbers) {
                    path class={ "shade-" (shade(*number)) } d=(area.path) { title { (area.name.get(view.language)) ": " (number) } }
                }
            }
            g class="map-numbers" {
                @for (area, number) in atlas.areas.iter().zip(&numbers).filter(|(_, number)| **number > 0) {
                    text class={ "shade-" (shade(*number)) } x=(area.label.0) y=(area.label.1 + 16.0) { (number) }
                }
            }
        }
    })
}

/// A row of the tables: by what it sorts, what it is called, what it comes to.
type Named = (String, Markup, Figures);

/// The 19 municipalities, also those that the picture draws as one.
fn by_town(view: &Desk, counts: &Counts) -> Result<Vec<Named>, Problem> {
    let atlas = atlas().map_err(|error| Problem::internal(error))?;
    let towns = atlas.towns.iter().map(|town| {
        let here = |id: &LocationId| view.catalogue.locations.get(id).is_some_and(|place| place.nis == town.nis);
        let mut sum = Figures::default();
        for (_, one) in counts.iter().filter(|(id, _)| here(id)) {
            sum.members.add(&one.members);
            sum.sessions += one.sessions;
        }
        let name = town.name.get(view.language);
        (name.to_lowercase(), html! { (name) }, sum)
    });
    Ok(towns.collect())
}

fn by_place(view: &Desk, counts: &Counts) -> Vec<Named> {
    let places = counts.iter().filter_map(|(id, one)| Some((view.catalogue.locations.get(id)?, one)));
    let named = places.map(|(place, one)| {
        let name = html! {
            a href={ (PATH) "?location=" (place.id) } { (place.name) }
            div class="because" { (atlas().ok().and_then(|map| map.town(place.nis.as_str())).map_or("", |town| town.name.get(view.language))) }
        };
        (place.name.to_lowercase(), name, one.clone())
    });
    named.collect()
}

/// Those that have something, with the most members first.
fn table(view: &Desk, [caption, first]: [&str; 2], kinds: &[Counted], mut rows: Vec<Named>) -> Table {
    let mut columns = vec![view.word(first)];
    columns.extend(kinds.iter().map(|counted| view.word(&format!("map-{}", counted.code()))));
    columns.push(view.word("map-stages"));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    rows.retain(|(_, _, one)| one.members.members > 0 || one.sessions > 0);
    rows.sort_by_key(|(sorts, _, one)| (std::cmp::Reverse(one.members.members), sorts.clone()));
    let stage = |code: &str| value_label("stage", &json!(code), view.language);
    let stages = |one: &Figures| {
        let MemberCounts { members, stages, .. } = &one.members;
        let known = STAGES.iter().filter_map(|code| Some(format!("{} {}", stages.get(*code)?, stage(code))));
        let unknown = members.saturating_sub(stages.values().sum());
        let unknown = (unknown > 0).then(|| view.word_with("map-stage-unknown", &[("n", unknown.into())]));
        known.chain(unknown).collect::<Vec<_>>().join(", ")
    };
    rows.into_iter().fold(Table::new(&view.word(caption), &columns), |table, (_, name, one)| {
        let mut cells = vec![name];
        cells.extend(kinds.iter().map(|counted| html! { (counted.of(&one)) }));
        cells.push(html! { (stages(&one)) });
        table.row(cells)
    })
}
