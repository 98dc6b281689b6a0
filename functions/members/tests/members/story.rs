//! A member's page tells its whole story.

use domain::Language;
use domain::event::Actor;
use domain::staff::StaffRole;

use crate::bench::{app, enter, post, robotics};
use crate::needs::state_of;

/// The card of a member's needs.
fn needs(page: &str) -> String {
    let rest = page.split("<h2>Needs</h2>").nth(1).expect("a card of needs");
    rest.split("</section>").next().unwrap().to_owned()
}

#[tokio::test]
async fn under_each_need_stand_who_was_asked_and_what_the_member_was_told() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let need = state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]).await;
    post(&app).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let story = async || {
        let page = staff.clone().get(&format!("/console/members/{id}")).await.expect_status(200).text();
        needs(&page)
    };
    let told = story().await;
    let case = app.store().needs().load(&need).await.unwrap().unwrap().case;
    assert!(!case.referrals.is_empty());
    let catalogue = app.store().catalogue().load().await.unwrap();
    for referral in &case.referrals {
        assert!(told.contains(catalogue.agency_name(&referral.agency)), "{told}");
        assert!(told.contains(referral.status.label(Language::En)), "{told}");
    }
    assert!(told.contains("To the member: request received"), "{told}");
    assert!(!told.contains("To the member: request withdrawn"), "{told}");
    flows::needs::move_need(app.store(), &need, |case, _, now| domain::moves::withdraw(case, now, &Actor::Member))
        .await
        .unwrap();
    post(&app).await;
    let told = story().await;
    let (received, withdrawn) =
        (told.find("To the member: request received"), told.find("To the member: request withdrawn"));
    assert!(received.is_some() && received < withdrawn, "the oldest first: {told}");
    assert!(told.contains("Withdrawn"), "{told}");
}

#[tokio::test]
async fn of_more_than_five_needs_those_before_say_where_they_stand() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let mut stated = Vec::new();
    for kind in ["hiring", "workspace", "export_start", "ip_protection", "rd_grant", "first_customers"] {
        app.clock.advance(chrono::TimeDelta::hours(1));
        stated.push(state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &[kind]).await);
    }
    post(&app).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = staff.get(&format!("/console/members/{id}")).await.expect_status(200).text();
    let shown = needs(&page);
    let lines: Vec<&str> = shown.split("<li>").skip(1).collect();
    assert_eq!(lines.len(), stated.len());
    for (nth, (line, need)) in lines.iter().zip(stated.iter().rev()).enumerate() {
        let status = app.store().needs().load(need).await.unwrap().unwrap().case.need.status;
        assert!(line.contains(need.as_str()) && line.contains(status.label(Language::En)), "the latest first: {shown}");
        assert_eq!(line.contains("To the member: request received"), nth < 5, "{line}");
    }
}
