//! What was wanted in the past quarter, by place, agency and week: what a
//! forecast is made of.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId};
use rota_planner::forecast::Past;
use store::repos::needs::ReferralFilter;
use store::{Store, TableError};

use super::sessions::Sessions;

/// Rows of a list that are read at once.
const PAGE: usize = 500;

/// Parties of a quarter. An appointment mostly follows a referral, so the two
/// are not added up: of a place and an agency the larger counts, as referrals
/// alone miss who books without a need, and seats alone miss who found none.
pub(super) async fn load(store: &Store, catalogue: &Catalogue, sessions: &Sessions) -> Result<Past, TableError> {
    let weeks = sessions.past.weeks() as usize;
    let members = store.members().counts().await?;
    let hosted = |place: &LocationId| members.get(place).map_or(0, |counts| counts.members);
    let here = catalogue.locations_on(sessions.span.from()).map(|place| (place.id.clone(), hosted(&place.id)));
    let empty = Past { weeks, members: here.collect(), ..Past::default() };
    let (mut referred, mut seated) = (empty.clone(), empty.clone());
    for one in &sessions.held {
        if let Some(week) = sessions.past.week_of(one.day) {
            seated.add(&one.place, &one.agency, week as usize, one.taken + one.waiting);
        }
    }
    let mut from = None;
    'pages: loop {
        let page = store.needs().list_referrals(&ReferralFilter::default(), from, PAGE).await?;
        for referral in &page.items {
            let day = referral.created_at.day_in(BRUSSELS);
            if day < sessions.past.from() {
                break 'pages;
            }
            if let Some(week) = sessions.past.week_of(day) {
                let agency = acting(catalogue, &referral.agency, sessions);
                referred.add(&referral.location, agency, week as usize, 1);
            }
        }
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    Ok(Past { parties: larger(referred.parties, seated.parties), ..empty })
}

/// Who does an agency's work when the weeks begin; itself where nobody does.
pub(super) fn acting<'a>(catalogue: &'a Catalogue, agency: &'a AgencyId, sessions: &Sessions) -> &'a AgencyId {
    catalogue.acting(agency, sessions.span.from()).map_or(agency, |agency| &agency.id)
}

type Parties = BTreeMap<(LocationId, AgencyId), Vec<u32>>;

fn larger(mut one: Parties, other: Parties) -> Parties {
    for (pair, line) in other {
        let sum = |line: &[u32]| line.iter().map(|count| u64::from(*count)).sum::<u64>();
        let known = one.entry(pair).or_default();
        if sum(&line) > sum(known) {
            *known = line;
        }
    }
    one
}
