//! Each working morning the waves that take answers are looked at; what fell
//! below its aim raises an alert, once in its wave.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::alert::{self, Action, Alert, Counts, Looks, Part};
use domain::event::Actor;
use domain::ids::{AlertId, WaveId};
use domain::wave::Wave;
use serde::{Deserialize, Serialize};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use crate::effects::Planned;

/// Days after its last one on which a wave is still looked at: answers that came
/// late, weekends, and a program that stood still.
const DAYS_AFTER: u64 = 14;
/// Alerts of one commit, three rows each.
const AT_ONCE: usize = 20;

/// A wave is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "survey_alerts")]
pub(super) struct LookWork {
    pub(super) wave: WaveId,
}

/// What a morning asks for: a look at each wave that takes answers, or did so
/// until some days ago. One query.
pub(super) async fn of_morning(store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
    let day = commit.aggregate.strip_prefix(keys::MORNING).and_then(|day| day.parse::<NaiveDate>().ok());
    let Some(day) = day else { return Ok(Vec::new()) };
    let is_due = |wave: &&Wave| {
        let last = wave.closes.checked_add_days(Days::new(DAYS_AFTER)).unwrap_or(wave.closes);
        (wave.opens..=last).contains(&day)
    };
    let waves = store.waves().all().await?;
    waves
        .iter()
        .filter(is_due)
        .map(|wave| {
            let work = LookWork { wave: wave.id.clone() };
            let planned = Planned::new(&work, format!("alerts:{}", wave.id), store.now())?;
            Ok(planned.standing_in(keys::wave_partition(&wave.id)))
        })
        .collect()
}

/// Looks at a wave: what its figures cost, and three reads; a commit where
/// something was due for a look, and one for each twenty alerts more.
pub(super) async fn look(store: &Store, work: &LookWork) -> Result<(), TableError> {
    let Some(Versioned { value: wave, .. }) = store.waves().load(&work.wave).await? else { return Ok(()) };
    let catalogue = store.catalogue().load().await?;
    let figures = store.waves().figures(&wave.id).await?;
    let counted = figures.iter().filter_map(|one| Some((&one.survey.target, &one.live.as_ref()?.value)));
    let parts = alert::parts(counted, wave.questionnaire(&catalogue));
    let raised: BTreeSet<Part> = store.alerts().of_wave(&wave.id).await?.into_iter().map(|alert| alert.part).collect();
    let read = store.alerts().looks(&wave.id).await?;
    let (mut version, before) = read.map_or((None, Looks::default()), |read| (Some(read.version), read.value));
    let mut looks = before.clone();
    let mut below = alert::look(&mut looks, &parts, wave.aim(), |part| raised.contains(part));
    if looks == before {
        return Ok(());
    }
    loop {
        let later = below.split_off(below.len().min(AT_ONCE));
        let mut tx = Transaction::new();
        for (part, counts, high) in below {
            store.alerts().raise(&mut tx, &raised_now(store, &wave, (part, counts, high))?);
        }
        // Those that are left are looked at again, should it end in between.
        let mut noted = looks.clone();
        for name in later.iter().map(|(part, ..)| part.name()) {
            match before.0.get(&name) {
                Some(n) => noted.0.insert(name, *n),
                None => noted.0.remove(&name),
            };
        }
        store.alerts().save_looks(&mut tx, &wave.id, &noted, version);
        match store.commit(tx).await {
            Ok(()) if later.is_empty() => return Ok(()),
            Ok(()) => {}
            // Another program looked at the same moment.
            Err(TableError::Conflict { .. }) => return Ok(()),
            Err(error) => return Err(error),
        }
        version = Some(version.map_or(1, |version| version + 1));
        below = later;
    }
}

fn raised_now(store: &Store, wave: &Wave, (part, counts, high): (Part, Counts, f64)) -> Result<Alert, TableError> {
    let id = store.alerts().id(&wave.id, &part)?;
    let (wave, aim, raised_at) = (wave.id.clone(), wave.aim(), store.now());
    Ok(Alert { id, wave, part, satisfied: counts.satisfied, n: counts.n, high, aim, raised_at, actions: Vec::new() })
}

/// Notes what was done about an alert, over the version read: one commit. From
/// then on it is on nobody's list.
///
/// # Errors
/// A conflict where it changed meanwhile.
pub async fn act(store: &Store, read: Versioned<Alert>, text: String, actor: Actor) -> Result<Alert, TableError> {
    let mut after = read.value.clone();
    after.actions.push(Action { text, at: store.now(), actor });
    let mut tx = Transaction::new();
    store.alerts().save(&mut tx, &read, &after);
    store.commit(tx).await?;
    Ok(after)
}

/// The alert of a commit.
pub(crate) fn alert_of(aggregate: &str) -> Option<AlertId> {
    AlertId::parse(aggregate.strip_prefix(keys::ALERT)?).ok()
}
