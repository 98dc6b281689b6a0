//! `GET, POST /v1/waves`, `GET, PUT /v1/waves/{id}`, `GET …/results`.

use std::collections::BTreeMap;

use axum::Json;
use domain::catalogue::Catalogue;
use domain::ids::WaveId;
use domain::statistics::QuestionResults;
use domain::wave::{Wave, WaveDraft};
use flows::surveys::save_wave;
use http::StatusCode;
use serde::Serialize;
use store::repos::waves::Progress;
use utoipa::ToSchema;
use web::extract::{
    Checked, Id, IdempotencyKey, IfMatch, IfNoneMatch, JsonBody, Keyed, ListQuery, PageQuery, Target, etag, tagged,
    tagged_or_unchanged,
};
use web::idempotent;
use web::openapi::Listing;
use web::{CoordinatorDesk, Desk, Problem, Reply};

use super::answered::{Answered, answered};
use super::figures::{self, Before, WaveGroup, of_agency, of_location};
use super::parse;

const LIST: &str = "waves";

/// A wave and the questions that it asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaveEntry {
    /// The wave.
    #[serde(flatten)]
    wave: Wave,
    /// The version of the questionnaire that it asks, and is read under.
    questionnaire_version: u32,
}

impl WaveEntry {
    fn of(catalogue: &Catalogue, wave: Wave) -> Self {
        Self { questionnaire_version: catalogue.asked_from(wave.opens, wave.created_at).0, wave }
    }
}

/// A wave and how far it is with inviting members.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaveView {
    /// The wave.
    #[serde(flatten)]
    entry: WaveEntry,
    /// What `If-Match` of its change says.
    etag: String,
    /// Members looked at so far, of a wave that invites them.
    seen: u64,
    /// Members invited so far.
    invited: u64,
}

/// What came of a wave.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WaveResults {
    /// The wave.
    #[schema(value_type = String)]
    wave: WaveId,
    /// Responses.
    n: u64,
    /// Visits and invitations; null where nobody was counted.
    eligible: Option<u64>,
    /// Responses among the eligible.
    response_rate: Option<f64>,
    /// By question id.
    questions: BTreeMap<String, QuestionResults>,
    /// By place; one that is hidden is null with `suppressed`.
    by_location: Vec<WaveGroup>,
    /// By agency.
    by_agency: Vec<WaveGroup>,
    /// Of each place its share among those who came or were invited, and among
    /// those who answered; none where nobody was counted.
    answered_by_location: Vec<Answered>,
    /// The same of each agency.
    answered_by_agency: Vec<Answered>,
    /// The wave of the same questions before.
    before: Option<Before>,
}

/// Waves, the newest first. One read, one query.
#[utoipa::path(get, path = "/v1/waves", tag = "survey", params(PageQuery),
    responses((status = 200, body = Listing<WaveEntry>)))]
pub(super) async fn list(desk: Desk, list: ListQuery) -> Reply {
    let after = list.after(&desk.context, LIST)?;
    let (waves, next) = desk.store().waves().page(after, list.page.limit).await?;
    let catalogue = desk.catalogue().await?;
    let entries: Vec<WaveEntry> = waves.into_iter().map(|wave| WaveEntry::of(&catalogue, wave)).collect();
    list.answer(&desk.context, LIST, &entries, next)
}

/// Plan a wave whose last day is still to come. Two reads, one commit; members are
/// invited when it opens.
#[utoipa::path(post, path = "/v1/waves", tag = "survey", request_body = WaveDraft,
    params(IdempotencyKey),
    responses((status = 201, body = WaveView, headers(("Location" = String), ("ETag" = String)))))]
pub(super) async fn create(
    desk: CoordinatorDesk,
    Keyed { key, value: Checked(draft), bytes }: Keyed<Checked<WaveDraft>>,
) -> Reply {
    let store = desk.store();
    let claim = store.idempotency().claim("survey", &desk.staff.caller(), &key, &bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let id = WaveId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let wave = parse(draft, id, &catalogue, None, store.now()).map_err(Problem::invalid)?;
    let location = format!("/v1/waves/{}", wave.id);
    let view = shown(&catalogue, (wave.clone(), 1), Progress::default());
    let answer = idempotent::created(location, 1, &view)?;
    let mut tx = store::Transaction::new();
    store.waves().save(&mut tx, &wave, None);
    idempotent::commit(store, &claim, tx, answer, Problem::from).await
}

/// Read a wave. Three reads.
#[utoipa::path(get, path = "/v1/waves/{id}", tag = "survey",
    responses((status = 200, body = WaveView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: Desk, Id(id): Id<WaveId>, known: IfNoneMatch) -> Reply {
    let found = desk.store().waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    let view = view(&desk, found.value, found.version).await?;
    tagged_or_unchanged(&known, found.version, &view)
}

/// Change a wave; one that has opened keeps its questions and its first day. A
/// last day that is over ends it. Three reads, one commit.
#[utoipa::path(put, path = "/v1/waves/{id}", tag = "survey", request_body = WaveDraft,
    params(IfMatch), responses((status = 200, body = WaveView, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Target(Id(id), IfMatch(precondition)): Target<Id<WaveId>>,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<WaveDraft>>,
) -> Reply {
    let found = desk.store().waves().load(&id).await?.ok_or_else(Problem::not_found)?;
    precondition.check(found.version)?;
    let catalogue = desk.catalogue().await?;
    let now = desk.store().now();
    let wave = parse(draft, id, &catalogue, Some(&found.value), now).map_err(Problem::invalid)?;
    save_wave(desk.store(), &wave, Some(found.version)).await.map_err(Problem::of_change)?;
    let version = found.version + 1;
    tagged(StatusCode::OK, version, &view(&desk, wave, version).await?)
}

async fn view(desk: &Desk, wave: Wave, version: u64) -> Result<WaveView, Problem> {
    let progress = desk.store().waves().progress(&wave.id).await?.map(|read| read.value).unwrap_or_default();
    let catalogue = desk.catalogue().await?;
    Ok(shown(&catalogue, (wave, version), progress))
}

fn shown(catalogue: &Catalogue, (wave, version): (Wave, u64), progress: Progress) -> WaveView {
    let Progress { seen, invited, .. } = progress;
    WaveView { entry: WaveEntry::of(catalogue, wave), etag: etag(version), seen, invited }
}

/// What came of a wave: the coordinator sees everything counted so far, others
/// their own agency or place in steps of at least five answers.
#[utoipa::path(get, path = "/v1/waves/{id}/results", tag = "survey",
    responses((status = 200, body = WaveResults)))]
pub(super) async fn results(desk: Desk, Id(id): Id<WaveId>) -> Result<Json<WaveResults>, Problem> {
    let found = figures::find(&desk, &id).await?;
    let (of, wave) = (found.told, found.wave.value.id);
    let answered_by_location = answered(&of, &of.by_location, of_location);
    let answered_by_agency = answered(&of, &of.by_agency, of_agency);
    Ok(Json(WaveResults {
        wave,
        n: of.results.n,
        eligible: of.results.eligible,
        response_rate: of.results.response_rate,
        questions: of.results.questions,
        by_location: of.by_location,
        by_agency: of.by_agency,
        answered_by_location,
        answered_by_agency,
        before: found.before,
    }))
}
