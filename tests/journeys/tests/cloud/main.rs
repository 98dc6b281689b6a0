//! Journeys that only the home in the cloud can have: a stream that stops or
//! repeats itself, a table that throttles, conflicts and breaks off, mails that
//! come back, and one number from the gateway to the mail.

mod backlog;
mod faults;
mod feeds;
mod notices;

use std::collections::BTreeMap;

use futures::{StreamExt as _, TryStreamExt as _, stream};
use journeys::Home;
use journeys::cloud::Cloud;
use journeys::needs::{at, need, zoe};
use reqwest::Method;
use serde_json::Value;

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
    // The mail of the morning is nobody's request.
    let of_request = format!(r#""request":"{number}""#);
    let settled = lines.iter().filter(|line| line.contains("a delivery was settled") && line.contains(&of_request));
    assert_eq!(settled.count(), 2, "to the agency and to the member");

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
