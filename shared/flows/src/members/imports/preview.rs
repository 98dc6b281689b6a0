//! What rows of an import would change of the members that they are of, as these
//! are now: nothing is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::Catalogue;
use domain::ids::MemberId;
use domain::member::{Member, MemberCase, MemberPerson, Profile, UNTIL_FIELD};
use serde_json::Value;
use store::context::decode;
use store::repos::imports::Import;
use store::repos::members::MemberRecord;
use store::{Key, Store, TableError, keys};

use super::{learnt, read_import_row};

/// A field that a row would change.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Which.
    pub field: String,
    /// What is known; absent where nothing is.
    pub before: Option<Value>,
    /// What would be.
    pub after: Value,
}

/// What a row would change.
#[derive(Debug, Clone, PartialEq)]
pub struct RowPreview {
    /// The member, as it is known.
    pub member: Member,
    /// What of it, in the order of the model; empty where it says nothing new any
    /// more.
    pub fields: Vec<FieldChange>,
}

/// What rows would change, each with the member that it is of; `None` where that
/// ended. 50 rows at most: one get.
pub async fn preview_rows(
    store: &Store,
    catalogue: &Catalogue,
    import: &Import,
    rows: &[(&MemberId, &[String])],
) -> Result<Vec<Option<RowPreview>>, TableError> {
    let known = cases(store, rows.iter().map(|(member, _)| *member).collect()).await?;
    let preview = |(member, cells): &(&MemberId, &[String])| {
        let case = known.get(*member)?;
        let fields = read_import_row(catalogue, import, cells).map(|sent| {
            let record = MemberRecord { case: case.clone(), stated: Vec::new() };
            let mut after = told(&learnt(store, catalogue, import, &record, &sent).case);
            let mut before = told(case);
            let model = catalogue.member_model.fields.iter().chain(catalogue.member_model.asked(UNTIL_FIELD));
            let changes = model.filter_map(|field| {
                let (before, after) = (before.remove(&field.id), after.remove(&field.id)?);
                let field = field.id.clone();
                (before.as_ref() != Some(&after)).then_some(FieldChange { field, before, after })
            });
            changes.collect::<Vec<_>>()
        });
        Some(RowPreview { member: case.member.clone(), fields: fields.unwrap_or_default() })
    };
    Ok(rows.iter().map(preview).collect())
}

/// What is known, with the last day of the latest stay.
fn told(case: &MemberCase) -> Profile {
    let mut all = case.profile();
    let until = case.member.stay().and_then(|stay| stay.to);
    all.extend(until.map(|day| (UNTIL_FIELD.to_owned(), day.to_string().into())));
    all
}

/// Members with their people: one get.
async fn cases(store: &Store, ids: BTreeSet<&MemberId>) -> Result<BTreeMap<MemberId, MemberCase>, TableError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let both: Vec<Key> = ids.into_iter().flat_map(|id| [keys::member(id), keys::member_person(id)]).collect();
    let mut found = store.rows(&both).await?.into_iter();
    let mut cases = BTreeMap::new();
    while let (Some(company), Some(person)) = (found.next(), found.next()) {
        let Some(company) = company else { continue };
        let member: Member = decode(&company)?.value;
        let person = person.map(|row| decode::<MemberPerson>(&row)).transpose()?;
        let person = person.map(|found| found.value).unwrap_or_default();
        cases.insert(member.id.clone(), MemberCase { member, person, proposals: Vec::new() });
    }
    Ok(cases)
}
