//! Somebody who came without having booked: noted by one press, or with a name
//! and a company.

use domain::booking::BookingPerson;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use domain::sessions::{Session, find_in};
use flows::bookings::{self, Ask, Making, New};
use http::StatusCode;
use maud::html;
use serde::Deserialize;
use validator::Validate;
use web::contact::one_line;
use web::extract::{FormBody, FormState, QueryParams};
use web::ui::{self, Field};
use web::{Context, Desk, Problem, Reply, format};

use crate::bookings::entry;
use crate::bookings::refused::refused;
use crate::bookings::who;
use crate::console::schedule_page;
use crate::{word, word_with};

const PATH: &str = "/console/schedule/walk-in";

/// Which session.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WalkInQuery {
    session: SessionId,
}

/// The form.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WalkInForm {
    session: SessionId,
    #[serde(default)]
    slot: String,
    #[validate(length(max = 200))]
    name: Option<String>,
    #[validate(length(max = 200))]
    company: Option<String>,
}

/// The form with a name. Three reads.
pub(super) async fn page(desk: Desk, QueryParams(WalkInQuery { session }): QueryParams<WalkInQuery>) -> Reply {
    let context = &desk.context;
    let catalogue = context.store.catalogue().load().await?;
    let of = who::seen(context, &catalogue, desk.staff.scope(), &session).await?;
    let session = find_in(&of, &session, &catalogue).ok_or_else(Problem::not_found)?;
    let state = FormState::filled([
        ("submission", context.store.ids().random()),
        ("session", session.id.to_string()),
        ("slot", slot_now(&session, context)),
    ]);
    render(&desk, &state).await
}

/// The slot that somebody who walks in now came to: the one that runs.
pub(super) fn slot_now(session: &Session, context: &Context) -> String {
    let now = context.store.now();
    let running = session.slots.iter().rev().find(|slot| slot.start <= now).or(session.slots.first());
    running.map(|slot| local_time::format(slot.local_start)).unwrap_or_default()
}

async fn render(desk: &Desk, state: &FormState) -> Reply {
    let language = desk.language();
    let local_start = local_time::parse(state.get("slot")).ok_or_else(Problem::not_found)?;
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary(language, state))
            (ui::form(PATH, &desk.staff.csrf, html! {
                @for name in ["submission", "session", "slot"] { (ui::hidden(name, state.get(name))) }
                (Field::new("name", &word(language, "book-name")).max_length(200).show(language, state))
                (Field::new("company", &word(language, "book-company")).max_length(200).show(language, state))
                p class="soft" { (word(language, "desk-privacy")) }
                p class="actions" {
                    (ui::button(&word(language, "day-walk-in")))
                    a href={ "/console/schedule/day?day=" (local_start.date()) } { (word(language, "day-back")) }
                }
            }))
        }
    };
    let at = format::local(language, local_start);
    let lead = word_with(language, "day-walk-in-at", &[("at", at.into())]);
    let page = schedule_page(desk).await?.title(&word(language, "day-walk-in")).lead(lead);
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}

/// Notes somebody, once the session has begun; a form sent twice counts once.
/// Three reads, one commit.
pub(super) async fn note(desk: Desk, FormBody { value, state }: FormBody<WalkInForm>) -> Reply {
    let Some(WalkInForm { session, slot, name, company }) = value else {
        return render(&desk, &state).await;
    };
    let local_start = local_time::parse(&slot).ok_or_else(Problem::not_found)?;
    let store = &desk.context.store;
    let catalogue = store.catalogue().load().await?;
    who::seen(&desk.context, &catalogue, desk.staff.scope(), &session).await?;
    // Two visits by the same press of an old page are two only where it says so.
    let claim = entry::claim(&desk.context, "walk-in", &state)?;
    let said = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| !text.is_empty());
    let new = New {
        id: BookingId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?,
        ask: Ask { session, local_start, service: None, need: None },
        person: BookingPerson { contact: None, name: said(name), company: said(company), note: None },
        actor: desk.staff.actor,
    };
    let kept = |_: &_| claim.answered(StatusCode::SEE_OTHER.as_u16(), String::new());
    bookings::make(store, Making::WalkIn, &new, &claim, kept).await.map_err(refused)?;
    Ok(super::done(local_start.date(), "walked-in"))
}
