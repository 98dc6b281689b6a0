//! What a page is about, in the words of schema.org: a block of data in the page
//! that search engines read. It holds what the page shows, in French and Dutch
//! whatever the page's language. No script: browsers do not run it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveTime, TimeDelta, Weekday};
use domain::agency::Agency;
use domain::in_words::weekday;
use domain::location::Location;
use domain::permanence::{Frequency, Permanence};
use domain::service::Service;
use domain::sessions::{Drafts, SessionStatus, expand_long};
use domain::{Language, Text};
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use web::i18n::text_args;

use crate::LOCALES;
use crate::hsds::places::code;
use crate::opened::Opened;
use crate::upcoming::Upcoming;

/// How far ahead days that fall out of a series are named.
const AHEAD: i64 = 92;

/// What a block is made of.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub opened: &'a Opened,
    /// The sessions that the page shows.
    pub sessions: &'a [Upcoming<'a>],
}

impl Around<'_> {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.opened.visit.base_url)
    }

    pub(crate) fn of_service(&self, service: &Service) -> Markup {
        let provider = self.opened.catalogue.provider(service, self.opened.today);
        let mut things: Vec<Value> = provider.map(|agency| self.agency(agency)).into_iter().collect();
        things.push(json!({
            "@type": "GovernmentService",
            "@id": self.url(&format!("/services/{}#service", service.id)),
            "url": self.url(&format!("/services/{}", service.id)),
            "name": said(&service.name),
            "description": said(&service.description),
            "serviceOperator": provider.map(|agency| json!({"@id": self.agency_id(agency)})),
            "provider": provider.map(|agency| json!({"@id": self.agency_id(agency)})),
            "areaServed": region(),
            "availableChannel": {
                "@type": "ServiceChannel",
                "serviceUrl": self.url("/needs/new"),
                "availableLanguage": provider.map(|agency| tags(&agency.languages)),
            },
        }));
        self.block(things)
    }

    pub(crate) fn of_agency(&self, agency: &Agency) -> Markup {
        self.block(vec![self.agency(agency)])
    }

    pub(crate) fn of_location(&self, location: &Location) -> Markup {
        self.block(vec![self.place(location)])
    }

    fn agency_id(&self, agency: &Agency) -> String {
        self.url(&format!("/agencies/{}#agency", agency.id))
    }

    fn agency(&self, agency: &Agency) -> Value {
        json!({
            "@type": "GovernmentOrganization",
            "@id": self.agency_id(agency),
            "url": self.url(&format!("/agencies/{}", agency.id)),
            "name": said(&agency.name),
            "alternateName": agency.short,
            "description": said(&agency.mission),
            "areaServed": region(),
            "knowsLanguage": tags(&agency.languages),
        })
    }

    fn place(&self, location: &Location) -> Value {
        let town = self.opened.catalogue.municipalities.get(&location.nis).map(|town| &town.name);
        json!({
            "@type": "Place",
            "@id": self.url(&format!("/locations/{}#place", location.id)),
            "url": self.url(&format!("/locations/{}", location.id)),
            "name": location.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": said(&location.address),
                "postalCode": location.postcode,
                "addressLocality": town.map(said),
                "addressRegion": "Bruxelles-Capitale / Brussel-Hoofdstad",
                "addressCountry": "BE",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": location.lat, "longitude": location.lon},
        })
    }

    /// The block: what the page is about, the sessions that it shows, and of these
    /// the places, agencies and series, each once.
    fn block(&self, mut things: Vec<Value>) -> Markup {
        for one in self.sessions {
            let Some(location) = self.opened.catalogue.locations.get(&one.session.location) else { continue };
            let Some(agency) = one.agency(&self.opened.catalogue) else { continue };
            things.push(self.event(one, agency, location));
            things.push(self.place(location));
            things.push(self.agency(agency));
            things.extend(self.series(one.permanence, agency, location));
        }
        let mut known = BTreeSet::new();
        things.retain(|thing| known.insert(thing["@id"].to_string()));
        things.iter_mut().for_each(without_nothing);
        let block = json!({"@context": "https://schema.org", "@graph": things}).to_string();
        // Nothing in it can end the element that it stands in.
        let block = block.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        html! { script type="application/ld+json" { (PreEscaped(block)) } }
    }

    fn event(&self, one: &Upcoming<'_>, agency: &Agency, location: &Location) -> Value {
        let session = &one.session;
        let zone = |at: domain::Instant| at.utc().with_timezone(&session.timezone).to_rfc3339();
        let status = if one.takes_place() { "EventScheduled" } else { "EventCancelled" };
        let page = self.url(&format!("/locations/{}", location.id));
        let series = one.permanence.rrule.is_some().then(|| json!({"@id": self.series_id(one.permanence)}));
        json!({
            "@type": "Event",
            "@id": format!("{page}#{}", session.id),
            "url": page,
            "name": said(&name(agency, location)),
            "description": self.subjects(one.permanence).as_ref().map(said),
            "startDate": zone(session.start),
            "endDate": zone(session.end),
            "eventStatus": format!("https://schema.org/{status}"),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@id": self.url(&format!("/locations/{}#place", location.id))},
            "organizer": {"@id": self.agency_id(agency)},
            "inLanguage": tags(&one.permanence.languages),
            "superEvent": series,
        })
    }

    fn series_id(&self, permanence: &Permanence) -> String {
        self.url(&format!("/locations/{}#{}", permanence.location, permanence.id))
    }

    /// The series that sessions belong to, with its rule; `None` where it is one.
    fn series(&self, permanence: &Permanence, agency: &Agency, location: &Location) -> Option<Value> {
        let rule = permanence.rule_with_end()?;
        let weekly = rule.frequency == Frequency::Weekly;
        let end = permanence.start + TimeDelta::minutes(i64::from(permanence.duration_minutes));
        let time = |time: NaiveTime| time.format("%H:%M:%S").to_string();
        let mut days: Vec<Value> = rule.by_day.iter().map(|(place, day)| day_of(*place, *day)).collect();
        if days.is_empty() && weekly {
            days.push(day_of(None, permanence.start.weekday()));
        }
        let month_day = (days.is_empty()).then(|| permanence.start.day());
        let window = (self.opened.today, self.opened.today + TimeDelta::days(AHEAD));
        let sessions = expand_long(permanence, window, Drafts::Hidden, &self.opened.catalogue);
        let out = sessions.iter().filter(|session| session.status == SessionStatus::Cancelled);
        let out: Vec<Value> = out.map(|session| json!(session.local_start.date().to_string())).collect();
        Some(json!({
            "@type": "EventSeries",
            "@id": self.series_id(permanence),
            "name": said(&name(agency, location)),
            "location": {"@id": self.url(&format!("/locations/{}#place", location.id))},
            "organizer": {"@id": self.agency_id(agency)},
            "startDate": permanence.start.date().to_string(),
            "eventSchedule": {
                "@type": "Schedule",
                "repeatFrequency": format!("P{}{}", rule.interval, if weekly { "W" } else { "M" }),
                "byDay": days,
                "byMonthDay": month_day,
                "startDate": permanence.start.date().to_string(),
                "endDate": (permanence.last_day().year() < 9999).then(|| permanence.last_day().to_string()),
                "startTime": time(permanence.start.time()),
                "endTime": time(end.time()),
                "scheduleTimezone": permanence.timezone.name(),
                "exceptDate": out,
            },
        }))
    }

    /// The services that a series names.
    fn subjects(&self, permanence: &Permanence) -> Option<Text> {
        let named = permanence.services.iter().filter_map(|id| self.opened.catalogue.services.get(id));
        let named: Vec<&Service> = named.collect();
        let all = |language: Language| named.iter().map(|one| one.name.get(language)).collect::<Vec<_>>().join(", ");
        (!named.is_empty()).then(|| Text::new(all(Language::Fr), all(Language::Nl), all(Language::En)))
    }
}

