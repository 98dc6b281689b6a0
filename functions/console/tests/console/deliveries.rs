//! Mails that were given up: listed without addresses, sent again by hand.

use crate::support::{app, dead_mail, kill, need, somebody, waiting};
use chrono::TimeDelta;
use domain::Instant;
use domain::booking::effect::{BookingEffect, BookingStep};
use domain::event::{Actor, Vacated};
use domain::ids::{AgencyId, BookingId, NeedId};
use domain::moves;
use domain::need::effect::{MemberStep, NeedEffect};
use domain::staff::StaffRole;
use flows::bookings::BookingWork;
use rstest::rstest;
use serde_json::{Value, json};
use store::Transaction;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use testkit::TestApp;

fn to_innoviris() -> NeedEffect {
    NeedEffect::ReferralMail { agency: AgencyId::parse("innoviris").unwrap(), again: 0, digest: None }
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

#[tokio::test]
async fn that_the_mail_server_takes_nothing_is_said_instead_of_that_all_has_left() {
    let app = app().await;
    need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let page = async |language| {
        let session = app.as_staff(StaffRole::Coordinator).await.language(language);
        session.get("/console/deliveries").await.expect_status(200).text()
    };
    let soon = page("en").await;
    assert!(soon.contains("Every e-mail has left") && !soon.contains("have been waiting"), "{soon}");
    app.clock.advance(TimeDelta::minutes(11));
    for (language, words) in
        [("fr", "24 nov. 2026, 10:00, des e-mails attendent"), ("nl", "wachten e-mails"), ("en", "have been waiting")]
    {
        let late = page(language).await.replace('\u{a0}', " ");
        assert!(late.contains(words) && !late.contains("Every e-mail has left"), "{language}: {late}");
    }
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
        dead_mail(&app, &need, NeedEffect::MemberMail(MemberStep::Received), "421").await;
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
async fn the_enhanced_code_tells_a_wrong_address_from_a_server_that_does_not_take_us() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    dead_mail(&app, &need, to_innoviris(), "550 5.1.1").await;
    dead_mail(&app, &need, NeedEffect::MemberMail(MemberStep::Received), "550 5.7.1").await;
    let items = app.as_admin().language("en").get("/v1/deliveries").await.json()["items"].clone();
    let why = |error: &str| {
        let found = items.as_array().unwrap().iter().find(|one| one["last_error"] == error);
        found.unwrap()["why"].as_str().unwrap().to_owned()
    };
    assert_eq!(why("550 5.1.1"), "The address does not exist or does not take our e-mails (550 5.1.1).");
    assert_eq!(why("550 5.7.1"), "The recipient’s server refused the e-mail (550 5.7.1).");
}

#[tokio::test]
async fn what_may_have_left_before_a_backup_was_put_back_waits_for_a_word() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    dead_mail(&app, &need, to_innoviris(), "restored").await;
    dead_mail(&app, &need, NeedEffect::MemberMail(MemberStep::Received), "restored").await;
    let refused = dead_mail(&app, &need, NeedEffect::MemberMail(MemberStep::Received), "550").await;
    let session = app.as_staff(StaffRole::Coordinator).await;
    for (language, one, all, why) in [
        ("fr", "Il est parti", "Tous sont partis", "peut-être parti entre-temps"),
        ("nl", "Hij is vertrokken", "Ze zijn allemaal vertrokken", "misschien vertrokken"),
        ("en", "It was sent", "All were sent", "may have left meanwhile"),
    ] {
        let page = session.clone().language(language).get("/console/deliveries").await.expect_status(200).text();
        assert_eq!((page.matches(one).count(), page.matches(why).count()), (2, 2), "{language}");
        assert!(page.contains(all), "{language}");
    }
    // Of what was refused nobody says that it left.
    let items = app.as_admin().get("/v1/deliveries").await.json()["items"].clone();
    let of = |error: &str, kind: &str| {
        let found = items.as_array().unwrap().iter().find(|one| one["last_error"] == error && one["kind"] == kind);
        format!("/v1/deliveries/{}/sent", found.unwrap()["id"].as_str().unwrap())
    };
    app.as_admin().send("POST", &of("550", "member_update")).await.expect_status(409);
    app.as_admin().send("POST", &of("restored", "referral")).await.expect_status(204);
    let case = app.store().needs().load(&need).await.unwrap().unwrap().case;
    let referral = case.referral(&AgencyId::parse("innoviris").unwrap()).unwrap();
    assert_eq!(referral.status.code(), "sent", "its deadline runs");
    let sent = session.clone().form("/console/deliveries/restored", &[("word", "sent")]).await.expect_status(303);
    assert_eq!(sent.header("location"), "/console/deliveries?done=all");
    let page = session.language("en").get("/console/deliveries?done=all").await.expect_status(200).text();
    assert!(page.contains("Noted for all of them") && !page.contains("It was sent"));
    let left = app.as_admin().get("/v1/deliveries").await.json()["items"].clone();
    assert_eq!(left.as_array().unwrap().len(), 1);
    let row = app.store().deliveries().load(&refused.aggregate, &refused.id).await.unwrap().unwrap().value;
    assert_eq!(row.status, DeliveryStatus::Dead);
}

