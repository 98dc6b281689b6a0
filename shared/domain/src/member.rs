//! A member: a company hosted at a location.
//!
//! What is asked of a member is data, the member model: each field says its
//! purpose and how long it is kept. Company data and the data of people stand
//! in rows of their own, so that the latter can end sooner.

mod apart;
mod change;
mod draft;
mod event;
pub mod matching;
mod model;
mod profile;
mod proposal;
pub mod sheet;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::BRUSSELS;
use crate::contact::EmailAddress;
use crate::ids::{AgencyId, LocationId, MemberId, NeedTypeId};
use crate::{Instant, Language};

pub use change::{Heard, Learnt, Mode};
pub use draft::{MemberDraft, Sent};
pub use event::{MemberEvent, MemberEventKind};
pub use model::{FieldKind, MemberField, MemberModel, UNTIL_FIELD};
pub use profile::{founded_later, validate_profile, validate_profile_in};
pub(crate) use proposal::fields_asked;
pub use proposal::{
    Fate, Proposal, ProposalError, ProposalStatus, agencies, answer, ask, decide, need_of_yes, plan_turn, questions,
    review, take_back,
};
pub use source::{Known, Said, Source};

/// The field that holds the company's name; outside also called `name`.
pub const NAME_FIELD: &str = "trade_name";
/// The field that holds where it is hosted; outside also called `location`.
pub const LOCATION_FIELD: &str = "host_location";
/// The field that holds since when it is there.
pub const SINCE_FIELD: &str = "hosted_since";

/// How long a company is kept after the last contact. Source: `retain_months`
/// of `member_model.json`, 36 months.
pub const COMPANY_KEPT: TimeDelta = TimeDelta::days(1_096);
/// How long its people are. Source: the same, 24 months.
pub const PEOPLE_KEPT: TimeDelta = TimeDelta::days(730);

/// What is known of a company: field id to value. An absent field is unknown.
pub type Profile = BTreeMap<String, Value>;

/// A stay at a location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Hosting {
    /// Where.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub location: LocationId,
    /// First day; absent where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(format = Date, value_type = Option<String>))]
    pub from: Option<NaiveDate>,
    /// Last day, included; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(format = Date, value_type = Option<String>))]
    pub to: Option<NaiveDate>,
}

impl Hosting {
    /// Whether it covers `day`.
    pub fn on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A company that is or was hosted at a location. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Id.
    pub id: MemberId,
    /// Where it is and was hosted, the latest stay last; one at least.
    pub hosted: Vec<Hosting>,
    /// What is known of it, personal fields left out.
    pub profile: Profile,
    /// Where each field's value, personal ones included, came from; of one without
    /// a value that the member emptied it.
    pub sources: BTreeMap<String, Known>,
    /// Of fields for which the member itself speaks, what its host or the
    /// coordinator said, personal ones left out: what its place goes on reading, see
    /// [`crate::sight`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_others: BTreeMap<String, Said>,
    /// When it was entered.
    pub created_at: Instant,
    /// The last contact with it: from here retention counts.
    pub last_contact_at: Instant,
    /// When it was last asked what could help it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_at: Option<Instant>,
    /// On which day time alone may next change what is determined, as it was
    /// last planned; never later than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns_on: Option<NaiveDate>,
    /// Agencies that it is in touch with, as happened here: it made an appointment
    /// with them, or they took on a need of its.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met: Vec<AgencyId>,
    /// Whether it wants no mail that asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsubscribed: bool,
    /// Generation of the link to its own page; a higher one voids those before.
    #[serde(default)]
    pub link_generation: u32,
}

impl Member {
    /// The company's name; empty where it has none.
    pub fn name(&self) -> &str {
        self.text(NAME_FIELD)
    }

    /// A field that is one text; empty where it is not known.
    pub fn text(&self, field: &str) -> &str {
        self.profile.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// It is in touch with an agency from now on.
    pub fn meets(&mut self, agency: &AgencyId) {
        if !self.met.contains(agency) {
            self.met.push(agency.clone());
        }
    }

    /// The latest stay.
    pub fn stay(&self) -> Option<&Hosting> {
        self.hosted.last()
    }

    /// Where it is hosted, or was last.
    pub fn location(&self) -> Option<&LocationId> {
        self.stay().map(|stay| &stay.location)
    }

    /// On which day what is known of its people ends: the one before its row expires,
    /// so that lists and counts change with it.
    pub fn people_end_on(&self) -> NaiveDate {
        self.last_contact_at.plus(PEOPLE_KEPT - TimeDelta::days(1)).day_in(BRUSSELS)
    }

    /// Whether it is hosted somewhere on `day`.
    pub fn hosted_on(&self, day: NaiveDate) -> bool {
        self.hosted.iter().any(|stay| stay.on(day))
    }
}

/// The people of a member. Personal data: a row of its own, which ends by
/// retention or erasure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MemberPerson {
    /// Personal fields of the profile.
    pub profile: Profile,
}

