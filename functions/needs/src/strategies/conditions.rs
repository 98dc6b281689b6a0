//! Conditions of a step as choices by fact: which facts there are, what a test
//! of one is in the fields of a form, and what the fields are as a test. A test
//! that the fields can't say stays as it is.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::condition::Conditions;
use domain::member::FieldKind;
use serde_json::{Map, Value, json};
use web::extract::FormState;

/// Facts that come first: those that strategies are mostly about.
const FIRST: [&str; 6] = ["stage", "ict_domain", "amount_eur", "age_years", "headcount", "in_region"];
/// Figures that are worked out from fields.
const FIGURES: [&str; 5] = ["amount_eur", "age_years", "headcount", "age_in_brussels_years", "hosted_months"];
/// Fields that say nothing about whom to ask: `headcount` stands for the first.
const NOT_ASKED: [&str; 3] = ["headcount_fte", "languages", "source"];

/// A fact that conditions are about.
pub(super) struct Fact {
    pub(super) name: String,
    /// What it may be.
    pub(super) kind: Kind,
}

/// What a fact may be.
pub(super) enum Kind {
    /// One of these codes.
    One(Vec<String>),
    /// Several of these codes.
    Several(Vec<String>),
    YesNo,
    Figure,
}

/// How codes are held against a fact, the usual way first.
pub(super) const HOW_ONE: [&str; 2] = ["in", "not_in"];
/// The same for a fact of several codes.
pub(super) const HOW_SEVERAL: [&str; 3] = ["has_any", "not_in", "in_only"];

/// What the fields of one fact say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Codes, and how they are held against it.
    Codes(&'static str, Vec<String>),
    YesNo(bool),
    /// From this on, and below that.
    Between(Option<String>, Option<String>),
}

/// The facts, those that strategies are mostly about first.
pub(super) fn facts(catalogue: &Catalogue) -> Vec<Fact> {
    let of_model = catalogue.member_model.fields.iter().filter(|field| !NOT_ASKED.contains(&field.id.as_str()));
    let of_model = of_model.filter_map(|field| {
        let kind = match (field.kind, &field.values) {
            (FieldKind::Code | FieldKind::Bracket, Some(values)) => Kind::One(values.clone()),
            (FieldKind::Multi, Some(values)) => Kind::Several(values.clone()),
            (FieldKind::Bool, _) => Kind::YesNo,
            (FieldKind::Number, _) => Kind::Figure,
            _ => return None,
        };
        Some(Fact { name: field.id.clone(), kind })
    });
    let figures = FIGURES.map(|name| Fact { name: name.to_owned(), kind: Kind::Figure });
    let region = Fact { name: "in_region".to_owned(), kind: Kind::YesNo };
    let mut all: Vec<Fact> = of_model.chain(figures).chain([region]).collect();
    all.sort_by_key(|fact| FIRST.iter().position(|first| *first == fact.name).unwrap_or(FIRST.len()));
    all
}

impl Fact {
    /// A test in the fields; `None` where they can't say it.
    pub(super) fn read(&self, test: &Value) -> Option<Said> {
        let only = test.as_object().map(|map| map.iter().collect::<Vec<_>>());
        match (&self.kind, only.as_deref()) {
            (Kind::YesNo, None) => test.as_bool().map(Said::YesNo),
            (Kind::YesNo, Some([(operator, value)])) if *operator == "eq" => value.as_bool().map(Said::YesNo),
            (Kind::One(known), None) => Some(Said::Codes("in", codes(known, test)?)),
            (Kind::One(known), Some([(operator, value)])) => {
                let how = if *operator == "eq" { "in" } else { among(&HOW_ONE, operator)? };
                Some(Said::Codes(how, codes(known, value)?))
            }
            (Kind::Several(known), Some([(operator, value)])) => {
                let any = matches!(operator.as_str(), "in" | "has");
                let how = if any { "has_any" } else { among(&HOW_SEVERAL, operator)? };
                Some(Said::Codes(how, codes(known, value)?))
            }
            (Kind::Figure, Some(bounds)) if !bounds.is_empty() => {
                let all = bounds
                    .iter()
                    .all(|(operator, bound)| ["gte", "lt"].contains(&operator.as_str()) && bound.is_number());
                let bound = |name: &str| test.get(name).map(ToString::to_string);
                all.then(|| Said::Between(bound("gte"), bound("lt")))
            }
            _ => None,
        }
    }

