//! Entries as programs send and read them: each is its row, but for what only
//! some may see, what an answer adds, and what a change may leave out.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::entry::{Entry, Sort};
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::AgencyId;
use domain::location::Location;
use domain::service::Service;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use web::Problem;
use web::extract::{Checked, parse_row};
use web::problem::FieldProblem;

use super::rows::stored;

/// An entry as it is sent.
pub(crate) type Sent = Checked<Map<String, Value>>;

/// What of an entry is seen, and may be left out.
pub(crate) trait Body: Entry {
    /// Fields that only the coordinator reads.
    const CLOSED: &'static [&'static str] = &[];
    /// Fields that stay where a change leaves them out.
    const STAYING: &'static [&'static str] = &[];

    /// One that stands, whichever.
    fn any(catalogue: &Catalogue) -> Option<&Self>;
}

impl Body for Agency {
    const CLOSED: &'static [&'static str] = &["email", "desks", "notices", "asking"];
    const STAYING: &'static [&'static str] = &["email", "desks", "closures", "seat_nis", "notices", "asking"];

    fn any(catalogue: &Catalogue) -> Option<&Self> {
        catalogue.agencies.values().next()
    }
}

impl Body for Location {
    const CLOSED: &'static [&'static str] = &["email"];

    fn any(catalogue: &Catalogue) -> Option<&Self> {
        catalogue.locations.values().next()
    }
}

impl Body for Service {
    fn any(catalogue: &Catalogue) -> Option<&Self> {
        catalogue.services.values().next()
    }
}

/// A service, with who offers it today.
#[derive(Serialize, ToSchema)]
pub(crate) struct ServiceView {
    #[serde(flatten)]
    service: Service,
    /// Who offers it today: the agency or its successor; null when nobody does. May
    /// be sent back, and is then not read.
    #[schema(value_type = Option<String>)]
    provider: Option<AgencyId>,
}

/// An entry as everybody reads it, or the coordinator.
pub(crate) fn shown<B: Body>(entry: &B, sees_all: bool) -> Result<Value, Problem> {
    let mut body = stored(entry)?;
    if let Some(fields) = body.as_object_mut().filter(|_| !sees_all) {
        fields.retain(|name, _| !B::CLOSED.contains(&name.as_str()));
    }
    Ok(body)
}

/// A service as it is read: with who offers it today.
pub(crate) fn offered(service: &Service, catalogue: &Catalogue, today: NaiveDate) -> Result<Value, Problem> {
    let provider = catalogue.provider(service, today).map(|provider| provider.id.clone());
    stored(&ServiceView { service: service.clone(), provider })
}

/// The entry that somebody sent for an id; all that is wrong with it, beside its
/// fields.
pub(crate) fn read<B: Body>(Checked(mut sent): Sent, id: &str, catalogue: &Catalogue) -> Result<B, Problem> {
    let named = sent.insert("id".to_owned(), id.into()).filter(|named| !named.is_null());
    if named.is_some_and(|named| named != id) {
        return Err(Problem::invalid(vec![FieldError::new("/id", Wrong::NotAmong(vec![id.to_owned()])).into()]));
    }
    if let Some(Value::Object(before)) = B::find(catalogue, id).map(stored).transpose()? {
        let staying = before.into_iter().filter(|(name, _)| B::STAYING.contains(&name.as_str()));
        for (name, value) in staying {
            if sent.get(&name).is_none_or(Value::is_null) {
                sent.insert(name, value);
            }
        }
    }
    if B::SORT == Sort::Service {
        sent.remove("provider");
    }
    let (entry, mut wrong) = match parse_row::<B>(sent.clone()) {
        Ok(entry) => (entry, Vec::new()),
        Err(problem) => readable(&sent, B::any(catalogue).ok_or(problem)?)?,
    };
    let unread: Vec<String> = wrong.iter().map(|one| field_of(&one.pointer).to_owned()).collect();
    let meant = entry.check(catalogue).into_iter().map(FieldProblem::from);
    wrong.extend(meant.filter(|one| !unread.iter().any(|field| field == field_of(&one.pointer))));
    if wrong.is_empty() { Ok(entry) } else { Err(Problem::invalid(wrong)) }
}

/// What can be read of an entry that was sent, and what is wrong with each other
/// field: they are put one by one in place of those of `other`, any that stands. What
/// can't be read is left out, and is as in `other` only where there must be something.
fn readable<B: Body>(sent: &Map<String, Value>, other: &B) -> Result<(B, Vec<FieldProblem>), Problem> {
    let mut taken = stored(other)?.as_object().cloned().unwrap_or_default();
    let names: BTreeSet<String> = taken.keys().chain(sent.keys()).cloned().collect();
    let mut wrong = Vec::new();
    for name in names {
        let lent = taken.clone();
        taken.remove(&name);
        let mut with = taken.clone();
        with.extend(sent.get(&name).map(|value| (name, value.clone())));
        match parse_row::<B>(with.clone()) {
            Ok(_) => taken = with,
            Err(problem) if problem.errors().is_empty() => return Err(problem),
            Err(problem) => {
                wrong.extend(problem.errors().iter().cloned());
                if parse_row::<B>(taken.clone()).is_err() {
                    taken = lent;
                }
            }
        }
    }
    Ok((parse_row(taken)?, wrong))
}

/// The field of an entry that a pointer leads into.
fn field_of(pointer: &str) -> &str {
    pointer.trim_start_matches('/').split('/').next().unwrap_or_default()
}

/// An entry of any sort as the coordinator reads it; 404 where there is none.
pub(crate) fn body(catalogue: &Catalogue, today: NaiveDate, (sort, id): (Sort, &str)) -> Result<Value, Problem> {
    fn of<'c, B: Body>(catalogue: &'c Catalogue, id: &str) -> Result<&'c B, Problem> {
        B::find(catalogue, id).ok_or_else(Problem::not_found)
    }
    match sort {
        Sort::Agency => shown::<Agency>(of(catalogue, id)?, true),
        Sort::Service => offered(of(catalogue, id)?, catalogue, today),
        Sort::Location => shown::<Location>(of(catalogue, id)?, true),
    }
}

/// The entry of any sort that such a body means, as its row holds it; what is wrong
/// with it beside its field.
pub(crate) fn row(catalogue: &Catalogue, (sort, id): (Sort, &str), body: &Value) -> Result<Value, Problem> {
    let sent = Checked(body.as_object().cloned().ok_or_else(Problem::malformed_body)?);
    match sort {
        Sort::Agency => stored(&read::<Agency>(sent, id, catalogue)?),
        Sort::Service => stored(&read::<Service>(sent, id, catalogue)?),
        Sort::Location => stored(&read::<Location>(sent, id, catalogue)?),
    }
}
