//! What several pages show alike: a session, an agency's name, the way to
//! stating a need.

use axum::response::{IntoResponse as _, Response};
use domain::Instant;
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::fact_words::condition_text;
use domain::location::Location;
use domain::need_type::NeedType;
use domain::notice::Wish;
use domain::permanence::Permanence;
use domain::service::Service;
use domain::sessions::Slot;
use http::StatusCode;
use http::header::{LOCATION, VARY};
use maud::{Markup, html};
use web::extract::FormState;
use web::language::VARIES;
use web::ui::{ChoiceOption, Choices};
use web::{Visit, format, ui};

use crate::upcoming::Upcoming;
use crate::{word, word_with};

/// An agency's everyday name as a link to its page.
pub(super) fn agency_link(agency: &Agency) -> Markup {
    html! { a href={ "/agencies/" (agency.id) } { (agency.short) } }
}

/// A location's name as a link to its page.
pub(super) fn location_link(location: &Location) -> Markup {
    html! { a href={ "/locations/" (location.id) } { (location.name) } }
}

/// The field `notices`: how somebody can be told, what is usual first.
pub(super) fn wishes(language: Language, (legend, usual): (&str, &str), state: &FormState) -> Markup {
    let named = |wish: Wish| ChoiceOption::new(wish.code(), word(language, &format!("notices-{}", wish.code())));
    let usual = ChoiceOption::new(USUAL, word(language, usual));
    let options = std::iter::once(usual).chain(Wish::ALL.map(named));
    Choices::one("notices", &word(language, legend)).options(options).show(language, state)
}

/// What the field `notices` says of a wish, or of none.
pub(super) fn wish_of(wish: Option<Wish>) -> String {
    wish.map_or(USUAL, Wish::code).to_owned()
}

/// What stands for no wish of its own.
const USUAL: &str = "usual";

/// A service's name as a link to its page.
pub(super) fn service_link(language: Language, service: &Service) -> Markup {
    html! { a href={ "/services/" (service.id) } { (service.name.get(language)) } }
}

/// A kind of need's name as a link to its page.
pub(super) fn kind_link(language: Language, kind: &NeedType) -> Markup {
    html! { a href={ "/help/" (kind.id) } { (kind.label.get(language)) } }
}

/// When a place is open; `None` where that is not said.
pub(super) fn hours(language: Language, location: &Location) -> Option<String> {
    let spans = location.hours().into_iter().map(|(from, to)| format::time_range(language, from, to));
    Some(spans.collect::<Vec<_>>().join(", ")).filter(|hours| !hours.is_empty())
}

/// Links and the like, one after another.
pub(super) fn listed(all: &[Markup]) -> Markup {
    html! { @for (at, one) in all.iter().enumerate() { @if at > 0 { ", " } (one) } }
}

/// A table about `caption`; the keys of what stands above its columns.
pub(super) fn table(language: Language, caption: &str, heads: &[&str]) -> ui::Table {
    let heads: Vec<String> = heads.iter().map(|key| word(language, key)).collect();
    ui::Table::new(caption, &heads.iter().map(String::as_str).collect::<Vec<_>>())
}

/// `FR NL EN`.
pub(super) fn tags(languages: &[Language]) -> String {
    languages.iter().map(|language| language.tag().to_uppercase()).collect::<Vec<_>>().join(" ")
}

/// Which parts of a session a page leaves out, being about them already.
#[derive(Clone, Copy, Default)]
pub(super) struct About {
    /// The page is the agency's.
    pub(super) agency: bool,
    /// The page is the location's.
    pub(super) location: bool,
}

/// How a page shows sessions.
#[derive(Clone, Copy)]
pub(super) struct Agenda<'a> {
    pub(super) language: Language,
    /// What names agencies, places and services.
    pub(super) catalogue: &'a Catalogue,
    /// What is left out.
    pub(super) about: About,
    /// Now, where slots are shown as well, and how full they are is known.
    pub(super) slots: Option<Instant>,
}

impl Agenda<'_> {
    /// Sessions as a list by day; `empty` stands where there is none.
    pub(super) fn show(&self, shown: &[Upcoming<'_>], empty: Markup) -> Markup {
        if shown.is_empty() {
            return empty;
        }
        html! {
            ul class="agendas" {
                @for one in shown {
                    (ui::agenda_row(self.language, one.session.local_start, one.local_end().time(), self.session(one, shown)))
                }
            }
        }
    }

    fn session(&self, one: &Upcoming<'_>, all: &[Upcoming<'_>]) -> Markup {
        let Self { language, catalogue, about, slots } = *self;
        html! {
            p {
                (who_and_where(catalogue, one, about))
                @if one.takes_place() {
                    " · " (subjects(language, catalogue, one.permanence))
                } @else {
                    " " (ui::badge(ui::Tone::Red, ui::Icon::Cross, &word(language, "session-cancelled")))
                }
            }
            @if !one.takes_place() {
                p class="soft" { (why_not(language, one, all)) }
            } @else {
                @if let Some(reason) = &one.session.reason { p class="soft" { (reason.get(language)) } }
                @if let Some(closed) = &one.session.closed { p { (closed.get(language)) } }
                @else if let Some(now) = slots { (times(language, now, one)) }
            }
        }
    }
}

