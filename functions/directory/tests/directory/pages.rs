//! The public pages.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::ids::{AgencyId, PermanenceId};
use domain::permanence::PermanenceDraft;
use rstest::rstest;
use serde_json::json;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

async fn page(app: &TestApp, language: &str, path: &str) -> String {
    let answer = app.anonymous().language(language).header("accept", "text/html").get(path).await;
    answer.expect_status(200).text()
}

#[tokio::test]
async fn every_page_is_there_in_three_languages_with_one_title() {
    let app = app().await;
    crate::common::hold(&app, "p1", crate::common::innoviris_at_icab()).await;
    let paths = [
        "/",
        "/services",
        "/services?q=zzzz",
        "/search",
        "/search?q=subside%20prototype",
        "/search?q=zzzz",
        "/help/rd_grant",
        "/help/inbound_landing",
        "/services/innoviris-shape",
        "/services/impulse-eu",
        "/agencies",
        "/locations",
        "/locations/icab",
        "/locations/costation",
        "/agencies/innoviris",
        "/agencies/impulse",
        "/catalogue",
        "/privacy",
        "/accessibility",
    ];
    for path in paths {
        for language in ["fr", "nl", "en"] {
            let text = page(&app, language, path).await;
            assert_eq!(text.matches("<h1").count(), 1, "{path} {language}");
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{path} {language}");
            assert!(!text.contains("Unknown localization"), "{path} {language}: {text}");
            assert!(text.len() < 50_000, "{path} {language}: {} bytes", text.len());
            let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path}: an id stands twice");
        }
    }
}

#[tokio::test]
async fn an_unknown_id_is_a_page_that_says_so() {
    let app = app().await;
    for path in ["/services/nothing", "/locations/nothing", "/agencies/nothing", "/locations/NOT%20AN%20ID"] {
        let answer = app.anonymous().language("nl").header("accept", "text/html").get(path).await.expect_status(404);
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(answer.text().contains("<h1"), "{path}");
    }
}

#[tokio::test]
async fn a_place_and_an_agency_name_the_address_of_their_calendar_until_they_close() {
    let app = app().await;
    for (path, calendar) in [
        ("/locations/icab", "http://permanence.test/calendar/locations/icab.ics?lang=nl"),
        ("/agencies/innoviris", "http://permanence.test/calendar/agencies/innoviris.ics?lang=nl"),
    ] {
        let text = page(&app, "nl", path).await;
        assert!(text.contains("Abonneer u op deze kalender:") && text.contains(calendar), "{text}");
    }
    assert!(!page(&app, "nl", "/agencies/impulse").await.contains(".ics"));
}

#[tokio::test]
async fn a_location_shows_its_sessions_with_slots_and_what_is_cancelled_with_the_reason() {
    let app = app().await;
    crate::common::hold(&app, "p1", crate::common::innoviris_at_icab()).await;
    let text = page(&app, "fr", "/locations/icab").await;
    assert!(text.contains("ma 24 nov.") && text.contains("9:30 à 12:30"));
    for slot in ["9:30", "10:15", "11:00", "11:45"] {
        assert!(text.contains(&format!(">{slot}</time>")), "{slot}");
    }
    assert!(text.contains("Annulée") && text.contains("congé de l’équipe") && text.contains("reprise le ma 8 déc."));
    assert!(text.contains("même bâtiment que") && text.contains("/locations/betacowork"));
    assert!(text.contains("/needs/new?location=icab"));
    assert!(page(&app, "nl", "/locations/icab").await.contains("verlof van het team"));
}

#[tokio::test]
async fn a_holiday_is_shown_as_cancelled_with_its_name() {
    let app = app().await;
    let mut friday = crate::common::innoviris_at_icab();
    friday["start"] = json!("2026-11-27T09:30");
    friday["rrule"] = json!("FREQ=WEEKLY;BYDAY=FR");
    friday["exceptions"] = json!([]);
    crate::common::hold(&app, "p1", friday).await;
    app.clock.advance(TimeDelta::days(14));
    let text = page(&app, "nl", "/locations/icab").await;
    assert!(text.contains("vr 25 dec") && text.contains("Geannuleerd") && text.contains("Kerstmis"), "{text}");
}

