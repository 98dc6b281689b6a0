//! A former version of a rule is taken up again, as a new one.

use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, read};

/// Changes the weight of a rule of the directory.
async fn weighs(app: &TestApp, etag: &str, score: u32) {
    let mut rule = read(app, "/v1/rules/R07").await;
    rule["score"] = json!(score);
    app.as_admin().if_match(etag).put_json("/v1/rules/R07", &rule).await.expect_status(200);
}

/// Each version with its weight and why it was saved.
async fn versions(app: &TestApp) -> Vec<Value> {
    let all = read(app, "/v1/rules/R07/versions").await;
    let told = |one: &Value| json!([one["rule"]["version"], one["rule"]["score"], one["why"]]);
    all["items"].as_array().unwrap().iter().map(told).collect()
}

#[tokio::test]
async fn a_former_version_is_saved_anew_with_its_reason_and_none_is_written_over() {
    let app = app().await;
    let own = read(&app, "/v1/rules/R07").await;
    weighs(&app, "\"v1\"", 55).await;
    weighs(&app, "\"v2\"", 60).await;
    let path = |number: &str| format!("/v1/rules/R07/versions/{number}/restore");
    let why = json!({"why": "It asked too many"});
    app.as_admin().post_json(&path("2"), &why).await.expect_status(428);
    app.as_admin().if_match("\"v2\"").post_json(&path("2"), &why).await.expect_status(412);
    let unsaid = app.as_admin().if_match("\"v3\"").post_json(&path("2"), &json!({"why": " "})).await;
    assert_eq!(unsaid.expect_status(422).json()["errors"][0]["pointer"], "/why");
    let restored = app.as_admin().if_match("\"v3\"").post_json(&path("2"), &why).await.expect_status(200);
    assert_eq!((restored.header("etag"), &restored.json()["score"]), ("\"v4\"", &json!(55)));
    app.as_admin().if_match("\"v3\"").post_json(&path("2"), &why).await.expect_status(412);
    let first = [json!([1, own["score"], null]), json!([2, 55, null]), json!([3, 60, null])];
    let all = versions(&app).await;
    assert_eq!((&all[..3], &all[3]), (&first[..], &json!([4, 55, "It asked too many"])));
    app.as_admin().if_match("\"v4\"").post_json(&path("1"), &why).await.expect_status(200);
    assert_eq!(read(&app, "/v1/rules/R07").await["score"], own["score"], "the directory's own, too");
    for nothing in [path("9"), path("x"), "/v1/rules/R99/versions/1/restore".to_owned()] {
        app.as_admin().if_match("*").post_json(&nothing, &why).await.expect_status(404);
    }
}

#[tokio::test]
async fn a_rule_that_was_removed_comes_back_by_one_of_its_versions() {
    let app = app().await;
    weighs(&app, "\"v1\"", 55).await;
    app.as_admin().if_match("\"v2\"").send("DELETE", "/v1/rules/R07").await.expect_status(204);
    let path = "/v1/rules/R07/versions/2/restore";
    let why = json!({"why": "It was missed"});
    app.as_admin().if_match("\"v2\"").post_json(path, &why).await.expect_status(412);
    let restored = app.as_admin().header("if-none-match", "*").post_json(path, &why).await.expect_status(200);
    assert_eq!((restored.header("etag"), &restored.json()["score"]), ("\"v4\"", &json!(55)));
    assert_eq!(versions(&app).await.last().unwrap(), &json!([4, 55, "It was missed"]));
}

#[tokio::test]
async fn by_the_form_a_former_version_is_restored_over_what_the_page_showed() {
    let app = app().await;
    let own = read(&app, "/v1/rules/R07").await;
    weighs(&app, "\"v1\"", 55).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let path = "/console/members/rules/R07";
    let page = staff.clone().get(path).await.expect_status(200).text();
    assert!(page.contains("Reprendre la version 1") && !page.contains("Reprendre la version 2"), "{page}");
    let press = |version: u32, number: u32, why: &str| {
        let (request, form) = (staff.clone(), format!("action=restore&version={version}&number={number}&why={why}"));
        async move { request.post_form(path, &form).await }
    };
    let refused = press(2, 1, "").await.expect_status(422).text();
    assert!(refused.contains("href=\"#f-why\"") && refused.contains("Pourquoi : Remplissez"), "{refused}");
    press(1, 1, "Trop+de+refus").await.expect_status(412);
    press(2, 9, "Trop+de+refus").await.expect_status(404);
    let to = press(2, 1, "Trop+de+refus").await.expect_status(303).header("location").to_owned();
    let page = staff.get(&to).await.expect_status(200).text();
    for told in ["La version est reprise", "Trop de refus", "version 3", "Reprendre la version 2"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(read(&app, "/v1/rules/R07").await["score"], own["score"]);
}
