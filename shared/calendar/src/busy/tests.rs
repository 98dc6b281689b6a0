use super::*;
use domain::clock::BRUSSELS;
use proptest::prelude::*;
use rstest::rstest;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn file(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.trim().replace('\n', "\r\n"))
}

/// What an event says of 2026-11-23 to 2026-12-21, by the day and the hour in
/// UTC.
fn read(event: &str) -> Result<Vec<String>, Unreadable> {
    let file = file(&format!("BEGIN:VEVENT\nUID:e1\n{}\nEND:VEVENT", event.trim()));
    let found = busy(&file, at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example")?;
    let short = |at: Instant| at.utc().format("%d.%H%M").to_string();
    Ok(found.into_iter().map(|Busy { start, end }| format!("{}-{}", short(start), short(end))).collect())
}

#[rstest]
#[case("DTSTART:20261124T080000Z\nDTEND:20261124T093000Z", &["24.0800-24.0930"])]
#[case("DTSTART;TZID=Europe/Brussels:20261124T090000\nDURATION:PT1H30M", &["24.0800-24.0930"])]
#[case("DTSTART;TZID=\"Romance Standard Time\":20261124T090000\nDURATION:PT1H", &["24.0800-24.0900"])]
#[case("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20261124T090000\nDURATION:PT1H", &["24.0900-24.1000"])]
#[case("DTSTART;TZID=A zone of mine:20261124T090000\nDURATION:PT1H", &["24.0800-24.0900"])]
#[case("DTSTART:20261124T090000\nDURATION:PT1H", &["24.0800-24.0900"])]
#[case("DTSTART;VALUE=DATE:20261124", &["23.2300-24.2300"])]
#[case("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126", &["23.2300-25.2300"])]
#[case("DTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261231", &["23.0000-21.0000"])]
#[case("DTSTART:20261124T080000Z", &[])]
#[case("DTSTART:20261124T080000Z\nDTEND:20261124T070000Z", &[])]
#[case("DTSTART:20261124T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT", &[])]
#[case("DTSTART:20261124T080000Z\nDURATION:PT1H\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", &[])]
#[case("DTSTART:20261124T080000Z\nDURATION:PT1H\nSTATUS:CANCELLED", &[])]
#[case("DTSTART:20261124T080000Z\nDURATION:PT1H\nBEGIN:VALARM\nSTATUS:CANCELLED\nEND:VALARM", &["24.0800-24.0900"])]
#[case("DTSTART:202611\n 24T080000Z\nDURATION:PT1H", &["24.0800-24.0900"])]
fn an_event_is_busy_for_its_time(#[case] event: &str, #[case] expected: &[&str]) {
    assert_eq!(read(event).unwrap(), expected, "{event}");
}

#[rstest]
#[case("20200107", "FREQ=WEEKLY", &["24", "01", "08", "15"])]
#[case("20200107", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", &["01", "03", "15", "17"])]
#[case("20200107", "FREQ=WEEKLY;UNTIL=20261201T080000Z", &["24", "01"])]
#[case("20200107", "FREQ=WEEKLY;UNTIL=20261130", &["24"])]
#[case("20261117", "FREQ=WEEKLY;COUNT=3", &["24", "01"])]
#[case("20261120", "FREQ=DAILY;INTERVAL=10", &["30", "10", "20"])]
#[case("20261120", "FREQ=DAILY;BYDAY=SA;BYMONTH=12", &["05", "12", "19"])]
#[case("20200131", "FREQ=MONTHLY;BYMONTHDAY=-1", &["30"])]
#[case("20200131", "FREQ=MONTHLY", &[])]
#[case("20200114", "FREQ=MONTHLY;BYDAY=2TU", &["08"])]
#[case("20200131", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", &["30"])]
#[case("20201206", "FREQ=YEARLY", &["06"])]
#[case("20201206", "FREQ=YEARLY;BYMONTH=12;BYDAY=-3SU", &["13"])]
#[case("20200113", "FREQ=YEARLY;BYDAY=-2MO", &[])]
#[case("20200113", "FREQ=YEARLY;BYDAY=-3MO", &["14"])]
#[case("20191213", "FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", &[])]
#[case("20191213", "FREQ=YEARLY;BYMONTHDAY=11;BYDAY=FR", &["11"])]
fn a_series_is_busy_on_its_days(#[case] start: &str, #[case] rule: &str, #[case] days: &[&str]) {
    let found = read(&format!("DTSTART:{start}T080000Z\nDURATION:PT1H\nRRULE:{rule}")).unwrap();
    let expected: Vec<String> = days.iter().map(|day| format!("{day}.0800-{day}.0900")).collect();
    assert_eq!(found, expected, "{rule}");
}

#[test]
fn a_series_stays_on_the_wall_clock() {
    let event = file(
        "BEGIN:VEVENT\nUID:e\nDTSTART;TZID=Europe/Brussels:20261020T093000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
    );
    let found = busy(&event, at("2026-10-19T00:00:00Z"), at("2026-11-01T00:00:00Z"), BRUSSELS, "p.example").unwrap();
    let starts: Vec<String> = found.iter().map(|busy| busy.start.to_string()).collect();
    assert_eq!(starts, ["2026-10-20T07:30:00Z", "2026-10-27T08:30:00Z"]);
}

#[test]
fn days_left_out_added_and_changed_are_as_the_file_says() {
    let events = "BEGIN:VEVENT\nUID:e\nDTSTART:20261124T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=6\n\
        EXDATE:20261125T080000Z\nEXDATE;VALUE=DATE:20261126\nRDATE:20261205T100000Z,20261206T100000Z\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:e\nRECURRENCE-ID:20261127T080000Z\nDTSTART:20261127T120000Z\nDURATION:PT2H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:e\nRECURRENCE-ID:20261128T080000Z\nDTSTART:20261128T080000Z\nSTATUS:CANCELLED\nEND:VEVENT";
    let found =
        busy(&file(events), at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example").unwrap();
    let starts: Vec<String> = found.iter().map(|busy| busy.start.to_string()).collect();
    let expected =
        ["11-24T08", "11-27T12", "11-29T08", "12-05T10", "12-06T10"].map(|hour| format!("2026-{hour}:00:00Z"));
    assert_eq!(starts, expected);
}

#[test]
fn free_busy_lists_count_and_what_overlaps_is_one_time() {
    let lists = "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=BUSY:20261124T080000Z/PT1H,20261124T083000Z/20261124T100000Z\n\
        FREEBUSY;FBTYPE=FREE:20261124T110000Z/PT1H\nFREEBUSY:20261124T100000Z/PT30M\nEND:VFREEBUSY";
    let found =
        busy(&file(lists), at("2026-11-24T08:15:00Z"), at("2026-11-25T00:00:00Z"), BRUSSELS, "p.example").unwrap();
    assert_eq!(found, [Busy { start: at("2026-11-24T08:15:00Z"), end: at("2026-11-24T10:30:00Z") }]);
}

#[rstest]
#[case("", Unreadable::NotACalendar)]
#[case("<html></html>", Unreadable::NotACalendar)]
#[case("NAME:x", Unreadable::NotACalendar)]
#[case("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T080000Z\n", Unreadable::CutOff)]
#[case("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", Unreadable::CutOff)]
#[case("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\nEND:VCALENDAR", Unreadable::Time(3))]
#[case(
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T080000Z\nRRULE:FREQ=HOURLY\nEND:VEVENT\nEND:VCALENDAR",
    Unreadable::Rule(4)
)]
#[case(
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T080000Z\nDURATION:1H\nEND:VEVENT\nEND:VCALENDAR",
    Unreadable::Time(4)
)]
fn what_cannot_be_read_is_said_with_its_line(#[case] text: &str, #[case] expected: Unreadable) {
    let found = busy(text, at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example");
    assert_eq!(found, Err(expected));
    for language in Language::ALL {
        assert!(expected.text(language).ends_with('.'));
    }
}

#[test]
fn a_file_that_asks_for_endless_work_is_refused_soon() {
    let event =
        "BEGIN:VEVENT\nUID:e\nDTSTART:00010101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4000000000\nEND:VEVENT\n";
    let whole = file(&event.repeat(2_000));
    let window = (at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"));
    assert_eq!(busy(&whole, window.0, window.1, BRUSSELS, "p.example"), Err(Unreadable::TooMuch));
    let large = " ".repeat(MAX_BYTES + 1);
    assert_eq!(busy(&large, window.0, window.1, BRUSSELS, "p.example"), Err(Unreadable::TooLarge));
    let deep = "BEGIN:VCALENDAR\n".repeat(100_000);
    assert_eq!(busy(&deep, window.0, window.1, BRUSSELS, "p.example"), Err(Unreadable::CutOff));
}

/// Pieces that a file may be made of, right or wrong.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("BEGIN:VEVENT\n".to_owned()),
        Just("END:VEVENT\n".to_owned()),
        "(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(;TZID=[A-Za-z/ ]{0,12}|;VALUE=DATE)?:[0-9]{8}(T[0-9]{6}Z?)?(/P[0-9TDHM]{1,6})?\n",
        "DURATION:-?P[0-9]{0,12}[WDT]?[0-9]{0,19}[HMS]?\n",
        "RRULE:FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=[0-9]{1,4})?(;COUNT=[0-9]{1,9})?(;BYDAY=-?[0-9]{0,2}(MO|SU))?(;BYMONTHDAY=-?[0-9]{1,2})?(;BYSETPOS=-?[0-9]{1,3})?(;UNTIL=[0-9]{8})?\n",
        "[A-Z-]{0,8}[;:=\"][^\n]{0,20}\n",
    ]
}