#[tokio::test]
async fn all_that_may_have_left_is_sent_under_the_same_id() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    let held = dead_mail(&app, &need, to_innoviris(), "restored").await;
    let session = app.as_staff(StaffRole::Coordinator).await;
    session.clone().form("/console/deliveries/restored", &[("word", "perhaps")]).await.expect_status(422);
    session.form("/console/deliveries/restored", &[("word", "again")]).await.expect_status(303);
    let row = app.store().deliveries().load(&held.aggregate, &held.id).await.unwrap().unwrap().value;
    assert_eq!((row.status, row.sending), (DeliveryStatus::Waiting, 0));
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

/// The member withdraws a need.
async fn withdraw(app: &TestApp, need: &NeedId) {
    let withdraw = |case, _: &_, now| moves::withdraw(case, now, &Actor::Member);
    flows::needs::move_need(app.store(), need, withdraw).await.unwrap();
}

async fn only_item(app: &TestApp) -> Value {
    app.as_admin().get("/v1/deliveries").await.expect_status(200).json()["items"][0].clone()
}

/// The one dead mail of the list is not worth sending, and nothing happens to
/// it when somebody tries.
async fn is_refused(app: &TestApp, dead: &Delivery, said: [(&str, &str); 3]) {
    let item = only_item(app).await;
    assert_eq!(item["can_resend"], false, "{item}");
    let path = format!("/deliveries/{}/resend", item["id"].as_str().unwrap());
    let session = app.as_staff(StaffRole::Coordinator).await;
    for (language, words) in said {
        let refused = app.as_admin().language(language).send("POST", &format!("/v1{path}")).await.expect_status(409);
        let problem = refused.json();
        assert!(problem["type"].as_str().unwrap().ends_with("/problems/nothing-to-send"), "{problem}");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{problem}");
        let list = session.clone().language(language).get("/console/deliveries").await.expect_status(200).text();
        assert!(list.contains(words) && !list.contains("/resend"), "{list}");
    }
    // Who had the page open before is told the same, and where to go.
    let staff = session.clone().language("en").header("accept", "text/html");
    let page = staff.form(&format!("/console{path}"), &[]).await.expect_status(409).text();
    assert!(page.contains("href=\"/console/deliveries\"") && !page.contains("Try again"), "{page}");
    let today = session.language("en").get("/console").await.expect_status(200).text();
    assert!(!today.contains("/resend"), "{today}");
    let row = app.store().deliveries().load(&dead.aggregate, &dead.id).await.unwrap().unwrap().value;
    assert_eq!(row.status, DeliveryStatus::Dead, "it stays where it is");
}

const WITHDRAWN: [(&str, &str); 3] = [("fr", "a été retiré"), ("nl", "intussen ingetrokken"), ("en", "was withdrawn")];

