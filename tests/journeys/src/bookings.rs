//! A desk to book at, and what a booking's mail says to a calendar.

use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::Context as _;
use chrono::DateTime;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::day;
use crate::home::{Home, Mail};
use crate::programs::{interop, python};
use crate::visitor::Answer;

/// The series at which journeys book: Innoviris at a place, weekly from the day
/// on which they begin, four slots from 09:30, 10:15, 11:00 and 11:45.
pub async fn hold(home: &dyn Home, id: &str, location: &str, seats: u32) -> anyhow::Result<()> {
    let series = json!({
        "agency": "innoviris", "location": location, "services": ["innoviris-shape"], "seats": seats,
        "start": day::slot(0, "09:30"), "duration_minutes": 180, "rrule": "FREQ=WEEKLY",
        "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published",
    });
    let coordinator = home.coordinator();
    let put = coordinator.ask(Method::PUT, &format!("/v1/permanences/{id}")).header("if-none-match", "*").json(&series);
    coordinator.send(put).await?.must_be(201)?;
    Ok(())
}

/// What somebody asks for: a slot, told by its local start, of the session on
/// its day.
pub fn wish(series: &str, slot: &str, email: &str) -> Value {
    let day: String = slot.chars().take(10).filter(char::is_ascii_digit).collect();
    json!({
        "session": format!("{series}.{day}"), "slot": slot, "member": {"name": "Zoé Robotics"},
        "contact": {"name": "Zoé Maes", "email": email, "language": "nl"}, "note": "Een prototype.",
    })
}

/// Books, or waits where `waiting` says so, as anybody does.
pub async fn book(home: &dyn Home, wish: &Value) -> anyhow::Result<Answer> {
    home.anybody().create("/v1/bookings", wish).await
}

/// A booking as the coordinator sees it, with its `ETag`.
pub async fn booking(home: &dyn Home, made: &Value) -> anyhow::Result<(Value, String)> {
    let id = made["id"].as_str().context("a booking without an id")?;
    let answer = home.coordinator().get(&format!("/v1/bookings/{id}")).await?.must_be(200)?;
    Ok((answer.json()?, answer.header("etag").to_owned()))
}

/// Where a booking stands.
pub async fn status(home: &dyn Home, made: &Value) -> anyhow::Result<String> {
    let (found, _) = booking(home, made).await?;
    found["status"].as_str().map(str::to_owned).context("a booking without a status")
}

/// Free seats of each slot of a place's sessions on a day.
pub async fn free(home: &dyn Home, location: &str, day: &str) -> anyhow::Result<Vec<u64>> {
    let next = day.parse::<chrono::NaiveDate>()?.succ_opt().context("a day after it")?;
    let found = home.anybody().list(&format!("/v1/sessions?location={location}&from={day}&to={next}")).await?;
    let slots = found.iter().flat_map(|session| session["slots"].as_array().into_iter().flatten());
    Ok(slots.filter_map(|slot| slot["free"].as_u64()).collect())
}

/// The slots of a place that can still be begun, as wall-clock times: the first
/// are not today's where today is a day on which nobody comes.
pub async fn upcoming(home: &dyn Home, location: &str) -> anyhow::Result<Vec<String>> {
    let (from, to, now) = (day::day(0), day::day(13), home.now().await?);
    let found = home.anybody().list(&format!("/v1/sessions?location={location}&from={from}&to={to}")).await?;
    let slots = found.iter().flat_map(|session| session["slots"].as_array().into_iter().flatten());
    let to_come = |slot: &&Value| {
        let start = slot["start"].as_str().and_then(|start| DateTime::parse_from_rfc3339(start).ok());
        start.is_some_and(|start| start > now)
    };
    Ok(slots.filter(to_come).filter_map(|slot| slot["local_start"].as_str().map(str::to_owned)).collect())
}

/// What PyPI's icalendar reads in the calendar part of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Invitation {
    /// METHOD.
    pub method: String,
    /// UID: the same for all mails about one booking.
    pub uid: String,
    /// SEQUENCE: a calendar follows the highest.
    pub sequence: u32,
    /// Beginning in UTC.
    pub start: String,
    /// End in UTC.
    pub end: String,
    /// TZID of the beginning.
    pub zone: Option<String>,
    /// Address of the organizer.
    pub organizer: String,
    /// Address of who sends for the organizer.
    pub sent_by: String,
    /// Address of who is invited.
    pub attendee: String,
    /// SUMMARY.
    pub summary: String,
    /// LOCATION.
    pub location: String,
    /// URL.
    pub url: String,
    /// What the RFCs do not allow.
    pub problems: Vec<String>,
}

/// Reads the calendar part of a mail; fails where there is none, or where the
/// part's header names another method than the object.
pub fn invitation(mail: &Mail) -> anyhow::Result<Invitation> {
    let part = mail.calendar.as_ref().with_context(|| format!("no calendar part in '{}'", mail.subject))?;
    let mut command = Command::new(python()?);
    command.arg(interop("invitation.py")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    child.stdin.take().context("the reader has no input")?.write_all(part.ics.as_bytes())?;
    let output = child.wait_with_output()?;
    anyhow::ensure!(output.status.success(), "icalendar can't read:\n{}", part.ics);
    let read: Invitation = serde_json::from_slice(&output.stdout)?;
    anyhow::ensure!(read.method == part.method, "the header says {}, the object {}", part.method, read.method);
    anyhow::ensure!(read.problems.is_empty(), "{:?} in\n{}", read.problems, part.ics);
    Ok(read)
}

/// The bookings of a session, as the coordinator sees them: all of them, for
/// this list has no pages.
pub async fn of_session(home: &dyn Home, session: &str) -> anyhow::Result<Vec<Value>> {
    let path = format!("/v1/bookings?session={session}");
    let listed = home.coordinator().get(&path).await?.must_be(200)?.json()?;
    listed["items"].as_array().cloned().context("a list without items")
}
