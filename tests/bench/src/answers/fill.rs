//! A survey, a wave and the wave before, with their answers.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::{Months, NaiveDate, TimeDelta};
use domain::Language;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, SurveyId};
use domain::survey::{AnswerValue, Answers, Response, Survey, SurveyTarget};
use domain::wave::{AFTER_VISIT, Wave};
use serde_json::json;
use store::repos::surveys::ContactRequest;
use store::{Store, Transaction};

use super::{FEW, SURVEY, WAVES};

/// Agencies that received people, each at every place.
const AGENCIES: [&str; 4] = ["innoviris", "hub", "actiris", "finance"];
/// One in so many wrote something.
const WRITES: usize = 5;
/// Answers of one commit, two rows each.
const AT_ONCE: usize = 45;
/// Commits under way at once.
const COMMITS: usize = 32;

/// Enters answers to a survey and to a wave, and few to the wave before;
/// answers how many.
pub(super) async fn fill(store: &Store, answers: usize) -> anyhow::Result<usize> {
    let today = store.now().day_in(BRUSSELS);
    let catalogue = store.catalogue().load().await?;
    let month = |back: u32| today.checked_sub_months(Months::new(back)).context("a month");
    let survey = SurveyId::parse(SURVEY)?;
    let about = |location: &LocationId, agency: &str| -> anyhow::Result<SurveyTarget> {
        Ok(SurveyTarget { location: Some(location.clone()), agency: Some(AgencyId::parse(agency)?), permanence: None })
    };
    let wave = |id: &str, opens: NaiveDate, closes: NaiveDate| -> anyhow::Result<Wave> {
        Ok(serde_json::from_value(json!({
            "id": id, "variant": AFTER_VISIT, "opens": opens, "closes": closes, "created_at": store.now()
        }))?)
    };
    let alone = wave(SURVEY, month(1)?, today + TimeDelta::days(30))?;
    let alone = alone.survey(survey.clone(), about(&LocationId::parse("icab")?, "innoviris")?).context("a survey")?;
    let mut tx = Transaction::new();
    store.surveys().create(&mut tx, &Survey { wave: None, ..alone });
    for number in 0..7 {
        let contact: ContactRequest = serde_json::from_value(json!({"id": format!("c{number}"), "name": "Ana Dubois",
            "email": format!("ana{number}@company.example"), "language": "fr", "day": today}))?;
        store.surveys().add_contact(&mut tx, &survey, &contact, store.now().seconds() + 1_000_000);
    }
    store.commit(tx).await?;
    enter(store, &[survey], answers).await?;
    let places: Vec<LocationId> = catalogue.locations_on(today).map(|place| place.id.clone()).collect();
    let days = [(month(1)?, today + TimeDelta::days(30)), (month(4)?, month(2)?)];
    let mut stored = answers;
    for (at, (id, (opens, closes))) in WAVES.iter().zip(days).enumerate() {
        let wave = wave(id, opens, closes)?;
        let mut tx = Transaction::new();
        store.waves().save(&mut tx, &wave, None);
        store.commit(tx).await?;
        let mut surveys = Vec::new();
        for place in &places {
            for agency in AGENCIES {
                surveys.push(of_wave(store, &wave, about(place, agency)?).await?);
            }
        }
        let some = if at == 0 { answers } else { FEW };
        enter(store, &surveys, some).await?;
        stored += some;
    }
    Ok(stored)
}

async fn of_wave(store: &Store, wave: &Wave, target: SurveyTarget) -> anyhow::Result<SurveyId> {
    let id = store.waves().survey_id(&wave.id, &target)?;
    let survey = wave.survey(id.clone(), target).context("a survey of a wave")?;
    store.waves().make_survey(&survey).await?;
    Ok(id)
}

/// Enters answers, to each of some surveys in turn.
async fn enter(store: &Store, surveys: &[SurveyId], answers: usize) -> anyhow::Result<()> {
    let numbers: Vec<usize> = (0..answers).collect();
    for many in numbers.chunks(AT_ONCE * COMMITS) {
        let commits = many.chunks(AT_ONCE).map(|some| {
            let mut tx = Transaction::new();
            for number in some {
                let survey = surveys[number % surveys.len()].clone();
                let response = Response::new(survey, Language::Fr, store.now(), given(*number, surveys.len()));
                store.surveys().respond(&mut tx, &response, &store.ids().random());
            }
            let store = store.clone();
            tokio::spawn(async move { store.commit(tx).await })
        });
        for done in futures::future::try_join_all(commits).await? {
            done?;
        }
    }
    Ok(())
}

/// What somebody answers, by their number; those whom Innoviris received are less
/// satisfied than is aimed at.
fn given(number: usize, surveys: usize) -> Answers {
    let agency = number % surveys % AGENCIES.len();
    let nth = number / surveys + number % surveys;
    let is_low = if agency == 0 && surveys > 1 { nth.is_multiple_of(2) } else { nth.is_multiple_of(10) };
    let overall = if is_low { 2 } else { 4 + i64::try_from(nth % 2).unwrap_or_default() };
    let numbers = [("overall", overall), ("useful", overall), ("effort", 4), ("language", 5)];
    let mut answers: BTreeMap<String, AnswerValue> =
        numbers.into_iter().map(|(id, value)| (id.to_owned(), AnswerValue::Number(value))).collect();
    let recommend = AnswerValue::Number(i64::try_from(nth % 11).unwrap_or_default());
    answers.insert("recommend".to_owned(), recommend);
    answers.insert("referred".to_owned(), AnswerValue::Code("no".to_owned()));
    if number.is_multiple_of(WRITES) {
        answers.insert("suggestions".to_owned(), AnswerValue::Text(format!("Un créneau le soir, à {number} près.")));
    }
    Answers(answers)
}
