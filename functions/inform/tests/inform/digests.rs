//! The monthly digest of a place: prepared, seen, sent; once to each person,
//! whatever stops in between.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::ids::{MemberId, PermanenceId};
use domain::inform::{Issue, Month, Reader};
use domain::staff::StaffRole;
use serde_json::json;
use store::Transaction;
use store::decorators::FaultPlan;
use store::keys::PermanenceList;
use testkit::rota;

use crate::desk::{Desk, ICAB, addresses, dispatcher, place};

#[tokio::test]
async fn a_digest_prepares_itself_and_reaches_the_host_and_who_asked_for_it_once() {
    let desk = Desk::new().await;
    desk.host("icab-host", "icab").await;
    desk.host("other-host", "greenbizz").await;
    desk.member("one", "icab", ("one@one.example", true)).await;
    desk.member("twin", "icab", ("one@one.example", true)).await;
    desk.member("two", "icab", ("two@two.example", true)).await;
    desk.member("silent", "icab", ("silent@silent.example", false)).await;
    desk.member("elsewhere", "greenbizz", ("elsewhere@elsewhere.example", true)).await;
    desk.app.as_admin().get(ICAB).await.expect_status(404);
    desk.morning().await;
    desk.mails();

    let read = desk.app.as_admin().get(ICAB).await.expect_status(200);
    let (tag, digest) = (read.header("etag").to_owned(), read.json());
    assert_eq!(digest["stage"], "prepared");
    assert!(digest["contents"]["sessions"].as_array().unwrap().len() > 3, "{digest}");
    desk.app.as_admin().if_match(&tag).send("POST", &format!("{ICAB}/send")).await.expect_status(409);

    let item = json!({"title": {"fr": "Appel ouvert", "nl": "Open oproep", "en": "Open call"},
        "link": "https://innoviris.brussels/call", "deadline": "2026-12-15"});
    let draft = json!({"items": [item], "without": ["services"], "seen": true});
    let seen = desk.app.as_admin().if_match(&tag).put_json(ICAB, &draft).await.expect_status(200);
    desk.app.as_admin().if_match(&tag).put_json(ICAB, &draft).await.expect_status(412);
    let tag = seen.json()["etag"].as_str().unwrap().to_owned();
    desk.app.as_admin().if_match(&tag).send("POST", &format!("{ICAB}/send")).await.expect_status(202);
    desk.rest().await;

    let mails = desk.mails();
    assert_eq!(mails.len(), 3, "{:?}", addresses(&mails));
    let to = ["icab-host@hosts.example", "one@one.example", "two@two.example"];
    assert_eq!(addresses(&mails), to.map(str::to_owned).into());
    for mail in &mails {
        assert!(mail.unsubscribe.as_ref().is_some_and(|link| link.contains("/u/")), "{mail:?}");
        assert!(mail.text.contains("http://permanence.test/book?session="), "{}", mail.text);
        assert!(mail.text.contains("https://innoviris.brussels/call"), "{}", mail.text);
    }
    let dutch = mails.iter().find(|mail| mail.to.as_str().starts_with("icab-host")).unwrap();
    assert!(dutch.text.contains("Open oproep") && dutch.text.contains("dinsdag 15 december 2026"), "{}", dutch.text);

    let sent = desk.app.as_admin().get(ICAB).await.expect_status(200).json();
    assert_eq!((&sent["stage"], &sent["to_hosts"], &sent["to_members"]), (&json!("sent"), &json!(1), &json!(2)));
    assert_eq!(sent["done"], true);
    for (language, words) in [("fr", "1 hôte, 2 membres"), ("nl", "1 gastheer, 2 leden"), ("en", "1 host, 2 members")]
    {
        let page = desk.app.as_admin().language(language).get("/console/digests/icab/2026-11").await;
        assert!(page.expect_status(200).text().contains(words), "{words}");
    }
    let tag = sent["etag"].as_str().unwrap();
    desk.app.as_admin().if_match(tag).send("POST", &format!("{ICAB}/send")).await.expect_status(409);
    desk.app.as_admin().if_match(tag).put_json(ICAB, &draft).await.expect_status(409);
}

#[tokio::test]
async fn whoever_changed_places_is_not_told_the_same_month_twice() {
    let desk = Desk::new().await;
    desk.member("one", "icab", ("one@one.example", true)).await;
    desk.member("other", "greenbizz", ("one@one.example", true)).await;
    desk.morning().await;
    desk.send_icab().await;
    desk.rest().await;
    assert_eq!(desk.mails().len(), 1);
    let path = "/v1/digests/greenbizz/2026-11";
    let tag = desk.app.as_admin().get(path).await.json()["etag"].as_str().unwrap().to_owned();
    let seen = desk.app.as_admin().if_match(&tag).put_json(path, &json!({"seen": true})).await.expect_status(200);
    let tag = seen.json()["etag"].as_str().unwrap().to_owned();
    desk.app.as_admin().if_match(&tag).send("POST", &format!("{path}/send")).await.expect_status(202);
    desk.rest().await;
    assert_eq!(addresses(&desk.mails()).len(), 0);
}

