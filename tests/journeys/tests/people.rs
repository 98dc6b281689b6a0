//! One person's data, planted wherever a person may stand: found, exported,
//! erased without a trace.

use anyhow::Context as _;
use journeys::bookings::{book, hold, of_session, wish};
use journeys::day::{day, session, slot};
use journeys::needs::{Source, at, zoe};
use journeys::programs::Signer;
use journeys::{Desk, Home};
use reqwest::Method;
use serde_json::{Value, json};

const NAME: &str = "Quirine Zwaluwstaart";
const EMAIL: &str = "quirine@zwaluwstaart.example";
const PHONE: &str = "+32 475 98 76 54";
/// Her name, address and number, as others write them.
const NAMED: &str = "Bel Quirine Zwaluwstaart op +32 475 98 76 54 of quirine@zwaluwstaart.example.";

async fn everywhere(home: &dyn Home) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    // A need of her own, and one of somebody else that names her.
    let mut own = at("icab", zoe());
    own["contact"] = json!({"name": NAME, "email": EMAIL, "phone": PHONE, "language": "nl"});
    own["description"] = NAMED.into();
    coordinator.create("/v1/needs", &own).await?.must_be(201)?;
    let mut other = at("icab", zoe());
    other["description"] = NAMED.into();
    coordinator.create("/v1/needs", &other).await?.must_be(201)?;
    // An appointment.
    hold(home, "weekly", "icab", 1).await?;
    let mut booked = wish("weekly", &slot(1, "10:15"), EMAIL);
    booked["contact"] = json!({"name": NAME, "email": EMAIL, "phone": PHONE, "language": "nl"});
    booked["note"] = NAMED.into();
    book(home, &booked).await?.must_be(201)?;
    // Somebody else's, whose note names her.
    let mut theirs = wish("weekly", &slot(1, "11:00"), "jan@anders.example");
    theirs["note"] = NAMED.into();
    book(home, &theirs).await?.must_be(201)?;
    // A member that has her number, and a file of which a part never came.
    let member =
        json!({"name": "Derde BV", "location": "icab", "contact_email": "info@derde.example", "contact_phone": PHONE});
    coordinator.create("/v1/members", &member).await?.must_be(201)?;
    let half = coordinator.ask(Method::POST, "/v1/imports?location=icab&chunks=2").header("idempotency-key", "half");
    let half = coordinator.send(half).await?.must_be(201)?.json()?;
    let part = format!("/v1/imports/{}/chunks/0", half["id"].as_str().context("an id")?);
    coordinator.send(coordinator.ask(Method::PUT, &part).body(NAMED)).await?.must_be(200)?;
    // A list of a place, with her and with somebody else.
    let file = format!(
        "Entreprise;Contact;E-mail;Téléphone\nZwaluw BV;{NAME};{EMAIL};{PHONE}\nAnders BV;Jan Peeters;jan@anders.example;\n"
    );
    let send = coordinator.ask(Method::POST, "/v1/imports?location=icab");
    let send = send.header("idempotency-key", "list").header("content-type", "text/csv").body(file);
    let begun = coordinator.send(send).await?.must_be(201)?.json()?;
    let import = format!("/v1/imports/{}", begun["id"].as_str().context("an id")?);
    let columns = json!({"columns": [{"heading": "Contact", "field": "contact_role"}]});
    let settle = coordinator.ask(Method::PUT, &import).header("if-match", "*").json(&columns);
    coordinator.send(settle).await?.must_be(200)?;
    home.settle().await?;
    coordinator.method(Method::POST, &format!("{import}/run")).await?.must_be(202)?;
    // A message of a place's program that waits for somebody to put it right.
    let mut wrong = zoe();
    wrong["contact"] = json!({"name": NAME, "email": EMAIL, "phone": PHONE, "language": "xx"});
    wrong["description"] = NAMED.into();
    let source = Source::create(home, "icab").await?;
    source.webhook(home, Signer::JavaScript, "wrong", &wrong).await?.send(home).await?.must_be(422)?;
    // A survey: a wish to be contacted, and a text that names her.
    let survey =
        json!({"variant": "after_visit", "location": "icab", "agency": "innoviris", "opens": day(0), "closes": day(9)});
    let survey = coordinator.create("/v1/surveys", &survey).await?.must_be(201)?.json()?;
    let text = |name: &str| survey[name].as_str().unwrap_or_default().to_owned();
    let answers = json!({"language": "nl", "answers": {"overall": 4, "useful": 4, "effort": 4, "recommend": 9, "suggestions": NAMED}});
    let path = format!("/v1/surveys/{}/responses", text("id"));
    home.anybody().create(&path, &answers).await?.must_be(201)?;
    let page = format!("/s/{}/contact", text("code"));
    let form = home.anybody().get(&page).await?.must_be(200)?.body;
    let key = form.split("name=\"submission\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let fields = [("submission", key.unwrap_or_default()), ("name", NAME), ("email", EMAIL)];
    home.anybody().form(&page, &fields).await?.must_be(303)?;
    // The appointment takes place: one to come would be given back.
    home.advance("P8D").await?;
    home.settle().await
}

