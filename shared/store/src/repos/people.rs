//! One person's data, wherever they stand: found by the address or by a word of
//! the name, and erased. Whatever row holds a person is written together with
//! the rows by which it is found, which hold keyed hashes and end with it.

use std::collections::BTreeMap;
use std::fmt;

use chrono::TimeDelta;
use domain::Instant;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::{BookingId, MemberId, NeedId, SurveyId};
use domain::member::matching::fold;
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::secrets::Secrets;
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

/// Words of a name by which it is found, at most.
const WORDS: usize = 3;
/// For how long an erasure may look for texts.
const MARKS_KEPT: TimeDelta = TimeDelta::days(7);

/// Finds and erases people.
pub struct PeopleRepo<'a>(pub(crate) &'a Store);

impl Store {
    /// People, whatever they are here.
    pub const fn people(&self) -> PeopleRepo<'_> {
        PeopleRepo(self)
    }
}

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
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Need(id) => write!(f, "NEED#{id}"),
            Self::Booking(id) => write!(f, "BOOKING#{id}"),
            Self::Member(id) => write!(f, "MEMBER#{id}"),
            Self::Merge(id) => write!(f, "MERGE#{id}"),
            Self::Contact(survey, id) => write!(f, "CONTACT#{survey}#{id}"),
        }
    }
}

impl Trace {
    fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once('#')?;
        match kind {
            "NEED" => NeedId::parse(id).ok().map(Self::Need),
            "BOOKING" => BookingId::parse(id).ok().map(Self::Booking),
            "MEMBER" => MemberId::parse(id).ok().map(Self::Member),
            "MERGE" => Some(Self::Merge(id.to_owned())),
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
fn person_id(secrets: &Secrets, email: &EmailAddress) -> String {
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

/// What an erasure is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// What is kept of the person.
    Rows,
    /// Lists that were imported.
    Imports,
    /// What others wrote.
    Texts,
    /// Mails kept on this machine.
    Mails,
    /// Freed pages of the file.
    File,
    /// All of it is done.
    Done,
}

/// The erasure of one person's data; it holds none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Id; later ones are larger.
    pub id: String,
    /// Whose: a keyed hash of the address.
    pub person: String,
    /// When it was asked for.
    pub asked_at: Instant,
    /// Who asked.
    pub by: Actor,
    /// What it is at.
    pub stage: Stage,
    /// Where that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// How many of what: what was found of the person, and texts changed so far.
    #[serde(default)]
    pub erased: BTreeMap<String, u32>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
}

/// Lists through which texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextList {
    /// Imports, with all their rows.
    Imports,
    /// Needs, year by year.
    Needs,
    /// Surveys, with their free texts.
    Surveys,
    /// Surveys, with each sixteenth of their responses.
    Answers,
}

/// How far the reading of texts is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The list.
    pub list: TextList,
    /// The entry of the list that is being read, or was.
    pub entry: Option<String>,
    /// Its row after which it goes on; absent: with the next entry.
    pub row: Option<String>,
}

/// Years of needs whose people may still be kept: two after a need last moved.
const YEARS: i32 = 4;

fn after(text: &str, sign: char) -> &str {
    text.split_once(sign).map_or(text, |(_, rest)| rest)
}

