//! A surge of needs at a place to which nobody comes; a rota that is proposed from
//! it; an agency that answers by its link, another whose program does; published though
//! the program that does so is killed; the appointments that follow, their people told
//! once; and the coverage that says so, as does the page that everybody sees.

use std::time::Duration;

use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate};
use journeys::Home;
use journeys::day::working_fortnight;
use journeys::needs::{at, zoe_from};
use reqwest::Method;
use serde_json::{Value, json};

/// Needs that come at once, and where.
const SURGE: usize = 5;
const WHERE: &str = "eebic";

/// An adviser of Innoviris, and her Tuesdays at ICAB.
async fn ann(home: &dyn Home, monday: NaiveDate) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    let adviser = json!({"agency": "innoviris", "name": "Ann Maes", "email": "ann@innoviris.example",
        "languages": ["fr", "nl"], "half_days": ["TU-AM", "TH-AM"], "max_permanences_per_week": 2});
    let tuesday = monday.checked_add_days(Days::new(1)).context("a Tuesday")?;
    let series = json!({"agency": "innoviris", "location": "icab", "advisers": ["ann"], "services": ["innoviris-shape"],
        "start": format!("{tuesday}T09:30"), "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "until": tuesday.checked_add_days(Days::new(70)), "slot_minutes": 40, "buffer_minutes": 5,
        "languages": ["fr", "nl"], "status": "published"});
    for (path, body) in [("/v1/advisers/ann", &adviser), ("/v1/permanences/tuesdays", &series)] {
        let put = coordinator.ask(Method::PUT, path).header("if-none-match", "*").json(body);
        coordinator.send(put).await?.must_be(201)?;
    }
    Ok(())
}

/// Advisers of another agency, so that publishing takes many steps.
async fn many(home: &dyn Home) -> anyhow::Result<()> {
    for (n, half_day) in ["MO-AM", "MO-PM", "TU-PM", "WE-AM", "WE-PM", "TH-PM", "FR-AM", "FR-PM"].iter().enumerate() {
        let body = json!({"agency": "hub", "name": format!("Hub {n}"), "email": format!("hub-{n}@hub.example"),
            "languages": ["fr", "nl"], "half_days": [half_day], "max_permanences_per_week": 1});
        let put = home.coordinator().ask(Method::PUT, &format!("/v1/advisers/hub-{n}")).header("if-none-match", "*");
        home.coordinator().send(put.json(&body)).await?.must_be(201)?;
    }
    Ok(())
}

/// A plan once it stands so.
async fn stands(home: &dyn Home, path: &str, status: &str) -> anyhow::Result<Value> {
    for _ in 0..120 {
        home.settle().await?;
        let plan = home.coordinator().get(path).await?.must_be(200)?.json()?;
        let left = plan["published"]["left"].as_u64().unwrap_or_default();
        if plan["status"] == status && left == 0 {
            return Ok(plan);
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    anyhow::bail!("{path} is not {status}")
}

fn of_ann<'a>(plan: &'a Value, place: &str) -> anyhow::Result<&'a Value> {
    let all = plan["assignments"].as_array().context("assignments")?;
    all.iter()
        .find(|one| one["adviser"] == "ann" && one["location"] == place)
        .with_context(|| format!("Ann is not at {place}: {plan}"))
}

/// The other agency's program says yes to one of its permanences, with the token of the
/// link that it was mailed.
async fn said_by_a_program(home: &dyn Home, plan_path: &str, plan: &Value) -> anyhow::Result<()> {
    let mails = home.mails_to(&home.agency_address("hub").await?).await?;
    let page = mails.iter().rev().find_map(|mail| mail.path("/p/")).context("the other agency is not asked")?;
    let token = page.strip_prefix("/p/").context("a token")?;
    let all = plan["assignments"].as_array().context("assignments")?;
    let own = all.iter().find(|one| one["agency"] == "hub").context("the other agency has no part")?;
    let (program, answer) = (home.anybody(), format!("{plan_path}/parts/hub/answer"));
    let yes = json!({"assignment": own["id"], "says": "yes"});
    let said = program.ask(Method::POST, &answer).bearer_auth(token).json(&yes);
    let part = program.send(said).await?.must_be(200)?.json()?;
    assert_eq!(
        (&part["answers"][0]["says"], &part["answers"][0]["by"]),
        (&json!("yes"), &json!("agency:hub")),
        "{part}"
    );
    Ok(())
}

