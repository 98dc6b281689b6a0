//! What agencies, services and locations have in common as entries of the
//! directory: one row each, lists from memory, what is named is not deleted.

pub(crate) mod body;
pub(crate) mod fields;
pub(crate) mod in_use;
pub(crate) mod rows;

use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::{Principal, Scope};

/// Which entries of a list are shown.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AllParam {
    /// `true`: also what ended or has not begun.
    #[serde(default)]
    pub(crate) all: bool,
}

/// Whether somebody sees where agencies and places are written to.
pub(crate) fn sees_email(principal: &Principal) -> bool {
    principal.scope() == Some(Scope::All)
}
