//! What is learnt of a member, field by field with where it was learnt.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::{
    FieldKind, Hosting, Known, Member, MemberCase, MemberEvent, MemberEventKind, MemberModel, MemberPerson, Profile,
    Said, Sent, Source, UNTIL_FIELD,
};
use crate::Instant;
use crate::clock::BRUSSELS;
use crate::event::Actor;
use crate::ids::{LocationId, MemberId};

/// Whether what is not named goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What was sent is all: other fields are emptied.
    Whole,
    /// Other fields stay.
    Part,
}

/// How something is learnt of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Where.
    pub from: Source,
    /// When.
    pub at: Instant,
    /// Through whom, as its history records it.
    pub by: Actor,
}

/// A member as it is now known, and what changed on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Learnt {
    /// The new state.
    pub case: MemberCase,
    /// What to record; empty where nothing changed.
    pub events: Vec<MemberEvent>,
}

impl MemberCase {
    /// A new member. `sent` names its place; without one it has no stay.
    pub fn enter(id: MemberId, sent: Sent, heard: Heard, model: &MemberModel) -> Learnt {
        let Heard { from, at: now, by: actor } = heard.clone();
        let member = Member {
            id,
            hosted: Vec::new(),
            profile: Profile::new(),
            sources: std::collections::BTreeMap::new(),
            by_others: std::collections::BTreeMap::new(),
            created_at: now,
            last_contact_at: now,
            asked_at: None,
            turns_on: None,
            met: Vec::new(),
            unsubscribed: false,
            link_generation: 0,
        };
        let empty = Self { member, person: MemberPerson::default(), proposals: Vec::new() };
        let mut learnt = empty.learn((sent, Mode::Part), heard, model);
        let joined = learnt.case.member.location().cloned().map(|location| MemberEventKind::Joined { from, location });
        learnt.events = joined.map(|kind| MemberEvent { at: now, actor, kind }).into_iter().collect();
        learnt
    }

    /// Takes in what was sent. A value that somebody said of themselves or a
    /// person settled stays where a list says otherwise, and so does a field that
    /// the member emptied; what others say of a field for which the member speaks is
    /// kept beside, for its place ([`crate::sight`]). What the member said and the
    /// coordinator says again is still the member's. What it agrees to is its own to
    /// say: consents of others are passed over.
    pub fn learn(mut self, (sent, mode): (Sent, Mode), heard: Heard, model: &MemberModel) -> Learnt {
        let Heard { from, at: now, by: actor } = heard;
        let today = now.day_in(BRUSSELS);
        let mut events = Vec::new();
        let before = self.member.hosted.clone();
        self.member.hosted = stays(&before, &sent, today);
        let mut profile: Profile = self.member.profile.clone();
        profile.extend(std::mem::take(&mut self.person.profile));
        let Sent { profile: mut given, .. } = sent;
        given.remove(UNTIL_FIELD);
        let mut changed = Vec::new();
        let emptied = profile.keys().filter(|id| mode == Mode::Whole && !given.contains_key(*id));
        let emptied: Vec<_> = emptied.map(|id| (id.clone(), None)).collect();
        for (id, value) in given.into_iter().map(|(id, value)| (id, Some(value))).chain(emptied) {
            let known = self.member.sources.get(&id).copied();
            let own = known.filter(|known| known.from.is_own());
            let same = profile.get(&id) == value.as_ref();
            let is_member = from == Source::MemberForm;
            let field = model.field(&id);
            let is_of_company = field.is_some_and(|field| !field.personal);
            if field.is_some_and(|field| field.kind == FieldKind::ConsentList) && !is_member {
                continue;
            }
            if known.is_some_and(|known| !from.may_replace(known.from)) {
                let speaks = own.is_some() && profile.contains_key(&id);
                if speaks && is_of_company && self.member.hears(&id, value, Known { from, on: today }) {
                    changed.push(id);
                }
                continue;
            }
            if value.is_none() {
                self.member.by_others.remove(&id);
            } else if let (Some(known), Some(before)) = (known, profile.get(&id))
                && from.is_own()
                && own.is_none()
                && is_of_company
            {
                self.member.by_others.insert(id.clone(), Said { value: before.clone(), known });
            }
            let from = own.filter(|_| same && from == Source::Coordinator).map_or(from, |own| own.from);
            // What is said again is known from today on, and that the member emptied it.
            if value.is_some() || is_member {
                self.member.sources.insert(id.clone(), Known { from, on: today });
            } else {
                self.member.sources.remove(&id);
            }
            match value {
                Some(value) => profile.insert(id.clone(), value),
                None => profile.remove(&id),
            };
            if !same {
                changed.push(id);
            }
        }
        (self.member.profile, self.person.profile) = model.split(profile);
        if from.is_own() {
            self.member.last_contact_at = now;
        }
        changed.sort();
        if !changed.is_empty() {
            events.push(MemberEventKind::Changed { from, fields: changed });
        }
        if before != self.member.hosted {
            let to = self.member.stay().filter(|stay| stay.to.is_none()).map(|stay| stay.location.clone());
            events.push(MemberEventKind::Moved { to });
        }
        let events = events.into_iter().map(|kind| MemberEvent { at: now, actor: actor.clone(), kind });
        Learnt { events: events.collect(), case: self }
    }

