//! `GET /s/{code}/thanks`: what happens with an answer, the way to the contact form
//! for those who asked for it, and what the answer gives back: who comes to the place
//! next, and the services that they offer.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, SurveyId};
use domain::permanence::Permanence;
use domain::service::Service;
use domain::sessions::{Session, Window, is_about};
use domain::survey::SurveyTarget;
use domain::{Language, local_time};
use flows::bookings::next_sessions;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, NoFilter, QueryParams};
use web::{Context, Page, Problem, Reply, Visit, format, ui};

use super::view::in_language;
use crate::suggestions::told;
use crate::surveys::asked::{Asked, Asking};
use crate::{word, word_with};

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

/// Thanks. Reads: as the survey's page; what became of earlier suggestions
/// there: one query, one get where there are any; who comes next: one query, of
/// an agency one for each whose work it does, one read where advisers are named.
pub(super) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<SurveyId>,
) -> Reply {
    let asked = surveys.find(&context, &id).await?;
    let told = told(&context, visit.language, &asked.survey.target).await?;
    let back = given_back(&context, &visit, &asked).await?;
    let body = html! {
        div class="stack" {
            (contact(&visit, &id))
            (what_next(visit.language))
            (told)
            (back)
        }
    };
    Ok(words(Page::task(&visit), &visit).render(body))
}

/// What is said at the top of the page.
pub(super) fn words<'a>(page: Page<'a>, visit: &Visit) -> Page<'a> {
    let word = |key: &str| word(visit.language, key);
    let done = visit.done.as_deref().unwrap_or_default();
    let again = done.starts_with("again").then(|| ui::notice(word("thanks-again")));
    let sent = (done == "contact-sent").then(|| ui::notice(word("thanks-contact-sent")));
    page.title(&word("thanks-title")).lead(word("thanks-lead")).notice(again.or(sent)).private()
}

/// The way to the contact form for those who asked for it; out of a frame.
pub(super) fn contact(visit: &Visit, id: &SurveyId) -> Markup {
    let word = |key: &str| word(visit.language, key);
    // Whoever is not satisfied finds that ticked on the form, and may untick it.
    let soon = match visit.done.as_deref().unwrap_or_default().trim_start_matches("again-") {
        "contact" => "",
        "contact-soon" => "?soon=true",
        _ => return Markup::default(),
    };
    let path = in_language(visit, format!("/s/{id}/contact{soon}"));
    let inside = html! {
        p { (word("thanks-contact-how")) }
        p class="actions" {
            a class="button" href=(path) target=[visit.is_embedded().then_some("_blank")] { (word("thanks-contact-go")) }
        }
    };
    ui::card(&word("thanks-contact"), inside)
}

/// What happens with an answer.
pub(super) fn what_next(language: Language) -> Markup {
    let says = ["thanks-grouped", "thanks-suggestions", "thanks-anonymous"];
    ui::card(&word(language, "thanks-next"), html! { ul { @for key in says { li { (word(language, key)) } } } })
}

/// The next sessions at the survey's place, or of its agency where it is about no
/// place, and the services that fit. A query of the presences there, of an agency
/// one for each agency whose work it does, and a read where advisers are named;
/// none for a survey about neither.
async fn given_back(context: &Context, visit: &Visit, asked: &Asked) -> Result<Markup, Problem> {
    let (target, catalogue) = (&asked.survey.target, asked.catalogue.as_ref());
    let today = context.store.now().day_in(BRUSSELS);
    let (heading, all, lists): (String, (String, &str), Vec<PermanenceList>) = match (&target.location, &target.agency)
    {
        (Some(id), _) => {
            let args = [("place", catalogue.place_name(id).into())];
            let all = (format!("/locations/{id}"), "thanks-place-all");
            (word_with(visit.language, "thanks-place", &args), all, vec![PermanenceList::Location(id.clone())])
        }
        (None, Some(id)) => {
            let args = [("agency", catalogue.agency_name(id).into())];
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
    let agency = catalogue.agency_name(&session.agency);
    let day = format::day_long(visit.language, session.local_start.date());
    html! {
        p {
            strong { (agency) }
            @if with_place { " · " (catalogue.place_name(&session.location)) }
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
