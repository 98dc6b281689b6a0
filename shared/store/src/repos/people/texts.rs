//! Texts in which somebody may be named: read in their order, written anew
//! without the name.

use chrono::{Datelike, Months, NaiveDate};
use domain::clock::BRUSSELS;
use domain::ids::{MemberId, NeedId};
use serde::{Deserialize, Serialize};

use super::PeopleRepo;
use super::redact::{redacted, texts_redacted, without_handlers};
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
    /// Permanences, with who holds a seat of them, waits for one or walked in.
    Bookings,
    /// Bookings that hold nothing any more, by the months of their slots.
    CalledOff,
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
    /// What was done about alerts, in one piece.
    Alerts,
    /// News that places are told, in one piece.
    News,
    /// What all places are told in a month, in one piece.
    CommonItems,
    /// What places are told in a month, by month.
    Digests,
    /// Why advisers hand over, by adviser.
    HandOvers,
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

/// Months of slots whose people may still be kept, before this one, and after it.
const MONTHS: (u32, u32) = (13, 24);

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
            Self::CalledOff => Query::partition(keys::bookings_off(entry)),
            Self::Digests => Query::partition(format!("{}{entry}", keys::MONTHLY_DIGESTS)),
            Self::HandOvers => Query::partition(format!("{}{entry}", keys::HAND_OVER)),
            Self::Members | Self::Suggestions | Self::Alerts | Self::News | Self::CommonItems => {
                Query::partition(entry)
            }
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
            TextList::Suggestions => return Ok(entry.is_none().then(|| keys::SUGGESTIONS.to_owned())),
            TextList::Alerts => return Ok(entry.is_none().then(|| keys::ALERTS.to_owned())),
            TextList::News => return Ok(entry.is_none().then(|| keys::NEWS.to_owned())),
            TextList::CommonItems => return Ok(entry.is_none().then(|| keys::COMMON_ITEMS.to_owned())),
            TextList::Members => return Ok(entry.is_none().then(|| MemberList::All.partition())),
            // A digest is prepared in its month or the one before.
            TextList::Digests => return Ok(self.month_before(entry, (12 * YEARS.unsigned_abs(), 1))),
            TextList::CalledOff => return Ok(self.month_before(entry, MONTHS)),
            TextList::HandOvers => Query::partition(keys::HAND_OVERS),
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

    /// The month before one, `YYYY-MM`, or the last one; `None` after the first.
    fn month_before(&self, month: Option<String>, (back, ahead): (u32, u32)) -> Option<String> {
        let this = self.0.now().day_in(BRUSSELS).with_day(1)?;
        let first = this.checked_sub_months(Months::new(back))?;
        let next = match month {
            Some(month) => NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d")
                .ok()?
                .checked_sub_months(Months::new(1))?,
            None => this.checked_add_months(Months::new(ahead))?,
        };
        (next >= first).then(|| next.format("%Y-%m").to_string())
    }

    /// The rows that hold people of a page of a list: of needs, bookings and members
    /// those beside what the list has, as far as they exist; of others the page's
    /// own. One get for 100 where there are any.
    pub async fn people_of(&self, list: TextList, page: Vec<Row>) -> Result<Vec<Row>, TableError> {
        let keys: Vec<Key> = match list {
            TextList::Needs => {
                page.iter().filter_map(|row| NeedId::parse(&row.key.sk).ok()).map(|id| keys::need_person(&id)).collect()
            }
            TextList::Bookings | TextList::CalledOff => {
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

    /// Writes a row of a list anew without any of the marks, over what was read: of
    /// what staff wrote the texts. Answers whether there was one.
    pub fn redact(
        &self,
        tx: &mut Transaction,
        list: TextList,
        row: &Row,
        marks: &[String],
    ) -> Result<bool, TableError> {
        use TextList::{Alerts, CommonItems, Digests, HandOvers, News};
        let mut value: serde_json::Value = decode(row)?.value;
        let found = if matches!(list, Alerts | CommonItems | Digests | HandOvers | News) {
            texts_redacted(&mut value, marks)
        } else {
            let handed = without_handlers(&mut value, marks);
            redacted(&mut value, marks) || handed
        };
        if !found {
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
