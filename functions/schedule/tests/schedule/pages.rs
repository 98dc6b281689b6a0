//! The public pages: a place's week and month, an agency's tour, who is near,
//! the screen, the frame, the sheet of paper.

use std::sync::Arc;

use crate::held::{at, hold, innoviris_at_icab};
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::json;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{Answer, TestApp};

const PAGES: [&str; 8] = [
    "/locations/icab/week",
    "/locations/icab/month",
    "/agencies/innoviris/tour",
    "/near",
    "/near?postcode=1050",
    "/lobby/icab",
    "/embed/locations/icab",
    "/print/locations/icab",
];

async fn app() -> TestApp {
    TestApp::with(schedule::routes()).await
}

async fn get(app: &TestApp, language: &str, path: &str) -> Answer {
    app.anonymous().language(language).header("accept", "text/html").get(path).await
}

async fn page(app: &TestApp, language: &str, path: &str) -> String {
    get(app, language, path).await.expect_status(200).text()
}

#[tokio::test]
async fn every_page_is_there_in_three_languages_with_one_title() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let more = [
        "/locations/icab/week?week=2026-W53",
        "/locations/costation/week",
        "/locations/costation/month",
        "/agencies/impulse/tour",
        "/near?nis=21004&week=2030-W01",
        "/lobby/costation",
        "/embed/locations/costation",
        "/print/locations/costation",
    ];
    for path in PAGES.into_iter().chain(more) {
        for language in ["fr", "nl", "en"] {
            let path = format!("{path}{}lang={language}", if path.contains('?') { '&' } else { '?' });
            let text = page(&app, language, &path).await;
            assert_eq!(text.matches("<h1").count(), 1, "{path}");
            assert!(text.contains(&format!("<html lang=\"{language}\"")), "{path}");
            assert!(!text.contains("Unknown localization") && !text.contains("{ $"), "{path}: {text}");
            let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path}: an id stands twice");
            assert!(!text.contains("<script>") && !text.contains(" style=\""), "{path}");
        }
    }
}

#[rstest]
#[case("/locations/nowhere/week")]
#[case("/locations/nowhere/month")]
#[case("/agencies/nobody/tour")]
#[case("/lobby/nowhere")]
#[case("/embed/locations/nowhere")]
#[case("/print/locations/NOT%20AN%20ID")]
#[tokio::test]
async fn an_unknown_id_is_a_page_that_says_so(#[case] path: &str) {
    let answer = get(&app().await, "nl", path).await.expect_status(404);
    assert!(answer.header("content-type").starts_with("text/html") && answer.text().contains("<h1"));
}

#[tokio::test]
async fn no_page_reads_the_table_more_than_twice_or_changes_it() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    for nth in 0..12 {
        hold(&app, &format!("p{nth}"), innoviris_at_icab()).await;
    }
    page(&app, "fr", PAGES[0]).await;
    for path in PAGES {
        let before = table.counts();
        page(&app, "fr", path).await;
        let after = table.counts();
        assert_eq!((after.reads() - before.reads(), after.commits - before.commits), (2, 0), "{path}");
    }
}

#[tokio::test]
async fn a_week_says_who_comes_when_and_what_about() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let text = page(&app, "fr", "/locations/icab/week?week=2026-W48").await;
    assert!(text.contains("semaine 48") && text.contains("lu 23 nov. – di 29 nov. 2026"), "{text}");
    assert!(text.contains("9:30 à 12:30") && text.contains("href=\"/agencies/innoviris\"") && text.contains("FR NL"));
    assert_eq!(text.matches("aria-current=\"date\"").count(), 1);
    assert!(text.split("aria-current=\"date\"").next().unwrap().ends_with("id=\"d-2026-11-24\" "), "today is marked");
    assert!(text.contains("week?week=2026-W47") && text.contains("week?week=2026-W49"));
    assert!(text.contains("/locations/icab/month") && text.contains("/print/locations/icab"));
    assert!(text.contains("href=\"/book?session="), "what is to come can be booked");
    assert!(text.contains("aucune permanence"), "a working day without a session says so");
}

