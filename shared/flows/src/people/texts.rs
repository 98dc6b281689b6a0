//! Where others may have named the person: lists that were imported, messages
//! of webhook sources that wait, words written with needs and bookings, members,
//! free texts of surveys, and what staff wrote about alerts, in news, digests and
//! hand-overs. Read whole, some rows to a step, since a text is found by
//! reading it. What turns out to be the person's own, of an earlier version and not
//! found before, goes as such.

use domain::ids::MemberId;
use store::repos::imports::ImportStatus;
use store::repos::people::{Erasure, Place, TextList, members};
use store::{Store, TableError, Transaction, keys};

use super::rows::{named_by, one};

/// Pages of rows of one step.
const PAGES: usize = 20;

/// Lists that were imported, and what waits from webhook sources; answers
/// whether they are all read.
pub(super) async fn imports(store: &Store, erasure: &mut Erasure) -> Result<bool, TableError> {
    one_after_another(store, erasure, &[TextList::Imports, TextList::Received]).await
}

/// Words written with needs and bookings, members, then what was written in
/// surveys and by staff; answers whether they are all read.
pub(super) async fn written(store: &Store, erasure: &mut Erasure) -> Result<bool, TableError> {
    use TextList::{
        Alerts, Answers, Bookings, CalledOff, CommonItems, Contacts, Digests, HandOvers, Members, Needs, News,
        Suggestions, Surveys, WaveAnswers, WaveContacts, WaveSurveys,
    };
    let people = [Needs, Bookings, CalledOff, Members, Contacts, WaveContacts];
    let texts = [Surveys, Answers, WaveSurveys, WaveAnswers, Suggestions];
    let staff = [Alerts, News, CommonItems, Digests, HandOvers];
    one_after_another(store, erasure, &[&people[..], &texts, &staff].concat()).await
}

/// Goes on in the list that is being read; after its end with the next one.
async fn one_after_another(store: &Store, erasure: &mut Erasure, lists: &[TextList]) -> Result<bool, TableError> {
    let list = erasure.place.as_ref().map(|place| place.list);
    let at = list.and_then(|list| lists.iter().position(|one| *one == list)).unwrap_or_default();
    let Some(list) = lists.get(at) else { return Ok(true) };
    if walk(store, erasure, *list).await? {
        let Some(next) = lists.get(at + 1) else { return Ok(true) };
        erasure.place = Some(Place { list: *next, entry: None, row: None });
    }
    Ok(false)
}

async fn walk(store: &Store, erasure: &mut Erasure, list: TextList) -> Result<bool, TableError> {
    let marks = store.people().marks(&erasure.id).await?;
    for _ in 0..PAGES {
        let place = erasure.place.take().unwrap_or(Place { list, entry: None, row: None });
        let Some((rows, next)) = store.people().texts(place).await? else { return Ok(true) };
        match list {
            TextList::Members => of_members(store, erasure, &members(&rows)).await?,
            _ => {
                for row in store.people().people_of(list, rows).await? {
                    if row.key.sk.starts_with(keys::PIECES) {
                        let_go(store, &row.key.pk).await?;
                        continue;
                    }
                    if let Some(trace) = store.people().own(&row, &erasure.person)? {
                        one(store, &trace, erasure).await?;
                        *erasure.erased.entry(trace.kind().to_owned()).or_default() += 1;
                        continue;
                    }
                    let mut tx = Transaction::new();
                    if store.people().redact(&mut tx, list, &row, &marks)? {
                        store.commit(tx).await?;
                        *erasure.erased.entry("texts".to_owned()).or_default() += 1;
                    }
                }
            }
        }
        erasure.place = Some(next);
    }
    Ok(false)
}

async fn of_members(store: &Store, erasure: &mut Erasure, members: &[MemberId]) -> Result<(), TableError> {
    for member in members {
        if named_by(store, member, erasure).await? {
            *erasure.erased.entry("texts".to_owned()).or_default() += 1;
        }
    }
    Ok(())
}

/// A file of which parts are still missing can't be read, and so not be searched:
/// it goes, and whoever uploads it begins anew.
async fn let_go(store: &Store, partition: &str) -> Result<(), TableError> {
    let Some(id) = partition.strip_prefix(keys::IMPORT) else { return Ok(()) };
    let Some(found) = store.imports().load(id).await? else { return Ok(()) };
    let mut import = found.value;
    if import.status == ImportStatus::Uploading {
        import.status = ImportStatus::Failed;
        import.failure = Some("erased".to_owned());
        import.uploaded.clear();
        let mut tx = Transaction::new();
        store.imports().save(&mut tx, found.version, &import);
        store.commit(tx).await?;
    }
    store.imports().forget(&import, false).await
}
