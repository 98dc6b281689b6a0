//! Rules are the coordinator's: read, tried, changed, switched off, removed.

use domain::Language;
use domain::ids::NeedId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, link, post, read, robotics};

fn rule(stages: &Value) -> Value {
    json!({
        "need": "hiring", "score": 70, "when": {"all": [{"stage": {"in": stages}}]},
        "explain": {"fr": "Phase {stage}", "nl": "Fase {stage}", "en": "Stage {stage}"}
    })
}

async fn hiring(app: &TestApp) -> Vec<Value> {
    read(app, "/v1/members?proposal=hiring").await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_rule_is_tried_then_saved_and_all_members_are_looked_at_again() {
    let app = app().await;
    enter(&app, &robotics()).await;
    enter(&app, &json!({"name": "Later", "location": "icab", "stage": "scale"})).await;
    let body = rule(&json!(["launch"]));
    let tried = app.as_admin().post_json("/v1/rules/try", &body).await.expect_status(200).json();
    assert_eq!((&tried["members"], &tried["withdrawn"]), (&json!(2), &json!([])));
    assert_eq!(
        (&tried["proposed"][0]["name"], &tried["proposed"][0]["need_type"]),
        (&json!("Zoé Robotics"), &json!("hiring"))
    );
    assert!(hiring(&app).await.is_empty(), "tried is not saved");
    app.as_admin().put_json("/v1/rules/R90", &body).await.expect_status(428);
    let made = app.as_admin().header("if-none-match", "*").put_json("/v1/rules/R90", &body).await.expect_status(201);
    assert_eq!(made.header("etag"), "\"v1\"");
    post(&app).await;
    let found = hiring(&app).await;
    assert_eq!(found[0]["name"], "Zoé Robotics", "without anybody entering it anew");
    let id = found[0]["id"].as_str().unwrap();
    let of = |list: Value| {
        list["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "hiring").cloned().unwrap()
    };
    let proposal = of(read(&app, &format!("/v1/members/{id}/proposals")).await);
    assert_eq!((&proposal["rule"], &proposal["rule_version"]), (&json!("R90"), &json!(1)));
    assert_eq!(proposal["because"][0], "Stage launch");

    // Each version tells what became of what it proposed: one is asked, another told no.
    let decide = |decision: &str| json!({"decision": decision});
    let path = format!("/v1/proposals/{id}.hiring");
    app.as_admin().post_json(&path, &decide("ask")).await.expect_status(200);
    let became = async |app: &TestApp| read(app, "/v1/rules/R90/versions").await["items"][0]["became"].clone();
    assert_eq!(became(&app).await, json!({"asked": 1, "yes": 0, "declined": 0}));

    // What was read can be sent back changed, under its version.
    let mut stands = app.as_admin().get("/v1/rules/R90").await.expect_status(200).json();
    stands["when"] = json!({"all": [{"stage": {"in": ["scale"]}}]});
    stands["explain"]["en"] = json!("It grows");
    app.as_admin().if_match("\"v9\"").put_json("/v1/rules/R90", &stands).await.expect_status(412);
    let changed = app.as_admin().if_match("\"v1\"").put_json("/v1/rules/R90", &stands).await.expect_status(200);
    assert_eq!(changed.json()["version"], 2);
    post(&app).await;
    assert_eq!(hiring(&app).await[0]["name"], "Later");
    stands["off"] = json!(true);
    app.as_admin().if_match("\"v2\"").put_json("/v1/rules/R90", &stands).await.expect_status(200);
    post(&app).await;
    assert!(hiring(&app).await.is_empty(), "switched off it speaks for nothing");
    app.as_admin().if_match("\"v3\"").send("DELETE", "/v1/rules/R90").await.expect_status(204);
    app.as_admin().get("/v1/rules/R90").await.expect_status(404);
    let versions = read(&app, "/v1/rules/R90/versions").await;
    let seen: Vec<&Value> = versions["items"].as_array().unwrap().iter().map(|one| &one["rule"]["version"]).collect();
    assert_eq!(seen, [&json!(1), &json!(2), &json!(3), &Value::Null], "each version is kept");
    let asked = of(read(&app, &format!("/v1/members/{id}/proposals")).await);
    assert_eq!(
        (&asked["status"], &asked["because"][0]),
        (&json!("asked"), &json!("Stage launch")),
        "what it said stays"
    );
    // It goes on counting where it comes back.
    let again = app.as_admin().header("if-none-match", "*").put_json("/v1/rules/R90", &body).await.expect_status(201);
    assert_eq!(again.header("etag"), "\"v5\"");
}

#[tokio::test]
async fn a_rule_of_the_directory_is_changed_in_its_place() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let all = read(&app, "/v1/rules?limit=100").await["items"].as_array().unwrap().len();
    let mut own = read(&app, "/v1/rules/R07").await;
    own["score"] = json!(55);
    let versions = async |app: &TestApp| read(app, "/v1/rules/R07/versions").await["items"].clone();
    let first = versions(&app).await;
    assert_eq!((&first[0]["rule"]["version"], &first[0]["at"]), (&json!(1), &Value::Null), "the directory's own");
    app.as_admin().if_match("\"v1\"").put_json("/v1/rules/R07", &own).await.expect_status(200);
    let both = versions(&app).await;
    assert_eq!((&both[0]["rule"], &both[1]["rule"]["score"]), (&first[0]["rule"], &json!(55)));
    post(&app).await;
    let grant = read(&app, "/v1/proposals").await;
    let grant = grant["items"].as_array().unwrap().iter().find(|one| one["rule"] == "R07").cloned().unwrap();
    assert_eq!((&grant["score"], &grant["rule_version"]), (&json!(55), &json!(2)));
    assert_eq!(read(&app, "/v1/rules?limit=100").await["items"].as_array().unwrap().len(), all);
    let wrong = json!({"need": "nothing", "score": 0, "when": {"all": [{"colour": "blue"}]}, "explain": {"fr": "a", "nl": "b", "en": "c"}});
    let wrong = app.as_admin().if_match("\"v2\"").put_json("/v1/rules/R07", &wrong).await.expect_status(422).json();
    let pointers: Vec<&str> =
        wrong["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/need", "/score", "/when/all/0/colour"]);
    app.as_staff(StaffRole::Host { location: domain::ids::LocationId::parse("icab").unwrap() })
        .await
        .get("/v1/rules")
        .await
        .expect_status(404);
}

