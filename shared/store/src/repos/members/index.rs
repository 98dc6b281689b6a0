//! The rows of a member beside the company's and its people's: what is proposed to
//! it, the needs that it stated, and index rows, which lists, searches and matching
//! read. They are worked out from the record alone, so that a change writes those
//! that differ and removes those that are no more.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::determine::Evidence;
use domain::ids::{LocationId, MemberId, NeedTypeId};
use domain::member::matching::{core_name, domain_name, fold, own_domain, pieces};
use domain::member::{Hosting, MemberCase, Proposal, ProposalStatus};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{MemberRecord, Same, company_ends, people_end};
use crate::keys::{self, MemberList};
use crate::repos::people::{Named, Trace};
use crate::secrets::Secrets;

/// Domains that a member is listed under, at most.
const DOMAINS_AT_MOST: usize = 4;
/// Stays that a member is listed under, at most: the latest.
const STAYS_AT_MOST: usize = 4;
/// In whose place of the index the addresses stand: no piece of a name begins so.
pub(super) const MAIL: &str = "@";
/// The letters of an address that count when its beginning is looked for.
const MAIL_LETTERS: usize = 40;
/// Where a stay sorts whose first day nobody knows.
const LONG_AGO: &str = "0000-00-00";
/// Where a stay sorts that lasts: after every day.
pub(super) const STILL: &str = "~";

/// What a list shows of a member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberEntry {
    /// The member.
    pub id: MemberId,
    /// Its name.
    pub name: String,
    /// Where it is hosted, or was last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// First day of its stay there, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Last day of its stay, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Its stays, the latest last; the latest four at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosted: Vec<Hosting>,
    /// Its enterprise number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its stage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stage: String,
    /// Its ICT domains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Kinds of need that it stated and that are open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_needs: Vec<NeedTypeId>,
    /// Whether it has an open need, be it one of which nobody settled the kind yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_need: bool,
    /// Kinds of need with an open proposal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<NeedTypeId>,
    /// The proposal that matters most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foremost: Option<Foremost>,
    /// Required fields that are not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The last contact.
    pub last_contact_at: Instant,
}

/// What a list shows of a proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Foremost {
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// Where it stands.
    pub status: ProposalStatus,
    /// Why; without values of people.
    pub because: Vec<Evidence>,
    /// Since when it stands there.
    pub changed_at: Instant,
}

/// A proposal in the list of all: of whom, and what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalEntry {
    /// The member.
    pub member: MemberId,
    /// Its name.
    pub name: String,
    /// Where it is hosted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// The proposal.
    pub proposal: Proposal,
}

impl MemberEntry {
    pub(super) fn of(record: &MemberRecord, catalogue: &Catalogue) -> Self {
        let MemberRecord { case, .. } = record;
        let member = &case.member;
        let domains = member.profile.get("ict_domain").and_then(Value::as_array);
        let open = |proposal: &&Proposal| proposal.status == ProposalStatus::Open;
        let rank = |proposal: &&Proposal| match proposal.status {
            ProposalStatus::Open => 0,
            ProposalStatus::Asked => 1,
            ProposalStatus::Yes => 2,
            _ => 3,
        };
        Self {
            id: member.id.clone(),
            name: member.name().to_owned(),
            location: member.location().cloned(),
            since: member.stay().and_then(|stay| stay.from),
            until: member.stay().and_then(|stay| stay.to),
            hosted: member.hosted[member.hosted.len().saturating_sub(STAYS_AT_MOST)..].to_vec(),
            number: member.text("enterprise_number").to_owned(),
            stage: member.text("stage").to_owned(),
            domains: domains.into_iter().flatten().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
            open_needs: record.open_types(),
            with_need: record.has_open_need(),
            proposals: case.proposals.iter().filter(open).map(|proposal| proposal.need_type.clone()).collect(),
            foremost: case.proposals.iter().min_by_key(rank).map(|proposal| Foremost {
                need_type: proposal.need_type.clone(),
                status: proposal.status,
                because: proposal.because.clone(),
                changed_at: proposal.changed_at,
            }),
            missing: case.missing(&catalogue.member_model).into_iter().map(str::to_owned).collect(),
            last_contact_at: member.last_contact_at,
        }
    }
}

/// Where a member's name sorts.
pub(super) fn by_name(name: &str, id: &MemberId) -> String {
    let name: String = fold(name).chars().take(60).collect();
    format!("{name}#{id}")
}

/// A moment as the beginning of a sort key: it never lacks a digit.
pub(super) fn day_key(at: Instant) -> String {
    format!("{:015}#", at.millis())
}

fn by_day(at: Instant, id: &MemberId) -> String {
    format!("{}{id}", day_key(at))
}

/// A first day as a sort key; one that nobody knows comes first.
fn by_since(since: Option<NaiveDate>, id: &MemberId) -> String {
    format!("{}#{id}", since.map_or_else(|| LONG_AGO.to_owned(), |day| day.to_string()))
}

/// A stay as a sort key: by its last day, then by its first.
pub(super) fn by_stay(stay: &Hosting, id: &MemberId) -> String {
    format!("{}#{}", stay.to.map_or_else(|| STILL.to_owned(), |day| day.to_string()), by_since(stay.from, id))
}

