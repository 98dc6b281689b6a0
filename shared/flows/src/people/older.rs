//! What an earlier version stored: the people in it get the rows by which they are
//! found. Some pages at a time, beside everything else; once done, one read tells so.

use store::repos::people::{MadeFound, Place, TextList};
use store::{Store, TableError, Transaction};

/// Pages of one step.
const PAGES: usize = 40;
/// Where people are, one list after another.
const LISTS: [TextList; 5] =
    [TextList::Needs, TextList::Bookings, TextList::Members, TextList::Contacts, TextList::WaveContacts];

/// The next thousand people. One read where nothing is left; else for each page up to
/// three queries and reads and, for each five people, a commit.
pub(super) async fn step(store: &Store) -> Result<(), TableError> {
    let before = store.people().made_found().await?;
    let version = before.as_ref().map(|row| row.version);
    let mut now = before.map(|row| row.value).unwrap_or_default();
    if now.done {
        return Ok(());
    }
    for _ in 0..PAGES {
        let place = now.place.take().unwrap_or(Place { list: LISTS[0], entry: None, row: None });
        now = page(store, place).await?;
        if now.done {
            break;
        }
    }
    let mut tx = Transaction::new();
    store.people().put_made_found(&mut tx, version, &now);
    TableError::unless_conflict(store.commit(tx).await)
}

async fn page(store: &Store, place: Place) -> Result<MadeFound, TableError> {
    let list = place.list;
    let Some((rows, next)) = store.people().texts(place).await? else {
        let next = LISTS.iter().skip_while(|one| **one != list).nth(1);
        let place = next.map(|list| Place { list: *list, entry: None, row: None });
        return Ok(MadeFound { done: place.is_none(), place });
    };
    // Each has at most five rows: a commit of five people is far within its limit.
    for some in store.people().people_of(list, rows).await?.chunks(5) {
        let mut tx = Transaction::new();
        for row in some {
            store.people().make_found(&mut tx, row)?;
        }
        if !tx.is_empty() {
            TableError::unless_conflict(store.commit(tx).await)?;
        }
    }
    Ok(MadeFound { place: Some(next), done: false })
}
