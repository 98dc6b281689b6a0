//! Surveys, anonymous responses and their figures. A response stands under a
//! random key; nothing that is stored links it to a person, a device or a
//! moment finer than its day.

use domain::ids::SurveyId;
use domain::statistics::Tally;
use domain::survey::{Response, Survey};
use serde::{Deserialize, Serialize};

use crate::context::{ReadAlone, Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::outbox::Uncounted;
use crate::repos::people::{self, Named, Trace};
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

/// Reads and saves surveys.
pub struct SurveysRepo<'a>(pub(crate) &'a Store);

impl Store {
    /// Surveys, responses and tallies.
    pub const fn surveys(&self) -> SurveysRepo<'_> {
        SurveysRepo(self)
    }
}

/// Free text that somebody left, without the rest of the response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeText {
    /// The question.
    pub question: String,
    /// The text.
    pub text: String,
    /// The day, in Brussels.
    pub day: chrono::NaiveDate,
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
}

impl SurveysRepo<'_> {
    /// One survey.
    pub async fn load(&self, id: &SurveyId) -> Result<Option<Versioned<Survey>>, TableError> {
        self.0.read(keys::survey(id)).await
    }

    /// A page of surveys, newest first.
    pub async fn list(&self, after: Option<String>, limit: usize) -> Result<(Vec<Survey>, Option<String>), TableError> {
        let page = self.0.page(&Query::partition(keys::SURVEYS).descending().limit(limit).after(after)).await?;
        let items = page.rows.iter().map(|row| decode(row).map(|survey| survey.value)).collect::<Result<_, _>>()?;
        Ok((items, page.next))
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
    /// three rows.
    pub async fn figures(&self, id: &SurveyId) -> Result<Option<Figures>, TableError> {
        let mut rows = self.0.rows(&[keys::survey(id), keys::tally(id), keys::tally_shown(id)]).await?;
        let shown = rows.pop().flatten().map(|row| decode(&row)).transpose()?;
        let live = rows.pop().flatten().map(|row| decode(&row)).transpose()?;
        let Some(survey) = rows.pop().flatten() else { return Ok(None) };
        Ok(Some(Figures { survey: decode::<Survey>(&survey)?.value, live, shown }))
    }

    /// Saves live figures over the version read.
    pub fn save_tally(&self, tx: &mut Transaction, survey: &SurveyId, tally: &Tally, version: Option<u64>) {
        tx.put_if(keys::tally(survey), tally, version.map_or(Condition::Absent, Condition::Version), None);
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
        let page = self.0.page(&query).await?;
        let items = page.rows.iter().map(|row| decode(row).map(|request| request.value)).collect::<Result<_, _>>()?;
        Ok((items, page.next))
    }

    /// Removes a wish to be contacted.
    pub fn remove_contact(&self, tx: &mut Transaction, survey: &SurveyId, request: &Versioned<ContactRequest>) {
        tx.delete(keys::contact(survey, &request.value.id), Condition::Version(request.version));
        let (trace, named) = traced(survey, &request.value);
        people::put(tx, self.0.secrets(), &trace, Some(&named), None);
    }

    /// A page of free texts, in no meaningful order.
    pub async fn texts(
        &self,
        survey: &SurveyId,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<FreeText>, Option<String>), TableError> {
        let query = Query::partition(keys::survey_partition(survey)).prefix("TEXT#").limit(limit).after(after);
        let page = self.0.page(&query).await?;
        let items = page.rows.iter().map(|row| decode(row).map(|text| text.value)).collect::<Result<_, _>>()?;
        Ok((items, page.next))
    }
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
