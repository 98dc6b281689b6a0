//! One kind of need, `Subside R&D à Bruxelles`: who helps with it, under which
//! conditions, at which price, and the next times that somebody is there for it.

use domain::ids::NeedTypeId;
use domain::need_type::NeedType;
use domain::service::Service;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{Id, NoFilter, QueryParams};
use web::{Problem, Reply, Routes, get, ui};

use crate::opened::Opened;
use crate::shown::{self, About};

/// How far the page looks ahead.
const DAYS: i64 = 28;
/// The most sessions shown.
const SHOWN: usize = 6;

pub(crate) fn routes() -> Routes {
    Routes::new().route("/help/{need_type}", get(page))
}

/// The page of a kind of need. Three reads, and one more where advisers are named.
async fn page(_: QueryParams<NoFilter>, Id(id): Id<NeedTypeId>, opened: Opened) -> Reply {
    let catalogue = &opened.catalogue;
    let kind = catalogue.need_type(&id).ok_or_else(Problem::not_found)?;
    let answers = catalogue.services.values().filter(|service| service.answers.contains(&id));
    let services: Vec<&Service> =
        answers.filter(|service| catalogue.provider(service, opened.today).is_some()).collect();
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let mut next = opened.upcoming(&permanences, DAYS);
    next.retain(|one| one.takes_place() && services.iter().any(|service| one.is_about(catalogue, &service.id)));
    next.truncate(SHOWN);
    opened.count_free(&mut next).await?;
    let main = html! {
        (ui::card(&opened.say("help-who"), who(&opened, &services)))
        (ui::card(&opened.say("help-next"), html! {
            (opened.agenda_with_slots(About::default()).show(&next, opened.empty("help-next-none")))
            p class="actions" { a href="/near" { (opened.say("help-near")) } }
        }))
    };
    let lead = [("n", services.len().into()), ("days", kind.target_first_reply_days.into())];
    let page = opened
        .below_services()
        .title(&title(&opened, kind))
        .lead(opened.say_with("help-lead", &lead))
        .action(ui::link_button(&opened.say("help-state"), &format!("/needs/new?need_type={id}")));
    Ok(page.render(ui::columns(main, beside(&opened, kind))))
}

/// `Subside R&D à Bruxelles`; what names Brussels does not name it twice.
fn title(opened: &Opened, kind: &NeedType) -> String {
    let need = kind.label.get(opened.language());
    if need.contains("Bru") { need.to_owned() } else { opened.say_with("help-title", &[("need", need.into())]) }
}

fn who(opened: &Opened, services: &[&Service]) -> Markup {
    if services.is_empty() {
        return opened.empty("help-none");
    }
    let language = opened.language();
    html! {
        ul {
            @for service in services {
                li {
                    (shown::service_link(language, service))
                    @if let Some(agency) = opened.catalogue.provider(service, opened.today) { " · " strong { (shown::agency_link(agency)) } }
                    br;
                    (service.description.get(language))
                    (shown::terms(language, service))
                }
            }
        }
    }
}

/// The other kinds of need of the same group.
fn beside(opened: &Opened, kind: &NeedType) -> Markup {
    let is_beside = |other: &&NeedType| other.group == kind.group && other.id != kind.id;
    let others: Vec<&NeedType> = opened.catalogue.need_types.iter().filter(is_beside).collect();
    html! {
        @if !others.is_empty() {
            (ui::card(&opened.say("help-beside"), html! {
                ul { @for other in &others { li { (shown::kind_link(opened.language(), other)) } } }
            }))
        }
    }
}
