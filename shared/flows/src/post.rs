//! From a delivery to a mail: everything is read when the mail leaves, so that
//! it tells what is so then, and nothing personal waits in a queue.

mod adviser_mail;
pub(crate) mod booking_mail;
pub(crate) mod need_mail;
mod staff_mail;

use mail::{Message, Origin};
use store::repos::deliveries::{Delivery, DeliveryKind};
use store::{Store, TableError};

/// What mails need to know of the product.
#[derive(Debug, Clone)]
pub struct Post {
    /// What links start with; no slash at the end.
    pub base_url: String,
}

impl Post {
    /// The mail of a delivery; `None` when there is nothing left to tell: the
    /// referral ended before its mail left, the person was erased or may not
    /// sign in any more.
    pub async fn render(&self, store: &Store, delivery: &Delivery) -> Result<Option<Message>, TableError> {
        let message = match &delivery.kind {
            DeliveryKind::Need { need, effect } => self.need_mail(store, delivery, need, effect).await,
            DeliveryKind::Booking { booking, effect } => self.booking_mail(store, delivery, booking, effect).await,
            DeliveryKind::SignIn { staff, nonce } => self.sign_in_mail(store, delivery, staff, nonce).await,
            DeliveryKind::Invitation { staff, nonce } => self.invitation_mail(store, delivery, staff, nonce).await,
            DeliveryKind::AdviserCalendar { adviser } => self.calendar_mail(store, delivery, adviser).await,
        };
        let origin = Origin { aggregate: delivery.aggregate.clone(), sending: delivery.sending };
        Ok(message?.map(|message| Message { origin: Some(origin), ..message }))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
