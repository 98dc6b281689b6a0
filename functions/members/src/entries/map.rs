//! Where members are: numbers and shades by municipality, and the same as a
//! table.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use domain::fact_words::{STAGES, value_label};
use domain::ids::LocationId;
use domain::location::Location;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;
use store::repos::members::MemberCounts;
use validator::Validate;
use web::atlas::{Area, WIDTH, atlas};
use web::extract::QueryParams;
use web::ui::{self, Table};
use web::{Context, Coordinator, Problem, Visit};

use crate::view::{Desk, PATH};

/// What the map counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Counted {
    /// Members.
    #[default]
    Members,
    /// Open proposals.
    Proposals,
    /// Members with an open need.
    Needs,
    /// Members that lack something.
    Incomplete,
}

impl Counted {
    const ALL: [Self; 4] = [Self::Members, Self::Proposals, Self::Needs, Self::Incomplete];

    const fn code(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Proposals => "proposals",
            Self::Needs => "needs",
            Self::Incomplete => "incomplete",
        }
    }

    const fn of(self, counts: &MemberCounts) -> u32 {
        match self {
            Self::Members => counts.members,
            Self::Proposals => counts.proposals,
            Self::Needs => counts.with_need,
            Self::Incomplete => counts.incomplete,
        }
    }
}

/// What the page shows.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MapQuery {
    show: Counted,
    stage: Option<String>,
}

/// What the map's numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    All(Counted),
    /// Members of one stage.
    Stage(&'static str),
}

impl Shown {
    fn of(self, counts: &MemberCounts) -> u32 {
        match self {
            Self::All(counted) => counted.of(counts),
            Self::Stage(stage) => counts.stages.get(stage).copied().unwrap_or_default(),
        }
    }

    fn words(self, view: &Desk) -> String {
        match self {
            Self::All(counted) => view.word(&format!("map-{}", counted.code())),
            Self::Stage(stage) => value_label("stage", &json!(stage), view.language),
        }
    }

    fn path(self) -> String {
        match self {
            Self::All(counted) => format!("{PATH}/map?show={}", counted.code()),
            Self::Stage(stage) => format!("{PATH}/map?stage={stage}"),
        }
    }
}

type Counts = BTreeMap<LocationId, MemberCounts>;

/// The map beside the list: members by municipality.
pub(super) fn beside(view: &Desk, counts: &Counts) -> Result<Markup, Problem> {
    Ok(html! {
        (picture(view, counts, Shown::All(Counted::Members))?)
        p class="soft" {
            (view.word("map-of-members")) " "
            @for counted in &Counted::ALL[1..] {
                a href={ (PATH) "/map?show=" (counted.code()) } { (view.word(&format!("map-{}", counted.code()))) } " · "
            }
            a href={ (PATH) "/map" } { (view.word("map-as-table")) }
        }
    })
}

/// The map and the table. Three reads.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
    QueryParams(MapQuery { show, stage }): QueryParams<MapQuery>,
) -> Result<Response, Problem> {
    let shown = match &stage {
        None => Shown::All(show),
        Some(stage) => Shown::Stage(STAGES.into_iter().find(|known| known == stage).ok_or_else(Problem::not_found)?),
    };
    let view = Desk::of(context, visit, staff).await?;
    let counts = view.context.store.members().counts().await?;
    let stages: Vec<Shown> = STAGES.into_iter().map(Shown::Stage).collect();
    let tabs = html! {
        (tabs(&view, "map-show", &Counted::ALL.map(Shown::All), shown))
        (tabs(&view, "map-stages", &stages, shown))
    };
    let body = html! {
        div class="stack" {
            (tabs)
            (ui::columns_broad(html! { section class="card" { (table(&view, &counts)) } }, html! { section class="card" { (picture(&view, &counts, shown)?) } }))
        }
    };
    let page = view.page_below(&view.word("map-title")).await?;
    Ok(page.lead(view.word("map-lead")).render(body))
}

fn tabs(view: &Desk, label: &str, all: &[Shown], shown: Shown) -> Markup {
    html! {
        nav class="actions" aria-label=(view.word(label)) {
            @for one in all {
                a class="button secondary" href=(one.path()) aria-current=[(*one == shown).then_some("page")] { (one.words(view)) } " "
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

/// By municipality and place; what no place has is left out.
fn table(view: &Desk, counts: &Counts) -> Markup {
    let mut columns = vec![view.word("map-place")];
    columns.extend(Counted::ALL.map(|counted| view.word(&format!("map-{}", counted.code()))));
    columns.push(view.word("map-stages"));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut rows: Vec<(&Location, &MemberCounts)> = counts
        .iter()
        .filter_map(|(id, one)| Some((view.catalogue.locations.get(id)?, one)))
        .filter(|(_, one)| one.members > 0)
        .collect();
    rows.sort_by_key(|(place, one)| (std::cmp::Reverse(one.members), place.name.to_lowercase()));
    let stage = |code: &str| value_label("stage", &json!(code), view.language);
    let stages = |one: &MemberCounts| {
        let known = STAGES.iter().filter_map(|code| Some(format!("{} {}", one.stages.get(*code)?, stage(code))));
        known.collect::<Vec<_>>().join(", ")
    };
    let table = rows.iter().fold(Table::new(&view.word("map-title"), &columns), |table, (place, one)| {
        let mut cells = vec![html! {
            a href={ (PATH) "?location=" (place.id) } { (place.name) }
            div class="because" { (atlas().ok().and_then(|map| map.town(&place.nis)).map_or("", |town| town.name.get(view.language))) }
        }];
        cells.extend(Counted::ALL.map(|counted| html! { (counted.of(one)) }));
        cells.push(html! { (stages(one)) });
        table.row(cells)
    });
    if table.is_empty() { ui::empty(&view.word("members-none"), view.word("members-none-how")) } else { table.show() }
}
