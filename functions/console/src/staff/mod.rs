//! People who may sign in: invited, changed, handed over, ended.

mod api;
mod change;
mod list;
mod one;
mod request;
mod save;

pub(crate) use change::{can_take_over, deactivated, invited, reactivated, updated};
pub(crate) use request::{Draft, HandOverRequest, RoleCode, StaffRequest};
pub(crate) use save::{hand_over, invite, invite_again, invited_before, load, save};

use web::{Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::invite))
        .routes(routes!(api::read, api::put, api::delete))
        .routes(routes!(api::hand_over))
        .route("/console/staff", get(list::show).post(list::invite))
        .route("/console/staff/{id}", get(one::show).post(one::change))
        .route("/console/staff/{id}/invite", post(one::invite_again))
        .route("/console/staff/{id}/deactivate", post(one::deactivate))
        .route("/console/staff/{id}/activate", post(one::activate))
        .route("/console/staff/{id}/hand-over", post(one::hand_over))
}
