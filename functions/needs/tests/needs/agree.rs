//! A member who agrees later, adds something, or sends the form once more.

use domain::ids::NeedId;
use domain::need::Agreed;
use serde_json::{Value, json};
use store::link::{LinkPurpose, issue};
use testkit::TestApp;

use crate::common::{app, count, need, need_with, stated};

async fn own(app: &TestApp, need: &Value) -> (String, String) {
    let id = stated(app, "own", need).await;
    let path = format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, &id, 0));
    (id, path)
}

async fn view(app: &TestApp, id: &str) -> Value {
    app.as_admin().get(&format!("/v1/needs/{id}")).await.expect_status(200).json()
}

fn withheld() -> Value {
    need_with("/consent/share_with_agencies", json!(false))
}

#[tokio::test]
async fn consent_is_given_on_the_needs_page_in_the_words_of_the_form() {
    let app = app().await;
    let (id, path) = own(&app, &withheld()).await;
    assert_eq!(view(&app, &id).await["status"], "to_triage");
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("value=\"give_consent\"") && page.contains("I agree that my request"), "{page}");
    assert!(page.contains("(Innoviris)") && !page.contains("take_back_consent"), "{page}");
    let done = app.anonymous().form(&path, &[("action", "give_consent")]).await.expect_status(303);
    assert_eq!(done.header("location"), format!("{path}?done=agreed"));
    let after = view(&app, &id).await;
    assert_eq!((after["status"].as_str(), &after["share_with_agencies"]), (Some("referred"), &json!(true)));
    assert_eq!(after["referrals"][0]["agency"], "innoviris");
    let given = after["history"].as_array().unwrap().iter().find(|one| one["what"] == "need.consent_given").unwrap();
    assert_eq!(given["actor"], "member");
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("I agree that my request") && page.contains("(wording 2026-11)"), "{page}");
    let coordinator =
        app.as_admin().language("en").get(&format!("/console/needs/{id}")).await.expect_status(200).text();
    assert!(coordinator.contains("24 Nov 2026: “I agree that my request"), "{coordinator}");
    assert!(page.contains("take_back_consent") && !page.contains("give_consent"), "{page}");
    app.anonymous().form(&path, &[("action", "give_consent")]).await.expect_status(303);
    assert_eq!(view(&app, &id).await, after, "again it changes nothing");
}

#[tokio::test]
async fn what_was_given_can_be_taken_back_also_where_a_wider_consent_is_awaited() {
    let app = app().await;
    let (id, path) = own(&app, &need_with("/consent/share_with_agencies", json!(["citydev"]))).await;
    assert_eq!(view(&app, &id).await["status"], "to_triage", "citydev can't help with it");
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    assert!(page.contains("give_consent") && page.contains("take_back_consent"), "{page}");
}

#[tokio::test]
async fn a_form_with_the_same_address_does_not_give_back_the_consent_that_its_owner_took_back() {
    let app = app().await;
    let form = |key: &'static str| [&FORM[..], &[("submission", key), ("share", "true")]].concat();
    app.anonymous().form("/needs/new", &form("one")).await.expect_status(303);
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    let id = item["id"].as_str().unwrap();
    let path = format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, id, 0));
    app.anonymous().form(&path, &[("action", "take_back_consent")]).await.expect_status(303);
    app.anonymous().form("/needs/new", &form("two")).await.expect_status(303);
    assert_eq!(count(&app).await, 2, "anybody can type an address: it is a need of its own");
    let first = view(&app, id).await;
    assert_eq!((first["status"].as_str(), &first["share_with_agencies"]), (Some("to_triage"), &json!(false)));
}

#[tokio::test]
async fn consent_taken_back_is_given_again() {
    let app = app().await;
    let (id, path) = own(&app, &need()).await;
    for (action, status) in [("take_back_consent", "to_triage"), ("give_consent", "referred")] {
        app.anonymous().form(&path, &[("action", action)]).await.expect_status(303);
        assert_eq!(view(&app, &id).await["status"], status);
    }
}

