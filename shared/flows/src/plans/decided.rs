//! A step of publishing as it was decided, and saving it.

use chrono::NaiveDate;
use domain::ids::PermanenceId;
use domain::permanence::Permanence;
use domain::sessions::series_days;
use store::{Store, Transaction, Versioned};

use super::settled::Plan;

/// A series as it was and as it is.
pub(super) type SeriesChange<'a> = (Option<&'a Permanence>, Option<&'a Permanence>);

/// A change of the rota that is decided and not yet saved.
pub(super) struct Decided {
    /// The series as it is stored; `None` where there was none.
    pub(super) before: Option<Versioned<Permanence>>,
    /// The series under its id; `None` where it goes.
    pub(super) after: Option<Permanence>,
    /// Those that go on after it, and what each goes on from.
    pub(super) next: Vec<(Permanence, Permanence)>,
    /// Whether `next` is beside what has appointments, and does not go on from it.
    pub(super) beside: bool,
    /// The one session that changes, by the day on which the series has it, and
    /// what `after` has of the series before.
    pub(super) one: Option<(NaiveDate, Permanence)>,
}

impl Decided {
    /// A series in place of one that is stored, or of none.
    pub(super) fn plain(before: Option<Versioned<Permanence>>, after: Option<Permanence>) -> Self {
        Self { before, after, next: Vec::new(), beside: false, one: None }
    }

    /// Whether a series goes on, as itself or as another.
    pub(super) fn goes_on(&self) -> bool {
        let begins = self.before.as_ref().map(|before| before.value.start);
        !self.next.is_empty() || self.after.as_ref().is_some_and(|after| begins < Some(after.start))
    }

    /// All series that it leaves.
    pub(super) fn line(&self) -> impl Iterator<Item = &Permanence> {
        self.after.iter().chain(self.next.iter().map(|(next, _)| next))
    }

    /// The series that is new, or otherwise.
    pub(super) fn changed(&self) -> Option<&Permanence> {
        match &self.one {
            Some((day, _)) => {
                let next_day = day.succ_opt()?;
                self.line().find(|one| !series_days(one, *day, next_day).is_empty())
            }
            None => self.next.first().map(|(next, _)| next).or(self.after.as_ref()),
        }
    }

    /// The series as they were and are, as those are told who have to do with them,
    /// each with its version by then.
    pub(super) fn told(&self) -> Vec<(u64, SeriesChange<'_>)> {
        let before = self.before.as_ref();
        let version = before.map_or(1, |before| before.version + 1);
        let all = before.map(|before| &before.value).filter(|_| self.next.is_empty() || self.beside);
        let was = self.one.as_ref().map(|(_, was)| was).or(all);
        let first = (was.is_some() || before.is_none()).then_some((version, (was, self.after.as_ref())));
        let next = self.next.iter().map(|(next, rest)| (1, (Some(rest).filter(|_| !self.beside), Some(next))));
        first.into_iter().chain(next).collect()
    }

    /// Adds a change to the commit, as when it is made by hand: bookings follow, and
    /// those who have to do with it are told, of all of the plan together. What was
    /// is kept. Answers the series that it leaves, with their versions.
    pub(super) fn save(self, store: &Store, tx: &mut Transaction, plan: &Plan) -> Vec<(PermanenceId, u64)> {
        let permanences = store.permanences().within(&plan.id);
        let publishing = plan.settled.publishing.as_ref();
        let (id, by) = (&plan.id, publishing.map_or(&plan.by, |publishing| &publishing.by));
        // What was before the first of the plan's changes of it.
        let before = self.before.as_ref().map(|before| &before.value.id);
        let mut changed = publishing.iter().flat_map(|publishing| &publishing.done).flat_map(|done| &done.left);
        let is_first = !changed.any(|(of, _)| Some(of) == before);
        for (version, change) in self.told() {
            permanences.tell(tx, version, by, change);
        }
        let Self { before, after, next, .. } = self;
        let mut left = Vec::new();
        match (&before, &after) {
            (None, Some(new)) => {
                permanences.create(tx, new);
                left.push((new.id.clone(), 1));
            }
            (Some(before), after) => {
                if is_first {
                    store.plans().keep_before(tx, id, &before.value);
                }
                match after {
                    Some(after) => {
                        permanences.save(tx, before, after);
                        left.push((after.id.clone(), before.version + 1));
                    }
                    None => permanences.delete(tx, before),
                }
            }
            (None, None) => {}
        }
        for (next, _) in next {
            permanences.create(tx, &next);
            left.push((next.id, 1));
        }
        left
    }
}
