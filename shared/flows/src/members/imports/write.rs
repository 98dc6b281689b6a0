//! Members written as the rows of an import say, each in a commit of its own with what
//! is needed to take it back.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::ids::MemberId;
use domain::member::{MemberCase, MemberEvent, Sent};
use store::repos::imports::{Decision, FoundRow, Import, ImportStatus, RowChange, RowKind};
use store::repos::members::{Counted, MemberRecord};
use store::secrets::digest;
use store::{Store, TableError, Transaction, Versioned};

use super::super::change::{commit_in_order, determined};
use super::super::signs::part;
use super::take_back::{as_written, is_as_left};
use super::{TOGETHER, heard, learnt, pages_of, read_import_row, row_number, save};
use crate::error::FlowError;

/// Tries of rows before the step is given up and tried again.
const TRIES: usize = 10;

/// A row that is written.
struct Row {
    number: u32,
    member: MemberId,
    /// Whether the member is known, and learns what the row says; else it is entered.
    is_known: bool,
    sent: Sent,
}

/// Writes members: a query and a commit for each, up to four reads more for one that
/// is known; what places come to is read once for 25.
pub(super) async fn run(store: &Store, before: Versioned<Import>) -> Result<(), FlowError> {
    let Versioned { value: mut import, version } = before;
    let catalogue = store.catalogue().load().await?;
    for page in pages_of(&import) {
        let (cells, found) = store.imports().page(&import.id, page).await?;
        let rows = to_write(&catalogue, &import, page, (&cells, &found))?;
        let mut rest = rows.as_slice();
        while !rest.is_empty() {
            let (some, others) = rest.split_at(together(rest));
            write(store, &catalogue, &import, some).await?;
            rest = others;
        }
        import.done = (import.done + u32::try_from(cells.len()).unwrap_or(0)).min(import.rows);
    }
    if import.done >= import.rows {
        import.status = ImportStatus::Done;
    }
    save(store, version, &import).await
}

/// The rows of a page that are written, as they were found or as a person decided.
fn to_write(
    catalogue: &Catalogue,
    import: &Import,
    page: u32,
    (cells, found): (&[Vec<String>], &[FoundRow]),
) -> Result<Vec<Row>, FlowError> {
    let mut rows = Vec::with_capacity(cells.len());
    for (at, (cells, found)) in cells.iter().zip(found).enumerate() {
        let known = match (found.kind, &found.decision) {
            (RowKind::Doubtful, Some(Decision::New)) => None,
            (RowKind::New | RowKind::Changed, _) => found.member.as_ref(),
            (RowKind::Doubtful, Some(Decision::Member { member })) => Some(member),
            _ => continue,
        };
        let Ok(sent) = read_import_row(catalogue, import, cells) else { continue };
        let number = row_number(page, at);
        let member = match known {
            Some(member) => member.clone(),
            None => id_of(import, number)?,
        };
        rows.push(Row { number, member, is_known: known.is_some(), sent });
    }
    Ok(rows)
}

/// How many rows are written together: up to the first that is of a member of those
/// before it, and says what is then still to be learnt of it.
fn together(rows: &[Row]) -> usize {
    let mut members = BTreeSet::new();
    rows.iter().take(TOGETHER).take_while(|row| members.insert(&row.member)).count()
}

/// The id of the member that a row enters: the same however often it is tried.
fn id_of(import: &Import, row: u32) -> Result<MemberId, FlowError> {
    let name = digest(format!("{}#{row}", import.id).as_bytes());
    MemberId::parse(&format!("i{}", &name[..24])).map_err(|_| FlowError::NotFound)
}

/// Writes rows of different members. Where one is refused all are tried again, and
/// those that were written by then are left.
async fn write(store: &Store, catalogue: &Catalogue, import: &Import, rows: &[Row]) -> Result<(), FlowError> {
    for _ in 0..TRIES {
        let (mut counted, mut changes) = (Counted::default(), Vec::with_capacity(rows.len()));
        for row in rows {
            if let Some(tx) = written(store, catalogue, (import, row), &mut counted).await? {
                changes.push((row.member.clone(), tx));
            }
        }
        match commit_in_order(store, changes).await {
            Ok(()) => return Ok(()),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// The commit of one row's member; `None` where there is nothing to write.
async fn written(
    store: &Store,
    catalogue: &Catalogue,
    (import, row): (&Import, &Row),
    counted: &mut Counted,
) -> Result<Option<Transaction>, TableError> {
    let before = store.members().load(&row.member).await?;
    let (mut after, mut events): (MemberRecord, Vec<MemberEvent>) = match (&before, row.is_known) {
        // Written by an earlier try; or it ended since it was looked at.
        (Some(_), false) | (None, true) => return Ok(None),
        (None, false) => {
            let heard = heard(store, import);
            let entered = MemberCase::enter(row.member.clone(), row.sent.clone(), heard, &catalogue.member_model);
            (MemberRecord { case: entered.case, stated: Vec::new() }, entered.events)
        }
        (Some(before), true) => {
            let learnt = learnt(store, catalogue, import, &before.value, &row.sent);
            if learnt.events.is_empty() {
                return Ok(None);
            }
            (MemberRecord { case: learnt.case, stated: before.value.stated.clone() }, learnt.events)
        }
    };
    events.extend(determined(&mut after, catalogue, store.now()));
    let change = changed(store, import, row.number, (before.as_ref(), &after)).await?;
    let mut tx = Transaction::new();
    if let Some(before) = &before {
        part(store, &mut tx, &before.value.case, &after.case).await?;
    }
    let records = (before.as_ref(), Some(&after));
    store.members().save_in_order((&mut tx, counted), catalogue, records, &events).await?;
    store.imports().put_change(&mut tx, import, &change);
    Ok(Some(tx))
}

/// What is needed to take a row's change back. Of a member that an earlier row
/// changed, it is as it was before that row; what a person changed in between
/// stays, as it does otherwise.
async fn changed(
    store: &Store,
    import: &Import,
    row: u32,
    (before, after): (Option<&Versioned<MemberRecord>>, &MemberRecord),
) -> Result<RowChange, TableError> {
    let member = &after.case.member.id;
    let (version, wrote) = (before.map_or(1, |before| before.version + 1), as_written(store, after));
    let earlier = match before {
        Some(_) => store.imports().change(&import.id, member).await?,
        None => None,
    };
    Ok(match (earlier, before) {
        (Some(earlier), Some(before)) if is_as_left(store, &earlier, before) => RowChange { version, wrote, ..earlier },
        (Some(earlier), _) => earlier,
        (None, _) => {
            RowChange { row, member: member.clone(), before: before.map(|before| before.value.clone()), version, wrote }
        }
    })
}
