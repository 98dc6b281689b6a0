//! Which needs a list shows.

use domain::ids::{AgencyId, LocationId};
use domain::need::NeedStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::Scope;

/// Which needs.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NeedsQuery {
    /// Of members of this location.
    #[param(value_type = Option<String>)]
    pub(crate) location: Option<LocationId>,
    /// Referred to this agency.
    #[param(value_type = Option<String>)]
    pub(crate) agency: Option<AgencyId>,
    /// `to_triage`, `referred`, `in_progress` or `closed`.
    #[param(value_type = Option<String>)]
    pub(crate) status: Option<NeedStatus>,
}

impl NeedsQuery {
    /// Names the list and its filters: what its cursors are bound to.
    pub(crate) fn scope(&self) -> String {
        let text = |value: Option<&str>| value.unwrap_or("-").to_owned();
        format!(
            "needs?location={}&agency={}&status={}",
            text(self.location.as_ref().map(LocationId::as_str)),
            text(self.agency.as_ref().map(AgencyId::as_str)),
            text(self.status.map(NeedStatus::code)),
        )
    }

    /// Narrowed to what the caller may see; `None` when that is nothing.
    pub(crate) fn within(mut self, scope: &Scope) -> Option<Self> {
        match scope {
            Scope::All => Some(self),
            Scope::Location(own)
                if self.agency.is_none() && self.location.as_ref().is_none_or(|asked| asked == own) =>
            {
                self.location = Some(own.clone());
                Some(self)
            }
            Scope::Agency(own) if self.agency.as_ref().is_none_or(|asked| asked == own) => {
                self.agency = Some(own.clone());
                Some(self)
            }
            Scope::Location(_) | Scope::Agency(_) => None,
        }
    }
}
