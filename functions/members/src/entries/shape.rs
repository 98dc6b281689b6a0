//! A member as the API answers it: the fields of the member model beside what
//! the product adds, so that what was read can be sent back changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::{LocationId, MemberId, NeedTypeId};
use domain::member::{Hosting, Known, NAME_FIELD, Profile};
use domain::sight::keep_of_member;
use serde::Serialize;
use store::repos::members::{MemberEntry, MemberRecord};
use utoipa::ToSchema;

/// A member.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = Member)]
pub(super) struct MemberView {
    /// Id.
    #[schema(value_type = String)]
    id: MemberId,
    /// The company's name.
    name: String,
    /// Where it is hosted, or was last.
    #[schema(value_type = Option<String>)]
    location: Option<LocationId>,
    /// Where it is and was hosted, the latest stay last.
    hosted: Vec<Hosting>,
    /// Other fields of the member model, as far as they are known.
    #[serde(flatten)]
    #[schema(value_type = Object, additional_properties)]
    profile: Profile,
    /// Where each field's value came from.
    sources: BTreeMap<String, Known>,
    /// Required fields that are not known.
    missing: Vec<String>,
    /// Whether it wants no mails that ask; for a host always false.
    unsubscribed: bool,
    /// When it was entered; not for a host.
    #[schema(value_type = Option<String>, format = DateTime)]
    created_at: Option<Instant>,
    /// The last contact with it; not for a host.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_contact_at: Option<Instant>,
    /// When it was last asked what could help it; not for a host.
    #[schema(value_type = Option<String>, format = DateTime)]
    asked_at: Option<Instant>,
}

impl MemberView {
    /// As the coordinator reads it, or a host: when something was learnt of it may
    /// tell that it stated a need.
    pub(super) fn of(record: &MemberRecord, catalogue: &Catalogue, for_host: bool) -> Self {
        let mut case = record.case.clone();
        if for_host {
            keep_of_member(&mut case);
        }
        let member = &case.member;
        let mut profile = case.profile();
        let name = member.name().to_owned();
        let unless_for_host = |at: Instant| (!for_host).then_some(at);
        for field in [NAME_FIELD, domain::member::LOCATION_FIELD] {
            profile.remove(field);
        }
        Self {
            id: member.id.clone(),
            name,
            location: member.location().cloned(),
            hosted: member.hosted.clone(),
            profile,
            sources: member.sources.clone(),
            missing: case.missing(&catalogue.member_model).into_iter().map(str::to_owned).collect(),
            unsubscribed: member.unsubscribed && !for_host,
            created_at: unless_for_host(member.created_at),
            last_contact_at: unless_for_host(member.last_contact_at),
            asked_at: member.asked_at.and_then(unless_for_host),
        }
    }
}

/// A member in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = MemberItem)]
pub(super) struct MemberItem {
    /// Id.
    #[schema(value_type = String)]
    id: MemberId,
    /// The company's name.
    name: String,
    /// Where it is hosted, or was last.
    #[schema(value_type = Option<String>)]
    location: Option<LocationId>,
    /// First day of its stay there, where that is known.
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<NaiveDate>,
    /// Last day of its stay, where that is known.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<NaiveDate>,
    /// Its stays, the latest last; the latest four at most.
    hosted: Vec<Hosting>,
    /// Its enterprise number.
    enterprise_number: Option<String>,
    /// Its stage.
    stage: Option<String>,
    /// Its ICT domains.
    ict_domain: Vec<String>,
    /// Kinds of need that it stated and that are open; none for a host.
    #[schema(value_type = Vec<String>)]
    open_needs: Vec<NeedTypeId>,
    /// Kinds of need that are proposed; none for a host.
    #[schema(value_type = Vec<String>)]
    proposals: Vec<NeedTypeId>,
    /// Required fields that are not known.
    missing: Vec<String>,
    /// The last contact with it; not for a host.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_contact_at: Option<Instant>,
}

impl MemberItem {
    /// As the coordinator reads it, or a host, whose list has only what it reads.
    pub(super) fn of(entry: MemberEntry, for_host: bool) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            id: entry.id,
            name: entry.name,
            location: entry.location,
            since: entry.since,
            until: entry.until,
            hosted: entry.hosted,
            enterprise_number: some(entry.number),
            stage: some(entry.stage),
            ict_domain: entry.domains,
            open_needs: entry.open_needs,
            proposals: entry.proposals,
            missing: entry.missing,
            last_contact_at: (!for_host).then_some(entry.last_contact_at),
        }
    }
}
