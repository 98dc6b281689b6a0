//! The versions of a rule, each with what became of its proposals: a change for
//! the worse is seen, and a former one is taken up again.

use domain::determine::Rule;
use domain::member::Fate;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, Field};
use web::{Problem, format};

use crate::view::{Desk, PATH};

/// The words of a fate.
pub(super) fn words(view: &Desk, [asked, yes, no]: Fate) -> String {
    view.word_with("rule-fates", &[("asked", asked.into()), ("yes", yes.into()), ("no", no.into())])
}

/// The versions, the newest first. A query and a read.
pub(super) async fn card(view: &Desk, rule: &Rule, state: &FormState) -> Result<Markup, Problem> {
    let store = &view.context.store;
    let all = store.versions().all::<Rule>(&rule.id).await?;
    let fates = store.members().fates().await?.remove(&rule.id).unwrap_or_default();
    let mut table = view.table("rule-versions", &["rule-version-of", "rule-when", "rule-fate", ""]);
    let fate = |version: u32| words(view, fates.get(&version).copied().unwrap_or_default());
    let row = |named: Markup, version: &Rule| {
        vec![
            html! { (view.word_with("rule-version", &[("n", version.version.into())])) div class="because" { (named) } },
            html! { (version.explain.get(view.language)) div class="because" { (version.score) " %" } },
            html! { (fate(version.version)) },
            html! { @if version.version != rule.version { (restoring(view, rule, version.version, state)) } },
        ]
    };
    for one in all.iter().rev() {
        let at = html! {
            (format::instant(view.language, one.at))
            @if let Some(why) = &one.why { br; (why) }
        };
        table = match &one.value {
            Some(version) => table.row(row(at, version)),
            None => table.row(vec![at, html! { (view.word("rule-was-removed")) }, html! {}, html! {}]),
        };
    }
    if let Some(own) = super::own(&view.catalogue, &rule.id, &all) {
        table = table.row(row(html! { (view.word("rule-own")) }, own));
    }
    Ok(ui::card(&view.word("rule-versions"), table.show()))
}

/// The form that saves a former version anew, with a reason.
fn restoring(view: &Desk, rule: &Rule, number: u32, state: &FormState) -> Markup {
    let which = number.to_string();
    let is_refused = state.get("number") == which;
    let why = Field::new("why", &view.word("rule-why")).max_length(300).required();
    html! {
        details open[is_refused] {
            summary { (view.word("rule-restore")) }
            (view.form(&format!("{PATH}/rules/{}", rule.id), html! {
                (ui::hidden("version", &rule.version.to_string()))
                (ui::hidden("number", &which))
                @if is_refused { (why.show(view.language, state)) }
                @else { (why.among(&which).show(view.language, &FormState::default())) }
                p class="actions" { (ui::button_secondary(&view.word_with("rule-restore-this", &[("n", number.into())]), "action", "restore")) }
            }))
        }
    }
}
