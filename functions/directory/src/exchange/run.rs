//! What a file says is taken: an empty store is loaded with all of it, else each
//! entry that is new or otherwise is a commit with its history. Broken off, it is
//! done again: what was taken is as the file says it, and is left as it is.

use domain::clock::BRUSSELS;
use domain::entry::{Confidence, Done, FactSheet, Sort};
use domain::event::Actor;
use store::repos::entries::Saving;
use store::{Store, TableError};

use super::read::{Import, Planned};

/// What facts of an imported entry come from.
const SOURCE: &str = "HSDS";

impl Import {
    /// Takes it: two reads and one commit for each entry, or fifty entries to a
    /// commit into an empty store.
    ///
    /// # Errors
    /// A conflict where an entry changed since the file was read.
    pub async fn run(&self, store: &Store, by: &Actor) -> Result<(), TableError> {
        if let Some(whole) = &self.whole {
            let today = store.now().day_in(BRUSSELS);
            let sheet = |sort: Sort| FactSheet::loaded(sort, today, Confidence::Unknown, &[SOURCE.to_owned()]);
            let known = |one: &Planned| one.facts.clone().unwrap_or_else(|| sheet(one.sort));
            let all = self.new.iter().map(|one| (one.sort, one.id.clone(), known(one)));
            store.entries().begin_facts(&all.collect::<Vec<_>>()).await?;
            return store.catalogue().import(whole).await;
        }
        for one in self.new.iter().chain(&self.changed) {
            let before = store.entries().load(one.sort, &one.id).await?;
            let done = if before.is_some() { Done::Changed } else { Done::Added };
            let saving =
                Saving { sort: one.sort, id: &one.id, before: before.as_ref(), after: Some(&one.after), by, done };
            store.entries().save_known(&saving, one.facts.as_ref()).await?;
        }
        Ok(())
    }
}
