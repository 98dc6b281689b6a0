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
        by: NaiveDate::from_ymd_opt(2026, 12, 8),
        series,
        ends,
        link: "https://permanence.example/p/abc".to_owned(),
    };
    plan_asked(&asked).text
}

fn becentral() -> AskedSeries {
    let day = NaiveDate::from_ymd_opt(2027, 1, 7).unwrap();
    AskedSeries {
        place: "BeCentral".to_owned(),
        start: day.and_hms_opt(9, 30, 0).unwrap(),
        sessions: 6,
        adviser: String::new(),
        was: None,
    }
}

#[test]
fn an_agency_is_told_who_comes_from_where_it_moves_and_by_when_to_answer() {
    let tuesday = NaiveDate::from_ymd_opt(2027, 1, 5).unwrap().and_hms_opt(13, 0, 0).unwrap();
    let moved =
        AskedSeries { adviser: "Ann Maes".to_owned(), was: Some((tuesday, "Bob Smet".to_owned())), ..becentral() };
    let told = text(vec![moved], Vec::new()).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("9:30, 6 séances, Ann Maes (aujourd’hui : mardi, 13:00, Bob Smet)"), "{told}");
    assert!(told.contains("au plus tard le mardi 8 décembre 2026"), "{told}");
}

#[test]
fn an_agency_is_told_what_stops() {
    let stops = text(Vec::new(), vec![becentral()]);
    let told = stops.split("Ce qui n’aurait plus lieu").nth(1).unwrap();
    assert!(told.contains("BeCentral") && told.contains("9:30") && told.contains("6 séances"), "{stops}");
    assert!(!stops.contains("rien ne changerait") && !stops.contains("Ce qui changerait"), "{stops}");
    let comes = text(vec![becentral()], Vec::new());
    assert!(comes.contains("Ce qui changerait") && !comes.contains("Ce qui n’aurait plus lieu"), "{comes}");
}
