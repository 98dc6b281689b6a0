//! The main job, end to end: a place's system sends a need, the right agency
//! is asked, answers, and the member is told at each step.

use anyhow::Context as _;
use journeys::needs::{Source, need, what_happened, zoe, zoe_needs};
use journeys::programs::Signer;
use journeys::{Home, LocalHost, Mail};
use serde_json::{Value, json};

/// Where the first coordinator's mail goes.
const COORDINATOR: &str = "coordination@permanence.example";
const ZOE: &str = "zoe@zoe-robotics.example";

/// Sends a need to icab by webhook, and answers it as it was taken in.
async fn arrives(home: &dyn Home, signer: Signer, what: &Value) -> anyhow::Result<Value> {
    let source = Source::create(home, "icab").await?;
    let webhook = source.webhook(home, signer, "msg_zoe", what).await?;
    let taken = webhook.send(home).await?.must_be(202)?.json()?;
    home.settle().await?;
    Ok(taken)
}

/// Presses a button of an agency's answer page, and follows where it leads.
async fn answers(home: &dyn Home, mail: &Mail, fields: &[(&str, &str)]) -> anyhow::Result<()> {
    let path = mail.path("/r/").context("the mail holds no answer page")?;
    let pressed = home.anybody().form(&path, fields).await?.must_be(303)?;
    home.anybody().get(pressed.header("location")).await?.must_be(200)?;
    home.settle().await
}

/// The whole story of one need that is helped.
async fn a_need_is_helped(home: &dyn Home, signer: Signer) -> anyhow::Result<()> {
    let taken = arrives(home, signer, &zoe()).await?;
    assert_eq!((&taken["status"], &taken["location"]), (&json!("referred"), &json!("icab")));
    assert_eq!(taken["need_types"][0]["id"], "rd_grant");
    assert_eq!(taken["need_types"][0]["from"], "stated");
    assert_eq!(taken["referrals"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&taken["referrals"][0]["agency"], &taken["referrals"][0]["role"]),
        (&json!("innoviris"), &json!("lead"))
    );
    assert_eq!(taken["referrals"][0]["services"][0], "innoviris-shape");
    let id = taken["id"].as_str().context("no id")?;

    let innoviris = home.agency_address("innoviris").await?;
    let asked = home.last_mail_to(&innoviris).await?;
    for fact in ["Zoé Robotics", "Zoé Maes", "robotarm", "ICAB"] {
        assert!(asked.text.contains(fact), "the agency is not told {fact}: {}", asked.text);
        assert!(asked.html.contains(fact), "the agency is not told {fact} in HTML");
    }
    let page = asked.path("/r/").context("no link to the answer page")?;
    let shown = home.anybody().get(&page).await?.must_be(200)?;
    assert!(shown.body.contains("Zoé Robotics"));
    assert_eq!(shown.header("referrer-policy"), "no-referrer");
    assert!(shown.header("cache-control").contains("no-store"));
    assert_eq!(need(home, id).await?["referrals"][0]["status"], "sent");

    let told_first = home.mails_to(ZOE).await?;
    assert_eq!(told_first.len(), 1, "the member is told that the need was passed on");
    let own_page = told_first[0].path("/n/").context("no link to the need's own page")?;
    home.anybody().get(&own_page).await?.must_be(200)?;

    answers(home, &asked, &[("action", "accept")]).await?;
    let accepted = need(home, id).await?;
    assert_eq!((&accepted["status"], &accepted["referrals"][0]["status"]), (&json!("in_progress"), &json!("accepted")));
    assert_eq!(home.mails_to(ZOE).await?.len(), 2, "the member is told that the agency accepted");

    // The same again changes nothing; the opposite is refused and explained.
    answers(home, &asked, &[("action", "accept")]).await?;
    assert_eq!(need(home, id).await?, accepted);
    let opposite = home.anybody().form(&page, &[("action", "decline"), ("reason", "capacity")]).await?.must_be(409)?;
    assert!(opposite.header("content-type").starts_with("text/html"));

    answers(home, &asked, &[("action", "done"), ("outcome", "helped"), ("note", "Aanvraag ingediend.")]).await?;
    let closed = need(home, id).await?;
    assert_eq!((&closed["status"], &closed["outcome"]), (&json!("closed"), &json!("helped")));
    assert_eq!(closed["referrals"][0]["status"], "done");
    let told = home.mails_to(ZOE).await?;
    assert_eq!(told.len(), 3, "the member is told how it ended");
    assert_eq!(home.mails_to(&innoviris).await?.len(), 1, "the agency is asked once");

    let story = what_happened(&closed);
    let steps = [
        "need.received",
        "referral.queued",
        "referral.sent",
        "referral.accepted",
        "need.in_progress",
        "referral.done",
        "need.closed",
    ];
    let mut rest = story.iter();
    for step in steps {
        assert!(rest.any(|happened| *happened == step), "{step} is not in its place in {story:?}");
    }
    for entry in closed["history"].as_array().into_iter().flatten() {
        assert!(entry["time"].is_string() && entry["actor"].is_string() && entry["why"].is_array(), "{entry}");
    }
    Ok(())
}

#[tokio::test]
async fn a_need_by_webhook_is_answered_over_real_smtp_and_closed() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    a_need_is_helped(&home, Signer::Python).await?;
    let mails = home.mailbox().await?;
    assert_eq!(mails.len(), 4);
    let mut ids: Vec<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
    for mail in &mails {
        assert!(mail.defects.is_empty(), "{}: {:?}", mail.subject, mail.defects);
        assert_eq!(mail.auto_submitted, "auto-generated", "{}", mail.subject);
        assert!(mail.message_id.starts_with('<') && mail.message_id.ends_with("@localhost>"), "{}", mail.message_id);
        assert!(!mail.text.trim().is_empty() && mail.html.contains("</html>"), "{}", mail.subject);
        assert!(mail.from.contains("permanence@localhost"), "{}", mail.from);
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), mails.len(), "each mail has an id of its own");
    Ok(())
}

