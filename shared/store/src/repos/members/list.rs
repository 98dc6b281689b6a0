//! Lists of members, and finding one. The narrowest list that the filters name
//! is read; what else they ask is held against its entries.

use chrono::{Months, NaiveDate};
use domain::Instant;
use domain::clock::BRUSSELS;
use domain::ids::{LocationId, NeedTypeId};
use domain::member::matching::{fold, mail_start, pieces, search_words};
use domain::member::{Hosting, ProposalStatus};
use serde::de::DeserializeOwned;

use super::MembersRepo;
use super::index::{MAIL, MemberEntry, ProposalEntry, STILL, by_mail, by_stay, day_key, find};
use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys::{self, MemberList};
use crate::table::Query;

/// Rows that one page of members or proposals reads at most.
pub(super) const ROWS_AT_MOST: usize = 5_000;

/// Which members a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberFilter {
    /// Hosted here now, or last.
    pub location: Option<LocationId>,
    /// Hosted at a place on one of some days, wherever it is now.
    pub hosted: Option<HostedIn>,
    /// Of this stage.
    pub stage: Option<String>,
    /// Of this ICT domain.
    pub ict_domain: Option<String>,
    /// With an open need: of this kind, or `Some(None)`, of any.
    pub need_type: Option<Option<NeedTypeId>>,
    /// With an open proposal: of this kind of need, or `Some(None)`, of any.
    pub proposal: Option<Option<NeedTypeId>>,
    /// Lacking this required field, or `Some(None)`, any.
    pub missing: Option<Option<String>>,
    /// Without contact for so many months.
    pub silent_months: Option<u32>,
    /// With these parts of words in name, number or mail domain, or with an address
    /// that begins so.
    pub q: Option<String>,
    /// In which order, where the list that is read has it; see [`Self::orders`].
    pub sort: Option<MemberOrder>,
    /// As the people of `location` read it: see [`MembersRepo::list`].
    pub for_place: bool,
}

/// Hosted at a place on one day at least of some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedIn {
    /// Where.
    pub location: LocationId,
    /// The first day; absent: however long ago.
    pub from: Option<NaiveDate>,
    /// The last day, included; absent: however late.
    pub until: Option<NaiveDate>,
}

impl HostedIn {
    /// The stays of a member there on one of these days, the earliest first.
    pub fn stays<'a>(&'a self, entry: &'a MemberEntry) -> impl Iterator<Item = &'a Hosting> {
        entry.hosted.iter().filter(|stay| {
            stay.location == self.location
                && self.until.is_none_or(|until| stay.from.is_none_or(|began| began <= until))
                && self.from.is_none_or(|from| stay.to.is_none_or(|ended| from <= ended))
        })
    }

    /// Whether a row is the first of a member's in these days: one that came back
    /// has a row for each stay.
    fn is_first(&self, entry: &MemberEntry, sk: &str) -> bool {
        self.stays(entry).map(|stay| by_stay(stay, &entry.id)).min().is_some_and(|first| first == sk)
    }
}

/// In which order a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberOrder {
    /// By name, accents and case aside.
    Name,
    /// By the last contact, the longest ago first.
    LastContact,
    /// By since when it is where it is, the longest first.
    HostedSince,
    /// By the last day of the stay; those that last at the end.
    LastDay,
    /// As it was entered, the first one first.
    Entered,
    /// By what was found of it.
    Found,
}

