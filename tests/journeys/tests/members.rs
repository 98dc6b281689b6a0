//! Members, from the host's list to the need that a yes makes.

use anyhow::Context as _;
use journeys::bookings::{book, hold, wish};
use journeys::day::slot;
use journeys::needs::need;
use journeys::{Desk, Home};
use serde_json::{Value, json};

/// A company as a host lists it; of every second one enough is known for a
/// proposal.
fn listed(number: usize) -> Value {
    let rd = if number.is_multiple_of(2) { "high" } else { "none" };
    json!({
        "name": format!("Guest {number:02}"), "location": "greenbizz", "stage": "launch", "rd_intensity": rd,
        "funding_sources": ["own"], "languages": ["fr"], "contact_role": "Ana Dubois",
        "contact_email": format!("ana@guest{number:02}.example")
    })
}

/// The same companies as a file, with the field of each column.
fn file(companies: usize) -> (String, Value) {
    let fields =
        ["trade_name", "stage", "rd_intensity", "funding_sources", "languages", "contact_role", "contact_email"];
    let columns: Vec<Value> = fields.iter().map(|field| json!({"heading": field, "field": field})).collect();
    let mut file = format!("{}\n", fields.join(";"));
    for number in 0..companies {
        let rd = if number.is_multiple_of(2) { "high" } else { "none" };
        file.push_str(&format!("Guest {number:02};launch;{rd};own;fr;Ana Dubois;ana@guest{number:02}.example\n"));
    }
    (file, json!({ "columns": columns }))
}

/// Imports a file at a place.
async fn import(home: &dyn Home, (file, columns): (String, Value)) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let send = coordinator.ask(reqwest::Method::POST, "/v1/imports?location=greenbizz");
    let send = send.header("idempotency-key", "guests").header("content-type", "text/csv").body(file);
    let begun = coordinator.send(send).await?.must_be(201)?.json()?;
    let path = format!("/v1/imports/{}", begun["id"].as_str().context("an id")?);
    let settle = coordinator.ask(reqwest::Method::PUT, &path).header("if-match", "*").json(&columns);
    coordinator.send(settle).await?.must_be(200)?;
    home.settle().await?;
    coordinator.method(reqwest::Method::POST, &format!("{path}/run")).await?.must_be(202)?;
    for _ in 0..20 {
        home.settle().await?;
        if coordinator.get(&path).await?.json()?["status"] == "done" {
            return Ok(());
        }
    }
    anyhow::bail!("the import does not end: {}", coordinator.get(&path).await?.body)
}

/// Every item of a list.
async fn all(home: &dyn Home, path: &str) -> anyhow::Result<Vec<Value>> {
    let (mut found, mut next) = (Vec::new(), format!("{path}&limit=100"));
    loop {
        let page = home.coordinator().get(&next).await?.must_be(200)?.json()?;
        found.extend(page["items"].as_array().into_iter().flatten().cloned());
        match page["next"].as_str() {
            Some(cursor) => next = format!("{path}&limit=100&cursor={cursor}"),
            None => return Ok(found),
        }
    }
}

#[tokio::test]
async fn a_hosts_companies_are_asked_and_each_yes_becomes_a_referral() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let home = home.as_ref();
    // The rehearsed cloud enters a member in a quarter of a second: it has fewer.
    let (companies, asked, yes) = if journeys::in_the_cloud() { (24, 6, 3) } else { (200, 20, 8) };
    import(home, file(companies)).await?;
    let coordinator = home.coordinator();
    let grants = all(home, "/v1/members?location=greenbizz&proposal=rd_grant").await?;
    assert_eq!(grants.len(), companies / 2, "each with what speaks for it");
    let proposed = all(home, "/v1/proposals?status=open").await?;
    assert!(proposed.iter().all(|one| !one["because"].as_array().is_none_or(Vec::is_empty)), "each says why");
    let ids: Vec<&str> = grants.iter().take(asked).filter_map(|one| one["id"].as_str()).collect();
    for id in &ids {
        let ask = format!("/v1/proposals/{id}.rd_grant");
        coordinator.create(&ask, &json!({"decision": "ask"})).await?.must_be(200)?;
    }
    home.settle().await?;
    let mails: Vec<_> = home.mailbox().await?.into_iter().filter(|mail| mail.path("/m/").is_some()).collect();
    assert_eq!(mails.len(), asked, "one mail each");
    let mail = &mails[0];
    assert!(mail.text.contains("Guest ") && mail.text.contains("Innoviris"), "{}", mail.text);
    for mail in &mails[..yes] {
        let page = mail.path("/m/").context("no link to the member's page")?;
        let shown = home.anybody().get(&page).await?.must_be(200)?;
        assert!(shown.header("cache-control").contains("no-store"));
        let yes = [("action", "yes"), ("need_type", "rd_grant")];
        home.anybody().form(&page, &yes).await?.must_be(303)?;
        home.anybody().form(&page, &yes).await?.must_be(303)?;
    }
    home.settle().await?;
    let answered = all(home, "/v1/proposals?status=yes").await?;
    assert_eq!(answered.len(), yes);
    for one in &answered {
        let made = need(home, one["need"].as_str().context("a need was made")?).await?;
        let referral = &made["referrals"][0];
        assert_eq!((&made["status"], &referral["status"]), (&json!("referred"), &json!("sent")));
        assert!(!made["need_types"][0]["because"].as_array().is_none_or(Vec::is_empty), "with its reason: {made}");
    }
    let innoviris = home.agency_address("innoviris").await?;
    let told = home.mails_to(&innoviris).await?.iter().filter(|mail| mail.text.contains("Guest ")).count();
    assert_eq!(told, yes, "said twice, asked once");
    // What it needs now stands on its page, and is not proposed again.
    let desk = Desk::of(home, "coordination@permanence.example").await?;
    let first = answered[0]["member"].as_str().context("its member")?;
    let story = desk.page(&format!("/console/members/{first}")).await?;
    let need = answered[0]["need"].as_str().context("its need")?;
    let link = format!("/console/needs/{need}\"");
    let (_, became) = story.rsplit_once(link.as_str()).context("the member's page leads to its need")?;
    let became = became.split("</li>").next().unwrap_or_default();
    assert!(became.contains("Innoviris") && became.contains("Awaiting an answer"), "who was asked: {became}");
    assert!(became.contains("request received"), "what the member was told: {became}");
    let left = all(home, "/v1/members?location=greenbizz&proposal=rd_grant").await?;
    assert_eq!(left.len(), companies / 2 - asked);
    for path in [
        "/console/members",
        "/console/members/map",
        "/console/members/proposals",
        "/console/members/duplicates",
        "/console/members/new",
    ] {
        desk.page(path).await?;
    }
    // One click ends the mails that ask.
    let unsubscribe = mail.path("/u/").context("no way to end such mails")?;
    home.anybody().form(&unsubscribe, &[("List-Unsubscribe", "One-Click")]).await?.must_be(200)?;
    Ok(())
}

