//! What happened, as it is told to the member: "you", and nothing of our own
//! kitchen.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::event::{Actor, Event, EventKind};
use domain::need::{NeedCase, TriageReason};
use domain::regret::Regret;
use domain::{Instant, Language};
use maud::{Markup, html};
use web::format;
use web::ui::TimelineEntry;
use web::views::{Names, what_happened};

use crate::{word, word_with};

/// The steps of a need that its member reads, oldest first.
pub(super) fn story(
    language: Language,
    catalogue: &Catalogue,
    case: &NeedCase,
    events: Vec<Event>,
) -> Vec<TimelineEntry> {
    // Members see that the team had a part, not who of it.
    let nobody = BTreeMap::new();
    let names = Names { catalogue, staff: &nobody, language };
    let told: Vec<Event> = events.into_iter().filter(is_told).collect();
    let mut story = what_happened(&names, case, &told, false);
    for (at, (entry, event)) in story.iter_mut().zip(&told).enumerate() {
        match &event.kind {
            // Why an agency was asked stands beside the agency already.
            EventKind::ReferralQueued { .. } => entry.why.clear(),
            // That consent was taken back is told just before.
            EventKind::NeedToTriage { reason: TriageReason::NoConsent } if is_taken_back(told.iter().take(at)) => {
                entry.why.clear();
            }
            EventKind::NeedToTriage { reason } => entry.why = vec![reason.told(language).to_owned()],
            _ => {}
        }
        if let Some(what) = to_them(&names, &event.kind) {
            entry.what = what;
        }
        if event.actor == Actor::Member {
            let is_colleague = matches!(event.kind, EventKind::NeedAdded { colleague: true, .. });
            entry.who = word(language, if is_colleague { "own-who-colleague" } else { "own-who" });
        }
    }
    story
}

/// Whether the last that was said of consent is that it is taken back.
fn is_taken_back<'a>(mut before: impl DoubleEndedIterator<Item = &'a Event>) -> bool {
    let of_consent = |event: &&Event| matches!(event.kind, EventKind::ConsentGiven | EventKind::ConsentWithdrawn);
    before.rfind(of_consent).is_some_and(|event| matches!(event.kind, EventKind::ConsentWithdrawn))
}

/// Steps of our own kitchen are not told.
const fn is_told(event: &Event) -> bool {
    !matches!(
        event.kind,
        EventKind::ReferralSent { .. }
            | EventKind::ReferralPostponed { .. }
            | EventKind::ReferralHandedOver { .. }
            | EventKind::ReferralLinkRenewed { .. }
            | EventKind::NeedLinkRenewed
    )
}

/// What happened, where others read of "the member".
fn to_them(names: &Names<'_>, kind: &EventKind) -> Option<Markup> {
    let (key, agency, next) = match kind {
        EventKind::NeedAdded { .. } => ("own-event-added", None, None),
        EventKind::NeedWithdrawn => ("own-event-withdrawn", None, None),
        EventKind::NeedTransferred { .. } => ("own-event-transferred", None, None),
        EventKind::ReferralMemberAsked { agency, next_at } => ("own-event-asked", Some(agency), Some(*next_at)),
        EventKind::ReferralMeeting { agency, next_at } => ("own-event-meeting", Some(agency), Some(*next_at)),
        EventKind::ReferralAwaitsMember { agency, next_at } => ("own-event-calls-back", Some(agency), Some(*next_at)),
        EventKind::ReferralNobodyCame { agency } => ("own-event-nobody", Some(agency), None),
        EventKind::ReferralRegretted { agency, regret: Regret::NotContacted } => {
            ("own-event-nobody", Some(agency), None)
        }
        EventKind::ReferralRegretted { agency, .. } => ("own-event-not-helped", Some(agency), None),
        _ => return None,
    };
    let agency = agency.map(|id| names.agency(id)).unwrap_or_default();
    let what = word_with(names.language, key, &[("agency", agency.into())]);
    Some(html! { (what) @if let Some(at) = next { br; span class="soft" { (then(names.language, at)) } } })
}

/// When we ask how it is going.
pub(super) fn then(language: Language, at: Instant) -> String {
    word_with(language, "own-then", &[("when", format::instant(language, at).into())])
}
