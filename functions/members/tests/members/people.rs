//! One person's data, as far as members hold them.

use domain::ids::MemberId;
use flows::effects::Context as _;
use flows::people::People;
use serde_json::{Value, json};
use store::Transaction;
use store::repos::people::Trace;
use testkit::TestApp;

use crate::bench::{app, enter, post, read, robotics};

async fn people(app: &TestApp, q: &str) -> Vec<Value> {
    read(app, &format!("/v1/people?q={q}")).await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn who_stands_in_a_row_of_an_earlier_version_is_found() {
    let app = app().await;
    let member = enter(&app, &robotics()).await;
    let before = people(&app, "zoe@zoe-robotics.example").await;
    // An earlier version wrote no row by which somebody is found.
    let mut tx = Transaction::new();
    let trace = Trace::Member(MemberId::parse(&member).unwrap());
    app.store().people().forget(&mut tx, before[0]["id"].as_str().unwrap(), &trace);
    app.store().commit(tx).await.unwrap();
    assert_eq!(people(&app, "zoe@zoe-robotics.example").await, [] as [Value; 0]);
    for _ in 0..3 {
        People.upkeep(app.store()).await.unwrap();
    }
    assert_eq!(people(&app, "zoe@zoe-robotics.example").await, before);
    assert_eq!(people(&app, "maes").await, before);
    assert!(app.store().people().made_found().await.unwrap().unwrap().value.done, "and looked for once");
}

#[tokio::test]
async fn an_erasure_reaches_what_others_say_of_somebody_and_uploads_that_can_not_be_read() {
    let app = app().await;
    enter(&app, &robotics()).await;
    // Another member's contact tells her name, and so does why something is not proposed to it.
    let other = json!({
        "name": "Kanal Data", "location": "icab", "stage": "launch", "rd_intensity": "high", "funding_sources": ["own"],
        "contact_role": "Secretariaat Zoé Maes", "contact_email": "info@kanal.example"
    });
    let other = enter(&app, &other).await;
    let store = app.store();
    let id = MemberId::parse(&other).unwrap();
    flows::members::change(store, &id, None, |record, _, _| {
        let mut after = record.clone();
        after.case.proposals[0].reason = Some("Zoé Maes is against it".to_owned());
        Ok((after, Vec::new()))
    })
    .await
    .unwrap();
    let begin = app.as_admin().header("idempotency-key", "half");
    let begun = begin.bytes("POST", "/v1/imports?location=icab&chunks=2", None, Vec::new()).await.expect_status(201);
    let upload = begun.header("location").to_owned();
    let part = b"Contact;E-mail\nZo\xc3\xa9 Maes;zoe@zoe-robotics.example\n".to_vec();
    app.as_admin().bytes("PUT", &format!("{upload}/chunks/0"), None, part).await.expect_status(200);

    let person = people(&app, "zoe@zoe-robotics.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    let erasure = read(&app, "/v1/erasures").await["items"][0].clone();
    assert_eq!(erasure["stage"], "done", "{erasure}");
    let known = store.members().load(&id).await.unwrap().unwrap().value.case;
    assert_eq!((known.person_text("contact_role"), known.contact().is_some()), (None, true), "the address is its own");
    assert!(known.proposals.iter().all(|proposal| proposal.reason.is_none()));
    let upload = read(&app, &upload).await;
    assert_eq!((&upload["status"], &upload["failure"]), (&json!("failed"), &json!("erased")));
    assert!(store.imports().pieces(upload["id"].as_str().unwrap(), None).await.unwrap().0.is_empty());
}
