//! What a Lambda program needs before it can serve: settings, clients, clock
//! and the wiring of the same routers that one machine hosts.

mod client;
pub mod clock;
#[cfg(feature = "http")]
pub mod http;
pub mod metrics;
pub mod settings;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use domain::{Clock, IdSource};
use mail::{Sender, Transport};
use runtime::{SystemClock, UlidSource};
use store::decorators::RetryingTable;
use store::{Silent, Store, Table};
use store_dynamodb::DynamoTable;
use web::extract::Offers;
use web::{Context, Problem, Routes};
use webhooks::{Caller, Client, Guard};

pub use crate::client::Aws;
use crate::clock::TableClock;
use crate::settings::Settings;

/// A program, wired.
pub struct Program {
    /// The table with a clock, ids and the server's key.
    pub store: Store,
    settings: Settings,
    aws: Aws,
    table_clock: Option<Arc<TableClock>>,
}

/// Reads the settings and makes the clients; calls nobody.
pub fn start() -> anyhow::Result<Program> {
    let settings = Settings::from_env()?;
    runtime::logs::start_in_lambda(&settings.log);
    let aws = Aws::from_env()?;
    let table_clock = settings.table_clock.then(|| Arc::new(TableClock::default()));
    let clock: Arc<dyn Clock> = match &table_clock {
        Some(clock) => Arc::clone(clock) as _,
        None => Arc::new(SystemClock),
    };
    let ids: Arc<dyn IdSource> = Arc::new(UlidSource::new(Arc::clone(&clock)));
    let table = DynamoTable::new(aws.dynamodb(), settings.table.clone());
    let table: Arc<dyn Table> = Arc::new(RetryingTable::new(table, Arc::clone(&ids)));
    let secrets = settings.secrets.clone();
    // The table's stream wakes the dispatcher.
    let store = Store::new(table, clock, ids, secrets, Arc::new(Silent));
    Ok(Program { store, settings, aws, table_clock })
}

impl Program {
    /// A function's router, with what stands around it on one machine too.
    /// API Gateway writes who called as the last entry of `X-Forwarded-For`.
    pub fn router(self, routes: Routes) -> Router {
        let settings = web::Settings {
            base_url: self.settings.base_url.clone(),
            demo: false,
            calls: self.guard(),
            rate_limits: self.settings.rate_limits,
            admin_key_hash: self.settings.admin_key.as_deref().map(web::Settings::hash_key),
            mail_from: self.settings.mail_from.clone(),
            trust_proxy: true,
        };
        let context = Context::new(self.store.clone(), settings).reaching(Arc::new(Client::new(self.guard())));
        let offers = Offers::written(include_str!(concat!(env!("OUT_DIR"), "/offered.txt")));
        let router = web::layer::complete(routes.into(), context, offers);
        match self.table_clock {
            None => router,
            Some(clock) => router.layer(from_fn_with_state((clock, self.store), read_clock)),
        }
    }

    /// Reads the clock of a rehearsal; nothing in production.
    pub async fn before_each(&self) -> anyhow::Result<()> {
        if let Some(clock) = &self.table_clock {
            clock.refresh(self.store.table().as_ref()).await?;
        }
        Ok(())
    }

    /// Writes down how often things happened since the last time.
    pub fn report(&self, counts: &[(&'static str, u64)]) {
        if let Some(line) = metrics::line(&self.settings.stage, self.store.now().millis(), counts) {
            println!("{line}");
        }
    }

    /// What links start with; no slash at the end.
    pub fn base_url(&self) -> &str {
        &self.settings.base_url
    }

    /// Who calls endpoints. A rehearsal plays on one machine.
    pub fn caller(&self) -> Arc<dyn Caller> {
        Arc::new(Client::new(self.guard()))
    }

    const fn guard(&self) -> Guard {
        Guard::with_loopback(self.settings.table_clock)
    }

    /// The way out for mails: SES.
    pub fn transport(&self) -> anyhow::Result<Arc<dyn Transport>> {
        let sender = Sender::parse(&self.settings.mail_from).context("PERMANENCE_MAIL_FROM")?;
        let set = self.settings.configuration_set.clone();
        Ok(Arc::new(mail::transport::Ses::new(self.aws.ses(), sender, set)))
    }
}

/// How much is left until an invocation's deadline (Unix milliseconds), by the
/// machine's own clock.
pub fn left_until(deadline: u64) -> Duration {
    let now = u64::try_from(SystemClock.now().millis()).unwrap_or_default();
    Duration::from_millis(deadline.saturating_sub(now))
}

async fn read_clock(State((clock, store)): State<(Arc<TableClock>, Store)>, request: Request, next: Next) -> Response {
    match clock.refresh(store.table().as_ref()).await {
        Ok(()) => next.run(request).await,
        Err(error) => Problem::internal(&error).into_response(),
    }
}
