//! Rules that the coordinator changed, each in place of the directory's of the
//! same id, and the review of all members that a change asks for.

use domain::catalogue::Catalogue;
use domain::determine::Rule;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::versions::Version;
use crate::table::{Condition, Key, Row};
use crate::transaction::Transaction;

/// What rows of versions that others took the place of begin with, beside the directory.
pub(crate) const FORMER_RULE: &str = "FORMER_RULE";

/// Reads and saves rules.
pub struct RulesRepo<'a>(pub(crate) &'a Store);

/// How far the review of all members is that a change of rules asks for. Its row
/// stays, so that its version names each step once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesReview {
    /// The list goes on after this.
    pub after: Option<String>,
    /// Whether it is at its end.
    #[serde(default)]
    pub done: bool,
}

impl RulesRepo<'_> {
    /// Saves a rule, or its removal, over the row read, keeps the one that it takes
    /// the place of, and has every member looked at again. One read.
    pub async fn save(
        &self,
        id: &str,
        (before, former): (Option<u64>, Option<&Rule>),
        version: (u32, &Version<Rule>),
    ) -> Result<(), TableError> {
        let review = self.review().await?.map_or(0, |review| review.version);
        let mut tx = Transaction::new();
        if let Some(rule) = former {
            let key = keys::catalogue(FORMER_RULE, &format!("{id}#{:06}", rule.version));
            tx.put_if(key, rule, Condition::Any, None);
        }
        self.0.versions().put(&mut tx, id, before, version);
        put_review(&mut tx, review, &RulesReview::default());
        self.0.commit(tx).await
    }

    /// How far the review is: one read.
    pub async fn review(&self) -> Result<Option<Versioned<RulesReview>>, TableError> {
        self.0.read(Key::new(keys::RULES_REVIEW, "REVIEW")).await
    }

    /// The review goes on, or is at its end.
    pub async fn reviewed(&self, version: u64, next: Option<String>) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        put_review(&mut tx, version, &RulesReview { done: next.is_none(), after: next });
        self.0.commit(tx).await
    }
}

/// Saves the review over the version read, 0 for none, and marks what is left.
fn put_review(tx: &mut Transaction, version: u64, review: &RulesReview) {
    let condition = if version == 0 { Condition::Absent } else { Condition::Version(version) };
    tx.put_if(Key::new(keys::RULES_REVIEW, "REVIEW"), review, condition, None);
    if !review.done {
        tx.pending(keys::RULES_REVIEW, version + 1);
    }
}

/// The directory's own rules with those that were changed in their place.
pub(crate) fn join(catalogue: &mut Catalogue, changed: &[(&str, &Row)]) -> Result<(), TableError> {
    let Catalogue { rules: own, former_rules: former, .. } = catalogue;
    for (id, row) in changed {
        let Version { value: rule, .. } = decode::<Version<Rule>>(row)?.value;
        let at = own.iter().position(|known| known.id == *id);
        let gone = match (at, rule) {
            (Some(at), Some(rule)) => Some(std::mem::replace(&mut own[at], rule)),
            (Some(at), None) => Some(own.remove(at)),
            (None, Some(rule)) => {
                own.push(rule);
                None
            }
            (None, None) => None,
        };
        // The directory's own was not kept where an earlier version of this program changed it.
        let is_kept = |gone: &Rule| former.iter().any(|kept| kept.id == gone.id && kept.version == gone.version);
        let gone = gone.filter(|gone| !is_kept(gone));
        former.extend(gone);
    }
    former.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    Ok(())
}
