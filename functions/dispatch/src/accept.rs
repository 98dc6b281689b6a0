//! Planning: from the events of one commit to delivery rows.

use store::repos::deliveries::{Delivery, Due};
use store::repos::outbox::Pending;
use store::secrets::digest;
use store::{TableError, Transaction, keys};

use crate::dispatcher::Dispatcher;

impl Dispatcher {
    /// Plans the effects of one commit and clears its mark, in one commit.
    /// Planning the same commit again finds the deliveries there and only
    /// clears the mark. Answers the due rows of what it planned. A mark that no
    /// context plans stays for a program that knows it.
    pub async fn accept(&self, pending: &Pending) -> Result<Vec<Due>, TableError> {
        store::request::within(pending.request.clone(), self.plan(pending)).await
    }

    async fn plan(&self, pending: &Pending) -> Result<Vec<Due>, TableError> {
        let Some(context) = self.contexts.of_partition(&pending.aggregate) else {
            self.unreadable(&keys::pending(&pending.aggregate, pending.version));
            return Ok(Vec::new());
        };
        let mut tx = Transaction::new();
        let mut due = Vec::new();
        for planned in context.plan(&self.store, pending).await? {
            // A context may ask for the work of another: what a need tells of its member.
            let way = self.contexts.way(&planned.work)?;
            let id = delivery_id(pending, &planned.recipient);
            let delivery = Delivery::new(id, pending.aggregate.clone(), planned.work, self.store.now());
            let delivery = Delivery { due_at: planned.due_at, ..delivery };
            self.store.deliveries().create(&mut tx, &delivery, way);
            due.push(delivery.due(way));
        }
        self.store.outbox().planned(&mut tx, pending);
        let planned = self.store.commit(tx).await;
        self.moved_on();
        match planned {
            Err(TableError::Conflict { .. }) => {
                let mut tx = Transaction::new();
                self.store.outbox().planned(&mut tx, pending);
                self.store.commit(tx).await?;
            }
            other => other?,
        }
        Ok(due)
    }
}

/// One delivery for each commit, effect and recipient.
fn delivery_id(pending: &Pending, recipient: &str) -> String {
    let mut id = digest(format!("{}\n{}\n{recipient}", pending.aggregate, pending.version).as_bytes());
    id.truncate(32);
    id
}
