//! Who comes where in which week, as a picture that is a table: how many
//! agencies, shaded by how many; below it how many parties are served in time of
//! those that want to be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use flows::plans::Plan;
use maud::{Markup, html};
use rota_planner::{Coverage, Figures};

use crate::reasons::parties;
use crate::times::monday;
use crate::{word, word_with};

/// Agencies in one week from which on the shade is the darkest.
const MOST: usize = 4;

/// The picture of a plan's weeks.
pub(super) fn show(language: Language, catalogue: &Catalogue, plan: &Plan, figures: &Figures) -> Markup {
    let places: BTreeSet<&LocationId> = figures.coverage.iter().map(|one| &one.place).collect();
    let mut places = Vec::from_iter(places);
    places.sort_by_key(|place| catalogue.place_name(place).to_lowercase());
    let of: BTreeMap<(&LocationId, u32), &Coverage> =
        figures.coverage.iter().map(|one| ((&one.place, one.week), one)).collect();
    let caption = word(language, "coverage-caption");
    html! {
        div class="week-scroll" role="region" aria-label=(caption) tabindex="0" {
            table class="week rota coverage" {
                caption class="hidden" { (caption) }
                thead { tr {
                    th scope="col" { (word(language, "place")) }
                    @for week in 0..plan.weeks {
                        @let number = monday(plan.from, week).iso_week().week();
                        th scope="col" { (word_with(language, "week-short", &[("n", number.into())])) }
                    }
                } }
                tbody {
                    @for place in places {
                        tr {
                            th scope="row" { (catalogue.place_name(place)) }
                            @for week in 0..plan.weeks { (cell(language, of.get(&(place, week)).copied())) }
                        }
                    }
                }
            }
        }
        p class="soft" { (word(language, "coverage-key")) }
    }
}

fn cell(language: Language, coverage: Option<&Coverage>) -> Markup {
    let agencies = coverage.map_or(0, |one| one.agencies.len());
    let (demand, served) = coverage.map_or((0.0, 0.0), |one| (one.demand, one.served));
    let unserved = demand - served >= 0.5;
    html! {
        td {
            p class="demand" {
                span class={ "shade shade-" (agencies.min(MOST)) } aria-hidden="true" {}
                (agencies)
            }
            @if demand >= 0.5 {
                @let values = [("served", parties(served).into()), ("demand", parties(demand).into())];
                p class="soft small" {
                    (word_with(language, "served-of", &values))
                    @if unserved { "\u{a0}!" span class="hidden" { (word(language, "served-short")) } }
                }
            }
        }
    }
}
