//! What a member does on its own page: yes, no, corrects, takes back.

use domain::Language;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::LocationId;
use domain::member::Sent;
use domain::staff::StaffRole;
use flows::members::{Told, told};
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, hidden, link, post, read, robotics};
use crate::imports::{checked, does, upload};

/// A member that was asked, and the path of its page.
async fn asked(app: &TestApp) -> (String, String) {
    let id = enter(app, &robotics()).await;
    let ask = format!("/v1/proposals/{id}.rd_grant");
    app.as_admin().post_json(&ask, &json!({"decision": "ask"})).await.expect_status(200);
    let sent = post(app).await;
    (id, link(&sent[0].message.text, "/m/"))
}

async fn status(app: &TestApp, id: &str) -> Value {
    let list = read(app, &format!("/v1/members/{id}/proposals")).await;
    list["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "rd_grant").cloned().unwrap()
}

#[tokio::test]
async fn a_yes_makes_one_need_with_consent_and_the_agency_is_asked() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    assert!(page.contains("Innoviris") && page.contains("Ja, geef door"), "in its language, with who is told");
    assert_eq!(status(&app, &id).await["status"], "asked", "reading changes nothing");
    let yes = "action=yes&need_type=rd_grant";
    app.anonymous().post_form(&path, yes).await.expect_status(303);
    app.anonymous().post_form(&path, yes).await.expect_status(303);
    let proposal = status(&app, &id).await;
    assert_eq!(proposal["status"], "yes");
    let need = domain::ids::NeedId::parse(proposal["need"].as_str().unwrap()).unwrap();
    let case = app.store().needs().load(&need).await.unwrap().unwrap().case;
    assert_eq!(case.need.member.as_ref().map(ToString::to_string), Some(id.clone()));
    assert_eq!(case.need.location.as_str(), "icab");
    let agencies: Vec<&str> = case.referrals.iter().map(|referral| referral.agency.as_str()).collect();
    assert_eq!(agencies, ["innoviris"]);
    let said = case.person.unwrap();
    assert!(said.company.profile.contains_key("stage"));
    assert_eq!(said.description, "", "a rule's words are not the company's");
    let found = read(&app, "/v1/people?q=zoe@zoe-robotics.example").await;
    let person = found["items"][0]["id"].as_str().unwrap();
    let export = read(&app, &format!("/v1/people/{person}/export")).await;
    let agreed = &export["needs"][0]["agreed"];
    assert_eq!((&agreed["at"], &agreed["version"]), (&export["needs"][0]["created_at"], &json!("2026-11-yes")));
    assert!(agreed["words"]["nl"].as_str().unwrap().ends_with("gaan naar: innoviris."), "{agreed}");
    let catalogue = app.store().catalogue().load().await.unwrap();
    let (on, why) = case.need.need_types[0].proposed().expect("it was proposed");
    assert_eq!(on, app.store().now().day_in(BRUSSELS));
    let why: Vec<String> = why.iter().map(|one| one.text(Language::Nl, &catalogue)).collect();
    assert!(why[0].contains("O&O"), "{why:?}");
    let sent = post(&app).await;
    let to: Vec<String> = sent.iter().map(|sent| sent.message.to.to_string()).collect();
    assert_eq!(to.len(), 2, "the agency and the member, once each: {to:?}");
    assert!(!sent.iter().any(|sent| sent.message.text.contains("In de woorden van de onderneming")));
    let needs = app.store().needs().list(&Default::default(), None, 10).await.unwrap();
    assert_eq!(needs.items.len(), 1, "said twice, one need");
    let record = app.store().members().load(&domain::ids::MemberId::parse(&id).unwrap()).await.unwrap().unwrap();
    assert_eq!(record.value.stated.len(), 1);
}

