//! Facts of the directory that somebody looked at: some lately, some so long ago
//! that they are on the work list.

use chrono::{Days, Months, NaiveDate};
use domain::entry::{Confidence, Fact, Sort, Told};
use domain::event::Actor;
use store::Store;

/// Looks of the last months, on an invented source each.
pub(super) async fn load(store: &Store, today: NaiveDate) -> anyhow::Result<()> {
    let half_a_year = today.checked_sub_months(Months::new(6)).unwrap_or(today);
    // Within the week in which a task comes onto the list before it is due.
    let nearly = half_a_year.checked_add_days(Days::new(5)).unwrap_or(half_a_year);
    let lately = today.checked_sub_days(Days::new(20)).unwrap_or(today);
    let looks = [
        (Sort::Service, "innoviris-shape", lately, Fact::of(Sort::Service), "https://innoviris.example/shape"),
        (Sort::Agency, "innoviris", lately, Fact::of(Sort::Agency), "by phone"),
        (Sort::Location, "icab", nearly, &[Fact::Hours, Fact::Contact][..], "https://icab.example/hours"),
    ];
    for (sort, id, on, facts, source) in looks {
        let known = store.entries().facts(sort, id).await?.map(|sheet| sheet.value.facts).unwrap_or_default();
        if facts.iter().all(|fact| known.get(fact).is_some_and(|state| state.checked_on.is_some())) {
            continue;
        }
        let confidence = Some(Confidence::Verified);
        let told = Told { by: Actor::Administrator, on, confidence, source: Some(source.to_owned()) };
        store.entries().look((sort, id), facts, &told).await?;
    }
    Ok(())
}
