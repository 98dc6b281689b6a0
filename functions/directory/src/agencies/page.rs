//! One agency: what it is for, what it offers, where it is in the two weeks
//! to come or the next time. An agency that ended says who took over.

use axum::extract::State;
use domain::agency::Agency;
use domain::ids::AgencyId;
use domain::service::Service;
use maud::{Markup, html};
use store::keys::PermanenceList;
use store::repos::suggestions::ToldAt;
use web::extract::{Id, NoFilter, QueryParams};
use web::{Context, Problem, Reply, Visit, format, ui};

use crate::linked::schema_org::Around;
use crate::linked::{self, Wanted, varying};
use crate::opened::Opened;
use crate::shown::{self, About};
use crate::upcoming::{Upcoming, or_next_week};

/// How far the page looks ahead.
const DAYS: i64 = 14;
/// Suggestions of which the page says what became.
const SUGGESTIONS: usize = 3;

/// An agency's page. Three reads, and one more where advisers are named, where
/// suggestions were answered, and where something can be booked (two where that
/// names advisers). An agency that goes on under a new name leads there for good.
#[utoipa::path(get, path = "/agencies/{id}", tag = "open data", security(()),
    responses(
        (status = 200, description = "By `Accept` as CPSV-AP 3.2 with what it offers, or as a page.",
            content((Object = "application/ld+json"), (String = "text/turtle"), (String = "text/html")), headers(("ETag" = String))),
        (status = 301, description = "It goes on under a new name."), (status = 304)))]
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    wanted: Wanted,
    _: QueryParams<NoFilter>,
    Id(id): Id<AgencyId>,
) -> Reply {
    if let Some(data) = linked::agency(wanted, &id).await? {
        return Ok(data);
    }
    let opened = Opened::of(context, visit).await?;
    let (language, catalogue) = (opened.language(), &opened.catalogue);
    let agency = catalogue.agencies.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(renamed) = catalogue.renamed(&agency.id, opened.today) {
        return Ok(shown::moved(&opened.visit, &format!("/agencies/{}", renamed.id)));
    }
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let told = opened.context.store.suggestions().told(ToldAt::Agency(&id), SUGGESTIONS).await?;
    let (mut next, week) = or_next_week(DAYS, |days| {
        let mut found = opened.upcoming(&permanences, days);
        // A series of an agency that it succeeded stands under that one's name.
        found.retain(|one| one.agency(catalogue).is_some_and(|present| present.id == agency.id));
        found
    });
    opened.close(&mut next).await?;
    let mut first: Vec<Upcoming<'_>> = next.iter().filter(|one| one.can_be_booked()).take(1).cloned().collect();
    if !first.is_empty() {
        opened.count_free(&mut first).await?;
    }
    let about = About { agency: true, ..About::default() };
    let stands = agency.validity().holds_on(opened.today);
    let main = html! {
        @if !stands { (ended(&opened, agency)) }
        (ui::card(&opened.say("agency-services"), services(&opened, agency)))
        @if !first.is_empty() {
            (ui::card(&opened.say("agency-book"), opened.agenda_with_slots(about).show(&first, html! {})))
        }
        @if stands {
            (ui::card(&opened.heading("agency-where", week), html! {
                (opened.agenda(about).show(&next, opened.empty("agency-no-session")))
                (shown::subscribe(&opened.visit, &format!("/agencies/{}", agency.id)))
                p { a href={ "/agencies/" (agency.id) "/tour" } { (opened.say("agency-tour")) } }
            }))
        }
    };
    let aside = html! {
        (ui::card(&opened.say("agency-about"), facts(&opened, agency)))
        (shown::state_need_card(language, ""))
        (ui::said_and_done(language, &told))
    };
    let page = opened.below_services().crumb(&opened.say("all-agencies-title"), "/agencies");
    let page = page.title(&agency.short).lead(agency.mission.get(language));
    let about = Around { opened: &opened, sessions: &next }.of_agency(agency);
    Ok(varying(page.render(ui::columns(html! { (main) (about) }, aside))))
}

fn ended(opened: &Opened, agency: &Agency) -> Markup {
    let name = ("agency", agency.short.clone().into());
    let words = match agency.valid_to.filter(|to| *to < opened.today) {
        Some(to) => opened.say_with("agency-ended", &[name, ("day", format::date(opened.language(), to).into())]),
        None => opened.say_with("agency-not-yet", &[name]),
    };
    ui::warning(html! {
        (words)
        @if let Some(heir) = opened.catalogue.acting(&agency.id, opened.today) {
            " " (opened.say("agency-taken-over")) " " strong { (shown::agency_link(heir)) } "."
        }
    })
}

/// What it offers; of an agency that ended, what it offered and who does now.
fn services(opened: &Opened, agency: &Agency) -> Markup {
    let Opened { catalogue, today, .. } = opened;
    let language = opened.language();
    let shown: Vec<&Service> = if agency.validity().holds_on(*today) {
        catalogue.services_of(&agency.id, *today).collect()
    } else {
        catalogue.services.values().filter(|service| service.agency == agency.id).collect()
    };
    if shown.is_empty() {
        return opened.empty("agency-no-service");
    }
    html! {
        ul {
            @for service in shown {
                li {
                    (shown::service_link(language, service))
                    @let provider = catalogue.provider(service, *today);
                    @if let Some(other) = provider.filter(|other| other.id != agency.id) {
                        " · " (opened.say("agency-now-at")) " " (shown::agency_link(other))
                    }
                    br;
                    span class="soft" { (service.description.get(language)) }
                    @if provider.is_some() { (shown::terms(language, service)) }
                }
            }
        }
    }
}

fn facts(opened: &Opened, agency: &Agency) -> Markup {
    let agencies = &opened.catalogue.agencies;
    let former = agencies.values().filter(|other| other.successor.as_ref() == Some(&agency.id));
    let former: Vec<Markup> = former.map(shown::agency_link).collect();
    let parent = agency.parent.as_ref().and_then(|parent| agencies.get(parent));
    ui::definitions(&[
        (&opened.say("agency-name"), Some(html! { (agency.name.get(opened.language())) })),
        (&opened.say("agency-parent"), parent.map(shown::agency_link)),
        (&opened.say("agency-former"), (!former.is_empty()).then(|| shown::listed(&former))),
        (&opened.say("agency-languages"), Some(html! { (shown::tags(&agency.languages)) })),
    ])
}
