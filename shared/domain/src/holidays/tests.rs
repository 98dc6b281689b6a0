use super::*;
use serde_json::Value;

fn file() -> Value {
    serde_json::from_str(include_str!("../../../../infra/data/files/holidays.json")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn computed_holidays_are_those_of_the_data() {
    let file = file();
    let listed: Vec<(NaiveDate, Holiday)> = file["public_holidays"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (day(row["date"].as_str().unwrap()), serde_json::from_value(row["id"].clone()).unwrap()))
        .collect();
    let computed: Vec<_> = (2017..=2027).flat_map(public_holidays).collect();
    assert_eq!(computed, listed);
}

#[test]
fn names_are_those_of_the_data() {
    let file = file();
    for holiday in Holiday::ALL {
        let id = serde_json::to_value(holiday).unwrap();
        let name: Text = serde_json::from_value(file["names"][id.as_str().unwrap()].clone()).unwrap();
        assert_eq!(holiday.name(), name);
    }
}

#[test]
fn staff_days_are_those_of_the_data() {
    let file = file();
    let staff = StaffDays::default();
    let rows = file["regional_service_days"]["days"].as_array().unwrap();
    assert_eq!(rows.len() % staff.days.len(), 0);
    for row in rows {
        let name: Text = serde_json::from_value(file["regional_names"][row["id"].as_str().unwrap()].clone()).unwrap();
        assert_eq!(staff.closure_on(day(row["date"].as_str().unwrap())), Some(&name));
    }
    let span = &file["agency_closure"][0];
    assert_eq!(String::from(staff.closures[0].from), span["from_md"].as_str().unwrap());
    assert_eq!(String::from(staff.closures[0].to), span["to_md"].as_str().unwrap());
}

#[test]
fn easter_falls_on_its_known_days() {
    for (year, expected) in [
        (1818, "1818-03-22"),
        (1943, "1943-04-25"),
        (1954, "1954-04-18"),
        (2000, "2000-04-23"),
        (2019, "2019-04-21"),
        (2038, "2038-04-25"),
        (2285, "2285-03-22"),
    ] {
        assert_eq!(easter(year), Some(day(expected)), "{year}");
    }
}

#[test]
fn a_day_of_the_year_is_read_and_written() {
    assert_eq!(String::from(MonthDay::parse("12-27").unwrap()), "12-27");
    for bad in ["13-01", "02-30", "1227", "12-", "-"] {
        assert_eq!(MonthDay::parse(bad), Err(InvalidMonthDay), "{bad}");
    }
}
