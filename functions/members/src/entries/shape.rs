//! A member as the API answers it: the fields of the member model beside what
//! the product adds, so that what was read can be sent back changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::{LocationId, MemberId, NeedTypeId};
use domain::member::{Hosting, Known, NAME_FIELD, Profile, Source};
use serde::Serialize;
use store::repos::members::{MemberEntry, MemberRecord};
use utoipa::ToSchema;

/// Fields that a host does not read where the member itself said them: they
/// are told to the coordinator, not to a landlord.
const NOT_FOR_HOSTS: [&str; 2] = ["founder_non_eu", "runway_months"];

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
    /// Whether it wants no mails that ask.
    unsubscribed: bool,
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// The last contact with it.
    #[schema(value_type = String, format = DateTime)]
    last_contact_at: Instant,
    /// When it was last asked what could help it.
    #[schema(value_type = Option<String>, format = DateTime)]
    asked_at: Option<Instant>,
}

impl MemberView {
    /// As the coordinator reads it, or a host.
    pub(super) fn of(record: &MemberRecord, catalogue: &Catalogue, for_host: bool) -> Self {
        let member = &record.case.member;
        let mut profile = record.case.profile();
        let name = member.name().to_owned();
        for field in [NAME_FIELD, domain::member::LOCATION_FIELD] {
            profile.remove(field);
        }
        let hidden = |field: &str| {
            let own = member.sources.get(field).is_none_or(|known| known.from != Source::HostList);
            for_host && own && NOT_FOR_HOSTS.contains(&field)
        };
        profile.retain(|field, _| !hidden(field));
        Self {
            id: member.id.clone(),
            name,
            location: member.location().cloned(),
            hosted: member.hosted.clone(),
            profile,
            sources: member.sources.iter().filter(|(id, _)| !hidden(id)).map(|(id, of)| (id.clone(), *of)).collect(),
            missing: record.case.missing(&catalogue.member_model).into_iter().map(str::to_owned).collect(),
            unsubscribed: member.unsubscribed,
            created_at: member.created_at,
            last_contact_at: member.last_contact_at,
            asked_at: member.asked_at,
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
    /// The last contact with it.
    #[schema(value_type = String, format = DateTime)]
    last_contact_at: Instant,
}

impl MemberItem {
    /// As the coordinator reads it, or a host.
    pub(super) fn of(entry: MemberEntry, for_host: bool) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let seen = |needs: Vec<NeedTypeId>| if for_host { Vec::new() } else { needs };
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
            open_needs: seen(entry.open_needs),
            proposals: seen(entry.proposals),
            missing: entry.missing,
            last_contact_at: entry.last_contact_at,
        }
    }
}
