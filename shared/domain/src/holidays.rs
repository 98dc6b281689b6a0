//! Belgian public holidays, computed, and the days off of regional staff.
//!
//! Ten days are fixed by law (act of 4 January 1974, royal decree of 18 April
//! 1974); three of them follow Easter. Regional services have days off of their
//! own, which are rules of month and day and therefore data.

#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::Text;
use crate::location::ClosingDays;

/// A Belgian public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The day after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter.
    WhitMonday,
    /// 21 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
}

/// Days off of regional staff, beside the public holidays. The default is what
/// the staff regulations of 21 March 2018 (art. 186) give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffDays {
    /// Single days of every year.
    pub days: Vec<StaffDay>,
    /// Spans of every year during which agencies are closed.
    pub closures: Vec<StaffClosure>,
    /// Days of one agency, where it is asked about one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<ClosingDays>,
}

/// A day off that returns every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffDay {
    /// Slug: `iris`.
    pub id: String,
    /// The day.
    pub on: MonthDay,
    /// Name.
    pub name: Text,
}

/// A span off that returns every year, both ends inclusive, within one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffClosure {
    /// First day.
    pub from: MonthDay,
    /// Last day.
    pub to: MonthDay,
    /// Why.
    pub reason: Text,
}

/// A day of every year, written `12-27`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

/// Why a text is not a day of the year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a month and a day such as 12-27")]
pub struct InvalidMonthDay;

impl MonthDay {
    /// Reads `12-27`; 29 February is one.
    pub fn parse(text: &str) -> Result<Self, InvalidMonthDay> {
        let (month, day) = text.split_once('-').ok_or(InvalidMonthDay)?;
        let (month, day) = (month.parse().map_err(|_| InvalidMonthDay)?, day.parse().map_err(|_| InvalidMonthDay)?);
        NaiveDate::from_ymd_opt(2000, month, day).map(|_| Self { month, day }).ok_or(InvalidMonthDay)
    }

    /// The day of the year that `date` is.
    pub fn of(date: NaiveDate) -> Self {
        Self { month: date.month(), day: date.day() }
    }
}

impl TryFrom<String> for MonthDay {
    type Error = InvalidMonthDay;
    fn try_from(text: String) -> Result<Self, InvalidMonthDay> {
        Self::parse(&text)
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> String {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

impl Default for StaffDays {
    fn default() -> Self {
        let day = |id: &str, month, day, name| StaffDay { id: id.to_owned(), on: MonthDay { month, day }, name };
        Self {
            days: vec![
                day("iris", 5, 8, Text::new("Fête de l'Iris", "Irisfeest", "Iris Day (Brussels Region)")),
                day("all_souls", 11, 2, Text::new("Jour des Morts", "Allerzielen", "All Souls' Day")),
                day("kings_day", 11, 15, Text::new("Fête du Roi", "Koningsdag", "King's Feast")),
                day(
                    "boxing_day",
                    12,
                    26,
                    Text::new("Deuxième jour de Noël", "Tweede kerstdag", "Second day of Christmas"),
                ),
            ],
            closures: vec![StaffClosure {
                from: MonthDay { month: 12, day: 27 },
                to: MonthDay { month: 12, day: 31 },
                reason: Text::new(
                    "Fermeture de fin d'année des services régionaux",
                    "Eindejaarssluiting van de gewestelijke diensten",
                    "Year-end closure of the regional services",
                ),
            }],
            own: Vec::new(),
        }
    }
}

impl StaffDays {
    /// No day off beside the public holidays.
    pub const fn none() -> Self {
        Self { days: Vec::new(), closures: Vec::new(), own: Vec::new() }
    }

    /// These and the days off of one agency.
    pub fn with(&self, own: &[ClosingDays]) -> Self {
        Self { own: own.to_vec(), ..self.clone() }
    }

    /// Why regional staff is off on `day`, where it is.
    pub fn closure_on(&self, day: NaiveDate) -> Option<&Text> {
        static CLOSED: std::sync::LazyLock<Text> =
            std::sync::LazyLock::new(|| Text::new("Fermé", "Gesloten", "Closed"));
        if let Some(own) = self.own.iter().find(|own| own.from <= day && day <= own.to) {
            return Some(own.reason.as_ref().unwrap_or(&CLOSED));
        }
        let on = MonthDay::of(day);
        let single = self.days.iter().find(|staff_day| staff_day.on == on).map(|staff_day| &staff_day.name);
        single.or_else(|| self.closures.iter().find(|c| c.from <= on && on <= c.to).map(|c| &c.reason))
    }
}

impl Holiday {
    /// All holidays, in the order of the year.
    pub const ALL: [Self; 10] = [
        Self::NewYear,
        Self::EasterMonday,
        Self::LabourDay,
        Self::Ascension,
        Self::WhitMonday,
        Self::NationalDay,
        Self::Assumption,
        Self::AllSaints,
        Self::Armistice,
        Self::Christmas,
    ];

    /// The day on which it falls in `year`; `None` outside the calendar.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        let after_easter = |days| easter(year).and_then(|easter| easter.checked_add_days(Days::new(days)));
        match self {
            Self::NewYear => fixed(1, 1),
            Self::EasterMonday => after_easter(1),
            Self::LabourDay => fixed(5, 1),
            Self::Ascension => after_easter(39),
            Self::WhitMonday => after_easter(50),
            Self::NationalDay => fixed(7, 21),
            Self::Assumption => fixed(8, 15),
            Self::AllSaints => fixed(11, 1),
            Self::Armistice => fixed(11, 11),
            Self::Christmas => fixed(12, 25),
        }
    }

    /// Name.
    pub fn name(self) -> Text {
        let (fr, nl, en) = match self {
            Self::NewYear => ("Jour de l'An", "Nieuwjaar", "New Year's Day"),
            Self::EasterMonday => ("Lundi de Pâques", "Paasmaandag", "Easter Monday"),
            Self::LabourDay => ("Fête du Travail", "Dag van de Arbeid", "Labour Day"),
            Self::Ascension => ("Ascension", "Hemelvaartsdag", "Ascension Day"),
            Self::WhitMonday => ("Lundi de Pentecôte", "Pinkstermaandag", "Whit Monday"),
            Self::NationalDay => ("Fête nationale", "Nationale feestdag", "National Day"),
            Self::Assumption => ("Assomption", "Onze-Lieve-Vrouw-Hemelvaart", "Assumption"),
            Self::AllSaints => ("Toussaint", "Allerheiligen", "All Saints' Day"),
            Self::Armistice => ("Armistice", "Wapenstilstand", "Armistice Day"),
            Self::Christmas => ("Noël", "Kerstmis", "Christmas Day"),
        };
        Text::new(fr, nl, en)
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm that
/// Meeus gives in Astronomical Algorithms, chapter 8 (Nature 1876, Butcher;
/// Spencer Jones). `None` outside the calendar.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, century_rest) = (century.div_euclid(4), century.rem_euclid(4));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - correction + 15).rem_euclid(30);
    let (leaps, year_rest) = (rest / 4, rest % 4);
    let weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The public holidays of a year, in order.
pub fn public_holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days: Vec<_> =
        Holiday::ALL.into_iter().filter_map(|holiday| holiday.in_year(year).map(|day| (day, holiday))).collect();
    days.sort();
    days
}

/// The public holiday on `day`, if any.
pub fn public_holiday_on(day: NaiveDate) -> Option<Holiday> {
    Holiday::ALL.into_iter().find(|holiday| holiday.in_year(day.year()) == Some(day))
}
