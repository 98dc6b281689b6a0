//! Facts, ends and history of entries for programs.

use domain::ids::LocationId;
use domain::staff::StaffRole;
use serde_json::json;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};
use crate::ended::rest;
use crate::entries::{api, app};

const SHAPE: &str = "/v1/directory/services/innoviris-shape";

#[tokio::test]
async fn a_program_reads_how_sure_facts_are_says_that_it_looked_and_reads_the_history() {
    let app = app().await;
    let path = format!("{SHAPE}/facts");
    let found = app.as_admin().get(&path).await.expect_status(200);
    let (tag, facts) = (found.header("etag").to_owned(), found.json());
    assert_eq!(facts["facts"].as_array().map(Vec::len), Some(5), "{facts}");
    app.as_admin().header("if-none-match", &tag).get(&path).await.expect_status(304);
    let look = json!({"facts": ["price", "page"], "source": "https://innoviris.brussels/x", "confidence": "verified"});
    app.as_admin().put_json(&path, &look).await.expect_status(428);
    app.as_admin().if_match("\"v99\"").put_json(&path, &look).await.expect_status(412);
    for (wrong, pointer) in [
        (json!({"facts": []}), "/facts"),
        (json!({"facts": ["hours"]}), "/facts/0"),
        (json!({"facts": ["price"], "confidence": "sure"}), "/confidence"),
        (json!({"facts": ["price"], "checked_on": "2026-11-25"}), "/checked_on"),
    ] {
        let refused = app.as_admin().if_match(&tag).put_json(&path, &wrong).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let after = app.as_admin().if_match(&tag).put_json(&path, &look).await.expect_status(200).json();
    let price = after["facts"].as_array().and_then(|all| all.iter().find(|one| one["fact"] == "price")).cloned();
    let price = price.unwrap_or_default();
    assert_eq!(
        (&price["confidence"], &price["checked_on"], &price["sources"][0], &price["good_until"]),
        (&json!("verified"), &json!("2026-11-24"), &json!("https://innoviris.brussels/x"), &json!("2027-05-24"))
    );
    app.as_admin().if_match(&tag).put_json(&path, &look).await.expect_status(412);

    let mut body = api(&app, "/v1/services/innoviris-shape").await;
    body["price_eur"] = json!(10);
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &body).await.expect_status(200);
    let path = format!("{SHAPE}/history");
    let first = app.as_admin().get(&format!("{path}?limit=1")).await.expect_status(200).json();
    let field = &first["items"][0]["fields"][0];
    assert_eq!((&field["pointer"], &field["after"]), (&json!("/price_eur"), &json!(10)), "{first}");
    assert_eq!(first["items"][0]["actor"], "administrator");
    let next = first["next"].as_str().unwrap_or_default();
    let second = app.as_admin().get(&format!("{path}?limit=1&cursor={next}")).await.expect_status(200).json();
    assert_eq!(
        (&second["items"][0]["done"], &second["items"][0]["facts"]),
        (&json!("checked"), &json!(["price", "page"]))
    );
}

#[tokio::test]
async fn a_program_is_told_what_an_end_does_has_it_done_and_takes_it_back() {
    let app = app().await;
    hold(&app, "tuesdays", innoviris_at_icab()).await;
    let path = "/v1/directory/locations/icab/end";
    app.as_admin().get(path).await.expect_status(404);
    let asked = json!({"last": "2026-12-01", "follower": "greenbizz"});
    app.as_admin().put_json(path, &asked).await.expect_status(428);
    for (wrong, pointer) in [
        (json!({}), "/last"),
        (json!({"last": "2026-01-01"}), "/last"),
        (json!({"last": "2026-12-01", "follower": "nowhere"}), "/follower"),
        (json!({"merged": true}), "/follower"),
        (json!({"last": "2026-12-01", "how": "ends"}), "/how"),
    ] {
        let refused = app.as_admin().if_match("*").put_json(path, &wrong).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let tried = app.as_admin().if_match("*").put_json(&format!("{path}?dry_run=true"), &asked).await.expect_status(200);
    assert_eq!(tried.json()["series"], json!(["tuesdays"]));
    app.as_admin().get(path).await.expect_status(404);
    app.as_admin().if_match("*").put_json(path, &asked).await.expect_status(200);
    app.as_admin().if_match("*").put_json(path, &asked).await.expect_status(409);
    rest(&app).await;
    let job = api(&app, path).await;
    assert_eq!((&job["stage"], &job["changed"], &job["follower"]), (&json!("hosted"), &json!(1), &json!("greenbizz")));
    app.as_admin().if_match("*").send("DELETE", path).await.expect_status(204);
    assert_eq!(api(&app, "/v1/locations/icab").await.get("open_to"), None);
    assert_eq!(api(&app, path).await["stage"], "done");
}

#[tokio::test]
async fn what_is_behind_entries_is_the_coordinators() {
    let app: TestApp = app().await;
    let Ok(location) = LocationId::parse("icab") else { unreachable!("it is an id") };
    for part in ["facts", "history", "end"] {
        let path = format!("/v1/directory/locations/icab/{part}");
        app.anonymous().get(&path).await.expect_status(401);
        let host = app.as_staff(StaffRole::Host { location: location.clone() }).await;
        host.get(&path).await.expect_status(404);
        app.as_admin().get(&path.replace("locations", "places")).await.expect_status(404);
    }
}
