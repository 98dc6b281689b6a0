//! Needs find the member that they are of.

use domain::contact::{Contact, EmailAddress};
use domain::event::Actor;
use domain::ids::{LocationId, MemberId, NeedId, NeedTypeId, StaffId};
use domain::member::MemberEventKind;
use domain::moves::Arrival;
use domain::need::{Company, NeedPerson, Share};
use serde_json::json;
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read, robotics};

/// A need of staff of a company, as it arrives.
async fn state(app: &TestApp, company: &str, email: &str, number: Option<&str>) -> NeedId {
    state_of(app, company, (email, number), &["hiring"]).await
}

/// The same of these kinds of need; of none where nobody settled yet what it is.
pub(crate) async fn state_of(app: &TestApp, company: &str, contact: (&str, Option<&str>), kinds: &[&str]) -> NeedId {
    arrives(app, arrival(app, company, contact, kinds), Actor::Member).await
}

/// The same, stated for a member by somebody.
pub(crate) async fn state_for(app: &TestApp, member: &str, by: Actor) -> NeedId {
    let stated = arrival(app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]);
    arrives(app, Arrival { member: Some(MemberId::parse(member).unwrap()), ..stated }, by).await
}

pub(crate) async fn arrives(app: &TestApp, arrival: Arrival, by: Actor) -> NeedId {
    let id = arrival.id.clone();
    let claim = app.store().idempotency().claim("needs", "test", id.as_str(), b"{}");
    flows::needs::take_in(app.store(), arrival, by, &claim).await.unwrap();
    id
}

