//! The seven days that a page shows. Nobody comes on a Saturday, so a page
//! that is opened then looks ahead: it shows the days to come or, where nobody
//! comes in those, the next week in which somebody does.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::{Instant, Language};
use serde::Deserialize;
use validator::Validate;
use web::format;

use super::shown::next;
use crate::sessions::period::Week;
use crate::word;

/// Seven days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seven {
    /// A week that was asked for.
    Asked(Week),
    /// Those from today on.
    Coming(NaiveDate),
    /// The next week in which somebody comes.
    Next(Week),
}

impl Seven {
    /// Those to show: the week asked for, else what there is to come at `now`.
    pub(super) fn of(asked: Option<Week>, catalogue: &Catalogue, permanences: &[Permanence], now: Instant) -> Self {
        if let Some(week) = asked {
            return Self::Asked(week);
        }
        let today = super::day(now);
        let coming = Self::Coming(today);
        match next(catalogue, permanences, today, now).map(|(session, _)| session.local_start.date()) {
            Some(day) if day > coming.last() => Self::Next(Week::of(day)),
            _ => coming,
        }
    }

    pub(super) const fn first(self) -> NaiveDate {
        match self {
            Self::Asked(week) | Self::Next(week) => week.monday(),
            Self::Coming(day) => day,
        }
    }

    pub(super) fn last(self) -> NaiveDate {
        self.first() + Days::new(6)
    }

    pub(super) fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first().iter_days().take(7)
    }

    /// The week, where it is one of the calendar.
    pub(super) const fn week(self) -> Option<Week> {
        match self {
            Self::Asked(week) | Self::Next(week) => Some(week),
            Self::Coming(_) => None,
        }
    }

    /// The week that was asked for.
    pub(super) const fn asked(self) -> Option<Week> {
        match self {
            Self::Asked(week) => Some(week),
            Self::Coming(_) | Self::Next(_) => None,
        }
    }

    /// `les sept prochains jours`; nothing of a week that was asked for.
    pub(super) fn name(self, language: Language) -> Option<String> {
        match self {
            Self::Asked(_) => None,
            Self::Coming(_) => Some(word(language, "seven-coming")),
            Self::Next(_) => Some(word(language, "seven-next")),
        }
    }

    /// `ma 24 nov. – lu 30 nov. 2026 (les sept prochains jours)`.
    pub(super) fn words(self, language: Language) -> String {
        let name = self.name(language).map(|name| format!(" ({name})")).unwrap_or_default();
        self.span(language) + &name
    }

    /// `lu 23 nov. – di 29 nov. 2026`.
    pub(super) fn span(self, language: Language) -> String {
        let (from, to) = (self.first(), self.last());
        let weekday = format::weekday_short(language, to);
        format!("{} – {weekday} {}", format::day_short(language, from), format::date(language, to))
    }
}

#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct WeekQuery {
    /// `2026-W48`.
    week: Option<String>,
}

impl WeekQuery {
    /// The week asked for; `None` where it is absent or unreadable.
    pub(super) fn week(&self) -> Option<Week> {
        self.week.as_deref().and_then(Week::parse)
    }
}

/// The page of a week or, without one, of the days to come.
pub(super) fn address(location: &Location, week: Option<Week>) -> String {
    let query = week.map(|week| format!("?week={week}")).unwrap_or_default();
    format!("/locations/{}/week{query}", location.id)
}

/// That nobody comes on any of the days.
pub(super) fn nobody(language: Language, seven: Seven) -> String {
    word(language, if seven.asked().is_some() { "week-empty" } else { "seven-empty" })
}
