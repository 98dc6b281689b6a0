//! Invented needs, answers and staff for the demonstration, so that no page
//! is empty on the first start.
//!
//! Everybody in it is invented; addresses end in `.example`, enterprise
//! numbers are of a block that is not given out. The needs of the last weeks
//! are taken in and moved on by the same use cases as real ones, with a clock
//! set to when they happened.
//!
//! Loading is done once: the first row written names the moment that all ids
//! and times derive from, the last one says that everything stands. Where a
//! start broke off in between, the next one goes on and adds nothing twice.

mod answers;
mod bookings;
mod broken;
mod checks;
mod earlier;
mod inform;
mod members;
mod needs;
mod past;
mod people;
mod questions;
#[cfg(test)]
mod tests;

use anyhow::Context as _;
use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::figures::Quarter;
use domain::ids::PlanId;
use flows::plans::{Every, Keep, Plan};
use rota_planner::Weights;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::repos::plans::Origin;
use store::{Key, Store, TableError, Transaction};

/// Permanences of one commit: eight rows each, a hundred at most.
const PERMANENCES_AT_ONCE: usize = 12;

/// The moment of the first start, from which everything derives.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Begun {
    at: Instant,
}

impl Begun {
    fn today(self) -> NaiveDate {
        self.at.day_in(BRUSSELS)
    }
}

/// Whether the invented data stands: one read.
pub(super) async fn is_loaded(store: &Store) -> Result<bool, TableError> {
    Ok(store.read::<serde_json::Value>(loaded_key()).await?.is_some())
}

/// Whether a start began to load it: one read.
pub(super) async fn is_begun(store: &Store) -> Result<bool, TableError> {
    Ok(store.read::<Begun>(begun_key()).await?.is_some())
}

/// Loads advisers, permanences, staff, needs, bookings and answers.
pub(super) async fn load(store: &Store) -> anyhow::Result<()> {
    let begun = begin(store).await?;
    let catalogue = store.catalogue().load().await?;
    load_presences(store, &catalogue, begun).await?;
    people::load(store, begun).await?;
    members::load(store).await?;
    checks::load(store, begun.today()).await?;
    // Before the needs, of which some mails are to wait for the real dispatcher.
    bookings::load(store, &catalogue, begun).await?;
    needs::load(store, begun).await?;
    answers::load(store, &catalogue, begun).await?;
    earlier::load(store, &catalogue, begun).await?;
    flows::figures::count_anew(store).await?;
    inform::load(store, &catalogue, begun).await?;
    questions::load(store, &catalogue, begun).await?;
    plan(store, begun).await?;
    broken::load(store, &catalogue, begun).await?;
    let mut tx = Transaction::new();
    tx.put(loaded_key(), &json!({}));
    store.commit(tx).await?;
    store.wake();
    Ok(())
}

async fn load_presences(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let mut tx = Transaction::new();
    for adviser in &brussels_data::advisers().context("the advisers can't be read")? {
        store.advisers().create(&mut tx, adviser);
    }
    once(store, tx).await?;
    for some in brussels_data::rota(catalogue, begun.today())?.chunks(PERMANENCES_AT_ONCE) {
        let mut tx = Transaction::new();
        for permanence in some {
            store.permanences().create(&mut tx, permanence);
        }
        once(store, tx).await?;
    }
    Ok(())
}

/// A rota of the next quarter is asked for, as it is by itself; the host works it
/// out.
async fn plan(store: &Store, begun: Begun) -> anyhow::Result<()> {
    let quarter = Quarter::of(begun.today()).after();
    let weeks = flows::plans::next_quarter(begun.today());
    let keep = Keep::Every(Every::None);
    let asked = flows::plans::begin(store, weeks, (keep, Weights::default()), Actor::System)?;
    let asked = Plan { id: PlanId::parse("next-quarter")?, origin: Some(Origin::Quarter { quarter }), ..asked };
    let mut tx = Transaction::new();
    store.plans().claim_quarter(&mut tx, quarter, &asked.id);
    store.plans().save(&mut tx, &asked, None);
    Ok(once(store, tx).await?)
}

/// Writes down the moment, or finds the one of a start that broke off.
async fn begin(store: &Store) -> Result<Begun, TableError> {
    let begun = Begun { at: store.now() };
    let mut tx = Transaction::new();
    tx.create(begun_key(), &begun);
    once(store, tx).await?;
    Ok(store.read(begun_key()).await?.map_or(begun, |known| known.value))
}

/// Commits what has fixed ids; what stands already is left as it is.
async fn once(store: &Store, tx: Transaction) -> Result<(), TableError> {
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Ok(()),
        other => other,
    }
}

fn begun_key() -> Key {
    Key::new("META", "INVENTED#BEGUN")
}

fn loaded_key() -> Key {
    Key::new("META", "INVENTED")
}
