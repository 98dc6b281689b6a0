//! What came of telling an endpoint, for programs and on its page, and telling it again.

use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::ids::EndpointId;
use domain::{Instant, Language};
use http::StatusCode;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use store::keys;
use store::repos::deliveries::{Delivery, DeliveryStatus};
use store::repos::endpoints::Attempt;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, JsonBody, ListQuery, PageQuery, cursor, listing};
use web::openapi::Listing;
use web::ui::{self, Icon, Table, Tone};
use web::{Desk, Problem, Reply, format};

use super::save::load;
use crate::{word, word_with};

/// One try at telling an endpoint of an event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EndpointAttempt)]
pub(super) struct AttemptView {
    /// Its id.
    pub(super) id: String,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub(super) at: Instant,
    /// The type of the event.
    #[serde(rename = "type")]
    pub(super) event_type: String,
    /// `webhook-id`: the same on every try.
    pub(super) webhook_id: String,
    /// Which try, from 1; from 1 again where it was sent again.
    pub(super) number: u32,
    /// `taken`, `refused` (answered, not with 2xx), `off` (not tried: the endpoint
    /// was off), or why there was no answer: `address` (refused: not public),
    /// `name` (not known), `connection`, `tls`, `time`, `http`.
    pub(super) outcome: String,
    /// The answer's status.
    pub(super) status: Option<u16>,
    /// How long it took.
    pub(super) took_ms: u64,
    /// The beginning of the answer's body.
    pub(super) answer: String,
    /// Where the webhook stands now: `waiting`, `taken`, `given_up`, `dropped`.
    pub(super) state: Option<&'static str>,
    /// When it is tried next.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) due_at: Option<Instant>,
}

impl AttemptView {
    fn of(attempt: Attempt, delivery: Option<&Delivery>) -> Self {
        let id = attempt.id();
        let Attempt { at, delivery: of, event_type, number, outcome, status, took_ms, answer } = attempt;
        let state = |delivery: &Delivery| match delivery.status {
            DeliveryStatus::Waiting => "waiting",
            DeliveryStatus::Sent => "taken",
            DeliveryStatus::Dead => "given_up",
            DeliveryStatus::Dropped => "dropped",
        };
        let waits = delivery.filter(|delivery| delivery.status == DeliveryStatus::Waiting);
        Self {
            id,
            at,
            event_type,
            webhook_id: format!("msg_{of}"),
            number,
            outcome,
            status,
            took_ms,
            answer,
            state: delivery.map(state),
            due_at: waits.map(|delivery| delivery.due_at),
        }
    }
}

/// A page of attempts with where their webhooks stand, and the sealed cursor of
/// the next. One query and one read.
pub(super) async fn page(
    desk: &Desk,
    endpoint: &EndpointId,
    page: &PageQuery,
) -> Result<(Vec<AttemptView>, Option<String>), Problem> {
    let (store, list) = (desk.store(), format!("endpoints/{endpoint}/attempts"));
    let after = page.after(store.secrets(), &list)?;
    let (attempts, next) = store.endpoints().attempts(endpoint, after, page.limit).await?;
    let partition = keys::endpoint_partition(endpoint);
    let mut of: Vec<_> = attempts.iter().map(|attempt| keys::delivery(&partition, &attempt.delivery)).collect();
    of.sort();
    of.dedup();
    let deliveries: Vec<Delivery> = store.values_of(&of).await?.into_iter().flatten().collect();
    let of = |attempt: &Attempt| deliveries.iter().find(|delivery| delivery.id == attempt.delivery);
    let views = attempts.into_iter().map(|attempt| {
        let delivery = of(&attempt);
        AttemptView::of(attempt, delivery)
    });
    Ok((views.collect(), next.map(|next| cursor::seal(store.secrets(), &list, &next))))
}

/// Attempts of the last 30 days, the newest first. Two reads, one query.
#[utoipa::path(get, path = "/v1/endpoints/{id}/attempts", tag = "endpoints", params(PageQuery),
    responses((status = 200, description = "`items` and `next`.", body = Listing<AttemptView>, headers(("Link" = String)))))]
pub(super) async fn list(desk: Desk, Id(id): Id<EndpointId>, ListQuery { uri, page: asked, .. }: ListQuery) -> Reply {
    let endpoint = load(&desk, &id).await?.value;
    let (items, next) = page(&desk, &endpoint.id, &asked).await?;
    listing(&uri, &items, next)
}

