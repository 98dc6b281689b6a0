//! Mails that were given up: listed without addresses, sent again by hand.

use crate::support::{app, dead_mail, kill, need, somebody, waiting};
use chrono::TimeDelta;
use domain::effect::{Effect, MemberStep};
use domain::ids::AgencyId;
use domain::staff::StaffRole;
use rstest::rstest;
use store::repos::deliveries::DeliveryStatus;

fn to_innoviris() -> Effect {
    Effect::ReferralMail { agency: AgencyId::parse("innoviris").unwrap() }
}

#[tokio::test]
async fn a_dead_delivery_is_listed_and_sent_again_once() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    let dead = dead_mail(&app, &need, to_innoviris(), "550").await;
    let list = app.as_admin().language("en").get("/v1/deliveries?status=dead").await.expect_status(200);
    assert!(!list.text().contains('@'), "no address: {}", list.text());
    let item = list.json()["items"][0].clone();
    assert_eq!(item["kind"], "referral");
    assert_eq!(item["need"], need.as_str());
    assert_eq!(item["agency"], "innoviris");
    assert_eq!(item["attempts"], 1);
    assert_eq!(item["last_error"], "550");
    assert_eq!(item["can_resend"], true);
    assert!(item["why"].as_str().unwrap().contains("does not exist"));
    let path = format!("/v1/deliveries/{}/resend", item["id"].as_str().unwrap());
    app.as_admin().send("POST", &path).await.expect_status(202);
    let row = app.store().deliveries().load(&dead.aggregate, &dead.id).await.unwrap().unwrap().value;
    assert_eq!((row.status, row.attempts), (DeliveryStatus::Waiting, 0));
    assert_eq!(app.as_admin().get("/v1/deliveries").await.json()["items"], serde_json::json!([]));
    let again = app.as_admin().send("POST", &path).await.expect_status(409);
    assert!(again.json()["type"].as_str().unwrap().ends_with("/problems/not-dead"));
}

#[rstest]
#[case("nonsense")]
#[case("AAAAAAAAAAAAAAAAAAAAAGFiYwo")]
#[tokio::test]
async fn an_id_that_was_never_given_out_is_not_found(#[case] id: &str) {
    let app = app().await;
    app.as_admin().send("POST", &format!("/v1/deliveries/{id}/resend")).await.expect_status(404);
}

#[rstest]
#[case("table", "failed on our side")]
#[case("bounce", "came back")]
#[case("complaint", "unwanted")]
#[case("451", "not now")]
#[tokio::test]
async fn what_failed_is_said_and_whose_fault_it_is(#[case] code: &str, #[case] said: &str) {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    dead_mail(&app, &need, to_innoviris(), code).await;
    let item = app.as_admin().language("en").get("/v1/deliveries").await.json()["items"][0].clone();
    assert!(item["why"].as_str().unwrap().contains(said), "{item}");
}

#[tokio::test]
async fn an_unknown_filter_is_refused() {
    let app = app().await;
    app.as_admin().get("/v1/deliveries?status=sent").await.expect_status(422);
    app.as_admin().get("/v1/deliveries?foo=1").await.expect_status(422);
    app.as_admin().get("/v1/deliveries?cursor=abc").await.expect_status(400);
}

#[tokio::test]
async fn a_sign_in_mail_is_not_sent_again_once_its_link_is_over() {
    let app = app().await;
    let staff = somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let mail = waiting(&app).await.remove(0);
    kill(&app, &mail, "452").await;
    let session = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = session.clone().get("/console/deliveries").await.expect_status(200).text();
    assert!(page.contains("Amal Peeters") && page.contains("mailbox is full") && page.contains("Send again"));
    app.clock.advance(TimeDelta::minutes(30));
    let item = app.as_admin().get("/v1/deliveries").await.json()["items"][0].clone();
    assert_eq!(item["staff"], staff.id.as_str());
    assert_eq!(item["can_resend"], false);
    let path = format!("/v1/deliveries/{}/resend", item["id"].as_str().unwrap());
    let over = app.as_admin().send("POST", &path).await.expect_status(409);
    assert!(over.json()["type"].as_str().unwrap().ends_with("/problems/link-over"));
    let page = session.get("/console/deliveries").await.expect_status(200).text();
    assert!(!page.contains("Send again") && page.contains("has expired"));
}

#[tokio::test]
async fn the_page_goes_on_and_sends_again() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    for _ in 0..27 {
        dead_mail(&app, &need, Effect::MemberMail(MemberStep::Received), "421").await;
    }
    let session = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = session.clone().get("/console/deliveries").await.expect_status(200).text();
    assert_eq!(page.matches("Renvoyer").count(), 25);
    assert!(page.contains("Zoé Robotics") && page.contains("nouvelles de la demande"));
    let next = page.split("/console/deliveries?cursor=").nth(1).unwrap().split('"').next().unwrap();
    let rest = session.clone().get(&format!("/console/deliveries?cursor={next}")).await.expect_status(200).text();
    assert_eq!(rest.matches("Renvoyer").count(), 2);
    let action = page.split("action=\"/console/deliveries/").nth(1).unwrap().split('"').next().unwrap();
    let sent = session.clone().form(&format!("/console/deliveries/{action}"), &[("from", "today")]).await;
    assert_eq!(sent.expect_status(303).header("location"), "/console?done=resent");
    session.form(&format!("/console/deliveries/{action}"), &[]).await.expect_status(409);
}

#[tokio::test]
async fn a_fresh_list_says_what_will_be_here() {
    let app = app().await;
    let session = app.as_staff(StaffRole::Coordinator).await;
    for (language, words) in [
        ("fr", "Tous les e-mails sont partis"),
        ("nl", "Alle e-mails zijn vertrokken"),
        ("en", "Every e-mail has left"),
    ] {
        let page = session.clone().language(language).get("/console/deliveries").await.expect_status(200).text();
        assert!(page.contains(words), "{language}");
    }
}
