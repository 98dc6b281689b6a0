//! What is told of an event, and who may know it: the rule of [`crate::sight`]
//! for needs, agency and place for all else.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::name_of;
use crate::Instant;
use crate::alert::{Alert, Part};
use crate::booking::Booking;
use crate::catalogue::Catalogue;
use crate::event::{Event, EventKind};
use crate::ids::{AgencyId, LocationId, PermanenceId, ReferralId};
use crate::need::NeedCase;
use crate::permanence::{Permanence, PermanenceStatus};
use crate::referral::{Referral, ReferralStatus};
use crate::sight::place_knows;

/// What is told of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// One of [`super::TYPES`].
    pub event_type: String,
    /// When it happened.
    pub at: Instant,
    /// Ids and states.
    pub data: Map<String, Value>,
    /// Agencies that may know it.
    pub agencies: Vec<AgencyId>,
    /// Locations that may know it.
    pub locations: Vec<LocationId>,
}

/// The events of a commit about a need, with where it stands now. Of a referral
/// its agency knows; of a need who was asked and may read it; its place knows
/// of the need where the member agreed, and never of whom it is referred to,
/// which would say what it is about.
pub fn of_need(case: &NeedCase, catalogue: &Catalogue, events: &[Event]) -> Vec<News> {
    let need = &case.need;
    let reads = |referral: &&Referral| {
        let asked = referral.status.is_open() || referral.status == ReferralStatus::Done;
        asked && need.share.covers(&referral.agency)
    };
    let readers: Vec<AgencyId> = case.referrals.iter().filter(reads).map(|one| one.agency.clone()).collect();
    let kinds = need.need_types.iter().map(|kind| &kind.id);
    let knows = place_knows(need.shown_to_place, kinds, catalogue);
    let place: Vec<LocationId> = knows.then(|| need.location.clone()).into_iter().collect();
    let news = |event: &Event| {
        let event_type = name_of(&event.kind)?.to_owned();
        if let Some(agency) = agency_of(&event.kind) {
            let referral = case.referral(agency)?;
            let mut data = fields([
                ("need", need.id.as_str()),
                ("referral", ReferralId::of(&need.id, agency).as_str()),
                ("agency", agency.as_str()),
                ("location", need.location.as_str()),
                ("status", referral.status.code()),
            ]);
            add(&mut data, "outcome", referral.outcome.map(|outcome| outcome.code()));
            return Some(News {
                event_type,
                at: event.at,
                data,
                agencies: vec![agency.clone()],
                locations: Vec::new(),
            });
        }
        let mut data =
            fields([("need", need.id.as_str()), ("location", need.location.as_str()), ("status", need.status.code())]);
        add(&mut data, "outcome", need.outcome.map(|outcome| outcome.code()));
        Some(News { event_type, at: event.at, data, agencies: readers.clone(), locations: place.clone() })
    };
    events.iter().filter_map(news).collect()
}

const fn agency_of(kind: &EventKind) -> Option<&AgencyId> {
    match kind {
        EventKind::ReferralQueued { agency, .. }
        | EventKind::ReferralSent { agency, .. }
        | EventKind::ReferralAccepted { agency, .. }
        | EventKind::ReferralReminded { agency, .. }
        | EventKind::ReferralMeeting { agency, .. }
        | EventKind::ReferralSilent { agency }
        | EventKind::ReferralNobodyCame { agency }
        | EventKind::ReferralDeclined { agency, .. }
        | EventKind::ReferralExpired { agency }
        | EventKind::ReferralUndeliverable { agency }
        | EventKind::ReferralDone { agency, .. }
        | EventKind::ReferralWithdrawn { agency } => Some(agency),
        _ => None,
    }
}

/// The events of a commit about a booking, with where it stands now.
pub fn of_booking(booking: &Booking, events: &[Event]) -> Vec<News> {
    let news = |event: &Event| {
        let mut data = fields([
            ("booking", booking.id.as_str()),
            ("session", booking.slot.session.as_str()),
            ("agency", booking.agency.as_str()),
            ("location", booking.location.as_str()),
            ("status", booking.status.code()),
        ]);
        data.insert("start".to_owned(), serde_json::to_value(booking.slot.start).ok()?);
        Some(News {
            event_type: name_of(&event.kind)?.to_owned(),
            at: event.at,
            data,
            agencies: vec![booking.agency.clone()],
            locations: vec![booking.location.clone()],
        })
    };
    events.iter().filter_map(news).collect()
}

/// That a presence was made, changed or removed: kept beside it in the commit
/// that did so, for whoever plans that commit may find it changed again, or
/// gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermanenceNews {
    /// When.
    pub at: Instant,
    /// The presence.
    pub permanence: PermanenceId,
    /// As it stood; absent where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<PermanenceStood>,
    /// As it stands; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<PermanenceStood>,
}

/// Whose a presence is, where, and who sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PermanenceStood {
    /// Who is there.
    pub agency: AgencyId,
    /// Where.
    pub location: LocationId,
    /// Whether everybody sees it.
    pub status: PermanenceStatus,
}

impl From<&Permanence> for PermanenceStood {
    fn from(permanence: &Permanence) -> Self {
        let Permanence { agency, location, status, .. } = permanence;
        Self { agency: agency.clone(), location: location.clone(), status: *status }
    }
}

/// What is told of it. A place knows of what everybody sees or saw.
pub fn of_permanence(news: &PermanenceNews) -> Option<News> {
    let PermanenceNews { at, permanence, before, after } = news;
    let stood = || before.iter().chain(after);
    let last = stood().last()?;
    let data = fields([
        ("permanence", permanence.as_str()),
        ("agency", last.agency.as_str()),
        ("location", last.location.as_str()),
        ("status", after.as_ref().map_or("removed", |after| after.status.code())),
    ]);
    let seen = stood().filter(|stood| stood.status == PermanenceStatus::Published);
    Some(News {
        event_type: "permanence.changed".to_owned(),
        at: *at,
        data,
        agencies: stood().map(|stood| stood.agency.clone()).collect(),
        locations: seen.map(|stood| stood.location.clone()).collect(),
    })
}

/// That something fell below its aim: what, and not by how much, for figures of a
/// running wave are the coordinator's. So is that there is an alert at all: an
/// agency or a place would learn of it that ten have answered, where what it is
/// shown may hold none of them.
pub fn of_alert(alert: &Alert) -> News {
    let Alert { id, wave, part, raised_at, .. } = alert;
    let Part { question, agency, location } = part;
    let mut data = fields([("alert", id.as_str()), ("wave", wave.as_str()), ("question", question)]);
    add(&mut data, "agency", agency.as_ref().map(AgencyId::as_str));
    add(&mut data, "location", location.as_ref().map(LocationId::as_str));
    News { event_type: "survey.alert".to_owned(), at: *raised_at, data, agencies: Vec::new(), locations: Vec::new() }
}

fn fields<const N: usize>(fields: [(&str, &str); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect()
}

fn add(data: &mut Map<String, Value>, name: &str, value: Option<&str>) {
    data.extend(value.map(|value| (name.to_owned(), Value::from(value))));
}
