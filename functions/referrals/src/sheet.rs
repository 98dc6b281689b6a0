//! One referral as its pages and its API need it: the case that it belongs to,
//! what of its history concerns it, and the view.

use std::collections::BTreeMap;

use domain::event::{Actor, Event, EventKind};
use domain::ids::{AgencyId, ReferralId, StaffId};
use domain::need::NeedCase;
use domain::referral::Referral;
use domain::sight::keep_kinds_of;
use domain::staff::{Staff, StaffRole};
use store::repos::needs::LoadedCase;
use store::{Store, TableError};
use web::Problem;
use web::views::{Names, ReferralView, history};

/// A referral and the case that it belongs to.
pub(crate) struct Sheet {
    /// The case as read.
    pub(crate) loaded: LoadedCase,
    /// The referral in it.
    pub(crate) referral: Referral,
}

impl Sheet {
    /// Reads it: one query. 404 where there is none.
    pub(crate) async fn load(store: &Store, id: &ReferralId) -> Result<Self, Problem> {
        let (need, agency) = id.parts().ok_or_else(Problem::not_found)?;
        let loaded = store.needs().load(&need).await?.ok_or_else(Problem::not_found)?;
        let referral = loaded.case.referral(&agency).cloned().ok_or_else(Problem::not_found)?;
        Ok(Self { loaded, referral })
    }

    /// The case.
    pub(crate) const fn case(&self) -> &NeedCase {
        &self.loaded.case
    }

    /// The sheet as its reader may see it: an agency that declined, or may not
    /// know any more whose need it is, learns nothing of the member.
    pub(crate) fn seen(&self, personal: bool) -> Self {
        let mut seen = Self { loaded: self.loaded.clone(), referral: self.referral.clone() };
        if !personal {
            seen.loaded.case = seen.loaded.case.for_an_agency_without_part();
            if let Some(own) = seen.loaded.case.referral(&self.referral.agency) {
                seen.referral = own.clone();
            }
        }
        seen
    }

    /// What happened to this referral, oldest first: two queries.
    pub(crate) async fn events(&self, store: &Store) -> Result<Vec<Event>, TableError> {
        let mut events = store.needs().history(&self.case().need.id).await?.events;
        events.retain(|event| concerns(&event.kind, &self.referral.agency));
        Ok(events)
    }

    /// The view, its sentences in the language of `names`; of the kinds of need
    /// those that the agency is asked about, for all but the coordinator.
    pub(crate) fn view(&self, personal: bool, team: &Team, events: &[Event], names: &Names<'_>) -> ReferralView {
        let mut seen = self.seen(personal);
        if *team != Team::All {
            keep_kinds_of(&mut seen.loaded.case, &self.referral.agency, names.catalogue);
        }
        let told = history(names, seen.case(), events);
        ReferralView::of(seen.case(), &seen.referral, personal, told, names)
    }
}

/// Of whom of the staff somebody may know the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Team {
    /// Of everybody.
    All,
    /// Of colleagues: advisers of the same agency.
    Agency(AgencyId),
    /// Of nobody.
    Nobody,
}

/// Names of the staff who had a part in a history, for those who may know
/// them: one query, none where nobody had.
pub(crate) async fn staff_names(
    store: &Store,
    team: &Team,
    events: &[Event],
) -> Result<BTreeMap<StaffId, String>, TableError> {
    if *team == Team::Nobody || !events.iter().any(|event| matches!(event.actor, Actor::Staff(_))) {
        return Ok(BTreeMap::new());
    }
    let is_known = |staff: &Staff| match team {
        Team::All => true,
        Team::Agency(own) => matches!(&staff.role, StaffRole::Adviser { agency } if agency == own),
        Team::Nobody => false,
    };
    let staff = store.staff().list().await?.into_iter().filter(is_known);
    Ok(staff.map(|staff| (staff.id, staff.name)).collect())
}

/// Whether an agency is told of an event: what happened to other agencies and
/// between the coordinator and the member is not its business.
fn concerns(kind: &EventKind, own: &AgencyId) -> bool {
    let of_member = matches!(
        kind,
        EventKind::NeedReceived
            | EventKind::NeedAdded { .. }
            | EventKind::NeedWithdrawn
            | EventKind::NeedDataEnded
            | EventKind::NeedTransferred { .. }
            | EventKind::ConsentGiven
            | EventKind::ConsentWithdrawn
    );
    of_member || kind.agency() == Some(own)
}