/// Whether the coverage says that Innoviris comes to where the surge is in the week of a
/// day, and how often the page of that week names it.
async fn said(home: &dyn Home, day: NaiveDate) -> anyhow::Result<(bool, usize)> {
    let week = format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week());
    let rota = home.coordinator().get(&format!("/v1/rota?week={week}")).await?.must_be(200)?.json()?;
    let covered = rota["coverage"].as_array().context("a coverage")?;
    let own = covered.iter().filter(|one| one["location"] == WHERE);
    let mut agencies = own.flat_map(|one| one["agencies"].as_array().into_iter().flatten());
    let page = home.anybody().get(&format!("/locations/{WHERE}/week?week={week}")).await?.must_be(200)?;
    Ok((agencies.any(|agency| agency == "innoviris"), page.body.matches("Innoviris").count()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_surge_of_needs_leads_to_a_rota_that_its_agency_agreed_to() -> anyhow::Result<()> {
    let home = &journeys::home().await?;
    let monday = working_fortnight(2);
    ann(home, monday).await?;
    many(home).await?;
    for n in 0..SURGE {
        let mut need = at(WHERE, zoe_from(&format!("hello@surge-{n}.example")));
        need["member"]["name"] = format!("Vague {n} {}", ["Alpha", "Brel", "Canal", "Dynamo", "Escaut"][n]).into();
        home.coordinator().create("/v1/needs", &need).await?.must_be(201)?;
    }
    home.settle().await?;
    // Somebody has an appointment on the first Tuesday.
    let tuesday = monday.checked_add_days(Days::new(1)).context("a Tuesday")?;
    let thursday = monday.checked_add_days(Days::new(3)).context("a Thursday")?;
    let wish = json!({"session": format!("tuesdays.{}", tuesday.format("%Y%m%d")), "slot": format!("{tuesday}T09:30"),
        "contact": {"name": "Noor", "email": "noor@noor.example", "language": "nl"}});
    let booked = home.anybody().create("/v1/bookings", &wish).await?.must_be(201)?.json()?;
    home.settle().await?;

    let coordinator = home.coordinator();
    let asked = json!({"from": monday, "weeks": 2, "keep": "none"});
    let plan = coordinator.create("/v1/plans", &asked).await?.must_be(202)?.json()?;
    let path = format!("/v1/plans/{}", plan["id"].as_str().context("an id")?);
    let plan = stands(home, &path, "ready").await?;
    let because = of_ann(&plan, WHERE)?["because"].as_array().context("reasons")?;
    let demand = because.iter().find(|reason| reason["kind"] == "demand").context("the needs speak for it")?;
    assert!(demand["known"].as_u64() >= Some(1), "{demand}");

    // The agency would rather come on Thursdays, and says so by its link.
    let agencies = json!({"agencies": ["innoviris", "hub"]});
    coordinator.send(coordinator.ask(Method::POST, &format!("{path}/ask")).json(&agencies)).await?.must_be(202)?;
    home.settle().await?;
    let mails = home.mails_to(&home.agency_address("innoviris").await?).await?;
    let page = mails.iter().rev().find_map(|mail| mail.path("/p/")).context("the agency is not asked")?;
    let name = of_ann(&plan, "icab")?["id"].as_str().context("an id")?;
    home.anybody().get(&page).await?.must_be(200)?;
    let says = [("assignment", name), ("says", "other"), ("time", "3-0")];
    home.anybody().form(&page, &says).await?.must_be(303)?;
    said_by_a_program(home, &path, &plan).await?;
    coordinator.send(coordinator.ask(Method::POST, &format!("{path}/again")).json(&json!({}))).await?.must_be(202)?;
    let plan = stands(home, &path, "ready").await?;
    let own = of_ann(&plan, "icab")?;
    assert_eq!(own["days"][0], thursday.to_string(), "{own}");
    let first_day: NaiveDate = of_ann(&plan, WHERE)?["days"][0].as_str().context("a day")?.parse()?;
    let before = said(home, first_day).await?;
    assert!(!before.0, "nobody comes to {WHERE} yet");

    // Published, and whoever does it is killed meanwhile.
    let ahead = coordinator.ask(Method::POST, &format!("{path}/publish?dry_run=true")).json(&json!({}));
    let ahead = coordinator.send(ahead).await?.must_be(200)?.json()?;
    assert_eq!(ahead["bookings_moved"], 1, "{ahead}");
    let published = coordinator.ask(Method::POST, &format!("{path}/publish")).json(&json!({}));
    coordinator.send(published).await?.must_be(202)?;
    let mut left_at_a_kill = 0;
    for _ in 0..3 {
        home.kill_and_start_again("dispatch").await?;
        let stands = coordinator.get(&path).await?.must_be(200)?.json()?;
        left_at_a_kill = left_at_a_kill.max(stands["published"]["left"].as_u64().unwrap_or_default());
    }
    assert!(left_at_a_kill > 0, "no kill came amid publishing");
    let done = stands(home, &path, "published").await?;
    assert_eq!(done["published"]["refused"], json!([]), "{done}");

    // The appointment follows, its person is told once, and each session is there once.
    home.settle().await?;
    let id = booked["id"].as_str().context("an id")?;
    let after = coordinator.get(&format!("/v1/bookings/{id}")).await?.must_be(200)?.json()?;
    assert_eq!(after["slot"], format!("{thursday}T09:30"), "{after}");
    let told = home.mails_to("noor@noor.example").await?;
    assert_eq!(told.len(), 2, "confirmed, then moved: {told:?}");
    let end = thursday.checked_add_days(Days::new(1)).context("a day")?;
    let sessions = home.anybody().list(&format!("/v1/sessions?location=icab&from={tuesday}&to={end}")).await?;
    let held = sessions.iter().filter(|one| one["status"] == "scheduled" && one["agency"] == "innoviris");
    let starts: Vec<&str> = held.filter_map(|one| one["local_start"].as_str()).collect();
    assert_eq!(starts, [format!("{thursday}T09:30").as_str()]);
    let after = said(home, first_day).await?;
    assert!(after.0 && after.1 > before.1, "Innoviris comes to {WHERE}, and all see it: {before:?}, {after:?}");
    Ok(())
}
