//! News for one place or for all.

use serde_json::json;

use crate::desk::{Desk, ICAB, addresses};

#[tokio::test]
async fn news_reach_one_place_or_all_once_seen() {
    let desk = Desk::new().await;
    desk.host("icab-host", "icab").await;
    desk.host("other-host", "greenbizz").await;
    desk.member("one", "icab", ("one@one.example", true)).await;
    desk.member("other", "greenbizz", ("other@other.example", true)).await;
    let item = json!({"title": {"fr": "Salon", "nl": "Beurs", "en": "Fair"}, "text": {"fr": "Venez.", "nl": "Kom."}});
    let send = async |key: &str, location: Option<&str>| {
        let draft = json!({"location": location, "item": item});
        let made = desk.app.as_admin().key(key).post_json("/v1/news", &draft).await.expect_status(201).json();
        let path = format!("/v1/news/{}", made["id"].as_str().unwrap());
        let tag = made["etag"].as_str().unwrap().to_owned();
        desk.app.as_admin().if_match(&tag).send("POST", &format!("{path}/send")).await.expect_status(409);
        let draft = json!({"location": location, "item": item, "seen": true});
        let seen = desk.app.as_admin().if_match(&tag).put_json(&path, &draft).await.expect_status(200).json();
        let tag = seen["etag"].as_str().unwrap().to_owned();
        desk.app.as_admin().if_match(&tag).send("POST", &format!("{path}/send")).await.expect_status(202);
        desk.rest().await;
        desk.mails()
    };
    let here = send("here", Some("icab")).await;
    assert_eq!(addresses(&here), ["icab-host@hosts.example".to_owned(), "one@one.example".to_owned()].into());
    let english = here.iter().find(|mail| mail.to.as_str() == "one@one.example").unwrap();
    assert_eq!(english.subject, "Fair");
    assert!(english.text.contains("Venez.") && english.unsubscribe.is_some(), "{}", english.text);
    assert_eq!(addresses(&send("all", None).await).len(), 4);
}

#[tokio::test]
async fn a_field_that_nobody_reads_is_refused_in_all_that_is_told() {
    let desk = Desk::new().await;
    let item = json!({"title": {"fr": "Salon", "nl": "Beurs"}, "colour": "red"});
    let items = json!({"items": [item]});
    let put = async |path: &str| desk.app.as_admin().if_match("\"v1\"").put_json(path, &items).await;
    let news = desk.app.as_admin().key("news").post_json("/v1/news", &json!({"item": item})).await;
    let told = [
        (news, "/item/colour"),
        (put(ICAB).await, "/items/0/colour"),
        (put("/v1/digest-items/2026-12").await, "/items/0/colour"),
    ];
    for (answer, pointer) in told {
        assert_eq!(answer.expect_status(422).json()["errors"][0]["pointer"], pointer);
    }
}

#[tokio::test]
async fn the_pages_of_news_write_see_and_send() {
    let desk = Desk::new().await;
    let coordinator = || desk.app.as_staff(domain::staff::StaffRole::Coordinator);
    let form = [("id", "n1"), ("version", "0"), ("title_fr_0", "Salon"), ("title_nl_0", "Beurs")];
    let sent = coordinator().await.form("/console/news", &form).await.expect_status(303);
    assert_eq!(sent.header("location"), "/console/news/n1?done=written");
    let again = coordinator().await.form("/console/news", &form).await.expect_status(303);
    assert_eq!(again.header("location"), sent.header("location"));
    let changed = [("id", "n1"), ("version", "0"), ("title_fr_0", "Salons"), ("title_nl_0", "Beurs")];
    let changed = coordinator().await.form("/console/news", &changed).await.expect_status(303);
    let page = coordinator().await.language("nl").get(changed.header("location")).await.expect_status(200).text();
    assert!(page.contains("Wat u daarna wijzigde, is niet bewaard"), "{page}");
    let half = [("id", "n2"), ("version", "0"), ("title_fr_0", "Salon")];
    let refused = coordinator().await.form("/console/news", &half).await.expect_status(422);
    assert!(refused.text().contains("f-title-nl-0-error\""), "{}", refused.text());
    let late = [("id", "n1"), ("version", "0"), ("title_fr_0", "Foire"), ("title_nl_0", "Beurs")];
    let late = coordinator().await.form("/console/news/n1", &late).await.expect_status(422).text();
    assert!(late.contains("Foire") && late.contains("Salon") && late.contains("f-title-fr-0-error"), "{late}");
    coordinator().await.form("/console/news/n1/send", &[("version", "1")]).await.expect_status(409);
    coordinator().await.form("/console/news/n1/seen", &[("version", "1")]).await.expect_status(303);
    coordinator().await.form("/console/news/n1/send", &[("version", "1")]).await.expect_status(412);
    coordinator().await.form("/console/news/n1/send", &[("version", "2")]).await.expect_status(303);
    let list = desk.app.as_admin().language("nl").get("/console/news").await.expect_status(200).text();
    assert!(list.contains("Beurs") && list.contains("Verstuurd"), "{list}");
}
