//! The list as a file.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::keys::MemberList;
use testkit::TestApp;

use crate::bench::{app, listed};

/// So many members as the list of all shows them.
fn many(app: &TestApp, n: usize) -> Vec<Value> {
    let at = app.store().now();
    (0..n).map(|n| json!({"id": format!("m{n}"), "name": format!("Member {n}"), "last_contact_at": at})).collect()
}

/// How many rows a workbook has, and the first cell of the last one.
async fn book(app: &TestApp) -> (usize, String) {
    let body = app.as_admin().language("en").get("/v1/members.xlsx").await.expect_status(200).body;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(body)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    (sheet.height(), sheet.rows().next_back().unwrap()[0].to_string())
}

#[tokio::test]
async fn a_workbook_that_does_not_hold_all_says_so_in_its_last_row() {
    let app = app().await;
    let all = many(&app, 20_001);
    listed(&app, &MemberList::All, &all[..2]).await;
    assert_eq!(book(&app).await, (3, "m1".to_owned()), "of few nothing is left out");
    listed(&app, &MemberList::All, &all).await;
    let (rows, last) = book(&app).await;
    assert_eq!(rows, 20_002, "the head, 20,000 members, and what follows");
    assert_eq!(last, "The rest is left out: a workbook holds 20000 members at most. The CSV file holds all of them.");
    let page = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = page.get("/console/members").await.expect_status(200).text();
    assert!(page.contains("XLSX: the first 20000 members at most; CSV: all."), "the page says so too");
}

#[tokio::test]
async fn no_cell_begins_as_a_formula_does() {
    let app = app().await;
    let mut all = many(&app, 8);
    for (one, start) in all.iter_mut().zip(["=", "+", "-", "@", "\t", "\r", "\n", "＝"]) {
        one["name"] = json!(format!("{start}1+1"));
    }
    listed(&app, &MemberList::All, &all).await;
    let csv = app.as_admin().get("/v1/members.csv").await.expect_status(200).text();
    for start in ["=", "+", "-", "@", "\t", "\r", "\n", "＝"] {
        assert!(csv.contains(&format!("'{start}1+1")), "{start:?}: {csv}");
        assert!(!csv.contains(&format!(",{start}1+1")) && !csv.contains(&format!("\"{start}1+1")), "{start:?}: {csv}");
    }
}
