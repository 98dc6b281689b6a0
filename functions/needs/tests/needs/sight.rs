//! Who reads what of a need, by page and by program, held against what the form
//! promises.

use domain::Language;
use domain::sight::Reader;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::link::{LinkPurpose, issue};
use testkit::TestApp;

use crate::common::{Sender, adviser, app, host, message, need, need_with, stated};

const TEXT: &str = "We zoeken steun voor een prototype";

fn need_shown(kind: &str) -> Value {
    let mut need = need_with("/need_types", json!([kind]));
    need["consent"]["show_to_place"] = true.into();
    need
}

/// All that somebody can read of needs, in the lists and of this one.
async fn read(app: &TestApp, role: StaffRole, id: &str) -> (String, String) {
    let staff = app.as_staff(role).await;
    let mut lists = String::new();
    for path in ["/v1/needs", "/v1/needs?status=referred", "/console/needs"] {
        lists += &staff.clone().get(path).await.expect_status(200).text();
    }
    let mut whole = String::new();
    for path in [format!("/v1/needs/{id}"), format!("/console/needs/{id}")] {
        let answer = staff.clone().get(&path).await;
        assert!([200, 404].contains(&answer.status), "{path}: {}", answer.status);
        whole += &answer.text();
    }
    (lists, whole)
}

#[tokio::test]
async fn a_place_reads_that_a_need_exists_where_the_member_agreed_and_never_what_it_is_about() {
    for (sent, known) in [
        (need(), false),
        (need_shown("rd_grant"), true),
        (need_shown("difficulty"), false),
        // Guessed from the text rather than stated.
        (
            {
                let mut guessed = need_shown("rd_grant");
                guessed["need_types"] = json!([]);
                guessed["description"] = "Onze dettes en faillite: dreigend faillissement.".into();
                guessed
            },
            false,
        ),
    ] {
        let app = app().await;
        let id = stated(&app, "a", &sent).await;
        let (lists, whole) = read(&app, host("icab"), &id).await;
        assert_eq!(lists.matches("Zoé Robotics").count() > 1, known, "{sent}\n{lists}");
        assert_eq!(lists.contains(&id), known, "{sent}");
        for told in [TEXT, "rd_grant", "difficulty", "zoe@", "Zoé Maes", "innoviris"] {
            assert!(!lists.contains(told), "{told} of {sent}");
        }
        assert!(!whole.contains("Zoé") && !whole.contains(TEXT), "the need itself is not the host's: {sent}");
        let (elsewhere, _) = read(&app, host("greenbizz"), &id).await;
        assert!(!elsewhere.contains("Zoé Robotics"));
        let (lists, whole) = read(&app, StaffRole::Coordinator, &id).await;
        assert!(lists.contains("Zoé Robotics") && whole.contains("zoe@zoe-robotics.example"), "{sent}");
    }
}

#[tokio::test]
async fn which_agency_a_need_went_to_is_no_way_to_find_out_what_it_is_about() {
    let app = app().await;
    stated(&app, "a", &need_shown("rd_grant")).await;
    let place = app.as_staff(host("icab")).await;
    let found = place.get("/v1/needs?agency=innoviris").await.expect_status(200).json();
    assert_eq!(found["items"], json!([]));
}

#[tokio::test]
async fn an_adviser_lists_the_needs_the_agency_has_a_part_in_while_the_member_agrees() {
    let app = app().await;
    let id = stated(&app, "a", &need()).await;
    let listed = async |agency: &str, query: &str| {
        let staff = app.as_staff(adviser(agency)).await;
        staff.get(&format!("/v1/needs{query}")).await.expect_status(200).json()["items"].clone()
    };
    let own = listed("innoviris", "").await;
    assert_eq!((&own[0]["id"], &own[0]["company"]), (&json!(id), &json!("Zoé Robotics")), "{own}");
    assert_eq!(listed("innoviris", "?agency=innoviris&status=referred&location=icab").await, own);
    for (agency, query) in
        [("innoviris", "?agency=hub"), ("innoviris", "?status=closed"), ("hub", ""), ("hub", "?agency=innoviris")]
    {
        assert_eq!(listed(agency, query).await, json!([]), "{agency} {query}");
    }
    let link = issue(app.store().secrets(), LinkPurpose::Need, &id, 0);
    app.anonymous().form(&format!("/n/{link}"), &[("action", "take_back_consent")]).await.expect_status(303);
    assert_eq!(listed("innoviris", "").await, json!([]));
}

