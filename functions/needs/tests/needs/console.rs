//! The coordinator's pages: list, triage, close, send again, sources.
#![expect(clippy::unwrap_used, reason = "a test stops where its own data does not fit")]

use chrono::TimeDelta;
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, Moment};
use domain::need::effect::{MemberStep, NeedEffect};
use domain::referral::DeclineReason;
use domain::staff::StaffRole;
use domain::worklist::Owner;
use flows::needs::NeedWork;
use serde_json::{Value, json};
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::{Transaction, Versioned, keys};
use testkit::TestApp;

use crate::common::{Sender, adviser, app, host, need, need_with, stated};

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(found, _)| found)
}

#[tokio::test]
async fn the_list_names_the_company_the_need_and_the_reason() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let empty = staff.clone().get("/console/needs").await.expect_status(200).text();
    assert!(empty.contains("Aucun besoin ici"), "an empty list says how it fills");
    let silent = need_with("/consent/share_with_agencies", json!(false));
    let id = stated(&app, "a", &silent).await;
    let page = staff.clone().get("/console/needs?status=to_triage").await.expect_status(200).text();
    assert!(page.contains("Zoé Robotics"));
    assert!(page.contains("le membre n"), "why it waits stands beside it");
    assert!(page.contains(&format!("/console/needs/{id}#triage")));
    let none = staff.clone().get("/console/needs?status=closed").await.expect_status(200).text();
    assert!(!none.contains("Zoé Robotics"));
    let all = staff.get("/console/needs?status=&location=").await.expect_status(200).text();
    assert!(all.contains("Zoé Robotics") && all.contains(r#"<option value="">Tous</option>"#));
}

#[tokio::test]
async fn every_page_of_the_coordinator_counts_what_waits() {
    let app = app().await;
    let silent = need_with("/consent/share_with_agencies", json!(false));
    let id = stated(&app, "a", &silent).await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for path in ["/console/needs", "/console/needs/sources", &format!("/console/needs/{id}")] {
        let page = staff.clone().get(path).await.expect_status(200).text();
        assert!(page.contains(r#"<span class="count">1"#), "{path}: {page}");
    }
    let page = app.as_staff(host("icab")).await.get("/console/needs").await.expect_status(200).text();
    assert!(!page.contains(r#"class="count""#), "triage is not the host's");
}

#[tokio::test]
async fn everybody_sees_their_part() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let path = format!("/console/needs/{id}");
    let away = app.anonymous().header("accept", "text/html").get(&path).await.expect_status(303);
    assert!(away.header("location").starts_with("/console/sign-in?next="));
    for place in ["icab", "greenbizz"] {
        app.as_staff(host(place)).await.get(&path).await.expect_status(404);
    }
    app.as_staff(adviser("innoviris")).await.get(&path).await.expect_status(404);
    let adviser = app.as_staff(adviser("innoviris")).await.get("/console/needs").await.expect_status(200).text();
    assert!(adviser.contains("/console/referrals") && !adviser.contains("Zoé Robotics"));
    app.as_staff(host("icab")).await.get("/console/needs/sources").await.expect_status(404);
}

#[tokio::test]
async fn the_page_of_a_need_tells_its_whole_story_in_three_languages() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for (tag, history) in [("fr", "Besoin reçu"), ("nl", "Behoefte ontvangen"), ("en", "Need received")] {
        let page = staff.clone().language(tag).get(&format!("/console/needs/{id}")).await.expect_status(200).text();
        for part in [history, "zoe@zoe-robotics.example", "Innoviris", "robotarm"] {
            assert!(page.contains(part), "{tag}: {part}");
        }
    }
}

#[tokio::test]
async fn triage_goes_from_kinds_of_need_to_agencies() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/need_types", json!([]))).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let path = format!("/console/needs/{id}");
    let page = staff.clone().get(&format!("{path}?need_type=rd_grant")).await.expect_status(200).text();
    assert!(page.contains("name=\"agencies\" value=\"innoviris\" checked"), "the lead is ticked beforehand");
    let version = between(&page, "name=\"version\" value=\"", "\"");
    assert_eq!(version, "1");
    let nobody = [("version", version), ("need_types", "rd_grant")];
    let refused = staff.clone().form(&format!("{path}/triage"), &nobody).await.expect_status(422).text();
    assert!(refused.contains("Cochez au moins une agence."));
    let nine = ["innoviris", "hub", "finance", "actiris", "beci", "gel", "becode", "citydev", "vlaio"];
    let many: Vec<(&str, &str)> = nobody.into_iter().chain(nine.map(|agency| ("agencies", agency))).collect();
    let coordinator = app.as_staff(StaffRole::Coordinator).await;
    for (tag, said) in [("fr", "au plus 8"), ("nl", "hoogstens 8"), ("en", "at most 8")] {
        let refused = coordinator.clone().language(tag).form(&format!("{path}/triage"), &many).await;
        let refused = refused.expect_status(422).text();
        assert!(refused.contains("error-summary") && refused.contains(said), "{tag}: {refused}");
        assert!(refused.contains("value=\"actiris\" checked"), "as it was ticked: {refused}");
    }
    let body = json!({"need_types": ["rd_grant"], "agencies": nine});
    let same = app.as_admin().if_match("*").post_json(&format!("/v1/needs/{id}/triage"), &body).await;
    assert_eq!(same.expect_status(422).json()["errors"][0]["pointer"], "/agencies");
    let chosen = [("version", version), ("need_types", "rd_grant"), ("agencies", "innoviris")];
    let done = staff.clone().form(&format!("{path}/triage"), &chosen).await.expect_status(303);
    assert_eq!(done.header("location"), format!("{path}?done=triaged"));
    staff.clone().form(&format!("{path}/triage"), &chosen).await.expect_status(412);
    let view = app.as_admin().get(&format!("/v1/needs/{id}")).await.json();
    assert_eq!(view["referrals"][0]["agency"], "innoviris");
    assert!(
        view["history"].as_array().unwrap().iter().any(|entry| entry["actor"].as_str().unwrap().starts_with("staff:"))
    );
    let page = staff.get(&format!("{path}?done=triaged")).await.text();
    assert!(page.contains("Dominique"), "the history names who decided");
}

#[tokio::test]
async fn a_need_without_consent_can_only_be_closed() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/consent/share_with_agencies", json!(false))).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let path = format!("/console/needs/{id}");
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("aucune agence ne peut être sollicitée") && !page.contains("name=\"agencies\""));
    staff.clone().form(&format!("{path}/close"), &[("version", "1")]).await.expect_status(422);
    let close = [("version", "1"), ("outcome", "helped")];
    staff.clone().form(&format!("{path}/close"), &close).await.expect_status(303);
    let view = app.as_admin().get(&format!("/v1/needs/{id}")).await.json();
    assert_eq!((view["status"].as_str(), view["outcome"].as_str()), (Some("closed"), Some("helped")));
}

