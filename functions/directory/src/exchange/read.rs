//! A file is read: what of it is new, what is otherwise, what can't be taken. Then it
//! is taken: an empty store is loaded with all of it, else each entry that is new or
//! otherwise is a commit with its history. Broken off, it is done again: what was
//! taken is as the file says it, and is left as it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::entry::{Confidence, Done, Entry as _, FactSheet, FieldChange, Sort, differences};
use domain::event::Actor;
use domain::location::Location;
use domain::service::Service;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::repos::entries::Saving;
use store::{Store, TableError};
use web::Problem;
use web::i18n::{text, text_args};
use web::problem::FieldProblem;

use super::foreign;
use super::write::{FACTS, OWN, PARTS, list};
use crate::LOCALES;
use crate::entries::body::row;
use crate::entries::rows::stored;

/// The order in which entries are taken: services name agencies.
const ORDER: [Sort; 3] = [Sort::Agency, Sort::Location, Sort::Service];
/// What refers to other entries, and is looked at once all of them are known.
const REFERENCES: [&str; 5] = ["successor", "merged", "parent", "desks", "provider"];

/// Entries that one file changes at most, for each is a commit within the request.
const CHANGES_AT_MOST: usize = 250;
/// What facts of an imported entry come from.
const SOURCE: &str = "HSDS";

/// An entry that would be added or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Its sort.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// What changes; empty of a new one.
    pub fields: Vec<FieldChange>,
    /// As its row is to hold it.
    after: Value,
    /// What is known of its facts where the file comes from.
    facts: Option<FactSheet>,
}

/// What a file would do.
#[derive(Debug, Default)]
pub struct Import {
    /// Entries that are new.
    pub new: Vec<Planned>,
    /// Entries that are otherwise.
    pub changed: Vec<Planned>,
    /// Entries that are as they were.
    pub same: usize,
    /// What can't be taken, each with where it stands in the file.
    pub refused: Vec<FieldProblem>,
    /// The whole directory, where the store has none.
    whole: Option<Box<Catalogue>>,
}

/// An entry of the file.
struct Found {
    sort: Sort,
    at: usize,
    id: String,
    body: Value,
    facts: Option<FactSheet>,
    /// Whether it is written by this product.
    own: bool,
}

/// Reads a file against the directory as it stands. Two reads.
pub async fn read(store: &Store, file: &Value) -> Result<Import, Problem> {
    let mut import = Import::default();
    let is_empty = !store.catalogue().is_loaded().await?;
    let before = if is_empty { parts(file)? } else { (*store.catalogue().load().await?).clone() };
    let found = entries(file, &before, store.now().day_in(BRUSSELS))?;
    let mut target = before.clone();
    for one in &found {
        let mut body = one.body.clone();
        if let Some(members) = body.as_object_mut() {
            members.retain(|name, _| !REFERENCES.contains(&name.as_str()));
        }
        if let Ok(stored) = row(&target, (one.sort, &one.id), &body) {
            insert(&mut target, one.sort, stored)?;
        }
    }
    for one in &found {
        match row(&target, (one.sort, &one.id), &one.body) {
            Ok(after) => {
                insert(&mut target, one.sort, after.clone())?;
                import.take(&before, one, after)?;
            }
            Err(problem) if problem.errors().is_empty() => {
                let pointer = format!("/{}/{}", list(one.sort), one.at);
                import.refused.push(FieldProblem::new(pointer, problem.detail().clone()));
            }
            Err(problem) => import.refused.extend(problem.errors().iter().map(|error| {
                let own = if one.own { format!("/{OWN}") } else { String::new() };
                let pointer = format!("/{}/{}{own}{}", list(one.sort), one.at, error.pointer);
                FieldProblem::new(pointer, error.detail.clone())
            })),
        }
    }
    let changes = import.new.len() + import.changed.len();
    if !is_empty && changes > CHANGES_AT_MOST {
        let args = [("n", changes.into()), ("most", CHANGES_AT_MOST.into())];
        import.refused.push(FieldProblem::new("", text_args(&LOCALES, "exchange-too-many", &args)));
    }
    import.whole = is_empty.then(|| Box::new(target));
    Ok(import)
}

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

    fn take(&mut self, before: &Catalogue, one: &Found, after: Value) -> Result<(), Problem> {
        let planned = |fields| Planned {
            sort: one.sort,
            id: one.id.clone(),
            fields,
            after: after.clone(),
            facts: one.facts.clone(),
        };
        match row_of(before, one.sort, &one.id)? {
            None => self.new.push(planned(Vec::new())),
            Some(was) => match differences(&was, &after) {
                fields if fields.is_empty() => self.same += 1,
                fields => self.changed.push(planned(fields)),
            },
        }
        Ok(())
    }
}

