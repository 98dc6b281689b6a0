//! Which lists a feed is made of, and where they stand.

use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use store::keys::PermanenceList;
use store::repos::feeds::Standing;
use store::{Store, TableError};

/// Lists whose marks are asked for at once, at most.
const MAX_LISTS: usize = 50;

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
        let lists = kept.as_ref().map_or_else(|| vec![list.clone()], |(_, catalogue)| with_followed(catalogue, agency));
        let standing = store.feeds().standing(&lists).await?;
        if kept.is_some_and(|(version, _)| version == standing.directory.version) {
            return Ok(Self { lists, standing });
        }
        let catalogue = store.catalogue().load_at(standing.directory).await?;
        let known = with_followed(&catalogue, agency);
        if known == lists {
            return Ok(Self { lists, standing });
        }
        Ok(Self { standing: store.feeds().standing(&known).await?, lists: known })
    }
}

/// An agency's list, and those of the agencies whose work it took over, theirs
/// included.
fn with_followed(catalogue: &Catalogue, agency: &AgencyId) -> Vec<PermanenceList> {
    let mut found = vec![agency];
    let mut next = 0;
    while let Some(one) = found.get(next).copied() {
        let followed = catalogue.agencies.values().filter(|other| other.successor.as_ref() == Some(one));
        for other in followed {
            if found.len() < MAX_LISTS && !found.contains(&&other.id) {
                found.push(&other.id);
            }
        }
        next += 1;
    }
    found.into_iter().cloned().map(PermanenceList::Agency).collect()
}
