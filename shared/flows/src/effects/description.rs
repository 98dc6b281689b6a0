//! How staff read a delivery.

use domain::Instant;
use domain::ids::{AdviserId, AgencyId, EndpointId, MemberId, NeedId, StaffId};

/// What staff see of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The code that programs know it by.
    pub code: &'static str,
    /// The key of the words that name it; they may name the agency.
    pub words: &'static str,
    /// What it tells of.
    pub about: About,
    /// The agency that it goes to or waits for.
    pub agency: Option<AgencyId>,
    /// When the link in it ends.
    pub link_ends: Option<Instant>,
}

/// What a delivery tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A need.
    Need(NeedId),
    /// A person of the staff.
    Staff(StaffId),
    /// An adviser.
    Adviser(AdviserId),
    /// A member.
    Member(MemberId),
    /// An endpoint.
    Endpoint(EndpointId),
    /// Something without a page of its own; the key of the words that name it.
    Other(&'static str),
}

impl About {
    /// The need, where it is one.
    pub const fn need(&self) -> Option<&NeedId> {
        match self {
            Self::Need(need) => Some(need),
            _ => None,
        }
    }
}

impl Description {
    /// A description without agency and link.
    pub const fn new(code: &'static str, words: &'static str, about: About) -> Self {
        Self { code, words, about, agency: None, link_ends: None }
    }
}
