//! A member changes: load, decide, determine its needs again, save, once more
//! where somebody else was faster.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::MemberId;
use domain::member::{Heard, Learnt, MemberCase, MemberEvent, MemberEventKind, Mode, Sent, Source, plan_turn, review};
use store::repos::idempotency::{Claim, KeptAnswer};
use store::repos::members::{Counted, MemberRecord, Stated};
use store::{Store, TableError, Transaction, Versioned};

use super::signs::part;
use crate::error::FlowError;

/// Tries before the caller is asked to come back.
const TRIES: usize = 10;
/// Needs that come or go in one commit of a member, at most: each is two writes.
pub(super) const NEEDS_AT_ONCE: usize = 20;

/// A member as it is to be, and what happened on the way.
pub type Decision = Result<(MemberRecord, Vec<MemberEvent>), FlowError>;

/// Ends what was kept long enough, determines anew what a member may need, and has what
/// time alone may change planned with the commit.
pub(super) fn determined(record: &mut MemberRecord, catalogue: &Catalogue, now: Instant) -> Option<MemberEvent> {
    let today = now.day_in(BRUSSELS);
    record.case.end_people(today);
    record.case.proposals = review(&record.case, catalogue, &record.open_types(), now);
    let on = plan_turn(&mut record.case, catalogue, today)?;
    Some(MemberEvent { at: now, actor: Actor::System, kind: MemberEventKind::TurnPlanned { on } })
}

/// Commits a change of a member. Rows that the commit had no room for follow it;
/// where that fails they wait for the hourly upkeep.
pub(super) async fn commit(store: &Store, id: &MemberId, tx: Transaction) -> Result<(), TableError> {
    commit_in_order(store, vec![(id.clone(), tx)]).await
}

/// [`commit`] of changes of several members, one after another up to the first that
/// is refused.
pub(super) async fn commit_in_order(store: &Store, changes: Vec<(MemberId, Transaction)>) -> Result<(), TableError> {
    let leave_rows = changes.iter().filter(|(id, tx)| store.members().leaves_rows(tx, id));
    let leave_rows: Vec<MemberId> = leave_rows.map(|(id, _)| id.clone()).collect();
    let done = store.commit_in_order(changes.into_iter().map(|(_, tx)| tx).collect()).await;
    for id in leave_rows {
        if let Err(error) = store.members().catch_up(&id).await {
            tracing::warn!(member = %id, %error, "rows of a member wait");
        }
    }
    done
}

/// Enters a member, once for each claim. `answer` makes the answer that is kept
/// with it. Two reads and one commit.
pub async fn enter(
    store: &Store,
    (id, sent): (MemberId, Sent),
    (from, actor): (Source, Actor),
    claim: Option<&Claim>,
    answer: impl FnOnce(&MemberRecord, &Catalogue) -> Option<KeptAnswer> + Send,
) -> Result<Versioned<MemberRecord>, FlowError> {
    let catalogue = store.catalogue().load().await?;
    let now = store.now();
    let Learnt { case, events } =
        MemberCase::enter(id, sent, Heard { from, at: now, by: actor }, &catalogue.member_model);
    let record = MemberRecord { case, stated: Vec::new() };
    enter_as(store, &catalogue, (record, events), claim, answer).await
}

