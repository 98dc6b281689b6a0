//! A need, going out.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::contact::Contact;
use domain::determine::Determined;
use domain::need::{Company, Need, NeedCase, NeedPerson, Share};
use domain::need_type::Role;
use domain::referral::Referral;
use domain::{Instant, Language};
use serde::Serialize;
use serde_json::{Value, json};
use store::repos::needs::{NeedEntry, NeedTypeEntry};
use utoipa::ToSchema;

use super::history::HistoryView;

/// A kind of need and why it is thought to be one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NeedTypeView {
    /// The kind of need.
    #[schema(example = "rd_grant")]
    pub id: String,
    /// `stated`, `coordinator`, `text` or `profile`.
    pub from: &'static str,
    /// Reasons, the strongest first, in the language asked for.
    pub because: Vec<String>,
}

/// A kind of need in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NeedTypeItemView {
    /// The kind of need.
    #[schema(example = "rd_grant")]
    pub id: String,
    /// `stated`, `coordinator`, `text` or `profile`.
    pub from: &'static str,
}

impl From<&NeedTypeEntry> for NeedTypeItemView {
    fn from(NeedTypeEntry { id, from }: &NeedTypeEntry) -> Self {
        Self { id: id.to_string(), from: from.code() }
    }
}

/// One agency asked about a need.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReferralBriefView {
    /// The referral.
    pub id: String,
    /// The agency.
    #[schema(example = "innoviris")]
    pub agency: String,
    /// `lead` or `support`.
    pub role: &'static str,
    /// The services that apply, the lead's first.
    pub services: Vec<String>,
    /// `queued`, `sent`, `accepted`, `declined`, `expired`, `undeliverable`,
    /// `done` or `withdrawn`.
    pub status: &'static str,
    /// Why this agency, in the language asked for.
    pub because: Vec<String>,
}

/// A need without anything personal: what whoever sent it is answered.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NeedView {
    /// Its id.
    pub id: String,
    /// `to_triage`, `referred`, `in_progress` or `closed`.
    pub status: &'static str,
    /// Why it waits for the coordinator, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triage: Option<String>,
    /// How it ended: `helped`, `not_helped`, `unreachable` or `withdrawn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// The member's place.
    #[schema(example = "icab")]
    pub location: String,
    /// What is needed.
    pub need_types: Vec<NeedTypeView>,
    /// One per agency asked, in the order asked.
    pub referrals: Vec<ReferralBriefView>,
    /// When it was stated.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// Open needs of the same person or company that this was added to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<JoinedView>,
}

/// An open need that was stated again.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct JoinedView {
    /// The need.
    pub need: String,
    /// The kinds of need that joined it.
    pub need_types: Vec<String>,
}

/// The company and the person, as they were given.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PersonView {
    /// `name` and fields of the member model.
    #[schema(value_type = Object)]
    pub member: Value,
    /// `name`, `email`, `phone`, `language`.
    #[schema(value_type = Object)]
    pub contact: Value,
    /// In the person's own words.
    pub description: String,
}

/// A need as the staff sees it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NeedDetailView {
    /// What everybody is told.
    #[serde(flatten)]
    pub need: NeedView,
    /// Money asked for, whole euros.
    pub amount_eur: Option<u64>,
    /// `true`, `false`, or the agencies that the member agreed to.
    #[schema(value_type = Value)]
    pub share_with_agencies: Value,
    /// The webhook source that it came by.
    pub source: Option<String>,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Instant,
    /// The company and the person; `null` once erased.
    pub person: Option<PersonView>,
    /// What happened, oldest first.
    pub history: Vec<HistoryView>,
}

/// A need in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NeedItemView {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub status: &'static str,
    /// Why it waits for the coordinator, where it does.
    pub triage: Option<String>,
    /// The member's place.
    pub location: String,
    /// The company's name; `null` once erased.
    pub company: Option<String>,
    /// What is needed.
    pub need_types: Vec<NeedTypeItemView>,
    /// When it was stated.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Instant,
}

