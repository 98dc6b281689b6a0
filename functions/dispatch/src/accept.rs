//! Planning: from the events of one commit to delivery rows.

use flows::effects::{Planned, Round};
use store::repos::deliveries::{Delivery, Due, Way};
use store::repos::outbox::Pending;
use store::secrets::digest;
use store::{TableError, Transaction, keys};

use crate::dispatcher::Dispatcher;

/// Deliveries that one commit makes: two rows each, and the mark beside them.
const AT_ONCE: usize = 40;

impl Dispatcher {
    /// Plans the effects of one commit and clears its mark, in one commit.
    /// Planning the same commit again finds the deliveries there and only
    /// clears the mark. Answers the due rows of what it planned. A mark that no
    /// context plans stays for a program that knows it.
    pub async fn accept(&self, pending: &Pending) -> Result<Vec<Due>, TableError> {
        self.accept_in(&Round::new(&self.store), pending).await
    }

    /// The same for a commit that was found together with others.
    pub(crate) async fn accept_in(&self, round: &Round<'_>, pending: &Pending) -> Result<Vec<Due>, TableError> {
        store::request::within(pending.request.clone(), self.plan(round, pending)).await
    }

    async fn plan(&self, round: &Round<'_>, pending: &Pending) -> Result<Vec<Due>, TableError> {
        let Some(context) = self.contexts.of_partition(&pending.aggregate) else {
            self.unreadable(&keys::pending(&pending.aggregate, pending.version));
            return Ok(Vec::new());
        };
        let mut planned = context.plan(&self.store, pending).await?;
        for follower in self.contexts.followers(&pending.aggregate) {
            planned.extend(follower.follow(round, pending).await?);
        }
        let deliveries: Vec<(Delivery, Way)> =
            planned.into_iter().map(|planned| self.delivery(pending, planned)).collect::<Result<_, _>>()?;
        self.save(pending, &deliveries).await?;
        self.moved_on();
        Ok(deliveries.iter().map(|(delivery, way)| delivery.due(*way)).collect())
    }

    fn delivery(&self, pending: &Pending, planned: Planned) -> Result<(Delivery, Way), TableError> {
        // A context may ask for the work of another: what a need tells of its member.
        let way = self.contexts.way(&planned.work)?;
        let id = delivery_id(pending, &planned.recipient);
        let partition = planned.partition.unwrap_or_else(|| pending.aggregate.clone());
        let delivery = Delivery::new(id, partition, planned.work, self.store.now());
        Ok((Delivery { due_at: planned.due_at, ..delivery }, way))
    }

    /// All of them with the mark in one commit, or, where they are too many, in
    /// several of which the last clears the mark.
    async fn save(&self, pending: &Pending, deliveries: &[(Delivery, Way)]) -> Result<(), TableError> {
        let (first, last) = deliveries.split_at(deliveries.len().saturating_sub(AT_ONCE));
        for part in first.chunks(AT_ONCE) {
            if let Err(TableError::Conflict { .. }) = self.add(part, None).await {
                self.add_each(part).await?;
            }
        }
        match self.add(last, Some(pending)).await {
            Err(TableError::Conflict { .. }) => {
                if !first.is_empty() {
                    self.add_each(last).await?;
                }
                self.add(&[], Some(pending)).await
            }
            other => other,
        }
    }

    async fn add(&self, part: &[(Delivery, Way)], clears: Option<&Pending>) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        for (delivery, way) in part {
            self.store.deliveries().create(&mut tx, delivery, *way);
        }
        if let Some(pending) = clears {
            for follower in self.contexts.followers(&pending.aggregate) {
                follower.note(&self.store, &mut tx, pending);
            }
            self.store.outbox().planned(&mut tx, pending);
        }
        self.store.commit(tx).await
    }

    /// Some stand already: whoever planned this before came so far.
    async fn add_each(&self, part: &[(Delivery, Way)]) -> Result<(), TableError> {
        for one in part {
            match self.add(std::slice::from_ref(one), None).await {
                Ok(()) | Err(TableError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// One delivery for each commit, effect and recipient.
fn delivery_id(pending: &Pending, recipient: &str) -> String {
    let mut id = digest(format!("{}\n{}\n{recipient}", pending.aggregate, pending.version).as_bytes());
    id.truncate(32);
    id
}