/// What one decision about a member is made on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberCase {
    /// The company.
    pub member: Member,
    /// Its people, as far as they are kept.
    pub person: MemberPerson,
    /// What was determined of its needs, by kind.
    pub proposals: Vec<Proposal>,
}

impl MemberCase {
    /// Everything known: company and people in one, where it is hosted among it.
    pub fn profile(&self) -> Profile {
        let mut all = self.member.profile.clone();
        all.extend(self.person.profile.clone());
        if let Some(stay) = self.member.stay() {
            all.insert(LOCATION_FIELD.to_owned(), stay.location.as_str().into());
            all.extend(stay.from.map(|from| (SINCE_FIELD.to_owned(), from.to_string().into())));
        }
        all
    }

    /// Required fields that are not known and that somebody can say, in the
    /// order shown. Consents are the member's to give or not: a profile without
    /// them lacks nothing.
    pub fn missing<'a>(&self, model: &'a MemberModel) -> Vec<&'a str> {
        let known = self.profile();
        let asked = model
            .fields
            .iter()
            .filter(|field| field.required && field.filled_by != "system" && field.kind != FieldKind::ConsentList);
        asked.map(|field| field.id.as_str()).filter(|id| !known.contains_key(*id)).collect()
    }

    /// Lets go of what is known of its people on the day on which that ends.
    pub fn end_people(&mut self, today: NaiveDate) {
        if self.member.people_end_on() <= today {
            let gone = std::mem::take(&mut self.person.profile);
            self.member.sources.retain(|field, _| !gone.contains_key(field));
        }
    }

    /// A person's field that is one text.
    pub fn person_text(&self, field: &str) -> Option<&str> {
        self.person.profile.get(field).and_then(Value::as_str)
    }

    /// Whom to write to, in which languages: those of the profile among French,
    /// Dutch and English, the first one only; both where none is known.
    pub fn contact(&self) -> Option<(EmailAddress, Option<Language>)> {
        let email = EmailAddress::parse(self.person_text("contact_email")?).ok()?;
        let tags = self.member.profile.get("languages").and_then(Value::as_array);
        let first = tags.and_then(|tags| tags.iter().filter_map(Value::as_str).find_map(Language::from_tag));
        Some((email, first))
    }

    /// The consents that were given, those taken back among them.
    pub fn consents(&self) -> Vec<ProfileConsent> {
        let given = self.person.profile.get("consents").cloned().unwrap_or_default();
        serde_json::from_value(given).unwrap_or_default()
    }

    /// Whether a consent was given and not taken back.
    pub fn has_agreed(&self, kind: ConsentKind) -> bool {
        self.consents().iter().any(|consent| consent.kind == kind && consent.withdrawn_on.is_none())
    }

    /// Ends the consents of some kinds that still hold.
    pub fn end_consents(&mut self, ends: impl Fn(ConsentKind) -> bool, day: chrono::NaiveDate) {
        let mut consents = self.consents();
        for consent in consents.iter_mut().filter(|one| ends(one.kind) && one.withdrawn_on.is_none()) {
            consent.withdrawn_on = Some(day);
        }
        if let (Ok(value), false) = (serde_json::to_value(&consents), consents.is_empty()) {
            self.person.profile.insert("consents".to_owned(), value);
        }
    }

    /// The proposal of a kind of need.
    pub fn proposal(&self, need_type: &NeedTypeId) -> Option<&Proposal> {
        self.proposals.iter().find(|proposal| &proposal.need_type == need_type)
    }
}

/// A consent that a member gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileConsent {
    /// To what.
    pub kind: ConsentKind,
    /// The agency that it names, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// The day.
    pub given_on: chrono::NaiveDate,
    /// The version of the words agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_version: Option<String>,
    /// The day it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<chrono::NaiveDate>,
}

/// What a member agrees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Keeping the profile. Asked before; nothing followed from it.
    KeepProfile,
    /// Sharing it with an agency.
    ShareProfile,
    /// Invitations to surveys.
    SurveyInvitations,
    /// Standing on the public map. Asked before there was one, and not any more.
    PublicMap,
    /// The monthly digest of its place, and news.
    Digest,
}
