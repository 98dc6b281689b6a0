//! Suggestions, lists of them by where they stand, and of those that are told in
//! public, by place and by agency. The lists hold ids alone, so that a text stands
//! in one row.

use domain::Instant;
use domain::ids::{AgencyId, LocationId, SuggestionId};
use domain::suggestion::{Suggestion, SuggestionEvent, SuggestionState};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::repos::tasks;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// A page of suggestions with their versions, and where it goes on.
pub type SuggestionPage = (Vec<Versioned<Suggestion>>, Option<String>);

/// What a public list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToldAt<'a> {
    /// A place.
    Place(&'a LocationId),
    /// An agency.
    Agency(&'a AgencyId),
}

/// Reads and saves suggestions.
pub struct SuggestionsRepo<'a>(pub(crate) &'a Store);

/// The list rows of a suggestion.
fn lists(suggestion: &Suggestion) -> Vec<Key> {
    let order = format!("{:015}#{}", suggestion.created_at.millis(), suggestion.id);
    let mut keys = vec![Key::new(keys::suggestions_in(suggestion.state.code()), order)];
    if suggestion.is_told() {
        let order = format!("{:015}#{}", suggestion.changed_at.millis(), suggestion.id);
        let place = suggestion.place.as_ref().map(keys::told_at_place);
        let agency = suggestion.agency.as_ref().map(keys::told_of_agency);
        keys.extend(place.into_iter().chain(agency).map(|list| Key::new(list, order.clone())));
    }
    keys
}

impl SuggestionsRepo<'_> {
    /// One suggestion.
    pub async fn load(&self, id: &SuggestionId) -> Result<Option<Versioned<Suggestion>>, TableError> {
        self.0.read(keys::suggestion_item(id)).await
    }

    /// Saves a suggestion over the one read, with what happened and its places in
    /// lists.
    pub fn save(
        &self,
        tx: &mut Transaction,
        before: Option<&Versioned<Suggestion>>,
        after: &Suggestion,
        event: &SuggestionEvent,
    ) {
        tx.put_over(keys::suggestion_item(&after.id), after, before.map(|before| before.version));
        let (old, new) = (before.map(|before| lists(&before.value)).unwrap_or_default(), lists(after));
        for key in old.iter().filter(|key| !new.contains(key)) {
            tx.delete(key.clone(), Condition::Any);
        }
        for key in new.iter().filter(|key| !old.contains(key)) {
            tx.put(key.clone(), &());
        }
        tasks::change(tx, before.and_then(|before| before.value.task()).as_ref(), after.task().as_ref(), None);
        let version = before.map_or(1, |before| before.version + 1);
        tx.record_of(&keys::suggestion_history(&after.id), version, std::slice::from_ref(event));
    }

    /// Removes one that was taken into another.
    pub fn remove(&self, tx: &mut Transaction, before: &Versioned<Suggestion>) {
        tx.delete(keys::suggestion_item(&before.value.id), Condition::Version(before.version));
        for key in lists(&before.value) {
            tx.delete(key, Condition::Any);
        }
        tasks::change(tx, before.value.task().as_ref(), None, None);
    }

    /// What happened to a suggestion, oldest first: one query.
    pub async fn history(&self, id: &SuggestionId) -> Result<Vec<SuggestionEvent>, TableError> {
        self.0.history(&keys::suggestion_history(id)).await
    }

    /// A page of those that stand so, the newest first: one query and one get.
    pub async fn list(
        &self,
        state: SuggestionState,
        after: Option<String>,
        limit: usize,
    ) -> Result<SuggestionPage, TableError> {
        self.page(keys::suggestions_in(state.code()), after, limit).await
    }

    /// Those that stand so and were taken up from one moment until another, the
    /// oldest first: one query and one get for each hundred.
    pub async fn taken_up(
        &self,
        state: SuggestionState,
        (from, until): (Instant, Instant),
    ) -> Result<Vec<Suggestion>, TableError> {
        let mut query = Query::partition(keys::suggestions_in(state.code()));
        let bound = |moment: Instant| Some(format!("{:015}", moment.millis()));
        (query.from, query.to) = (bound(from), bound(until));
        let rows = self.0.all(query).await?;
        let id = |key: &Key| SuggestionId::parse(key.sk.split_once('#')?.1).ok();
        let keys: Vec<Key> = rows.iter().filter_map(|row| id(&row.key)).map(|id| keys::suggestion_item(&id)).collect();
        let found = self.0.read_many::<Suggestion>(&keys).await?;
        Ok(found.into_iter().flatten().map(|one| one.value).collect())
    }

    /// The last that were answered in public, of a place or an agency: one query,
    /// and one get where there are any.
    pub async fn told(&self, at: ToldAt<'_>, limit: usize) -> Result<Vec<Suggestion>, TableError> {
        let list = match at {
            ToldAt::Place(place) => keys::told_at_place(place),
            ToldAt::Agency(agency) => keys::told_of_agency(agency),
        };
        let (found, _) = self.page(list, None, limit).await?;
        Ok(found.into_iter().map(|one| one.value).filter(Suggestion::is_told).collect())
    }

    async fn page(&self, list: String, after: Option<String>, limit: usize) -> Result<SuggestionPage, TableError> {
        let page = self.0.page(&Query::partition(list).descending().limit(limit).after(after)).await?;
        let id = |key: &Key| SuggestionId::parse(key.sk.split_once('#')?.1).ok();
        let keys: Vec<Key> =
            page.rows.iter().filter_map(|row| id(&row.key)).map(|id| keys::suggestion_item(&id)).collect();
        let found = self.0.read_many(&keys).await?;
        Ok((found.into_iter().flatten().collect(), page.next))
    }
}