#[tokio::test]
async fn the_page_says_only_what_stands() {
    let app = app().await;
    let (_, path) = own(&app, &withheld()).await;
    let said = async |code: &str| {
        let page = app.anonymous().language("en").get(&format!("{path}?done={code}")).await;
        page.expect_status(200).text()
    };
    let act = async |form: &[(&str, &str)]| app.anonymous().form(&path, form).await.expect_status(303);
    let page = said("agreed").await;
    assert!(!page.contains("Your consent is noted") && page.contains("an agency once you agree"), "{page}");
    act(&[("action", "add"), ("text", "And for the software.")]).await;
    act(&[("action", "give_consent")]).await;
    let page = said("agreed").await;
    assert!(page.contains("Your consent is noted") && page.contains("that has it in hand"), "{page}");
    assert!(page.contains("Request added to or repeated"), "{page}");
    for (code, words) in [("consent", "Your consent is withdrawn"), ("withdrawn", "Your request is withdrawn")] {
        assert!(!said(code).await.contains(words), "{code}");
    }
    act(&[("action", "take_back_consent")]).await;
    let page = said("consent").await;
    assert_eq!(page.matches("you did not agree").count(), 1, "of what was taken back the step itself tells: {page}");
}

const FORM: [(&str, &str); 8] = [
    ("location", "icab"),
    ("description", "Nous cherchons un soutien pour un prototype."),
    ("need_types", "rd_grant"),
    ("company", "Zoé Robotics"),
    ("stage", "launch"),
    ("name", "Zoé Maes"),
    ("email", "zoe@zoe-robotics.example"),
    ("language", "fr"),
];

#[tokio::test]
async fn the_form_sent_again_with_consent_gives_it_to_the_need_that_waits() {
    let app = app().await;
    let first = [&FORM[..], &[("submission", "one")]].concat();
    app.anonymous().form("/needs/new", &first).await.expect_status(303);
    let again = [&FORM[..], &[("submission", "two"), ("share", "true")]].concat();
    app.anonymous().form("/needs/new", &again).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
    let item = app.as_admin().get("/v1/needs").await.json()["items"][0].clone();
    assert_eq!(item["status"], "referred");
    let id = item["id"].as_str().unwrap().to_owned();
    assert_eq!(agreed(&app, &id).await.as_deref(), Some(Agreed::BY_MEMBER));
    let path = format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, &id, 0));
    app.anonymous().form(&path, &[("action", "take_back_consent")]).await.expect_status(303);
    assert_eq!(agreed(&app, &id).await, None, "what was taken back is not kept");
}

#[tokio::test]
async fn what_a_program_says_was_agreed_to_is_in_no_words_of_ours() {
    let app = app().await;
    let id = stated(&app, "own", &need()).await;
    assert_eq!(view(&app, &id).await["share_with_agencies"], true);
    assert_eq!(agreed(&app, &id).await, None);
}

/// In which words of ours a need is shared.
#[expect(clippy::unwrap_used, reason = "a test stops where something is missing")]
async fn agreed(app: &TestApp, id: &str) -> Option<String> {
    let found = app.store().needs().load(&NeedId::parse(id).unwrap()).await.unwrap().unwrap();
    found.case.person.unwrap().agreed.map(|agreed| agreed.words)
}

#[tokio::test]
async fn the_form_sent_again_by_way_of_the_browsers_back_leads_to_what_was_taken_in() {
    let app = app().await;
    let form = [&FORM[..], &[("submission", "one"), ("share", "true")]].concat();
    let first = app.anonymous().form("/needs/new", &form).await.expect_status(303);
    let again = app.anonymous().form("/needs/new", &form).await.expect_status(303);
    assert_eq!((again.header("location"), count(&app).await), (first.header("location"), 1));
}

#[tokio::test]
async fn what_is_added_stands_on_the_page() {
    let app = app().await;
    let (id, path) = own(&app, &need()).await;
    let text = "En ook voor de <software>.";
    let done = app.anonymous().form(&path, &[("action", "add"), ("text", text)]).await.expect_status(303);
    assert_eq!(done.header("location"), format!("{path}?done=added"));
    assert_eq!(view(&app, &id).await["history"].as_array().unwrap().last().unwrap()["what"], "need.added");
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    assert!(page.contains("En ook voor de &lt;software&gt;."), "{page}");
    for wrong in ["", " \n", "é".repeat(2_001).as_str()] {
        let refused = app.anonymous().form(&path, &[("action", "add"), ("text", wrong)]).await.expect_status(422);
        let page = refused.text();
        assert!(page.contains("href=\"#f-text\"") && page.contains(wrong.trim()), "{page}");
    }
    app.anonymous().form(&path, &[("action", "withdraw")]).await.expect_status(303);
    app.anonymous().form(&path, &[("action", "add"), ("text", text)]).await.expect_status(409);
}

