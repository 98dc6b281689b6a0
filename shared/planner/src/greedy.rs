//! A first plan: the visit that adds most, again and again.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::frame::Spot;
use crate::state::State;

/// What a visit added when it was last looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Looked {
    gain: f64,
    spot: Spot,
}

impl Eq for Looked {}

impl PartialOrd for Looked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Looked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then_with(|| other.spot.cmp(&self.spot))
    }
}

/// What a visit would add; `None` where it can't be.
pub(crate) fn gain(state: &mut State<'_, '_>, spot: Spot) -> Option<f64> {
    if !state.can_add(spot) {
        return None;
    }
    let gain = state.shift(spot, true);
    state.shift(spot, false);
    Some(gain)
}

/// Adds visits as long as one adds anything. What one adds mostly falls while
/// others come, so each is looked at again only when it comes first; how many
/// were looked at.
pub(crate) fn fill(state: &mut State<'_, '_>, spots: impl Iterator<Item = Spot>) -> u64 {
    let mut steps = 0;
    let mut heap: BinaryHeap<Looked> = BinaryHeap::new();
    for spot in spots {
        steps += 1;
        heap.extend(gain(state, spot).filter(|gain| *gain > 0.0).map(|gain| Looked { gain, spot }));
    }
    while let Some(first) = heap.pop() {
        steps += 1;
        let Some(gain) = gain(state, first.spot).filter(|gain| *gain > WORTH_IT) else { continue };
        let looked = Looked { gain, spot: first.spot };
        if heap.peek().is_some_and(|next| *next > looked) {
            heap.push(looked);
        } else {
            state.shift(first.spot, true);
        }
    }
    steps
}

/// A gain that is more than the dust of adding.
pub(crate) const WORTH_IT: f64 = 1e-7;
