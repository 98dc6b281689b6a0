//! The form by which a member states a need, and the need's own page.
#![expect(clippy::expect_used, reason = "a test stops where its own data does not fit")]

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, MoveError};
use domain::need::{Decided, NeedCase};
use store::link::{LinkPurpose, issue};
use testkit::{Answer, TestApp};

use crate::common::{app, count, need, stated};

const FORM: [(&str, &str); 10] = [
    ("submission", "key-1"),
    ("location", "icab"),
    ("description", "Nous cherchons un soutien pour un prototype."),
    ("need_types", "rd_grant"),
    ("company", "Zoé Robotics"),
    ("stage", "launch"),
    ("name", "Zoé Maes"),
    ("email", "zoe@zoe-robotics.example"),
    ("language", "fr"),
    ("share", "true"),
];

fn form_with<'a>(name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(field, entered)| (field, if field == name { value } else { entered })).collect()
}

#[tokio::test]
async fn the_form_stands_in_three_languages_and_asks_which_help() {
    let app = app().await;
    for (tag, title) in [("fr", "Dire un besoin"), ("nl", "Een behoefte melden"), ("en", "State a need")] {
        let page = app.anonymous().get(&format!("/needs/new?location=icab&lang={tag}")).await.expect_status(200).text();
        assert!(page.contains(&format!("<html lang=\"{tag}\"")), "{tag}");
        assert!(page.contains(title), "{tag}");
        assert!(page.contains("value=\"icab\" selected"), "the place of the link is filled in");
        assert_eq!(page.matches("name=\"need_types\"").count(), 30);
        assert!(page.contains("name=\"submission\" value=\""));
    }
}

#[tokio::test]
async fn in_a_frame_the_place_is_known_no_cookie_is_set_and_the_address_carries_the_language() {
    let app = app().await;
    let path = "/embed/locations/icab/need?look=dark&lang=nl";
    let answer = app.anonymous().header("accept", "text/html").get(path).await.expect_status(200);
    assert!(answer.header("content-security-policy").contains("frame-ancestors *"));
    assert_eq!((answer.header("x-frame-options"), answer.header("set-cookie")), ("", ""));
    let page = answer.text();
    assert!(
        page.contains("type=\"hidden\" name=\"location\" value=\"icab\"")
            && !page.contains("<select id=\"f-location\"")
    );
    assert!(page.contains("action=\"/embed/locations/icab/need?look=dark&amp;lang=nl\""), "{page}");
    let sent = app.anonymous().form(path, &FORM).await.expect_status(303);
    assert_eq!(sent.header("location"), "/embed/locations/icab/need/sent?look=dark&lang=nl");
    assert_eq!(count(&app).await, 1);
    let page = app.anonymous().get(sent.header("location")).await.expect_status(200).text();
    assert!(page.contains("<html lang=\"nl\"") && !page.contains("href=\"/locations\""), "no link within the frame");
    // A form that another site sends is none of the frame's, and a place that is gone says so within it.
    let foreign = app.anonymous().header("sec-fetch-site", "cross-site");
    foreign.header("accept", "text/html").post_form(path, "location=icab").await.expect_status(403);
    let closed = app.anonymous().get("/embed/locations/costation/need").await.expect_status(200).text();
    assert!(closed.contains("<select id=\"f-location\""), "a place that has closed is asked for");
    let gone =
        app.anonymous().header("accept", "text/html").get("/embed/locations/nowhere/need").await.expect_status(404);
    assert_eq!((gone.header("x-frame-options"), gone.text().matches("<h1").count()), ("", 1));
    app.anonymous().get("/embed/locations/icab/need?colour=red").await.expect_status(422);
}

#[tokio::test]
async fn what_was_searched_in_vain_is_filled_in_and_what_a_link_can_not_fill_in_is_refused() {
    let app = app().await;
    let page = app.anonymous().get("/needs/new?description=un%20robot%20%3Cb%3E&need_type=rd_grant").await;
    let page = page.expect_status(200).text();
    assert!(page.contains("un robot &lt;b&gt;</textarea>"), "{page}");
    assert!(page.contains("value=\"rd_grant\" checked"), "{page}");
    app.anonymous().get("/needs/new?agency=hub").await.expect_status(422);
}

