//! Conditions of services, strategy steps and inference rules, read from data.
//!
//! A condition speaks of one known fact: `{"stage":{"in":["idea"]}}`. A bare
//! value means equality. Facts are what is known of the member and the need;
//! a fact that is not known decides nothing: the condition is
//! [`Verdict::Unknown`] and is listed as to be checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Conditions, all of which must hold: fact name to test.
pub type Conditions = BTreeMap<String, Value>;

/// What is known: fact name to value. An absent or null fact is unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, Value>);

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Known to hold.
    Holds,
    /// Known not to hold.
    Fails,
    /// The fact is not known.
    Unknown,
}

impl Facts {
    /// A known fact; null and empty lists of unknown origin are not facts.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Adds a fact.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Judges one condition: operators `eq`, `in`, `not_in`, `lt`, `lte`,
    /// `gt`, `gte`, `has`, `has_any`, `in_only`, `empty`; a bare value is `eq`.
    pub fn judge(&self, fact: &str, test: &Value) -> Verdict {
        let Some(value) = self.get(fact) else { return Verdict::Unknown };
        let Some(operators) = test.as_object() else { return verdict(equal(value, test)) };
        operators.iter().map(|(operator, operand)| operate(operator, value, operand)).fold(Verdict::Holds, Verdict::and)
    }
}

impl Verdict {
    /// Both: a failure decides, an unknown outweighs what holds.
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fails, _) | (_, Self::Fails) => Self::Fails,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Holds, Self::Holds) => Self::Holds,
        }
    }
}

const fn verdict(holds: bool) -> Verdict {
    if holds { Verdict::Holds } else { Verdict::Fails }
}

fn equal(value: &Value, wanted: &Value) -> bool {
    match (value.as_f64(), wanted.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() < f64::EPSILON,
        _ => value == wanted,
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice)
}

fn operate(operator: &str, value: &Value, operand: &Value) -> Verdict {
    let among = |item: &Value| items(operand).iter().any(|wanted| equal(item, wanted));
    let compare = |test: fn(f64, f64) -> bool| match (value.as_f64(), operand.as_f64()) {
        (Some(a), Some(b)) => verdict(test(a, b)),
        _ => Verdict::Unknown,
    };
    match operator {
        "eq" => verdict(equal(value, operand)),
        "in" | "has" | "has_any" => verdict(items(value).iter().any(among)),
        "not_in" => verdict(!items(value).iter().any(among)),
        "in_only" => verdict(items(value).iter().all(among)),
        "lt" => compare(|a, b| a < b),
        "lte" => compare(|a, b| a <= b),
        "gt" => compare(|a, b| a > b),
        "gte" => compare(|a, b| a >= b),
        "empty" => {
            let empty = value.as_array().is_some_and(Vec::is_empty);
            verdict(Some(empty) == operand.as_bool())
        }
        _ => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts() -> Facts {
        let mut facts = Facts::default();
        facts.set("stage", "launch");
        facts.set("amount_eur", 150_000);
        facts.set("ict_domain", json!(["games", "saas"]));
        facts.set("already_in_touch", json!([]));
        facts
    }

    #[test]
    fn each_operator_is_judged_by_what_is_known() {
        let cases = [
            ("stage", json!("launch"), Verdict::Holds),
            ("stage", json!({"in": ["idea"]}), Verdict::Fails),
            ("stage", json!({"not_in": ["idea"]}), Verdict::Holds),
            ("amount_eur", json!({"gte": 150_000}), Verdict::Holds),
            ("amount_eur", json!({"lt": 150_000}), Verdict::Fails),
            ("ict_domain", json!({"has_any": ["games", "vr_xr"]}), Verdict::Holds),
            ("ict_domain", json!({"has": ["ai_data"]}), Verdict::Fails),
            ("ict_domain", json!({"in_only": ["games", "saas", "app"]}), Verdict::Holds),
            ("already_in_touch", json!({"empty": true}), Verdict::Holds),
            ("founded_on", json!({"lt": 3}), Verdict::Unknown),
            ("stage", json!({"resembles": "x"}), Verdict::Unknown),
        ];
        for (fact, test, expected) in cases {
            assert_eq!(facts().judge(fact, &test), expected, "{fact} {test}");
        }
    }

    #[test]
    fn a_null_fact_is_unknown() {
        let mut facts = facts();
        facts.set("stage", Value::Null);
        assert_eq!(facts.judge("stage", &json!("launch")), Verdict::Unknown);
    }
}
