//! What a program reads of one person.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::booking::BookingStatus;
use domain::contact::EmailAddress;
use domain::ids::{AgencyId, BookingId, LocationId, MemberId, NeedId, NeedTypeId, SessionId, SourceId, SurveyId};
use domain::need::{NeedCase, NeedStatus};
use domain::referral::ReferralStatus;
use domain::{Instant, Language};
use flows::people::Dossier;
use serde::Serialize;
use serde_json::Value;
use store::repos::bookings::LoadedBooking;
use store::repos::members::MemberRecord;
use store::repos::received::{Content, Received};
use store::repos::surveys::ContactRequest;
use utoipa::ToSchema;

use crate::consents::{AgreedExport, exported};

/// Addresses as people write them, whatever their domain's letters; they are kept
/// and compared in ASCII.
pub(super) fn in_letters(emails: &BTreeSet<String>) -> BTreeSet<String> {
    let shown = |email: &String| EmailAddress::parse(email).map_or_else(|_| email.clone(), |email| email.to_string());
    emails.iter().map(shown).collect()
}

/// A person, and how many of what are kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Person)]
pub(super) struct PersonItem {
    /// Id: derived from the address.
    id: String,
    /// Names, as they were written.
    names: BTreeSet<String>,
    /// Addresses.
    emails: BTreeSet<String>,
    /// How many `needs`, `bookings`, `members`, `contacts`, `messages`, `merges`.
    kept: BTreeMap<String, u32>,
}

impl From<&Dossier> for PersonItem {
    fn from(one: &Dossier) -> Self {
        let kept = one.counts();
        Self { id: one.person.clone(), names: one.names.clone(), emails: in_letters(&one.emails), kept }
    }
}

/// All that is kept of one person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PersonExport {
    /// Id.
    id: String,
    /// When this was written.
    #[schema(value_type = String, format = DateTime)]
    exported_at: Instant,
    /// Names, as they were written.
    names: BTreeSet<String>,
    /// Addresses.
    emails: BTreeSet<String>,
    /// Telephone numbers.
    phones: BTreeSet<String>,
    /// Needs that the person stated.
    needs: Vec<NeedExport>,
    /// Bookings.
    bookings: Vec<BookingExport>,
    /// Companies that named the person.
    members: Vec<MemberExport>,
    /// The same, as they were before two entries were joined; kept for 30 days.
    joined: Vec<MemberExport>,
    /// Wishes to be contacted about a survey; answers are anonymous.
    contacts: Vec<ContactExport>,
    /// Messages of places' programs and forms that wait and name the person.
    messages: Vec<MessageExport>,
}

impl PersonExport {
    pub(super) fn of(one: &Dossier, now: Instant) -> Self {
        Self {
            id: one.person.clone(),
            exported_at: now,
            names: one.names.clone(),
            emails: in_letters(&one.emails),
            phones: one.phones.clone(),
            needs: one.needs.iter().filter_map(NeedExport::of).collect(),
            bookings: one.bookings.iter().filter_map(BookingExport::of).collect(),
            members: one.members.iter().map(MemberExport::of).collect(),
            joined: one.joined.iter().map(MemberExport::of).collect(),
            contacts: one.contacts.iter().map(|(survey, request)| ContactExport::of(survey, request)).collect(),
            messages: one.messages.iter().filter_map(MessageExport::of).collect(),
        }
    }
}

/// A need.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct NeedExport {
    #[schema(value_type = String)]
    id: NeedId,
    #[schema(value_type = String)]
    location: LocationId,
    #[schema(value_type = String)]
    status: NeedStatus,
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    #[schema(value_type = Vec<String>)]
    need_types: Vec<NeedTypeId>,
    name: String,
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    company: String,
    #[schema(value_type = BTreeMap<String, Value>)]
    profile: BTreeMap<String, Value>,
    description: String,
    notes: Vec<NoteExport>,
    /// The consent to share it, where words of ours were agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed: Option<AgreedExport>,
    /// Agencies that were asked, and where that stands.
    referrals: Vec<ReferralExport>,
}