#[tokio::test]
async fn a_yes_whose_need_ended_without_help_comes_back_once_a_fact_changes() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    app.anonymous().post_form(&path, "action=yes&need_type=rd_grant").await.expect_status(303);
    post(&app).await;
    let need = status(&app, &id).await["need"].as_str().unwrap().to_owned();
    let need = domain::ids::NeedId::parse(&need).unwrap();
    flows::needs::move_need(app.store(), &need, |case, _, now| domain::moves::withdraw(case, now, &Actor::Member))
        .await
        .unwrap();
    post(&app).await;
    assert_eq!(status(&app, &id).await["status"], "yes", "nothing changed since");
    let staff = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = staff.get(&format!("/console/members/{id}")).await.expect_status(200).text();
    assert!(page.contains("The request ended without help"), "{page}");
    let member = format!("/v1/members/{id}");
    let read = app.as_admin().get(&member).await;
    let mut body = read.json();
    body["stage"] = json!("early");
    app.as_admin().if_match(read.header("etag")).put_json(&member, &body).await.expect_status(200);
    assert_eq!(status(&app, &id).await["status"], "open");
}

#[tokio::test]
async fn a_yes_whose_need_ended_with_its_persons_data_ended_without_help() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    app.anonymous().post_form(&path, "action=yes&need_type=rd_grant").await.expect_status(303);
    post(&app).await;
    let found = read(&app, "/v1/people?q=zoe@zoe-robotics.example").await;
    let person = found["items"][0]["id"].as_str().unwrap();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    let id = domain::ids::MemberId::parse(&id).unwrap();
    let record = app.store().members().load(&id).await.unwrap().expect("the company stays").value;
    let said_yes = record.case.proposals.iter().find(|one| one.need.is_some()).unwrap();
    assert!(!record.stated[0].open && said_yes.unhelped, "{said_yes:?}");
}

#[tokio::test]
async fn who_answers_was_asked_in_what_a_rule_brought_about() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let rule = status(&app, &id).await["rule"].as_str().unwrap().to_owned();
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let became = async || {
        let versions = read(&app, &format!("/v1/rules/{rule}/versions")).await;
        versions["items"][0]["became"].clone()
    };
    assert_eq!(became().await, json!({"asked": 1, "yes": 0, "declined": 0}));
    for (answer, after) in
        [("no", json!({"asked": 1, "yes": 0, "declined": 1})), ("yes", json!({"asked": 1, "yes": 1, "declined": 0}))]
    {
        app.anonymous().post_form(&path, &format!("action={answer}&need_type=rd_grant")).await.expect_status(303);
        assert_eq!(became().await, after);
    }
    let page = staff.get("/console/members/rules").await.expect_status(200).text();
    assert!(page.contains("demandé : 1, dont oui : 1 · non : 0"), "{page}");
}

#[tokio::test]
async fn a_no_passes_nothing_on_and_a_yes_may_follow() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    app.anonymous().post_form(&path, "action=no&need_type=rd_grant").await.expect_status(303);
    assert_eq!(status(&app, &id).await["status"], "declined");
    assert!(app.store().needs().list(&Default::default(), None, 10).await.unwrap().items.is_empty());
    app.anonymous().post_form(&path, "action=yes&need_type=rd_grant").await.expect_status(303);
    assert_eq!(status(&app, &id).await["status"], "yes");
    let no = "action=no&need_type=rd_grant";
    let refused = app.anonymous().language("en").post_form(&path, no).await.expect_status(409).text();
    assert!(refused.contains("You said yes before"), "said to the member, not to staff: {refused}");
    app.anonymous().post_form(&path, "action=yes&need_type=hiring").await.expect_status(404);
}