fn who_and_where(catalogue: &Catalogue, one: &Upcoming<'_>, about: About) -> Markup {
    let agency = one.agency(catalogue).filter(|_| !about.agency);
    let location = catalogue.locations.get(&one.session.location).filter(|_| !about.location);
    html! {
        @if let Some(agency) = agency { strong { (agency_link(agency)) } }
        @if agency.is_some() && location.is_some() { " · " }
        @if let Some(location) = location { (location_link(location)) }
    }
}

/// What a permanence is about, in words.
pub(super) fn subjects(language: Language, catalogue: &Catalogue, permanence: &Permanence) -> String {
    let named = permanence.services.iter().filter_map(|id| catalogue.services.get(id));
    let named: Vec<&str> = named.map(|service| service.name.get(language)).collect();
    if named.is_empty() { word(language, "session-all-services") } else { named.join(", ") }
}

/// The slots to come: a free one leads to its form, a full one to its queue.
fn times(language: Language, now: Instant, one: &Upcoming<'_>) -> Markup {
    let shown: Vec<_> = one.session.slots.iter().filter(|slot| now < slot.start).collect();
    let spoken = tags(&one.permanence.languages);
    let form = |slot: &Slot| {
        let waiting = if slot.free == 0 { "&waiting=true" } else { "" };
        format!("/book/details?session={}&slot={}{waiting}", one.session.id, slot.local_start.format("%Y-%m-%dT%H:%M"))
    };
    let of = format::day_long(language, one.session.local_start.date());
    html! {
        @if !shown.is_empty() {
            ul class="slots" aria-label=(word(language, "session-slots")) {
                @for slot in shown {
                    li {
                        a class=(if slot.free > 0 { "slot" } else { "slot taken" }) href=(form(slot)) {
                            span {
                                time datetime=(slot.local_start.format("%H:%M")) { (format::time(slot.local_start.time())) }
                                @if slot.free == 0 { " · " (word(language, "slot-full")) }
                            }
                            span class="hidden" { ", " (of) ", " (word(language, if slot.free > 0 { "slot-book" } else { "slot-queue" })) }
                        }
                    }
                }
            }
        }
        p class="soft" {
            (word(language, "session-walk-in"))
            @if !spoken.is_empty() { " · " (spoken) }
        }
    }
}

/// `congé de l'équipe ; reprise le 8 décembre`.
fn why_not(language: Language, one: &Upcoming<'_>, all: &[Upcoming<'_>]) -> String {
    let reason = one.session.reason.as_ref().map_or_else(String::new, |reason| reason.get(language).to_owned());
    match one.resumes(all) {
        Some(day) => {
            let day = format::day_short(language, day);
            let words = word_with(language, "session-resumes", &[("day", day.into())]);
            if reason.is_empty() { words } else { format!("{reason}{}{words}", format::semicolon(language)) }
        }
        None => reason,
    }
}

/// The calendar with the same sessions, which programs can follow: `path`
/// without its ending, `/locations/icab`. Its words are in the language that
/// the visitor chose, else in French and Dutch.
pub(super) fn subscribe(visit: &Visit, path: &str) -> Markup {
    let query = if visit.decided { format!("?lang={}", visit.language.tag()) } else { String::new() };
    let path = format!("/calendar{path}.ics{query}");
    html! {
        p class="soft" {
            (word(visit.language, "calendar-subscribe")) " "
            a href=(path) type="text/calendar" { code { (visit.base_url) (path) } }
        }
    }
}

/// What must hold for a service, in one sentence.
pub(super) fn conditions(language: Language, service: &Service) -> String {
    let conditions: Vec<String> =
        service.conditions.iter().map(|(fact, test)| condition_text(fact, test, language)).collect();
    if conditions.is_empty() {
        return word(language, "service-open-to-all");
    }
    word_with(language, "service-when", &[("conditions", conditions.join(format::semicolon(language)).into())])
}

/// What a service costs.
pub(super) fn price(language: Language, service: &Service) -> String {
    match service.price_eur {
        Some(0) => word(language, "service-free"),
        Some(price) => format::euros(language, price.into()),
        None => word(language, "service-price-unknown"),
    }
}

/// The official page of a service, where one is known.
pub(super) fn official_page(service: &Service) -> Option<Markup> {
    let page = service.page.as_deref()?;
    Some(html! { a href=(page) rel="external" { (host(page)) } })
}

/// `www.1819.brussels` of an address.
pub(super) fn host(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest).split('/').next().unwrap_or(address)
}

/// Under which conditions and at which price a service is had, in a line.
pub(super) fn terms(language: Language, service: &Service) -> Markup {
    html! {
        br;
        span class="soft" {
            (conditions(language, service))
            @if service.price_eur.is_some() { " " (word(language, "service-price")) (format::colon(language)) (price(language, service)) "." }
        }
        @if let Some(page) = official_page(service) { " " span class="soft" { (word(language, "service-page")) (format::colon(language)) } (page) }
    }
}

/// For good at another address, in the same language.
pub(super) fn moved(visit: &Visit, path: &str) -> Response {
    let language = if visit.decided { format!("?lang={}", visit.language.tag()) } else { String::new() };
    let head = [(LOCATION, format!("{path}{language}")), (VARY, VARIES.to_owned())];
    (StatusCode::MOVED_PERMANENTLY, head).into_response()
}

/// The way on for somebody who does not know whom to ask.
pub(super) fn state_need_card(language: Language, query: &str) -> Markup {
    let body = html! {
        p { (word(language, "not-sure-text")) }
        p class="actions" { (ui::link_button(&word(language, "state-need"), &format!("/needs/new{query}"))) }
    };
    ui::card(&word(language, "not-sure-title"), body)
}
