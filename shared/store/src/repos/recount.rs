//! Going through every answer of every survey, for figures to be counted anew.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::SurveyId;
use domain::survey::{Response, Survey};

use crate::context::decode;
use crate::error::TableError;
use crate::keys;
use crate::repos::surveys::SurveysRepo;
use crate::table::Query;

/// The random parts of responses.
pub type Nonces = BTreeSet<String>;

impl SurveysRepo<'_> {
    /// Every survey, those of waves too: a query for each thousand.
    pub async fn every(&self) -> Result<Vec<SurveyId>, TableError> {
        let mut ids = Vec::new();
        for list in [keys::SURVEYS, keys::WAVE_SURVEYS] {
            ids.extend(self.0.values::<Survey>(Query::partition(list)).await?.into_iter().map(|survey| survey.id));
        }
        Ok(ids)
    }

    /// A thousand of a survey's responses that fell into a shard, with their random
    /// parts, and where it goes on: one query.
    pub async fn responses_in(
        &self,
        survey: &SurveyId,
        shard: u8,
        after: Option<String>,
    ) -> Result<(Vec<(String, Response)>, Option<String>), TableError> {
        let query = Query::partition(keys::responses(survey, shard)).prefix(keys::RESPONSE).after(after);
        let page = self.0.page(&query).await?;
        let read = |row| {
            let response = decode::<Response>(row)?.value;
            Ok((row.key.sk.trim_start_matches(keys::RESPONSE).to_owned(), response))
        };
        Ok((page.rows.iter().map(read).collect::<Result<_, TableError>>()?, page.next))
    }

    /// The responses that are still to be counted, by survey: a query for each
    /// thousand marks of each shard.
    pub async fn uncounted(&self) -> Result<BTreeMap<SurveyId, Nonces>, TableError> {
        let mut uncounted = BTreeMap::<SurveyId, Nonces>::new();
        for shard in 0..keys::SHARDS {
            let mut after = None;
            loop {
                let waiting = self.0.outbox().waiting(shard, after, crate::table::MAX_PAGE).await?;
                for mark in waiting.counts {
                    uncounted.entry(mark.survey).or_default().insert(mark.nonce);
                }
                match waiting.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        Ok(uncounted)
    }
}
