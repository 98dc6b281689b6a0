//! The questionnaire: the versions that were published, beside the directory in
//! whose memory they are kept, and the one that is being worked on.

use domain::catalogue::Catalogue;
use domain::questionnaire::{Published, QuestionnaireDraft};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::table::Condition;
use crate::transaction::Transaction;

/// Reads and saves versions of the questionnaire.
pub struct QuestionnairesRepo<'a>(pub(crate) &'a Store);

/// The version that is being worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedOn {
    /// The version that it began from.
    pub from: u32,
    /// As it stands now.
    pub draft: QuestionnaireDraft,
}

impl QuestionnairesRepo<'_> {
    /// What is being worked on: one read.
    pub async fn draft(&self) -> Result<Option<Versioned<WorkedOn>>, TableError> {
        self.0.read(keys::questionnaire_draft()).await
    }

    /// Saves what is being worked on over the version read: one commit.
    ///
    /// # Errors
    /// A conflict where it changed meanwhile.
    pub async fn save_draft(&self, work: &WorkedOn, before: Option<u64>) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.put_over(keys::questionnaire_draft(), work, before);
        self.0.commit(tx).await
    }

    /// Drops what is being worked on, over the version read, in a commit.
    pub fn drop_draft(&self, tx: &mut Transaction, version: u64) {
        tx.delete(keys::questionnaire_draft(), Condition::Version(version));
    }

    /// Adds a version to a commit, which fails where one of its number is
    /// there; raises the directory's revision.
    pub fn publish(&self, tx: &mut Transaction, version: &Published) {
        tx.create(keys::catalogue("QUESTIONNAIRE", &format!("{:06}", version.number)), version);
        self.0.catalogue().touch(tx);
    }
}

/// Puts the directory's own before the versions published since, of which the
/// last is asked.
pub(super) fn join(catalogue: &mut Catalogue) {
    let Some(last) = catalogue.questionnaires.last() else { return };
    let asked = last.questionnaire.clone();
    let own = std::mem::replace(&mut catalogue.questionnaire, asked);
    catalogue.questionnaires.insert(0, Published { number: 1, questionnaire: own, at: None, actor: None, why: None });
}
