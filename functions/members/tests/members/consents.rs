//! What a member agrees to: the words of each version are kept, and what is not asked
//! any more stays as it was given.

use std::collections::BTreeMap;

use domain::Language;
use domain::ids::MemberId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, link, post, read, robotics};

const KEPT: &str = include_str!("../../../../docs/data-model.md");

/// What a version said, by kind, in the order of the languages.
fn said(version: &str) -> BTreeMap<String, [String; 3]> {
    let rest =
        KEPT.split(&format!("### {version}\n")).nth(1).unwrap_or_else(|| panic!("no words of {version} are kept"));
    let rows = rest.split("\n\n").next().unwrap().lines().skip(2);
    let cells = rows.map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    cells.map(|row| (row[1].trim_matches('`').to_owned(), [row[2].clone(), row[3].clone(), row[4].clone()])).collect()
}

/// The path of a member's own page.
async fn own(app: &TestApp, id: &str) -> String {
    flows::members::send_link(app.store(), &MemberId::parse(id).unwrap()).await.unwrap();
    link(&post(app).await[0].message.text, "/m/")
}

/// The kinds that a page asks, each with its words.
fn asked(page: &str) -> BTreeMap<String, String> {
    let options = page.split("name=\"consents\" value=\"").skip(1);
    let option = options.map(|rest| {
        let (kind, rest) = rest.split_once('"').unwrap();
        let words = rest.split_once("<span>").unwrap().1.split_once("</span>").unwrap().0;
        (kind.to_owned(), words.to_owned())
    });
    option.collect()
}

async fn save(app: &TestApp, path: &str, consents: &str) {
    let known = "action=save&trade_name=Zo%C3%A9+Robotics&languages=nl&contact_email=zoe%40zoe-robotics.example";
    app.anonymous().post_form(path, &format!("{known}{consents}")).await.expect_status(303);
}

async fn consents(app: &TestApp, id: &str) -> Value {
    read(app, &format!("/v1/members/{id}")).await["consents"].clone()
}

#[tokio::test]
async fn the_words_agreed_to_are_those_kept_for_their_version() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let path = own(&app, &id).await;
    save(&app, &path, "&consents=digest&consents=survey_invitations").await;
    let given = consents(&app, &id).await;
    for one in given.as_array().unwrap() {
        assert!(one["given_on"].is_string(), "{one}");
        let version = one["text_version"].as_str().unwrap();
        let kept = said(version);
        for (nth, language) in [Language::Fr, Language::Nl, Language::En].into_iter().enumerate() {
            let page = app.anonymous().language(language.tag()).get(&path).await.expect_status(200).text();
            let asked = asked(&page);
            assert_eq!(asked.len(), 2, "{asked:?}");
            for (kind, words) in asked {
                assert_eq!(
                    kept.get(&kind).map(|kept| &kept[nth]),
                    Some(&words),
                    "{kind}: other words are a version of their own, which docs/data-model.md keeps beside {version}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_asked_any_more_stays_as_it_was_given() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let before = json!([
        {"kind": "keep_profile", "given_on": "2026-11-01", "text_version": "2026-11"},
        {"kind": "public_map", "given_on": "2026-11-01", "text_version": "2026-11"}
    ]);
    flows::members::change(app.store(), &MemberId::parse(&id).unwrap(), None, |record, _, _| {
        let mut after = record.clone();
        after.case.person.profile.insert("consents".to_owned(), before.clone());
        Ok((after, Vec::new()))
    })
    .await
    .unwrap();
    let path = own(&app, &id).await;
    let page = app.anonymous().get(&path).await.expect_status(200).text();
    assert!(!asked(&page).contains_key("public_map") && !asked(&page).contains_key("keep_profile"));
    save(&app, &path, "&consents=digest").await;
    let after = consents(&app, &id).await;
    assert_eq!((&after[0], &after[1]), (&before[0], &before[1]));
    assert_eq!(after[2]["kind"], "digest");
}

#[tokio::test]
async fn an_old_consent_is_told_in_its_words_with_version_and_days_on_pages_and_in_the_export() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    let old = json!([
        {"kind": "public_map", "given_on": "2026-11-01", "text_version": "2026-11", "withdrawn_on": "2026-11-20"}
    ]);
    flows::members::change(app.store(), &MemberId::parse(&id).unwrap(), None, |record, _, _| {
        let mut after = record.clone();
        after.case.person.profile.insert("consents".to_owned(), old.clone());
        Ok((after, Vec::new()))
    })
    .await
    .unwrap();
    let own = own(&app, &id).await;
    let person = read(&app, "/v1/people?q=zoe@zoe-robotics.example").await["items"][0]["id"].clone();
    let person = person.as_str().unwrap();
    let said = said("2026-11")["public_map"].clone();
    for (nth, language) in [Language::Fr, Language::Nl, Language::En].into_iter().enumerate() {
        let days = [1, 20].map(|day| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
            web::format::date(language, day).replace('\u{a0}', " ")
        });
        let mut pages = vec![app.anonymous().language(language.tag()).get(&own).await];
        for path in [format!("/console/members/{id}"), format!("/console/members/people/{person}")] {
            let staff = app.as_staff(StaffRole::Coordinator).await;
            pages.push(staff.language(language.tag()).get(&path).await);
        }
        for page in pages {
            let page = page.expect_status(200).text();
            for told in [said[nth].as_str(), days[0].as_str(), days[1].as_str(), "2026-11"] {
                assert!(page.contains(told), "{told}: {page}");
            }
        }
    }
    let export = read(&app, &format!("/v1/people/{person}/export")).await;
    let consent = &export["members"][0]["profile"]["consents"][0];
    assert_eq!(consent["words"], json!({"fr": said[0], "nl": said[1], "en": said[2]}));
    assert_eq!((&consent["given_on"], &consent["text_version"]), (&old[0]["given_on"], &old[0]["text_version"]));
}
