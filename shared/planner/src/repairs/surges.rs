//! Where needs outgrow what comes.

use chrono::NaiveDate;
use domain::ids::{AgencyId, LocationId};

use crate::frame::Frame;
use crate::judge::{of_visits, tidy};
use crate::{Problem, Visit};

/// Weeks over which a surge is looked for, from the first.
const SURGE_WEEKS: usize = 4;

/// More is needed at a place than comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Surge {
    /// Of whom.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// Parties of the first weeks that are not served in time.
    pub parties: f64,
}

/// Places at which what is needed of an agency outgrows what comes: of the
/// parties of the first four weeks so many are not served in time as one visit
/// receives, and of those that are known today (open needs, who waits) half as
/// many have no seat. What only the forecast expects raises none. The most
/// missing first.
pub fn surges(problem: &Problem, standing: &[Visit]) -> Vec<Surge> {
    let frame = Frame::of(problem);
    let state = of_visits(&frame, standing);
    let weeks = frame.grid.weeks;
    let a_visit = f64::from(problem.visit.parties);
    let mut found = Vec::new();
    for (number, (agency, place)) in frame.chain_of.iter().enumerate() {
        let chain = &frame.chains[number];
        let served = frame.serving.by_week(chain, &state.chain_visits[number * weeks..(number + 1) * weeks]);
        let parties: f64 =
            chain.parties.iter().zip(&served).take(SURGE_WEEKS).map(|(parties, served)| parties - served).sum();
        let (agency, place) = (&frame.agencies[*agency], &problem.places[*place].id);
        let seated = seated_first_week(problem, agency, place);
        let waiting = f64::from(chain.known.first().copied().unwrap_or_default().saturating_sub(seated));
        if parties >= a_visit && waiting >= a_visit / 2.0 {
            found.push(Surge { agency: agency.clone(), place: place.clone(), parties: tidy(parties) });
        }
    }
    found.sort_by(|a, b| b.parties.total_cmp(&a.parties).then((&a.place, &a.agency).cmp(&(&b.place, &b.agency))));
    found
}

/// Seats that are taken in the first week.
fn seated_first_week(problem: &Problem, agency: &AgencyId, place: &LocationId) -> u32 {
    let here = problem.standing.iter().filter(|one| one.agency == *agency && one.place == *place);
    let first = |(day, _): &&(NaiveDate, u32)| (*day - problem.from).num_days() < 7;
    here.flat_map(|one| one.booked.iter().filter(first)).map(|(_, parties)| *parties).sum()
}
