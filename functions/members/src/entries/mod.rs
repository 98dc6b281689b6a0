//! Members themselves: lists and searches, the map, one of them.

mod api;
pub(crate) mod fields;
mod filters;
mod form;
mod list;
mod map;
pub(crate) mod one;
mod query;
mod shape;
mod table;

use domain::ids::MemberId;
use domain::member::{Sent, Source};
use domain::sight::{is_known_at_place, keep_of_member};
use store::Versioned;
use store::repos::members::MemberRecord;
use web::{Context, Problem, Routes, Scope, StaffMember, get, routes};

pub(crate) use list::badge;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::enter))
        .routes(routes!(table::csv))
        .routes(routes!(table::xlsx))
        .routes(routes!(api::read, api::put, api::delete))
        .route("/console/members", get(list::page))
        .route("/console/members/list.csv", get(table::page_csv))
        .route("/console/members/map", get(map::page))
        .route("/console/members/new", get(form::new).post(form::enter))
        .route("/console/members/{id}", get(one::page).post(one::act))
        .route("/console/members/{id}/proposals", get(one::page))
        .route("/console/members/{id}/change", get(form::page).post(form::save))
}

/// Somebody who may see members: the coordinator, and a host those of its place.
pub(crate) fn may_see(staff: &StaffMember) -> Result<(), Problem> {
    if matches!(staff.scope(), Scope::Agency(_)) { Err(Problem::not_found()) } else { Ok(()) }
}

/// As what they say it.
pub(crate) fn source_of(staff: &StaffMember) -> Source {
    if staff.is_coordinator() { Source::Coordinator } else { Source::HostList }
}

/// 404 where what was sent has a member at a place that the caller has no part
/// in: a host moves nobody elsewhere.
fn of_place(staff: &StaffMember, sent: &Sent) -> Result<(), Problem> {
    let last = sent.hosted.iter().flatten().last().map(|stay| &stay.location);
    let place = sent.place.as_ref().map(|(place, _)| place);
    last.into_iter().chain(place).try_for_each(|place| staff.of_location(place))
}

/// A member whom somebody may see, as far as they may: one query; 404 for others. A
/// host sees who is at its place now.
pub(crate) async fn load(
    context: &Context,
    staff: &StaffMember,
    id: &MemberId,
) -> Result<Versioned<MemberRecord>, Problem> {
    let mut found = context.store.members().load(id).await?.ok_or_else(Problem::not_found)?;
    match (staff.scope(), found.value.case.member.location()) {
        (Scope::All, _) => return Ok(found),
        (Scope::Location(own), Some(location)) if own == location && is_known_at_place(&found.value.case.member) => {}
        _ => return Err(Problem::not_found()),
    }
    found.value.stated.clear();
    keep_of_member(&mut found.value.case);
    Ok(found)
}
