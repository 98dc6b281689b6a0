//! Another system is told by signed webhook, and trusts what it is told.

use journeys::needs::{at, zoe_from};
use journeys::programs::Signer;
use journeys::{Home, Received, Receiver};
use reqwest::Method;
use serde_json::{Value, json};

/// Where the first coordinator's mail goes.
const COORDINATOR: &str = "coordination@permanence.example";

/// A need arrives; what is told of it.
async fn told(home: &dyn Home, receiver: &Receiver, from: &str) -> anyhow::Result<Vec<Received>> {
    home.coordinator().create("/v1/needs", &at("icab", zoe_from(from))).await?.must_be(201)?;
    home.settle().await?;
    Ok(receiver.take())
}

fn types(webhooks: &[Received]) -> anyhow::Result<Vec<String>> {
    let type_of = |webhook: &Received| {
        let body: Value = serde_json::from_str(&webhook.body)?;
        Ok(body["type"].as_str().unwrap_or_default().to_owned())
    };
    let mut types = webhooks.iter().map(type_of).collect::<anyhow::Result<Vec<String>>>()?;
    types.sort();
    Ok(types)
}

/// Both reference libraries say the same of all of these.
fn verified(secret: &str, webhooks: &[Received], expected: bool) -> anyhow::Result<()> {
    for library in Signer::ALL {
        assert_eq!(library.verify(secret, webhooks)?, vec![expected; webhooks.len()], "{library:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_happens_is_told_signed_tried_again_and_ended_when_the_other_side_is_gone() -> anyhow::Result<()> {
    let home = journeys::mailing_home().await?;
    let (receiver, coordinator) = (Receiver::start()?, home.coordinator());
    let body = json!({"url": receiver.url(), "types": ["need.received", "referral.*"]});
    let made = coordinator.create("/v1/endpoints", &body).await?.must_be(201)?.json()?;
    let (path, first) = (format!("/v1/endpoints/{}", made["id"].as_str().unwrap_or_default()), secret(&made));

    let webhooks = told(&home, &receiver, "member-1@zoe-robotics.example").await?;
    assert_eq!(types(&webhooks)?, ["need.received", "referral.queued", "referral.sent"]);
    verified(&first, &webhooks, true)?;
    let kept = home.coordinator().list("/v1/needs").await?;
    assert!(webhooks.iter().all(|webhook| webhook.body.contains(kept[0]["id"].as_str().unwrap_or("no id"))));
    assert!(
        !webhooks.iter().any(|webhook| webhook.body.contains("Zo") || webhook.body.contains('@')),
        "no personal data"
    );
    let changed: Vec<Received> =
        webhooks.iter().cloned().map(|one| Received { body: one.body.replace("need", "Need"), ..one }).collect();
    verified(&first, &changed, false)?;

    let second = secret(&coordinator.method(Method::POST, &format!("{path}/rotate")).await?.must_be(200)?.json()?);
    let webhooks = told(&home, &receiver, "member-2@zoe-robotics.example").await?;
    verified(&first, &webhooks, true)?;
    verified(&second, &webhooks, true)?;
    home.advance("P1D").await?;

    // A redirect is no success and followed nowhere; the same comes again.
    receiver.take();
    receiver.answer_next(&format!("302 Found\r\nlocation: {}", receiver.url()));
    receiver.answer_next("503 Later\r\nretry-after: 60");
    receiver.answer_next("503 Later\r\nretry-after: 60");
    let webhooks = told(&home, &receiver, "member-3@zoe-robotics.example").await?;
    verified(&first, &webhooks, false)?;
    verified(&second, &webhooks, true)?;
    home.advance("PT2M").await?;
    home.advance("PT10M").await?;
    let again = receiver.take();
    let ids = |webhooks: &[Received]| {
        let mut ids: Vec<String> = webhooks.iter().map(|webhook| webhook.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let all: Vec<Received> = webhooks.iter().chain(&again).cloned().collect();
    assert_eq!((ids(&all).len(), all.len()), (3, 6), "each of three until it is taken, under one id");

    let attempts = coordinator.list(&format!("{path}/attempts")).await?;
    let statuses: Vec<&Value> = attempts.iter().map(|attempt| &attempt["status"]).collect();
    assert!(statuses.contains(&&json!(302)) && statuses.contains(&&json!(503)), "{attempts:?}");
    let newest = &attempts[0];
    let resend = format!("{path}/attempts/{}/resend", newest["id"].as_str().unwrap_or_default());
    coordinator.method(Method::POST, &resend).await?.must_be(202)?;
    home.settle().await?;
    let resent = receiver.take();
    assert_eq!(resent.iter().map(|webhook| json!(webhook.id)).collect::<Vec<_>>(), [newest["webhook_id"].clone()]);

    receiver.answer_next("410 Gone");
    told(&home, &receiver, "member-4@zoe-robotics.example").await?;
    let off = coordinator.get(&path).await?.must_be(200)?.json()?;
    assert_eq!((&off["active"], &off["off_reason"]), (&json!(false), &json!("gone")));
    let mail = home.last_mail_to(COORDINATOR).await?;
    assert!(mail.path("/console/endpoints/").is_some(), "{}", mail.text);
    assert_eq!(told(&home, &receiver, "member-5@zoe-robotics.example").await?, []);
    Ok(())
}

fn secret(view: &Value) -> String {
    view["secret"].as_str().unwrap_or_default().to_owned()
}
