//! Mails that were given up, and sending them again.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::catalogue::Catalogue;
use domain::ids::{NeedId, StaffId};
use domain::{Instant, Language};
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::deliveries::{Delivery, DeliveryKind};
use validator::Validate;
use web::extract::{FormBody, PageQuery};
use web::ui;
use web::{Context, Coordinator, Page, Problem, StaffMember, Visit, format};

use super::overview_rows;
use crate::deliveries::{self, Resend};
use crate::words::word;

const SHOWN: usize = 25;

/// What names the rows of the list.
struct Names {
    companies: BTreeMap<NeedId, String>,
    staff: BTreeMap<StaffId, String>,
}

/// The list, 25 to a page. One query a year, three reads, and what the mails
/// tell of in batches ([`deliveries::resendable`]); one query a year for the
/// navigation.
pub(super) async fn show(
    Coordinator(staff): Coordinator,
    State(context): State<Context>,
    visit: Visit,
    page: PageQuery,
) -> Result<Response, Problem> {
    let language = visit.language;
    let asked = PageQuery { limit: SHOWN, ..page };
    let (dead, next) = deliveries::dead(&context, &asked).await?;
    let catalogue = context.store.catalogue().load().await?;
    let names = Names::of(&context, &dead).await?;
    let resendable = deliveries::resendable(&context.store, &dead).await?;
    let dead: Vec<_> = dead.into_iter().zip(resendable).collect();
    let next = next.map(|next| format!("/console/deliveries?cursor={next}"));
    let first = asked.cursor.as_ref().map(|_| "/console/deliveries");
    let body = html! {
        (list(&context, &staff, language, &catalogue, &names, &dead))
        (ui::pager(language, first, next.as_deref()))
    };
    let page = Page::console(&visit, &staff)
        .waiting(web::page::waiting(&context, &staff).await?)
        .crumb(&word(language, "today-title"), "/console")
        .title(&word(language, "deliveries-title"))
        .lead(word(language, "deliveries-lead"))
        .notice(done(&visit));
    Ok(page.render(body))
}

fn done(visit: &Visit) -> Option<Markup> {
    (visit.done.as_deref() == Some("resent")).then(|| ui::notice(word(visit.language, "done-resent")))
}

/// Where the button was pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ResendForm {
    from: Option<String>,
}

/// Sends one again. Two reads and those of the mail, one commit.
pub(super) async fn resend(
    _: Coordinator,
    State(context): State<Context>,
    Path(id): Path<String>,
    FormBody { value, .. }: FormBody<ResendForm>,
) -> Result<Response, Problem> {
    deliveries::send_again(&context, &id).await?;
    let from_today = value.and_then(|form| form.from).as_deref() == Some("today");
    let to = if from_today { "/console?done=resent" } else { "/console/deliveries?done=resent" };
    Ok(Redirect::to(to).into_response())
}

impl Names {
    async fn of(context: &Context, dead: &[Delivery]) -> Result<Self, Problem> {
        let need = |delivery: &Delivery| match &delivery.kind {
            DeliveryKind::Need { need, .. } => Some(need.clone()),
            DeliveryKind::Booking { .. }
            | DeliveryKind::AdviserCalendar { .. }
            | DeliveryKind::SignIn { .. }
            | DeliveryKind::Invitation { .. } => None,
        };
        let mut needs: Vec<NeedId> = dead.iter().filter_map(need).collect();
        needs.sort();
        needs.dedup();
        let people = context.store.needs().people(&needs).await?;
        let companies = needs.iter().cloned().zip(people);
        let staff = context.store.staff().list().await?;
        Ok(Self {
            companies: companies.filter_map(|(id, person)| Some((id, person?.company.name))).collect(),
            staff: staff.into_iter().map(|staff| (staff.id, staff.name)).collect(),
        })
    }
}

fn list(
    context: &Context,
    staff: &StaffMember,
    language: Language,
    catalogue: &Catalogue,
    names: &Names,
    dead: &[(Delivery, Resend)],
) -> Markup {
    if dead.is_empty() {
        return ui::empty(&word(language, "deliveries-empty"), word(language, "deliveries-empty-how"));
    }
    let columns = ["column-what", "column-since", "column-attempts"].map(|key| word(language, key));
    let headings = [columns[0].as_str(), columns[1].as_str(), columns[2].as_str(), ""];
    let now = context.store.now();
    let empty = ui::Table::new(&word(language, "deliveries-list"), &headings);
    let table = dead.iter().fold(empty, |table, (delivery, resend)| {
        table.row(vec![
            html! {
                (about(language, names, delivery)) " · " (deliveries::what(language, catalogue, &delivery.kind))
                p class="because" { (deliveries::why(language, delivery)) }
            },
            html! { (since(language, delivery, now)) },
            html! { (delivery.attempts) },
            action(context, staff, language, delivery, *resend),
        ])
    });
    ui::card(&word(language, "deliveries-list"), table.show())
}

fn since(language: Language, delivery: &Delivery, now: Instant) -> String {
    let at = delivery.ended_at.unwrap_or(delivery.created_at);
    format!("{} ({})", format::instant(language, at), format::since(language, at, now))
}

fn about(language: Language, names: &Names, delivery: &Delivery) -> Markup {
    match &delivery.kind {
        DeliveryKind::Need { need, .. } => {
            let name = names.companies.get(need).cloned().unwrap_or_else(|| word(language, "company-erased"));
            html! { a href=(format!("/console/needs/{need}")) { strong { (name) } } }
        }
        DeliveryKind::Booking { .. } => html! { strong { (word(language, "mail-booking-of")) } },
        DeliveryKind::AdviserCalendar { adviser } => {
            let words = word(language, "mail-adviser-calendar-of");
            html! { a href=(format!("/console/schedule/advisers/{adviser}")) { strong { (words) } } }
        }
        DeliveryKind::SignIn { staff, .. } | DeliveryKind::Invitation { staff, .. } => {
            let name = names.staff.get(staff).cloned().unwrap_or_else(|| staff.to_string());
            html! { a href=(format!("/console/staff/{staff}")) { strong { (name) } } }
        }
    }
}

fn action(context: &Context, staff: &StaffMember, language: Language, delivery: &Delivery, resend: Resend) -> Markup {
    match resend.why_not() {
        None => overview_rows::resend(context, staff, language, delivery, "list"),
        Some(why) => html! { p class="because" { (word(language, why)) } },
    }
}
