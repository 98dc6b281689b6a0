//! The rules in the console, each with what became of its proposals.

use domain::determine::Rule;
use domain::fact_words::fact_label;
use domain::member::Fate;
use maud::{Markup, html};
use store::repos::members::RuleFates;
use web::Reply;
use web::ui::{self, Icon, Tone};

use super::versions;
use crate::view::{CoordinatorDesk, Desk, PATH};

/// The rules by kind of need. Three reads.
pub(super) async fn page(CoordinatorDesk(view): CoordinatorDesk) -> Reply {
    let fates = view.context.store.members().fates().await?;
    let mut rules: Vec<&Rule> = view.catalogue.rules.iter().collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let empty = view.table("rules-title", &["rule-id", "column-proposal", "rule-when", "rule-fate", ""]);
    let table = rules.iter().fold(empty, |table, rule| table.row(row(&view, rule, &fates)));
    let body = html! { section class="card" { (table.show()) } };
    let page = view.page_below(&view.word("rules-title")).await?.lead(view.word("rules-lead"));
    Ok(page.action(ui::link_button(&view.word("rule-new"), &format!("{PATH}/rules/new"))).render(body))
}

/// A sentence with what it names a fact by, as `{stage}`, in words: `[Stage]`.
fn with_labels(view: &Desk, sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (fact, rest) = part.split_once('}').unwrap_or((part, ""));
        shown.extend(["[", &fact_label(fact, view.language), "]", rest]);
    }
    shown
}

fn row(view: &Desk, rule: &Rule, fates: &RuleFates) -> Vec<Markup> {
    let path = format!("{PATH}/rules/{}", rule.id);
    let of_versions = || fates.get(&rule.id).into_iter().flat_map(|versions| versions.values());
    let of_all: Fate = std::array::from_fn(|at| of_versions().map(|fate| fate[at]).sum());
    vec![
        html! {
            a href=(path) { strong { (rule.id) } }
            @if rule.off { " " (ui::badge(Tone::Plain, Icon::Cross, &view.word("rule-off"))) }
            div class="because" { (view.word_with("rule-version", &[("n", rule.version.into())])) }
        },
        html! { (view.need(&rule.need)) div class="because" { (rule.score) " %" } },
        html! { (with_labels(view, rule.explain.get(view.language))) },
        html! { (versions::words(view, of_all)) },
        html! { a class="button secondary" href=(path) aria-label={ (view.word("action-see")) ": " (rule.id) } { (view.word("action-see")) } },
    ]
}
