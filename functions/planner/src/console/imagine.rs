//! The form that asks what a plan would be if something were otherwise.

use std::collections::BTreeSet;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, AgencyId, LocationId};
use domain::rota::Team;
use domain::working_rules::Cadence;
use flows::plans::Plan;
use maud::{Markup, html};
use rota_planner::{Problem as Facts, WhatIf};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::{Context, StaffMember, ui};

use super::list::path_of;
use super::once;
use crate::reasons::cadence_key;
use crate::word;

/// What would be otherwise; what is left empty stays as it is.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WhatIfForm {
    agency: Option<AgencyId>,
    most_a_week: Option<u32>,
    adviser: Option<AdviserId>,
    place: Option<LocationId>,
    aim_place: Option<LocationId>,
    aim: Option<Cadence>,
}

impl WhatIfForm {
    /// The changes, each with the field that its place is named in.
    pub(super) fn changes(self) -> Vec<(WhatIf, &'static str)> {
        let Self { agency, most_a_week, adviser, place, aim_place, aim } = self;
        let most_a_week = most_a_week.unwrap_or(USUAL);
        let changes = [
            (agency.map(|agency| WhatIf::AdviserMore { agency, half_days: BTreeSet::new(), most_a_week }), "place"),
            (adviser.map(|adviser| WhatIf::AdviserLess { adviser }), "place"),
            (place.map(|place| WhatIf::PlaceLess { place }), "place"),
            (aim.map(|aim| WhatIf::Cadence { place: aim_place, aim }), "aim_place"),
        ];
        changes.into_iter().filter_map(|(change, field)| Some((change?, field))).collect()
    }
}

/// Visits in a week of an adviser more, where nothing is said.
const USUAL: u32 = 3;

/// The form as it is first shown.
pub(super) fn usual(context: &Context) -> FormState {
    once::filled(context, [("most_a_week", USUAL.to_string())])
}

/// The field that a pointer is about: that of its name, else the one of a place.
pub(super) fn field_of(pointer: &str, places: &[&str]) -> String {
    let mut parts = pointer.trim_start_matches("/changes").trim_start_matches('/').split('/');
    let at = parts.next().and_then(|at| at.parse::<usize>().ok());
    let last = parts.next().unwrap_or("agency");
    let place = at.and_then(|at| places.get(at)).copied().unwrap_or("place");
    if ["agency", "most_a_week", "adviser"].contains(&last) { last.to_owned() } else { place.to_owned() }
}

/// The card.
pub(super) fn card(
    language: Language,
    catalogue: &Catalogue,
    (staff, plan, facts, team): (&StaffMember, &Plan, &Facts, &Team),
    state: &FormState,
) -> Markup {
    let label = |key: &str| word(language, key);
    let agencies = catalogue.agencies_on(plan.from).map(|one| (one.id.as_str(), one.short.clone()));
    let advisers = facts.advisers.iter().filter_map(|one| Some((one.id.as_str(), team.get(&one.id)?.name.clone())));
    let places = facts.places.iter().map(|one| (one.id.as_str(), catalogue.place_name(&one.id).to_owned()));
    let places: Vec<_> = places.collect();
    let cadences = [Cadence::Weekly, Cadence::Fortnightly, Cadence::Monthly].map(cadence_key);
    let cadences = cadences.map(|key| (key.trim_start_matches("cadence-"), label(key)));
    let select = |name: &str, key: &str, first: &str, options: Vec<(&str, String)>| {
        let options = std::iter::once(("", label(first))).chain(options);
        ui::Field::new(name, &label(key)).select(options).show(language, state)
    };
    let body = html! {
        (ui::error_summary(language, state))
        p { (label("what-if-how")) }
        (ui::form(&std::format!("{}/what-if", path_of(&plan.id)), &staff.csrf, html! {
            (once::field(state))
            fieldset { legend { (label("what-if-more")) }
                (select("agency", "agency", "as-it-is", agencies.collect()))
                (ui::Field::new("most_a_week", &label("most-a-week")).kind("number").between(1, 10).show(language, state))
            }
            fieldset { legend { (label("what-if-less")) }
                (select("adviser", "adviser", "as-it-is", advisers.collect()))
                (select("place", "place", "as-it-is", places.clone()))
            }
            fieldset { legend { (label("what-if-otherwise")) }
                (select("aim_place", "place", "every-place", places))
                (select("aim", "how-often", "as-it-is", cadences.to_vec()))
            }
            p { (ui::button(&label("what-if-ask"))) }
        }))
    };
    ui::card(&label("what-if"), body)
}
