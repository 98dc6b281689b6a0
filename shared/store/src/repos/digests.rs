//! What an agency that prefers one mail a day is asked on a morning: a row for
//! each request, and one that says which mail tells which of them, so that none
//! is told twice and none is forgotten.

use chrono::NaiveDate;
use domain::ids::{AgencyId, NeedId};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::repos::deliveries::{Delivery, DeliveryStatus};
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// For how long it is kept: as long as a mail may still come back.
const KEPT_SECONDS: i64 = 60 * 24 * 3_600;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestItem {
    /// The need.
    pub need: NeedId,
    /// Which asking of the agency.
    pub again: u32,
}

/// A mail that tells several requests, by the delivery of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestMail {
    /// The partition of the delivery.
    pub aggregate: String,
    /// Its id.
    pub delivery: String,
    /// What it tells.
    pub items: Vec<DigestItem>,
    /// The version of these rows at which it was known that it did not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<u64>,
}

impl DigestMail {
    /// Whether a delivery sends it.
    pub fn is_sent_by(&self, delivery: &Delivery) -> bool {
        self.delivery == delivery.id
    }
}

/// Which mails tell what an agency is asked on one morning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestMails {
    /// Each of them.
    pub mails: Vec<DigestMail>,
}

/// Reads and writes it.
pub struct DigestsRepo<'a>(pub(crate) &'a Store);

impl DigestsRepo<'_> {
    /// Enters a request; the same again is the same row. One commit.
    pub async fn enter(&self, agency: &AgencyId, day: NaiveDate, item: &DigestItem) -> Result<(), TableError> {
        let key = Key::new(keys::digest_partition(agency, day), format!("{}{}", keys::DIGEST_ITEM, item.need));
        let mut tx = Transaction::new();
        tx.put_if(key, item, Condition::Any, Some(self.0.now().seconds() + KEPT_SECONDS));
        self.0.commit(tx).await
    }

    /// What was entered, the earliest need first: one query.
    pub async fn items(&self, agency: &AgencyId, day: NaiveDate) -> Result<Vec<DigestItem>, TableError> {
        let query = Query::partition(keys::digest_partition(agency, day)).prefix(keys::DIGEST_ITEM);
        self.0.values(query).await
    }

    /// Which mails tell it; none yet where nobody said so. One read.
    pub async fn mails(&self, agency: &AgencyId, day: NaiveDate) -> Result<Versioned<DigestMails>, TableError> {
        let found = self.0.read(keys::digest_mails(agency, day)).await?;
        Ok(found.unwrap_or(Versioned { value: DigestMails::default(), version: 0 }))
    }

    /// Whether a mail that left told a request, though its own delivery may not
    /// say so yet. A read, and one for each mail that names it.
    pub async fn was_told(&self, (agency, day): (&AgencyId, NaiveDate), item: &DigestItem) -> Result<bool, TableError> {
        for mail in self.mails(agency, day).await?.value.mails.iter().filter(|mail| mail.items.contains(item)) {
            let sender = self.0.deliveries().load(&mail.aggregate, &mail.delivery).await?;
            if sender.is_some_and(|sender| sender.value.status == DeliveryStatus::Sent) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Says which mails tell it, over the version read.
    pub fn save(&self, tx: &mut Transaction, (agency, day): (&AgencyId, NaiveDate), mails: &Versioned<DigestMails>) {
        let condition = if mails.version == 0 { Condition::Absent } else { Condition::Version(mails.version) };
        let ends = Some(self.0.now().seconds() + KEPT_SECONDS);
        tx.put_if(keys::digest_mails(agency, day), &mails.value, condition, ends);
    }

    /// The same, where one of them did not arrive: what it told is to be gone
    /// through.
    pub fn save_failed(&self, tx: &mut Transaction, of: (&AgencyId, NaiveDate), mails: &Versioned<DigestMails>) {
        self.save(tx, of, mails);
        tx.pending(&keys::digest_partition(of.0, of.1), mails.version + 1);
    }
}
