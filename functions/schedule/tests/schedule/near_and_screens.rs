//! Who is near, and the pages that stand elsewhere: on a wall, in a frame, on
//! paper.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::held::{at, hold, innoviris_at_icab};
use chrono::TimeDelta;
use serde_json::json;
use testkit::{Answer, BASE_URL, TestApp};

async fn app() -> TestApp {
    let app = TestApp::with(schedule::routes()).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    app
}

async fn get(app: &TestApp, path: &str) -> Answer {
    app.anonymous().language("fr").header("accept", "text/html").get(path).await
}

async fn page(app: &TestApp, path: &str) -> String {
    get(app, path).await.expect_status(200).text()
}

/// The places of the list, in its order.
fn places(text: &str) -> Vec<&str> {
    let list = text.split("class=\"near-list\"").nth(1).map_or("", |rest| rest.split("</ol>").next().unwrap());
    list.split("<strong><a href=\"/locations/").skip(1).filter_map(|rest| rest.split('/').next()).collect()
}

#[tokio::test]
async fn the_nearest_place_comes_first_with_its_distance() {
    let app = app().await;
    hold(&app, "p2", at("hub", "eebic", "2026-11-25T09:00")).await;
    hold(&app, "p3", at("hub", "becentral", "2026-11-26T09:00")).await;
    let etterbeek = page(&app, "/near?postcode=1040").await;
    assert_eq!(places(&etterbeek), ["icab", "becentral", "eebic"], "{etterbeek}");
    assert!(etterbeek.contains("km à vol d’oiseau") && etterbeek.contains("class=\"map-here\""));
    assert!(
        etterbeek.contains("couvre aussi une partie d’une autre commune : Bruxelles"),
        "1040 lies in two municipalities"
    );
    let anderlecht = page(&app, "/near?nis=21001").await;
    assert_eq!(places(&anderlecht), ["becentral", "eebic", "icab"]);
    let anywhere = page(&app, "/near").await;
    assert_eq!(places(&anywhere), ["icab", "eebic", "becentral"], "the soonest first");
    assert!(!anywhere.contains("vol d’oiseau") && !anywhere.contains("class=\"map-here\""));
    for text in [&etterbeek, &anderlecht, &anywhere] {
        let map = text.split("class=\"map-stops\"").nth(1).unwrap().split("</g>").next().unwrap();
        assert_eq!(map.matches("<circle").count(), 3, "each place has its number");
    }
}

#[tokio::test]
async fn two_places_in_one_building_are_one_stop() {
    let app = app().await;
    hold(&app, "p2", at("info1819", "betacowork", "2026-11-24T14:00")).await;
    let text = page(&app, "/near?postcode=1040").await;
    let map = text.split("class=\"map-stops\"").nth(1).unwrap().split("</g>").next().unwrap();
    assert_eq!((places(&text), map.matches("<circle").count()), (vec!["icab"], 1), "{text}");
    assert!(text.contains(" + <a href=\"/locations/betacowork/"));
}

#[tokio::test]
async fn another_postcode_is_refused_beside_its_field_and_the_map_stays() {
    let app = app().await;
    for path in ["/near?postcode=4000", "/near?postcode=x%22%3E%3Cscript%3E", "/near?nis=99999"] {
        let text = get(&app, path).await.expect_status(422).text();
        assert!(text.contains("Ce n’est pas un code postal de la Région") && text.contains("aria-invalid=\"true\""));
        assert!(text.contains("class=\"map\"") && !text.contains("<script"), "{path}");
        assert!(text.contains("href=\"/near?week=2026-W49\""), "{path}: links do not carry on what is wrong");
    }
}

#[tokio::test]
async fn the_map_is_small_and_asks_nobody_else() {
    let app = app().await;
    let text = page(&app, "/near?postcode=1050").await;
    let map = text.split("<svg class=\"map\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(map.len() < 40_000, "{}", map.len());
    assert!(map.contains("role=\"img\" aria-label=\"Carte de la Région"));
    assert!(
        text.contains("IGN et Statbel") && text.contains("CC BY 4.0"),
        "credit is given where the shapes are shown"
    );
    let addresses = text.split("src=\"").skip(1).chain(text.split("href=\"").skip(1));
    assert!(
        addresses.into_iter().all(|rest| rest.starts_with('/') || rest.starts_with('#') || rest.starts_with(BASE_URL))
    );
}

#[tokio::test]
async fn a_week_without_anybody_offers_the_next() {
    let app = app().await;
    let text = page(&app, "/near?postcode=1040&week=2026-W53").await;
    assert!(text.contains("Plus aucune permanence cette semaine-là."), "{text}");
    assert!(text.contains("/near?postcode=1040&amp;week=2027-W01"));
}

#[tokio::test]
async fn the_screen_asks_again_each_minute_and_says_when_it_was_made() {
    let app = app().await;
    let answer = get(&app, "/lobby/icab?lang=fr").await.expect_status(200);
    assert_eq!(answer.header("refresh"), "60");
    let text = answer.text();
    assert!(text.contains("mardi 24 novembre 2026") && text.contains("Innoviris") && text.contains("9:30 à 12:30"));
    assert!(text.contains("24 nov. 2026, 10:00"), "when it was made: {text}");
    assert!(text.contains("ma 8 déc.") && !text.contains("ma 1er déc."), "what comes next takes place");
    app.clock.advance(TimeDelta::hours(4));
    let later = page(&app, "/lobby/icab?lang=fr").await;
    assert!(later.contains("Personne aujourd’hui.") && later.contains("24 nov. 2026, 14:00"));
}

#[tokio::test]
async fn a_screen_of_no_language_takes_turns() {
    let app = app().await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let text = page(&app, "/lobby/icab").await;
        seen.push(text.split("<html lang=\"").nth(1).unwrap()[..2].to_owned());
        app.clock.advance(TimeDelta::minutes(1));
    }
    seen.sort_unstable();
    assert_eq!(seen, ["en", "fr", "nl"], "ICAB speaks three languages");
}

