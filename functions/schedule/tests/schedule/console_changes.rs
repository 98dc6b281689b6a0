//! Changing a series in the console with its bookings in mind.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{Desk, SLOT, desk, wish};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::Request;

const PATH: &str = "/console/schedule/tuesdays";

async fn coordinator(desk: &Desk) -> Request<'_> {
    desk.app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html")
}

/// The fields of a page's form to `action`, as a browser would send them.
fn fields(page: &str, action: &str) -> Vec<(String, String)> {
    let form = page.split("<form").find(|form| form.contains(&format!("method=\"post\" action=\"{action}\""))).unwrap();
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap().to_owned());
        value.map(|value| value.replace("&amp;", "&"))
    };
    let mut fields: Vec<(String, String)> = Vec::new();
    for tag in form.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
        let chooses = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        let sent = (tag.starts_with("input") && (!chooses || tag.contains(" checked"))) || tag.starts_with("button");
        // Of several buttons of one name the first is pressed.
        let is_new = |name: &String| {
            name != "csrf" && !(tag.starts_with("button") && fields.iter().any(|(known, _)| known == name))
        };
        if let (true, Some(name)) = (sent, attribute(tag, "name").filter(is_new)) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    let location = form.split("selected").next().and_then(|before| before.rsplit("value=\"").next());
    if form.contains("<select") && form.contains("name=\"location\"") {
        fields.push(("location".to_owned(), location.unwrap().split('"').next().unwrap().to_owned()));
    }
    fields
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(field, _)| field == name).unwrap();
    value.clone_into(&mut field.1);
}

async fn send(staff: &Request<'_>, path: &str, fields: &[(String, String)]) -> testkit::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    staff.clone().form(path, &fields).await
}

async fn stored(desk: &Desk, id: &str) -> Value {
    desk.app.as_admin().get(&format!("/v1/permanences/{id}")).await.expect_status(200).json()
}

#[tokio::test]
async fn what_follows_from_a_session_on_is_changed_after_it_was_asked_once() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let staff = coordinator(&desk).await;
    let page = staff.clone().get(PATH).await.expect_status(200).text();
    assert!(page.contains("name=\"scope\" value=\"following\"") && page.contains("value=\"2026-12-01\""));
    let page = staff.clone().get(&format!("{PATH}?scope=following&from=2026-12-01")).await.expect_status(200).text();
    let mut form = fields(&page, PATH);
    assert!(form.contains(&("date".to_owned(), "2026-12-01".to_owned())), "{form:?}");
    set(&mut form, "time", "13:30");
    let asks = send(&staff, PATH, &form).await.expect_status(200).text();
    assert!(asks.contains("Le rendez-vous d’une personne change"), "{asks}");
    assert_eq!(stored(&desk, "tuesdays").await["continued_by"], Value::Null);
    let again = fields(&asks, PATH);
    assert!(
        again.contains(&("asked".to_owned(), "1-0".to_owned()))
            && again.contains(&("version".to_owned(), "1".to_owned()))
    );
    // Somebody else books meanwhile: it is asked again.
    let mut other = wish("2026-12-08T09:30");
    other["session"] = "tuesdays.20261208".into();
    desk.book("two", &other).await.expect_status(201);
    let asks = send(&staff, PATH, &again).await.expect_status(200).text();
    assert!(asks.contains("Les rendez-vous de 2 personnes"), "{asks}");
    let done = send(&staff, PATH, &fields(&asks, PATH)).await.expect_status(303);
    let first = stored(&desk, "tuesdays").await;
    let next = first["continued_by"].as_str().unwrap();
    assert_eq!(done.header("location"), format!("/console/schedule/{next}?done=divided"));
    assert_eq!((&first["start"], &first["until"]), (&json!("2026-11-24T09:30"), &json!("2026-11-30")));
    assert_eq!(stored(&desk, next).await["start"], "2026-12-01T13:30");
    desk.dispatch().await;
    assert_eq!(desk.read(&made).await["slot"], "2026-12-01T14:15");
    // The rest is saved over a version that is no more.
    let late = send(&staff, PATH, &again).await.expect_status(422).text();
    assert!(late.contains("Quelqu’un d’autre"), "{late}");
    // A change of what is left keeps where it goes on.
    let page = staff.clone().get(PATH).await.expect_status(200).text();
    let mut form = fields(&page, PATH);
    set(&mut form, "seats", "2");
    send(&staff, PATH, &form).await.expect_status(303);
    assert_eq!(stored(&desk, "tuesdays").await["continued_by"], next);
}

