use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, Problem};

fn catalogue() -> Catalogue {
    let text = |name: &str| json!({"fr": name, "nl": name});
    let agency = |id: &str, from: &str, to: Value, successor: Value| {
        json!({"id": id, "kind": "core_agency", "name": text(id), "short": id, "mission": text(id),
               "valid_from": from, "valid_to": to, "successor": successor, "languages": ["fr", "nl"],
               "email": format!("adviser@{id}.example")})
    };
    let service = |id: &str, agency: &str| {
        json!({"id": id, "agency": agency, "name": text(id), "kind": "advice", "description": text(id),
               "answers": [], "stages": [], "conditions": {}})
    };
    let location = |id: &str, to: Value| {
        json!({"id": id, "name": id, "type": "incubator", "nis": "21009", "postcode": "1050", "address": text("x"),
               "lat": 50.8, "lon": 4.3, "languages": ["fr"], "open_to": to, "fit": "core"})
    };
    let mut catalogue = Catalogue::default();
    for row in [
        agency("innoviris", "2004-01-01", Value::Null, Value::Null),
        agency("impulse", "2003-01-01", json!("2017-12-31"), json!("hub")),
        agency("hub", "2018-01-01", Value::Null, Value::Null),
    ] {
        let agency: crate::agency::Agency = serde_json::from_value(row).unwrap();
        catalogue.agencies.insert(agency.id.clone(), agency);
    }
    for row in [service("shape", "innoviris"), service("plan", "impulse")] {
        let service: crate::service::Service = serde_json::from_value(row).unwrap();
        catalogue.services.insert(service.id.clone(), service);
    }
    for row in [location("icab", Value::Null), location("gone", json!("2020-06-30"))] {
        let location: crate::location::Location = serde_json::from_value(row).unwrap();
        catalogue.locations.insert(location.id.clone(), location);
    }
    catalogue
}

fn example() -> Value {
    json!({"agency": "innoviris", "location": "icab", "advisers": ["innoviris-1"], "room": null,
           "services": ["shape"], "seats": 1, "start": "2026-11-24T09:30", "duration_minutes": 180,
           "timezone": "Europe/Brussels", "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29",
           "exceptions": [{"date": "2026-12-29", "cancelled": true},
                          {"date": "2027-01-05", "start": "2027-01-05T13:30"}],
           "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published"})
}