proptest! {
    #[test]
    fn garbage_is_refused_or_read_and_never_more(text in any::<String>()) {
        let _ = busy(&text, at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example");
        let _ = busy(&file(&text), at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example");
    }

    #[test]
    fn what_is_read_is_in_order_apart_and_within_the_window(pieces in proptest::collection::vec(piece(), 0..12)) {
        let (from, to) = (at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"));
        let text = file(&format!("BEGIN:VEVENT\n{}END:VEVENT", pieces.concat()));
        if let Ok(found) = busy(&text, from, to, BRUSSELS, "p.example") {
            for one in &found {
                prop_assert!(from <= one.start && one.start < one.end && one.end <= to);
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
        }
    }
}

/// Who subscribes to their own calendar has its sessions in the file too.
#[test]
fn what_the_product_put_there_is_not_busy() {
    let event = |uid: &str, hour: &str| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261124T{hour}0000Z\nDURATION:PT1H\nEND:VEVENT\n")
    };
    let file = file(&[event("perm-icab@p.example", "08"), event("b1@other.example", "10")].concat());
    let found = busy(&file, at("2026-11-23T00:00:00Z"), at("2026-12-21T00:00:00Z"), BRUSSELS, "p.example").unwrap();
    assert_eq!(found, [Busy { start: at("2026-11-24T10:00:00Z"), end: at("2026-11-24T11:00:00Z") }]);
}
