//! The first start: the directory, invented data where it is asked for, and
//! somebody who can sign in. Every step may be done again.

mod invented;

use anyhow::Context as _;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::staff::StaffRole;
use flows::staff::{coordinator_by_hand, one_time_link};
use runtime::HostSettings;
use store::Store;

/// Loads the Brussels directory into an empty table and, where asked for,
/// invented data once.
pub(crate) async fn load(store: &Store, demo_data: bool) -> anyhow::Result<()> {
    if !store.catalogue().is_loaded().await? {
        let catalogue = brussels_data::catalogue().context("the Brussels data can't be read")?;
        store.catalogue().import(&catalogue).await.context("the directory could not be loaded")?;
        tracing::info!("the Brussels directory is loaded");
    }
    let today = store.now().day_in(BRUSSELS);
    let known = store.catalogue().load().await?;
    let mut facts = brussels_data::facts(today).context("the Brussels data can't be read")?;
    facts.retain(|(sort, id, _)| sort.is_known(&known, id));
    store.entries().begin_facts(&facts).await.context("where the directory comes from could not be written down")?;
    if demo_data && !invented::is_loaded(store).await? {
        invented::load(store).await.context("the invented data could not be loaded")?;
        tracing::info!("invented permanences, needs and answers are loaded");
    }
    Ok(())
}

/// A one-time link for the first coordinator: while nobody else can sign in,
/// and at every start of the demonstration.
pub(crate) async fn coordinator_link(store: &Store, settings: &HostSettings) -> anyhow::Result<Option<String>> {
    let staff = store.staff().list().await?;
    let first = staff.iter().find(|staff| staff.active && staff.role == StaffRole::Coordinator);
    match first {
        None => invite(store, settings, "coordination@permanence.example", "Coordination").await.map(Some),
        Some(first) if settings.demo => Ok(Some(one_time_link(store, &settings.base_url, first).await?)),
        Some(_) => Ok(None),
    }
}

/// Adds a coordinator and makes a one-time link.
pub(crate) async fn invite(store: &Store, settings: &HostSettings, email: &str, name: &str) -> anyhow::Result<String> {
    let email = EmailAddress::parse(email).with_context(|| format!("'{email}'"))?;
    Ok(coordinator_by_hand(store, &settings.base_url, &email, name).await?)
}
