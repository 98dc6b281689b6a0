//! Members: one partition each with the company, its people, what is proposed
//! to it and the needs that it stated; and index rows that lists are read from.
//! Index rows hold nothing of people: addresses are keyed hashes there.

mod at_place;
mod behind;
mod changed;
mod counts;
mod doubts;
mod fates;
mod index;
mod list;
mod pairs;
mod reindex;

use chrono::TimeDelta;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::{BookingId, MemberId, NeedId, NeedTypeId};
use domain::member::{COMPANY_KEPT, Member, MemberCase, MemberEvent, MemberPerson, PEOPLE_KEPT, Proposal};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::limits::MAX_KEYS;
use crate::table::{Condition, Query, Row};
use crate::transaction::Transaction;

pub use counts::{Counted, MemberCounts};
pub use doubts::{Doubt, MayBe};
pub use fates::RuleFates;
pub use index::{Foremost, MemberEntry, ProposalEntry};
pub use list::{HostedIn, MemberFilter, MemberOrder};
pub use pairs::{Merge, Pair};

/// A company ends by a commit that also takes it out of the counts; its rows
/// end by themselves where that failed for so long.
const GRACE: TimeDelta = TimeDelta::days(30);

/// Reads and saves members.
pub struct MembersRepo<'a>(pub(crate) &'a Store);

/// A need that a member stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The need.
    pub need: NeedId,
    /// What is needed.
    pub need_types: Vec<NeedTypeId>,
    /// Whether it is still open.
    pub open: bool,
    /// When it was stated.
    pub at: Instant,
}

/// A member as it is stored: all that its index rows are made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRecord {
    /// The member.
    pub case: MemberCase,
    /// The needs that it stated.
    pub stated: Vec<Stated>,
}

impl MemberRecord {
    /// Kinds of need that it stated and that are open.
    pub fn open_types(&self) -> Vec<NeedTypeId> {
        let mut open: Vec<NeedTypeId> = Vec::new();
        for need_type in self.stated.iter().filter(|stated| stated.open).flat_map(|stated| &stated.need_types) {
            if !open.contains(need_type) {
                open.push(need_type.clone());
            }
        }
        open
    }

    /// Whether it has an open need, of whatever kind.
    pub fn has_open_need(&self) -> bool {
        self.open_needs() > 0
    }

    /// How many open needs it has.
    pub fn open_needs(&self) -> u32 {
        u32::try_from(self.stated.iter().filter(|stated| stated.open).count()).unwrap_or(u32::MAX)
    }
}