#[tokio::test]
async fn drafts_and_sessions_that_are_over_are_not_shown() {
    let app = app().await;
    let mut draft = crate::common::innoviris_at_icab();
    draft["status"] = json!("draft");
    crate::common::hold(&app, "p1", draft).await;
    let text = page(&app, "en", "/locations/icab").await;
    assert!(text.contains("No office hours here") && !text.contains("24 Nov"));
    crate::common::hold(&app, "p2", crate::common::innoviris_at_icab()).await;
    assert!(page(&app, "en", "/locations/icab").await.contains("24 Nov"));
    app.clock.advance(TimeDelta::hours(4));
    assert!(!page(&app, "en", "/locations/icab").await.contains("24 Nov"));
}

#[tokio::test]
async fn a_location_page_is_served_in_four_reads_at_most() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![directory::routes()], false).await;
    for nth in 0..12 {
        crate::common::hold(&app, &format!("p{nth}"), crate::common::innoviris_at_icab()).await;
    }
    page(&app, "fr", "/locations/icab").await;
    table.take();
    page(&app, "fr", "/locations/icab").await;
    let counts = table.counts();
    assert_eq!((counts.reads(), counts.commits), (4, 0), "{counts:?}");
}

#[tokio::test]
async fn an_agency_that_ended_says_who_took_over() {
    let app = app().await;
    let text = page(&app, "en", "/agencies/impulse").await;
    assert!(text.contains("Impulse ended on 31 Dec 2017") && text.contains("href=\"/agencies/hub\""));
    let service = page(&app, "en", "/services/impulse-business-plan").await;
    assert!(service.contains("href=\"/agencies/hub\"") && service.contains("Started by Impulse"));
    let hub = page(&app, "en", "/agencies/hub").await;
    assert!(hub.contains("href=\"/agencies/impulse\"") && hub.contains("href=\"/services/impulse-business-plan\""));
}

#[rstest]
#[case("fr", "Les agences", "pas de permanence annoncée", "Financer la recherche")]
#[case("nl", "De agentschappen", "geen permanentie aangekondigd", "Financiering van onderzoek")]
#[case("en", "Agencies", "none announced", "Funding research")]
#[tokio::test]
async fn all_agencies_of_today_are_listed_with_what_each_is_for_and_where_it_is_next(
    #[case] language: &str,
    #[case] title: &str,
    #[case] nowhere: &str,
    #[case] mission: &str,
) {
    let app = app().await;
    crate::common::hold(&app, "p1", crate::common::innoviris_at_icab()).await;
    let text = page(&app, language, "/agencies").await;
    assert!(text.contains(&format!("<h1>{title}</h1>")) && text.contains(mission), "{text}");
    let row = |id: &str| {
        let from = text.split(&format!("<a href=\"/agencies/{id}\">")).nth(1).unwrap_or_default();
        from.split("</tr>").next().unwrap_or_default().to_owned()
    };
    assert!(row("innoviris").contains("2026-11-24T09:30") && row("innoviris").contains("/locations/icab"));
    assert!(row("finance").contains(nowhere) && !row("finance").contains("<time"));
    for gone in ["impulse", "bie", "atrium"] {
        assert!(!text.contains(&format!("\"/agencies/{gone}\"")), "{gone} has ended");
    }
}

#[tokio::test]
async fn a_series_of_an_agency_that_ended_stands_in_the_list_under_its_successor() {
    let app = app().await;
    let old = json!({
        "agency": "impulse", "location": "icab", "services": ["impulse-business-plan"], "start": "2017-11-07T14:00",
        "duration_minutes": 120, "rrule": "FREQ=WEEKLY;BYDAY=TU", "status": "published"
    });
    crate::common::hold(&app, "old", old).await;
    let text = page(&app, "fr", "/agencies").await;
    let hub = text.split("<a href=\"/agencies/hub\">").nth(1).and_then(|rest| rest.split("</tr>").next());
    assert!(hub.is_some_and(|row| row.contains("2026-11-24T14:00")), "{text}");
}

#[tokio::test]
async fn the_list_of_agencies_is_found_from_where_people_look_for_it() {
    let app = app().await;
    for path in ["/", "/services", "/agencies/innoviris"] {
        assert!(page(&app, "nl", path).await.contains("href=\"/agencies\""), "{path}");
    }
}

