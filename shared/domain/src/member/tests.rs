use serde_json::json;

use super::*;
use crate::catalogue::Catalogue;
use crate::event::Actor;
use crate::field_error::{Expected, FieldError, Problem};

fn model() -> MemberModel {
    serde_json::from_str(include_str!("../../../../infra/data/files/member_model.json")).unwrap()
}

fn validate(profile: Value) -> Result<Profile, Vec<FieldError>> {
    validate_profile(&model(), &serde_json::from_value(profile).unwrap())
}

#[test]
fn a_profile_is_brought_into_one_form() {
    let read = validate(json!({"name": "  Zoé Robotics ", "stage": "launch", "enterprise_number": "BE 0403.019.261",
        "legal_form": null, "ict_domain": ["games", "saas"], "headcount_fte": 2.5, "university_link": false,
        "founded_on": "2025-02-01", "funding_raised_eur": "<50k", "nace": ["2025:62.100"], "source": "member_form",
        "already_in_touch": ["hub"], "contact_email": "zoe@Zoe-Robotics.example", "target_markets": ["de"],
        "consents": [{"kind": "keep_profile", "given_on": "2026-11-01"}]}))
    .unwrap();
    assert_eq!(read["trade_name"], "Zoé Robotics");
    assert_eq!(read["enterprise_number"], "0403019261");
    assert_eq!(read["contact_email"], "zoe@zoe-robotics.example");
    assert!(!read.contains_key("legal_form") && !read.contains_key("name"));
    assert_eq!(validate(serde_json::to_value(&read).unwrap()), Ok(read));
}

#[test]
fn each_mistake_is_named_at_its_field() {
    let among = |values: &[&str]| Problem::NotAmong(values.iter().map(|value| (*value).to_owned()).collect());
    let cases = [
        ("colour", json!("blue"), Problem::UnknownField),
        ("trade_name", json!(5), Problem::WrongType(Expected::Text)),
        ("trade_name", json!("x".repeat(201)), Problem::TooLong(200)),
        (
            "enterprise_number",
            json!("0403019262"),
            Problem::EnterpriseNumber(crate::enterprise_number::InvalidEnterpriseNumber::CheckDigits),
        ),
        ("rd_intensity", json!("huge"), among(&["none", "low", "medium", "high"])),
        ("customers_type", json!(["b2b", "b2z"]), among(&["b2b", "b2c", "b2g", "none_yet"])),
        ("customers_type", json!("b2b"), Problem::WrongType(Expected::List)),
        ("customers_type", json!(["b2b", "b2b"]), Problem::Twice),
        ("headcount_fte", json!(-1), Problem::Negative),
        ("headcount_fte", json!("many"), Problem::WrongType(Expected::Number)),
        ("export_share_pct", json!(101), Problem::OutOfRange(0, 100)),
        ("needs_shop", json!("yes"), Problem::WrongType(Expected::Bool)),
        ("founded_on", json!("2025-02-30"), Problem::WrongType(Expected::Date)),
        ("host_location", json!("Not An Id"), Problem::WrongType(Expected::Id)),
        ("already_in_touch", json!(["hub", 5]), Problem::WrongType(Expected::Id)),
        ("nace", json!(["software"]), Problem::WrongType(Expected::Nace)),
        ("contact_email", json!("zoe@"), Problem::WrongType(Expected::Email)),
        ("contact_phone", json!("<script>"), Problem::WrongType(Expected::Phone)),
        ("consents", json!([{"kind": "everything"}]), Problem::WrongType(Expected::Consents)),
        (
            "consents",
            json!([{"kind": "digest", "given_on": "2026-11-01", "x_new": 1}]),
            Problem::WrongType(Expected::Consents),
        ),
    ];
    for (field, value, problem) in cases {
        let mut profile = json!({});
        profile[field] = value.clone();
        let expected = vec![FieldError::new(format!("/{field}"), problem)];
        assert_eq!(validate(profile), Err(expected), "{field} {value}");
    }
}

#[test]
fn a_name_given_twice_is_refused() {
    let found = validate(json!({"name": "A", "trade_name": "B"}));
    assert_eq!(found, Err(vec![FieldError::new("/name", Problem::GivenTwice)]));
}

#[test]
fn what_is_known_is_kept_for_as_many_months_as_the_model_says() {
    let model = model();
    for field in model.fields.iter().chain(model.asked(UNTIL_FIELD)) {
        let kept = if field.personal { PEOPLE_KEPT } else { COMPANY_KEPT };
        // Four years have 1,461 days.
        let days = i64::from(field.retain_months) * 1_461 / 48;
        assert!((days..=days + 1).contains(&kept.num_days()), "{}: {} months", field.id, field.retain_months);
    }
}

