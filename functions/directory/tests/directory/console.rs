//! Places in the console: opening hours, desks, building, closing days.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::booking::{BookingPerson, BookingStatus};
use domain::contact::{Contact, EmailAddress};
use domain::event::Actor;
use domain::ids::{AgencyId, BookingId, LocationId, PermanenceId, SessionId};
use domain::local_time;
use domain::staff::StaffRole;
use flows::bookings::{Ask, Making, New, follow, make};
use serde_json::{Value, json};
use store::repos::idempotency::KeptAnswer;
use testkit::{Request, TestApp};

use crate::common::{hold, innoviris_at_icab};

const ICAB: &str = "/console/locations/icab";

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

async fn staff(app: &TestApp, role: StaffRole) -> Request<'_> {
    app.as_staff(role).await.language("fr").header("accept", "text/html")
}

fn host(place: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(place).unwrap() }
}

/// The values of a page's form, as a browser would send them.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form").find(|form| form.contains(&format!("action=\"{ICAB}\""))).unwrap();
    let form = form.split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split('"').next().map(|value| value.replace("&amp;", "&"))
    };
    let sent = |tag: &&str| {
        let chooses = tag.contains("type=\"checkbox\"");
        (tag.starts_with("input") && (!chooses || tag.contains(" checked"))) || tag.starts_with("button")
    };
    let tags = form.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).filter(sent);
    let named = tags.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())));
    named.filter(|(name, _)| name != "csrf").collect()
}

fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(field, _)| field != name);
    fields.push((name.to_owned(), value.to_owned()));
}

async fn send(app: &TestApp, fields: &[(String, String)]) -> testkit::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    staff(app, StaffRole::Coordinator).await.form(ICAB, &fields).await
}

#[tokio::test]
async fn a_place_is_given_an_address_that_only_the_coordinator_reads() {
    let app = app().await;
    let page = staff(&app, StaffRole::Coordinator).await.get(ICAB).await.expect_status(200).text();
    assert!(page.contains("Personne sur place n’est averti"), "nobody signs in for it: {page}");
    let mut form = fields(&page);
    set(&mut form, "email", "nobody");
    let refused = send(&app, &form).await.expect_status(422).text();
    assert!(refused.contains("#f-email") && refused.contains("value=\"nobody\""), "{refused}");
    set(&mut form, "email", "reception@icab.example");
    send(&app, &form).await.expect_status(303);
    let page = staff(&app, StaffRole::Coordinator).await.get(ICAB).await.expect_status(200).text();
    assert!(!page.contains("Personne sur place n’est averti") && page.contains("reception@icab.example"));
    assert_eq!(stored(&app).await.get("email"), None, "not for everybody");
    let kept = app.as_admin().get("/v1/locations/icab").await.json();
    assert_eq!(kept["email"], "reception@icab.example");
    let list = app.anonymous().get("/v1/locations").await.text();
    assert!(!list.contains("reception@"));
    let mut changed = kept.clone();
    changed["desks"] = json!(7);
    let put = app.as_admin().header("if-match", "*").put_json("/v1/locations/icab", &changed).await.expect_status(200);
    assert_eq!(put.json()["email"], "reception@icab.example");
    changed["email"] = json!("no address");
    app.as_admin().header("if-match", "*").put_json("/v1/locations/icab", &changed).await.expect_status(422);
}

async fn stored(app: &TestApp) -> Value {
    app.anonymous().get("/v1/locations/icab").await.expect_status(200).json()
}

/// Somebody has the second slot of the eighth of December.
pub(crate) async fn booked(app: &TestApp) -> BookingId {
    hold(app, "tuesdays", innoviris_at_icab()).await;
    let id = BookingId::parse("b1").unwrap();
    let ask = Ask {
        session: SessionId::parse("tuesdays.20261208").unwrap(),
        local_start: local_time::parse("2026-12-08T10:15").unwrap(),
        service: None,
        need: None,
    };
    let email = EmailAddress::parse("zoe@zoe-robotics.example").unwrap();
    let contact = Contact { name: "Zoé".to_owned(), email, phone: None, language: None };
    let person = BookingPerson { contact: Some(contact), name: None, company: None, note: None };
    let claim = app.store().idempotency().claim("test", "test", "b1", b"");
    let kept = |_: &_| KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: 201,
        body: String::new(),
        location: None,
        etag: None,
    };
    let new = New { id: id.clone(), ask, person, actor: Actor::Member };
    make(app.store(), Making::Booking, &new, &claim, kept).await.unwrap();
    id
}