#[rstest]
#[case("fr", "Les lieux ouverts les plus proches")]
#[case("nl", "De dichtstbijzijnde plaatsen die open zijn")]
#[case("en", "The nearest places that are open")]
#[tokio::test]
async fn a_place_that_closed_offers_the_nearest_that_are_open_and_nothing_of_its_own(
    #[case] language: &str,
    #[case] nearest: &str,
) {
    let app = app().await;
    let text = page(&app, language, "/locations/costation").await;
    let card = text.split(nearest).nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or_default();
    assert_eq!(card.matches("href=\"/locations/").count(), 3, "{text}");
    for own in [
        "location=costation",
        "/lobby/costation",
        "/locations/costation/week",
        "costation.ics",
        "/locations/costation/kit",
    ] {
        assert!(!text.contains(own), "{own}");
    }
    assert!(text.contains("href=\"/needs/new\""));
    assert!(page(&app, language, "/locations/icab").await.contains("/lobby/icab"));
}

#[tokio::test]
async fn a_place_that_closed_is_not_said_to_be_open_at_any_hour() {
    let app = app().await;
    for (place, says) in [("costation", false), ("icab", true)] {
        let path = format!("/v1/locations/{place}");
        let mut body = app.as_admin().get(&path).await.expect_status(200).json();
        body["opening_hours"] = json!([["09:00", "17:00"]]);
        app.as_admin().if_match("*").put_json(&path, &body).await.expect_status(200);
        let text = page(&app, "en", &format!("/locations/{place}")).await;
        assert_eq!(text.contains("Open on working days"), says, "{text}");
    }
}

#[tokio::test]
async fn a_series_of_an_agency_that_ended_is_its_successors() {
    let app = app().await;
    let old = json!({
        "agency": "impulse", "location": "icab", "services": ["impulse-business-plan"], "start": "2017-11-07T14:00",
        "duration_minutes": 120, "rrule": "FREQ=WEEKLY;BYDAY=TU", "status": "published"
    });
    crate::common::hold(&app, "old", old).await;
    let place = page(&app, "fr", "/locations/icab").await;
    assert!(place.contains("href=\"/agencies/hub\"") && !place.contains("href=\"/agencies/impulse\""));
    for path in ["/agencies/hub", "/services/impulse-business-plan"] {
        assert!(page(&app, "fr", path).await.contains("ma 24 nov."), "{path}");
    }
    assert!(!page(&app, "fr", "/agencies/impulse").await.contains("ma 24 nov."));
}

#[tokio::test]
async fn searching_ignores_accents_and_capitals_and_knows_the_keywords_of_needs() {
    let app = app().await;
    let with = page(&app, "fr", "/services?q=%C3%A9tude%20de%20faisabilit%C3%A9").await;
    let without = page(&app, "fr", "/services?q=ETUDE%20de%20faisabilite").await;
    for text in [&with, &without] {
        assert!(text.contains("/services/innoviris-feasibility") && !text.contains("/services/impulse-permits"));
    }
    let nothing = page(&app, "fr", "/services?q=%3Cscript%3Exyzzy").await;
    assert!(nothing.contains("Rien sous ces mots") && !nothing.contains("<script"));
}

#[tokio::test]
async fn home_shows_the_next_sessions_that_take_place() {
    let app = app().await;
    assert!(page(&app, "fr", "/").await.contains("Aucune permanence annoncée dans les trois prochains mois"));
    crate::common::hold(&app, "p1", crate::common::innoviris_at_icab()).await;
    let text = page(&app, "fr", "/").await;
    assert!(text.contains("ma 24 nov.") && text.contains("/locations/icab") && !text.contains("ma 1er déc."));
}

#[rstest]
#[case("fr", "la semaine du 7 déc. 2026", "Les prochaines permanences : la semaine")]
#[case("nl", "de week van 7 dec 2026", "De volgende permanenties: de week")]
#[case("en", "the week of 7 Dec 2026", "Next office hours: the week")]
#[tokio::test]
async fn where_nobody_comes_soon_the_next_week_is_shown_and_named(
    #[case] language: &str,
    #[case] week: &str,
    #[case] heading: &str,
) {
    let app = app().await;
    let mut draft = crate::common::innoviris_at_icab();
    draft["start"] = json!("2026-12-08T09:30");
    draft["exceptions"] = json!([]);
    crate::common::hold(&app, "p1", draft).await;
    let home = page(&app, language, "/").await;
    assert!(home.contains(heading) && home.contains(week) && home.contains("2026-12-08"), "{home}");
    assert!(!home.contains("2026-12-15"), "one week of them");
    let agency = page(&app, language, "/agencies/innoviris").await;
    assert!(agency.contains(week) && agency.contains("2026-12-08"), "{agency}");
    app.clock.advance(TimeDelta::days(8));
    assert!(!page(&app, language, "/").await.contains(week), "8 December lies in the seven days to come");
}

