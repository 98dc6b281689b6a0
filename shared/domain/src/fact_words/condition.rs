//! A condition in words, without signs: `effectif de moins de 50 ETP`. It
//! stands within a sentence, so it has no colon of its own.

use serde_json::Value;

use super::{fact_label, value_label};
use crate::Language;
use crate::language::pick;

/// What a label names in brackets as its unit; other brackets are part of the
/// name.
const UNITS: [&str; 12] = ["ETP", "VTE", "FTE", "ans", "jaar", "years", "mois", "maanden", "months", "%", "€", "m²"];
/// Figures under this are written without a sign between the thousands.
const GROUPED_FROM: u64 = 10_000;

/// A condition as people read it: `effectif de moins de 250 ETP`.
pub fn condition_text(fact: &str, test: &Value, language: Language) -> String {
    let Some(operators) = test.as_object() else {
        return match test {
            Value::Bool(true) => fact_label(fact, language),
            other => equal(fact, other, language),
        };
    };
    let parts: Vec<_> = operators.iter().map(|(operator, operand)| part(fact, operator, operand, language)).collect();
    parts.join(", ")
}

fn part(fact: &str, operator: &str, operand: &Value, language: Language) -> String {
    let beside =
        |words: &str| format!("{} {words} {}", fact_label(fact, language), value_label(fact, operand, language));
    let measured = |words: &str| measure(fact, words, operand, language);
    match operator {
        "lt" => measured(pick(language, "de moins de", "van minder dan", "of less than")),
        "lte" => measured(pick(language, "d’au plus", "van hoogstens", "of at most")),
        "gt" => measured(pick(language, "de plus de", "van meer dan", "of more than")),
        "gte" => measured(pick(language, "d’au moins", "van minstens", "of at least")),
        "not_in" => beside(pick(language, "autre que", "anders dan", "other than")),
        "in_only" => beside(pick(language, "seulement", "alleen", "only")),
        "empty" if operand == &Value::Bool(false) => fact_label(fact, language),
        "empty" => equal(fact, &Value::Array(Vec::new()), language),
        "in" | "has_any" if operand.as_array().is_some_and(|items| items.len() > 1) => {
            beside(pick(language, "parmi", "één van", "one of"))
        }
        _ => equal(fact, operand, language),
    }
}

fn equal(fact: &str, value: &Value, language: Language) -> String {
    format!("{} ({})", fact_label(fact, language), value_label(fact, value, language))
}

/// The unit leaves the label's brackets and follows the figure.
fn measure(fact: &str, words: &str, operand: &Value, language: Language) -> String {
    let label = fact_label(fact, language);
    let bracketed = label.strip_suffix(')').and_then(|label| label.rsplit_once(" ("));
    let figure = figure(operand, language);
    match bracketed.filter(|(_, unit)| UNITS.contains(unit)) {
        Some((name, unit)) => format!("{name} {words} {figure}\u{a0}{unit}"),
        None => format!("{label} {words} {figure}"),
    }
}

fn figure(operand: &Value, language: Language) -> String {
    match operand.as_u64() {
        Some(number) if number >= GROUPED_FROM => grouped(number, pick(language, "\u{202f}", ".", ",")),
        _ => operand.to_string(),
    }
}

fn grouped(number: u64, separator: &str) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{}{separator}{:03}", grouped(number / 1000, separator), number % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(fact: &str, test: &Value) -> [String; 3] {
        Language::ALL.map(|language| condition_text(fact, test, language))
    }

    #[test]
    fn bounds_are_words_and_carry_their_unit() {
        let small = [
            "taille de l'entreprise de moins de 50\u{a0}ETP",
            "ondernemingsgrootte van minder dan 50\u{a0}VTE",
            "company size of less than 50\u{a0}FTE",
        ];
        assert_eq!(said("headcount", &json!({"lt": 50})), small);
        let large = [
            "montant d’au moins 150\u{202f}000\u{a0}€",
            "bedrag van minstens 150.000\u{a0}€",
            "amount of at least 150,000\u{a0}€",
        ];
        assert_eq!(said("amount_eur", &json!({"gte": 150_000})), large);
        let few = condition_text("hiring_next_6m", &json!({"gt": 2}), Language::Fr);
        assert_eq!(few, "engagements prévus (6 mois) de plus de 2");
        let most = condition_text("age_years", &json!({"lte": 5}), Language::Fr);
        assert_eq!(most, "âge de l'entreprise d’au plus 5\u{a0}ans");
    }

    #[test]
    fn values_are_named_without_signs() {
        let one_of = json!({"in": ["medium", "high"]});
        assert_eq!(condition_text("rd_intensity", &one_of, Language::Fr), "intensité de R&D parmi moyenne, élevée");
        assert_eq!(condition_text("rd_intensity", &json!({"in": ["high"]}), Language::Fr), "intensité de R&D (élevée)");
        assert_eq!(condition_text("rd_intensity", &json!("high"), Language::Fr), "intensité de R&D (élevée)");
        let region = condition_text("in_region", &Value::Bool(true), Language::En);
        assert_eq!(region, "established in the Brussels-Capital Region");
    }

    #[test]
    fn every_condition_of_the_directory_is_said_in_words() {
        let services: Value = serde_json::from_str(include_str!("../../../../infra/data/files/services.json")).unwrap();
        let mut conditions = Vec::new();
        collect(&services, &mut conditions);
        assert!(!conditions.is_empty());
        for (fact, test) in conditions {
            for text in said(&fact, &test) {
                assert!(!text.contains(['<', '>', '=', '≤', '≥', '{', '"']), "{text}");
            }
        }
    }

    fn collect(value: &Value, found: &mut Vec<(String, Value)>) {
        if let Some(conditions) = value.get("conditions").and_then(Value::as_object) {
            found.extend(conditions.iter().map(|(fact, test)| (fact.clone(), test.clone())));
        }
        let inside: Vec<&Value> = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(fields) => fields.values().collect(),
            _ => Vec::new(),
        };
        for value in inside {
            collect(value, found);
        }
    }
}
