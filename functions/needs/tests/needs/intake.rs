//! Needs by programs: what is taken, what is refused, and that a request
//! counts once.

use crate::common::{adviser, app, count, host, need, need_with, stated};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::TestApp;

#[tokio::test]
async fn a_stated_need_with_consent_is_referred_at_once() {
    let app = app().await;
    let answer = app.anonymous().key("a").language("nl").post_json("/v1/needs", &need()).await.expect_status(201);
    let view = answer.json();
    assert_eq!(view["status"], "referred");
    assert_eq!(view["location"], "icab");
    assert_eq!(view["need_types"][0]["id"], "rd_grant");
    assert_eq!(view["need_types"][0]["from"], "stated");
    assert_eq!(view["need_types"][0]["because"][0], "gevraagd door het lid");
    assert_eq!(view["referrals"][0]["agency"], "innoviris");
    assert_eq!(view["referrals"][0]["role"], "lead");
    assert_eq!(view["referrals"][0]["status"], "queued");
    assert!(!view["referrals"][0]["services"].as_array().unwrap().is_empty());
    assert_eq!(answer.header("location"), format!("/v1/needs/{}", view["id"].as_str().unwrap()));
    assert_eq!(answer.header("etag"), "\"v1\"");
    assert!(!answer.text().contains("zoe-robotics.example"), "nothing personal goes back to whoever posts");
}

#[tokio::test]
async fn an_answer_comes_in_the_language_asked_for_else_in_the_contacts() {
    let app = app().await;
    let because = |answer: testkit::Answer| answer.json()["need_types"][0]["because"][0].as_str().unwrap().to_owned();
    let dutch = app.anonymous().key("a").post_json("/v1/needs", &need()).await;
    assert_eq!(because(dutch), "gevraagd door het lid");
    let mut of_somebody_else = need_with("/contact/email", json!("ann@zoe-robotics.example"));
    let english = app.anonymous().key("b").post_json("/v1/needs?lang=en", &of_somebody_else).await;
    assert_eq!(because(english), "stated by the member");
    of_somebody_else["contact"] = json!({"name": "Bert", "email": "bert@zoe-robotics.example"});
    assert_eq!(
        because(app.anonymous().key("c").post_json("/v1/needs", &of_somebody_else).await),
        "demandé par le membre"
    );
}

#[tokio::test]
async fn without_consent_nothing_is_shared_and_the_coordinator_looks_first() {
    let app = app().await;
    let silent = need_with("/consent/share_with_agencies", json!(false));
    let view = app.anonymous().key("a").post_json("/v1/needs", &silent).await.expect_status(201).json();
    assert_eq!(view["status"], "to_triage");
    assert_eq!(view["referrals"], json!([]));
}

#[tokio::test]
async fn a_consent_for_other_agencies_asks_nobody_else() {
    let app = app().await;
    let other = need_with("/consent/share_with_agencies", json!(["citydev"]));
    let view = app.anonymous().key("a").post_json("/v1/needs", &other).await.expect_status(201).json();
    assert_eq!((view["status"].as_str(), view["referrals"].as_array().unwrap().len()), (Some("to_triage"), 0));
}

#[tokio::test]
async fn what_is_only_inferred_waits_for_the_coordinator() {
    let app = app().await;
    let untyped = need_with("/need_types", json!([]));
    let view = app.anonymous().key("a").post_json("/v1/needs", &untyped).await.expect_status(201).json();
    assert_eq!(view["status"], "to_triage");
    assert_eq!(view["referrals"], json!([]));
}

