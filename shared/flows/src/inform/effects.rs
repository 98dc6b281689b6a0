//! The effects of informing places, as dispatch knows them.

use async_trait::async_trait;
use chrono::{NaiveDate, TimeDelta};
use domain::inform::{Issue, Month, Reader};
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::{CountWork, InformMail, PrepareWork, SendWork, contents, count, mails, send};
use crate::effects::{About, Context, Description, Outcome, Planned, Round, Task};

/// Digests that prepare themselves.
const DIGESTS: &str = "digests";
/// Places that are counted.
const PLACES: &str = "places";
/// The next readers.
const INFORM: &str = "inform";
/// The mail to one of them.
const MAIL: &str = "inform_mail";
/// Places that one piece of work prepares or counts.
const AT_ONCE: usize = 10;
/// Until the next piece.
const NEXT: TimeDelta = TimeDelta::milliseconds(1);

/// Informing places, as dispatch knows it.
#[derive(Debug, Clone, Copy)]
pub struct Inform;

#[async_trait]
impl Context for Inform {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::ISSUE]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[DIGESTS, PLACES, INFORM, MAIL]
    }

    /// What was sent goes on step by step. No read.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let named = commit.aggregate.strip_prefix(keys::ISSUE).and_then(|rest| rest.split('#').next());
        let Some(issue) = named.and_then(Issue::of_key) else { return Ok(Vec::new()) };
        Ok(vec![Planned::new(&SendWork { issue }, "inform", store.now())?])
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::MORNING]
    }

    /// Each working morning the digests of the month that do not stand yet
    /// prepare themselves, and places that were not counted this week are. No read.
    async fn follow(&self, round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let day = commit.aggregate.strip_prefix(keys::MORNING).and_then(|day| day.parse::<NaiveDate>().ok());
        let (Some(day), now) = (day, round.store.now()) else { return Ok(Vec::new()) };
        Ok(vec![
            Planned::new(&PrepareWork { month: Month::of(day) }, DIGESTS, now)?,
            Planned::new(&CountWork { day }, PLACES, now)?,
        ])
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Ok(if work.kind() == MAIL { Way::Mail } else { Way::Direct })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let store = task.store;
        let rest = |all_done: bool| if all_done { Outcome::Nothing } else { Outcome::Later(store.now().plus(NEXT)) };
        match task.delivery.work.kind() {
            DIGESTS => {
                let PrepareWork { month } = task.delivery.work.read()?;
                contents::prepare(store, month, AT_ONCE).await.map(rest)
            }
            PLACES => {
                let CountWork { day } = task.delivery.work.read()?;
                count::count_places(store, day, AT_ONCE).await.map(rest)
            }
            INFORM => {
                let SendWork { issue } = task.delivery.work.read()?;
                send::step(store, &issue).await.map(|()| Outcome::Nothing)
            }
            _ => {
                let work: InformMail = task.delivery.work.read()?;
                Ok(task.mail(mails::message(task, &work).await?))
            }
        }
    }

    /// Three reads for each.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let mut matter = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let work: InformMail = delivery.work.read()?;
            matter.push(mails::still_told(store, &work).await?.is_some());
        }
        Ok(matter)
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let places = About::Other("mail-inform-of");
        Ok(match delivery.work.kind() {
            DIGESTS => Description::new(DIGESTS, "mail-digests", places),
            PLACES => Description::new(PLACES, "mail-places", places),
            INFORM => Description::new(INFORM, "mail-inform", places),
            _ => {
                let InformMail { issue, reader } = delivery.work.read()?;
                let about = match reader {
                    Reader::Host(id) => About::Staff(id),
                    Reader::Member(id) => About::Member(id),
                };
                let words =
                    if matches!(issue, Issue::Digest { .. }) { "mail-inform-digest" } else { "mail-inform-news" };
                Description::new(MAIL, words, about)
            }
        })
    }
}
