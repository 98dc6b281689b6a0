//! The host as a home.

use anyhow::Context as _;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{KEY, LocalHost};
use crate::home::{Home, Mail, StoredRow};
use crate::visitor::Visitor;

#[async_trait]
impl Home for LocalHost {
    fn address(&self) -> &str {
        &self.address
    }

    fn key(&self) -> &str {
        KEY
    }

    async fn mailbox(&self) -> anyhow::Result<Vec<Mail>> {
        if let Some(smtp) = &self.smtp {
            return smtp.messages().await;
        }
        let answer = self.anybody().get("/demo/mail?format=json").await?.must_be(200)?;
        let mut mails: Vec<Mail> = serde_json::from_str(&answer.body)?;
        mails.reverse();
        Ok(mails)
    }

    async fn kept(&self) -> anyhow::Result<String> {
        let now = self.now().await?;
        self.kill()?;
        // Rows are packed where they stand: they are looked at unpacked, too.
        let mut kept = self.verb("export", now)?;
        let mut folders = vec![self.data.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    kept.push_str(&String::from_utf8_lossy(&std::fs::read(&path)?));
                }
            }
        }
        self.go_on_at(now).await?;
        Ok(kept)
    }

    async fn rows(&self) -> anyhow::Result<Vec<StoredRow>> {
        let now = self.now().await?;
        self.kill()?;
        let exported = self.verb("export", now)?;
        self.go_on_at(now).await?;
        let mut rows = Vec::new();
        for line in exported.lines() {
            let line: Value = serde_json::from_str(line)?;
            let text = |name: &str| line[name].as_str().map(str::to_owned);
            // The first line and the last are no rows.
            if let (Some(pk), Some(sk), Some(doc)) = (text("pk"), text("sk"), text("doc")) {
                rows.push(StoredRow { pk, sk, doc: serde_json::from_str(&doc)? });
            }
        }
        Ok(rows)
    }

    async fn advance(&self, by: &str) -> anyhow::Result<()> {
        Visitor::new(&self.address, None).create("/demo/clock", &json!({"advance": by})).await?.must_be(200)?;
        Ok(())
    }

    async fn now(&self) -> anyhow::Result<DateTime<Utc>> {
        let answer = self.anybody().get("/demo/clock").await?.must_be(200)?.json()?;
        let now = answer["now"].as_str().context("the clock does not tell")?;
        Ok(DateTime::parse_from_rfc3339(now)?.with_timezone(&Utc))
    }

    async fn kill_and_start_again(&self, _: &str) -> anyhow::Result<()> {
        self.start_again().await
    }
}
