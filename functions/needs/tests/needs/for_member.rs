//! Staff states a need for a member, from the member's page in the console.
#![expect(clippy::unwrap_used, reason = "a test stops where its own data does not fit")]

use domain::event::Actor;
use domain::ids::{LocationId, MemberId, NeedId};
use domain::member::{Hosting, Mode, Sent, Source};
use domain::need::Agreed;
use domain::staff::StaffRole;
use serde_json::json;
use testkit::TestApp;

use crate::common::{adviser, app, count, host};

const FORM: [(&str, &str); 10] = [
    ("submission", "key-1"),
    ("location", "icab"),
    ("description", "We zoeken steun voor een prototype."),
    ("need_types", "rd_grant"),
    ("company", "Zoé Robotics"),
    ("stage", "launch"),
    ("name", "Zoé Maes"),
    ("email", "zoe@zoe-robotics.example"),
    ("language", "nl"),
    ("share", "true"),
];

/// A member at ICAB that the coordinator entered, until a day where one is named; its id.
async fn entered(app: &TestApp, until: Option<&str>) -> MemberId {
    entered_by(app, Source::Coordinator, until).await
}

/// The same, learnt from whomever.
async fn entered_by(app: &TestApp, from: Source, until: Option<&str>) -> MemberId {
    let profile = [
        ("trade_name", json!("Zoé Robotics")),
        ("stage", json!("launch")),
        ("rd_intensity", json!("high")),
        ("funding_sources", json!(["own"])),
        ("languages", json!(["nl"])),
        ("contact_role", json!("Zoé Maes")),
        ("contact_email", json!("zoe@zoe-robotics.example")),
        ("contact_phone", json!("02 555 12 12")),
    ];
    let to = until.map(|day| day.parse().unwrap());
    let stay = Hosting { location: LocationId::parse("icab").unwrap(), from: None, to };
    let profile = profile.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
    let sent = Sent { hosted: Some(vec![stay]), place: None, profile };
    let id = MemberId::parse(&app.store().ids().next()).unwrap();
    let by = (from, Actor::Administrator);
    flows::members::enter(app.store(), (id.clone(), sent), by, None, |_, _| None).await.unwrap();
    id
}

fn form_of(member: &MemberId) -> String {
    format!("/needs/new?member={member}")
}

