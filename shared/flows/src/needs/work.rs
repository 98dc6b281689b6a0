//! An effect of a need as it is stored.

use domain::ids::NeedId;
use domain::need::effect::NeedEffect;
use serde::{Deserialize, Serialize};

/// What a delivery of a need does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "need")]
pub struct NeedWork {
    /// The need.
    pub need: NeedId,
    /// What, for whom.
    pub effect: NeedEffect,
}
