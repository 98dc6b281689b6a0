//! Alerts: what fell below its aim, with its evidence and what was done. They
//! are the coordinator's.

mod api;
mod pages;

use domain::Language;
use domain::alert::Alert;
use maud::Markup;
use validator::ValidationError;
use web::ui::{self, Icon, Tone};
use web::{Routes, format, get, routes};

use crate::{word, word_with};

pub(crate) use pages::moved;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read))
        .routes(routes!(api::act))
        .route("/console/survey/alerts", get(pages::list))
        .route("/console/survey/alerts/{id}", get(pages::show).post(pages::act))
}

/// What was done is said in words.
fn said(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Err(ValidationError::new("required")) } else { Ok(()) }
}

/// Whether somebody said what is done.
fn state(language: Language, alert: &Alert) -> Markup {
    let (tone, icon, key) = if alert.actions.is_empty() {
        (Tone::Amber, Icon::Alert, "alert-open")
    } else {
        (Tone::Green, Icon::Check, "alert-acted")
    };
    ui::badge(tone, icon, &word(language, key))
}

/// `12 sur 30 satisfaits (40 %) ; au plus 63 %, visé : 80 %`.
fn evidence(language: Language, alert: &Alert) -> String {
    let percent = |share: f64| format::percent(language, share);
    let share = alert.satisfied as f64 / alert.n.max(1) as f64;
    let args = [
        ("satisfied", alert.satisfied.into()),
        ("n", alert.n.into()),
        ("share", percent(share).into()),
        ("high", percent(alert.high).into()),
        ("aim", percent(alert.aim).into()),
    ];
    word_with(language, "alert-evidence", &args)
}
