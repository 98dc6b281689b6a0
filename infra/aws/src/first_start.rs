//! The first start in the cloud. Every step may be done again.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use clap::Args;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::{Clock, IdSource};
use flows::staff::{InvitedByHand, invite_by_hand};
use runtime::{SystemClock, UlidSource};
use runtime_aws::Aws;
use runtime_aws::settings::server_key;
use store::decorators::RetryingTable;
use store::{Silent, Store};
use store_dynamodb::DynamoTable;

/// What the first start needs to know.
#[derive(Debug, Args)]
pub(crate) struct FirstStart {
    /// The table that the template made.
    #[arg(long)]
    table: String,
    /// What links start with.
    #[arg(long)]
    base_url: String,
    /// Where the coordinator's sign-in links will go.
    #[arg(long)]
    email: String,
    /// The coordinator's name, as colleagues know it.
    #[arg(long)]
    name: String,
    /// The server's key, as Secrets Manager holds it.
    #[arg(long, env = "PERMANENCE_SERVER_KEY", hide_env_values = true)]
    server_key: String,
}

impl FirstStart {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let email = EmailAddress::parse(&self.email).with_context(|| format!("'{}'", self.email))?;
        let store = self.store()?;
        ensure!(
            store.server().key_fits().await?,
            "PERMANENCE_SERVER_KEY is not the key that the table {} was filled under",
            self.table
        );
        if !store.catalogue().is_loaded().await? {
            let catalogue = brussels_data::catalogue().context("the Brussels data can't be read")?;
            store.catalogue().import(&catalogue).await.context("the directory could not be loaded")?;
        }
        let known = store.catalogue().load().await?;
        let mut facts =
            brussels_data::facts(store.now().day_in(BRUSSELS)).context("the Brussels data can't be read")?;
        facts.retain(|(sort, id, _)| sort.is_known(&known, id));
        store
            .entries()
            .begin_facts(&facts)
            .await
            .context("where the directory comes from could not be written down")?;
        let base_url = self.base_url.trim_end_matches('/');
        let InvitedByHand { link, agency } = invite_by_hand(&store, base_url, &email, &self.name).await?;
        if let Some(agency) = agency {
            eprintln!("{email} is where mails to {agency} go: whoever reads them can sign in as coordinator");
        }
        println!("{link}");
        Ok(())
    }

    fn store(&self) -> anyhow::Result<Store> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ids: Arc<dyn IdSource> = Arc::new(UlidSource::new(Arc::clone(&clock)));
        let table = DynamoTable::new(Aws::from_env()?.dynamodb(), self.table.clone());
        let table = Arc::new(RetryingTable::new(table, Arc::clone(&ids)));
        Ok(Store::new(table, clock, ids, server_key(&self.server_key)?, Arc::new(Silent)))
    }
}
