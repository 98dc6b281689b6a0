//! Which needs a list shows.

use domain::ids::{AgencyId, LocationId};
use domain::need::NeedStatus;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;
use web::Scope;
use web::extract::FormState;

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
    /// The filters, as the list's form shows them.
    pub(crate) fn filters(&self) -> FormState {
        let location = self.location.as_ref().map(|location| ("location", location.to_string()));
        let status = self.status.map(|status| ("status", status.code().to_owned()));
        let agency = self.agency.as_ref().map(|agency| ("agency", agency.to_string()));
        FormState::filled(location.into_iter().chain(status).chain(agency))
    }

    /// Names the list and its filters: what its cursors are bound to.
    pub(crate) fn scope(&self) -> String {
        path_of(&self.filters())
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

/// Where a list with these filters stands in the console.
pub(crate) fn path_of(entered: &FormState) -> String {
    let pairs: Vec<String> = entered.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { "/console/needs".to_owned() } else { format!("/console/needs?{}", pairs.join("&")) }
}
