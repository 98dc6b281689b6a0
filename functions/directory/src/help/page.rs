//! One kind of need, `Subside R&D à Bruxelles`: who helps with it, under which
//! conditions, at which price, and the next times that somebody is there for it.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::NeedTypeId;
use domain::need_type::NeedType;
use domain::service::Service;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, ui};

use crate::shown::{self, About, Agenda};
use crate::upcoming::{count_free, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 28;
/// The most sessions shown.
const SHOWN: usize = 6;

/// The page of a kind of need. Three reads, and one more where advisers are named.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<NeedTypeId>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let kind = catalogue.need_type(&id).ok_or_else(Problem::not_found)?;
    let services = services(&catalogue, kind, today);
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let mut next = upcoming(&catalogue, &permanences, today, DAYS, context.store.now());
    next.retain(|one| one.takes_place() && services.iter().any(|service| one.is_about(&catalogue, &service.id)));
    next.truncate(SHOWN);
    count_free(&context.store, &catalogue, &mut next).await?;
    let none = ui::empty(&word(language, "help-next-none"), word(language, "help-next-none-how"));
    let agenda = Agenda { language, catalogue: &catalogue, about: About::default(), slots: Some(context.store.now()) };
    let main = html! {
        (ui::card(&word(language, "help-who"), who(language, &catalogue, &services, today)))
        (ui::card(&word(language, "help-next"), html! {
            (agenda.show(&next, none))
            p class="actions" { a href="/near" { (word(language, "help-near")) } }
        }))
    };
    let aside = html! {
        (beside(language, &catalogue, kind))
    };
    let lead = [("n", services.len().into()), ("days", kind.target_first_reply_days.into())];
    let page = Page::public(&visit)
        .nav(Nav::Services)
        .crumb(&word(language, "services-title"), "/services")
        .title(&title(language, kind))
        .lead(word_with(language, "help-lead", &lead))
        .action(ui::link_button(&word(language, "help-state"), &format!("/needs/new?need_type={id}")));
    Ok(page.render(ui::columns(main, aside)))
}

/// `Subside R&D à Bruxelles`; what names Brussels does not name it twice.
fn title(language: Language, kind: &NeedType) -> String {
    let need = kind.label.get(language);
    if need.contains("Bru") { need.to_owned() } else { word_with(language, "help-title", &[("need", need.into())]) }
}

fn services<'a>(catalogue: &'a Catalogue, kind: &NeedType, today: NaiveDate) -> Vec<&'a Service> {
    let answers = catalogue.services.values().filter(|service| service.answers.contains(&kind.id));
    answers.filter(|service| catalogue.provider(service, today).is_some()).collect()
}

fn who(language: Language, catalogue: &Catalogue, services: &[&Service], today: NaiveDate) -> Markup {
    if services.is_empty() {
        return ui::empty(&word(language, "help-none"), word(language, "help-none-how"));
    }
    html! {
        ul {
            @for service in services {
                li {
                    a href={ "/services/" (service.id) } { (service.name.get(language)) }
                    @if let Some(agency) = catalogue.provider(service, today) { " · " strong { (shown::agency_link(agency)) } }
                    br;
                    (service.description.get(language))
                    (shown::terms(language, service))
                }
            }
        }
    }
}

/// The other kinds of need of the same group.
fn beside(language: Language, catalogue: &Catalogue, kind: &NeedType) -> Markup {
    let others: Vec<&NeedType> =
        catalogue.need_types.iter().filter(|other| other.group == kind.group && other.id != kind.id).collect();
    html! {
        @if !others.is_empty() {
            (ui::card(&word(language, "help-beside"), html! {
                ul { @for other in &others { li { a href={ "/help/" (other.id) } { (other.label.get(language)) } } } }
            }))
        }
    }
}