#[tokio::test]
async fn forms_from_other_sites_are_refused() {
    let app = app().await;
    let id = stated(&app, "a", &need_with("/need_types", json!([]))).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "cross-site");
    let body = b"version=1&outcome=helped".to_vec();
    let kind = Some("application/x-www-form-urlencoded");
    staff.bytes("POST", &format!("/console/needs/{id}/close"), kind, body).await.expect_status(403);
}

async fn dead_mail(app: &TestApp, need: &str) -> String {
    dead_mail_of(app, need, NeedEffect::MemberMail(MemberStep::Received)).await
}

async fn dead_mail_of(app: &TestApp, need: &str, effect: NeedEffect) -> String {
    let need = NeedId::parse(need).unwrap();
    let partition = keys::need_partition(&need);
    let work = Work::of(&NeedWork { need, effect }).unwrap();
    let delivery = Delivery::new("mail-1".to_owned(), partition, work, app.store().now());
    let mut tx = Transaction::new();
    app.store().deliveries().create(&mut tx, &delivery, Way::Mail);
    app.store().commit(tx).await.unwrap();
    let dead =
        Delivery { status: DeliveryStatus::Dead, attempts: 9, last_error: Some("550".to_owned()), ..delivery.clone() };
    let mut tx = Transaction::new();
    app.store().deliveries().save(&mut tx, &Versioned { value: delivery.clone(), version: 1 }, &dead, Way::Mail);
    app.store().commit(tx).await.unwrap();
    delivery.id
}

