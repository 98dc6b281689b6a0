//! Somebody says that facts of an entry are still true.

use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::entry::{Confidence, Fact, Told};
use domain::field_error::{Expected, Problem as Wrong};
use serde::Deserialize;
use validator::Validate;
use web::Problem;
use web::extract::FormBody;

use super::one;
use super::opened::Opened;
use super::sorts::{self, OfEntry, path};

/// What somebody says of facts.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct FactsForm {
    fact: Vec<String>,
    #[validate(length(max = 500))]
    source: Option<String>,
    confidence: Option<String>,
    checked_on: Option<NaiveDate>,
}

/// Writes down that somebody looked. Two reads, one commit.
pub(super) async fn save(
    opened: Opened,
    OfEntry(sort, id): OfEntry,
    FormBody { value, mut state }: FormBody<FactsForm>,
) -> Result<Response, Problem> {
    let Opened { desk, catalogue, today } = &opened;
    sorts::listed(catalogue, opened.language(), (sort, &id))?;
    let form = value.unwrap_or_default();
    let facts: Vec<Fact> = form.fact.iter().filter_map(|code| Fact::from_code(code)).collect();
    let facts: Vec<Fact> = Fact::of(sort).iter().copied().filter(|fact| facts.contains(fact)).collect();
    if facts.is_empty() {
        state.wrong("fact", Wrong::Missing);
    }
    match form.checked_on {
        None => state.wrong("checked_on", Wrong::WrongType(Expected::Date)),
        Some(day) if *today < day => state.blame("checked_on", web::i18n::text(&crate::LOCALES, "facts-not-yet")),
        Some(_) => {}
    }
    if state.is_refused() {
        return one::show(&opened, (sort, &id), &state).await;
    }
    let told = Told {
        by: desk.staff.actor.clone(),
        on: form.checked_on.unwrap_or(*today),
        confidence: form.confidence.as_deref().and_then(Confidence::from_code),
        source: form.source,
    };
    desk.context.store.entries().look((sort, &id), &facts, &told).await.map_err(Problem::of_change)?;
    Ok(Redirect::to(&format!("{}?done=looked", path(sort, &id))).into_response())
}