#[tokio::test]
async fn what_would_say_most_is_asked_after_the_text_and_may_be_left_open() {
    let app = app().await;
    let form = [&FORM[..], &[("asks", "true")]].concat();
    let page = app.anonymous().language("en").form("/needs/new", &form).await.expect_status(200);
    assert_eq!(page.header("cache-control"), "private, no-cache", "the browser's way back needs a copy of it");
    let page = page.text();
    let asked: Vec<&str> =
        page.split("name=\"asked\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!((1..=3).contains(&asked.len()) && asked.contains(&"rd_intensity"), "{asked:?}");
    assert!(page.contains("Innovation grants depend on it."), "and why");
    assert!(page.contains("name=\"company\" value=\"Zoé Robotics\""), "nothing is asked twice");
    assert_eq!(count(&app).await, 0, "it is not taken in yet");

    let again: Vec<(&str, &str)> = form.iter().copied().chain(asked.iter().map(|id| ("asked", *id))).collect();
    let wrong = [&again[..], &[("rd_intensity", "enormous")]].concat();
    let refused = app.anonymous().language("en").form("/needs/new", &wrong).await.expect_status(422).text();
    assert!(refused.contains("name=\"asked\"") && refused.contains("f-rd-intensity"), "at its own question");
    let answered = [&again[..], &[("rd_intensity", "high")]].concat();
    app.anonymous().form("/needs/new", &answered).await.expect_status(303);
    let list = app.as_admin().get("/v1/needs").await.json();
    let need = app.as_admin().get(&format!("/v1/needs/{}", list["items"][0]["id"].as_str().unwrap())).await.json();
    assert!(need.to_string().contains("rd_intensity"), "the rules read it: {need}");

    let open: Vec<(&str, &str)> = again
        .iter()
        .map(|(name, value)| {
            (
                *name,
                match *name {
                    "submission" => "key-2",
                    "email" => "ann@zoe-robotics.example",
                    _ => *value,
                },
            )
        })
        .collect();
    app.anonymous().form("/needs/new", &open).await.expect_status(303);
    assert_eq!(count(&app).await, 2);
}

#[tokio::test]
async fn a_form_makes_a_need_once_and_shows_no_link() {
    let app = app().await;
    let sent = app.anonymous().form("/needs/new", &FORM).await.expect_status(303);
    assert_eq!(sent.header("location"), "/needs/sent");
    let again = app.anonymous().form("/needs/new", &FORM).await.expect_status(303);
    assert_eq!(again.header("location"), "/needs/sent");
    assert_eq!(count(&app).await, 1, "a double post counts once");
    let page = app.anonymous().language("fr").get("/needs/sent").await.expect_status(200);
    assert!(page.text().contains("Votre demande est arrivée"));
    assert!(!page.text().contains("/n/"));
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    assert_eq!((item["status"].as_str(), item["company"].as_str()), (Some("referred"), Some("Zoé Robotics")));
}

#[tokio::test]
async fn a_form_that_is_sent_again_is_answered_where_its_contact_may_get_no_more_mail() {
    let app = TestApp::limited(needs::routes()).await;
    let mut statuses = Vec::new();
    for n in 0..6 {
        let key = format!("submission-number-{n}");
        statuses.push(app.anonymous().form("/needs/new", &form_with("submission", &key)).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 303, 429, 429]);
    let first = form_with("submission", "submission-number-0");
    assert_eq!(app.anonymous().form("/needs/new", &first).await.expect_status(303).header("location"), "/needs/sent");
    assert_eq!(count(&app).await, 1, "what is stated again joins what is open");
}

#[tokio::test]
async fn the_same_form_with_other_words_is_told_that_the_first_arrived() {
    let app = app().await;
    app.anonymous().form("/needs/new", &FORM).await.expect_status(303);
    let changed = form_with("description", "Autre chose.");
    let answer = app.anonymous().language("fr").form("/needs/new", &changed).await.expect_status(409);
    assert!(answer.text().contains("Votre première demande est bien arrivée"));
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_what_to_do() {
    let app = app().await;
    for (field, value) in
        [("email", "zoe@"), ("company", ""), ("location", ""), ("language", "de"), ("need_types", "rocket")]
    {
        for tag in ["fr", "nl", "en"] {
            let answer =
                app.anonymous().language(tag).form("/needs/new", &form_with(field, value)).await.expect_status(422);
            let page = answer.text();
            assert!(page.contains("error-summary"), "{field} {tag}");
            assert!(page.contains(&format!("href=\"#f-{}\"", field.replace('_', "-"))), "{field} {tag}: {page}");
            assert!(page.contains("Nous cherchons un soutien pour un prototype."), "{field} {tag}");
            assert!(page.contains("value=\"key-1\""), "the submission stays the same");
        }
    }
    assert_eq!(count(&app).await, 0, "nothing is stored");
}

#[tokio::test]
async fn each_line_of_what_is_wrong_names_its_field() {
    let app = app().await;
    let empty = [("submission", "key-1"), ("description", "Un prototype")];
    let page = app.anonymous().language("en").form("/needs/new", &empty).await.expect_status(422).text();
    let summary = page.split("error-summary").nth(1).unwrap().split("</ul>").next().unwrap();
    let links: Vec<&str> = summary.split("<li>").skip(1).collect();
    let different: std::collections::BTreeSet<_> = links.iter().filter_map(|link| link.split('>').nth(1)).collect();
    assert!(links.len() > 3 && different.len() == links.len(), "{summary}");
}

#[tokio::test]
async fn without_a_tick_nothing_is_shared() {
    let app = app().await;
    let silent: Vec<_> = FORM.into_iter().filter(|(name, _)| *name != "share").collect();
    app.anonymous().form("/needs/new", &silent).await.expect_status(303);
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    assert_eq!(item["status"], "to_triage");
}

#[tokio::test]
async fn something_has_to_be_said() {
    let app = app().await;
    let silent: Vec<_> = FORM.into_iter().filter(|(name, _)| !["description", "need_types"].contains(name)).collect();
    let page = app.anonymous().form("/needs/new", &silent).await.expect_status(422);
    assert!(page.text().contains("href=\"#f-description\""));
}

fn path(app: &TestApp, id: &str, generation: u32) -> String {
    format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, id, generation))
}