#[tokio::test]
async fn by_the_form_a_rule_is_tried_saved_and_removed() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let list = staff.clone().get("/console/members/rules").await.expect_status(200).text();
    assert!(list.contains("R07") && list.contains("R17"));
    let fields = "id=R91&need=hiring&score=70&kind=all&fact_0=stage&operator_0=in&value_0=launch%2C+early\
                  &explain_fr=Phase&explain_nl=Fase&explain_en=Stage";
    let tried = staff
        .clone()
        .post_form("/console/members/rules/new", &format!("action=try&{fields}"))
        .await
        .expect_status(200)
        .text();
    assert!(
        tried.contains("Zoé Robotics") && tried.contains("Rien n’est enregistré"),
        "who would be proposed, by name"
    );
    let wrong = fields.replace("launch", "huge");
    let refused = staff
        .clone()
        .post_form("/console/members/rules/new", &format!("action=save&{wrong}"))
        .await
        .expect_status(422)
        .text();
    assert!(refused.contains("#f-value-0"), "the summary leads to the value");
    staff.clone().post_form("/console/members/rules/new", &format!("action=save&{fields}")).await.expect_status(303);
    let page = staff.clone().get("/console/members/rules/R91").await.expect_status(200).text();
    for ticked in ["launch", "early"] {
        assert!(
            page.contains(&format!("name=\"value_0\" value=\"{ticked}\" checked")),
            "it comes back as it was entered"
        );
    }
    let late = fields.replace("id=R91&", "") + "&version=7";
    let late = late.replace("explain_nl=Fase", "explain_nl=Groeifase");
    let late = staff.clone().post_form("/console/members/rules/R91", &format!("action=save&{late}")).await;
    let late = late.expect_status(422).text();
    assert!(late.contains("Groeifase") && late.contains("f-explain-nl-error"), "typed, and what is stored: {late}");
    assert!(!late.contains("f-explain-fr-error"), "only what differs is named");
    let (before, asked) = page.split_once("<summary>Supprimer la règle</summary>").unwrap();
    assert!(asked.contains("value=\"remove\""), "what can't be taken back is asked for first");
    assert!(!before.contains("value=\"remove\""), "and stands nowhere else");
    let removed = staff.clone().post_form("/console/members/rules/R91", "action=remove&version=1").await;
    let to = removed.expect_status(303).header("location").to_owned();
    let list = staff.clone().get(&to).await.expect_status(200).text();
    assert!(list.contains("La règle est supprimée") && !list.contains("R91"), "{list}");
    staff.clone().get("/console/members/rules/R91").await.expect_status(404);
    // A condition that the form has no room for stays as it is.
    let nested = staff.clone().get("/console/members/rules/R17").await.expect_status(200).text();
    assert!(nested.contains("hosted_months"));
    let kept = "action=save&version=1&need=workspace&score=56&explain_fr=a&explain_nl=b&explain_en=c";
    staff.clone().post_form("/console/members/rules/R17", kept).await.expect_status(303);
    let after = read(&app, "/v1/rules/R17").await;
    assert_eq!(after["score"], 56);
    let page = staff.get("/console/members/rules/R17").await.expect_status(200).text();
    assert!(
        page.contains("version 2") && page.contains("telle que dans le répertoire"),
        "its versions stand on the page"
    );
    assert!(after["when"].to_string().contains("space_m2_wanted"));
}