#[tokio::test]
async fn statements_name_where_to_write() {
    let app = app().await;
    for path in ["/privacy", "/accessibility"] {
        assert!(page(&app, "nl", path).await.contains("mailto:permanence@permanence.test"), "{path}");
    }
}

#[tokio::test]
async fn the_privacy_statement_tells_of_every_field_that_somebody_fills_in() {
    let app = app().await;
    let catalogue = app.store().catalogue().load().await.unwrap();
    let shown = page(&app, "en", "/privacy").await;
    let model = &catalogue.member_model;
    for field in model.fields.iter().filter(|field| field.filled_by != "system") {
        let label = field.label.get(domain::Language::En).replace('&', "&amp;");
        assert!(shown.contains(&label), "{}", field.id);
        assert!(!web::ui::purpose(domain::Language::En, field).contains("why-"), "{} has a purpose in words", field.id);
    }
    assert!(shown.contains("24 months after the last contact") && shown.contains("36 months"));
}

#[tokio::test]
async fn the_privacy_statement_promises_what_a_place_reads() {
    let app = app().await;
    for language in domain::Language::ALL {
        let shown = page(&app, language.tag(), "/privacy").await;
        let promise = domain::sight::place_reads(language).replace('\u{a0}', " ");
        assert!(shown.contains(&promise), "{promise}: {shown}");
    }
}

#[tokio::test]
async fn a_filter_that_a_page_does_not_offer_is_refused_and_what_others_add_to_a_link_is_not() {
    let app = app().await;
    let refused = [
        "/services?agency=hub",
        "/agencies?location=icab",
        "/locations?agency=hub",
        "/services?Q=x",
        "/search?query=x",
        "/services/innoviris-shape?agency=hub",
        "/agencies/hub?location=icab",
        "/locations/icab?agency=hub",
        "/help/rd_grant?location=icab",
        "/?q=subside",
    ];
    for path in refused {
        let answer = app.anonymous().language("fr").header("accept", "text/html").get(path).await;
        assert_eq!(answer.status, 422, "{path}");
        assert!(answer.text().contains("<h1>"), "{path}: it is a page");
    }
    for path in ["/services?q=", "/services?utm_source=letter&fbclid=x", "/locations?lang=nl&utm_campaign="] {
        app.anonymous().header("accept", "text/html").get(path).await.expect_status(200);
    }
}

#[tokio::test]
async fn a_session_of_an_agency_that_was_succeeded_is_closed_where_its_successor_is() {
    let app = app().await;
    let mut series = crate::common::innoviris_at_icab();
    (series["services"], series["exceptions"]) = (json!([]), json!([]));
    let series: PermanenceDraft = serde_json::from_value(series).unwrap();
    let catalogue = app.store().catalogue().load().await.unwrap();
    let mut series = series.parse(PermanenceId::parse("old").unwrap(), &catalogue).unwrap();
    series.agency = AgencyId::parse("impulse").unwrap();
    let mut tx = store::Transaction::new();
    app.store().permanences().create(&mut tx, &series);
    app.store().commit(tx).await.unwrap();
    let words = "l’équipe est à Gand";
    assert!(!page(&app, "fr", "/locations/icab").await.contains(words));
    let read = app.as_admin().get("/v1/agencies/hub").await;
    let mut hub = read.json();
    hub["closures"] =
        json!([{"from": "2026-12-01", "to": "2026-12-01", "reason": {"fr": words, "nl": "het team is in Gent"}}]);
    app.as_admin().if_match(read.header("etag")).put_json("/v1/agencies/hub", &hub).await.expect_status(200);
    let shown = page(&app, "fr", "/locations/icab").await;
    assert!(shown.contains(words) && shown.contains("hub.brussels"), "{shown}");
}