#[tokio::test]
async fn where_nobody_is_affected_it_is_saved_at_once() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let staff = coordinator(&desk).await;
    let page = staff.clone().get(&format!("{PATH}?scope=following&from=2026-12-08")).await.text();
    let mut form = fields(&page, PATH);
    set(&mut form, "time", "13:30");
    send(&staff, PATH, &form).await.expect_status(303);
    staff.clone().get(&format!("{PATH}?scope=following&from=2026-12-09")).await.expect_status(422);
    let this = staff.get(&format!("{PATH}?scope=this&from=2026-12-01")).await.expect_status(303);
    assert_eq!(this.header("location"), format!("{PATH}/move?date=2026-12-01"));
}

#[tokio::test]
async fn a_move_asks_whether_it_is_one_session_or_all_that_follow() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let staff = coordinator(&desk).await;
    let path = format!("{PATH}/move");
    let page = staff.clone().get(&format!("{path}?date=2026-12-01&to=2026-12-02")).await.expect_status(200).text();
    let mut form = fields(&page, &path);
    for (scope, asked) in [("this", "1-0"), ("following", "0-1")] {
        set(&mut form, "scope", scope);
        let asks = send(&staff, &path, &form).await.expect_status(200).text();
        assert!(asks.contains(&format!("value=\"{asked}\"")), "{scope}: {asks}");
    }
    form.push(("asked".to_owned(), "0-1".to_owned()));
    let done = send(&staff, &path, &form).await.expect_status(303);
    assert_eq!(done.header("location"), "/console/schedule?week=2026-W49&done=moved");
    let first = stored(&desk, "tuesdays").await;
    let rest = stored(&desk, first["continued_by"].as_str().unwrap()).await;
    assert_eq!((&rest["rrule"], &rest["start"]), (&json!("FREQ=WEEKLY;BYDAY=WE"), &json!("2026-12-02T09:30")));
}

