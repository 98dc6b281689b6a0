//! Figures of waves drawn, compared and handed out: bars, lines, who answered,
//! periods, files.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use chrono::TimeDelta;
use domain::ids::{LocationId, WaveId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::{Transaction, keys};

use crate::waves::Desk;

/// Answers to the code of an agency at a place, in the wave that is open there.
async fn answers(desk: &Desk, code: &str, each: &[Value]) {
    let now = desk.app.store().now().millis();
    for (at, answers) in each.iter().enumerate() {
        let body = json!({"language": "nl", "answers": answers});
        let (key, path) = (format!("{code}-{now}-{at}"), format!("/v1/surveys/{code}/responses"));
        desk.app.anonymous().key(&key).post_json(&path, &body).await.expect_status(201);
    }
}

/// So many of `n` satisfied, and the others not.
fn satisfied(satisfied: usize, n: usize) -> Vec<Value> {
    (0..n).map(|at| json!({"overall": if at < satisfied { 5 } else { 2 }})).collect()
}

fn host(place: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(place).unwrap() }
}

async fn page(desk: &Desk, path: &str) -> String {
    desk.app.as_admin().language("en").get(path).await.expect_status(200).text()
}

fn near(value: &Value, expected: f64) {
    assert!((value.as_f64().unwrap() - expected).abs() < 1e-4, "{value} is not {expected}");
}

/// A wave in which ten answered about hub.brussels at ICAB, and at Greenbizz nine
/// about Innoviris and three about Actiris.
async fn wave_of_three(desk: &Desk) -> String {
    let wave = desk.plan("after_visit", json!([]), "2026-11-24", "2026-12-31").await;
    answers(desk, "a.hub.icab", &satisfied(8, 10)).await;
    answers(desk, "a.innoviris.greenbizz", &satisfied(3, 9)).await;
    answers(desk, "a.actiris.greenbizz", &satisfied(1, 3)).await;
    desk.count().await;
    wave
}

#[tokio::test]
async fn how_answers_spread_is_drawn_and_told_in_words_and_what_is_hidden_is_not() {
    let desk = Desk::new().await;
    let wave = desk.plan("after_visit", json!([]), "2026-11-24", "2026-12-31").await;
    let mut given: Vec<Value> =
        [5, 5, 5, 5, 4, 4, 1, 1].map(|overall| json!({"overall": overall, "recommend": 2 * overall})).into();
    given[0]["useful"] = json!(3);
    answers(&desk, "a.hub.icab", &given).await;
    desk.count().await;
    let shown = page(&desk, &format!("/console/survey/waves/{wave}")).await;
    let parts =
        "Very satisfied 50%, Satisfied 25%, Moderately satisfied 0%, Slightly satisfied 0%, Not at all satisfied 25%";
    assert!(shown.contains(&format!(": {parts}\"")), "{shown}");
    assert!(shown.contains(": Promoters (9 or 10) 50%, Passives (7 or 8) 25%, Detractors (0 to 6) 25%\""));
    assert_eq!(shown.matches("class=\"stacked\"").count(), 2, "one answered usefulness: nothing is drawn of it");
    assert!(shown.contains("Fewer than five answers"));
    assert_eq!(shown.matches("id=\"texture-0\"").count(), 1);
    // The same on the page of the one survey that the wave consists of.
    let survey = shown.split("href=\"/console/survey/").filter_map(|rest| rest.split('"').next());
    let survey = survey.filter(|id| id.len() == 32).last().unwrap();
    let shown = page(&desk, &format!("/console/survey/{survey}")).await;
    assert!(shown.contains(&format!(": {parts}\"")) && shown.contains("id=\"texture-0\""));
}

