//! The console's pages of members, without JavaScript.

use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::json;

use crate::bench::{app, enter, hidden, names, post, robotics};

#[tokio::test]
async fn a_coordinator_enters_changes_and_ends_a_member_by_forms() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let empty = staff.clone().get("/console/members").await.expect_status(200).text();
    assert!(empty.contains("Aucun membre pour l’instant"), "an empty list says how to begin");
    let form = staff.clone().get("/console/members/new").await.expect_status(200).text();
    let id = hidden(&form, "id");
    let wrong = format!("id={id}&trade_name=&host_location=icab&stage=launch");
    let refused = staff.clone().post_form("/console/members/new", &wrong).await.expect_status(422).text();
    assert!(refused.contains("f-trade-name"), "the summary leads to the field");
    let entered = format!(
        "id={id}&trade_name=A%26B&host_location=icab&stage=launch&funding_sources=own&rd_intensity=high&languages=fr&languages=nl"
    );
    let first = staff.clone().post_form("/console/members/new", &entered).await.expect_status(303);
    let same = staff.clone().post_form("/console/members/new", &entered).await.expect_status(303);
    assert_eq!(same.header("location"), first.header("location"));
    let changed = entered.replace("A%26B", "A%26C");
    let again = staff.clone().post_form("/console/members/new", &changed).await.expect_status(303);
    assert_eq!(again.header("location"), format!("/console/members/{id}?done=made-before"));
    assert_eq!(names(&app, "").await, ["A&B"], "sent twice, entered once");
    let path = format!("/console/members/{id}");
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("Subside R&amp;D") || page.contains("R&amp;D"), "what was determined stands on the page");
    let change = staff.clone().get(&format!("{path}/change")).await.expect_status(200).text();
    assert!(change.contains("value=\"A&amp;B\"") && change.contains("name=\"version\" value=\"1\""));
    let changed = "version=1&trade_name=C&host_location=greenbizz&stage=early";
    staff.clone().post_form(&format!("{path}/change"), changed).await.expect_status(303);
    let late = staff.clone().post_form(&format!("{path}/change"), changed).await.expect_status(422).text();
    assert!(late.contains("entre-temps"));
    staff.clone().post_form(&path, "action=end&version=2").await.expect_status(303);
    staff.get(&path).await.expect_status(404);
}

#[tokio::test]
async fn to_ask_nothing_of_a_member_is_refused_at_the_group() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let path = format!("/console/members/{id}/proposals");
    for decision in ["ask", "later", "no"] {
        let form = format!("decision={decision}&reason=Plus+tard+peut-%C3%AAtre");
        let page = staff.clone().post_form(&path, &form).await.expect_status(422).text();
        assert!(
            page.contains("<a href=\"#f-need-types\">Que demander ? Cochez au moins un type de besoin.</a>"),
            "{page}"
        );
        assert!(page.contains("id=\"f-need-types-error\""), "beside the group, too: {page}");
        assert!(page.contains("Plus tard peut-être"), "what was entered stays: {page}");
    }
    assert!(post(&app).await.is_empty());
    let page = staff.get(&path).await.expect_status(200).text();
    assert!(page.contains("id=\"proposals\"") && !page.contains("error-summary"), "a page of its own: {page}");
}

#[tokio::test]
async fn proposals_are_asked_together_from_the_members_page() {
    let app = app().await;
    let mut early = robotics();
    early["stage"] = json!("early");
    let id = enter(&app, &early).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    staff.clone().get("/console/members/proposals?status=open").await.expect_status(200);
    let decide = format!("/console/members/{id}/proposals");
    let both = "decision=ask&need_types=rd_grant&need_types=research_partner";
    staff.clone().post_form(&decide, both).await.expect_status(303);
    let sent = post(&app).await;
    assert_eq!(sent.len(), 1, "two proposals, one mail");
    let list = staff.clone().get("/console/members/proposals?status=asked").await.expect_status(200).text();
    assert_eq!(list.matches("Zoé Robotics</strong>").count(), 2);
    staff.clone().get("/console/members/map?show=proposals").await.expect_status(200);
    let map = staff.clone().get("/console/members/map?stage=launch").await.expect_status(200).text();
    assert!(map.contains("aria-current=\"page\"") && map.contains("stage=growth"), "by stage, too");
    staff.clone().get("/console/members/map?stage=nothing").await.expect_status(404);
    staff.get("/console/members?q=nothing").await.expect_status(200);
}

#[tokio::test]
async fn the_list_offers_what_the_members_page_can_do_and_says_what_it_counts() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let mut nowhere = robotics();
    (nowhere["name"], nowhere["stage"]) = (json!("Beurspunt"), json!("early"));
    for field in ["contact_email", "enterprise_number"] {
        nowhere.as_object_mut().unwrap().remove(field);
    }
    enter(&app, &nowhere).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let list = staff.clone().get("/console/members").await.expect_status(200).text();
    assert!(list.contains("\"Demander: Zoé Robotics\""), "{list}");
    assert!(list.contains("\"Compléter: Beurspunt\""), "nobody can be asked without an address: {list}");
    assert!(!list.contains("En tout :"));
    let some = staff.get("/console/members?stage=launch").await.expect_status(200).text();
    assert!(some.contains("En tout : 2 membres") && !some.contains("Beurspunt"), "{some}");
}

#[tokio::test]
async fn a_host_sees_its_members_without_what_is_proposed() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    enter(&app, &json!({"name": "Elsewhere", "location": "greenbizz"})).await;
    let role = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    let host = app.as_staff(role).await.header("sec-fetch-site", "same-origin");
    let list = host.clone().get("/console/members").await.expect_status(200).text();
    assert!(list.contains("Zoé Robotics") && !list.contains("Elsewhere") && !list.contains("R&amp;D"));
    assert!(
        list.contains("profil complet") && !list.contains("rien à proposer"),
        "what is not shown is not denied: {list}"
    );
    assert!(list.contains("hébergées dans votre lieu, ICAB"), "{list}");
    let form = host.clone().get("/console/members/new").await.expect_status(200).text();
    assert!(form.contains("value=\"icab\" selected"), "the one place there is: {form}");
    let page = host.clone().get(&format!("/console/members/{id}")).await.expect_status(200).text();
    assert!(!page.contains("id=\"proposals\""));
    for closed in ["/console/members/proposals", "/console/members/duplicates", "/console/members/map"] {
        host.clone().get(closed).await.expect_status(404);
    }
    host.post_form(&format!("/console/members/{id}/proposals"), "decision=no&need_types=rd_grant")
        .await
        .expect_status(404);
    let adviser = app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() }).await;
    adviser.get("/console/members").await.expect_status(404);
}

#[tokio::test]
async fn from_a_members_page_whoever_speaks_for_it_states_a_need() {
    let app = app().await;
    let here = enter(&app, &robotics()).await;
    let left = json!({"name": "Parti", "hosted": [{"location": "icab", "to": "2026-11-01"}]});
    let left = enter(&app, &left).await;
    let leads = async |role: StaffRole, id: &str| {
        let page = app.as_staff(role).await.get(&format!("/console/members/{id}")).await.expect_status(200).text();
        page.contains(&format!("href=\"/needs/new?member={id}\""))
    };
    let host = || StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    assert!(leads(StaffRole::Coordinator, &here).await && leads(host(), &here).await);
    assert!(leads(StaffRole::Coordinator, &left).await && !leads(host(), &left).await, "it is not there any more");
    let staff = app.as_staff(host()).await.language("en");
    let page = staff.get(&format!("/console/members/{here}?done=need")).await.expect_status(200).text();
    assert!(page.contains("The need is stated"), "{page}");
}