#[test]
fn personal_fields_part_from_the_company() {
    let profile = validate(json!({"name": "A", "contact_phone": "+32 2 214 12 11", "founder_non_eu": true})).unwrap();
    let (company, person) = model().split(profile);
    assert_eq!(company.keys().collect::<Vec<_>>(), ["trade_name"]);
    assert_eq!(person.keys().collect::<Vec<_>>(), ["contact_phone", "founder_non_eu"]);
}

#[test]
fn references_must_exist_in_the_directory() {
    let catalogue = Catalogue { member_model: model(), ..Catalogue::default() };
    let profile = serde_json::from_value(json!({"host_location": "icab", "already_in_touch": ["hub"]})).unwrap();
    let expected = vec![
        FieldError::new("/already_in_touch", Problem::UnknownAgency),
        FieldError::new("/host_location", Problem::UnknownLocation),
    ];
    assert_eq!(validate_profile_in(&catalogue, &profile), Err(expected));
}

#[test]
fn shape_and_references_are_checked_together() {
    let catalogue = Catalogue { member_model: model(), ..Catalogue::default() };
    let profile = serde_json::from_value(json!({"headcount_fte": "many", "already_in_touch": ["hub"]})).unwrap();
    let expected = vec![
        FieldError::new("/headcount_fte", Problem::WrongType(Expected::Number)),
        FieldError::new("/already_in_touch", Problem::UnknownAgency),
    ];
    assert_eq!(validate_profile_in(&catalogue, &profile), Err(expected));
}

#[test]
fn a_company_is_not_founded_after_today() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let wrong = |founded: Value| {
        let profile = Profile::from([("founded_on".to_owned(), founded)]);
        founded_later(&profile, day("2026-11-24")).map(|error| error.pointer)
    };
    assert_eq!(wrong(json!("2026-11-25")), Some("/founded_on".to_owned()));
    for right in [json!("2026-11-24"), json!("1998-01-01"), json!("soon"), Value::Null] {
        assert_eq!(wrong(right.clone()), None, "{right}");
    }
}

#[test]
fn a_forms_text_becomes_the_fields_type() {
    let model = model();
    let cases = [
        ("headcount_fte", "3", Some(json!(3))),
        ("headcount_fte", "2,5", Some(json!(2.5))),
        ("headcount_fte", "many", Some(json!("many"))),
        ("needs_shop", "oui", Some(json!(true))),
        ("ict_domain", "games; saas", Some(json!(["games", "saas"]))),
        ("trade_name", " A ", Some(json!("A"))),
        ("trade_name", "  ", None),
    ];
    for (field, text, expected) in cases {
        assert_eq!(model.field(field).unwrap().read_text(text), expected, "{field} {text}");
    }
}

#[test]
fn a_stay_goes_on_at_the_place_that_follows_and_comes_back_only_as_it_was_left() {
    let id = |id: &str| LocationId::parse(id).unwrap();
    let (place, other, from) = (id("icab"), id("greenbizz"), "2027-01-01".parse().unwrap());
    let case = |hosted: Value| {
        let sent = Sent { hosted: Some(serde_json::from_value(hosted).unwrap()), place: None, profile: Profile::new() };
        let at = Instant::parse("2026-11-24T09:00:00Z").unwrap();
        let whom = MemberId::parse("m1").unwrap();
        let heard = Heard { from: Source::HostList, at, by: crate::event::Actor::System };
        MemberCase::enter(whom, sent, heard, &model()).case
    };
    let stays = |case: Option<MemberCase>| case.map(|case| serde_json::to_value(case.member.hosted).unwrap());
    let stay = |at: &str, from: &str| json!({"location": at, "from": from});
    for (before, after) in [
        // It lasts, or ends later.
        (
            json!([stay("icab", "2025-01-01")]),
            Some(
                json!([{"location": "icab", "from": "2025-01-01", "to": "2026-12-31"}, stay("greenbizz", "2027-01-01")]),
            ),
        ),
        // It begins later: there.
        (json!([stay("icab", "2027-03-01")]), Some(json!([stay("greenbizz", "2027-03-01")]))),
        // It is over, or elsewhere.
        (json!([{"location": "icab", "to": "2026-12-31"}]), None),
        (json!([stay("eebic", "2025-01-01")]), None),
        (json!([]), None),
    ] {
        assert_eq!(stays(case(before.clone()).goes_over((&place, &other), from)), after, "{before}");
    }
    let gone = case(json!([stay("icab", "2025-01-01")])).goes_over((&place, &other), from).unwrap();
    let back = gone.clone().comes_back((&place, &other), from);
    assert_eq!(stays(back), Some(json!([stay("icab", "2025-01-01")])));
    let mut moved = gone;
    moved.member.hosted.push(Hosting { location: id("eebic"), from: None, to: None });
    assert_eq!(moved.comes_back((&place, &other), from), None);
    assert_eq!(case(json!([stay("greenbizz", "2027-01-01")])).comes_back((&place, &other), from), None);
}