    /// What the fields of row `at` say; `None` where nothing.
    pub(super) fn said(&self, at: usize, state: &FormState) -> Option<Said> {
        let field = |name: &str| name_of(name, at, &self.name);
        match &self.kind {
            Kind::One(known) | Kind::Several(known) => {
                let is = field("is");
                let chosen: Vec<String> = known.iter().filter(|code| state.has(&is, code)).cloned().collect();
                // What no choice was is not dropped in silence.
                let other = state.values.iter().filter(|(name, code)| *name == is && !known.contains(code));
                let chosen: Vec<String> = chosen.into_iter().chain(other.map(|(_, code)| code.clone())).collect();
                let ways: &[&'static str] = self.ways();
                let how = ways.iter().copied().find(|how| state.get(&field("how")) == *how);
                (!chosen.is_empty()).then(|| Said::Codes(how.or(ways.first().copied()).unwrap_or("in"), chosen))
            }
            Kind::YesNo => match state.get(&field("is")) {
                "true" => Some(Said::YesNo(true)),
                "false" => Some(Said::YesNo(false)),
                _ => None,
            },
            Kind::Figure => {
                let given =
                    |name: &str| Some(state.get(&field(name)).trim().to_owned()).filter(|text| !text.is_empty());
                let (least, below) = (given("least"), given("below"));
                (least.is_some() || below.is_some()).then_some(Said::Between(least, below))
            }
        }
    }

    /// The ways in which codes are held against it.
    pub(super) const fn ways(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Several(_) => &HOW_SEVERAL,
            _ => &HOW_ONE,
        }
    }
}

impl Said {
    pub(super) fn test(&self) -> Value {
        match self {
            Self::Codes(how, codes) => json!({ *how: codes }),
            Self::YesNo(yes) => Value::Bool(*yes),
            Self::Between(least, below) => {
                // What is no number stands as it was entered, and is refused at its place.
                let figure = |text: &String| {
                    serde_json::from_str(text).ok().filter(Value::is_number).unwrap_or_else(|| json!(text))
                };
                let bounds = [("gte", least), ("lt", below)].into_iter();
                let bounds = bounds.filter_map(|(name, bound)| Some((name.to_owned(), figure(bound.as_ref()?))));
                Value::Object(bounds.collect::<Map<_, _>>())
            }
        }
    }
}

fn codes(known: &[String], value: &Value) -> Option<Vec<String>> {
    let items = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    let named: Vec<&str> = items.iter().map(Value::as_str).collect::<Option<_>>()?;
    let all = !named.is_empty() && named.iter().all(|code| known.iter().any(|one| one == code));
    all.then(|| known.iter().filter(|code| named.contains(&code.as_str())).cloned().collect())
}

fn among(all: &'static [&'static str], operator: &str) -> Option<&'static str> {
    all.iter().copied().find(|how| *how == operator)
}

/// The name of a field of a fact in a row.
pub(super) fn name_of(field: &str, at: usize, fact: &str) -> String {
    format!("{field}_{at}_{fact}")
}

/// The fields of row `at` over its conditions; what they can't say is kept as it
/// is, each by itself.
pub(super) fn filled(facts: &[Fact], at: usize, when: Option<&Conditions>) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (name, test) in when.into_iter().flatten() {
        let said = facts.iter().find(|fact| fact.name == *name).and_then(|fact| fact.read(test));
        let mut put = |field: &str, value: String| values.push((name_of(field, at, name), value));
        match said {
            Some(Said::Codes(how, codes)) => {
                put("how", how.to_owned());
                for code in codes {
                    put("is", code);
                }
            }
            Some(Said::YesNo(yes)) => put("is", yes.to_string()),
            Some(Said::Between(least, below)) => {
                for (field, bound) in [("least", least), ("below", below)] {
                    if let Some(bound) = bound {
                        put(field, bound);
                    }
                }
            }
            None => values.push((format!("kept_{at}"), json!({ name.as_str(): test }).to_string())),
        }
    }
    values
}

