//! One mail a working morning to each coordinator, where something waits: sessions
//! soon at which nobody is though people booked, then the first of the work list.
//! None where nothing does.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedId, SessionId, StaffId};
use domain::sessions::Session;
use domain::staff::StaffRole;
use domain::working_days::{DIGEST_HOUR, at_hour, is_working_day};
use domain::worklist::TaskAbout;
use mail::compose::{self, MorningItem, MorningKind, languages_of};
use serde::{Deserialize, Serialize};
use store::keys::PermanenceList;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use crate::bookings::unattended;
use crate::effects::{About, Context, Contexts, Description, Outcome, Planned, Task};
use crate::worklist::{Found, Reader, Whose};

/// Things that it names.
const NAMED: usize = 5;
/// So many days ahead of an appointment to which nobody comes it is named first.
const SOON: TimeDelta = TimeDelta::days(7);
/// The kind of such work.
const KIND: &str = "morning";

/// Mornings, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mornings {
    /// All that the product has: mails that were given up are of any of them.
    contexts: fn() -> Contexts,
}

impl Mornings {
    /// Those of a product that has these contexts.
    pub(crate) const fn knowing(contexts: fn() -> Contexts) -> Self {
        Self { contexts }
    }
}

/// Begins the last working morning since `before`, for whoever moves the clock on
/// at once: what those before it would have told stands under it, and what they
/// would have made, such as a month's digests, is made on it. Two reads; a commit
/// where it did not begin yet.
pub async fn begin_last_morning(store: &Store, before: Instant) -> Result<(), TableError> {
    let (catalogue, now) = (store.catalogue().load().await?, store.now());
    let passed = |day: &NaiveDate| before < at_hour(*day, DIGEST_HOUR);
    let back = std::iter::successors(Some(now.day_in(BRUSSELS)), NaiveDate::pred_opt).take_while(passed);
    let mut begun = back.filter(|day| at_hour(*day, DIGEST_HOUR) <= now);
    match begun.find(|day| is_working_day(*day, &catalogue.staff_days)) {
        Some(day) => begin(store, day).await,
        None => Ok(()),
    }
}

/// Begins a morning, once.
async fn begin(store: &Store, day: NaiveDate) -> Result<(), TableError> {
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
        if now < at_hour(day, DIGEST_HOUR) || !is_working_day(day, &catalogue.staff_days) {
            return Ok(());
        }
        begin(store, day).await
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
    /// nothing. Reads what [`Reader::read`] says of so few, the names of their
    /// needs, what [`unattended`] reads, a query and two rows.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let MorningWork { staff, day } = task.delivery.work.read()?;
        let store = task.store;
        let found = store.staff().load(&staff).await?.map(|found| found.value);
        let Some(staff) = found.filter(|staff| staff.active && store.now().day_in(BRUSSELS) == day) else {
            return Ok(Outcome::Nothing);
        };
        let (catalogue, contexts) = (store.catalogue().load().await?, (self.contexts)());
        let reader =
            Reader { store, catalogue: &catalogue, contexts: &contexts, after: None, limit: NAMED, repairs: false };
        let mut presences = Vec::new();
        let (things, next) = reader.read(&Whose::Coordinator, &mut presences).await?;
        let harmed = harmed(store, &catalogue, day).await?;
        if things.is_empty() && harmed.is_empty() {
            return Ok(Outcome::Nothing);
        }
        let needs: Vec<NeedId> = things.iter().filter_map(|(_, one)| one.need()).cloned().collect();
        let names = store.needs().companies(&needs).await?;
        let is_named = |found: &Found<'_>| match found {
            Found::Session(absent, ..) => harmed.iter().any(|(id, _)| *id == absent.first.session.id),
            _ => false,
        };
        let listed = things.iter().filter(|(_, found)| !is_named(found));
        let listed = listed.filter_map(|(_, found)| item(&catalogue, &names, found));
        let mut items: Vec<MorningItem> = harmed.iter().map(|(_, item)| item.clone()).chain(listed).collect();
        let more = next.is_some() || items.len() > NAMED;
        items.truncate(NAMED);
        Ok(task.mail(Some(compose::morning(&compose::Morning {
            delivery: compose::Delivery {
                id: task.delivery.id.clone(),
                to: staff.email.clone(),
                to_name: Some(staff.name.clone()),
                languages: languages_of(staff.language),
            },
            items,
            more,
            link: task.url("/console/work"),
        }))))
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let MorningWork { staff, .. } = delivery.work.read()?;
        Ok(Description::new(KIND, "mail-morning", About::Staff(staff)))
    }
}

/// Sessions soon at which nobody is at times that people booked, the next first.
async fn harmed(
    store: &Store,
    catalogue: &Catalogue,
    day: NaiveDate,
) -> Result<Vec<(SessionId, MorningItem)>, TableError> {
    let presences = store.permanences().list(&PermanenceList::All, day).await?;
    let mut found = unattended(store, catalogue, &presences).await?;
    let until = store.now().plus(SOON);
    found.retain(|one| one.booked > 0 && one.session.start <= until);
    let item = |session: &Session, booked| MorningItem {
        kind: MorningKind::Appointments(booked),
        company: None,
        agency: Some(catalogue.agency_name(&session.agency).to_owned()),
        place: catalogue.place_name(&session.location).to_owned(),
        due: session.local_start.date(),
    };
    Ok(found.iter().map(|one| (one.session.id.clone(), item(&one.session, one.booked))).collect())
}

/// A thing as the mail names it; lists of members are their places'.
fn item(catalogue: &Catalogue, names: &BTreeMap<NeedId, String>, found: &Found<'_>) -> Option<MorningItem> {
    let agency = |id: Option<&AgencyId>| id.map(|id| catalogue.agency_name(id).to_owned());
    let place = |id| catalogue.place_name(id).to_owned();
    let (kind, company, agency, place, due) = match found {
        Found::Need(entry) => {
            let company = names.get(&entry.need).cloned();
            let (kind, of) = (MorningKind::Need(entry.item.kind), agency(entry.item.agency.as_ref()));
            (kind, company, of, place(&entry.item.location), entry.item.due)
        }
        Found::Mail(mail) => {
            let of = agency(mail.description.agency.as_ref());
            (MorningKind::Mail, None, of, String::new(), mail.delivery.created_at)
        }
        Found::Session(absent, ..) => {
            let session = &absent.first.session;
            let kind = if absent.others.is_empty() { MorningKind::Session } else { MorningKind::Sessions };
            (kind, None, agency(Some(&session.agency)), place(&session.location), session.start)
        }
        Found::Message(waits) => (MorningKind::Message, None, None, place(&waits.location), waits.due),
        Found::Task(task, _) => {
            let kind = match &task.about {
                TaskAbout::Alert { .. } => MorningKind::Alert,
                TaskAbout::Contact { .. } => MorningKind::Contact,
                TaskAbout::Suggestion { .. } => MorningKind::Suggestion,
                TaskAbout::Plan { .. } => MorningKind::Plan,
                TaskAbout::Closing { .. } => MorningKind::Closing,
                TaskAbout::Surge { .. } => MorningKind::Surge,
                TaskAbout::Facts { .. } => MorningKind::Facts,
            };
            (kind, None, agency(task.agency.as_ref()), task.location.as_ref().map(place).unwrap_or_default(), task.due)
        }
        Found::Place(dormant) => (MorningKind::Place, None, None, place(&dormant.location), dormant.due),
        Found::Import(_) => return None,
    };
    Some(MorningItem { kind, company, agency, place, due: due.day_in(BRUSSELS) })
}
