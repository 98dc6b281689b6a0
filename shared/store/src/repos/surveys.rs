//! Surveys, anonymous responses and their figures. A response stands under a
//! random key; nothing that is stored links it to a person, a device or a
//! moment finer than its day.

use domain::ids::{SuggestionId, SurveyId};
use domain::statistics::Tally;
use domain::survey::{Response, Survey};
use domain::worklist::Task;
use serde::{Deserialize, Serialize};

use crate::context::{ReadAlone, Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::outbox::Uncounted;
use crate::repos::people::{self, Named, Trace};
use crate::repos::tasks;
use crate::table::{Condition, Key, Query, Row};
use crate::transaction::Transaction;

/// Reads and saves surveys.
pub struct SurveysRepo<'a>(pub(crate) &'a Store);

/// Free text that somebody left, without the rest of the response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeText {
    /// The question.
    pub question: String,
    /// The text.
    pub text: String,
    /// The day, in Brussels.
    pub day: chrono::NaiveDate,
    /// The suggestion that was made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<SuggestionId>,
}

/// Somebody's wish to be contacted. It holds no answer, and no answer leads to
/// it; its time is a day, so that it can't be lined up with a response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRequest {
    /// Its place within the survey.
    pub id: String,
    /// As the person wrote it; one line, at most 200 characters.
    pub name: String,
    /// Where to write.
    pub email: domain::contact::EmailAddress,
    /// The language that the person read.
    pub language: domain::Language,
    /// The day, in Brussels.
    pub day: chrono::NaiveDate,
    /// Whether they say that they are not satisfied, and want to be contacted soon.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub soon: bool,
}

impl ContactRequest {
    /// What it asks of the coordinator.
    fn task(&self, survey: &SurveyId) -> Task {
        Task::of_contact(survey.clone(), &self.id, (self.day, self.soon))
    }
}

