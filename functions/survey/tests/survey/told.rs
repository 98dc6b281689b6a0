//! What a wave tells agencies, hosts and the public: its surveys in steps while it
//! runs, its sums once it has closed, and never more than hides a small group.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::ids::{AgencyId, LocationId, WaveId};
use domain::staff::StaffRole;
use serde_json::{Value, json};

use crate::waves::Desk;

/// How many answer about an agency at a place.
const ANSWERS: [(&str, &str, u32); 10] = [
    ("innoviris", "icab", 7),
    ("innoviris", "eebic", 3),
    ("innoviris", "blsi", 4),
    ("innoviris", "greenbizz", 3),
    ("hub", "icab", 4),
    ("hub", "eebic", 2),
    ("hub", "blsi", 2),
    ("bie", "icab", 1),
    ("impulse", "eebic", 2),
    ("impulse", "blsi", 3),
];

fn agency(id: &str) -> StaffRole {
    StaffRole::Adviser { agency: AgencyId::parse(id).unwrap() }
}

fn host(id: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(id).unwrap() }
}

async fn answered() -> (Desk, String) {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-24", "2026-11-27").await;
    for (agency, place, n) in ANSWERS {
        for at in 0..n {
            let body = json!({"language": "fr", "answers": {"overall": 3 + at % 3}});
            let key = format!("{agency}{place}{at}");
            let path = format!("/v1/surveys/a.{agency}.{place}/responses");
            desk.app.anonymous().key(&key).post_json(&path, &body).await.expect_status(201);
            desk.count().await;
        }
    }
    (desk, wave)
}

async fn seen(desk: &Desk, wave: &str, who: StaffRole) -> Value {
    desk.app.as_staff(who).await.get(&format!("/v1/waves/{wave}/results")).await.expect_status(200).json()
}

fn n_of(groups: &Value) -> Vec<(String, Value)> {
    let of = |group: &Value| (group["id"].as_str().unwrap().to_owned(), group["n"].clone());
    groups.as_array().unwrap().iter().map(of).collect()
}

#[tokio::test]
async fn small_groups_count_in_the_sums_of_a_closed_wave_and_stay_hidden() {
    let (desk, wave) = answered().await;
    let running = seen(&desk, &wave, agency("innoviris")).await;
    assert_eq!((&running["n"], n_of(&running["by_location"])), (&json!(5), vec![("icab".to_owned(), json!(5))]));
    let page = format!("/console/survey/waves/{wave}");
    let adviser = desk.app.as_staff(agency("innoviris")).await;
    assert!(adviser.language("en").get(&page).await.expect_status(200).text().contains("On the first working morning"));
    // Saturday, Sunday: told on Monday morning, once.
    for _ in 0..6 {
        desk.app.clock.advance(TimeDelta::days(1));
        desk.dispatcher.upkeep().await.unwrap();
        desk.count().await;
    }
    let closed = seen(&desk, &wave, agency("innoviris")).await;
    assert_eq!(closed["n"], 17, "all that was answered about it");
    assert_eq!(closed["questions"]["overall"]["n"], 17);
    assert_eq!(n_of(&closed["by_location"]), [("icab".to_owned(), json!(5))], "no place under five");
    assert_eq!(n_of(&closed["by_agency"]), [("innoviris".to_owned(), json!(17))]);
    assert_eq!(seen(&desk, &wave, agency("bie")).await["n"], 0, "one answer is nobody's to see");
    assert_eq!(seen(&desk, &wave, host("greenbizz")).await["n"], 0, "nor are three");
    let adviser = desk.app.as_staff(agency("innoviris")).await;
    assert!(adviser.language("en").get(&page).await.expect_status(200).text().contains("The wave has closed"));
    let live = desk.app.as_admin().get(&format!("/v1/waves/{wave}/results")).await.expect_status(200).json();
    assert_eq!(live["n"], ANSWERS.map(|(_, _, n)| n).iter().sum::<u32>());
}

#[tokio::test]
async fn the_sums_of_a_closed_wave_are_told_once() {
    let (desk, wave) = answered().await;
    desk.app.clock.advance(TimeDelta::days(6));
    desk.dispatcher.upkeep().await.unwrap();
    desk.count().await;
    assert_eq!(seen(&desk, &wave, agency("innoviris")).await["n"], 17);
    // The wave is opened again, and somebody else answers.
    let read = desk.app.as_admin().get(&format!("/v1/waves/{wave}")).await.expect_status(200);
    let longer = json!({"variant": "after_visit", "opens": "2026-11-24", "closes": "2026-12-20"});
    let change = desk.app.as_admin().if_match(read.header("etag"));
    change.put_json(&format!("/v1/waves/{wave}"), &longer).await.expect_status(200);
    let body = json!({"language": "fr", "answers": {"overall": 1}});
    desk.app
        .anonymous()
        .key("later")
        .post_json("/v1/surveys/a.innoviris.eebic/responses", &body)
        .await
        .expect_status(201);
    desk.count().await;
    desk.app.clock.advance(TimeDelta::days(20));
    desk.dispatcher.upkeep().await.unwrap();
    desk.count().await;
    assert_eq!(seen(&desk, &wave, agency("innoviris")).await["n"], 17, "a second sum would tell that one answer");
}