#[rstest]
#[case(NeedEffect::ReferralMail { agency: AgencyId::parse("innoviris").unwrap(), again: 0, digest: None })]
#[case(NeedEffect::MemberMail(MemberStep::Referred { agencies: vec![AgencyId::parse("innoviris").unwrap()] }))]
#[tokio::test]
async fn a_mail_of_a_need_that_was_withdrawn_since_is_not_on_its_way_again(#[case] effect: NeedEffect) {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    let dead = dead_mail(&app, &need, effect, "550").await;
    assert_eq!(only_item(&app).await["can_resend"], true);
    withdraw(&app, &need).await;
    is_refused(&app, &dead, WITHDRAWN).await;
}

#[tokio::test]
async fn an_invitation_to_somebody_who_was_deactivated_since_is_not_on_its_way_again() {
    let app = app().await;
    let body = json!({"name": "Nora Diaz", "email": "nora@staff.example", "role": "coordinator"});
    let made = app.as_admin().key("a").post_json("/v1/staff", &body).await.expect_status(201);
    let mail = waiting(&app).await.remove(0);
    kill(&app, &mail, "550").await;
    assert_eq!(only_item(&app).await["can_resend"], true);
    let change = json!({"name": "Nora Diaz", "email": "nora@staff.example", "role": "coordinator", "active": false});
    // Somebody else stays who coordinates.
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.as_admin().if_match("*").put_json(made.header("location"), &change).await.expect_status(200);
    let said = [("fr", "ne peut plus se connecter"), ("nl", "niet meer aanmelden"), ("en", "cannot sign in any more")];
    is_refused(&app, &mail, said).await;
}

#[tokio::test]
async fn the_page_of_a_mail_that_is_not_dead_any_more_leads_back_to_the_list() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    dead_mail(&app, &need, to_innoviris(), "550").await;
    let path = format!("/console/deliveries/{}/resend", only_item(&app).await["id"].as_str().unwrap());
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en").header("accept", "text/html");
    staff.clone().form(&path, &[]).await.expect_status(303);
    let page = staff.form(&path, &[]).await.expect_status(409).text();
    assert!(page.contains("not given up (any more)"), "{page}");
    assert!(page.contains("href=\"/console/deliveries\"") && !page.contains("Try again"), "{page}");
}

fn noon() -> Instant {
    serde_json::from_value(json!("2026-12-01T12:00:00Z")).unwrap()
}

fn vacated() -> BookingEffect {
    let freed = json!({"session": "p1.20261201", "local_start": "2026-12-01T09:30"});
    BookingEffect::SeatOffer(serde_json::from_value::<Vacated>(freed).unwrap())
}

/// Whether it is an act, which is done whatever became of the booking.
#[rstest]
#[case(vacated(), true, ["place libérée", "vrijgekomen plaats", "a seat that became free"])]
#[case(BookingEffect::OfferEnd { until: noon() }, true, ["fin d’une proposition", "einde van een aanbod", "end of an offer"])]
#[case(BookingEffect::QueueEnd { start: noon() }, true, ["fin d’une place", "plaats op de wachtlijst", "place in the queue"])]
#[case(BookingEffect::BookingMail(BookingStep::Made), false, ["e-mail au membre", "e-mail aan het lid", "mail to the member"])]
#[tokio::test]
async fn what_is_done_for_an_appointment_is_not_called_a_mail(
    #[case] effect: BookingEffect,
    #[case] can_resend: bool,
    #[case] said: [&str; 3],
) {
    let app = app().await;
    let booking = BookingId::parse("erased").unwrap();
    let partition = store::keys::booking_partition(&booking);
    let work = Work::of(&BookingWork { booking, effect }).unwrap();
    let delivery = Delivery::new("d1".to_owned(), partition, work, app.store().now());
    let mut tx = Transaction::new();
    app.store().deliveries().create(&mut tx, &delivery, Way::Mail);
    app.store().commit(tx).await.unwrap();
    kill(&app, &delivery, "table").await;
    for (language, words) in ["fr", "nl", "en"].into_iter().zip(said) {
        let list = app.as_admin().language(language).get("/v1/deliveries").await.json();
        let item = &list["items"][0];
        assert!(item["text"].as_str().unwrap().contains(words), "{item}");
        assert_eq!(item["can_resend"], can_resend, "{item}");
    }
}