impl TextList {
    /// The rows of one entry.
    fn rows(self, entry: &str) -> Query {
        match self {
            Self::Imports => Query::partition(keys::import_partition(entry.trim_start_matches("JOB#"))),
            Self::Needs => Query::partition(keys::NeedList::All.partition(entry.parse().unwrap_or_default())),
            Self::Surveys => Query::partition(format!("SURVEY#{}", after(entry, '#'))).prefix("TEXT#"),
            Self::Answers => {
                let (survey, shard) = entry.rsplit_once('@').unwrap_or((entry, "00"));
                Query::partition(format!("SURVEY#{}#{shard}", after(survey, '#')))
            }
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

    /// When the data of whoever has this address were erased last: one read.
    pub async fn erased(&self, email: &EmailAddress) -> Result<Option<Instant>, TableError> {
        let key = keys::person_erased(&person_id(self.0.secrets(), email));
        Ok(self.0.read::<Instant>(key).await?.map(|found| found.value))
    }

    /// Asks for an erasure, which looks for `marks` in what others wrote.
    pub fn ask_erasure(&self, tx: &mut Transaction, erasure: &Erasure, marks: &[String]) {
        tx.create(keys::erasure(&erasure.id), erasure);
        let ends = Some(erasure.asked_at.plus(MARKS_KEPT).seconds());
        tx.put_if(keys::erasure_marks(&erasure.id), marks, Condition::Absent, ends);
        list(tx, erasure, 1);
    }

    /// Saves an erasure over the version read. What it looked for goes with the
    /// last mail.
    pub fn save_erasure(&self, tx: &mut Transaction, erasure: &Erasure, version: u64) {
        tx.replace(keys::erasure(&erasure.id), erasure, version);
        if matches!(erasure.stage, Stage::File | Stage::Done) {
            tx.delete(keys::erasure_marks(&erasure.id), Condition::Any);
        }
        if let Some(at) = erasure.ended_at {
            tx.put(keys::person_erased(&erasure.person), &at);
        }
        list(tx, erasure, version + 1);
    }

    /// One erasure: one read.
    pub async fn erasure(&self, id: &str) -> Result<Option<Versioned<Erasure>>, TableError> {
        self.0.read(keys::erasure(id)).await
    }

    /// What it looks for; empty once that is over. One read.
    pub async fn marks(&self, id: &str) -> Result<Vec<String>, TableError> {
        Ok(self.0.read(keys::erasure_marks(id)).await?.map(|marks| marks.value).unwrap_or_default())
    }

    /// A page of erasures, the newest first: one query.
    pub async fn erasures(
        &self,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Erasure>, Option<String>), TableError> {
        let page = self.0.page(&Query::partition(keys::ERASURES).descending().limit(limit).after(after)).await?;
        let erasures = page.rows.iter().map(|row| decode::<Erasure>(row).map(|found| found.value));
        Ok((erasures.collect::<Result<_, _>>()?, page.next))
    }

    /// The next rows in which somebody may be named, 25 at most, and the place
    /// behind them; of needs their list's entries. `None` at the end. Up to two
    /// queries.
    pub async fn texts(&self, place: Place) -> Result<Option<(Vec<Row>, Place)>, TableError> {
        let Place { list, entry, row } = place;
        let entry = match (row.is_some(), entry) {
            (true, Some(entry)) => entry,
            (_, entry) => match self.entry_after(list, entry).await? {
                Some(next) => next,
                None => return Ok(None),
            },
        };
        let page = self.0.page(&list.rows(&entry).limit(25).after(row)).await?;
        Ok(Some((page.rows, Place { list, entry: Some(entry), row: page.next })))
    }

    async fn entry_after(&self, list: TextList, entry: Option<String>) -> Result<Option<String>, TableError> {
        let query = match list {
            TextList::Needs => {
                let this_year = keys::year_of(self.0.now().millis());
                let next = entry.and_then(|year| year.parse::<i32>().ok()).map_or(this_year, |year| year - 1);
                return Ok((next > this_year - YEARS).then(|| next.to_string()));
            }
            TextList::Imports => Query::partition(keys::imports(None)).prefix("JOB#"),
            TextList::Surveys => Query::partition(keys::SURVEYS),
            TextList::Answers => {
                let (survey, shard) = entry.as_deref().and_then(|entry| entry.rsplit_once('@')).unzip();
                let next = shard.and_then(|shard| shard.parse::<u8>().ok()).map_or(keys::SHARDS, |shard| shard + 1);
                if let Some(survey) = survey.filter(|_| next < keys::SHARDS) {
                    return Ok(Some(format!("{survey}@{next:02}")));
                }
                let query = Query::partition(keys::SURVEYS).limit(1).after(survey.map(str::to_owned));
                let page = self.0.page(&query).await?;
                return Ok(page.rows.into_iter().next().map(|row| format!("{}@00", row.key.sk)));
            }
        };
        let page = self.0.page(&query.limit(1).after(entry)).await?;
        Ok(page.rows.into_iter().next().map(|row| row.key.sk))
    }

    /// What people wrote with needs, for those that exist: one get for 100.
    pub async fn texts_of_needs(&self, needs: &[NeedId]) -> Result<Vec<Row>, TableError> {
        let keys: Vec<Key> = needs.iter().map(keys::need_person).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.0.rows(&keys).await?.into_iter().flatten().collect())
    }

    /// Writes a row's text anew without any of the marks, over what was read;
    /// answers whether there was one.
    pub fn redact(&self, tx: &mut Transaction, row: &Row, marks: &[String]) -> Result<bool, TableError> {
        let mut value: serde_json::Value = decode(row)?.value;
        if !redacted(&mut value, marks) {
            return Ok(false);
        }
        tx.put_if(row.key.clone(), &value, Condition::Version(row.version), row.expires_at);
        Ok(true)
    }
}

fn list(tx: &mut Transaction, erasure: &Erasure, version: u64) {
    tx.put(Key::new(keys::ERASURES, erasure.id.clone()), erasure);
    if erasure.stage != Stage::Done {
        tx.pending(&format!("{}{}", keys::ERASURE, erasure.id), version);
    }
}

/// What stands in a text where somebody was named.
const GONE: &str = "[…]";

fn redacted(value: &mut serde_json::Value, marks: &[String]) -> bool {
    match value {
        serde_json::Value::String(text) => match without(text, marks) {
            Some(without) => {
                *text = without;
                true
            }
            None => false,
        },
        // Each of them, also after the first.
        serde_json::Value::Array(items) => {
            items.iter_mut().map(|item| redacted(item, marks)).filter(|found| *found).count() > 0
        }
        serde_json::Value::Object(map) => {
            map.values_mut().map(|item| redacted(item, marks)).filter(|found| *found).count() > 0
        }
        _ => false,
    }
}

/// A text without the marks, whatever their case; `None` where it has none.
fn without(text: &str, marks: &[String]) -> Option<String> {
    let mut text = text.to_owned();
    let mut found = false;
    for mark in marks.iter().filter(|mark| !mark.is_empty()) {
        while let Some((from, to)) = place(&text, mark) {
            text.replace_range(from..to, GONE);
            found = true;
        }
    }
    found.then_some(text)
}

/// Where a mark stands in a text, in bytes.
fn place(text: &str, mark: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = mark.chars().flat_map(char::to_lowercase).collect();
    text.char_indices().find_map(|(from, _)| {
        let mut left = wanted.iter();
        let mut next = left.next();
        for (at, c) in text[from..].char_indices() {
            for lower in c.to_lowercase() {
                if next != Some(&lower) {
                    return None;
                }
                next = left.next();
            }
            if next.is_none() {
                return Some((from, from + at + c.len_utf8()));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_from_a_text_whatever_its_case() {
        let marks = ["Éva Marquée".to_owned(), "eva@x.example".to_owned()];
        let text = "ask ÉVA MARQUÉE (Eva@X.example) or eva marquee";
        assert_eq!(without(text, &marks).as_deref(), Some("ask […] ([…]) or eva marquee"));
        assert_eq!(without("nobody is named", &marks), None);
        let mut row = serde_json::json!({"a": ["x", {"b": "éva marquée"}], "n": 3});
        assert!(redacted(&mut row, &marks));
        assert_eq!(row, serde_json::json!({"a": ["x", {"b": "[…]"}], "n": 3}));
    }

    #[test]
    fn a_trace_is_read_as_it_is_written() {
        let all = [
            Trace::Need(NeedId::parse("n1").unwrap()),
            Trace::Booking(BookingId::parse("b1").unwrap()),
            Trace::Member(MemberId::parse("m1").unwrap()),
            Trace::Merge("g1".to_owned()),
            Trace::Contact(SurveyId::parse("s1").unwrap(), "c1".to_owned()),
        ];
        for trace in all {
            assert_eq!(Trace::parse(&trace.to_string()), Some(trace));
        }
        assert_eq!(Trace::parse("ERASED"), None);
    }
}
