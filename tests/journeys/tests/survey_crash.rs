//! What takes the answers of surveys and what counts them may die at any moment:
//! every answer that was acknowledged is there and counted once, and each
//! survey's figures are what its stored answers come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use futures::future::try_join_all;
use journeys::day::day;
use journeys::dice::Dice;
use journeys::{Home, StoredRow, in_the_cloud, wait_to_try_again};
use serde_json::{Value, json};

const KILLS: u32 = 10;
const CONNECTIONS: u32 = 64;
/// Kills that must have hit answers in flight.
const HITS: usize = 8;
/// Where answers are sent, beside a survey that stands by itself: what an agency
/// does at a place, twice, and the code of a place, which asks for the agency.
const CODES: [&str; 3] = ["a.innoviris.icab", "a.hub.greenbizz", "p.icab"];

/// Answers in all: a commit of DynamoDB Local takes as long as twenty of the host's.
fn answers() -> u32 {
    if in_the_cloud() { 660 } else { 3_300 }
}

/// What is sent and acknowledged, by everybody together.
#[derive(Default)]
struct Sending {
    next: AtomicU32,
    in_flight: AtomicU32,
    acknowledged: AtomicU32,
    broken: AtomicU32,
}

/// What somebody answers, by their number; the text names it.
fn given(number: u32, to: &str) -> Value {
    let referred = if number.is_multiple_of(2) { "yes" } else { "no" };
    let mut answers = json!({
        "overall": 1 + number % 5, "useful": 1 + number % 4, "effort": 4, "referred": referred,
        "recommend": number % 11, "suggestions": text(number)
    });
    if to == "p.icab" {
        // Two that have a survey of their own in the wave, and none.
        answers["agency"] = ["hub", "innoviris", "other"][number as usize % 3].into();
    }
    json!({"language": "fr", "answers": answers})
}

fn text(number: u32) -> String {
    format!("Réponse {number:05}.")
}

