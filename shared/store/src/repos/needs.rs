//! Needs: one partition each, which holds the case, its history and the
//! deliveries made for it, and index rows that lists are read from. Index rows
//! hold no personal data.

mod entries;
mod lists;
mod merged;
mod open;
mod reindex;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::event::Event;
use domain::ids::{AgencyId, NeedId};
use domain::need::effect::plan;
use domain::need::{Decided, Need, NeedCase, NeedPerson, NeedStatus};
use domain::referral::Referral;

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys::{self, NeedList};
use crate::limits::MAX_KEYS;
use crate::repos::deliveries::Delivery;
use crate::repos::outbox;
use crate::repos::people::{self, Named, Trace};
use crate::repos::reasons::{PersonRow, Reasons};
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

pub use entries::{NeedEntry, NeedTypeEntry, ReferralEntry};
use entries::{index_referral, need_lists, need_row};
pub use lists::{NeedFilter, ReferralFilter};
pub use open::OpenNeeds;
pub use reindex::Reindexed;
pub use work::{WorkEntry, WorkRepo};

/// Reads and saves needs.
pub struct NeedsRepo<'a>(pub(crate) &'a Store);

/// A case as read, with what is needed to save it again.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCase {
    /// The case.
    pub case: NeedCase,
    /// Version of the need's row; every change of the case raises it.
    pub version: u64,
    person_version: Option<u64>,
    referral_versions: Vec<(AgencyId, u64)>,
}

/// A need's history and deliveries, as its pages show them.
#[derive(Debug, Clone, Default)]
pub struct NeedHistory {
    /// Everything that happened, oldest first.
    pub events: Vec<Event>,
    /// Every mail, in no particular order.
    pub deliveries: Vec<Delivery>,
}

impl NeedHistory {
    /// That of a partition: two queries.
    pub(crate) async fn of(store: &Store, partition: &str) -> Result<Self, TableError> {
        let deliveries = store.values(Query::partition(partition).prefix(keys::DELIVERY)).await?;
        Ok(Self { events: store.history(partition).await?, deliveries })
    }
}