impl MemberFilter {
    /// The orders in which the list can be read without more rows than it shows,
    /// the usual one first.
    pub const fn orders(&self) -> &'static [MemberOrder] {
        use MemberOrder::{Entered, Found, HostedSince, LastContact, LastDay, Name};
        match self {
            Self { q: Some(_), for_place: false, .. } => &[Found],
            Self { hosted: Some(_), .. } => &[LastDay],
            Self { silent_months: Some(_), .. } => &[LastContact],
            Self { proposal: Some(_), .. } | Self { need_type: Some(_), .. } => &[Entered],
            Self { missing: Some(_), location: None, .. } => &[Entered],
            // When the last contact was tells a place of a need.
            Self { location: Some(_), for_place: true, .. } => &[Name, HostedSince],
            Self { location: Some(_), .. } => &[Name, LastContact, HostedSince],
            Self { ict_domain: Some(_), .. } | Self { stage: Some(_), .. } => &[Entered],
            _ => &[Name, LastContact],
        }
    }

    /// The order in which the list is read: as asked, where that is one of
    /// [`Self::orders`].
    pub fn order(&self) -> MemberOrder {
        let orders = self.orders();
        self.sort.filter(|asked| orders.contains(asked)).unwrap_or(orders[0])
    }

    /// Whether an entry is asked for; of several words typed the first was looked up.
    pub(super) fn keeps(&self, entry: &MemberEntry, words: &[String], silent: Option<Instant>) -> bool {
        let contains = |list: &[NeedTypeId], wanted: &NeedTypeId| list.contains(wanted);
        let name = || format!("{} {}", fold(&entry.name), entry.number);
        silent.is_none_or(|end| entry.last_contact_at < end)
            && self.location.as_ref().is_none_or(|location| entry.location.as_ref() == Some(location))
            && self.hosted.as_ref().is_none_or(|hosted| hosted.stays(entry).next().is_some())
            && self.stage.as_ref().is_none_or(|stage| &entry.stage == stage)
            && self.ict_domain.as_ref().is_none_or(|domain| entry.domains.contains(domain))
            && self.need_type.as_ref().is_none_or(|wanted| match wanted {
                Some(wanted) => contains(&entry.open_needs, wanted),
                None => entry.with_need,
            })
            && self.proposal.as_ref().is_none_or(|wanted| match wanted {
                Some(wanted) => contains(&entry.proposals, wanted),
                None => !entry.proposals.is_empty(),
            })
            && self.missing.as_ref().is_none_or(|wanted| match wanted {
                Some(field) => entry.missing.contains(field),
                None => !entry.missing.is_empty(),
            })
            && (words.len() < 2 || words[1..].iter().all(|word| name().contains(word.as_str())))
    }

    /// The list to read: that of fewest rows, as far as can be told beforehand.
    fn list(&self) -> MemberList {
        let order = self.order();
        match self {
            Self { hosted: Some(hosted), .. } => MemberList::Hosted(hosted.location.clone()),
            Self { location, .. } if order == MemberOrder::LastContact => MemberList::Silent(location.clone()),
            Self { proposal: Some(wanted), .. } => MemberList::Proposal(wanted.clone()),
            Self { need_type: Some(wanted), .. } => MemberList::NeedType(wanted.clone()),
            Self { missing: Some(wanted), location: None, .. } => MemberList::Missing(wanted.clone()),
            Self { location: Some(location), .. } if order == MemberOrder::HostedSince => {
                MemberList::Since(location.clone())
            }
            Self { location: Some(location), .. } => MemberList::Location(location.clone()),
            Self { ict_domain: Some(domain), .. } => MemberList::Domain(domain.clone()),
            Self { stage: Some(stage), .. } => MemberList::Stage(stage.clone()),
            _ => MemberList::All,
        }
    }

    /// What is read of it. Of stays at a place those that ended before are left
    /// out, and of those that last the ones that began after; what both began and
    /// ended after it is passed over.
    fn query(&self, silent: Option<Instant>) -> Query {
        let mut query = Query::partition(self.list().partition());
        match (&self.hosted, silent) {
            (Some(hosted), _) => {
                query.from = hosted.from.map(|from| from.to_string());
                query.to = hosted.until.map(|until| format!("{STILL}#{until}{STILL}"));
            }
            (None, Some(end)) => query.to = Some(day_key(end)),
            (None, None) => {}
        }
        query
    }
}

