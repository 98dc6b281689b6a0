//! From an address to a session, and out again.

use crate::support::{adviser, app, cookie, mailed_link, sign_in, somebody, waiting};
use chrono::TimeDelta;
use domain::staff::StaffRole;
use flows::effects::{Outcome, Task};
use rstest::rstest;
use store::Transaction;
use testkit::TestApp;

#[tokio::test]
async fn a_mailed_link_opens_a_session_with_one_press() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    let form = app.anonymous().language("fr").get("/console/sign-in").await.expect_status(200);
    assert!(form.text().contains("name=\"email\""));
    let asked = app.anonymous().form("/console/sign-in", &[("email", "Amal@staff.example")]).await.expect_status(303);
    assert_eq!(asked.header("location"), "/console/sign-in/sent");
    let path = mailed_link(&app).await;
    let page = app.anonymous().language("fr").get(&path).await.expect_status(200);
    assert!(page.text().contains("Amal Peeters"), "it says whose link it is");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let entered = app.anonymous().form(&path, &[]).await.expect_status(303);
    assert_eq!(entered.header("location"), "/console");
    let set = entered.header("set-cookie").to_owned();
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Max-Age=43200"), "{set}");
    let session = app.anonymous().header("cookie", cookie(&entered, "permanence_session").unwrap());
    session.clone().language("en").get("/console").await.expect_status(200);
    app.clock.advance(TimeDelta::hours(12));
    let ended = session.get("/console").await.expect_status(303);
    assert_eq!(ended.header("location"), "/console/sign-in?next=%2Fconsole", "sessions last 12 hours");
}

#[tokio::test]
async fn scanners_that_open_a_link_do_not_use_it_up() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let path = mailed_link(&app).await;
    for method in ["GET", "HEAD", "OPTIONS", "GET", "HEAD"] {
        let answer = app.anonymous().send(method, &path).await;
        assert!(answer.status < 300, "{method}: {}", answer.status);
        assert_eq!(cookie(&answer, "permanence_session"), None, "{method}");
    }
    app.anonymous().form(&path, &[]).await.expect_status(303);
}

#[tokio::test]
async fn a_link_is_used_once() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let path = mailed_link(&app).await;
    app.anonymous().form(&path, &[]).await.expect_status(303);
    let again = app.anonymous().form(&path, &[]).await.expect_status(410);
    assert_eq!(cookie(&again, "permanence_session"), None);
    let page = app.anonymous().language("en").get(&path).await.expect_status(410);
    assert!(page.text().contains("/console/sign-in"), "it offers a new link");
    assert!(!page.text().contains("Amal"), "a link that is over names nobody");
}

#[tokio::test]
async fn a_link_ends_after_half_an_hour() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let path = mailed_link(&app).await;
    app.clock.advance(TimeDelta::minutes(29));
    app.anonymous().get(&path).await.expect_status(200);
    app.clock.advance(TimeDelta::minutes(1));
    app.anonymous().get(&path).await.expect_status(410);
    app.anonymous().form(&path, &[]).await.expect_status(410);
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_mail() {
    let app = app().await;
    let known = somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    let left = somebody(&app, "left@staff.example", adviser("hub")).await;
    deactivate(&app, &left).await;
    let mut answers = Vec::new();
    for email in ["amal@staff.example", "nobody@staff.example", "left@staff.example"] {
        let answer = app.anonymous().language("fr").form("/console/sign-in", &[("email", email)]).await;
        let mut headers = answer.headers.clone();
        headers.remove("x-request-id");
        answers.push((answer.status, headers, answer.text()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    let mails = waiting(&app).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].aggregate, format!("STAFF#MAIL#{}", known.id));
}

#[tokio::test]
async fn what_is_no_address_is_shown_again_with_what_was_typed() {
    let app = app().await;
    let answer = app
        .anonymous()
        .language("nl")
        .form("/console/sign-in", &[("email", "amal@"), ("next", "/console/staff")])
        .await;
    let page = answer.expect_status(422).text();
    assert!(page.contains("value=\"amal@\"") && page.contains("value=\"/console/staff\""), "{page}");
    assert!(page.contains("error-summary") && page.contains("lang=\"nl\""));
}

#[rstest]
#[case("/console/staff", "/console/staff")]
#[case("/console/needs?status=to_triage&x=%26", "/console/needs?status=to_triage&x=%26")]
#[case("https://evil.example/", "/console")]
#[case("//evil.example", "/console")]
#[case("/\\evil.example", "/console")]
#[case("javascript:alert(1)", "/console")]
#[tokio::test]
async fn a_person_comes_back_to_the_page_they_wanted_on_our_site(#[case] next: &str, #[case] lands: &str) {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    let fields = [("email", "amal@staff.example"), ("next", next)];
    let asked = app.anonymous().form("/console/sign-in", &fields).await.expect_status(303);
    let browser = cookie(&asked, "permanence_next").unwrap_or_default();
    let path = mailed_link(&app).await;
    let entered = app.anonymous().header("cookie", browser).form(&path, &[]).await.expect_status(303);
    assert_eq!(entered.header("location"), lands);
}

#[rstest]
#[case("/console/enter/nonsense")]
#[case("/console/enter/01hx~0~AAAAAAAAAAAAAAAAAAAAAA")]
#[case("/console/enter/%00~%ff~x")]
#[tokio::test]
async fn a_link_that_we_never_sent_opens_nothing(#[case] path: &str) {
    let app = app().await;
    for answer in [app.anonymous().get(path).await, app.anonymous().form(path, &[]).await] {
        assert!([400, 404].contains(&answer.status), "{}", answer.status);
        assert_eq!(cookie(&answer, "permanence_session"), None);
    }
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let path = mailed_link(&app).await;
    let form = Some("application/x-www-form-urlencoded");
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        app.anonymous().header(name, value).bytes("POST", &path, form, Vec::new()).await.expect_status(403);
        let body = b"email=amal%40staff.example".to_vec();
        app.anonymous().header(name, value).bytes("POST", "/console/sign-in", form, body).await.expect_status(403);
    }
    assert_eq!(waiting(&app).await.len(), 1, "no second mail");
    app.anonymous().form(&path, &[]).await.expect_status(303);
}

