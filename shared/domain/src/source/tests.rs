use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn catalogue() -> Catalogue {
    let model = include_str!("../../../../infra/data/files/member_model.json");
    Catalogue { member_model: serde_json::from_str(model).unwrap(), ..crate::brussels::catalogue() }
}

fn answer(key: &str, label: &str, values: &[&str]) -> ReceivedField {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    ReceivedField { key: key.to_owned(), label: label.to_owned(), values }
}

fn mapping(makes: Makes, fields: &[(&str, &[&str])]) -> Mapping {
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    let fields = fields.iter().map(|(part, of)| ((*part).to_owned(), keys(of))).collect();
    Mapping { makes, fields, yes: Vec::new() }
}

fn today() -> chrono::NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn data(mapping: &Mapping, answers: &[ReceivedField]) -> Value {
    message(mapping, answers, &catalogue(), today())["data"].clone()
}

#[rstest]
#[case::oui("/consent/show_to_place", &["Oui"], json!(true))]
#[case::nee("/consent/show_to_place", &["nee"], json!(false))]
#[case::unclear("/consent/show_to_place", &["Je ne sais pas"], json!("Je ne sais pas"))]
#[case::both("/consent/show_to_place", &["oui", "non"], json!("oui, non"))]
#[case::tongue("/contact/language", &["Nederlands"], json!("nl"))]
#[case::tag("/contact/language", &["FR"], json!("fr"))]
#[case::unknown_tongue("/contact/language", &["Klingon"], json!("Klingon"))]
#[case::grouped("/amount_eur", &["€ 50.000"], json!(50_000))]
#[case::spaced("/amount_eur", &["50 000 EUR"], json!(50_000))]
#[case::cents("/amount_eur", &["1.250,50"], json!(1_250))]
#[case::no_number("/amount_eur", &["beaucoup"], json!("beaucoup"))]
#[case::day("/member/founded_on", &["24/11/2025"], json!("2025-11-24"))]
#[case::number("/member/headcount_fte", &["2,5"], json!(2.5))]
#[case::several("/contact/name", &["Zoé", "Müller"], json!("Zoé Müller"))]
fn a_part_is_read_as_its_place_asks(#[case] part: &str, #[case] said: &[&str], #[case] expected: Value) {
    let read = data(&mapping(Makes::Need, &[(part, &["q"])]), &[answer("q", "?", said)]);
    assert_eq!(read.pointer(part), Some(&expected));
}

#[test]
fn a_kind_of_need_is_known_by_its_label_in_any_language() {
    let kind = catalogue().need_types[0].clone();
    let label = kind.label.get(crate::Language::Nl).to_uppercase();
    let read = data(&mapping(Makes::Need, &[("/need_types", &["q"])]), &[answer("q", "?", &[&label, "other"])]);
    assert_eq!(read["need_types"], json!([kind.id.as_str(), "other"]));
}

#[test]
fn without_a_question_about_sharing_nothing_is_shared() {
    let asked = mapping(Makes::Need, &[("/consent/share_with_agencies", &["q"])]);
    assert_eq!(data(&asked, &[])["consent"]["share_with_agencies"], false);
    let ticked = Mapping { yes: vec!["J’accepte que mes données soient partagées".to_owned()], ..asked.clone() };
    let box_ = [answer("q", "Accord", &["j'accepte que mes données soient partagées"])];
    assert_eq!(data(&ticked, &box_)["consent"]["share_with_agencies"], true);
    assert!(data(&asked, &box_)["consent"]["share_with_agencies"].is_string(), "what a sentence means is not guessed");
}

#[test]
fn several_answers_are_a_text_with_what_was_asked() {
    let both = mapping(Makes::Need, &[("/description", &["a", "b"])]);
    let answers = [answer("b", "Since when?", &["May"]), answer("a", "What?", &["A coach"]), answer("c", "x", &["no"])];
    assert_eq!(data(&both, &answers)["description"], "What?\nA coach\n\nSince when?\nMay");
    assert_eq!(data(&both, &answers[1..2])["description"], "A coach");
}

#[rstest]
#[case::over("2026/11/24", "member.left", Some("2026-11-24"))]
#[case::to_come("2026-12-01", "member.joined", None)]
#[case::none("", "member.joined", None)]
fn a_member_left_once_its_last_day_is_there(#[case] day: &str, #[case] kind: &str, #[case] left_on: Option<&str>) {
    let of = mapping(Makes::Member, &[("/name", &["n"]), ("/left_on", &["d"])]);
    let made = message(&of, &[answer("n", "", &["Zoe SRL"]), answer("d", "", &[day])], &catalogue(), today());
    assert_eq!((&made["type"], made["data"]["left_on"].as_str()), (&json!(kind), left_on));
    assert_eq!(made["data"]["name"], "Zoe SRL");
}

#[test]
fn what_a_person_corrects_takes_the_place_of_what_was_sent() {
    let of = mapping(Makes::Need, &[("/contact/email", &["q"]), ("/member/name", &["n"])]);
    let made = message(&of, &[answer("q", "", &["zoe at zoe"])], &catalogue(), today());
    let values: BTreeMap<_, _> = [("/contact/email", "zoe@zoe.example"), ("/amount_eur", "1 000")]
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .into();
    let right = put_right(made, &values, &catalogue());
    assert_eq!(right["data"]["contact"]["email"], "zoe@zoe.example");
    assert_eq!(right["data"]["amount_eur"], 1_000);
    let twice = put_right(right.clone(), &values, &catalogue());
    assert_eq!(right, twice);
}

#[test]
fn a_form_in_french_suggests_its_mapping() {
    let answers = [
        answer("q1", "Entreprise", &["Zoe Robotics"]),
        answer("q2", "Numéro BCE", &["0403.170.701"]),
        answer("q3", "Votre nom", &["Zoé Müller"]),
        answer("q4", "Adresse e-mail", &["zoe@zoe-robotics.example"]),
        answer("q5", "Quel est votre besoin ?", &["Un coach financier"]),
        answer("q6", "Êtes-vous d’accord de partager ?", &["Oui"]),
        answer("q7", "Langue", &["Français"]),
    ];
    let suggested = suggest(Makes::Need, &answers, &catalogue());
    for (part, key) in [
        ("/member/name", "q1"),
        ("/member/enterprise_number", "q2"),
        ("/contact/name", "q3"),
        ("/contact/email", "q4"),
        ("/description", "q5"),
        ("/consent/share_with_agencies", "q6"),
        ("/contact/language", "q7"),
    ] {
        assert_eq!(suggested.fields.get(part), Some(&vec![key.to_owned()]), "{part}");
    }
    assert_eq!(suggested.check(&catalogue(), "/mapping"), []);
}

#[test]
fn a_mapping_without_what_a_message_needs_or_with_what_it_has_not_is_refused() {
    let wrong = Mapping {
        yes: vec![String::new(); 21],
        ..mapping(Makes::Need, &[("/member/name", &["a"]), ("/colour", &["b"])])
    };
    let errors = wrong.check(&catalogue(), "/mapping");
    let places: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(
        places,
        [
            "/mapping/fields/~1colour",
            "/mapping/fields/~1contact~1name",
            "/mapping/fields/~1contact~1email",
            "/mapping/yes"
        ]
    );
    let many = mapping(Makes::Member, &[("/name", &["1", "2", "3", "4", "5", "6"])]);
    assert_eq!(many.check(&catalogue(), "")[0].problem, Problem::TooMany(5));
}
