//! Waves, the surveys that they consist of, and who was invited. What is kept of
//! somebody who was asked is a keyed hash of their address and a moment.

use domain::contact::EmailAddress;
use domain::ids::{InvitationId, LocationId, SurveyId, WaveId};
use domain::regret::Regret;
use domain::statistics::Margins;
use domain::survey::{Survey, SurveyTarget};
use domain::wave::{Asked, Invitation, QUARTER, Wave};
use serde::{Deserialize, Serialize};

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::surveys::Figures;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// Waves that are read together: those of some twenty years.
const WAVES_AT_MOST: usize = 500;
/// Surveys whose figures are read together: three rows each.
const FIGURES_AT_ONCE: usize = 25;
/// Days after the end of its survey for which an invitation leads anywhere.
const INVITATION_KEPT: u64 = 30;

/// How far a wave is with inviting members. Its row stays, so that its version
/// names each step once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The list of members goes on after this.
    #[serde(default)]
    pub after: Option<String>,
    /// Members looked at.
    pub seen: u64,
    /// Members invited.
    pub invited: u64,
    /// Whether everybody was looked at.
    pub done: bool,
}

/// What an invitation is decided on, as read.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The invitation, where it was made before.
    pub made: Option<Invitation>,
    /// When the person was last asked.
    pub asked: Asked,
    asked_version: Option<u64>,
    eligible: Option<Versioned<u64>>,
}

/// Reads and saves waves.
pub struct WavesRepo<'a>(pub(crate) &'a Store);

