//! The coordinator's pages.

use serde_json::{Value, json};

use crate::common::{Desk, FROM};
use crate::repairs::adviser;

#[tokio::test]
async fn a_plan_is_asked_for_settled_published_and_taken_back_on_pages() {
    let desk = Desk::new().await;
    let staff = desk.coordinator().await;
    let empty = staff.clone().get("/console/plans").await.expect_status(200).text();
    assert!(empty.contains("Aucun planning proposé"));
    let wrong = staff.clone().form("/console/plans", &[("from", "2026-12-08"), ("weeks", "2"), ("keep", "none")]).await;
    let wrong = wrong.expect_status(422).text();
    assert!(wrong.contains("f-from-error") && wrong.contains("Choisissez un lundi"), "{wrong}");
    let fields = [("from", FROM), ("weeks", "2"), ("keep", "none")];
    let asked = staff.clone().form("/console/plans", &fields).await.expect_status(303);
    let path = asked.header("location").split('?').next().unwrap().to_owned();
    let waiting = staff.clone().get(&path).await.expect_status(200).text();
    assert!(waiting.contains("<progress"), "{waiting}");
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let page = staff.clone().get(&path).await.expect_status(200).text();
    assert!(page.contains("ICAB") && page.contains("class=\"chip planned"), "{page}");
    assert!(page.contains("data-label=\"lu 7\"") && page.contains("class=\"card wide-only\" id=\"chosen\""), "{page}");
    let badges = page.split("<tr").map(|row| row.matches("class=\"badge amber\"").count());
    assert!(badges.max() <= Some(1), "who is missing at a place is said once: {page}");
    assert!(page.contains("dans celles qui restent, "), "series are told from sessions: {page}");
    let of = page.split("name=\"assignment\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let settle = format!("{path}/settle");
    let pressed = [("assignment", of.as_str()), ("does", "pin"), ("back", path.as_str())];
    staff.clone().form(&settle, &pressed).await.expect_status(303);
    let off = [("assignment", of.as_str()), ("does", "pin"), ("back", "https://elsewhere.example")];
    let back = staff.clone().form(&settle, &off).await.expect_status(303);
    assert!(back.header("location").starts_with(&path), "only to its own page");
    let weights = [
        ("demand", "10"),
        ("aims", "20"),
        ("languages", "4"),
        ("fairness", "2"),
        ("travel", "3"),
        ("steadiness", "4"),
        ("joint", "3"),
    ];
    staff.clone().form(&format!("{path}/again"), &weights).await.expect_status(303);
    let running = staff.clone().get(&path).await.expect_status(200).text();
    assert!(
        running.contains("<progress") && running.contains("class=\"chip planned"),
        "the one before is shown meanwhile"
    );
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let ahead = staff.clone().get(&format!("{path}/publish")).await.expect_status(200).text();
    assert!(ahead.contains("Rien n’est encore fait"), "{ahead}");
    let none_lost = ahead.contains("rendez-vous perdu") && !ahead.contains("rendez-vous perdus");
    assert!(none_lost, "none is singular in French: {ahead}");
    staff.clone().form(&format!("{path}/publish"), &[]).await.expect_status(303);
    desk.dispatch().await;
    let published = staff.clone().get(&path).await.expect_status(200).text();
    assert!(published.contains(&format!("{path}/undo")), "{published}");
    staff.clone().form(&format!("{path}/undo"), &[]).await.expect_status(303);
    desk.dispatch().await;
    let undone = staff.clone().get(&path).await.expect_status(200).text();
    assert!(undone.contains("Tout est annulé"), "{undone}");
}

#[tokio::test]
async fn what_is_dropped_on_another_day_is_chosen_there_and_moves_when_it_is_sent() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let staff = desk.coordinator().await;
    let plan = desk.plan(&id).await;
    let one = plan["assignments"].as_array().unwrap().iter().find(|one| one["adviser"] == "ann").unwrap();
    let (of, day) = (one["id"].as_str().unwrap(), one["days"][0].as_str().unwrap());
    let page = async |to: &str| {
        let path = format!("/console/plans/{id}?of={of}&to={to}");
        staff.clone().get(&path).await.expect_status(200).text()
    };
    let refused = "Choisissez un moment de la liste";
    let thursday = page("2026-12-10").await;
    assert!(thursday.contains("data-move=\"/console/plans/"), "it can be dragged");
    let chosen =
        thursday.contains("<option value=\"3-0\" selected") || thursday.contains("<option value=\"3-1\" selected");
    assert!(chosen && !thursday.contains(refused), "{thursday}");
    assert!(page(day).await.contains(refused), "where it is already");
    assert!(page("2026-12-12").await.contains(refused), "nobody comes on a Saturday");
    staff.clone().get(&format!("/console/plans/{id}?of={of}&to=yesterday")).await.expect_status(422);
}

