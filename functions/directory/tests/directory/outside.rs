//! What search engines, feed readers and other sites read.

use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::json;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

async fn text(app: &TestApp, path: &str) -> String {
    app.anonymous().language("fr").get(path).await.expect_status(200).text()
}

#[tokio::test]
async fn a_public_page_names_its_address_in_each_language_and_what_it_is() {
    let app = app().await;
    let page = text(&app, "/services/innoviris-shape?lang=nl&utm_source=letter").await;
    let base = "http://permanence.test/services/innoviris-shape";
    for part in [
        format!("<link rel=\"canonical\" href=\"{base}?lang=nl\">"),
        format!("hreflang=\"fr\" href=\"{base}?lang=fr\">"),
        format!("hreflang=\"en\" href=\"{base}?lang=en\">"),
        format!("hreflang=\"x-default\" href=\"{base}\">"),
        "<meta name=\"description\" content=\"Subsidie of terugvorderbaar voorschot".to_owned(),
        "<meta property=\"og:title\" content=\"Shape (experimentele ontwikkeling)\">".to_owned(),
        "<meta property=\"og:image\" content=\"http://permanence.test/picture.png\">".to_owned(),
        "<meta property=\"og:locale\" content=\"nl_BE\">".to_owned(),
    ] {
        assert!(page.contains(&part), "{part}: {page}");
    }
    assert!(!page.contains("utm_source"));
    // A lead with markup is told without it.
    let place = text(&app, "/locations/icab").await;
    let about = place.split("name=\"description\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(about.is_some_and(|about| about.contains("Betacowork") && !about.contains('<')), "{about:?}");
}

#[tokio::test]
async fn pages_of_the_team_tell_search_engines_nothing() {
    let app = app().await;
    let page = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html").get("/console/locations").await;
    let page = page.expect_status(200).text();
    assert!(page.contains("noindex") && !page.contains("og:title") && !page.contains("canonical"));
}

#[tokio::test]
async fn the_sitemap_lists_what_stands_today_in_three_languages() {
    let app = app().await;
    let map = text(&app, "/sitemap.xml").await;
    for path in ["/", "/agencies", "/help/rd_grant", "/services/innoviris-shape", "/agencies/hub", "/locations/icab"] {
        for language in ["fr", "nl", "en"] {
            assert!(map.contains(&format!("<loc>http://permanence.test{path}?lang={language}</loc>")), "{path}");
        }
    }
    for gone in ["/agencies/impulse", "/locations/costation", "/console"] {
        assert!(!map.contains(&format!("permanence.test{gone}")), "{gone}");
    }
    assert_eq!(map.matches("<url>").count(), map.matches("</url>").count());
    // Every page that it names is there.
    for path in map.split("<loc>http://permanence.test").skip(1).filter_map(|rest| rest.split("</loc>").next()) {
        let own = ["/help/", "/services", "/agencies", "/locations", "/search", "/privacy", "/accessibility", "/?"];
        if own.iter().any(|start| path.starts_with(start)) {
            app.anonymous().header("accept", "text/html").get(path).await.expect_status(200);
        }
    }
}

#[tokio::test]
async fn robots_leave_the_team_and_links_with_tokens_alone() {
    let app = app().await;
    let file = text(&app, "/robots.txt").await;
    for path in ["/console", "/r/", "/n/", "/b/", "/m/", "/u/", "/i/", "/p/", "/hooks/"] {
        assert!(file.contains(&format!("Disallow: {path}\n")), "{path}");
    }
    assert!(file.ends_with("\nSitemap: http://permanence.test/sitemap.xml\n"));
    assert!(!file.contains("Disallow: /services") && !file.contains("Disallow: /\n"));
}

#[tokio::test]
async fn the_feed_tells_of_new_permanences_and_of_no_draft() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let mut draft = innoviris_at_icab();
    draft["status"] = json!("draft");
    hold(&app, "p2", draft).await;
    let answer = app.anonymous().language("nl").get("/feed.atom").await.expect_status(200);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = answer.text();
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
    assert!(
        feed.contains(
            "<title>Innoviris in ICAB Business &amp; Technology Incubator, de eerste keer op 24 nov 2026</title>"
        ),
        "{feed}"
    );
    assert!(feed.contains("<id>http://permanence.test/locations/icab#p1</id>"));
    assert!(feed.contains("xml:lang=\"nl\"") && feed.contains("<updated>2026-11-2"));
    app.anonymous().get("/feed.atom?location=icab").await.expect_status(422);
}

