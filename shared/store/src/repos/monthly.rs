//! Monthly digests of places and news, and whom they reached. What is kept of
//! somebody who was told is a keyed hash of their address.
//!
//! An agency's mail of a morning is another thing: [`super::digests`].

use domain::contact::EmailAddress;
use domain::ids::LocationId;
use domain::inform::{Digest, Issue, Item, Month, News};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::deliveries::{Delivery, Way};
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Seconds for which it is kept that somebody was told: longer than anything is
/// sent.
const TOLD_KEPT: i64 = 400 * 24 * 3_600;

/// How far something is sent. The row stays, so that its version names each step
/// once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// People of the staff looked at, in the order invited.
    #[serde(default)]
    pub staff: usize,
    /// Whether all of them were.
    #[serde(default)]
    pub staff_done: bool,
    /// The list of members goes on after this.
    #[serde(default)]
    pub after: Option<String>,
    /// Members looked at.
    pub seen: u32,
    /// Mails to members.
    pub members: u32,
    /// Mails to hosts.
    pub to_hosts: u32,
    /// Whether everybody was looked at.
    pub done: bool,
}

/// Reads and saves digests and news.
pub struct MonthlyRepo<'a>(pub(crate) &'a Store);

impl MonthlyRepo<'_> {
    /// The digests of a month: one query of a row for each place.
    pub async fn of_month(&self, month: Month) -> Result<Vec<Versioned<Digest>>, TableError> {
        let rows = self.0.all(Query::partition(keys::monthly_digests(month))).await?;
        rows.iter().map(decode).collect()
    }

    /// One digest.
    pub async fn digest(&self, month: Month, location: &LocationId) -> Result<Option<Versioned<Digest>>, TableError> {
        self.0.read(keys::monthly_digest(month, location)).await
    }

    /// Saves a digest over the version read, or a new one.
    pub fn save_digest(&self, tx: &mut Transaction, digest: &Digest, before: Option<u64>) {
        tx.put_over(keys::monthly_digest(digest.month, &digest.location), digest, before);
    }

    /// What all places are told in a month, with its version: one read.
    pub async fn common(&self, month: Month) -> Result<Option<Versioned<Vec<Item>>>, TableError> {
        self.0.read(keys::common_items(month)).await
    }

    /// Saves what all places are told in a month over the version read.
    pub fn save_common(&self, tx: &mut Transaction, month: Month, items: &[Item], before: Option<u64>) {
        tx.put_over(keys::common_items(month), items, before);
    }

    /// A page of news, the newest first, and where it goes on: one query.
    pub async fn news(&self, after: Option<String>, limit: usize) -> Result<(Vec<News>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::NEWS).descending().limit(limit).after(after)).await
    }

    /// One piece of news.
    pub async fn one_news(&self, id: &str) -> Result<Option<Versioned<News>>, TableError> {
        self.0.read(keys::news(id)).await
    }

    /// Saves news over the version read, or a new one.
    pub fn save_news(&self, tx: &mut Transaction, news: &News, before: Option<u64>) {
        tx.put_over(keys::news(&news.id), news, before);
    }

    /// Adds to a commit that something is sent from now on.
    pub fn begin_sending(&self, tx: &mut Transaction, issue: &Issue) {
        tx.pending(&keys::issue_partition(issue), 1);
    }

    /// How far something is sent: one read.
    pub async fn sending(&self, issue: &Issue) -> Result<Option<Versioned<Sending>>, TableError> {
        self.0.read(keys::issue_progress(issue)).await
    }

    /// How far some are sent, in the order asked: one read for a hundred.
    pub async fn sendings(&self, issues: &[Issue]) -> Result<Vec<Option<Sending>>, TableError> {
        self.0.values_of(&issues.iter().map(keys::issue_progress).collect::<Vec<_>>()).await
    }

    /// A step of sending is done, and the next one planned unless it was the
    /// last. `STEP` sets these marks apart from that of the beginning.
    pub fn save_sending(&self, tx: &mut Transaction, issue: &Issue, sending: &Sending, before: Option<u64>) {
        tx.put_over(keys::issue_progress(issue), sending, before);
        if !sending.done {
            let partition = format!("{}#STEP", keys::issue_partition(issue));
            tx.pending(&partition, before.map_or(1, |version| version + 1));
        }
    }

    /// The keyed hash under which it stands what somebody was told.
    pub fn reader(&self, email: &EmailAddress) -> String {
        self.0.secrets().keyed_hash("inform.reader", &[&email.mailbox()])
    }

    /// Whether somebody may be told something: not a second time, nor against
    /// their wish. One read of two rows.
    pub async fn may_tell(&self, reader: &str, issue: &Issue) -> Result<bool, TableError> {
        let keys = [keys::reader_told(reader, &issue.once()), keys::reader_off(reader)];
        Ok(self.0.rows(&keys).await?.iter().all(Option::is_none))
    }

    /// Adds to a commit that somebody is told: it fails where they were already.
    pub fn tell(&self, tx: &mut Transaction, reader: &str, issue: &Issue, mail: &Delivery) {
        let ends = self.0.now().seconds() + TOLD_KEPT;
        tx.put_if(keys::reader_told(reader, &issue.once()), &(), Condition::Absent, Some(ends));
        self.0.deliveries().create(tx, mail, Way::Mail);
    }

    /// Whether somebody wants no digests and no news: one read.
    pub async fn is_off(&self, reader: &str) -> Result<bool, TableError> {
        Ok(self.0.read::<()>(keys::reader_off(reader)).await?.is_some())
    }

    /// Notes whether somebody wants no digests and no news: one commit.
    pub async fn set_off(&self, reader: &str, off: bool) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        if off {
            tx.put(keys::reader_off(reader), &());
        } else {
            tx.delete(keys::reader_off(reader), Condition::Any);
        }
        self.0.commit(tx).await
    }
}
