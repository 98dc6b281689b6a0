//! The referrals in an adviser's name: those of the agency that are open and
//! were taken over with the adviser's address.

use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, Moment, MoveError};
use domain::need::Handler;
use domain::referral::ReferralStatus;
use store::repos::hand_overs::HandOver;
use store::repos::lists::ListCursor;
use store::repos::needs::ReferralFilter;
use store::{Store, TableError, Transaction, Versioned};

use crate::needs::save_moved;

/// What is handed over, in the order in which a referral goes on, so that none
/// slips from a list that is still to be read into one that was.
const OPEN: [ReferralStatus; 3] = [ReferralStatus::Queued, ReferralStatus::Sent, ReferralStatus::Accepted];
/// Entries looked at in one step.
const PAGE: usize = 50;

/// How many there are, and how many of them stay: a colleague whose address is
/// not one of the agency's does not get them. For each list a query and a read
/// for 50 entries.
pub(super) async fn count(
    store: &Store,
    catalogue: &Catalogue,
    (leaver, colleague): (&Adviser, &EmailAddress),
) -> Result<(usize, usize), TableError> {
    let (mut place, mut go, mut stay) = (Some(Place::default()), 0, 0);
    while let Some(at) = place {
        let page = page(store, catalogue, leaver, at).await?;
        for (_, agency) in &page.needs {
            if is_own(catalogue, agency, colleague) {
                go += 1;
            } else {
                stay += 1;
            }
        }
        place = page.next;
    }
    Ok((go, stay))
}

/// Whether referrals to an agency go to an address.
pub(super) fn is_own(catalogue: &Catalogue, agency: &AgencyId, email: &EmailAddress) -> bool {
    catalogue.agencies.get(agency).is_some_and(|known| known.is_own(email))
}

/// Hands over those of the next page, each in one commit with the job's; answers
/// the job as it stands then, with where it goes on.
pub(super) async fn hand_page(
    store: &Store,
    catalogue: &Catalogue,
    mut job: Versioned<HandOver>,
    (leaver, colleague): (&Adviser, &Adviser),
) -> Result<(Versioned<HandOver>, bool), TableError> {
    let place = job.value.place.as_deref().and_then(Place::decode).unwrap_or_default();
    let page = page(store, catalogue, leaver, place).await?;
    let handler = Handler { name: colleague.name.clone(), email: colleague.email.clone() };
    let mut kept = 0;
    for (need, agency) in page.needs {
        let Some(before) = store.needs().load(&need).await? else { continue };
        let moment = Moment::new(catalogue, store.now(), &job.value.by);
        let decided = match moves::handed_over(before.case.clone(), &agency, handler.clone(), &moment) {
            Ok(decided) => decided,
            Err(MoveError::NotOfAgency { .. }) => {
                kept += 1;
                continue;
            }
            // Answered meanwhile.
            Err(_) => continue,
        };
        if decided.events.is_empty() {
            continue;
        }
        job.value.referrals += 1;
        let mut tx = Transaction::new();
        store.hand_overs().save(&mut tx, &job.value, Some(job.version));
        save_moved(store, &mut tx, &before, &decided).await?;
        store.commit(tx).await?;
        job.version += 1;
    }
    // Counted with the page that they stand on, which is saved after it.
    job.value.kept += kept;
    job.value.place = page.next.as_ref().map(Place::encode);
    let is_over = page.next.is_none();
    Ok((job, is_over))
}

/// Which list, and where in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place {
    list: usize,
    cursor: Option<ListCursor>,
}

impl Place {
    fn encode(&self) -> String {
        format!("{}|{}", self.list, self.cursor.as_ref().map(ListCursor::encode).unwrap_or_default())
    }

    fn decode(text: &str) -> Option<Self> {
        let (list, cursor) = text.split_once('|')?;
        Some(Self { list: list.parse().ok()?, cursor: ListCursor::decode(cursor) })
    }
}

struct Page {
    needs: Vec<(NeedId, AgencyId)>,
    next: Option<Place>,
}

async fn page(store: &Store, catalogue: &Catalogue, leaver: &Adviser, place: Place) -> Result<Page, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let agencies = catalogue.same_work(&leaver.agency, today);
    let lists: Vec<_> = agencies.iter().flat_map(|agency| OPEN.map(|status| ((*agency).clone(), status))).collect();
    let Some((agency, status)) = lists.get(place.list).cloned() else {
        return Ok(Page { needs: Vec::new(), next: None });
    };
    let filter = ReferralFilter { agency: Some(agency), status: Some(status), location: None };
    let listed = store.needs().list_referrals(&filter, place.cursor, PAGE).await?;
    let ids: Vec<NeedId> = listed.items.iter().map(|entry| entry.need.clone()).collect();
    let people = store.needs().people(&ids).await?;
    let theirs = listed.items.into_iter().zip(people).filter(|(entry, person)| {
        let handler = person.as_ref().and_then(|person| person.handlers.get(&entry.agency));
        handler.is_some_and(|handler| is_same(&handler.email, &leaver.email))
    });
    let needs = theirs.map(|(entry, _)| (entry.need, entry.agency)).collect();
    let next = match listed.next {
        Some(cursor) => Some(Place { list: place.list, cursor: Some(cursor) }),
        None => (place.list + 1 < lists.len()).then(|| Place { list: place.list + 1, cursor: None }),
    };
    Ok(Page { needs, next })
}

fn is_same(one: &EmailAddress, other: &EmailAddress) -> bool {
    one.as_str().eq_ignore_ascii_case(other.as_str())
}
