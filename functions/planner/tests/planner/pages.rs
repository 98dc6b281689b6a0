//! The coordinator's pages.

use domain::ids::PlanId;
use rota_planner::{Gap, Gone, Plan, Standing};
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
    let lead = page.split("class=\"lead\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(
        lead.ends_with("5 nouvelles permanences · 1 comme aujourd’hui"),
        "no word of what there is none of: {lead}"
    );
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

/// A plan by which the permanence of Tuesdays stops, changed once more by `also`.
#[expect(clippy::unwrap_used, reason = "a test stops where something is missing")]
async fn stop_tuesdays(desk: &Desk, id: &str, also: impl FnOnce(&mut Plan, &Standing)) {
    let store = desk.app.store();
    let plan = flows::plans::load(store, &PlanId::parse(id).unwrap()).await.unwrap().unwrap().value;
    let mut result = flows::plans::result(store, &plan).await.unwrap().unwrap();
    let facts = flows::plans::problem(store, &plan).await.unwrap().unwrap();
    let tuesdays = facts.standing.iter().find(|one| one.permanence.as_str() == "tuesdays").unwrap();
    let (permanence, cells) = (tuesdays.permanence.clone(), tuesdays.cells.clone());
    result.gone = vec![Gone { permanence, costs: 0.0, cells }];
    also(&mut result, tuesdays);
    store.plans().keep(&plan.id, "RESULT", plan.revision, &result).await.unwrap();
}

#[tokio::test]
async fn an_agency_for_which_something_only_stops_is_a_part_that_can_be_published() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    stop_tuesdays(&desk, &id, |plan, tuesdays| plan.assignments.retain(|one| one.agency != tuesdays.agency)).await;
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}/publish")).await.expect_status(200).text();
    for agency in ["hub", "innoviris"] {
        assert!(page.contains(&format!("<option value=\"{agency}\"")), "{agency}: {page}");
    }
    assert!(!page.contains("<option value=\"finance\""), "nothing changes for others: {page}");
}

#[tokio::test]
async fn a_week_of_one_agency_shows_what_is_gone_or_missing_of_no_other() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    stop_tuesdays(&desk, &id, |plan, tuesdays| {
        let (place, agency) = (tuesdays.place.clone(), Some(tuesdays.agency.clone()));
        let (because, would_help) = (Vec::new(), Vec::new());
        plan.gaps = vec![Gap { place, agency, week: 0, weeks: 1, parties: 2.0, because, would_help }];
    })
    .await;
    let staff = desk.coordinator().await;
    for (agency, is_shown) in [("", true), ("innoviris", true), ("hub", false)] {
        let filter = if agency.is_empty() { String::new() } else { format!("?agency={agency}") };
        let page = staff.clone().get(&format!("/console/plans/{id}{filter}")).await.expect_status(200).text();
        let week = page.split("data-rota").nth(1).unwrap_or_default().split("</table>").next().unwrap_or_default();
        assert_eq!(week.contains("class=\"chip planned gone\""), is_shown, "{agency}: {week}");
        assert_eq!(week.contains("à combler"), is_shown, "{agency}: {week}");
    }
}

#[tokio::test]
async fn a_plan_that_could_not_be_worked_out_again_says_so_and_can_be_tried_once_more() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    desk.post(&id, "again", &json!({})).await.expect_status(202);
    let store = desk.app.store();
    let mut plan = flows::plans::load(store, &PlanId::parse(&id).unwrap()).await.unwrap().unwrap();
    // Whoever was at it died each time.
    plan.value.attempts = 5;
    let mut tx = store::Transaction::new();
    store.plans().save(&mut tx, &plan.value, Some(plan.version));
    store.commit(tx).await.unwrap();
    assert_eq!(flows::plans::work_out(store).await.unwrap(), 0);
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("n’a pas pu être calculée"), "{page}");
    assert!(page.contains(&format!("action=\"/console/plans/{id}/again\"")), "{page}");
}
