//! Who is to be at sessions that changed, by name.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{AdviserId, PermanenceId, SessionId};
use store::repos::advisers::Known;
use store::{Store, TableError};

use super::happened::Happened;
use super::readers::Addressee;

/// The names, by the series that has the session now, or had it last.
#[derive(Debug, Default)]
pub(super) struct Who(BTreeMap<PermanenceId, String>);

impl Who {
    /// Of series that changed, for the agency: advisers are told of their own, and
    /// those of a place that somebody comes. A read for fifty advisers.
    pub(super) async fn at_all(store: &Store, to: &Addressee, all: &[&Happened]) -> Result<Self, TableError> {
        if to.has_calendar() || !to.reads_names() {
            return Ok(Self::default());
        }
        let mut named: BTreeMap<&PermanenceId, &[AdviserId]> = BTreeMap::new();
        let series = || all.iter().flat_map(|one| &one.series);
        // Of a series that goes on under another name both, each by its own.
        let was = series().filter_map(|(was, _)| was.as_ref());
        for one in was.chain(series().filter_map(|(_, is)| is.as_ref())) {
            named.insert(&one.id, &one.advisers);
        }
        let ids: BTreeSet<AdviserId> = named.values().copied().flatten().cloned().collect();
        let known = store.advisers().known(&Vec::from_iter(ids)).await?;
        let names = |advisers: &[AdviserId]| {
            let there = known.iter().map(Known::adviser).filter(|one| advisers.contains(&one.id));
            there.map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let all = named.into_iter().map(|(series, advisers)| (series.clone(), names(advisers)));
        Ok(Self(all.filter(|(_, names)| !names.is_empty()).collect()))
    }

    /// Who is at a session.
    pub(super) fn at(&self, session: &SessionId) -> Option<String> {
        let (series, _) = session.parts()?;
        self.0.get(&series).cloned()
    }
}