/// What was written along the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct NoteExport {
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    text: String,
}

/// An agency that was told of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ReferralExport {
    #[schema(value_type = String)]
    agency: AgencyId,
    #[schema(value_type = String)]
    status: ReferralStatus,
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
}

impl NeedExport {
    fn of(case: &NeedCase) -> Option<Self> {
        let NeedCase { need, referrals, person } = case;
        let person = person.clone()?;
        let asked = |one: &domain::referral::Referral| ReferralExport {
            agency: one.agency.clone(),
            status: one.status,
            created_at: one.created_at,
        };
        Some(Self {
            id: need.id.clone(),
            location: need.location.clone(),
            status: need.status,
            created_at: need.created_at,
            need_types: need.need_types.iter().map(|kind| kind.id.clone()).collect(),
            name: person.contact.name,
            email: person.contact.email.to_string(),
            phone: person.contact.phone,
            language: person.contact.language,
            company: person.company.name,
            profile: person.company.profile,
            description: person.description,
            agreed: person.agreed.map(|agreed| AgreedExport::of(agreed, &need.share)),
            notes: person.notes.into_iter().map(|note| NoteExport { at: note.at, text: note.text }).collect(),
            referrals: referrals.iter().map(asked).collect(),
        })
    }
}

/// A booking.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct BookingExport {
    #[schema(value_type = String)]
    id: BookingId,
    #[schema(value_type = String)]
    session: SessionId,
    #[schema(value_type = String)]
    agency: AgencyId,
    #[schema(value_type = String)]
    location: LocationId,
    #[schema(value_type = String)]
    status: BookingStatus,
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    #[schema(value_type = String, format = DateTime)]
    end: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl BookingExport {
    fn of(loaded: &LoadedBooking) -> Option<Self> {
        let LoadedBooking { booking, person, .. } = loaded;
        let person = person.clone()?;
        let contact = person.contact;
        Some(Self {
            id: booking.id.clone(),
            session: booking.slot.session.clone(),
            agency: booking.agency.clone(),
            location: booking.location.clone(),
            status: booking.status,
            start: booking.slot.start,
            end: booking.slot.end,
            name: contact.as_ref().map(|contact| contact.name.clone()).or(person.name),
            email: contact.as_ref().map(|contact| contact.email.to_string()),
            phone: contact.and_then(|contact| contact.phone),
            company: person.company,
            note: person.note,
        })
    }
}

/// A company that named the person.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct MemberExport {
    #[schema(value_type = String)]
    id: MemberId,
    /// All that is known of it, by field of the member model; consents with their words.
    #[schema(value_type = BTreeMap<String, Value>)]
    profile: BTreeMap<String, Value>,
}

impl MemberExport {
    fn of(record: &MemberRecord) -> Self {
        let mut profile = record.case.profile();
        if let Some(consents) = profile.get_mut("consents") {
            *consents = exported(&record.case);
        }
        Self { id: record.case.member.id.clone(), profile }
    }
}

/// A wish to be contacted.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct ContactExport {
    #[schema(value_type = String)]
    survey: SurveyId,
    name: String,
    email: String,
    #[schema(value_type = String)]
    language: Language,
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
}

impl ContactExport {
    fn of(survey: &SurveyId, request: &ContactRequest) -> Self {
        Self {
            survey: survey.clone(),
            name: request.name.clone(),
            email: request.email.to_string(),
            language: request.language,
            day: request.day,
        }
    }
}

/// A message that waits.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct MessageExport {
    /// The webhook source that sent it.
    #[schema(value_type = String)]
    source: SourceId,
    /// When it arrived.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// What it says: answers of a form, or a message of our own shape.
    content: Value,
}

impl MessageExport {
    fn of((source, received): &(SourceId, Received)) -> Option<Self> {
        let content = match received.content.as_ref()? {
            Content::Fields(answers) => serde_json::to_value(answers).ok()?,
            Content::Message(message) => message.clone(),
        };
        Some(Self { source: source.clone(), at: received.at, content })
    }
}
