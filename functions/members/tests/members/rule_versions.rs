//! A former version of a rule is taken up again, as a new one.

use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, link, post, read, robotics};

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

/// Asks a member about a grant.
async fn ask(app: &TestApp, id: &str) {
    let path = format!("/v1/proposals/{id}.rd_grant");
    app.as_admin().post_json(&path, &json!({"decision": "ask"})).await.expect_status(200);
}

/// The member to which the first mail went says no.
async fn says_no(app: &TestApp) {
    let page = link(&post(app).await[0].message.text, "/m/");
    app.anonymous().post_form(&page, "action=no&need_type=rd_grant").await.expect_status(303);
}

/// What became of what the directory's own version proposed.
async fn became(app: &TestApp) -> Value {
    read(app, "/v1/rules/R07/versions").await["items"][0]["became"].clone()
}

#[tokio::test]
async fn what_a_version_asked_stays_counted_whatever_became_of_the_member() {
    let app = app().await;
    let mut other = robotics();
    (other["name"], other["contact_email"]) = (json!("Kanal Data"), json!("info@kanal.example"));
    other.as_object_mut().unwrap().remove("enterprise_number");
    let (first, second) = (enter(&app, &robotics()).await, enter(&app, &other).await);
    tokio::join!(ask(&app, &first), ask(&app, &second));
    assert_eq!(became(&app).await, json!({"asked": 2, "yes": 0, "declined": 0}), "at the same time");
    says_no(&app).await;
    let counted = json!({"asked": 2, "yes": 0, "declined": 1});
    assert_eq!(became(&app).await, counted);
    for id in [first, second] {
        let path = format!("/v1/members/{id}");
        let etag = app.as_admin().get(&path).await.header("etag").to_owned();
        app.as_admin().if_match(&etag).send("DELETE", &path).await.expect_status(204);
    }
    assert_eq!(became(&app).await, counted);
    let page = app.as_staff(StaffRole::Coordinator).await.get("/console/members/rules").await.expect_status(200).text();
    assert!(page.contains("demandé : 2, dont oui : 0 · non : 1"), "{page}");
}

#[tokio::test]
async fn what_was_asked_before_it_was_counted_counts_as_it_stands() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    ask(&app, &id).await;
    let mut tx = store::Transaction::new();
    tx.delete(store::keys::rule_fates(), store::Condition::Any);
    app.store().commit(tx).await.unwrap();
    assert_eq!(became(&app).await, json!({"asked": 1, "yes": 0, "declined": 0}));
    says_no(&app).await;
    assert_eq!(became(&app).await, json!({"asked": 1, "yes": 0, "declined": 1}));
}
