//! Webhook sources: list, make, rotate, delete. A secret is shown once, on the
//! page that answers the form; that page is kept by no cache.

use chrono::TimeDelta;
use domain::ids::SourceId;
use domain::source::SourceKind;
use domain::{Instant, Language};
use maud::{Markup, html};
use serde::Deserialize;
use store::TableError;
use store::repos::sources::Source;
use validator::Validate;
use web::extract::{FormBody, FormState, Id};
use web::ui::{Field, Table, button, card, empty, error_summary, form, hidden, notice, warning};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::api::{add, kind_named, remove, renew};
use super::shown::{SourceSecretView, with_secret};
use super::words::{kind_key, state_badge};
use crate::cases::below;
use crate::{word, word_with};

/// A new source.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct SourceForm {
    location: Option<String>,
    kind: Option<String>,
}

/// The secret that the page knew when the button was pressed.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct RotateForm {
    generation: u32,
}

/// A form that has only a button.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct Pressed {}

/// For how long the same press again is shown the same secret: what a browser
/// shows of a double press is the answer to the second.
const SAME_PRESS: TimeDelta = TimeDelta::minutes(10);

/// What the list has to tell beside itself.
enum Told {
    Nothing,
    /// A secret, this once.
    Secret(SourceSecretView),
    /// The secret was changed after the page was shown, at that time, and not again.
    RotatedAlready(Instant),
}

/// The list. Two reads.
pub(super) async fn show(desk: CoordinatorDesk) -> Reply {
    page(&desk, &FormState::default(), Told::Nothing).await
}

/// Makes a source and shows its secret. Three reads and one commit.
pub(super) async fn create(desk: CoordinatorDesk, FormBody { value, mut state }: FormBody<SourceForm>) -> Reply {
    let (location, kind) = value.map(|form| (form.location, form.kind)).unwrap_or_default();
    let kind = kind_named(kind.as_deref().unwrap_or(SourceKind::StandardWebhooks.code()));
    let made = match kind {
        Ok(kind) => add(&desk.context, (&location.unwrap_or_default(), kind), |_, _| {}).await,
        Err(wrong) => Err(vec![wrong].into()),
    };
    match made {
        Ok(source) => {
            let shown = with_secret(&desk.context, &source, source.rotation.generation);
            page(&desk, &FormState::default(), Told::Secret(shown)).await
        }
        Err(problem) if !problem.errors().is_empty() => {
            state.errors = problem.errors().to_vec();
            page(&desk, &state, Told::Nothing).await
        }
        Err(problem) => Err(problem),
    }
}

/// Gives a source a new secret and shows it. The form names the secret that the
/// page knew, so that a press again changes nothing more: it is shown the same
/// secret, or after a while only that it was changed. Three reads and one
/// commit; one read more where two pressed at once.
pub(super) async fn rotate(desk: CoordinatorDesk, Id(id): Id<SourceId>, form: FormBody<RotateForm>) -> Reply {
    let RotateForm { generation } = form.into_value()?;
    let context = &desk.context;
    let before = context.store.sources().load(&id).await?.ok_or_else(Problem::not_found)?;
    let source = if before.value.rotation.generation == generation {
        match renew(context, before, |_, _| {}).await {
            Err(TableError::Conflict { .. }) => {
                context.store.sources().load(&id).await?.ok_or_else(Problem::not_found)?.value
            }
            rotated => rotated?,
        }
    } else {
        before.value
    };
    let since = source.rotation.rotated_at.unwrap_or(source.created_at);
    let same_press =
        generation.checked_add(1) == Some(source.rotation.generation) && context.store.now() < since.plus(SAME_PRESS);
    let told = if same_press {
        Told::Secret(with_secret(context, &source, source.rotation.generation))
    } else {
        Told::RotatedAlready(since)
    };
    page(&desk, &FormState::default(), told).await
}

/// Removes a source. One read and one commit.
pub(super) async fn delete(desk: CoordinatorDesk, Id(id): Id<SourceId>, _: FormBody<Pressed>) -> Reply {
    if let Some(before) = desk.store().sources().load(&id).await? {
        remove(&desk.context, &before).await?;
    }
    Ok(web::done("/console/needs/sources", "deleted"))
}

