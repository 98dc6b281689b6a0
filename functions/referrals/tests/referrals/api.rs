//! Referrals by programs.

use crate::common::{
    adviser, app, host, link, need_at, need_by, need_of, need_of_another, post, referral, status, stored, token,
};
use domain::event::{Actor, EventKind};
use domain::moves;
use domain::referral::ReferralStatus;
use domain::staff::StaffRole;
use flows::needs::move_need;
use rstest::rstest;
use serde_json::{Value, json};
use testkit::{Request, TestApp};

fn bearer<'a>(app: &'a TestApp, token: &str) -> Request<'a> {
    app.anonymous().header("authorization", format!("Bearer {token}"))
}

#[expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
fn ids(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn lists_hold_what_the_caller_may_see() {
    let app = app().await;
    let grant = need_of(&app, "rd_grant").await;
    let equity = need_at(&app, "seed_equity", "greenbizz").await;
    let (innoviris, hub, _) = (referral(&grant, "innoviris"), referral(&equity, "hub"), referral(&equity, "finance"));
    app.anonymous().get("/v1/referrals").await.expect_status(401);
    bearer(&app, &token(&app, &grant, "innoviris", 0)).get("/v1/referrals").await.expect_status(404);

    let all = app.as_admin().get("/v1/referrals").await.expect_status(200).json();
    assert_eq!(ids(&all).len(), 3);
    let of = app.as_admin().get("/v1/referrals?agency=hub").await.expect_status(200).json();
    assert_eq!(ids(&of), [hub.as_str()]);
    assert_eq!(of["items"][0]["need_types"], json!([{"id": "seed_equity", "from": "stated"}]));
    assert_eq!((&of["items"][0]["company"], &of["items"][0]["late"]), (&json!("Zoé Robotics"), &json!(false)));
    let at = app.as_admin().get("/v1/referrals?location=greenbizz&status=queued").await.expect_status(200).json();
    assert_eq!(ids(&at).len(), 2);
    assert_eq!(ids(&app.as_admin().get("/v1/referrals?status=done").await.json()), [""; 0]);

    let own = app.as_staff(adviser("innoviris")).await;
    assert_eq!(ids(&own.clone().get("/v1/referrals").await.expect_status(200).json()), [innoviris.as_str()]);
    assert_eq!(ids(&own.clone().get("/v1/referrals?agency=hub").await.expect_status(200).json()), [""; 0]);
    let place = app.as_staff(host("greenbizz")).await;
    for path in ["/v1/referrals", "/v1/referrals?location=greenbizz", "/v1/referrals?location=icab"] {
        assert_eq!(ids(&place.clone().get(path).await.expect_status(200).json()), [""; 0]);
    }
}

#[tokio::test]
async fn an_agency_reads_only_the_kinds_of_need_that_it_is_asked_about() {
    let app = app().await;
    let need = need_of(&app, "rd_grant hiring").await;
    let own = app.as_staff(adviser("innoviris")).await;
    let one = own.clone().get(&format!("/v1/referrals/{}", referral(&need, "innoviris"))).await.expect_status(200);
    let listed = own.get("/v1/referrals").await.expect_status(200);
    for view in [&one.json(), &listed.json()["items"][0]] {
        let kinds: Vec<&Value> = view["need_types"].as_array().unwrap().iter().map(|kind| &kind["id"]).collect();
        assert_eq!(kinds, ["rd_grant"], "{view}");
    }
    let all = app.as_admin().get(&format!("/v1/referrals/{}", referral(&need, "innoviris"))).await.expect_status(200);
    assert_eq!(all.json()["need_types"].as_array().unwrap().len(), 2, "the coordinator reads them all");
}

/// A list to its end, two at a time.
#[expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
async fn whole(app: &TestApp, filters: &str) -> Vec<Value> {
    let (first, mut found) = (format!("/v1/referrals?limit=2{filters}"), Vec::new());
    let mut path = first.clone();
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200).json();
        found.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else { return found };
        path = format!("{first}&cursor={next}");
    }
}

