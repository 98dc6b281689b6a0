//! The quarter for the steering committee, held against a recount by hand.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use domain::staff::StaffRole;
use serde_json::{Value, json};

use crate::common::{Becomes, Desk, agency, place};

/// The row of an id.
fn of<'a>(list: &'a Value, id: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap_or(&Value::Null)
}

/// A part's definition.
fn of_part<'a>(report: &'a Value, part: &str) -> &'a Value {
    report["definitions"].as_array().unwrap().iter().find(|one| one["of"] == part).unwrap()
}

fn near(value: &Value, expected: f64) {
    assert!(value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-9), "{value} is not {expected}");
}

/// A wave that asks everywhere.
async fn wave(desk: &Desk, variant: &str, opens: &str, closes: &str) -> String {
    let wave = json!({"variant": variant, "locations": [], "opens": opens, "closes": closes});
    let made = desk.app.as_admin().key(&format!("{variant}{opens}")).post_json("/v1/waves", &wave).await;
    made.expect_status(201).json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn needs_and_referrals_are_those_that_were_stated_and_what_became_of_them() {
    let desk = Desk::new().await;
    // Two of one kind at ICAB, three of another at Greenbizz.
    let told = [
        ("icab", "business_plan", Becomes::Helped),
        ("icab", "business_plan", Becomes::Waits),
        ("greenbizz", "rd_grant", Becomes::Declined),
        ("greenbizz", "rd_grant", Becomes::Helped),
        ("greenbizz", "rd_grant", Becomes::Accepted),
    ];
    let mut asked: BTreeMap<String, u64> = BTreeMap::new();
    for (n, (at, kind, becomes)) in told.into_iter().enumerate() {
        let first = desk.need(n, at, kind, becomes).await.unwrap();
        *asked.entry(first.to_string()).or_default() += 1;
    }
    // Needs join their members some minutes later.
    desk.app.clock.advance(chrono::TimeDelta::hours(1));
    desk.rests().await;
    let report = desk.report("2026-Q4").await;
    let needs = &report["needs"];
    assert_eq!((&needs["stated"], &needs["closed"], &needs["helped"]), (&json!(5), &json!(2), &json!(2)), "{needs}");
    assert_eq!(needs["by_kind"], json!([{"id": "rd_grant", "n": 3}, {"id": "business_plan", "n": 2}]));
    assert_eq!(needs["by_place"], json!([{"id": "greenbizz", "n": 3}, {"id": "icab", "n": 2}]));
    // Each company is a member of its own once its need has found it.
    assert_eq!(report["members"]["reached"], 5, "{}", report["members"]);
    let referrals = &report["referrals"];
    assert_eq!(referrals["all"]["closed"], 3, "two helped and one no: {referrals}");
    assert_eq!(referrals["all"]["answered"], 4);
    for (agency, n) in &asked {
        let found = of(&referrals["by_agency"], agency);
        assert!(found["asked"].as_u64().unwrap() >= *n, "{agency}: {found}");
    }
    assert_eq!(referrals["all"]["days_half"], 0, "answered on the day");
    let all = &referrals["all"];
    let share = all["closed"].as_f64().unwrap() / all["asked"].as_f64().unwrap();
    assert!((all["closed_share"]["value"].as_f64().unwrap() - share).abs() < 1e-9);
    // Of the quarter before there is nothing.
    let before = desk.report("2026-Q3").await;
    assert_eq!((&before["needs"]["stated"], &before["referrals"]["all"]["asked"]), (&json!(0), &json!(0)));
    assert_eq!(before["referrals"]["all"]["closed_share"], Value::Null);
}

#[tokio::test]
async fn a_need_counts_with_the_programme_of_the_service_that_was_asked() {
    let desk = Desk::new().await;
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let of_programme: Vec<&str> =
        catalogue.services.values().filter(|one| !one.programmes.is_empty()).map(|one| one.id.as_str()).collect();
    assert!(of_programme.len() > 3, "{of_programme:?}");
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    let kinds: Vec<String> = catalogue.need_types.iter().map(|kind| kind.id.to_string()).collect();
    for (n, kind) in kinds.iter().enumerate() {
        desk.need(n, "icab", kind, Becomes::Waits).await;
        let id = domain::ids::NeedId::parse(&format!("need-{n}")).unwrap();
        let case = desk.app.store().needs().load(&id).await.unwrap().unwrap().case;
        let services = case.referrals.iter().flat_map(|one| &one.services);
        let programmes: std::collections::BTreeSet<&String> =
            services.flat_map(|id| &catalogue.services[id].programmes).collect();
        for programme in programmes {
            *expected.entry(programme.clone()).or_default() += 1;
        }
    }
    desk.rests().await;
    assert!(!expected.is_empty(), "some kind asks for a service of a programme");
    let told = desk.report("2026-Q4").await["needs"]["by_programme"].clone();
    let told: BTreeMap<String, u64> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap().to_owned(), one["n"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn appointments_count_by_who_came_and_not_once_they_are_given_back() {
    let desk = Desk::new().await;
    desk.booked("b1", "2026-11-03", "hub", Some(true)).await;
    desk.booked("b2", "2026-11-10", "hub", Some(true)).await;
    desk.booked("b3", "2026-11-17", "hub", Some(false)).await;
    desk.booked("b4", "2026-12-15", "innoviris", None).await;
    desk.booked("next", "2027-01-05", "innoviris", None).await;
    desk.walked_in("w1", "2026-11-24", "innoviris").await;
    desk.rests().await;
    let bookings = desk.report("2026-Q4").await["bookings"].clone();
    let hub = of(&bookings["by_agency"], "hub");
    assert_eq!((&hub["booked"], &hub["attended"], &hub["missed"]), (&json!(3), &json!(2), &json!(1)));
    assert!((hub["no_show"]["value"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9);
    let innoviris = of(&bookings["by_agency"], "innoviris");
    assert_eq!(
        (&innoviris["booked"], &innoviris["walk_ins"], &innoviris["no_show"]),
        (&json!(1), &json!(1), &Value::Null)
    );
    assert_eq!((&bookings["all"]["booked"], &bookings["all"]["walk_ins"]), (&json!(4), &json!(1)));
    let next = desk.report("2027-Q1").await["bookings"].clone();
    assert_eq!(next["all"]["booked"], 1);
}

#[tokio::test]
async fn presences_are_counted_by_agency_and_place_with_what_was_cancelled() {
    let desk = Desk::new().await;
    let weekly = json!({"agency": "innoviris", "location": "icab", "start": "2026-11-03T09:30", "duration_minutes": 180,
        "timezone": "Europe/Brussels", "rrule": "FREQ=WEEKLY;UNTIL=20261222T235959", "slot_minutes": 40, "buffer_minutes": 5,
        "seats": 1, "languages": ["fr", "nl"], "status": "published", "services": [], "advisers": [],
        "exceptions": [{"date": "2026-11-10", "cancelled": true}]});
    desk.app.as_admin().key("weekly").post_json("/v1/permanences", &weekly).await.expect_status(201);
    let presences = desk.report("2026-Q4").await["presences"].clone();
    // Tuesdays from 3 November to 22 December are eight; the 10th is off, the
    // 3rd and the 17th are over at ten on the 24th.
    let found = of(&presences["by_agency"], "innoviris");
    let told = [&found["held"], &found["cancelled"], &found["to_come"]].map(|n| n.as_u64().unwrap());
    assert_eq!(told, [2, 1, 5], "{presences}");
    let icab = of(&presences["by_place"], "icab");
    assert_eq!((&icab["held"], &icab["cancelled"]), (&json!(2), &json!(1)));
    // Weeks begun since 28 September: nine; somebody was there in those of the
    // 3rd, the 17th and the 24th, where the place is due a visit each week.
    assert_eq!((&icab["met"], &icab["aims"]), (&json!(3), &json!(9)), "{icab}");
    let page = desk.app.as_staff(StaffRole::Coordinator).await.language("en").get("/console/reports/2026-Q4").await;
    assert!(page.expect_status(200).text().contains("office hours held of 8 planned · 1 cancelled · 5 to come"));
}

#[tokio::test]
async fn satisfaction_is_that_of_the_waves_of_the_quarter_and_hides_what_is_small() {
    let desk = Desk::new().await;
    let id = wave(&desk, "after_visit", "2026-11-01", "2026-12-31").await;
    wave(&desk, "quarterly", "2026-11-02", "2026-12-31").await;
    wave(&desk, "quarterly", "2026-12-10", "2026-12-31").await;
    for (agency, values) in
        [("hub", &[5, 4, 4, 3, 5, 2, 4, 5, 4, 1][..]), ("innoviris", &[5, 5, 5]), ("actiris", &[4, 4, 2, 2, 2])]
    {
        for (n, overall) in values.iter().enumerate() {
            let answers = json!({"language": "nl", "answers": {"overall": overall}});
            let path = format!("/v1/surveys/a.{agency}.icab/responses");
            desk.app.anonymous().key(&format!("{agency}{n}")).post_json(&path, &answers).await.expect_status(201);
        }
    }
    desk.rests().await;
    let report = desk.report("2026-Q4").await;
    let found = report["satisfaction"].clone();
    let hub = of(&found["by_agency"], "hub");
    assert_eq!(hub["n"], 10, "{found}");
    near(&hub["csat"]["value"], 0.7);
    for hidden in ["innoviris", "actiris"] {
        let group = of(&found["by_agency"], hidden);
        assert_eq!((&group["n"], &group["suppressed"]), (&Value::Null, &json!(true)), "18 less 10 less 5 would be 3");
    }
    assert_eq!(found["n"], 18, "small groups count in the sum");
    near(&found["csat"]["value"], 12.0 / 18.0);
    assert_eq!(found["quarters"].as_array().unwrap().len(), 5);
    assert_eq!(found["aim"], 0.8, "what waves aim at where nothing else is said");
    assert_eq!(found["quarters"][4], json!({"quarter": "2026-Q4", "n": 18, "csat": found["csat"]}));
    assert_eq!(found["quarters"][3]["n"], Value::Null);

    // The page of the wave says the same, and is where the report leads.
    let results = desk.app.as_admin().get(&format!("/v1/waves/{id}/results")).await.expect_status(200).json();
    assert_eq!((&results["n"], &results["questions"]["overall"]["csat"]), (&found["n"], &found["csat"]));
    for group in found["by_agency"].as_array().unwrap() {
        let there = of(&results["by_agency"], group["id"].as_str().unwrap());
        assert_eq!((&there["n"], &there["csat"]), (&group["n"], &group["csat"]), "{group}");
    }
    assert_eq!(found["waves"], json!([id]), "not the one to come, nor the one without answers");
    assert_eq!(of_part(&report, "satisfaction")["counts"], format!("/console/survey/waves/{id}"));

    // Everybody else sees steps of five, and no rate that these would make too low.
    let told = desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json()["satisfaction"].clone();
    assert_eq!((&told["n"], &told["response_rate"]), (&json!(15), &Value::Null), "{told}");
    near(&told["csat"]["value"], 9.0 / 15.0);
}

#[tokio::test]
async fn what_changed_since_the_quarter_before_is_of_all_answers_in_both() {
    let desk = Desk::new().await;
    let answers = async |agency: &str, values: &[i64]| {
        for (n, overall) in values.iter().enumerate() {
            let answers = json!({"language": "nl", "answers": {"overall": overall}});
            let (key, path) =
                (format!("{agency}{n}-{}", values.len()), format!("/v1/surveys/a.{agency}.icab/responses"));
            desk.app.anonymous().key(&key).post_json(&path, &answers).await.expect_status(201);
        }
    };
    // Three in four of twelve, four at each agency.
    wave(&desk, "after_visit", "2026-11-01", "2026-12-31").await;
    for agency in ["hub", "innoviris", "actiris"] {
        answers(agency, &[5, 4, 4, 1]).await;
    }
    desk.rests().await;
    desk.days(62);
    desk.rests().await;
    // Nine in ten.
    wave(&desk, "after_visit", "2027-01-04", "2027-03-31").await;
    answers("hub", &[5, 5, 5, 5, 5, 4, 4, 4, 4, 2]).await;
    desk.rests().await;
    let found = desk.report("2027-Q1").await["satisfaction"].clone();
    assert_eq!((&found["quarters"][3]["n"], &found["n"]), (&json!(12), &json!(10)), "{found}");
    near(&found["quarters"][3]["csat"]["value"], 0.75);
    near(&found["change"]["value"], 0.15);
    // The public is told none of the twelve, for each four would follow from the sum.
    let told = desk.app.anonymous().get("/v1/statistics").await.expect_status(200).json()["satisfaction"].clone();
    assert_eq!((&told["quarters"][3]["n"], &told["change"]), (&Value::Null, &Value::Null), "{told}");
    assert_eq!(told["n"], 10);
}

#[tokio::test]
async fn every_part_says_what_it_counts_in_each_language_and_only_the_coordinator_reads_it() {
    let desk = Desk::new().await;
    for language in ["fr", "nl", "en"] {
        let report = desk.app.as_admin().language(language).get("/v1/reports/2026-Q4").await.expect_status(200).json();
        for definition in report["definitions"].as_array().unwrap() {
            assert!(definition["text"].as_str().unwrap().len() > 40, "{definition}");
            assert!(report[definition["of"].as_str().unwrap()].is_object(), "{definition}");
        }
        assert_eq!(report["definitions"].as_array().unwrap().len(), 9);
    }
    assert!(desk.report("2026-Q4").await["cost"]["dollars"].as_f64().unwrap() > 1.0);
    let adviser = StaffRole::Adviser { agency: agency("hub") };
    let host = StaffRole::Host { location: place("icab") };
    for role in [adviser, host] {
        for path in
            ["/v1/reports/2026-Q4", "/v1/reports/2026-Q4.xlsx", "/console/reports", "/console/reports/2026-Q4/print"]
        {
            desk.app.as_staff(role.clone()).await.get(path).await.expect_status(404);
        }
    }
    desk.app.anonymous().get("/v1/reports/2026-Q4").await.expect_status(401);
    for bad in ["2026-Q5", "2026", "x", "2026-Q4.csv"] {
        desk.app.as_admin().get(&format!("/v1/reports/{bad}")).await.expect_status(404);
    }
}

#[tokio::test]
async fn the_workbook_says_the_same_as_the_report() {
    let desk = Desk::new().await;
    desk.need(0, "icab", "business_plan", Becomes::Helped).await;
    desk.need(1, "icab", "business_plan", Becomes::Waits).await;
    desk.rests().await;
    let file = desk.app.as_admin().language("nl").get("/v1/reports/2026-Q4.xlsx").await.expect_status(200);
    assert!(file.header("content-disposition").contains("2026-Q4-nl.xlsx"));
    let mut book = Xlsx::new(Cursor::new(file.body.clone())).unwrap();
    let names = book.sheet_names();
    assert!(names.contains(&"Behoeften per soort".to_owned()), "{names:?}");
    let sheet = book.worksheet_range("Behoeften per soort").unwrap();
    let row: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert_eq!(row[1], &Data::Float(2.0), "{row:?}");
    assert_eq!(names.len(), 11, "{names:?}");
}

#[tokio::test]
async fn the_page_shows_the_figures_on_the_screen_and_on_paper() {
    let desk = Desk::new().await;
    for n in 0..3 {
        desk.need(n, "icab", "business_plan", Becomes::Helped).await;
    }
    desk.rests().await;
    for language in ["fr", "nl", "en"] {
        for path in ["/console/reports", "/console/reports/2026-Q4", "/console/reports/2026-Q4/print"] {
            let staff = desk.app.as_staff(StaffRole::Coordinator).await.language(language);
            let page = staff.get(path).await.expect_status(200).text();
            assert!(page.contains("<strong>3</strong>"), "{path}: {page}");
            assert_eq!(page.matches("<h1>").count(), 1, "{path}");
            let workbook = format!("/v1/reports/2026-Q4.xlsx?lang={language}");
            assert_eq!(page.contains(&workbook), !path.ends_with("print"), "{path}: {page}");
        }
    }
    let page = desk.app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console/reports/2027-Q2").await;
    assert!(page.expect_status(200).text().contains("avril à juin 2027"));
    desk.app.as_staff(StaffRole::Coordinator).await.get("/console/reports/now").await.expect_status(404);
}