#[tokio::test]
async fn waves_stand_on_a_line_with_their_intervals_and_one_with_few_answers_stays_hidden() {
    let desk = Desk::new().await;
    for (opens, given) in [("2026-11-24", satisfied(3, 10)), ("2026-11-25", satisfied(3, 3))] {
        desk.plan("after_visit", json!([]), opens, opens).await;
        answers(&desk, "a.hub.icab", &given).await;
        desk.app.clock.advance(TimeDelta::days(1));
    }
    let last = desk.plan("after_visit", json!([]), "2026-11-26", "2026-12-31").await;
    answers(&desk, "a.hub.icab", &satisfied(9, 10)).await;
    // Of other questions: not on the line.
    desk.plan("quarterly", json!([]), "2026-11-20", "2026-12-31").await;
    desk.count().await;
    let shown = page(&desk, &format!("/console/survey/waves/{last}")).await;
    assert!(shown.contains("24 Nov 2026: 30%; 25 Nov 2026: hidden; 26 Nov 2026: 90%"), "{shown}");
    let drawn = shown.split("class=\"line-chart\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!((drawn.matches("<circle").count(), drawn.matches("class=\"range\"").count()), (2, 2));
    // The same as a table, with Wilson's bounds of 3 and of 9 in 10.
    assert!(shown.contains("30% (11% – 60%)") && shown.contains("90% (60% – 98%)"), "{shown}");
    // A wave by itself has no line.
    let alone = page(&desk, "/console/survey/waves/results?from=2026-11-24&to=2026-11-24").await;
    assert!(!alone.contains("class=\"line-chart\"") && alone.contains("30%"));
}

#[tokio::test]
async fn the_table_has_a_row_for_each_question_of_all_of_places_and_of_agencies() {
    let desk = Desk::new().await;
    let wave = wave_of_three(&desk).await;
    let path = format!("/v1/waves/{wave}/results.csv");
    let csv = desk.app.as_admin().language("en").get(&path).await.expect_status(200);
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert!(csv.header("content-disposition").contains(&format!("wave-{wave}.csv")));
    let text = csv.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    let head = "of,id,name,answers in all,came or invited,question,text,n,suppressed,figure,value,low,high,mean,shares";
    assert_eq!(lines[0], head);
    let row =
        |start: &str| *lines.iter().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {text}"));
    assert!(row("whole,,All together,22,,overall,").contains(",22,false,csat,0.5454"));
    assert!(row("place,greenbizz,Greenbizz,12,,overall,").contains(",12,false,csat,0.3333"));
    let hub = row("agency,hub,hub.brussels,10,,overall,");
    assert!(
        hub.contains(",10,false,csat,0.8,0.49016") && hub.ends_with(",4.4,\"5=0.8; 4=0; 3=0; 2=0.2; 1=0\""),
        "{hub}"
    );
    // Three about Actiris are hidden, and Innoviris with them: the total would tell them.
    for hidden in ["agency,actiris,Actiris,", "agency,innoviris,Innoviris,"] {
        assert_eq!(row(hidden), format!("{hidden},,,,,true,,,,,,"));
        assert_eq!(lines.iter().filter(|line| line.starts_with(hidden)).count(), 1);
    }
    assert!(row("whole,,All together,22,,recommend,").contains(",0,false,nps,,,,,"), "nobody answered it");
    let none = desk.app.as_admin().get("/v1/waves/none/results.csv").await;
    none.expect_status(404);
    desk.app.anonymous().get(&path).await.expect_status(401);
}

#[tokio::test]
async fn the_workbook_says_the_same_in_numbers_and_has_the_shares_on_a_sheet_of_their_own() {
    let desk = Desk::new().await;
    let wave = wave_of_three(&desk).await;
    let path = format!("/v1/waves/{wave}/results.xlsx");
    let answer = desk.app.as_admin().language("nl").get(&path).await.expect_status(200);
    assert!(answer.header("content-type").ends_with("spreadsheetml.sheet"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.body.clone())).unwrap();
    let figures = book.worksheet_range("Cijfers").unwrap();
    let overall = Data::String("overall".to_owned());
    let find = |of: &str, question: &Data| {
        figures.rows().find(|row| row[1] == of && row[5] == *question).map(<[Data]>::to_vec)
    };
    let hub = find("hub", &overall).unwrap();
    assert_eq!((&hub[3], &hub[7], &hub[10]), (&Data::Float(10.0), &Data::Float(10.0), &Data::Float(0.8)));
    let hidden = find("actiris", &Data::Empty).unwrap();
    assert_eq!((&hidden[3], &hidden[8]), (&Data::Empty, &Data::String("true".to_owned())));
    assert_eq!(find("actiris", &overall), None);
    let shares = book.worksheet_range("Aandelen").unwrap();
    let of = |side: &str, label: &str| {
        let row = shares.rows().find(|row| row[1] == side && row[5] == label).unwrap();
        row[6].clone()
    };
    assert_eq!((of("hub", "Zeer tevreden"), of("hub", "Tevreden")), (Data::Float(0.8), Data::Float(0.0)));
    assert!(shares.rows().all(|row| row[1] != "actiris" && row[1] != "innoviris"));
}