#[tokio::test]
async fn what_the_member_says_goes_before_what_others_said() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let form = "action=save&trade_name=Zo%C3%A9+Robotics&stage=growth&languages=nl&contact_email=zoe%40zoe-robotics.example\
                &headcount_fte=many";
    let refused = app.anonymous().post_form(&path, form).await.expect_status(422).text();
    assert!(refused.contains("value=\"many\""), "what was entered stays");
    let form = form.replace("many", "3") + "&consents=survey_invitations";
    app.anonymous().post_form(&path, &form).await.expect_status(303);
    let seen = read(&app, &format!("/v1/members/{id}")).await;
    assert_eq!((seen["stage"].as_str(), seen["headcount_fte"].as_f64()), (Some("growth"), Some(3.0)));
    assert_eq!(seen["sources"]["stage"]["from"], "member_form");
    assert_eq!(seen.get("enterprise_number"), None, "what it takes back is gone");
    assert_eq!(seen["location"], "icab", "where it is hosted is not its to say");
    let consent = &seen["consents"][0];
    assert_eq!((consent["kind"].as_str(), consent["text_version"].is_string()), (Some("survey_invitations"), true));
    // Unticked, it is withdrawn and remembered.
    app.anonymous().post_form(&path, &form.replace("&consents=survey_invitations", "")).await.expect_status(303);
    assert!(read(&app, &format!("/v1/members/{id}")).await["consents"][0]["withdrawn_on"].is_string());
}

#[tokio::test]
async fn answers_to_the_questions_leave_the_rest_alone() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    app.anonymous().post_form(&path, "action=answer&headcount_fte=12&hiring_next_6m=2").await.expect_status(303);
    let seen = read(&app, &format!("/v1/members/{id}")).await;
    assert_eq!((seen["stage"].as_str(), seen["headcount_fte"].as_f64()), (Some("launch"), Some(12.0)));
    let hiring = read(&app, "/v1/members?proposal=hiring").await;
    assert_eq!(hiring["items"][0]["name"], "Zoé Robotics", "an answer decides a proposal");
}

#[tokio::test]
async fn no_id_stands_twice_and_what_is_asked_first_is_not_emptied_by_the_rest() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let twice: Vec<&&str> =
        ids.iter().enumerate().filter(|(at, id)| ids[..*at].contains(id)).map(|(_, id)| id).collect();
    assert_eq!(twice, Vec::<&&str>::new());
    let first = hidden(&page, "asked");
    let field = format!("name=\"{first}\"");
    assert!(page.contains(&field), "{first} is asked once, before the rest");
    app.anonymous().post_form(&path, "action=answer&headcount_fte=12").await.expect_status(303);
    let form = "action=save&asked=headcount_fte&trade_name=Zo%C3%A9+Robotics&languages=nl&contact_email=zoe%40zoe-robotics.example";
    app.anonymous().post_form(&path, form).await.expect_status(303);
    let seen = read(&app, &format!("/v1/members/{id}")).await;
    assert_eq!((seen["headcount_fte"].as_f64(), seen.get("stage")), (Some(12.0), None));
}

#[tokio::test]
async fn all_that_is_wrong_is_named_at_once_in_the_order_of_the_form() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let form = "action=save&trade_name=&founded_on=2199-01-01&contact_email=nobody&headcount_fte=many&consents=digest\
                &already_in_touch=nobody";
    let page = app.anonymous().post_form(&path, form).await.expect_status(422).text();
    let at = |field: &str| page.find(&format!("href=\"#f-{field}\"")).unwrap_or_else(|| panic!("no {field} in {page}"));
    let places = ["trade-name", "founded-on", "contact-email", "headcount-fte", "already-in-touch"].map(at);
    assert!(places.is_sorted(), "{places:?}");
    let ticked = page.split("value=\"digest\"").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
    assert!(ticked.contains("checked"), "what was ticked stays: {ticked}");
    // A refused answer leaves the form of the rest as it is known.
    let page = app.anonymous().post_form(&path, "action=answer&headcount_fte=many").await.expect_status(422).text();
    assert!(page.contains("value=\"Zoé Robotics\"") && page.contains("value=\"zoe@zoe-robotics.example\""), "{page}");
    assert_eq!(read(&app, &format!("/v1/members/{id}")).await["stage"], "launch");
}

