//! One agency: what it is for, what it offers, where it is in the two weeks
//! to come or the next time. An agency that ended says who took over.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::service::Service;
use maud::{Markup, html};
use store::keys::PermanenceList;
use store::repos::suggestions::ToldAt;
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::linked::schema_org::Around;
use crate::linked::{self, Wanted, varying};
use crate::shown;
use crate::shown::{About, Agenda};
use crate::upcoming::{Upcoming, close, count_free, or_next_week, upcoming};
use crate::{word, word_with};

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
) -> Result<Response, Problem> {
    if let Some(data) = linked::agency(wanted, &id).await? {
        return Ok(data);
    }
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let agency = catalogue.agencies.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(renamed) = catalogue.renamed(&agency.id, today) {
        return Ok(shown::moved(&visit, &format!("/agencies/{}", renamed.id)));
    }
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let told = context.store.suggestions().told(ToldAt::Agency(&id), SUGGESTIONS).await?;
    let (mut next, week) = or_next_week(DAYS, |days| {
        let mut found = upcoming(&catalogue, &permanences, today, days, context.store.now());
        // A series of an agency that it succeeded stands under that one's name.
        found.retain(|one| one.agency(&catalogue).is_some_and(|present| present.id == agency.id));
        found
    });
    close(&context.store, &catalogue, &mut next).await?;
    let mut first: Vec<Upcoming<'_>> = next.iter().filter(|one| one.can_be_booked()).take(1).cloned().collect();
    if !first.is_empty() {
        count_free(&context.store, &catalogue, &mut first).await?;
    }
    let heading = match week {
        Some(monday) => word_with(language, "agency-where-week", &[("day", format::date(language, monday).into())]),
        None => word(language, "agency-where"),
    };
    let empty = ui::empty(&word(language, "agency-no-session"), word(language, "agency-no-session-how"));
    let about = About { agency: true, ..About::default() };
    let agenda = Agenda { language, catalogue: &catalogue, about, slots: Some(context.store.now()) };
    let main = html! {
        @if !agency.validity().holds_on(today) { (ended(language, &catalogue, agency, today)) }
        (ui::card(&word(language, "agency-services"), services(language, &catalogue, agency, today)))
        @if !first.is_empty() {
            (ui::card(&word(language, "agency-book"),
                agenda.show(&first, html! {})))
        }
        @if agency.validity().holds_on(today) {
            (ui::card(&heading, html! {
                (Agenda { slots: None, ..agenda }.show(&next, empty))
                (shown::subscribe(&visit, &format!("/agencies/{}", agency.id)))
                p { a href={ "/agencies/" (agency.id) "/tour" } { (word(language, "agency-tour")) } }
            }))
        }
    };
    let aside = html! {
        (ui::card(&word(language, "agency-about"), facts(language, &catalogue, agency)))
        (shown::state_need_card(language, ""))
        (ui::said_and_done(language, &told))
    };
    let page = Page::public(&visit)
        .nav(Nav::Services)
        .crumb(&word(language, "services-title"), "/services")
        .crumb(&word(language, "all-agencies-title"), "/agencies")
        .title(&agency.short)
        .lead(agency.mission.get(language));
    let about = Around { catalogue: &catalogue, visit: &visit, today, sessions: &next }.of_agency(agency);
    Ok(varying(page.render(ui::columns(html! { (main) (about) }, aside))))
}

fn ended(language: Language, catalogue: &Catalogue, agency: &Agency, today: NaiveDate) -> Markup {
    let day = agency.valid_to.filter(|to| *to < today).map(|to| format::date(language, to));
    let name = ("agency", agency.short.clone().into());
    let words = match day {
        Some(day) => word_with(language, "agency-ended", &[name, ("day", day.into())]),
        None => word_with(language, "agency-not-yet", &[name]),
    };
    ui::warning(html! {
        (words)
        @if let Some(heir) = catalogue.acting(&agency.id, today) {
            " " (word(language, "agency-taken-over")) " " strong { (shown::agency_link(heir)) } "."
        }
    })
}

/// What it offers; of an agency that ended, what it offered and who does now.
fn services(language: Language, catalogue: &Catalogue, agency: &Agency, today: NaiveDate) -> Markup {
    let shown: Vec<&Service> = if agency.validity().holds_on(today) {
        catalogue.services_of(&agency.id, today).collect()
    } else {
        catalogue.services.values().filter(|service| service.agency == agency.id).collect()
    };
    if shown.is_empty() {
        return ui::empty(&word(language, "agency-no-service"), word(language, "agency-no-service-how"));
    }
    html! {
        ul {
            @for service in shown {
                li {
                    a href={ "/services/" (service.id) } { (service.name.get(language)) }
                    @if let Some(other) = catalogue.provider(service, today).filter(|other| other.id != agency.id) {
                        " · " (word(language, "agency-now-at")) " " (shown::agency_link(other))
                    }
                    br;
                    span class="soft" { (service.description.get(language)) }
                    @if catalogue.provider(service, today).is_some() { (shown::terms(language, service)) }
                }
            }
        }
    }
}

fn facts(language: Language, catalogue: &Catalogue, agency: &Agency) -> Markup {
    let former: Vec<&Agency> =
        catalogue.agencies.values().filter(|other| other.successor.as_ref() == Some(&agency.id)).collect();
    let former = (!former.is_empty()).then(|| {
        html! { @for (at, other) in former.iter().enumerate() { @if at > 0 { ", " } (shown::agency_link(other)) } }
    });
    let parent = agency.parent.as_ref().and_then(|parent| catalogue.agencies.get(parent));
    ui::definitions(&[
        (&word(language, "agency-name"), Some(html! { (agency.name.get(language)) })),
        (&word(language, "agency-parent"), parent.map(shown::agency_link)),
        (&word(language, "agency-former"), former),
        (&word(language, "agency-languages"), Some(html! { (shown::tags(&agency.languages)) })),
    ])
}
