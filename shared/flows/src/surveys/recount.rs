//! The figures of surveys counted anew, out of the answers as they are stored.

use std::collections::BTreeMap;

use domain::ids::SurveyId;
use domain::questionnaire::Questionnaire;
use domain::statistics::{Tally, shown_to_public};
use store::repos::recount::Nonces;
use store::repos::surveys::Figures;
use store::{Store, TableError, Transaction, keys};

/// A survey whose answers were counted anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recounted {
    /// The survey.
    pub survey: SurveyId,
    /// Its answers, without those that still wait to be counted.
    pub n: u64,
    /// What was kept otherwise: of what, as kept, as counted anew. Empty where
    /// all of it was the same.
    pub differed: Vec<(String, u64, u64)>,
}

/// Counts the answers of every survey anew and holds them against what was kept;
/// what differs is mended. Answers that wait to be counted wait on. Nothing else
/// may count meanwhile.
///
/// # Errors
/// A row that can't be read, or somebody who counted at the same time.
pub async fn count_anew(store: &Store) -> Result<Vec<Recounted>, TableError> {
    let catalogue = store.catalogue().load().await?;
    let asked = catalogue.ever_asked();
    let uncounted: BTreeMap<SurveyId, Nonces> = store.surveys().uncounted().await?;
    let mut found = Vec::new();
    for survey in store.surveys().every().await? {
        let anew = counted(store, &survey, &asked, uncounted.get(&survey)).await?;
        let Some(kept) = store.surveys().figures(&survey).await? else { continue };
        let before = kept.live.as_ref().map(|live| live.value.clone()).unwrap_or_default();
        let differed = anew.differences(&before);
        if !differed.is_empty() {
            mend(store, &kept, &anew, &asked).await?;
        }
        found.push(Recounted { survey, n: anew.n, differed });
    }
    Ok(found)
}

/// What the answers of a survey come to: a query for each shard, and for each
/// thousand more in it.
async fn counted(
    store: &Store,
    survey: &SurveyId,
    asked: &Questionnaire,
    uncounted: Option<&Nonces>,
) -> Result<Tally, TableError> {
    let mut tally = Tally::default();
    for shard in 0..keys::SHARDS {
        let mut after = None;
        loop {
            let (responses, next) = store.surveys().responses_in(survey, shard, after).await?;
            for (nonce, response) in &responses {
                if uncounted.is_none_or(|uncounted| !uncounted.contains(nonce)) {
                    tally.add(&response.answers, asked);
                }
            }
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(tally)
}

/// Keeps what was counted anew. What others see stays as it is where it can stay:
/// they see it change in steps of five answers only, unless it shows more than there is.
async fn mend(store: &Store, kept: &Figures, anew: &Tally, asked: &Questionnaire) -> Result<(), TableError> {
    let survey = &kept.survey.id;
    let mut tx = Transaction::new();
    store.surveys().save_tally(&mut tx, survey, anew, kept.live.as_ref().map(|live| live.version));
    let shown = kept.shown.as_ref().map(|shown| shown.value.clone()).unwrap_or_default();
    let is_more = anew.differences(&shown).iter().any(|(_, shown, anew)| shown > anew);
    let next = if is_more {
        Some(shown_to_public(&Tally::default(), anew, asked).unwrap_or_default())
    } else {
        shown_to_public(&shown, anew, asked)
    };
    if let Some(next) = next {
        store.surveys().show_tally(&mut tx, survey, &next);
    }
    store.commit(tx).await
}
