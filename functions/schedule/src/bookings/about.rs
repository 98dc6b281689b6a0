//! The need that a booking is said to follow from, held against what the caller
//! may name.

use std::slice;

use domain::field_error::Problem as Wrong;
use domain::ids::NeedId;
use store::link::{self, LinkPurpose};
use web::{Context, Principal, Problem};

/// The need that `said` names by its id or by the token of its link: staff names
/// any that exists, others one whose link they hold, or `known`, which the booking
/// has already. One read where another one is named.
pub(crate) async fn need(
    context: &Context,
    principal: &Principal,
    said: Option<&str>,
    known: Option<&NeedId>,
) -> Result<Result<Option<NeedId>, Wrong>, Problem> {
    let Some(said) = said.filter(|said| !said.is_empty()) else { return Ok(Ok(None)) };
    if let Some(known) = known.filter(|known| known.as_str() == said) {
        return Ok(Ok(Some(known.clone())));
    }
    let held = match principal {
        Principal::Link(link) if link.purpose == LinkPurpose::Need && link.id == said => Some(link.clone()),
        _ => link::read(context.store.secrets(), LinkPurpose::Need, said),
    };
    let id = NeedId::parse(held.as_ref().map_or(said, |link| link.id.as_str()));
    let Some(id) = id.ok().filter(|_| held.is_some() || principal.scope().is_some()) else {
        return Ok(Err(Wrong::UnknownNeed));
    };
    let found = context.store.needs().with_reasons(slice::from_ref(&id)).await?.into_iter().flatten().next();
    let named = found.is_some_and(|need| held.is_none_or(|link| link.generation == need.link_generation));
    Ok(if named { Ok(Some(id)) } else { Err(Wrong::UnknownNeed) })
}
