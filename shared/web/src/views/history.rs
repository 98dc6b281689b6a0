//! History: time, who, what, why. Events hold ids and codes; the words are
//! found when somebody reads them.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::event::{Actor, Event, EventKind};
use domain::ids::{AgencyId, NeedTypeId, StaffId};
use domain::need::NeedCase;
use domain::regret::Regret;
use domain::route::Reason;
use domain::{Instant, Language};
use maud::html;
use serde::Serialize;
use utoipa::ToSchema;

use crate::LOCALES;
use crate::format;
use crate::i18n::{t, t_args};
use crate::ui::TimelineEntry;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct HistoryView {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub time: Instant,
    /// Who: `system`, `member`, `administrator`, or `agency:`, `source:`,
    /// `host:` or `staff:` and an id.
    pub actor: String,
    /// What, such as `referral.accepted`.
    pub what: String,
    /// What, as a sentence.
    pub text: String,
    /// Why, one reason each.
    pub why: Vec<String>,
}

/// What names are found by.
pub struct Names<'a> {
    /// The directory.
    pub catalogue: &'a Catalogue,
    /// People of the staff, as far as the reader may know their names.
    pub staff: &'a BTreeMap<StaffId, String>,
    /// The reader's language.
    pub language: Language,
}

/// The history for programs, oldest first.
pub fn history(names: &Names<'_>, case: &NeedCase, events: &[Event]) -> Vec<HistoryView> {
    let said = |event: &Event| names.why(case, event).into_iter().chain(names.next(&event.kind)).collect::<Vec<_>>();
    events.iter().map(|event| names.view(event, said(event))).collect()
}

/// The history of a booking for programs, oldest first.
pub fn booking_history(names: &Names<'_>, events: &[Event]) -> Vec<HistoryView> {
    events.iter().map(|event| names.view(event, names.to_when(&event.kind).into_iter().collect())).collect()
}

/// The history for people, oldest first. `notes` adds what was written beside
/// a step.
pub fn what_happened(names: &Names<'_>, case: &NeedCase, events: &[Event], notes: bool) -> Vec<TimelineEntry> {
    let entry = |event: &Event| {
        let mut why = match &event.kind {
            EventKind::ReferralQueued { agency, again, .. } => names.why_in_short(case, agency, *again),
            _ => names.why(case, event),
        };
        if notes && takes_note(event, events) {
            let written = case.person.iter().flat_map(|person| &person.notes);
            why.extend(
                written.filter(|note| note.at == event.at && note.actor == event.actor).map(domain::need::Note::said),
            );
        }
        let what = html! {
            (names.what(&event.kind))
            // A date is no reason.
            @if let Some(next) = names.next(&event.kind) { br; span class="soft" { (next) } }
        };
        TimelineEntry { at: event.at, who: names.who(&event.actor), what, why }
    };
    events.iter().map(entry).collect()
}

/// What was written with an answer stands beside it once: done without an
/// acceptance before is both at the same instant.
fn takes_note(event: &Event, events: &[Event]) -> bool {
    match &event.kind {
        EventKind::NeedAdded { .. } | EventKind::ReferralDeclined { .. } | EventKind::ReferralDone { .. } => true,
        EventKind::ReferralAccepted { agency, .. } => !events.iter().any(|other| {
            other.at == event.at
                && matches!(&other.kind, EventKind::ReferralDone { agency: done, .. } if done == agency)
        }),
        _ => false,
    }
}

/// Who did something, as programs read it.
pub fn actor_code(actor: &Actor) -> String {
    match actor {
        Actor::System => "system".to_owned(),
        Actor::Member => "member".to_owned(),
        Actor::Source(id) => format!("source:{id}"),
        Actor::Agency(id) => format!("agency:{id}"),
        Actor::Host(id) => format!("host:{id}"),
        Actor::Staff(id) => format!("staff:{id}"),
        Actor::Administrator => "administrator".to_owned(),
    }
}

fn kind_code(kind: &EventKind) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.get("type").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// Why an agency was asked: known of the last asking, whose reasons took the
/// place of those before.
fn because<'a>(case: &'a NeedCase, agency: &AgencyId, again: u32) -> &'a [Reason] {
    let asked = case.referral(agency).filter(|referral| referral.asked_again == again);
    asked.map(|referral| referral.because.as_slice()).unwrap_or_default()
}

