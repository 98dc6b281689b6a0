//! Who comes how often, of how often they could: by agency, and by adviser.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::rota::Team;
use maud::{Markup, html};
use rota_planner::{Figures, Load, is_imagined};
use web::ui;

use crate::{word, word_with};

/// Both tables.
pub(super) fn show(language: Language, catalogue: &Catalogue, team: &Team, figures: &Figures) -> Markup {
    let mut agencies: BTreeMap<&AgencyId, (u32, u32)> = BTreeMap::new();
    for one in &figures.load {
        let sum = agencies.entry(&one.agency).or_default();
        *sum = (sum.0 + one.visits, sum.1 + one.most);
    }
    let say = |key: &str| word(language, key);
    let mut by_agency = ui::Table::named(say, "load-agencies", &["agency", "visits-of-most"]);
    for (agency, load) in &agencies {
        by_agency = by_agency.row(vec![html! { (catalogue.agency_name(agency)) }, share(language, *load)]);
    }
    let mut by_adviser = ui::Table::named(say, "load-advisers", &["adviser", "agency", "visits-of-most"]);
    let mut loads: Vec<&Load> = figures.load.iter().collect();
    loads.sort_by_key(|one| (catalogue.agency_name(&one.agency).to_lowercase(), std::cmp::Reverse(one.visits)));
    for one in loads {
        let is_real = team.get(&one.adviser).is_some() || !is_imagined(&one.adviser);
        let name = if is_real { team.name(&one.adviser).to_owned() } else { word(language, "adviser-imagined") };
        by_adviser = by_adviser.row(vec![
            html! { (name) },
            html! { (catalogue.agency_name(&one.agency)) },
            share(language, (one.visits, one.most)),
        ]);
    }
    html! {
        (by_agency.show())
        details {
            summary { (word(language, "load-advisers")) }
            (by_adviser.show())
        }
    }
}

fn share(language: Language, (visits, most): (u32, u32)) -> Markup {
    html! {
        (ui::bar(if most == 0 { 0.0 } else { (f64::from(visits) / f64::from(most)).min(1.0) }))
        " " (word_with(language, "of", &[("n", visits.into()), ("of", most.into())]))
    }
}