#[tokio::test]
async fn what_changed_since_it_was_looked_at_is_looked_at_again() {
    let desk = Desk::new().await;
    desk.morning().await;
    let tag = desk.app.as_admin().get(ICAB).await.json()["etag"].as_str().unwrap().to_owned();
    let seen = desk.app.as_admin().if_match(&tag).put_json(ICAB, &json!({"seen": true})).await.json();
    let next = seen["contents"]["sessions"][0]["session"].as_str().unwrap().to_owned();
    let series = PermanenceId::parse(next.rsplit_once('.').unwrap().0).unwrap();
    let store = desk.app.store();
    let before = store.permanences().load(&series).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.permanences().delete(&mut tx, &before);
    store.commit(tx).await.unwrap();

    let tag = seen["etag"].as_str().unwrap();
    let refused = desk.app.as_admin().if_match(tag).send("POST", &format!("{ICAB}/send")).await.expect_status(409);
    assert!(refused.json()["type"].as_str().unwrap().ends_with("/problems/inform-changed"), "{}", refused.text());
    let now = desk.app.as_admin().get(ICAB).await.json();
    assert_eq!(now["stage"], "prepared");
    assert!(!now["contents"]["sessions"].to_string().contains(&next), "{now}");
    let left = store.permanences().list(&PermanenceList::Location(place("icab")), "2026-11-24".parse().unwrap()).await;
    assert!(!left.unwrap().is_empty(), "others are still told");
}

#[tokio::test]
async fn where_a_month_has_no_session_those_that_come_later_are_told() {
    let desk = Desk::new().await;
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let later = rota::year(&catalogue, "2026-12-14".parse().unwrap());
    let there: Vec<_> = later.into_iter().filter(|one| one.location == place("greenbizz")).collect();
    rota::hold(desk.app.store(), &there).await.unwrap();
    desk.morning().await;
    let digest = desk.app.as_admin().get("/v1/digests/greenbizz/2026-11").await.expect_status(200).json();
    let told = digest["contents"]["sessions"].as_array().unwrap();
    assert!(!told.is_empty(), "{digest}");
    assert!(told.iter().all(|one| one["local_start"].as_str().unwrap() > "2026-12-14"), "{digest}");
}

/// Programs that die, answers that are lost, and others that do the same work:
/// each who asked for it has one mail, with one id.
#[tokio::test]
async fn a_storm_amid_sending_neither_loses_nor_doubles_a_mail() {
    let desk = Desk::new().await;
    desk.host("icab-host", "icab").await;
    for number in 0..45 {
        let email = format!("m{number}@members.example");
        desk.member(&format!("m{number}"), "icab", (&email, number % 9 != 0)).await;
    }
    desk.morning().await;
    desk.mails();
    desk.send_icab().await;
    for round in 0..60 {
        desk.table.set_plan(FaultPlan { before_per_mille: 60, after_per_mille: 60, ..FaultPlan::stormy(round) });
        let one = dispatcher(desk.app.store(), &desk.memory, &format!("dies-{round}"));
        let other = dispatcher(desk.app.store(), &desk.memory, &format!("dies-too-{round}"));
        let _ = tokio::join!(one.come_to_rest(), other.come_to_rest());
        // Whoever held something is dead: its lease ends.
        desk.app.clock.advance(TimeDelta::seconds(100));
    }
    assert!(desk.table.injected() > 100, "{}", desk.table.injected());
    desk.table.set_plan(FaultPlan::NONE);
    for _ in 0..10 {
        desk.app.clock.advance(TimeDelta::hours(1));
        desk.rest().await;
    }
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for mail in desk.mails() {
        let known = ids.entry(mail.to.to_string()).or_default();
        if !known.contains(&mail.id) {
            known.push(mail.id);
        }
    }
    assert_eq!(ids.len(), 40 + 1, "{:?}", ids.keys());
    assert!(ids.values().all(|ids| ids.len() == 1), "{ids:?}");
    let issue = Issue::Digest { month: Month::parse("2026-11").unwrap(), location: place("icab") };
    let sending = desk.app.store().monthly().sending(&issue).await.unwrap().unwrap().value;
    assert_eq!((sending.to_hosts, sending.members, sending.seen, sending.done), (1, 40, 45, true));
}

