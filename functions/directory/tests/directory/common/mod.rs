//! What these tests share: permanences to show.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::PermanenceId;
use domain::permanence::PermanenceDraft;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

/// A weekly permanence of Innoviris at ICAB, Tuesdays at 9:30.
pub(crate) fn innoviris_at_icab() -> Value {
    json!({
        "agency": "innoviris", "location": "icab", "services": ["innoviris-shape", "innoviris-feasibility"],
        "start": "2026-11-24T09:30", "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29",
        "exceptions": [{"date": "2026-12-01", "cancelled": true,
            "reason": {"fr": "congé de l’équipe", "nl": "verlof van het team", "en": "team holiday"}}],
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
