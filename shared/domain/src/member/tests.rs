use serde_json::json;

use super::*;
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

use crate::catalogue::Catalogue;