/// What is counted, which an erasure leaves alone.
async fn counts(home: &dyn Home) -> anyhow::Result<Vec<usize>> {
    let coordinator = home.coordinator();
    let surveys = coordinator.list("/v1/surveys").await?;
    let survey = surveys[0]["id"].as_str().context("a survey")?;
    let results = coordinator.get(&format!("/v1/surveys/{survey}/results")).await?.must_be(200)?.json()?;
    Ok(vec![
        coordinator.list("/v1/needs").await?.len(),
        of_session(home, &session("weekly", 1)).await?.len(),
        coordinator.list("/v1/members").await?.len(),
        results["n"].as_u64().and_then(|n| usize::try_from(n).ok()).context("a count")?,
    ])
}

async fn erased(home: &dyn Home) -> anyhow::Result<Value> {
    for _ in 0..60 {
        home.settle().await?;
        let all = home.coordinator().list("/v1/erasures").await?;
        if all.first().is_some_and(|one| one["stage"] == "done") {
            return Ok(all[0].clone());
        }
    }
    anyhow::bail!("the erasure does not end: {:?}", home.coordinator().list("/v1/erasures").await?)
}

#[tokio::test]
async fn whoever_is_erased_is_nowhere_any_more_and_every_count_is_as_before() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let home = home.as_ref();
    everywhere(home).await?;
    let desk = Desk::of(home, "coordination@permanence.example").await?;
    let before = counts(home).await?;
    let kept = home.kept().await?;
    for mark in [NAME, EMAIL, PHONE] {
        assert!(kept.matches(mark).count() > 4, "{mark} was planted");
    }

    // By address and by name the same person is found.
    let coordinator = home.coordinator();
    let found = coordinator.list(&format!("/v1/people?q={EMAIL}")).await?;
    assert_eq!(found, coordinator.list("/v1/people?q=quirine+ZWALUWSTAART").await?);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["kept"], json!({"needs": 1, "bookings": 1, "members": 2, "contacts": 1, "messages": 1}));
    let id = found[0]["id"].as_str().context("an id")?;
    let export = coordinator.get(&format!("/v1/people/{id}/export")).await?.must_be(200)?;
    assert!(!export.body.contains("Jan Peeters"), "and nobody else's data");
    let export = export.json()?;
    assert_eq!((&export["needs"][0]["description"], &export["bookings"][0]["note"]), (&json!(NAMED), &json!(NAMED)));
    assert_eq!(export["phones"], json!([PHONE]));
    assert_eq!(export["messages"][0]["content"]["data"]["description"], NAMED, "what waits of a place's program");
    desk.page("/console/members/people?q=quirine").await?;
    desk.page(&format!("/console/members/people/{id}")).await?;

    coordinator.method(Method::POST, &format!("/v1/people/{id}/erase")).await?.must_be(202)?;
    let proof = erased(home).await?;
    assert_eq!(proof["person"], id);
    assert_eq!(proof["erased"]["needs"], 1);
    let kept = home.kept().await?;
    for mark in [NAME, EMAIL, PHONE] {
        assert!(!kept.contains(mark), "{mark} is still kept");
    }
    let pieces = home.rows().await?.into_iter().filter(|row| row.sk.starts_with("PIECE#")).count();
    assert_eq!(pieces, 0, "a file that can't be read is let go");
    assert_eq!(coordinator.list(&format!("/v1/people?q={EMAIL}")).await?, [] as [Value; 0]);
    coordinator.get(&format!("/v1/people/{id}/export")).await?.must_be(404)?;
    assert_eq!(counts(home).await?, before);
    let exported = coordinator.get("/v1/members.csv").await?.must_be(200)?.body;
    assert!(exported.contains("Anders BV") && !exported.contains(EMAIL) && !exported.contains(NAME));
    let page = desk.page(&format!("/console/members/people?q={EMAIL}")).await?;
    assert!(page.contains(&proof["id"].as_str().unwrap_or_default().to_owned()));

    // Nothing that waited tells of her later.
    home.advance("P12D").await?;
    home.settle().await?;
    let later = home.mailbox().await?;
    let tells = |text: &str| [NAME, EMAIL, PHONE].iter().any(|mark| text.contains(mark));
    let since_then = later.iter().rev().take_while(|mail| !tells(&mail.text)).count();
    let told = later.iter().skip(later.len() - since_then).filter(|mail| tells(&mail.to) || tells(&mail.text));
    assert_eq!(told.count(), 0);
    Ok(())
}
