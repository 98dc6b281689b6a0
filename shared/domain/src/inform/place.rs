//! Which places are active, which are dormant, and what places that are active
//! have that a dormant one lacks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::ids::LocationId;

/// Days over which activity is counted: a quarter.
pub const DAYS: u64 = 90;
/// Active places among which something counts as what helped.
const ENOUGH: usize = 3;
/// Sessions in [`DAYS`] that are a rhythm: one a month.
const RHYTHM: u32 = 3;

/// What happened at a place in so many days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Sessions that took place.
    pub sessions: u32,
    /// Appointments in these sessions.
    pub booked: u32,
    /// Needs stated by members there.
    pub needs: u32,
    /// Answers to surveys about the place, by whichever code or link.
    pub answered: u32,
    /// How often the survey was opened by a code of the place.
    #[serde(default)]
    pub scanned: u32,
}

/// How often the codes of a place were opened, by day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scans(BTreeMap<NaiveDate, u32>);

impl Scans {
    /// One more; days that nothing counts any more are left out.
    pub fn add(&mut self, day: NaiveDate) {
        let first = day.checked_sub_days(Days::new(2 * DAYS + 7)).unwrap_or(day);
        self.0.retain(|counted, _| *counted >= first);
        let count = self.0.entry(day).or_default();
        *count = count.saturating_add(1);
    }

    /// In days from one up to another, that one left out.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        self.0.range(from..to).map(|(_, n)| *n).fold(0, u32::saturating_add)
    }
}

impl Counts {
    /// All that people there did.
    const fn deeds(&self) -> u32 {
        self.booked + self.needs + self.answered
    }
}

/// Something that active places have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lever {
    /// A session a month at least.
    Rhythm,
    /// A host who signs in.
    Host,
    /// A list of its members.
    Members,
    /// Members who are told by digest.
    Digest,
    /// Answers to a survey.
    Survey,
}

impl Lever {
    /// Every lever.
    pub const ALL: [Self; 5] = [Self::Rhythm, Self::Host, Self::Members, Self::Digest, Self::Survey];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::Host => "host",
            Self::Members => "members",
            Self::Digest => "digest",
            Self::Survey => "survey",
        }
    }
}

/// How active a place is, as it was last counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Activity {
    /// The place.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub location: LocationId,
    /// The day up to which it was counted.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub counted_on: NaiveDate,
    /// The day of its last session.
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub last_session: Option<NaiveDate>,
    /// The day of its next one.
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub next_session: Option<NaiveDate>,
    /// Members hosted there.
    pub members: u32,
    /// Members whom the last digest reached.
    pub informed: u32,
    /// Hosts who sign in.
    pub hosts: u32,
    /// Members with an open need.
    pub with_need: u32,
    /// The last 90 days.
    pub last: Counts,
    /// The 90 days before.
    pub before: Counts,
    /// Since when it is dormant; absent while it is active.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub dormant_since: Option<NaiveDate>,
}

/// Whether more or less happened than in the days before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// More.
    Up,
    /// About as much: within a fifth.
    Level,
    /// Less.
    Down,
}

impl Trend {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Level => "level",
            Self::Down => "down",
        }
    }
}

impl Activity {
    /// Whether nothing happened there for a quarter: no session took place, or
    /// nobody booked, came, stated a need or answered.
    pub const fn is_quiet(&self) -> bool {
        self.last.sessions == 0 || self.last.deeds() == 0
    }

    /// With since when it is dormant, as it was known before.
    #[must_use]
    pub fn after(self, before: Option<&Self>) -> Self {
        let known = before.and_then(|before| before.dormant_since);
        let dormant_since = self.is_quiet().then(|| known.unwrap_or(self.counted_on));
        Self { dormant_since, ..self }
    }

    /// Whether somebody is asked to wake it: it fell dormant, or has been so for a
    /// quarter. One that was never active waits for that: a new installation does
    /// not begin with a list of all its places.
    pub fn is_to_be_woken(&self, before: Option<&Self>) -> bool {
        let Some(since) = self.dormant_since else { return false };
        let was_active = before.is_some_and(|before| before.dormant_since.is_none());
        let had_life = self.before.sessions > 0 && self.before.deeds() > 0;
        let for_long = since.checked_add_days(Days::new(DAYS)).is_some_and(|then| then <= self.counted_on);
        was_active || had_life || for_long
    }

    /// A count for each member; `None` where no members are known.
    pub fn per_member(&self, count: u32) -> Option<f64> {
        (self.members > 0).then(|| f64::from(count) / f64::from(self.members))
    }

    /// The share of its members that were told; at most all of them.
    pub fn informed_share(&self) -> Option<f64> {
        self.per_member(self.informed.min(self.members))
    }

    /// What people did, against the quarter before.
    pub fn trend(&self) -> Trend {
        let (now, before) = (u64::from(self.last.deeds()), u64::from(self.before.deeds()));
        match (now * 5, before * 5) {
            (now, five) if now > five + before => Trend::Up,
            (now, five) if now + before < five => Trend::Down,
            _ => Trend::Level,
        }
    }

    /// What it has of what active places have.
    pub fn levers(&self) -> BTreeSet<Lever> {
        let has = |lever: &Lever| match lever {
            Lever::Rhythm => self.last.sessions >= RHYTHM,
            Lever::Host => self.hosts > 0,
            Lever::Members => self.members > 0,
            Lever::Digest => self.informed > 0,
            Lever::Survey => self.last.answered > 0,
        };
        Lever::ALL.into_iter().filter(has).collect()
    }
}

/// What active places have that one lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Helped {
    /// What.
    pub lever: Lever,
    /// Active places that have it.
    pub have: usize,
    /// Active places.
    pub of: usize,
}

/// What most active places have and a dormant one lacks, the most common first;
/// nothing where too few places are active to tell.
pub fn helped(all: &[Activity], place: &Activity) -> Vec<Helped> {
    let active: Vec<BTreeSet<Lever>> =
        all.iter().filter(|one| one.dormant_since.is_none()).map(Activity::levers).collect();
    if active.len() < ENOUGH {
        return Vec::new();
    }
    let own = place.levers();
    let count = |lever: Lever| active.iter().filter(|levers| levers.contains(&lever)).count();
    let lacks = Lever::ALL.into_iter().filter(|lever| !own.contains(lever));
    let mut found: Vec<Helped> = lacks.map(|lever| Helped { lever, have: count(lever), of: active.len() }).collect();
    found.retain(|one| one.have * 2 > one.of);
    found.sort_by(|a, b| b.have.cmp(&a.have).then(a.lever.cmp(&b.lever)));
    found
}

/// The first day that is counted, of the last quarter and of the one before.
pub fn counted_from(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let back = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    (back(DAYS), back(2 * DAYS))
}
