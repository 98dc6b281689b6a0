//! An adviser's own calendar: where they hold permanences, and who comes. It
//! names people who booked, so it is read by a secret link only, and never kept
//! by anybody between.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use calendar::{Appointment, Feed, Span};
use chrono::TimeDelta;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, BookingId, PermanenceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, SessionStatus, Window};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, REFERRER_POLICY};
use http::{HeaderMap, StatusCode, Uri};
use store::keys::PermanenceList;
use store::link::{LinkPurpose, read as read_link};
use store::repos::bookings::LoadedBooking;
use store::repos::catalogue::DirectoryRevision;
use store::repos::permanences::Listed;
use web::extract::{digest_tag, is_known};
use web::{Context, Problem, Reply};

use super::events::{address, events, said};
use super::{Asked, FeedQuery};
use crate::console::acting;
use crate::rota::lists_of;
use crate::sessions::occurrences;
use crate::{word, word_with};

/// No copy in a shared cache: the calendar names people.
const MAX_AGE: &str = "private, max-age=900";
/// Bookings that a calendar shows at most, the next first.
const MAX_BOOKINGS: usize = 500;

/// The published permanences that an adviser holds, as other calendars show
/// them, and the bookings of the coming 92 days, at most 500: company, name,
/// service and note. The token is the only proof that is asked for. Where
/// nothing changed: a get of the adviser, a query for the agency and for each
/// whose work it does, and a get for each hundred sessions to come. Else also a
/// query for each permanence that is booked, and a get for each 50 bookings.
#[utoipa::path(get, path = "/calendar/advisers/{token}.ics", tag = "schedule",
    params(("token" = String, Path, description = "Shown on the adviser's page in the console; a new one voids the old."), FeedQuery),
    security(()),
    responses(
        (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String))),
        (status = 304, description = "Nothing changed since the version named in `If-None-Match`."),
        (status = 404, description = "The link was never given out, or a newer one was.")))]
pub(crate) async fn read(
    State(context): State<Context>,
    uri: Uri,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Reply {
    let token = file.strip_suffix(".ics").ok_or_else(Problem::not_found)?;
    let asked = Asked::new(context, PermanenceList::All, &uri);
    let calendar = Calendar::of(&asked, token).await?;
    let known = calendar.tag();
    // Weak: who accepts an offered seat changes a time of change, and nothing that people see.
    let tag = format!("W/{known}");
    let head = [(ETAG, tag.as_str()), (CACHE_CONTROL, MAX_AGE), (REFERRER_POLICY, "no-referrer")];
    if is_known(&headers, &known) {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    let body = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_LANGUAGE, asked.language.map_or("fr, nl", domain::Language::tag)),
        (CONTENT_DISPOSITION, "inline; filename=\"permanences.ics\""),
    ];
    Ok((head, body, calendar.write(token).await?).into_response())
}

/// What a calendar is written from, bookings not yet read.
struct Calendar<'a> {
    asked: &'a Asked,
    adviser: Adviser,
    version: u64,
    catalogue: std::sync::Arc<Catalogue>,
    directory: DirectoryRevision,
    listed: Vec<Listed>,
    /// Sessions to come, each with its mark.
    coming: Vec<(SessionId, u64)>,
}

impl<'a> Calendar<'a> {
    async fn of(asked: &'a Asked, token: &str) -> Result<Self, Problem> {
        let store = &asked.context.store;
        let link = read_link(store.secrets(), LinkPurpose::AdviserCalendar, token).ok_or_else(Problem::not_found)?;
        let id = AdviserId::parse(&link.id).map_err(|_| Problem::not_found())?;
        let (found, directory) = store.feeds().adviser(&id).await?;
        let found = found.filter(|found| found.value.link_generation == link.generation);
        let found = found.ok_or_else(Problem::not_found)?;
        let (adviser, version) = (found.value, found.version);
        let catalogue = store.catalogue().load_at(directory).await?;
        let mut listed = Vec::new();
        for list in lists_of(&catalogue, &adviser.agency, asked.today) {
            listed.extend(store.permanences().listed(&list, Span::around(asked.today).from).await?);
        }
        listed.retain(|one: &Listed| one.permanence.advisers.contains(&id));
        let coming = coming(asked, &catalogue, listed.iter().map(|one| &one.permanence));
        let marks = store.bookings().marks(&coming).await?;
        let coming = coming.into_iter().zip(marks).collect();
        Ok(Self { asked, adviser, version, catalogue, directory, listed, coming })
    }

