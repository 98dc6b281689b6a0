//! People in rows that were written before there were rows by which they are found.

use domain::contact::EmailAddress;
use domain::ids::SurveyId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::texts::CONTACT;
use super::{Named, PeopleRepo, Place, Trace, person_id, put};
use crate::context::{Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::table::{Condition, Row};
use crate::transaction::Transaction;

/// How far people of earlier versions' rows can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFound {
    /// Where it goes on.
    #[serde(default)]
    pub place: Option<Place>,
    /// Whether all of them are.
    #[serde(default)]
    pub done: bool,
}

impl PeopleRepo<'_> {
    /// How far they can be found: one read.
    pub async fn made_found(&self) -> Result<Option<Versioned<MadeFound>>, TableError> {
        self.0.read(keys::people_made_found()).await
    }

    /// They can be found so far.
    pub fn put_made_found(&self, tx: &mut Transaction, before: Option<u64>, now: &MadeFound) {
        tx.put_over(keys::people_made_found(), now, before);
    }

    /// Adds the rows by which the person of a row is found to a transaction, as long
    /// as the row is as it was read. Does nothing for one that holds nobody.
    pub fn make_found(&self, tx: &mut Transaction, row: &Row) -> Result<(), TableError> {
        if let Some((trace, named)) = person_of(row)? {
            tx.check(row.key.clone(), Condition::Version(row.version));
            put(tx, self.0.secrets(), &trace, None, Some((&named, row.expires_at.unwrap_or(i64::MAX))));
        }
        Ok(())
    }

    /// What a row is of this person; `None` where it is somebody else's, or nobody's.
    pub fn own(&self, row: &Row, person: &str) -> Result<Option<Trace>, TableError> {
        let found = person_of(row)?;
        Ok(found
            .filter(|(_, named)| named.email.as_ref().is_some_and(|email| self.is(email, person)))
            .map(|(it, _)| it))
    }

    /// Whether an address is this person's.
    pub fn is(&self, email: &EmailAddress, person: &str) -> bool {
        person_id(self.0.secrets(), email) == person
    }
}

/// Whom a row holds: who stated a need, booked, was named by a member, or asked to
/// be contacted.
fn person_of(row: &Row) -> Result<Option<(Trace, Named)>, TableError> {
    let trace = match row.key.sk.strip_prefix(CONTACT) {
        Some(id) => {
            let survey = row.key.pk.strip_prefix("SURVEY#").and_then(|survey| SurveyId::parse(survey).ok());
            survey.map(|survey| Trace::Contact(survey, id.to_owned()))
        }
        None if row.key.sk == "CASE#PERSON" => Trace::parse(&row.key.pk),
        None => None,
    };
    let Some(trace) = trace else { return Ok(None) };
    let value: Value = decode(row)?.value;
    let text = |pointers: [&str; 2]| pointers.iter().find_map(|pointer| value.pointer(pointer)?.as_str());
    let (name, email) = match &trace {
        Trace::Member(_) => (["/profile/contact_role"; 2], ["/profile/contact_email"; 2]),
        Trace::Contact(..) => (["/name"; 2], ["/email"; 2]),
        _ => (["/contact/name", "/name"], ["/contact/email"; 2]),
    };
    let named = Named {
        email: text(email).and_then(|email| EmailAddress::parse(email).ok()),
        name: text(name).unwrap_or_default().to_owned(),
    };
    Ok(Some((trace, named)))
}
