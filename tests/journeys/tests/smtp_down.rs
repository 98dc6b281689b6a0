//! A mail server that is away, busy, or refuses: nothing is lost, nothing
//! leaves twice, and what can't leave is told.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use journeys::needs::{at, need, what_happened, zoe, zoe_needs};
use journeys::{Home, LocalHost, Mail};
use reqwest::Method;
use serde_json::{Value, json};

const ZOE: &str = "zoe@zoe-robotics.example";
/// The server is asked every five seconds while it is away; the rest is room
/// for a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// States a need at icab; answers its id.
async fn state(home: &dyn Home, what: Value) -> anyhow::Result<String> {
    let stated = home.coordinator().create("/v1/needs", &at("icab", what)).await?.must_be(201)?.json()?;
    Ok(stated["id"].as_str().unwrap_or_default().to_owned())
}

/// How often each of these mails was taken.
async fn copies(home: &LocalHost, of: impl Fn(&Mail) -> bool) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut copies = BTreeMap::new();
    for mail in home.mailbox().await?.into_iter().filter(|mail| of(mail)) {
        *copies.entry(mail.message_id).or_default() += 1;
    }
    Ok(copies)
}

#[tokio::test]
async fn every_mail_leaves_once_when_the_server_is_back() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.down().await?;
    let mut ids = Vec::new();
    for number in 0..15 {
        let mut what = zoe();
        what["contact"]["email"] = format!("member-{number}@zoe-robotics.example").into();
        ids.push(state(&home, what).await?);
    }
    home.settle().await?;
    assert!(home.mailbox().await?.is_empty());
    for id in &ids {
        assert_eq!(need(&home, id).await?["referrals"][0]["status"], "queued");
    }

    // It is found again by itself: nobody moves the clock.
    home.smtp()?.up().await?;
    let begin = Instant::now();
    let agency = home.agency_address("innoviris").await?;
    // So many needs at a place to which nobody comes are also told to the
    // coordinator, in the mail of the morning.
    let of_needs = |mail: &Mail| mail.to.contains(&agency) || mail.to.contains("@zoe-robotics.example");
    while copies(&home, &of_needs).await?.len() < 30 && begin.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    home.settle().await?;
    let others: Vec<String> =
        home.mailbox().await?.into_iter().filter(|mail| !of_needs(mail)).map(|mail| mail.subject).collect();
    assert!(others.len() <= 1, "{others:?}");
    let copies = copies(&home, &of_needs).await?;
    assert_eq!(copies.len(), 30, "one mail to the agency and one to the member of each need");
    assert!(copies.values().all(|times| *times == 1), "none left twice: {copies:?}");
    for id in &ids {
        assert_eq!(need(&home, id).await?["referrals"][0]["status"], "sent");
    }
    let dead = home.coordinator().list("/v1/deliveries").await?;
    assert!(dead.is_empty(), "an absence costs no attempt");
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_away_for_four_days_costs_no_mail() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.down().await?;
    state(&home, zoe()).await?;
    for _ in 0..16 {
        home.advance("PT6H").await?;
    }
    assert!(home.coordinator().list("/v1/deliveries").await?.is_empty());
    home.smtp()?.up().await?;
    home.settle().await?;
    assert_eq!(copies(&home, |_| true).await?.into_values().collect::<Vec<_>>(), [1, 1]);
    Ok(())
}

#[tokio::test]
async fn a_mail_that_is_put_off_leaves_later_once() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    let innoviris = home.agency_address("innoviris").await?;
    home.smtp()?.refuse(&innoviris, 451, Some(2)).await?;
    let id = state(&home, zoe()).await?;
    home.settle().await?;
    assert_eq!(home.mails_to(&innoviris).await?.len(), 0);
    assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "queued");
    for by in ["PT2M", "PT7M", "PT2H"] {
        home.advance(by).await?;
    }
    assert_eq!(home.mails_to(&innoviris).await?.len(), 1);
    assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "sent");
    Ok(())
}

#[tokio::test]
async fn a_refused_mail_makes_the_next_agency_asked() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.refuse(&home.agency_address("actiris").await?, 550, None).await?;
    let id = state(&home, zoe_needs("hiring")).await?;
    home.settle().await?;
    let now = need(&home, &id).await?;
    let agencies: Vec<(&str, &str)> = now["referrals"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|referral| Some((referral["agency"].as_str()?, referral["status"].as_str()?)))
        .collect();
    assert_eq!(agencies, [("actiris", "undeliverable"), ("becode", "sent")]);
    assert!(what_happened(&now).contains(&"referral.undeliverable"));
    assert_eq!(home.mails_to(&home.agency_address("becode").await?).await?.len(), 1);
    let told = home.mails_to(ZOE).await?;
    assert!(told.iter().any(|mail| mail.text.contains("BeCode")), "the member knows who is asked now: {told:?}");
    Ok(())
}

#[tokio::test]
async fn a_refused_mail_to_the_last_agency_goes_to_triage() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.refuse(&home.agency_address("innoviris").await?, 550, None).await?;
    let id = state(&home, zoe()).await?;
    home.settle().await?;
    let now = need(&home, &id).await?;
    assert_eq!((&now["status"], &now["referrals"][0]["status"]), (&json!("to_triage"), &json!("undeliverable")));
    Ok(())
}

#[tokio::test]
async fn a_mail_that_was_given_up_is_listed_and_can_be_sent_again() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.refuse(ZOE, 550, None).await?;
    let id = state(&home, zoe()).await?;
    home.settle().await?;
    assert!(home.mails_to(ZOE).await?.is_empty());

    let dead = home.coordinator().list("/v1/deliveries").await?;
    assert_eq!(dead.len(), 1);
    assert_eq!((&dead[0]["need"], &dead[0]["last_error"]), (&json!(id), &json!("550")));
    assert!(!dead[0].to_string().contains(ZOE), "the list holds no address");

    home.smtp()?.accept_all().await?;
    let again = format!("/v1/deliveries/{}/resend", dead[0]["id"].as_str().unwrap_or_default());
    let coordinator = home.coordinator();
    let answer = coordinator.send(coordinator.ask(Method::POST, &again).header("idempotency-key", "again-1")).await?;
    assert!((200..300).contains(&answer.status), "{}: {}", answer.status, answer.body);
    home.settle().await?;
    assert_eq!(home.mails_to(ZOE).await?.len(), 1);
    assert!(home.coordinator().list("/v1/deliveries").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_mail_that_is_always_put_off_is_given_up_after_three_days() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.refuse(ZOE, 451, None).await?;
    state(&home, zoe()).await?;
    home.settle().await?;
    for hours in 0..100 {
        if !home.coordinator().list("/v1/deliveries").await?.is_empty() {
            assert!(hours >= 48, "given up after {hours} hours");
            return Ok(());
        }
        home.advance("PT1H").await?;
    }
    panic!("never given up");
}
