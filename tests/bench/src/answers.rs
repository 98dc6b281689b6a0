//! Survey answers among few and among many, in this process: what results, their
//! filters, their tables and their pages read, and how long they take, to the
//! first byte where it is a table. Both stores are files, as the host has them;
//! answers are counted by the dispatcher, as in the product, and then counted anew.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use chrono::{Months, NaiveDate, TimeDelta};
use dispatch::Dispatcher;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, LocationId, SurveyId, WaveId};
use domain::staff::StaffRole;
use domain::survey::{AnswerValue, Answers, Response, SurveyTarget};
use domain::wave::{AFTER_VISIT, Wave};
use mail::transport::Memory;
use serde_json::json;
use store::decorators::CountingTable;
use store::repos::surveys::ContactRequest;
use store::{Store, Transaction};
use store_embedded::EmbeddedTable;
use tempfile::TempDir;
use testkit::{BASE_URL, Request, TestApp};

use crate::among::{Took, compare};

/// Answers to the survey and to the wave of the small table, and of the large one;
/// the wave before had a tenth.
const FEW: usize = 1_000;
pub(crate) const MANY: usize = 100_000;
/// Agencies that received people, each at every place.
const AGENCIES: [&str; 4] = ["innoviris", "hub", "actiris", "finance"];
/// One in so many wrote something.
const WRITES: usize = 5;
/// Answers of one commit, two rows each.
const AT_ONCE: usize = 45;
/// Commits under way at once.
const COMMITS: usize = 32;
/// How often a question is timed.
const TIMES: usize = 60;
/// The wave that is asked about, and the one before.
const WAVES: [&str; 2] = ["bench-wave", "bench-before"];
/// The survey that stands by itself.
const SURVEY: &str = "bench-survey";

/// Who asks.
#[derive(Debug, Clone, Copy)]
enum Who {
    Anybody,
    Coordinator,
    /// Of Innoviris: sees that agency alone.
    Adviser,
    /// Of ICAB: sees that place alone.
    Host,
}

/// What is asked. A table is timed to its first byte.
const ASKED: [(Who, &str); 21] = [
    (Who::Coordinator, "/v1/surveys/{survey}/results"),
    (Who::Anybody, "/v1/surveys/{survey}/results"),
    (Who::Coordinator, "/v1/surveys/{survey}/results.csv"),
    (Who::Anybody, "/v1/surveys/{survey}/results.csv"),
    (Who::Coordinator, "/v1/surveys/{survey}/texts?limit=20"),
    (Who::Coordinator, "/v1/surveys/{survey}/contacts?limit=20"),
    (Who::Coordinator, "/v1/waves/{wave}/results"),
    (Who::Adviser, "/v1/waves/{wave}/results"),
    (Who::Host, "/v1/waves/{wave}/results"),
    (Who::Coordinator, "/v1/surveys?limit=20"),
    (Who::Coordinator, "/v1/waves?limit=20"),
    (Who::Coordinator, "/v1/alerts?limit=20"),
    (Who::Coordinator, "/console/survey"),
    (Who::Coordinator, "/console/survey/{survey}"),
    (Who::Adviser, "/console/survey/{survey}"),
    (Who::Coordinator, "/console/survey/waves"),
    (Who::Coordinator, "/console/survey/waves/{wave}"),
    (Who::Adviser, "/console/survey/waves/{wave}"),
    (Who::Host, "/console/survey/waves/{wave}"),
    (Who::Coordinator, "/console/survey/alerts"),
    (Who::Anybody, "/s/p.icab"),
];

struct Filled {
    app: TestApp,
    table: Arc<CountingTable<EmbeddedTable>>,
    _folder: TempDir,
}

impl Filled {
    async fn with(answers: usize) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("permanence-answers").tempdir()?;
        let table = Arc::new(CountingTable::new(EmbeddedTable::open(folder.path().join("answers.redb"))?));
        let app = TestApp::over(Arc::clone(&table) as _, vec![survey::routes()], false).await;
        let started = Instant::now();
        let stored = fill(app.store(), answers).await?;
        let entered = started.elapsed();
        let transport = Arc::new(Memory::new());
        let dispatcher =
            Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "bench".to_owned());
        let mut counted = 0;
        while counted < stored {
            let now = dispatcher.sweep().await?.counted;
            ensure!(now > 0, "{counted} of {stored} counted, and none of the rest");
            counted += now;
        }
        let both = started.elapsed();
        println!(
            "answers: {stored} entered in {:.0} s and counted; together in {:.0} s",
            entered.as_secs_f64(),
            both.as_secs_f64()
        );
        // The next morning finds what fell below its aim.
        app.clock.advance(TimeDelta::days(1));
        dispatcher.upkeep().await?;
        dispatcher.come_to_rest().await?;
        let filled = Self { app, table, _folder: folder };
        filled.count_anew(stored).await?;
        Ok(filled)
    }

    /// What is kept is what the answers come to.
    async fn count_anew(&self, stored: usize) -> anyhow::Result<()> {
        self.table.take();
        let started = Instant::now();
        let found = flows::surveys::count_anew(self.app.store()).await?;
        let took = started.elapsed();
        let differed: Vec<_> = found.iter().filter(|one| !one.differed.is_empty()).collect();
        let answers: u64 = found.iter().map(|one| one.n).sum();
        println!(
            "answers: {answers} to {} surveys counted anew in {:.1} s, {} rows read: {} surveys differed",
            found.len(),
            took.as_secs_f64(),
            self.table.take().rows_read,
            differed.len()
        );
        ensure!(differed.is_empty(), "counted anew it is something else: {differed:?}");
        ensure!(answers == stored as u64, "{stored} answers were entered");
        Ok(())
    }
}

