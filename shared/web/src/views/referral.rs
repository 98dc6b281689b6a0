//! A referral, going out.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::moves;
use domain::need::{NeedCase, Share};
use domain::referral::{DeclineReason, Referral, ReferralStatus};
use serde::Serialize;
use store::repos::needs::ReferralEntry;
use utoipa::ToSchema;

use super::history::{HistoryView, Names};
use super::need::{NeedTypeItemView, NeedTypeView, PersonView, role_code};

/// One agency asked about one need, as that agency and the coordinator see it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReferralView {
    /// The referral.
    pub id: String,
    /// Its need.
    pub need: String,
    /// The agency.
    pub agency: String,
    /// The member's place.
    pub location: String,
    /// `lead` or `support`.
    pub role: &'static str,
    /// The services that apply, the lead's first.
    pub services: Vec<String>,
    /// Where it stands.
    pub status: &'static str,
    /// Why this agency.
    pub because: Vec<String>,
    /// What is needed.
    pub need_types: Vec<NeedTypeView>,
    /// Money asked for, whole euros.
    pub amount_eur: Option<u64>,
    /// Why it declined: `not_competent`, `conditions`, `capacity`,
    /// `duplicate` or `other`.
    pub reason: Option<&'static str>,
    /// What came of it.
    pub outcome: Option<&'static str>,
    /// When the agency was asked.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Instant,
    /// When the agency should have answered by.
    #[schema(value_type = String, format = DateTime)]
    pub answer_by: Instant,
    /// When something happens by itself: a reminder, the next agency, a question;
    /// null where nothing does.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_at: Option<Instant>,
    /// Who must act: `agency`, `member` or `coordinator`; null once it is over.
    pub waits_for: Option<&'static str>,
    /// Who of the agency has it in hand by name.
    pub handler: Option<String>,
    /// The company and the person, while the agency has a part in the need.
    pub person: Option<PersonView>,
    /// What happened to it, oldest first.
    pub history: Vec<HistoryView>,
}

/// A referral in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReferralItemView {
    /// The referral.
    pub id: String,
    /// Its need.
    pub need: String,
    /// The agency.
    pub agency: String,
    /// The member's place.
    pub location: String,
    /// The company's name, where the caller may see it.
    pub company: Option<String>,
    /// Where it stands.
    pub status: &'static str,
    /// Whether the answer is overdue.
    pub late: bool,
    /// What is needed.
    pub need_types: Vec<NeedTypeItemView>,
    /// When the agency was asked.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Instant,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Instant,
    /// When the agency should have answered by.
    #[schema(value_type = String, format = DateTime)]
    pub answer_by: Instant,
}

impl ReferralView {
    /// The view, its sentences in the language of `names`; the person only where `personal`.
    pub fn of(
        case: &NeedCase,
        referral: &Referral,
        personal: bool,
        history: Vec<HistoryView>,
        names: &Names<'_>,
    ) -> Self {
        let Names { catalogue, language, .. } = *names;
        let Referral {
            id,
            agency,
            role,
            services,
            status,
            because,
            created_at,
            changed_at,
            answer_by,
            declined,
            outcome,
            past: _,
            link_generation: _,
            asked_again: _,
            follow_up,
        } = referral;
        let say = |determined| NeedTypeView::of(determined, catalogue, language);
        let person = case.person.as_ref().filter(|_| personal);
        Self {
            id: id.to_string(),
            need: case.need.id.to_string(),
            agency: agency.to_string(),
            location: case.need.location.to_string(),
            role: role_code(*role),
            services: services.iter().map(ToString::to_string).collect(),
            status: status.code(),
            because: because.iter().map(|reason| reason.text(language, catalogue)).collect(),
            need_types: case.need.need_types.iter().map(say).collect(),
            amount_eur: case.need.amount_eur,
            reason: declined.map(DeclineReason::code),
            outcome: outcome.map(domain::need::Outcome::code),
            created_at: *created_at,
            changed_at: *changed_at,
            answer_by: *answer_by,
            next_at: follow_up.next_at,
            waits_for: waits_for(referral),
            handler: person.and_then(|person| Some(person.handlers.get(agency)?.name.clone())),
            person: person.map(PersonView::of),
            history,
        }
    }
}

impl ReferralItemView {
    /// The view of an index row at `now`, with the company's name joined.
    pub fn of(entry: ReferralEntry, company: Option<String>, now: Instant) -> Self {
        let late = is_late(entry.status, entry.answer_by, now);
        let ReferralEntry { id, need, agency, location, status, need_types, created_at, changed_at, answer_by } = entry;
        Self {
            id: id.to_string(),
            need: need.to_string(),
            agency: agency.to_string(),
            location: location.to_string(),
            company,
            status: status.code(),
            late,
            need_types: need_types.iter().map(NeedTypeItemView::from).collect(),
            created_at,
            changed_at,
            answer_by,
        }
    }
}

/// Who must act on a referral.
pub fn waits_for(referral: &Referral) -> Option<&'static str> {
    match &referral.follow_up {
        _ if !referral.status.is_open() => None,
        follow_up if follow_up.silent_since.is_some() => Some("coordinator"),
        follow_up if follow_up.awaits_member => Some("member"),
        _ => Some("agency"),
    }
}

/// Whether an agency may know whose need it is: while it has a part in it and
/// the member agrees. `status` is that of its referral.
pub fn shares(status: ReferralStatus, share: &Share, agency: &AgencyId, catalogue: &Catalogue, now: Instant) -> bool {
    (status.is_open() || status == ReferralStatus::Done) && moves::consents(share, agency, catalogue, now)
}

/// Whether an agency was asked, has not answered, and should have.
pub fn is_late(status: ReferralStatus, answer_by: Instant, now: Instant) -> bool {
    matches!(status, ReferralStatus::Queued | ReferralStatus::Sent) && answer_by < now
}