#[tokio::test]
async fn the_same_request_is_answered_word_for_word_and_counts_once() {
    let app = app().await;
    let first = app.anonymous().key("a").post_json("/v1/needs", &need()).await.expect_status(201);
    app.clock.advance(chrono::TimeDelta::days(6));
    let again = app.anonymous().key("a").post_json("/v1/needs", &need()).await.expect_status(201);
    assert_eq!((first.text(), first.header("location")), (again.text(), again.header("location")));
    assert_eq!(count(&app).await, 1);
    let other = need_with("/description", json!("Iets anders."));
    let refused = app.anonymous().key("a").post_json("/v1/needs", &other).await.expect_status(422);
    assert!(refused.json()["type"].as_str().unwrap().ends_with("/idempotency-key-reused"));
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn a_program_names_its_requests() {
    let app = app().await;
    app.anonymous().post_json("/v1/needs", &need()).await.expect_status(400);
    assert_eq!(count(&app).await, 0);
}

#[rstest]
#[case::unknown_field("/adres", json!("x"), "/adres")]
#[case::unknown_location("/location", json!("atlantis"), "/location")]
#[case::no_location("/location", Value::Null, "/location")]
#[case::no_member("/member", Value::Null, "/member")]
#[case::no_name("/member/name", Value::Null, "/member/name")]
#[case::unknown_member_field("/member/colour", json!("red"), "/member/colour")]
#[case::unknown_stage("/member/stage", json!("huge"), "/member/stage")]
#[case::wrong_number("/member/enterprise_number", json!("0403.019.262"), "/member/enterprise_number")]
#[case::impossible_date("/member/founded_on", json!("2026-02-30"), "/member/founded_on")]
#[case::no_contact("/contact", Value::Null, "/contact")]
#[case::no_contact_name("/contact/name", json!(" "), "/contact/name")]
#[case::long_contact_name("/contact/name", json!("x".repeat(201)), "/contact/name")]
#[case::no_address("/contact/email", Value::Null, "/contact/email")]
#[case::bad_address("/contact/email", json!("zoe@"), "/contact/email")]
#[case::address_with_a_second_header("/contact/email", json!("zoe@a.example\r\nBcc: x@b.example"), "/contact/email")]
#[case::long_phone("/contact/phone", json!("0".repeat(41)), "/contact/phone")]
#[case::phone_without_digits("/contact/phone", json!("call me"), "/contact/phone")]
#[case::unknown_language("/contact/language", json!("de"), "/contact/language")]
#[case::unknown_contact_field("/contact/fax", json!("1"), "/contact/fax")]
#[case::unknown_need_type("/need_types", json!(["rocket"]), "/need_types/0")]
#[case::need_type_twice("/need_types", json!(["rd_grant", "rd_grant"]), "/need_types/1")]
#[case::six_need_types("/need_types", json!(["a", "b", "c", "d", "e", "f"]), "/need_types")]
#[case::long_description("/description", json!("x".repeat(4001)), "/description")]
#[case::negative_amount("/amount_eur", json!(-1), "/amount_eur")]
#[case::huge_amount("/amount_eur", json!(1_000_000_001_u64), "/amount_eur")]
#[case::amount_in_words("/amount_eur", json!("a lot"), "/amount_eur")]
#[case::no_consent("/consent", Value::Null, "/consent")]
#[case::empty_consent("/consent/share_with_agencies", Value::Null, "/consent/share_with_agencies")]
#[case::consent_in_words("/consent/share_with_agencies", json!("yes"), "/consent/share_with_agencies")]
#[case::unknown_agency("/consent/share_with_agencies", json!(["nasa"]), "/consent/share_with_agencies/0")]
#[tokio::test]
async fn bad_input_says_where_and_what_to_do_in_each_language(
    #[case] at: &str,
    #[case] value: Value,
    #[case] pointer: &str,
) {
    let app = app().await;
    let body = need_with(at, value);
    let mut sentences = Vec::new();
    for tag in ["fr", "nl", "en"] {
        let answer = app.anonymous().key("a").language(tag).post_json("/v1/needs", &body).await.expect_status(422);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("content-language"), tag);
        let problem = answer.json();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        sentences.push(problem["errors"][0]["detail"].as_str().unwrap().to_owned());
    }
    sentences.dedup();
    assert_eq!(sentences.len(), 3, "each language has its own words: {sentences:?}");
    assert_eq!(count(&app).await, 0, "nothing is stored");
}

#[rstest]
#[case::need_types("/need_types", Value::Null)]
#[case::description("/description", Value::Null)]
#[case::amount("/amount_eur", Value::Null)]
#[case::amount_with_a_point("/amount_eur", json!(50_000.0))]
#[tokio::test]
async fn nothing_written_as_null_and_whole_numbers_with_a_point_are_taken(#[case] pointer: &str, #[case] value: Value) {
    let app = app().await;
    app.anonymous().key("a").post_json("/v1/needs", &need_with(pointer, value)).await.expect_status(201);
}

