//! Somebody for each role beside the coordinator: a host and an adviser, who
//! can ask for a sign-in link; and a place that is told at its own address.

use domain::Language;
use domain::contact::EmailAddress;
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::location::Location;
use domain::staff::{Staff, StaffRole};
use store::repos::catalogue::Kind;
use store::{Condition, Store, Transaction};

use super::{Begun, once};

pub(super) async fn load(store: &Store, begun: Begun) -> anyhow::Result<()> {
    let host = StaffRole::Host { location: LocationId::parse("icab")? };
    let adviser = StaffRole::Adviser { agency: AgencyId::parse("innoviris")? };
    let people = [
        ("demo-host-icab", "Noor Peeters", "host@icab.example", Language::Nl, host),
        ("demo-adviser-innoviris", "Samir Lemaire", "adviser1@innoviris.example", Language::Fr, adviser),
    ];
    for (id, name, email, language, role) in people {
        let staff = Staff {
            id: StaffId::parse(id)?,
            name: name.to_owned(),
            email: EmailAddress::parse(email)?,
            role,
            language: Some(language),
            active: true,
            handed_over_to: None,
            created_at: begun.at,
            generation: 0,
        };
        let mut tx = Transaction::new();
        store.staff().create(&mut tx, &staff);
        once(store, tx).await?;
    }
    told_itself(store, "molengeek", "reception@molengeek.example").await
}

/// A place for which nobody signs in, and that has an address of its own.
async fn told_itself(store: &Store, id: &str, email: &str) -> anyhow::Result<()> {
    let found = store.catalogue().row::<Location>(Kind::Location, id).await?;
    let Some(place) = found.filter(|place| place.value.email.is_none()) else { return Ok(()) };
    let told = Location { email: Some(EmailAddress::parse(email)?), ..place.value };
    Ok(store.catalogue().put(Kind::Location, id, &told, Condition::Version(place.version)).await?)
}