impl WavesRepo<'_> {
    /// All waves, the newest first: one query.
    pub async fn all(&self) -> Result<Vec<Wave>, TableError> {
        self.page(None, WAVES_AT_MOST).await.map(|(waves, _)| waves)
    }

    /// A page of waves, the newest first, and where it goes on: one query.
    pub async fn page(&self, after: Option<String>, limit: usize) -> Result<(Vec<Wave>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::WAVES).descending().limit(limit).after(after)).await
    }

    /// One wave.
    pub async fn load(&self, id: &WaveId) -> Result<Option<Versioned<Wave>>, TableError> {
        self.0.read(keys::wave(id)).await
    }

    /// Saves a wave over the version read; its work is planned again.
    pub fn save(&self, tx: &mut Transaction, wave: &Wave, before: Option<u64>) {
        tx.put_over(keys::wave(&wave.id), wave, before);
        tx.pending(&keys::wave_partition(&wave.id), before.map_or(1, |version| version + 1));
    }

    /// How far a wave is: one read.
    pub async fn progress(&self, id: &WaveId) -> Result<Option<Versioned<Progress>>, TableError> {
        self.0.read(keys::wave_progress(id)).await
    }

    /// A step of inviting is done, and the next one planned unless it was the
    /// last. `steps` sets these marks apart from those of the wave itself.
    pub fn save_progress(&self, tx: &mut Transaction, id: &WaveId, progress: &Progress, before: Option<u64>) {
        tx.put_over(keys::wave_progress(id), progress, before);
        if !progress.done {
            tx.pending(&format!("{}#STEP", keys::wave_partition(id)), before.map_or(1, |version| version + 1));
        }
    }

    /// The id of a wave's survey about something.
    pub fn survey_id(&self, wave: &WaveId, target: &SurveyTarget) -> Result<SurveyId, TableError> {
        let part = |id: Option<&str>| id.unwrap_or_default().to_owned();
        let agency = part(target.agency.as_ref().map(|id| id.as_str()));
        let location = part(target.location.as_ref().map(|id| id.as_str()));
        let hash = self.0.secrets().keyed_hash("wave.survey", &[wave.as_str(), &agency, &location]);
        SurveyId::parse(&hash).map_err(|error| TableError::Invalid(error.to_string()))
    }

    /// Makes a survey of a wave where it does not stand yet: one commit. Made by
    /// two at once it is the same.
    pub async fn make_survey(&self, survey: &Survey) -> Result<(), TableError> {
        let Some(wave) = &survey.wave else { return Ok(()) };
        let mut tx = Transaction::new();
        tx.create(keys::survey(&survey.id), survey);
        tx.create(keys::wave_survey(wave, &survey.id), survey);
        TableError::unless_conflict(self.0.commit(tx).await)
    }

    /// The surveys of all waves about a place: all of them are read, some hundred
    /// for each wave.
    pub async fn surveys_at(&self, location: &LocationId) -> Result<Vec<Survey>, TableError> {
        let mut surveys: Vec<Survey> = self.0.values(Query::partition(keys::WAVE_SURVEYS)).await?;
        surveys.retain(|survey| survey.target.location.as_ref() == Some(location));
        Ok(surveys)
    }

    /// The surveys of a wave with their figures: a query, and a get for 25.
    pub async fn figures(&self, wave: &WaveId) -> Result<Vec<Figures>, TableError> {
        let of_wave = Query::partition(keys::WAVE_SURVEYS).prefix(&format!("{wave}#"));
        let surveys: Vec<Survey> = self.0.values(of_wave).await?;
        let mut found = Vec::with_capacity(surveys.len());
        for some in surveys.chunks(FIGURES_AT_ONCE) {
            found.extend(self.0.surveys().figures_of(some).await?);
        }
        Ok(found)
    }

    /// The sums of a wave as they are told since it closed: one read.
    pub async fn sums(&self, wave: &WaveId) -> Result<Option<Margins>, TableError> {
        self.0.value(keys::wave_sums(wave)).await
    }

    /// Tells the sums of a wave that closed, once: one commit.
    ///
    /// # Errors
    /// A conflict where they are told already.
    pub async fn tell_sums(&self, wave: &WaveId, sums: &Margins) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        tx.create(keys::wave_sums(wave), sums);
        self.0.commit(tx).await
    }

    /// The keyed hash under which it stands when somebody was asked.
    pub fn person(&self, email: &EmailAddress) -> String {
        self.0.secrets().keyed_hash("survey.asked", &[&email.mailbox()])
    }

    /// What inviting somebody is decided on: one get of three rows.
    pub async fn for_inviting(
        &self,
        id: &InvitationId,
        survey: &SurveyId,
        person: &str,
    ) -> Result<Invited, TableError> {
        let keys = [keys::invitation(id), keys::asked(person), keys::eligible(survey)];
        let mut rows = self.0.rows(&keys).await?;
        let eligible = rows.pop().flatten().map(|row| decode(&row)).transpose()?;
        let asked = rows.pop().flatten().map(|row| decode::<Asked>(&row)).transpose()?;
        let made = rows.pop().flatten().map(|row| decode::<Invitation>(&row)).transpose()?;
        Ok(Invited {
            made: made.map(|made| made.value),
            asked: asked.as_ref().map(|asked| asked.value).unwrap_or_default(),
            asked_version: asked.map(|asked| asked.version),
            eligible,
        })
    }

    /// Makes an invitation: it counts as eligible, and where a mail goes with it
    /// the person is not asked again within the quarter.
    pub fn invite(
        &self,
        tx: &mut Transaction,
        (id, invitation): (&InvitationId, &Invitation),
        (person, closes): (&str, chrono::NaiveDate),
        read: &Invited,
    ) {
        let last = closes.checked_add_days(chrono::Days::new(INVITATION_KEPT)).unwrap_or(closes);
        let ends = last.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        tx.put_if(keys::invitation(id), invitation, Condition::Absent, Some(ends));
        let (count, version) = read.eligible.as_ref().map_or((0, None), |read| (read.value, Some(read.version)));
        tx.put_over(keys::eligible(&invitation.survey), &(count + 1), version);
        if invitation.mailed {
            let now = self.0.now();
            let asked = Asked { last: Some(now), off: false };
            let ends = Some(now.plus(QUARTER).seconds());
            tx.put_if(keys::asked(person), &asked, Condition::over(read.asked_version), ends);
        }
    }

    /// One invitation.
    pub async fn invitation(&self, id: &InvitationId) -> Result<Option<Versioned<Invitation>>, TableError> {
        self.0.read(keys::invitation(id)).await
    }

    /// Spends an invitation over the version read, in a commit of its own; what was
    /// said of the referral that it follows goes with it, and is planned.
    pub async fn spend(
        &self,
        id: &InvitationId,
        read: Versioned<Invitation>,
        (spent, regret): (String, Option<Regret>),
        ends: i64,
    ) -> Result<(), TableError> {
        let mut tx = Transaction::new();
        let after = Invitation { spent: Some(spent), regret, ..read.value };
        tx.put_if(keys::invitation(id), &after, Condition::Version(read.version), Some(ends));
        if regret.is_some() {
            tx.pending(&format!("{}{id}", keys::INVITE), read.version + 1);
        }
        self.0.commit(tx).await
    }

    /// Whether somebody wants no invitations: one read.
    pub async fn is_off(&self, person: &str) -> Result<bool, TableError> {
        let asked: Option<Asked> = self.0.value(keys::asked(person)).await?;
        Ok(asked.is_some_and(|asked| asked.off))
    }

    /// Whether somebody wants no more invitations; they are asked again from
    /// then on where `off` is false. One read, one commit.
    pub async fn set_off(&self, person: &str, off: bool) -> Result<(), TableError> {
        let before: Option<Versioned<Asked>> = self.0.read(keys::asked(person)).await?;
        let asked = before.as_ref().map(|read| read.value).unwrap_or_default();
        if asked.off == off {
            return Ok(());
        }
        let mut tx = Transaction::new();
        tx.put_over(keys::asked(person), &Asked { off, ..asked }, before.map(|read| read.version));
        self.0.commit(tx).await
    }
}
