//! Reading a rule that somebody sent, with every error at its place.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::sentence::names_only;
use super::{Rule, When};
use crate::Text;
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, FieldError, Problem, pointer_to};
use crate::ids::NeedTypeId;

/// Facts that are worked out from fields: see [`super::facts_of`].
pub const DERIVED: [&str; 8] =
    ["age_years", "age_in_brussels_years", "hosted_months", "headcount", "sector", "in_region", "amount_eur", "after"];

/// Operators of tests, with what stands beside each: a list, a number, or any
/// value.
pub const OPERATORS: [(&str, Expected); 11] = [
    ("eq", Expected::Text),
    ("in", Expected::List),
    ("not_in", Expected::List),
    ("has", Expected::List),
    ("has_any", Expected::List),
    ("in_only", Expected::List),
    ("lt", Expected::Number),
    ("lte", Expected::Number),
    ("gt", Expected::Number),
    ("gte", Expected::Number),
    ("empty", Expected::Bool),
];

/// How deep conditions may stand in one another, and how many beside one another.
const DEPTH: usize = 4;
const BESIDE: usize = 20;
const EXPLAIN_CHARS: usize = 300;
const ID_CHARS: usize = 20;

/// A rule as somebody sends it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = RuleRequest))]
pub struct RuleDraft {
    /// Id; that of the address where it is sent. To try one out: which it replaces.
    #[serde(default)]
    pub id: Option<String>,
    /// The kind of need that it speaks for.
    pub need: String,
    /// Its weight, 1 to 95 percent.
    pub score: i64,
    /// When it fires: `{"all":[…]}` or `{"any":[…]}` of tests such as
    /// `{"stage":{"in":["launch"]}}`, or of conditions like itself.
    #[cfg_attr(feature = "described", schema(value_type = Object))]
    pub when: Value,
    /// Why, in the three languages, with places such as `{stage}`.
    #[cfg_attr(feature = "described", schema(value_type = Object))]
    pub explain: Text,
    /// Whether it is switched off.
    #[serde(default)]
    pub off: bool,
    /// As it was read; each change makes the next.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(ignore))]
    pub version: Option<u32>,
}

impl RuleDraft {
    /// Checks everything; the rule under this id and version.
    pub fn parse(self, id: &str, version: u32, catalogue: &Catalogue) -> Result<Rule, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |pointer: &str, problem| errors.push(FieldError::new(pointer, problem));
        let Self { id: named, need, score, when, explain, off, version: _ } = self;
        let id_fits =
            !id.is_empty() && id.len() <= ID_CHARS && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !id_fits || named.is_some_and(|named| named != id) {
            wrong("/id", Problem::WrongType(Expected::Id));
        }
        let need = NeedTypeId::parse(&need).ok().filter(|need| catalogue.need_type(need).is_some());
        if need.is_none() {
            let all = catalogue.need_types.iter().map(|need_type| need_type.id.to_string()).collect();
            wrong("/need", Problem::NotAmong(all));
        }
        let score = u8::try_from(score).ok().filter(|score| (1..=95).contains(score));
        if score.is_none() {
            wrong("/score", Problem::OutOfRange(1, 95));
        }
        let mut of_condition = Vec::new();
        condition(catalogue, &when, "/when", DEPTH, &mut of_condition);
        // Only a fact that is tested has a value to stand in the sentence; which
        // ones are is known once the condition is right.
        let mut facts = BTreeSet::new();
        tested(&when, &mut facts);
        for (language, text) in [("fr", Some(&explain.fr)), ("nl", Some(&explain.nl)), ("en", explain.en.as_ref())] {
            let text = text.map(String::as_str).unwrap_or_default();
            let pointer = format!("/explain/{language}");
            if text.trim().is_empty() {
                wrong(&pointer, Problem::Missing);
            } else if text.chars().count() > EXPLAIN_CHARS {
                wrong(&pointer, Problem::TooLong(EXPLAIN_CHARS));
            } else if of_condition.is_empty() && !facts.is_empty() && !names_only(text, &facts) {
                wrong(&pointer, Problem::NotAmong(facts.iter().map(|fact| format!("{{{fact}}}")).collect()));
            }
        }
        errors.extend(of_condition);
        match (need, score) {
            (Some(need), Some(score)) if errors.is_empty() => {
                let when: When = serde_json::from_value(when)
                    .map_err(|_| vec![FieldError::new("/when", Problem::WrongType(Expected::List))])?;
                Ok(Rule { id: id.to_owned(), need, score, when, explain, version, off })
            }
            _ => Err(errors),
        }
    }
}

