//! An import of members does its work in steps, each of which says how far it
//! came: after a crash the next one goes on there, and no row is done twice.

mod preview;
mod seen;
mod take_back;
mod write;

use domain::catalogue::Catalogue;
use domain::field_error::Problem;
use domain::ids::LocationId;
use domain::member::matching::{core_name, likeness};
use domain::member::sheet::{CellError, read_row};
use domain::member::{Heard, LOCATION_FIELD, Learnt, Member, MemberCase, Mode, NAME_FIELD, Sent};
use domain::sight::is_known_at_place;
use serde::{Deserialize, Serialize};
use store::repos::imports::{Doubt, FoundRow, Import, ImportStatus, PAGE_ROWS, RowKind};
use store::repos::members::{MemberRecord, Same};
use store::{Store, TableError, Transaction, Versioned};

pub use self::preview::{FieldChange, RowPreview, preview_rows};
use self::seen::{Seen, company};
use super::attach::find;
use crate::error::FlowError;

/// Pages of one step.
const PAGES: u32 = 10;
/// Members whose commits are handed over together: the table waits for its disk once
/// for all of them, and whoever else has something to write waits no longer than that.
const TOGETHER: usize = 25;

/// A step of an import, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "import")]
pub struct ImportWork {
    /// The import.
    pub import: String,
}

/// Reads a row of an import. A host's own list names no other place.
pub fn read_import_row(catalogue: &Catalogue, import: &Import, row: &[String]) -> Result<Sent, Vec<CellError>> {
    let sent = read_row(catalogue, &import.columns, row, import.location.as_str())?;
    match &sent.place {
        Some((place, _)) if import.only_there && *place != import.location => {
            let column = import.columns.iter().position(|column| column.field.as_deref() == Some(LOCATION_FIELD));
            let problem = Problem::NotAmong(vec![catalogue.place_name(&import.location).to_owned()]);
            Err(vec![CellError { column, field: LOCATION_FIELD.to_owned(), problem, several: false }])
        }
        _ => Ok(sent),
    }
}

/// Does the next step of an import; one that has nothing to do does nothing.
pub(super) async fn step(store: &Store, id: &str) -> Result<(), FlowError> {
    let Some(before) = store.imports().load(id).await? else { return Ok(()) };
    match before.value.status {
        ImportStatus::Checking => check(store, before).await,
        ImportStatus::Running => write::run(store, before).await,
        ImportStatus::Undoing => take_back::take_back(store, before).await,
        _ => Ok(()),
    }
}

async fn save(store: &Store, version: u64, after: &Import) -> Result<(), FlowError> {
    let mut tx = Transaction::new();
    store.imports().save(&mut tx, version, after);
    store.commit(tx).await.map_err(FlowError::from)
}

fn pages_of(import: &Import) -> std::ops::Range<u32> {
    let rows = u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX);
    let from = import.done / rows;
    from..import.pages().min(from + PAGES)
}

fn row_number(page: u32, at: usize) -> u32 {
    let rows = u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX);
    page * rows + u32::try_from(at).unwrap_or(0) + 1
}

/// Looks at rows: a query of what was found before, up to four and a get for each
/// row, one commit for a page.
async fn check(store: &Store, before: Versioned<Import>) -> Result<(), FlowError> {
    let Versioned { value: mut import, version } = before;
    let catalogue = store.catalogue().load().await?;
    let pages = pages_of(&import);
    let mut seen = Seen::default();
    for (page, found) in (0..).zip(store.imports().found_before(&import.id, pages.start).await?) {
        for (at, one) in found.into_iter().enumerate() {
            seen.add(&one.company, row_number(page, at), one.member.as_ref());
        }
    }
    for page in pages {
        let (rows, _) = store.imports().page(&import.id, page).await?;
        let mut found = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            // It says nothing, and only keeps the numbers of the others right.
            if row.is_empty() {
                found.push(FoundRow::of(RowKind::Same, None));
                continue;
            }
            let one = match read_import_row(&catalogue, &import, row) {
                Ok(sent) => {
                    let company = company(store.secrets(), &sent);
                    let one = match seen.before(&company) {
                        Some((row, member)) => FoundRow::doubtful(Doubt::Twice { row }, member),
                        None => look(store, &catalogue, &import, &sent).await?,
                    };
                    seen.add(&company, row_number(page, at), one.member.as_ref());
                    FoundRow { company, ..one }
                }
                Err(_) => FoundRow::of(RowKind::Bad, None),
            };
            *import.counts.entry(one.kind).or_default() += 1;
            found.push(one);
        }
        import.done = (import.done + u32::try_from(rows.len()).unwrap_or(0)).min(import.rows);
        let mut tx = Transaction::new();
        store.imports().put_found(&mut tx, &import, page, &found);
        store.commit(tx).await?;
    }
    if import.done >= import.rows {
        import.status = ImportStatus::Checked;
    }
    save(store, version, &import).await
}

