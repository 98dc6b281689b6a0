//! A need as programs send it, checked against the directory. Everything that
//! is wrong is told at once, each with its place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId, SourceId};
use domain::member::{FieldKind, NAME_FIELD, validate_profile_in};
use domain::moves::Arrival;
use domain::need::{Company, NeedPerson, Share};
use serde::Deserialize;
use serde_json::{Number, Value};
use utoipa::ToSchema;
use validator::Validate;
use web::contact::ContactRequest;
use web::extract::null_as_absent;
use web::{Context, Problem};

/// The most money that a need may name, in euros.
const AMOUNT_AT_MOST: u64 = 1_000_000_000;
/// The most agencies that a consent may name.
const AGENCIES_AT_MOST: usize = 50;

/// A need, coming in.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedRequest {
    /// The member's place. A webhook leaves it out: its source has one.
    #[schema(example = "icab")]
    pub location: Option<String>,
    /// The company: `name` and any field of the member model.
    #[schema(value_type = Object)]
    pub member: Option<BTreeMap<String, Value>>,
    /// Whom to answer.
    #[validate(nested)]
    pub contact: Option<ContactRequest>,
    /// Kinds of need; none: they are determined from the text.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[validate(length(max = 5))]
    pub need_types: Vec<String>,
    /// In the member's own words.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[validate(length(max = 4000))]
    pub description: String,
    /// Money asked for, whole euros.
    #[schema(value_type = Option<u64>)]
    pub amount_eur: Option<Value>,
    /// Whether data may be shared.
    pub consent: Option<ConsentRequest>,
}

/// Consent to share.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentRequest {
    /// `true`: the agencies that the form shows; a list: these; `false`: none.
    #[schema(value_type = Value)]
    pub share_with_agencies: Option<Value>,
    /// Whether the people of the member's place may know that the need exists
    /// and where it stands; absent: no. What it is about they never read.
    #[serde(default)]
    pub show_to_place: bool,
}

/// A need whose every part means something.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) location: LocationId,
    pub(crate) stated: Vec<NeedTypeId>,
    pub(crate) amount_eur: Option<u64>,
    pub(crate) share: Share,
    pub(crate) shown_to_place: bool,
    pub(crate) person: NeedPerson,
}

impl Checked {
    /// The arrival under this id.
    pub(crate) fn arrive(self, id: NeedId, source: Option<SourceId>) -> Arrival {
        let Self { location, stated, amount_eur, share, shown_to_place, person } = self;
        Arrival { id, location, source, member: None, stated, amount_eur, share, shown_to_place, person }
    }
}

/// A location that is open on `day`.
fn open_location(catalogue: &Catalogue, id: &str, day: NaiveDate) -> Result<LocationId, Wrong> {
    let found = LocationId::parse(id.trim()).ok().and_then(|id| catalogue.locations.get(&id));
    match found {
        Some(location) if location.open_on(day) => Ok(location.id.clone()),
        Some(_) => Err(Wrong::LocationClosed),
        None => Err(Wrong::UnknownLocation),
    }
}

/// A location that is open today; 422 at `/location` else. One read.
pub(crate) async fn open_today(context: &Context, id: &str) -> Result<LocationId, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let open = open_location(&catalogue, id, context.store.now().day_in(BRUSSELS));
    open.map_err(|wrong| vec![FieldError::new("/location", wrong)].into())
}

/// Errors with the place where the need stands in what was sent.
struct Found<'a> {
    at: &'a str,
    errors: Vec<FieldError>,
}

impl Found<'_> {
    fn blame(&mut self, pointer: &str, wrong: Wrong) {
        self.errors.push(FieldError::new(format!("{}{pointer}", self.at), wrong));
    }

    fn keep<T>(&mut self, pointer: &str, read: Result<T, Wrong>) -> Option<T> {
        read.map_err(|wrong| self.blame(pointer, wrong)).ok()
    }
}

