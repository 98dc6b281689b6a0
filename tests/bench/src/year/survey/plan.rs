//! The waves of the year, where people are received and by whom, and what goes
//! worse when.

use chrono::NaiveDate;
use domain::wave::{AFTER_VISIT, WITHOUT_VISIT};

/// Share of 4 and 5 where nothing is amiss; the aim is 0.8.
pub(super) const USUAL: f64 = 0.9;
/// Where something is.
pub(super) const FALLEN: f64 = 0.35;

/// Agencies, with how many of the visits they receive.
pub(super) const AGENCIES: [(&str, f64); 5] =
    [("innoviris", 0.32), ("hub", 0.28), ("actiris", 0.16), ("finance", 0.14), ("citydev", 0.1)];
/// Places, with how many of the visits they are at.
pub(super) const PLACES: [(&str, f64); 5] =
    [("icab", 0.32), ("greenbizz", 0.24), ("becentral", 0.2), ("eebic", 0.14), ("silversquare-europe", 0.1)];

/// What goes worse in a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fall {
    Nothing,
    /// One agency satisfies few.
    Agency(&'static str),
    /// At one place few are satisfied.
    Place(&'static str),
    /// One question is answered badly by everybody.
    Question(&'static str),
}

/// A wave as planned.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) variant: &'static str,
    pub(super) opens: NaiveDate,
    pub(super) closes: NaiveDate,
    pub(super) fall: Fall,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// The waves of the year, with some weeks between those after visits.
pub(super) static WAVES: [Planned; 7] = [
    Planned { variant: AFTER_VISIT, opens: day(2027, 1, 11), closes: day(2027, 3, 26), fall: Fall::Nothing },
    Planned { variant: AFTER_VISIT, opens: day(2027, 4, 5), closes: day(2027, 6, 25), fall: Fall::Agency("innoviris") },
    Planned { variant: "quarterly", opens: day(2027, 5, 3), closes: day(2027, 5, 28), fall: Fall::Nothing },
    Planned { variant: AFTER_VISIT, opens: day(2027, 7, 5), closes: day(2027, 9, 24), fall: Fall::Place("icab") },
    Planned { variant: WITHOUT_VISIT, opens: day(2027, 9, 6), closes: day(2027, 10, 1), fall: Fall::Nothing },
    Planned {
        variant: AFTER_VISIT,
        opens: day(2027, 10, 4),
        closes: day(2027, 12, 24),
        fall: Fall::Question("effort"),
    },
    Planned {
        variant: "quarterly",
        opens: day(2027, 11, 2),
        closes: day(2027, 11, 26),
        fall: Fall::Question("informed"),
    },
];

impl Planned {
    /// Whether it takes answers on a day.
    pub(super) fn runs(&self, day: NaiveDate) -> bool {
        (self.opens..=self.closes).contains(&day)
    }

    /// Whether those who came are invited to it.
    pub(super) fn is_for_visitors(&self) -> bool {
        self.variant == AFTER_VISIT
    }
}
