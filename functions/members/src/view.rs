//! What every page of the console here has around it, in one value: who looks,
//! in which language, what the directory says, what time it is.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::determine::Evidence;
use domain::ids::{LocationId, NeedTypeId, StaffId};
use domain::member::matching::Likeness;
use domain::member::{MemberCase, agencies};
use http::request::Parts;
use maud::Markup;
use store::TableError;
use web::page::ConsoleNav;
use web::ui::{self, Table};
use web::{Context, Page, Problem, Scope, StaffMember, Visit, format};

pub(crate) use web::done;

use crate::{LOCALES, word, word_with};

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

    /// Every place with its name, in the order of names.
    pub(crate) fn places(&self) -> Vec<(String, String)> {
        by_words(self.catalogue.locations.values().map(|one| (one.id.to_string(), one.name.clone())))
    }

    /// Every kind of need with what it is called, in the order of that.
    pub(crate) fn needs(&self) -> Vec<(String, String)> {
        by_words(self.catalogue.need_types.iter().map(|one| (one.id.to_string(), self.need(&one.id).to_owned())))
    }

    /// Why something is proposed, in one line.
    pub(crate) fn why(&self, because: &[Evidence]) -> String {
        let why: Vec<String> = because.iter().map(|one| one.text(self.language, &self.catalogue)).collect();
        why.join(format::semicolon(self.language))
    }

    /// Why two may be one company, in words.
    pub(crate) fn alike(&self, because: Likeness) -> String {
        self.word(match because {
            Likeness::Number => "alike-number",
            Likeness::Domain => "alike-domain",
            Likeness::NameAndPlace => "alike-name",
            Likeness::Mail => "alike-mail",
        })
    }

    /// The agencies that would be told of a need of a member.
    pub(crate) fn told(&self, case: &MemberCase, need_type: &NeedTypeId) -> Vec<String> {
        let told = agencies(case, &self.catalogue, need_type, self.today());
        told.iter().map(|id| self.catalogue.agency_name(id).to_owned()).collect()
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
        Ok(Page::console(&self.visit, &self.staff)
            .waiting(web::page::waiting(&self.context, &self.staff).await?)
            .console_nav(ConsoleNav::Members)
            .title(title)
            .notice(self.visit.notice_in(&LOCALES, "done")))
    }

    /// A page below the list.
    pub(crate) async fn page_below(&self, title: &str) -> Result<Page<'_>, Problem> {
        Ok(self.page(title).await?.crumb(&self.word("members-title"), PATH))
    }

    /// A table whose caption and columns have these words; a column may have none.
    pub(crate) fn table(&self, caption: &str, columns: &[&str]) -> Table {
        Table::named(|key| self.word(key), caption, columns)
    }

    /// The names of the staff, where somebody of it `had_part`: one query then.
    pub(crate) async fn staff_names(&self, had_part: bool) -> Result<BTreeMap<StaffId, String>, TableError> {
        if !had_part {
            return Ok(BTreeMap::new());
        }
        let all = self.context.store.staff().list().await?;
        Ok(all.into_iter().map(|staff| (staff.id, staff.name)).collect())
    }

    /// A form that is sent from here.
    pub(crate) fn form(&self, path: &str, body: Markup) -> Markup {
        ui::form(path, &self.staff.csrf, body)
    }
}

/// The sign between the cells of a page's file: a French or Dutch spreadsheet takes
/// a comma for part of a number.
pub(crate) const fn separator(language: Language) -> u8 {
    match language {
        Language::Fr | Language::Nl => b';',
        Language::En => b',',
    }
}

/// A line of a page's file.
pub(crate) fn csv_line(cells: &[String], separator: u8) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer.delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells)?;
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Choices in the order of their words.
pub(crate) fn by_words(choices: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut choices: Vec<_> = choices.collect();
    choices.sort_by_key(|(_, words)| words.to_lowercase());
    choices
}