#[tokio::test]
async fn a_session_is_not_moved_to_a_day_or_an_hour_at_which_it_would_not_take_place() {
    let desk = desk(1).await;
    let staff = coordinator(&desk).await;
    for (form, path) in [("move", format!("{PATH}/move")), ("exceptions", format!("{PATH}/exceptions"))] {
        for (day, hour, field, why) in [
            ("2026-12-25", "09:30", "ex-new-date", "Noël"),
            ("2027-03-28", "02:30", "ex-new-time", "saute cette heure"),
        ] {
            let fields = [
                ("ex_date", if hour == "02:30" { "2027-03-23" } else { "2026-12-22" }),
                ("ex_kind", "move"),
                ("ex_new_date", day),
                ("ex_new_time", hour),
            ];
            let mut fields = fields.to_vec();
            if form == "move" {
                fields.push(("scope", "this"));
            }
            let refused = staff.clone().form(&path, &fields).await.expect_status(422).text();
            assert!(refused.contains(&format!("id=\"f-{field}-error\"")) && refused.contains(why), "{form}: {refused}");
        }
    }
    assert_eq!(stored(&desk, "tuesdays").await["exceptions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn cancelling_all_that_follow_is_refused_with_how_a_series_ends() {
    let desk = desk(1).await;
    let staff = desk.app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    let fields = [("ex_date", "2026-12-01"), ("ex_kind", "cancel"), ("scope", "following")];
    for (language, words) in [("fr", "dernier jour"), ("nl", "laatste dag"), ("en", "last day")] {
        let answer = staff.clone().language(language).form(&format!("{PATH}/move"), &fields).await.expect_status(422);
        let text = answer.text();
        assert!(text.contains("id=\"f-scope-error\"") && text.contains(words), "{text}");
    }
    assert_eq!(stored(&desk, "tuesdays").await["exceptions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_page_of_a_series_says_until_when_it_goes_and_how_many_sessions_differ() {
    let desk = desk(1).await;
    let staff = coordinator(&desk).await;
    let lead = async || {
        let page = staff.clone().get(PATH).await.expect_status(200).text();
        page.split("</h1>").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
    };
    let open = lead().await;
    assert!(open.contains("sans fin prévue") && open.contains("href=\"#exceptions\""), "{open}");
    assert!(open.contains("une séance à venir diffère"), "{open}");
    desk.change(|series| (series["until"], series["exceptions"]) = ("2027-06-29".into(), json!([]))).await;
    let ends = lead().await;
    assert!(ends.contains("jusqu’au") && ends.contains("29 juin 2027") && !ends.contains("#exceptions"), "{ends}");
    desk.change(|series| (series["rrule"], series["exceptions"]) = ("FREQ=WEEKLY;COUNT=4".into(), json!([]))).await;
    assert!(lead().await.contains("4 séances"), "{}", lead().await);
}

#[tokio::test]
async fn an_exception_and_its_end_say_what_they_do_to_bookings() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let staff = coordinator(&desk).await;
    let path = format!("{PATH}/exceptions");
    let shorter = [("ex_date", "2026-12-01"), ("ex_kind", "length"), ("ex_minutes", "45"), ("version", "1")];
    let asks = staff.clone().form(&path, &shorter).await.expect_status(200).text();
    assert!(asks.contains("Une personne perd son rendez-vous"), "{asks}");
    let without = [("ex_date", "2026-12-01"), ("ex_kind", "length")];
    let wrong = staff.clone().form(&path, &without).await.expect_status(422).text();
    assert!(wrong.contains("f-ex-minutes-error"), "{wrong}");
    let stale = [("ex_date", "2026-12-01"), ("ex_kind", "cancel"), ("version", "7")];
    staff.clone().form(&path, &stale).await.expect_status(422);
    let moves = [
        ("ex_date", "2026-12-01"),
        ("ex_kind", "move"),
        ("ex_new_date", "2026-12-02"),
        ("ex_new_time", "13:30"),
        ("version", "1"),
        ("asked", "1-0"),
    ];
    staff.clone().form(&path, &moves).await.expect_status(303);
    desk.dispatch().await;
    let restore = format!("{path}/2026-12-01/remove");
    let asks = staff.clone().form(&restore, &[]).await.expect_status(200).text();
    assert!(asks.contains("Le rendez-vous d’une personne change"), "{asks}");
    send(&staff, &restore, &fields(&asks, &restore)).await.expect_status(303);
    desk.dispatch().await;
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn the_end_of_a_series_says_how_many_appointments_go_with_it_in_three_languages() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let words =
        [("fr", "Une personne perd son rendez-vous"), ("nl", "Eén persoon verliest"), ("en", "One person loses")];
    for (language, said) in words {
        let staff = desk.app.as_staff(StaffRole::Coordinator).await.language(language).header("accept", "text/html");
        let page = staff.get(&format!("{PATH}/delete")).await.expect_status(200).text();
        assert!(page.contains(said), "{page}");
    }
}

#[tokio::test]
async fn a_session_is_not_put_back_where_its_adviser_is_elsewhere_by_now() {
    let desk = desk(1).await;
    let adviser =
        json!({"agency": "innoviris", "name": "Ann", "email": "ann@innoviris.example", "languages": ["fr", "nl"]});
    let added = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/advisers/ann", &adviser).await;
    added.expect_status(201);
    desk.change(|series| {
        series["advisers"] = json!(["ann"]);
        series["exceptions"] = json!([{"date": "2027-05-04", "cancelled": true}]);
    })
    .await;
    let elsewhere = json!({"agency": "innoviris", "location": "greenbizz", "advisers": ["ann"],
        "start": "2027-05-04T10:00", "duration_minutes": 60, "status": "published"});
    let held = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/other", &elsewhere).await;
    held.expect_status(201);
    let restore = format!("{PATH}/exceptions/2027-05-04/remove");
    let refused = coordinator(&desk).await.form(&restore, &[]).await.expect_status(422).text();
    assert!(refused.contains("Ann devrait être en même temps"), "{refused}");
    assert_eq!(stored(&desk, "tuesdays").await["exceptions"][0]["cancelled"], true);
    desk.app.as_admin().if_match("*").send("DELETE", "/v1/permanences/other").await.expect_status(204);
    coordinator(&desk).await.form(&restore, &[]).await.expect_status(303);
    assert_eq!(stored(&desk, "tuesdays").await["exceptions"], json!([]));
}

#[tokio::test]
async fn any_session_of_a_series_can_be_named_by_its_date() {
    let desk = desk(1).await;
    let staff = coordinator(&desk).await;
    let page = staff.clone().get(PATH).await.expect_status(200).text();
    assert!(
        !page.contains("value=\"2027-06-22\"") && page.contains("name=\"other\"") && page.contains("name=\"ex_other\"")
    );
    let far = format!("{PATH}?scope=following&from=2026-12-01&other=2027-06-22");
    let page = staff.clone().get(&far).await.expect_status(200).text();
    assert!(fields(&page, PATH).contains(&("date".to_owned(), "2027-06-22".to_owned())), "{page}");
    let this = staff.clone().get(&format!("{PATH}?scope=this&other=2027-06-22")).await.expect_status(303);
    assert_eq!(this.header("location"), format!("{PATH}/move?date=2027-06-22"));
    let none = staff.clone().get(&format!("{PATH}?scope=this&other=2027-06-23")).await.expect_status(422).text();
    assert!(none.contains("f-other-error") && none.contains("value=\"2027-06-23\""), "{none}");
    let exception = [("ex_other", "2027-06-22"), ("ex_kind", "cancel"), ("version", "1")];
    staff.clone().form(&format!("{PATH}/exceptions"), &exception).await.expect_status(303);
    let stored = stored(&desk, "tuesdays").await;
    assert!(stored["exceptions"].as_array().unwrap().iter().any(|one| one["date"] == "2027-06-22"), "{stored}");
    let without = staff.form(&format!("{PATH}/exceptions"), &[("ex_kind", "cancel")]).await.expect_status(422).text();
    assert!(without.contains("f-ex-date-error"), "{without}");
}

#[tokio::test]
async fn a_session_dropped_at_another_place_opens_the_form_with_that_place_and_day() {
    let desk = desk(1).await;
    let staff = coordinator(&desk).await;
    let week = staff.clone().get("/console/schedule?week=2026-W49").await.expect_status(200).text();
    let path = format!("{PATH}?scope=following&amp;from=2026-12-01");
    assert!(week.contains(&format!("data-place=\"{path}\"")), "{week}");
    let dropped = format!("{}&location=greenbizz&to=2026-12-03", path.replace("&amp;", "&"));
    let page = staff.get(&dropped).await.expect_status(200).text();
    let form = fields(&page, PATH);
    for (name, value) in [("location", "greenbizz"), ("date", "2026-12-03"), ("from", "2026-12-01"), ("time", "09:30")]
    {
        assert!(form.contains(&(name.to_owned(), value.to_owned())), "{name}: {form:?}");
    }
}
