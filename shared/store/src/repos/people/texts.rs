//! Texts in which somebody may be named: read in their order, written anew
//! without the name.

use domain::contact::EmailAddress;
use domain::ids::{MemberId, NeedId};
use serde::{Deserialize, Serialize};

use super::PeopleRepo;
use crate::context::decode;
use crate::error::TableError;
use crate::keys::{self, MemberList, PermanenceList};
use crate::repos::bookings::Held;
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

/// Lists through which texts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextList {
    /// Imports, with all their rows.
    Imports,
    /// Webhook sources, with what arrived and waits.
    Received,
    /// Needs, year by year.
    Needs,
    /// Presences, with who holds a seat of them, waits for one or walked in.
    Bookings,
    /// Members.
    Members,
    /// Surveys, with who asked to be contacted.
    Contacts,
    /// The surveys of waves, with the same.
    WaveContacts,
    /// Surveys, with their free texts.
    Surveys,
    /// Surveys, with each sixteenth of their responses.
    Answers,
    /// The surveys of waves, with their free texts.
    WaveSurveys,
    /// The same, with each sixteenth of their responses.
    WaveAnswers,
    /// Suggestions, in one piece.
    Suggestions,
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

/// Prefix of who asked to be contacted.
pub(super) const CONTACT: &str = "CONTACT#";

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
            Self::Received => Query::partition(format!("SOURCE#{entry}")).prefix(keys::RECEIVED),
            Self::Needs => Query::partition(keys::NeedList::All.partition(entry.parse().unwrap_or_default())),
            Self::Surveys | Self::WaveSurveys => {
                Query::partition(format!("SURVEY#{}", after(entry, '#'))).prefix("TEXT#")
            }
            Self::Bookings => Query::partition(format!("PERMANENCE#{}", after(entry, '#'))).prefix("DAY#"),
            Self::Contacts | Self::WaveContacts => {
                Query::partition(format!("SURVEY#{}", after(entry, '#'))).prefix(CONTACT)
            }
            Self::Members | Self::Suggestions => Query::partition(entry),
            Self::Answers | Self::WaveAnswers => {
                let (survey, shard) = entry.rsplit_once('@').unwrap_or((entry, "00"));
                Query::partition(format!("SURVEY#{}#{shard}", after(survey, '#')))
            }
        }
    }
}

impl PeopleRepo<'_> {
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
            TextList::Suggestions => {
                return Ok(entry.is_none().then(|| keys::SUGGESTIONS.to_owned()));
            }
            TextList::Members => {
                return Ok(entry.is_none().then(|| MemberList::All.partition()));
            }
            TextList::Bookings => Query::partition(PermanenceList::All.partition()),
            TextList::Imports => Query::partition(keys::imports(None)).prefix("JOB#"),
            TextList::Received => Query::partition(keys::SOURCES),
            TextList::Surveys | TextList::Contacts => Query::partition(keys::SURVEYS),
            TextList::WaveSurveys | TextList::WaveContacts => Query::partition(keys::WAVE_SURVEYS),
            TextList::Answers | TextList::WaveAnswers => {
                let (survey, shard) = entry.as_deref().and_then(|entry| entry.rsplit_once('@')).unzip();
                let next = shard.and_then(|shard| shard.parse::<u8>().ok()).map_or(keys::SHARDS, |shard| shard + 1);
                if let Some(survey) = survey.filter(|_| next < keys::SHARDS) {
                    return Ok(Some(format!("{survey}@{next:02}")));
                }
                let list = if list == TextList::Answers { keys::SURVEYS } else { keys::WAVE_SURVEYS };
                let query = Query::partition(list).limit(1).after(survey.map(str::to_owned));
                let page = self.0.page(&query).await?;
                return Ok(page.rows.into_iter().next().map(|row| format!("{}@00", row.key.sk)));
            }
        };
        let page = self.0.page(&query.limit(1).after(entry)).await?;
        Ok(page.rows.into_iter().next().map(|row| row.key.sk))
    }

    /// The rows that hold people of a page of a list: of needs, bookings and members
    /// those beside what the list has, as far as they exist; of others the page's
    /// own. One get for 100 where there are any.
    pub async fn people_of(&self, list: TextList, page: Vec<Row>) -> Result<Vec<Row>, TableError> {
        let keys: Vec<Key> = match list {
            TextList::Needs => {
                page.iter().filter_map(|row| NeedId::parse(&row.key.sk).ok()).map(|id| keys::need_person(&id)).collect()
            }
            TextList::Bookings => {
                let held = page.iter().filter(|row| !row.key.sk.ends_with("#TAKEN"));
                held.filter_map(|row| decode::<Held>(row).ok())
                    .map(|held| keys::booking_person(&held.value.booking))
                    .collect()
            }
            TextList::Members => members(&page).iter().map(keys::member_person).collect(),
            _ => return Ok(page),
        };
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.0.rows(&keys).await?.into_iter().flatten().collect())
    }

    /// Writes a row's text anew without any of the marks, over what was read;
    /// answers whether there was one.
    pub fn redact(&self, tx: &mut Transaction, row: &Row, marks: &[String]) -> Result<bool, TableError> {
        let mut value: serde_json::Value = decode(row)?.value;
        let handed = without_handlers(&mut value, marks);
        if !redacted(&mut value, marks) && !handed {
            return Ok(false);
        }
        tx.put_if(row.key.clone(), &value, Condition::Version(row.version), row.expires_at);
        Ok(true)
    }
}

/// The members of a page of their list.
pub fn members(page: &[Row]) -> Vec<MemberId> {
    page.iter().filter_map(|row| MemberId::parse(row.key.sk.rsplit_once('#')?.1).ok()).collect()
}

/// What stands in a text where somebody was named.
const GONE: &str = "[…]";

/// Who has a need in hand by name goes whole: a part of an address is none, and
/// the row could not be read any more.
fn without_handlers(value: &mut serde_json::Value, marks: &[String]) -> bool {
    let Some(handlers) = value.get_mut("handlers").and_then(serde_json::Value::as_object_mut) else { return false };
    let before = handlers.len();
    handlers.retain(|_, handler| {
        !handler.as_object().is_some_and(|fields| {
            let own = fields.values().filter_map(serde_json::Value::as_str);
            own.into_iter().any(|text| marks.iter().any(|mark| mark.to_lowercase() == text.to_lowercase()))
        })
    });
    handlers.len() < before
}

fn redacted(value: &mut serde_json::Value, marks: &[String]) -> bool {
    match value {
        // Somebody else's address, of which theirs is a part, stays.
        serde_json::Value::String(text)
            if EmailAddress::parse(text).is_ok()
                && !marks.iter().any(|mark| mark.to_lowercase() == text.to_lowercase()) =>
        {
            false
        }
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
    fn who_has_a_need_in_hand_goes_whole_and_an_address_like_theirs_stays() {
        let marks = ["Ann".to_owned(), "ann@hub.example".to_owned()];
        let handler = |name: &str, email: &str| serde_json::json!({"name": name, "email": email});
        let mut row = serde_json::json!({"handlers": {
            "hub": handler("Ann", "Ann@hub.example"), "innoviris": handler("Jo", "joann@hub.example")
        }});
        assert!(without_handlers(&mut row, &marks));
        assert!(!redacted(&mut row, &marks), "{row}");
        assert_eq!(row, serde_json::json!({"handlers": {"innoviris": handler("Jo", "joann@hub.example")}}));
    }
}
