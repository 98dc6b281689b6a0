//! Why a use case did not come to its end.

use domain::member::ProposalError;
use domain::moves::MoveError;
use store::TableError;

/// Why a use case did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// There is no such thing, or the caller may not know of it.
    #[error("not found")]
    NotFound,
    /// The rules refuse it.
    #[error(transparent)]
    Move(#[from] MoveError),
    /// A step with what was proposed to a member is refused.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// It changed since the caller read it.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// An idempotency key was used before, for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// An e-mail address belongs to somebody already.
    #[error("the e-mail address is taken")]
    AddressTaken,
    /// The table failed.
    #[error(transparent)]
    Table(#[from] TableError),
}
