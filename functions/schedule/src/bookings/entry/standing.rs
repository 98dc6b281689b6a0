//! How the slot stands that a form is for.

use chrono::NaiveDateTime;
use domain::booking::BookingRefusal;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, SessionId};
use domain::local_time;
use domain::sessions::{SessionStatus, agency_off, find_in};
use flows::bookings::{FreeSlot, close_unattended, next_free};
use web::extract::FormState;
use web::{Context, Problem};

use super::Why;

/// How the slot stands that a form is for.
pub(crate) struct Standing {
    /// Who comes.
    pub(crate) agency: AgencyId,
    /// Where.
    pub(crate) location: LocationId,
    /// When the slot begins and ends, on the place's clock; `None` where it is
    /// no more.
    pub(super) times: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Why it is not to be had; what can be had instead.
    pub(crate) refused: Option<(Why, Vec<FreeSlot>)>,
}

impl Standing {
    /// Looks the slot up: one read, one more where advisers are named, and two
    /// where it is not to be had. 404 for what never was there or is not
    /// published.
    pub(crate) async fn of(
        context: &Context,
        catalogue: &Catalogue,
        state: &FormState,
        why: Option<Why>,
    ) -> Result<Self, Problem> {
        let store = &context.store;
        let id = SessionId::parse(state.get("session")).map_err(|_| Problem::not_found())?;
        let (permanence, _) = id.parts().ok_or_else(Problem::not_found)?;
        let found = store.permanences().load(&permanence).await?;
        let of = found.filter(|found| found.value.is_published()).ok_or_else(Problem::not_found)?.value;
        let session = find_in(&of, &id, catalogue);
        let local_start = local_time::parse(state.get("slot")).ok_or_else(Problem::not_found)?;
        let today = store.now().day_in(BRUSSELS);
        let acting = || catalogue.acting(&of.agency, today).map_or(&of.agency, |agency| &agency.id).clone();
        let agency = session.as_ref().map_or_else(acting, |session| session.agency.clone());
        let location = of.location.clone();
        let mut left = session.clone();
        if let Some(session) = left.as_mut() {
            close_unattended(store, catalogue, vec![(session, &of)]).await?;
        }
        let is_received = left.is_some_and(|session| session.slot(local_start).is_some());
        let slot = session.as_ref().and_then(|session| session.slot(local_start).map(|slot| (session, slot)));
        let times = slot.map(|(session, slot)| (local_start, local_time::to_local(slot.end, session.timezone)));
        let nobody = || match &session {
            Some(session) if agency_off(session, catalogue).is_some() => BookingRefusal::AgencyClosed,
            _ => BookingRefusal::NobodyThere,
        };
        let is_held = session.as_ref().is_some_and(|session| session.status == SessionStatus::Scheduled);
        let gone = match (is_held, slot) {
            (false, _) => Some(BookingRefusal::NotHeld),
            (true, None) => Some(BookingRefusal::NoSlot),
            (true, Some((_, slot))) if slot.start <= store.now() => Some(BookingRefusal::Past),
            (true, Some(_)) => (!is_received).then(nobody),
        };
        let why = why.or(gone.map(Why::Rule));
        let refused = match why {
            None => None,
            Some(Why::Taken(next)) => Some((Why::Taken(Vec::new()), next)),
            Some(why) => Some((why, next_free(store, catalogue, &agency, &location).await?)),
        };
        Ok(Self { agency, location, times, refused })
    }
}
