//! Digests for programs.

use axum::extract::Path;
use domain::inform::{Digest, DigestDraft, Item, Stage, parse_items};
use domain::sent::only_known;
use flows::inform::{begin_sending, change_digest};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Versioned;
use store::repos::monthly::Sending;
use utoipa::ToSchema;
use web::extract::{Checked, IfMatch, IfNoneMatch, JsonBody, etag, tagged, tagged_or_unchanged};
use web::{CoordinatorDesk, Desk, Problem, Reply};

use super::{common, find, issue, month_of};
use crate::problems::refused;

/// A digest and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DigestView {
    /// The digest.
    #[serde(flatten)]
    digest: Digest,
    /// `prepared`, `seen` or `sent`.
    stage: Stage,
    /// Mails to hosts of the place so far.
    to_hosts: u32,
    /// Mails to members so far.
    to_members: u32,
    /// Whether everybody was told.
    done: bool,
    /// What `If-Match` of a change says.
    etag: String,
}

/// What all places are told in a month.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CommonItems {
    /// The items; 8 at most.
    #[serde(deserialize_with = "only_known")]
    items: Vec<Item>,
}

async fn view(desk: &Desk, found: Versioned<Digest>) -> Result<(u64, DigestView), Problem> {
    let Versioned { value: digest, version } = found;
    let stage = digest.stage();
    let sending = match stage {
        Stage::Sent => {
            desk.store().monthly().sending(&issue(&digest)).await?.map(|read| read.value).unwrap_or_default()
        }
        _ => Sending::default(),
    };
    let Sending { to_hosts, members: to_members, done, .. } = sending;
    Ok((version, DigestView { digest, stage, to_hosts, to_members, done, etag: etag(version) }))
}

/// Read a place's digest of a month; it prepares itself on the first working
/// morning. Two reads.
#[utoipa::path(get, path = "/v1/digests/{location}/{month}", tag = "inform",
    params(("month" = String, Path, description = "`2026-12`")),
    responses((status = 200, body = DigestView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: Desk, Path(path): Path<(String, String)>, known: IfNoneMatch) -> Reply {
    let found = find(&desk, path).await?;
    desk.staff.of_location(&found.value.location)?;
    let (version, view) = view(&desk, found).await?;
    tagged_or_unchanged(&known, version, &view)
}

/// Change a digest: what is added, what is left out, whether somebody has looked
/// at it. One read, one commit.
#[utoipa::path(put, path = "/v1/digests/{location}/{month}", tag = "inform",
    request_body = DigestDraft, params(IfMatch),
    responses((status = 200, body = DigestView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Path(path): Path<(String, String)>,
    IfMatch(precondition): IfMatch,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<DigestDraft>>,
) -> Reply {
    let found = find(&desk, path).await?;
    precondition.check(found.version)?;
    let after = change_digest(desk.store(), found, draft).await.map_err(refused)?;
    let (version, view) = view(&desk, after).await?;
    tagged(StatusCode::OK, version, &view)
}

/// Send a digest that somebody looked at: its mails follow, in pieces, to each
/// person once. What changed since it was looked at, such as a session that was
/// cancelled, is refused and to be looked at first.
#[utoipa::path(post, path = "/v1/digests/{location}/{month}/send", tag = "inform",
    params(IfMatch), responses((status = 202, body = DigestView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn send(
    desk: CoordinatorDesk,
    Path(path): Path<(String, String)>,
    IfMatch(precondition): IfMatch,
) -> Reply {
    let found = find(&desk, path).await?;
    precondition.check(found.version)?;
    let catalogue = desk.catalogue().await?;
    let after = begin_sending(desk.store(), &catalogue, found).await.map_err(refused)?;
    let (version, view) = view(&desk, after).await?;
    tagged(StatusCode::ACCEPTED, version, &view)
}

/// Read what all places are told in a month; version 0 where nothing stands. One
/// read.
#[utoipa::path(get, path = "/v1/digest-items/{month}", tag = "inform",
    responses((status = 200, body = CommonItems, headers(("ETag" = String)))))]
pub(super) async fn read_common(desk: CoordinatorDesk, Path(month): Path<String>) -> Reply {
    let Versioned { value: items, version } = common::read(&desk, month_of(&month)?).await?;
    tagged(StatusCode::OK, version, &CommonItems { items })
}

/// Change what all places are told in a month. One read, one commit.
#[utoipa::path(put, path = "/v1/digest-items/{month}", tag = "inform",
    request_body = CommonItems, params(IfMatch),
    responses((status = 200, body = CommonItems, headers(("ETag" = String)))))]
pub(super) async fn put_common(
    desk: CoordinatorDesk,
    Path(month): Path<String>,
    IfMatch(precondition): IfMatch,
    JsonBody { value: Checked(sent), .. }: JsonBody<Checked<CommonItems>>,
) -> Reply {
    let month = month_of(&month)?;
    let Versioned { version, .. } = common::read(&desk, month).await?;
    precondition.check(version)?;
    let items = parse_items(sent.items)?;
    common::keep(&desk, month, version, &items).await?;
    tagged(StatusCode::OK, version + 1, &CommonItems { items })
}
