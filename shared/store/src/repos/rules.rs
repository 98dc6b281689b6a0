//! Rules that the coordinator changed: they stand beside the directory's own,
//! each in place of the one of the same id, with every version that there was.

use domain::Instant;
use domain::determine::Rule;
use domain::event::Actor;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

/// Reads and saves rules.
pub struct RulesRepo<'a>(pub(crate) &'a Store);

impl Store {
    /// Rules that the coordinator changed.
    pub const fn rules(&self) -> RulesRepo<'_> {
        RulesRepo(self)
    }
}

/// A version of a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleVersion {
    /// The rule; absent where it was removed.
    pub rule: Option<Rule>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub actor: Actor,
}

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
    /// The changed rule of this id as its row stands: one read.
    pub async fn changed(&self, id: &str) -> Result<Option<Versioned<RuleVersion>>, TableError> {
        self.0.read(keys::rule(id)).await
    }

    /// Saves a rule, or its removal, over the row read; raises the directory's
    /// revision, and has every member looked at again. One read.
    pub async fn save(
        &self,
        id: &str,
        before: Option<u64>,
        (version, after): (u32, &RuleVersion),
    ) -> Result<(), TableError> {
        let review = self.review().await?.map_or(0, |review| review.version);
        let mut tx = Transaction::new();
        let condition = before.map_or(Condition::Absent, Condition::Version);
        tx.put_if(keys::rule(id), after, condition, None);
        tx.create(Key::new(keys::rule_history(id), format!("V#{version:06}")), after);
        self.0.catalogue().touch(&mut tx);
        put_review(&mut tx, review, &RulesReview::default());
        self.0.commit(tx).await
    }

    /// Every version of a rule that was changed here, the oldest first: one query.
    pub async fn versions(&self, id: &str) -> Result<Vec<RuleVersion>, TableError> {
        let rows = self.0.all(Query::partition(keys::rule_history(id))).await?;
        rows.iter().map(|row| decode(row).map(|version| version.value)).collect()
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
pub(crate) fn join(own: &mut Vec<Rule>, changed: &[(&str, &Row)]) -> Result<(), TableError> {
    for (id, row) in changed {
        let RuleVersion { rule, .. } = decode(row)?.value;
        let at = own.iter().position(|known| known.id == *id);
        match (at, rule) {
            (Some(at), Some(rule)) => own[at] = rule,
            (Some(at), None) => drop(own.remove(at)),
            (None, Some(rule)) => own.push(rule),
            (None, None) => {}
        }
    }
    Ok(())
}
