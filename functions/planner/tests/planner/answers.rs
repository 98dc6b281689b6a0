//! Agencies see their part and answer, by link.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use serde_json::{Value, json};

use crate::common::Desk;

/// The path of the link in the last mail to an address that has one.
fn link(desk: &Desk, agency: &str) -> String {
    let mails = desk.mails.take();
    let text = mails
        .iter()
        .rev()
        .map(|mail| mail.message.text.clone())
        .find(|text| text.contains(agency) && text.contains("/p/"));
    let text = text.unwrap();
    let at = text.find("/p/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

/// A plan about which Innoviris was asked, something of its part, and the path of its page.
pub(crate) async fn asked(desk: &Desk) -> (String, Value, String) {
    let id = desk.planned("none").await;
    desk.post(&id, "ask", &json!({"agencies": ["innoviris"]})).await.expect_status(202);
    desk.dispatch().await;
    let plan = desk.plan(&id).await;
    let own = plan["assignments"].as_array().unwrap().iter().find(|one| one["agency"] == "innoviris").unwrap().clone();
    (id, own, link(desk, "innoviris"))
}

#[tokio::test]
async fn an_answer_is_a_pin_or_a_forbidden_slot() {
    let desk = Desk::new().await;
    let (id, own, path) = asked(&desk).await;
    let name = own["id"].as_str().unwrap();
    let page = desk.app.anonymous().language("fr").get(&path).await.expect_status(200).text();
    assert!(page.contains(name), "{page}");
    assert!(page.contains("Si vous répondez non, dites pourquoi</label>"), "a no has a reason: {page}");
    assert_eq!(desk.plan(&id).await["answers"], json!([]), "reading changes nothing");
    let ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert!(page.matches("name=\"reason\"").count() > 1, "one form for each permanence");
    assert_eq!(distinct.len(), ids.len(), "no id stands twice: {ids:?}");
    // No without a reason asks for one.
    let refused = desk.app.anonymous().form(&path, &[("assignment", name), ("says", "no")]).await;
    assert!(refused.expect_status(422).text().contains("f-reason-error"));
    let no = [("assignment", name), ("says", "no"), ("reason", "Formation")];
    desk.app.anonymous().form(&path, &no).await.expect_status(303);
    desk.app.anonymous().form(&path, &no).await.expect_status(303);
    let plan = desk.plan(&id).await;
    assert_eq!(plan["answers"].as_array().unwrap().len(), 1, "said twice is said once");
    assert_eq!(
        (plan["answers"][0]["says"].as_str(), plan["answers"][0]["reason"].as_str()),
        (Some("no"), Some("Formation"))
    );
    assert_eq!(
        (plan["pins"][0]["wish"].as_str(), plan["pins"][0]["by"].as_str()),
        (Some("forbidden"), Some("innoviris"))
    );
    let after = desk.again(&id).await;
    assert!(after["assignments"].as_array().unwrap().iter().all(|one| one["id"] != name), "{after}");
}

#[tokio::test]
async fn a_yes_and_another_time_are_kept_to() {
    let desk = Desk::new().await;
    let (id, own, path) = asked(&desk).await;
    let name = own["id"].as_str().unwrap();
    desk.app.anonymous().form(&path, &[("assignment", name), ("says", "yes")]).await.expect_status(303);
    assert_eq!(desk.plan(&id).await["pins"][0]["wish"], "pinned");
    let day: chrono::NaiveDate = own["days"][0].as_str().unwrap().parse().unwrap();
    let other = if chrono::Datelike::weekday(&day) == chrono::Weekday::Tue { "3-0" } else { "1-0" };
    desk.app
        .anonymous()
        .form(&path, &[("assignment", name), ("says", "other"), ("time", other)])
        .await
        .expect_status(303);
    let wishes: Vec<String> = desk.plan(&id).await["pins"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pin| pin["wish"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(wishes, ["forbidden", "pinned"]);
    desk.app
        .anonymous()
        .form(&path, &[("assignment", name), ("says", "other"), ("time", "x")])
        .await
        .expect_status(422);
}

/// Mails with a link to a part.
fn links(desk: &Desk) -> usize {
    desk.mails.take().iter().filter(|mail| mail.message.text.contains("/p/")).count()
}

#[tokio::test]
async fn an_agency_is_asked_once_and_its_link_holds_until_the_rota_is_published() {
    let desk = Desk::new().await;
    let (id, own, path) = asked(&desk).await;
    desk.post(&id, "ask", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(links(&desk), 1, "only the other agency gets a mail");
    let staff = desk.coordinator().await;
    let pressed = staff.clone().form(&format!("/console/plans/{id}/ask"), &[("ask", "all")]).await.expect_status(303);
    assert!(pressed.header("location").ends_with("done=mailed-before"), "{}", pressed.header("location"));
    desk.dispatch().await;
    assert_eq!(links(&desk), 0, "pressed twice nobody is asked twice");
    let page = staff.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("consultée le") && page.contains("Toutes ont été consultées"), "{page}");
    desk.app.anonymous().get(&path).await.expect_status(200);
    // Its part is another: it is asked again, and both links lead to it.
    let name = own["id"].as_str().unwrap();
    desk.post(&id, "pins", &json!({"assignment": name, "wish": "forbidden"})).await.expect_status(200);
    desk.again(&id).await;
    desk.post(&id, "ask", &json!({"agencies": ["innoviris"]})).await.expect_status(202);
    desk.dispatch().await;
    let later = link(&desk, "innoviris");
    assert_ne!(later, path);
    for path in [&path, &later] {
        let page = desk.app.anonymous().get(path).await.expect_status(200).text();
        assert!(page.contains("name=\"says\"") && !page.contains(name), "{page}");
    }
    let whole = format!("/v1/plans/{id}/publish");
    desk.app.as_admin().send("POST", &format!("{whole}?dry_run=true")).await.expect_status(200);
    desk.app.as_admin().send("POST", &whole).await.expect_status(202);
    desk.dispatch().await;
    let page = desk.app.anonymous().language("fr").get(&later).await.expect_status(200).text();
    assert!(!page.contains("name=\"says\""), "nothing to press any more");
    assert!(page.contains("Cette proposition est publiée : on n’y répond plus") && page.contains("mailto:"), "{page}");
    assert!(!page.contains("Rien n’est publié"), "{page}");
    desk.app.anonymous().form(&later, &[("assignment", name), ("says", "yes")]).await.expect_status(409);
}

#[tokio::test]
async fn two_askings_before_the_first_mail_left_are_two_mails() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    for agency in ["innoviris", "hub", "hub"] {
        desk.post(&id, "ask", &json!({"agencies": [agency]})).await.expect_status(202);
    }
    desk.dispatch().await;
    assert_eq!(links(&desk), 2);
}

#[tokio::test]
async fn an_answer_says_of_which_permanence_it_is_and_for_when_it_asks() {
    let desk = Desk::new().await;
    let (id, own, path) = asked(&desk).await;
    let name = own["id"].as_str().unwrap();
    let day: chrono::NaiveDate = own["days"][0].as_str().unwrap().parse().unwrap();
    let is_tuesday = chrono::Datelike::weekday(&day) == chrono::Weekday::Tue;
    let (other, words) = if is_tuesday { ("3-0", "jeudi") } else { ("1-0", "mardi") };
    let form = [("assignment", name), ("says", "other"), ("time", other), ("reason", "midi")];
    desk.app.anonymous().form(&path, &form).await.expect_status(303);
    let answer = desk.plan(&id).await["answers"][0].clone();
    assert_eq!((&answer["location"], &answer["start"]), (&own["location"], &own["start"]), "{answer}");
    assert!(answer["instead"].as_str().unwrap().starts_with("2026-12-"), "{answer}");
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("1 réponse sur "), "{page}");
    let said = format!("Un autre moment ({words}, ");
    let line = page.split("<li>").find(|line| line.contains(&said)).unwrap();
    let weekday = if is_tuesday { "mardi" } else { "jeudi" };
    assert!(line.contains(&format!(", {weekday}, ")) && line.contains("midi"), "{line}");
}

#[tokio::test]
async fn whose_part_was_not_published_hears_nothing_of_its_being_taken_back() {
    let desk = Desk::new().await;
    let (id, _, path) = asked(&desk).await;
    let plan = desk.plan(&id).await;
    let all = plan["assignments"].as_array().unwrap();
    let new = all.iter().filter(|one| one["agency"] == "hub" && one["change"] == "new").count();
    desk.post(&id, "publish", &json!({"agencies": ["hub"]})).await.expect_status(202);
    desk.dispatch().await;
    let own = format!("/console/plans/{id}");
    let page = desk.coordinator().await.get(&own).await.expect_status(200).text();
    let said = if new == 1 { "1 nouvelle permanence".to_owned() } else { format!("{new} nouvelles permanences") };
    assert!(page.contains("publié en partie : hub.brussels") && page.contains(&said), "{said} in {page}");
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let page = desk.app.anonymous().language("fr").get(&path).await.expect_status(200).text();
    assert!(page.contains("Rien de cette proposition n’a été publié pour votre agence"), "{page}");
}

#[tokio::test]
async fn of_two_agencies_that_answer_at_once_both_are_heard() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    desk.post(&id, "ask", &json!({})).await.expect_status(202);
    let store = desk.app.store();
    let id = domain::ids::PlanId::parse(&id).unwrap();
    // Both have read it as it stood.
    let read = flows::plans::load(store, &id).await.unwrap().unwrap();
    let plan = desk.plan(id.as_str()).await;
    for name in ["innoviris", "hub"] {
        let agency = domain::ids::AgencyId::parse(name).unwrap();
        let own = plan["assignments"].as_array().unwrap().iter().find(|one| one["agency"] == name).unwrap();
        let said = Some((own["id"].as_str().unwrap(), flows::plans::Says::Yes, ""));
        let by = domain::event::Actor::Agency(agency.clone());
        flows::plans::answer(store, &read, (&agency, &by), said).await.unwrap();
    }
    let answers = desk.plan(id.as_str()).await["answers"].clone();
    let agencies: Vec<&str> = answers.as_array().unwrap().iter().map(|one| one["agency"].as_str().unwrap()).collect();
    assert_eq!(agencies, ["innoviris", "hub"]);
}

#[tokio::test]
async fn what_stops_is_part_of_what_an_agency_is_asked() {
    let desk = Desk::new().await;
    let id = domain::ids::PlanId::parse(&desk.planned("none").await).unwrap();
    let store = desk.app.store();
    let plan = flows::plans::load(store, &id).await.unwrap().unwrap().value;
    let mut result = flows::plans::result(store, &plan).await.unwrap().unwrap();
    let facts = flows::plans::problem(store, &plan).await.unwrap().unwrap();
    let [innoviris, hub] = ["innoviris", "hub"].map(|id| domain::ids::AgencyId::parse(id).unwrap());
    let tuesdays = facts.standing.iter().find(|one| one.permanence.as_str() == "tuesdays").unwrap();
    result.assignments.clear();
    let (permanence, cells) = (tuesdays.permanence.clone(), tuesdays.cells.clone());
    result.gone = vec![rota_planner::Gone { permanence, costs: 0.0, cells }];
    let found = flows::plans::stops(&result, &facts, &innoviris);
    assert_eq!(found.iter().map(|(of, _)| of.place.as_str()).collect::<Vec<_>>(), ["icab"]);
    assert!(flows::plans::stops(&result, &facts, &hub).is_empty());
}

#[tokio::test]
async fn yes_to_the_rest_leaves_what_was_said_and_changes_nothing_twice() {
    let desk = Desk::new().await;
    let (id, own, path) = asked(&desk).await;
    let name = own["id"].as_str().unwrap();
    let no = [("assignment", name), ("says", "no"), ("reason", "Formation")];
    desk.app.anonymous().form(&path, &no).await.expect_status(303);
    let rest = [("says", "rest")];
    let answered = desk.app.anonymous().form(&path, &rest).await.expect_status(303);
    assert!(answered.header("location").ends_with("?done=answered"), "{}", answered.header("location"));
    let plan = desk.plan(&id).await;
    let part = plan["assignments"].as_array().unwrap().iter().filter(|one| one["agency"] == "innoviris");
    let answers = plan["answers"].as_array().unwrap();
    assert_eq!(answers.len(), part.count(), "{plan}");
    for answer in answers {
        let says = if answer["assignment"] == name { "no" } else { "yes" };
        assert_eq!((&answer["says"], &answer["agency"]), (&json!(says), &json!("innoviris")), "{answer}");
    }
    let pinned = plan["pins"].as_array().unwrap().iter().filter(|pin| pin["wish"] == "pinned").count();
    assert_eq!(pinned, answers.len() - 1, "a yes is a pin: {plan}");
    desk.app.clock.advance(chrono::TimeDelta::minutes(1));
    desk.app.anonymous().form(&path, &rest).await.expect_status(303);
    let again = desk.plan(&id).await;
    assert_eq!((&again["answers"], &again["pins"]), (&plan["answers"], &plan["pins"]));
    let page = desk.app.anonymous().get(&path).await.expect_status(200).text();
    assert!(!page.contains("value=\"rest\""), "nothing is left: {page}");
}

#[tokio::test]
async fn what_is_refused_is_shown_again_in_the_form_that_was_sent() {
    let desk = Desk::new().await;
    let (_, own, path) = asked(&desk).await;
    let name = own["id"].as_str().unwrap();
    let other = [("assignment", name), ("says", "other"), ("time", "x"), ("reason", "Le midi plutôt")];
    let page = desk.app.anonymous().form(&path, &other).await.expect_status(422).text();
    let forms: Vec<&str> = page.split("<form").filter(|form| form.contains(">Le midi plutôt</textarea>")).collect();
    let [form] = forms.as_slice() else { unreachable!("in one form: {page}") };
    assert!(form.contains("f-time-error") && form.contains("value=\"other\""), "{form}");
}

#[tokio::test]
async fn an_agency_is_told_who_comes_by_when_to_answer_and_from_where_it_moves() {
    let desk = Desk::new().await;
    let id = crate::published::on_thursdays(&desk).await;
    desk.post(&id, "ask", &json!({"agencies": ["innoviris"]})).await.expect_status(202);
    desk.dispatch().await;
    let mails = desk.mails.take();
    let mail = mails.iter().find(|mail| mail.message.text.contains("/p/")).unwrap();
    let text = mail.message.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(", ann (aujourd’hui : mardi, 9:30, ann)"), "{text}");
    assert!(text.contains("Merci de répondre au plus tard le mardi 1er décembre 2026."), "{text}");
    let at = mail.message.text.find("/p/").unwrap();
    let path = mail.message.text[at..].split_whitespace().next().unwrap();
    let answer = desk.app.anonymous().language("fr").get(path).await.expect_status(200);
    assert_eq!(answer.header("cache-control"), "no-store", "what is behind a link is kept by nobody");
    let page = answer.text();
    assert!(page.contains("<p>ann · ") && page.contains("Aujourd’hui : mardi, 9:30, ann"), "{page}");
    assert!(page.contains("Merci de répondre au plus tard le mardi 1er décembre 2026."), "{page}");
    assert!(!page.contains("href=\"/services\""), "a task has no navigation: {page}");
}