/// The partition that a piece stands in: its first two letters.
pub(super) fn find(piece: &str) -> MemberList {
    MemberList::Find(piece.chars().take(2).collect())
}

/// Where an address sorts: for each of its letters a part of the keyed hash of all up
/// to it. The key of its beginning is the beginning of its key, and tells no letter.
pub(super) fn by_mail(secrets: &Secrets, start: &str) -> String {
    let ends = start.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(MAIL_LETTERS);
    ends.map(|end| secrets.keyed_hash("member.mail.start", &[&start[..end]])[..4].to_owned()).collect()
}

/// Rows by partition and sort key: the document, and the end in Unix seconds.
pub(super) type Rows = BTreeMap<(String, String), (String, i64)>;

/// Every row of a member but the company's and its people's.
pub(super) fn rows(record: &MemberRecord, secrets: &Secrets, catalogue: &Catalogue) -> Rows {
    let entry = MemberEntry::of(record, catalogue);
    let member = &record.case.member;
    let (ends, people) = (company_ends(member), people_end(member));
    let text = doc(&entry);
    let mut rows = Rows::new();
    let mut put = |pk: String, sk: String, doc: &str, ends: i64| drop(rows.insert((pk, sk), (doc.to_owned(), ends)));
    let (name, id) = (by_name(&entry.name, &entry.id), entry.id.to_string());
    put(MemberList::All.partition(), name.clone(), &text, ends);
    if let Some(location) = &entry.location {
        put(MemberList::Location(location.clone()).partition(), name.clone(), &text, ends);
        let silent = by_day(entry.last_contact_at, &entry.id);
        put(MemberList::Silent(Some(location.clone())).partition(), silent, &text, ends);
        put(MemberList::Since(location.clone()).partition(), by_since(entry.since, &entry.id), &text, ends);
        let partition = Same::Name(&core_name(&entry.name), location.as_str()).partition(secrets);
        put(partition, id.clone(), "{}", ends);
    }
    for stay in &entry.hosted {
        put(MemberList::Hosted(stay.location.clone()).partition(), by_stay(stay, &entry.id), &text, ends);
    }
    let mut list = |list: MemberList| put(list.partition(), id.clone(), &text, ends);
    if !entry.stage.is_empty() {
        list(MemberList::Stage(entry.stage.clone()));
    }
    entry.domains.iter().take(DOMAINS_AT_MOST).for_each(|domain| list(MemberList::Domain(domain.clone())));
    entry.open_needs.iter().for_each(|need_type| list(MemberList::NeedType(Some(need_type.clone()))));
    if entry.with_need {
        list(MemberList::NeedType(None));
    }
    entry.proposals.iter().for_each(|need_type| list(MemberList::Proposal(Some(need_type.clone()))));
    if !entry.proposals.is_empty() {
        list(MemberList::Proposal(None));
    }
    entry.missing.iter().for_each(|field| list(MemberList::Missing(Some(field.clone()))));
    if !entry.missing.is_empty() {
        list(MemberList::Missing(None));
    }
    put(MemberList::Silent(None).partition(), by_day(entry.last_contact_at, &entry.id), &text, ends);
    if !entry.number.is_empty() {
        put(Same::Number(&entry.number).partition(secrets), id.clone(), "{}", ends);
    }
    if let Some((email, _)) = record.case.contact() {
        put(Same::Mail(&email.mailbox()).partition(secrets), id.clone(), "{}", people);
        put(find(MAIL).partition(), format!("{}#{id}", by_mail(secrets, &email.mailbox())), &text, people);
        if let Some(domain) = own_domain(&email) {
            put(Same::Domain(domain).partition(secrets), id.clone(), "{}", people);
            // The company's name in its address finds it too.
            let label = domain_name(domain);
            put(find(&label).partition(), format!("{label}#{id}"), &text, people);
        }
    }
    // Behind that of its address: what its name is found by is the company's.
    for piece in pieces(&entry.name, &entry.number) {
        put(find(&piece).partition(), format!("{piece}#{id}"), &text, ends);
    }
    for key in named(&record.case).keys(secrets, &Trace::Member(entry.id.clone())) {
        put(key.pk, key.sk, "null", people);
    }
    for stated in &record.stated {
        let key = keys::member_need(&entry.id, &stated.need);
        put(key.pk, key.sk, &doc(stated), ends);
    }
    for proposal in &record.case.proposals {
        let key = keys::proposal(&entry.id, &proposal.need_type);
        put(key.pk, key.sk, &doc(proposal), ends);
        let of = ProposalEntry {
            member: entry.id.clone(),
            name: entry.name.clone(),
            location: entry.location.clone(),
            proposal: proposal.clone(),
        };
        let sk = format!("{:03}#{}", 100 - proposal.score.min(100), proposal.id(&entry.id));
        put(keys::proposals(proposal.status.code()), sk, &doc(&of), ends);
    }
    rows
}

/// Whom a member named.
pub(super) fn named(case: &MemberCase) -> Named {
    let name = case.person_text("contact_role").unwrap_or_default().to_owned();
    Named { email: case.contact().map(|(email, _)| email), name }
}

/// A value as the text of a row; shapes of our own always have one.
fn doc<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