    /// Its stay at a place goes on at the one that stands for it from a day on;
    /// `None` where it is not hosted there on that day or later. A last day that
    /// was known stays.
    pub fn goes_over(mut self, (place, other): (&LocationId, &LocationId), from: NaiveDate) -> Option<Self> {
        let stay = self.member.hosted.last_mut()?;
        if stay.location != *place || stay.to.is_some_and(|to| to < from) {
            return None;
        }
        if stay.from.is_some_and(|began| from <= began) {
            stay.location = other.clone();
        } else {
            let there = Hosting { location: other.clone(), from: Some(from), to: stay.to };
            stay.to = from.pred_opt();
            self.member.hosted.push(there);
        }
        Some(self)
    }

    /// The same taken back; `None` where its stays are not as [`Self::goes_over`]
    /// left them, for then somebody said otherwise since.
    pub fn comes_back(mut self, (place, other): (&LocationId, &LocationId), from: NaiveDate) -> Option<Self> {
        let there = self.member.hosted.pop()?;
        let stay = self.member.hosted.last_mut()?;
        let as_left = there.location == *other && there.from == Some(from);
        if !as_left || stay.location != *place || stay.to != from.pred_opt() {
            return None;
        }
        stay.to = there.to;
        Some(self)
    }
}

impl Member {
    /// Keeps what somebody else says of a field for which the member itself speaks.
    /// Answers whether that is new.
    fn hears(&mut self, field: &str, value: Option<Value>, known: Known) -> bool {
        match value {
            Some(value) => {
                let said = Said { value: value.clone(), known };
                self.by_others.insert(field.to_owned(), said).is_none_or(|before| before.value != value)
            }
            None => self.by_others.remove(field).is_some(),
        }
    }
}

impl Hosting {
    /// It ends on this day, or on its first where that is later.
    fn ends(&mut self, day: NaiveDate) {
        self.to = Some(self.from.map_or(day, |from| from.max(day)));
    }
}

/// The stays after what was sent. Another place ends the stay before it; a stay
/// that is over by then leaves those after it as they are.
fn stays(before: &[Hosting], sent: &Sent, today: NaiveDate) -> Vec<Hosting> {
    let mut stays = sent.hosted.clone().unwrap_or_else(|| before.to_vec());
    let Some((location, since)) = &sent.place else { return stays };
    let (since, until) = (*since, sent.until());
    let is_it = |stay: &Hosting| {
        let lasts = |to: NaiveDate| to >= today || until.is_some() || sent.hosted.is_some();
        let begins_later = since.zip(stay.to).is_some_and(|(since, to)| to < since);
        let was_over = since.and(until).zip(stay.from).is_some_and(|(until, from)| until < from);
        stay.location == *location && stay.to.is_none_or(lasts) && !begins_later && !was_over
    };
    let over = until.filter(|until| *until < today);
    let known = if over.is_some() {
        stays.iter_mut().rfind(|stay| is_it(stay))
    } else {
        stays.last_mut().filter(|stay| is_it(stay))
    };
    if let Some(stay) = known {
        stay.from = since.or(stay.from);
        if let Some(until) = until {
            stay.ends(until);
        }
    } else if let Some(over) = over {
        let at = stays.iter().rposition(|stay| stay.to.is_some_and(|to| to <= over)).map_or(0, |at| at + 1);
        stays.insert(at, Hosting { location: location.clone(), from: since, to: until });
    } else {
        let from = since.or((!stays.is_empty()).then_some(today));
        if let (Some(last), Some(from)) = (stays.last_mut(), from) {
            let eve = from.checked_sub_days(Days::new(1)).unwrap_or(from);
            let eve = last.from.map_or(eve, |began| eve.max(began));
            last.to = Some(last.to.map_or(eve, |to| to.min(eve)));
        }
        stays.push(Hosting { location: location.clone(), from, to: until });
    }
    stays
}
