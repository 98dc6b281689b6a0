//! The home in the cloud, rehearsed: see `tests/rehearsal`.

use std::path::PathBuf;

use anyhow::Context as _;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use rehearsal::{KEY, Rehearsal, Stage};
use serde_json::Value;

use crate::day;
use crate::home::{Home, Mail, StoredRow};

/// The product as Lambda programs on a table of its own.
pub struct Cloud(Rehearsal);

impl Cloud {
    /// A fresh one with the Brussels directory and nothing else.
    pub async fn fresh() -> anyhow::Result<Self> {
        Self::on(true).await
    }

    /// A fresh one whose table has no stream: only the timer wakes the dispatcher.
    pub async fn without_stream() -> anyhow::Result<Self> {
        Self::on(false).await
    }

    #[expect(clippy::disallowed_methods, reason = "tests/tools/rehearse.sh says where the stage is")]
    async fn on(with_stream: bool) -> anyhow::Result<Self> {
        let setting = |name: &str| std::env::var(name).with_context(|| format!("{name}: run tests/tools/rehearse.sh"));
        let root = rehearsal::root().to_path_buf();
        let stage = Stage {
            dynamodb: setting("DYNAMODB_LOCAL_URL")?,
            ses: setting("REHEARSAL_SES")?,
            ses_control: setting("REHEARSAL_SES_CONTROL")?,
            template: PathBuf::from(setting("REHEARSAL_TEMPLATE")?),
            with_stream,
            programs: root.join("target/debug"),
            root,
        };
        Ok(Self(Rehearsal::start(&stage, day::begin()).await?))
    }

    /// The stage, for journeys that trouble it.
    pub fn rehearsal(&self) -> &Rehearsal {
        &self.0
    }
}

#[async_trait]
impl Home for Cloud {
    fn address(&self) -> &str {
        self.0.address()
    }

    fn key(&self) -> &str {
        KEY
    }

    async fn mailbox(&self) -> anyhow::Result<Vec<Mail>> {
        Ok(serde_json::from_value(self.0.mailbox().await?)?)
    }

    async fn kept(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string(&self.0.rows().await?)?)
    }

    async fn rows(&self) -> anyhow::Result<Vec<StoredRow>> {
        let text = |row: &Value, name: &str| row[name]["S"].as_str().unwrap_or_default().to_owned();
        let rows = self.0.rows().await?;
        let read = |row: &Value| {
            Ok(StoredRow {
                pk: text(row, "pk"),
                sk: text(row, "sk"),
                doc: serde_json::from_str(&text(row, "doc")).with_context(|| format!("{row}"))?,
            })
        };
        rows.iter().map(read).collect()
    }

    async fn advance(&self, by: &str) -> anyhow::Result<()> {
        self.0.advance(duration(by)?).await
    }

    async fn now(&self) -> anyhow::Result<DateTime<Utc>> {
        self.0.now().await
    }

    async fn kill_and_start_again(&self, function: &str) -> anyhow::Result<()> {
        self.0.kill_and_start_again(function)
    }
}

/// An ISO 8601 duration of days, hours, minutes and seconds.
fn duration(text: &str) -> anyhow::Result<TimeDelta> {
    let mut total = TimeDelta::zero();
    let mut number = String::new();
    for letter in text.strip_prefix('P').with_context(|| format!("'{text}' is no duration"))?.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let seconds = match letter {
            'T' => continue,
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => anyhow::bail!("'{text}': {letter}"),
        };
        total += TimeDelta::seconds(seconds * number.parse::<i64>()?);
        number.clear();
    }
    Ok(total)
}