#[tokio::test]
async fn every_combination_of_filters_lists_just_what_it_names_in_order_over_the_years() {
    let app = app().await;
    for number in 0..12 {
        let kind = ["rd_grant", "seed_equity"][number % 2];
        let place = ["icab", "greenbizz", "icab"][number % 3];
        need_by(&app, (kind, place), json!({}), &format!("member-{number}@zoe-robotics.example")).await;
        // Some are sent, some come to their end meanwhile, and a new year begins.
        if number % 4 != 3 {
            post(&app).await;
        }
        app.clock.advance(chrono::TimeDelta::days(6));
    }
    let all = whole(&app, "").await;
    assert!(all.len() >= 12, "{}", all.len());
    let both = |filter: &'static str| ["", filter];
    let mut found_some = 0;
    for place in both("icab") {
        for agency in both("hub") {
            for status in ["", "queued", "sent", "accepted", "expired", "withdrawn"] {
                let asked = [("location", place), ("agency", agency), ("status", status)];
                let asked: Vec<_> = asked.into_iter().filter(|(_, value)| !value.is_empty()).collect();
                let fits = |one: &&Value| asked.iter().all(|(field, value)| one[*field] == *value);
                let expected: Vec<&Value> = all.iter().filter(fits).map(|one| &one["id"]).collect();
                let filters: String = asked.iter().flat_map(|(field, value)| ["&", field, "=", value]).collect();
                let listed = whole(&app, &filters).await;
                assert_eq!(listed.iter().map(|one| &one["id"]).collect::<Vec<_>>(), expected, "{filters}");
                found_some += usize::from(!listed.is_empty());
            }
        }
    }
    assert!(found_some > 8, "{found_some}");
}

#[tokio::test]
async fn a_list_goes_on_where_its_cursor_says() {
    let app = app().await;
    for number in 0..5 {
        need_of_another(&app, number).await;
    }
    let (mut path, mut seen) = ("/v1/referrals?agency=innoviris&limit=2".to_owned(), Vec::new());
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200);
        seen.extend(ids(&page.json()));
        let Some(next) = page.json()["next"].as_str().map(str::to_owned) else { break };
        let target = page.header("link").split(['<', '>']).nth(1).unwrap().to_owned();
        assert!(target.contains(&next) && target.contains("agency=innoviris"));
        app.as_admin().get(&format!("/v1/referrals?agency=hub&cursor={next}")).await.expect_status(400);
        path = target;
    }
    seen.dedup();
    assert_eq!(seen.len(), 5);
    app.as_admin().get("/v1/referrals?cursor=made-up").await.expect_status(400);
    for wrong in ["status=open", "limit=0", "limit=101", "member=x", "agency=A%20B"] {
        app.as_admin().get(&format!("/v1/referrals?{wrong}")).await.expect_status(422);
    }
}

#[tokio::test]
async fn an_overdue_answer_is_marked_and_an_adviser_is_told_no_name_after_a_decline() {
    let app = app().await;
    let (late, declined) = (need_of(&app, "rd_grant").await, need_of_another(&app, 1).await);
    let fields = [("action", "decline"), ("reason", "conditions")];
    app.anonymous().form(&link(&app, &declined, "innoviris"), &fields).await.expect_status(303);
    app.clock.advance(chrono::TimeDelta::days(30));
    let adviser = app.as_staff(adviser("innoviris")).await;
    let list = adviser.get("/v1/referrals").await.expect_status(200).json();
    let find = |need| list["items"].as_array().unwrap().iter().find(|item| item["need"] == json!(need)).unwrap();
    assert_eq!((&find(late.as_str())["late"], &find(late.as_str())["company"]), (&json!(true), &json!("Zoé Robotics")));
    assert_eq!((&find(declined.as_str())["late"], &find(declined.as_str())["company"]), (&json!(false), &Value::Null));
}

#[tokio::test]
async fn a_referral_is_read_by_those_whom_it_concerns() {
    let app = app().await;
    let need = need_of(&app, "seed_equity").await;
    let path = format!("/v1/referrals/{}", referral(&need, "hub"));
    app.anonymous().get(&path).await.expect_status(401);
    app.anonymous().get("/v1/referrals/unknown.hub").await.expect_status(401);
    for stranger in [adviser("finance"), host("greenbizz"), host("icab")] {
        app.as_staff(stranger).await.get(&path).await.expect_status(404);
    }
    bearer(&app, &token(&app, &need, "finance", 0)).get(&path).await.expect_status(404);
    for friend in [adviser("hub"), StaffRole::Coordinator] {
        let seen = app.as_staff(friend).await.get(&path).await.expect_status(200).json();
        assert_eq!(seen["person"]["contact"]["email"], "zoe@zoe-robotics.example");
    }
    let by_link = bearer(&app, &token(&app, &need, "hub", 0)).get(&path).await.expect_status(200);
    assert_eq!((by_link.json()["status"].as_str(), by_link.header("etag")), (Some("queued"), "\"v1\""));
    let what: Vec<_> = by_link.json()["history"].as_array().unwrap().iter().map(|e| e["what"].clone()).collect();
    assert_eq!(what, ["need.received", "referral.queued"], "what the other agency does is not told");
    app.as_admin().header("if-none-match", "\"v1\"").get(&path).await.expect_status(304);
    for unknown in ["x.hub", "nonsense", "A"] {
        app.as_admin().get(&format!("/v1/referrals/{unknown}")).await.expect_status(404);
    }
    app.as_admin().get(&format!("/v1/referrals/{}", referral(&need, "innoviris"))).await.expect_status(404);
}

