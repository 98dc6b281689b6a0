//! The overview shows what tests put in, to those who may see it.

use crate::support::{adviser, app, dead_mail, host, need, weekly};
use chrono::{NaiveDate, TimeDelta};
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId, SurveyCode, SurveyId};
use domain::moves;
use domain::need::effect::{MemberStep, NeedEffect};
use domain::questionnaire::Variant;
use domain::staff::StaffRole;
use domain::statistics::{QuestionTally, Tally};
use domain::survey::{Survey, SurveyTarget};
use flows::needs::move_need;
use store::Transaction;
use testkit::TestApp;

fn innoviris() -> AgencyId {
    AgencyId::parse("innoviris").unwrap()
}

async fn mailed(app: &TestApp, need: &NeedId) {
    move_need(app.store(), need, |case, catalogue, now| moves::sent(case, &innoviris(), catalogue, now)).await.unwrap();
}

#[tokio::test]
async fn a_fresh_system_says_what_will_be_here() {
    let app = app().await;
    for role in [StaffRole::Coordinator, adviser("hub"), host("icab")] {
        let session = app.as_staff(role.clone()).await;
        for (language, words) in [("fr", "Rien n’attend"), ("nl", "Er wacht niets"), ("en", "Nothing is waiting")] {
            let page = session.clone().language(language).get("/console").await.expect_status(200).text();
            assert!(page.contains(words), "{role:?} {language}");
            assert!(!page.contains("Unknown localization"), "{role:?} {language}");
        }
    }
}

#[tokio::test]
async fn the_line_under_the_title_says_what_is_so_today() {
    let app = app().await;
    weekly(&app, "innoviris", "icab", "2026-11-17T09:30").await;
    weekly(&app, "hub", "greenbizz", "2026-11-17T06:00").await;
    let session = app.as_staff(StaffRole::Coordinator).await;
    let page = session.clone().language("fr").get("/console").await.expect_status(200).text();
    // At ten o'clock in Brussels the first is under way and the second over.
    let lead = "Mardi 24 novembre 2026 · 1 permanence en cours ou à venir · 2 jours fériés ce trimestre";
    assert!(page.contains(lead), "{page}");
    app.clock.advance(TimeDelta::days(31));
    let page = app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console").await.text();
    assert!(page.contains("Vendredi 25 décembre 2026 · fermé : Noël · aucune permanence"), "{page}");
}

#[tokio::test]
async fn the_coordinator_sees_what_waits_and_what_to_press() {
    let app = app().await;
    let vague = need(&app, "Kanal Data", "molengeek", &[], "Nous voulons exporter vers les Pays-Bas.").await;
    let asked = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    mailed(&app, &asked).await;
    dead_mail(&app, &vague, NeedEffect::MemberMail(MemberStep::Received), "550").await;
    let before = app.as_admin().get("/v1/overview").await.expect_status(200).json();
    assert_eq!(before["to_triage"]["n"], 1);
    assert_eq!(before["late_referrals"]["n"], 0);
    assert_eq!(before["dead_deliveries"]["n"], 1);
    app.clock.advance(TimeDelta::days(15));
    let after = app.as_admin().get("/v1/overview").await.expect_status(200).json();
    assert_eq!(after["late_referrals"]["n"], 1);
    let page = app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console").await.text();
    assert!(page.contains("depuis 15 j"), "{page}");
    assert!(page.contains("Innoviris n’a pas répondu"), "{page}");
    assert!(page.contains("11 j ouvrables"), "{page}");
    assert!(page.contains("Zoé Robotics") && page.contains(&format!("/console/referrals/{asked}.innoviris")));
    assert!(page.contains("Kanal Data") && page.contains(&format!("/console/needs/{vague}")));
    assert!(page.contains("L’adresse n’existe pas") && page.contains("Non remis"));
    assert!(page.contains("class=\"count\">1<"), "the navigation counts needs to triage");
}

