//! A plan that is published makes the sessions that it lists, and none that is
//! cancelled from the first day on.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::common::{Desk, FROM, changed};
use crate::repairs::adviser;

const WEEKS: u64 = 13;
/// Wednesdays on which Cat can't come.
const AWAY: [&str; 4] = ["2026-12-16", "2027-01-13", "2027-01-20", "2027-02-17"];

fn of(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

/// All sessions of the weeks that are planned, week by week.
async fn sessions(desk: &Desk) -> Vec<Value> {
    let from: NaiveDate = FROM.parse().unwrap();
    let mut all = Vec::new();
    for week in 0..WEEKS {
        let (first, end) = (from + Days::new(7 * week), from + Days::new(7 * week + 7));
        let path = format!("/v1/sessions?from={first}&to={end}&limit=100");
        let found = desk.app.anonymous().get(&path).await.expect_status(200).json();
        all.extend(found["items"].as_array().unwrap().iter().cloned());
    }
    all
}

#[tokio::test]
async fn what_is_published_is_what_was_listed_and_nothing_is_cancelled() {
    let desk = Desk::new().await;
    adviser(&desk, "cat", &json!(["WE-AM"]), &AWAY).await;
    // Bob is somewhere once a month; whatever else he does then is beside it.
    let monthly = json!({"agency": "hub", "location": "icab", "advisers": ["bob"], "start": "2026-12-08T09:30",
        "duration_minutes": 180, "rrule": "FREQ=MONTHLY;BYDAY=2TU", "until": "2027-06-29", "slot_minutes": 40,
        "languages": ["fr", "nl"], "status": "published"});
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json("/v1/permanences/monthly", &monthly).await.expect_status(201);
    let body = json!({"from": FROM, "weeks": WEEKS, "keep": "all"});
    let asked = desk.app.as_admin().key("k").post_json("/v1/plans", &body).await.expect_status(202).json();
    let id = of(&asked, "id");
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let plan = desk.plan(&id).await;
    assert!(changed(&plan).iter().any(|one| one["adviser"] == "cat"), "{plan}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(desk.plan(&id).await["published"]["refused"], json!([]));

    let mut listed = BTreeSet::new();
    for one in plan["assignments"].as_array().unwrap() {
        for day in one["days"].as_array().unwrap() {
            let start = format!("{}T{}", day.as_str().unwrap(), &of(one, "start")[11..]);
            listed.insert((start, of(one, "location"), of(one, "agency")));
        }
    }
    let all = sessions(&desk).await;
    let is_held = |session: &&Value| session["status"] == "scheduled";
    let place = |session: &Value| (of(session, "local_start"), of(session, "location"), of(session, "agency"));
    let held: BTreeSet<_> = all.iter().filter(is_held).map(place).collect();
    assert_eq!(held, listed);
    // What does not take place says which holiday it is.
    let off: Vec<&Value> = all.iter().filter(|session| session["status"] == "cancelled").collect();
    assert!(off.iter().all(|session| !session["reason"].to_string().contains("annulée")), "{off:?}");

    let series = desk.permanences().await;
    for one in changed(&plan) {
        let same = |is: &&Value| {
            is["start"] == one["start"]
                && is["location"] == one["location"]
                && is["advisers"] == json!([one["adviser"]])
        };
        let made = series.iter().find(same);
        assert_eq!(made.map(|made| &made["rrule"]), Some(&one["rrule"]), "{one}");
    }
}