#[tokio::test]
async fn a_list_shows_kinds_of_need_as_a_single_need_does() {
    let app = app().await;
    stated(&app, "a", &need()).await;
    for path in ["/v1/needs", "/v1/needs?agency=innoviris", "/v1/needs?status=referred"] {
        let list = app.as_admin().get(path).await.expect_status(200).json();
        assert_eq!(list["items"][0]["need_types"], json!([{"id": "rd_grant", "from": "stated"}]), "{path}");
    }
}

#[tokio::test]
async fn a_closed_location_takes_no_needs() {
    let app = app().await;
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let catalogue = app.store().catalogue().load().await.unwrap();
    let closed = catalogue.locations.values().find(|place| !place.open_on(today)).expect("the data has a closed place");
    let body = need_with("/location", json!(closed.id));
    let answer = app.anonymous().key("a").post_json("/v1/needs", &body).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/location");
}

#[tokio::test]
async fn everything_wrong_is_told_at_once() {
    let app = app().await;
    let body = json!({"location": "atlantis", "member": {}, "contact": {}, "need_types": ["x"]});
    let answer = app.anonymous().key("a").post_json("/v1/needs", &body).await.expect_status(422);
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let pointers: Vec<_> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/location", "/member/name", "/contact/name", "/contact/email", "/need_types/0", "/consent"]);
}