    /// Known before any booking is read, so that what is written is never
    /// older than its tag.
    fn tag(&self) -> String {
        let listed = self.listed.iter().map(|one| format!("{}.{}", one.permanence.id, one.row_version));
        let coming = self.coming.iter().filter(|(_, mark)| *mark > 0).map(|(id, mark)| format!("{id}.{mark}"));
        let stands: Vec<String> = listed.chain(coming).collect();
        let (asked, version) = (self.asked, self.directory.version);
        digest_tag(&format!(
            "{}/advisers/{}{} {} {} {version} {}",
            asked.context.settings.base_url,
            self.adviser.id,
            asked.query(),
            asked.today,
            self.version,
            stands.join(",")
        ))
    }

    async fn write(&self, token: &str) -> Result<String, Problem> {
        let (asked, span) = (self.asked, Span::around(self.asked.today));
        let languages = asked.languages();
        let named = |key: &str| {
            said(languages, " / ", |language| word_with(language, key, &[("name", self.adviser.name.as_str().into())]))
        };
        let bookings = self.bookings().await?;
        Ok(calendar::feed(&Feed {
            name: &named("feed-adviser-name"),
            description: &named("feed-adviser-about"),
            source: &asked.url(&format!("/calendar/advisers/{token}.ics{}", asked.query())),
            url: &asked.url(&format!("/agencies/{}{}", self.adviser.agency, asked.query())),
            host: asked.context.settings.host(),
            languages,
            span,
            events: events(asked, &self.catalogue, self.directory, &self.listed, span),
            appointments: bookings.iter().filter_map(|booking| self.appointment(booking)).collect(),
        }))
    }

    /// Who holds a seat of a session to come: a query for each permanence of
    /// which one was ever taken, a get for each 50 bookings.
    async fn bookings(&self) -> Result<Vec<LoadedBooking>, Problem> {
        let repo = self.asked.context.store.bookings();
        let mut booked: Vec<PermanenceId> = Vec::new();
        let mut ids: Vec<BookingId> = Vec::new();
        for (session, _) in self.coming.iter().filter(|(_, mark)| *mark > 0) {
            let Some((permanence, day)) = session.parts() else { continue };
            if ids.len() < MAX_BOOKINGS && !booked.contains(&permanence) {
                // Sessions come in order of time; one that was moved may come before its series' day.
                let days = self.coming.iter().filter_map(|(id, _)| id.parts()).filter(|(id, _)| *id == permanence);
                let first = days.map(|(_, day)| day).min().unwrap_or(day);
                ids.extend(repo.of_permanence(&permanence, first).await?.seated);
                booked.push(permanence);
            }
        }
        ids.truncate(MAX_BOOKINGS);
        let mut found: Vec<LoadedBooking> = repo.load_many(&ids).await?.into_iter().flatten().collect();
        found.retain(|one| self.coming.iter().any(|(session, _)| *session == one.booking.slot.session));
        Ok(found)
    }

    fn appointment(&self, loaded: &LoadedBooking) -> Option<Appointment> {
        let LoadedBooking { booking, person, version: _ } = loaded;
        let languages = self.asked.languages();
        let person = person.as_ref();
        let contact = person.and_then(|person| person.contact.as_ref());
        let who = [person.and_then(|person| person.company.as_deref()), contact.map(|contact| contact.name.as_str())];
        let who: Vec<&str> = who.into_iter().flatten().collect();
        let summary = if who.is_empty() {
            said(languages, " / ", |language| word(language, "feed-booked"))
        } else {
            who.join(" · ")
        };
        let location = self.catalogue.locations.get(&booking.location)?;
        let service = booking.service.as_ref().and_then(|id| self.catalogue.services.get(id));
        let mut lines: Vec<String> = Vec::new();
        lines.extend(service.map(|service| said(languages, " / ", |language| service.name.get(language).to_owned())));
        lines.extend(person.and_then(|person| person.note.clone()));
        let agency = acting(&self.catalogue, &booking.agency, booking.slot.local_start.date());
        lines.extend(agency.map(|agency| agency.short.clone()));
        Some(Appointment {
            id: booking.id.to_string(),
            sequence: booking.sequence,
            changed: booking.changed_at,
            start: booking.slot.start,
            end: booking.slot.end,
            timezone: booking.slot.timezone,
            summary,
            description: lines.join("\n"),
            location: said(languages, " / ", |language| address(language, &self.catalogue, location)),
        })
    }
}

/// The sessions that take place from today on, as far as anybody can book.
fn coming<'p>(
    asked: &Asked,
    catalogue: &Catalogue,
    permanences: impl Iterator<Item = &'p Permanence>,
) -> Vec<SessionId> {
    let Ok(window) = Window::new(asked.today, asked.today + TimeDelta::days(MAX_WINDOW_DAYS)) else {
        return Vec::new();
    };
    let found = occurrences(catalogue, permanences, window, Drafts::Hidden).into_iter();
    let held = found.filter(|(session, _)| session.status == SessionStatus::Scheduled);
    held.map(|(session, _)| session.id).collect()
}
