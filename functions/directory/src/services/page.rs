//! One service: what it is, for whom, who offers it, and where to meet them.

use axum::extract::State;
use domain::agency::Agency;
use domain::fact_words::value_label;
use domain::ids::ServiceId;
use domain::service::{Service, programme_name};
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, NoFilter, QueryParams};
use web::{Context, Problem, Reply, Visit, format, ui};

use crate::hsds::terms::kind_name;
use crate::linked::schema_org::Around;
use crate::linked::{self, Wanted, varying};
use crate::opened::Opened;
use crate::shown::{self, About};

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
) -> Reply {
    if let Some(data) = linked::service(wanted, &id).await? {
        return Ok(data);
    }
    let opened = Opened::of(context, visit).await?;
    let (language, catalogue) = (opened.language(), &opened.catalogue);
    let service = catalogue.services.get(&id).ok_or_else(Problem::not_found)?;
    if let Some(follower) = catalogue.service_instead(&id, opened.today) {
        return Ok(shown::moved(&opened.visit, &format!("/services/{}", follower.id)));
    }
    let provider = catalogue.provider(service, opened.today);
    // A series of an agency that ended is its successor's, so all are looked through.
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let mut next = opened.upcoming(&permanences, DAYS);
    next.retain(|one| one.takes_place() && one.is_about(catalogue, &service.id));
    next.truncate(SHOWN);
    opened.count_free(&mut next).await?;
    let about = About { agency: true, ..About::default() };
    let answers = service.answers.iter().filter_map(|id| catalogue.need_type(id));
    let answers: Vec<Markup> = answers.map(|kind| shown::kind_link(language, kind)).collect();
    let main = html! {
        @if provider.is_none() { (ui::warning(ended(&opened, &answers))) }
        (ui::card(&opened.say("service-facts"), facts(&opened, service, provider, &answers)))
        @if provider.is_some() {
            (ui::card(&opened.say("service-where"), opened.agenda_with_slots(about).show(&next, opened.empty("service-no-session"))))
        }
    };
    let page = opened.below_services().title(service.name.get(language)).lead(service.description.get(language));
    let about = Around { opened: &opened, sessions: &next }.of_service(service);
    let main = html! { (main) (about) };
    Ok(varying(page.render(ui::columns(main, shown::state_need_card(language, "")))))
}

/// That it ended, and where what it answered is answered now.
fn ended(opened: &Opened, answers: &[Markup]) -> Markup {
    html! {
        (opened.say("service-ended"))
        @if !answers.is_empty() { " " (opened.say("service-ended-on")) " " (shown::listed(answers)) "." }
    }
}

fn facts(opened: &Opened, service: &Service, provider: Option<&Agency>, answers: &[Markup]) -> Markup {
    let language = opened.language();
    let stage = |code: &String| value_label("stage", &code.as_str().into(), language);
    let stages = service.stages.iter().map(stage).collect::<Vec<_>>().join(", ");
    let stages = if stages.is_empty() { opened.say("service-for-all") } else { stages };
    let programmes: Vec<&str> = service.programmes.iter().map(|one| programme_name(one, language)).collect();
    let list = html! { ul { @for kind in answers { li { (kind) } } } };
    ui::definitions(&[
        (&opened.say("service-agency"), Some(offered_by(opened, service, provider))),
        (&opened.say("service-kind"), Some(html! { (kind_name(&service.kind).get(language)) })),
        (&opened.say("service-for"), Some(html! { (stages) })),
        (&opened.say("service-conditions"), Some(html! { (shown::conditions(language, service)) })),
        (&opened.say("service-price"), Some(html! { (shown::price(language, service)) })),
        (&opened.say("service-page"), shown::official_page(service)),
        (&opened.say("service-answers"), (!answers.is_empty()).then_some(list)),
        (&opened.say("service-programmes"), (!programmes.is_empty()).then(|| html! { (programmes.join(", ")) })),
    ])
}

/// Who offers it now and, where another agency began it, which.
fn offered_by(opened: &Opened, service: &Service, provider: Option<&Agency>) -> Markup {
    let original = opened.catalogue.agencies.get(&service.agency);
    html! {
        @if let Some(agency) = provider { (shown::agency_link(agency)) }
        @if let Some(original) = original.filter(|original| provider.is_none_or(|agency| agency.id != original.id)) {
            @if provider.is_some() { br; }
            span class="soft" { (since(opened, original)) }
        }
    }
}

/// `Commencé par Impulse, qui a cessé le 31 déc. 2017.`
fn since(opened: &Opened, original: &Agency) -> String {
    let name = ("agency", original.short.clone().into());
    match original.valid_to.filter(|to| *to < opened.today) {
        Some(to) => {
            let day = format::date(opened.language(), to);
            opened.say_with("service-started-ended", &[name, ("day", day.into())])
        }
        None => opened.say_with("service-started", &[name]),
    }
}
