//! Which lists a feed is made of, and where they stand.

use store::keys::PermanenceList;
use store::repos::feeds::Standing;
use store::{Store, TableError};

use crate::sessions::lists_of_line;

/// The lists that a feed is made of, and where they stand.
pub(super) struct Stand {
    pub(super) lists: Vec<PermanenceList>,
    pub(super) standing: Standing,
}

impl Stand {
    /// One read. An agency's feed has the lists of the agencies that it
    /// followed, too; the directory that is in memory says which, and where it
    /// turns out to be old or there is none yet, it is read, and the marks
    /// again if the lists are others.
    pub(super) async fn of(store: &Store, list: &PermanenceList) -> Result<Self, TableError> {
        let PermanenceList::Agency(agency) = list else {
            let lists = vec![list.clone()];
            return Ok(Self { standing: store.feeds().standing(&lists).await?, lists });
        };
        let kept = store.catalogue().kept();
        let lists = kept.as_ref().map_or_else(|| vec![list.clone()], |(_, catalogue)| lists_of_line(catalogue, agency));
        let standing = store.feeds().standing(&lists).await?;
        if kept.is_some_and(|(version, _)| version == standing.directory.version) {
            return Ok(Self { lists, standing });
        }
        let catalogue = store.catalogue().load_at(standing.directory).await?;
        let known = lists_of_line(&catalogue, agency);
        if known == lists {
            return Ok(Self { lists, standing });
        }
        Ok(Self { standing: store.feeds().standing(&known).await?, lists: known })
    }
}
