//! History: time, who, what, why. Events hold ids and codes; the words are
//! found when somebody reads them.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::event::{Actor, Event, EventKind};
use domain::ids::{AgencyId, NeedTypeId, StaffId};
use domain::need::NeedCase;
use domain::need::effect::MemberStep;
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

/// The key of the words for what an event is called.
fn key_of(code: &str) -> String {
    format!("event-{}", code.replace(['.', '_'], "-"))
}

fn regretted(regret: Regret) -> String {
    format!("referral.regretted-{}", regret.code())
}

/// What a mail told a member of its need.
pub fn member_mail(language: Language, step: &MemberStep) -> String {
    let value = serde_json::to_value(step).unwrap_or_default();
    let step = value.get("step").and_then(serde_json::Value::as_str).unwrap_or_default();
    t(&LOCALES, language, &format!("mail-member-{}", step.replace('_', "-")))
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
            what: event.kind.code().to_owned(),
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
        let key = match kind {
            EventKind::ReferralQueued { again: 1.., .. } => key_of("referral.queued-again"),
            EventKind::ReferralRegretted { regret, .. } => key_of(&regretted(*regret)),
            _ => key_of(kind.code()),
        };
        match kind.agency() {
            Some(agency) => t_args(&LOCALES, self.language, &key, &[("agency", self.agency(agency).into())]),
            None => t(&LOCALES, self.language, &key),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_words() {
        let plain = EventKind::CODES.iter().filter(|code| **code != "referral.regretted");
        let codes = plain.map(|code| (*code).to_owned()).chain(Regret::ALL.map(regretted));
        for key in codes.chain(["referral.queued-again".to_owned()]).map(|code| key_of(&code)) {
            let said = t_args(&LOCALES, Language::Fr, &key, &[("agency", "Actiris".into())]);
            assert!(!said.contains(&key), "{key}");
        }
    }
}
