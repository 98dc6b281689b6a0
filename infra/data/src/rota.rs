//! Invented permanences: a rota by hand that looks like a real one in the week
//! of now.
//!
//! It keeps the programme's own rules: a core place weekly, an adjacent one
//! every two weeks, a marginal one monthly or not at all; advisers on their
//! half-days, two permanences a week at most. Three places that should have
//! somebody have nobody, so that the rota shows a gap to close.

use chrono::{Datelike, Days, NaiveDate};
use domain::Text;
use domain::adviser::{Adviser, HalfDay};
use domain::catalogue::Catalogue;
use domain::ids::PermanenceId;
use domain::permanence::{ExceptionDraft, Permanence, PermanenceDraft};

use crate::DataError;

/// Weeks before this one in which the series began.
const BEGAN_WEEKS_AGO: u64 = 6;
/// Weeks after this one through which they run: about eight months.
const RUN_WEEKS: u64 = 35;
/// Length of a session, as the working rules have it.
const SESSION_MINUTES: u32 = 180;

/// How often somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rhythm {
    Weekly,
    /// Every two weeks, this week included.
    ThisWeek,
    /// Every two weeks, from next week on.
    NextWeek,
    /// On the n-th such weekday of the month.
    Monthly(u32),
}

use Rhythm::{Monthly, NextWeek, ThisWeek, Weekly};

/// Agency, place, adviser's number, half-day, rhythm, services.
type Presence = (&'static str, &'static str, u8, &'static str, Rhythm, &'static [&'static str]);

const ROTA: [Presence; 37] = [
    ("innoviris", "icab", 1, "TU-AM", Weekly, &["innoviris-shape", "innoviris-feasibility", "ip-orientation"]),
    ("innoviris", "becentral", 1, "TH-AM", Weekly, &["innoviris-shape", "innoviris-vouchers", "innoviris-rise"]),
    ("innoviris", "eebic", 2, "WE-AM", Weekly, &["innoviris-explore", "innoviris-teamup", "innoviris-launch"]),
    ("innoviris", "greenbizz", 2, "FR-AM", ThisWeek, &["innoviris-feasibility", "innoviris-pob"]),
    ("innoviris", "startit-brussels", 2, "FR-AM", NextWeek, &["innoviris-shape", "innoviris-rise"]),
    ("innoviris", "molengeek", 3, "TU-PM", Weekly, &["innoviris-feasibility", "innoviris-vouchers"]),
    ("innoviris", "blsi", 3, "TH-AM", ThisWeek, &["innoviris-explore", "innoviris-teamup", "ip-orientation"]),
    ("innoviris", "transforma", 3, "TH-AM", NextWeek, &["innoviris-feasibility", "innoviris-pob"]),
    ("hub", "molengeek", 1, "TU-PM", Weekly, &["impulse-business-plan", "impulse-financial-plan"]),
    ("hub", "startit-brussels", 1, "TH-PM", Weekly, &["impulse-finance-search", "bie-first-export"]),
    ("hub", "eebic", 2, "WE-AM", Weekly, &["impulse-growth", "impulse-eu", "bie-first-export"]),
    ("hub", "mvillage", 2, "FR-AM", ThisWeek, &["impulse-business-plan", "impulse-permits"]),
    ("hub", "dansaert", 2, "FR-AM", NextWeek, &["impulse-location", "impulse-permits"]),
    (
        "hub",
        "icab",
        3,
        "TU-AM",
        Weekly,
        &["impulse-financial-plan", "impulse-finance-search", "impulse-legal-firstline"],
    ),
    ("hub", "becentral", 3, "TH-AM", Weekly, &["impulse-business-plan", "impulse-finance-search"]),
    ("hub", "bsprouts", 4, "WE-PM", Weekly, &["impulse-finance-search", "bie-inbound", "bie-missions"]),
    ("hub", "silversquare-louise", 4, "FR-AM", ThisWeek, &["impulse-legal-firstline", "impulse-growth"]),
    ("hub", "seedfactory", 4, "FR-AM", NextWeek, &["impulse-business-plan", "impulse-legal-firstline"]),
    ("hub", "buzzynest", 5, "MO-AM", Weekly, &["impulse-finance-search", "impulse-business-plan"]),
    ("hub", "transforma", 5, "TH-AM", Weekly, &["impulse-permits", "impulse-location", "impulse-financial-plan"]),
    ("info1819", "betacowork", 1, "MO-AM", Weekly, &["info1819-orientation"]),
    ("info1819", "tanneurs", 1, "TH-AM", Monthly(1), &["info1819-orientation"]),
    ("info1819", "euclides", 1, "TH-AM", Monthly(2), &["info1819-orientation"]),
    ("info1819", "theloft", 1, "TH-AM", Monthly(3), &["info1819-orientation"]),
    ("info1819", "creative-district", 1, "TH-AM", Monthly(4), &["info1819-orientation"]),
    ("finance", "icab", 1, "TH-PM", Monthly(1), &["brustart", "finance-loan"]),
    ("finance", "becentral", 1, "TU-PM", Monthly(2), &["brustart", "brusoc"]),
    ("finance", "eebic", 1, "TH-PM", Monthly(3), &["finance-loan"]),
    ("citydev", "phare-kanaal", 1, "TU-AM", ThisWeek, &["citydev-premises"]),
    ("citydev", "greenbizz", 1, "TH-AM", Monthly(1), &["citydev-premises"]),
    ("actiris", "becentral", 1, "TU-PM", Monthly(1), &["actiris-hiring"]),
    ("actiris", "molengeek", 1, "TH-PM", Monthly(2), &["actiris-hiring"]),
    ("actiris", "village-partenaire", 1, "TH-AM", Monthly(3), &["actiris-hiring"]),
    ("bee", "silversquare-europe", 1, "TU-AM", ThisWeek, &["bee-work-permit", "bee-consultancy"]),
    ("bee", "creatis", 1, "TU-AM", NextWeek, &["bee-consultancy", "bee-export-fair"]),
    ("bee", "themug", 1, "MO-AM", Monthly(2), &["bee-work-permit"]),
    ("bee", "buzzynest", 1, "TH-PM", Monthly(1), &["bee-consultancy", "bee-export-trip"]),
];

/// Not agreed with the place yet.
const DRAFTS: [&str; 1] = ["demo-actiris-village-partenaire"];
/// Rooms that the place told.
const ROOMS: [(&str, &str); 4] = [
    ("demo-innoviris-icab", "Salle / zaal 1"),
    ("demo-hub-icab", "Salle / zaal 2"),
    ("demo-innoviris-becentral", "2e étage / 2e verdieping"),
    ("demo-info1819-betacowork", "Phone box"),
];
const CANCELLED: &str = "demo-innoviris-eebic";
const MOVED: &str = "demo-hub-becentral";

/// The rota as it would stand on `today`. What the directory does not know on
/// its first day (an agency that was not founded yet, where the demonstration
/// runs in the past) is left out.
pub fn rota(catalogue: &Catalogue, today: NaiveDate) -> Result<Vec<Permanence>, DataError> {
    let advisers = crate::advisers()?;
    let mut permanences = Vec::with_capacity(ROTA.len());
    for presence in &ROTA {
        let adviser = adviser(&advisers, presence)?;
        let id = id(presence);
        let draft = draft(presence, &id, adviser, today)?;
        let parsed = PermanenceId::parse(&id).map_err(|_| DataError::Rota(id))?;
        permanences.extend(draft.parse(parsed, catalogue));
    }
    Ok(permanences)
}

fn id((agency, place, ..): &Presence) -> String {
    format!("demo-{agency}-{place}")
}

fn adviser<'a>(advisers: &'a [Adviser], (agency, _, number, ..): &Presence) -> Result<&'a Adviser, DataError> {
    let id = format!("{agency}-{number}");
    advisers.iter().find(|adviser| adviser.id.as_str() == id).ok_or(DataError::Rota(id))
}