#[tokio::test]
async fn a_host_is_handed_its_own_place_alone() {
    let desk = Desk::new().await;
    let wave = wave_of_three(&desk).await;
    let as_host = desk.app.as_staff(host("greenbizz")).await.language("en");
    let text = as_host.clone().get(&format!("/v1/waves/{wave}/results.csv")).await.expect_status(200).text();
    assert!(text.contains("place,greenbizz,") && !text.contains("icab") && !text.contains("hub"), "{text}");
    let period = as_host.get("/v1/waves/results").await.expect_status(200).json();
    assert_eq!(period["by_location"].as_array().unwrap().len(), 1, "{period}");
}

#[tokio::test]
async fn who_answered_stands_beside_who_came() {
    let desk = Desk::new().await;
    let wave = wave_of_three(&desk).await;
    let results =
        async || desk.app.as_admin().get(&format!("/v1/waves/{wave}/results")).await.expect_status(200).json();
    assert_eq!(results().await["answered_by_location"], json!([]), "nobody was counted as asked yet");
    let store = desk.app.store();
    let mut tx = Transaction::new();
    for figures in store.waves().figures(&WaveId::parse(&wave).unwrap()).await.unwrap() {
        let came: u64 = if figures.survey.target.location.unwrap().as_str() == "icab" { 20 } else { 50 };
        tx.create(keys::eligible(&figures.survey.id), &came);
    }
    store.commit(tx).await.unwrap();
    let found = results().await;
    assert_eq!((&found["n"], &found["eligible"]), (&json!(22), &json!(120)));
    let [greenbizz, icab] = [&found["answered_by_location"][0], &found["answered_by_location"][1]];
    assert_eq!(
        (&greenbizz["id"], &greenbizz["eligible"], &icab["eligible"]),
        (&json!("greenbizz"), &json!(100), &json!(20))
    );
    near(&greenbizz["share_of_eligible"], 100.0 / 120.0);
    near(&greenbizz["share_of_answers"], 12.0 / 22.0);
    near(&greenbizz["response_rate"]["value"], 0.12);
    near(&greenbizz["against_others"]["value"], 0.12 - 0.5);
    assert!(greenbizz["against_others"]["high"].as_f64().unwrap() < 0.0);
    // What is hidden of an agency's answers is hidden here as well.
    let actiris = &found["answered_by_agency"][0];
    assert_eq!((&actiris["id"], &actiris["eligible"]), (&json!("actiris"), &json!(50)));
    assert_eq!((&actiris["share_of_answers"], &actiris["response_rate"]), (&Value::Null, &Value::Null));
    let shown = page(&desk, &format!("/console/survey/waves/{wave}")).await;
    assert!(shown.contains("Who answered, beside who came") && shown.contains("answers less often"), "{shown}");
}

#[tokio::test]
async fn one_question_is_shown_by_agency_and_place() {
    let desk = Desk::new().await;
    let wave = wave_of_three(&desk).await;
    let base = format!("/console/survey/waves/{wave}");
    assert!(page(&desk, &base).await.contains(&format!("href=\"{base}/questions/overall\"")));
    let shown = page(&desk, &format!("{base}/questions/overall")).await;
    assert!(shown.contains("aria-label=\"hub.brussels: Very satisfied 80%, Satisfied 0%"), "{shown}");
    assert!(shown.contains("aria-label=\"Greenbizz: Very satisfied 33%"), "{shown}");
    assert!(!shown.contains("aria-label=\"Actiris:") && !shown.contains("aria-label=\"Innoviris:"));
    for question in ["suggestions", "nothing", "expertise"] {
        desk.app.as_admin().get(&format!("{base}/questions/{question}")).await.expect_status(404);
    }
    // The same on the wire.
    let found = desk.app.as_admin().get(&format!("/v1/waves/{wave}/results")).await.expect_status(200).json();
    let hub = found["by_agency"].as_array().unwrap().iter().find(|one| one["id"] == "hub").unwrap();
    near(&hub["questions"]["overall"]["distribution"]["5"], 0.8);
}

