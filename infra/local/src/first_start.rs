//! The first start: the directory, invented data where it is asked for, and
//! somebody who can sign in. Every step may be done again.

mod invented;

use anyhow::{Context as _, ensure};
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::ids::AgencyId;
use domain::staff::{Staff, StaffRole};
use flows::staff::{coordinator_by_hand, one_time_link};
use runtime::HostSettings;
use store::keys::MemberList;
use store::repos::needs::NeedFilter;
use store::{Query, Store, Transaction};

/// The first coordinator, whose address is nobody's: a link is all that lets it in.
const FIRST: &str = "coordination@permanence.example";
/// Characters of a name at most, as of whoever is invited on the console.
const NAME: usize = 200;

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
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    ensure!(fits, "--name: expected one line of 1 to {NAME} characters");
    let catalogue = store.catalogue().load().await?;
    if let Some(agency) = reads(&catalogue, &email) {
        eprintln!("{email} is where mails to {agency} go: whoever reads them can sign in as coordinator");
    }
    if let Some(known) = store.staff().by_email(&email).await? {
        let coordinates = known.value.active && known.value.role == StaffRole::Coordinator;
        ensure!(coordinates, "{email} is no active coordinator: a coordinator changes that on /console/staff");
        let mut tx = Transaction::new();
        let after = Staff { generation: known.value.generation + 1, ..known.value.clone() };
        store.staff().save(&mut tx, &known, &after);
        store.commit(tx).await?;
    }
    Ok(coordinator_by_hand(store, &settings.base_url, &email, name).await?)
}

/// The agency that an address is one of.
fn reads<'a>(catalogue: &'a Catalogue, email: &EmailAddress) -> Option<&'a AgencyId> {
    let is = |one: &EmailAddress| one.as_str().eq_ignore_ascii_case(email.as_str());
    let of = |agency: &Agency| is(&agency.email) || agency.desks.iter().any(|desk| is(&desk.email));
    catalogue.agencies.iter().find(|(_, agency)| of(agency)).map(|(id, _)| id)
}
