//! Somebody for each role beside the coordinator: a host and an adviser, who
//! can ask for a sign-in link.

use domain::Language;
use domain::contact::EmailAddress;
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::staff::{Staff, StaffRole};
use store::{Store, Transaction};

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
    Ok(())
}
