//! The public pages, as a phone without JavaScript sees them.

use crate::common::{after_visit, app, count, filled, submission, survey};
use domain::questionnaire::Variant;
use rstest::rstest;
use serde_json::json;
use testkit::TestApp;

async fn page(app: &TestApp, id: &str, language: &str) -> String {
    app.anonymous().language(language).get(&format!("/s/{id}")).await.expect_status(200).text()
}

#[rstest]
#[case("fr", "Comment s’est passé votre entretien", "Innoviris chez ICAB", "Très satisfait", "Envoyer")]
#[case("nl", "Hoe was uw gesprek?", "Innoviris bij ICAB", "Zeer tevreden", "Versturen")]
#[case("en", "How was your meeting?", "Innoviris at ICAB", "Very satisfied", "Send")]
#[tokio::test]
async fn the_survey_speaks_the_language_of_the_browser(
    #[case] language: &str,
    #[case] title: &str,
    #[case] about: &str,
    #[case] best: &str,
    #[case] send: &str,
) {
    let app = app().await;
    let id = after_visit(&app).await;
    let page = page(&app, &id, language).await;
    for words in [title, about, best, send] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains(&format!("<html lang=\"{language}\"")));
    assert!(
        page.matches("<script").count() == 1 && page.contains("src=\"/assets/survey.") && !page.contains("style=\"")
    );
    assert!(!page.contains("name=\"agency\""), "the agency is known");
}

/// What was opened by a code on a wall stands beside the place's other figures.
#[tokio::test]
async fn each_time_that_the_code_of_a_place_is_opened_counts_for_it() {
    let app = app().await;
    let wave = json!({"variant": "after_visit", "locations": [], "opens": "2026-11-24", "closes": "2026-12-31"});
    app.as_admin().key("wave").post_json("/v1/waves", &wave).await.expect_status(201);
    let other = after_visit(&app).await;
    for code in ["p.icab", "a.hub.icab", "p.icab", "a.hub", other.as_str()] {
        page(&app, code, "fr").await;
    }
    app.anonymous().get("/s/p.nowhere").await.expect_status(404);
    // Shown in a frame of the place's own site it is no code that somebody opened.
    let framed = app.anonymous().get("/embed/locations/icab/survey?look=light&lang=fr").await.expect_status(200);
    assert!(framed.header("content-security-policy").contains("frame-ancestors *"));
    assert!(framed.text().contains("action=\"/embed/locations/icab/survey?look=light&amp;lang=fr\""));
    let scans = app.store().places().scans().await.unwrap();
    let day = app.store().now().day_in(domain::clock::BRUSSELS);
    let counted = scans.iter().map(|(id, scans)| (id.as_str(), scans.between(day, day.succ_opt().unwrap())));
    assert_eq!(counted.collect::<Vec<_>>(), [("icab", 3)]);
}

#[tokio::test]
async fn where_no_language_is_known_the_choice_comes_first_and_an_address_keeps_it() {
    let app = app().await;
    let id = after_visit(&app).await;
    let undecided = app.anonymous().get(&format!("/s/{id}")).await.expect_status(200).text();
    assert!(undecided.contains("Kies uw taal") && undecided.contains("Choisissez votre langue"));
    let chosen = app.anonymous().get(&format!("/s/{id}?lang=nl")).await.expect_status(200).text();
    assert!(chosen.contains(&format!("action=\"/s/{id}?lang=nl\"")));
    let key = submission(&chosen);
    let sent = app.anonymous().form(&format!("/s/{id}?lang=nl"), &filled(&key, &[])).await.expect_status(303);
    assert_eq!(sent.header("location"), format!("/s/{id}/thanks?lang=nl"));
}

