//! Who was where when, and the orders that the list can be read in.

use domain::ids::LocationId;
use domain::staff::StaffRole;
use flows::effects::Context as _;
use flows::members::Members;
use serde_json::{Value, json};
use store::keys::MemberList;
use store::{Condition, Query, Transaction};
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read};
use crate::needs::state_of;

/// A member at these places, each with its first and last day; `""` for unknown, or
/// for one that lasts.
fn hosted(name: &str, stays: &[(&str, &str, &str)]) -> Value {
    let day = |day: &str| if day.is_empty() { Value::Null } else { json!(day) };
    let stays = stays.iter().map(|(place, from, to)| json!({"location": place, "from": day(from), "to": day(to)}));
    json!({"name": name, "stage": "launch", "hosted": stays.collect::<Vec<_>>()})
}

/// Members of ICAB, in spring 2026 and not.
async fn spring(app: &TestApp) {
    for one in [
        hosted("Stays", &[("icab", "2025-01-01", "")]),
        hosted("Went on", &[("icab", "2026-01-10", "2026-04-15"), ("greenbizz", "2026-04-16", "")]),
        hosted("Came after", &[("icab", "2026-06-01", "")]),
        hosted("Left before", &[("icab", "", "2026-02-28")]),
        hosted("Came back", &[("icab", "2026-02-01", "2026-03-10"), ("icab", "2026-05-31", "")]),
        hosted("Summer guest", &[("icab", "2026-07-01", "2026-08-31")]),
        hosted("Always there", &[("icab", "", "")]),
        hosted("Elsewhere", &[("greenbizz", "2026-01-01", "")]),
    ] {
        enter(app, &one).await;
    }
}

const SPRING: &str = "location=icab&hosted_from=2026-03-01&hosted_until=2026-05-31";

#[tokio::test]
async fn who_was_here_in_spring_is_told_wherever_they_are_now() {
    let app = app().await;
    spring(&app).await;
    for (query, expected) in [
        (SPRING, &["Came back", "Went on", "Always there", "Stays"][..]),
        ("location=icab&hosted_from=2026-09-01", &["Always there", "Stays", "Came back", "Came after"]),
        ("location=icab&hosted_until=2025-12-31", &["Left before", "Always there", "Stays"]),
        (
            "location=icab&hosted_from=2026-02-28&hosted_until=2026-02-28",
            &["Left before", "Came back", "Went on", "Always there", "Stays"],
        ),
        ("location=greenbizz&hosted_from=2026-03-01&hosted_until=2026-04-15", &["Elsewhere"]),
        (&format!("{SPRING}&q=back"), &["Came back"]),
        (&format!("{SPRING}&q=summer"), &[]),
        (&format!("{SPRING}&stage=scale"), &[]),
        (&format!("{SPRING}&silent_months=1"), &[]),
    ] {
        assert_eq!(names(&app, &format!("?{query}")).await, expected, "{query}");
    }
    let first = read(&app, &format!("/v1/members?{SPRING}&limit=3")).await;
    let next = first["next"].as_str().unwrap();
    assert_eq!(names(&app, &format!("?{SPRING}&limit=3&cursor={next}")).await, ["Stays"], "each once, over pages");
    let went = &first["items"][1];
    assert_eq!((&went["location"], &went["since"]), (&json!("greenbizz"), &json!("2026-04-16")));
    assert_eq!(went["hosted"][0], json!({"location": "icab", "from": "2026-01-10", "to": "2026-04-15"}));
}

#[tokio::test]
async fn the_page_and_the_files_tell_the_stay_that_was_asked_about() {
    let app = app().await;
    spring(&app).await;
    let csv = app.as_admin().header("accept-language", "en").get(&format!("/v1/members.csv?{SPRING}")).await.text();
    let went: Vec<&str> = csv.lines().find(|line| line.contains("Went on")).unwrap().split(',').collect();
    assert_eq!((csv.lines().count(), &went[8..]), (5, &["2026-01-10", "2026-04-15"][..]), "{csv}");
    assert!(went[2].starts_with("ICAB"), "where that was: {csv}");
    let book = app.as_admin().get(&format!("/v1/members.xlsx?{SPRING}")).await.expect_status(200);
    assert!(book.body.starts_with(b"PK"), "a workbook");
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept-language", "en");
    let page = staff.clone().get(&format!("/console/members?{SPRING}")).await.expect_status(200).text();
    assert!(page.contains("10 Jan 2026 – 15 Apr 2026") && page.contains("last day there"), "{page}");
    assert!(page.contains("value=\"2026-03-01\"") && !page.contains("Summer guest"));
    let unplaced = staff.get("/console/members?hosted_from=2026-03-01").await.expect_status(422).text();
    assert!(unplaced.contains("f-location-error") && !unplaced.contains("Stays"), "the field says what it lacks");
}

