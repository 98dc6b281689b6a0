//! Mails that changes of series would bring, were they made: counted as those are
//! found who are told, and nothing is sent.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::AdviserId;
use domain::notice::Wish;
use domain::permanence::Permanence;
use domain::staff::Staff;
use store::{Store, TableError};

use super::handed::hands;
use super::happened::Happened;
use super::plan::concerned;
use super::readers::advisers;

/// Mails that somebody's changes would bring.
pub(crate) struct Foretold<'a> {
    store: &'a Store,
    by: &'a Actor,
    catalogue: Arc<Catalogue>,
    staff: Vec<Staff>,
    /// Who is told of sessions: all of them in one mail.
    readers: BTreeSet<String>,
    /// Mails about one appointment.
    of_appointments: usize,
}

impl<'a> Foretold<'a> {
    /// None yet. The staff and the directory.
    pub(crate) async fn by(store: &'a Store, by: &'a Actor) -> Result<Self, TableError> {
        let (catalogue, staff) = (store.catalogue().load().await?, store.staff().list().await?);
        Ok(Self { store, by, catalogue, staff, readers: BTreeSet::new(), of_appointments: 0 })
    }

    /// Adds those whom a change of a series concerns, and a mail for each appointment
    /// that somebody else is there for. What telling them reads.
    pub(crate) async fn of_series(
        &mut self,
        (was, is): (Option<&Permanence>, Option<&Permanence>),
    ) -> Result<(), TableError> {
        let happened = Happened::foretold(&self.catalogue, self.by, (was.cloned(), is.cloned()));
        for one in concerned(self.store, &self.staff, &happened).await? {
            self.readers.insert(one.reader.key());
        }
        for (one, ..) in hands(self.store, &happened).await? {
            if one.wish == Wish::Daily {
                self.readers.insert(one.reader.key());
            } else {
                self.of_appointments += 1;
            }
        }
        Ok(())
    }

    /// Adds a mail for each of some appointments that go to another time or lose it, to
    /// each who is there and is told at once. A read for fifty advisers.
    pub(crate) async fn of_appointments(&mut self, count: usize, there: &[AdviserId]) -> Result<(), TableError> {
        if count > 0 {
            let all = advisers(self.store, there.iter().collect()).await?;
            self.of_appointments += count * all.iter().filter(|one| one.wish == Wish::AtOnce).count();
        }
        Ok(())
    }

    /// How many.
    pub(crate) fn mails(&self) -> usize {
        self.readers.len() + self.of_appointments
    }
}
