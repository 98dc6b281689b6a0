//! Which parties are served in time.

/// Weeks that can be planned at most.
pub(crate) const WEEKS_MOST: usize = 26;

/// Weeks that parties may wait at most.
pub(crate) const WITHIN_MOST: usize = 4;

/// What is needed of one agency at one place, week by week.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chain {
    pub(crate) parties: Vec<f64>,
    pub(crate) known: Vec<u32>,
}

/// How many parties a visit receives, and how long they may wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Serving {
    pub(crate) parties: f64,
    pub(crate) within: usize,
}

impl Serving {
    /// Parties served in time, by the week in which their need arose; `visits`
    /// are those of each week. Whoever would soonest be too late goes first, which
    /// serves the most that can be served: windows of equal length that begin
    /// one after the other never make a later deadline the better one.
    pub(crate) fn by_week(&self, chain: &Chain, visits: &[u8]) -> [f64; WEEKS_MOST] {
        let mut left = [0.0; WEEKS_MOST];
        left[..chain.parties.len()].copy_from_slice(&chain.parties);
        for (week, visits) in visits.iter().enumerate().filter(|(_, visits)| **visits > 0) {
            let mut room = self.parties * f64::from(*visits);
            for waiting in &mut left[week.saturating_sub(self.within)..=week] {
                let taken = waiting.min(room);
                *waiting -= taken;
                room -= taken;
            }
        }
        for (left, parties) in left.iter_mut().zip(&chain.parties) {
            *left = parties - *left;
        }
        left
    }

    /// The sum of [`Self::by_week`].
    pub(crate) fn all(&self, chain: &Chain, visits: &[u8]) -> f64 {
        let mut left = [0.0; WEEKS_MOST];
        left[..chain.parties.len()].copy_from_slice(&chain.parties);
        let mut served = 0.0;
        for (week, visits) in visits.iter().enumerate().filter(|(_, visits)| **visits > 0) {
            let mut room = self.parties * f64::from(*visits);
            for waiting in &mut left[week.saturating_sub(self.within)..=week] {
                let taken = waiting.min(room);
                *waiting -= taken;
                room -= taken;
                served += taken;
            }
        }
        served
    }
}
