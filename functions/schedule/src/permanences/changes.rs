//! A change of one session, or of one and all that follow, and what it does to
//! bookings before it is made.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use domain::Text;
use domain::event::Actor;
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use domain::rota::Clash;
use flows::bookings::Affected;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::repos::idempotency::Claim;
use store::{Store, Transaction};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{Id, IdempotencyKey, IfMatch, Keyed, QueryParams, Target, etag};
use web::idempotent::{self, Answer};
use web::{CoordinatorDesk, Problem, Reply};

use super::change::{Planned, Stored, next_id};
use super::change_body::{ChangeRequest, Meant};
use crate::rota::Refused;

/// Whether something is only tried.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct DryRun {
    /// `true`: nothing is stored; the answer says what it would do.
    pub(crate) dry_run: bool,
}

/// What a change does to bookings.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = AffectedBookings)]
pub(super) struct AffectedView {
    /// Bookings whose time or place changes.
    moved: usize,
    /// Bookings that lose their slot.
    lost: usize,
}

impl From<&Affected> for AffectedView {
    fn from(Affected { moved, lost }: &Affected) -> Self {
        Self { moved: moved.len(), lost: lost.len() }
    }
}

/// 200 with what a change does to bookings.
pub(super) fn would(affected: &Affected) -> Response {
    Json(AffectedView::from(affected)).into_response()
}

/// Something that does not keep a permanence from being saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Warning)]
pub(super) struct WarningView {
    /// `travel`, `opening_hours`, `half_day`, `absent`, `busy`, `too_many`, `language`; `two_places`,
    /// `room` and `desks` where it stood before the change.
    kind: &'static str,
    /// What exactly.
    reason: Text,
    /// The sessions concerned, those of other permanences included.
    sessions: Vec<String>,
}

impl From<&Clash> for WarningView {
    fn from(Clash { days: _, kind, sessions, reason }: &Clash) -> Self {
        let sessions = sessions.iter().map(ToString::to_string).collect();
        Self { kind: kind.code(), reason: reason.clone(), sessions }
    }
}

/// A permanence that was saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SavedPermanence)]
pub(super) struct SavedView {
    #[serde(flatten)]
    permanence: Permanence,
    /// What does not go well together in its sessions to come.
    warnings: Vec<WarningView>,
}

impl SavedView {
    pub(super) fn of(permanence: &Permanence, clashes: &[Clash]) -> Self {
        Self { permanence: permanence.answered(), warnings: clashes.iter().map(WarningView::from).collect() }
    }
}

/// A permanence as a change left it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ChangedPermanence)]
pub(super) struct ChangedView {
    /// The permanence under its own id.
    permanence: SavedView,
    /// The one that goes on from the day of the change; null where the
    /// permanence was not divided.
    next: Option<SavedView>,
}

/// What a change answers.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes what is answered")]
pub(super) enum ChangeAnswer {
    /// It was made.
    Made(Box<ChangedView>),
    /// It was tried, with `dry_run`.
    Tried(AffectedView),
}

impl From<&Planned> for ChangedView {
    fn from(Planned { series, next, clashes, .. }: &Planned) -> Self {
        // What clashes is of the part that changes.
        let of_series = if next.is_none() { clashes.as_slice() } else { &[] };
        let next = next.as_ref().map(|next| SavedView::of(next, clashes));
        Self { permanence: SavedView::of(series, of_series), next }
    }
}

/// Changes one session, or one and all that follow: then what follows becomes a
/// permanence of its own, and bookings go over to it. 201 where it does; 409
/// where the change makes something that can't take place. With `dry_run`
/// nothing is stored. Three reads, where advisers are named two more and one
/// for each agency whose work theirs does; one commit, or a query and a read for
/// 50 bookings. A refusal costs one read more.
#[utoipa::path(post, path = "/v1/permanences/{id}/changes", tag = "schedule", request_body = ChangeRequest,
    params(DryRun, IdempotencyKey, IfMatch),
    responses(
        (status = 200, description = "One session was changed, or the whole; with `dry_run` the bookings affected", body = ChangeAnswer, headers(("ETag" = String))),
        (status = 201, description = "The permanence was divided", body = ChangedView, headers(("ETag" = String), ("Location" = String))),
        (status = 409)))]
pub(super) async fn create(
    desk: CoordinatorDesk,
    Target(Id(id), named): Target<Id<PermanenceId>>,
    QueryParams(DryRun { dry_run }): QueryParams<DryRun>,
    Keyed { key, value, bytes }: Keyed<ChangeRequest>,
) -> Reply {
    let store = desk.store();
    // The same change of two permanences is two changes.
    let asked = [id.as_str().as_bytes(), b"\n", bytes.as_ref()].concat();
    let claim = store.idempotency().claim("schedule", &desk.staff.caller(), &key, &asked);
    if let Some(answer) = idempotent::replay(store, &claim).await?.filter(|_| !dry_run) {
        return Ok(answer);
    }
    match make(store, &id, (&named, dry_run), (&claim, &desk.staff.actor), value).await {
        Err(refused) if !dry_run => idempotent::unless_answered(store, &claim, refused).await,
        made => made,
    }
}

async fn make(
    store: &Store,
    id: &PermanenceId,
    (named, dry_run): (&IfMatch, bool),
    (claim, by): (&Claim, &Actor),
    request: ChangeRequest,
) -> Reply {
    let before = store.permanences().load(id).await?.ok_or_else(Problem::not_found)?;
    named.0.check(before.version)?;
    let catalogue = store.catalogue().load().await?;
    let stored = Stored { store, catalogue: &catalogue, before: &before.value };
    let next = next_id(store)?;
    let planned = match request.meant()? {
        Meant::This(differs) => stored.this(differs).await,
        Meant::Following(date, rest) => stored.following((date, next), |next| rest.over(next)).await,
    };
    let planned = planned.map_err(at_its_field)?;
    if dry_run {
        return Ok(would(&planned.affected(store, &catalogue).await?));
    }
    let mut tx = Transaction::new();
    planned.save(store, &mut tx, &before, by);
    let answer = answer(&planned, before.version + 1)?;
    idempotent::commit(store, claim, tx, answer, Problem::from).await
}

/// 201 where the change makes a permanence, else 200; `version` is the one that
/// the change leaves.
fn answer(planned: &Planned, version: u64) -> Result<Answer, Problem> {
    let view = ChangedView::from(planned);
    match &planned.next {
        Some(next) => idempotent::created(format!("/v1/permanences/{}", next.id), version, &view),
        None => Ok(Answer {
            status: StatusCode::OK,
            body: serde_json::to_string(&view).map_err(|error| Problem::internal(&error))?,
            location: None,
            etag: Some(etag(version)),
        }),
    }
}

/// Errors of the one session at the fields that were sent.
fn at_its_field(refused: Refused) -> Refused {
    let Refused::Fields(mut errors) = refused else { return refused };
    for error in &mut errors {
        if let Some((_, field)) = error.pointer.strip_prefix("/exceptions/").and_then(|rest| rest.split_once('/')) {
            error.pointer = format!("/{field}");
        }
    }
    Refused::Fields(errors)
}
