//! Needs that a person, or their company, has open: what is stated again joins
//! one of them. One row each by address and by number, written with a need.

use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::ids::NeedId;
use domain::member::matching::own_domain;
use domain::need::{Need, NeedPerson};
use serde::{Deserialize, Serialize};

use super::{LoadedCase, NeedsRepo, person_ends};
use crate::context::decode;
use crate::error::TableError;
use crate::keys;
use crate::repos::catalogue::DirectoryRevision;
use crate::repos::people::person_id;
use crate::table::{Condition, Key};
use crate::transaction::Transaction;

/// Needs that one row names.
const AT_MOST: usize = 10;

#[derive(Debug, Default, Serialize, Deserialize)]
struct OpenRow {
    needs: Vec<NeedId>,
}

/// What a person, or their company, may have open, as it was read.
#[derive(Debug, Clone)]
pub struct OpenNeeds {
    /// The directory, read with it.
    pub catalogue: Arc<Catalogue>,
    /// Cases that are still there, the oldest first.
    pub cases: Vec<LoadedCase>,
    rows: Vec<(Key, Option<u64>)>,
}

impl NeedsRepo<'_> {
    /// What a person has open here, by the address, and their company by its
    /// number where the address is at the company's own domain; with the
    /// directory. One read, and a query for each need found.
    pub async fn open_of(&self, person: &NeedPerson) -> Result<OpenNeeds, TableError> {
        let keys = self.open_keys(person);
        let mut asked = vec![keys::catalogue_revision()];
        asked.extend(keys.iter().cloned());
        let mut rows = self.0.rows(&asked).await?.into_iter();
        let revision = DirectoryRevision::of(rows.next().flatten().as_ref())?;
        let mut open = OpenNeeds {
            catalogue: self.0.catalogue().load_at(revision).await?,
            cases: Vec::new(),
            rows: Vec::with_capacity(keys.len()),
        };
        let mut needs: Vec<NeedId> = Vec::new();
        for (key, row) in keys.into_iter().zip(rows) {
            let read = row.map(|row| decode::<OpenRow>(&row)).transpose()?;
            open.rows.push((key, read.as_ref().map(|read| read.version)));
            needs.extend(read.map(|read| read.value.needs).unwrap_or_default());
        }
        needs.sort();
        needs.dedup();
        for need in needs {
            open.cases.extend(self.load(&need).await?.filter(|found| found.case.need.is_open()));
        }
        Ok(open)
    }

    /// Adds that a need is open to the commit that creates it, which fails
    /// where somebody stated one meanwhile.
    pub fn put_open(&self, tx: &mut Transaction, open: &OpenNeeds, need: &Need) {
        let others = open.cases.iter().map(|one| one.case.need.id.clone()).filter(|id| *id != need.id);
        let mut needs: Vec<NeedId> = others.collect();
        needs.push(need.id.clone());
        let needs = needs.split_off(needs.len().saturating_sub(AT_MOST));
        for (key, version) in &open.rows {
            let row = OpenRow { needs: needs.clone() };
            tx.put_if(key.clone(), &row, Condition::over(*version), Some(person_ends(need)));
        }
    }

    fn open_keys(&self, person: &NeedPerson) -> Vec<Key> {
        let secrets = self.0.secrets();
        let email = &person.contact.email;
        let mut keys = vec![keys::open_needs(&person_id(secrets, email))];
        let number = person.company.profile.get("enterprise_number").and_then(serde_json::Value::as_str);
        if let (Some(number), Some(domain)) = (number.filter(|number| !number.is_empty()), own_domain(email)) {
            keys.push(keys::open_needs(&secrets.keyed_hash("company.number", &[number, domain])));
        }
        keys
    }
}
