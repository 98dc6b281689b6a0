//! One person's data, wherever they stand: found by the address or by a word of
//! the name, and erased. Whatever row holds a person is written together with
//! the rows by which it is found, which hold keyed hashes and end with it.

mod erasure;
mod older;
mod redact;
mod texts;

use std::fmt;

use domain::contact::EmailAddress;
use domain::ids::{BookingId, MemberId, NeedId, SourceId, SurveyId};
use domain::member::matching::fold;

use crate::context::Store;
use crate::error::TableError;
use crate::keys;
use crate::secrets::Secrets;
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

pub use erasure::{Erasure, Stage};
pub use older::MadeFound;
pub use redact::names;
pub use texts::{Place, TextList, members};

/// Words of a name by which it is found, at most.
const WORDS: usize = 3;

/// Finds and erases people.
pub struct PeopleRepo<'a>(pub(crate) &'a Store);

/// A row, or the rows of one thing, that hold a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Who stated a need.
    Need(NeedId),
    /// Who booked.
    Booking(BookingId),
    /// Whom a member named.
    Member(MemberId),
    /// The same, before two entries were joined.
    Merge(String),
    /// Who asked to be contacted about a survey.
    Contact(SurveyId, String),
    /// Whom a message of a webhook source names that waits.
    Message(SourceId, String),
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Need(id) => write!(f, "NEED#{id}"),
            Self::Booking(id) => write!(f, "BOOKING#{id}"),
            Self::Member(id) => write!(f, "MEMBER#{id}"),
            Self::Merge(id) => write!(f, "MERGE#{id}"),
            Self::Contact(survey, id) => write!(f, "CONTACT#{survey}#{id}"),
            Self::Message(source, id) => write!(f, "MESSAGE#{source}#{id}"),
        }
    }
}

impl Trace {
    /// What erasures count it as.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Need(_) => "needs",
            Self::Booking(_) => "bookings",
            Self::Member(_) => "members",
            Self::Merge(_) => "merges",
            Self::Contact(..) => "contacts",
            Self::Message(..) => "messages",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('#')?;
        match kind {
            "NEED" => NeedId::parse(id).ok().map(Self::Need),
            "BOOKING" => BookingId::parse(id).ok().map(Self::Booking),
            "MEMBER" => MemberId::parse(id).ok().map(Self::Member),
            "MERGE" => Some(Self::Merge(id.to_owned())),
            "MESSAGE" => {
                let (source, id) = id.split_once('#')?;
                Some(Self::Message(SourceId::parse(source).ok()?, id.to_owned()))
            }
            "CONTACT" => {
                let (survey, id) = id.split_once('#')?;
                Some(Self::Contact(SurveyId::parse(survey).ok()?, id.to_owned()))
            }
            _ => None,
        }
    }
}

/// By what a person is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The address.
    pub email: Option<EmailAddress>,
    /// The name, as it was written.
    pub name: String,
}

impl Named {
    /// Words by which a name is found, folded.
    pub fn words(name: &str) -> Vec<String> {
        let mut words: Vec<String> = fold(name).split(' ').filter(|word| word.len() > 1).map(str::to_owned).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        words.truncate(WORDS);
        words
    }

    /// Whether this is the person of that id, whom `trace` holds.
    pub(super) fn is(&self, person: &str, secrets: &Secrets, trace: &Trace) -> bool {
        self.keys(secrets, trace).first().is_some_and(|key| key.pk == keys::person(person))
    }

    /// Where this person's rows stand. One without an address is somebody else
    /// in each thing.
    pub(super) fn keys(&self, secrets: &Secrets, trace: &Trace) -> Vec<Key> {
        let words = Self::words(&self.name);
        if self.email.is_none() && words.is_empty() {
            return Vec::new();
        }
        let id = match &self.email {
            Some(email) => person_id(secrets, email),
            None => secrets.keyed_hash("person.without_address", &[&trace.to_string()]),
        };
        let named = words.iter().map(|word| {
            let hash = secrets.keyed_hash("person.word", &[word]);
            Key::new(keys::people_named(&hash), format!("{id}#{trace}"))
        });
        std::iter::once(Key::new(keys::person(&id), trace.to_string())).chain(named).collect()
    }
}