#[tokio::test]
async fn a_referral_that_was_not_delivered_waits_until_its_need_is_closed() {
    let app = app().await;
    let need = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    dead_mail(&app, &need, NeedEffect::ReferralMail { agency: innoviris(), again: 0, digest: None }, "550").await;
    move_need(app.store(), &need, |case, catalogue, now| moves::undeliverable(case, &innoviris(), catalogue, now))
        .await
        .unwrap();
    let view = app.as_admin().get("/v1/overview").await.json();
    assert_eq!(view["undeliverable_referrals"]["n"], 1);
    assert_eq!(view["dead_deliveries"]["n"], 0, "its mail is not told twice");
    let page = app.as_staff(StaffRole::Coordinator).await.language("en").get("/console").await.text();
    assert!(page.contains("was refused by the server of Innoviris") && page.contains("Redirect"));
    move_need(app.store(), &need, |case, _, now| {
        moves::close(case, domain::need::Outcome::Unreachable, now, &Actor::Administrator)
    })
    .await
    .unwrap();
    let view = app.as_admin().get("/v1/overview").await.json();
    assert_eq!(view["undeliverable_referrals"]["n"], 0);
}

#[tokio::test]
async fn an_adviser_sees_the_own_agency_alone() {
    let app = app().await;
    let own = need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    need(&app, "Kanal Data", "molengeek", &[], "Nous voulons exporter.").await;
    mailed(&app, &own).await;
    weekly(&app, "innoviris", "icab", "2026-11-24T09:30").await;
    weekly(&app, "hub", "greenbizz", "2026-11-23T09:30").await;
    let page = app.as_staff(adviser("innoviris")).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(page.contains("Zoé Robotics") && !page.contains("Kanal Data"), "{page}");
    assert!(!page.contains("Silent") && !page.contains("Troubled") && !page.contains("/console/needs/"), "{page}");
    assert!(page.contains("ICAB") && !page.contains("Greenbizz"), "{page}");
    assert!(page.contains("Répondre") && !page.contains("/console/staff"));
    assert!(page.contains("/console/schedule/day?day=2026-11-24"), "its sessions lead to who is booked: {page}");
    let view = app.as_staff(adviser("innoviris")).await.get("/v1/overview").await.json();
    assert_eq!(view["satisfaction"], serde_json::Value::Null);
    let other = app.as_staff(adviser("hub")).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(!other.contains("Zoé Robotics") && other.contains("Greenbizz"), "{other}");
    move_need(app.store(), &own, |case, catalogue, now| {
        moves::accept(case, &innoviris(), &moves::Moment::new(catalogue, now, &Actor::Agency(innoviris())))
    })
    .await
    .unwrap();
    let page = app.as_staff(adviser("innoviris")).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(page.contains("signalez le résultat"), "{page}");
}

#[tokio::test]
async fn a_host_sees_the_own_place_alone() {
    let app = app().await;
    need(&app, "Zoé Robotics", "icab", &["rd_grant"], "Een prototype.").await;
    need(&app, "Kanal Data", "molengeek", &[], "Nous voulons exporter.").await;
    need(&app, "Silent", "icab", &["rd_grant"], "Een prototype.").await;
    need(&app, "Troubled", "icab", &["difficulty"], "Een prototype.").await;
    weekly(&app, "hub", "molengeek", "2026-11-23T09:30").await;
    let page = app.as_staff(host("icab")).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(page.contains("Zoé Robotics") && !page.contains("Kanal Data"), "{page}");
    assert!(page.contains("aucune permanence : à combler") && !page.contains("MolenGeek"), "{page}");
    let other = app.as_staff(host("molengeek")).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(other.contains("la coordination regarde qui peut aider") && !other.contains("sollicitée"), "{other}");
    assert!(other.contains("Kanal Data") && other.contains("MolenGeek") && !other.contains("à combler"), "{other}");
}

#[tokio::test]
async fn the_week_shows_who_is_where_and_what_is_to_be_filled() {
    let app = app().await;
    let permanence = weekly(&app, "innoviris", "icab", "2026-11-24T09:30").await;
    let page =
        app.as_staff(StaffRole::Coordinator).await.language("fr").get("/console").await.expect_status(200).text();
    assert!(page.contains(&format!("/console/schedule/{permanence}")) && page.contains("9:30"));
    assert!(page.contains("Betacowork · ICAB"), "one building is one stop: {page}");
    assert!(page.contains("aucune permanence : à combler"));
    let view = app.as_admin().get("/v1/overview").await.json();
    let gaps = view["places_without_permanence"].as_array().unwrap();
    let to_visit = view["places_to_visit"].as_u64().unwrap();
    assert_eq!(gaps.len() as u64 + 1, to_visit);
    assert!(page.contains(&format!("1 sur {to_visit}.")), "{page}");
    assert!(gaps.iter().all(|gap| gap != "icab" && gap != "betacowork"), "{gaps:?}");
}

