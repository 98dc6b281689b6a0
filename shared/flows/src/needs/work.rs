//! An effect of a need as it is stored.

use domain::ids::NeedId;
use domain::need::effect::NeedEffect;
use serde::{Deserialize, Serialize};

impl NeedWork {
    /// What such work is called: [`store::repos::deliveries::Work::kind`].
    pub const KIND: &'static str = "need";
}

/// What a delivery of a need does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "need")]
pub struct NeedWork {
    /// The need.
    pub need: NeedId,
    /// What, for whom.
    pub effect: NeedEffect,
}
