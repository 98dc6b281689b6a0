//! Who comes: the form behind a slot, and what it leads to.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::ServiceId;
use maud::html;
use store::link::{self, LinkPurpose};
use web::extract::{ClientAddr, FormBody, FormState, NoFilter, QueryParams};
use web::page::Page;
use web::{Context, Principal, Reply, Visit};

use crate::bookings::entry;
use crate::bookings::entry::{Asked, DetailsForm, Place, Sent, Standing, Why};
use crate::bookings::limits;
use crate::word;

/// The form of a slot, filled in where a need's link led here. Two reads, and a
/// query where one did.
pub(super) async fn show(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(asked): QueryParams<Asked>,
) -> Reply {
    let state = asked.state(&context, visit.decided.then_some(visit.language)).await?;
    page(&context, &visit, &state, None).await
}

/// Takes the form in. Four reads and one commit, two reads more for an address
/// that booked before. A double post counts once.
pub(super) async fn send(
    State(context): State<Context>,
    visit: Visit,
    principal: Principal,
    client: ClientAddr,
    mut form: FormBody<DetailsForm>,
) -> Reply {
    limits::FORM.caller(&context, &principal, &client)?;
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

async fn page(context: &Context, visit: &Visit, state: &FormState, why: Option<Why>) -> Reply {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let standing = Standing::of(context, &catalogue, state, why).await?;
    let back = (word(language, "book-other"), other_times(context, state, &standing));
    let place = Place { language, empty: "book-details", action: "/book/details", csrf: "", back };
    Ok(entry::render(Page::public(visit).private(), &catalogue, state, &standing, &place))
}

/// The way back to the times of the agency at the place, with what they are
/// wanted for.
fn other_times(context: &Context, state: &FormState, standing: &Standing) -> String {
    let mut path = format!("/book?location={}&agency={}", standing.location, standing.agency);
    if let Ok(service) = ServiceId::parse(state.get("service")) {
        path.push_str(&format!("&service={service}"));
    }
    let need = state.get("need");
    if link::read(context.store.secrets(), LinkPurpose::Need, need).is_some() {
        path.push_str(&format!("&need={need}"));
    }
    path
}
