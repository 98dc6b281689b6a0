//! What an answer gives back: who comes to the place next, and the services that
//! they offer.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::AgencyId;
use domain::local_time;
use domain::permanence::Permanence;
use domain::service::Service;
use domain::sessions::{Session, Window, is_about};
use domain::survey::SurveyTarget;
use flows::bookings::next_sessions;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::{Context, Problem, Visit, format, ui};

use super::view::in_language;
use crate::surveys::asked::Asked;
use crate::{word, word_with, words};

/// How far ahead sessions are looked for, in days.
const DAYS: u64 = 42;
/// Sessions that are shown.
const SHOWN: usize = 3;
/// Sessions looked at for who comes.
const LOOKED_AT: usize = 12;
/// Services named at most.
const SERVICES: usize = 6;
/// Services of one agency, beside those of others.
const OF_EACH: usize = 2;

/// The next sessions at the survey's place, or of its agency where it is about no
/// place, and the services that fit. A query of the presences there, of an agency
/// one for each agency whose work it does, and a read where advisers are named;
/// none for a survey about neither.
pub(super) async fn given_back(context: &Context, visit: &Visit, asked: &Asked) -> Result<Markup, Problem> {
    let (target, catalogue) = (&asked.survey.target, asked.catalogue.as_ref());
    let today = context.store.now().day_in(BRUSSELS);
    let (heading, all, lists): (String, (String, &str), Vec<PermanenceList>) = match (&target.location, &target.agency)
    {
        (Some(id), _) => {
            let args = [("place", words::location(catalogue, id).into())];
            let all = (format!("/locations/{id}"), "thanks-place-all");
            (word_with(visit.language, "thanks-place", &args), all, vec![PermanenceList::Location(id.clone())])
        }
        (None, Some(id)) => {
            let args = [("agency", words::agency(catalogue, id).into())];
            let all = (format!("/agencies/{id}"), "thanks-agency-all");
            let same = catalogue.same_work(id, today).into_iter().map(|id| PermanenceList::Agency(id.clone()));
            (word_with(visit.language, "thanks-agency", &args), all, same.collect())
        }
        (None, None) => return Ok(html! { p { (all_services(visit)) } }),
    };
    let last = today.checked_add_days(Days::new(DAYS)).unwrap_or(today);
    let window = Window::new(today, last).map_err(|error| Problem::internal(&error))?;
    let next = next_sessions(&context.store, catalogue, &lists, window, LOOKED_AT).await?;
    let services = fitting(catalogue, target, &next, today);
    Ok(html! {
        (ui::card(&heading, html! {
            (sessions(visit, catalogue, target.location.is_none(), &next))
            p { a href=(in_language(visit, all.0)) { (word(visit.language, all.1)) } }
        }))
        (ui::card(&word(visit.language, "thanks-help"), html! {
            @if services.is_empty() { p { (word(visit.language, "thanks-help-none")) } }
            @else { (named(visit, catalogue, &services, today)) }
            p { (all_services(visit)) }
        }))
    })
}

pub(super) fn all_services(visit: &Visit) -> Markup {
    html! { a href=(in_language(visit, "/services".to_owned())) { (word(visit.language, "thanks-services")) } }
}

/// The first of them.
fn sessions(visit: &Visit, catalogue: &Catalogue, with_place: bool, next: &[(Session, Permanence)]) -> Markup {
    let language = visit.language;
    html! {
        @if next.is_empty() { p { (word(language, "thanks-none")) } }
        @else {
            ul class="agendas" {
                @for (session, _) in next.iter().take(SHOWN) {
                    @let until = local_time::to_local(session.end, session.timezone).time();
                    @let body = one(visit, catalogue, session, with_place);
                    (ui::agenda_row(language, session.local_start, until, body))
                }
            }
        }
    }
}

/// Who comes, where that is not said yet, and the way to a time with them.
fn one(visit: &Visit, catalogue: &Catalogue, session: &Session, with_place: bool) -> Markup {
    let agency = words::agency(catalogue, &session.agency);
    let day = format::day_long(visit.language, session.local_start.date());
    html! {
        p {
            strong { (agency) }
            @if with_place { " · " (words::location(catalogue, &session.location)) }
        }
        p {
            a href=(in_language(visit, format!("/book?session={}", session.id))) {
                (word(visit.language, "thanks-book"))
                span class="hidden" { ", " (agency) ", " (day) }
            }
        }
    }
}

fn named(visit: &Visit, catalogue: &Catalogue, services: &[&Service], today: NaiveDate) -> Markup {
    html! {
        ul {
            @for service in services {
                @let agency = catalogue.provider(service, today).map(|agency| &agency.short);
                li {
                    a href=(in_language(visit, format!("/services/{}", service.id))) { (service.name.get(visit.language)) }
                    @if let Some(agency) = agency { " · " (agency) }
                }
            }
        }
    }
}

/// What the survey's agency offers; of a place, what those who come next are there
/// for: what their presence names, else what they offer.
fn fitting<'a>(
    catalogue: &'a Catalogue,
    target: &SurveyTarget,
    next: &[(Session, Permanence)],
    today: NaiveDate,
) -> Vec<&'a Service> {
    let mut found: Vec<&Service> = Vec::new();
    if let Some(agency) = target.agency.as_ref().and_then(|id| catalogue.acting(id, today)) {
        found.extend(catalogue.services_of(&agency.id, today));
    } else {
        let mut seen: Vec<&AgencyId> = Vec::new();
        for (session, of) in next {
            if seen.contains(&&session.agency) {
                continue;
            }
            seen.push(&session.agency);
            let offered = catalogue.services.values().filter(|service| {
                let is_new = !found.iter().any(|one| one.id == service.id);
                let is_offered = catalogue.provider(service, today).is_some();
                is_new && is_offered && is_about(catalogue, session, of, &service.id)
            });
            let some: Vec<&Service> = offered.take(OF_EACH).collect();
            found.extend(some);
        }
    }
    found.truncate(SERVICES);
    found
}
