//! What the tests of public pages share: permanences to show.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::PermanenceId;
use domain::permanence::PermanenceDraft;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

/// A weekly permanence of Innoviris at ICAB, Tuesdays at 9:30, off once.
pub(crate) fn innoviris_at_icab() -> Value {
    let mut draft = at("innoviris", "icab", "2026-11-24T09:30");
    draft["services"] = json!(["innoviris-shape", "innoviris-feasibility"]);
    draft["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true,
        "reason": {"fr": "congé de l’équipe", "nl": "verlof van het team", "en": "team holiday"}}]);
    draft
}

/// A weekly permanence of three hours.
pub(crate) fn at(agency: &str, location: &str, start: &str) -> Value {
    json!({
        "agency": agency, "location": location, "start": start, "duration_minutes": 180, "rrule": "FREQ=WEEKLY",
        "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"
    })
}

/// Stores a permanence.
pub(crate) async fn hold(app: &TestApp, id: &str, draft: Value) {
    let draft: PermanenceDraft = serde_json::from_value(draft).unwrap();
    let catalogue = app.store().catalogue().load().await.unwrap();
    let permanence = draft.parse(PermanenceId::parse(id).unwrap(), &catalogue).unwrap();
    let mut tx = Transaction::new();
    app.store().permanences().create(&mut tx, &permanence);
    app.store().commit(tx).await.unwrap();
}
