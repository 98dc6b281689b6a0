//! Staff book for somebody, or put them into the queue of a slot that is full:
//! the public form in the console's own layout, which leads back to the day.

use domain::catalogue::Catalogue;
use domain::ids::SessionId;
use domain::local_time;
use web::extract::{ClientAddr, FormBody, FormState, QueryParams};
use web::{Desk, Principal, Problem, Reply};

use crate::bookings::entry;
use crate::bookings::entry::{Asked, DetailsForm, Place, Sent, Standing, Why};
use crate::bookings::limits;
use crate::bookings::who;
use crate::console::schedule_page;
use crate::word;

const PATH: &str = "/console/schedule/book";

/// The form of a slot. Three reads, and a query where a need's link is named.
pub(super) async fn show(desk: Desk, QueryParams(asked): QueryParams<Asked>) -> Reply {
    let state = asked.state(&desk.context, None).await?;
    let catalogue = desk.catalogue().await?;
    may_book(&desk, &catalogue, &state).await?;
    page(&desk, &catalogue, (&state, None)).await
}

/// Takes the form in. Four reads and one commit. A double post counts once.
pub(super) async fn send(
    desk: Desk,
    principal: Principal,
    client: ClientAddr,
    mut form: FormBody<DetailsForm>,
) -> Reply {
    limits::FORM.caller(&desk.context, &principal, &client)?;
    let catalogue = desk.catalogue().await?;
    may_book(&desk, &catalogue, &form.state).await?;
    let why = match entry::send(&desk.context, &principal, &catalogue, "desk", &mut form).await? {
        Sent::Done { waiting, local_start } => {
            let code = if waiting { "waiting" } else { "booked" };
            return Ok(super::done(local_start.date(), code));
        }
        Sent::Wrong => None,
        Sent::Refused(why) => Some(why),
    };
    page(&desk, &catalogue, (&form.state, why)).await
}

async fn may_book(desk: &Desk, catalogue: &Catalogue, state: &FormState) -> Result<(), Problem> {
    let session = SessionId::parse(state.get("session")).map_err(|_| Problem::not_found())?;
    who::seen(&desk.context, catalogue, desk.staff.scope(), &session).await.map(|_| ())
}

async fn page(desk: &Desk, catalogue: &Catalogue, (state, why): (&FormState, Option<Why>)) -> Reply {
    let language = desk.language();
    let standing = Standing::of(&desk.context, catalogue, state, why).await?;
    let day = local_time::parse(state.get("slot")).ok_or_else(Problem::not_found)?.date();
    let back = (word(language, "day-back"), format!("/console/schedule/day?day={day}"));
    let place = Place { language, empty: "day-book", action: PATH, csrf: &desk.staff.csrf, back };
    Ok(entry::render(schedule_page(desk).await?, catalogue, state, &standing, &place))
}
