//! A year of the whole rota of Brussels: for the pages and queries that must
//! not grow slow or dear with it.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use domain::catalogue::Catalogue;
use domain::ids::PermanenceId;
use domain::permanence::{Permanence, PermanenceDraft};
use domain::working_rules::Cadence;
use serde_json::json;
use store::{Store, TableError, Transaction};

/// Permanences stored in one commit.
const PER_COMMIT: usize = 10;

/// One published permanence of each agency at each place that are there on
/// `monday`, for a year: weekly at core places, every second week at adjacent
/// and monthly at marginal ones, spread over the days of the week.
pub fn year(catalogue: &Catalogue, monday: NaiveDate) -> Vec<Permanence> {
    let places = catalogue.locations.values().filter(|place| place.open_on(monday));
    let pairs = places.flat_map(|place| catalogue.agencies_on(monday).map(move |agency| (place, agency)));
    let mut held = Vec::new();
    for (place, agency) in pairs {
        let Some(cadence) = catalogue.working_rules.cadence.get(&place.fit) else { continue };
        let number = held.len();
        let day = monday + TimeDelta::days(i64::try_from(number % 5).unwrap_or_default());
        let hour = ["09:30", "13:30"][number / 5 % 2];
        let rrule = match cadence {
            Cadence::Weekly => "FREQ=WEEKLY".to_owned(),
            Cadence::Fortnightly => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
            Cadence::Monthly => {
                let weekday = ["MO", "TU", "WE", "TH", "FR"][number % 5];
                // A fifth weekday is not in every month; the last is.
                let place = if day.day0() / 7 < 4 { (day.day0() / 7 + 1).to_string() } else { "-1".to_owned() };
                format!("FREQ=MONTHLY;BYDAY={place}{weekday}")
            }
        };
        held.push(permanence(
            catalogue,
            &format!("y-{number}"),
            &json!({
                "agency": agency.id, "location": place.id, "start": format!("{day}T{hour}"), "rrule": rrule,
                "duration_minutes": 180, "until": monday + TimeDelta::days(364), "slot_minutes": 40,
                "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"
            }),
        ));
    }
    held
}

/// A permanence as the API takes it.
fn permanence(catalogue: &Catalogue, id: &str, draft: &serde_json::Value) -> Permanence {
    let parsed = serde_json::from_value::<PermanenceDraft>(draft.clone()).ok().zip(PermanenceId::parse(id).ok());
    let parsed = parsed.map(|(draft, id)| draft.parse(id, catalogue));
    let Some(Ok(permanence)) = parsed else { unreachable!("{parsed:?}: {draft}") };
    permanence
}

/// Stores permanences that do not exist yet.
pub async fn hold(store: &Store, permanences: &[Permanence]) -> Result<(), TableError> {
    for some in permanences.chunks(PER_COMMIT) {
        let mut tx = Transaction::new();
        for permanence in some {
            store.permanences().create(&mut tx, permanence);
        }
        store.commit(tx).await?;
    }
    Ok(())
}