/// A question that few answered looks the same as one that nobody did.
#[tokio::test]
async fn others_do_not_see_whether_few_or_nobody_answered_a_question() {
    let desk = Desk::new().await;
    desk.plan("after_visit", json!([]), "2026-11-24", "2026-11-27").await;
    for at in 0..6 {
        let answers = if at < 3 { json!({"overall": 4, "recommend": 9}) } else { json!({"overall": 4}) };
        let body = json!({"language": "fr", "answers": answers});
        let path = "/v1/surveys/a.hub.icab/responses";
        desk.app.anonymous().key(&format!("k{at}")).post_json(path, &body).await.expect_status(201);
        desk.count().await;
    }
    let store = desk.app.store();
    let wave = store.waves().all().await.unwrap().remove(0).id;
    let survey = store.waves().figures(&wave).await.unwrap().remove(0).survey.id;
    let found = desk.app.anonymous().get(&format!("/v1/surveys/{survey}/results")).await.expect_status(200).json();
    let (few, none) = (&found["questions"]["recommend"], &found["questions"]["effort"]);
    assert_eq!(found["questions"]["overall"]["n"], 5);
    for question in [few, none] {
        assert_eq!((&question["n"], &question["suppressed"]), (&Value::Null, &json!(true)), "{found}");
    }
}

/// Each number that is served to others is one of those that the attack on what is
/// told starts from: what a survey shows in steps, a sum of such, or a sum that is
/// told of the closed wave.
#[tokio::test]
async fn no_page_file_or_filter_serves_another_number() {
    let (desk, wave) = answered().await;
    for closed in [false, true] {
        if closed {
            desk.app.clock.advance(TimeDelta::days(6));
            desk.dispatcher.upkeep().await.unwrap();
            desk.count().await;
        }
        for who in [agency("innoviris"), agency("hub"), agency("bie"), host("icab"), host("eebic"), host("greenbizz")] {
            let known = known(&desk, &wave, &who).await;
            let staff = desk.app.as_staff(who.clone()).await;
            let of_wave = format!("/v1/waves/{wave}/results");
            let of_days = "/v1/waves/results?variant=after_visit&from=2026-11-01&to=2026-12-31";
            let mut served = Vec::new();
            for path in [of_wave.as_str(), of_days] {
                counts_in(&staff.clone().get(path).await.expect_status(200).json(), &mut served);
            }
            let file = staff.get(&format!("{of_wave}.csv")).await.expect_status(200).text();
            // Of the whole, a place or an agency: its responses, and answers to a question.
            let mut table = csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
            let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().unwrap();
            served.extend(rows.iter().flat_map(|row| [row[3].parse::<u64>().ok(), row[7].parse().ok()]).flatten());
            assert!(!rows.is_empty() && !served.is_empty(), "{file}");
            for n in served {
                assert!(known.contains(&n), "{who:?} is told {n}, closed: {closed}: {known:?}");
            }
        }
    }
}

/// What may be told to somebody.
async fn known(desk: &Desk, wave: &str, who: &StaffRole) -> Vec<u64> {
    let waves = desk.app.store().waves();
    let wave = WaveId::parse(wave).unwrap();
    let (figures, sums) = (waves.figures(&wave).await.unwrap(), waves.sums(&wave).await.unwrap().unwrap_or_default());
    let is_own = |one: &&store::repos::surveys::Figures| match who {
        StaffRole::Adviser { agency } => one.survey.target.agency.as_ref() == Some(agency),
        StaffRole::Host { location } => one.survey.target.location.as_ref() == Some(location),
        StaffRole::Coordinator => true,
    };
    let shown: Vec<u64> = figures.iter().filter(is_own).filter_map(|one| Some(one.shown.as_ref()?.value.n)).collect();
    let told = match who {
        StaffRole::Adviser { agency } => sums.agencies.get(agency),
        StaffRole::Host { location } => sums.locations.get(location),
        StaffRole::Coordinator => Some(&sums.all),
    };
    let told = told.into_iter().flat_map(|told| [told.n, told.n_of("overall")]);
    [0, shown.iter().sum()].into_iter().chain(shown.iter().copied()).chain(told).collect()
}

/// Every `n` in an answer.
fn counts_in(value: &Value, found: &mut Vec<u64>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("n").and_then(Value::as_u64));
            fields.values().for_each(|value| counts_in(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| counts_in(value, found)),
        _ => {}
    }
}