#[tokio::test]
async fn what_is_taken_back_is_gone_and_so_is_the_page() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let gone = app.anonymous().post_form(&path, "action=take_back").await.expect_status(200).text();
    assert!(gone.contains("Uw vragen en afspraken houden hun eigen pagina"), "{gone}");
    app.anonymous().get(&path).await.expect_status(404);
    app.as_admin().get(&format!("/v1/members/{id}")).await.expect_status(404);
    assert_eq!(read(&app, "/v1/members?q=robotics").await["items"], json!([]));
    assert_eq!(read(&app, "/v1/members?q=zoe@zoe-robotics.example").await["items"], json!([]));
    assert_eq!(read(&app, "/v1/proposals?status=asked").await["items"], json!([]));
}

#[tokio::test]
async fn one_click_ends_digests_reading_the_link_does_not_and_a_tick_brings_them_back() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let form = "action=save&trade_name=Zo%C3%A9+Robotics&stage=launch&languages=nl&contact_email=zoe%40zoe-robotics.example\
                &consents=digest";
    app.anonymous().post_form(&path, form).await.expect_status(303);
    let member = domain::ids::MemberId::parse(&id).unwrap();
    let reader = domain::inform::Reader::Member(member).key();
    let secrets = app.store().secrets();
    let token = store::link::issue(secrets, store::link::LinkPurpose::DigestUnsubscribe, &reader, 0);
    let address = domain::contact::EmailAddress::parse("zoe@zoe-robotics.example").unwrap();
    let told = async || flows::inform::is_told(app.store(), &address).await.unwrap();
    let consent =
        async || read(&app, &format!("/v1/members/{id}")).await["consents"].as_array().unwrap().last().cloned();
    let page = app.anonymous().language("en").get(&format!("/u/{token}")).await.expect_status(200).text();
    assert!(page.contains("One click ends the monthly digest") && told().await, "{page}");
    let click = "List-Unsubscribe=One-Click";
    app.anonymous().post_form(&format!("/u/{token}"), click).await.expect_status(200);
    app.anonymous().post_form(&format!("/u/{token}"), click).await.expect_status(200);
    assert!(!told().await && consent().await.unwrap()["withdrawn_on"].is_string());
    let page = app.anonymous().language("en").get(&format!("/u/{token}")).await.expect_status(200).text();
    assert!(page.contains("You will get no more digests") && !page.contains("action=\"/u/"), "{page}");
    app.anonymous().post_form(&path, form).await.expect_status(303);
    assert!(told().await && consent().await.unwrap().get("withdrawn_on").is_none(), "{:?}", consent().await);
}

#[tokio::test]
async fn what_it_emptied_neither_a_list_nor_an_event_of_its_host_fills_in_again() {
    let app = app().await;
    let (id, path) = asked(&app).await;
    let form = "action=save&trade_name=Zo%C3%A9+Robotics&languages=nl&contact_email=zoe%40zoe-robotics.example";
    app.anonymous().post_form(&path, form).await.expect_status(303);
    let list = "Entreprise;E-mail;Phase;Effectif (ETP)\r\nZoé Robotics;zoe@zoe-robotics.example;lancement;3\r\n";
    let import = checked(&app, &upload(&app, list.as_bytes()).await).await;
    does(&app, &import, "run").await;
    let seen = async || read(&app, &format!("/v1/members/{id}")).await;
    let now = seen().await;
    assert_eq!((now.get("stage"), now["headcount_fte"].as_f64()), (None, Some(3.0)), "what is new is learnt");
    assert_eq!(now["sources"]["stage"]["from"], "member_form", "who emptied it");
    let profile = json!({"trade_name": "Zoé Robotics", "contact_email": "zoe@zoe-robotics.example", "stage": "growth"});
    let sent = Sent { hosted: None, place: None, profile: serde_json::from_value(profile).unwrap() };
    let claim = app.store().idempotency().claim("needs", "test", "m1", b"{}");
    let place = LocationId::parse("icab").unwrap();
    let whose = told(app.store(), &place, (Told::Changed, sent), Actor::System, &claim).await.unwrap();
    assert_eq!((whose.map(String::from), seen().await.get("stage")), (Some(id.clone()), None));
    app.anonymous().post_form(&path, "action=answer&stage=early").await.expect_status(303);
    assert_eq!(seen().await["stage"], "early", "it may say it again itself");
}
