//! A referral that was taken on is followed: a meeting, a member that can't be
//! reached, a colleague who takes it over, a reminder by hand.

use crate::common::{adviser, app, case, host, link, need_of, post, referral, status, token};
use chrono::TimeDelta;
use domain::referral::ReferralStatus;
use domain::staff::StaffRole;
use serde_json::json;
use testkit::{ADMIN_KEY, Request, TestApp};

fn bearer<'a>(app: &'a TestApp, token: &str) -> Request<'a> {
    app.anonymous().header("authorization", format!("Bearer {token}"))
}

#[tokio::test]
async fn a_button_of_the_mail_shows_one_button_and_changes_nothing_until_it_is_pressed() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let early = app.anonymous().language("en").get(&format!("{path}?say=helped")).await.expect_status(200).text();
    assert!(!early.contains("Confirm with one press"), "nothing was taken on yet");
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
    for (said, words) in [
        ("helped", "Yes, the company was helped"),
        ("not_helped", "No, it did not work out"),
        ("meeting", "A meeting is planned"),
        ("unreached", "We can’t reach the company"),
    ] {
        let page = app.anonymous().language("en").get(&format!("{path}?say={said}")).await.expect_status(200).text();
        let confirm = page.split("Confirm with one press").nth(1).unwrap();
        assert!(confirm.split("</section>").next().unwrap().contains(words), "{said}: {page}");
    }
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Accepted);
    app.anonymous().form(&path, &[("action", "done"), ("outcome", "helped")]).await.expect_status(303);
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Done);
}

#[tokio::test]
async fn a_meeting_and_a_member_that_is_not_reached_move_the_next_step() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let (path, key) = (link(&app, &need, "innoviris"), token(&app, &need, "innoviris", 0));
    let answer = format!("/v1/referrals/{}/answer", referral(&need, "innoviris"));
    bearer(&app, &key).post_json(&answer, &json!({"action": "meeting"})).await.expect_status(409);
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
    for slip in ["2025-12-15", "2062-12-15"] {
        let slip = json!({"action": "meeting", "on": slip});
        let refused = bearer(&app, &key).post_json(&answer, &slip).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/on");
    }
    let meeting = json!({"action": "meeting", "on": "2026-12-15"});
    let view = bearer(&app, &key).post_json(&answer, &meeting).await.expect_status(200).json();
    assert_eq!((view["next_at"].as_str(), view["waits_for"].as_str()), (Some("2026-12-16T08:00:00Z"), Some("agency")));
    app.anonymous().form(&path, &[("action", "unreached")]).await.expect_status(303);
    let view = bearer(&app, &key).get(&format!("/v1/referrals/{}", referral(&need, "innoviris"))).await.json();
    assert_eq!(view["waits_for"], "member");
    let told = post(&app).await;
    assert!(
        told.iter().any(|(to, subject)| to.starts_with("zoe@") && subject.contains("kan u niet bereiken")),
        "{told:?}"
    );
}

#[tokio::test]
async fn a_colleague_of_the_agency_takes_it_over_by_name_and_gets_its_mails() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let (path, key) = (link(&app, &need, "innoviris"), token(&app, &need, "innoviris", 0));
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
    let own = app.store().catalogue().load().await.unwrap();
    let domain = own.agencies.values().find(|one| one.id.as_str() == "innoviris").unwrap().email.as_str();
    let ann = format!("ann@{}", domain.rsplit_once('@').unwrap().1);
    let hand_over = |name: &'static str, email: String| async move {
        [("action", "hand_over".to_owned()), ("name", name.to_owned()), ("email", email)]
    };
    for (name, email) in [("", ann.clone()), ("Ann", "ann@elsewhere.example".to_owned()), ("Ann", "nobody".to_owned())]
    {
        let fields = hand_over(name, email).await;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(field, value)| (*field, value.as_str())).collect();
        let refused = app.anonymous().language("en").form(&path, &fields).await;
        assert!([422, 409].contains(&refused.status), "{fields:?}: {}", refused.status);
        if fields.iter().any(|(_, value)| value.ends_with("elsewhere.example")) {
            let (page, ends) = (refused.text(), &ann[3..]);
            assert!(page.contains(ends) && !page.contains("(innoviris)"), "it says which address is accepted: {page}");
        }
    }
    let route = format!("/v1/referrals/{}/hand-over", referral(&need, "innoviris"));
    let view =
        bearer(&app, &key).post_json(&route, &json!({"name": "Ann", "email": ann})).await.expect_status(200).json();
    assert_eq!(view["handler"], "Ann");
    let told = post(&app).await;
    let by_link = |text: &str| text.contains("binnen uw agentschap toevertrouwd");
    assert!(told.iter().any(|(to, text)| *to == ann && by_link(text)), "the colleague is told: {told:?}");
    let page = app.anonymous().language("en").get(&path).await.text();
    assert!(page.contains("Handled by") && page.contains("Ann"), "who opens the link sees whose it is: {page}");
    let route = format!("/console/referrals/{}/answer", referral(&need, "innoviris"));
    for (role, name, by) in [
        (adviser("innoviris"), "bert", "Dominique, van uw agentschap, vertrouwt ze u toe"),
        (StaffRole::Coordinator, "carl", "coördinatie van de permanenties vertrouwt ze u toe"),
    ] {
        let email = ann.replacen("ann", name, 1);
        let fields = [("action", "hand_over"), ("name", name), ("email", email.as_str())];
        app.as_staff(role).await.form(&route, &fields).await.expect_status(303);
        let told = post(&app).await;
        assert!(told.iter().any(|(to, text)| *to == email && text.contains(by)), "{by}: {told:?}");
    }
}

#[tokio::test]
async fn the_coordinator_reminds_an_agency_and_nobody_else_does() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    post(&app).await;
    let route = format!("/v1/referrals/{}/remind", referral(&need, "innoviris"));
    for stranger in [adviser("innoviris"), host("icab")] {
        let page = format!("/console/referrals/{}/remind", referral(&need, "innoviris"));
        app.as_staff(stranger).await.form(&page, &[("remind", "yes")]).await.expect_status(404);
    }
    let admin = || app.anonymous().header("authorization", format!("Bearer {ADMIN_KEY}"));
    admin().post_json(&route, &json!({})).await.expect_status(200);
    assert_eq!(case(&app, &need).await.referrals[0].follow_up.reminders, 1);
    let told = post(&app).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].1.contains("nog één keer"), "the only agency is asked once more, and told so: {told:?}");
    // Its own times go on behind it.
    app.clock.advance(TimeDelta::days(1));
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = staff.clone().get(&format!("/console/referrals/{}", referral(&need, "innoviris"))).await.text();
    assert!(page.contains("Remind now"), "{page}");
    let form = format!("/console/referrals/{}/remind", referral(&need, "innoviris"));
    let done = staff.clone().form(&form, &[("from", "work")]).await.expect_status(303);
    assert_eq!(done.header("location"), "/console/work?done=reminded", "back to where it was asked for");
    app.anonymous().form(&link(&app, &need, "innoviris"), &[("action", "decline"), ("reason", "capacity")]).await;
    admin().post_json(&route, &json!({})).await.expect_status(409);
}