async fn own(app: &TestApp) -> (String, String) {
    let id = stated(app, "own", &need()).await;
    let path = path(app, &id, 0);
    (id, path)
}

async fn view(app: &TestApp, id: &str) -> serde_json::Value {
    app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json()
}

async fn moved(app: &TestApp, id: &str, decide: impl Fn(NeedCase, &Catalogue, Instant) -> Result<Decided, MoveError>) {
    let need = NeedId::parse(id).expect("an id");
    flows::needs::move_need(app.store(), &need, decide).await.expect("the move is possible");
}

#[tokio::test]
async fn the_members_page_says_where_the_need_stands_in_the_members_language() {
    let app = app().await;
    let (_, path) = own(&app).await;
    let answer = app.anonymous().get(&path).await.expect_status(200);
    let page = answer.text();
    assert!(page.contains("<html lang=\"nl\""), "the contact's language, as nobody chose another");
    assert!(page.contains("We wachten op het antwoord van Innoviris."));
    assert!(page.contains("Behoefte ontvangen"));
    assert!(page.contains("beantwoordt de behoefte"), "what the agency can do");
    for internal in ["na te gaan", "voorwaarde", "strategie"] {
        assert!(!page.contains(internal), "{internal}: {page}");
    }
    assert!(page.contains("noindex"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
}

#[tokio::test]
async fn reading_a_link_changes_nothing() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let before = view(&app, &id).await;
    for method in ["GET", "HEAD", "OPTIONS", "GET", "OPTIONS", "HEAD"] {
        let status = app.anonymous().send(method, &path).await.status;
        assert!([200, 204].contains(&status), "{method}: {status}");
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        app.anonymous().send(method, &path).await.expect_status(405);
    }
    assert_eq!(view(&app, &id).await, before);
}

#[tokio::test]
async fn a_member_withdraws_once_and_for_all() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let answer = app.anonymous().form(&path, &[("action", "withdraw")]).await.expect_status(303);
    assert_eq!(answer.header("location"), format!("{path}?done=withdrawn"));
    let after = view(&app, &id).await;
    assert_eq!((after["status"].as_str(), after["outcome"].as_str()), (Some("closed"), Some("withdrawn")));
    assert_eq!(after["referrals"][0]["status"], "withdrawn");
    app.anonymous().form(&path, &[("action", "withdraw")]).await.expect_status(303);
    assert_eq!(view(&app, &id).await, after, "the second click changes nothing");
    let page = app.anonymous().get(&format!("{path}?done=withdrawn")).await.expect_status(200).text();
    assert!(page.contains("Uw vraag is ingetrokken."));
    assert!(!page.contains("value=\"withdraw\""));
}

#[tokio::test]
async fn taking_back_consent_takes_the_need_from_the_agencies() {
    let app = app().await;
    let (id, path) = own(&app).await;
    app.anonymous().form(&path, &[("action", "take_back_consent")]).await.expect_status(303);
    let after = view(&app, &id).await;
    assert_eq!(
        (after["status"].as_str(), &after["share_with_agencies"]),
        (Some("to_triage"), &serde_json::json!(false))
    );
    assert_eq!(after["referrals"][0]["status"], "withdrawn");
}

