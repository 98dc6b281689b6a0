//! Journeys that only the home in the cloud can have: a stream that stops or
//! repeats itself, a table that throttles, conflicts and breaks off, and mails
//! that come back.

use std::collections::BTreeMap;

use futures::{StreamExt as _, TryStreamExt as _, stream};
use journeys::cloud::Cloud;
use journeys::needs::{Source, at, need, zoe, zoe_needs};
use journeys::programs::Signer;
use journeys::{Answer, Home};
use reqwest::Method;
use serde_json::{Value, json};

/// Needs of one run.
const NEEDS: usize = 30;

/// Sends so many needs, each of a person of its own; answers their ids.
async fn send_needs(home: &Cloud, count: usize) -> anyhow::Result<Vec<String>> {
    stream::iter(0..count)
        .map(|number| async move {
            let mut body = at("icab", zoe());
            body["contact"]["email"] = format!("member-{number}@example.org").into();
            // A program repeats what was not answered, with the same key.
            let key = format!("need-{number}");
            for _ in 0..20 {
                let answer = home.coordinator().create_as("/v1/needs", &body, &key).await?;
                if answer.status == 201 {
                    return Ok(answer.json()?["id"].as_str().unwrap_or_default().to_owned());
                }
                anyhow::ensure!(answer.status >= 500 || answer.status == 429, "{}", answer.body);
            }
            anyhow::bail!("need {number} was never taken")
        })
        .buffer_unordered(8)
        .try_collect()
        .await
}

/// One need each, one referral each, and one mail to each recipient of each.
async fn nothing_is_lost_or_doubled(home: &Cloud, ids: &[String]) -> anyhow::Result<()> {
    let listed = home.coordinator().list("/v1/needs").await?.len();
    assert_eq!(listed, ids.len(), "needs");
    for id in ids {
        let need = need(home, id).await?;
        assert_eq!(need["referrals"].as_array().map(Vec::len), Some(1), "{need}");
        assert_eq!(need["referrals"][0]["status"], "sent", "{need}");
    }
    let mails = home.mailbox().await?;
    let mut by_message: BTreeMap<&str, usize> = BTreeMap::new();
    for mail in &mails {
        *by_message.entry(&mail.message_id).or_default() += 1;
    }
    // At least once by design; a mail that left twice is the same mail.
    assert_eq!(by_message.len(), 2 * ids.len(), "one mail to the agency and one to the member, for each need");
    for number in 0..ids.len() {
        let to = format!("member-{number}@");
        let different: std::collections::BTreeSet<_> =
            mails.iter().filter(|mail| mail.to.contains(&to)).map(|mail| &mail.message_id).collect();
        assert_eq!(different.len(), 1, "{to}");
    }
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
    home.advance("PT1M").await?;
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
async fn faults_on_one_call_in_ten_lose_and_double_nothing() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    home.rehearsal().faults().one_in(10);
    let ids = send_needs(&home, NEEDS).await?;
    for _ in 0..3 {
        // A timer that fails strikes again a minute later.
        let _ = home.advance("PT1M").await;
    }
    home.rehearsal().faults().one_in(0);
    let injected = home.rehearsal().faults().injected();
    assert!(injected > 20, "only {injected} faults");
    home.advance("PT10M").await?;
    home.settle().await?;
    nothing_is_lost_or_doubled(&home, &ids).await
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

/// The delivery of a mail: its Message-ID begins with it.
fn delivery(message_id: &str) -> String {
    message_id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_mail_that_comes_back_makes_the_referral_undeliverable_once() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let source = Source::create(&home, "icab").await?;
    let webhook = source.webhook(&home, Signer::Python, "msg_bounce", &zoe_needs("rd_grant")).await?;
    let taken: Answer = webhook.send(&home).await?.must_be(202)?;
    let id = taken.json()?["id"].as_str().unwrap_or_default().to_owned();
    home.settle().await?;
    let agency = home.agency_address("innoviris").await?;
    let mail = home.last_mail_to(&agency).await?;
    let delivery = delivery(&mail.message_id);

    home.rehearsal().notice("Bounce", "Transient", &delivery, &id).await?;
    assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "sent", "it may still arrive");
    home.rehearsal().notice("Bounce", "Permanent", &delivery, &id).await?;
    home.settle().await?;
    let bounced = need(&home, &id).await?;
    assert_eq!(bounced["referrals"][0]["status"], "undeliverable");
    let history = bounced["history"].as_array().map_or(0, Vec::len);
    home.rehearsal().notice("Bounce", "Permanent", &delivery, &id).await?;
    home.rehearsal().notice("Complaint", "", &delivery, &id).await?;
    home.settle().await?;
    let again: Value = need(&home, &id).await?;
    assert_eq!(again["history"].as_array().map_or(0, Vec::len), history, "told twice, it is the same");
    let dead = home.coordinator().list("/v1/deliveries").await?;
    let seen = dead.iter().any(|row| row["need"] == id.as_str() && row["last_error"] == "bounce");
    assert!(seen, "people see it: {dead:?}");
    Ok(())
}

#[tokio::test]
async fn a_request_goes_by_the_gateway_s_number_down_to_its_mail() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let visitor = home.coordinator();
    let ask = visitor.ask(Method::POST, "/v1/needs").header("idempotency-key", "\"once\"");
    let answer =
        visitor.send(ask.header("x-request-id", "of-the-caller").json(&at("icab", zoe()))).await?.must_be(201)?;
    let number = answer.header("x-request-id").to_owned();
    assert!(number.starts_with(rehearsal::GATEWAY), "{number}");
    home.settle().await?;
    let lines = home.rehearsal().log().lines();
    let settled: Vec<&String> = lines.iter().filter(|line| line.contains("a delivery was settled")).collect();
    assert_eq!(settled.len(), 2, "to the agency and to the member");
    assert!(settled.iter().all(|line| line.contains(&format!(r#""request":"{number}""#))), "{settled:?}");

    let counted: u64 = lines
        .iter()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Permanence")
        .filter_map(|line| line["DeliveriesSent"].as_u64())
        .sum();
    assert_eq!(counted, 2, "CloudWatch is told of both");
    assert!(lines.iter().all(|line| !line.contains("zoe-robotics") && !line.contains("Maes")), "ids only");
    Ok(())
}
