//! Effects: what follows outside from what was committed. Each context says
//! which effects its events have, how each is done, and what goes with that;
//! dispatch claims, leases, tries again and settles, and knows none by name.

use async_trait::async_trait;
use domain::Instant;
use domain::endpoint::Endpoint;
use domain::ids::{AdviserId, AgencyId, EndpointId, MemberId, NeedId, StaffId};
use domain::staff::Staff;
use mail::{Message, Origin};
use serde::Serialize;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction};
use tokio::sync::OnceCell;

/// A part of the product that has effects.
#[async_trait]
pub trait Context: Send + Sync {
    /// Prefixes of the partitions whose commits it plans.
    fn partitions(&self) -> &'static [&'static str] {
        &[]
    }

    /// Kinds of work that it reads: [`Work::kind`].
    fn kinds(&self) -> &'static [&'static str];

    /// What a commit asks for. Planning the same commit twice gives the same.
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

/// One effect that a commit asks for.
#[derive(Debug, Clone)]
pub struct Planned {
    /// What is to be done.
    pub work: Work,
    /// Effect and recipient: one of each for a commit. The delivery's id
    /// derives from it, so it never changes.
    pub recipient: String,
    /// When.
    pub due_at: Instant,
    /// Where its row stands; `None`: beside what was committed.
    pub partition: Option<String>,
}

impl Planned {
    /// An effect as it is stored.
    pub fn new(work: &impl Serialize, recipient: impl Into<String>, due_at: Instant) -> Result<Self, TableError> {
        Ok(Self { work: Work::of(work)?, recipient: recipient.into(), due_at, partition: None })
    }

    /// With its row in a partition of its own.
    #[must_use]
    pub fn standing_in(self, partition: String) -> Self {
        Self { partition: Some(partition), ..self }
    }
}

/// Commits that were found together and are planned together: what holds for
/// all of them is read once. Whatever is read here is read after they were
/// found, so it is never older than they are.
pub struct Round<'a> {
    /// The table.
    pub store: &'a Store,
    endpoints: OnceCell<Vec<Endpoint>>,
    staff: OnceCell<Vec<Staff>>,
    asked_to_look: OnceCell<()>,
}

impl<'a> Round<'a> {
    /// Nothing is read yet.
    pub const fn new(store: &'a Store) -> Self {
        Self {
            store,
            endpoints: OnceCell::const_new(),
            staff: OnceCell::const_new(),
            asked_to_look: OnceCell::const_new(),
        }
    }

    /// Everybody who may sign in. One query at the first call, none after.
    pub async fn staff(&self) -> Result<&[Staff], TableError> {
        let read = || async { self.store.staff().list().await };
        self.staff.get_or_try_init(read).await.map(Vec::as_slice)
    }

    /// Asks to look what is broken in the rota by a moment: all commits of a round
    /// were made before it began. What [`store::repos::repairs::RepairsRepo::ask_to_look_by`]
    /// takes at the first call, nothing after.
    pub async fn ask_to_look_by(&self, by: Instant) -> Result<(), TableError> {
        let ask = || async { self.store.repairs().ask_to_look_by(by).await };
        self.asked_to_look.get_or_try_init(ask).await.copied()
    }

    /// The endpoints there are. One query at the first call, none after.
    pub async fn endpoints(&self) -> Result<&[Endpoint], TableError> {
        let read = || async { self.store.endpoints().list().await };
        self.endpoints.get_or_try_init(read).await.map(Vec::as_slice)
    }
}

/// A delivery to be performed, and what that needs.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// The table.
    pub store: &'a Store,
    /// What links start with; no slash at the end.
    pub base_url: &'a str,
    /// The address that mails come from, where the way out has one.
    pub from: Option<&'a str>,
    /// The delivery.
    pub delivery: &'a Delivery,
}

impl Task<'_> {
    /// A link.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// What stands behind the `@` of what calendars know by name.
    pub fn host(&self) -> &str {
        let authority = self.base_url.split("://").nth(1).unwrap_or("permanence");
        authority.split(['/', ':']).next().unwrap_or("permanence")
    }

    /// The outcome of making a mail: it is sent, or there is nothing to tell.
    pub fn mail(&self, message: Option<Message>) -> Outcome {
        let origin = Origin { aggregate: self.delivery.aggregate.clone(), sending: self.delivery.sending };
        let message = message.map(|message| Message { origin: Some(origin), ..message });
        message.map_or(Outcome::Nothing, |message| Outcome::Mail(Box::new(message)))
    }
}

/// What became of performing a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A mail is to be sent.
    Mail(Box<Message>),
    /// It was done, and the other side took it.
    Done,
    /// There is nothing (left) to tell: it goes without being sent.
    Nothing,
    /// Mails kept on this machine that hold one of these texts are to go.
    ForgetMails(Vec<String>),
    /// What was deleted is to become unreadable where the table keeps it.
    Wipe,
    /// It waits for another delivery, and is looked at again then; that costs no
    /// try.
    Later(Instant),
    /// It failed and is to be tried again; the code.
    Failed(String),
    /// The same, and the other side asks not to be tried again before that.
    FailedUntil(String, Instant),
    /// It was refused for good; the code.
    Refused(String),
}

/// What staff see of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The code that programs know it by.
    pub code: &'static str,
    /// The key of the words that name it; they may name the agency.
    pub words: &'static str,
    /// What it tells of.
    pub about: About,
    /// The agency that it goes to or waits for.
    pub agency: Option<AgencyId>,
    /// When the link in it ends.
    pub link_ends: Option<Instant>,
}

/// What a delivery tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A need.
    Need(NeedId),
    /// A person of the staff.
    Staff(StaffId),
    /// An adviser.
    Adviser(AdviserId),
    /// A member.
    Member(MemberId),
    /// An endpoint.
    Endpoint(EndpointId),
    /// Something without a page of its own; the key of the words that name it.
    Other(&'static str),
}

impl Description {
    /// A description without agency and link.
    pub const fn new(code: &'static str, words: &'static str, about: About) -> Self {
        Self { code, words, about, agency: None, link_ends: None }
    }
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

    /// Whose work it is; an error where no context knows it.
    pub fn of(&self, work: &Work) -> Result<&dyn Context, TableError> {
        let kind = work.kind();
        let found = self.iter().find(|context| context.kinds().contains(&kind));
        found.ok_or_else(|| TableError::Corrupt(format!("no context knows work of the kind {kind:?}")))
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
