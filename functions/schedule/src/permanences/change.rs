//! A change of a series that is decided and not yet saved: of all of it, of one
//! session, or of one and all that follow. It is held against the rota as it
//! would be, tells what it does to bookings, and is saved in one commit.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::permanence::{Permanence, PermanenceDraft, SessionException, Split};
use domain::rota::Clash;
use domain::sessions::has_session_on;
use flows::bookings::{Affected, affected};
use store::{Store, TableError, Transaction, Versioned};
use web::Problem;

use crate::rota::{Refused, hold};

/// What a change makes of a series.
pub(crate) struct Planned {
    /// The series under its own id.
    pub(crate) series: Permanence,
    /// The one that goes on from the day of the change, where it is divided.
    pub(crate) next: Option<Permanence>,
    /// What it goes on from: the rest of the series as it was.
    rest: Option<Permanence>,
    /// What does not go well together.
    pub(crate) clashes: Vec<Clash>,
}

/// An id for what a division makes.
pub(crate) fn next_id(store: &Store) -> Result<PermanenceId, Problem> {
    PermanenceId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))
}

/// A series as it is stored, which a change is of.
#[derive(Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) store: &'a Store,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) before: &'a Permanence,
}

impl Stored<'_> {
    /// A change of all of it. Reads as for [`hold`].
    pub(crate) async fn all(self, after: Permanence) -> Result<Planned, Refused> {
        let series = after.in_line_of(self.before);
        let clashes = hold(self.store, self.catalogue, Some(self.before), &series, None).await?;
        Ok(Planned { series, next: None, rest: None, clashes })
    }

    /// Of one session. Reads as for [`hold`].
    pub(crate) async fn this(self, differs: SessionException) -> Result<Planned, Refused> {
        let after = self.before.except(differs);
        after.check(self.catalogue).map_err(Refused::Fields)?;
        self.all(after).await
    }

    /// Of the session of `date` and all that follow: `change` makes of the rest, a
    /// series of its own under the id `next`, what was asked for, and says whether
    /// that names its start. What differed on single days stays, on those that the
    /// changed rest has. From the first session on it is all of the series. Reads
    /// as for [`hold`].
    pub(crate) async fn following(
        self,
        (date, next): (NaiveDate, PermanenceId),
        change: impl FnOnce(&Permanence) -> (PermanenceDraft, bool),
    ) -> Result<Planned, Refused> {
        if !has_session_on(self.before, date) {
            return Err(Refused::Fields(vec![FieldError::new("/date", Wrong::NoSessionOnDay)]));
        }
        let Some(Split { before: series, next }) = self.before.split(date, next) else {
            let after = changed(self.catalogue, self.before, date, change)?;
            return self.all(after).await;
        };
        let after = changed(self.catalogue, &next, date, change)?;
        let clashes = hold(self.store, self.catalogue, Some(&next), &after, Some(&series)).await?;
        let rest = Permanence { id: self.before.id.clone(), ..next };
        Ok(Planned { series, next: Some(after), rest: Some(rest), clashes })
    }
}

fn changed(
    catalogue: &Catalogue,
    rest: &Permanence,
    date: NaiveDate,
    change: impl FnOnce(&Permanence) -> (PermanenceDraft, bool),
) -> Result<Permanence, Refused> {
    let (draft, starts) = change(rest);
    let draft = PermanenceDraft { exceptions: Vec::new(), ..draft };
    let after = draft.parse(rest.id.clone(), catalogue).map_err(Refused::Fields)?;
    let mut exceptions = rest.exceptions.clone();
    // Who says when the first session begins means that one too.
    exceptions.retain(|exception| !starts || exception.cancelled || exception.date != date);
    let after = Permanence { exceptions, ..after }.in_line_of(rest).without_strays();
    after.check(catalogue).map_err(Refused::Fields)?;
    let first = after.start.date();
    match after.cancelled_on(first, catalogue).filter(|_| starts && first != date) {
        Some(why) => Err(Refused::Fields(vec![FieldError::new("/start", Wrong::ClosedThen(Box::new(why)))])),
        None => Ok(after),
    }
}

impl Planned {
    /// What it does to the bookings of the series: a query and a read for 50
    /// of them; see [`affected`].
    pub(crate) async fn affected(&self, store: &Store, catalogue: &Catalogue) -> Result<Affected, TableError> {
        let line: Vec<&Permanence> = std::iter::once(&self.series).chain(&self.next).collect();
        affected(store, catalogue, &self.series.id, &line).await
    }

    /// Writes it over the version read; the bookings will follow, and those who
    /// have to do with its sessions are told. Where it is divided, what goes on
    /// is told as a change of the rest that there was.
    pub(crate) fn save(&self, store: &Store, tx: &mut Transaction, before: &Versioned<Permanence>, by: &Actor) {
        let permanences = store.permanences();
        permanences.save(tx, before, &self.series);
        match &self.next {
            None => permanences.tell(tx, before.version + 1, by, (Some(&before.value), Some(&self.series))),
            Some(next) => {
                permanences.create(tx, next);
                permanences.tell(tx, 1, by, (self.rest.as_ref(), Some(next)));
            }
        }
    }
}