/// What a row is: of a known member, of one that it may be, or new.
async fn look(store: &Store, catalogue: &Catalogue, import: &Import, sent: &Sent) -> Result<FoundRow, TableError> {
    let new = FoundRow::of(RowKind::New, None);
    let place = sent.place.as_ref().map_or(&import.location, |(place, _)| place);
    if let Some(member) = find(store, &sent.profile).await? {
        let Some(known) = store.members().load(&member).await? else { return Ok(new) };
        if let Some(unknown) = unknown_there(import, &known.value.case.member, place) {
            return Ok(unknown);
        }
        // Whether it moved is a person's to say, and another place's member is
        // none of a host's.
        if known.value.case.member.location().is_some_and(|known| known != place) {
            let member = Some(member).filter(|_| !import.only_there);
            return Ok(FoundRow::doubtful(Doubt::Elsewhere, member));
        }
        let after = learnt(store, catalogue, import, &known.value, sent);
        let kind = if after.events.is_empty() { RowKind::Same } else { RowKind::Changed };
        return Ok(FoundRow::of(kind, Some(member)));
    }
    let name = sent.profile.get(NAME_FIELD).and_then(|value| value.as_str()).map(core_name).unwrap_or_default();
    // The same name at the place: most likely the same company, where nothing
    // contradicts; else a person decides.
    let same = store.members().same(Same::Name(&name, place.as_str())).await?;
    let Some(member) = same.into_iter().next() else { return Ok(new) };
    let Some(known) = store.members().load(&member).await? else { return Ok(new) };
    let entered = MemberCase::enter(member.clone(), sent.clone(), heard(store, import), &catalogue.member_model);
    if likeness(&known.value.case, &entered.case).is_none() {
        return Ok(new);
    }
    if let Some(unknown) = unknown_there(import, &known.value.case.member, place) {
        return Ok(unknown);
    }
    let mail = |case: &MemberCase| case.contact().map(|(email, _)| email);
    let contradicts = mail(&known.value.case).is_some_and(|known| mail(&entered.case).is_some_and(|new| new != known));
    Ok(match learnt(store, catalogue, import, &known.value, sent).events.is_empty() {
        _ if contradicts => FoundRow::doubtful(Doubt::OtherMail, Some(member)),
        true => FoundRow::of(RowKind::Same, Some(member)),
        false => FoundRow::of(RowKind::Changed, Some(member)),
    })
}

/// What a host is told of a company that it doesn't know of: that it is new. Where it
/// is of its place, what its list says is learnt of that member all the same.
fn unknown_there(import: &Import, known: &Member, place: &LocationId) -> Option<FoundRow> {
    let member = Some(&known.id).filter(|_| known.location() == Some(place)).cloned();
    (import.only_there && !is_known_at_place(known)).then(|| FoundRow::of(RowKind::New, member))
}

fn learnt(store: &Store, catalogue: &Catalogue, import: &Import, known: &MemberRecord, sent: &Sent) -> Learnt {
    let by = (sent.clone(), Mode::Part);
    known.case.clone().learn(by, heard(store, import), &catalogue.member_model)
}

fn heard(store: &Store, import: &Import) -> Heard {
    Heard { from: import.source, at: store.now(), by: import.actor.clone() }
}