#[tokio::test]
async fn the_holder_of_the_link_answers_as_the_agency() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    let own = || bearer(&app, &token(&app, &need, "innoviris", 0));
    let accepted = own().post_json(&path, &json!({"action": "accept"})).await.expect_status(200);
    assert_eq!((accepted.json()["status"].as_str(), accepted.header("etag")), (Some("accepted"), "\"v2\""));
    let again = own().post_json(&path, &json!({"action": "accept"})).await.expect_status(200);
    assert_eq!(again.header("etag"), "\"v2\"");
    let done =
        own().post_json(&path, &json!({"action": "done", "outcome": "helped", "note": "ok"})).await.expect_status(200);
    assert_eq!((done.json()["outcome"].as_str(), done.json()["status"].as_str()), (Some("helped"), Some("done")));
    let last = done.json()["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["what"].as_str(), last["actor"].as_str()), (Some("referral.done"), Some("agency:innoviris")));
}

#[tokio::test]
async fn staff_answer_on_behalf_of_the_agency_within_their_scope() {
    let app = app().await;
    let need = need_of(&app, "seed_equity").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "hub"));
    let body = json!({"action": "decline", "reason": "capacity", "note": "Begin 2027 weer."});
    let before = stored(&app, &need).await;
    for stranger in [adviser("finance"), host("icab"), host("greenbizz")] {
        app.as_staff(stranger)
            .await
            .header("sec-fetch-site", "same-origin")
            .post_json(&path, &body)
            .await
            .expect_status(404);
    }
    app.as_staff(adviser("hub"))
        .await
        .header("sec-fetch-site", "cross-site")
        .post_json(&path, &body)
        .await
        .expect_status(403);
    assert_eq!(stored(&app, &need).await, before);
    let own = app.as_staff(adviser("hub")).await.header("sec-fetch-site", "same-origin");
    let declined = own.post_json(&path, &body).await.expect_status(200).json();
    assert_eq!((declined["status"].as_str(), declined["reason"].as_str()), (Some("declined"), Some("capacity")));
    assert_eq!(declined["person"], Value::Null, "the agency has no part any more");
    assert_eq!(declined["amount_eur"], Value::Null);
    let actor = declined["history"].as_array().unwrap().last().unwrap()["actor"].as_str().unwrap().to_owned();
    assert!(actor.starts_with("staff:"));
}

#[tokio::test]
async fn a_version_that_is_named_must_hold() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    let accept = json!({"action": "accept"});
    let before = stored(&app, &need).await;
    for foreign in ["\"v9\"", "W/\"v1\"", "\"of-another\""] {
        app.as_admin().if_match(foreign).post_json(&path, &accept).await.expect_status(412);
    }
    assert_eq!(stored(&app, &need).await, before);
    app.as_admin().if_match("\"v1\"").post_json(&path, &accept).await.expect_status(200);
    app.as_admin().if_match("\"v1\"").post_json(&path, &accept).await.expect_status(412);
    app.as_admin().if_match("\"v2\"").post_json(&path, &accept).await.expect_status(200);
    assert_eq!(stored(&app, &need).await.0, 2);
}

