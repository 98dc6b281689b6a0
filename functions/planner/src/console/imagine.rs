//! The form that asks what a plan would be if something were otherwise.

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
use web::{StaffMember, ui};

use super::list::path_of;
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

/// Fields by what a change's pointers end with.
const FIELDS: [(&str, &str); 3] = [("agency", "agency"), ("most_a_week", "most_a_week"), ("adviser", "adviser")];

impl WhatIfForm {
    /// The changes, each with the field that its place is named in.
    pub(super) fn changes(self) -> Vec<(WhatIf, &'static str)> {
        let Self { agency, most_a_week, adviser, place, aim_place, aim } = self;
        let more = agency.map(|agency| WhatIf::AdviserMore {
            agency,
            half_days: std::collections::BTreeSet::new(),
            most_a_week: most_a_week.unwrap_or(USUAL),
        });
        let less = adviser.map(|adviser| WhatIf::AdviserLess { adviser });
        let without = place.map(|place| WhatIf::PlaceLess { place });
        let cadence = aim.map(|aim| WhatIf::Cadence { place: aim_place, aim });
        let named = |change: Option<WhatIf>, field| change.map(|change| (change, field));
        [named(more, "place"), named(less, "place"), named(without, "place"), named(cadence, "aim_place")]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Visits in a week of an adviser more, where nothing is said.
const USUAL: u32 = 3;

/// The form as it is first shown.
pub(super) fn usual() -> FormState {
    FormState::filled([("most_a_week", USUAL.to_string())])
}

/// The field that a pointer is about.
pub(super) fn field_of(pointer: &str, places: &[&str]) -> String {
    let mut parts = pointer.trim_start_matches("/changes").trim_start_matches('/').split('/');
    let at = parts.next().and_then(|at| at.parse::<usize>().ok());
    let last = parts.next().unwrap_or("agency");
    let place = at.and_then(|at| places.get(at)).copied().unwrap_or("place");
    FIELDS.iter().find(|(of, _)| *of == last).map_or(place, |(_, field)| field).to_owned()
}

/// The card.
pub(super) fn card(
    language: Language,
    catalogue: &Catalogue,
    (staff, plan, facts, team): (&StaffMember, &Plan, &Facts, &Team),
    state: &FormState,
) -> Markup {
    let label = |key: &str| word(language, key);
    let unchanged = || (String::new(), word(language, "as-it-is"));
    let agencies = catalogue.agencies_on(plan.from);
    let agencies = agencies.map(|one| (one.id.to_string(), catalogue.agency_name(&one.id).to_owned()));
    let advisers = facts.advisers.iter().filter_map(|one| Some((one.id.to_string(), team.get(&one.id)?.name.clone())));
    let places: Vec<_> =
        facts.places.iter().map(|one| (one.id.to_string(), catalogue.place_name(&one.id).to_owned())).collect();
    let cadences = [Cadence::Weekly, Cadence::Fortnightly, Cadence::Monthly]
        .map(|aim| (cadence_key(aim).trim_start_matches("cadence-").to_owned(), label(cadence_key(aim))));
    let select = |name: &str, key: &str, first: (String, String), options: Vec<(String, String)>| {
        let options = std::iter::once(first).chain(options);
        ui::Field::new(name, &label(key)).select(options).show(language, state)
    };
    ui::card(
        &label("what-if"),
        html! {
            (ui::error_summary(language, state))
            p { (label("what-if-how")) }
            (ui::form(&std::format!("{}/what-if", path_of(&plan.id)), &staff.csrf, html! {
                fieldset { legend { (label("what-if-more")) }
                    (select("agency", "agency", unchanged(), agencies.collect()))
                    (ui::Field::new("most_a_week", &label("most-a-week")).kind("number").between(1, 10).show(language, state))
                }
                fieldset { legend { (label("what-if-less")) }
                    (select("adviser", "adviser", unchanged(), advisers.collect()))
                    (select("place", "place", unchanged(), places.clone()))
                }
                fieldset { legend { (label("what-if-otherwise")) }
                    (select("aim_place", "place", (String::new(), label("every-place")), places))
                    (select("aim", "how-often", unchanged(), cadences.to_vec()))
                }
                p { (ui::button(&label("what-if-ask"))) }
            }))
        },
    )
}
