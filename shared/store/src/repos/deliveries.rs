//! Effects on their way out: one row per effect and recipient, beside what it
//! tells of, and one due row that says when to look at it next.

use domain::Instant;
use domain::effect::Effect;
use domain::ids::StaffId;
use serde::{Deserialize, Serialize};

use crate::context::{ReadAlone, Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::lists::{ListCursor, Listed, Partitions, newest};
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

/// Reads and moves deliveries.
pub struct DeliveriesRepo<'a>(pub(crate) &'a Store);

/// What a delivery does when it is performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeliveryKind {
    /// A mail that tells of a need.
    Need {
        /// The need.
        need: domain::ids::NeedId,
        /// Which mail, to whom.
        effect: Effect,
    },
    /// What a booking's change asks for: a mail, a reminder, an offer of its seat.
    Booking {
        /// The booking.
        booking: domain::ids::BookingId,
        /// What.
        effect: Effect,
    },
    /// A sign-in link.
    SignIn {
        /// For whom.
        staff: StaffId,
        /// The link's nonce; its token is derived when the mail is rendered.
        nonce: String,
    },
    /// An invitation to work with Permanence.
    Invitation {
        /// For whom.
        staff: StaffId,
        /// The link's nonce.
        nonce: String,
    },
    /// The link to an adviser's calendar.
    AdviserCalendar {
        /// Whose.
        adviser: domain::ids::AdviserId,
    },
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Waits for its time.
    Waiting,
    /// The other side took it.
    Sent,
    /// Nothing is left to tell: the referral ended before its mail left.
    Dropped,
    /// Given up; a person may send it again.
    Dead,
}

/// Somebody who is at work on a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// The process.
    pub by: String,
    /// Until when nobody else takes it.
    pub until: Instant,
}

/// One effect on one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Derived from what it tells of, so that it exists once.
    pub id: String,
    /// The partition of what it tells of.
    pub aggregate: String,
    /// What it does.
    #[serde(flatten)]
    pub kind: DeliveryKind,
    /// Where it stands.
    pub status: DeliveryStatus,
    /// Attempts that the other side answered with a failure.
    pub attempts: u32,
    /// How often a person had it sent again: a notice of an earlier sending
    /// says nothing of this one.
    #[serde(default, skip_serializing_if = "is_first")]
    pub sending: u32,
    /// Who is at work on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// When to look at it next.
    pub due_at: Instant,
    /// When it was planned.
    pub created_at: Instant,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
    /// What the other side answered last; a code, never an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error: Option<String>,
    /// The request that it follows from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// A due row: which delivery to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The delivery's partition.
    pub aggregate: String,
    /// The delivery.
    pub id: String,
    /// The process that holds it, where the time is the end of a lease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leased_by: Option<String>,
    /// Whether something is done rather than sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_act: bool,
    /// When.
    pub at: Instant,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_first(sending: &u32) -> bool {
    *sending == 0
}

/// Due rows of one shard.
#[derive(Debug, Clone, Default)]
pub struct DueRows {
    /// Those that can be read.
    pub due: Vec<Due>,
    /// Keys of those that can't.
    pub unreadable: Vec<Key>,
    /// Where the shard goes on.
    pub next: Option<String>,
}

fn due_rows(rows: &[Row]) -> DueRows {
    let mut read = DueRows::default();
    for row in rows {
        match decode::<Due>(row) {
            Ok(due) => read.due.push(due.value),
            Err(_) => read.unreadable.push(row.key.clone()),
        }
    }
    read
}

impl Delivery {
    /// A new delivery that is due at once, of the request that is worked for now.
    pub fn new(id: String, aggregate: String, kind: DeliveryKind, now: Instant) -> Self {
        Self {
            id,
            aggregate,
            kind,
            status: DeliveryStatus::Waiting,
            attempts: 0,
            sending: 0,
            lease: None,
            due_at: now,
            created_at: now,
            ended_at: None,
            last_error: None,
            request: crate::request::current(),
        }
    }

