//! What every function's edge is made of: one envelope for errors, extractors
//! that parse a request once, who is asking, the words of three languages, and
//! the layout that all pages share. A handler that uses them is left with
//! loading, deciding, saving and answering.

pub mod assets;
pub mod atlas;
pub mod contact;
pub mod context;
pub mod desk;
pub mod extract;
pub mod format;
pub mod i18n;
pub mod idempotent;
pub mod language;
pub mod layer;
pub mod limit;
pub mod openapi;
pub mod page;
pub mod principal;
pub mod problem;
pub mod public_form;
pub mod qr;
mod reason;
mod routing;
mod sent_again;
pub mod ui;
pub mod views;
pub mod visit;

pub use context::{Context, Settings};
pub use desk::{CoordinatorDesk, Desk};
pub use i18n::{t, t_args};
pub use language::Lang;
pub use page::Page;
pub use principal::{Coordinator, Principal, Scope, StaffMember};
pub use problem::{Problem, Reply};
pub use public_form::PublicForm;
pub use reason::reason;
pub use routing::{Answering, Answers, Methods, Operations, Routes, get, post};
pub use sent_again::{done, sent_again};
pub use store::link;
pub use visit::Visit;

use fluent_templates::static_loader;

static_loader! {
    pub(crate) static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}