/// Words and weight of the rule of a grant are mended, and all members looked at again.
async fn mended(app: &TestApp) {
    let mut rule = read(app, "/v1/rules/R07").await;
    (rule["score"], rule["explain"]["en"]) = (json!(60), json!("Much research"));
    app.as_admin().if_match("\"v1\"").put_json("/v1/rules/R07", &rule).await.expect_status(200);
    post(app).await;
}

async fn grant(app: &TestApp, id: &str) -> Value {
    let list = read(app, &format!("/v1/members/{id}/proposals")).await;
    list["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "rd_grant").cloned().unwrap()
}

#[tokio::test]
async fn an_edited_rule_proposes_nothing_anew_that_was_put_aside() {
    let app = app().await;
    let mut all = Vec::new();
    for decision in ["no", "later"] {
        let mut body = robotics();
        body["name"] = json!(format!("Company {decision}"));
        body.as_object_mut().unwrap().remove("enterprise_number");
        let id = enter(&app, &body).await;
        let reason = json!({"decision": decision, "reason": "after the summer"});
        app.as_admin().post_json(&format!("/v1/proposals/{id}.rd_grant"), &reason).await.expect_status(200);
        all.push((decision, id));
    }
    mended(&app).await;
    for (decision, id) in all {
        let now = grant(&app, &id).await;
        assert_eq!(
            (&now["status"], &now["reason"], &now["rule_version"]),
            (&json!(decision), &json!("after the summer"), &json!(1))
        );
    }
}

#[tokio::test]
async fn a_yes_makes_a_need_for_the_reasons_that_the_mail_gave_whatever_the_rule_says_now() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let ask = json!({"decision": "ask"});
    app.as_admin().post_json(&format!("/v1/proposals/{id}.rd_grant"), &ask).await.expect_status(200);
    let page = link(&post(&app).await[0].message.text, "/m/");
    mended(&app).await;
    let asked = grant(&app, &id).await;
    assert_eq!((&asked["score"], &asked["rule_version"]), (&json!(75), &json!(1)));
    app.anonymous().post_form(&page, "action=yes&need_type=rd_grant").await.expect_status(303);
    let need = NeedId::parse(grant(&app, &id).await["need"].as_str().unwrap()).unwrap();
    let case = app.store().needs().load(&need).await.unwrap().unwrap().case;
    let catalogue = app.store().catalogue().load().await.unwrap();
    let (_, why) = case.need.need_types[0].proposed().unwrap();
    let why = why[0].text(Language::En, &catalogue);
    assert!(why.contains("no grant so far"), "{why}");
    let versions = read(&app, "/v1/rules/R07/versions").await;
    assert_eq!(versions["items"][0]["became"], json!({"asked": 1, "yes": 1, "declined": 0}));
    assert_eq!(versions["items"][1]["became"], json!({"asked": 0, "yes": 0, "declined": 0}));
}
