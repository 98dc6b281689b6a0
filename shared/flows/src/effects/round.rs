//! What is read once for commits that are planned together.

use domain::Instant;
use domain::endpoint::Endpoint;
use domain::staff::Staff;
use store::{Store, TableError};
use tokio::sync::OnceCell;

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
