//! The effects of notices: mails to who has to do with sessions.

use async_trait::async_trait;
use domain::notice::Reader;
use mail::Message;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use super::morning::{of_morning, pass_before};
use super::plan::{of_booking, of_sessions};
use super::readers::addressee;
use super::told::{of_commit, of_mornings, of_one_booking, together};
use super::{NoticeWork, What};
use crate::bookings::mail_to_adviser;
use crate::effects::{About, Context, Description, Outcome, Planned, Round, Task};

/// The kind of such work.
const KIND: &str = "notice";

/// Notices, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Notices;

#[async_trait]
impl Context for Notices {
    fn kinds(&self) -> &'static [&'static str] {
        &[KIND]
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::PERMANENCE, keys::LOCATION, keys::DAYS_OFF, keys::BOOKING, keys::MORNING]
    }

    /// A booking costs six reads at most, what changes sessions three and the
    /// staff once for a round; a commit where somebody is told once a day.
    async fn follow(&self, round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        if commit.aggregate.starts_with(keys::MORNING) {
            of_morning(round.store, commit).await
        } else if commit.aggregate.starts_with(keys::BOOKING) {
            of_booking(round, commit).await
        } else {
            of_sessions(round, commit).await
        }
    }

    fn note(&self, store: &Store, tx: &mut Transaction, commit: &Pending) {
        pass_before(store, tx, commit);
    }

    fn way(&self, _: &Work) -> Result<Way, TableError> {
        Ok(Way::Mail)
    }

    /// As things stand when the mail leaves; nothing to whoever is gone or
    /// wishes no more to be told.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let NoticeWork { reader, what } = task.delivery.work.read()?;
        Ok(task.mail(mail(task, &reader, &what).await?))
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let NoticeWork { reader, what } = delivery.work.read()?;
        let words = match what {
            What::Sessions(_) | What::Together(_) => "mail-notice-sessions",
            What::Booking { .. } => "mail-notice-booking",
            What::Digest(_) => "mail-notice-digest",
        };
        let (about, agency) = match reader {
            Reader::Adviser(id) => (About::Adviser(id), None),
            Reader::Host(id) => (About::Staff(id), None),
            Reader::Place(_) => (About::Other("mail-notice-of"), None),
            Reader::Agency { agency, .. } => (About::Other("mail-notice-of"), Some(agency)),
        };
        Ok(Description { agency, ..Description::new(KIND, words, about) })
    }
}

async fn mail(task: &Task<'_>, reader: &Reader, what: &What) -> Result<Option<Message>, TableError> {
    let catalogue = task.store.catalogue().load().await?;
    let Some(to) = addressee(task.store, &catalogue, reader).await? else { return Ok(None) };
    match what {
        What::Sessions(commit) => of_commit(task, &to, commit).await,
        What::Together(commits) => together(task, &to, commits).await,
        What::Booking { booking, step } => match reader {
            Reader::Adviser(adviser) => {
                mail_to_adviser(task, (booking, *step), adviser, to.delivery(&task.delivery.id)).await
            }
            _ => of_one_booking(task, &to, booking, *step).await,
        },
        What::Digest(days) => of_mornings(task, &to, days).await,
    }
}
