//! A plan as it would be if something were otherwise, to compare with one that
//! was worked out.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use rota_planner::{Problem, WhatIf};
use store::Store;
use store::repos::plans::Origin;

use super::PROBLEM;
use super::ask::{PlanError, running};
use super::settled::{Plan, Settled};

/// Changes of one plan, at most.
const MOST: u8 = 10;
/// Visits of an adviser in a week, at most.
const VISITS: std::ops::RangeInclusive<u32> = 1..=10;

/// A plan from what another was worked out from, with what was settled there, and
/// with these changes beside its own, to be saved by whoever asks. Where they only
/// add, it begins at the other plan and is worth no less. One query, two where they
/// only add, a commit for each 300 KB that it is worked out from.
pub async fn what_if(
    store: &Store,
    catalogue: &Catalogue,
    of: &Plan,
    changes: Vec<WhatIf>,
    by: Actor,
) -> Result<Plan, PlanError> {
    // A repair knows no more of the rota than what it has to do with.
    if matches!(of.origin, Some(Origin::Repair { .. })) {
        return Err(PlanError::Stands(of.status));
    }
    let facts: Option<Problem> = store.plans().kept(&of.id, PROBLEM, of.settled.facts).await?;
    let mut facts = facts.ok_or(PlanError::Stands(of.status))?;
    let only_adds = changes.iter().all(|change| matches!(change, WhatIf::AdviserMore { .. }));
    let changes = checked(catalogue, &facts, (&of.settled.what_if, changes))?;
    let before = if only_adds { super::result(store, of).await? } else { None };
    facts.start = before.map(|before| before.visits()).unwrap_or_default();
    let settled = Settled {
        rulings: of.settled.rulings.clone(),
        what_if: changes,
        ..Settled::new(of.settled.keep.clone(), of.settled.weights)
    };
    let plan = running(store, (of.from, of.weeks), settled, by)?;
    store.plans().keep(&plan.id, PROBLEM, 1, &facts).await?;
    Ok(plan)
}

/// All changes, where each names what is there.
fn checked(
    catalogue: &Catalogue,
    facts: &Problem,
    (before, more): (&[WhatIf], Vec<WhatIf>),
) -> Result<Vec<WhatIf>, PlanError> {
    let advisers: BTreeSet<_> = facts.advisers.iter().map(|one| &one.id).collect();
    let places: BTreeSet<_> = facts.places.iter().map(|one| &one.id).collect();
    let mut errors = Vec::new();
    if more.is_empty() {
        errors.push(FieldError::new("/changes", Wrong::Missing));
    } else if before.len() + more.len() > usize::from(MOST) {
        errors.push(FieldError::new("/changes", Wrong::OutOfRange(1, i64::from(MOST))));
    }
    for (at, change) in more.iter().enumerate() {
        let mut wrong = |field: &str, problem| errors.push(FieldError::new(format!("/changes/{at}/{field}"), problem));
        match change {
            WhatIf::AdviserMore { agency, most_a_week, .. } => {
                if !catalogue.agencies.contains_key(agency) {
                    wrong("agency", Wrong::UnknownAgency);
                }
                if !VISITS.contains(most_a_week) {
                    let (least, most) = (i64::from(*VISITS.start()), i64::from(*VISITS.end()));
                    wrong("most_a_week", Wrong::OutOfRange(least, most));
                }
            }
            WhatIf::AdviserLess { adviser } if !advisers.contains(adviser) => wrong("adviser", Wrong::UnknownAdviser),
            WhatIf::PlaceLess { place } | WhatIf::Cadence { place: Some(place), .. } if !places.contains(place) => {
                wrong("place", Wrong::UnknownLocation);
            }
            WhatIf::AdviserLess { .. } | WhatIf::PlaceLess { .. } | WhatIf::Cadence { .. } => {}
        }
    }
    if errors.is_empty() { Ok(before.iter().cloned().chain(more).collect()) } else { Err(PlanError::Fields(errors)) }
}