/// Sends one webhook again, with the same `webhook-id`, from the first try on;
/// one that waits is tried at once. Two reads, one commit.
#[utoipa::path(post, path = "/v1/endpoints/{id}/attempts/{attempt}/resend", tag = "endpoints",
    responses((status = 202, description = "It will be sent.")))]
pub(super) async fn resend(desk: Desk, Path((id, attempt)): Path<(String, String)>) -> Reply {
    let id = EndpointId::parse(&id).map_err(|_| Problem::not_found())?;
    let endpoint = load(&desk, &id).await?.value;
    if flows::endpoints::ask_again(desk.store(), &endpoint.id, &attempt).await? {
        Ok(StatusCode::ACCEPTED.into_response())
    } else {
        Err(Problem::not_found())
    }
}

/// Since when.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SinceRequest {
    /// A moment; attempts are kept for 30 days.
    #[schema(value_type = String, format = DateTime)]
    since: Instant,
}

/// Sends again whatever was tried since a moment, taken or not, each with its
/// own `webhook-id`. One read, one commit.
#[utoipa::path(post, path = "/v1/endpoints/{id}/resend", tag = "endpoints", request_body = SinceRequest,
    responses((status = 202, description = "They will be sent."), (status = 422, description = "No moment.")))]
pub(super) async fn resend_since(
    desk: Desk,
    Id(id): Id<EndpointId>,
    JsonBody { value: SinceRequest { since }, .. }: JsonBody<SinceRequest>,
) -> Reply {
    let endpoint = load(&desk, &id).await?.value;
    flows::endpoints::ask_all_again(desk.store(), &endpoint.id, since).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// The attempts, each with its answer, and a button to send it again.
pub(super) fn table(desk: &Desk, endpoint: &EndpointId, attempts: &[AttemptView]) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let empty = Table::named(word, "attempts-title", &["attempt-when", "attempt-event", "attempt-answer", ""]);
    let table = attempts.iter().fold(empty, |table, attempt| {
        table.row(vec![
            html! { (format::instant(language, attempt.at)) p class="because" { (word_with(language, "attempt-number", &[("n", attempt.number.into())])) } },
            html! { strong { code { (attempt.event_type) } } p class="because" { code { (attempt.webhook_id) } } },
            html! {
                (badge(language, attempt))
                @if !attempt.answer.is_empty() { p class="because answer" { (attempt.answer) } }
                @if let Some(next) = next(language, attempt) { p class="because" { (next) } }
            },
            ui::form(&format!("/console/endpoints/{endpoint}/resend"), &desk.staff.csrf, html! {
                button class="button secondary" type="submit" name="attempt" value=(attempt.id)
                    aria-label={ (word("do-resend")) ": " (attempt.event_type) ", " (format::instant(language, attempt.at)) } { (word("do-resend")) }
            }),
        ])
    });
    if table.is_empty() {
        return ui::empty(&word("attempts-none"), word("attempts-none-how"));
    }
    ui::card(&word("attempts-title"), table.show())
}

fn badge(language: Language, attempt: &AttemptView) -> Markup {
    let args = [("status", attempt.status.unwrap_or_default().to_string().into()), ("ms", attempt.took_ms.into())];
    let words = word_with(language, &format!("attempt-{}", attempt.outcome.replace('_', "-")), &args);
    match attempt.outcome.as_str() {
        "taken" => ui::badge(Tone::Green, Icon::Check, &words),
        "off" => ui::badge(Tone::Plain, Icon::Clock, &words),
        _ => ui::badge(Tone::Red, Icon::Cross, &words),
    }
}

/// What becomes of it.
fn next(language: Language, attempt: &AttemptView) -> Option<String> {
    match (attempt.state, attempt.due_at) {
        (Some("waiting"), Some(at)) => {
            Some(word_with(language, "attempt-again", &[("at", format::instant(language, at).into())]))
        }
        (Some("given_up"), _) if attempt.outcome != "taken" => Some(word(language, "attempt-given-up")),
        (Some("taken"), _) if attempt.outcome != "taken" => Some(word(language, "attempt-taken-since")),
        _ => None,
    }
}
