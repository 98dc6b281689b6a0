//! What a clash is.

use chrono::NaiveDate;

use crate::Text;
use crate::ids::SessionId;

/// What clashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClashKind {
    /// An adviser in two sessions at once, also where both are in one building:
    /// that is one stop, but still two meetings.
    TwoPlaces,
    /// Two agencies in one room of a building at once.
    Room,
    /// More sessions at a place at once than it has desks.
    Desks,
    /// An adviser whose way from one session to the next takes longer than the
    /// time between them.
    Travel,
    /// A session outside of the place's opening hours, or on a Saturday or
    /// Sunday. Not refused: the hours are those of the reception on working
    /// days, and a host can agree to more.
    OpeningHours,
    /// An adviser on a half-day on which they do not work.
    HalfDay,
    /// An adviser on a day on which they are away.
    Absent,
    /// An adviser at a time at which their own calendar has something else.
    Busy,
    /// An adviser with more sessions in a week than they should have.
    TooMany,
    /// A language of the place that no adviser of the session speaks.
    Language,
}

impl ClashKind {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TwoPlaces => "two_places",
            Self::Room => "room",
            Self::Desks => "desks",
            Self::Travel => "travel",
            Self::OpeningHours => "opening_hours",
            Self::HalfDay => "half_day",
            Self::Absent => "absent",
            Self::Busy => "busy",
            Self::TooMany => "too_many",
            Self::Language => "language",
        }
    }

    /// Whether it can't take place like that, so that saving it is refused;
    /// the others are said and left to people.
    pub const fn is_hard(self) -> bool {
        matches!(self, Self::TwoPlaces | Self::Room | Self::Desks)
    }

    /// Pointer to the field of a permanence that would have to change.
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::TwoPlaces | Self::HalfDay | Self::Absent | Self::Busy | Self::TooMany | Self::Language => "/advisers",
            Self::Room => "/room",
            Self::Desks => "/location",
            Self::Travel | Self::OpeningHours => "/start",
        }
    }
}

/// Sessions that do not go together, or one that does not go with its place or
/// its adviser.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// The days concerned, in order; at least one.
    pub days: Vec<NaiveDate>,
    /// What clashes.
    pub kind: ClashKind,
    /// The sessions concerned, in order, each once; at least one.
    pub sessions: Vec<SessionId>,
    /// What exactly, in a sentence that names no day.
    pub reason: Text,
}

impl Clash {
    /// Whether it can't take place like that.
    pub const fn is_hard(&self) -> bool {
        self.kind.is_hard()
    }

    /// Whether it concerns this session.
    pub fn concerns(&self, session: &SessionId) -> bool {
        self.sessions.contains(session)
    }
}

/// Clashes that say the same on several days, each said once: hard ones first,
/// then by their first day.
pub fn by_reason(clashes: Vec<Clash>) -> Vec<Clash> {
    let mut gathered: Vec<Clash> = Vec::new();
    for clash in clashes {
        match gathered.iter_mut().find(|known| known.kind == clash.kind && known.reason == clash.reason) {
            Some(known) => {
                known.days.extend(clash.days);
                known.sessions.extend(clash.sessions);
            }
            None => gathered.push(clash),
        }
    }
    for clash in &mut gathered {
        clash.days.sort_unstable();
        clash.days.dedup();
        clash.sessions.sort_unstable();
        clash.sessions.dedup();
    }
    gathered.sort_by(|a, b| (!a.is_hard(), a).cmp(&(!b.is_hard(), b)));
    gathered
}