pub(crate) fn arrival(app: &TestApp, company: &str, (email, number): (&str, Option<&str>), kinds: &[&str]) -> Arrival {
    let id = NeedId::parse(&app.store().ids().next()).unwrap();
    let mut profile = domain::member::Profile::new();
    profile.extend(number.map(|number| ("enterprise_number".to_owned(), json!(number))));
    profile.insert("headcount_fte".to_owned(), json!(4));
    Arrival {
        id,
        location: LocationId::parse("icab").unwrap(),
        source: None,
        member: None,
        stated: kinds.iter().map(|kind| NeedTypeId::parse(kind).unwrap()).collect(),
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: false,
        person: NeedPerson {
            contact: Contact {
                name: "Zoé Maes".to_owned(),
                email: EmailAddress::parse(email).unwrap(),
                phone: None,
                language: None,
            },
            company: Company { name: company.to_owned(), profile },
            description: String::new(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    }
}

async fn member_of(app: &TestApp, need: &NeedId) -> MemberId {
    app.store().members().of_need(need).await.unwrap().expect("joined")
}

#[tokio::test]
async fn by_number_else_by_name_with_address_and_who_is_new_is_entered() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let by_number = state(&app, "ZR", "somebody@gmail.com", Some("0403019261")).await;
    let by_mail = state(&app, "Zoe Robotics BV", "zoe+needs@zoe-robotics.example", None).await;
    let by_domain = state(&app, "Zoé Robotics", "ann@zoe-robotics.example", None).await;
    let new = state(&app, "Zoé Robotics", "zoe@gmail.com", None).await;
    post(&app).await;
    for need in [&by_number, &by_mail, &by_domain] {
        assert_eq!(member_of(&app, need).await.as_str(), known);
    }
    assert_ne!(member_of(&app, &new).await.as_str(), known, "a free address and a name are a person's to judge");
    assert_eq!(names(&app, "?q=robotics").await.len(), 2);
    let pairs = read(&app, "/v1/members/duplicates").await;
    assert_eq!(pairs["items"][0]["because"], "name_and_place", "and so a person is asked: {pairs}");
    let seen = read(&app, &format!("/v1/members/{known}")).await;
    assert_eq!(
        (seen["headcount_fte"].as_f64(), seen["sources"]["headcount_fte"]["from"].as_str()),
        (Some(4.0), Some("intake_talk"))
    );
    assert_eq!(names(&app, "?need_type=hiring").await.len(), 2);
}

#[tokio::test]
async fn a_form_that_anybody_can_send_changes_nothing_that_was_settled() {
    let app = app().await;
    let mut body = robotics();
    body["headcount_fte"] = json!(9);
    let known = enter(&app, &body).await;
    let need = state(&app, "Zoé Robotics", "zoe@zoe-robotics.example", None).await;
    post(&app).await;
    assert_eq!(member_of(&app, &need).await.as_str(), known);
    let seen = read(&app, &format!("/v1/members/{known}")).await;
    assert_eq!(
        (seen["headcount_fte"].as_f64(), seen["sources"]["headcount_fte"]["from"].as_str()),
        (Some(9.0), Some("coordinator"))
    );
}

#[tokio::test]
async fn what_it_has_stated_is_not_proposed_until_that_is_over() {
    let app = app().await;
    let mut body = robotics();
    body["hiring_next_6m"] = json!(2);
    let known = enter(&app, &body).await;
    let hiring = || async { read(&app, "/v1/members?proposal=hiring").await["items"].as_array().unwrap().len() };
    assert_eq!(hiring().await, 1);
    let need = state(&app, "Zoé Robotics", "zoe@zoe-robotics.example", None).await;
    post(&app).await;
    assert_eq!(member_of(&app, &need).await.as_str(), known);
    assert_eq!(hiring().await, 0, "it came with it itself");
    flows::needs::move_need(app.store(), &need, |case, _, now| domain::moves::withdraw(case, now, &Actor::Member))
        .await
        .unwrap();
    post(&app).await;
    assert_eq!(names(&app, "?need_type=hiring").await, Vec::<String>::new(), "closed needs are no open ones");
    // It does not want it now: nobody proposes it, and the coordinator sees why.
    assert_eq!(hiring().await, 0, "what it took back is not proposed to it");
    let proposals = read(&app, &format!("/v1/members/{known}/proposals")).await;
    let declined = proposals["items"].as_array().unwrap().iter().find(|one| one["need_type"] == "hiring").unwrap();
    assert_eq!((&declined["status"], &declined["need"]), (&json!("declined"), &json!(need.as_str())));
    let staff = app.as_staff(domain::staff::StaffRole::Coordinator).await;
    let page = staff.get(&format!("/console/members/{known}")).await.expect_status(200).text();
    assert!(page.contains("L’entreprise a retiré sa propre demande"), "{page}");
}

#[tokio::test]
async fn tried_again_a_need_enters_nobody_twice() {
    let app = app().await;
    let need = state(&app, "New Company", "new@new-company.example", None).await;
    for _ in 0..3 {
        flows::members::learn_from(app.store(), &need).await.unwrap();
    }
    post(&app).await;
    assert_eq!(names(&app, "").await, ["New Company"]);
    let id = member_of(&app, &need).await;
    let record = app.store().members().load(&id).await.unwrap().unwrap();
    assert_eq!(record.value.stated.len(), 1);
}

#[tokio::test]
async fn a_need_that_staff_states_for_a_member_stands_in_its_history_as_theirs() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    let by = Actor::Staff(StaffId::parse("ann").unwrap());
    let need = state_for(&app, &known, by.clone()).await;
    post(&app).await;
    let id = member_of(&app, &need).await;
    assert_eq!(id.as_str(), known);
    let history = app.store().members().history(&id).await.unwrap();
    let stated = history.iter().find(|event| matches!(event.kind, MemberEventKind::NeedStated { .. })).unwrap();
    assert_eq!(stated.actor, by);
}

#[tokio::test]
async fn nobody_agrees_for_a_member_by_stating_a_need() {
    let app = app().await;
    let known = enter(&app, &robotics()).await;
    for (company, email) in [("Zoé Robotics", "zoe@zoe-robotics.example"), ("New Company", "new@new-company.example")]
    {
        let mut stated = arrival(&app, company, (email, None), &["hiring"]);
        let agreed = json!([{"kind": "digest", "given_on": "2026-11-01"}]);
        stated.person.company.profile.insert("consents".to_owned(), agreed);
        let need = arrives(&app, stated, Actor::Member).await;
        post(&app).await;
        let id = member_of(&app, &need).await;
        assert_eq!(id.as_str() == known, company == "Zoé Robotics");
        let case = app.store().members().load(&id).await.unwrap().unwrap().value.case;
        assert!(case.consents().is_empty(), "{company}");
    }
}