#[tokio::test]
async fn a_dead_mail_is_sent_again() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let mail = dead_mail(&app, &id).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.clone().get(&format!("/console/needs/{id}")).await.text();
    assert!(page.contains("Non remis") && page.contains("550"));
    let path = format!("/console/needs/{id}/resend");
    staff.clone().form(&path, &[("delivery", &mail)]).await.expect_status(303);
    let stands =
        app.store().deliveries().load(&keys::need_partition(&NeedId::parse(&id).unwrap()), &mail).await.unwrap();
    assert_eq!(stands.map(|delivery| delivery.value.status), Some(DeliveryStatus::Waiting));
    staff.form(&path, &[("delivery", &mail)]).await.expect_status(404);
}

#[tokio::test]
async fn a_dead_mail_that_would_say_nothing_any_more_is_not_sent_again() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let agency = AgencyId::parse("innoviris").unwrap();
    let mail = dead_mail_of(&app, &id, NeedEffect::ReferralMail { agency, again: 0, digest: None }).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en").header("accept", "text/html");
    let page = || async { staff.clone().get(&format!("/console/needs/{id}")).await.expect_status(200).text() };
    assert!(page().await.contains("/resend"));
    let case = NeedId::parse(&id).unwrap();
    let withdraw = |case, _: &_, now| moves::withdraw(case, now, &Actor::Member);
    flows::needs::move_need(app.store(), &case, withdraw).await.unwrap();
    assert!(!page().await.contains("/resend") && page().await.contains("would say nothing any more"));
    let refused = staff.clone().form(&format!("/console/needs/{id}/resend"), &[("delivery", &mail)]).await;
    let text = refused.expect_status(409).text();
    assert!(text.contains("Nothing left to send") && text.contains(&format!("href=\"/console/needs/{id}\"")), "{text}");
    assert!(!text.contains("Try again"), "{text}");
    let stands = app.store().deliveries().load(&keys::need_partition(&case), &mail).await.unwrap();
    assert_eq!(stands.map(|delivery| delivery.value.status), Some(DeliveryStatus::Dead));
}

#[tokio::test]
async fn a_source_shows_its_secret_on_one_page_only() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let empty = staff.clone().get("/console/needs/sources").await.expect_status(200).text();
    assert!(empty.contains("Aucune source"));
    staff.clone().form("/console/needs/sources", &[("location", "atlantis")]).await.expect_status(422);
    let made = staff.clone().form("/console/needs/sources", &[("location", "icab")]).await.expect_status(200);
    assert_eq!(made.header("cache-control"), "no-store");
    assert!(made.text().contains("whsec_"));
    let list = staff.clone().get("/console/needs/sources").await.text();
    assert!(!list.contains("whsec_"));
    let items: Value = app.as_admin().get("/v1/sources").await.json();
    let id = items["items"][0]["id"].as_str().unwrap().to_owned();
    let rotate = format!("/console/needs/sources/{id}/rotate");
    staff.clone().form(&rotate, &[]).await.expect_status(422);
    let rotated = staff.clone().form(&rotate, &[("generation", "1")]).await.expect_status(200).text();
    assert_ne!(between(&made.text(), "whsec_", "<"), between(&rotated, "whsec_", "<"));
    staff.clone().form(&format!("/console/needs/sources/{id}/delete"), &[]).await.expect_status(303);
    assert!(staff.get("/console/needs/sources").await.text().contains("Aucune source"));
}

