use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;
use crate::field_error::FieldError;

#[test]
fn addresses_numbers_and_names_are_masked_and_the_rest_stays() {
    let cases = [
        ("Écrivez à zoe.maes@zoe-robotics.example, merci.", "Écrivez à […], merci."),
        ("Bel me op +32 470 12 34 56 of 02/123.45.67.", "Bel me op […] of […]."),
        ("Compte BE68 5390 0754 7034, svp", "Compte […], svp"),
        ("Compte BE68539007547034", "Compte […]"),
        ("BCE 0123.456.789 : trop lent", "BCE […] : trop lent"),
        ("Mme Maes était parfaite.", "Mme […] était parfaite."),
        ("Mevrouw Van den Berg, en dhr. Peeters ook", "Mevrouw […] den […], en dhr. […] ook"),
        ("Merci à Amélie Dupont !", "Merci à […] !"),
        ("Un créneau après 17 h 30, ou le 24 novembre 2026.", "Un créneau après 17 h 30, ou le 24 novembre 2026."),
        (
            "Saison 2026-2027, le 24/11/2026 à 10:30 ou 2026-12-01",
            "Saison 2026-2027, le 24/11/2026 à 10:30 ou 2026-12-01",
        ),
        ("Reste à 1 500 euros, 10-12 personnes", "Reste à 1 500 euros, 10-12 personnes"),
        ("Innoviris et hub.brussels ensemble", "Innoviris et hub.brussels ensemble"),
        ("İstanbul 👋 à bientôt", "İstanbul 👋 à bientôt"),
    ];
    for (text, expected) in cases {
        assert_eq!(mask(text, &["Amélie Dupont"]), expected);
    }
}

#[test]
fn what_says_the_same_is_alike_and_what_does_not_is_not() {
    let like = |a: &str, b: &str| likeness(&Words::of(a), &Words::of(b));
    assert!(like("Un créneau le soir, après 17 h", "Des créneaux en soirée, s'il vous plaît") >= 0.5);
    assert!(like("Afspraken in de avond graag", "Kunnen de afspraken 's avonds?") >= 0.5);
    assert!(like("An evening slot would help", "Evening slots for founders") >= 0.5);
    assert!(like("Un créneau le soir", "Plus de parking pour les vélos") < 0.5);
    assert!(like("Merci", "Merci") < 0.5, "one word says too little");
    assert!((like("", "") - 0.0).abs() < f64::EPSILON);
}

fn suggestion(changes: Value) -> Suggestion {
    let mut body = json!({"id": "s1", "text": "Un créneau le soir", "place": "icab", "state": "new", "said": 1,
        "created_at": "2026-11-01T00:00:00Z", "changed_at": "2026-11-01T00:00:00Z"});
    for (field, value) in changes.as_object().unwrap() {
        body[field] = value.clone();
    }
    serde_json::from_value(body).unwrap()
}

#[test]
fn one_that_takes_another_in_was_said_by_both_and_is_about_what_both_are() {
    let now = Instant::parse("2026-11-24T00:00:00Z").unwrap();
    let (one, other) = (suggestion(json!({"said": 3})), suggestion(json!({"id": "s2", "place": "greenbizz"})));
    let joined = one.clone().joined_by(&other, now);
    assert_eq!((joined.said, joined.place, joined.changed_at), (4, None, now));
    assert_eq!(one.clone().joined_by(&one, now).place, one.place);
}

#[test]
fn the_public_reads_what_was_decided_and_answered() {
    let answer = json!({"fr": "Fait", "nl": "Gedaan"});
    assert!(!suggestion(json!({"answer": answer})).is_told());
    assert!(!suggestion(json!({"state": "done"})).is_told());
    assert!(suggestion(json!({"state": "no", "answer": answer})).is_told());
}

#[test]
fn what_is_wrong_is_said_field_by_field() {
    let parse = |body: Value| -> Result<Suggestion, Vec<FieldError>> {
        let draft: SuggestionDraft = serde_json::from_value(body).unwrap();
        let id = SuggestionId::parse("s1").unwrap();
        let now = Instant::parse("2026-11-24T00:00:00Z").unwrap();
        draft.parse(id, (&Catalogue::default(), &[]), None, now)
    };
    let wrong = json!({"text": " ", "place": "x", "agency": "y", "state": "done", "answer": {"fr": "Oui", "nl": ""},
        "owner": "z"});
    let pointers: Vec<String> = parse(wrong).unwrap_err().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/text", "/place", "/agency", "/answer/nl", "/owner"]);
    let made = parse(json!({"text": " Le soir ", "answer": {"fr": "", "nl": " ", "en": ""}})).unwrap();
    assert_eq!((made.text.as_str(), made.answer, made.said), ("Le soir", None, 1));
}
