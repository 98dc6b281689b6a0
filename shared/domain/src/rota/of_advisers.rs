//! Clashes of an adviser's sessions, given in order of their start.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveTime, TimeDelta};

use super::overlap::{clash, local_end, overlapping};
use super::{Clash, ClashKind, Planned, Team, words};
use crate::adviser::HalfDay;
use crate::catalogue::Catalogue;
use crate::ids::AdviserId;
use crate::sessions::Session;

/// A session that ends this little into the other half of the day takes place
/// in its first: a morning from 9:30 to 12:30 is a morning.
const INTO_THE_OTHER_HALF: TimeDelta = TimeDelta::minutes(60);

/// In two sessions at once, also where both are at one place: each is meant
/// for people who come to see this adviser.
pub(super) fn at_once(
    catalogue: &Catalogue,
    team: &Team,
    adviser: &AdviserId,
    own: &[Planned<'_>],
    found: &mut Vec<Clash>,
) {
    for (one, other) in overlapping(own) {
        let reason = words::two_places(catalogue, team.name(adviser), one.0, other.0);
        found.push(clash(ClashKind::TwoPlaces, &[one.0, other.0], reason));
    }
}

/// Too little time for the way from one session to the next of the same day.
pub(super) fn travel(
    catalogue: &Catalogue,
    team: &Team,
    adviser: &AdviserId,
    own: &[Planned<'_>],
    found: &mut Vec<Clash>,
) {
    for pair in own.windows(2) {
        let [(one, _), (next, _)] = pair else { continue };
        let gap = next.start.utc() - one.end.utc();
        if gap < TimeDelta::zero() || local_end(one).date() != next.local_start.date() {
            continue;
        }
        let (from, to) = (catalogue.locations.get(&one.location), catalogue.locations.get(&next.location));
        let Some((from, to)) = from.zip(to) else { continue };
        let needed = catalogue.working_rules.travel.minutes(from, to);
        if gap < TimeDelta::minutes(i64::from(needed)) {
            let reason = words::travel(catalogue, team.name(adviser), one, next, (gap.num_minutes(), needed));
            found.push(clash(ClashKind::Travel, &[one, next], reason));
        }
    }
}

/// Outside of their half-days, while away, or while their own calendar has
/// something else.
pub(super) fn availability(team: &Team, id: &AdviserId, own: &[Planned<'_>], found: &mut Vec<Clash>) {
    let Some(adviser) = team.get(id) else { return };
    for (session, _) in own {
        if adviser.is_away_on(session.local_start.date()) {
            found.push(clash(ClashKind::Absent, &[session], words::absent(&adviser.name)));
            continue;
        }
        for half_day in half_days(session).into_iter().filter(|half_day| !adviser.works_on(*half_day)) {
            found.push(clash(ClashKind::HalfDay, &[session], words::half_day(&adviser.name, half_day)));
        }
        if team.busy(id).iter().any(|busy| busy.start < session.end && session.start < busy.end) {
            found.push(clash(ClashKind::Busy, &[session], words::busy(&adviser.name, session)));
        }
    }
}

/// More sessions in a week than they should have; weeks begin on Monday.
pub(super) fn weeks(team: &Team, id: &AdviserId, own: &[Planned<'_>], found: &mut Vec<Clash>) {
    let Some((adviser, most)) = team.get(id).and_then(|adviser| Some((adviser, adviser.max_permanences_per_week?)))
    else {
        return;
    };
    let mut weeks: BTreeMap<(i32, u32), Vec<&Session>> = BTreeMap::new();
    for (session, _) in own {
        let week = session.local_start.date().iso_week();
        weeks.entry((week.year(), week.week())).or_default().push(session);
    }
    for sessions in weeks.into_values().filter(|sessions| sessions.len() > most as usize) {
        let reason = words::too_many(&adviser.name, sessions.len(), most);
        found.push(clash(ClashKind::TooMany, &sessions, reason));
    }
}

/// The half-days that a session takes place in.
fn half_days(session: &Session) -> Vec<HalfDay> {
    let (from, to) = (session.local_start, local_end(session));
    let first = HalfDay::of(from);
    let noon = from.date().and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let both = from < noon && to - noon > INTO_THE_OTHER_HALF;
    if both { vec![first, HalfDay::of(noon)] } else { vec![first] }
}
