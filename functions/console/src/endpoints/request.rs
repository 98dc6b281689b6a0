//! What somebody asks for when they make or change an endpoint.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::endpoint::{EventTypes, Reach};
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use web::Scope;
use web::i18n::text;
use web::problem::FieldProblem;
use webhooks::{Guard, Refused, Target};

use crate::LOCALES;

/// An endpoint, as it is to be.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndpointRequest {
    /// Where webhooks go: `https`, to a host that everybody can reach.
    #[serde(default)]
    #[schema(required, example = "https://partner.example/hooks")]
    pub(super) url: String,
    /// Types of events: `need.*`, `referral.*`, `booking.*`, `permanence.changed`,
    /// `survey.alert`, or single ones such as `need.closed`.
    #[serde(default)]
    #[schema(example = json!(["referral.*", "need.closed"]))]
    pub(super) types: Vec<String>,
    /// Whose it is: it is told of this agency's referrals, their needs, bookings
    /// and permanences. The caller's own where the caller is of an agency.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(super) agency: Option<AgencyId>,
    /// Whose it is: it is told of this location's bookings and permanences, and
    /// of its needs where their members agreed. The caller's own where the caller
    /// is a host.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
    /// `false` switches it off.
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub(super) active: bool,
}

const fn yes() -> bool {
    true
}

/// A request that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) url: String,
    pub(super) types: EventTypes,
    pub(super) reach: Reach,
    pub(super) active: bool,
}

/// What a request is held against.
pub(super) struct Around<'a> {
    pub(super) scope: &'a Scope,
    pub(super) catalogue: &'a Catalogue,
    pub(super) day: NaiveDate,
    pub(super) guard: Guard,
    /// Whose the endpoint is so far; it may stay so, also where that ended.
    pub(super) stands: Option<&'a Reach>,
}

impl EndpointRequest {
    /// Reads it; every error at once.
    pub(super) fn parse(self, around: &Around<'_>) -> Result<Draft, Vec<FieldProblem>> {
        let Self { url, types, agency, location, active } = self;
        let mut errors: Vec<FieldProblem> = Vec::new();
        let url = url.trim().to_owned();
        if url.is_empty() {
            errors.push(FieldError::new("/url", Wrong::Missing).into());
        } else if let Err(refused) = Target::parse(&url, around.guard) {
            errors.push(FieldProblem::new("/url", text(&LOCALES, wrong(refused))));
        }
        let types = EventTypes::parse(&types).map_err(|wrong| errors.extend(wrong.into_iter().map(FieldProblem::from)));
        let reach = reach(agency, location, around).map_err(|wrong| errors.push(wrong.into()));
        match (types, reach) {
            (Ok(types), Ok(reach)) if errors.is_empty() => Ok(Draft { url, types, reach, active }),
            _ => Err(errors),
        }
    }
}

const fn wrong(refused: Refused) -> &'static str {
    match refused {
        Refused::NoAddress => "wrong-url",
        Refused::NotHttps => "wrong-url-https",
        Refused::Credentials => "wrong-url-credentials",
        Refused::NotPublic => "wrong-url-private",
    }
}

/// Somebody of an agency or a place can only speak for that.
fn reach(agency: Option<AgencyId>, location: Option<LocationId>, around: &Around<'_>) -> Result<Reach, FieldError> {
    let (agency, location) = match around.scope {
        Scope::All => (agency, location),
        Scope::Agency(own) if agency.as_ref().is_none_or(|agency| agency == own) => (Some(own.clone()), location),
        Scope::Agency(_) => return Err(FieldError::new("/agency", Wrong::UnknownAgency)),
        Scope::Location(own) if location.as_ref().is_none_or(|location| location == own) => (agency, Some(own.clone())),
        Scope::Location(_) => return Err(FieldError::new("/location", Wrong::UnknownLocation)),
    };
    let Around { catalogue, day, .. } = around;
    let stays = |reach: &Reach| around.stands == Some(reach);
    match (agency, location) {
        (Some(agency), None) if stays(&Reach::Agency { agency: agency.clone() }) => Ok(Reach::Agency { agency }),
        (None, Some(location)) if stays(&Reach::Location { location: location.clone() }) => {
            Ok(Reach::Location { location })
        }
        (None, None) => Ok(Reach::Everything),
        (Some(_), Some(_)) if matches!(around.scope, Scope::Location(_)) => {
            Err(FieldError::new("/agency", Wrong::UnknownField))
        }
        (Some(_), Some(_)) => Err(FieldError::new("/location", Wrong::UnknownField)),
        (Some(agency), None) => match catalogue.agencies.get(&agency) {
            None => Err(FieldError::new("/agency", Wrong::UnknownAgency)),
            Some(known) if !known.validity().holds_on(*day) => Err(FieldError::new("/agency", Wrong::AgencyEnded)),
            Some(_) => Ok(Reach::Agency { agency }),
        },
        (None, Some(location)) => match catalogue.locations.get(&location) {
            None => Err(FieldError::new("/location", Wrong::UnknownLocation)),
            Some(known) if !known.open_on(*day) => Err(FieldError::new("/location", Wrong::LocationClosed)),
            Some(_) => Ok(Reach::Location { location }),
        },
    }
}