#[tokio::test]
async fn every_field_that_cannot_be_read_is_told_at_once() {
    let app = app().await;
    let mut body = need_with("/adres", json!("x"));
    body["colour"] = json!("red");
    body["contact"]["fax"] = json!("1");
    body["contact"]["telex/2"] = json!("2");
    body["need_types"] = json!([1]);
    body["consent"]["show"] = json!(true);
    let answer = app.anonymous().key("a").post_json("/v1/needs", &body).await.expect_status(422);
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let mut pointers: Vec<_> = errors.iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    let all = ["/adres", "/colour", "/consent/show", "/contact/fax", "/contact/telex~12", "/need_types/0"];
    assert_eq!(pointers, all);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn broken_and_oversized_bodies_are_refused() {
    let app = app().await;
    let post =
        |kind: &'static str, body: Vec<u8>| app.anonymous().key("a").bytes("POST", "/v1/needs", Some(kind), body);
    post("application/json", b"{".to_vec()).await.expect_status(400);
    post("text/plain", b"{}".to_vec()).await.expect_status(415);
    post("application/json", vec![b' '; 256 * 1024 + 1]).await.expect_status(413);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn the_staff_reads_what_is_theirs_and_finds_nothing_else() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let path = format!("/v1/needs/{id}");
    app.anonymous().get(&path).await.expect_status(401);
    app.anonymous().get("/v1/needs").await.expect_status(401);
    let own = app.as_staff(StaffRole::Coordinator).await.get(&path).await.expect_status(200);
    assert_eq!(own.json()["person"]["contact"]["email"], "zoe@zoe-robotics.example");
    app.as_staff(host("icab")).await.get(&path).await.expect_status(404);
    app.as_staff(adviser("hub")).await.get(&path).await.expect_status(404);
    let part = app.as_staff(adviser("innoviris")).await.get(&path).await.expect_status(200).json();
    let agencies: Vec<&Value> = part["referrals"].as_array().unwrap().iter().map(|one| &one["agency"]).collect();
    assert_eq!(agencies, ["innoviris"], "an agency reads its own part");
    let list = |answer: testkit::Answer| answer.json()["items"].as_array().unwrap().len();
    assert_eq!(list(app.as_staff(StaffRole::Coordinator).await.get("/v1/needs").await), 1);
    assert_eq!(list(app.as_staff(host("icab")).await.get("/v1/needs").await), 0);
    assert_eq!(list(app.as_staff(host("greenbizz")).await.get("/v1/needs").await), 0);
    assert_eq!(list(app.as_staff(host("greenbizz")).await.get("/v1/needs?location=icab").await), 0);
    assert_eq!(list(app.as_staff(adviser("innoviris")).await.get("/v1/needs").await), 1);
    assert_eq!(list(app.as_staff(adviser("hub")).await.get("/v1/needs").await), 0);
}

#[tokio::test]
async fn a_need_has_a_history_and_a_version() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let answer = app.as_admin().language("en").get(&format!("/v1/needs/{id}")).await.expect_status(200);
    let history = answer.json()["history"].as_array().unwrap().clone();
    assert_eq!(history[0]["actor"], "member");
    assert_eq!(history[0]["what"], "need.received");
    let asked = history.iter().find(|entry| entry["what"] == "referral.queued").unwrap();
    assert_eq!(asked["text"], "Request addressed to Innoviris");
    assert!(!asked["why"].as_array().unwrap().is_empty());
    let known = app.as_admin().header("if-none-match", answer.header("etag")).get(&format!("/v1/needs/{id}")).await;
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[tokio::test]
async fn needs_are_listed_page_by_page_and_by_filter() {
    let app = app().await;
    for n in 0..5 {
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let place = if n == 0 { "greenbizz" } else { "icab" };
        let mut need = need_with("/location", json!(place));
        need["contact"]["email"] = json!(format!("member-{n}@zoe-robotics.example"));
        stated(&app, &n.to_string(), &need).await;
    }
    let mut seen = Vec::new();
    let mut path = "/v1/needs?location=icab&limit=3".to_owned();
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200);
        let body = page.json();
        seen.extend(body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = body["next"].as_str() else { break };
        assert!(page.header("link").contains("rel=\"next\""));
        path = format!("/v1/needs?location=icab&limit=3&cursor={next}");
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    assert_eq!((seen.len(), &seen), (4, &sorted), "newest first, each once");
    let count = |answer: testkit::Answer| answer.json()["items"].as_array().unwrap().len();
    assert_eq!(count(app.as_admin().get("/v1/needs?status=to_triage").await), 0);
    assert_eq!(count(app.as_admin().get("/v1/needs?status=referred&location=icab").await), 4);
    assert_eq!(count(app.as_admin().get("/v1/needs?status=closed&location=icab").await), 0);
    assert_eq!(count(app.as_admin().get("/v1/needs?agency=innoviris").await), 5);
    assert_eq!(count(app.as_admin().get("/v1/needs?agency=innoviris&location=greenbizz").await), 1);
    assert_eq!(count(app.as_admin().get("/v1/needs?agency=citydev").await), 0);
    app.as_admin().get("/v1/needs?colour=red").await.expect_status(422);
    app.as_admin().get("/v1/needs?status=lost").await.expect_status(422);
    app.as_admin().get("/v1/needs?cursor=AAAA").await.expect_status(400);
}

async fn waiting(app: &TestApp) -> (String, String) {
    let id = stated(app, "w", &need_with("/need_types", json!([]))).await;
    (format!("/v1/needs/{id}/triage"), format!("/v1/needs/{id}/close"))
}

#[tokio::test]
async fn the_coordinator_settles_a_need_over_the_version_that_was_read() {
    let app = app().await;
    let (triage, close) = waiting(&app).await;
    let settle = json!({"need_types": ["rd_grant"]});
    app.as_admin().post_json(&triage, &settle).await.expect_status(428);
    app.as_admin().if_match("\"v7\"").post_json(&triage, &settle).await.expect_status(412);
    let host = app.as_staff(host("icab")).await.header("sec-fetch-site", "same-origin");
    host.if_match("\"v1\"").post_json(&triage, &settle).await.expect_status(404);
    let unknown = json!({"need_types": ["rocket"]});
    app.as_admin().if_match("\"v1\"").post_json(&triage, &unknown).await.expect_status(422);
    app.as_admin().if_match("\"v1\"").post_json(&triage, &json!({"need_types": []})).await.expect_status(422);
    let settled = app.as_admin().if_match("\"v1\"").post_json(&triage, &settle).await.expect_status(200);
    assert_eq!(settled.header("etag"), "\"v2\"");
    assert_eq!(settled.json()["status"], "referred");
    assert_eq!(settled.json()["need_types"][0]["from"], "coordinator");
    let over = app.as_admin().if_match("\"v2\"").post_json(&close, &json!({"outcome": "helped"})).await;
    assert_eq!(
        over.expect_status(409).json()["detail"].as_str().map(str::is_empty),
        Some(false),
        "an agency is at work"
    );
}

#[tokio::test]
async fn the_coordinator_asks_an_agency_of_their_choice() {
    let app = app().await;
    let (triage, _) = waiting(&app).await;
    let settle = json!({"need_types": ["rd_grant"], "agencies": ["hub"]});
    let catalogue = app.store().catalogue().load().await.unwrap();
    let hub = catalogue.agencies.keys().find(|id| id.as_str().starts_with("hub")).unwrap().to_string();
    let settle = Value::from_iter([("need_types", settle["need_types"].clone()), ("agencies", json!([hub]))]);
    let settled = app.as_admin().if_match("*").post_json(&triage, &settle).await.expect_status(200);
    assert_eq!(settled.json()["referrals"][0]["agency"], hub.as_str());
    let again = app.as_admin().if_match("*").post_json(&triage, &settle).await;
    again.expect_status(409);
}

#[tokio::test]
async fn a_need_that_nobody_works_on_is_closed_once() {
    let app = app().await;
    let (triage, close) = waiting(&app).await;
    let unreachable = json!({"outcome": "unreachable"});
    let closed = app.as_admin().if_match("\"v1\"").post_json(&close, &unreachable).await.expect_status(200);
    assert_eq!(
        (closed.json()["status"].clone(), closed.json()["outcome"].clone()),
        (json!("closed"), json!("unreachable"))
    );
    app.as_admin().if_match("*").post_json(&close, &unreachable).await.expect_status(200);
    app.as_admin().if_match("*").post_json(&close, &json!({"outcome": "helped"})).await.expect_status(409);
    app.as_admin().if_match("*").post_json(&close, &json!({"outcome": "lost"})).await.expect_status(422);
    app.as_admin().if_match("*").post_json(&triage, &json!({"need_types": ["rd_grant"]})).await.expect_status(409);
}

#[tokio::test]
async fn a_third_party_is_not_flooded_with_mail() {
    let app = TestApp::limited(needs::routes()).await;
    let mut statuses = Vec::new();
    for n in 0..6 {
        statuses.push(app.anonymous().key(&n.to_string()).post_json("/v1/needs", &need()).await.status);
    }
    assert_eq!(statuses, [201, 200, 200, 200, 429, 429], "what joins an open need sends a mail, too");
    let refused = app.anonymous().key("x").post_json("/v1/needs", &need()).await.expect_status(429);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    let mut shouted = need_with("/contact/email", json!("ZOE@zoe-robotics.example"));
    app.anonymous().key("y").post_json("/v1/needs", &shouted).await.expect_status(429);
    shouted["contact"]["email"] = json!("other@zoe-robotics.example");
    app.anonymous().key("z").post_json("/v1/needs", &shouted).await.expect_status(201);
    let mut mailed = 0;
    for minute in 0..180 {
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let again = app.anonymous().key(&format!("m{minute}")).post_json("/v1/needs", &need()).await;
        mailed += u32::from(again.status == 200);
    }
    assert!((17..=19).contains(&mailed), "six an hour: {mailed}");
    assert_eq!(app.as_admin().key("k").post_json("/v1/needs", &need()).await.status, 200, "the coordinator's program");
}

#[tokio::test]
async fn a_tag_behind_a_plus_is_the_same_mailbox() {
    let app = TestApp::limited(needs::routes()).await;
    let mut statuses = Vec::new();
    for n in 0..6 {
        let tagged = need_with("/contact/email", json!(format!("Zoe+{n}@zoe-robotics.example")));
        statuses
            .push(app.anonymous().key(&format!("a-key-that-is-long-{n}")).post_json("/v1/needs", &tagged).await.status);
    }
    assert_eq!(statuses, [201, 200, 200, 200, 429, 429]);
}

/// Everybody has a contact of their own, so that the contact's limit is not met.
async fn state_for_many(app: &TestApp, n: u32, from: &str, place: &str) -> u16 {
    let mut stated = need_with("/contact/email", json!(format!("member-{n}@zoe-robotics.example")));
    stated["location"] = json!(place);
    let asking = app.anonymous().header("x-forwarded-for", from).key(&format!("a-key-that-is-long-{n}"));
    asking.post_json("/v1/needs", &stated).await.status
}

#[tokio::test]
async fn one_origin_states_thirty_needs_at_once_and_no_more() {
    let app = TestApp::proxied(needs::routes()).await;
    for n in 0..30 {
        assert_eq!(state_for_many(&app, n, "192.0.2.1", "icab").await, 201);
    }
    assert_eq!(state_for_many(&app, 30, "192.0.2.1", "icab").await, 429);
    assert_eq!(state_for_many(&app, 31, "192.0.2.2", "icab").await, 201);
}

#[tokio::test]
async fn one_place_is_sent_sixty_needs_at_once_and_no_more_wherever_they_come_from() {
    let app = TestApp::proxied(needs::routes()).await;
    for n in 0..60 {
        assert_eq!(state_for_many(&app, n, &format!("192.0.2.{n}"), "icab").await, 201);
    }
    assert_eq!(state_for_many(&app, 60, "192.0.2.60", "icab").await, 429);
    assert_eq!(state_for_many(&app, 61, "192.0.2.61", "greenbizz").await, 201);
}

/// Every row of a partition, as it is stored.
#[expect(clippy::unwrap_used, reason = "a test stops where something is missing")]
async fn stored(app: &TestApp, partition: &str) -> Vec<(String, String)> {
    let page = app.store().page(&store::Query::partition(partition)).await.unwrap();
    page.rows.into_iter().map(|row| (row.key.sk, row.doc)).collect()
}

#[tokio::test]
async fn what_is_known_of_a_member_ends_with_the_persons_row() {
    let app = app().await;
    let mut said = need_with("/need_types", json!(["foreign_talent", "hiring"]));
    said["member"]["founder_non_eu"] = json!(true);
    said["member"]["headcount_fte"] = json!(4321);
    said["member"]["hiring_next_6m"] = json!(8765);
    let answer = app.anonymous().key("a-key-that-is-long-enough").language("en").post_json("/v1/needs", &said).await;
    let answer = answer.expect_status(201);
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    assert!(!answer.text().contains("8765"), "the answer is kept for a repetition: {}", answer.text());
    let path = format!("/v1/needs/{id}");
    let seen = app.as_admin().language("en").get(&path).await.expect_status(200).json();
    assert!(seen["need_types"].to_string().contains("8765"), "{}", seen["need_types"]);
    for (sk, doc) in stored(&app, &format!("NEED#{id}")).await {
        let holds = ["8765", "4321", r#""founder_non_eu":true"#].iter().any(|value| doc.contains(value));
        assert_eq!(holds, sk == "CASE#PERSON", "{sk}: {doc}");
    }
    app.clock.advance(chrono::TimeDelta::days(731));
    let seen = app.as_admin().language("en").get(&path).await.expect_status(200).json();
    assert_eq!(seen["person"], Value::Null);
    let why = seen["need_types"].to_string();
    assert!(why.contains("planned hire") && !why.contains("8765") && !why.contains("{hiring"), "{why}");
}

#[tokio::test]
async fn an_address_with_a_domain_in_letters_is_taken_as_it_is_written() {
    let app = app().await;
    let body = need_with("/contact/email", json!("Info@münchen.example"));
    let id = stated(&app, "a", &body).await;
    let read = app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).text();
    assert!(read.contains("Info@münchen.example"), "{read}");
    let accented = need_with("/contact/email", json!("zoé@münchen.example"));
    let refused = app.anonymous().key("b").language("en").post_json("/v1/needs", &accented).await.expect_status(422);
    let said = refused.json()["errors"][0]["detail"].as_str().unwrap().to_owned();
    assert!(said.starts_with("Before the @"), "{said}");
}

/// The answer of a second statement, and the need that it joined.
async fn stated_again(app: &TestApp, second: &Value) -> (testkit::Answer, Value) {
    let first = stated(app, "first", &need()).await;
    let answer = app.anonymous().key("second").post_json("/v1/needs", second).await;
    let now = app.as_admin().get(&format!("/v1/needs/{first}")).await.expect_status(200).json();
    (answer, now)
}

#[tokio::test]
async fn what_is_stated_again_joins_what_is_open_and_nobody_is_asked_twice() {
    let app = app().await;
    let mut second = need_with("/description", json!("En ook voor de software."));
    second["amount_eur"] = json!(40_000);
    second["member"]["headcount_fte"] = json!(4);
    let (answer, first) = stated_again(&app, &second).await;
    let view = answer.expect_status(200).json();
    assert_eq!(view["id"], first["id"]);
    assert_eq!(view["joined"], json!([{"need": first["id"], "need_types": ["rd_grant"]}]));
    assert_eq!(view["referrals"], json!([]), "whoever sent it need not be who stated the first");
    assert_eq!((count(&app).await, first["amount_eur"].as_u64()), (1, Some(40_000)));
    assert_eq!(first["referrals"].as_array().unwrap().len(), 1);
    assert_eq!(first["person"]["member"]["headcount_fte"], 4);
    assert_eq!(first["history"].as_array().unwrap().last().unwrap()["what"], "need.added");
    let page = app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let page = page.get(&format!("/console/needs/{}", first["id"].as_str().unwrap())).await.expect_status(200).text();
    assert!(page.contains("En ook voor de software."));
    // The same request again is answered as before, and adds nothing.
    let again = app.anonymous().key("second").post_json("/v1/needs", &second).await.expect_status(200).json();
    assert_eq!(again, view);
}

#[tokio::test]
async fn of_several_kinds_only_those_that_are_open_join() {
    let app = app().await;
    let (answer, first) = stated_again(&app, &need_with("/need_types", json!(["rd_grant", "hiring"]))).await;
    let view = answer.expect_status(201).json();
    assert_ne!(view["id"], first["id"]);
    assert_eq!(view["need_types"].as_array().unwrap().len(), 1);
    assert_eq!(view["joined"][0]["need"], first["id"]);
}

#[rstest]
#[case::another_kind("/need_types", json!(["hiring"]))]
#[case::somebody_else("/contact/email", json!("ann@kanal.example"))]
#[case::not_shared("/consent/share_with_agencies", json!(false))]
#[case::not_shared_with_whoever_has_it("/consent/share_with_agencies", json!(["citydev"]))]
#[case::shared_more_narrowly("/consent/share_with_agencies", json!(["innoviris"]))]
#[case::no_kind_said("/need_types", json!([]))]
#[tokio::test]
async fn what_is_no_second_statement_is_a_need_of_its_own(#[case] pointer: &str, #[case] value: Value) {
    let app = app().await;
    let (answer, _) = stated_again(&app, &need_with(pointer, value)).await;
    assert_eq!(answer.expect_status(201).json().get("joined"), None);
    assert_eq!(count(&app).await, 2);
}

#[tokio::test]
async fn a_colleague_is_known_by_number_and_mail_domain() {
    let app = app().await;
    let of = |email: &str| {
        let mut stated = need_with("/contact/email", json!(email));
        stated["member"]["enterprise_number"] = json!("0403.019.261");
        stated
    };
    let first = stated(&app, "a", &of("zoe@zoe-robotics.example")).await;
    let joined = app.anonymous().key("b").post_json("/v1/needs", &of("ann@zoe-robotics.example")).await;
    assert_eq!(joined.expect_status(200).json()["id"], *first);
    let elsewhere = app.anonymous().key("c").post_json("/v1/needs", &of("zoe@gmail.com")).await;
    elsewhere.expect_status(201);
}

#[tokio::test]
async fn stated_twice_at_the_same_moment_it_is_one_need() {
    let app = app().await;
    let requests = (0..8).map(|n| {
        let request = app.anonymous().key(&format!("k{n}"));
        async move { request.post_json("/v1/needs", &need()).await.status }
    });
    let mut statuses = futures::future::join_all(requests).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
    assert_eq!(count(&app).await, 1);
}
