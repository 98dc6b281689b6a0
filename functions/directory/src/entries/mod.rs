//! What agencies, services and locations have in common as entries of the
//! directory: one row each, lists from memory, what is named is not deleted.

pub(crate) mod body;
pub(crate) mod fields;
pub(crate) mod in_use;
pub(crate) mod in_use_page;
pub(crate) mod rows;

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::extract::{PageQuery, cursor};
use web::{Context, Principal, Problem, Scope};

/// Which entries of a list are shown.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AllParam {
    /// `true`: also what ended or has not begun.
    #[serde(default)]
    pub(crate) all: bool,
}

/// The part of a list in memory that a page asks for, and the sealed cursor
/// of the next one. `entries` are in the order of their ids, which never
/// changes; `scope` names list and filters.
pub(crate) fn part<T>(
    context: &Context,
    scope: &str,
    page: &PageQuery,
    entries: impl Iterator<Item = (String, Result<T, Problem>)>,
) -> Result<(Vec<T>, Option<String>), Problem> {
    let secrets = context.store.secrets();
    let after = page.after(secrets, scope)?;
    let mut rest = entries.skip_while(|(id, _)| after.as_ref().is_some_and(|after| id <= after)).peekable();
    let mut items = Vec::new();
    let mut last = None;
    while items.len() < page.limit {
        let Some((id, item)) = rest.next() else { break };
        items.push(item?);
        last = Some(id);
    }
    let next = last.filter(|_| rest.peek().is_some()).map(|id| cursor::seal(secrets, scope, &id));
    Ok((items, next))
}

/// Whether somebody sees where agencies and places are written to.
pub(crate) fn sees_email(principal: &Principal) -> bool {
    principal.scope() == Some(Scope::All)
}
