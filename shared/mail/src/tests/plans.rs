//! What an agency is told of its part of a proposed rota.

use chrono::NaiveDate;
use domain::Language;

use super::letters::delivery;
use crate::compose::{AskedSeries, PlanAsked, plan_asked};

fn text(series: Vec<AskedSeries>, ends: Vec<AskedSeries>) -> String {
    let asked = PlanAsked {
        delivery: delivery(None, &[Language::Fr]),
        agency: "finance.brussels".to_owned(),
        from: NaiveDate::from_ymd_opt(2027, 1, 4).unwrap(),
        weeks: 13,
        series,
        ends,
        link: "https://permanence.example/p/abc".to_owned(),
    };
    plan_asked(&asked).text
}

fn becentral() -> AskedSeries {
    let day = NaiveDate::from_ymd_opt(2027, 1, 7).unwrap();
    AskedSeries { place: "BeCentral".to_owned(), start: day.and_hms_opt(9, 30, 0).unwrap(), sessions: 6 }
}

#[test]
fn an_agency_is_told_what_stops() {
    let stops = text(Vec::new(), vec![becentral()]);
    let told = stops.split("Ce qui n’aurait plus lieu").nth(1).unwrap();
    assert!(told.contains("BeCentral") && told.contains("09:30") && told.contains("6 séances"), "{stops}");
    assert!(!stops.contains("rien ne changerait") && !stops.contains("Ce qui changerait"), "{stops}");
    let comes = text(vec![becentral()], Vec::new());
    assert!(comes.contains("Ce qui changerait") && !comes.contains("Ce qui n’aurait plus lieu"), "{comes}");
}