/// [`enter`], of a record that is made already.
pub(super) async fn enter_as(
    store: &Store,
    catalogue: &Catalogue,
    (mut record, mut events): (MemberRecord, Vec<MemberEvent>),
    claim: Option<&Claim>,
    answer: impl FnOnce(&MemberRecord, &Catalogue) -> Option<KeptAnswer> + Send,
) -> Result<Versioned<MemberRecord>, FlowError> {
    let now = store.now();
    events.extend(determined(&mut record, catalogue, now));
    let answer = answer(&record, catalogue);
    for _ in 0..TRIES {
        let mut tx = Transaction::new();
        if let (Some(claim), Some(answer)) = (claim, &answer) {
            store.idempotency().keep(&mut tx, claim, answer);
        }
        store.members().save(&mut tx, catalogue, (None, Some(&record)), &events).await?;
        match commit(store, &record.case.member.id, tx).await {
            Ok(()) => return Ok(Versioned { value: record, version: 1 }),
            // The claim, or the member itself, stands already.
            Err(TableError::Conflict { index: 0 | 1 }) => return Err(FlowError::ChangedMeanwhile),
            // What its place comes to moved on.
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// Changes a member by `decide`, which may be asked more than once. Where the
/// caller names the version that it read, another is refused. What changes
/// nothing is not saved. Three reads and one commit; up to three more where what
/// tells it from others changes.
pub async fn change(
    store: &Store,
    id: &MemberId,
    version: Option<u64>,
    decide: impl Fn(&MemberRecord, &Catalogue, Instant) -> Decision,
) -> Result<Versioned<MemberRecord>, FlowError> {
    change_with(store, id, version, |record, catalogue, now, _| decide(record, catalogue, now)).await
}

/// A member that ended meanwhile learns nothing.
pub(super) fn unless_it_ended(done: Result<Versioned<MemberRecord>, FlowError>) -> Result<(), FlowError> {
    match done {
        Err(FlowError::NotFound) => Ok(()),
        done => done.map(|_| ()),
    }
}

/// [`change`], whose decision may add to the commit.
pub(super) async fn change_with(
    store: &Store,
    id: &MemberId,
    version: Option<u64>,
    decide: impl Fn(&MemberRecord, &Catalogue, Instant, &mut Transaction) -> Decision,
) -> Result<Versioned<MemberRecord>, FlowError> {
    let catalogue = store.catalogue().load().await?;
    for _ in 0..TRIES {
        let before = store.members().load(id).await?.ok_or(FlowError::NotFound)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(FlowError::ChangedMeanwhile);
        }
        let (now, mut tx) = (store.now(), Transaction::new());
        let (mut after, mut events) = decide(&before.value, &catalogue, now, &mut tx)?;
        events.extend(determined(&mut after, &catalogue, now));
        if after == before.value && events.is_empty() {
            return Ok(before);
        }
        part(store, &mut tx, &before.value.case, &after.case).await?;
        store.members().count_asked(&mut tx, &before.value, &after).await?;
        store.members().save(&mut tx, &catalogue, (Some(&before), Some(&after)), &events).await?;
        match commit(store, id, tx).await {
            Ok(()) => return Ok(Versioned { value: after, version: before.version + 1 }),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// Adds a member as it was decided to be to a commit of the caller's, with what
/// is determined of its needs. One read, none where commits before it counted.
pub(crate) async fn add_change(
    store: &Store,
    (tx, counted): (&mut Transaction, &mut Counted),
    catalogue: &Catalogue,
    before: &Versioned<MemberRecord>,
    (case, mut events): (MemberCase, Vec<MemberEvent>),
) -> Result<(), TableError> {
    let now = store.now();
    let mut after = MemberRecord { case, stated: before.value.stated.clone() };
    events.extend(determined(&mut after, catalogue, now));
    store.members().count_asked(tx, &before.value, &after).await?;
    store.members().save_in_order((tx, counted), catalogue, (Some(before), Some(&after)), &events).await
}

/// Takes in what was sent about a member: see [`MemberCase::learn`].
pub async fn learn(
    store: &Store,
    id: &MemberId,
    version: Option<u64>,
    (sent, mode): (Sent, Mode),
    (from, actor): (Source, Actor),
) -> Result<Versioned<MemberRecord>, FlowError> {
    change(store, id, version, |record, catalogue, now| {
        let model = &catalogue.member_model;
        let heard = Heard { from, at: now, by: actor.clone() };
        let Learnt { case, events } = record.case.clone().learn((sent.clone(), mode), heard, model);
        Ok((MemberRecord { case, stated: record.stated.clone() }, events))
    })
    .await
}

/// Whether a need is among these.
pub(super) fn has(all: &[Stated], one: &Stated) -> bool {
    all.iter().any(|known| known.need == one.need)
}

/// What a member has stated after the next of the commits that bring it to those needs
/// that it is to have; `None` where at most `left` are still to come or go.
fn nearer(stated: &[Stated], wanted: &[Stated], left: usize) -> Option<Vec<Stated>> {
    let come: Vec<&Stated> = wanted.iter().filter(|one| !has(stated, one)).collect();
    let go: Vec<&Stated> = stated.iter().filter(|one| !has(wanted, one)).collect();
    if come.len() + go.len() <= left {
        return None;
    }
    let first = &go[..go.len().min(NEEDS_AT_ONCE)];
    let stay = stated.iter().filter(|one| first.iter().all(|other| other.need != one.need));
    Some(stay.chain(come.into_iter().take(NEEDS_AT_ONCE)).cloned().collect())
}

/// Saves what a member has stated. One read.
async fn save_stated(
    store: &Store,
    catalogue: &Catalogue,
    now: &Versioned<MemberRecord>,
    stated: Vec<Stated>,
) -> Result<Versioned<MemberRecord>, TableError> {
    let next = MemberRecord { stated, case: now.value.case.clone() };
    let mut tx = Transaction::new();
    store.members().save(&mut tx, catalogue, (Some(now), Some(&next)), &[]).await?;
    commit(store, &next.case.member.id, tx).await?;
    Ok(Versioned { value: next, version: now.version + 1 })
}

/// Brings the needs of a member nearer to those that it is to have, until at most
/// `left` are still to come or go: a commit takes so many at once.
pub(super) async fn approach(
    store: &Store,
    catalogue: &Catalogue,
    mut now: Versioned<MemberRecord>,
    (wanted, left): (&[Stated], usize),
) -> Result<Versioned<MemberRecord>, TableError> {
    while let Some(stated) = nearer(&now.value.stated, wanted, left) {
        now = save_stated(store, catalogue, &now, stated).await?;
    }
    Ok(now)
}

/// What is kept to take back joinings into an entry, and those before into what came to
/// it, goes. A query for each entry, a read and a commit for each joining.
async fn forget_joinings(store: &Store, id: &MemberId) -> Result<(), TableError> {
    let mut entries = vec![id.clone()];
    while let Some(id) = entries.pop() {
        for event in store.members().history(&id).await? {
            if let MemberEventKind::Merged { with, merge: Some(merge) } = event.kind
                && let Some(found) = store.members().merge(&merge).await?
            {
                let mut tx = Transaction::new();
                store.members().forget_merge(&mut tx, &found);
                store.commit(tx).await?;
                entries.push(with);
            }
        }
    }
    Ok(())
}

/// Ends a member: all rows go, but for its history, which holds ids only; first what
/// was kept of it to take joinings back. Two reads, a query and one commit; one more
/// of each for each twenty needs above twenty.
pub async fn end(store: &Store, id: &MemberId, mut version: Option<u64>) -> Result<(), FlowError> {
    let catalogue = store.catalogue().load().await?;
    let mut tries = TRIES;
    while tries > 0 {
        let before = store.members().load(id).await?.ok_or(FlowError::NotFound)?;
        if version.is_some_and(|version| version != before.version) {
            return Err(FlowError::ChangedMeanwhile);
        }
        let left = nearer(&before.value.stated, &[], NEEDS_AT_ONCE);
        let after = left.map(|stated| MemberRecord { stated, case: before.value.case.clone() });
        if after.is_none() {
            forget_joinings(store, id).await?;
        }
        let mut tx = Transaction::new();
        store.members().save(&mut tx, &catalogue, (Some(&before), after.as_ref()), &[]).await?;
        match commit(store, id, tx).await {
            Ok(()) if after.is_none() => return Ok(()),
            // Many needs went first.
            Ok(()) => version = version.map(|_| before.version + 1),
            Err(TableError::Conflict { .. }) => tries -= 1,
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}
