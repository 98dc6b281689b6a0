//! The secret link by which an adviser's program reads their calendar.

use domain::adviser::Adviser;
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, DeliveryKind};
use store::{Store, TableError, Transaction};

/// The path of an adviser's calendar. Whoever has it reads who booked; a higher
/// generation of the adviser's link voids it.
pub fn path(store: &Store, adviser: &Adviser) -> String {
    let purpose = LinkPurpose::AdviserCalendar;
    format!("/calendar/advisers/{}.ics", issue(store.secrets(), purpose, adviser.id.as_str(), adviser.link_generation))
}

/// Has the link mailed to the adviser, as it is when the mail leaves. One
/// commit.
pub async fn send(store: &Store, adviser: &Adviser) -> Result<(), TableError> {
    let kind = DeliveryKind::AdviserCalendar { adviser: adviser.id.clone() };
    let aggregate = format!("ADVISER#MAIL#{}", adviser.id);
    let delivery = Delivery::new(store.ids().next(), aggregate, kind, store.now());
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery);
    store.commit(tx).await
}
