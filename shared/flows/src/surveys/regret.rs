//! What somebody says of a referral beside the survey: their need is taken up
//! again. It goes with the referral, and nothing leads from it to the answer.

use domain::event::Actor;
use domain::ids::InvitationId;
use domain::moves::{self, Moment};
use domain::regret::Regret;
use domain::wave::Followed;
use serde::{Deserialize, Serialize};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use crate::FlowError;
use crate::effects::Planned;
use crate::needs::move_need;

/// A need is taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "survey_regret")]
pub(super) struct RegretWork {
    /// Of which referral.
    #[serde(flatten)]
    pub(super) of: Followed,
    regret: Regret,
}

/// What the commit that spent an invitation asks for. One read.
pub(super) async fn of_invitation(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let id = commit.aggregate.strip_prefix(keys::INVITE).and_then(|id| InvitationId::parse(id).ok());
    let Some(id) = id else { return Ok(Vec::new()) };
    let found = store.waves().invitation(&id).await?.map(|read| read.value);
    let said = found.and_then(|invitation| Some((invitation.referral?, invitation.regret?)));
    let Some((of, regret)) = said else { return Ok(Vec::new()) };
    let partition = keys::need_partition(&of.need);
    let planned = Planned::new(&RegretWork { of, regret }, "regret", store.now())?;
    Ok(vec![planned.standing_in(partition)])
}

/// Takes the need up again. Two reads and one commit; nothing where it is open,
/// over for too long, or gone.
pub(super) async fn take_up(store: &Store, work: &RegretWork) -> Result<(), TableError> {
    let RegretWork { of: Followed { need, agency }, regret } = work;
    let moved = move_need(store, need, |case, catalogue, now| {
        moves::regret(case, agency, *regret, &Moment::new(catalogue, now, &Actor::Member))
    });
    match moved.await {
        // It is over for too long, was never asked of them, or is gone.
        Ok(_) | Err(FlowError::NotFound | FlowError::Move(_)) => Ok(()),
        Err(FlowError::Table(error)) => Err(error),
        Err(error) => Err(TableError::Invalid(error.to_string())),
    }
}
