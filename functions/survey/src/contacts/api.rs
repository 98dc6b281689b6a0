//! `GET /v1/surveys/{id}/contacts` and `DELETE …/{contact}`: who asked to be
//! contacted, for the coordinator alone.

use axum::extract::Path;
use chrono::NaiveDate;
use domain::ids::SurveyId;
use http::StatusCode;
use serde::Serialize;
use store::repos::surveys::ContactRequest;
use store::{Transaction, Versioned};
use utoipa::ToSchema;
use web::extract::{Id, IfMatch, ListQuery, PageQuery, etag};
use web::{CoordinatorDesk, Desk, Problem, Reply};

/// Somebody who asked to be contacted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SurveyContact)]
pub(crate) struct ContactView {
    /// Its place within the survey.
    id: String,
    /// What `If-Match` of its deletion says.
    etag: String,
    /// As the person wrote it.
    name: String,
    /// Where to write.
    #[schema(format = "email")]
    email: String,
    /// The language that the person read.
    language: String,
    /// The day, in Brussels.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// Whether they say that they are not satisfied and want to be contacted soon.
    soon: bool,
}

impl From<ContactRequest> for ContactView {
    fn from(ContactRequest { id, name, email, language, day, soon }: ContactRequest) -> Self {
        // A wish is written once and never changed.
        Self { id, etag: etag(1), name, email: email.into(), language: language.tag().to_owned(), day, soon }
    }
}

/// A page of contacts.
#[derive(Serialize, ToSchema)]
#[schema(as = SurveyContactList)]
pub(crate) struct ContactList {
    items: Vec<ContactView>,
    next: Option<String>,
}

/// List who asked to be contacted. Reads: 1, 1 query.
#[utoipa::path(get, path = "/v1/surveys/{id}/contacts", tag = "survey",
    params(PageQuery), responses((status = 200, body = ContactList)))]
pub(crate) async fn list(desk: CoordinatorDesk, Id(id): Id<SurveyId>, list: ListQuery) -> Reply {
    let scope = format!("survey-contacts/{id}");
    let after = list.after(&desk.context, &scope)?;
    desk.store().surveys().load(&id).await?.ok_or_else(Problem::not_found)?;
    let (requests, next) = desk.store().surveys().contacts(&id, after, list.page.limit).await?;
    let views: Vec<ContactView> = requests.into_iter().map(Into::into).collect();
    list.answer(&desk.context, &scope, &views, next)
}

/// Remove somebody who asked to be contacted. Reads: 1; 1 commit.
#[utoipa::path(delete, path = "/v1/surveys/{id}/contacts/{contact}", tag = "survey", params(("If-Match" = String, Header, description = "The entry's `etag`.")),
    responses((status = 204, description = "Removed.")))]
pub(super) async fn delete(
    desk: CoordinatorDesk,
    Path((id, contact)): Path<(String, String)>,
    IfMatch(precondition): IfMatch,
) -> Result<StatusCode, Problem> {
    let id = SurveyId::parse(&id).map_err(|_| Problem::not_found())?;
    let found = find(&desk, &id, &contact).await?;
    precondition.check(found.version)?;
    remove(&desk, &id, &found).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a wish to be contacted: one commit.
pub(crate) async fn remove(desk: &Desk, id: &SurveyId, found: &Versioned<ContactRequest>) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    desk.store().surveys().remove_contact(&mut tx, id, found);
    desk.store().commit(tx).await.map_err(Problem::of_change)
}

/// One wish to be contacted, or 404.
pub(crate) async fn find(desk: &Desk, id: &SurveyId, contact: &str) -> Result<Versioned<ContactRequest>, Problem> {
    let is_place = contact.len() == 32 && contact.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_place {
        return Err(Problem::not_found());
    }
    desk.store().surveys().contact(id, contact).await?.ok_or_else(Problem::not_found)
}