#[test]
fn whom_it_met_here_counts_as_being_in_touch() {
    let mut catalogue = Catalogue { member_model: model(), ..crate::brussels::catalogue() };
    // By itself it says too little to propose anything.
    catalogue.rules.iter_mut().filter(|rule| rule.id == "R28").for_each(|rule| rule.score = 70);
    let now = Instant::parse("2026-11-24T09:00:00Z").unwrap();
    let draft: MemberDraft = serde_json::from_value(
        json!({"name": "New", "location": "icab", "hosted_since": "2026-10-01", "already_in_touch": []}),
    )
    .unwrap();
    let sent = draft.parse(&catalogue, false).unwrap();
    let id = MemberId::parse("m1").unwrap();
    let mut case = MemberCase::enter(
        id,
        sent,
        Heard { from: Source::Coordinator, at: now, by: Actor::System },
        &catalogue.member_model,
    )
    .case;
    let speaks = |case: &MemberCase| {
        review(case, &catalogue, &[], now).into_iter().any(|proposal| proposal.need_type.as_str() == "network")
    };
    assert!(speaks(&case), "a newcomer in touch with nobody");
    case.member.meets(&AgencyId::parse("hub").unwrap());
    case.member.meets(&AgencyId::parse("hub").unwrap());
    assert_eq!(case.member.met.len(), 1);
    assert!(!speaks(&case), "it has an appointment");
}

#[test]
fn a_stay_ends_at_the_place_that_is_meant() {
    let id = |id: &str| LocationId::parse(id).unwrap();
    let after = |hosted: Value, (place, since, until): (&str, Option<&str>, Option<&str>)| {
        let day = |text: Option<&str>| text.map(|text| text.parse::<NaiveDate>().unwrap());
        let heard = || Heard {
            from: Source::HostList,
            at: Instant::parse("2026-11-24T09:00:00Z").unwrap(),
            by: crate::event::Actor::System,
        };
        let sent = Sent { hosted: Some(serde_json::from_value(hosted).unwrap()), place: None, profile: Profile::new() };
        let case = MemberCase::enter(MemberId::parse("m1").unwrap(), sent, heard(), &model()).case;
        let mut sent = Sent { hosted: None, place: Some((id(place), day(since))), profile: Profile::new() };
        sent.set_until(day(until));
        let learnt = case.learn((sent, Mode::Part), heard(), &model());
        assert!(!learnt.case.profile().contains_key(UNTIL_FIELD), "stays hold it");
        (
            serde_json::to_value(&learnt.case.member.hosted).unwrap(),
            learnt.events.into_iter().map(|one| one.kind).next_back(),
        )
    };
    let stay = |at: &str, from: &str, to: &str| {
        if to.is_empty() {
            json!({"location": at, "from": from})
        } else {
            json!({"location": at, "from": from, "to": to})
        }
    };
    let (here, left) = (json!([stay("icab", "2025-01-01", "")]), Some(MemberEventKind::Moved { to: None }));
    let ended = |to: &str| json!([stay("icab", "2025-01-01", to)]);
    // In the past or to come, once or twice; never before it began.
    assert_eq!(after(here.clone(), ("icab", None, Some("2026-10-31"))), (ended("2026-10-31"), left.clone()));
    assert_eq!(after(here.clone(), ("icab", None, Some("2027-01-31"))), (ended("2027-01-31"), left.clone()));
    assert_eq!(after(here.clone(), ("icab", None, Some("2024-01-31"))), (ended("2025-01-01"), left.clone()));
    assert_eq!(after(ended("2026-10-31"), ("icab", None, Some("2026-10-31"))), (ended("2026-10-31"), None));
    assert_eq!(after(ended("2026-10-31"), ("icab", None, Some("2026-09-30"))), (ended("2026-09-30"), left.clone()));
    // A stay that is over elsewhere, or was before, does not move it.
    let before = json!([stay("greenbizz", "2023-01-01", "2024-12-31"), stay("icab", "2025-01-01", "")]);
    let over = ("greenbizz", Some("2023-01-01"), Some("2024-12-31"));
    assert_eq!(after(here.clone(), over).0, before);
    assert_eq!(after(before.clone(), over), (before, None));
    let twice = json!([stay("icab", "2023-01-01", "2023-12-31"), stay("icab", "2025-01-01", "")]);
    assert_eq!(after(here.clone(), ("icab", Some("2023-01-01"), Some("2023-12-31"))).0, twice);
    // Who comes back has another stay.
    let back = json!([stay("icab", "2025-01-01", "2026-10-31"), stay("icab", "2026-11-24", "")]);
    assert_eq!(after(ended("2026-10-31"), ("icab", None, None)).0, back);
}

