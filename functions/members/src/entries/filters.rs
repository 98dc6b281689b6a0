//! The filters above the list of members.

use domain::fact_words::{STAGES, value_label};
use maud::{Markup, html};
use serde_json::json;
use web::extract::FormState;
use web::ui::{self, Field};

use super::query::{Kind, MembersQuery};
use crate::view::{Desk, PATH};

/// The filters that are folded away.
const MORE: [&str; 7] = ["stage", "need_type", "proposal", "missing", "silent_months", "hosted_from", "hosted_until"];

/// The filters that are asked for, as the form shows them.
pub(super) fn filters(query: &MembersQuery) -> FormState {
    FormState::filled(serde_urlencoded::from_str::<Vec<(String, String)>>(&query.text()).unwrap_or_default())
}

/// The form that narrows the list.
pub(super) fn filter_form(view: &Desk, entered: &FormState) -> Markup {
    let language = view.language;
    let stages = STAGES.map(|stage| (stage, value_label("stage", &json!(stage), language)));
    let silent = [3_u32, 6, 12].map(|n| (n.to_string(), view.word_with("filter-silent-n", &[("n", n.into())])));
    let field = |name: &str, key: &str| Field::new(name, &view.word(key)).filters();
    html! {
        form class="form-inline" method="get" action=(PATH) role="search" {
            (field("q", "filter-q").kind("search").max_length(100).hint(&view.word("filter-q-hint")).show(language, entered))
            @if view.staff.is_coordinator() {
                (field("location", "filter-location").select(view.places()).show(language, entered))
            }
            @for name in ["ict_domain", "sort"] {
                // What was refused and can't be seen would be sent again.
                @if !entered.get(name).is_empty() && entered.error(name).is_none() { (ui::hidden(name, entered.get(name))) }
            }
            button class="button secondary" type="submit" { (view.word("filter-do")) }
            details open[is_narrowed(entered)] {
                summary { (view.word("filter-more")) }
                div class="form-inline" {
                    (field("stage", "filter-stage").select(stages).show(language, entered))
                    @if view.staff.is_coordinator() {
                        (field("need_type", "filter-need").select(kinds(view)).show(language, entered))
                        (field("proposal", "filter-proposal").select([("any", view.word("filter-proposal-any"))]).show(language, entered))
                    }
                    (field("missing", "filter-missing").select([("any", view.word("filter-missing-any"))]).show(language, entered))
                    @if view.staff.is_coordinator() {
                        (field("silent_months", "filter-silent").select(silent).show(language, entered))
                    }
                    (field("hosted_from", "filter-hosted-from").kind("date").show(language, entered))
                    (field("hosted_until", "filter-hosted-until").kind("date").show(language, entered))
                }
            }
        }
    }
}

/// Whether one of the filters that are folded away is set, or refused.
fn is_narrowed(entered: &FormState) -> bool {
    MORE.iter().any(|name| !entered.get(name).is_empty() || entered.error(name).is_some())
}

/// Any open need, and each kind by its name.
fn kinds(view: &Desk) -> Vec<(String, String)> {
    let mut kinds = view.needs();
    kinds.insert(0, (Kind::Any.into(), view.word("filter-need-any")));
    kinds
}
