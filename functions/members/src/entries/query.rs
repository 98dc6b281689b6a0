//! Which members a list shows: the same for API, page, table and files.

use domain::ids::{LocationId, NeedTypeId};
use serde::{Deserialize, Serialize};
use store::repos::members::MemberFilter;
use utoipa::IntoParams;
use validator::Validate;
use web::{Scope, StaffMember};

/// What stands for "any" in a filter.
const ANY: [&str; 3] = ["any", "open", "true"];

/// Which members.
#[derive(Debug, Clone, Default, Deserialize, Serialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct MembersQuery {
    /// Hosted here.
    #[param(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<LocationId>,
    /// Of this stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stage: Option<String>,
    /// Of this ICT domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ict_domain: Option<String>,
    /// With an open need of this kind.
    #[param(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) need_type: Option<NeedTypeId>,
    /// With an open proposal of this kind of need, or `any`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) proposal: Option<String>,
    /// Lacking this required field, or `any`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) missing: Option<String>,
    /// Without contact for so many months.
    #[validate(range(min = 1, max = 120))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) silent_months: Option<u32>,
    /// Parts of words in name or number, or an address.
    #[validate(length(max = 100))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) q: Option<String>,
}

impl MembersQuery {
    /// The filters as they stand in an address, without `?`.
    pub(super) fn text(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// Narrowed to what somebody may see; `None` when that is nothing. What is
    /// proposed is not a host's to ask for.
    pub(super) fn within(mut self, staff: &StaffMember) -> Option<Self> {
        match staff.scope() {
            Scope::All => Some(self),
            Scope::Location(own)
                if self.location.as_ref().is_none_or(|asked| asked == own)
                    && self.proposal.is_none()
                    && self.need_type.is_none() =>
            {
                self.location = Some(own.clone());
                Some(self)
            }
            Scope::Location(_) | Scope::Agency(_) => None,
        }
    }

    /// As the store asks it.
    pub(super) fn filter(&self) -> MemberFilter {
        let any = |text: &String| (!ANY.contains(&text.as_str())).then(|| text.clone());
        MemberFilter {
            location: self.location.clone(),
            stage: self.stage.clone(),
            ict_domain: self.ict_domain.clone(),
            need_type: self.need_type.clone(),
            // A kind of need that there is none of has no members.
            proposal: self.proposal.as_ref().map(|text| any(text).and_then(|id| NeedTypeId::parse(&id).ok())),
            missing: self.missing.as_ref().map(any),
            silent_months: self.silent_months,
            q: self.q.clone(),
        }
    }
}