/// The directory without its entries, of a file that this product wrote; 422 where
/// an empty store is given another.
fn parts(file: &Value) -> Result<Catalogue, Problem> {
    let mut own = file.get(OWN).and_then(Value::as_object).cloned().unwrap_or_default();
    own.retain(|name, _| PARTS.contains(&name.as_str()));
    own.extend(Sort::ALL.map(|sort| (sort.plural().to_owned(), json!({}))));
    let wrong = |_| Problem::invalid_field(format!("/{OWN}"), text(&LOCALES, "exchange-no-parts"));
    serde_json::from_value(Value::Object(own)).map_err(wrong)
}

/// The entries of a file; 422 where a list is none.
fn entries(file: &Value, catalogue: &Catalogue, today: NaiveDate) -> Result<Vec<Found>, Problem> {
    if ORDER.iter().all(|sort| file.get(list(*sort)).is_none()) {
        return Err(Problem::invalid_field("", text(&LOCALES, "exchange-no-directory")));
    }
    let mut found: Vec<Found> = Vec::new();
    let mut organizations: BTreeMap<String, String> = BTreeMap::new();
    for sort in ORDER {
        let name = list(sort);
        let all = match file.get(name) {
            None => continue,
            Some(Value::Array(all)) => all,
            Some(_) => return Err(Problem::invalid_field(format!("/{name}"), text(&LOCALES, "exchange-no-list"))),
        };
        for (at, of) in all.iter().enumerate() {
            let own = of.get(OWN);
            let offered_by = || {
                let nested = of.get("organization").and_then(|one| one.get("id"));
                let id = of.get("organization_id").or(nested).and_then(Value::as_str)?;
                organizations.get(id).map(String::as_str)
            };
            let body = own.cloned().unwrap_or_else(|| match sort {
                Sort::Agency => foreign::agency(of),
                Sort::Service => foreign::service(of, offered_by(), catalogue),
                Sort::Location => foreign::location(of, catalogue),
            });
            let id = body.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            if sort == Sort::Agency
                && let Some(outside) = of.get("id").and_then(Value::as_str)
            {
                organizations.insert(outside.to_owned(), id.clone());
            }
            // What can't be read of them is not known, like that of another program.
            let sheet = of.get(FACTS).and_then(|facts| FactSheet::deserialize(facts).ok());
            let facts = sheet.map(|sheet| sheet.told_here(sort, today));
            found.push(Found { sort, at, id, body, facts, own: own.is_some() });
        }
    }
    Ok(found)
}

fn insert(catalogue: &mut Catalogue, sort: Sort, stored: Value) -> Result<(), Problem> {
    fn read<T: DeserializeOwned>(stored: Value) -> Result<T, Problem> {
        serde_json::from_value(stored).map_err(|error| Problem::internal(&error))
    }
    match sort {
        Sort::Agency => {
            let agency: Agency = read(stored)?;
            catalogue.agencies.insert(agency.id.clone(), agency);
        }
        Sort::Service => {
            let service: Service = read(stored)?;
            catalogue.services.insert(service.id.clone(), service);
        }
        Sort::Location => {
            let place: Location = read(stored)?;
            catalogue.locations.insert(place.id.clone(), place);
        }
    }
    Ok(())
}

/// An entry as its row holds it.
fn row_of(catalogue: &Catalogue, sort: Sort, id: &str) -> Result<Option<Value>, Problem> {
    match sort {
        Sort::Agency => Agency::find(catalogue, id).map(stored).transpose(),
        Sort::Service => Service::find(catalogue, id).map(stored).transpose(),
        Sort::Location => Location::find(catalogue, id).map(stored).transpose(),
    }
}
