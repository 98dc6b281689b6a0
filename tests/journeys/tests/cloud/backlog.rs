//! A backlog and a slow mail service: an invocation ends before its deadline
//! with nothing in flight, the next goes on, and one that is killed leaves
//! nothing to leave again but what was in flight.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use futures::lock::Mutex;
use journeys::Home;
use journeys::cloud::Cloud;
use journeys::needs::{at, need, zoe};
use serde_json::Value;

/// Mails that wait, two for each need, unless `BACKLOG` says how many: what a
/// slow service needs longer for than one invocation has.
const MAILS: usize = 400;
/// An invocation's time here: 20 seconds less are for taking mails. With
/// `BACKLOG` it has what the template gives.
const INVOCATION: Duration = Duration::from_secs(23);
/// When SES answers a mail that it took.
const ANSWERS_AFTER: f64 = 0.25;
/// Mails that are in flight at once.
const AT_ONCE: usize = 4;
/// Until these were settled, at most.
const PATIENCE: Duration = Duration::from_mins(3);
/// Mails that were settled when an invocation is killed.
const KILLED_AFTER: usize = 10;

/// Needs that came in and whose mails wait: copies of one that was taken in,
/// each with an id and a recipient of its own.
async fn needs_that_wait(home: &Cloud, count: usize) -> anyhow::Result<Vec<String>> {
    let taken = home.coordinator().create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    let first = taken["id"].as_str().context("a need has an id")?.to_owned();
    let rows = home.rehearsal().rows().await?;
    let text = |row: &Value| row.to_string();
    // Of the request, and of the person: no need has a second one.
    let of_one = |row: &str| row.contains("IDEM#") || row.contains("\"PERSON#");
    let of_need: Vec<String> = rows.iter().map(text).filter(|row| row.contains(&first) && !of_one(row)).collect();
    let mut ids = vec![first.clone()];
    let mut copies = Vec::new();
    for number in 1..count {
        let id = format!("{}{number:06}", first.get(..first.len() - 6).unwrap_or_default());
        for row in &of_need {
            let row =
                row.replace(&first, &id).replace("zoe@zoe-robotics.example", &format!("member-{number}@example.org"));
            let mut row: Value = serde_json::from_str(&row)?;
            if row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("PENDING#")) {
                row["pk"]["S"] = store::keys::pending(&format!("NEED#{id}"), 1).pk.into();
            }
            copies.push(row);
        }
        ids.push(id);
    }
    home.rehearsal().put_rows(&copies).await?;
    Ok(ids)
}

/// Deliveries that the dispatcher says it settled.
fn settled(home: &Cloud) -> BTreeSet<String> {
    let lines = home.rehearsal().log().lines();
    let settled = lines.iter().filter(|line| line.contains("a delivery was settled"));
    let lines = settled.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.filter_map(|line| Some(line["delivery"].as_str()?.to_owned())).collect()
}

/// Whether mails wait still. One that was settled may not have been logged by
/// the program that was killed then: towards the end the table says it.
async fn mails_wait(home: &Cloud, mails: usize) -> anyhow::Result<bool> {
    if settled(home).len() + AT_ONCE < mails {
        return Ok(true);
    }
    Ok(due(home).await?.iter().any(|due| due["is_act"] != true))
}

/// The due rows of all deliveries.
async fn due(home: &Cloud) -> anyhow::Result<Vec<Value>> {
    let rows = home.rehearsal().rows().await?;
    let due = rows.iter().filter(|row| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("DUE#")));
    Ok(due.filter_map(|row| serde_json::from_str(row["doc"]["S"].as_str()?).ok()).collect())
}

/// How often each delivery's mail left.
async fn copies(home: &Cloud) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut copies = BTreeMap::new();
    for mail in home.mailbox().await? {
        let id = mail.message_id.trim_start_matches('<').split('@').next().unwrap_or_default();
        *copies.entry(id.to_owned()).or_default() += 1;
    }
    Ok(copies)
}

/// Kills the dispatcher while mails are on their way; answers what it had in
/// hand. The timer waits meanwhile, so that nobody takes more.
async fn killed_in_the_middle(home: &Cloud, timer: &Mutex<()>) -> anyhow::Result<BTreeSet<String>> {
    let watch = async {
        while settled(home).len() < KILLED_AFTER || copies(home).await?.len() == settled(home).len() {
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, watch).await.context("mails leave")??;
    let _waits = timer.lock().await;
    home.kill_and_start_again("dispatch").await?;
    leased(home).await
}

/// Deliveries that somebody holds under a lease.
async fn leased(home: &Cloud) -> anyhow::Result<BTreeSet<String>> {
    let due = due(home).await?;
    let leased = due.iter().filter(|due| due["leased_by"].is_string());
    Ok(leased.filter_map(|due| Some(due["id"].as_str()?.to_owned())).collect())
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::disallowed_methods, reason = "whoever runs the journeys says how many mails wait")]
async fn a_backlog_leaves_once_whatever_ends_an_invocation() -> anyhow::Result<()> {
    let asked = std::env::var("BACKLOG").ok().map(|mails| mails.parse::<usize>()).transpose()?;
    let mails = asked.unwrap_or(MAILS);
    let home = Cloud::without_stream().await?;
    let stage = home.rehearsal();
    let ids = needs_that_wait(&home, mails / 2).await?;
    stage.slow_mail(ANSWERS_AFTER).await?;
    if asked.is_none() {
        stage.end_after("dispatch", INVOCATION)?;
    }

    let began = Instant::now();
    let between_strikes = Mutex::new(());
    let timer = async {
        let (mut invocations, mut failures) = (0, Vec::new());
        while mails_wait(&home, mails).await? {
            anyhow::ensure!(invocations < mails, "{} of {mails} left", settled(&home).len());
            drop(between_strikes.lock().await);
            failures.extend(home.advance("PT1M").await.err().map(|why| why.to_string()));
            invocations += 1;
        }
        Ok((invocations, failures))
    };
    let ((invocations, failures), in_flight) = tokio::try_join!(timer, killed_in_the_middle(&home, &between_strikes))?;
    // The kill may have come between two invocations, and with nothing in hand.
    let killed = "dispatch failed: Runtime exited with error: signal: killed";
    assert!(failures.len() <= 1 && failures.iter().all(|why| why == killed), "all others end in time: {failures:?}");
    assert!(in_flight.len() <= AT_ONCE, "{in_flight:?}");
    let copies = copies(&home).await?;
    let twice: BTreeSet<String> = copies.iter().filter(|(_, times)| **times > 1).map(|(id, _)| id.clone()).collect();
    println!(
        "{mails} mails, {invocations} invocations, one killed with {} in flight: {} copies, {} s",
        in_flight.len(),
        copies.values().sum::<usize>(),
        began.elapsed().as_secs()
    );
    assert_eq!(copies.len(), mails, "every mail left");
    assert!(copies.values().all(|times| *times <= 2) && twice.is_subset(&in_flight), "{twice:?}: {in_flight:?}");
    assert!(invocations > 3, "{invocations}: the backlog is longer than an invocation");

    let sent = home.coordinator().list("/v1/referrals?status=sent").await?;
    assert_eq!(sent.len(), ids.len(), "and every referral is sent");
    for id in ids.iter().step_by(50) {
        assert_eq!(need(&home, id).await?["referrals"][0]["status"], "sent", "{id}");
    }
    Ok(())
}
