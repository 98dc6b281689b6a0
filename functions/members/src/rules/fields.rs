//! The condition of a rule in its form: tests of one fact each. The values of a
//! fact that has few are ticked by name; others are written.

use domain::determine::{DERIVED, OPERATORS, Rule};
use domain::fact_words::fact_label;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};

use super::entered::{NOT_EMPTY, ROWS, plain};
use super::facts::{codes, label};
use crate::view::{Desk, by_words};

/// The tests of a rule; one that the form has no room for is told in words.
pub(super) fn condition(view: &Desk, rule: Option<&Rule>, state: &FormState) -> Markup {
    let language = view.language;
    if let Some(rule) = rule.filter(|rule| plain(&rule.when).is_none()) {
        let text = serde_json::to_string_pretty(&rule.when).unwrap_or_default();
        return html! {
            section class="card" id=(ui::field_id("when")) { h2 { (view.word("rule-when")) } p { (view.word("rule-nested")) } pre { code { (text) } } }
        };
    }
    let of_model = view.catalogue.member_model.fields.iter().map(|field| field.id.as_str());
    let named = |fact: &str| (fact.to_owned(), fact_label(fact, language));
    let facts = by_words(of_model.chain(DERIVED).map(named));
    let operators = OPERATORS.iter().map(|(code, _)| *code).chain([NOT_EMPTY]);
    let operators: Vec<(&str, String)> =
        operators.map(|code| (code, view.word(&format!("operator-{}", code.replace('_', "-"))))).collect();
    html! {
        (Choices::one("kind", &view.word("rule-when")).option("all", view.word("rule-all")).option("any", view.word("rule-any")).required().inline().show(language, state))
        p class="soft" { (view.word("rule-values-how")) }
        @for at in 0..ROWS { (row(view, (&facts, &operators), at, state)) }
        p class="actions" { (ui::button_secondary(&view.word("rule-values"), "action", "values")) }
    }
}

/// Facts and comparisons: value and label.
type Offered<'a> = (&'a [(String, String)], &'a [(&'a str, String)]);

fn row(view: &Desk, (facts, operators): Offered<'_>, at: usize, state: &FormState) -> Markup {
    let language = view.language;
    let number = [("n", (at + 1).into())];
    let fact = state.get(&format!("fact_{at}"));
    let value = format!("value_{at}");
    let ticked = options(view, fact, &value, state);
    let of_fact = [("n", (at + 1).into()), ("fact", fact_label(fact, language).into())];
    html! {
        div class="form-row" {
            (Field::new(&format!("fact_{at}"), &view.word_with("rule-fact", &number)).select(facts.to_vec()).show(language, state))
            (Field::new(&format!("operator_{at}"), &view.word("rule-operator")).select(operators.to_vec()).show(language, state))
            @if ticked.is_none() { (Field::new(&value, &view.word_with("rule-value", &number)).max_length(200).show(language, state)) }
        }
        @if let Some(ticked) = ticked {
            (Choices::many(&value, &view.word_with("rule-values-of", &of_fact)).required().in_columns().options(ticked).show(language, state))
        }
    }
}

/// The few values of a fact, and what stands ticked though it is none of them any
/// more: it is not dropped in silence.
fn options(view: &Desk, fact: &str, name: &str, state: &FormState) -> Option<Vec<ChoiceOption>> {
    let mut all = codes(view, fact)?;
    for (_, entered) in state.values.iter().filter(|(field, entered)| *field == name && !entered.is_empty()) {
        if !all.contains(entered) {
            all.push(entered.clone());
        }
    }
    let named = |code: String| {
        let words = label(view, fact, &code, view.language);
        ChoiceOption::new(code, words)
    };
    Some(all.into_iter().map(named).collect())
}
