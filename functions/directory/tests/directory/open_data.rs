//! Open data as HSDS has it: what is listed, by which filters, in which words.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::ids::PermanenceId;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};

async fn app() -> TestApp {
    let app = TestApp::with(directory::routes()).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let mut all = innoviris_at_icab();
    all["services"] = json!([]);
    all["agency"] = json!("hub");
    all["location"] = json!("greenbizz");
    all["start"] = json!("2026-11-26T14:00");
    all["rrule"] = json!("FREQ=MONTHLY;BYDAY=4TH");
    all["exceptions"] = json!([]);
    hold(&app, "p2", all).await;
    app
}

async fn get(app: &TestApp, path: &str) -> Value {
    app.anonymous().get(path).await.expect_status(200).json()
}

fn ids(page: &Value) -> BTreeSet<String> {
    page["contents"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Everything that a list answers to a query, page by page.
async fn listed(app: &TestApp, path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in 1.. {
        let joint = if path.contains('?') { '&' } else { '?' };
        let page = get(app, &format!("{path}{joint}page={page}&per_page=100")).await;
        found.extend(ids(&page));
        if page["last_page"] == true {
            break;
        }
    }
    found
}

const LISTS: [&str; 6] =
    ["organizations", "services", "service_at_locations", "locations", "taxonomies", "taxonomy_terms"];

#[tokio::test]
async fn the_root_says_the_version_and_where_profile_and_description_are() {
    let app = app().await;
    for path in ["/hsds/", "/hsds"] {
        let about = get(&app, path).await;
        assert_eq!(about["version"], "3.1.3");
        assert_eq!(about["profile"], "http://permanence.test/hsds/profile");
        assert_eq!(about["openapi_url"], "http://permanence.test/openapi.json");
    }
    let profile = get(&app, "/hsds/profile").await;
    assert_eq!(profile["uri"], "http://permanence.test/hsds/profile");
    assert!(profile["licence"].as_str().unwrap().contains("EUPL"));
}

#[tokio::test]
async fn pages_add_up_and_each_single_one_is_what_its_list_has() {
    let app = app().await;
    for list in LISTS {
        let whole = get(&app, &format!("/hsds/{list}?per_page=100")).await;
        let total = whole["total_items"].as_u64().unwrap();
        assert!(total > 2, "{list}: {total}");
        let mut seen = Vec::new();
        for number in 1..=total.div_ceil(3) {
            let page = get(&app, &format!("/hsds/{list}?page={number}&per_page=3")).await;
            let contents = page["contents"].as_array().unwrap().clone();
            assert_eq!(page["size"], contents.len());
            assert_eq!(page["total_pages"], total.div_ceil(3));
            assert_eq!(page["first_page"], number == 1);
            assert_eq!(page["last_page"], number == total.div_ceil(3));
            assert_eq!(page["empty"], false);
            seen.extend(contents);
        }
        let distinct: BTreeSet<&str> = seen.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!((seen.len() as u64, distinct.len() as u64), (total, total), "{list}");
        let beyond = get(&app, &format!("/hsds/{list}?page=900")).await;
        assert_eq!((&beyond["empty"], &beyond["total_items"]), (&json!(true), &json!(total)));
        for one in seen.iter().take(3) {
            let single = get(&app, &format!("/hsds/{list}/{}", one["id"].as_str().unwrap())).await;
            assert_eq!((&single["id"], &single["name"]), (&one["id"], &one["name"]), "{list}");
        }
        app.anonymous().get(&format!("/hsds/{list}/00000000-0000-5000-8000-000000000000")).await.expect_status(404);
    }
}

#[tokio::test]
async fn lines_are_what_is_on_the_page() {
    let app = app().await;
    let page = get(&app, "/hsds/services?per_page=7").await;
    let answer = app.anonymous().get("/hsds/services?per_page=7&format=ndjson").await.expect_status(200);
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    assert_eq!(answer.header("link"), "</hsds/services?per_page=7&format=ndjson&page=2>; rel=\"next\"");
    let lines: Result<Vec<Value>, _> = serde_json::Deserializer::from_slice(&answer.body).into_iter().collect();
    assert_eq!(json!(lines.unwrap()), page["contents"]);
}

#[tokio::test]
async fn what_a_list_does_not_offer_is_refused_and_so_is_what_makes_no_sense() {
    let app = app().await;
    let refused = [
        ("/hsds/services?postcode=1000", "/postcode"),
        ("/hsds/taxonomies?full=true", "/full"),
        ("/hsds/locations?nonsense=1", "/nonsense"),
        ("/hsds/services?taxonomy_id=need", "/taxonomy_id"),
        ("/hsds/services?modified_after=yesterday", "/modified_after"),
        ("/hsds/services?per_page=101&full=true", "/per_page"),
        ("/hsds/services?per_page=1001", "/per_page"),
        ("/hsds/services?page=0", "/page"),
        ("/hsds/services?format=csv", "/format"),
        ("/hsds/services?search=", "/search"),
        ("/hsds/service_at_locations?proximity=500", "/postcode"),
        ("/hsds/locations?proximity=500&postcode=9000", "/postcode"),
    ];
    for (path, pointer) in refused {
        let problem = app.anonymous().language("nl").get(path).await.expect_status(422).json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{path}: {problem}");
    }
    let posted = app.anonymous().post_json("/hsds/services", &json!({"postcode": "1000"})).await;
    assert_eq!(posted.expect_status(422).json()["errors"][0]["pointer"], "/postcode");
    app.anonymous().post_json("/hsds/services", &json!(["subside", 1])).await.expect_status(422);
    let twice = app.anonymous().post_json("/hsds/services?search=a", &json!({"search": "b"})).await;
    assert_eq!(twice.expect_status(422).json()["errors"][0]["pointer"], "/search");
}

#[tokio::test]
async fn a_search_by_post_is_the_list_with_the_same_filters() {
    let app = app().await;
    let list = get(&app, "/hsds/services?search=subside&per_page=2&page=1").await;
    assert!(list["total_items"].as_u64().unwrap() > 0);
    let body = json!({"search": "subside", "per_page": 2});
    for (path, body) in [("/hsds/services", body), ("/hsds/services?search=subside", json!({"per_page": 2}))] {
        let found = app.anonymous().post_json(path, &body).await.expect_status(200).json();
        assert_eq!(found, list);
    }
}

#[tokio::test]
async fn filters_hold_together_on_random_combinations() {
    let app = app().await;
    let first = |page: &Value, field: &str| page["contents"][0][field].as_str().unwrap().to_owned();
    let innoviris = first(&get(&app, "/hsds/organizations?search=innoviris").await, "id");
    assert_eq!(get(&app, "/hsds/services?search=%F0%9F%9A%80").await["total_items"], 0, "no word, nothing found");
    let terms = get(&app, "/hsds/taxonomy_terms?per_page=100").await;
    let term = |code: &str| {
        let all = terms["contents"].as_array().unwrap();
        all.iter().find(|term| term["code"] == code).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let taxonomy = get(&app, "/hsds/taxonomies?search=phases").await;
    let filters = [
        "search=innovi".to_owned(),
        "search=icab".to_owned(),
        format!("organization_id={innoviris}"),
        format!("taxonomy_term_id={}", term("rd_grant")),
        format!("taxonomy_term_id={}", term("grant")),
        format!("taxonomy_id={}", first(&taxonomy, "id")),
        "modified_after=2026-01-01".to_owned(),
        "modified_after=2026-11-25".to_owned(),
        "postcode=1040".to_owned(),
        "postcode=1000&proximity=3000".to_owned(),
        "full=true".to_owned(),
    ];
    let mut narrowed = 0;
    let lists = [
        ("services", vec![0, 1, 2, 3, 4, 5, 6, 7, 10]),
        ("service_at_locations", (0..filters.len()).collect()),
        ("organizations", vec![0, 3, 4, 5, 6, 7, 10]),
        ("locations", vec![1, 6, 7, 8, 9]),
    ];
    for (list, offered) in lists {
        let offered: Vec<String> = offered.into_iter().map(|one| filters[one].clone()).collect();
        let mut alone = Vec::new();
        for filter in &offered {
            alone.push(listed(&app, &format!("/hsds/{list}?{filter}")).await);
        }
        let name = |filter: &String| filter.split('=').next().unwrap_or_default().to_owned();
        for a in 0..offered.len() {
            for b in a + 1..offered.len() {
                let c = (a * 7 + b * 3) % offered.len();
                let mut chosen: Vec<usize> = Vec::new();
                for one in [a, b, c] {
                    if chosen.iter().all(|other| name(&offered[*other]) != name(&offered[one])) {
                        chosen.push(one);
                    }
                }
                let query: Vec<&str> = chosen.iter().map(|one| offered[*one].as_str()).collect();
                let together = listed(&app, &format!("/hsds/{list}?{}", query.join("&"))).await;
                let mut expected = alone[chosen[0]].clone();
                for one in &chosen[1..] {
                    expected.retain(|id| alone[*one].contains(id));
                }
                narrowed += usize::from(!expected.is_empty() && chosen.len() > 1);
                assert_eq!(together, expected, "{list}: {query:?}");
            }
        }
    }
    assert!(narrowed > 20, "{narrowed} combinations found something");
}

#[tokio::test]
async fn the_language_asked_for_is_that_of_the_texts_and_the_others_stand_beside() {
    let app = app().await;
    for (language, name) in [("fr", "Besoins"), ("nl", "Behoeften"), ("en", "Needs")] {
        let answer = app.anonymous().get(&format!("/hsds/taxonomies?lang={language}")).await.expect_status(200);
        assert_eq!(answer.header("content-language"), language);
        let page = answer.json();
        assert_eq!(page["contents"][0]["name"], name);
        assert_eq!(page["contents"][0]["translations"]["nl"]["name"], "Behoeften");
    }
    let services = get(&app, "/hsds/services?per_page=100").await;
    for one in services["contents"].as_array().unwrap() {
        for language in ["fr", "nl"] {
            assert!(!one["translations"][language]["name"].as_str().unwrap().is_empty(), "{one}");
            assert!(!one["translations"][language]["description"].as_str().unwrap().is_empty(), "{one}");
        }
        assert_eq!(one["name"], one["translations"]["fr"]["name"]);
    }
}

#[tokio::test]
async fn a_permanence_tells_its_times_and_the_seats_of_the_next_sessions() {
    let app = app().await;
    let page = get(&app, "/hsds/service_at_locations?search=icab").await;
    assert_eq!(page["total_items"], 2, "of each service that it names");
    assert!(page["contents"][0]["schedules"].is_null(), "a list has what is one to one");
    let id = page["contents"][0]["id"].as_str().unwrap().to_owned();
    let one = get(&app, &format!("/hsds/service_at_locations/{id}")).await;
    let rows: Vec<(&str, &str, f64, &str)> = one["schedules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap();
            (text("valid_from"), text("valid_to"), row["timezone"].as_f64().unwrap(), text("opens_at"))
        })
        .collect();
    // 1 December is a holiday of the team, 29 December one of all; the clock changes on 28 March.
    let expected = [
        ("2026-11-24", "2026-11-24", 1.0, "09:30+01:00"),
        ("2026-12-08", "2026-12-22", 1.0, "09:30+01:00"),
        ("2027-01-05", "2027-03-23", 1.0, "09:30+01:00"),
        ("2027-03-30", "2027-06-29", 2.0, "09:30+02:00"),
    ];
    assert_eq!(rows, expected, "{:#}", one["schedules"]);
    let next = one["next_sessions"].as_array().unwrap();
    assert_eq!(next.len(), 5);
    assert_eq!(next[0]["start"], "2026-11-24T08:30:00Z");
    // The day's first slots have begun at ten o'clock.
    assert_eq!((&next[0]["free"], &next[1]["free"]), (&json!(3), &json!(4)));
    assert_eq!(next[1]["booking_url"], "http://permanence.test/book?session=p1.20261208");
}

#[tokio::test]
async fn what_changed_since_a_moment_is_told_and_what_is_gone_as_defunct() {
    let app = app().await;
    let since = "2026-11-25T08:00:00Z";
    app.clock.advance(TimeDelta::days(2));
    for list in ["organizations", "services", "service_at_locations", "locations"] {
        let page = get(&app, &format!("/hsds/{list}?modified_after={since}")).await;
        assert_eq!(page["total_items"], 0, "{list}: {page:#}");
    }
    // A service is added, renamed and removed; a permanence is taken back.
    let service = json!({"agency": "innoviris", "name": {"fr": "Essai", "nl": "Proef", "en": "Trial"}, "kind": "advice",
        "description": {"fr": "Un essai", "nl": "Een proef", "en": "A trial"}, "answers": ["rd_grant"]});
    let put = app.as_admin().header("if-none-match", "*").put_json("/v1/services/trial", &service).await;
    put.expect_status(201);
    let changed = get(&app, &format!("/hsds/services?modified_after={since}")).await;
    assert_eq!((&changed["total_items"], &changed["contents"][0]["status"]), (&json!(1), &json!("active")));
    assert_eq!(changed["contents"][0]["last_modified"], "2026-11-26T09:00:00Z");
    app.as_admin().header("if-match", "*").send("DELETE", "/v1/services/trial").await.expect_status(204);
    let id = PermanenceId::parse("p1").unwrap();
    let mut tx = store::Transaction::new();
    let was = app.store().permanences().load(&id).await.unwrap().unwrap();
    app.store().permanences().delete(&mut tx, &was);
    app.store().commit(tx).await.unwrap();

    let gone = get(&app, &format!("/hsds/services?modified_after={since}&search=essai")).await;
    assert_eq!((&gone["total_items"], &gone["contents"][0]["status"]), (&json!(1), &json!("defunct")));
    assert_eq!(gone["contents"][0]["id"], changed["contents"][0]["id"]);
    assert_eq!(get(&app, "/hsds/services?search=essai").await["total_items"], 0, "without a moment it is not there");
    let minimal = get(&app, &format!("/hsds/services?modified_after={since}&minimal=true")).await;
    assert_eq!(minimal["contents"][0]["status"], "defunct");

    let page = get(&app, &format!("/hsds/service_at_locations?modified_after={since}")).await;
    let told: Vec<&Value> = page["contents"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), 2, "{page:#}");
    assert!(told.iter().all(|one| one["status"] == "defunct" && one["permanence"] == "p1"));
    let later = get(&app, "/hsds/service_at_locations?modified_after=2026-11-26T09:00:01Z").await;
    assert_eq!(later["total_items"], 0);
    // The other one ends by itself in June.
    app.clock.advance(TimeDelta::days(231));
    let ended = get(&app, "/hsds/service_at_locations?modified_after=2027-06-01").await;
    let contents = ended["contents"].as_array().unwrap();
    assert!(!contents.is_empty() && contents.iter().all(|one| one["permanence"] == "p2" && one["status"] == "defunct"));
    assert_eq!(get(&app, "/hsds/service_at_locations").await["total_items"], 0);
}

#[tokio::test]
async fn an_answer_that_is_known_costs_one_read_and_any_site_may_read_it() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![directory::routes()], false).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let paths = ["/hsds/", "/hsds/services", "/hsds/services?full=true", "/hsds/service_at_locations?search=icab"];
    for path in paths {
        let first = app.anonymous().header("origin", "https://elsewhere.example").get(path).await.expect_status(200);
        assert_eq!(first.header("access-control-allow-origin"), "*");
        table.take();
        let tag = first.header("etag").to_owned();
        app.anonymous().header("if-none-match", &tag).get(path).await.expect_status(304);
        assert_eq!(table.take().reads(), 1, "{path}");
        table.take();
        let again = app.anonymous().get(path).await.expect_status(200);
        assert_eq!(table.take().reads(), 1, "{path}: the directory and the permanences are in memory");
        assert_eq!(again.header("etag"), tag);
    }
    let list = app.anonymous().get("/hsds/service_at_locations").await.json();
    table.take();
    app.anonymous().get(&format!("/hsds/service_at_locations/{}", list["contents"][0]["id"].as_str().unwrap())).await;
    assert_eq!(table.take().reads(), 2, "and how full its next sessions are");
    let tag = app.anonymous().get("/hsds/services?full=true").await.header("etag").to_owned();
    hold(&app, "p3", innoviris_at_icab()).await;
    app.anonymous().header("if-none-match", &tag).get("/hsds/services?full=true").await.expect_status(200);
    let options = app.anonymous().send("OPTIONS", "/hsds/services").await;
    assert_eq!((options.status, options.header("access-control-allow-headers")), (204, "content-type, if-none-match"));
}

