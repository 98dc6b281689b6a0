//! What stands on somebody's list: several sources, each in the order in which
//! its things are due, read from one place on and joined into one order.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::holidays::StaffDays;
use domain::ids::{AgencyId, LocationId, NeedId, RepairId};
use domain::local_time;
use domain::working_days::deadline;
use domain::worklist::{Owner, Task};
use domain::{Instant, permanence::Permanence};
use store::keys::PermanenceList;
use store::repos::imports::{Import, ImportStatus};
use store::repos::needs::WorkEntry;
use store::repos::places::Dormant;
use store::repos::received::Waits;
use store::repos::tasks;
use store::{Store, TableError, Versioned};

use super::given_up::{GivenUp, Resend};
use super::place::Place;
use crate::bookings::{Absent, Repair, Repairs, unattended};
use crate::effects::Contexts;
use crate::repairs::{Row, of_session};

/// Whose list it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The coordinator's.
    Coordinator,
    /// An agency's.
    Agency(AgencyId),
    /// That of the people of a place.
    Place(LocationId),
}

/// One thing, as it was read.
#[derive(Debug)]
pub enum Found<'a> {
    /// What a need asks for.
    Need(WorkEntry),
    /// A mail that was given up and would still tell something.
    Mail(Box<GivenUp>),
    /// Sessions in a row that an adviser does not attend, and what can be done,
    /// where that is looked for: what was worked out for all of them, else what is
    /// found on the spot for the first.
    Session(Box<Absent<'a>>, Vec<Repair>, Option<Worked>),
    /// A host's list of members that waits.
    Import(Box<Import>),
    /// A message of a webhook source that waits.
    Message(Box<Waits>),
    /// What is about no need, and what would mend it, where that was worked out
    /// and is looked for.
    Task(Box<Task>, Option<Worked>),
    /// A place that fell dormant.
    Place(Box<Dormant>),
}

/// What was worked out about something broken in the rota.
pub type Worked = Box<Versioned<Row>>;

impl Found<'_> {
    /// What names it where it is broken in the rota.
    fn broken(&self) -> Option<RepairId> {
        match self {
            Self::Session(one, ..) => of_session(&one.first.absence),
            Self::Task(task, _) => task.about.repair().cloned(),
            _ => None,
        }
    }

    /// What was worked out about it.
    pub fn worked(&self) -> Option<&Versioned<Row>> {
        match self {
            Self::Session(_, _, worked) | Self::Task(_, worked) => worked.as_deref(),
            _ => None,
        }
    }

    /// The need that it is about.
    pub const fn need(&self) -> Option<&NeedId> {
        match self {
            Self::Need(entry) => Some(&entry.need),
            _ => None,
        }
    }
}

/// Working days within which a session at which nobody is goes before everything
/// else, where people come to it.
const SOON: u32 = 2;
/// Taken off the moment at which such a session begins: no other is as early.
const BEFORE_ALL: i64 = 10_000_000_000_000;

const NEEDS: u8 = 0;
const MAILS: u8 = 1;
const SESSIONS: u8 = 2;
const IMPORTS: u8 = 3;
const MESSAGES: u8 = 4;
const TASKS: u8 = 5;
/// How long before it is due what is about no need comes onto the list: what was
/// promised for a day months ahead waits for nobody yet.
const AHEAD: TimeDelta = TimeDelta::days(7);
const PLACES: u8 = 6;

/// Things with their places, in order.
pub type Things<'a> = Vec<(Place, Found<'a>)>;

/// Reads one page.
pub struct Reader<'a> {
    /// The store.
    pub store: &'a Store,
    /// The directory.
    pub catalogue: &'a Catalogue,
    /// Whoever knows whether a mail still tells something.
    pub contexts: &'a Contexts,
    /// Where it goes on; absent at the beginning.
    pub after: Option<Place>,
    /// Things of a page; one more tells whether it goes on.
    pub limit: usize,
    /// Whether it is looked for what can be done about sessions.
    pub repairs: bool,
}

