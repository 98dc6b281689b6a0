//! The form that asks what a plan would be if something were otherwise.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, AgencyId, LocationId, PlanId};
use domain::rota::Team;
use domain::working_rules::Cadence;
use flows::plans::{self, Plan, PlanError};
use maud::{Markup, html};
use rota_planner::{Problem as Facts, WhatIf};
use serde::Deserialize;
use store::Transaction;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::{Context, Coordinator, Problem, StaffMember, Visit, ui};

use super::compare;
use super::list::path_of;
use crate::api::find;
use crate::problems::refused;
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
    fn changes(self) -> Vec<(WhatIf, &'static str)> {
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

/// Asks for it; to its page beside the plan that it comes from. Three reads, one
/// commit beside those of what it is worked out from.
pub(super) async fn create(
    State(context): State<Context>,
    visit: Visit,
    coordinator: Coordinator,
    Id(id): Id<PlanId>,
    body: FormBody<WhatIfForm>,
) -> Result<Response, Problem> {
    let FormBody { value, mut state } = body;
    if let Some(form) = value {
        let (store, of) = (&context.store, find(&context.store, &id).await?.value);
        let catalogue = store.catalogue().load().await?;
        let (changes, places): (Vec<_>, Vec<_>) = form.changes().into_iter().unzip();
        match plans::what_if(store, &catalogue, &of, changes, coordinator.actor()).await {
            Ok(plan) => {
                let mut tx = Transaction::new();
                store.plans().save(&mut tx, &plan, None);
                store.commit(tx).await?;
                return Ok(super::done(&std::format!("{}/figures?with={id}", path_of(&plan.id)), "asked"));
            }
            Err(PlanError::Fields(errors)) => state.blame_all(errors, |pointer| field_of(pointer, &places)),
            Err(error) => return Err(refused(error)),
        }
    }
    compare::render(&context, (&visit, &coordinator.0), (&id, None), &state).await
}

/// The field that a pointer is about.
fn field_of(pointer: &str, places: &[&str]) -> String {
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
    let mut agencies: Vec<&AgencyId> = facts.advisers.iter().map(|one| &one.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let agencies = agencies.into_iter().map(|id| (id.to_string(), catalogue.agency_name(id).to_owned()));
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
