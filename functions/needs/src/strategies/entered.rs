//! The fields of a strategy's form, filled in beforehand and read.

use domain::catalogue::Catalogue;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::need_type::Role;
use domain::strategy::{ClockDraft, REMINDERS, StepDraft, Strategy, StrategyDraft};
use web::extract::FormState;

use super::conditions::{self, facts};

/// Steps that the form has room for at least.
const ROWS: usize = 4;

/// The fields over a strategy; `version` is that of what is set for just this.
pub(super) fn filled(catalogue: &Catalogue, strategy: &Strategy, version: Option<u32>) -> FormState {
    let facts = facts(catalogue);
    let draft = StrategyDraft::from(strategy);
    let mut values = vec![
        ("version".to_owned(), version.unwrap_or_default().to_string()),
        ("answer_days".to_owned(), draft.clock.answer_days.to_string()),
        ("follow_up_days".to_owned(), draft.clock.follow_up_days.to_string()),
    ];
    for (at, day) in draft.clock.remind_days.iter().enumerate() {
        values.push((format!("remind_{at}"), day.to_string()));
    }
    for (at, step) in draft.steps.iter().enumerate() {
        let role = if step.role == Role::Lead { "lead" } else { "support" };
        values.extend([
            (format!("step_{at}"), format!("{}|{}", step.agency, step.service)),
            (format!("role_{at}"), role.to_owned()),
        ]);
        values.extend(step.after.iter().map(|agency| (format!("after_{at}"), agency.clone())));
        values.extend(conditions::filled(&facts, at, step.when.as_ref()));
    }
    FormState::filled(values)
}

/// Conditions of a step that asks nobody are not dropped in silence.
pub(super) fn blame_incomplete(state: &mut FormState, catalogue: &Catalogue, stands: &Strategy) {
    let facts = facts(catalogue);
    for at in 0..rows_of(stands) {
        let entered = |field: &str| !state.get(&format!("{field}_{at}")).trim().is_empty();
        if !entered("step") && (entered("after") || !conditions::entered(&facts, at, state, None).is_empty()) {
            let step = format!("step_{at}");
            state.blame_all(vec![FieldError::new(format!("/{step}"), Wrong::Missing)], |_| step.clone());
        }
    }
}

/// What was entered, as a strategy is sent; and for each of its steps the row
/// of the form that it stands in.
pub(super) fn entered(state: &FormState, catalogue: &Catalogue, stands: &Strategy) -> (StrategyDraft, Vec<usize>) {
    let facts = facts(catalogue);
    let number = |name: &str| state.get(name).trim().parse().unwrap_or_default();
    let (mut all, mut rows) = (Vec::new(), Vec::new());
    for at in 0..rows_of(stands) {
        let Some((agency, service)) = state.get(&format!("step_{at}")).split_once('|') else { continue };
        let after = state.values.iter().filter(|(name, _)| *name == format!("after_{at}"));
        let before = stands.steps.get(at).and_then(|step| step.when.as_ref());
        let when = conditions::entered(&facts, at, state, before);
        all.push(StepDraft {
            agency: agency.to_owned(),
            service: service.to_owned(),
            role: if state.get(&format!("role_{at}")) == "lead" { Role::Lead } else { Role::Support },
            when: (!when.is_empty()).then_some(when),
            after: after.map(|(_, agency)| agency.clone()).filter(|agency| !agency.is_empty()).collect(),
        });
        rows.push(at);
    }
    let remind = (0..REMINDERS).map(|at| state.get(&format!("remind_{at}")).trim().to_owned());
    let remind_days = remind.filter(|day| !day.is_empty()).map(|day| day.parse().unwrap_or_default()).collect();
    let clock =
        ClockDraft { remind_days, answer_days: number("answer_days"), follow_up_days: number("follow_up_days") };
    let why = Some(state.get("why").to_owned()).filter(|why| !why.is_empty());
    (StrategyDraft { steps: all, clock, why }, rows)
}

/// Rows of the form: two more than there are steps.
pub(super) fn rows_of(stands: &Strategy) -> usize {
    (stands.steps.len() + 2).max(ROWS)
}

/// The field of the form that a pointer means.
pub(super) fn field_of(pointer: &str, rows: &[usize], state: &FormState) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    let row = |at: &str| at.parse().ok().and_then(|at: usize| rows.get(at).copied()).unwrap_or_default();
    match parts.as_slice() {
        ["clock", "remind_days", at, ..] => format!("remind_{at}"),
        ["clock", "remind_days"] => "remind_0".to_owned(),
        ["clock", field] => (*field).to_owned(),
        ["steps", at, "when", fact, rest @ ..] => conditions::field_of(fact, rest.first().copied(), row(at), state),
        ["steps", at, "after", ..] => format!("after_{}", row(at)),
        ["steps", at, ..] => format!("step_{}", row(at)),
        ["steps"] => "step_0".to_owned(),
        [field, ..] => (*field).to_owned(),
        [] => String::new(),
    }
}