#[tokio::test]
async fn a_double_press_changes_a_secret_once_and_shows_it_twice() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let rotate = format!("/console/needs/sources/{}/rotate", sender.id);
    let page = staff.clone().get("/console/needs/sources").await.text();
    assert_eq!(between(&page, "name=\"generation\" value=\"", "\""), "1");
    let press = || staff.clone().form(&rotate, &[("generation", "1")]);
    let (one, two) = futures::join!(press(), press());
    let shown =
        [one, two, press().await].map(|page| between(&page.expect_status(200).text(), "whsec_", "<").to_owned());
    assert!(shown.iter().all(|secret| secret == &shown[0]), "{shown:?}");
    let live = || async { app.as_admin().get(&format!("/v1/sources/{}", sender.id)).await.json()["live_keys"].clone() };
    assert_eq!(live().await, 2);
    // A page that stood open: nothing changes, no secret is shown, and it says so.
    app.clock.advance(TimeDelta::hours(1));
    let late = press().await.expect_status(200).text();
    assert!(!late.contains("whsec_") && late.contains("The secret was already changed"), "{late}");
    assert_eq!(live().await, 2);
    staff.clone().form(&rotate, &[("generation", "2")]).await.expect_status(200);
    assert_eq!(live().await, 3);
    let page = staff.get("/console/needs/sources").await.text();
    assert!(page.contains("former secrets still hold"), "{page}");
}

#[tokio::test]
async fn the_coordinator_asks_an_agency_again_that_declined() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let case = NeedId::parse(&id).unwrap();
    let innoviris = AgencyId::parse("innoviris").unwrap();
    let decline = |case, catalogue: &_, now| {
        let reason = domain::referral::DeclineReason::Capacity;
        moves::decline(
            case,
            &innoviris,
            (reason, ""),
            &moves::Moment::new(catalogue, now, &Actor::Agency(innoviris.clone())),
        )
    };
    flows::needs::move_need(app.store(), &case, decline).await.unwrap();
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.clone().get(&format!("/console/needs/{id}")).await.expect_status(200).text();
    assert!(page.contains("Déjà sollicitées") && page.contains("value=\"innoviris\""), "{page}");
    let version = between(&page, "name=\"version\" value=\"", "\"").to_owned();
    let again = [("version", version.as_str()), ("need_types", "rd_grant"), ("agencies", "innoviris")];
    staff.clone().form(&format!("/console/needs/{id}/triage"), &again).await.expect_status(303);
    let page = staff.get(&format!("/console/needs/{id}")).await.expect_status(200).text();
    assert!(page.contains("Demande adressée une nouvelle fois à Innoviris"), "{page}");
    let stands = app.store().needs().load(&case).await.unwrap().unwrap().case;
    assert_eq!(stands.referrals.iter().map(|r| r.asked_again).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn a_kind_that_nobody_is_left_for_is_said_and_let_go() {
    let app = app().await;
    let id = stated(&app, "two", &need_with("/need_types", json!(["rd_grant", "fin_plan"]))).await;
    let (need, agency) = (NeedId::parse(&id).unwrap(), AgencyId::parse("innoviris").unwrap());
    let by = Actor::Agency(agency.clone());
    let decline = |case, catalogue: &_, now| {
        moves::decline(case, &agency, (DeclineReason::Conditions, ""), &Moment::new(catalogue, now, &by))
    };
    flows::needs::move_need(app.store(), &need, decline).await.unwrap();
    let own = format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, &id, 0));
    let theirs = app.anonymous().language("fr").get(&own).await.expect_status(200).text();
    assert!(theirs.contains("la coordination cherche une autre solution"), "{theirs}");
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let path = format!("/console/needs/{id}");
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("Plus personne n’est à l’œuvre pour"), "{page}");
    let (work, _) = app.store().work().page(&Owner::Coordinator, None, 5).await.unwrap();
    let shown: Vec<_> = work.iter().flat_map(|entry| &entry.need_types).map(|kind| kind.id.as_str()).collect();
    assert_eq!(shown, ["rd_grant"], "what is to be triaged");
    let version = between(&page, r#"name="version" value=""#, "\"");
    let form = [("version", version), ("need_types", "fin_plan"), ("nobody", "true")];
    let done = staff.clone().form(&format!("{path}/triage"), &form).await.expect_status(303);
    assert_eq!(done.header("location"), format!("{path}?done=let-go"));
    let after = staff.get(&path).await.expect_status(200).text();
    assert!(!after.contains("Plus personne n’est à l’œuvre pour"));
    assert!(app.store().work().page(&Owner::Coordinator, None, 5).await.unwrap().0.is_empty());
    let now = app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json();
    assert_eq!(now["referrals"].as_array().unwrap().len(), 2, "nobody more is asked");
}