#[tokio::test]
async fn a_person_who_is_deactivated_is_out_at_once() {
    let app = app().await;
    let staff = somebody(&app, "amal@staff.example", adviser("innoviris")).await;
    let session = sign_in(&app, "amal@staff.example").await;
    session.clone().language("fr").get("/console").await.expect_status(200);
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let unused = crate::support::link(&app, waiting(&app).await.last().unwrap());
    deactivate(&app, &staff).await;
    session.get("/console").await.expect_status(303);
    app.anonymous().get(&unused).await.expect_status(410);
    app.anonymous().form(&unused, &[]).await.expect_status(410);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    let session = sign_in(&app, "amal@staff.example").await;
    let out = session.clone().form("/console/sign-out", &[]).await.expect_status(303);
    assert_eq!(out.header("location"), "/console/sign-in?done=signed-out");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    session.get("/console").await.expect_status(303);
}

#[tokio::test]
async fn a_signed_in_form_needs_our_own_page_or_the_secret() {
    let app = app().await;
    let session = app.as_staff(StaffRole::Coordinator).await;
    let page = session.clone().language("en").get("/console/staff").await.text();
    let secret = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = Some("application/x-www-form-urlencoded");
    let fields = "name=Mia&email=mia%40staff.example&role=coordinator";
    let without = session.clone().bytes("POST", "/console/staff", form, fields.as_bytes().to_vec()).await;
    assert_eq!(without.status, 403);
    let foreign = session.clone().header("origin", "https://evil.example");
    let with_secret = format!("{fields}&csrf={secret}").into_bytes();
    assert_eq!(foreign.bytes("POST", "/console/staff", form, with_secret.clone()).await.status, 403);
    assert!(waiting(&app).await.is_empty());
    session.bytes("POST", "/console/staff", form, with_secret).await.expect_status(303);
    assert_eq!(waiting(&app).await.len(), 1);
}

#[tokio::test]
async fn asking_too_often_is_slowed_down_alike_for_everybody() {
    let app = TestApp::limited(console::routes()).await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    for email in ["amal@staff.example", "nobody@staff.example"] {
        for _ in 0..5 {
            app.anonymous().form("/console/sign-in", &[("email", email)]).await.expect_status(303);
        }
        let slowed = app.anonymous().form("/console/sign-in", &[("email", email)]).await.expect_status(429);
        assert!(!slowed.header("retry-after").is_empty());
    }
    app.clock.advance(TimeDelta::minutes(2));
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
}

async fn deactivate(app: &TestApp, staff: &domain::staff::Staff) {
    let store = app.store();
    let before = store.staff().load(&staff.id).await.unwrap().unwrap();
    let etag = format!("\"v{}\"", before.version);
    let path = format!("/v1/staff/{}", staff.id);
    app.as_admin().if_match(&etag).send("DELETE", &path).await.expect_status(204);
    assert!(store.commit(Transaction::new()).await.is_ok());
}

#[tokio::test]
async fn a_link_that_ended_before_its_mail_could_leave_is_not_mailed() {
    let app = app().await;
    somebody(&app, "amal@staff.example", StaffRole::Coordinator).await;
    app.anonymous().form("/console/sign-in", &[("email", "amal@staff.example")]).await.expect_status(303);
    let delivery = waiting(&app).await.remove(0);
    let contexts = flows::contexts();
    let task = Task { store: app.store(), base_url: testkit::BASE_URL, from: None, delivery: &delivery };
    let context = contexts.of(&delivery.work).unwrap();
    assert!(matches!(context.perform(&task).await.unwrap(), Outcome::Mail(_)));
    app.clock.advance(TimeDelta::minutes(30));
    assert!(matches!(context.perform(&task).await.unwrap(), Outcome::Nothing));
}