pub(super) const fn role_code(role: Role) -> &'static str {
    match role {
        Role::Lead => "lead",
        Role::Support => "support",
    }
}

impl NeedTypeView {
    pub(super) fn of(determined: &Determined, catalogue: &Catalogue, language: Language) -> Self {
        Self {
            id: determined.id.to_string(),
            from: determined.from.code(),
            because: determined.because.iter().map(|evidence| evidence.text(language, catalogue)).collect(),
        }
    }
}

impl NeedView {
    /// The view, its sentences in `language`.
    pub fn of(case: &NeedCase, catalogue: &Catalogue, language: Language) -> Self {
        let NeedCase { need, referrals, person: _ } = case;
        let Need {
            id,
            status,
            outcome,
            location,
            source: _,
            member: _,
            need_types,
            amount_eur: _,
            share: _,
            shown_to_place: _,
            created_at,
            changed_at: _,
            link_generation: _,
            triage,
            then: _,
        } = need;
        let say = |determined| NeedTypeView::of(determined, catalogue, language);
        Self {
            id: id.to_string(),
            status: status.code(),
            triage: triage.map(|reason| reason.label(language).to_owned()),
            outcome: outcome.map(domain::need::Outcome::code),
            location: location.to_string(),
            need_types: need_types.iter().map(say).collect(),
            referrals: referrals.iter().map(|referral| ReferralBriefView::of(referral, catalogue, language)).collect(),
            created_at: *created_at,
            joined: Vec::new(),
        }
    }
}

impl ReferralBriefView {
    fn of(referral: &Referral, catalogue: &Catalogue, language: Language) -> Self {
        Self {
            id: referral.id.to_string(),
            agency: referral.agency.to_string(),
            role: role_code(referral.role),
            services: referral.services.iter().map(ToString::to_string).collect(),
            status: referral.status.code(),
            because: referral.because.iter().map(|reason| reason.text(language, catalogue)).collect(),
        }
    }
}

impl PersonView {
    /// The view of a person.
    pub fn of(person: &NeedPerson) -> Self {
        let NeedPerson { contact, company, description, notes: _, handlers: _, agreed: _ } = person;
        let Contact { name, email, phone, language } = contact;
        let Company { name: trade_name, profile } = company;
        let mut member: BTreeMap<&str, Value> =
            profile.iter().map(|(id, value)| (id.as_str(), value.clone())).collect();
        member.insert("name", json!(trade_name));
        Self {
            member: json!(member),
            contact: json!({"name": name, "email": email, "phone": phone, "language": language}),
            description: description.clone(),
        }
    }
}

impl NeedDetailView {
    /// The view, its sentences in `language`.
    pub fn of(case: &NeedCase, history: Vec<HistoryView>, catalogue: &Catalogue, language: Language) -> Self {
        let share = match &case.need.share {
            Share::All(all) => json!(all),
            Share::Only(agencies) => json!(agencies),
        };
        Self {
            need: NeedView::of(case, catalogue, language),
            amount_eur: case.need.amount_eur,
            share_with_agencies: share,
            source: case.need.source.as_ref().map(ToString::to_string),
            changed_at: case.need.changed_at,
            person: case.person.as_ref().map(PersonView::of),
            history,
        }
    }
}

impl NeedItemView {
    /// The view of an index row, with the company's name joined.
    pub fn of(entry: NeedEntry, company: Option<String>, language: Language) -> Self {
        let NeedEntry { id, status, location, need_types, triage, shown_to_place: _, created_at, changed_at } = entry;
        Self {
            id: id.to_string(),
            status: status.code(),
            triage: triage.map(|reason| reason.label(language).to_owned()),
            location: location.to_string(),
            company,
            need_types: need_types.iter().map(NeedTypeItemView::from).collect(),
            created_at,
            changed_at,
        }
    }
}