#[tokio::test]
async fn what_is_dropped_at_another_place_is_chosen_there_and_can_be_given_to_a_colleague() {
    let desk = Desk::new().await;
    adviser(&desk, "cat", &json!(["TU-AM", "TH-AM"]), &[]).await;
    let id = desk.planned("none").await;
    let staff = desk.coordinator().await;
    let plan = desk.plan(&id).await;
    let one = plan["assignments"].as_array().unwrap().iter().find(|one| one["agency"] == "innoviris").unwrap();
    let (of, day, own) =
        (one["id"].as_str().unwrap(), one["days"][0].as_str().unwrap(), one["adviser"].as_str().unwrap());
    let place = if one["location"] == "eebic" { "icab" } else { "eebic" };
    let path = format!("/console/plans/{id}");
    let page = async |rest: &str| staff.clone().get(&format!("{path}?of={of}{rest}")).await.expect_status(200).text();
    let field = |page: &str, name: &str| {
        let select = page.split("id=\"chosen\"").nth(1).unwrap().split(&format!("name=\"{name}\"")).nth(1).unwrap();
        select.split("</select>").next().unwrap().to_owned()
    };
    let chosen = |page: &str, name: &str| {
        let before = field(page, name).split(" selected").next().unwrap().to_owned();
        before.rsplit("value=\"").next().unwrap().trim_end_matches('"').to_owned()
    };
    let plain = page("").await;
    assert!(plain.contains("data-place=\"/console/plans/"), "it can be dragged to another row");
    assert_eq!(
        [chosen(&plain, "place").as_str(), chosen(&plain, "adviser").as_str()],
        [one["location"].as_str().unwrap(), own]
    );
    let team = field(&plain, "adviser");
    assert!(team.contains("\"ann\"") && team.contains("\"cat\"") && !team.contains("\"bob\""), "{team}");
    let refused = "Choisissez un moment de la liste";
    let dropped = page(&format!("&location={place}&to={day}")).await;
    assert_eq!(chosen(&dropped, "place"), place);
    assert!(!dropped.contains(refused), "{dropped}");
    assert!(page(&format!("&location=nope&to={day}")).await.contains(refused));
    let time = chosen(&dropped, "time");
    let colleague = if own == "cat" { "ann" } else { "cat" };
    let send = async |place: &str, adviser: &str| {
        let fields =
            [("assignment", of), ("does", "move"), ("time", time.as_str()), ("place", place), ("adviser", adviser)];
        staff.clone().form(&format!("{path}/settle"), &fields).await
    };
    let here = one["location"].as_str().unwrap();
    send(here, own).await.expect_status(422);
    send(here, "bob").await.expect_status(422);
    send("nope", own).await.expect_status(422);
    assert_eq!(desk.plan(&id).await["pins"], json!([]));
    for (place, by) in [(here, colleague), (place, own), (place, colleague)] {
        send(place, by).await.expect_status(303);
        let pins = desk.plan(&id).await["pins"].clone();
        let pins: Vec<(&Value, &Value)> =
            pins.as_array().unwrap().iter().map(|pin| (&pin["wish"], &pin["adviser"])).collect();
        assert_eq!(pins, [(&json!("forbidden"), &json!(own)), (&json!("pinned"), &json!(by))]);
    }
    let plan = desk.again(&id).await;
    let is_there = |one: &Value| {
        one["adviser"] == colleague && one["location"] == place && one["days"].as_array().unwrap().contains(&json!(day))
    };
    assert!(plan["assignments"].as_array().unwrap().iter().any(is_there), "{plan}");
}

#[tokio::test]
async fn what_each_weight_yields_is_said_in_points() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let score = desk.plan(&id).await["score"].clone();
    let staff = desk.coordinator().await;
    let parts = [
        ("demand", "Demandes servies"),
        ("aims", "Objectifs"),
        ("languages", "Deux langues"),
        ("fairness", "Répartition égale"),
        ("travel", "Trajets"),
        ("steadiness", "Stabilité"),
        ("joint", "Visites ensemble"),
    ];
    let parts = parts.map(|(part, words)| (format!("Points : {words}"), score["parts"][part].as_f64().unwrap()));
    let all = ("Points en tout".to_owned(), score["total"].as_f64().unwrap());
    for path in [format!("/console/plans/{id}"), format!("/console/plans/{id}/figures")] {
        let page = staff.clone().get(&path).await.expect_status(200).text();
        for (words, points) in parts.iter().chain([&all]) {
            let points = format!("{points:.1}").replace('.', ",").replace('-', "−");
            let row = page.split("<tr").find(|row| row.contains(words)).unwrap_or_default();
            assert!(row.contains(&format!("<strong>{points}</strong>")), "{words}, {points}: {row} in {page}");
        }
    }
}

#[tokio::test]
async fn others_see_nothing_of_it() {
    let desk = Desk::new().await;
    let agency = domain::ids::AgencyId::parse("innoviris").unwrap();
    let adviser = desk.app.as_staff(domain::staff::StaffRole::Adviser { agency }).await;
    adviser.clone().get("/console/plans").await.expect_status(404);
    adviser.get("/v1/plans").await.expect_status(404);
}
