//! Mails that come back, or that somebody complains of.

use anyhow::Context as _;
use journeys::cloud::Cloud;
use journeys::needs::{Source, at, need, zoe_needs};
use journeys::programs::Signer;
use journeys::{Answer, Desk, Home};
use serde_json::Value;

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

    home.rehearsal().notice(("Bounce", "Transient"), &delivery, &id, 0).await?;
    assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "sent", "it may still arrive");
    home.rehearsal().notice(("Bounce", "Permanent"), &delivery, &id, 0).await?;
    home.settle().await?;
    let bounced = need(&home, &id).await?;
    assert_eq!(bounced["referrals"][0]["status"], "undeliverable");
    let history = bounced["history"].as_array().map_or(0, Vec::len);
    home.rehearsal().notice(("Bounce", "Permanent"), &delivery, &id, 0).await?;
    home.rehearsal().notice(("Complaint", ""), &delivery, &id, 0).await?;
    home.settle().await?;
    let again: Value = need(&home, &id).await?;
    assert_eq!(again["history"].as_array().map_or(0, Vec::len), history, "told twice, it is the same");
    let dead = home.coordinator().list("/v1/deliveries").await?;
    let seen = dead.iter().any(|row| row["need"] == id.as_str() && row["last_error"] == "bounce");
    assert!(seen, "people see it: {dead:?}");
    Ok(())
}

#[tokio::test]
async fn when_the_agency_s_mail_comes_back_the_next_one_is_asked_once() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let taken = home.coordinator().create("/v1/needs", &at("icab", zoe_needs("hiring"))).await?.must_be(201)?.json()?;
    let id = taken["id"].as_str().context("a need has an id")?.to_owned();
    home.settle().await?;
    let lead = home.agency_address("actiris").await?;
    let delivery = delivery(&home.last_mail_to(&lead).await?.message_id);
    for _ in 0..3 {
        home.rehearsal().notice(("Bounce", "Permanent"), &delivery, &id, 0).await?;
    }
    home.settle().await?;
    let bounced = need(&home, &id).await?;
    let asked: Vec<_> = bounced["referrals"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|referral| {
            (referral["agency"].as_str().unwrap_or_default(), referral["status"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(asked, [("actiris", "undeliverable"), ("becode", "sent")]);
    assert_eq!(home.mails_to(&home.agency_address("becode").await?).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_mail_that_was_given_up_is_sent_again_from_both_pages() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let desk = Desk::of(&home, "coordination@permanence.example").await?;
    let lead = home.agency_address("innoviris").await?;
    let taken =
        home.coordinator().create("/v1/needs", &at("icab", zoe_needs("rd_grant"))).await?.must_be(201)?.json()?;
    let id = taken["id"].as_str().context("a need has an id")?.to_owned();
    home.settle().await?;
    for (sending, path, prefix) in [
        (0, format!("/console/needs/{id}"), "/console/needs/"),
        (1, "/console/deliveries".to_owned(), "/console/deliveries/"),
    ] {
        // To the member: a referral whose mail came back has ended.
        let member = delivery(&home.last_mail_to("zoe@").await?.message_id);
        home.rehearsal().notice(("Bounce", "Permanent"), &member, &id, sending).await?;
        let page = desk.page(&path).await?;
        let action = journeys::forms::actions(&page, prefix, "/resend").pop().context("a mail to send again")?;
        desk.press(&path, &action, |form| form).await?;
        home.settle().await?;
        assert_eq!(home.mails_to("zoe@").await?.len(), 2 + sending as usize, "{path}");
        assert!(home.coordinator().list("/v1/deliveries").await?.is_empty(), "it is no longer dead");
    }
    assert_eq!(home.mails_to(&lead).await?.len(), 1, "the agency's did not go again");
    Ok(())
}
