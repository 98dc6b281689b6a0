//! The map, and the same as tables.

use domain::staff::StaffRole;
use serde_json::json;

use crate::bench::{app, enter, post, robotics};
use crate::needs::state_of;

#[tokio::test]
async fn the_tables_say_what_each_municipality_and_each_place_come_to() {
    let app = app().await;
    for (name, place) in [
        ("Data", "icab"),
        ("Beta", "betacowork"),
        ("Kanal", "greenbizz"),
        ("Seed", "seedfactory"),
        ("Buzz", "buzzynest"),
        ("Nest", "buzzynest"),
    ] {
        enter(&app, &json!({"name": name, "location": place})).await;
    }
    enter(&app, &robotics()).await;
    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]).await;
    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["workspace"]).await;
    post(&app).await;
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = staff.clone().get("/console/members/map").await.expect_status(200).text();
    let towns = page.split("<h2>Par commune</h2>").nth(1).expect("a table of municipalities");
    let towns = towns.split("</section>").next().unwrap();
    let row = |town: &str| {
        let rest = towns.split(&format!("rowheader\">{town}</th>")).nth(1).unwrap_or_else(|| panic!("{town}: {towns}"));
        let cells = rest.split("</tr>").next().unwrap().split("data-label=\"").skip(1);
        let cells = cells.filter_map(|cell| cell.split_once("</td>")?.0.split_once("\">"));
        cells.map(|(column, number)| (column.to_owned(), number.to_owned())).collect::<Vec<_>>()
    };
    let members = |n: &str| ("Membres".to_owned(), n.to_owned());
    assert_eq!(row("Etterbeek")[0], members("3"), "of two places");
    assert!(
        row("Etterbeek").contains(&("Membres avec un besoin ouvert".to_owned(), "1".to_owned())),
        "she has two needs and is one member: {:?}",
        row("Etterbeek")
    );
    assert!(row("Etterbeek").iter().any(|(column, _)| column == "Séances du mois"));
    assert_eq!(row("Bruxelles")[0], members("1"));
    // The picture draws these two as one.
    assert_eq!((&row("Auderghem")[0], &row("Watermael-Boitsfort")[0]), (&members("1"), &members("2")));
    assert!(!towns.contains("Forest"), "where nobody is, there is no row: {towns}");
    let places = page.split("<h2>Par lieu</h2>").nth(1).expect("a table of places");
    assert!(places.contains("/console/members?location=icab"), "{places}");
    let before = staff.get("/console/members/map?show=needs&month=2026-10").await.expect_status(200).text();
    assert!(before.contains("Aucun membre pour l’instant") && !before.contains("<h2>Par commune</h2>"), "{before}");
}