/// One connection: sends one answer after another, each under a key of its own and
/// until it is acknowledged, as a program does whose connection breaks.
async fn send(home: Arc<dyn Home>, surveys: Arc<Vec<String>>, sending: Arc<Sending>) -> anyhow::Result<()> {
    // A client of its own, so that connections are as many as there are senders.
    let sender = home.coordinator();
    loop {
        let number = sending.next.fetch_add(1, Ordering::SeqCst);
        if number >= answers() {
            return Ok(());
        }
        let to = &surveys[number as usize % surveys.len()];
        let (path, key) = (format!("/v1/surveys/{to}/responses"), format!("survey-crash-{number}"));
        let mut tries = 0;
        sending.in_flight.fetch_add(1, Ordering::SeqCst);
        loop {
            match sender.create_as(&path, &given(number, to), &key).await {
                Ok(answer) if answer.status < 500 => {
                    answer.must_be(201)?;
                    break;
                }
                Ok(_) | Err(_) => {
                    sending.broken.fetch_add(1, Ordering::SeqCst);
                    wait_to_try_again(tries).await;
                }
            }
            tries += 1;
            anyhow::ensure!(tries < 2_000, "answer {number} was never acknowledged");
        }
        sending.in_flight.fetch_sub(1, Ordering::SeqCst);
        sending.acknowledged.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_answer_counts_once_after_ten_kills() -> anyhow::Result<()> {
    let home: Arc<dyn Home> = Arc::from(journeys::home().await?);
    let coordinator = home.coordinator();
    let wave = json!({"variant": "after_visit", "locations": [], "opens": day(0), "closes": day(9)});
    let wave = coordinator.create("/v1/waves", &wave).await?.must_be(201)?.json()?;
    let alone =
        json!({"variant": "after_visit", "location": "icab", "agency": "innoviris", "opens": day(0), "closes": day(9)});
    let alone = coordinator.create("/v1/surveys", &alone).await?.must_be(201)?.json()?;
    let alone = alone["id"].as_str().context("a survey has an id")?.to_owned();
    let surveys: Arc<Vec<String>> =
        Arc::new(CODES.iter().map(|code| (*code).to_owned()).chain([alone.clone()]).collect());

    let sending = Arc::new(Sending::default());
    let senders = (0..CONNECTIONS)
        .map(|_| tokio::spawn(send(Arc::clone(&home), Arc::clone(&surveys), Arc::clone(&sending))))
        .collect::<Vec<_>>();
    let mut dice = Dice::new();
    let mut at_kills = Vec::new();
    for kill in 1..=KILLS {
        // After so many more, whatever the machine takes for them.
        let until = kill * answers() / (KILLS + 1);
        while sending.acknowledged.load(Ordering::SeqCst) < until {
            anyhow::ensure!(senders.iter().any(|sender| !sender.is_finished()), "nobody sends any more");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(dice.milliseconds(0, 5)).await;
        at_kills.push(sending.in_flight.load(Ordering::SeqCst));
        // On one machine both are one program.
        home.kill_and_start_again(if kill % 2 == 1 { "survey" } else { "dispatch" }).await?;
    }
    for sender in try_join_all(senders).await? {
        sender?;
    }
    home.settle().await?;

    let rows = home.rows().await?;
    stored_once(&rows)?;
    let tallies = figures_are_those_of_the_answers(&rows)?;
    let counted: u64 = tallies.values().filter_map(|tally| tally["n"].as_u64()).sum();
    assert_eq!(counted, u64::from(answers()), "each counted once");

    // As everybody reads them.
    let of = async |path: String| anyhow::Ok(coordinator.get(&path).await?.must_be(200)?.json()?["n"].clone());
    let in_wave = of(format!("/v1/waves/{}/results", wave["id"].as_str().unwrap_or_default())).await?;
    let in_survey = of(format!("/v1/surveys/{alone}/results")).await?;
    assert_eq!(in_survey, tallies.get(&alone).context("it has figures")?["n"]);
    assert_eq!(in_wave.as_u64().zip(in_survey.as_u64()).map(|(wave, survey)| wave + survey), Some(counted));

    println!(
        "{} answers to {} surveys over {CONNECTIONS} connections, {KILLS} kills: {} requests broken off; in flight at each: {at_kills:?}",
        answers(),
        tallies.len(),
        sending.broken.load(Ordering::SeqCst)
    );
    assert!(at_kills.iter().filter(|count| **count > 0).count() >= HITS, "{at_kills:?}");
    assert!(sending.broken.load(Ordering::SeqCst) > 0, "a kill came amid the answers");
    Ok(())
}

/// Every answer stands once, what was written stands once apart from it, and
/// nothing waits to be counted.
fn stored_once(rows: &[StoredRow]) -> anyhow::Result<()> {
    let sent: BTreeSet<String> = (0..answers()).map(text).collect();
    for (kind, name) in [("RESPONSE#", "/answers/suggestions"), ("TEXT#", "/text")] {
        let stored = rows.iter().filter(|row| row.pk.starts_with("SURVEY#") && row.sk.starts_with(kind));
        let mut texts = BTreeSet::new();
        for row in stored {
            let text = row.doc.pointer(name).and_then(Value::as_str).context("an answer without its text")?;
            anyhow::ensure!(texts.insert(text.to_owned()), "{kind}: '{text}' stands twice");
        }
        assert!(texts == sent, "{kind}: {} of {} are there", texts.len(), sent.len());
    }
    let waiting = rows.iter().filter(|row| row.pk.starts_with("PENDING#") && row.sk.starts_with("COUNT#"));
    assert_eq!(waiting.count(), 0, "all are counted");
    Ok(())
}

/// Counts the stored answers and holds that against what is kept of each survey,
/// and what others see of it against that; answers the figures by survey.
fn figures_are_those_of_the_answers(rows: &[StoredRow]) -> anyhow::Result<BTreeMap<String, Value>> {
    let mut recount: BTreeMap<String, Value> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.pk.starts_with("SURVEY#") && row.sk.starts_with("RESPONSE#")) {
        let survey = row.doc["survey"].as_str().context("an answer without its survey")?;
        let tally = recount.entry(survey.to_owned()).or_insert_with(|| json!({"n": 0, "questions": {}}));
        add_one(&mut tally["n"]);
        for (question, answer) in row.doc["answers"].as_object().context("an answer without answers")? {
            if tally["questions"].get(question).is_none() {
                tally["questions"][question] = json!({"n": 0});
            }
            let counts = &mut tally["questions"][question];
            add_one(&mut counts["n"]);
            let value = match answer {
                Value::Number(number) => number.to_string(),
                // What was written is counted and not kept.
                Value::String(code) if question != "suggestions" => code.clone(),
                _ => continue,
            };
            if counts["counts"].get(&value).is_none() {
                counts["counts"][&value] = json!(0);
            }
            add_one(&mut counts["counts"][&value]);
        }
    }
    let kept = |sk: &str| -> BTreeMap<String, Value> {
        let tallies = rows.iter().filter(|row| row.pk.starts_with("SURVEY#") && row.sk == sk);
        tallies.map(|row| (row.pk.trim_start_matches("SURVEY#").to_owned(), row.doc.clone())).collect()
    };
    assert_eq!(kept("TALLY"), recount, "as kept, and as counted anew");
    for (survey, shown) in kept("TALLY#SHOWN") {
        let (shown, live) = (shown["n"].as_u64(), recount[&survey]["n"].as_u64());
        let behind = live.zip(shown).map(|(live, shown)| live.checked_sub(shown));
        assert!(matches!(behind, Some(Some(0..5))), "{survey}: others see {shown:?} of {live:?}");
    }
    Ok(recount)
}

fn add_one(count: &mut Value) {
    *count = json!(count.as_u64().unwrap_or_default() + 1);
}
