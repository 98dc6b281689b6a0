//! A rota of the next quarter that was asked for; the host works it out beside
//! everything else.

use domain::event::Actor;
use domain::ids::PlanId;
use flows::plans::{Plan, for_next_quarter};
use store::{Store, Transaction};

use super::{Begun, once};

pub(super) async fn load(store: &Store, begun: Begun) -> anyhow::Result<()> {
    let asked = for_next_quarter(store, Actor::Administrator)?;
    let plan = Plan { id: PlanId::parse("demo-quarter")?, asked_at: begun.at, ..asked };
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &plan, None);
    Ok(once(store, tx).await?)
}
