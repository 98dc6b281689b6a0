//! Whether somebody is there to receive people.

use super::{Session, SessionStatus, Slot};
use crate::Text;
use crate::adviser::{Adviser, BusyTime};
use crate::catalogue::Catalogue;

/// An adviser whom a series names, with what their own calendar has, in order
/// and without overlaps.
pub type Named<'a> = (&'a Adviser, &'a [BusyTime]);

/// Whether an adviser receives people at a slot: they are of the agency that
/// comes by then, not away on that day, and their calendar has nothing else.
pub fn receives(session: &Session, slot: &Slot, (adviser, busy): Named<'_>, catalogue: &Catalogue) -> bool {
    is_there(session, adviser, catalogue) && busy.iter().all(|busy| busy.end <= slot.start || slot.end <= busy.start)
}

fn is_there(session: &Session, adviser: &Adviser, catalogue: &Catalogue) -> bool {
    let day = session.local_start.date();
    let acting = catalogue.acting(&adviser.agency, day).map_or(&adviser.agency, |agency| &agency.id);
    acting == &session.agency && !adviser.is_away_on(day) && agency_off(session, catalogue).is_none()
}

/// Why nobody of the agency that comes receives people on a session's day: it is
/// one of its own closing days.
pub fn agency_off(session: &Session, catalogue: &Catalogue) -> Option<Text> {
    let day = session.local_start.date();
    let closures = &catalogue.agencies.get(&session.agency)?.closures;
    let closing = closures.iter().find(|closing| closing.from <= day && day <= closing.to)?;
    let plain = || {
        Text::new(
            "L’agence est fermée ce jour-là",
            "Het agentschap is die dag gesloten",
            "The agency is closed on that day",
        )
    };
    Some(closing.reason.clone().unwrap_or_else(plain))
}

/// Leaves the slots at which one of `named` receives people; a session that
/// takes place and has nobody is closed, and one on a day on which its agency is
/// closed. Else only for a series that names advisers: of those named, the ones
/// that there are.
pub fn attend(session: &mut Session, named: &[Named<'_>], catalogue: &Catalogue) {
    if session.status == SessionStatus::Cancelled {
        return;
    }
    if let Some(why) = agency_off(session, catalogue) {
        session.slots.clear();
        session.closed = Some(why);
        return;
    }
    let whole = Slot { start: session.start, end: session.end, local_start: session.local_start, free: 0 };
    let somebody = |busy: &[BusyTime]| !busy.iter().any(|busy| busy.start <= whole.start && whole.end <= busy.end);
    let is_attended = named.iter().any(|(adviser, busy)| is_there(session, adviser, catalogue) && somebody(busy));
    let had_slots = !session.slots.is_empty();
    let mut slots = std::mem::take(&mut session.slots);
    slots.retain(|slot| named.iter().any(|one| receives(session, slot, *one, catalogue)));
    if !is_attended || (had_slots && slots.is_empty()) {
        slots.clear();
        session.closed = Some(Text::new(
            "Aucun conseiller n'est disponible pour cette séance",
            "Voor deze sessie is er geen adviseur beschikbaar",
            "No adviser is available for this session",
        ));
    }
    session.slots = slots;
}
