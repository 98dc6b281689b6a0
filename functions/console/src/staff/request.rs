//! What somebody asks for when they invite or change a person.

use crate::LOCALES;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::contact::EmailAddress;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::staff::{Staff, StaffRole};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use web::i18n::text;
use web::problem::FieldProblem;

/// A role, without what it is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RoleCode {
    /// Everything.
    Coordinator,
    /// What concerns one agency.
    Adviser,
    /// What concerns one location.
    Host,
}

impl RoleCode {
    /// All, in the order shown.
    pub(crate) const ALL: [Self; 3] = [Self::Coordinator, Self::Adviser, Self::Host];

    pub(crate) const fn of(role: &StaffRole) -> Self {
        match role {
            StaffRole::Coordinator => Self::Coordinator,
            StaffRole::Adviser { .. } => Self::Adviser,
            StaffRole::Host { .. } => Self::Host,
        }
    }

    /// The word of the outside interface.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Adviser => "adviser",
            Self::Host => "host",
        }
    }
}

const fn yes() -> bool {
    true
}

/// Somebody who may sign in.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StaffRequest {
    /// Name, as colleagues know it; one line.
    #[validate(length(min = 1, max = 200))]
    pub(crate) name: String,
    /// Where sign-in links go. Nobody else has the same.
    #[schema(value_type = String, format = "email")]
    pub(crate) email: EmailAddress,
    /// `coordinator`, `adviser` or `host`.
    pub(crate) role: RoleCode,
    /// An adviser's agency; of nobody else.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "innoviris")]
    pub(crate) agency: Option<AgencyId>,
    /// A host's location; of nobody else.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "icab")]
    pub(crate) location: Option<LocationId>,
    /// `fr`, `nl` or `en`; absent: mails in French and Dutch.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) language: Option<Language>,
    /// Whether sign-in is allowed; an invitation always allows it.
    #[serde(default = "yes")]
    pub(crate) active: bool,
}

/// Who takes over.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffHandOverRequest)]
pub(crate) struct HandOverRequest {
    /// Somebody active who may see the same: of the same role and agency or
    /// location, or a coordinator.
    #[schema(value_type = String)]
    pub(crate) to: StaffId,
}

/// A request with its meaning checked.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) email: EmailAddress,
    pub(crate) role: StaffRole,
    pub(crate) language: Option<Language>,
    pub(crate) active: bool,
}

impl StaffRequest {
    /// What a request asks for that was accepted before, whatever has ended
    /// since.
    pub(crate) fn accepted(self) -> Option<Draft> {
        let Self { name, email, role, agency, location, language, active } = self;
        let role = match role {
            RoleCode::Coordinator => StaffRole::Coordinator,
            RoleCode::Adviser => StaffRole::Adviser { agency: agency? },
            RoleCode::Host => StaffRole::Host { location: location? },
        };
        Some(Draft { name: name.trim().to_owned(), email, role, language, active })
    }

    /// Holds the request against the directory on `day`. What somebody is
    /// bound to already may have ended meanwhile.
    pub(crate) fn parse(
        self,
        catalogue: &Catalogue,
        day: NaiveDate,
        before: Option<&Staff>,
    ) -> Result<Draft, Vec<FieldProblem>> {
        let Self { name, email, role, agency, location, language, active } = self;
        let mut errors = Vec::new();
        let name = name.trim().to_owned();
        if name.is_empty() {
            errors.push(FieldError::new("/name", Wrong::Missing).into());
        } else if name.chars().any(char::is_control) {
            errors.push(FieldProblem::new("/name", text(&LOCALES, "wrong-one-line")));
        }
        if role != RoleCode::Adviser && agency.is_some() {
            errors.push(FieldProblem::new("/agency", text(&LOCALES, "wrong-agency")));
        }
        if role != RoleCode::Host && location.is_some() {
            errors.push(FieldProblem::new("/location", text(&LOCALES, "wrong-location")));
        }
        if before.is_none() && !active {
            errors.push(FieldProblem::new("/active", text(&LOCALES, "wrong-active")));
        }
        let bound = match role {
            RoleCode::Coordinator => Ok(StaffRole::Coordinator),
            RoleCode::Adviser => adviser(agency, catalogue, day),
            RoleCode::Host => host(location, catalogue, day),
        };
        let bound = bound.or_else(|(role, error)| match (role, before) {
            (Some(role), Some(before)) if before.role == role => Ok(role),
            _ => Err(error),
        });
        match bound {
            Ok(role) if errors.is_empty() => Ok(Draft { name, email, role, language, active }),
            Ok(_) => Err(errors),
            Err(error) => {
                errors.push(error.into());
                Err(errors)
            }
        }
    }
}

/// A role, or what is wrong with it; with the role where it only ended.
type Bound = Result<StaffRole, (Option<StaffRole>, FieldError)>;

fn adviser(agency: Option<AgencyId>, catalogue: &Catalogue, day: NaiveDate) -> Bound {
    let wrong = |role, problem| Err((role, FieldError::new("/agency", problem)));
    let Some(agency) = agency else { return wrong(None, Wrong::Missing) };
    let Some(known) = catalogue.agencies.get(&agency) else { return wrong(None, Wrong::UnknownAgency) };
    let role = StaffRole::Adviser { agency };
    if known.validity().holds_on(day) { Ok(role) } else { wrong(Some(role), Wrong::AgencyEnded) }
}

fn host(location: Option<LocationId>, catalogue: &Catalogue, day: NaiveDate) -> Bound {
    let wrong = |role, problem| Err((role, FieldError::new("/location", problem)));
    let Some(location) = location else { return wrong(None, Wrong::Missing) };
    let Some(known) = catalogue.locations.get(&location) else { return wrong(None, Wrong::UnknownLocation) };
    let role = StaffRole::Host { location };
    if known.open_on(day) { Ok(role) } else { wrong(Some(role), Wrong::LocationClosed) }
}