fn parse(body: Value) -> Result<Permanence, Vec<(String, Problem)>> {
    let draft: PermanenceDraft = serde_json::from_value(body).unwrap();
    draft
        .parse(PermanenceId::parse("p1").unwrap(), &catalogue())
        .map_err(|errors| errors.into_iter().map(|error| (error.pointer, error.problem)).collect())
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn with(pointer: &str, value: Value) -> Value {
    let mut body = example();
    body[pointer] = value;
    body
}

#[test]
fn a_sound_permanence_is_read_and_survives_being_stored() {
    let permanence = parse(example()).unwrap();
    let stored = serde_json::to_value(&permanence).unwrap();
    assert_eq!(stored["start"], "2026-11-24T09:30");
    assert_eq!(stored["timezone"], "Europe/Brussels");
    assert_eq!(stored["rrule"], "FREQ=WEEKLY;BYDAY=TU");
    assert_eq!(stored["exceptions"][1]["start"], "2027-01-05T13:30");
    assert_eq!(serde_json::from_value::<Permanence>(stored).unwrap(), permanence);
    assert_eq!(permanence.rule_with_end().unwrap().to_string(), "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629");
}

#[test]
fn what_is_left_out_gets_its_usual_value() {
    let body = json!({"agency": "innoviris", "location": "icab", "start": "2026-11-24T09:30", "duration_minutes": 30});
    let permanence = parse(body).unwrap();
    assert_eq!((permanence.seats, permanence.slot_minutes, permanence.buffer_minutes), (1, 30, 5));
    assert_eq!(permanence.timezone, crate::clock::BRUSSELS);
    assert_eq!(permanence.status, PermanenceStatus::Draft);
}

#[test]
fn each_mistake_is_named_at_its_field() {
    use InvalidRecurrence as Invalid;
    let cases = [
        ("agency", json!("nobody"), "/agency", Problem::UnknownAgency),
        ("agency", json!("NOT AN ID"), "/agency", Problem::UnknownAgency),
        ("agency", json!("impulse"), "/agency", Problem::AgencyEnded),
        ("location", json!("nowhere"), "/location", Problem::UnknownLocation),
        ("location", json!("gone"), "/location", Problem::LocationClosed),
        ("services", json!(["nothing"]), "/services/0", Problem::UnknownService),
        ("services", json!(["shape", "plan"]), "/services/1", Problem::ServiceNotOffered),
        ("services", json!(["shape", "shape"]), "/services/1", Problem::Twice),
        ("advisers", json!(["Zoé"]), "/advisers/0", Problem::WrongType(Expected::Id)),
        ("seats", json!(0), "/seats", Problem::OutOfRange(1, 50)),
        ("seats", json!(51), "/seats", Problem::OutOfRange(1, 50)),
        ("start", json!("24/11/2026 9:30"), "/start", Problem::WrongType(Expected::LocalTime)),
        ("start", json!("9026-11-24T09:30"), "/start", Problem::DayOutOfRange(day("2000-01-01"), day("2100-12-31"))),
        ("start", json!("2027-03-28T02:30"), "/start", Problem::NoSuchHour),
        ("start", json!("2026-11-25T09:30"), "/start", Problem::StartOffRule),
        ("duration_minutes", json!(721), "/duration_minutes", Problem::OutOfRange(15, 720)),
        ("slot_minutes", json!(181), "/slot_minutes", Problem::SlotTooLong),
        ("timezone", json!("Brussels"), "/timezone", Problem::UnknownTimeZone),
        ("rrule", json!("FREQ=DAILY"), "/rrule", Problem::Recurrence(Invalid::Frequency)),
        ("rrule", json!("FREQ=WEEKLY;BYHOUR=9"), "/rrule", Problem::Recurrence(Invalid::Part("BYHOUR".to_owned()))),
        ("rrule", json!("FREQ=WEEKLY;COUNT=3"), "/until", Problem::CountAndUntil),
        ("rrule", json!("FREQ=WEEKLY;UNTIL=20261101"), "/rrule", Problem::UntilBeforeStart),
        ("rrule", Value::Null, "/until", Problem::WithoutSeries),
        ("until", json!("2026-11-23"), "/until", Problem::UntilBeforeStart),
        ("until", json!("soon"), "/until", Problem::WrongType(Expected::Date)),
        ("until", json!("2999-06-29"), "/until", Problem::DayOutOfRange(day("2000-01-01"), day("2100-12-31"))),
        ("status", json!("secret"), "/status", Problem::NotAmong(vec!["draft".to_owned(), "published".to_owned()])),
        ("exceptions", json!([{"date": "2026-12-30"}]), "/exceptions/0/date", Problem::NoSessionOnDay),
        ("exceptions", json!([{"date": "2027-07-06"}]), "/exceptions/0/date", Problem::NoSessionOnDay),
        ("exceptions", json!([{"date": "2026-11-17"}]), "/exceptions/0/date", Problem::NoSessionOnDay),
        ("exceptions", json!([{"date": "2026-12-01"}, {"date": "2026-12-01"}]), "/exceptions/1/date", Problem::Twice),
        (
            "exceptions",
            json!([{"date": "2026-12-01", "start": "2027-02-02T09:30"}]),
            "/exceptions/0/start",
            Problem::MovedTooFar(62),
        ),
        (
            "exceptions",
            json!([{"date": "2027-03-30", "start": "2027-03-28T02:30"}]),
            "/exceptions/0/start",
            Problem::NoSuchHour,
        ),
        (
            "exceptions",
            json!([{"date": "2026-12-01", "duration_minutes": 30}]),
            "/exceptions/0/duration_minutes",
            Problem::SlotTooLong,
        ),
    ];
    for (field, value, pointer, problem) in cases {
        let mut body = with(field, value.clone());
        if field == "agency" {
            // Another agency's services would be a second mistake.
            body["services"] = json!([]);
        }
        let found = parse(body);
        assert_eq!(found, Err(vec![(pointer.to_owned(), problem)]), "{field} {value}");
    }
}

#[test]
fn a_service_of_an_agency_that_ended_is_its_successors() {
    let mut body = with("agency", json!("hub"));
    body["services"] = json!(["plan"]);
    assert!(parse(body).is_ok());
}

#[test]
fn a_series_that_counts_its_sessions_ends_with_the_last_one() {
    let mut body = with("rrule", json!("FREQ=WEEKLY;BYDAY=TU;COUNT=3"));
    (body["until"], body["exceptions"]) = (Value::Null, json!([]));
    assert_eq!(parse(body.clone()).unwrap().last_day().to_string(), "2026-12-08");
    body["exceptions"] = json!([{"date": "2026-12-08", "start": "2026-12-10T09:30"}]);
    assert_eq!(parse(body).unwrap().last_day().to_string(), "2026-12-10", "where it was moved to");
}

#[test]
fn unknown_fields_are_refused() {
    let with_colour = with("colour", json!("blue"));
    assert!(serde_json::from_value::<PermanenceDraft>(with_colour).is_err());
}

#[test]
fn a_reason_in_one_language_stands_for_all() {
    let body = with("exceptions", json!([{"date": "2026-12-01", "cancelled": true, "reason": "Grève / staking"}]));
    let permanence = parse(body).unwrap();
    let reason = permanence.exceptions[0].reason.clone().unwrap();
    assert!(Language::ALL.into_iter().all(|language| reason.get(language) == "Grève / staking"));
}

#[test]
fn every_problem_is_said_in_a_sentence_of_each_language() {
    let problems = [
        Problem::Missing,
        Problem::AgencyEnded,
        Problem::StartOffRule,
        Problem::NotAmong(vec!["a".to_owned()]),
        Problem::OutOfRange(1, 2),
        Problem::MovedTooFar(62),
        Problem::AgencyIsBooked(3),
        Problem::OnlyWhenNew,
        Problem::Recurrence(InvalidRecurrence::Value("COUNT".to_owned())),
        Problem::WrongType(Expected::LocalTime),
        Problem::GivenTwice,
        Problem::Unwritable,
    ];
    for problem in problems {
        let said = Language::ALL.map(|language| problem.text(language));
        assert!(said.iter().all(|sentence| sentence.ends_with('.') && sentence.len() > 10), "{said:?}");
        assert!(said[0] != said[1] && said[1] != said[2], "{said:?}");
    }
}