impl<'a> Reader<'a> {
    /// A page of what somebody has to do, and where it goes on.
    /// `presences` is filled where sessions may stand on it. The coordinator's: three
    /// queries; one for each year of mails that were given up, with what
    /// [`GivenUp::all`] reads; what [`unattended`] reads, unless a page behind the first
    /// is full of what is due before today; a get of what was worked out about those shown that are
    /// broken, and [`Repairs::of`] for each absence of which nothing was. An
    /// agency's: one query. A host's: one query and a get.
    pub async fn read(
        &self,
        whose: &Whose,
        presences: &'a mut Vec<Permanence>,
    ) -> Result<(Things<'a>, Option<Place>), TableError> {
        let mut found = match whose {
            Whose::Coordinator => self.needs(&Owner::Coordinator).await?,
            Whose::Agency(agency) => self.needs(&Owner::Agency(agency.clone())).await?,
            Whose::Place(place) => self.imports(place).await?,
        };
        if *whose == Whose::Coordinator {
            found.extend(self.mails(self.last(&found)).await?);
            found.extend(self.messages().await?);
            found.extend(self.tasks().await?);
            found.extend(self.places().await?);
            found.sort_by(|a, b| a.0.cmp(&b.0));
            let today = self.store.now().day_in(BRUSSELS);
            let begins = local_time::to_instant(today.and_time(chrono::NaiveTime::MIN), BRUSSELS);
            let is_first = self.after.as_ref().is_none_or(Place::is_before_all);
            if is_first || self.last(&found).is_none_or(|last| last >= begins.millis()) {
                *presences = self.store.permanences().list(&PermanenceList::All, today).await?;
            }
        }
        let presences: &'a [Permanence] = presences;
        found.extend(self.sessions(presences).await?);
        found.retain(|(place, _)| self.after.as_ref().is_none_or(|after| place > after));
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let more = found.len() > self.limit;
        found.truncate(self.limit);
        if self.repairs {
            self.look_for_repairs(&mut found, presences).await?;
        }
        let next = found.last().filter(|_| more).map(|(place, _)| place.clone());
        Ok((found, next))
    }

    async fn look_for_repairs(&self, found: &mut Things<'a>, presences: &[Permanence]) -> Result<(), TableError> {
        let broken: Vec<RepairId> = found.iter().filter_map(|(_, one)| one.broken()).collect();
        let rows = self.store.repairs().these(&broken).await?;
        let known = rows.into_iter().flatten().filter(|row| row.value.chosen.is_none());
        let mut known: BTreeMap<RepairId, Worked> = known.map(|row| (row.value.id.clone(), Box::new(row))).collect();
        let mut repairs = Repairs::among(self.store, self.catalogue, presences);
        for (_, one) in found {
            let row = one.broken().and_then(|id| known.remove(&id));
            match one {
                Found::Session(session, possible, worked) => {
                    if row.as_ref().is_none_or(|row| row.value.worked.offers.is_empty()) {
                        *possible = repairs.of(&session.first).await?;
                    }
                    *worked = row;
                }
                Found::Task(_, worked) => *worked = row,
                _ => {}
            }
        }
        Ok(())
    }

    /// When the last thing of a page is due that is full already.
    fn last(&self, found: &[(Place, Found<'_>)]) -> Option<i64> {
        found.get(self.limit).map(|(place, _)| place.due)
    }

    fn after(&self, source: u8) -> Option<String> {
        self.after.as_ref().map(|after| after.within(source))
    }

    async fn needs(&self, owner: &Owner) -> Result<Things<'a>, TableError> {
        let (entries, _) = self.store.work().page(owner, self.after(NEEDS), self.limit + 1).await?;
        let place = |entry: &WorkEntry| Place { due: entry.item.due.millis(), source: NEEDS, key: entry.place() };
        Ok(entries.into_iter().map(|entry| (place(&entry), Found::Need(entry))).collect())
    }

    /// Those that can be sent again. What tells nothing any more is passed over,
    /// a page at a time; nothing is read behind `until`.
    async fn mails(&self, until: Option<i64>) -> Result<Things<'a>, TableError> {
        let (mut found, mut after, at_once) = (Vec::new(), self.after(MAILS), self.limit + 1);
        loop {
            let dead = self.store.deliveries().dead_after(after.as_deref(), at_once).await?;
            let goes_on = dead.len() == at_once;
            let (keys, dead): (Vec<String>, Vec<_>) = dead.into_iter().unzip();
            let passed = |due: i64| until.is_some_and(|until| due > until);
            let last = dead.last().map(|one| one.created_at.millis());
            for (key, one) in keys.iter().zip(GivenUp::all(self.store, self.contexts, dead).await?) {
                let due = one.delivery.created_at.millis();
                if one.resend == Resend::Yes {
                    found.push((Place { due, source: MAILS, key: key.clone() }, Found::Mail(Box::new(one))));
                }
            }
            after = keys.last().cloned();
            if !goes_on || found.len() >= at_once || last.is_some_and(passed) {
                return Ok(found);
            }
        }
    }

