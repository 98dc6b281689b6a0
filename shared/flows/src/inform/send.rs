//! Something is sent some readers at a time; each step says how far it came, so
//! that after a crash the next one goes on there.

use domain::ids::LocationId;
use domain::inform::{Issue, Reader};
use store::repos::deliveries::{Delivery, Work};
use store::repos::members::MemberFilter;
use store::repos::monthly::Sending;
use store::{Store, TableError, Transaction};

use super::readers::{self, Told};
use super::{InformMail, place_of};

/// Readers of one step.
pub(super) const AT_ONCE: usize = 20;

/// Tells the next readers. One read; then a query of the staff, or of the members
/// and one for each of them; for each who is told a read and a commit; a commit.
pub(super) async fn step(store: &Store, issue: &Issue) -> Result<(), TableError> {
    let Some(place) = place_of(store, issue).await? else { return Ok(()) };
    let before = store.monthly().sending(issue).await?;
    let version = before.as_ref().map(|read| read.version);
    let mut sending = before.map(|read| read.value).unwrap_or_default();
    if sending.done {
        return Ok(());
    }
    if sending.staff_done {
        members(store, issue, place.as_ref(), &mut sending).await?;
    } else {
        hosts(store, issue, place.as_ref(), &mut sending).await?;
    }
    let mut tx = Transaction::new();
    store.monthly().save_sending(&mut tx, issue, &sending, version);
    // Another program did the same step.
    TableError::unless_conflict(store.commit(tx).await)
}

async fn hosts(
    store: &Store,
    issue: &Issue,
    place: Option<&LocationId>,
    sending: &mut Sending,
) -> Result<(), TableError> {
    let staff = store.staff().list().await?;
    // Of everybody in the order invited, so that the count goes on where it stood
    // though somebody's role changes meanwhile.
    for one in staff.iter().skip(sending.staff).take(AT_ONCE) {
        sending.staff += 1;
        let Some(told) = readers::host(one, place) else { continue };
        if tell(store, issue, &Reader::Host(one.id.clone()), &told).await? {
            sending.to_hosts += 1;
        }
    }
    sending.staff_done = sending.staff >= staff.len();
    Ok(())
}

async fn members(
    store: &Store,
    issue: &Issue,
    place: Option<&LocationId>,
    sending: &mut Sending,
) -> Result<(), TableError> {
    let filter = MemberFilter { location: place.cloned(), ..MemberFilter::default() };
    let (entries, next) = store.members().list(&filter, sending.after.take(), AT_ONCE).await?;
    for entry in entries {
        sending.seen += 1;
        let Some(found) = store.members().load(&entry.id).await? else { continue };
        let Some(told) = readers::member(store, &found.value, place) else { continue };
        if tell(store, issue, &Reader::Member(entry.id), &told).await? {
            sending.members += 1;
        }
    }
    sending.done = next.is_none();
    sending.after = next;
    Ok(())
}

/// Tells one reader: their mail and the note that they were told are one commit.
/// Answers whether they are told by this issue, now or by a step that did not
/// come to its end.
async fn tell(store: &Store, issue: &Issue, reader: &Reader, told: &Told) -> Result<bool, TableError> {
    let person = store.monthly().reader(&told.email);
    let (key, name) = (issue.key(), reader.key());
    let id = store.secrets().keyed_hash("inform.mail", &[&key, &name]);
    let partition = match reader {
        Reader::Host(staff) => format!("STAFF#MAIL#{staff}"),
        Reader::Member(member) => format!("MEMBER#MAIL#{member}"),
    };
    let is_made = async || store.deliveries().load(&partition, &id).await.map(|found| found.is_some());
    if !store.monthly().may_tell(&person, issue).await? {
        return is_made().await;
    }
    let work = InformMail { issue: issue.clone(), reader: reader.clone() };
    let mail = Delivery::new(id.clone(), partition.clone(), Work::of(&work)?, store.now());
    let mut tx = Transaction::new();
    store.monthly().tell(&mut tx, &person, issue, &mail);
    match store.commit(tx).await {
        Ok(()) => Ok(true),
        // Told at the same moment by a program that does the same step, or under
        // another name.
        Err(TableError::Conflict { .. }) => is_made().await,
        Err(error) => Err(error),
    }
}
