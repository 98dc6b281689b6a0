//! The work list for programs.

use domain::Instant;
use serde::Serialize;
use utoipa::ToSchema;
use web::extract::{ListQuery, PageQuery};
use web::openapi::Listing;
use web::{Desk, Reply};

use super::LIST;
use super::item::{Item, List};

/// One thing that needs a person.
#[derive(Debug, Serialize, ToSchema)]
struct WorkView {
    /// Its id.
    id: String,
    /// `triage`, `silent`, `address`, `answer`, `report`, `mail`, `session`,
    /// `import`, `message`, `alert`, `contact`, `suggestion`, `plan`, `closing`,
    /// `surge` or `place`.
    kind: &'static str,
    /// What, in a sentence.
    what: String,
    /// Why.
    why: String,
    /// Since when; null where that is not known.
    #[schema(value_type = Option<String>, format = DateTime, required)]
    since: Option<Instant>,
    /// Until when.
    #[schema(value_type = String, format = DateTime)]
    due: Instant,
    /// `now`: its time is over; `soon`: it is over today; else `later`.
    urgency: &'static str,
    /// The page about it.
    href: String,
    /// What can be done: `triage`, `remind`, `close`, `another`, `address`,
    /// `answer`, `report`, `resend`, `repair`, `continue`, `correct`, `settle`,
    /// `alert`, `contact`, `suggestion`, `plan`, `closing`, `surge`, `offer` or
    /// `open`.
    actions: Vec<&'static str>,
}

/// What needs the caller: sessions of the next two working days at which nobody is
/// though people booked, then what is due first. One query and one read; for the
/// coordinator those of mails given up and of unattended sessions.
#[utoipa::path(get, path = "/v1/worklist", tag = "overview", params(PageQuery),
    responses((status = 200, body = Listing<WorkView>, headers(("Link" = String)))))]
pub(super) async fn list(desk: Desk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let List { items, next, .. } = List::read(&desk, after, list.page.limit).await?;
    let now = desk.store().now();
    let view = |item: &Item| WorkView {
        id: item.id.clone(),
        kind: item.kind,
        what: item.what.clone(),
        why: item.why.clone(),
        since: item.since,
        due: item.due,
        urgency: item.urgency(now),
        href: item.href.clone(),
        actions: item.actions.iter().map(|action| action.code).collect(),
    };
    let items: Vec<WorkView> = items.iter().map(view).collect();
    list.answer(&desk.context, LIST, &items, next)
}
