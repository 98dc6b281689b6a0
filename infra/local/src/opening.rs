//! Opening the store of a data folder: what has to stand there, and what is
//! said where it does not.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail, ensure};
use domain::{Clock, IdSource, Instant};
use runtime::{DemoClock, HostSettings, SystemClock, UlidSource};
use store::repos::server::must_be_whole;
use store::{Store, TableError};
use store_embedded::{EmbeddedTable, table_file};

use crate::relay::Bell;

/// How to go on with a damaged store.
pub(crate) const HOW_TO_GO_ON: &str = "Put a backup back, or take what can still be read to a new store: \
                                       `permanence check --save all.jsonl`, then `permanence import all.jsonl` with \
                                       PERMANENCE_DATA naming an empty folder and server.key copied into it";

/// How to go on without the server's key.
pub(crate) const KEY_LOST: &str = "Put server.key back from the backup of the same store. Where it is lost, start \
                                   once with `permanence serve --new-key`: every link and webhook secret sent before \
                                   is void from then on, nobody is found by an address any more, and staff \
                                   is invited anew";

/// How to go on where the server's key is there and its store is not.
const STORE_LOST: &str = "Put permanence.redb back from a backup. Where a new store is meant to begin under this key, \
                          start once with `permanence serve --new-store`";

/// What a start may begin anew.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anew {
    /// The server's key.
    pub key: bool,
    /// The store.
    pub store: bool,
}

/// The host's parts, wired.
pub(crate) struct Host {
    pub(crate) table: Arc<EmbeddedTable>,
    pub(crate) store: Store,
    pub(crate) clock: Option<Arc<DemoClock>>,
    pub(crate) bell: Bell,
}

/// Refuses a folder without a store, where a verb is about what one holds.
pub(crate) fn must_exist(settings: &HostSettings) -> anyhow::Result<()> {
    ensure!(table_file(&settings.data).exists(), "there is no store in {}", settings.data.display());
    Ok(())
}

/// Opens the table; an error names what is wrong with the file.
pub(crate) fn table(settings: &HostSettings) -> anyhow::Result<EmbeddedTable> {
    let file = table_file(&settings.data);
    EmbeddedTable::open(&file).map_err(|error| cannot_be("opened", &file, error))
}

/// What is said of a file that can't be `done`: opened, copied.
pub(crate) fn cannot_be(done: &str, file: &Path, error: TableError) -> anyhow::Error {
    match error {
        TableError::Corrupt(why) => {
            anyhow!("{} is damaged: {why}. `permanence check` names what. {HOW_TO_GO_ON}", file.display())
        }
        other => anyhow!(other).context(format!("{} can't be {done}", file.display())),
    }
}

/// The clock that a demonstration sets.
fn demo_clock(settings: &HostSettings) -> Option<DemoClock> {
    settings.demo.then(|| DemoClock::starting_at(settings.clock))
}

/// What the host's clock would say now, for what is done while it is stopped.
pub(crate) fn now(settings: &HostSettings) -> Instant {
    demo_clock(settings).map_or_else(|| SystemClock.now(), |clock| clock.now())
}

/// Opens what a host works on, as a first start does where there is nothing.
pub(crate) async fn open(settings: &HostSettings, anew: Anew) -> anyhow::Result<Host> {
    std::fs::create_dir_all(&settings.data)
        .with_context(|| format!("PERMANENCE_DATA: {} can't be made", settings.data.display()))?;
    let (key, file) = (runtime::key::file(&settings.data), table_file(&settings.data));
    let had_key = key.exists();
    let store_lost = || anyhow!("{} is there, and {} is missing or empty. {STORE_LOST}", key.display(), file.display());
    if had_key && !anew.store && !std::fs::metadata(&file).is_ok_and(|found| found.len() > 0) {
        return Err(store_lost());
    }
    ensure!(anew.key || had_key || !file.exists(), "{} is missing. {KEY_LOST}", key.display());
    let secrets = runtime::key::load_or_make(&settings.data).context("the server's key can't be read or made")?;
    let table = Arc::new(table(settings).context("PERMANENCE_DATA")?);
    let is_empty = table.rows_after(None, 1)?.is_empty();
    if had_key && !anew.store && is_empty {
        return Err(store_lost());
    }
    ensure!(is_empty || !anew.store, "--new-store: {} holds a store; start without it", file.display());
    let demo_clock = demo_clock(settings).map(Arc::new);
    let clock: Arc<dyn Clock> = match &demo_clock {
        Some(clock) => Arc::clone(clock) as _,
        None => Arc::new(SystemClock),
    };
    let ids: Arc<dyn IdSource> = Arc::new(UlidSource::new(Arc::clone(&clock)));
    let bell = Bell::default();
    let store = Store::new(Arc::clone(&table) as _, clock, ids, secrets, Arc::new(bell.clone()));
    let host = Host { table, store, clock: demo_clock, bell };
    if let Err(error) = may_go_on(&host, settings, anew).await {
        host.table.close();
        return Err(error);
    }
    Ok(host)
}

/// Whether the store is whole, and was filled under this key.
async fn may_go_on(host: &Host, settings: &HostSettings, anew: Anew) -> anyhow::Result<()> {
    must_be_whole(&host.table).await?;
    let (store, key) = (&host.store, runtime::key::file(&settings.data));
    match (store.server().key_fits().await?, anew.key) {
        (true, false) => Ok(()),
        (true, true) => {
            bail!("--new-key: this store was filled under {}; start without it", key.display())
        }
        (false, false) => bail!("{} is not the one that this store was filled under. {KEY_LOST}", key.display()),
        (false, true) => {
            store.server().take_key().await?;
            let (sources, endpoints) = (store.sources().list().await?.len(), store.endpoints().list().await?.len());
            tracing::warn!(
                sources,
                endpoints,
                "the store goes on under a new key: links and sessions of before are void, and nobody is found by an \
                 address any more: `permanence invite` lets staff in; each source and endpoint \
                 needs the secret that `rotate` gives it"
            );
            Ok(())
        }
    }
}