impl MembersRepo<'_> {
    /// A member with all that a decision about it is made on: one query. The
    /// version is that of the company's row, which every change raises.
    pub async fn load(&self, id: &MemberId) -> Result<Option<Versioned<MemberRecord>>, TableError> {
        let rows = self.0.all(Query::partition(keys::member_partition(id)).prefix(keys::CASE)).await?;
        let (mut company, mut person) = (None::<Versioned<Member>>, MemberPerson::default());
        let (mut proposals, mut stated) = (Vec::<Proposal>::new(), Vec::<Stated>::new());
        for row in &rows {
            match row.key.sk.as_str() {
                "CASE#MEMBER" => company = Some(decode(row)?),
                "CASE#PERSON" => person = decode(row)?.value,
                sk if sk.starts_with(keys::STATED) => stated.push(decode(row)?.value),
                _ => proposals.push(decode(row)?.value),
            }
        }
        proposals.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.need_type.cmp(&b.need_type)));
        Ok(company.map(|Versioned { value: member, version }| {
            let case = MemberCase { member, person, proposals };
            Versioned { value: MemberRecord { case, stated }, version }
        }))
    }

    /// What happened to a member, oldest first: one query.
    pub async fn history(&self, id: &MemberId) -> Result<Vec<MemberEvent>, TableError> {
        self.0.history(&keys::member_partition(id)).await
    }

    /// Notes that a booking is a member's, for as long as the company is kept; a conflict
    /// where it is not as `was` says: `Absent` for one that is nobody's yet.
    pub fn put_booking(&self, tx: &mut Transaction, member: &Member, booking: &BookingId, was: Condition) {
        let key = keys::member_booking(&member.id, booking);
        let ends = Some(company_ends(member));
        tx.put_if(key, &(), Condition::Any, ends);
        tx.put_if(keys::member_of_booking(booking), &member.id, was, ends);
    }

    /// The latest bookings of a member, 20 at most: one query.
    pub async fn bookings(&self, id: &MemberId) -> Result<Vec<BookingId>, TableError> {
        let query = Query::partition(keys::member_partition(id)).prefix(keys::BOOKED).descending().limit(20);
        Ok(booked(&self.0.page(&query).await?.rows))
    }

    /// The member that a need was joined to: one read.
    pub async fn of_need(&self, need: &NeedId) -> Result<Option<MemberId>, TableError> {
        self.0.value(keys::member_of_need(need)).await
    }

    /// Companies by id, as far as they exist: a get for each hundred.
    pub async fn companies(&self, ids: &[MemberId]) -> Result<Vec<Option<Member>>, TableError> {
        self.0.values_of(&ids.iter().map(keys::member).collect::<Vec<_>>()).await
    }

    /// Saves a member over what was read, or a new one, with its index rows,
    /// what its places come to, its history, and the mark of what follows from
    /// that. `after` absent ends it. The caller may add 16 writes. Where all of it
    /// is more than a commit takes, index rows are left to [`Self::catch_up`]: see
    /// [`Self::leaves_rows`]. One read, two then.
    pub async fn save(
        &self,
        tx: &mut Transaction,
        catalogue: &Catalogue,
        records: (Option<&Versioned<MemberRecord>>, Option<&MemberRecord>),
        events: &[MemberEvent],
    ) -> Result<(), TableError> {
        self.save_in_order((tx, &mut Counted::default()), catalogue, records, events).await
    }

    /// [`Self::save`] of one of several members whose commits are made in order
    /// ([`Store::commit_in_order`]): each rests on what those before it `counted`.
    pub async fn save_in_order(
        &self,
        (tx, counted): (&mut Transaction, &mut Counted),
        catalogue: &Catalogue,
        (before, after): (Option<&Versioned<MemberRecord>>, Option<&MemberRecord>),
        events: &[MemberEvent],
    ) -> Result<(), TableError> {
        let Some(id) = before.map(|before| &before.value).or(after).map(|record| record.case.member.id.clone()) else {
            return Ok(());
        };
        match after {
            Some(after) => put_case(tx, before, after),
            None => {
                let condition = before.map_or(Condition::Any, |before| Condition::Version(before.version));
                tx.delete(keys::member(&id), condition);
                tx.delete(keys::member_person(&id), Condition::Any);
            }
        }
        counts::put(self.0, (&mut *tx, counted), catalogue, (before.map(|before| &before.value), after)).await?;
        // Whoever was taken out and comes back begins at version 1 again, and has
        // a history: a commit is named by its moment, too.
        let version = before.map_or(1, |before| before.version + 1);
        let version = self.0.now().millis().unsigned_abs() * 1_000 + version % 1_000;
        let partition = keys::member_partition(&id);
        if after.is_some() {
            tx.record_of(&partition, version, events);
            if events.iter().any(|event| event.kind.has_effects()) {
                tx.pending(&partition, version);
            }
        }
        let changes = changed::changes(self.0.secrets(), catalogue, before.map(|before| &before.value), after);
        behind::put(self.0, tx, &id, changes).await
    }

    /// Ids of members that share a number, an address or a mail domain: one
    /// query each, 100 at most.
    pub async fn same(&self, what: Same<'_>) -> Result<Vec<MemberId>, TableError> {
        let partition = what.partition(self.0.secrets());
        let page = self.0.page(&Query::partition(partition).limit(MAX_KEYS)).await?;
        Ok(page.rows.iter().filter_map(|row| MemberId::parse(&row.key.sk).ok()).collect())
    }
}

/// The bookings that rows of a member are about.
fn booked(rows: &[Row]) -> Vec<BookingId> {
    let ids = rows.iter().filter_map(|row| row.key.sk.strip_prefix(keys::BOOKED));
    ids.filter_map(|id| BookingId::parse(id).ok()).collect()
}

fn put_case(tx: &mut Transaction, before: Option<&Versioned<MemberRecord>>, after: &MemberRecord) {
    let member = &after.case.member;
    let ends = Some(company_ends(member));
    let condition = Condition::over(before.map(|before| before.version));
    tx.put_if(keys::member(&member.id), member, condition, ends);
    let known = before.map(|before| &before.value);
    let lives_on = known.is_none_or(|known| known.case.member.last_contact_at != member.last_contact_at);
    if lives_on || known.is_some_and(|known| known.case.person != after.case.person) {
        if after.case.person.profile.is_empty() {
            tx.delete(keys::member_person(&member.id), Condition::Any);
        } else {
            let ends = Some(people_end(member));
            tx.put_if(keys::member_person(&member.id), &after.case.person, Condition::Any, ends);
        }
    }
    for stated in &after.stated {
        if known.is_none_or(|known| known.stated.iter().all(|before| before.need != stated.need)) {
            tx.put_if(keys::member_of_need(&stated.need), &member.id, Condition::Any, ends);
        }
    }
}

/// What members may share.
#[derive(Debug, Clone, Copy)]
pub enum Same<'a> {
    /// An enterprise number, ten digits.
    Number(&'a str),
    /// An address, in one spelling.
    Mail(&'a str),
    /// A mail domain of its own.
    Domain(&'a str),
    /// A name without its legal form, at a location.
    Name(&'a str, &'a str),
}

impl Same<'_> {
    fn partition(self, secrets: &crate::secrets::Secrets) -> String {
        match self {
            Self::Number(number) => keys::member_same("NUMBER", number),
            Self::Mail(mailbox) => keys::member_same("MAIL", &secrets.keyed_hash("member.mail", &[mailbox])),
            Self::Domain(domain) => keys::member_same("DOMAIN", domain),
            Self::Name(name, location) => keys::member_same("NAME", &format!("{location}#{name}")),
        }
    }
}

fn company_ends(member: &Member) -> i64 {
    member.last_contact_at.plus(COMPANY_KEPT + GRACE).seconds()
}

fn people_end(member: &Member) -> i64 {
    member.last_contact_at.plus(PEOPLE_KEPT).seconds()
}