/// The facts that a condition tests; of what is no condition, none.
fn tested<'a>(when: &'a Value, facts: &mut BTreeSet<&'a str>) {
    let kinds = when.as_object().into_iter().flatten();
    for clause in kinds.filter_map(|(_, clauses)| clauses.as_array()).flatten() {
        match clause.as_object() {
            Some(map) if map.contains_key("all") || map.contains_key("any") => tested(clause, facts),
            Some(map) => facts.extend(map.keys().map(String::as_str)),
            None => {}
        }
    }
}

fn condition(catalogue: &Catalogue, value: &Value, at: &str, depth: usize, errors: &mut Vec<FieldError>) {
    let mut wrong = |pointer: String, problem| errors.push(FieldError::new(pointer, problem));
    let kinds = || vec!["all".to_owned(), "any".to_owned()];
    let Some((kind, clauses)) = value.as_object().filter(|map| map.len() == 1).and_then(|map| map.iter().next()) else {
        return wrong(at.to_owned(), Problem::NotAmong(kinds()));
    };
    if kind != "all" && kind != "any" {
        return wrong(format!("{at}{}", pointer_to(kind)), Problem::NotAmong(kinds()));
    }
    let at = format!("{at}/{kind}");
    match clauses.as_array() {
        None => wrong(at, Problem::WrongType(Expected::List)),
        Some(clauses) if clauses.is_empty() => wrong(at, Problem::Missing),
        Some(clauses) if clauses.len() > BESIDE => wrong(at, Problem::TooMany(BESIDE)),
        Some(_) if depth == 0 => wrong(at, Problem::TooMany(DEPTH)),
        Some(clauses) => {
            for (place, clause) in clauses.iter().enumerate() {
                let at = format!("{at}/{place}");
                match clause.as_object() {
                    Some(map) if map.contains_key("all") || map.contains_key("any") => {
                        condition(catalogue, clause, &at, depth - 1, errors);
                    }
                    Some(map) if !map.is_empty() => {
                        for (fact, test) in map {
                            check_test(catalogue, (fact, test), &format!("{at}{}", pointer_to(fact)), errors);
                        }
                    }
                    _ => errors.push(FieldError::new(at, Problem::Missing)),
                }
            }
        }
    }
}