async fn taken_on(app: &TestApp, id: &str) -> AgencyId {
    let innoviris = AgencyId::parse("innoviris").expect("an id");
    let by = Actor::Agency(innoviris.clone());
    moved(app, id, |case, catalogue, now| moves::accept(case, &innoviris, &moves::Moment::new(catalogue, now, &by)))
        .await;
    innoviris
}

#[tokio::test]
async fn the_question_stands_with_its_answers_and_free_times_after_them() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let innoviris = taken_on(&app, &id).await;
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut rota = testkit::rota::year(&catalogue, "2026-11-23".parse().unwrap());
    rota.retain(|one| one.agency == innoviris && one.location.as_str() == "icab");
    testkit::rota::hold(app.store(), &rota).await.unwrap();
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    let parts =
        ["Zeg ons hoe het", "value=\"helped\"", "value=\"nobody\"", "Volgende vrije uren", "/book?agency=innoviris"];
    let at = parts.map(|part| page.find(part));
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?}: {page}");
}

#[tokio::test]
async fn the_history_says_of_a_next_date_what_happens_then_and_gives_it_for_no_reason() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let innoviris = taken_on(&app, &id).await;
    app.clock.advance(chrono::TimeDelta::days(7));
    let meets = [("action", "meeting"), ("agency", innoviris.as_str())];
    app.anonymous().form(&path, &meets).await.expect_status(303);
    let staff = app.as_staff(domain::staff::StaffRole::Coordinator).await;
    for (tag, said, because) in [
        ("fr", "nous demandons ce qui en est ressorti", "parce que"),
        ("nl", "wordt gevraagd wat eruit kwam", "omdat:"),
        ("en", "To be asked on ", "because:"),
    ] {
        let page = staff.clone().language(tag).get(&format!("/console/needs/{id}")).await.expect_status(200).text();
        let steps = page.split("class=\"timeline\"").nth(1).unwrap().split("</ol>").next().unwrap();
        let step = steps.split("<li>").find(|step| step.contains(said));
        assert!(step.is_some_and(|step| !step.contains(because)), "{tag}: {steps}");
    }
}

#[tokio::test]
async fn withdrawing_too_late_says_how_it_stands() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let innoviris = AgencyId::parse("innoviris").expect("an id");
    moved(&app, &id, |case, catalogue, now| {
        moves::done(
            case,
            &innoviris,
            (domain::need::Outcome::Helped, ""),
            &moves::Moment::new(catalogue, now, &Actor::Agency(innoviris.clone())),
        )
    })
    .await;
    let answer = app.anonymous().form(&path, &[("action", "withdraw")]).await.expect_status(409);
    assert!(answer.text().contains("Uw vraag is afgesloten"));
    assert_eq!(view(&app, &id).await["outcome"], "helped");
}

#[tokio::test]
async fn a_voided_link_offers_a_new_one_by_mail_and_shows_nothing() {
    let app = app().await;
    let (id, old) = own(&app).await;
    app.anonymous().form(&old, &[("action", "new_link")]).await.expect_status(303);
    let voided = app.anonymous().get(&old).await.expect_status(410);
    assert!(!voided.text().contains("Zoé"), "nothing personal behind a voided link");
    app.anonymous().form(&old, &[("action", "withdraw")]).await.expect_status(410);
    let new = path(&app, &id, 1);
    let page = app.anonymous().get(&new).await.expect_status(200);
    assert!(page.text().contains("Zoé Robotics"));
    app.anonymous().form(&old, &[("action", "new_link")]).await.expect_status(303);
    app.anonymous().get(&new).await.expect_status(410);
    assert_eq!(view(&app, &id).await["status"], "referred");
}

#[tokio::test]
async fn no_other_token_opens_the_page() {
    let app = app().await;
    let (id, path) = own(&app).await;
    let other = issue(app.store().secrets(), LinkPurpose::Referral, &id, 0);
    let changed = format!("{}x", &path[..path.len() - 1]);
    for bad in [format!("/n/{other}"), changed, "/n/x".to_owned(), format!("/n/{id}~0~AAAAAAAAAAAAAAAAAAAAAA")] {
        app.anonymous().get(&bad).await.expect_status(404);
        app.anonymous().form(&bad, &[("action", "withdraw")]).await.expect_status(404);
    }
    let nonsense: Answer = app.anonymous().form(&path, &[("action", "explode")]).await;
    nonsense.expect_status(422);
}

#[tokio::test]
async fn new_links_are_not_mailed_without_end() {
    let app = TestApp::limited(needs::routes()).await;
    let (_, path) = own(&app).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(app.anonymous().form(&path, &[("action", "new_link")]).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 429]);
}
