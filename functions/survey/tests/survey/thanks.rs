//! What an answer gives back: who comes next, and the services that fit.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::permanence::Permanence;
use serde_json::{Value, json};
use store::Transaction;
use testkit::TestApp;

use crate::common::{Recording, after_visit, app, survey};

/// A weekly presence of an agency at a place, from this Tuesday on.
fn presence(id: &str, (agency, location): (&str, &str), start: &str, more: &Value) -> Permanence {
    let mut of = json!({"id": id, "agency": agency, "location": location, "advisers": [], "seats": 1,
        "timezone": "Europe/Brussels", "start": start, "duration_minutes": 180, "rrule": "FREQ=WEEKLY",
        "slot_minutes": 30, "buffer_minutes": 0, "status": "published"});
    of.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(of).unwrap()
}

async fn hold(app: &TestApp, all: &[Permanence]) {
    let mut tx = Transaction::new();
    for one in all {
        app.store().permanences().create(&mut tx, one);
    }
    app.store().commit(tx).await.unwrap();
}

async fn thanks(app: &TestApp, id: &str) -> String {
    app.anonymous().language("en").get(&format!("/s/{id}/thanks")).await.expect_status(200).text()
}

/// Which sessions the page leads to, in its order.
fn led_to(page: &str) -> Vec<&str> {
    page.split("href=\"/book?session=").skip(1).filter_map(|rest| rest.split(['"', '&']).next()).collect()
}

/// Which services it names, in its order.
fn services(page: &str) -> Vec<&str> {
    page.split("href=\"/services/").skip(1).filter_map(|rest| rest.split(['"', '?']).next()).collect()
}

#[tokio::test]
async fn who_answers_is_told_who_comes_to_the_place_next_and_what_they_offer() {
    let table = Recording::new();
    let app = TestApp::over(table.clone(), vec![survey::routes()], false).await;
    let none = json!({});
    let gone = json!({"exceptions": [{"date": "2026-11-26", "cancelled": true}]});
    let about = json!({"services": ["impulse-permits"]});
    hold(
        &app,
        &[
            // It began at 08:00 and is going on: nobody is told to come any more.
            presence("begun", ("citydev", "icab"), "2026-11-24T08:00", &none),
            presence("weekly", ("innoviris", "icab"), "2026-11-25T09:30", &none),
            presence("thursday", ("citydev", "icab"), "2026-11-26T09:30", &gone),
            presence("offices", ("hub", "icab"), "2026-11-27T14:00", &about),
            presence("elsewhere", ("innoviris", "greenbizz"), "2026-11-25T09:00", &none),
        ],
    )
    .await;
    let place = survey(
        &app,
        json!({"variant": "after_visit", "location": "icab", "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await;
    thanks(&app, &place).await;
    table.forget();
    let page = thanks(&app, &place).await;
    assert_eq!(*table.reads.lock().unwrap(), 2, "what became of suggestions, and who comes");
    assert!(table.commits.lock().unwrap().is_empty());
    assert!(page.contains("Next office hours at ICAB") && page.contains("href=\"/locations/icab"), "{page}");
    assert_eq!(led_to(&page), ["weekly.20261125", "offices.20261127", "begun.20261201"]);
    assert!(page.contains("9:30") && page.contains("Innoviris"), "{page}");
    // Two of Innoviris, what hub.brussels' presence is about alone, and what citydev offers.
    let fit = ["innoviris-explore", "innoviris-feasibility", "impulse-permits", "citydev-premises"];
    assert_eq!(services(&page), fit);
    let about_innoviris = thanks(&app, &after_visit(&app).await).await;
    let offered = services(&about_innoviris);
    assert!(offered.len() == 6 && offered.iter().all(|id| id.starts_with("innoviris")), "{offered:?}");
}

#[tokio::test]
async fn where_nobody_is_planned_the_page_says_so_and_leads_on() {
    let app = app().await;
    let place = survey(
        &app,
        json!({"variant": "after_visit", "location": "icab", "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await;
    let page = thanks(&app, &place).await;
    assert!(page.contains("None are planned in the weeks to come") && page.contains("No service is tied"), "{page}");
    assert!(page.contains("href=\"/locations/icab") && page.contains("href=\"/services?"), "{page}");
    assert_eq!((led_to(&page), services(&page)), (vec![], vec![]));
}

#[tokio::test]
async fn of_an_agency_its_next_sessions_stand_with_their_place_and_of_neither_the_services_alone() {
    let app = app().await;
    let none = json!({});
    let all = [
        presence("here", ("innoviris", "icab"), "2026-11-25T09:30", &none),
        presence("there", ("innoviris", "greenbizz"), "2026-11-25T13:00", &none),
        presence("others", ("hub", "icab"), "2026-11-25T09:00", &none),
    ];
    hold(&app, &all).await;
    let wave = json!({"variant": "after_visit", "locations": ["icab"], "opens": "2026-11-20", "closes": "2026-12-31"});
    app.as_admin().key("w").post_json("/v1/waves", &wave).await.expect_status(201);
    let agency = survey(
        &app,
        json!({"variant": "after_visit", "agency": "innoviris", "opens": "2026-11-01", "closes": "2026-12-31"}),
    )
    .await;
    let page = thanks(&app, &agency).await;
    assert_eq!(led_to(&page), ["here.20261125", "there.20261125", "here.20261202"]);
    assert!(page.contains("Next office hours of Innoviris") && page.contains("Greenbizz"), "{page}");
    assert!(page.contains("href=\"/agencies/innoviris"), "{page}");
    // The code on the wall gives back what a survey about the place does.
    assert_eq!(led_to(&thanks(&app, "p.icab").await), ["others.20261125", "here.20261125", "others.20261202"]);
    let neither = survey(&app, json!({"variant": "quarterly", "opens": "2026-11-01", "closes": "2026-12-31"})).await;
    let page = thanks(&app, &neither).await;
    assert!(page.contains("href=\"/services?") && led_to(&page).is_empty(), "{page}");
}
