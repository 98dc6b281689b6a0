//! How sure the facts of an entry are, that somebody looked, and its history.

use chrono::NaiveDate;
use domain::entry::{Confidence, EntryChange, Fact, FactSheet, Sort, Told};
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, tagged, tagged_or_unchanged};
use web::i18n::text;
use web::openapi::Listing;
use web::problem::FieldProblem;
use web::views::actor_code;
use web::{CoordinatorDesk, Problem, Reply};

use super::super::sorts::OfEntry;
use super::version_of;
use crate::LOCALES;

/// What is known of one fact.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryFact)]
struct FactView {
    /// `identity`, `address`, `contact`, `hours`, `conditions`, `price`, `page` or `dates`.
    fact: &'static str,
    /// `verified`, `partly`, `memory` or `unknown`.
    confidence: &'static str,
    /// Where it comes from, the latest first: addresses of pages, or words.
    sources: Vec<String>,
    /// When somebody last looked; null where nobody did since it was loaded.
    #[schema(format = Date, value_type = Option<String>)]
    checked_on: Option<NaiveDate>,
    /// The day on which it is to be looked at again; null where nothing is known.
    #[schema(format = Date, value_type = Option<String>)]
    good_until: Option<NaiveDate>,
}

/// What is known of an entry's facts.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryFacts)]
pub(super) struct FactsView {
    facts: Vec<FactView>,
}

impl FactsView {
    fn of(sort: Sort, sheet: Option<&FactSheet>) -> Self {
        let fact = |fact: &Fact| {
            let known = sheet.and_then(|sheet| sheet.facts.get(fact));
            FactView {
                fact: fact.code(),
                confidence: known.map_or(Confidence::Unknown, |known| known.confidence).code(),
                sources: known.map(|known| known.sources.clone()).unwrap_or_default(),
                checked_on: known.and_then(|known| known.checked_on),
                good_until: sheet.map(|sheet| sheet.good_until(*fact)),
            }
        };
        Self { facts: Fact::of(sort).iter().map(fact).collect() }
    }
}

/// Somebody looked at facts.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DirectoryLook)]
pub(super) struct LookRequest {
    /// Which of them.
    facts: Vec<String>,
    /// Where they looked: an address, or a few words.
    #[validate(length(max = 500))]
    source: Option<String>,
    /// How far it was checked; absent: as before, a memory no more.
    confidence: Option<String>,
    /// The day on which they looked; absent: today.
    #[schema(format = Date, value_type = Option<String>)]
    checked_on: Option<NaiveDate>,
}

impl LookRequest {
    fn parse(self, sort: Sort, by: Actor, today: NaiveDate) -> Result<(Vec<Fact>, Told), Problem> {
        let mut errors: Vec<FieldProblem> = Vec::new();
        let words = |all: Vec<&str>| Wrong::NotAmong(all.into_iter().map(str::to_owned).collect());
        let mut facts = Vec::new();
        for (at, code) in self.facts.iter().enumerate() {
            match Fact::from_code(code).filter(|fact| Fact::of(sort).contains(fact)) {
                Some(fact) => facts.push(fact),
                None => {
                    let known = words(Fact::of(sort).iter().map(|fact| fact.code()).collect());
                    errors.push(FieldError::new(format!("/facts/{at}"), known).into());
                }
            }
        }
        if self.facts.is_empty() {
            errors.push(FieldError::new("/facts", Wrong::Missing).into());
        }
        let confidence = self.confidence.as_deref().map(Confidence::from_code);
        if confidence == Some(None) {
            let known = words(Confidence::ALL.map(Confidence::code).to_vec());
            errors.push(FieldError::new("/confidence", known).into());
        }
        let on = self.checked_on.unwrap_or(today);
        if today < on {
            errors.push(FieldProblem::new("/checked_on", text(&LOCALES, "facts-not-yet")));
        }
        let told = Told { by, on, confidence: confidence.flatten(), source: self.source };
        if errors.is_empty() { Ok((facts, told)) } else { Err(Problem::invalid(errors)) }
    }
}

