//! Lists of members, and finding one. The narrowest list that the filters name
//! is read; what else they ask is held against its entries.

use chrono::Months;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::ids::{LocationId, MemberId, NeedTypeId};
use domain::member::ProposalStatus;
use domain::member::matching::{fold, pieces, search_words};
use serde::de::DeserializeOwned;

use super::index::{MemberEntry, ProposalEntry, by_day, find};
use super::{MembersRepo, Same};
use crate::context::{Store, decode};
use crate::error::TableError;
use crate::keys::{self, MemberList};
use crate::table::Query;

/// Which members a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberFilter {
    /// Hosted here.
    pub location: Option<LocationId>,
    /// Of this stage.
    pub stage: Option<String>,
    /// Of this ICT domain.
    pub ict_domain: Option<String>,
    /// With an open need of this kind.
    pub need_type: Option<NeedTypeId>,
    /// With an open proposal: of this kind of need, or `Some(None)`, of any.
    pub proposal: Option<Option<NeedTypeId>>,
    /// Lacking this required field, or `Some(None)`, any.
    pub missing: Option<Option<String>>,
    /// Without contact for so many months.
    pub silent_months: Option<u32>,
    /// With these parts of words in name or number.
    pub q: Option<String>,
}

impl MemberFilter {
    fn keeps(&self, entry: &MemberEntry, words: &[String]) -> bool {
        let contains = |list: &[NeedTypeId], wanted: &NeedTypeId| list.contains(wanted);
        let name = || format!("{} {}", fold(&entry.name), entry.number);
        self.location.as_ref().is_none_or(|location| entry.location.as_ref() == Some(location))
            && self.stage.as_ref().is_none_or(|stage| &entry.stage == stage)
            && self.ict_domain.as_ref().is_none_or(|domain| entry.domains.contains(domain))
            && self.need_type.as_ref().is_none_or(|wanted| contains(&entry.open_needs, wanted))
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
        match self {
            Self { silent_months: Some(_), .. } => MemberList::Silent,
            Self { proposal: Some(wanted), .. } => MemberList::Proposal(wanted.clone()),
            Self { need_type: Some(wanted), .. } => MemberList::NeedType(wanted.clone()),
            Self { missing: Some(wanted), location: None, .. } => MemberList::Missing(wanted.clone()),
            Self { location: Some(location), .. } => MemberList::Location(location.clone()),
            Self { ict_domain: Some(domain), .. } => MemberList::Domain(domain.clone()),
            Self { stage: Some(stage), .. } => MemberList::Stage(stage.clone()),
            _ => MemberList::All,
        }
    }
}

impl MembersRepo<'_> {
    /// A page of members and where it goes on. A query for each page of rows
    /// read: rows in proportion to what the narrowest filter holds.
    pub async fn list(
        &self,
        filter: &MemberFilter,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<MemberEntry>, Option<String>), TableError> {
        // An address is looked for as a whole: what is stored of it is a hash.
        if let Some(email) = filter.q.as_deref().and_then(|q| EmailAddress::parse(q).ok()) {
            let query = Query::partition(Same::Mail(&email.mailbox()).partition(self.0.secrets()));
            return narrowed(self.0, query, after, limit, |entry: &MemberEntry, _| filter.keeps(entry, &[])).await;
        }
        let words = filter.q.as_deref().map(search_words).unwrap_or_default();
        let Some(longest) = words.first() else {
            let mut query = Query::partition(filter.list().partition());
            if let Some(months) = filter.silent_months {
                let today = self.0.now().day_in(BRUSSELS);
                let since = today.checked_sub_months(Months::new(months)).unwrap_or(today);
                let end = since.and_time(chrono::NaiveTime::MIN).and_utc();
                let end = by_day(domain::Instant::new(end), &MemberId::parse("0").map_err(invalid)?);
                query.to = Some(end);
            }
            return narrowed(self.0, query, after, limit, |entry: &MemberEntry, _| filter.keeps(entry, &words)).await;
        };
        // One letter is looked for at the beginning of names only.
        let (list, is_start) = match longest.chars().count() {
            1 => (MemberList::All, true),
            _ => (find(longest), false),
        };
        let query = Query::partition(list.partition()).prefix(longest);
        narrowed(self.0, query, after, limit, |entry: &MemberEntry, sk| {
            filter.keeps(entry, &words) && (is_start || is_first(entry, longest, sk))
        })
        .await
    }

    /// A page of proposals of one status, the surest first, of one location
    /// where one is named, and where it goes on.
    pub async fn proposals(
        &self,
        status: ProposalStatus,
        location: Option<&LocationId>,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<ProposalEntry>, Option<String>), TableError> {
        let query = Query::partition(keys::proposals(status.code()));
        let here =
            |entry: &ProposalEntry, _: &str| location.is_none_or(|location| entry.location.as_ref() == Some(location));
        narrowed(self.0, query, after, limit, here).await
    }
}

fn invalid(error: domain::ids::InvalidId) -> TableError {
    TableError::Invalid(error.to_string())
}

/// Whether a row is the first by which this search finds the member: a name
/// may have several pieces that begin alike.
fn is_first(entry: &MemberEntry, wanted: &str, sk: &str) -> bool {
    let piece = sk.split('#').next().unwrap_or_default();
    let all = pieces(&entry.name, &entry.number);
    all.iter().find(|known| known.starts_with(wanted)).is_none_or(|first| piece <= first.as_str())
}

/// Reads up to `limit` entries that `keep` lets through, in the list's order.
async fn narrowed<T: DeserializeOwned>(
    store: &Store,
    query: Query,
    after: Option<String>,
    limit: usize,
    keep: impl Fn(&T, &str) -> bool,
) -> Result<(Vec<T>, Option<String>), TableError> {
    let mut query = query.limit(limit + 1).after(after);
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
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok((found.into_iter().map(|(value, _)| value).collect(), None)),
        }
    }
}