    /// The row's key.
    pub fn key(&self) -> Key {
        keys::delivery(&self.aggregate, &self.id)
    }

    /// Whether something is done rather than sent.
    pub const fn is_act(&self) -> bool {
        match &self.kind {
            DeliveryKind::Need { effect, .. } | DeliveryKind::Booking { effect, .. } => !effect.is_sent(),
            _ => false,
        }
    }

    fn due_key(&self) -> Key {
        keys::due(&self.id, self.due_at.millis())
    }

    /// Its due row.
    pub fn due(&self) -> Due {
        Due {
            aggregate: self.aggregate.clone(),
            id: self.id.clone(),
            leased_by: self.lease.as_ref().map(|lease| lease.by.clone()),
            is_act: self.is_act(),
            at: self.due_at,
        }
    }
}

impl DeliveriesRepo<'_> {
    /// Adds a delivery that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, delivery: &Delivery) {
        tx.create(delivery.key(), delivery);
        tx.put(delivery.due_key(), &delivery.due());
        tx.wake();
    }

    /// Saves a delivery over the version read, and moves its due row along:
    /// one stands while the delivery waits, none once it ended.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Delivery>, after: &Delivery) {
        tx.replace(after.key(), after, before.version);
        let (old, new) = (before.value.due_key(), after.due_key());
        let waits = after.status == DeliveryStatus::Waiting;
        if before.value.status == DeliveryStatus::Waiting && (!waits || old != new) {
            tx.delete(old, Condition::Any);
        }
        if waits {
            tx.put(new, &after.due());
        }
        let year = keys::year_of(after.created_at.millis());
        let dead_key = keys::dead(year, &format!("{:015}#{}", after.created_at.millis(), after.id));
        match (before.value.status == DeliveryStatus::Dead, after.status == DeliveryStatus::Dead) {
            (false, true) => {
                tx.put(dead_key, after);
            }
            (true, false) => {
                tx.delete(dead_key, Condition::Any);
            }
            _ => {}
        }
    }

    /// One delivery.
    pub async fn load(&self, aggregate: &str, id: &str) -> Result<Option<Versioned<Delivery>>, TableError> {
        self.0.read(keys::delivery(aggregate, id)).await
    }

    /// Many deliveries, in the order of their due rows; one that can't be read
    /// fails alone.
    pub async fn load_due(&self, due: &[Due]) -> Result<Vec<ReadAlone<Delivery>>, TableError> {
        let keys: Vec<_> = due.iter().map(|due| keys::delivery(&due.aggregate, &due.id)).collect();
        self.0.read_each(&keys).await
    }

    /// What fell due in one shard by `now`, the oldest first, after a row: one
    /// query.
    pub async fn due(
        &self,
        shard: u8,
        now: Instant,
        after: Option<String>,
        limit: usize,
    ) -> Result<DueRows, TableError> {
        let mut query = Query::partition(keys::due_partition(shard)).after(after).limit(limit);
        query.to = Some(format!("{:015}#\u{7f}", now.millis()));
        let page = self.0.page(&query).await?;
        Ok(DueRows { next: page.next, ..due_rows(&page.rows) })
    }

    /// Everything that waits in one shard and can be read.
    pub async fn waiting(&self, shard: u8) -> Result<Vec<Due>, TableError> {
        let rows = self.0.all(Query::partition(keys::due_partition(shard))).await?;
        Ok(due_rows(&rows).due)
    }

    /// Removes a due row that points to nothing that waits.
    pub fn forget_due(&self, tx: &mut Transaction, due: &Due) {
        tx.delete(keys::due(&due.id, due.at.millis()), Condition::Any);
    }

    /// A page of dead deliveries, newest first.
    pub async fn dead(&self, from: Option<ListCursor>, limit: usize) -> Result<Listed<Delivery>, TableError> {
        newest(self.0, Partitions::Yearly(|year| keys::dead(year, "-").pk), from, limit, |_| true).await
    }
}