impl SurveysRepo<'_> {
    /// One survey: one read, and one of its wave. A version is of both, since a
    /// wave's days are those of its surveys.
    pub async fn load(&self, id: &SurveyId) -> Result<Option<Versioned<Survey>>, TableError> {
        match self.0.read::<Survey>(keys::survey(id)).await? {
            Some(found) => self.with_days(found).await.map(Some),
            None => Ok(None),
        }
    }

    /// A survey with the days of its wave, which can change while it runs. One
    /// read where it is of one.
    pub async fn with_days(&self, mut found: Versioned<Survey>) -> Result<Versioned<Survey>, TableError> {
        let Some(wave) = &found.value.wave else { return Ok(found) };
        if let Some(wave) = self.0.waves().load(wave).await? {
            (found.value.opens, found.value.closes) = (wave.value.opens, wave.value.closes);
            found.version += wave.version;
        }
        Ok(found)
    }

    /// A page of surveys, newest first.
    pub async fn list(&self, after: Option<String>, limit: usize) -> Result<(Vec<Survey>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::SURVEYS).descending().limit(limit).after(after)).await
    }

    /// Adds a survey that must not exist yet.
    pub fn create(&self, tx: &mut Transaction, survey: &Survey) {
        tx.create(keys::survey(&survey.id), survey);
        let order = format!("{:015}#{}", survey.created_at.millis(), survey.id);
        tx.put(Key::new(keys::SURVEYS, order), survey);
    }

    /// Adds a response, and the mark that it is still to be counted.
    pub fn respond(&self, tx: &mut Transaction, response: &Response, nonce: &str) {
        tx.create(keys::response(&response.survey, nonce), response);
        let uncounted = Uncounted { survey: response.survey.clone(), nonce: nonce.to_owned() };
        tx.create(keys::pending_response(&response.survey, nonce), &uncounted);
        tx.wake();
    }

    /// Responses by their random parts, in the order asked.
    pub async fn responses(&self, survey: &SurveyId, nonces: &[&str]) -> Result<Vec<ReadAlone<Response>>, TableError> {
        let keys: Vec<_> = nonces.iter().map(|nonce| keys::response(survey, nonce)).collect();
        self.0.read_each(&keys).await
    }

    /// A survey with its live figures and those shown to others: one read of
    /// four rows.
    pub async fn figures(&self, id: &SurveyId) -> Result<Option<Figures>, TableError> {
        let mut keys = vec![keys::survey(id)];
        keys.extend(figures_keys(id));
        let mut rows = self.0.rows(&keys).await?.into_iter();
        let Some(survey) = rows.next().flatten() else { return Ok(None) };
        figures(decode::<Survey>(&survey)?.value, &mut rows).map(Some)
    }

    /// The figures of some surveys, 33 at most: one read of three rows each.
    pub async fn figures_of(&self, surveys: &[Survey]) -> Result<Vec<Figures>, TableError> {
        let keys: Vec<Key> = surveys.iter().flat_map(|survey| figures_keys(&survey.id)).collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = self.0.rows(&keys).await?.into_iter();
        surveys.iter().map(|survey| figures(survey.clone(), &mut rows)).collect()
    }

    /// Saves live figures over the version read.
    pub fn save_tally(&self, tx: &mut Transaction, survey: &SurveyId, tally: &Tally, version: Option<u64>) {
        tx.put_over(keys::tally(survey), tally, version);
    }

    /// Saves the figures that others see.
    pub fn show_tally(&self, tx: &mut Transaction, survey: &SurveyId, tally: &Tally) {
        tx.put(keys::tally_shown(survey), tally);
    }

    /// Keeps free text apart from the response that it came with.
    pub fn keep_text(&self, tx: &mut Transaction, survey: &SurveyId, nonce: &str, text: &FreeText) {
        tx.put(keys::suggestion(survey, nonce), text);
    }

    /// Adds a wish to be contacted until `expires_at`, Unix seconds; the commit
    /// fails when the same form was sent before.
    pub fn add_contact(&self, tx: &mut Transaction, survey: &SurveyId, request: &ContactRequest, expires_at: i64) {
        tx.put_if(keys::contact(survey, &request.id), request, Condition::Absent, Some(expires_at));
        let (trace, named) = traced(survey, request);
        people::put(tx, self.0.secrets(), &trace, None, Some((&named, expires_at)));
        tasks::change(tx, None, Some(&request.task(survey)), Some(expires_at));
    }

    /// One wish to be contacted.
    pub async fn contact(&self, survey: &SurveyId, id: &str) -> Result<Option<Versioned<ContactRequest>>, TableError> {
        self.0.read(keys::contact(survey, id)).await
    }

    /// A page of wishes to be contacted, in no meaningful order.
    pub async fn contacts(
        &self,
        survey: &SurveyId,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<ContactRequest>, Option<String>), TableError> {
        let query = Query::partition(keys::survey_partition(survey)).prefix("CONTACT#").limit(limit).after(after);
        self.0.page_of(&query).await
    }

    /// Removes a wish to be contacted.
    pub fn remove_contact(&self, tx: &mut Transaction, survey: &SurveyId, request: &Versioned<ContactRequest>) {
        tx.delete(keys::contact(survey, &request.value.id), Condition::Version(request.version));
        let (trace, named) = traced(survey, &request.value);
        people::put(tx, self.0.secrets(), &trace, Some(&named), None);
        tasks::change(tx, Some(&request.value.task(survey)), None, None);
    }

    /// A page of free texts with their places, in no meaningful order.
    pub async fn texts(
        &self,
        survey: &SurveyId,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<(String, FreeText)>, Option<String>), TableError> {
        let query = Query::partition(keys::survey_partition(survey)).prefix(keys::TEXT).limit(limit).after(after);
        let page = self.0.page(&query).await?;
        let place = |row: &Row| row.key.sk.trim_start_matches(keys::TEXT).to_owned();
        let items = page.rows.iter().map(|row| decode(row).map(|text| (place(row), text.value)));
        Ok((items.collect::<Result<_, _>>()?, page.next))
    }

    /// One free text.
    pub async fn text(&self, survey: &SurveyId, place: &str) -> Result<Option<Versioned<FreeText>>, TableError> {
        self.0.read(keys::suggestion(survey, place)).await
    }

    /// Notes which suggestion was made of a free text.
    pub fn take_up(
        &self,
        tx: &mut Transaction,
        (survey, place): (&SurveyId, &str),
        text: &Versioned<FreeText>,
        by: &SuggestionId,
    ) {
        let taken = FreeText { suggestion: Some(by.clone()), ..text.value.clone() };
        tx.replace(keys::suggestion(survey, place), &taken, text.version);
    }
}

/// Where the figures of a survey stand.
fn figures_keys(id: &SurveyId) -> [Key; 3] {
    [keys::tally(id), keys::tally_shown(id), keys::eligible(id)]
}

/// The figures of a survey out of the next three rows.
fn figures(mut survey: Survey, rows: &mut impl Iterator<Item = Option<Row>>) -> Result<Figures, TableError> {
    let live = rows.next().flatten().map(|row| decode(&row)).transpose()?;
    let shown = rows.next().flatten().map(|row| decode(&row)).transpose()?;
    let invited = rows.next().flatten().map(|row| decode::<u64>(&row)).transpose()?;
    survey.eligible = invited.map(|invited| invited.value).or(survey.eligible);
    Ok(Figures { survey, live, shown })
}

fn traced(survey: &SurveyId, request: &ContactRequest) -> (Trace, Named) {
    let named = Named { email: Some(request.email.clone()), name: request.name.clone() };
    (Trace::Contact(survey.clone(), request.id.clone()), named)
}

/// A survey and its figures.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The survey.
    pub survey: Survey,
    /// Everything counted so far.
    pub live: Option<Versioned<Tally>>,
    /// As of the last step of five answers.
    pub shown: Option<Versioned<Tally>>,
}
