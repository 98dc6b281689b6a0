//! Effects: what follows outside from what was committed. Each context says
//! which effects its events have, how each is done, and what goes with that;
//! dispatch claims, leases, tries again and settles, and knows none by name.

mod description;
mod planned;
mod round;
mod task;

use async_trait::async_trait;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction};

pub use description::{About, Description};
pub use planned::Planned;
pub use round::Round;
pub use task::{Outcome, Task};

/// A part of the product that has effects.
#[async_trait]
pub trait Context: Send + Sync {
    /// Prefixes of the partitions whose commits it plans.
    fn partitions(&self) -> &'static [&'static str] {
        &[]
    }

    /// Kinds of work that it reads: [`Work::kind`].
    fn kinds(&self) -> &'static [&'static str];

    /// What a commit asks for. Planning the same commit twice gives the same, but for what
    /// nothing would come of as things stand by then.
    async fn plan(&self, _store: &Store, _commit: &Pending) -> Result<Vec<Planned>, TableError> {
        Ok(Vec::new())
    }

    /// Prefixes of the partitions whose commits it follows, beside whoever plans
    /// them.
    fn follows(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a commit that another context plans asks of this one. Following the
    /// same commit twice gives the same.
    async fn follow(&self, _round: &Round<'_>, _commit: &Pending) -> Result<Vec<Planned>, TableError> {
        Ok(Vec::new())
    }

    /// Adds to the commit that ends the planning of a commit that it follows what
    /// it wants to find there later.
    fn note(&self, _store: &Store, _tx: &mut Transaction, _commit: &Pending) {}

    /// What it must not be done beside: of work with the same name one is done
    /// at a time, and the longest due first. Asked of calls.
    fn queue(&self, _work: &Work) -> Result<String, TableError> {
        Ok(String::new())
    }

    /// The way out that work waits for; an error where it can't be read.
    fn way(&self, work: &Work) -> Result<Way, TableError>;

    /// Does what a delivery asks for, as things stand now, or makes its mail.
    /// May be asked again after it was done: whoever died in between did not
    /// say so. Takes less time than the lease, 90 seconds.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError>;

    /// Adds what goes with the end of a delivery to the commit that ends it;
    /// answers the commit that is then to be planned.
    async fn ended(
        &self,
        _store: &Store,
        _tx: &mut Transaction,
        _after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        Ok(None)
    }

    /// What time alone asks for, without a commit that says so.
    async fn upkeep(&self, _store: &Store) -> Result<(), TableError> {
        Ok(())
    }

    /// Whether each of these, all of this context, would still do or tell
    /// something: read together, so that a list of them costs few reads.
    async fn still_matter(&self, _store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        Ok(vec![true; deliveries.len()])
    }

    /// The same of one that a person wants done again; may look more closely.
    async fn still_matters(&self, store: &Store, delivery: &Delivery) -> Result<bool, TableError> {
        Ok(self.still_matter(store, &[delivery]).await?.contains(&true))
    }

    /// What staff see of a delivery.
    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError>;
}

/// The contexts of a program.
pub struct Contexts(Vec<Box<dyn Context>>);

impl Contexts {
    /// These.
    pub const fn new(contexts: Vec<Box<dyn Context>>) -> Self {
        Self(contexts)
    }

    /// These and one more.
    pub fn with(mut self, context: impl Context + 'static) -> Self {
        self.0.push(Box::new(context));
        self
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &dyn Context> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// Who plans the commits of a partition.
    pub fn of_partition(&self, partition: &str) -> Option<&dyn Context> {
        self.iter().find(|context| context.partitions().iter().any(|prefix| partition.starts_with(prefix)))
    }

    /// Those that follow the commits of a partition.
    pub fn followers(&self, partition: &str) -> impl Iterator<Item = &dyn Context> {
        self.iter().filter(move |context| context.follows().iter().any(|prefix| partition.starts_with(prefix)))
    }

    /// Whose work it is, among these.
    pub fn find(&self, work: &Work) -> Option<&dyn Context> {
        self.iter().find(|context| context.kinds().contains(&work.kind()))
    }

    /// Whose work it is; an error where no context knows it.
    pub fn of(&self, work: &Work) -> Result<&dyn Context, TableError> {
        let unknown = || TableError::Corrupt(format!("no context knows work of the kind {:?}", work.kind()));
        self.find(work).ok_or_else(unknown)
    }

    /// The way out that work waits for.
    pub fn way(&self, work: &Work) -> Result<Way, TableError> {
        self.of(work)?.way(work)
    }

    /// What staff see of a delivery.
    pub fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        self.of(&delivery.work)?.describe(delivery)
    }

    /// Whether each of these would still do or tell something; what is done
    /// rather than mailed always would. Costs what each context says.
    pub async fn still_matter(&self, store: &Store, deliveries: &[Delivery]) -> Result<Vec<bool>, TableError> {
        let mut matter = vec![true; deliveries.len()];
        for context in self.iter() {
            let mut own = Vec::new();
            for (place, delivery) in deliveries.iter().enumerate() {
                if context.kinds().contains(&delivery.work.kind()) && context.way(&delivery.work)? == Way::Mail {
                    own.push((place, delivery));
                }
            }
            if own.is_empty() {
                continue;
            }
            let (places, own): (Vec<usize>, Vec<&Delivery>) = own.into_iter().unzip();
            for (place, still) in places.into_iter().zip(context.still_matter(store, &own).await?) {
                matter[place] = still;
            }
        }
        Ok(matter)
    }
}
