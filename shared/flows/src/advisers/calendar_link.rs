//! The link to an adviser's calendar.

use domain::adviser::Adviser;
use domain::ids::AdviserId;
use serde::{Deserialize, Serialize};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError, Transaction};

/// A mail to an adviser, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AdviserMail {
    /// The link to their calendar.
    AdviserCalendar {
        /// Whose.
        adviser: AdviserId,
    },
}

/// The path of an adviser's calendar. Whoever has it reads who booked; a higher
/// generation of the adviser's link voids it.
pub fn calendar_path(store: &Store, adviser: &Adviser) -> String {
    let purpose = LinkPurpose::AdviserCalendar;
    format!("/calendar/advisers/{}.ics", issue(store.secrets(), purpose, adviser.id.as_str(), adviser.link_generation))
}

/// Has the link mailed to the adviser, as it is when the mail leaves. One
/// commit.
pub async fn send_calendar_link(store: &Store, adviser: &Adviser) -> Result<(), TableError> {
    let work = Work::of(&AdviserMail::AdviserCalendar { adviser: adviser.id.clone() })?;
    let aggregate = format!("ADVISER#MAIL#{}", adviser.id);
    let delivery = Delivery::new(store.ids().next(), aggregate, work, store.now());
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery, Way::Mail);
    store.commit(tx).await
}
