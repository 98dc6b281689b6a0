//! `POST /v1/needs`: a need by a program, or by a form of somebody else's.

use axum::extract::State;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::NeedId;
use flows::needs::take_in_answering;
use serde_json::Value;
use web::extract::{Checked, ClientAddr, IdempotencyKey, Keyed};
use web::views::NeedView;
use web::{Context, Lang, Principal, Problem, Reply, idempotent};

use super::body::read;
use super::{NeedRequest, as_kept, kept, limits};
use crate::refused;

/// States a need. Anybody may; who is not signed in sees only this answer.
/// Three reads and one commit; a repetition costs one read.
#[utoipa::path(post, path = "/v1/needs", tag = "needs", request_body = NeedRequest, params(IdempotencyKey),
    security((), ("bearer" = []), ("session" = [])),
    responses(
        (status = 200, description = "It joined a need that the same person or company has open: `joined`.", body = NeedView, headers(("Location" = String))),
        (status = 201, description = "The need, determined and routed.", body = NeedView, headers(("Location" = String), ("ETag" = String))),
        (status = 413, description = "More than 256 KiB."), (status = 415, description = "Not JSON."),
        (status = 422, description = "Fields are wrong, or the key was used with another body."),
        (status = 429, description = "Too often; see Retry-After.")))]
pub(crate) async fn create(
    State(context): State<Context>,
    principal: Principal,
    lang: Lang,
    client: ClientAddr,
    body: Keyed<Checked<Value>>,
) -> Reply {
    let request: NeedRequest = read(&body.bytes)?;
    limits::FORM.caller(&context, &principal, &client)?;
    let store = &context.store;
    let claim = store.idempotency().claim("needs", &principal.caller(), &body.key, &body.bytes);
    if let Some(answer) = idempotent::replay(store, &claim).await? {
        return Ok(answer);
    }
    let catalogue = store.catalogue().load().await?;
    let checked = request.check(&catalogue, store.now().day_in(BRUSSELS), None, "")?;
    let contact = &checked.person.contact;
    limits::FORM.contact(&context, &principal, &contact.email, checked.location.as_str())?;
    let language = lang.0.or(contact.language).unwrap_or(Language::Fr);
    let id = new_id(&context)?;
    let actor = principal.actor().unwrap_or(Actor::Member);
    let answer = take_in_answering(store, checked.arrive(id, None), actor, &claim, |arrived, catalogue| {
        kept(&claim, arrived, catalogue, language)
    });
    let (answer, _) = answer.await.map_err(refused)?;
    Ok(as_kept(answer))
}

/// A new need's id.
pub(crate) fn new_id(context: &Context) -> Result<NeedId, Problem> {
    NeedId::parse(&context.store.ids().next()).map_err(|error| Problem::internal(&error))
}