/// A member of which this is known from its host, learnt on a day.
fn known(profile: Value) -> MemberCase {
    let sent = Sent { hosted: None, place: None, profile: serde_json::from_value(profile).unwrap() };
    let at = Instant::parse("2026-11-24T09:00:00Z").unwrap();
    let heard = Heard { from: Source::HostList, at, by: Actor::System };
    MemberCase::enter(MemberId::parse("m1").unwrap(), sent, heard, &model()).case
}

/// The same after somebody says something of it.
fn learnt(case: MemberCase, profile: Value, (from, mode): (Source, Mode)) -> MemberCase {
    let sent = Sent { hosted: None, place: None, profile: serde_json::from_value(profile).unwrap() };
    let at = Instant::parse("2026-11-25T09:00:00Z").unwrap();
    case.learn((sent, mode), Heard { from, at, by: Actor::System }, &model()).case
}

#[test]
fn what_a_member_agrees_to_is_learnt_from_itself_alone() {
    let agreed = json!({"consents": [{"kind": "digest", "given_on": "2026-11-01"}]});
    let mut case = known(agreed.clone());
    for from in [Source::PublicRegister, Source::HostList, Source::IntakeTalk, Source::Coordinator] {
        case = learnt(case, agreed.clone(), (from, Mode::Part));
        assert!(!case.has_agreed(ConsentKind::Digest), "{from:?}");
    }
    case = learnt(case, agreed, (Source::MemberForm, Mode::Part));
    assert!(case.has_agreed(ConsentKind::Digest));
    case = learnt(case, json!({"stage": "early"}), (Source::Coordinator, Mode::Whole));
    assert!(case.has_agreed(ConsentKind::Digest), "nor does anybody else take it back");
}

#[test]
fn what_a_member_emptied_only_itself_or_a_person_fills_in_again() {
    let mut case = known(json!({"trade_name": "A", "stage": "launch"}));
    case = learnt(case, json!({"trade_name": "A"}), (Source::MemberForm, Mode::Whole));
    for from in [Source::PublicRegister, Source::HostList, Source::IntakeTalk] {
        case = learnt(case, json!({"stage": "early"}), (from, Mode::Part));
        assert_eq!(case.member.text("stage"), "", "{from:?}");
    }
    let again = learnt(case.clone(), json!({"stage": "early"}), (Source::MemberForm, Mode::Part));
    assert_eq!(again.member.text("stage"), "early");
    assert_eq!(
        learnt(case, json!({"stage": "early"}), (Source::Coordinator, Mode::Part)).member.text("stage"),
        "early"
    );
}

#[test]
fn a_joining_taken_back_leaves_what_changed_since() {
    let own = known(json!({"trade_name": "A", "stage": "launch", "legal_form": "srl_bv"}));
    let other = known(json!({"trade_name": "B", "stage": "growth", "headcount_fte": 7, "hiring_next_6m": 2}));
    let mut joined = own.clone();
    joined.member.profile.insert("stage".to_owned(), json!("growth"));
    joined.member.profile.insert("headcount_fte".to_owned(), json!(7));
    joined.member.profile.insert("hiring_next_6m".to_owned(), json!(2));
    let at = Instant::parse("2026-11-24T12:00:00Z").unwrap();
    let (back, changed) = joined.clone().apart((&own, &other), at);
    assert_eq!((back, changed), (own.clone(), Vec::new()));
    joined.member.profile.insert("hiring_next_6m".to_owned(), json!(3));
    joined.member.profile.remove("legal_form");
    joined.member.unsubscribed = true;
    let (back, changed) = joined.apart((&own, &other), at);
    assert_eq!(changed, ["hiring_next_6m", "legal_form"]);
    assert_eq!((back.member.text("stage"), back.member.profile.get("headcount_fte")), ("launch", None));
    assert_eq!((&back.member.profile["hiring_next_6m"], back.member.unsubscribed), (&json!(3), true));
}
