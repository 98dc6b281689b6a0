//! By what entries of one company are found: its number, its mail domain, its name
//! at its place.

use std::collections::BTreeSet;

use domain::ids::MemberId;
use domain::member::matching::{core_name, own_domain};
use domain::member::{Member, MemberCase, NAME_FIELD, Sent};
use store::repos::members::Same;
use store::{Store, TableError, Transaction};

/// Pairs that go with a change of a member, at most: whoever saves one may add 16
/// writes.
const PARTED: usize = 10;

/// Members at a place that have the number of what was sent for it, or the name
/// without another number. Two queries and a get at most.
pub async fn known_there(store: &Store, sent: &Sent) -> Result<Vec<Member>, TableError> {
    let Some((place, _)) = &sent.place else { return Ok(Vec::new()) };
    let text = |field: &str| sent.profile.get(field).and_then(|value| value.as_str()).unwrap_or_default();
    let (number, name) = (text("enterprise_number"), core_name(text(NAME_FIELD)));
    let mut ids: BTreeSet<MemberId> = BTreeSet::new();
    if !number.is_empty() {
        ids.extend(store.members().same(Same::Number(number)).await?);
    }
    ids.extend(store.members().same(Same::Name(&name, place.as_str())).await?);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = store.members().companies(&Vec::from_iter(ids)).await?;
    let is_other = |known: &str| !number.is_empty() && !known.is_empty() && known != number;
    let there = |member: &Member| member.location() == Some(place) && !is_other(member.text("enterprise_number"));
    Ok(found.into_iter().flatten().filter(there).collect())
}

/// Others that share one of these with a member. Up to three queries.
pub(super) async fn sharing(store: &Store, case: &MemberCase) -> Result<BTreeSet<MemberId>, TableError> {
    let mut others = BTreeSet::new();
    let number = case.member.text("enterprise_number");
    if !number.is_empty() {
        others.extend(store.members().same(Same::Number(number)).await?);
    }
    if let Some((email, _)) = case.contact()
        && let Some(domain) = own_domain(&email)
    {
        others.extend(store.members().same(Same::Domain(domain)).await?);
    }
    if let Some(location) = case.member.location() {
        let name = core_name(case.member.name());
        others.extend(store.members().same(Same::Name(&name, location.as_str())).await?);
    }
    others.remove(&case.member.id);
    Ok(others)
}

/// Where one of these changes, the pairs that were found by what it was go in the
/// commit that changes it: those that still are pairs are found again after it. Up to
/// three queries then, none else.
pub(super) async fn part(
    store: &Store,
    tx: &mut Transaction,
    before: &MemberCase,
    after: &MemberCase,
) -> Result<(), TableError> {
    if signs(before) == signs(after) {
        return Ok(());
    }
    for other in sharing(store, before).await?.into_iter().take(PARTED) {
        store.members().unpair(tx, &before.member.id, &other);
    }
    Ok(())
}

fn signs(case: &MemberCase) -> (&str, Option<String>, &str) {
    let domain = case.contact().and_then(|(email, _)| own_domain(&email).map(str::to_owned));
    (case.member.text("enterprise_number"), domain, case.member.name())
}