#[tokio::test]
async fn days_without_a_place_or_backwards_are_refused_and_a_host_sees_its_own_only() {
    let app = app().await;
    spring(&app).await;
    for (query, pointer) in [
        ("hosted_from=2026-03-01", "/location"),
        ("location=icab&hosted_from=2026-03-02&hosted_until=2026-03-01", "/hosted_until"),
        ("location=icab&hosted_from=spring", "/hosted_from"),
        ("sort=hosted_since", "/sort"),
        ("stage=launch&sort=name", "/sort"),
        ("sort=colour", "/sort"),
    ] {
        for path in ["/v1/members", "/v1/members.csv", "/v1/members.xlsx"] {
            let refused = app.as_admin().get(&format!("{path}?{query}")).await.expect_status(422).json();
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{path}?{query}");
        }
    }
    let role = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    let host = app.as_staff(role).await;
    let seen = host.get("/v1/members?hosted_from=2026-03-01&hosted_until=2026-05-31").await.expect_status(200).json();
    let seen: Vec<&str> = seen["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(seen, ["Came back", "Always there", "Stays"], "who went elsewhere is another host's");
}

#[tokio::test]
async fn the_list_is_in_the_order_asked_for_and_says_so() {
    let app = app().await;
    for (n, (name, since)) in
        [("Beta", "2024-05-01"), ("Gamma", "2023-05-01"), ("Alpha", "2025-05-01")].iter().enumerate()
    {
        enter(&app, &hosted(name, &[(if n == 1 { "greenbizz" } else { "icab" }, since, "")])).await;
        app.clock.advance(chrono::TimeDelta::days(1));
    }
    for (query, expected) in [
        ("", &["Alpha", "Beta", "Gamma"][..]),
        ("?sort=name", &["Alpha", "Beta", "Gamma"]),
        ("?sort=last_contact", &["Beta", "Gamma", "Alpha"]),
        ("?location=icab&sort=last_contact", &["Beta", "Alpha"]),
        ("?location=icab", &["Alpha", "Beta"]),
        ("?location=icab&sort=hosted_since", &["Beta", "Alpha"]),
        ("?stage=launch", &["Beta", "Gamma", "Alpha"]),
    ] {
        assert_eq!(names(&app, query).await, expected, "{query}");
    }
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept-language", "en");
    let text =
        async |query: &str| staff.clone().get(&format!("/console/members{query}")).await.expect_status(200).text();
    let all = text("").await;
    assert!(all.contains("<strong>name</strong>") && all.contains("?sort=last_contact\""), "{all}");
    assert!(!all.contains("sort=hosted_since"), "of one place only");
    let silent = text("?sort=last_contact").await;
    assert!(silent.contains("<strong>last contact, the longest ago first</strong>"));
    assert!(silent.find("Beta").unwrap() < silent.find("Alpha").unwrap());
    let here = text("?location=icab&sort=hosted_since").await;
    assert!(here.contains("<strong>hosted since, the longest first</strong>") && here.contains("1 May 2024"));
    // A filter that has an order of its own says that one.
    let staged = text("?stage=launch&sort=name").await;
    assert!(staged.contains("<strong>when they were entered</strong>"));
    assert!(staged.contains("/console/members/list.csv?stage=launch&amp;lang=en"), "and so is its file");
}

#[tokio::test]
async fn members_of_an_earlier_version_stand_in_the_lists_of_today_after_an_hour() {
    let app = app().await;
    spring(&app).await;
    let store = app.store();
    let icab = LocationId::parse("icab").unwrap();
    enter(&app, &json!({"name": "Asks", "location": "greenbizz", "contact_email": "ann@asks.example"})).await;
    state_of(&app, "Asks", ("ann@asks.example", None), &["hiring"]).await;
    post(&app).await;
    let lists = [
        MemberList::Hosted(icab.clone()),
        MemberList::Since(icab.clone()),
        MemberList::Silent(Some(icab)),
        MemberList::NeedType(None),
    ];
    for list in lists {
        let mut tx = Transaction::new();
        for row in store.all(Query::partition(list.partition())).await.unwrap() {
            tx.delete(row.key, Condition::Any);
        }
        store.commit(tx).await.unwrap();
    }
    for query in [SPRING, "need_type=any"] {
        assert_eq!(names(&app, &format!("?{query}")).await, [] as [&str; 0]);
    }
    Members.upkeep(store).await.unwrap();
    assert_eq!(names(&app, &format!("?{SPRING}")).await.len(), 4);
    assert_eq!(names(&app, "?location=icab&sort=hosted_since").await.len(), 6);
    assert_eq!(names(&app, "?need_type=any").await, ["Asks"]);
    assert_eq!(names(&app, "?location=icab&sort=last_contact").await.len(), 6);
    assert!(store.members().reindexed().await.unwrap().unwrap().value.done, "and once only");
}
