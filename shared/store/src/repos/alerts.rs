//! Alerts, each wave's, and at how many answers each part of it was looked at.

use domain::alert::{Alert, Looks, Part};
use domain::ids::{AlertId, WaveId};

use crate::context::{Store, Versioned};
use crate::error::TableError;
use crate::keys;
use crate::repos::tasks;
use crate::table::Query;
use crate::transaction::Transaction;

/// Alerts that are read together: a wave has at most one of each part.
const OF_A_WAVE: usize = 500;

/// Reads and saves alerts.
pub struct AlertsRepo<'a>(pub(crate) &'a Store);

impl AlertsRepo<'_> {
    /// The id of a part's alert. It begins with its wave, and is the same however
    /// often it is raised.
    pub fn id(&self, wave: &WaveId, part: &Part) -> Result<AlertId, TableError> {
        let hash = self.0.secrets().keyed_hash("alert", &[wave.as_str(), &part.name()]);
        AlertId::parse(&format!("{wave}.{}", &hash[..12])).map_err(|error| TableError::Invalid(error.to_string()))
    }

    /// Raises an alert, for whoever is told of it.
    pub fn raise(&self, tx: &mut Transaction, alert: &Alert) {
        tx.create(keys::alert(&alert.id), alert);
        tx.pending(&keys::alert_partition(&alert.id), 1);
        tasks::change(tx, None, alert.task().as_ref(), None);
    }

    /// Saves an alert over the one read.
    pub fn save(&self, tx: &mut Transaction, before: &Versioned<Alert>, after: &Alert) {
        tx.replace(keys::alert(&after.id), after, before.version);
        tasks::change(tx, before.value.task().as_ref(), after.task().as_ref(), None);
    }

    /// One alert.
    pub async fn load(&self, id: &AlertId) -> Result<Option<Versioned<Alert>>, TableError> {
        self.0.read(keys::alert(id)).await
    }

    /// A page of alerts, those of the newest wave first, and where it goes on:
    /// one query.
    pub async fn page(&self, after: Option<String>, limit: usize) -> Result<(Vec<Alert>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::ALERTS).descending().limit(limit).after(after)).await
    }

    /// The alerts of a wave: one query.
    pub async fn of_wave(&self, wave: &WaveId) -> Result<Vec<Alert>, TableError> {
        let query = Query::partition(keys::ALERTS).prefix(&format!("{wave}.")).limit(OF_A_WAVE);
        Ok(self.0.page_of(&query).await?.0)
    }

    /// At how many answers each part of a wave was last looked at.
    pub async fn looks(&self, wave: &WaveId) -> Result<Option<Versioned<Looks>>, TableError> {
        self.0.read(keys::looks(wave)).await
    }

    /// Saves at how many answers it was looked at, over what was read.
    pub fn save_looks(&self, tx: &mut Transaction, wave: &WaveId, looks: &Looks, before: Option<u64>) {
        tx.put_over(keys::looks(wave), looks, before);
    }
}
