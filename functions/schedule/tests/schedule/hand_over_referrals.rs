//! Referrals of an adviser who leaves: what has still to be sent on that day goes
//! along; what a colleague's address keeps back is said.

use domain::ids::AgencyId;
use domain::moves;
use flows::needs::move_need;
use serde_json::json;

use crate::booked::desk;
use crate::common::coordinator;
use crate::hand_over::{PATH, adviser, asked, at, begin, handler, referral_of_ann, standing, with_ann};

/// From Tuesday, ten o'clock, to the first of December, seven.
const TO_THE_DAY: i64 = 24 * 7 - 3;

/// As where the agency is asked once more and the mail server does not answer.
#[tokio::test]
async fn what_has_still_to_be_sent_on_that_day_goes_to_the_colleague() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    begin(&desk, "2026-12-01").await;
    desk.dispatch().await;
    desk.outage(true);
    let agency = AgencyId::parse("innoviris").unwrap();
    move_need(desk.app.store(), &need, |case, catalogue, now| moves::undeliverable(case, &agency, catalogue, now))
        .await
        .unwrap();
    let queued = async || {
        let path = format!("/v1/needs/{need}");
        let case = desk.app.store().needs().load(&need).await.unwrap().unwrap().case;
        (case.referral(&agency).unwrap().status.code().to_owned(), path)
    };
    assert_eq!(queued().await.0, "queued");
    desk.memory.take();
    desk.morning(TO_THE_DAY).await;
    desk.morning(1).await;
    assert_eq!(queued().await.0, "queued", "no mail leaves");
    assert_eq!(handler(&desk, &need).await, "bob");
    let over = standing(&desk).await;
    assert_eq!((&over["referrals"], &over["referrals_kept"]), (&json!(1), &json!(0)), "{over}");
    desk.outage(false);
    desk.morning(1).await;
    let (ann, bob) = (at(&desk, "ann").await, at(&desk, "bob").await);
    assert!(desk.subjects_to(&ann).is_empty(), "{:?}", desk.subjects_to(&ann));
    assert_eq!(desk.subjects_to(&bob).len(), 1, "what asks, and nothing beside it: {:?}", desk.subjects_to(&bob));
}

#[tokio::test]
async fn a_colleague_whose_address_is_not_the_agency_s_gets_no_referrals_and_everybody_is_told() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    let bob = adviser("innoviris", "bob@consultant.example");
    desk.app.as_admin().header("if-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(200);
    let tried = format!("{PATH}?dry_run=true");
    let ahead = desk.app.as_admin().post_json(&tried, &asked("2026-12-01")).await.expect_status(200).json();
    assert_eq!((&ahead["referrals"], &ahead["referrals_kept"]), (&json!(0), &json!(1)), "{ahead}");
    let staff = coordinator(&desk.app).await;
    let page = "/console/schedule/advisers/ann";
    let fields = [("to", "bob"), ("from", "2026-12-01")];
    let look = staff.clone().form(&format!("{page}/hand-over"), &fields).await.expect_status(200).text();
    assert!(look.contains("Une demande reste à son nom"), "{look}");
    begin(&desk, "2026-12-01").await;
    desk.memory.take();
    desk.dispatch().await;
    let stays = "domein van het agentschap";
    let told = desk.memory.sent().iter().filter(|sent| sent.message.text.contains(stays)).count();
    assert_eq!(told, 2, "both of them");
    desk.morning(TO_THE_DAY + 1).await;
    assert_eq!(handler(&desk, &need).await, "ann");
    let over = standing(&desk).await;
    assert_eq!((&over["referrals"], &over["referrals_kept"]), (&json!(0), &json!(1)), "{over}");
}