#[tokio::test]
async fn a_colleagues_message_stands_on_the_page_with_their_name() {
    let app = app().await;
    let of = |name: &str, email: &str| {
        let mut said = need_with("/contact/email", json!(email));
        said["contact"]["name"] = json!(name);
        said["member"]["enterprise_number"] = json!("0403.019.261");
        said
    };
    let (_, path) = own(&app, &of("Zoé Maes", "zoe@zoe-robotics.example")).await;
    let mut second = of("Jean Petit", "jean@zoe-robotics.example");
    second["description"] = json!("Et pour le logiciel.");
    app.anonymous().key("b").post_json("/v1/needs", &second).await.expect_status(200);
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    assert!(page.contains("Et pour le logiciel.") && page.contains("Jean Petit"), "{page}");
    assert!(page.contains("Iemand van uw onderneming") && !page.contains("jean@zoe"), "{page}");
}

#[tokio::test]
async fn the_page_speaks_to_its_reader_and_says_what_can_still_be_done() {
    let app = app().await;
    let (_, path) = own(&app, &withheld()).await;
    app.anonymous().form(&path, &[("action", "withdraw")]).await.expect_status(303);
    for (tag, others) in [("fr", "le membre"), ("nl", "het lid"), ("en", "the member")] {
        let page = app.anonymous().language(tag).get(&path).await.expect_status(200).text();
        assert!(!page.to_lowercase().contains(others), "{tag}: {page}");
        assert!(page.contains("value=\"reopen\""), "{tag}: it can be taken up again");
    }
    let id = stated(&app, "shared", &need_with("/contact/email", json!("ann@kanal.example"))).await;
    let shared = format!("/n/{}", issue(app.store().secrets(), LinkPurpose::Need, &id, 0));
    app.anonymous().form(&shared, &[("action", "withdraw")]).await.expect_status(303);
    let page = app.anonymous().get(&shared).await.expect_status(200).text();
    assert!(!page.contains("take_back_consent"), "nothing is shared any more");
}

#[tokio::test]
async fn a_place_that_is_closed_is_named_and_the_others_are_offered() {
    let app = app().await;
    let page = app.anonymous().get("/needs/new?location=costation&lang=en").await.expect_status(200).text();
    assert!(page.contains("is not open today") && page.contains("<option value=\"icab\""), "{page}");
    let page = app.anonymous().get("/needs/new?location=icab&lang=en").await.expect_status(200).text();
    assert!(!page.contains("is not open today"), "{page}");
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form() {
    let app = app().await;
    let long = "é".repeat(4_001);
    let kinds = ["rd_grant", "hiring", "seed_equity", "fin_plan", "growth", "difficulty"];
    let mut form = vec![("submission", "one"), ("description", long.as_str())];
    form.extend(kinds.map(|kind| ("need_types", kind)));
    let page = app.anonymous().language("en").form("/needs/new", &form).await.expect_status(422).text();
    let summary = page.split("error-summary").nth(1).unwrap().split("</ul>").next().unwrap();
    let told: Vec<&str> = summary.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(told, ["f-location", "f-description", "f-need-types", "f-company", "f-name", "f-email"], "{summary}");
}

#[tokio::test]
async fn a_form_that_was_sent_leads_to_a_new_one() {
    let app = app().await;
    let first = [&FORM[..], &[("submission", "one")]].concat();
    app.anonymous().form("/needs/new", &first).await.expect_status(303);
    let changed: Vec<_> =
        first.iter().map(|(name, value)| (*name, if *name == "stage" { "growth" } else { *value })).collect();
    let page = app.anonymous().header("accept", "text/html").language("en").form("/needs/new", &changed).await;
    let page = page.expect_status(409).text();
    assert!(page.contains("Open a new form") && page.contains("href=\"/needs/new\""), "{page}");
    assert!(!page.contains("Try again"), "{page}");
}
