//! A quarter as it comes to be: needs, their referrals and answers, appointments
//! that are kept, surveys that are answered; and what the report, its workbook
//! and the public's statistics then say, with nothing of fewer than five.

use std::process::Command;

use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate};
use journeys::bookings::{book, booking, hold, upcoming, wish};
use journeys::day::day;
use journeys::needs::{at, zoe_from};
use journeys::programs::{interop, python};
use journeys::{Form, Home};
use reqwest::Method;
use serde_json::{Value, json};

/// Where the companies stand out from each other.
const COMPANIES: [&str; 6] = ["Zoé Robotics", "Éclair", "Boulon", "Senne Data", "Vélocité", "Quai 7"];
/// How satisfied each is.
const OVERALL: [&str; 6] = ["5", "4", "4", "2", "5", "1"];

fn email(n: usize) -> String {
    format!("hello@company-{n}.example")
}

/// The day on which it happens, and its slots still to come: today, or the first
/// day on which somebody is there.
async fn a_day_with_slots(home: &dyn Home) -> anyhow::Result<(NaiveDate, Vec<String>)> {
    let first = upcoming(home, "icab").await?.into_iter().next().context("no slot in two weeks")?;
    let (today, when): (NaiveDate, NaiveDate) = (day(0).parse()?, first[..10].parse()?);
    if today < when {
        home.advance(&format!("P{}D", (when - today).num_days())).await?;
    }
    let slots = upcoming(home, "icab").await?;
    Ok((when, slots.into_iter().filter(|slot| slot.starts_with(&when.to_string())).collect()))
}

/// A need that Innoviris takes on and helps with, and a seat with it.
async fn helped_and_booked(home: &dyn Home, n: usize, slot: &str) -> anyhow::Result<Value> {
    let mut need = at("icab", zoe_from(&email(n)));
    need["member"]["name"] = COMPANIES[n].into();
    home.coordinator().create("/v1/needs", &need).await?.must_be(201)?;
    home.settle().await?;
    let mails = home.mails_to(&home.agency_address("innoviris").await?).await?;
    let page = mails.iter().rev().find_map(|mail| mail.path("/r/")).context("the agency is not asked")?;
    for fields in [&[("action", "accept")][..], &[("action", "done"), ("outcome", "helped")]] {
        home.anybody().form(&page, fields).await?.must_be(303)?;
        home.settle().await?;
    }
    book(home, &wish("weekly", slot, &email(n))).await?.must_be(201)?.json()
}

/// The person came, which the desk notes.
async fn came(home: &dyn Home, made: &Value) -> anyhow::Result<()> {
    let (_, etag) = booking(home, made).await?;
    let path = format!("/v1/bookings/{}/attendance", made["id"].as_str().unwrap_or_default());
    let coordinator = home.coordinator();
    let put = coordinator.ask(Method::PUT, &path).header("if-match", etag).json(&json!({"attended": true}));
    coordinator.send(put).await?.must_be(200).map(|_| ())
}

/// Scans the code beside the door and says how it was; counted when it returns.
async fn answers_the_survey(home: &dyn Home, overall: &str) -> anyhow::Result<()> {
    let code = "/s/p.icab?lang=en";
    let form = Form::of(&home.anybody().get(code).await?.must_be(200)?.body, code)?;
    let form = form.with("agency", "innoviris").with("overall", overall).with("useful", "4");
    form.with("effort", "4").with("recommend", "9").send(&home.anybody()).await?.must_be(303)?;
    home.advance("PT10S").await
}

/// Moves the clock to the full hour, at which figures are counted.
async fn to_the_hour(home: &dyn Home) -> anyhow::Result<()> {
    let seconds = 3600 - home.now().await?.timestamp().rem_euclid(3600);
    home.advance(&format!("PT{seconds}S")).await
}

/// What everybody may read: as JSON, and the page in English.
async fn statistics(home: &dyn Home) -> anyhow::Result<(Value, String)> {
    let told = home.anybody().get("/v1/statistics").await?.must_be(200)?.json()?;
    Ok((told, home.anybody().reading("en").get("/statistics").await?.must_be(200)?.body))
}

/// The workbook, as openpyxl reads it.
async fn workbook(home: &dyn Home, path: &str) -> anyhow::Result<Value> {
    let answer = home.coordinator().ask(Method::GET, path).send().await?.error_for_status()?;
    let file = tempfile::NamedTempFile::with_suffix(".xlsx")?;
    std::fs::write(file.path(), answer.bytes().await?)?;
    let read = Command::new(python()?).arg(interop("workbook.py")).arg(file.path()).output()?;
    anyhow::ensure!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Ok(serde_json::from_slice(&read.stdout)?)
}

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-6)
}

