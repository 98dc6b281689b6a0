//! Mails that changes of series would bring, were they made: counted as those are
//! found who are told, and nothing is sent.

use std::collections::{BTreeMap, BTreeSet};
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
use super::readers::{Addressee, advisers};
use super::told::is_told;

/// Mails that somebody's changes would bring.
pub(crate) struct Foretold<'a> {
    store: &'a Store,
    by: &'a Actor,
    catalogue: Arc<Catalogue>,
    staff: Vec<Staff>,
    /// Who is told of sessions, with what happens to theirs, in order: one mail each.
    of_sessions: BTreeMap<String, (Addressee, Vec<Happened>)>,
    /// Who is told of an appointment on a morning, in the same mail.
    of_mornings: BTreeSet<String>,
    /// Mails about one appointment.
    of_appointments: usize,
}

impl<'a> Foretold<'a> {
    /// None yet. The staff and the directory.
    pub(crate) async fn by(store: &'a Store, by: &'a Actor) -> Result<Self, TableError> {
        let (catalogue, staff) = (store.catalogue().load().await?, store.staff().list().await?);
        let (of_sessions, of_mornings) = (BTreeMap::new(), BTreeSet::new());
        Ok(Self { store, by, catalogue, staff, of_sessions, of_mornings, of_appointments: 0 })
    }

    /// Adds those whom a change of a series concerns, and a mail for each appointment
    /// that somebody else is there for. What telling them reads.
    pub(crate) async fn of_series(
        &mut self,
        (was, is): (Option<&Permanence>, Option<&Permanence>),
    ) -> Result<(), TableError> {
        let happened = Happened::foretold(&self.catalogue, self.by, (was.cloned(), is.cloned()));
        for one in concerned(self.store, &self.staff, &happened).await? {
            let (_, all) = self.of_sessions.entry(one.reader.key()).or_insert_with(|| (one, Vec::new()));
            all.push(happened.clone());
        }
        for (one, ..) in hands(self.store, &happened).await? {
            if one.wish == Wish::Daily {
                self.of_mornings.insert(one.reader.key());
            } else {
                self.of_appointments += 1;
            }
        }
        Ok(())
    }

    /// Adds a mail for each of some appointments that go elsewhere with a series, to each
    /// who is there and is told at once. A read for fifty advisers.
    pub(crate) async fn of_moved(&mut self, count: usize, series: &Permanence) -> Result<(), TableError> {
        self.each(count, series.advisers.iter().collect()).await
    }

    /// The same of appointments that a series loses: whoever was there before it was
    /// divided is told too. One read more where it was.
    pub(crate) async fn of_lost(&mut self, count: usize, series: &Permanence) -> Result<(), TableError> {
        let before = match series.continues.as_ref().filter(|_| count > 0) {
            Some(before) => self.store.permanences().load(before).await?,
            None => None,
        };
        let before = before.iter().flat_map(|before| &before.value.advisers);
        self.each(count, series.advisers.iter().chain(before).collect()).await
    }

    async fn each(&mut self, count: usize, there: BTreeSet<&AdviserId>) -> Result<(), TableError> {
        if count > 0 {
            let all = advisers(self.store, there).await?;
            self.of_appointments += count * all.iter().filter(|one| one.wish == Wish::AtOnce).count();
        }
        Ok(())
    }

    /// How many.
    pub(crate) fn mails(self) -> usize {
        let Self { store, of_sessions, of_mornings: mut readers, of_appointments, .. } = self;
        let told = of_sessions.into_iter().filter_map(|(key, (to, made))| is_told(store, &to, made).then_some(key));
        readers.extend(told);
        readers.len() + of_appointments
    }
}
