//! Where others may have named the person: lists that were imported, messages
//! of webhook sources that wait, words written with needs, free texts of surveys.
//! Read whole, some rows to a step, since a text is found by reading it.

use domain::ids::NeedId;
use store::repos::people::{Erasure, Place, TextList};
use store::table::Row;
use store::{Store, TableError, Transaction};

/// Pages of rows of one step.
const PAGES: usize = 20;

/// Lists that were imported, and what waits from webhook sources; answers
/// whether they are all read.
pub(super) async fn imports(store: &Store, erasure: &mut Erasure) -> Result<bool, TableError> {
    one_after_another(store, erasure, &[TextList::Imports, TextList::Received]).await
}

/// Words written with needs, then those of surveys; answers whether they are
/// all read.
pub(super) async fn written(store: &Store, erasure: &mut Erasure) -> Result<bool, TableError> {
    use TextList::{Answers, Needs, Suggestions, Surveys, WaveAnswers, WaveSurveys};
    one_after_another(store, erasure, &[Needs, Surveys, Answers, WaveSurveys, WaveAnswers, Suggestions]).await
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
        let rows = match list {
            TextList::Needs => written_with(store, &rows).await?,
            _ => rows,
        };
        for row in &rows {
            let mut tx = Transaction::new();
            if store.people().redact(&mut tx, row, &marks)? {
                store.commit(tx).await?;
                *erasure.erased.entry("texts".to_owned()).or_default() += 1;
            }
        }
        erasure.place = Some(next);
    }
    Ok(false)
}

/// What was written with the needs of a page of their list.
async fn written_with(store: &Store, entries: &[Row]) -> Result<Vec<Row>, TableError> {
    let ids: Vec<NeedId> = entries.iter().filter_map(|row| NeedId::parse(&row.key.sk).ok()).collect();
    store.people().texts_of_needs(&ids).await
}
