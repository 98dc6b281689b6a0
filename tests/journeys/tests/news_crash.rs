//! The process may die at any moment of telling a place's people: each is told
//! once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Context as _;
use journeys::{Home as _, LocalHost};
use reqwest::Method;
use serde_json::json;

const MEMBERS: u64 = 120;
const KILLS: u64 = 8;
/// Kills that must have come amid the sending.
const HITS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_member_that_asked_is_told_once_through_eight_kills() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    let coordinator = home.coordinator();
    for number in 0..MEMBERS {
        let member = json!({"name": format!("Told {number:03}"), "location": "icab", "stage": "launch",
            "rd_intensity": "high", "funding_sources": ["own"],
            "contact_email": format!("told-{number:03}@told.example")});
        let member = coordinator.create("/v1/members", &member).await?.must_be(201)?.json()?;
        let ask = format!("/v1/proposals/{}.rd_grant", member["id"].as_str().context("an id")?);
        coordinator.create(&ask, &json!({"decision": "ask"})).await?.must_be(200)?;
    }
    home.settle().await?;
    // Each agrees on its own page, to which the mail that asks leads.
    for mail in home.mailbox().await? {
        let Some(page) = mail.path("/m/") else { continue };
        let name = mail.to.split('@').next().unwrap_or_default().replace("told-", "Told ");
        let company = [("trade_name", name.as_str()), ("contact_email", mail.to.as_str())];
        let agrees = [("action", "save"), company[0], company[1], ("consents", "digest")];
        home.anybody().form(&page, &agrees).await?.must_be(303)?;
    }
    home.settle().await?;
    let item = json!({"title": {"fr": "Salon", "nl": "Beurs", "en": "Fair"}});
    let news =
        coordinator.create("/v1/news", &json!({"location": "icab", "item": item})).await?.must_be(201)?.json()?;
    let path = format!("/v1/news/{}", news["id"].as_str().context("an id")?);
    let seen = coordinator.ask(Method::PUT, &path).header("if-match", "*").json(&json!({"location": "icab",
        "item": item, "seen": true}));
    coordinator.send(seen).await?.must_be(200)?;
    let send = coordinator.ask(Method::POST, &format!("{path}/send")).header("if-match", "*");
    coordinator.send(send).await?.must_be(202)?;

    let mut hits = 0;
    for kill in 1..=KILLS {
        // As soon as so many were told.
        while told(&home, &path).await? < kill * MEMBERS / (KILLS + 1) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let now = coordinator.get(&path).await?.must_be(200)?.json()?;
        hits += usize::from(now["done"] == false);
        home.kill()?;
        home.start_again().await?;
    }
    // A host that starts again has the clock of its start: what was due a moment
    // before waits until then.
    home.advance("PT5M").await?;
    home.settle().await?;
    println!("{hits} of {KILLS} kills amid the sending");
    assert!(hits >= HITS, "{hits} kills came amid the sending");
    let sent = coordinator.get(&path).await?.must_be(200)?.json()?;
    assert_eq!((&sent["done"], &sent["to_members"]), (&json!(true), &json!(MEMBERS)));
    // Copies of a mail have one Message-ID: so many mails, by recipient.
    let mut mails: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mail in home.mailbox().await?.into_iter().filter(|mail| mail.subject.contains("Salon")) {
        mails.entry(mail.to).or_default().insert(mail.message_id);
    }
    assert_eq!(u64::try_from(mails.len())?, MEMBERS, "each is told");
    assert!(mails.values().all(|ids| ids.len() == 1), "by one mail: {mails:?}");
    Ok(())
}

/// Members that were told so far.
async fn told(home: &LocalHost, path: &str) -> anyhow::Result<u64> {
    let now = home.coordinator().get(path).await?.must_be(200)?.json()?;
    now["to_members"].as_u64().context("a number")
}