/// The conditions entered in row `at`. A test of `before` that says the same
/// stays as it was written.
pub(super) fn entered(facts: &[Fact], at: usize, state: &FormState, before: Option<&Conditions>) -> Conditions {
    let mut all = Conditions::new();
    for fact in facts {
        let Some(said) = fact.said(at, state) else { continue };
        let kept = before.and_then(|before| before.get(&fact.name));
        let kept = kept.filter(|test| fact.read(test).as_ref() == Some(&said)).cloned();
        all.insert(fact.name.clone(), kept.unwrap_or_else(|| said.test()));
    }
    for (_, text) in state.values.iter().filter(|(name, _)| *name == format!("kept_{at}")) {
        // What can't be read stands as a fact that there is not, and is refused at its place.
        let unread = || BTreeMap::from([(text.clone(), Value::Null)]);
        all.extend(serde_json::from_str::<Conditions>(text).unwrap_or_else(|_| unread()));
    }
    all
}

/// The field that an error of a condition stands beside.
pub(super) fn field_of(fact: &str, operator: Option<&str>, at: usize, state: &FormState) -> String {
    let kept = format!("kept_{at}");
    let named = format!("\"{fact}\"");
    if state.values.iter().any(|(name, text)| *name == kept && (text.contains(&named) || text == fact)) {
        return kept;
    }
    let bounds = [("least", "gte"), ("below", "lt")];
    let bound = bounds.into_iter().find(|(_, name)| Some(*name) == operator);
    name_of(bound.map_or("is", |(field, _)| field), at, fact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts_of(model: &Value) -> Vec<Fact> {
        let catalogue =
            Catalogue { member_model: serde_json::from_value(model.clone()).unwrap(), ..Catalogue::default() };
        facts(&catalogue)
    }

    fn real() -> Vec<Fact> {
        facts_of(&serde_json::from_str(include_str!("../../../../infra/data/files/member_model.json")).unwrap())
    }

    /// In the form and out of it again: what the fields can say, and what not.
    #[test]
    fn conditions_come_out_of_the_form_as_they_went_in() {
        let all = [
            json!({"stage": {"in": ["launch", "early"]}, "founder_non_eu": true}),
            json!({"stage": "idea", "rd_intensity": {"not_in": ["none"]}}),
            json!({"ict_domain": {"has_any": ["games", "vr_xr"]}, "amount_eur": {"gte": 150_000}}),
            json!({"ict_domain": {"in_only": ["games"]}, "age_years": {"gte": 1, "lt": 3}}),
            json!({"headcount": {"gt": 5}, "already_in_touch": {"empty": true}, "stage": {"in": ["of old"]}}),
            json!({"ict_domain": {"has": ["games"], "not_in": ["saas"]}}),
        ];
        let facts = real();
        for when in all {
            let when: Conditions = serde_json::from_value(when).unwrap();
            let state = FormState::filled(filled(&facts, 2, Some(&when)));
            assert_eq!(entered(&facts, 2, &state, Some(&when)), when);
            assert!(entered(&facts, 1, &state, Some(&when)).is_empty(), "of another row");
        }
    }

    #[test]
    fn every_condition_of_the_directory_can_be_said_by_choices() {
        let facts = real();
        let kinds: Value = serde_json::from_str(include_str!("../../../../infra/data/files/need_types.json")).unwrap();
        let mut found = 0;
        for step in kinds["need_types"].as_array().unwrap().iter().flat_map(|kind| kind["strategy"].as_array().unwrap())
        {
            for (name, test) in step["when"].as_object().into_iter().flatten().filter(|(name, _)| *name != "after") {
                let fact = facts.iter().find(|fact| fact.name == *name);
                assert!(fact.and_then(|fact| fact.read(test)).is_some(), "{name} {test}");
                found += 1;
            }
        }
        assert!(found > 5, "{found}");
    }

    #[test]
    fn what_is_no_figure_is_left_to_be_refused() {
        let facts = real();
        let state = FormState::filled([("least_0_amount_eur", "much")]);
        let when = entered(&facts, 0, &state, None);
        assert_eq!(when["amount_eur"], json!({"gte": "much"}));
        assert_eq!(field_of("amount_eur", Some("gte"), 0, &state), "least_0_amount_eur");
        let state = FormState::filled([("kept_0", "{")]);
        let when = entered(&facts, 0, &state, None);
        assert_eq!(when, Conditions::from([("{".to_owned(), Value::Null)]));
        assert_eq!(field_of("{", None, 0, &state), "kept_0");
    }
}