#[tokio::test]
async fn a_list_is_imported_and_taken_back() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let rows = (0..60)
        .map(|n| format!("Imported {n:02};lancement;info@imported{n:02}.example\n"))
        .collect::<Vec<_>>()
        .concat();
    let file = format!("Entreprise;Phase;E-mail\n{rows}Broken;huge;nobody\n");
    let coordinator = home.coordinator();
    let send = coordinator.ask(reqwest::Method::POST, "/v1/imports?location=becentral");
    let send = send.header("idempotency-key", "list").header("content-type", "text/csv").body(file);
    let begun = coordinator.send(send).await?.must_be(201)?.json()?;
    let path = format!("/v1/imports/{}", begun["id"].as_str().context("an id")?);
    let settle = coordinator.ask(reqwest::Method::PUT, &path).header("if-match", "*").json(&json!({"columns": []}));
    coordinator.send(settle).await?.must_be(200)?;
    home.settle().await?;
    let checked = coordinator.get(&path).await?.must_be(200)?.json()?;
    assert_eq!((&checked["counts"]["new"], &checked["counts"]["bad"]), (&json!(60), &json!(1)));
    coordinator.method(reqwest::Method::POST, &format!("{path}/run")).await?.must_be(202)?;
    home.settle().await?;
    assert_eq!(coordinator.get(&path).await?.json()?["status"], "done");
    assert_eq!(coordinator.list("/v1/members?q=imported&limit=100").await?.len(), 60);
    coordinator.method(reqwest::Method::POST, &format!("{path}/undo")).await?.must_be(202)?;
    home.settle().await?;
    assert_eq!(coordinator.get(&path).await?.json()?["status"], "undone");
    assert_eq!(coordinator.list("/v1/members?q=imported").await?.len(), 0);
    let desk = Desk::of(&home, "coordination@permanence.example").await?;
    desk.page("/console/members/imports").await?;
    desk.page(&path.replace("/v1/", "/console/members/")).await?;
    Ok(())
}

#[tokio::test]
async fn a_need_finds_the_member_that_it_is_of() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let member = home.coordinator().create("/v1/members", &listed(1)).await?.must_be(201)?.json()?;
    let id = member["id"].as_str().context("an id")?;
    let stated = json!({
        "location": "greenbizz", "member": {"name": "Guest 01 SRL", "headcount_fte": 6},
        "contact": {"name": "Tom Claes", "email": "tom@guest01.example", "language": "nl"},
        "need_types": ["hiring"], "description": "", "consent": {"share_with_agencies": true}
    });
    home.coordinator().create("/v1/needs", &stated).await?.must_be(201)?;
    // It joins its member some minutes later, after the mails.
    home.advance("PT5M").await?;
    let with_need = home.coordinator().list("/v1/members?need_type=hiring&location=greenbizz").await?;
    assert_eq!(with_need.iter().map(|one| &one["id"]).collect::<Vec<_>>(), [&json!(id)]);
    let known = home.coordinator().get(&format!("/v1/members/{id}")).await?.must_be(200)?.json()?;
    assert_eq!((&known["headcount_fte"], &known["contact_email"]), (&json!(6), &json!("ana@guest01.example")));
    Ok(())
}

#[tokio::test]
async fn a_booking_finds_the_member_that_it_is_of() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let zoe = json!({"name": "Zoé Robotics BV", "location": "icab", "stage": "launch", "contact_email": "info@zoe-robotics.example"});
    let member = home.coordinator().create("/v1/members", &zoe).await?.must_be(201)?.json()?;
    let page = format!("/console/members/{}", member["id"].as_str().context("an id")?);
    hold(&*home, "weekly", "icab", 1).await?;
    book(&*home, &wish("weekly", &slot(1, "10:15"), "zoe@zoe-robotics.example")).await?.must_be(201)?;
    home.advance("PT5M").await?;
    home.settle().await?;
    let desk = Desk::of(&home, "coordination@permanence.example").await?;
    let shown = desk.page(&page).await?;
    assert!(shown.contains("/console/schedule/day?"), "its page leads to the day of its appointment");
    Ok(())
}
