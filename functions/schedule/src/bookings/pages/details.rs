//! Who comes: the form behind a slot, and what it leads to.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::BookingId;
use http::StatusCode;
use maud::html;
use web::extract::{ClientAddr, FormBody, FormState, NoFilter, QueryParams};
use web::page::Page;
use web::{Context, Principal, Problem, Visit};

use crate::bookings::entry;
use crate::bookings::entry::{Asked, DetailsForm, Place, Sent, Standing, Why};
use crate::bookings::limits;
use crate::word;

/// The empty form of a slot. Two reads.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(asked): QueryParams<Asked>,
) -> Result<Response, Problem> {
    let state = asked.state(&context, visit.decided.then_some(visit.language));
    page(&context, &visit, &state, None).await
}

/// Takes the form in. Three reads and one commit. A double post counts once.
pub(super) async fn send(
    State(context): State<Context>,
    visit: Visit,
    principal: Principal,
    client: ClientAddr,
    mut form: FormBody<DetailsForm>,
) -> Result<Response, Problem> {
    limits::caller(&context, &principal, &client)?;
    let catalogue = context.store.catalogue().load().await?;
    match entry::send(&context, &principal, &catalogue, "form", &mut form).await? {
        Sent::Done { waiting, .. } => {
            let path = if waiting { "/book/sent?done=waiting" } else { "/book/sent" };
            Ok(Redirect::to(path).into_response())
        }
        Sent::Wrong => page(&context, &visit, &form.state, None).await,
        Sent::Refused(why) => page(&context, &visit, &form.state, Some(why)).await,
    }
}

/// That it arrived, and where the rest comes. No read.
pub(super) async fn sent(visit: Visit, _: QueryParams<NoFilter>) -> Response {
    let language = visit.language;
    let waiting = visit.done.as_deref() == Some("waiting");
    let (title, lead) = if waiting { ("book-waiting", "book-waiting-lead") } else { ("book-sent", "book-sent-lead") };
    let body = html! {
        div class="narrow stack" {
            section class="card" {
                h2 { (word(language, "book-sent-next")) }
                ol {
                    li { (word(language, "book-sent-mail")) }
                    @if waiting { li { (word(language, "book-sent-offer")) } } @else {
                        li { (word(language, "book-sent-calendar")) }
                        li { (word(language, "book-sent-reminder")) }
                    }
                }
                p class="soft" { (word(language, "book-sent-nothing")) }
            }
        }
    };
    Page::public(&visit).title(&word(language, title)).lead(word(language, lead)).private().render(body)
}

async fn page(context: &Context, visit: &Visit, state: &FormState, why: Option<Why>) -> Result<Response, Problem> {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let standing = Standing::of(context, &catalogue, state, why).await?;
    let back = format!("/book?location={}&agency={}", standing.location, standing.agency);
    let place = Place { action: "/book/details", csrf: "", back: (word(language, "book-other"), back) };
    let body = entry::body(language, &catalogue, state, &standing, &place);
    let page = Page::public(visit)
        .title(&entry::title(language, state, &standing, "book-details"))
        .lead(entry::lead(language, &catalogue, &standing))
        .private();
    let page = match (state.is_refused(), standing.refused.is_some()) {
        (true, _) => page.refused(),
        (false, true) => page.status(StatusCode::CONFLICT),
        (false, false) => page,
    };
    Ok(page.render(body))
}

/// A booking's id in a link; nothing else is one.
pub(super) fn booking_id(text: &str) -> Result<BookingId, Problem> {
    BookingId::parse(text).map_err(|_| Problem::not_found())
}