/// One field that was otherwise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryFieldChange)]
struct FieldView {
    /// Which: `/name/fr`.
    pointer: String,
    /// As it was; null where it was not said.
    before: Option<Value>,
    /// As it is since; null where it is not said any more.
    after: Option<Value>,
}

/// One change in the history of an entry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryChange)]
pub(super) struct ChangeView {
    /// When.
    #[schema(format = DateTime, value_type = String)]
    at: domain::Instant,
    /// Who: `administrator`, `system`, or `staff:` and an id.
    actor: String,
    /// `added`, `changed`, `ended`, `followed`, `merged`, `removed` or `checked`.
    done: &'static str,
    /// The fields that changed; none of what was added.
    fields: Vec<FieldView>,
    /// The facts that were looked at.
    facts: Vec<&'static str>,
}

impl From<EntryChange> for ChangeView {
    fn from(change: EntryChange) -> Self {
        let EntryChange { at, actor, done, fields, facts } = change;
        let fields =
            fields.into_iter().map(|one| FieldView { pointer: one.pointer, before: one.before, after: one.after });
        let facts = facts.into_iter().map(Fact::code).collect();
        Self { at, actor: actor_code(&actor), done: done.code(), fields: fields.collect(), facts }
    }
}

/// How sure the facts of an entry are, and until when each is good. Two reads.
#[utoipa::path(get, path = "/v1/directory/{sort}/{id}/facts", tag = "directory",
    params(("sort" = String, Path, description = "`agencies`, `services` or `locations`.")),
    responses((status = 200, body = FactsView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn facts(desk: CoordinatorDesk, OfEntry(sort, id): OfEntry, known: IfNoneMatch) -> Reply {
    version_of(&desk.context, (sort, &id)).await?;
    let sheet = desk.store().entries().facts(sort, &id).await?;
    let version = sheet.as_ref().map_or(0, |sheet| sheet.version);
    tagged_or_unchanged(&known, version, &FactsView::of(sort, sheet.as_ref().map(|sheet| &sheet.value)))
}

/// Somebody looked, and it is still true. Over the version of the facts; four
/// reads, one commit.
#[utoipa::path(put, path = "/v1/directory/{sort}/{id}/facts", tag = "directory", request_body = LookRequest,
    params(("sort" = String, Path, description = "`agencies`, `services` or `locations`."), IfMatch),
    responses((status = 200, body = FactsView, headers(("ETag" = String)))))]
pub(super) async fn look(
    desk: CoordinatorDesk,
    OfEntry(sort, id): OfEntry,
    IfMatch(expected): IfMatch,
    JsonBody { value, .. }: JsonBody<LookRequest>,
) -> Reply {
    version_of(&desk.context, (sort, &id)).await?;
    let entries = desk.store().entries();
    expected.check(entries.facts(sort, &id).await?.map_or(0, |sheet| sheet.version))?;
    let (facts, told) = value.parse(sort, desk.staff.actor.clone(), desk.today())?;
    entries.look((sort, &id), &facts, &told).await.map_err(Problem::of_change)?;
    let sheet = entries.facts(sort, &id).await?.ok_or_else(Problem::not_found)?;
    tagged(StatusCode::OK, sheet.version, &FactsView::of(sort, Some(&sheet.value)))
}

/// What was done to an entry, the newest first; also of one that was removed. One
/// query.
#[utoipa::path(get, path = "/v1/directory/{sort}/{id}/history", tag = "directory",
    params(("sort" = String, Path, description = "`agencies`, `services` or `locations`."), PageQuery),
    responses((status = 200, body = Listing<ChangeView>)))]
pub(super) async fn history(desk: CoordinatorDesk, OfEntry(sort, id): OfEntry, list: ListQuery) -> Reply {
    let scope = format!("directory/{}/{id}/history", sort.code());
    let after = list.after(&desk.context, &scope)?;
    let (changes, next) = desk.store().entries().history_after((sort, &id), after, list.page.limit).await?;
    let items: Vec<ChangeView> = changes.into_iter().map(ChangeView::from).collect();
    list.answer(&desk.context, &scope, &items, next)
}