fn name(agency: &Agency, location: &Location) -> Text {
    let args = [("agency", agency.short.as_str().into()), ("place", location.name.as_str().into())];
    text_args(&LOCALES, "event-name", &args)
}

/// A text in each language.
fn said(text: &Text) -> Value {
    let written = |language: &Language| *language != Language::En || text.en.is_some();
    let one = |language: Language| json!({"@language": language.tag(), "@value": text.get(language)});
    Language::ALL.into_iter().filter(written).map(one).collect()
}

fn tags(languages: &[Language]) -> Vec<&'static str> {
    languages.iter().map(|language| language.tag()).collect()
}

fn region() -> Value {
    json!({"@type": "AdministrativeArea", "name": "Bruxelles-Capitale / Brussel-Hoofdstad"})
}

/// A day of a rule: by its name, or with its place in the month.
fn day_of(place: Option<i8>, day: Weekday) -> Value {
    match place {
        None => json!(format!("https://schema.org/{}", weekday(Language::En, day.num_days_from_monday() as usize))),
        Some(place) => json!(format!("{place}{}", code(day))),
    }
}

/// Leaves out what is not known.
fn without_nothing(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|all| !all.is_empty()));
            fields.values_mut().for_each(without_nothing);
        }
        Value::Array(values) => values.iter_mut().for_each(without_nothing),
        _ => {}
    }
}
