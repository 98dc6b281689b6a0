//! Who is asking: nobody in particular, the administrator's key, somebody
//! signed in, or the holder of a link. Guards are extractors, so that a
//! handler's signature says who may call it.

mod csrf;
mod guard;
pub mod session;

use axum::extract::FromRequestParts;
use chrono::NaiveDate;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId};
use domain::member::Member;
use domain::staff::StaffRole;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;
use sha2::{Digest, Sha256};
use store::auth::Session;
use store::link::{self, Link, LinkPurpose};
use subtle::ConstantTimeEq;

pub(crate) use csrf::guard_forms;
pub use csrf::is_foreign;
pub use guard::{Coordinator, StaffMember};

use crate::context::Context;
use crate::extract::ClientAddr;
use crate::limit::Rule;
use crate::problem::Problem;

/// Wrong keys from one address.
const WRONG_KEYS: Rule = Rule { burst: 100, per_hour: 600 };

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal {
    /// Nobody in particular.
    Anonymous,
    /// A program with the administrator's key: acts as coordinator.
    Administrator,
    /// Somebody signed in.
    Staff(Box<Session>),
    /// The holder of a genuine link token, sent as bearer. Whether its
    /// generation still holds is for the linked thing to say.
    Link(Link),
}

/// What somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// What concerns one agency.
    Agency(AgencyId),
    /// What concerns one location.
    Location(LocationId),
}

impl Scope {
    /// The scope of a role.
    pub fn of(role: &StaffRole) -> Self {
        match role {
            StaffRole::Coordinator => Self::All,
            StaffRole::Adviser { agency } => Self::Agency(agency.clone()),
            StaffRole::Host { location } => Self::Location(location.clone()),
        }
    }

    /// Whether what concerns this agency may be seen.
    pub fn sees_agency(&self, agency: &AgencyId) -> bool {
        match self {
            Self::All => true,
            Self::Agency(own) => own == agency,
            Self::Location(_) => false,
        }
    }

    /// Whether what concerns this location may be seen.
    pub fn sees_location(&self, location: &LocationId) -> bool {
        match self {
            Self::All => true,
            Self::Location(own) => own == location,
            Self::Agency(_) => false,
        }
    }

    /// Whether they may say what a member needs: the coordinator, and the host of a
    /// place where it is on `day`.
    pub fn speaks_for(&self, member: &Member, day: NaiveDate) -> bool {
        match self {
            Self::All => true,
            Self::Location(own) => member.hosted.iter().any(|stay| stay.location == *own && stay.on(day)),
            Self::Agency(_) => false,
        }
    }
}

impl Principal {
    /// Who, as history records it; `None` for nobody in particular and for
    /// links, whose holder the linked thing names.
    pub fn actor(&self) -> Option<Actor> {
        match self {
            Self::Administrator => Some(Actor::Administrator),
            Self::Staff(signed_in) => Some(Actor::Staff(signed_in.staff.id.clone())),
            Self::Anonymous | Self::Link(_) => None,
        }
    }

    /// What they may see; `None` for nobody in particular and for links.
    pub fn scope(&self) -> Option<Scope> {
        match self {
            Self::Administrator => Some(Scope::All),
            Self::Staff(signed_in) => Some(Scope::of(&signed_in.staff.role)),
            Self::Anonymous | Self::Link(_) => None,
        }
    }

    /// Tells callers apart: for idempotency claims and rate limits.
    pub fn caller(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Administrator => "administrator".to_owned(),
            Self::Staff(signed_in) => format!("staff:{}", signed_in.staff.id),
            Self::Link(link) => format!("link:{}", link.id),
        }
    }

    async fn of(parts: &Parts, context: &Context) -> Result<Self, Problem> {
        if let Some(bearer) = bearer(&parts.headers) {
            if let Some(known) = Self::of_bearer(bearer, context) {
                return Ok(known);
            }
            context.limit(&format!("wrong-key:{}", ClientAddr::of(parts, context).0), WRONG_KEYS)?;
            return Err(Problem::sign_in_needed());
        }
        let Some(token) = session::token(&parts.headers, &context.settings) else { return Ok(Self::Anonymous) };
        Ok(match context.store.auth().session(token).await? {
            Some(session) if session.staff.active => Self::Staff(Box::new(session)),
            _ => Self::Anonymous,
        })
    }

    fn of_bearer(bearer: &str, context: &Context) -> Option<Self> {
        let given: [u8; 32] = Sha256::digest(bearer.as_bytes()).into();
        let is_admin = context.settings.admin_key_hash.is_some_and(|hash| bool::from(hash.ct_eq(&given)));
        if is_admin {
            return Some(Self::Administrator);
        }
        let secrets = context.store.secrets();
        // Links that are used once to sign in open nothing else.
        let purposes = [LinkPurpose::Referral, LinkPurpose::Need, LinkPurpose::Booking, LinkPurpose::Plan];
        purposes.into_iter().find_map(|purpose| link::read(secrets, purpose, bearer)).map(Self::Link)
    }
}

/// The credentials of `Authorization: Bearer …`; of another scheme there are
/// none, and a cookie then counts.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, credentials) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(credentials.trim())
}

impl FromRequestParts<Context> for Principal {
    type Rejection = Problem;

    /// One read of the table at most, however many extractors ask.
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let principal = Self::of(parts, context).await?;
        parts.extensions.insert(principal.clone());
        Ok(principal)
    }
}
