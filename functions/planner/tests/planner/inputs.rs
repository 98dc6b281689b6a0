//! What else a plan is made from: who was there before its weeks, and what people
//! hold beside its windows.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use rota_planner::{Place, Problem, judge, propose};
use serde_json::json;

use crate::common::{Desk, FROM};
use crate::demand::{hold_once, problem};
use crate::repairs::adviser;

/// Aims that are left to a plan of two weeks of December where Bob of hub.brussels
/// was at a recognised space on a day, if at all.
async fn aims(day: Option<&str>) -> u32 {
    let desk = Desk::new().await;
    if let Some(day) = day {
        hold_once(&desk, "once", ("hub", "bob"), ("creative-district", &format!("{day}T13:30"), 180)).await;
    }
    judge(&problem(&desk, FROM, 2).await, &[]).1.aims
}

#[tokio::test]
async fn a_session_that_was_held_this_quarter_or_this_month_is_not_aimed_at_again() {
    let all = aims(None).await;
    assert_eq!(aims(Some("2026-11-25")).await, all - 1, "the quarter's");
    assert_eq!(aims(Some("2026-12-02")).await, all - 2, "the month's too");
}

fn place<'p>(problem: &'p Problem, id: &str) -> &'p Place {
    problem.places.iter().find(|one| one.id.as_str() == id).unwrap()
}

#[tokio::test]
async fn who_was_last_at_a_place_before_the_weeks_is_known() {
    let desk = Desk::new().await;
    let problem = problem(&desk, FROM, 2).await;
    let known = |id: &str| -> Vec<(String, String)> {
        place(&problem, id).before.iter().map(|(agency, day)| (agency.to_string(), day.to_string())).collect()
    };
    assert_eq!(known("icab"), [("innoviris".to_owned(), "2026-12-01".to_owned())], "the week before, of all Tuesdays");
    assert!(known("eebic").is_empty());
}

/// Visits of Ann in each of two weeks.
async fn of_ann(desk: &Desk) -> [usize; 2] {
    let problem = problem(desk, FROM, 2).await;
    let visits = propose(&problem, &mut |_| ()).visits();
    let own = |week: i64| {
        let of_week = |day: chrono::NaiveDate| (day - problem.from).num_days() / 7 == week;
        visits.iter().filter(|one| one.adviser.as_str() == "ann" && of_week(one.cell.day)).count()
    };
    [own(0), own(1)]
}

#[tokio::test]
async fn an_evening_session_counts_towards_what_its_week_can_hold() {
    let desk = Desk::new().await;
    adviser(&desk, "ann", &json!(["TU-AM", "TU-PM", "TH-AM"]), &[]).await;
    assert_eq!(of_ann(&desk).await, [2, 2]);
    hold_once(&desk, "evening", ("innoviris", "ann"), ("eebic", "2026-12-08T18:00", 120)).await;
    let problem = problem(&desk, FROM, 2).await;
    let ann = problem.advisers.iter().find(|one| one.id.as_str() == "ann").unwrap();
    assert_eq!(ann.outside, [(0, 120)]);
    assert_eq!(of_ann(&desk).await, [1, 2]);
}