impl MembersRepo<'_> {
    /// A page of members and where it goes on. A query for each page of rows
    /// read: rows in proportion to what the narrowest filter holds, 5,000 at most. A
    /// page for which these are not enough holds fewer members than asked for, or
    /// none, and goes on behind them. For a place two gets more for each page, of the
    /// members themselves.
    pub async fn list(
        &self,
        filter: &MemberFilter,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<MemberEntry>, Option<String>), TableError> {
        if filter.for_place {
            return self.at_place(filter, after, limit).await;
        }
        self.in_full(filter, after, limit).await
    }

    /// The same as the coordinator reads it.
    pub(super) async fn in_full(
        &self,
        filter: &MemberFilter,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<MemberEntry>, Option<String>), TableError> {
        let silent = filter.silent_months.map(|months| self.months_ago(months));
        // What is stored of an address are hashes, of each of its beginnings.
        if let Some(start) = filter.q.as_deref().and_then(mail_start) {
            let query = Query::partition(find(MAIL).partition()).prefix(&by_mail(self.0.secrets(), &start));
            let keep = |entry: &MemberEntry, _: &str| filter.keeps(entry, &[], silent);
            return narrowed(self.0, query.after(after), limit, keep).await;
        }
        let words = filter.q.as_deref().map(search_words).unwrap_or_default();
        // Signs alone stand in no name.
        if words.is_empty() && filter.q.as_deref().is_some_and(|q| !q.trim().is_empty()) {
            return Ok((Vec::new(), None));
        }
        let Some(longest) = words.first() else {
            let keep = |entry: &MemberEntry, sk: &str| {
                filter.keeps(entry, &words, silent)
                    && filter.hosted.as_ref().is_none_or(|hosted| hosted.is_first(entry, sk))
            };
            return narrowed(self.0, filter.query(silent).after(after), limit, keep).await;
        };
        // One letter is looked for at the beginning of names only.
        let (list, is_start) = match longest.chars().count() {
            1 => (MemberList::All, true),
            _ => (find(longest), false),
        };
        let query = Query::partition(list.partition()).prefix(longest).after(after);
        narrowed(self.0, query, limit, |entry: &MemberEntry, sk| {
            filter.keeps(entry, &words, silent) && (is_start || is_first(entry, longest, sk))
        })
        .await
    }

    /// The beginning of the day so many months ago.
    fn months_ago(&self, months: u32) -> Instant {
        let today = self.0.now().day_in(BRUSSELS);
        let since = today.checked_sub_months(Months::new(months)).unwrap_or(today);
        Instant::new(since.and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// A page of proposals of one status, the surest first, of one location
    /// where one is named, and where it goes on; of 5,000 rows at most, as
    /// [`Self::list`].
    pub async fn proposals(
        &self,
        status: ProposalStatus,
        location: Option<&LocationId>,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<ProposalEntry>, Option<String>), TableError> {
        let query = Query::partition(keys::proposals(status.code())).after(after);
        let here =
            |entry: &ProposalEntry, _: &str| location.is_none_or(|location| entry.location.as_ref() == Some(location));
        narrowed(self.0, query, limit, here).await
    }
}

/// Whether a row is the one by which this search shows the member: a name may have
/// several pieces that begin alike, and its mail domain goes behind all of them.
fn is_first(entry: &MemberEntry, wanted: &str, sk: &str) -> bool {
    let piece = sk.split('#').next().unwrap_or_default();
    let all = pieces(&entry.name, &entry.number);
    all.iter().find(|known| known.starts_with(wanted)).is_none_or(|first| piece == first.as_str())
}

/// Reads up to `limit` entries that `keep` lets through, in the list's order, and no
/// further than the page of rows with which [`ROWS_AT_MOST`] are read.
async fn narrowed<T: DeserializeOwned>(
    store: &Store,
    query: Query,
    limit: usize,
    keep: impl Fn(&T, &str) -> bool,
) -> Result<(Vec<T>, Option<String>), TableError> {
    let mut query = query.limit(limit + 1);
    let mut left = ROWS_AT_MOST;
    let mut found: Vec<(T, String)> = Vec::new();
    loop {
        let page = store.page(&query).await?;
        for row in &page.rows {
            let value: T = decode(row)?.value;
            if keep(&value, &row.key.sk) {
                if found.len() == limit {
                    let next = found.last().map(|(_, sk)| sk.clone());
                    return Ok((found.into_iter().map(|(value, _)| value).collect(), next));
                }
                found.push((value, row.key.sk.clone()));
            }
        }
        left = left.saturating_sub(page.rows.len());
        if left == 0 || page.next.is_none() {
            return Ok((found.into_iter().map(|(value, _)| value).collect(), page.next));
        }
        query.after = page.next;
    }
}