/// The id of whoever has an address.
pub(super) fn person_id(secrets: &Secrets, email: &EmailAddress) -> String {
    secrets.keyed_hash("person.address", &[&email.mailbox()])
}

/// Writes the rows by which a person is found, until the moment given in Unix
/// seconds, in the commit that writes the person; removes those that hold no more.
pub(super) fn put(
    tx: &mut Transaction,
    secrets: &Secrets,
    trace: &Trace,
    before: Option<&Named>,
    after: Option<(&Named, i64)>,
) {
    let now = after.map(|(named, _)| named.keys(secrets, trace)).unwrap_or_default();
    let were = before.map(|named| named.keys(secrets, trace)).unwrap_or_default();
    for key in were.into_iter().filter(|key| !now.contains(key)) {
        if !tx.touches(&key) {
            tx.delete(key, Condition::Any);
        }
    }
    for key in now {
        if !tx.touches(&key) {
            tx.put_if(key, &(), Condition::Any, after.map(|(_, ends)| ends));
        }
    }
}

impl PeopleRepo<'_> {
    /// People by address, or by words of their names, with what was found of
    /// each; and where it goes on. One query for each page of rows. By words
    /// those are found whose name has the longest; the caller holds the others
    /// against the names.
    pub async fn find(
        &self,
        q: &str,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<String>), TableError> {
        if let Ok(email) = EmailAddress::parse(q) {
            let id = person_id(self.0.secrets(), &email);
            return Ok((if self.of(&id).await?.is_empty() { Vec::new() } else { vec![id] }, None));
        }
        let Some(word) = Named::words(q).into_iter().next() else { return Ok((Vec::new(), None)) };
        let hash = self.0.secrets().keyed_hash("person.word", &[&word]);
        let mut query = Query::partition(keys::people_named(&hash)).limit(100).after(after);
        let mut found: Vec<String> = Vec::new();
        loop {
            let page = self.0.page(&query).await?;
            for row in &page.rows {
                let Some((person, _)) = row.key.sk.split_once('#') else { continue };
                if found.last().is_some_and(|last| last == person) {
                    continue;
                }
                if found.len() == limit {
                    let next = found.last().map(|last| format!("{last}#~"));
                    return Ok((found, next));
                }
                found.push(person.to_owned());
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok((found, None)),
            }
        }
    }

    /// What is kept of a person: one query.
    pub async fn of(&self, person: &str) -> Result<Vec<Trace>, TableError> {
        let rows = self.0.all(Query::partition(keys::person(person))).await?;
        Ok(rows.iter().filter_map(|row| Trace::parse(&row.key.sk)).collect())
    }

    /// A trace that leads to nothing any more.
    pub fn forget(&self, tx: &mut Transaction, person: &str, trace: &Trace) {
        tx.delete(Key::new(keys::person(person), trace.to_string()), Condition::Any);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_read_as_it_is_written() {
        let all = [
            Trace::Need(NeedId::parse("n1").unwrap()),
            Trace::Booking(BookingId::parse("b1").unwrap()),
            Trace::Member(MemberId::parse("m1").unwrap()),
            Trace::Merge("g1".to_owned()),
            Trace::Contact(SurveyId::parse("s1").unwrap(), "c1".to_owned()),
            Trace::Message(SourceId::parse("w1").unwrap(), "m1".to_owned()),
        ];
        for trace in all {
            assert_eq!(Trace::parse(&trace.to_string()), Some(trace));
        }
        assert_eq!(Trace::parse("ERASED"), None);
    }
}
