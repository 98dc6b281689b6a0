//! Words that hint at a kind of need are the coordinator's, in versions.

use crate::common::{adviser, app, need_with, stated};
use domain::staff::StaffRole;
use serde_json::json;

const PATH: &str = "/v1/keywords/rd_grant";

#[tokio::test]
async fn a_word_that_is_added_is_tried_on_what_was_written_and_holds_for_what_arrives() {
    let app = app().await;
    let mut vague = need_with("/need_types", json!([]));
    vague["description"] = json!("Wij bouwen een flurbotron.");
    vague["member"] = json!({"name": "Zoé Robotics"});
    stated(&app, "a", &vague).await;
    let read = app.as_admin().get(PATH).await.expect_status(200);
    assert_eq!(read.header("etag"), "\"v1\"");
    let mut words = read.json();
    words["nl"].as_array_mut().unwrap().push(json!("flurbotron"));
    assert_eq!(words["need_type"], "rd_grant");
    let found = app.as_admin().post_json("/v1/keywords/try", &words).await.expect_status(200).json();
    assert_eq!((found["needs"].as_u64(), found["hinted"].as_array().unwrap().len()), (Some(1), 1));
    assert_eq!(app.as_admin().get(PATH).await.header("etag"), "\"v1\"", "nothing is stored");

    words["why"] = json!("a word of its own");
    app.as_admin().put_json(PATH, &words).await.expect_status(428);
    let saved = app.as_admin().if_match("\"v1\"").put_json(PATH, &words).await.expect_status(200);
    assert_eq!(saved.header("etag"), "\"v2\"");
    app.as_admin().if_match("\"v1\"").put_json(PATH, &words).await.expect_status(412);
    vague["contact"]["email"] = json!("ann@kanal.example");
    let id = stated(&app, "b", &vague).await;
    let need = app.as_admin().get(&format!("/v1/needs/{id}")).await.json();
    assert_eq!(need["need_types"][0]["id"], "rd_grant", "{need}");
    let versions = app.as_admin().get(&format!("{PATH}/versions")).await.expect_status(200).json();
    let version = &versions["items"][0];
    assert_eq!((version["version"].as_u64(), version["why"].as_str()), (Some(2), Some("a word of its own")));
    assert_eq!(version["by"], json!("administrator"));
}

#[tokio::test]
async fn words_that_can_not_be_are_refused_at_their_place() {
    let app = app().await;
    for (words, pointer) in [
        (json!({"fr": ["a", ""], "nl": [], "en": []}), "/fr/1"),
        (json!({"fr": [], "nl": ["x", "x"], "en": []}), "/nl/1"),
        (json!({"fr": [], "nl": [], "en": []}), "/fr"),
        (json!({"fr": [], "nl": [], "en": ["é".repeat(61)]}), "/en/0"),
    ] {
        let refused = app.as_admin().if_match("\"v1\"").put_json(PATH, &words).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    app.as_staff(adviser("hub")).await.get(PATH).await.expect_status(404);
    app.as_admin().get("/v1/keywords/no_such").await.expect_status(404);
    let first = app.as_admin().get("/v1/keywords?limit=20").await.expect_status(200).json();
    let next = format!("/v1/keywords?limit=20&cursor={}", first["next"].as_str().unwrap());
    assert_eq!(app.as_admin().get(&next).await.json()["next"], json!(null));
}

#[tokio::test]
async fn the_console_tries_and_saves_words() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for language in ["fr", "nl", "en"] {
        for path in ["/console/needs/keywords", "/console/needs/keywords/rd_grant"] {
            let page = staff.clone().language(language).get(path).await.expect_status(200).text();
            assert!(!page.contains("Unknown localization"), "{page}");
        }
    }
    let path = "/console/needs/keywords/rd_grant";
    let fields =
        |action: &'static str, fr: &'static str| [("action", action), ("version", "1"), ("fr", fr), ("why", "Essai")];
    let tried =
        staff.clone().language("en").form(path, &fields("try", "prototype\nessai")).await.expect_status(200).text();
    assert!(tried.contains("Nothing is saved"), "{tried}");
    staff.clone().form(path, &fields("save", "essai\nessai")).await.expect_status(422);
    staff.clone().form(path, &fields("save", "prototype\nessai")).await.expect_status(303);
    let page = staff.clone().language("en").get(path).await.text();
    assert!(page.contains("Version 2") && page.contains("Essai") && page.contains("prototype\nessai"), "{page}");
    let late = staff.form(path, &fields("save", "prototype\r\npilote")).await.expect_status(422).text();
    assert!(late.contains("prototype\npilote") && late.contains("essai"), "typed and stored: {late}");
}
