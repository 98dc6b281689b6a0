//! What every page of the console here has around it, in one value: who looks,
//! in which language, what the directory says, what time it is.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{LocationId, NeedTypeId};
use http::request::Parts;
use maud::Markup;
use web::page::ConsoleNav;
use web::{Context, Page, Problem, Scope, StaffMember, Visit, ui};

use crate::{word, word_with};

/// Where the pages of this function begin.
pub(crate) const PATH: &str = "/console/members";

/// The surroundings of a page, whoever looks.
pub(crate) struct View {
    pub(crate) context: Context,
    pub(crate) visit: Visit,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) language: Language,
    /// The one place whose members somebody sees; absent: all.
    pub(crate) only: Option<LocationId>,
}

/// The surroundings of a page of the console.
pub(crate) struct Desk {
    view: View,
    pub(crate) staff: StaffMember,
}

impl Deref for Desk {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl View {
    /// Reads the directory: one read.
    pub(crate) async fn of(context: Context, visit: Visit) -> Result<Self, Problem> {
        let catalogue = context.store.catalogue().load().await?;
        let language = visit.language;
        Ok(Self { context, visit, catalogue, language, only: None })
    }

    /// One message.
    pub(crate) fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    /// One message with values.
    pub(crate) fn word_with(&self, key: &str, args: &[(&'static str, web::i18n::FluentValue<'_>)]) -> String {
        word_with(self.language, key, args)
    }

    /// Today in Brussels.
    pub(crate) fn today(&self) -> NaiveDate {
        self.context.store.now().day_in(BRUSSELS)
    }

    /// The name of a place; empty for none.
    pub(crate) fn place<'a>(&'a self, location: Option<&'a LocationId>) -> &'a str {
        location.map_or("", |location| self.catalogue.place_name(location))
    }

    /// What a kind of need is called.
    pub(crate) fn need<'a>(&'a self, id: &'a NeedTypeId) -> &'a str {
        self.catalogue.need_type(id).map_or(id.as_str(), |need_type| need_type.label.get(self.language))
    }
}

/// The desk of the coordinator. Others of the staff find nothing here.
pub(crate) struct CoordinatorDesk(pub(crate) Desk);

impl FromRequestParts<Context> for Desk {
    type Rejection = Response;

    /// Reads the directory: one read.
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let web::Desk { context, visit, staff } = web::Desk::from_request_parts(parts, context).await?;
        Self::of(context, visit, staff).await.map_err(|problem| problem.into_response())
    }
}

impl FromRequestParts<Context> for CoordinatorDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let web::CoordinatorDesk(desk) = web::CoordinatorDesk::from_request_parts(parts, context).await?;
        let found = Desk::of(desk.context, desk.visit, desk.staff).await;
        found.map(Self).map_err(|problem| problem.into_response())
    }
}

impl Desk {
    /// Reads the directory: one read.
    pub(crate) async fn of(context: Context, visit: Visit, staff: StaffMember) -> Result<Self, Problem> {
        let only = match staff.scope() {
            Scope::Location(own) => Some(own.clone()),
            Scope::All | Scope::Agency(_) => None,
        };
        Ok(Self { view: View { only, ..View::of(context, visit).await? }, staff })
    }

    /// A page under Members, with what was just done.
    pub(crate) async fn page(&self, title: &str) -> Result<Page<'_>, Problem> {
        let done = self.visit.done.as_deref().filter(|code| DONE.contains(code));
        let notice = done.map(|code| ui::notice(self.word(&format!("done-{code}"))));
        Ok(Page::console(&self.visit, &self.staff)
            .waiting(web::page::waiting(&self.context, &self.staff).await?)
            .console_nav(ConsoleNav::Members)
            .title(title)
            .notice(notice))
    }

    /// A page below the list.
    pub(crate) async fn page_below(&self, title: &str) -> Result<Page<'_>, Problem> {
        Ok(self.page(title).await?.crumb(&self.word("members-title"), PATH))
    }

    /// A form that is sent from here.
    pub(crate) fn form(&self, path: &str, body: Markup) -> Markup {
        ui::form(path, &self.staff.csrf, body)
    }
}

const DONE: [&str; 15] = [
    "entered",
    "saved",
    "ended",
    "asked",
    "later",
    "no",
    "two",
    "undone",
    "link",
    "import",
    "decided",
    "rule",
    "rule-removed",
    "rule-restored",
    "erasing",
];

/// The sign between the cells of a page's file: a French or Dutch spreadsheet takes
/// a comma for part of a number.
pub(crate) const fn separator(language: Language) -> u8 {
    match language {
        Language::Fr | Language::Nl => b';',
        Language::En => b',',
    }
}

/// 303 to a page that tells what was done.
pub(crate) fn done(path: &str, code: &str) -> Response {
    Redirect::to(&format!("{path}?done={code}")).into_response()
}