#[tokio::test]
async fn whoever_ended_them_is_told_no_more_and_their_consent_is_taken_back() {
    let desk = Desk::new().await;
    desk.member("one", "icab", ("one@one.example", true)).await;
    desk.member("two", "icab", ("two@two.example", true)).await;
    let one = MemberId::parse("one").unwrap();
    flows::inform::end(desk.app.store(), &Reader::Member(one.clone())).await.unwrap();
    flows::inform::end(desk.app.store(), &Reader::Member(one.clone())).await.unwrap();
    let case = desk.app.store().members().load(&one).await.unwrap().unwrap().value.case;
    let consent = &case.consents()[0];
    assert_eq!(consent.withdrawn_on.map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
    desk.morning().await;
    desk.send_icab().await;
    desk.rest().await;
    assert_eq!(addresses(&desk.mails()), ["two@two.example".to_owned()].into());
}

#[tokio::test]
async fn the_page_shows_the_very_mail_and_each_sees_their_own() {
    let desk = Desk::new().await;
    desk.morning().await;
    let admin = || desk.app.as_admin().language("fr");
    let page = admin().get("/console/digests/icab/2026-11").await.expect_status(200);
    assert!(page.text().contains("<iframe") && page.text().contains("/console/digests/icab/2026-11/mail?as=fr"));
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    let mail = admin().get("/console/digests/icab/2026-11/mail?as=nl").await.expect_status(200);
    assert!(mail.text().contains("Volgende permanenties") && mail.text().contains("/book?session="), "{}", mail.text());
    assert!(mail.header("content-security-policy").contains("sandbox"));
    assert_eq!(mail.header("x-frame-options"), "SAMEORIGIN");

    let version = |tag: &str| tag.trim_matches('"').trim_start_matches('v').to_owned();
    let tag = desk.app.as_admin().get(ICAB).await.json()["etag"].as_str().unwrap().to_owned();
    let coordinator = || desk.app.as_staff(StaffRole::Coordinator);
    let form = [("version", version(&tag)), ("title_fr_0", "Appel".to_owned()), ("title_nl_0", String::new())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = coordinator().await.form("/console/digests/icab/2026-11", &form).await.expect_status(422);
    assert!(refused.text().contains("f-title-nl-0-error\""), "{}", refused.text());
    let late = [("version", "99"), ("title_fr_0", "Appel"), ("title_nl_0", "Oproep")];
    for path in ["/console/digests/icab/2026-11", "/console/digests/common/2026-12"] {
        let late = coordinator().await.form(path, &late).await.expect_status(422).text();
        assert!(late.contains("Oproep") && late.contains("f-title-fr-0-error"), "what was typed stays: {late}");
    }
    let stale = [("version", "99")];
    let late = coordinator().await.form("/console/digests/icab/2026-11/seen", &stale).await.expect_status(412).text();
    assert!(late.contains("href=\"/console/digests\"") && !late.contains("/2026-11/seen"), "{late}");
    let good = [("version", version(&tag)), ("title_fr_0", "Appel".to_owned()), ("title_nl_0", "Oproep".to_owned())];
    let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (*name, value.as_str())).collect();
    coordinator().await.form("/console/digests/icab/2026-11", &good).await.expect_status(303);
    let changed = desk.app.as_admin().get(ICAB).await.json();
    assert_eq!(changed["items"][0]["title"]["nl"], "Oproep");

    let host = desk.app.as_staff(StaffRole::Host { location: place("icab") }).await;
    let list = host.language("fr").get("/console/digests").await.expect_status(200).text();
    assert!(list.contains("la coordination le relit") && !list.contains("vous le relisez"), "{list}");
    assert!(list.contains("/console/digests/icab/2026-11") && !list.contains("/console/digests/greenbizz"), "{list}");
    let host = desk.app.as_staff(StaffRole::Host { location: place("icab") }).await;
    host.get("/console/digests/greenbizz/2026-11").await.expect_status(404);
    let host = desk.app.as_staff(StaffRole::Host { location: place("icab") }).await;
    let seen = host.language("fr").get("/console/digests/icab/2026-11").await.expect_status(200).text();
    assert!(seen.contains("La coordination relit le message") && !seen.contains("complétez-le"), "{seen}");
}

#[tokio::test]
async fn what_goes_to_all_places_is_entered_once() {
    let desk = Desk::new().await;
    desk.morning().await;
    let path = "/v1/digest-items/2026-11";
    let none = desk.app.as_admin().get(path).await.expect_status(200);
    let tag = none.header("etag").to_owned();
    let items = json!({"items": [{"title": {"fr": "Salon", "nl": "Beurs"}}]});
    desk.app.as_admin().if_match(&tag).put_json(path, &items).await.expect_status(200);
    desk.app.as_admin().if_match(&tag).put_json(path, &items).await.expect_status(412);
    let tag = desk.app.as_admin().get(ICAB).await.json()["etag"].as_str().unwrap().to_owned();
    let seen = desk.app.as_admin().if_match(&tag).put_json(ICAB, &json!({"seen": true})).await.json();
    let tag = seen["etag"].as_str().unwrap();
    desk.app.as_admin().if_match(tag).send("POST", &format!("{ICAB}/send")).await.expect_status(409);
    let now = desk.app.as_admin().get(ICAB).await.json();
    assert_eq!(now["contents"]["common"][0]["title"]["nl"], "Beurs", "shown before it is sent");
}
