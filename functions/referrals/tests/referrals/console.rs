//! The console's pages of referrals.

use crate::common::{
    adviser, app, case, host, link, need_at, need_of, need_of_another, post, referral, status, stored,
};
use chrono::TimeDelta;
use domain::event::Actor;
use domain::referral::ReferralStatus;
use domain::staff::StaffRole;

#[tokio::test]
async fn an_empty_list_says_what_will_be_there() {
    let app = app().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = coordinator.clone().get("/console/referrals").await.expect_status(200).text();
    assert!(page.contains("Aucun renvoi pour l’instant") && page.contains("dès qu’un besoin est transmis"));
    need_of(&app, "rd_grant").await;
    let page = coordinator.clone().get("/console/referrals?status=done").await.expect_status(200).text();
    assert!(page.contains("Élargissez"));
    let page = coordinator.clone().get("/console/referrals?status=&agency=&location=").await.expect_status(200).text();
    assert!(page.contains(r#"<option value="">Tous</option>"#));
    coordinator.get("/console/referrals?status=lost").await.expect_status(422);
    let stranger = app.anonymous().header("accept", "text/html").get("/console/referrals").await.expect_status(303);
    assert!(stranger.header("location").starts_with("/console/sign-in?next="));
}

#[tokio::test]
async fn late_answers_come_first_and_are_marked() {
    let app = app().await;
    let late = need_at(&app, "rd_grant", "greenbizz").await;
    post(&app).await;
    app.clock.advance(TimeDelta::days(30));
    let fresh = need_of_another(&app, 1).await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("en");
    for path in ["/console/referrals", "/console/referrals?agency=innoviris", "/console/referrals?status=sent"] {
        let page = coordinator.clone().get(path).await.expect_status(200).text();
        assert!(page.contains("One late answer") && page.matches(late.as_str()).count() == 2, "{path}: {page}");
        if !path.contains("status") {
            assert!(page.find(late.as_str()).unwrap() < page.find(fresh.as_str()).unwrap());
        }
    }
    for path in
        ["/console/referrals?agency=hub", "/console/referrals?status=queued", "/console/referrals?location=icab"]
    {
        let page = coordinator.clone().get(path).await.expect_status(200).text();
        assert!(!page.contains(late.as_str()), "{path}");
    }
}

#[tokio::test]
async fn each_role_sees_its_own() {
    let app = app().await;
    let need = need_of(&app, "seed_equity").await;
    let (hub, finance) = (referral(&need, "hub"), referral(&need, "finance"));
    let own = app.as_staff(adviser("hub")).await;
    let page = own.clone().get("/console/referrals").await.expect_status(200).text();
    assert!(page.contains(hub.as_str()) && !page.contains(finance.as_str()) && !page.contains("/console/needs/"));
    own.clone().get("/console/referrals?agency=finance").await.expect_status(404);
    own.clone().get(&format!("/console/referrals/{finance}")).await.expect_status(404);
    let page = own.get(&format!("/console/referrals/{hub}")).await.expect_status(200).text();
    assert!(page.contains("Zoé Robotics") && page.contains("Votre réponse"));
    let place = app.as_staff(host("icab")).await;
    place.clone().get("/console/referrals").await.expect_status(404);
    place.clone().get(&format!("/console/referrals/{hub}")).await.expect_status(404);
    for action in ["answer", "link"] {
        place
            .clone()
            .form(&format!("/console/referrals/{hub}/{action}"), &[("action", "accept")])
            .await
            .expect_status(404);
    }
    app.as_staff(host("greenbizz")).await.get(&format!("/console/referrals/{hub}")).await.expect_status(404);
}

#[tokio::test]
async fn the_coordinator_answers_on_behalf_of_an_agency() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let page_path = format!("/console/referrals/{}", referral(&need, "innoviris"));
    let path = format!("{page_path}/answer");
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("nl");
    let page = coordinator.clone().get(&page_path).await.expect_status(200).text();
    for words in [
        "Antwoorden namens Innoviris",
        "Zoé Robotics",
        "name=\"csrf\"",
        "Wat er gebeurde",
        &format!("/console/needs/{need}"),
    ] {
        assert!(page.contains(words), "{words}");
    }
    let before = stored(&app, &need).await;
    let lacking = coordinator
        .clone()
        .form(&path, &[("action", "decline"), ("note", "tot later")])
        .await
        .expect_status(422)
        .text();
    assert!(lacking.contains("href=\"#f-reason\"") && lacking.contains("tot later"));
    let foreign = coordinator.clone().header("sec-fetch-site", "cross-site");
    let form = Some("application/x-www-form-urlencoded");
    foreign.bytes("POST", &path, form, b"action=accept".to_vec()).await.expect_status(403);
    coordinator.clone().bytes("POST", &path, form, b"action=accept".to_vec()).await.expect_status(403);
    assert_eq!(stored(&app, &need).await, before);

    let noted = [("action", "accept"), ("note", "Wij bellen maandag")];
    let accepted = coordinator.clone().form(&path, &noted).await.expect_status(303);
    let page = coordinator.clone().get(accepted.header("location")).await.expect_status(200).text();
    assert_eq!(page.matches("Wij bellen maandag").count(), 1, "the note stands in the history: {page}");
    assert!(page.contains("Genoteerd: de vraag is aanvaard") && page.contains("Dominique"));
    let late =
        coordinator.form(&path, &[("action", "decline"), ("reason", "capacity")]).await.expect_status(409).text();
    assert!(late.contains("(Aanvaard)") && late.contains("Er is niets gewijzigd"));
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Accepted);
    let history = app.store().needs().history(&need).await.unwrap();
    assert!(history.events.iter().any(|event| matches!(event.actor, Actor::Staff(_))));
}

#[tokio::test]
async fn the_link_is_sent_again_from_the_console() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    post(&app).await;
    let page_path = format!("/console/referrals/{}", referral(&need, "innoviris"));
    let own = app.as_staff(adviser("innoviris")).await.language("fr");
    let sent = own.clone().form(&format!("{page_path}/link"), &[]).await.expect_status(303);
    let page = own.clone().get(sent.header("location")).await.expect_status(200).text();
    assert!(page.contains("Un nouveau lien part par e-mail"));
    assert_eq!((post(&app).await.len(), case(&app, &need).await.referrals[0].link_generation), (1, 1));
    app.anonymous().get(&link(&app, &need, "innoviris")).await.expect_status(410);
    own.clone()
        .form(&format!("{page_path}/answer"), &[("action", "decline"), ("reason", "other")])
        .await
        .expect_status(303);
    let late = own.form(&format!("{page_path}/link"), &[]).await.expect_status(409).text();
    assert!(late.contains("Rien n’a été modifié"));
}

#[tokio::test]
async fn colleagues_see_who_of_them_answered_and_of_others_only_that_somebody_did() {
    let app = app().await;
    let (own, other) = (need_of(&app, "rd_grant").await, need_of_another(&app, 1).await);
    for (need, role) in [(&own, adviser("innoviris")), (&other, StaffRole::Coordinator)] {
        let path = format!("/console/referrals/{}/answer", referral(need, "innoviris"));
        app.as_staff(role).await.form(&path, &[("action", "accept")]).await.expect_status(303);
    }
    let colleague = app.as_staff(adviser("innoviris")).await.language("en");
    let mut named = Vec::new();
    for need in [&own, &other] {
        let path = format!("/console/referrals/{}", referral(need, "innoviris"));
        let page = colleague.clone().get(&path).await.expect_status(200).text();
        named.push(page.matches("Dominique").count());
    }
    assert_eq!(named[0], named[1] + 1, "beside the name of who looks");
}