/// A table, and everybody who asks.
struct Asking<'a> {
    filled: &'a Filled,
    coordinator: Request<'a>,
    adviser: Request<'a>,
    host: Request<'a>,
}

impl<'a> Asking<'a> {
    async fn of(filled: &'a Filled) -> anyhow::Result<Self> {
        let adviser = StaffRole::Adviser { agency: AgencyId::parse("innoviris")? };
        let host = StaffRole::Host { location: LocationId::parse("icab")? };
        Ok(Self {
            filled,
            coordinator: filled.app.as_staff(StaffRole::Coordinator).await,
            adviser: filled.app.as_staff(adviser).await,
            host: filled.app.as_staff(host).await,
        })
    }

    async fn ask(&self, who: Who, path: &str) -> anyhow::Result<Took> {
        let request = match who {
            Who::Anybody => self.filled.app.anonymous(),
            Who::Coordinator => self.coordinator.clone(),
            Who::Adviser => self.adviser.clone(),
            Who::Host => self.host.clone(),
        };
        self.filled.table.take();
        let started = Instant::now();
        let answer = if path.contains(".csv") { request.get_first_piece(path).await } else { request.get(path).await };
        let time = started.elapsed();
        ensure!(answer.status == 200 && !answer.body.is_empty(), "{path}: {} {}", answer.status, answer.text());
        let shown = answer.json()["items"].as_array().map_or(0, Vec::len);
        Ok(Took { time, rows: self.filled.table.take().rows_read, shown })
    }
}

/// Prints all; an error where something falls short of the aim.
pub(crate) async fn measure(many: usize) -> anyhow::Result<()> {
    let (small, large) = (Filled::with(FEW).await?, Filled::with(many).await?);
    let (few, most) = (Asking::of(&small).await?, Asking::of(&large).await?);
    let mut short = Vec::new();
    println!("{:<58} {:>11} {:>15} {:>6}", "asked", "rows read", "p50 ms", "ratio");
    for (who, path) in ASKED {
        let path = path.replace("{survey}", SURVEY).replace("{wave}", WAVES[0]);
        let found = compare([&few, &most], TIMES, async |one: &Asking<'_>| one.ask(who, &path).await).await?;
        let what = format!("{path}, {}", format!("{who:?}").to_lowercase());
        println!(
            "{what:<58} {:>5}/{:<5} {:>7.2}/{:<7.2} {:>6.2}",
            found.rows[0],
            found.rows[1],
            found.ms[0],
            found.ms[1],
            found.ratio()
        );
        short.extend(found.short(&what));
    }
    ensure!(short.is_empty(), "short of an aim: {}", short.join("; "));
    Ok(())
}

/// Enters answers to a survey and to a wave, and a tenth to the wave before;
/// answers how many.
async fn fill(store: &Store, answers: usize) -> anyhow::Result<usize> {
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
    store.surveys().create(&mut tx, &domain::survey::Survey { wave: None, ..alone });
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
        let some = if at == 0 { answers } else { answers / 10 };
        enter(store, &surveys, some).await?;
        stored += some;
    }
    Ok(stored)
}

async fn of_wave(store: &Store, wave: &Wave, target: SurveyTarget) -> anyhow::Result<SurveyId> {
    let id = store.waves().survey_id(&WaveId::clone(&wave.id), &target)?;
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
    let mut answers: std::collections::BTreeMap<String, AnswerValue> =
        numbers.into_iter().map(|(id, value)| (id.to_owned(), AnswerValue::Number(value))).collect();
    let recommend = AnswerValue::Number(i64::try_from(nth % 11).unwrap_or_default());
    answers.insert("recommend".to_owned(), recommend);
    answers.insert("referred".to_owned(), AnswerValue::Code("no".to_owned()));
    if number.is_multiple_of(WRITES) {
        answers.insert("suggestions".to_owned(), AnswerValue::Text(format!("Un créneau le soir, à {number} près.")));
    }
    Answers(answers)
}
