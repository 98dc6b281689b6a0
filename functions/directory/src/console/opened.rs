//! What a page of the directory in the console begins with: the coordinator's desk,
//! the directory, the day.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use http::request::Parts;
use web::page::{ConsoleNav, Page};
use web::{Context, CoordinatorDesk, Desk, Problem};

use super::said;
use crate::word;

/// The surroundings of a page. One read.
pub(crate) struct Opened {
    pub(crate) desk: Desk,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) today: NaiveDate,
}

impl FromRequestParts<Context> for Opened {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let CoordinatorDesk(desk) = CoordinatorDesk::from_request_parts(parts, context).await?;
        Ok(Self { catalogue: desk.catalogue().await?, today: desk.today(), desk })
    }
}

impl Opened {
    pub(crate) const fn language(&self) -> Language {
        self.desk.language()
    }

    pub(crate) fn say(&self, key: &str) -> String {
        word(self.language(), key)
    }

    /// A count with what it counts.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        said::count(self.language(), key, n)
    }

    /// What an entry is called.
    pub(crate) fn name_of(&self, entry: (Sort, &str)) -> String {
        said::name_of(self.language(), &self.catalogue, entry)
    }

    /// A page of the directory's part of the console. One query.
    pub(crate) async fn page(&self) -> Result<Page<'_>, Problem> {
        Ok(self.desk.page().await?.console_nav(ConsoleNav::Directory))
    }

    /// The same of a page that is reached from the directory's.
    pub(crate) async fn frame(&self) -> Result<Page<'_>, Problem> {
        Ok(self.page().await?.crumb(&self.say("directory-title"), "/console/directory"))
    }

    /// The same of a page below the list of a sort.
    pub(crate) async fn frame_of(&self, sort: Sort) -> Result<Page<'_>, Problem> {
        let list = sort.plural();
        let page = self.frame().await?;
        Ok(page.crumb(&self.say(&format!("directory-{list}")), &format!("/console/directory/{list}")))
    }
}
