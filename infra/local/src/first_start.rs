//! The first start: the directory, invented data where it is asked for, and
//! somebody who can sign in. Every step may be done again.

mod invented;

use anyhow::{Context as _, ensure};
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::staff::{Staff, StaffRole};
use flows::staff::{InvitedByHand, coordinator_by_hand, invite_by_hand, one_time_link};
use runtime::HostSettings;
use store::keys::MemberList;
use store::repos::needs::NeedFilter;
use store::{Query, Store};

/// The first coordinator, whose address is nobody's: a link is all that lets it in.
const FIRST: &str = "coordination@permanence.example";

/// Loads the Brussels directory into an empty table and, where asked for,
/// invented data once.
pub(crate) async fn load(store: &Store, settings: &HostSettings) -> anyhow::Result<()> {
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
    if settings.demo_data && !invented::is_loaded(store).await? {
        ensure!(
            settings.demo || invented::is_begun(store).await? || !is_in_use(store).await?,
            "PERMANENCE_DEMO_DATA: this store has needs or members of its own, and invented ones would stand among \
             them; unset it"
        );
        invented::load(store).await.context("the invented data could not be loaded")?;
        tracing::info!("invented permanences, needs and answers are loaded");
    }
    Ok(())
}

/// Whether somebody stated a need, or a member is known.
async fn is_in_use(store: &Store) -> anyhow::Result<bool> {
    let has_needs = !store.needs().list(&NeedFilter::default(), None, 1).await?.items.is_empty();
    let members = Query::partition(MemberList::All.partition()).limit(1);
    Ok(has_needs || !store.page(&members).await?.rows.is_empty())
}

/// A one-time link for the first coordinator: while nobody else coordinates, and
/// at every start of the demonstration.
pub(crate) async fn coordinator_link(store: &Store, settings: &HostSettings) -> anyhow::Result<Option<String>> {
    let staff = store.staff().list().await?;
    let coordinators: Vec<&Staff> =
        staff.iter().filter(|staff| staff.active && staff.role == StaffRole::Coordinator).collect();
    match coordinators.as_slice() {
        [] => {
            let email = EmailAddress::parse(FIRST)?;
            Ok(Some(coordinator_by_hand(store, &settings.base_url, &email, "Coordination").await?))
        }
        [first, rest @ ..] if settings.demo || (rest.is_empty() && first.email.as_str() == FIRST) => {
            Ok(Some(one_time_link(store, &settings.base_url, first).await?))
        }
        _ => Ok(None),
    }
}

/// Adds a coordinator and makes a one-time link; earlier links and sessions of
/// the same address are void.
pub(crate) async fn invite(store: &Store, settings: &HostSettings, email: &str, name: &str) -> anyhow::Result<String> {
    let email = EmailAddress::parse(email).with_context(|| format!("'{email}'"))?;
    let InvitedByHand { link, agency } = invite_by_hand(store, &settings.base_url, &email, name).await?;
    if let Some(agency) = agency {
        eprintln!("{email} is where mails to {agency} go: whoever reads them can sign in as coordinator");
    }
    Ok(link)
}
