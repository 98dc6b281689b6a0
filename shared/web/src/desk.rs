//! What a page of the console begins with, and what only staff may ask by program.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use http::request::Parts;
use store::Store;

use crate::context::Context;
use crate::page::{Page, waiting};
use crate::principal::StaffMember;
use crate::problem::Problem;
use crate::visit::Visit;

/// The surroundings of a page of the console: where things stand, which request
/// asks, and who of the staff.
#[derive(Clone)]
pub struct Desk {
    /// The table, the clock, ids and settings.
    pub context: Context,
    /// The request: its language, and what was just done.
    pub visit: Visit,
    /// Who asks.
    pub staff: StaffMember,
}

impl Desk {
    /// The language that the page is written in.
    pub const fn language(&self) -> Language {
        self.visit.language
    }

    /// A page of the console, with how many needs wait in its navigation: one
    /// query for the coordinator, none for others.
    pub async fn page(&self) -> Result<Page<'_>, Problem> {
        let waiting = waiting(&self.context, &self.staff).await?;
        Ok(Page::console(&self.visit, &self.staff).waiting(waiting))
    }
}

impl FromRequestParts<Context> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let staff = StaffMember::from_request_parts(parts, context).await?;
        Ok(Self { context: context.clone(), visit: Visit::of(context, parts), staff })
    }
}

/// The desk of the coordinator. Others of the staff find nothing here.
pub struct CoordinatorDesk(pub Desk);

impl Deref for CoordinatorDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl FromRequestParts<Context> for CoordinatorDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let desk = Desk::from_request_parts(parts, context).await?;
        if desk.staff.is_coordinator() { Ok(Self(desk)) } else { Err(Problem::not_found().into_response()) }
    }
}

/// What most of them read.
impl Desk {
    /// The table, the clock and ids.
    pub fn store(&self) -> &Store {
        &self.context.store
    }

    /// Today in Brussels.
    pub fn today(&self) -> NaiveDate {
        self.context.store.now().day_in(BRUSSELS)
    }

    /// The directory as it is now. One read.
    pub async fn catalogue(&self) -> Result<Arc<Catalogue>, Problem> {
        Ok(self.context.store.catalogue().load().await?)
    }
}