async fn page(desk: &Desk, state: &FormState, told: Told) -> Reply {
    let Desk { visit, staff, .. } = desk;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let sources = desk.store().sources().list().await?;
    let open = catalogue.locations_on(desk.today());
    let places = open.map(|place| (place.id.as_str(), place.name.as_str()));
    let kinds = SourceKind::ALL.map(|kind| (kind.code(), word(&kind_key(kind))));
    let columns = ["sources-place", "source-kind", "source-switch", "sources-since", ""];
    let mut table = Table::named(word, "sources-title", &columns);
    for source in &sources {
        table = table.row(row(desk, source, catalogue.place_name(&source.location)));
    }
    let body = html! {
        div class="stack" {
            (error_summary(language, state))
            @if let Told::Secret(shown) = &told { (secret(language, shown)) }
            div class="card" {
                @if table.is_empty() { (empty(&word("sources-none"), word("sources-none-how"))) } @else { (table.show()) }
            }
            (card(&word("sources-new"), form("/console/needs/sources", &staff.csrf, html! {
                (Field::new("location", &word("sources-place")).hint(&word("sources-place-hint")).select(places).required().show(language, state))
                (Field::new("kind", &word("source-kind")).hint(&word("source-kind-hint")).select(kinds).required().show(language, &with_usual(state)))
                (button(&word("sources-create")))
            })))
        }
    };
    let done = match told {
        Told::RotatedAlready(at) => {
            let at = [("at", format::instant(language, at).into())];
            Some(notice(word_with(language, "sources-rotated-already", &at)))
        }
        Told::Nothing | Told::Secret(_) => visit.notice(word, &[("deleted", "sources-deleted")]),
    };
    let page = below(desk).await?.title(&word("sources-title")).lead(word("sources-lead")).notice(done);
    Ok(page.of_form(state).render(body))
}

fn row(desk: &Desk, source: &Source, place: &str) -> Vec<Markup> {
    let Desk { visit, staff, .. } = desk;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let path = |action: &str| format!("/console/needs/sources/{}/{action}", source.id);
    let former = source.rotation.live_generations(desk.store().now()).len() - 1;
    vec![
        html! { a href={ "/console/needs/sources/" (source.id) } { strong { (place) } } @if former > 0 { div class="because" { (word_with(language, "sources-former", &[("count", former.into())])) } } },
        html! { (word(&kind_key(source.kind))) },
        html! { (state_badge(language, source)) },
        html! { (format::instant(language, source.rotation.rotated_at.unwrap_or(source.created_at))) },
        html! {
            div class="actions" {
                (form(&path("rotate"), &staff.csrf, html! {
                    (hidden("generation", &source.rotation.generation.to_string()))
                    button class="button secondary" type="submit" aria-label={ (word("sources-rotate")) ": " (place) } { (word("sources-rotate")) }
                }))
                details {
                    summary { (word("sources-delete")) }
                    p class="because" { (word_with(language, "sources-delete-what", &[("place", place.into())])) }
                    (form(&path("delete"), &staff.csrf, html! {
                        button class="button danger" type="submit" { (word("sources-delete-yes")) }
                    }))
                }
            }
        },
    ]
}

/// What is usual stands there before somebody chose.
fn with_usual(state: &FormState) -> FormState {
    let mut state = state.clone();
    if state.get("kind").is_empty() {
        state.values.push(("kind".to_owned(), SourceKind::StandardWebhooks.code().to_owned()));
    }
    state
}

fn secret(language: Language, shown: &SourceSecretView) -> Markup {
    let word = |key: &str| word(language, key);
    let body = html! {
        (warning(word("sources-secret-once")))
        p { (word("sources-url")) }
        code class="secret" { (shown.url) }
        @if !shown.url.contains(&shown.secret) {
            p { (word("sources-secret")) }
            code class="secret" { (shown.secret) }
        }
        p { a href={ "/console/needs/sources/" (shown.id) } { (word("source-go-on")) } }
    };
    card(&word("sources-secret"), body)
}