#[tokio::test]
async fn an_adviser_reads_of_a_need_what_the_agency_is_asked_about_and_nobody_else_who_is() {
    let app = app().await;
    let mut sent = need_with("/need_types", json!(["rd_grant", "hiring"]));
    sent["consent"]["share_with_agencies"] = json!(["innoviris", "actiris"]);
    let id = stated(&app, "a", &sent).await;
    let path = format!("/v1/needs/{id}");
    let read = async || app.as_staff(adviser("innoviris")).await.get(&path).await.expect_status(200);
    let (text, view) = (read().await.text(), read().await.json());
    assert_eq!((view["need_types"].as_array().unwrap().len(), &view["need_types"][0]["id"]), (1, &json!("rd_grant")));
    assert_eq!(view["share_with_agencies"], json!(["innoviris"]));
    for others in ["actiris", "Actiris", "hiring"] {
        assert!(!text.contains(others), "{others}: {text}");
    }
    let listed = app.as_staff(adviser("innoviris")).await.get("/v1/needs").await.expect_status(200).json();
    assert_eq!(listed["items"][0]["need_types"], json!([{"id": "rd_grant", "from": "stated"}]), "{listed}");
    let link = issue(app.store().secrets(), LinkPurpose::Need, &id, 0);
    for action in ["take_back_consent", "give_consent"] {
        app.anonymous().form(&format!("/n/{link}"), &[("action", action)]).await.expect_status(303);
    }
    let history = read().await.json()["history"].clone();
    let told = |what: &str| history.as_array().unwrap().iter().any(|one| one["what"] == what);
    assert!(told("need.consent_withdrawn") && told("need.consent_given"), "{history}");
}

#[tokio::test]
async fn a_full_page_of_a_host_holds_what_it_knows_of() {
    let app = app().await;
    for number in 0..6 {
        let mut sent = if number % 3 == 0 { need_shown("rd_grant") } else { need() };
        sent["contact"]["email"] = json!(format!("member-{number}@zoe-robotics.example"));
        stated(&app, &format!("k{number}"), &sent).await;
    }
    let page = app.as_staff(host("icab")).await.get("/v1/needs?limit=2").await.expect_status(200).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 2, "{page}");
}

#[tokio::test]
async fn a_webhook_of_the_host_says_no_more_than_it_sent() {
    let app = app().await;
    let sender = Sender::at(&app, "icab").await;
    let answer = sender.send(&app, "msg_1", &message()).await.expect_status(202).text();
    assert!(!answer.contains("Zoé") && !answer.contains(TEXT), "{answer}");
    let lists = read(&app, host("icab"), "none").await.0;
    assert!(!lists.contains("Zoé Robotics"), "who passes a need on does not agree for the member");
}

#[tokio::test]
async fn the_form_makes_the_promises_that_these_tests_hold() {
    let app = app().await;
    for language in Language::ALL {
        let page = app.anonymous().language(language.tag()).get("/needs/new").await.expect_status(200).text();
        for reader in Reader::ALL {
            assert!(page.contains(&reader.promise(language).replace('\u{a0}', " ")), "{reader:?} in {language:?}");
        }
        assert!(page.contains("name=\"show_to_place\""));
    }
    let tick = ("show_to_place", "true");
    let form = [
        ("submission", "key-1"),
        ("location", "icab"),
        ("description", "Un prototype."),
        ("need_types", "rd_grant"),
        ("company", "Kanal Data"),
        ("name", "Ada"),
        ("email", "ada@kanal.example"),
        ("language", "fr"),
        ("share", "true"),
    ];
    app.anonymous().form("/needs/new", &form).await.expect_status(303);
    let place =
        async || app.as_staff(host("icab")).await.get("/v1/needs").await.json()["items"].as_array().unwrap().len();
    assert_eq!(place().await, 0, "silence is no agreement");
    let somebody_else = ("email", "bert@kanal.example");
    let ticked: Vec<_> = form
        .into_iter()
        .filter(|(name, _)| !["submission", "email"].contains(name))
        .chain([somebody_else, tick])
        .collect();
    app.anonymous().form("/needs/new", &ticked).await.expect_status(303);
    assert_eq!(place().await, 1);
}