#[tokio::test]
async fn the_frame_may_stand_anywhere_and_sets_no_cookie() {
    let app = app().await;
    let answer = get(&app, "/embed/locations/icab?lang=nl").await.expect_status(200);
    assert!(answer.header("content-security-policy").contains("frame-ancestors *"));
    assert_eq!((answer.header("x-frame-options"), answer.header("set-cookie")), ("", ""));
    let text = answer.text();
    let links: Vec<&str> = text.split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert!(links.len() >= 2, "{text}");
    for link in links {
        assert!(link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""), "{link}");
    }
    let other = get(&app, "/locations/icab/week?lang=nl").await.expect_status(200);
    assert!(other.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(other.header("x-frame-options"), "DENY");
    assert!(other.header("set-cookie").contains("lang=nl"));
}

#[tokio::test]
async fn the_week_shows_the_frame_to_copy() {
    let text = page(&app().await, "/locations/icab/week").await;
    let snippet = text.split("class=\"secret\">").nth(1).unwrap().split("</code>").next().unwrap();
    let plain = snippet.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let source = format!("<iframe src=\"{BASE_URL}/embed/locations/icab?look=light&amp;lang=fr\"");
    assert!(plain.starts_with(&source), "{plain}");
    let title = "title=\"Les agences publiques à ICAB Business &amp; Technology Incubator · La semaine\"";
    assert!(plain.contains(title) && plain.ends_with("</iframe>"), "{plain}");
}

#[tokio::test]
async fn the_next_session_is_a_frame_of_its_own_light_or_dark() {
    let app = app().await;
    let answer = get(&app, "/embed/locations/icab/next?lang=en&look=dark").await.expect_status(200);
    assert!(answer.header("content-security-policy").contains("frame-ancestors *"));
    let text = answer.text();
    assert_eq!(text.matches("<time ").count(), 1, "one session: {text}");
    assert!(text.contains("target=\"_blank\""));
    let dark = |media: &str| format!("<link rel=\"stylesheet\"{media} href=\"{}\">", web::assets::dark_stylesheet());
    assert!(text.contains(&dark("")), "{text}");
    let reader = page(&app, "/embed/locations/icab/next").await;
    assert!(reader.contains(&dark(" media=\"(prefers-color-scheme: dark)\"")), "{reader}");
    let light = page(&app, "/embed/locations/icab/next?look=light").await;
    assert!(!light.contains(&web::assets::dark_stylesheet()), "{light}");
    assert!(page(&app, "/embed/locations/costation/next").await.contains("Aucune permanence n’est annoncée ici"));
    get(&app, "/embed/locations/icab/next?look=blue").await.expect_status(422);
    get(&app, "/embed/locations/icab?colour=dark").await.expect_status(422);
}

#[tokio::test]
async fn everything_for_a_place_is_on_one_page() {
    let app = app().await;
    let text = page(&app, "/locations/icab/kit").await;
    let sources = |text: &str| -> Vec<String> {
        let codes = text.split("<code>&lt;iframe src=&quot;").skip(1);
        codes.map(|rest| rest.split("&quot;").next().unwrap().replace("&amp;amp;", "&")).collect()
    };
    let all = |asked: &str| {
        ["", "/next", "/need", "/survey"].map(|of| format!("{BASE_URL}/embed/locations/icab{of}?{asked}"))
    };
    assert_eq!(sources(&text), all("look=light&lang=fr"), "{text}");
    let other = get(&app, "/locations/icab/kit?language=nl&look=dark").await.expect_status(200);
    assert!(other.header("content-security-policy").contains("frame-src 'self'"), "frames are seen");
    let other = other.text();
    assert_eq!(sources(&other), all("look=dark&lang=nl"), "{other}");
    assert!(other.contains("<html lang=\"fr\"") && other.contains("<option value=\"dark\" selected>"), "{other}");
    assert!(other.contains("title=&quot;De overheidsagentschappen in ICAB"), "{other}");
    assert!(
        text.contains(&format!("event.origin !== &quot;{BASE_URL}&quot;")),
        "it listens to our frames alone: {text}"
    );
    for path in [
        "/print/locations/icab",
        "/lobby/icab",
        "/s/p.icab/poster",
        "/needs/new?location=icab",
        "/calendar/locations/icab.ics",
    ] {
        assert!(text.contains(path), "{path}");
    }
    get(&app, "/locations/nowhere/kit").await.expect_status(404);
}

#[tokio::test]
async fn the_sheet_holds_the_month_and_a_code_that_leads_to_the_place() {
    let app = app().await;
    let mut other = at("hub", "icab", "2026-11-27T13:30");
    other["until"] = json!("2026-12-11");
    hold(&app, "p2", other).await;
    let text = page(&app, "/print/locations/icab").await;
    assert!(text.contains("Permanences du 24 nov. 2026 au 24 déc. 2026"), "{text}");
    assert_eq!(text.matches("<th scope=\"row\">").count(), 5 + 3);
    assert!(
        text.contains(&format!("<title>{BASE_URL}/locations/icab</title>"))
            && text.contains("permanence.test/locations/icab")
    );
}