impl NeedRequest {
    /// Checks everything. `source_location` is given for a webhook, whose need
    /// names no other; `at` is where the need stands in the body (`/data`).
    pub(crate) fn check(
        self,
        catalogue: &Catalogue,
        day: NaiveDate,
        source_location: Option<&LocationId>,
        at: &str,
    ) -> Result<Checked, Vec<FieldError>> {
        let Self { location, member, contact, need_types, description, amount_eur, consent } = self;
        let mut found = Found { at, errors: Vec::new() };
        let location = match (source_location, location.as_deref()) {
            (Some(own), None) => Ok(own.clone()),
            (Some(own), Some(id)) if id == own.as_str() => Ok(own.clone()),
            (Some(own), Some(_)) => Err(Wrong::NotAmong(vec![own.to_string()])),
            (None, None | Some("")) => Err(Wrong::Missing),
            (None, Some(id)) => open_location(catalogue, id, day),
        };
        let location = found.keep("/location", location);
        let company = company(member, catalogue, &mut found);
        let contact = match contact {
            Some(contact) => contact.check(&format!("{at}/contact"), &mut found.errors),
            None => found.keep("/contact", Err(Wrong::Missing)),
        };
        let stated = need_types_of(&need_types, catalogue, &mut found);
        let amount_eur = amount(amount_eur.as_ref(), &mut found);
        let shown_to_place = consent.as_ref().is_some_and(|consent| consent.show_to_place);
        let share = share(consent, catalogue, &mut found);
        match (location, company, contact, share) {
            (Some(location), Some(company), Some(contact), Some(share)) if found.errors.is_empty() => {
                let description = description.replace("\r\n", "\n").trim().to_owned();
                let person = NeedPerson {
                    contact,
                    company,
                    description,
                    notes: Vec::new(),
                    handlers: BTreeMap::new(),
                    agreed: None,
                };
                Ok(Checked { location, stated, amount_eur, share, shown_to_place, person })
            }
            _ => Err(found.errors),
        }
    }
}

fn company(member: Option<BTreeMap<String, Value>>, catalogue: &Catalogue, found: &mut Found<'_>) -> Option<Company> {
    let member = found.keep("/member", member.ok_or(Wrong::Missing))?;
    let mut profile = match validate_profile_in(catalogue, &member) {
        Ok(profile) => profile,
        Err(errors) => {
            for FieldError { pointer, problem } in errors {
                found.blame(&format!("/member{pointer}"), problem);
            }
            return None;
        }
    };
    // What a member agrees to it says on its own page: anybody can state a need.
    let is_consent =
        |field: &str| catalogue.member_model.field(field).is_some_and(|of| of.kind == FieldKind::ConsentList);
    profile.retain(|field, _| !is_consent(field));
    let name = profile.remove(NAME_FIELD).as_ref().and_then(Value::as_str).map(str::to_owned);
    Some(Company { name: found.keep("/member/name", name.ok_or(Wrong::Missing))?, profile })
}

fn need_types_of(given: &[String], catalogue: &Catalogue, found: &mut Found<'_>) -> Vec<NeedTypeId> {
    let mut stated: Vec<NeedTypeId> = Vec::new();
    for (at, id) in given.iter().enumerate() {
        let known = catalogue.need_types.iter().find(|need_type| need_type.id.as_str() == id);
        let all = || catalogue.need_types.iter().map(|need_type| need_type.id.to_string()).collect();
        let read = match known {
            Some(need_type) if stated.contains(&need_type.id) => Err(Wrong::Twice),
            Some(need_type) => Ok(need_type.id.clone()),
            None => Err(Wrong::NotAmong(all())),
        };
        stated.extend(found.keep(&format!("/need_types/{at}"), read));
    }
    stated
}

fn amount(given: Option<&Value>, found: &mut Found<'_>) -> Option<u64> {
    let read = match given {
        None | Some(Value::Null) => return None,
        Some(Value::Number(number)) => {
            let amount = whole(number).filter(|amount| *amount <= AMOUNT_AT_MOST);
            amount.ok_or(Wrong::OutOfRange(0, 1_000_000_000))
        }
        Some(_) => Err(Wrong::WrongType(Expected::Number)),
    };
    found.keep("/amount_eur", read)
}

/// A whole number, also where it is written `50000.0`.
fn whole(number: &Number) -> Option<u64> {
    number.as_u64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok())
}

fn share(consent: Option<ConsentRequest>, catalogue: &Catalogue, found: &mut Found<'_>) -> Option<Share> {
    let consent = found.keep("/consent", consent.ok_or(Wrong::Missing))?;
    let at = "/consent/share_with_agencies";
    match consent.share_with_agencies {
        None | Some(Value::Null) => found.keep(at, Err(Wrong::Missing)),
        Some(Value::Bool(all)) => Some(Share::All(all)),
        Some(Value::Array(items)) if items.len() > AGENCIES_AT_MOST => {
            found.keep(at, Err(Wrong::TooMany(AGENCIES_AT_MOST)))
        }
        Some(Value::Array(items)) => {
            let mut agencies: Vec<AgencyId> = Vec::new();
            for (place, item) in items.iter().enumerate() {
                let read = match item.as_str().and_then(|id| AgencyId::parse(id).ok()) {
                    Some(id) if agencies.contains(&id) => Err(Wrong::Twice),
                    Some(id) if catalogue.agencies.contains_key(&id) => Ok(id),
                    _ => Err(Wrong::UnknownAgency),
                };
                agencies.extend(found.keep(&format!("{at}/{place}"), read));
            }
            Some(Share::Only(agencies))
        }
        Some(_) => found.keep(at, Err(Wrong::WrongType(Expected::Bool))),
    }
}