impl Names<'_> {
    fn view(&self, event: &Event, why: Vec<String>) -> HistoryView {
        HistoryView {
            time: event.at,
            actor: actor_code(&event.actor),
            what: kind_code(&event.kind),
            text: self.what(&event.kind),
            why,
        }
    }

    /// The time that a booking was made for or moved to, or until when a seat
    /// is kept.
    fn to_when(&self, kind: &EventKind) -> Option<String> {
        let (key, at) = match kind {
            EventKind::BookingMade { start, .. }
            | EventKind::BookingMoved { start, .. }
            | EventKind::BookingCarried { start, .. } => ("event-why-for", start),
            EventKind::BookingOfferSent { until } => ("event-why-until", until),
            _ => return None,
        };
        Some(self.dated(key, *at))
    }

    /// When something happens next after a step of a referral, and what.
    fn next(&self, kind: &EventKind) -> Option<String> {
        let (key, at) = match kind {
            EventKind::ReferralReminded { next_at, .. }
            | EventKind::ReferralEnquired { next_at, .. }
            | EventKind::ReferralMemberAsked { next_at, .. }
            | EventKind::ReferralAwaitsMember { next_at, .. } => ("event-next", next_at),
            EventKind::ReferralMeeting { next_at, .. } => ("event-next-question", next_at),
            EventKind::ReferralPostponed { next_at, .. } => ("event-next-postponed", next_at),
            _ => return None,
        };
        Some(self.dated(key, *at))
    }

    fn dated(&self, key: &str, at: Instant) -> String {
        t_args(&LOCALES, self.language, key, &[("when", format::instant(self.language, at).into())])
    }

    /// An agency's everyday name.
    pub fn agency(&self, id: &AgencyId) -> String {
        self.catalogue.agency_name(id).to_owned()
    }

    /// A kind of need.
    pub fn need_type(&self, id: &NeedTypeId) -> String {
        let found = self.catalogue.need_type(id);
        found.map_or_else(|| id.to_string(), |need_type| need_type.label.get(self.language).to_owned())
    }

    /// Who did something.
    pub fn who(&self, actor: &Actor) -> String {
        let word = |key| t(&LOCALES, self.language, key);
        match actor {
            Actor::System => word("actor-system"),
            Actor::Member => word("actor-member"),
            Actor::Source(_) => word("actor-source"),
            Actor::Agency(id) => self.agency(id),
            Actor::Host(id) => self.catalogue.place_name(id).to_owned(),
            Actor::Staff(id) => self.staff.get(id).cloned().unwrap_or_else(|| word("actor-staff")),
            Actor::Administrator => word("actor-administrator"),
        }
    }

    fn what(&self, kind: &EventKind) -> String {
        let word = |key| t(&LOCALES, self.language, key);
        let about = |key, agency| t_args(&LOCALES, self.language, key, &[("agency", self.agency(agency).into())]);
        match kind {
            EventKind::NeedReceived => word("event-need-received"),
            EventKind::NeedAdded { .. } => word("event-need-added"),
            EventKind::NeedToTriage { .. } => word("event-need-to-triage"),
            EventKind::NeedTriaged { .. } => word("event-need-triaged"),
            EventKind::NeedReferred => word("event-need-referred"),
            EventKind::NeedInProgress => word("event-need-in-progress"),
            EventKind::NeedClosed { .. } => word("event-need-closed"),
            EventKind::NeedWithdrawn => word("event-need-withdrawn"),
            EventKind::NeedDataEnded => word("event-need-data-ended"),
            EventKind::ConsentGiven => word("event-consent-given"),
            EventKind::ConsentWithdrawn => word("event-consent-withdrawn"),
            EventKind::NeedLinkRenewed => word("event-need-link-renewed"),
            EventKind::ReferralQueued { agency, again: 0, .. } => about("event-referral-queued", agency),
            EventKind::ReferralQueued { agency, .. } => about("event-referral-queued-again", agency),
            EventKind::ReferralSent { agency, .. } => about("event-referral-sent", agency),
            EventKind::ReferralAccepted { agency, .. } => about("event-referral-accepted", agency),
            EventKind::ReferralDeclined { agency, .. } => about("event-referral-declined", agency),
            EventKind::ReferralExpired { agency } => about("event-referral-expired", agency),
            EventKind::ReferralUndeliverable { agency } => about("event-referral-undeliverable", agency),
            EventKind::ReferralDone { agency, .. } => about("event-referral-done", agency),
            EventKind::ReferralWithdrawn { agency } => about("event-referral-withdrawn", agency),
            EventKind::ReferralLinkRenewed { agency } => about("event-referral-link-renewed", agency),
            EventKind::NeedReopened => word("event-need-reopened"),
            EventKind::NeedSplit { .. } => word("event-need-split"),
            EventKind::NeedSplitOff { .. } => word("event-need-split-off"),
            EventKind::NeedTransferred { .. } => word("event-need-transferred"),
            EventKind::ReferralReminded { agency, .. } => about("event-referral-reminded", agency),
            EventKind::ReferralPostponed { agency, .. } => about("event-referral-postponed", agency),
            EventKind::ReferralEnquired { agency, .. } => about("event-referral-enquired", agency),
            EventKind::ReferralMemberAsked { agency, .. } => about("event-referral-member-asked", agency),
            EventKind::ReferralSilent { agency } => about("event-referral-silent", agency),
            EventKind::ReferralMeeting { agency, .. } => about("event-referral-meeting", agency),
            EventKind::ReferralAwaitsMember { agency, .. } => about("event-referral-awaits-member", agency),
            EventKind::ReferralRegretted { agency, regret: Regret::NotContacted } => {
                about("event-referral-not-contacted", agency)
            }
            EventKind::ReferralRegretted { agency, .. } => about("event-referral-not-helped", agency),
            EventKind::ReferralNobodyCame { agency } => about("event-referral-nobody-came", agency),
            EventKind::ReferralHandedOver { agency, .. } => about("event-referral-handed-over", agency),
            EventKind::BookingMade { .. } => word("event-booking-made"),
            EventKind::BookingMoved { .. } => word("event-booking-moved"),
            EventKind::BookingCarried { .. } => word("event-booking-carried"),
            EventKind::BookingCancelled { .. } => word("event-booking-cancelled"),
            EventKind::BookingLost => word("event-booking-lost"),
            EventKind::BookingWaiting { .. } => word("event-booking-waiting"),
            EventKind::BookingQueueEnded => word("event-booking-queue-ended"),
            EventKind::BookingOffered { .. } => word("event-booking-offered"),
            EventKind::BookingOfferSent { .. } => word("event-booking-offer-sent"),
            EventKind::BookingLapsed { .. } => word("event-booking-lapsed"),
            EventKind::BookingWalkedIn => word("event-booking-walked-in"),
            EventKind::BookingWalkInTakenBack => word("event-booking-walk-in-taken-back"),
            EventKind::BookingAttended => word("event-booking-attended"),
            EventKind::BookingMissed => word("event-booking-missed"),
            EventKind::BookingLinkRenewed => word("event-booking-link-renewed"),
        }
    }

    /// What made it this agency; what its services answer and what is to be
    /// checked stands beside the agency already.
    fn why_in_short(&self, case: &NeedCase, agency: &AgencyId, again: u32) -> Vec<String> {
        let deciding = because(case, agency, again)
            .iter()
            .filter(|reason| !matches!(reason, Reason::Answers { .. } | Reason::Holds { .. } | Reason::ToCheck { .. }));
        deciding.map(|reason| reason.text(self.language, self.catalogue)).collect()
    }

    fn why(&self, case: &NeedCase, event: &Event) -> Vec<String> {
        match &event.kind {
            EventKind::NeedToTriage { reason } => vec![reason.label(self.language).to_owned()],
            EventKind::NeedTriaged { need_types } => need_types.iter().map(|id| self.need_type(id)).collect(),
            EventKind::NeedClosed { outcome } | EventKind::ReferralDone { outcome, .. } => {
                vec![outcome.label(self.language).to_owned()]
            }
            EventKind::ReferralDeclined { reason, .. } => vec![reason.label(self.language).to_owned()],
            EventKind::NeedTransferred { from, to } => {
                vec![format!("{} → {}", self.catalogue.place_name(from), self.catalogue.place_name(to))]
            }
            EventKind::ReferralQueued { agency, again, .. } => {
                because(case, agency, *again).iter().map(|reason| reason.text(self.language, self.catalogue)).collect()
            }
            _ => Vec::new(),
        }
    }
}