#[tokio::test]
async fn a_page_sent_twice_counts_once_and_both_times_thanks() {
    let app = app().await;
    let id = after_visit(&app).await;
    let key = submission(&page(&app, &id, "fr").await);
    let path = format!("/s/{id}");
    let first = app.anonymous().form(&path, &filled(&key, &[])).await.expect_status(303);
    assert_eq!(first.header("location"), format!("/s/{id}/thanks"));
    for _ in 0..5 {
        let again = app.anonymous().form(&path, &filled(&key, &[("suggestions", "encore")])).await.expect_status(303);
        assert_eq!(again.header("location"), format!("/s/{id}/thanks?done=again"));
    }
    assert_eq!(count(&app).await, 1);
    let thanks =
        app.anonymous().language("fr").get(&format!("/s/{id}/thanks?done=again")).await.expect_status(200).text();
    assert!(thanks.contains("une seule fois"));
    let other = submission(&page(&app, &id, "fr").await);
    assert_ne!(other, key);
    app.anonymous().form(&path, &filled(&other, &[])).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn what_is_missing_is_said_and_nothing_has_to_be_answered_again() {
    let app = app().await;
    let id = after_visit(&app).await;
    let key = submission(&page(&app, &id, "nl").await);
    let fields = [("submission", key.as_str()), ("overall", "2"), ("suggestions", "Meer <b>licht</b>")];
    let refused = app.anonymous().language("nl").form(&format!("/s/{id}"), &fields).await.expect_status(422).text();
    assert!(refused.contains("error-summary"));
    assert!(refused.contains("href=\"#f-useful\"") && refused.contains("href=\"#f-recommend\""));
    assert!(!refused.contains("href=\"#f-wait\""), "what is not asked is not missed");
    assert!(refused.contains("Meer &lt;b&gt;licht&lt;/b&gt;"));
    assert!(refused.contains("value=\"2\" checked"));
    assert_eq!(submission(&refused), key);
    assert_eq!(count(&app).await, 0);
    app.anonymous().form(&format!("/s/{id}"), &filled(&key, &[])).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn an_answer_opens_the_questions_that_depend_on_it() {
    let app = app().await;
    let id = after_visit(&app).await;
    let shown = page(&app, &id, "fr").await;
    let follows = shown.split("class=\"follows\"").nth(1).unwrap();
    assert!(follows.contains("name=\"wait\""));
    assert!(shown.contains("value=\"yes\" data-opens"));
    let path = format!("/s/{id}");
    let key = submission(&shown);
    let yes = app.anonymous().form(&path, &filled(&key, &[("referred", "yes")])).await.expect_status(422).text();
    assert!(yes.contains("href=\"#f-wait\""));
    // A hidden question's answer is dropped, whatever the browser sent.
    app.anonymous().form(&path, &filled(&key, &[("referred", "no"), ("wait", "3")])).await.expect_status(303);
    for n in 0..4 {
        let key = format!("{key}{n}");
        app.anonymous().form(&path, &filled(&key, &[("referred", "no"), ("wait", "3")])).await.expect_status(303);
    }
    count(&app).await;
    let results = app.as_admin().get(&format!("/v1/surveys/{id}/results")).await.json();
    assert_eq!((&results["questions"]["referred"]["n"], &results["questions"]["wait"]["n"]), (&json!(5), &json!(0)));
}

#[tokio::test]
async fn a_form_without_its_key_is_shown_again_with_one() {
    let app = app().await;
    let id = after_visit(&app).await;
    let shown =
        app.anonymous().language("en").form(&format!("/s/{id}"), &filled("", &[])).await.expect_status(422).text();
    assert!(shown.contains("incomplete") && shown.contains("value=\"4\" checked"));
    let key = submission(&shown);
    app.anonymous().form(&format!("/s/{id}"), &filled(&key, &[])).await.expect_status(303);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn the_wish_to_be_contacted_is_not_kept_with_the_answer() {
    let app = app().await;
    let id = after_visit(&app).await;
    let key = submission(&page(&app, &id, "fr").await);
    let sent =
        app.anonymous().form(&format!("/s/{id}"), &filled(&key, &[("contact_ok", "yes")])).await.expect_status(303);
    assert_eq!(sent.header("location"), format!("/s/{id}/thanks?done=contact"));
    let thanks = app.anonymous().language("fr").get(sent.header("location")).await.expect_status(200).text();
    assert!(thanks.contains(&format!("/s/{id}/contact")));
    let form = app.anonymous().language("fr").get(&format!("/s/{id}/contact")).await.expect_status(200).text();
    let own = submission(&form);
    assert_ne!(own, key);
    let path = format!("/s/{id}/contact");
    let fields = [("submission", own.as_str()), ("name", "Zoé Maes"), ("email", "zoe@zoe-robotics.example")];
    for _ in 0..3 {
        app.anonymous().language("fr").form(&path, &fields).await.expect_status(303);
    }
    let wrong = [("submission", own.as_str()), ("name", "Zoé"), ("email", "zoe")];
    let refused = app.anonymous().language("fr").form(&path, &wrong).await.expect_status(422).text();
    assert!(refused.contains("href=\"#f-email\"") && refused.contains("value=\"Zoé\""));
    count(&app).await;
    let contacts = format!("/v1/surveys/{id}/contacts");
    let list = app.as_admin().get(&contacts).await.expect_status(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let one = &list["items"][0];
    assert_eq!(
        (&one["name"], &one["email"], &one["language"], &one["day"]),
        (&json!("Zoé Maes"), &json!("zoe@zoe-robotics.example"), &json!("fr"), &json!("2026-11-24"))
    );
    app.anonymous().get(&contacts).await.expect_status(401);
    let path = format!("{contacts}/{}", one["id"].as_str().unwrap());
    app.as_admin().send("DELETE", &path).await.expect_status(428);
    app.as_admin().if_match("\"v9\"").send("DELETE", &path).await.expect_status(412);
    app.as_admin().if_match("\"v1\"").send("DELETE", &path).await.expect_status(204);
    app.as_admin().if_match("\"v1\"").send("DELETE", &path).await.expect_status(404);
}

#[tokio::test]
async fn an_address_that_was_left_ends_after_two_years() {
    let app = app().await;
    let id = after_visit(&app).await;
    let path = format!("/s/{id}/contact");
    let own = submission(&app.anonymous().get(&path).await.text());
    app.anonymous()
        .form(&path, &[("submission", &own), ("name", "Zoé"), ("email", "z@zoe.example")])
        .await
        .expect_status(303);
    let n = async || {
        app.as_admin().get(&format!("/v1/surveys/{id}/contacts")).await.json()["items"].as_array().unwrap().len()
    };
    app.clock.advance(chrono::TimeDelta::days(729));
    assert_eq!(n().await, 1);
    app.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(n().await, 0);
}

#[tokio::test]
async fn a_survey_that_is_over_says_so_and_one_that_never_was_is_not_found() {
    let app = app().await;
    let id = survey(&app, json!({"variant": "after_visit", "opens": "2026-11-25", "closes": "2026-11-26"})).await;
    let html = || app.anonymous().language("fr").header("accept", "text/html");
    let early = html().get(&format!("/s/{id}")).await.expect_status(404).text();
    assert!(early.contains("mercredi 25 novembre 2026"));
    app.clock.advance(chrono::TimeDelta::days(3));
    let over = html().get(&format!("/s/{id}")).await.expect_status(410).text();
    assert!(over.contains("terminée") && over.contains("<h1>"));
    app.anonymous().form(&format!("/s/{id}"), &filled("abcdefghij", &[])).await.expect_status(410);
    html().get("/s/aaaaaaaaaa").await.expect_status(404);
    html().get("/s/NOT-A-CODE").await.expect_status(404);
    app.anonymous().form("/s/aaaaaaaaaa", &filled("abcdefghij", &[])).await.expect_status(404);
}

#[rstest]
#[case("fr", "Vos réponses n’ont pas été comptées", "Rien n’a été modifié ni perdu")]
#[case("nl", "Uw antwoorden zijn niet geteld", "niets verloren gegaan")]
#[case("en", "Your answers were not counted", "nothing was lost")]
#[tokio::test]
async fn answers_that_come_too_late_are_said_to_be_lost_and_what_was_written_is_given_back(
    #[case] language: &str,
    #[case] title: &str,
    #[case] untrue: &str,
) {
    let app = app().await;
    let id = survey(&app, json!({"variant": "after_visit", "opens": "2026-11-20", "closes": "2026-11-24"})).await;
    let path = format!("/s/{id}");
    let key = submission(&page(&app, &id, language).await);
    app.clock.advance(chrono::TimeDelta::days(2));
    let written = ("suggestions", "Une salle <calme> le soir");
    for more in [&[written][..], &[written, ("in_language", language)][..]] {
        let sent = filled(&key, more);
        let late = app.anonymous().language(language).form(&path, &sent).await.expect_status(410).text();
        assert!(late.contains(&format!("<h1>{title}</h1>")), "{late}");
        assert!(late.contains("Une salle &lt;calme&gt; le soir") && !late.contains(untrue), "{late}");
    }
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn who_is_not_satisfied_and_sends_again_after_the_end_is_led_to_the_same_form() {
    let app = app().await;
    let about = json!({"variant": "after_visit", "location": "icab", "agency": "innoviris",
        "opens": "2026-11-20", "closes": "2026-11-24"});
    let id = survey(&app, about).await;
    let path = format!("/s/{id}");
    let key = submission(&page(&app, &id, "fr").await);
    let sent = filled(&key, &[("overall", "1"), ("contact_ok", "yes")]);
    let first = app.anonymous().form(&path, &sent).await.expect_status(303);
    assert_eq!(first.header("location"), format!("/s/{id}/thanks?done=contact-soon"));
    app.clock.advance(chrono::TimeDelta::days(2));
    let again = app.anonymous().form(&path, &sent).await.expect_status(303);
    assert_eq!(again.header("location"), format!("/s/{id}/thanks?done=again-contact-soon"));
}

#[tokio::test]
async fn reading_changes_nothing() {
    let app = app().await;
    let id = after_visit(&app).await;
    for method in ["GET", "HEAD", "OPTIONS"] {
        for path in ["", "/thanks", "/contact", "/poster"] {
            let answer = app.anonymous().send(method, &format!("/s/{id}{path}")).await;
            assert!(answer.status < 300, "{method} {path}: {}", answer.status);
        }
    }
    assert_eq!(count(&app).await, 0);
    let contacts = app.as_admin().get(&format!("/v1/surveys/{id}/contacts")).await.json();
    assert_eq!(contacts["items"], json!([]));
}

#[tokio::test]
async fn every_question_of_every_variant_is_on_its_page() {
    let app = app().await;
    let catalogue = app.store().catalogue().load().await.unwrap();
    for variant in ["after_visit", "quarterly", "member_without_visit"] {
        let id = survey(
            &app,
            json!({"variant": variant, "location": "icab", "opens": "2026-11-01", "closes": "2026-12-31"}),
        )
        .await;
        let shown = page(&app, &id, "en").await;
        for question in catalogue.questionnaire.questions_of(&Variant::of(variant)) {
            assert!(shown.contains(&format!("name=\"{}\"", question.id)), "{variant}: {}", question.id);
            assert_eq!(shown.matches(&format!("id=\"f-{}\"", question.id.replace('_', "-"))).count(), 1);
        }
    }
}
