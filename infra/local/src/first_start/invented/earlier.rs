//! Waves after visits of a year before, so that a line has something to draw, the
//! first of them with too few answers to be shown; and how many came in each wave.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Context as _;
use chrono::Days;
use domain::catalogue::Catalogue;
use domain::ids::{SurveyId, WaveId};
use serde_json::json;
use store::{Store, Transaction, keys};

use super::answers::{RECEIVED, answers_after_visits, received_at, respond, wave};
use super::{Begun, once};

/// A wave of before.
struct Earlier {
    id: &'static str,
    /// Days since it opened.
    opened: u64,
    /// Days since it closed.
    closed: u64,
    /// Which of the answers were given in it.
    given: Range<usize>,
    /// One in so many of them was a bad one.
    bad: usize,
}

/// The oldest first; their ids put them behind the later ones in the list.
const EARLIER: [Earlier; 3] = [
    Earlier { id: "demo-ago-1", opened: 390, closed: 301, given: 0..3, bad: 9 },
    Earlier { id: "demo-ago-2", opened: 300, closed: 211, given: 1..37, bad: 3 },
    Earlier { id: "demo-ago-3", opened: 210, closed: 121, given: 2..36, bad: 5 },
];
/// How many came, by the place above of who received them; of those at Greenbizz
/// fewer answer.
const CAME: [u64; 6] = [11, 9, 16, 27, 8, 15];

pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let today = begun.today();
    let given = answers_after_visits();
    for Earlier { id, opened, closed, given: some, bad } in EARLIER {
        let wave = wave(id, "after_visit", (today - Days::new(opened), today - Days::new(closed)), begun)?;
        let mut tx = Transaction::new();
        store.waves().save(&mut tx, &wave, None);
        once(store, tx).await?;
        let mut some = given[some].to_vec();
        for (_, answers) in some.iter_mut().step_by(bad) {
            answers.insert("overall".to_owned(), json!(2));
            answers.insert("effort".to_owned(), json!(2));
            answers.insert("recommend".to_owned(), json!(5));
        }
        for at in 0..RECEIVED.len() {
            let target = received_at(at)?;
            let id = store.waves().survey_id(&wave.id, &target)?;
            let survey = wave.survey(id, target).context("a survey of a wave")?;
            store.waves().make_survey(&survey).await?;
            let own: Vec<_> = some.iter().skip(at).step_by(RECEIVED.len()).cloned().collect();
            if !own.is_empty() {
                respond(store, catalogue, (&survey, Transaction::new()), wave.closes, (at, &own)).await?;
            }
        }
        came(store, &wave.id).await?;
    }
    for id in ["demo-before", "demo-now"] {
        came(store, &WaveId::parse(id)?).await?;
    }
    Ok(())
}

/// How many came to each place and agency of a wave.
async fn came(store: &Store, wave: &WaveId) -> anyhow::Result<()> {
    let mut came: BTreeMap<SurveyId, u64> = BTreeMap::new();
    for (at, n) in CAME.into_iter().enumerate() {
        *came.entry(store.waves().survey_id(wave, &received_at(at)?)?).or_default() += n;
    }
    let mut tx = Transaction::new();
    for (survey, n) in &came {
        tx.create(keys::eligible(survey), n);
    }
    Ok(once(store, tx).await?)
}
