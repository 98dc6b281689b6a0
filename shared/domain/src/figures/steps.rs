//! What the public sees of counts that are about people: whole steps of five,
//! rounded down, so that a count of fewer than five looks like none, and what
//! one person adds is not seen from one look to the next.

/// How far a count that the public sees moves at once.
pub const STEP: u64 = 5;

/// A count as the public sees it.
pub const fn in_steps(n: u64) -> u64 {
    n - n % STEP
}

/// The total that can stand beside cells that are shown [`in_steps`]: in steps
/// too, and no greater than leaves each cell all five values that it may have.
/// The true total may be more.
pub fn total_in_steps(total: u64, cells: &[u64]) -> u64 {
    let shown: u64 = cells.iter().copied().map(in_steps).sum();
    // Were all but one cell at the end of their step, the last may still be at
    // its beginning.
    let others = (STEP - 1) * (cells.len() as u64).saturating_sub(1);
    in_steps(total).min(in_steps(shown + others))
}
