//! What commits did to sessions, read back from what was kept beside them.

use std::sync::Arc;

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::{LocationId, PlanId};
use domain::notice::{Change, Side, Stood, changes};
use domain::permanence::Permanence;
use store::keys::PermanenceList;
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

/// What a commit did: to one series, to all at a place, or by days off to all there are.
#[derive(Debug, Clone)]
pub(super) struct Happened {
    /// Its partition.
    pub(super) aggregate: String,
    /// Its version of what changed.
    pub(super) version: u64,
    /// Who did it, where that is written down.
    pub(super) by: Option<Actor>,
    /// When a series changed.
    pub(super) at: Option<Instant>,
    /// The plan that changed it, which has it told.
    pub(super) within: Option<PlanId>,
    /// Series as they were and are.
    pub(super) series: Vec<(Option<Permanence>, Option<Permanence>)>,
    /// The directory before.
    before: Arc<Catalogue>,
    /// The directory now.
    pub(super) now: Arc<Catalogue>,
}

/// What some commits did, in the order asked; of those that nobody is to be told
/// of, nothing. One read for a hundred presences; two for each place and for days
/// off.
pub(super) async fn happened(store: &Store, commits: &[Pending]) -> Result<Vec<Happened>, TableError> {
    let now = store.catalogue().load().await?;
    let of_series = |commit: &&Pending| commit.aggregate.starts_with(keys::PERMANENCE);
    let asked: Vec<Pending> = commits.iter().filter(of_series).cloned().collect();
    let mut told = store.permanences().told(&asked).await?.into_iter();
    let mut found = Vec::new();
    for commit in commits {
        let (by, at, within, series, before) = if of_series(&commit) {
            let Some(told) = told.next().flatten() else { continue };
            (Some(told.by), Some(told.at), told.within, vec![(told.was, told.is)], Arc::clone(&now))
        } else if commit.aggregate == keys::DAYS_OFF {
            let Some(days) = store.entries().days_off_before(commit.version).await? else { continue };
            let before = Arc::new(Catalogue { staff_days: days, ..Catalogue::clone(&now) });
            (None, None, None, held(store, &PermanenceList::All).await?, before)
        } else {
            let Some(before) = place_before(store, commit, &now).await? else { continue };
            (None, None, None, at_place(store, commit).await?, before)
        };
        let Pending { aggregate, version, request: _ } = commit.clone();
        found.push(Happened { aggregate, version, by, at, within, series, before, now: Arc::clone(&now) });
    }
    Ok(found)
}

/// The directory with the place as it was.
async fn place_before(
    store: &Store,
    commit: &Pending,
    now: &Arc<Catalogue>,
) -> Result<Option<Arc<Catalogue>>, TableError> {
    let Some(was) = store.catalogue().place_before(commit).await? else { return Ok(None) };
    let mut before = Catalogue::clone(now);
    before.locations.insert(was.id.clone(), was);
    Ok(Some(Arc::new(before)))
}

async fn at_place(
    store: &Store,
    commit: &Pending,
) -> Result<Vec<(Option<Permanence>, Option<Permanence>)>, TableError> {
    let Some(Ok(place)) = commit.aggregate.strip_prefix(keys::LOCATION).map(LocationId::parse) else {
        return Ok(Vec::new());
    };
    held(store, &PermanenceList::Location(place)).await
}

/// The series of a list, which are as they were.
async fn held(
    store: &Store,
    list: &PermanenceList,
) -> Result<Vec<(Option<Permanence>, Option<Permanence>)>, TableError> {
    let held = store.permanences().list(list, store.now().day_in(BRUSSELS)).await?;
    Ok(held.into_iter().map(|one| (Some(one.clone()), Some(one))).collect())
}

impl Happened {
    /// What somebody's change of a series would do.
    pub(super) fn foretold(
        catalogue: &Arc<Catalogue>,
        by: &Actor,
        series: (Option<Permanence>, Option<Permanence>),
    ) -> Self {
        let [before, now] = [catalogue, catalogue].map(Arc::clone);
        let one = series.1.as_ref().or(series.0.as_ref());
        let aggregate = one.map(|one| keys::permanence_partition(&one.id)).unwrap_or_default();
        let (by, series) = (Some(by.clone()), vec![series]);
        Self { aggregate, version: 0, by, at: None, within: None, series, before, now }
    }

    /// Every series that it touched, as it was and is.
    pub(super) fn each(&self) -> impl Iterator<Item = &Permanence> {
        self.series.iter().flat_map(|(was, is)| was.iter().chain(is))
    }

    /// What it did to the sessions to come that concern somebody.
    pub(super) fn changes(&self, concerns: impl Fn(&Permanence) -> bool, now: Instant) -> Vec<Change> {
        let side = |series: &'_ Option<Permanence>| series.as_ref().filter(|one| concerns(one)).cloned();
        let mut found = Vec::new();
        for (was, is) in &self.series {
            let (was, is) = (side(was), side(is));
            let was = was.as_ref().map(|series| Side { series, catalogue: &self.before });
            let is = is.as_ref().map(|series| Side { series, catalogue: &self.now });
            found.extend(changes(was, is, now));
        }
        found.sort_by_key(Change::at);
        found
    }

    /// Whether a series goes on under another id.
    pub(super) fn is_divided(&self) -> bool {
        self.series.iter().any(|(was, is)| was.as_ref().zip(is.as_ref()).is_some_and(|(was, is)| was.id != is.id))
    }

    /// The first session of a divided series that goes on for somebody whom it
    /// concerned before.
    pub(super) fn goes_on(&self, concerns: impl Fn(&Permanence) -> bool, now: Instant) -> Option<Stood> {
        let mut both = self.series.iter().filter_map(|(was, is)| was.as_ref().zip(is.as_ref()));
        let (_, is) = both.find(|(was, is)| was.id != is.id && concerns(was) && concerns(is))?;
        changes(None, Some(Side { series: is, catalogue: &self.now }), now).into_iter().find_map(|one| one.is)
    }

    /// The same, joined with what a later commit did to the same: as it was
    /// before the first, as it is after the last.
    pub(super) fn then(self, later: Self) -> Self {
        let pairs = self.series.into_iter().zip(later.series);
        let series = pairs.map(|((was, _), (_, is))| (was, is)).collect();
        Self { series, before: self.before, ..later }
    }
}