#[tokio::test]
async fn every_site_reads_every_address_of_open_data_and_may_ask_whether_it_changed() {
    let app = app().await;
    let addresses = [
        "/services/innoviris-shape",
        "/agencies/innoviris",
        "/locations/icab",
        "/catalogue",
        "/feed.atom",
        "/sitemap.xml",
        "/hsds/services?nope=1",
        "/hsds/services/nothing",
    ];
    for path in addresses {
        for method in ["GET", "OPTIONS"] {
            let answer = app.anonymous().header("origin", "https://elsewhere.example").send(method, path).await;
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{method} {path}");
            assert_eq!(answer.header("access-control-allow-headers"), "content-type, if-none-match");
        }
    }
    let own = app.as_admin().get("/v1/locations").await.expect_status(200);
    assert_eq!(own.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn the_publisher_of_the_catalogue_has_an_identifier_and_its_own_page() {
    let app = app().await;
    let catalogue = app.anonymous().header("accept", "application/ld+json").get("/catalogue").await.json();
    let things = catalogue["@graph"].as_array().unwrap();
    let agent = things.iter().find(|thing| thing["@type"] == json!(["foaf:Agent"])).unwrap();
    let id = agent["@id"].as_str().unwrap();
    let page = id.strip_suffix("#agency").unwrap();
    assert_eq!(agent["foaf:homepage"], json!([{ "@id": page }]));
    let agency = app.anonymous().header("accept", "application/ld+json");
    let agency = agency.get(page.strip_prefix("http://permanence.test").unwrap()).await.expect_status(200).json();
    let same = agency["@graph"].as_array().unwrap().iter().find(|thing| thing["@id"] == id).unwrap();
    assert_eq!(agent["dct:identifier"], same["dct:identifier"]);
    assert_eq!(agent["dct:identifier"].as_array().unwrap().len(), 1);
}
