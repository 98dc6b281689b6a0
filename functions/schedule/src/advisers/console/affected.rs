//! Who has an appointment of an adviser at a time at which nobody is: said once
//! their entry is saved.

use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use flows::bookings::unattended;
use maud::{Markup, html};
use web::{Desk, Problem, ui};

use crate::advisers::held_by;
use crate::{word, word_with};

/// That the entry is saved, how many appointments of the adviser's sessions are
/// affected, and where they are seen; nothing where none is. Reads of [`held_by`]
/// and of [`unattended`].
pub(super) async fn notice(desk: &Desk, catalogue: &Catalogue, adviser: &Adviser) -> Result<Option<Markup>, Problem> {
    let (language, store) = (desk.language(), &desk.context.store);
    let held = held_by(&desk.context, catalogue, adviser).await?;
    let mut found = unattended(store, catalogue, &held).await?;
    found.retain(|one| one.booked > 0);
    let Some(first) = found.first() else { return Ok(None) };
    let count: u32 = found.iter().map(|one| one.booked).sum();
    // Only the coordinator settles what becomes of them.
    let (path, key) = if desk.staff.is_coordinator() {
        ("/console/schedule/unattended".to_owned(), "unattended-title")
    } else {
        (format!("/console/schedule/day?day={}", first.session.local_start.date()), "adviser-affected-day")
    };
    Ok(Some(ui::notice(html! {
        (word(language, "done-adviser-saved")) " "
        (word_with(language, "adviser-affected", &[("n", count.into())])) " "
        a href=(path) { (word(language, key)) }
    })))
}