#[tokio::test]
async fn what_does_not_take_place_says_why_and_when_it_is_back() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let text = page(&app, "nl", "/locations/icab/week?week=2026-W49").await;
    assert!(text.contains("Geannuleerd") && text.contains("verlof van het team"), "{text}");
    assert!(text.contains("opnieuw op di 8 dec"));
    assert!(!text.contains("/book?session="), "what does not take place can't be booked");
    let month = page(&app, "fr", "/locations/icab/month?month=2026-12").await;
    assert!(month.contains("congé de l’équipe") && month.contains("décembre 2026"));
    assert!(month.contains("Noël"), "a public holiday is named");
    let sheet = page(&app, "fr", "/print/locations/icab").await;
    assert!(sheet.contains("Annulée") && sheet.contains("congé de l’équipe"));
}

#[rstest]
#[case("2026-W53", "TU", "2026-12-01T09:30", "Fermeture de fin d'année des services régionaux")]
#[case("2026-W52", "FR", "2026-12-04T09:30", "Noël")]
#[tokio::test]
async fn a_holiday_or_closing_day_cancels_with_its_name(
    #[case] week: &str,
    #[case] day: &str,
    #[case] start: &str,
    #[case] reason: &str,
) {
    let app = app().await;
    let mut draft = innoviris_at_icab();
    draft["start"] = json!(start);
    draft["rrule"] = json!(format!("FREQ=WEEKLY;BYDAY={day}"));
    draft["exceptions"] = json!([]);
    hold(&app, "p1", draft).await;
    let text = page(&app, "fr", &format!("/locations/icab/week?week={week}")).await;
    assert!(text.contains("Annulée") && text.contains(reason), "{text}");
}

#[tokio::test]
async fn a_session_that_was_moved_says_from_when() {
    let app = app().await;
    let mut draft = innoviris_at_icab();
    draft["exceptions"] = json!([{"date": "2026-11-24", "start": "2026-11-26T14:00", "reason": "Portes ouvertes"}]);
    hold(&app, "p1", draft).await;
    let text = page(&app, "fr", "/locations/icab/week").await;
    assert!(
        text.contains("Déplacée du ma 24 nov.") && text.contains("Portes ouvertes") && text.contains("14:00 à 17:00")
    );
    let month = page(&app, "fr", "/locations/icab/month").await;
    let changes = month.split("Ce qui change ce mois-ci").nth(1).unwrap();
    assert!(changes.contains("Déplacée du ma 24 nov.") && changes.contains("je 26 nov."), "{changes}");
}

#[tokio::test]
async fn an_empty_week_says_when_somebody_comes() {
    let app = app().await;
    let mut draft = innoviris_at_icab();
    draft["start"] = json!("2027-01-12T09:30");
    draft["exceptions"] = json!([]);
    hold(&app, "p1", draft).await;
    let text = page(&app, "en", "/locations/icab/week?week=2026-W48").await;
    assert!(
        text.contains("No office hours here in that week.") && text.contains("Tue 12 Jan, 9:30, Innoviris"),
        "{text}"
    );
    assert!(text.contains("href=\"/locations/icab/week?week=2027-W02\""));
    let month = page(&app, "en", "/locations/icab/month").await;
    assert!(month.contains("href=\"/locations/icab/month?month=2027-01\""));
    let never = page(&app, "en", "/locations/betacowork/week").await;
    assert!(never.contains("None is announced for the next three months"));
}

#[rstest]
#[case("/locations/icab/week?week=2026-W99")]
#[case("/locations/icab/week?week=nonsense")]
#[case("/locations/icab/week?week=")]
#[tokio::test]
async fn an_impossible_week_is_the_days_to_come(#[case] path: &str) {
    assert!(page(&app().await, "fr", path).await.contains("ma 24 nov. – lu 30 nov. 2026"));
}