#[tokio::test]
async fn the_coordinator_and_the_members_own_host_find_filled_in_what_is_known() {
    let app = app().await;
    let path = form_of(&entered(&app, None).await);
    for role in [StaffRole::Coordinator, host("icab")] {
        let answer = app.as_staff(role).await.language("en").get(&path).await.expect_status(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        let page = answer.text();
        for known in [
            "value=\"icab\" selected",
            "value=\"Zoé Robotics\"",
            "value=\"launch\" selected",
            "value=\"Zoé Maes\"",
            "value=\"zoe@zoe-robotics.example\"",
            "value=\"02 555 12 12\"",
            "value=\"nl\" checked",
        ] {
            assert!(page.contains(known), "{known}: {page}");
        }
        assert!(!page.contains("value=\"en\" checked"), "the language is the member's, not the reader's: {page}");
        assert!(page.contains(&format!("action=\"{path}\"")) && page.contains("name=\"csrf\""), "{page}");
    }
}

#[tokio::test]
async fn beside_the_ticks_stands_what_the_member_agreed_to() {
    let app = app().await;
    let path = form_of(&entered(&app, None).await);
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for (tag, agreed, own) in [
        ("fr", "Le membre a accepté que", "J’accepte que"),
        ("nl", "Het lid ging ermee akkoord dat", "Ik ga ermee akkoord"),
        ("en", "The member agreed that", "I agree that"),
    ] {
        let page = staff.clone().language(tag).get(&path).await.expect_status(200).text();
        assert!(page.matches(agreed).count() == 2 && !page.contains(own), "{tag}: {page}");
        let public = app.anonymous().language(tag).get("/needs/new").await.expect_status(200).text();
        assert!(public.contains(own) && !public.contains(agreed), "{tag}: {public}");
    }
}

#[tokio::test]
async fn nobody_else_finds_the_form_or_can_send_it() {
    let app = app().await;
    let path = form_of(&entered(&app, None).await);
    for role in [host("greenbizz"), adviser("hub")] {
        let staff = app.as_staff(role).await;
        staff.clone().get(&path).await.expect_status(404);
        staff.form(&path, &FORM).await.expect_status(404);
    }
    // Whose session ended is led to sign in again.
    let asks = app.anonymous().header("accept", "text/html").get(&path).await.expect_status(303);
    assert!(asks.header("location").starts_with("/console/sign-in"), "{}", asks.header("location"));
    app.anonymous().form(&path, &FORM).await.expect_status(401);
    let left = form_of(&entered(&app, Some("2026-11-01")).await);
    app.as_staff(host("icab")).await.get(&left).await.expect_status(404);
    let staff = app.as_staff(StaffRole::Coordinator).await;
    staff.clone().get(&left).await.expect_status(200);
    for nobody in ["nobody", "%23"] {
        staff.clone().get(&format!("/needs/new?member={nobody}")).await.expect_status(404);
    }
    assert_eq!(count(&app).await, 0, "nothing is stored");
}

#[tokio::test]
async fn what_is_sent_is_a_need_of_the_member_and_its_history_names_who_of_the_staff_stated_it() {
    for role in [StaffRole::Coordinator, host("icab")] {
        let app = app().await;
        let member = entered(&app, None).await;
        let staff = app.as_staff(role).await;
        let sent = staff.form(&form_of(&member), &FORM).await.expect_status(303);
        assert_eq!(sent.header("location"), format!("/console/members/{member}?done=need"));
        let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
        assert_eq!(item["status"], "referred");
        let id = NeedId::parse(item["id"].as_str().unwrap()).unwrap();
        let loaded = app.store().needs().load(&id).await.unwrap().unwrap();
        assert_eq!(loaded.case.need.member, Some(member));
        let agreed = loaded.case.person.unwrap().agreed.unwrap();
        assert_eq!(agreed.words, Agreed::FOR_MEMBER, "what the staff reads there");
        let need = app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json();
        let whoever = app.store().staff().list().await.unwrap().remove(0).id;
        assert_eq!(need["history"][0]["what"], "need.received");
        assert_eq!(need["history"][0]["actor"], format!("staff:{whoever}"));
    }
}

#[tokio::test]
async fn a_form_that_comes_back_is_still_the_members() {
    let app = app().await;
    let path = form_of(&entered(&app, None).await);
    let staff = app.as_staff(host("icab")).await.language("en");
    let wrong = FORM.map(|(field, entered)| (field, if field == "email" { "zoe@" } else { entered }));
    let refused = staff.clone().form(&path, &wrong).await.expect_status(422);
    assert_eq!(refused.header("cache-control"), "no-store");
    let asking = [&FORM[..], &[("asks", "true")]].concat();
    let asked = staff.form(&path, &asking).await.expect_status(200);
    for page in [refused.text(), asked.text()] {
        assert!(page.contains(&format!("action=\"{path}\"")) && page.contains("name=\"csrf\""), "{page}");
        assert!(page.contains("We zoeken steun voor een prototype."), "what was entered stays: {page}");
    }
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn what_is_known_is_filled_in_among_the_questions_and_what_is_changed_there_the_coordinator_says() {
    let app = app().await;
    let member = entered(&app, None).await;
    let path = form_of(&member);
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let asking = [&FORM[..], &[("asks", "true")]].concat();
    let page = staff.clone().form(&path, &asking).await.expect_status(200).text();
    assert!(page.contains("value=\"high\" selected"), "{page}");
    let public = app.anonymous().form("/needs/new", &asking).await.expect_status(200).text();
    assert!(!public.contains("value=\"high\" selected"), "{public}");
    let answers = [("asked", "rd_intensity"), ("asked", "funding_sources"), ("rd_intensity", "medium")];
    let answered = [&asking[..], &answers, &[("funding_sources", "own")]].concat();
    staff.form(&path, &answered).await.expect_status(303);
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    let need = NeedId::parse(item["id"].as_str().unwrap()).unwrap();
    flows::members::learn_from(app.store(), &need).await.unwrap();
    let case = app.store().members().load(&member).await.unwrap().unwrap().value.case;
    assert_eq!((case.member.text("rd_intensity"), case.member.text("stage")), ("medium", "launch"));
    assert_eq!(case.member.sources["rd_intensity"].from, Source::Coordinator);
}

#[tokio::test]
async fn what_a_host_leaves_as_it_was_filled_in_is_not_the_members_word() {
    let app = app().await;
    let member = entered_by(&app, Source::HostList, None).await;
    let own = Sent { hosted: None, place: None, profile: [("rd_intensity".to_owned(), json!("low"))].into() };
    let by = (Source::IntakeTalk, Actor::Member);
    flows::members::learn(app.store(), &member, None, (own, Mode::Part), by).await.unwrap();
    let path = form_of(&member);
    let staff = app.as_staff(host("icab")).await.language("en");
    let asking = [&FORM[..], &[("asks", "true")]].concat();
    let page = staff.clone().form(&path, &asking).await.expect_status(200).text();
    assert!(page.contains("value=\"high\" selected"), "what its place said of it: {page}");
    let answers = [("asked", "rd_intensity"), ("asked", "funding_sources"), ("rd_intensity", "high")];
    let answered = [&asking[..], &answers, &[("funding_sources", "own")]].concat();
    staff.form(&path, &answered).await.expect_status(303);
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    let need = NeedId::parse(item["id"].as_str().unwrap()).unwrap();
    flows::members::learn_from(app.store(), &need).await.unwrap();
    let known = app.store().members().load(&member).await.unwrap().unwrap().value.case.member;
    assert_eq!((known.text("rd_intensity"), known.sources["rd_intensity"].from), ("low", Source::IntakeTalk));
    assert_eq!(known.sources["funding_sources"].from, Source::HostList);
}

#[tokio::test]
async fn the_hint_about_kinds_speaks_of_the_member() {
    let app = app().await;
    let path = form_of(&entered(&app, None).await);
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for (tag, of_it, own) in [
        ("fr", "la demande part alors aussitôt", "votre demande part alors"),
        ("nl", "de vraag vertrekt dan meteen", "uw vraag vertrekt dan"),
        ("en", "the request then leaves at once", "your request then leaves"),
    ] {
        let page = staff.clone().language(tag).get(&path).await.expect_status(200).text();
        assert!(page.contains(of_it) && !page.contains(own), "{tag}: {page}");
    }
}