/// Checks the test of one fact; errors point below `at`.
pub(crate) fn check_test(catalogue: &Catalogue, (fact, test): (&str, &Value), at: &str, errors: &mut Vec<FieldError>) {
    let mut wrong = |pointer: String, problem| errors.push(FieldError::new(pointer, problem));
    let field = catalogue.member_model.field(fact);
    if field.is_none() && !DERIVED.contains(&fact) {
        return wrong(at.to_owned(), Problem::UnknownField);
    }
    let values = field.and_then(|field| field.values.as_ref());
    let among = |value: &Value| match (values, value.as_str()) {
        (Some(values), Some(text)) => values.iter().any(|known| known == text),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let listed = || Problem::NotAmong(values.cloned().unwrap_or_default());
    let Some(operators) = test.as_object() else {
        if !among(test) {
            wrong(at.to_owned(), listed());
        }
        return;
    };
    if operators.is_empty() {
        wrong(at.to_owned(), Problem::Missing);
    }
    for (operator, operand) in operators {
        let at = format!("{at}{}", pointer_to(operator));
        match OPERATORS.iter().find(|(known, _)| known == operator).map(|(_, expected)| *expected) {
            None => {
                let all = OPERATORS.iter().map(|(known, _)| (*known).to_owned()).collect();
                errors.push(FieldError::new(at, Problem::NotAmong(all)));
            }
            Some(Expected::List) => match operand.as_array() {
                None => errors.push(FieldError::new(at, Problem::WrongType(Expected::List))),
                Some(items) => {
                    for (place, _) in items.iter().enumerate().filter(|(_, item)| !among(item)) {
                        errors.push(FieldError::new(format!("{at}/{place}"), listed()));
                    }
                }
            },
            Some(Expected::Number) if !operand.is_number() => {
                errors.push(FieldError::new(at, Problem::WrongType(Expected::Number)));
            }
            Some(Expected::Bool) if !operand.is_boolean() => {
                errors.push(FieldError::new(at, Problem::WrongType(Expected::Bool)));
            }
            Some(Expected::Text) if !among(operand) => errors.push(FieldError::new(at, listed())),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::brussels::catalogue as small;

    fn catalogue() -> Catalogue {
        let model = include_str!("../../../../infra/data/files/member_model.json");
        Catalogue { member_model: serde_json::from_str(model).unwrap(), ..small() }
    }

    fn draft(when: Value) -> RuleDraft {
        let rule = json!({"need": "rd_grant", "score": 60, "when": when, "explain": {"fr": "a", "nl": "b", "en": "c"}});
        serde_json::from_value(rule).unwrap()
    }

    #[test]
    fn every_rule_of_the_directory_is_one_that_could_be_sent() {
        let catalogue = catalogue();
        for rule in &catalogue.rules {
            let mut sent = serde_json::to_value(rule).unwrap();
            sent.as_object_mut().unwrap().remove("id");
            let draft: RuleDraft = serde_json::from_value(sent).unwrap();
            assert_eq!(draft.parse(&rule.id, 1, &catalogue).as_ref(), Ok(rule), "{}", rule.id);
        }
    }

    #[test]
    fn what_is_wrong_is_named_at_its_place() {
        let cases = [
            (json!({"some": []}), "/when/some"),
            (json!([]), "/when"),
            (json!({"all": []}), "/when/all"),
            (json!({"all": [{"colour": "blue"}]}), "/when/all/0/colour"),
            (json!({"all": [{"stage": {"in": ["huge"]}}]}), "/when/all/0/stage/in/0"),
            (json!({"all": [{"stage": {"resembles": "x"}}]}), "/when/all/0/stage/resembles"),
            (json!({"any": [{"all": [{"age_years": {"lt": "three"}}]}]}), "/when/any/0/all/0/age_years/lt"),
            (json!({"all": [{"stage": "huge"}]}), "/when/all/0/stage"),
            (json!({"all": [{}]}), "/when/all/0"),
        ];
        for (when, pointer) in cases {
            let wrong = draft(when.clone()).parse("R99", 1, &catalogue()).unwrap_err();
            assert_eq!(wrong.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), [pointer], "{when}");
        }
        // What can't be said of an unknown fact is told at the fact alone.
        let mut unknown = draft(json!({"all": [{"nofield": {"in": ["x"]}}]}));
        unknown.explain.fr = "Phase {stage}".to_owned();
        let wrong = unknown.parse("R99", 1, &catalogue()).unwrap_err();
        assert_eq!(wrong.iter().map(|error| error.pointer.as_str()).collect::<Vec<_>>(), ["/when/all/0/nofield"]);
        let mut bad = draft(json!({"all": [{"stage": "launch"}]}));
        (bad.score, bad.need, bad.explain.nl) = (0, "nothing".to_owned(), String::new());
        let wrong = bad.parse("R 99", 1, &catalogue()).unwrap_err();
        let pointers: Vec<&str> = wrong.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/id", "/need", "/score", "/explain/nl"]);
    }

    #[test]
    fn a_sentence_names_only_facts_that_its_rule_tests() {
        let when = json!({"all": [{"stage": "launch"}, {"any": [{"age_years": {"lt": 3}}]}]});
        let explained = |fr: &str| {
            let mut draft = draft(when.clone());
            draft.explain.fr = fr.to_owned();
            draft.parse("R99", 1, &catalogue())
        };
        assert!(explained("Phase {stage}, {age_years} ans").is_ok());
        let places = Problem::NotAmong(vec!["{age_years}".to_owned(), "{stage}".to_owned()]);
        for fr in ["R&D {bogus} et {stage}", "Phase {stage", "Phase stage}", "{}", "{headcount}", "{{stage}}"] {
            assert_eq!(explained(fr), Err(vec![FieldError::new("/explain/fr", places.clone())]), "{fr}");
        }
    }
}