fn draft(presence: &Presence, id: &str, adviser: &Adviser, today: NaiveDate) -> Result<PermanenceDraft, DataError> {
    let (agency, location, _, half_day, rhythm, services) = *presence;
    let half_day = HalfDay::try_from(half_day.to_owned()).map_err(|_| DataError::Rota(id.to_owned()))?;
    let began = monday(today) - Days::new(7 * BEGAN_WEEKS_AGO);
    let first = first_day(rhythm, began + Days::new(u64::from(half_day.day())));
    let until = monday(today) + Days::new(7 * RUN_WEEKS + 4);
    let time = if half_day.is_afternoon() { "13:30" } else { "09:30" };
    let day = first.weekday().to_string().to_uppercase();
    let day = &day[..2];
    let rule = match rhythm {
        Weekly => format!("FREQ=WEEKLY;BYDAY={day}"),
        ThisWeek | NextWeek => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"),
        Monthly(nth) => format!("FREQ=MONTHLY;BYDAY={nth}{day}"),
    };
    let next = monday(today) + Days::new(7 + u64::from(half_day.day()));
    Ok(PermanenceDraft {
        agency: agency.to_owned(),
        location: location.to_owned(),
        advisers: vec![adviser.id.to_string()],
        room: ROOMS.iter().find(|(known, _)| *known == id).map(|(_, room)| (*room).to_owned()),
        services: services.iter().map(|service| (*service).to_owned()).collect(),
        seats: Some(1),
        start: format!("{first}T{time}"),
        duration_minutes: SESSION_MINUTES,
        timezone: None,
        rrule: Some(rule),
        until: Some(until.to_string()),
        exceptions: exception(id, next).into_iter().collect(),
        languages: adviser.languages.iter().map(|language| language.tag().to_owned()).collect(),
        status: Some(if DRAFTS.contains(&id) { "draft" } else { "published" }.to_owned()),
        ..PermanenceDraft::default()
    })
}

/// The first session on or after `day`, a day of the right weekday.
fn first_day(rhythm: Rhythm, day: NaiveDate) -> NaiveDate {
    match rhythm {
        Weekly | ThisWeek => day,
        NextWeek => day + Days::new(7),
        Monthly(nth) => day.iter_days().step_by(7).find(|day| day.day0() / 7 + 1 == nth).unwrap_or(day),
    }
}

/// What differs next week: one session does not take place, one is later.
fn exception(id: &str, next: NaiveDate) -> Option<ExceptionDraft> {
    let cancelled = || ExceptionDraft {
        date: next.to_string(),
        cancelled: Some(true),
        reason: Some(Text::new(
            "La conseillère suit une formation ce jour-là.",
            "De adviseur volgt die dag een opleiding.",
            "The adviser attends a training course that day.",
        )),
        ..ExceptionDraft::default()
    };
    let moved = || ExceptionDraft {
        date: next.to_string(),
        start: Some(format!("{next}T13:30")),
        reason: Some(Text::new(
            "L'après-midi cette semaine : la salle est prise le matin.",
            "Deze week in de namiddag: de zaal is 's ochtends bezet.",
            "In the afternoon this week: the room is taken in the morning.",
        )),
        ..ExceptionDraft::default()
    };
    match id {
        CANCELLED => Some(cancelled()),
        MOVED => Some(moved()),
        _ => None,
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

#[cfg(test)]
mod tests;