#[tokio::test]
async fn a_need_signed_in_javascript_is_answered_and_closed() -> anyhow::Result<()> {
    a_need_is_helped(&journeys::home().await?, Signer::JavaScript).await
}

#[tokio::test]
async fn a_decline_goes_to_the_next_agency_of_the_strategy() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let taken = arrives(&home, Signer::Python, &zoe_needs("hiring")).await?;
    let id = taken["id"].as_str().expect("an id");
    assert_eq!(taken["referrals"][0]["agency"], "actiris");

    let asked = home.last_mail_to(&home.agency_address("actiris").await?).await?;
    answers(&home, &asked, &[("action", "decline"), ("reason", "capacity"), ("note", "Complet ce mois-ci.")]).await?;

    let now = need(&home, id).await?;
    assert_eq!(now["status"], "referred");
    let agencies: Vec<(&str, &str)> = now["referrals"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|referral| Some((referral["agency"].as_str()?, referral["status"].as_str()?)))
        .collect();
    assert_eq!(agencies, [("actiris", "declined"), ("becode", "sent")]);
    assert!(home.last_mail_to(&home.agency_address("becode").await?).await?.path("/r/").is_some());
    Ok(())
}

#[tokio::test]
async fn a_decline_of_the_last_agency_goes_to_triage() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let taken = arrives(&home, Signer::Python, &zoe()).await?;
    let id = taken["id"].as_str().expect("an id");
    let asked = home.last_mail_to(&home.agency_address("innoviris").await?).await?;
    answers(&home, &asked, &[("action", "decline"), ("reason", "not_competent")]).await?;
    let now = need(&home, id).await?;
    assert_eq!((&now["status"], &now["referrals"][0]["status"]), (&json!("to_triage"), &json!("declined")));
    assert!(now["triage"].is_string(), "it says why it waits for the coordinator");
    Ok(())
}

#[tokio::test]
async fn a_member_withdraws_and_the_agency_is_told_and_sees_nothing_personal_any_more() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let taken = arrives(&home, Signer::Python, &zoe()).await?;
    let id = taken["id"].as_str().expect("an id");
    let innoviris = home.agency_address("innoviris").await?;
    let asked = home.last_mail_to(&innoviris).await?;
    let own_page = home.last_mail_to(ZOE).await?.path("/n/").expect("a link to the need's own page");

    home.anybody().form(&own_page, &[("action", "withdraw")]).await?.must_be(303)?;
    home.settle().await?;
    let now = need(&home, id).await?;
    assert_eq!((&now["status"], &now["outcome"]), (&json!("closed"), &json!("withdrawn")));
    assert_eq!(now["referrals"][0]["status"], "withdrawn");
    assert_eq!(home.mails_to(&innoviris).await?.len(), 2, "the agency is told");
    let page = home.anybody().get(&asked.path("/r/").expect("the answer page")).await?;
    assert!(!page.body.contains("Zoé Maes") && !page.body.contains(ZOE));
    Ok(())
}

#[tokio::test]
async fn without_consent_nothing_is_shared() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let mut what = zoe();
    what["consent"]["share_with_agencies"] = json!(false);
    let taken = arrives(&home, Signer::Python, &what).await?;
    assert_eq!((&taken["status"], &taken["referrals"]), (&json!("to_triage"), &json!([])));
    // The coordinator may, in the mail of the morning.
    let told = home.mailbox().await?;
    let may_hear = |mail: &Mail| [ZOE, COORDINATOR].iter().any(|to| mail.to.contains(to));
    assert!(told.iter().any(|mail| mail.to.contains(ZOE)) && told.iter().all(may_hear), "no agency hears of it");
    Ok(())
}

#[tokio::test]
async fn a_silence_makes_the_next_agency_asked_once_its_days_are_over() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let taken = arrives(&home, Signer::Python, &zoe_needs("hiring")).await?;
    let id = taken["id"].as_str().context("no id")?;
    let asked = home.last_mail_to(&home.agency_address("actiris").await?).await?;
    home.advance("P1D").await?;
    assert_eq!(need(&home, id).await?["referrals"][0]["status"], "sent", "a day is not over its days");
    home.advance("P30D").await?;
    let now = need(&home, id).await?;
    let stands = |at: usize| (now["referrals"][at]["agency"].as_str(), now["referrals"][at]["status"].as_str());
    assert_eq!(stands(0), (Some("actiris"), Some("expired")), "{now}");
    assert_eq!(stands(1), (Some("becode"), Some("sent")), "{now}");
    assert!(what_happened(&now).contains(&"referral.expired"));
    assert_eq!(home.mails_to(&home.agency_address("becode").await?).await?.len(), 1);
    assert_eq!(home.mails_to(ZOE).await?.len(), 2, "told that it arrived, and that somebody else is asked");
    // The agency's page says so; a no comes too late, a yes does not while
    // nobody else said it.
    let page = asked.path("/r/").context("no link to the answer page")?;
    home.anybody().get(&page).await?.must_be(200)?;
    let no = [("action", "decline"), ("reason", "capacity")];
    home.anybody().form(&page, &no).await?.must_be(409)?;
    assert_eq!(need(&home, id).await?["referrals"][0]["status"], "expired");
    home.anybody().form(&page, &[("action", "accept")]).await?.must_be(303)?;
    home.settle().await?;
    assert_eq!(need(&home, id).await?["referrals"][0]["status"], "accepted");
    assert_eq!(home.mails_to(ZOE).await?.len(), 3, "told that the agency takes it on");
    Ok(())
}
