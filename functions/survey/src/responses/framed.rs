//! The survey of a place in a frame of its own site: the one that the code on its
//! wall leads to. That it was shown is no visit, so it does not count as a code that
//! was opened.

use domain::ids::{LocationId, SurveyId};
use maud::html;
use web::extract::{ClientAddr, FormBody, Id, QueryParams};
use web::page::{Look, LookQuery};
use web::{Context, Page, Problem, Reply, Visit};

use super::page::{SurveyForm, blank, take};
use super::submit;
use super::thanks::{contact, what_next, words};
use super::view::{Entry, Framed};
use crate::surveys::asked::{AskedSurveys, Asking};

/// The survey, or that none is asked at present. Reads: as the survey's page.
pub(super) async fn show(
    Asking { context, surveys }: Asking,
    visit: Visit,
    QueryParams(LookQuery { look }): QueryParams<LookQuery>,
    Id(place): Id<LocationId>,
) -> Reply {
    blank(&context, &visit, &entry(&context, &surveys, &visit, (place, look)).await?)
}

/// An answer from the frame. Reads: as the page; 1 commit.
pub(super) async fn send(
    Asking { context, surveys }: Asking,
    ClientAddr(address): ClientAddr,
    (visit, QueryParams(LookQuery { look })): (Visit, QueryParams<LookQuery>),
    Id(place): Id<LocationId>,
    form: FormBody<SurveyForm>,
) -> Reply {
    submit::limit(&context, &code(&place)?, &address)?;
    let entry = entry(&context, &surveys, &visit, (place, look)).await?;
    take(&context, &surveys, &visit, &entry, form).await
}

/// Thanks, and what happens with the answer. No read.
pub(super) async fn thanks(
    visit: Visit,
    QueryParams(LookQuery { look }): QueryParams<LookQuery>,
    Id(place): Id<LocationId>,
) -> Reply {
    let id = code(&place)?;
    let body = html! { div class="stack" { (contact(&visit, &id)) (what_next(visit.language)) } };
    Ok(words(Page::embed(&visit, look), &visit).render(body))
}

/// What the code on a place's wall says.
fn code(place: &LocationId) -> Result<SurveyId, Problem> {
    SurveyId::parse(&format!("p.{place}")).map_err(|_| Problem::not_found())
}

async fn entry<'a>(
    context: &Context,
    surveys: &AskedSurveys,
    visit: &Visit,
    (place, look): (LocationId, Look),
) -> Result<Entry<'a>, Problem> {
    let id = code(&place)?;
    let asked = surveys.find(context, &id).await?;
    Ok(Entry { framed: Some(Framed { place, look }), ..Entry::of_page(asked, id, visit.uri.clone()) })
}
