//! The stream and the timer: one alone, both, twice, and two dispatchers.

use std::time::Duration;

use futures::future::try_join_all;
use journeys::Home;
use journeys::cloud::Cloud;
use journeys::needs::{at, zoe};
use reqwest::Method;
use serde_json::json;

use crate::{NEEDS, nothing_is_lost_or_doubled, send_needs};

/// Waits until so many mails left, with no timer that strikes.
async fn mails_without_timer(home: &Cloud, count: usize) -> anyhow::Result<()> {
    for _ in 0..300 {
        if home.mailbox().await?.len() >= count {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("{} of {count} mails left", home.mailbox().await?.len())
}

#[tokio::test]
async fn without_any_timer_the_stream_does_the_work() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let ids = send_needs(&home, NEEDS).await?;
    mails_without_timer(&home, 2 * NEEDS).await?;
    nothing_is_lost_or_doubled(&home, &ids).await?;
    assert!(home.rehearsal().stream().fed() >= NEEDS as u64, "a mark for each need");
    Ok(())
}

#[tokio::test]
async fn a_sign_in_link_and_a_calendar_s_address_leave_without_the_timer() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.anybody().form("/console/sign-in", &[("email", "coordination@permanence.example")]).await?.must_be(303)?;
    mails_without_timer(&home, 1).await?;
    let adviser = json!({"agency": "innoviris", "name": "Ada", "email": "ada@innoviris.example", "languages": ["fr"]});
    let coordinator = home.coordinator();
    let put = coordinator.ask(Method::PUT, "/v1/advisers/ada").header("if-none-match", "*").json(&adviser);
    coordinator.send(put).await?.must_be(201)?;
    let desk = journeys::Desk::of_link(&home, "coordination@permanence.example").await?;
    let path = "/console/schedule/advisers/ada";
    desk.press(path, &format!("{path}/calendar"), |form| form.with("action", "send")).await?;
    mails_without_timer(&home, 2).await?;
    assert_eq!(home.mails_to("ada@innoviris.example").await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn two_dispatchers_side_by_side_lose_and_double_nothing() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().add_program("dispatch")?;
    home.rehearsal().stream().feed_twice();
    // The timer strikes again and again beside the stream: both are at the same marks.
    let strikes = async {
        for _ in 0..20 {
            try_join_all([home.rehearsal().tick(), home.rehearsal().tick()]).await?;
        }
        anyhow::Ok(())
    };
    let (ids, ()) = futures::try_join!(send_needs(&home, NEEDS), strikes)?;
    home.settle().await?;
    nothing_is_lost_or_doubled(&home, &ids).await?;
    assert_eq!(home.mailbox().await?.len(), 2 * NEEDS, "and no mail left twice");
    Ok(())
}

#[tokio::test]
async fn a_stream_that_stops_for_a_while_loses_nothing() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().stream().stop();
    let ids = send_needs(&home, NEEDS).await?;
    assert_eq!(home.mailbox().await?.len(), 0, "nothing feeds the dispatcher");
    home.rehearsal().stream().go_on();
    home.settle().await?;
    nothing_is_lost_or_doubled(&home, &ids).await
}

#[tokio::test]
async fn without_any_stream_the_timer_does_the_work() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().stream().stop();
    let ids = send_needs(&home, NEEDS).await?;
    // What does not fit into one invocation is the next minute's.
    for _ in 0..3 {
        home.advance("PT1M").await?;
    }
    nothing_is_lost_or_doubled(&home, &ids).await
}

#[tokio::test]
async fn every_record_fed_twice_changes_nothing() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().stream().feed_twice();
    let ids = send_needs(&home, NEEDS).await?;
    home.settle().await?;
    nothing_is_lost_or_doubled(&home, &ids).await?;
    assert_eq!(home.mailbox().await?.len(), 2 * ids.len(), "and no mail left twice");
    Ok(())
}

#[tokio::test]
async fn a_record_that_can_not_be_read_does_not_hold_up_the_others() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().stream().stop();
    let taken = home.coordinator().create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    let id = taken["id"].as_str().unwrap_or_default();
    let record = |sequence: &str, doc: &str| {
        json!({"eventName": "INSERT", "dynamodb": {
            "SequenceNumber": sequence, "Keys": {"pk": {"S": "PENDING#00"}, "sk": {"S": "PLAN#x"}},
            "NewImage": {"doc": {"S": doc}}
        }})
    };
    let good = json!({"aggregate": format!("NEED#{id}"), "version": 1}).to_string();
    let answer = home.rehearsal().feed(&json!({"Records": [record("1", "{"), record("2", &good)]})).await?;
    assert_eq!(answer, json!({"batchItemFailures": []}));
    assert_eq!(home.mailbox().await?.len(), 2, "the second record was worked on");
    Ok(())
}
