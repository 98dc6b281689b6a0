//! Planning: from the events of one commit to delivery rows.

use domain::effect::{Effect, plan};
use domain::ids::NeedId;
use store::repos::deliveries::{Delivery, DeliveryKind};
use store::repos::outbox::Pending;
use store::secrets::digest;
use store::{TableError, Transaction};

use crate::Dispatcher;

impl Dispatcher {
    /// Plans the effects of one commit and clears its mark, in one commit.
    /// Planning the same commit again finds the deliveries there and only
    /// clears the mark.
    pub async fn accept(&self, pending: &Pending) -> Result<(), TableError> {
        let events = self.store.outbox().events(pending).await?;
        let mut tx = Transaction::new();
        for effect in plan(&events) {
            if let Some(delivery) = self.delivery(pending, effect) {
                self.store.deliveries().create(&mut tx, &delivery);
            }
        }
        self.store.outbox().planned(&mut tx, pending);
        let planned = self.store.commit(tx).await;
        self.moved_on();
        match planned {
            Err(TableError::Conflict { .. }) => {
                let mut tx = Transaction::new();
                self.store.outbox().planned(&mut tx, pending);
                self.store.commit(tx).await
            }
            other => other,
        }
    }

    fn delivery(&self, pending: &Pending, effect: Effect) -> Option<Delivery> {
        let need = NeedId::parse(pending.aggregate.strip_prefix("NEED#")?).ok()?;
        let recipient = recipient(&effect);
        let id = digest(format!("{}\n{}\n{recipient}", pending.aggregate, pending.version).as_bytes());
        let kind = DeliveryKind::Need { need, effect };
        Some(Delivery::new(id[..32].to_owned(), pending.aggregate.clone(), kind, self.store.now()))
    }
}

/// Effect and recipient as text, for the delivery's id: one delivery for each
/// commit, recipient and kind.
fn recipient(effect: &Effect) -> String {
    match effect {
        Effect::ReferralMail { agency } => format!("referral:{agency}"),
        Effect::ReferralLinkMail { agency } => format!("referral-link:{agency}"),
        Effect::ReferralWithdrawnMail { agency } => format!("referral-withdrawn:{agency}"),
        Effect::MemberMail(_) => "member".to_owned(),
    }
}