#[rstest]
#[case(
    "fr",
    "les sept prochains jours",
    "la prochaine semaine où quelqu’un vient",
    "sa 28 nov. – ve 4 déc. 2026",
    "lu 7 déc. – di 13 déc. 2026"
)]
#[case(
    "nl",
    "de komende zeven dagen",
    "de volgende week waarin iemand komt",
    "za 28 nov – vr 4 dec 2026",
    "ma 7 dec – zo 13 dec 2026"
)]
#[case(
    "en",
    "the next seven days",
    "the next week in which somebody comes",
    "Sat 28 Nov – Fri 4 Dec 2026",
    "Mon 7 Dec – Sun 13 Dec 2026"
)]
#[tokio::test]
async fn on_a_saturday_a_page_looks_ahead_and_says_how_far(
    #[case] language: &str,
    #[case] coming: &str,
    #[case] next: &str,
    #[case] days: &str,
    #[case] week: &str,
) {
    let app = app().await;
    // Tuesdays; the one of 1 December is off.
    hold(&app, "p1", innoviris_at_icab()).await;
    app.clock.advance(TimeDelta::days(4));
    for path in ["/near", "/locations/icab/week", "/embed/locations/icab"] {
        let text = page(&app, language, path).await;
        assert!(
            text.contains(next) && text.contains(week) && text.contains("datetime=\"2026-12-08T09:30\""),
            "{path}: {text}"
        );
        assert!(!text.contains("2026-12-01T09:30") && !text.contains("2026-11-24T09:30"), "{path}");
    }
    hold(&app, "p2", at("hub", "icab", "2026-12-03T09:00")).await;
    for path in ["/near", "/locations/icab/week", "/embed/locations/icab"] {
        let text = page(&app, language, path).await;
        assert!(
            text.contains(coming) && text.contains(days) && text.contains("datetime=\"2026-12-03T09:00\""),
            "{path}: {text}"
        );
        assert!(!text.contains("2026-11-24T09:30") && !text.contains("2026-12-08T09:30"), "{path}");
    }
}

#[tokio::test]
async fn a_page_without_anybody_for_three_months_says_so_about_the_days_to_come() {
    let app = app().await;
    let near = page(&app, "fr", "/near").await;
    assert!(near.contains("Aucune permanence dans les sept prochains jours.") && near.contains("dans les trois mois"));
    let week = page(&app, "fr", "/locations/icab/week").await;
    assert!(week.contains("ma 24 nov. – lu 30 nov. 2026") && week.contains("Aucune permanence ici dans les sept"));
}

#[tokio::test]
async fn the_days_to_come_lead_to_the_weeks_around_them_and_back() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let text = page(&app, "fr", "/locations/icab/week").await;
    assert!(
        text.contains("week=2026-W48\"")
            && text.contains("week=2026-W49\"")
            && !text.contains("Les sept prochains jours</a>")
    );
    let asked = page(&app, "fr", "/locations/icab/week?week=2026-W50").await;
    assert!(
        asked.contains("href=\"/locations/icab/week\"") && asked.contains("Les sept prochains jours</a>"),
        "{asked}"
    );
    let near = page(&app, "fr", "/near?postcode=1040").await;
    assert!(near.contains("href=\"/locations/icab/week\"") && !near.contains("name=\"week\""), "{near}");
}

#[tokio::test]
async fn links_to_other_weeks_come_to_an_end() {
    let app = app().await;
    let far = page(&app, "fr", "/locations/icab/week?week=2027-W47").await;
    assert!(far.contains("week=2027-W46") && !far.contains("week=2027-W48"), "{far}");
    let past = page(&app, "fr", "/locations/icab/month?month=2000-01").await;
    assert!(!past.contains("month=1999-12") && past.contains("Ce mois-ci"));
}

#[tokio::test]
async fn drafts_are_on_no_page_and_what_is_over_says_so() {
    let app = app().await;
    let mut draft = innoviris_at_icab();
    draft["status"] = json!("draft");
    draft["exceptions"] = json!([]);
    hold(&app, "p1", draft).await;
    for path in PAGES {
        assert!(!page(&app, "fr", path).await.contains("9:30"), "{path}");
    }
    hold(&app, "p2", innoviris_at_icab()).await;
    app.clock.advance(TimeDelta::hours(4));
    let week = page(&app, "fr", "/locations/icab/week?week=2026-W48").await;
    assert!(week.contains("Terminée") && !week.contains("/book?session="), "{week}");
    assert!(!page(&app, "fr", "/near").await.contains("2026-11-24T09:30"), "who has left is not near");
}

#[tokio::test]
async fn a_tour_is_four_weeks_of_an_agency_and_of_those_it_succeeded() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let tour = page(&app, "fr", "/agencies/innoviris/tour").await;
    assert_eq!(tour.matches("href=\"/locations/icab\"").count(), 4, "{tour}");
    assert!(tour.contains("1040 Etterbeek") && !tour.contains("ma 22 déc."));
    hold(&app, "old", at("impulse", "icab", "2017-11-07T14:00")).await;
    assert!(page(&app, "fr", "/agencies/hub/tour").await.contains("14:00"));
    let ended = page(&app, "fr", "/agencies/impulse/tour").await;
    assert!(ended.contains("href=\"/agencies/hub/tour\"") && !ended.contains("14:00"));
}
