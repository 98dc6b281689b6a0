//! What the console's tests share: the form of a permanence, and who fills it in.

use domain::staff::StaffRole;
use testkit::{Request, TestApp};

/// A weekly permanence of Innoviris at ICAB, Tuesdays at 9:30.
const FIELDS: [(&str, &str); 15] = [
    ("id", "p1"),
    ("agency", "innoviris"),
    ("location", "icab"),
    ("services", "innoviris-shape"),
    ("date", "2026-11-24"),
    ("time", "09:30"),
    ("duration_minutes", "180"),
    ("repeat", "weekly"),
    ("interval", "1"),
    ("seats", "1"),
    ("slot_minutes", "40"),
    ("buffer_minutes", "5"),
    ("languages", "fr"),
    ("languages", "nl"),
    ("status", "published"),
];

/// The form with other values for some fields.
pub(crate) fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<_> =
        FIELDS.into_iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name)).collect();
    fields.extend_from_slice(changes);
    fields
}

pub(crate) async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

/// The coordinator in a browser, in French.
pub(crate) async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html")
}
