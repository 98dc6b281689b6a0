//! What the public sees.

use testkit::TestApp;

#[tokio::test]
async fn everybody_reads_how_many_agencies_services_and_places_there_are() {
    let app = TestApp::with(inform::routes()).await;
    let told = app.anonymous().get("/v1/statistics").await.expect_status(200).json();
    let catalogue = app.store().catalogue().load().await.map(|read| (*read).clone());
    let day = app.store().now().day_in(domain::clock::BRUSSELS);
    let held = catalogue.map(|all| all.locations.values().filter(|place| place.open_on(day)).count());
    assert_eq!(told["directory"]["places"], held.unwrap_or_default());
    assert!(told["directory"]["places"].as_u64() > Some(10), "the real directory: {told}");
    for language in ["fr", "nl", "en"] {
        let page = app.anonymous().language(language).get("/statistics").await.expect_status(200).text();
        for of in ["agencies", "services", "places"] {
            assert!(page.contains(&format!("<strong>{}</strong>", told["directory"][of])), "{of}: {page}");
        }
    }
}
