//! One service: what it is, for whom, who offers it, and where to meet them.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::fact_words::value_label;
use domain::ids::ServiceId;
use domain::service::{Service, programme_name};
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::hsds::terms::kind_name;
use crate::linked::schema_org::Around;
use crate::linked::{self, Wanted, varying};
use crate::shown;
use crate::shown::{About, Agenda};
use crate::upcoming::{count_free, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 28;
/// The most sessions shown.
const SHOWN: usize = 6;

/// A service's page. Three reads, and one more where advisers are named. A service
/// that another followed leads there for good.
#[utoipa::path(get, path = "/services/{id}", tag = "open data", security(()),
    responses(
        (status = 200, description = "By `Accept` as CPSV-AP 3.2, or as a page.",
            content((Object = "application/ld+json"), (String = "text/turtle"), (String = "text/html")), headers(("ETag" = String))),
        (status = 301, description = "Another service followed it."), (status = 304)))]
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    wanted: Wanted,
    _: QueryParams<NoFilter>,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    if let Some(data) = linked::service(wanted, &id).await? {
        return Ok(data);
    }
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let service = catalogue.services.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(follower) = catalogue.service_instead(&id, today) {
        return Ok(shown::moved(&visit, &format!("/services/{}", follower.id)));
    }
    let provider = catalogue.provider(service, today);
    // A series of an agency that ended is its successor's, so all are looked through.
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let mut next = upcoming(&catalogue, &permanences, today, DAYS, context.store.now());
    next.retain(|one| one.takes_place() && one.is_about(&catalogue, &service.id));
    next.truncate(SHOWN);
    count_free(&context.store, &catalogue, &mut next).await?;
    let empty = ui::empty(&word(language, "service-no-session"), word(language, "service-no-session-how"));
    let about = About { agency: true, ..About::default() };
    let agenda = Agenda { language, catalogue: &catalogue, about, slots: Some(context.store.now()) };
    let main = html! {
        @if provider.is_none() { (ui::warning(ended(language, &catalogue, service))) }
        (ui::card(&word(language, "service-facts"), facts(language, &catalogue, service, provider, today)))
        @if provider.is_some() {
            (ui::card(&word(language, "service-where"), agenda.show(&next, empty)))
        }
    };
    let page = Page::public(&visit)
        .nav(Nav::Services)
        .crumb(&word(language, "services-title"), "/services")
        .title(service.name.get(language))
        .lead(service.description.get(language));
    let about = Around { catalogue: &catalogue, visit: &visit, today, sessions: &next }.of_service(service);
    let main = html! { (main) (about) };
    Ok(varying(page.render(ui::columns(main, shown::state_need_card(language, "")))))
}

/// That it ended, and where what it answered is answered now.
fn ended(language: Language, catalogue: &Catalogue, service: &Service) -> Markup {
    let kinds: Vec<_> = service.answers.iter().filter_map(|id| catalogue.need_type(id)).collect();
    html! {
        (word(language, "service-ended"))
        @if !kinds.is_empty() {
            " " (word(language, "service-ended-on")) " "
            @for (at, kind) in kinds.iter().enumerate() {
                @if at > 0 { ", " }
                a href={ "/help/" (kind.id) } { (kind.label.get(language)) }
            }
            "."
        }
    }
}

fn facts(
    language: Language,
    catalogue: &Catalogue,
    service: &Service,
    provider: Option<&Agency>,
    today: NaiveDate,
) -> Markup {
    let stage = |code: &String| value_label("stage", &code.as_str().into(), language);
    let stages = service.stages.iter().map(stage).collect::<Vec<_>>().join(", ");
    let programmes: Vec<&str> = service.programmes.iter().map(|one| programme_name(one, language)).collect();
    let needs: Vec<_> = service.answers.iter().filter_map(|id| catalogue.need_type(id)).collect();
    let list = html! { ul { @for need_type in &needs { li { a href={ "/help/" (need_type.id) } { (need_type.label.get(language)) } } } } };
    ui::definitions(&[
        (&word(language, "service-agency"), Some(offered_by(language, catalogue, service, provider, today))),
        (&word(language, "service-kind"), Some(html! { (kind_name(&service.kind).get(language)) })),
        (
            &word(language, "service-for"),
            Some(html! { @if stages.is_empty() { (word(language, "service-for-all")) } @else { (stages) } }),
        ),
        (&word(language, "service-conditions"), Some(html! { (shown::conditions(language, service)) })),
        (&word(language, "service-price"), Some(html! { (shown::price(language, service)) })),
        (&word(language, "service-page"), shown::official_page(service)),
        (&word(language, "service-answers"), (!needs.is_empty()).then_some(list)),
        (&word(language, "service-programmes"), (!programmes.is_empty()).then(|| html! { (programmes.join(", ")) })),
    ])
}

/// Who offers it now and, where another agency began it, which.
fn offered_by(
    language: Language,
    catalogue: &Catalogue,
    service: &Service,
    provider: Option<&Agency>,
    today: NaiveDate,
) -> Markup {
    let original = catalogue.agencies.get(&service.agency);
    html! {
        @if let Some(agency) = provider { (shown::agency_link(agency)) }
        @if let Some(original) = original.filter(|original| provider.is_none_or(|agency| agency.id != original.id)) {
            @if provider.is_some() { br; }
            span class="soft" { (since(language, original, today)) }
        }
    }
}

/// `Commencé par Impulse, qui a cessé le 31 déc. 2017.`
fn since(language: Language, original: &Agency, today: NaiveDate) -> String {
    let name = ("agency", original.short.clone().into());
    match original.valid_to.filter(|to| *to < today) {
        Some(to) => word_with(language, "service-started-ended", &[name, ("day", format::date(language, to).into())]),
        None => word_with(language, "service-started", &[name]),
    }
}
