//! Why an agency was asked and what it has still to check, each once. Two services of one
//! agency can ask the same fact with other bounds: who meets the wider one can
//! be helped, so that one is asked.

use serde_json::Value;

use super::Reason;

/// The reasons that are known, each once: two services can rest on one fact.
pub fn known(because: &[Reason]) -> Vec<Reason> {
    let mut known: Vec<Reason> = Vec::new();
    for reason in because.iter().filter(|reason| !reason.is_to_check()) {
        if !known.contains(reason) {
            known.push(reason.clone());
        }
    }
    known
}

/// The reasons that are still to be checked, without repetition: of two bounds
/// on one fact the wider.
pub fn to_check(because: &[Reason]) -> Vec<Reason> {
    let mut merged: Vec<(&String, &Value)> = Vec::new();
    for reason in because {
        let Reason::ToCheck { fact, test } = reason else { continue };
        let mut same = merged.iter_mut().filter(|(known, _)| *known == fact);
        let wider = same.find_map(|entry| widest(entry.1, test).map(|wider| (entry, wider)));
        match wider {
            Some((entry, wider)) => entry.1 = wider,
            None => merged.push((fact, test)),
        }
    }
    merged.into_iter().map(|(fact, test)| Reason::ToCheck { fact: fact.clone(), test: test.clone() }).collect()
}

/// The test that the other implies, where one does.
fn widest<'a>(one: &'a Value, other: &'a Value) -> Option<&'a Value> {
    if implies(other, one) {
        Some(one)
    } else if implies(one, other) {
        Some(other)
    } else {
        None
    }
}

/// Whether what meets `narrow` surely meets `wide`.
fn implies(narrow: &Value, wide: &Value) -> bool {
    if narrow == wide {
        return true;
    }
    let (Some((operator, narrow)), Some((other, wide))) = (only(narrow), only(wide)) else { return false };
    let compared = || Some((narrow.as_f64()?, wide.as_f64()?));
    match (operator, other) {
        ("lt", "lt" | "lte") | ("lte", "lte") => compared().is_some_and(|(narrow, wide)| narrow <= wide),
        ("lte", "lt") => compared().is_some_and(|(narrow, wide)| narrow < wide),
        ("gt", "gt" | "gte") | ("gte", "gte") => compared().is_some_and(|(narrow, wide)| narrow >= wide),
        ("gte", "gt") => compared().is_some_and(|(narrow, wide)| narrow > wide),
        ("in", "in") | ("has_any", "has_any") => {
            let wide = wide.as_array().map(Vec::as_slice).unwrap_or_default();
            narrow.as_array().is_some_and(|items| items.iter().all(|item| wide.contains(item)))
        }
        _ => false,
    }
}

/// The operator and operand of a test that has one.
fn only(test: &Value) -> Option<(&str, &Value)> {
    let operators = test.as_object().filter(|operators| operators.len() == 1)?;
    operators.iter().next().map(|(operator, operand)| (operator.as_str(), operand))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn checks(tests: &[(&str, Value)]) -> Vec<Reason> {
        let reason = |(fact, test): &(&str, Value)| Reason::ToCheck { fact: (*fact).to_owned(), test: test.clone() };
        tests.iter().map(reason).collect()
    }

    #[test]
    fn of_two_bounds_on_a_fact_the_wider_is_asked_once() {
        let asked = checks(&[
            ("headcount", json!({"lt": 50})),
            ("amount_eur", json!({"gte": 150_000})),
            ("headcount", json!({"lt": 250})),
            ("amount_eur", json!({"gte": 25_000})),
            ("stage", json!({"in": ["idea"]})),
            ("stage", json!({"in": ["idea", "launch"]})),
        ]);
        let merged = checks(&[
            ("headcount", json!({"lt": 250})),
            ("amount_eur", json!({"gte": 25_000})),
            ("stage", json!({"in": ["idea", "launch"]})),
        ]);
        assert_eq!(to_check(&asked), merged);
    }

    #[test]
    fn a_fact_that_two_services_rest_on_is_named_once() {
        let stage = Reason::Holds { fact: "stage".to_owned(), value: json!("idea") };
        let mut all = vec![stage.clone(), stage.clone()];
        all.extend(checks(&[("headcount", json!({"lt": 50}))]));
        assert_eq!(known(&all), [stage]);
    }

    #[test]
    fn bounds_that_do_not_include_each_other_both_stay() {
        let asked = checks(&[
            ("headcount", json!({"lt": 50})),
            ("headcount", json!({"gte": 10})),
            ("headcount", json!({"lt": 50})),
        ]);
        assert_eq!(to_check(&asked), checks(&[("headcount", json!({"lt": 50})), ("headcount", json!({"gte": 10}))]));
    }
}
