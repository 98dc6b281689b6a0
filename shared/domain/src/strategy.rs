//! Action strategies: whom to ask about a kind of need, in which order, and
//! within which times. The directory has one for each kind; the coordinator
//! may change it, also for one place, and each change is a version.

mod draft;

use crate::catalogue::Catalogue;
use crate::condition::{Facts, Verdict};
use crate::fact_words::STAGES;
use crate::ids::{LocationId, NeedTypeId};

use crate::need_type::{AFTER, Step};
pub use crate::need_type::{Clock, Strategy};
pub use draft::{ClockDraft, StepDraft, StrategyDraft};

/// Reminders that an agency gets, at most.
pub const REMINDERS: usize = 2;

impl Clock {
    /// The times of a kind of need that nobody set any for: reminders when half
    /// and when four fifths of the time are over, and two weeks to meet. The
    /// directory gives `answer_days`: `target_first_reply_days`.
    pub fn within(answer_days: u32) -> Self {
        let mut remind_days = vec![answer_days.div_ceil(2), (answer_days * 4).div_ceil(5)];
        remind_days.dedup();
        remind_days.retain(|day| *day > 0 && *day < answer_days);
        Self { remind_days, answer_days, follow_up_days: 10 }
    }
}

impl Strategy {
    /// Under which id it is kept: the kind of need, and the place where it is for one.
    pub fn id_of(need_type: &NeedTypeId, location: Option<&LocationId>) -> String {
        location.map_or_else(|| need_type.to_string(), |location| format!("{need_type}@{location}"))
    }

    /// The stages at which a company of the region is left with nobody, of which
    /// nothing else is known: [`crate::fact_words::STAGES`].
    pub fn stages_alone(&self, catalogue: &Catalogue) -> Vec<&'static str> {
        STAGES.into_iter().filter(|stage| !self.steps.iter().any(|step| is_open_to(step, stage, catalogue))).collect()
    }
}

/// Whether nothing that is known of a company of the region at `stage` speaks
/// against a step; one `after` another waits for somebody to be asked first.
fn is_open_to(step: &Step, stage: &'static str, catalogue: &Catalogue) -> bool {
    let Some(service) = catalogue.services.get(&step.service) else { return false };
    let mut facts = Facts::default();
    facts.set("stage", stage);
    facts.set("in_region", true);
    let own = step.when.iter().flatten();
    let mut tests = service.conditions.iter().chain(own);
    (service.stages.is_empty() || service.stages.iter().any(|known| known == stage))
        && tests.all(|(fact, test)| fact != AFTER && facts.judge(fact, test) != Verdict::Fails)
}

impl Catalogue {
    /// The strategy for a kind of need of members of a place: the place's own,
    /// else the coordinator's for all, else the directory's.
    pub fn strategy(&self, need_type: &NeedTypeId, location: Option<&LocationId>) -> Option<Strategy> {
        let own = |at: Option<&LocationId>| {
            self.strategies.iter().find(|one| &one.need_type == need_type && one.location.as_ref() == at).cloned()
        };
        location.and_then(|location| own(Some(location))).or_else(|| own(None)).or_else(|| {
            let known = self.need_type(need_type)?;
            Some(Strategy {
                need_type: need_type.clone(),
                location: None,
                steps: known.strategy.clone(),
                clock: Clock::within(known.target_first_reply_days),
                version: 1,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_before_the_answer_is_due_and_never_twice_a_day() {
        for (days, expected) in
            [(1, vec![]), (2, vec![1]), (3, vec![2]), (5, vec![3, 4]), (7, vec![4, 6]), (10, vec![5, 8])]
        {
            assert_eq!(Clock::within(days).remind_days, expected, "{days}");
        }
    }
}