#[tokio::test]
async fn on_a_saturday_the_next_week_is_shown_and_counted_with_its_date() {
    let app = app().await;
    let (this, next) = (("innoviris", "icab", "2026-11-24T09:30"), ("hub", "greenbizz", "2026-12-02T09:30"));
    for (agency, location, start) in [this, next] {
        weekly(&app, agency, location, start).await;
    }
    let page = async |role: StaffRole| {
        let session = app.as_staff(role).await.language("fr");
        session.get("/console").await.expect_status(200).text()
    };
    let of_hub = "/console/schedule/hub-greenbizz";
    app.clock.advance(TimeDelta::days(3));
    let friday = page(StaffRole::Coordinator).await;
    assert!(
        friday.contains("sans permanence cette semaine") && friday.contains("permanences cette semaine, par lieu"),
        "{friday}"
    );
    assert!(friday.contains("/console/schedule/innoviris-icab") && !friday.contains(of_hub), "{friday}");
    app.clock.advance(TimeDelta::days(1));
    let saturday = page(StaffRole::Coordinator).await;
    assert!(
        saturday.contains("permanences la semaine du 30 nov. 2026, par lieu") && saturday.contains(of_hub),
        "{saturday}"
    );
    assert!(saturday.contains("sans permanence la semaine du 30 nov. 2026"), "{saturday}");
    assert!(!saturday.contains("cette semaine"), "{saturday}");
    let own = page(host("greenbizz")).await;
    assert!(own.contains("permanence la semaine du 30 nov. 2026"), "{own}");
    let view = app.as_admin().get("/v1/overview").await.json();
    assert_eq!((&view["date"], &view["week"]), (&"2026-11-28".into(), &"2026-W49".into()));
    assert_eq!((&view["sessions_this_week"], &view["sessions_unattended"]), (&2.into(), &0.into()));
}

#[tokio::test]
async fn satisfaction_comes_with_n_and_interval_and_is_hidden_under_five() {
    let app = app().await;
    let session = app.as_staff(StaffRole::Coordinator).await.language("en");
    assert!(session.clone().get("/console").await.text().contains("no survey is running"));
    let survey = survey(&app).await;
    count(&app, &survey, 4, 4).await;
    let few = session.clone().get("/console").await.text();
    assert!(few.contains("fewer than 5 answers") && few.contains(&format!("/console/survey/{}", survey.id)));
    assert_eq!(app.as_admin().get("/v1/overview").await.json()["satisfaction"]["n"], serde_json::Value::Null);
    count(&app, &survey, 100, 80).await;
    let page = session.get("/console").await.text();
    assert!(page.contains("80%") && page.contains("n = 100, 71 to 87%"), "{page}");
    app.clock.advance(TimeDelta::days(30));
    let over = app.as_staff(StaffRole::Coordinator).await.language("en").get("/console").await.text();
    assert!(over.contains("no survey is running"));
}

async fn survey(app: &TestApp) -> Survey {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let survey = Survey {
        id: SurveyId::parse("abc").unwrap(),
        code: SurveyCode::parse("abc").unwrap(),
        variant: Variant::of("after_visit"),
        target: SurveyTarget::default(),
        opens: day("2026-11-01"),
        closes: day("2026-12-15"),
        created_at: app.store().now(),
        eligible: None,
        wave: None,
    };
    let mut tx = Transaction::new();
    app.store().surveys().create(&mut tx, &survey);
    app.store().commit(tx).await.unwrap();
    survey
}

async fn count(app: &TestApp, survey: &Survey, n: u64, satisfied: u64) {
    let figures = app.store().surveys().figures(&survey.id).await.unwrap().unwrap();
    let counts = [("5".to_owned(), satisfied), ("2".to_owned(), n - satisfied)].into();
    let tally = Tally { n, questions: [("overall".to_owned(), QuestionTally { n, counts })].into() };
    let mut tx = Transaction::new();
    app.store().surveys().save_tally(&mut tx, &survey.id, &tally, figures.live.map(|live| live.version));
    app.store().commit(tx).await.unwrap();
}
