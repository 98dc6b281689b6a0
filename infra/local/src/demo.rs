//! Demonstration mode: a mailbox that can be read, a clock that can be moved.

mod clock;
mod mailbox;
mod own_host;

use std::sync::Arc;

use axum::routing::get;
use axum::{Extension, Router};
use dispatch::Dispatcher;
use mail::transport::Folder;
use runtime::DemoClock;
use web::Context;

pub(crate) use own_host::{OwnHosts, demand as demand_own_host};

/// What the demonstration's pages work on.
pub(crate) struct Demo {
    /// The clock that can be moved.
    pub(crate) clock: Arc<DemoClock>,
    /// Performs what falls due when the clock is moved.
    pub(crate) dispatcher: Arc<Dispatcher>,
    /// The mailbox.
    pub(crate) folder: Folder,
}

/// `/demo/clock` and `/demo/mail`.
pub(crate) fn routes(demo: Demo) -> Router<Context> {
    Router::new()
        .route("/demo/clock", get(clock::tell).post(clock::advance))
        .route("/demo/mail", get(mailbox::list))
        .route("/demo/mail/{id}", get(mailbox::one))
        .layer(Extension(Arc::new(demo)))
}