impl NeedsRepo<'_> {
    /// The case, in one query.
    pub async fn load(&self, need: &NeedId) -> Result<Option<LoadedCase>, TableError> {
        let rows = self.0.all(Query::partition(keys::need_partition(need)).prefix(keys::CASE)).await?;
        let mut found: Option<Versioned<Need>> = None;
        let mut person: Option<Versioned<PersonRow>> = None;
        let mut referrals: Vec<Versioned<Referral>> = Vec::new();
        for row in &rows {
            match row.key.sk.as_str() {
                "CASE#NEED" => found = Some(decode(row)?),
                "CASE#PERSON" => person = Some(decode(row)?),
                _ => referrals.push(decode(row)?),
            }
        }
        let Some(Versioned { value: need, version }) = found else { return Ok(None) };
        referrals.sort_by(|a, b| {
            (a.value.created_at, a.value.role, &a.value.agency).cmp(&(
                b.value.created_at,
                b.value.role,
                &b.value.agency,
            ))
        });
        let person_version = person.as_ref().map(|person| person.version);
        let referral_versions = referrals.iter().map(|r| (r.value.agency.clone(), r.version)).collect();
        let (person, reasons) = person.map(|row| (row.value.person, row.value.reasons)).unzip();
        let referrals = referrals.into_iter().map(|referral| referral.value).collect();
        let mut case = NeedCase { need, referrals, person };
        reasons.unwrap_or_default().join(&mut case);
        Ok(Some(LoadedCase { case, version, person_version, referral_versions }))
    }

    /// Adds a new case to a transaction.
    pub fn create(&self, tx: &mut Transaction, decided: &Decided) {
        let NeedCase { need, referrals, person } = &decided.case;
        tx.create(keys::need(&need.id), &need.without_values());
        if let Some(person) = person {
            let row = PersonRow { person: person.clone(), reasons: Reasons::of(&decided.case) };
            tx.put_if(keys::need_person(&need.id), &row, Condition::Absent, Some(person_ends(need)));
            self.put_names(tx, need, None, Some(person));
        }
        let entry = NeedEntry::from(need);
        for list in need_lists(need) {
            tx.put(need_row(&list, need), &entry);
        }
        for referral in referrals {
            tx.create(keys::referral(&need.id, &referral.agency), &referral.without_values());
            index_referral(tx, need, referral, None);
        }
        work::put(tx, None, &decided.case);
        tx.record(
            &keys::need_partition(&need.id),
            1,
            &decided.events,
            outbox::have_effects(&decided.events, !plan(&decided.events).is_empty()),
        );
    }

    /// Adds a changed case to a transaction, over the version that was read:
    /// the need's row always moves on, so that two decisions about one need
    /// can never both be saved.
    pub fn save(&self, tx: &mut Transaction, before: &LoadedCase, decided: &Decided) {
        let NeedCase { need, referrals, person } = &decided.case;
        tx.replace(keys::need(&need.id), &need.without_values(), before.version);
        let reasons = Reasons::of(&decided.case);
        let lives_on = person_ends(need) != person_ends(&before.case.need);
        if let Some(person) = person
            && (lives_on || before.case.person.as_ref() != Some(person) || Reasons::of(&before.case) != reasons)
        {
            let row = PersonRow { person: person.clone(), reasons };
            let condition = Condition::over(before.person_version);
            tx.put_if(keys::need_person(&need.id), &row, condition, Some(person_ends(need)));
            self.put_names(tx, need, before.case.person.as_ref(), Some(person));
        }
        let entry = NeedEntry::from(need);
        if NeedEntry::from(&before.case.need) != entry {
            let lists = need_lists(need);
            for old in need_lists(&before.case.need).into_iter().filter(|list| !lists.contains(list)) {
                tx.delete(need_row(&old, need), Condition::Any);
            }
            for list in lists {
                tx.put(need_row(&list, need), &entry);
            }
        }
        work::put(tx, Some(&before.case), &decided.case);
        let moved = before.case.need.location != need.location;
        for referral in referrals {
            let old = before.case.referral(&referral.agency);
            if old == Some(referral) {
                if moved {
                    index_referral(tx, need, referral, old.map(|old| (&before.case.need.location, old)));
                }
                continue;
            }
            let version = before.referral_versions.iter().find(|(agency, _)| agency == &referral.agency);
            let row = referral.without_values();
            tx.put_over(keys::referral(&need.id, &referral.agency), &row, version.map(|(_, version)| *version));
            index_referral(tx, need, referral, old.map(|old| (&before.case.need.location, old)));
        }
        tx.record(
            &keys::need_partition(&need.id),
            before.version + 1,
            &decided.events,
            outbox::have_effects(&decided.events, !plan(&decided.events).is_empty()),
        );
    }

    /// Adds the end of a person's data to a transaction.
    pub fn erase_person(&self, tx: &mut Transaction, case: &NeedCase) {
        tx.delete(keys::need_person(&case.need.id), Condition::Any);
        self.put_names(tx, &case.need, case.person.as_ref(), None);
    }

    fn put_names(&self, tx: &mut Transaction, need: &Need, before: Option<&NeedPerson>, after: Option<&NeedPerson>) {
        let named = |person: &NeedPerson| Named {
            email: Some(person.contact.email.clone()),
            name: person.contact.name.clone(),
        };
        let (before, after) = (before.map(named), after.map(named));
        let after = after.as_ref().map(|named| (named, person_ends(need)));
        people::put(tx, self.0.secrets(), &Trace::Need(need.id.clone()), before.as_ref(), after);
    }

    /// Open needs whose person's data have ended, the oldest first, 100 of each
    /// status at most. A query for each open status and, for each hundred that
    /// are older than such data are kept and moved since, one more.
    pub async fn without_person(&self) -> Result<Vec<NeedId>, TableError> {
        let kept_since = self.0.now().plus(-KEPT_OPEN);
        let mut found = Vec::new();
        for status in [NeedStatus::ToTriage, NeedStatus::Referred, NeedStatus::InProgress] {
            let mut query = Query::partition(NeedList::Status(status).partition(0)).limit(100);
            loop {
                let (entries, next) = self.0.page_of::<NeedEntry>(&query).await?;
                let old = |entry: &&NeedEntry| entry.changed_at <= kept_since;
                found.extend(entries.iter().filter(old).map(|entry| entry.id.clone()));
                let more = entries.last().is_some_and(|entry| entry.created_at <= kept_since);
                if !more || found.len() >= 100 || next.is_none() {
                    break;
                }
                query = query.after(next);
            }
        }
        Ok(found)
    }

    /// What happened to a need and which mails were made for it: two queries.
    pub async fn history(&self, need: &NeedId) -> Result<NeedHistory, TableError> {
        NeedHistory::of(self.0, &keys::need_partition(need)).await
    }

    /// What was to be done for a need, in no particular order: one query.
    pub async fn deliveries(&self, need: &NeedId) -> Result<Vec<Delivery>, TableError> {
        self.0.values(Query::partition(keys::need_partition(need)).prefix(keys::DELIVERY)).await
    }

    /// Needs with the values of their reasons, without referrals: one read for 50.
    pub async fn with_reasons(&self, needs: &[NeedId]) -> Result<Vec<Option<Need>>, TableError> {
        let mut found = Vec::with_capacity(needs.len());
        for chunk in needs.chunks(MAX_KEYS / 2) {
            let keys: Vec<_> = chunk.iter().flat_map(|id| [keys::need(id), keys::need_person(id)]).collect();
            let mut rows = self.0.rows(&keys).await?.into_iter();
            while let (Some(need), Some(person)) = (rows.next(), rows.next()) {
                let mut need = need.map(|row| decode::<Need>(&row)).transpose()?.map(|need| need.value);
                let person = person.map(|row| decode::<PersonRow>(&row)).transpose()?;
                if let (Some(need), Some(person)) = (&mut need, person) {
                    person.value.reasons.join_need(need);
                }
                found.push(need);
            }
        }
        Ok(found)
    }

    /// Cases with their people, and of their referrals those to the agencies
    /// named, without the values of reasons; as far as they exist. One read for
    /// 100 rows.
    pub async fn in_part(
        &self,
        asked: &BTreeMap<NeedId, BTreeSet<AgencyId>>,
    ) -> Result<BTreeMap<NeedId, NeedCase>, TableError> {
        let of = |(id, agencies): (&NeedId, &BTreeSet<AgencyId>)| {
            let referrals: Vec<_> = agencies.iter().map(|agency| keys::referral(id, agency)).collect();
            [keys::need(id), keys::need_person(id)].into_iter().chain(referrals)
        };
        let keys: Vec<_> = asked.iter().flat_map(of).collect();
        let (mut cases, mut people, mut referrals) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for chunk in keys.chunks(MAX_KEYS) {
            for row in self.0.rows(chunk).await?.into_iter().flatten() {
                match row.key.sk.as_str() {
                    "CASE#NEED" => {
                        let need = decode::<Need>(&row)?.value;
                        cases.insert(need.id.clone(), NeedCase { need, referrals: Vec::new(), person: None });
                    }
                    "CASE#PERSON" => drop(people.insert(row.key.pk.clone(), decode::<PersonRow>(&row)?.value.person)),
                    _ => referrals.push((row.key.pk.clone(), decode::<Referral>(&row)?.value)),
                }
            }
        }
        for (id, case) in &mut cases {
            let partition = keys::need_partition(id);
            case.person = people.remove(&partition);
            case.referrals = referrals.iter().filter(|(of, _)| *of == partition).map(|(_, one)| one.clone()).collect();
        }
        Ok(cases)
    }

    /// The people behind needs, in the order asked: one read for 100.
    pub async fn people(&self, needs: &[NeedId]) -> Result<Vec<Option<NeedPerson>>, TableError> {
        self.0.values_of(&needs.iter().map(keys::need_person).collect::<Vec<_>>()).await
    }

    /// What the companies behind needs are called, as far as that is still kept: one
    /// read for 100, none for none.
    pub async fn companies(&self, needs: &[NeedId]) -> Result<BTreeMap<NeedId, String>, TableError> {
        let people = self.people(needs).await?;
        let named = needs.iter().cloned().zip(people);
        Ok(named.filter_map(|(id, person)| Some((id, person?.company.name))).collect())
    }
}

/// How long the person of an open need is kept after it last moved.
const KEPT_OPEN: TimeDelta = TimeDelta::days(730);

/// When the person's row ends, in Unix seconds: two years after the need last
/// moved, one year after it closed. Source: `retain_months` of the contact
/// fields and `data_protection.retention` in `member_model.json`.
fn person_ends(need: &Need) -> i64 {
    let kept = if need.status == NeedStatus::Closed { TimeDelta::days(365) } else { KEPT_OPEN };
    need.changed_at.plus(kept).seconds()
}