    async fn messages(&self) -> Result<Things<'a>, TableError> {
        let waiting = self.store.received().waiting(self.after(MESSAGES), self.limit + 1).await?;
        let place = |one: &Waits| Place { due: one.due.millis(), source: MESSAGES, key: one.place() };
        Ok(waiting.into_iter().map(|one| (place(&one), Found::Message(Box::new(one)))).collect())
    }

    async fn tasks(&self) -> Result<Things<'a>, TableError> {
        let until = self.store.now().plus(AHEAD);
        let tasks = self.store.tasks().page(self.after(TASKS), self.limit + 1).await?;
        let thing = |task: Task| {
            let place = Place { due: task.due.millis(), source: TASKS, key: tasks::place(&task) };
            (place, Found::Task(Box::new(task), None))
        };
        Ok(tasks.into_iter().take_while(|task| task.due <= until).map(thing).collect())
    }

    async fn places(&self) -> Result<Things<'a>, TableError> {
        let dormant = self.store.places().dormant(self.after(PLACES), self.limit + 1).await?;
        let place = |one: &Dormant| Place { due: one.due.millis(), source: PLACES, key: one.place() };
        Ok(dormant.into_iter().map(|one| (place(&one), Found::Place(Box::new(one)))).collect())
    }

    async fn sessions(&self, presences: &'a [Permanence]) -> Result<Things<'a>, TableError> {
        if presences.is_empty() {
            return Ok(Vec::new());
        }
        let found = unattended(self.store, self.catalogue, presences).await?;
        let soon = deadline(self.store.now(), SOON, &self.catalogue.staff_days);
        let place = |one: &Absent<'_>| {
            let session = &one.first.session;
            let is_harm = one.sessions().any(|one| one.booked > 0 && one.session.start <= soon);
            let earlier = if is_harm { BEFORE_ALL } else { 0 };
            Place { due: session.start.millis() - earlier, source: SESSIONS, key: session.id.to_string() }
        };
        Ok(Absent::among(found)
            .into_iter()
            .map(|one| (place(&one), Found::Session(Box::new(one), Vec::new(), None)))
            .collect())
    }

    /// A host's lists that wait for it: of one that could not be read, only the
    /// newest.
    async fn imports(&self, location: &LocationId) -> Result<Things<'a>, TableError> {
        let all = self.store.imports().list(Some(location)).await?;
        let waits = |(at, import): &(usize, Import)| {
            let status = match import.status {
                ImportStatus::Uploading | ImportStatus::Mapping | ImportStatus::Checked => true,
                ImportStatus::Failed => *at == 0,
                _ => false,
            };
            import.only_there && status
        };
        let place = |import: &Import| Place { due: due(import).millis(), source: IMPORTS, key: import.id.clone() };
        let waiting = all.into_iter().enumerate().filter(waits).map(|(_, import)| import);
        Ok(waiting.map(|import| (place(&import), Found::Import(Box::new(import)))).collect())
    }
}

/// Until when a list that was begun should go on: the next working day.
pub fn due(import: &Import) -> Instant {
    deadline(import.at, 1, &StaffDays::default())
}
