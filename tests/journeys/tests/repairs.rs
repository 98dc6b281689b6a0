//! An adviser is away on a day with an appointment, and at another place needs
//! outgrow what comes: the work list shows what mends both; one press moves the
//! session though the program that does so is killed, the appointment follows,
//! and its person is told once.

use std::time::Duration;

use anyhow::Context as _;
use chrono::{Days, NaiveDate};
use journeys::Home;
use journeys::day::working_fortnight;
use journeys::needs::{at, zoe_from};
use reqwest::Method;
use serde_json::{Value, json};

/// Needs that come at once.
const SURGE: [&str; 6] = ["Alpha", "Brel", "Canal", "Dynamo", "Escaut", "Forêt"];

/// A Tuesday of a week in which agencies work on every day.
fn tuesday() -> anyhow::Result<NaiveDate> {
    working_fortnight(4).checked_add_days(Days::new(1)).context("a Tuesday")
}

fn ann(away: &[NaiveDate]) -> Value {
    let absences: Vec<Value> = away.iter().map(|day| json!({"from": day, "to": day})).collect();
    json!({"agency": "innoviris", "name": "Ann Maes", "email": "ann@innoviris.example", "languages": ["fr", "nl"],
        "half_days": ["TU-AM", "WE-AM", "TH-AM"], "max_permanences_per_week": 2, "absences": absences})
}

/// Ann, and her Tuesdays at ICAB.
async fn tuesdays(home: &dyn Home) -> anyhow::Result<()> {
    let (coordinator, first) = (home.coordinator(), tuesday()?);
    let series = json!({"agency": "innoviris", "location": "icab", "advisers": ["ann"], "services": ["innoviris-shape"],
        "start": format!("{first}T09:30"), "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TU",
        "until": first.checked_add_days(Days::new(70)), "slot_minutes": 40, "buffer_minutes": 5,
        "languages": ["fr", "nl"], "status": "published"});
    for (path, body) in [("/v1/advisers/ann", &ann(&[])), ("/v1/permanences/tuesdays", &series)] {
        let put = coordinator.ask(Method::PUT, path).header("if-none-match", "*").json(body);
        coordinator.send(put).await?.must_be(201)?;
    }
    Ok(())
}

/// What stands at a path, once it is so.
async fn once(home: &dyn Home, path: &str, is: impl Fn(&Value) -> bool) -> anyhow::Result<Value> {
    for _ in 0..120 {
        home.settle().await?;
        let answer = home.coordinator().get(path).await?;
        if answer.status == 200 {
            let found = answer.json()?;
            if is(&found) {
                return Ok(found);
            }
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    anyhow::bail!("{path} does not come to be so")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_absence_is_mended_in_one_press_and_a_surge_is_seen() -> anyhow::Result<()> {
    let home = &journeys::home().await?;
    tuesdays(home).await?;
    for (n, name) in SURGE.iter().enumerate() {
        let mut need = at("eebic", zoe_from(&format!("hello@vague-{n}.example")));
        need["member"]["name"] = format!("Vague {n} {name}").into();
        home.coordinator().create("/v1/needs", &need).await?.must_be(201)?;
    }
    let tuesday = tuesday()?;
    let session = format!("tuesdays.{}", tuesday.format("%Y%m%d"));
    let wish = json!({"session": session, "slot": format!("{tuesday}T09:30"),
        "contact": {"name": "Noor", "email": "noor@noor.example", "language": "nl"}});
    let booked = home.anybody().create("/v1/bookings", &wish).await?.must_be(201)?.json()?;
    home.settle().await?;

    // Ann is away on that day: the list says what mends it, and what the needs ask for.
    let coordinator = home.coordinator();
    let away = coordinator.ask(Method::PUT, "/v1/advisers/ann").header("if-match", "*").json(&ann(&[tuesday]));
    coordinator.send(away).await?.must_be(200)?;
    let path = format!("/v1/repairs/s.{session}");
    let broken = once(home, &path, |found| found["cause"] == "absence").await?;
    // Each thing that is broken is a commit of its own.
    let broken_things = [format!("session.{session}"), "surge.n.eebic.innoviris".to_owned()];
    let stand = |found: &Value| {
        let items = found["items"].as_array().into_iter().flatten();
        let ids: Vec<_> = items.filter_map(|one| one["id"].as_str()).collect();
        broken_things.iter().all(|id| ids.contains(&id.as_str()))
    };
    let work = once(home, "/v1/worklist?limit=100", stand).await?;
    let items = work["items"].as_array().context("items")?;
    for id in &broken_things {
        let item = items.iter().find(|one| one["id"] == id.as_str()).with_context(|| format!("{id} in {work}"))?;
        assert!(item["actions"].as_array().into_iter().flatten().any(|one| one == "offer"), "{item}");
    }

    // One press: another day, the appointment moves with it.
    let repair = broken["repairs"][0].clone();
    assert_eq!(repair["effects"]["bookings_moved"], 1, "{broken}");
    let press = || coordinator.ask(Method::POST, &format!("{path}/publish")).json(&json!({"repair": repair["id"]}));
    let plan = coordinator.send(press()).await?.must_be(202)?.json()?;
    home.kill_and_start_again("dispatch").await?;
    let again = coordinator.send(press()).await?.must_be(202)?.json()?;
    assert_eq!(plan["id"], again["id"], "pressed twice it is done once");
    let plan = format!("/v1/plans/{}", plan["id"].as_str().context("an id")?);
    let done = once(home, &plan, |found| found["published"]["left"] == 0).await?;
    assert_eq!(done["published"]["refused"], json!([]), "{done}");
    home.settle().await?;
    let id = booked["id"].as_str().context("an id")?;
    let after = coordinator.get(&format!("/v1/bookings/{id}")).await?.must_be(200)?.json()?;
    assert_eq!(after["slot"], repair["assignments"][0]["start"], "{after}");
    let told = home.mails_to("noor@noor.example").await?;
    assert_eq!(told.len(), 2, "confirmed, then moved: {told:?}");
    Ok(())
}
