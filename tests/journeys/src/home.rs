//! Where the product lives, as a journey sees it.

use anyhow::Context as _;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use crate::visitor::Visitor;

/// A mail that left.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Mail {
    /// Sender, as the header says it.
    pub from: String,
    /// Address of the recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
    /// Links of the text, in order.
    pub links: Vec<String>,
    /// The part that calendars act on, where there is one.
    #[serde(default)]
    pub calendar: Option<CalendarPart>,
    /// Message-ID, which is the same however often the mail is sent.
    pub message_id: String,
    /// `Auto-Submitted`; empty where the mailbox does not show headers.
    #[serde(default)]
    pub auto_submitted: String,
    /// What a strict reader of mail found wrong; empty where nobody looked.
    #[serde(default)]
    pub defects: Vec<String>,
}

/// The calendar part of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CalendarPart {
    /// METHOD, as the part's header says it.
    pub method: String,
    /// The object.
    pub ics: String,
}

impl Mail {
    /// The link whose path starts with `prefix`, as a path.
    pub fn path(&self, prefix: &str) -> Option<String> {
        self.paths().into_iter().find(|path| path.starts_with(prefix))
    }

    /// Every link of the product's own, as a path.
    pub fn paths(&self) -> Vec<String> {
        let path = |link: &String| {
            let (_, rest) = link.split_once("://")?;
            rest.find('/').map(|at| rest[at..].to_owned())
        };
        self.links.iter().filter_map(path).collect()
    }
}

/// A row of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRow {
    /// Its partition.
    pub pk: String,
    /// Its place in it.
    pub sk: String,
    /// What it holds.
    pub doc: Value,
}

/// A running product.
#[async_trait]
pub trait Home: Send + Sync {
    /// What its addresses start with, no slash at the end.
    fn address(&self) -> &str;

    /// An API key that acts as coordinator.
    fn key(&self) -> &str;

    /// Every mail that left, the oldest first.
    async fn mailbox(&self) -> anyhow::Result<Vec<Mail>>;

    /// Everything that it keeps, as text: every row, and on one machine every
    /// file of the data folder.
    async fn kept(&self) -> anyhow::Result<String>;

    /// Every row that it keeps.
    async fn rows(&self) -> anyhow::Result<Vec<StoredRow>>;

    /// Moves the clock by an ISO 8601 duration and waits until what fell due
    /// was tried.
    async fn advance(&self, by: &str) -> anyhow::Result<()>;

    /// The product's time.
    async fn now(&self) -> anyhow::Result<DateTime<Utc>>;

    /// Kills what serves a function in the middle of whatever it does, as
    /// `kill -9` does, and starts it again: on one machine that is the host.
    async fn kill_and_start_again(&self, function: &str) -> anyhow::Result<()>;

    /// Somebody without a key.
    fn anybody(&self) -> Visitor {
        Visitor::new(self.address(), None)
    }

    /// The coordinator, by API key.
    fn coordinator(&self) -> Visitor {
        Visitor::new(self.address(), Some(self.key()))
    }

    /// Waits until everything that is due was tried, and what followed too.
    async fn settle(&self) -> anyhow::Result<()> {
        self.advance("PT1S").await?;
        self.advance("PT1S").await
    }

    /// Mails to one address, the oldest first.
    async fn mails_to(&self, address: &str) -> anyhow::Result<Vec<Mail>> {
        let all = self.mailbox().await?;
        Ok(all.into_iter().filter(|mail| mail.to.contains(address)).collect())
    }

    /// The last mail to one address.
    async fn last_mail_to(&self, address: &str) -> anyhow::Result<Mail> {
        let mails = self.mails_to(address).await?;
        mails.into_iter().next_back().with_context(|| format!("no mail to {address}"))
    }

    /// The address that an agency's mail goes to.
    async fn agency_address(&self, agency: &str) -> anyhow::Result<String> {
        let answer = self.coordinator().get(&format!("/v1/agencies/{agency}")).await?;
        let email = answer.json()?["email"].as_str().map(str::to_owned);
        email.with_context(|| format!("{agency} has no address"))
    }
}

#[async_trait]
impl Home for Box<dyn Home> {
    fn address(&self) -> &str {
        (**self).address()
    }

    fn key(&self) -> &str {
        (**self).key()
    }

    async fn mailbox(&self) -> anyhow::Result<Vec<Mail>> {
        (**self).mailbox().await
    }

    async fn kept(&self) -> anyhow::Result<String> {
        (**self).kept().await
    }

    async fn rows(&self) -> anyhow::Result<Vec<StoredRow>> {
        (**self).rows().await
    }

    async fn advance(&self, by: &str) -> anyhow::Result<()> {
        (**self).advance(by).await
    }

    async fn now(&self) -> anyhow::Result<DateTime<Utc>> {
        (**self).now().await
    }

    async fn kill_and_start_again(&self, function: &str) -> anyhow::Result<()> {
        (**self).kill_and_start_again(function).await
    }
}