#[tokio::test]
async fn the_coordinator_changes_a_place_and_others_read_their_own() {
    let app = app().await;
    let list = staff(&app, StaffRole::Coordinator).await.get("/console/locations").await.expect_status(200).text();
    assert!(list.contains(ICAB) && list.contains("/console/locations/greenbizz"), "{list}");
    let own = staff(&app, host("icab")).await.get("/console/locations").await.expect_status(200).text();
    assert!(own.contains(ICAB) && !own.contains("/console/locations/greenbizz"), "{own}");
    let read = staff(&app, host("icab")).await.get(ICAB).await.expect_status(200).text();
    assert!(!read.contains("name=\"desks\"") && read.contains("La coordination modifie ceci"), "{read}");
    assert!(read.contains("href=\"mailto:") && read.contains("/locations/icab/kit"), "a way on: {read}");
    staff(&app, host("greenbizz")).await.get(ICAB).await.expect_status(404);
    staff(&app, host("icab")).await.form(ICAB, &[("desks", "3")]).await.expect_status(404);
    let adviser = StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() };
    staff(&app, adviser).await.get(ICAB).await.expect_status(200);
    app.anonymous().header("accept", "text/html").get(ICAB).await.expect_status(303);

    let page = staff(&app, StaffRole::Coordinator).await.get(ICAB).await.expect_status(200).text();
    let mut form = fields(&page);
    for (name, value) in [("open_0", "08:30"), ("close_0", "12:00"), ("open_1", "13:00"), ("close_1", "18:00")] {
        set(&mut form, name, value);
    }
    for (name, value) in
        [("desks", "3"), ("close_from", "2026-12-24"), ("close_to", "2026-12-31"), ("close_nl", "Verlof")]
    {
        set(&mut form, name, value);
    }
    let before = stored(&app).await;
    let saved = send(&app, &form).await.expect_status(303);
    assert_eq!(saved.header("location"), format!("{ICAB}?done=saved"));
    let after = stored(&app).await;
    assert_eq!(after["opening_hours"], json!([["08:30", "12:00"], ["13:00", "18:00"]]));
    assert_eq!(
        (&after["desks"], &after["building"], &after["name"]),
        (&json!(3), &before["building"], &before["name"])
    );
    let closing = json!([{"from": "2026-12-24", "to": "2026-12-31", "reason": {"fr": "Verlof", "nl": "Verlof"}}]);
    assert_eq!(after["closing_days"], closing);

    // The same form again: somebody, here the first press, was faster.
    for (name, value) in [("desks", "5"), ("open_3", "19:00"), ("close_3", "20:00")] {
        set(&mut form, name, value);
    }
    let stale = send(&app, &form).await.expect_status(422).text();
    for kept in ["Rien n’est perdu", "3</span> → 5", "name=\"desks\" type=\"number\" value=\"5\"", "value=\"19:00\""]
    {
        assert!(stale.contains(kept), "{kept}: {stale}");
    }
    let page = staff(&app, StaffRole::Coordinator).await.get(ICAB).await.expect_status(200).text();
    let mut form = fields(&page);
    assert!(form.contains(&("closing".to_owned(), "2026-12-24/2026-12-31".to_owned())), "{form:?}");
    for (wrong, value) in [("close_0", "08:00"), ("close_to", "2026-12-01"), ("desks", "many")] {
        let mut form = form.clone();
        set(&mut form, "close_from", "2026-12-02");
        set(&mut form, wrong, value);
        let refused = send(&app, &form).await.expect_status(422).text();
        assert!(refused.contains("class=\"error\""), "{wrong}: {refused}");
    }
    let mut several = form.clone();
    for (name, value) in [("desks", "many"), ("close_0", "08:00"), ("email", "nobody")] {
        set(&mut several, name, value);
    }
    let refused = send(&app, &several).await.expect_status(422).text();
    let at = |field: &str| refused.find(&format!("href=\"{field}\"")).unwrap();
    assert!(at("#f-open-0") < at("#f-desks") && at("#f-desks") < at("#f-email"), "in the form's order: {refused}");
    form.retain(|(name, _)| name != "closing");
    send(&app, &form).await.expect_status(303);
    assert_eq!(stored(&app).await.get("closing_days"), None);
}

#[tokio::test]
async fn a_closing_day_is_asked_for_where_somebody_has_an_appointment_and_ends_it() {
    let app = app().await;
    let id = booked(&app).await;
    let page = staff(&app, StaffRole::Coordinator).await.get(ICAB).await.expect_status(200).text();
    let mut form = fields(&page);
    set(&mut form, "close_from", "2026-12-08");
    set(&mut form, "close_fr", "Travaux");

    let mut body = stored(&app).await;
    body["closing_days"] = json!([{"from": "2026-12-08", "to": "2026-12-08"}]);
    let tried = app.as_admin().if_match("*").put_json("/v1/locations/icab?dry_run=true", &body).await;
    assert_eq!(tried.expect_status(200).json(), json!({"moved": 0, "lost": 1}));
    assert_eq!(stored(&app).await.get("closing_days"), None, "nothing was stored");

    let asks = send(&app, &form).await.expect_status(200).text();
    assert!(asks.contains("Une personne perd son rendez-vous"), "{asks}");
    assert_eq!(stored(&app).await.get("closing_days"), None, "nothing was stored");
    send(&app, &fields(&asks)).await.expect_status(303);
    assert_eq!(stored(&app).await["closing_days"][0]["reason"]["fr"], "Travaux");
    follow(app.store(), &PermanenceId::parse("tuesdays").unwrap()).await.unwrap();
    let after = app.store().bookings().load(&id).await.unwrap().unwrap();
    assert_eq!(after.booking.status, BookingStatus::Cancelled);
}