#[rstest]
#[case("{", 400, None)]
#[case("[]", 422, None)]
#[case("{}", 422, Some("/action"))]
#[case(r#"{"action":"destroy"}"#, 422, Some("/action"))]
#[case(r#"{"action":"new_link"}"#, 422, Some("/action"))]
#[case(r#"{"action":"decline"}"#, 422, Some("/reason"))]
#[case(r#"{"action":"decline","reason":"lazy"}"#, 422, Some("/reason"))]
#[case(r#"{"action":"done"}"#, 422, Some("/outcome"))]
#[case(r#"{"action":"done","outcome":"fine"}"#, 422, Some("/outcome"))]
#[case(r#"{"action":"accept","note":7}"#, 422, Some("/note"))]
#[case(r#"{"action":"accept","extra":true}"#, 422, Some("/extra"))]
#[case(r#"{"action":"accept"} x"#, 400, None)]
#[tokio::test]
async fn bad_answers_say_what_to_do_in_three_languages_and_store_nothing(
    #[case] body: &str,
    #[case] expected: u16,
    #[case] pointer: Option<&str>,
) {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    let before = stored(&app, &need).await;
    let mut said = Vec::new();
    for language in ["fr", "nl", "en"] {
        let own = bearer(&app, &token(&app, &need, "innoviris", 0)).language(language);
        let answer = own.bytes("POST", &path, Some("application/json"), body.into()).await.expect_status(expected);
        assert!(answer.header("content-type").starts_with("application/problem+json"));
        assert_eq!(answer.header("content-language"), language);
        let problem = answer.json();
        if let Some(pointer) = pointer {
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        said.push(problem["detail"].as_str().unwrap().to_owned());
    }
    assert!(said[0] != said[1] && said[1] != said[2]);
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn what_cannot_be_read_or_is_not_allowed_stores_nothing() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    let before = stored(&app, &need).await;
    let own = || bearer(&app, &token(&app, &need, "innoviris", 0));
    let accept = json!({"action": "accept"});
    let long = json!({"action": "decline", "reason": "other", "note": "é".repeat(2_001)});
    let refused = own().post_json(&path, &long).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/note");
    own().bytes("POST", &path, Some("text/plain"), b"{}".to_vec()).await.expect_status(415);
    own().bytes("POST", &path, Some("application/json"), vec![b' '; 257 * 1024]).await.expect_status(413);
    own().send("PUT", &path).await.expect_status(405);
    own().send("DELETE", &path).await.expect_status(405);
    app.anonymous().post_json(&path, &accept).await.expect_status(401);
    bearer(&app, "a-wrong-key").post_json(&path, &accept).await.expect_status(401);
    let other = need_of_another(&app, 1).await;
    bearer(&app, &token(&app, &other, "innoviris", 0)).post_json(&path, &accept).await.expect_status(404);
    bearer(&app, &token(&app, &need, "innoviris", 1)).language("en").post_json(&path, &accept).await.expect_status(410);
    app.as_admin().post_json("/v1/referrals/x.innoviris/answer", &accept).await.expect_status(404);
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn an_answer_that_comes_too_late_says_how_it_stands() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    move_need(app.store(), &need, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    for (language, word) in [("fr", "Retiré"), ("nl", "Ingetrokken"), ("en", "Withdrawn")] {
        let late =
            app.as_admin().language(language).post_json(&path, &json!({"action": "accept"})).await.expect_status(409);
        assert!(late.json()["detail"].as_str().unwrap().contains(word));
        assert!(late.json()["type"].as_str().unwrap().ends_with("/not-possible-now"));
    }
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Withdrawn);
}

#[tokio::test]
async fn staff_have_the_link_sent_again_and_the_old_one_is_void() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    post(&app).await;
    let path = format!("/v1/referrals/{}/link", referral(&need, "innoviris"));
    app.anonymous().send("POST", &path).await.expect_status(401);
    bearer(&app, &token(&app, &need, "innoviris", 0)).send("POST", &path).await.expect_status(404);
    app.as_staff(host("icab"))
        .await
        .header("sec-fetch-site", "same-origin")
        .send("POST", &path)
        .await
        .expect_status(404);
    app.as_admin().send("POST", &path).await.expect_status(200);
    let mails = post(&app).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].1.contains(&token(&app, &need, "innoviris", 1)));
    app.anonymous().get(&link(&app, &need, "innoviris")).await.expect_status(410);
    let kinds = stored(&app, &need).await.2;
    assert!(kinds.iter().any(|kind| matches!(kind, EventKind::ReferralLinkRenewed { .. })));
}

#[tokio::test]
async fn every_route_is_described() {
    let description = web::openapi::describe(&[referrals::routes()]);
    for path in ["/v1/referrals", "/v1/referrals/{id}", "/v1/referrals/{id}/answer", "/v1/referrals/{id}/link"] {
        assert!(description.paths.paths.contains_key(path), "{path}");
    }
}

#[tokio::test]
async fn the_member_is_told_of_a_kind_that_nobody_is_left_for() {
    let app = app().await;
    let need =
        need_by(&app, ("rd_grant fin_plan", "icab"), json!({"stage": "launch"}), "zoe@zoe-robotics.example").await;
    post(&app).await;
    app.clock.advance(chrono::TimeDelta::hours(1));
    let path = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    let body = json!({"action": "decline", "reason": "conditions"});
    app.as_admin().post_json(&path, &body).await.expect_status(200);
    let mails = post(&app).await;
    let theirs = mails.iter().find(|(to, _)| to == "zoe@zoe-robotics.example").map(|(_, text)| text.as_str());
    assert!(theirs.is_some_and(|text| text.contains("Voor de rest zoekt de coördinatie")), "{mails:?}");
}