#[tokio::test]
async fn what_happened_in_a_quarter_stands_in_its_report_and_the_public_sees_steps_of_five() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(&home, "weekly", "icab", 4).await?;
    let (today, slots) = a_day_with_slots(&home).await?;
    let quarter = format!("{}-Q{}", today.year(), today.month0() / 3 + 1);
    let report = format!("/v1/reports/{quarter}");
    let closes = today.checked_add_days(Days::new(30)).context("a day after it")?;
    let wave = json!({"variant": "after_visit", "locations": ["icab"], "opens": today, "closes": closes});
    let wave = home.coordinator().create("/v1/waves", &wave).await?.must_be(201)?.json()?;

    // Four companies, from their need to the survey.
    let (early, late) = (slots.first().context("no slot")?, slots.last().context("no slot")?);
    let mut made = Vec::new();
    for n in 0..4 {
        made.push(helped_and_booked(&home, n, early).await?);
    }
    home.advance("PT20M").await?;
    for (n, one) in made.iter().enumerate() {
        came(&home, one).await?;
        answers_the_survey(&home, OVERALL[n]).await?;
    }
    to_the_hour(&home).await?;
    let of_four = home.coordinator().get(&report).await?.must_be(200)?.json()?;
    assert_eq!((&of_four["needs"]["stated"], &of_four["needs"]["helped"]), (&json!(4), &json!(4)), "{of_four}");
    assert_eq!(of_four["bookings"]["all"]["attended"], 4);
    let said = &of_four["satisfaction"];
    assert_eq!((&said["n"], &said["csat"], &said["quarters"][4]["csat"]), (&Value::Null, &Value::Null, &Value::Null));
    let (told, page) = statistics(&home).await?;
    assert_eq!(told["quarter"], quarter.as_str());
    assert_eq!((&told["needs"]["at_least"], &told["needs"]["by_kind"]), (&json!(0), &json!([])), "{told}");
    let referrals = &told["referrals"];
    assert_eq!((&referrals["at_least"], &referrals["closed_share"]), (&json!(0), &Value::Null), "{told}");
    assert_eq!(told["bookings"], json!({"at_least": 0, "no_show": null}));
    assert_eq!((&told["satisfaction"]["n"], &told["satisfaction"]["csat"]), (&Value::Null, &Value::Null));
    assert!(page.contains("fewer than 5") && !page.contains("<strong>4<") && !page.contains("<strong>4+"), "{page}");

    // Two more: the fifth answer is shown, the sixth not yet.
    for n in 4..6 {
        made.push(helped_and_booked(&home, n, late).await?);
    }
    home.advance("PT50M").await?;
    for (n, one) in made.iter().enumerate().skip(4) {
        came(&home, one).await?;
        answers_the_survey(&home, OVERALL[n]).await?;
    }
    to_the_hour(&home).await?;
    let of_six = home.coordinator().get(&report).await?.must_be(200)?.json()?;
    let needs = &of_six["needs"];
    assert_eq!((&needs["stated"], &needs["closed"], &needs["helped"]), (&json!(6), &json!(6), &json!(6)), "{needs}");
    assert_eq!(needs["by_kind"], json!([{"id": "rd_grant", "n": 6}]));
    assert_eq!(needs["by_place"], json!([{"id": "icab", "n": 6}]));
    let innoviris = &of_six["referrals"]["by_agency"][0];
    assert_eq!(
        (&innoviris["id"], &innoviris["asked"], &innoviris["closed"]),
        (&json!("innoviris"), &json!(6), &json!(6))
    );
    assert!(near(&innoviris["closed_share"]["value"], 1.0) && innoviris["days_half"] == 0, "{innoviris}");
    let booked = &of_six["bookings"]["all"];
    assert_eq!((&booked["booked"], &booked["attended"], &booked["missed"]), (&json!(6), &json!(6), &json!(0)));
    let said = &of_six["satisfaction"];
    assert!(said["n"] == 6 && near(&said["csat"]["value"], 4.0 / 6.0), "four of six are satisfied: {said}");
    assert!(near(&said["by_agency"][0]["csat"]["value"], 4.0 / 6.0), "{said}");
    let live = format!("/v1/waves/{}/results", wave["id"].as_str().unwrap_or_default());
    let live = home.coordinator().get(&live).await?.must_be(200)?.json()?;
    assert!(live["n"] == 6 && live["questions"]["overall"]["csat"] == said["csat"], "{live}");

    // Page, paper and workbook say the same.
    for path in [format!("/console/reports/{quarter}"), format!("/console/reports/{quarter}/print")] {
        let shown = home.coordinator().get(&path).await?.must_be(200)?.body;
        assert!(shown.contains("<strong>6</strong>") && shown.contains("n = 6"), "{path}: {shown}");
    }
    let book = workbook(&home, &format!("{report}.xlsx")).await?;
    assert_eq!(book["Needs by kind"][1][1], 6, "{book}");
    assert_eq!(book["Appointments by agency"][1][2], 6, "{book}");
    let satisfied = &book["Satisfaction by agency"][1];
    assert!(satisfied[0] == "Innoviris" && near(&satisfied[1], 4.0 / 6.0) && satisfied[4] == 6, "{book}");

    // Everybody sees five or more of six, and the five that answered first.
    let (told, page) = statistics(&home).await?;
    let kinds = &told["needs"]["by_kind"];
    assert_eq!(
        (&told["needs"]["at_least"], &kinds[0]["id"], &kinds[0]["at_least"]),
        (&json!(5), &json!("rd_grant"), &json!(5))
    );
    let referrals = &told["referrals"];
    assert_eq!((&referrals["at_least"], &referrals["days_half"]), (&json!(5), &json!(0)), "{told}");
    assert!(near(&referrals["closed_share"], 1.0), "{told}");
    assert_eq!(told["bookings"], json!({"at_least": 5, "no_show": null}));
    assert!(told["satisfaction"]["n"] == 5 && near(&told["satisfaction"]["csat"]["value"], 0.8), "{told}");
    assert!(
        page.contains("<strong>5+</strong>")
            && page.contains("n = 5")
            && !page.contains("<strong>6<")
            && !page.contains("<strong>6+"),
        "{page}"
    );
    Ok(())
}