#[tokio::test]
async fn a_period_adds_up_what_its_waves_show_and_tells_nothing_that_one_hides() {
    let desk = Desk::new().await;
    for (opens, given) in [("2026-11-24", satisfied(3, 10)), ("2026-11-25", satisfied(3, 3))] {
        desk.plan("after_visit", json!([]), opens, opens).await;
        answers(&desk, "a.hub.icab", &given).await;
        desk.app.clock.advance(TimeDelta::days(1));
    }
    desk.plan("after_visit", json!([]), "2026-11-26", "2026-12-31").await;
    answers(&desk, "a.hub.icab", &satisfied(9, 10)).await;
    desk.count().await;
    let read = async |query: &str| {
        desk.app.as_admin().get(&format!("/v1/waves/results?{query}")).await.expect_status(200).json()
    };
    let all = read("variant=after_visit&from=2026-11-01&to=2026-11-30").await;
    assert_eq!(all["waves"].as_array().unwrap().len(), 3);
    assert_eq!((&all["waves"][1]["n"], &all["waves"][1]["csat"]), (&json!(3), &Value::Null));
    near(&all["waves"][2]["csat"]["value"], 0.9);
    let overall = &all["questions"]["overall"];
    assert_eq!(overall["n"], 20, "the three of the second wave would be told by the difference");
    near(&overall["csat"]["value"], 0.6);
    near(&overall["distribution"]["5"], 0.6);
    assert_eq!((&all["by_agency"][0]["id"], &all["by_agency"][0]["n"]), (&json!("hub"), &json!(20)));
    let two = read("from=2026-11-25&to=2026-11-30").await;
    assert_eq!(two["questions"]["overall"]["n"], 10);
    let small = read("from=2026-11-25&to=2026-11-25").await;
    assert_eq!(
        (&small["questions"]["overall"]["n"], &small["questions"]["overall"]["suppressed"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!((&small["by_agency"][0]["n"], &small["by_agency"][0]["suppressed"]), (&Value::Null, &json!(true)));
    let none = read("from=2020-01-01&to=2020-12-31").await;
    assert_eq!((&none["waves"], &none["n"]), (&json!([]), &json!(0)));
    desk.app.as_admin().get("/v1/waves/results.csv?from=2020-01-01&to=2020-12-31").await.expect_status(404);
    let csv = desk.app.as_admin().language("fr").get("/v1/waves/results.csv?from=2026-11-01").await.expect_status(200);
    assert!(csv.text().contains("whole,,Toutes ensemble,23,,overall,"), "{}", csv.text());
    let shown = page(&desk, "/console/survey/waves/results?variant=after_visit&from=2026-11-01&to=2026-11-30").await;
    assert!(shown.contains("24 Nov 2026: 30%; 25 Nov 2026: hidden; 26 Nov 2026: 90%"), "{shown}");
    let empty = page(&desk, "/console/survey/waves/results?variant=quarterly&from=&to=").await;
    assert!(empty.contains("No wave of these questions opened in these days"), "{empty}");
}

#[tokio::test]
async fn a_period_that_cannot_be_is_refused_with_the_field() {
    let desk = Desk::new().await;
    let pointers = async |query: &str| {
        let refused = desk.app.as_admin().get(&format!("/v1/waves/results?{query}")).await.expect_status(422).json();
        let errors = refused["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(pointers("variant=daily").await, ["/variant"]);
    assert_eq!(pointers("from=2026-12-01&to=2026-11-01").await, ["/to"]);
    assert_eq!(pointers("from=tomorrow").await, ["/from"]);
    assert_eq!(pointers("place=icab").await, ["/place"]);
    for day in 1..=21 {
        let opens = format!("2026-10-{day:02}");
        desk.plan("after_visit", json!([]), &opens, "2026-12-31").await;
    }
    assert_eq!(pointers("from=2026-10-01&to=2026-10-31").await, ["/from"]);
    desk.app.as_admin().get("/v1/waves/results?from=2026-10-02&to=2026-10-31").await.expect_status(200);
    desk.app.anonymous().get("/v1/waves/results").await.expect_status(401);
}
