//! One mail a working morning to each coordinator, where something waits: the
//! first of the work list. None where nothing does.

use async_trait::async_trait;
use chrono::{NaiveDate, Timelike as _};
use domain::clock::BRUSSELS;
use domain::ids::StaffId;
use domain::staff::StaffRole;
use domain::working_days::{DIGEST_HOUR, is_working_day};
use domain::worklist::Owner;
use mail::compose::{self, MorningItem, languages_of};
use serde::{Deserialize, Serialize};
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use crate::effects::{About, Context, Description, Outcome, Planned, Task};

/// Things that it names.
const NAMED: usize = 5;
/// The kind of such work.
const KIND: &str = "morning";

/// Mornings, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mornings;

/// A mail of a morning, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "morning")]
struct MorningWork {
    staff: StaffId,
    day: NaiveDate,
}

#[async_trait]
impl Context for Mornings {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::MORNING]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[KIND]
    }

    /// Begins the morning of a working day, once. Two reads; a commit on the
    /// first of the day.
    async fn upkeep(&self, store: &Store) -> Result<(), TableError> {
        let now = store.now();
        let day = now.day_in(BRUSSELS);
        let catalogue = store.catalogue().load().await?;
        if now.utc().with_timezone(&BRUSSELS).hour() < DIGEST_HOUR || !is_working_day(day, &catalogue.staff_days) {
            return Ok(());
        }
        if store.work().morning_begun(day).await? {
            return Ok(());
        }
        let mut tx = Transaction::new();
        store.work().begin_morning(&mut tx, day);
        match store.commit(tx).await {
            // Another program was faster.
            Ok(()) | Err(TableError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// One query.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let day = commit.aggregate.strip_prefix(keys::MORNING).and_then(|day| day.parse::<NaiveDate>().ok());
        let Some(day) = day else { return Ok(Vec::new()) };
        let staff = store.staff().list().await?.into_iter();
        staff
            .filter(|one| one.active && one.role == StaffRole::Coordinator)
            .map(|one| {
                let recipient = format!("morning:{}", one.id);
                Planned::new(&MorningWork { staff: one.id, day }, recipient, store.now())
            })
            .collect()
    }

    fn way(&self, _: &Work) -> Result<Way, TableError> {
        Ok(Way::Mail)
    }

    /// What waits as the mail leaves; one that could not leave on its day tells
    /// nothing. One query and three reads.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let MorningWork { staff, day } = task.delivery.work.read()?;
        let store = task.store;
        let found = store.staff().load(&staff).await?.map(|found| found.value);
        let Some(staff) = found.filter(|staff| staff.active && store.now().day_in(BRUSSELS) == day) else {
            return Ok(Outcome::Nothing);
        };
        let (entries, next) = store.work().page(&Owner::Coordinator, None, NAMED).await?;
        if entries.is_empty() {
            return Ok(Outcome::Nothing);
        }
        let needs: Vec<_> = entries.iter().map(|entry| entry.need.clone()).collect();
        let people = store.needs().people(&needs).await?;
        let catalogue = store.catalogue().load().await?;
        let item = |(entry, person): (&store::repos::needs::WorkEntry, Option<domain::need::NeedPerson>)| MorningItem {
            kind: entry.item.kind,
            company: person.map(|person| person.company.name),
            agency: entry.item.agency.as_ref().map(|agency| catalogue.agency_name(agency).to_owned()),
            place: catalogue.place_name(&entry.item.location).to_owned(),
            due: entry.item.due.day_in(BRUSSELS),
        };
        let items = entries.iter().zip(people).map(item).collect();
        Ok(task.mail(Some(compose::morning(&compose::Morning {
            delivery: compose::Delivery {
                id: task.delivery.id.clone(),
                to: staff.email.clone(),
                to_name: Some(staff.name.clone()),
                languages: languages_of(staff.language),
            },
            items,
            more: next.is_some(),
            link: task.url("/console/work"),
        }))))
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let MorningWork { staff, .. } = delivery.work.read()?;
        Ok(Description::new(KIND, "mail-morning", About::Staff(staff)))
    }
}
