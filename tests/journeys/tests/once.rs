//! What is sent again counts once; what only looks changes nothing.

use futures::{StreamExt as _, TryStreamExt as _, stream};
use journeys::needs::{Source, need, zoe};
use journeys::programs::Signer;
use journeys::{Answer, Home, LocalHost};
use reqwest::Method;
use serde_json::Value;

/// Where the first coordinator's mail goes.
const COORDINATOR: &str = "coordination@permanence.example";

#[tokio::test]
async fn the_same_webhook_a_hundred_times_is_one_need_and_one_mail_each() -> anyhow::Result<()> {
    a_hundred_times(&journeys::home().await?).await
}

#[tokio::test]
async fn the_same_webhook_a_hundred_times_is_one_mail_each_over_real_smtp() -> anyhow::Result<()> {
    a_hundred_times(&LocalHost::with_smtp().await?).await
}

async fn a_hundred_times(home: &dyn Home) -> anyhow::Result<()> {
    let source = Source::create(home, "icab").await?;
    let webhook = source.webhook(home, Signer::Python, "msg_once", &zoe()).await?;
    let answers: Vec<Answer> =
        stream::iter(0..100).map(|_| webhook.send(home)).buffer_unordered(20).try_collect().await?;
    home.settle().await?;

    assert_eq!(answers.iter().filter(|answer| answer.status == 202).count(), 1, "one is new");
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 99, "the others were seen before");
    assert!(answers.iter().all(|answer| answer.body == answers[0].body), "all are answered the same");
    assert_eq!(home.coordinator().list("/v1/needs").await?.len(), 1);
    let mut recipients: Vec<String> = home.mailbox().await?.into_iter().map(|mail| mail.to).collect();
    recipients.sort_unstable();
    let mut expected = [home.agency_address("innoviris").await?, "zoe@zoe-robotics.example".to_owned()];
    expected.sort_unstable();
    assert_eq!(recipients, expected);
    Ok(())
}

#[tokio::test]
async fn a_webhook_id_is_remembered_for_seven_days() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let source = Source::create(&home, "icab").await?;
    let first = source.webhook(&home, Signer::Python, "msg_week", &zoe()).await?.send(&home).await?.must_be(202)?;
    home.advance("P6DT23H59M").await?;
    let again = source.webhook(&home, Signer::JavaScript, "msg_week", &zoe()).await?.send(&home).await?.must_be(200)?;
    assert_eq!(first.body, again.body);
    assert_eq!(home.coordinator().list("/v1/needs").await?.len(), 1);
    Ok(())
}

/// Everything that a look could change.
async fn state(home: &dyn Home, id: &str) -> anyhow::Result<(Value, Vec<Value>, usize)> {
    Ok((need(home, id).await?, home.coordinator().list("/v1/referrals").await?, home.mailbox().await?.len()))
}

#[tokio::test]
async fn looking_at_mailed_links_changes_nothing_whatever_the_order() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let source = Source::create(&home, "icab").await?;
    let taken = source.webhook(&home, Signer::Python, "msg_look", &zoe()).await?.send(&home).await?.json()?;
    let id = taken["id"].as_str().expect("an id").to_owned();
    home.settle().await?;
    home.anybody().form("/console/sign-in", &[("email", COORDINATOR)]).await?.must_be(303)?;
    home.settle().await?;

    let mut links: Vec<String> = home.mailbox().await?.iter().flat_map(journeys::Mail::paths).collect();
    links.sort_unstable();
    links.dedup();
    for kind in ["/r/", "/n/", "/console/enter/"] {
        assert!(links.iter().any(|link| link.starts_with(kind)), "no link to {kind} among {links:?}");
    }
    let before = state(&home, &id).await?;
    let looks = [Method::GET, Method::HEAD, Method::OPTIONS];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for order in orders {
        for link in links.iter().chain(links.iter().rev()) {
            for look in order {
                let answer = home.anybody().method(looks[look].clone(), link).await?;
                assert!(answer.status < 500, "{} {link}: {}", looks[look], answer.status);
                assert!(!answer.headers.contains_key("set-cookie") || !link.contains("/console/enter/"));
            }
        }
    }
    home.settle().await?;
    assert_eq!(state(&home, &id).await?, before);

    // The links still do what they are for.
    let link = |kind: &str| links.iter().find(|link| link.starts_with(kind)).expect("such a link");
    let entered = home.anybody().form(link("/console/enter/"), &[]).await?.must_be(303)?;
    assert!(entered.header("set-cookie").contains("HttpOnly"));
    home.anybody().form(link("/r/"), &[("action", "accept")]).await?.must_be(303)?;
    assert_eq!(need(&home, &id).await?["status"], "in_progress");
    Ok(())
}

#[tokio::test]
async fn a_form_posted_twice_is_one_need() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let page = home.anybody().get("/needs/new?location=icab&lang=en").await?.must_be(200)?;
    let (_, rest) = page.body.split_once("name=\"submission\" value=\"").expect("the form names its sending");
    let submission = rest.split('"').next().unwrap_or_default();
    let fields = [
        ("submission", submission),
        ("location", "icab"),
        ("description", "We look for a grant for our prototype."),
        ("need_types", "rd_grant"),
        ("company", "Zoé Robotics"),
        ("name", "Zoé Maes"),
        ("email", "zoe@zoe-robotics.example"),
        ("language", "en"),
        ("share", "true"),
    ];
    for _ in 0..2 {
        home.anybody().form("/needs/new", &fields).await?.must_be(303)?;
    }
    home.settle().await?;
    assert_eq!(home.coordinator().list("/v1/needs").await?.len(), 1);
    assert_eq!(home.mailbox().await?.len(), 2);
    Ok(())
}
