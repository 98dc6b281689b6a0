use super::*;

#[test]
fn a_rule_is_read_and_written_alike() {
    let cases = [
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("byday=2tu,-1FR;freq=monthly", "FREQ=MONTHLY;BYDAY=2TU,-1FR"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY"),
        ("FREQ=WEEKLY;COUNT=10;", "FREQ=WEEKLY;COUNT=10"),
        ("FREQ=WEEKLY;UNTIL=20270629", "FREQ=WEEKLY;UNTIL=20270629"),
        ("FREQ=WEEKLY;UNTIL=20270629T073000Z", "FREQ=WEEKLY;UNTIL=20270629T073000Z"),
        ("FREQ=WEEKLY;INTERVAL=1;UNTIL=20270629T093000", "FREQ=WEEKLY;UNTIL=20270629T093000"),
    ];
    for (text, written) in cases {
        let rule: Recurrence = text.parse().unwrap();
        assert_eq!(rule.to_string(), written);
        assert_eq!(written.parse::<Recurrence>().unwrap(), rule);
    }
}

#[test]
fn what_a_rota_does_not_need_is_refused_by_name() {
    use InvalidRecurrence as Invalid;
    let cases = [
        ("", Invalid::Form),
        ("every tuesday", Invalid::Form),
        ("BYDAY=TU", Invalid::Frequency),
        ("FREQ=DAILY", Invalid::Frequency),
        ("FREQ=SECONDLY", Invalid::Frequency),
        ("FREQ=WEEKLY;BYHOUR=1,2,3", Invalid::Part("BYHOUR".to_owned())),
        ("FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO", Invalid::Part("BYSETPOS".to_owned())),
        ("FREQ=MONTHLY;BYMONTHDAY=31", Invalid::Part("BYMONTHDAY".to_owned())),
        ("FREQ=WEEKLY;WKST=SU", Invalid::Part("WKST".to_owned())),
        ("FREQ=WEEKLY;FREQ=WEEKLY", Invalid::Repeated("FREQ".to_owned())),
        ("FREQ=WEEKLY;INTERVAL=0", Invalid::Value("INTERVAL".to_owned())),
        ("FREQ=WEEKLY;INTERVAL=53", Invalid::Value("INTERVAL".to_owned())),
        ("FREQ=WEEKLY;COUNT=4000000000", Invalid::Value("COUNT".to_owned())),
        ("FREQ=WEEKLY;BYDAY=", Invalid::Value("BYDAY".to_owned())),
        ("FREQ=MONTHLY;BYDAY=6TU", Invalid::Value("BYDAY".to_owned())),
        ("FREQ=MONTHLY;BYDAY=0TU", Invalid::Value("BYDAY".to_owned())),
        ("FREQ=MONTHLY;BYDAY=É", Invalid::Value("BYDAY".to_owned())),
        ("FREQ=WEEKLY;UNTIL=2027-06-29", Invalid::Value("UNTIL".to_owned())),
        ("FREQ=WEEKLY;BYDAY=2TU", Invalid::PlaceInWeek),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270629", Invalid::CountAndUntil),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<Recurrence>(), Err(expected), "{text}");
    }
}
