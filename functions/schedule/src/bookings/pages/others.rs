//! The other slots of a booking's agency at its place, to move it to: for the
//! page behind its link and for staff.

use domain::Language;
use domain::booking::Booking;
use domain::catalogue::Catalogue;
use domain::ids::SessionId;
use domain::local_time;
use domain::sessions::Slot;
use maud::{Markup, html};
use web::ui::{self, button, card, form, hidden};
use web::{Context, Problem, Visit, format};

use super::slots;
use super::slots::Wanted;
use crate::sessions::Occurrence;
use crate::word;

/// Where a slot is chosen.
pub(crate) struct Choosing<'a> {
    /// What is moved.
    pub(crate) booking: &'a Booking,
    /// Where the choice is sent, as `session` and `slot`.
    pub(crate) action: &'a str,
    /// The session's own secret; empty on public pages.
    pub(crate) csrf: &'a str,
    /// The way back, in words and as a path.
    pub(crate) back: (String, String),
}

/// Times near the booking's own are shown.
fn wanted(booking: &Booking) -> Wanted {
    Wanted {
        agency: Some(booking.agency.clone()),
        location: Some(booking.location.clone()),
        near: Some(booking.slot.local_start.date()),
        ..Wanted::default()
    }
}

/// To the press that a free slot needs, as a link must not change anything.
fn to_confirm((session, _): &Occurrence<'_>, slot: &Slot) -> Option<String> {
    let path = format!("?session={}&slot={}#confirm", session.id, local_time::format(slot.local_start));
    Some(path).filter(|_| slot.free > 0)
}

impl Choosing<'_> {
    /// The slots; the one that the link names is confirmed by a press. `said`
    /// is why the last choice was refused. Two reads.
    pub(crate) async fn show(
        &self,
        context: &Context,
        visit: &Visit,
        catalogue: &Catalogue,
        said: Option<String>,
    ) -> Result<Markup, Problem> {
        let language = visit.language;
        let (store, wanted) = (&context.store, wanted(self.booking));
        let permanences = slots::permanences(store, catalogue, &wanted).await?;
        let others = slots::to_come(store, catalogue, &permanences, &wanted).await?;
        Ok(html! {
            div class="stack" {
                @if let Some(said) = said { (ui::warning(said)) }
                @if let Some((session, slot)) = chosen(visit, &others) { (self.confirm(language, &session, &slot)) }
                @if others.is_empty() {
                    (ui::empty(&word(language, "book-none"), word(language, "book-none-how")))
                } @else {
                    (card(&word(language, "book-slots"), slots::list(language, catalogue, &others, store.now(), to_confirm)))
                }
                p { a href=(self.back.1) { (self.back.0) } }
            }
        })
    }

    fn confirm(&self, language: Language, session: &SessionId, slot: &Slot) -> Markup {
        html! {
            section class="card" id="confirm" {
                h2 { (word(language, "own-move-confirm")) }
                p { strong { (format::local(language, slot.local_start)) } }
                (form(self.action, self.csrf, html! {
                    (hidden("action", "move")) (hidden("session", session.as_str()))
                    (hidden("slot", &local_time::format(slot.local_start)))
                    (button(&word(language, "own-move-do")))
                }))
            }
        }
    }
}

/// The slot that the link names, while it has a free seat.
fn chosen(visit: &Visit, others: &[Occurrence<'_>]) -> Option<(SessionId, Slot)> {
    let query = visit.uri.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let given = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            .map(|value| value.replace("%3A", ":"))
    };
    let (session, slot) = given("session").zip(given("slot"))?;
    let (found, _) = others.iter().find(|(one, _)| one.id.as_str() == session)?;
    let slot = found.slot(local_time::parse(&slot)?).filter(|slot| slot.free > 0)?;
    Some((found.id.clone(), slot.clone()))
}