#[tokio::test]
async fn the_picture_is_there_drawn_and_in_pixels() {
    let app = app().await;
    let drawn = text(&app, "/picture.svg?lang=nl").await;
    assert!(drawn.starts_with("<svg ") && drawn.contains("xml:lang=\"nl\""));
    let answer = app.anonymous().get("/picture.png").await.expect_status(200);
    assert_eq!(answer.header("content-type"), "image/png");
}

#[tokio::test]
async fn what_is_written_in_the_readers_language_says_so_to_caches() {
    let app = app().await;
    for path in ["/picture.svg", "/feed.atom", "/v1/search?q=subside", "/"] {
        let answer = app.anonymous().language("nl").get(path).await.expect_status(200);
        assert_eq!(answer.header("vary"), "accept-language, cookie", "{path}");
    }
}

#[tokio::test]
async fn an_agency_under_a_new_name_is_found_at_its_old_address_and_a_merged_one_says_so() {
    let app = app().await;
    // Three agencies became hub: none of them is it.
    let merged = app.anonymous().language("fr").header("accept", "text/html").get("/agencies/impulse").await;
    assert!(merged.expect_status(200).text().contains("/agencies/hub"));
    let mut old = app.anonymous().get("/v1/agencies/innoviris").await.json();
    old["email"] = json!("adviser@innoviris.example");
    let mut new = old.clone();
    new["id"] = json!("innoviris-next");
    new["valid_from"] = json!("2026-01-01");
    app.as_admin().header("if-none-match", "*").put_json("/v1/agencies/innoviris-next", &new).await.expect_status(201);
    old["valid_to"] = json!("2025-12-31");
    old["successor"] = json!("innoviris-next");
    app.as_admin().if_match("*").put_json("/v1/agencies/innoviris", &old).await.expect_status(200);
    let moved =
        app.anonymous().header("accept", "text/html").get("/agencies/innoviris?lang=nl").await.expect_status(301);
    assert_eq!(moved.header("location"), "/agencies/innoviris-next?lang=nl");
    assert_eq!(moved.header("vary"), "accept-language, cookie");
}

#[rstest]
#[case("fr", "Subside R&amp;D : l’aide à Bruxelles", "Qui aide")]
#[case("nl", "O&amp;O-subsidie: hulp in Brussel", "Wie helpt")]
#[case("en", "R&amp;D grant: help in Brussels", "Who helps")]
#[tokio::test]
async fn a_kind_of_need_has_a_page_with_who_helps_how_and_when(
    #[case] language: &str,
    #[case] title: &str,
    #[case] who: &str,
) {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let page = app.anonymous().language(language).header("accept", "text/html").get("/help/rd_grant").await;
    let page = page.expect_status(200).text();
    assert!(page.contains(&format!("<h1>{title}</h1>")) && page.contains(who), "{page}");
    assert!(page.contains("/services/innoviris-shape") && page.contains("/agencies/innoviris"));
    assert!(page.contains("/needs/new?need_type=rd_grant") && page.contains("/book/details?session="));
    assert!(page.contains("1819.brussels"), "its official page");
    app.anonymous().header("accept", "text/html").get("/help/nothing").await.expect_status(404);
}

#[tokio::test]
async fn a_service_says_its_price_its_conditions_and_its_official_page_and_how_to_book() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let page = text(&app, "/services/innoviris-shape").await;
    assert!(page.contains("Si : ") && page.contains("non indiqué"), "{page}");
    assert!(page.contains("https://1819.brussels/nl/infotheek") && page.contains("/book/details?session="));
    assert!(text(&app, "/services/impulse-permits").await.contains("gratuit"));
    let agency = text(&app, "/agencies/innoviris").await;
    assert!(agency.contains("Réserver la prochaine fois") && agency.contains("/book/details?session="));
}

#[tokio::test]
async fn an_official_page_is_an_address() {
    let app = app().await;
    let mut service = app.anonymous().get("/v1/services/innoviris-shape").await.json();
    assert!(service["page"].as_str().is_some_and(|page| page.starts_with("https://1819.brussels/nl/infotheek/")));
    service["page"] = json!("javascript:alert(1)");
    let answer =
        app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &service).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/page");
}
