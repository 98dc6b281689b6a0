//! A table on a bad day: one call in ten is throttled, in conflict, or done
//! and its answer lost.

use anyhow::Context as _;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use journeys::bookings::{free, hold, wish};
use journeys::cloud::Cloud;
use journeys::day::{day, slot};
use journeys::needs::{at, need, zoe_from};
use journeys::{Answer, Home};
use serde_json::{Value, json};

use crate::{NEEDS, nothing_is_lost_or_doubled, send_needs};

/// Answers of a survey in one run.
const ANSWERS: usize = 40;
/// Bookings in one run, two for each slot of four mornings.
const BOOKINGS: usize = 32;

/// One call in ten had a fault, and each kind had its turn.
fn faults_were_had(home: &Cloud) {
    let had = home.rehearsal().faults().had();
    assert!(had.throttled > 0 && had.conflicts > 0 && had.cut_after_commit > 0 && had.cut_reads > 0, "{had:?}");
    assert!(had.all() * 10 + 20 >= had.calls && had.all() * 10 <= had.calls + 20, "one in ten: {had:?}");
}

/// A program repeats what was not answered, with the same key.
async fn until_taken(home: &Cloud, path: &str, body: &Value, key: &str) -> anyhow::Result<Answer> {
    for _ in 0..20 {
        let answer = home.coordinator().create_as(path, body, key).await?;
        if answer.status == 201 {
            return Ok(answer);
        }
        anyhow::ensure!(answer.status >= 500 || answer.status == 429, "{}: {}", answer.status, answer.body);
    }
    anyhow::bail!("{path} {key} was never taken")
}

/// The timer strikes on through the faults, and then without.
async fn come_to_rest(home: &Cloud) -> anyhow::Result<()> {
    for _ in 0..3 {
        // A timer that fails strikes again a minute later.
        let _ = home.advance("PT1M").await;
    }
    home.rehearsal().faults().one_in(0);
    home.advance("PT10M").await?;
    home.settle().await
}

#[tokio::test]
async fn needs_lose_and_double_nothing() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().faults().one_in(10);
    let ids = send_needs(&home, NEEDS).await?;
    come_to_rest(&home).await?;
    faults_were_had(&home);
    nothing_is_lost_or_doubled(&home, &ids).await
}

#[tokio::test]
async fn each_survey_answer_counts_once() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let survey = json!({"variant": "after_visit", "location": "icab", "agency": "innoviris",
        "opens": day(0), "closes": day(9)});
    let survey = home.coordinator().create("/v1/surveys", &survey).await?.must_be(201)?.json()?;
    let path = format!("/v1/surveys/{}", survey["id"].as_str().context("a survey has an id")?);
    home.rehearsal().faults().one_in(10);
    let (home, responses) = (&home, &format!("{path}/responses"));
    stream::iter(0..ANSWERS)
        .map(|number| async move {
            let body = json!({"language": "fr", "answers": {"overall": 1 + number % 5, "useful": 4, "effort": 4, "recommend": 9}});
            until_taken(home, responses, &body, &format!("answer-{number}")).await
        })
        .buffer_unordered(8)
        .try_collect::<Vec<_>>()
        .await?;
    come_to_rest(home).await?;
    faults_were_had(home);
    home.advance("PT10S").await?;
    let results = home.coordinator().get(&format!("{path}/results")).await?.must_be(200)?.json()?;
    assert_eq!(results["n"], ANSWERS, "{results}");
    Ok(())
}

#[tokio::test]
async fn each_booking_has_one_seat_and_one_mail() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    hold(&home, "icab-weekly", "icab", 3).await?;
    home.rehearsal().faults().one_in(10);
    let times = ["09:30", "10:15", "11:00", "11:45"];
    let home = &home;
    let made: Vec<Value> = stream::iter(0..BOOKINGS)
        .map(|number| async move {
            let at = slot(1 + number as u64 % 4, times[number / 4 % 4]);
            let asked = wish("icab-weekly", &at, &format!("guest-{number}@example.org"));
            until_taken(home, "/v1/bookings", &asked, &format!("booking-{number}")).await?.json()
        })
        .buffer_unordered(4)
        .try_collect()
        .await?;
    come_to_rest(home).await?;
    faults_were_had(home);
    for day in (1..=4).map(day) {
        assert_eq!(free(home, "icab", &day).await?, [1, 1, 1, 1], "two of three seats of each slot on {day}");
    }
    for (number, booking) in made.iter().enumerate() {
        assert_eq!(booking["status"], "booked", "{booking}");
        let mails = home.mails_to(&format!("guest-{number}@")).await?;
        let different: std::collections::BTreeSet<_> = mails.iter().map(|mail| &mail.message_id).collect();
        assert_eq!(different.len(), 1, "guest {number} is told once");
    }
    Ok(())
}

#[tokio::test]
async fn each_answer_of_an_agency_is_noted_once() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let mut needs = Vec::new();
    for number in 0..8 {
        let what = at("icab", zoe_from(&format!("member-{number}@zoe-robotics.example")));
        let taken = home.coordinator().create("/v1/needs", &what).await?.must_be(201)?.json()?;
        needs.push(taken["id"].as_str().context("a need has an id")?.to_owned());
    }
    home.settle().await?;
    let asked = home.mails_to(&home.agency_address("innoviris").await?).await?;
    assert_eq!(asked.len(), needs.len());
    home.rehearsal().faults().one_in(10);
    for mail in &asked {
        let path = mail.path("/r/").context("the mail holds no answer page")?;
        for fields in [vec![("action", "accept")], vec![("action", "done"), ("outcome", "helped")]] {
            let mut status = 0;
            for _ in 0..20 {
                // Pressed again where the page says that it did not work.
                status = home.anybody().form(&path, &fields).await?.status;
                if status == 303 {
                    break;
                }
                anyhow::ensure!(status >= 500, "{status}");
            }
            assert_eq!(status, 303, "{fields:?}");
        }
    }
    come_to_rest(&home).await?;
    faults_were_had(&home);
    for id in &needs {
        let closed = need(&home, id).await?;
        assert_eq!((&closed["status"], &closed["outcome"]), (&json!("closed"), &json!("helped")));
        for once in ["referral.accepted", "referral.done", "need.closed"] {
            let times = journeys::needs::what_happened(&closed).into_iter().filter(|what| *what == once).count();
            assert_eq!(times, 1, "{once} of {id}");
        }
    }
    Ok(())
}
