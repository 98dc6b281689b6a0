//! Weights as they are sent, by programs and by the form.

use rota_planner::Weights;
use serde::Deserialize;
use validator::Validate;

/// Weights as they are sent: unlike in what is stored, which a later version may
/// have written, a name that there is not is refused. The usual where absent.
#[derive(Debug, Clone, Copy, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WeightsRequest {
    demand: f64,
    aims: f64,
    languages: f64,
    fairness: f64,
    travel: f64,
    steadiness: f64,
    joint: f64,
}

impl Default for WeightsRequest {
    fn default() -> Self {
        let Weights { demand, aims, languages, fairness, travel, steadiness, joint } = Weights::default();
        Self { demand, aims, languages, fairness, travel, steadiness, joint }
    }
}

impl From<WeightsRequest> for Weights {
    fn from(sent: WeightsRequest) -> Self {
        let WeightsRequest { demand, aims, languages, fairness, travel, steadiness, joint } = sent;
        Self { demand, aims, languages, fairness, travel, steadiness, joint }
    }
}
