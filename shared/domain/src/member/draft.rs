//! Reading a member that somebody sent, with every error at its field.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use super::profile::day;
use super::{Hosting, LOCATION_FIELD, NAME_FIELD, Profile, SINCE_FIELD, UNTIL_FIELD, validate_profile_in};
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, FieldError, Problem};
use crate::ids::LocationId;
use crate::sent::only_known;

/// The most stays that a member has.
const STAYS_AT_MOST: usize = 20;
/// What an answer says of a member beside its fields: it may be sent back and
/// changes nothing.
const ANSWERED: [&str; 7] = ["id", "sources", "missing", "created_at", "last_contact_at", "unsubscribed", "asked_at"];

/// A member as somebody sends it: any fields of the member model, `name`
/// standing for `trade_name` and `location` for `host_location`, and the stays
/// where there were several.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = MemberRequest))]
pub struct MemberDraft {
    /// Where it is and was hosted, the latest stay last; absent: at `location`,
    /// since `hosted_since`.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<Vec<Hosting>>))]
    pub hosted: Option<Value>,
    /// Fields of the member model.
    #[serde(flatten)]
    #[cfg_attr(feature = "described", schema(value_type = Object, additional_properties))]
    pub profile: Profile,
}

/// A member whose every field means something.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// All stays, where they were sent.
    pub hosted: Option<Vec<Hosting>>,
    /// Where it is hosted, and since when where somebody knows.
    pub place: Option<(LocationId, Option<NaiveDate>)>,
    /// Fields in one form, without those that say where it is hosted; the last day
    /// there stands among them where it was sent.
    pub profile: Profile,
}

impl Sent {
    /// The last day of its stay at the place, where it was sent.
    pub fn until(&self) -> Option<NaiveDate> {
        self.profile.get(UNTIL_FIELD)?.as_str()?.parse().ok()
    }

    /// Sets it.
    pub fn set_until(&mut self, day: Option<NaiveDate>) {
        self.profile.remove(UNTIL_FIELD);
        self.profile.extend(day.map(|day| (UNTIL_FIELD.to_owned(), day.to_string().into())));
    }
}

impl MemberDraft {
    /// Checks everything against the directory. What is required of a whole
    /// member, a name and a place, is insisted on unless `in_part`.
    pub fn parse(self, catalogue: &Catalogue, in_part: bool) -> Result<Sent, Vec<FieldError>> {
        let Self { hosted, mut profile } = self;
        let mut errors = Vec::new();
        for answered in ANSWERED {
            profile.remove(answered);
        }
        let place_name = if profile.contains_key("location") { "location" } else { LOCATION_FIELD };
        if let Some(location) = profile.remove("location") {
            if profile.contains_key(LOCATION_FIELD) {
                errors.push(FieldError::new("/location", Problem::GivenTwice));
            }
            profile.insert(LOCATION_FIELD.to_owned(), location);
        }
        let until = profile.remove(UNTIL_FIELD).map_or(Ok(None), |value| day(&value)).unwrap_or_else(|problem| {
            errors.push(FieldError::new(format!("/{UNTIL_FIELD}"), problem));
            None
        });
        let has_name = is_given(&profile, "name") || is_given(&profile, NAME_FIELD);
        let has_place = is_given(&profile, LOCATION_FIELD);
        let mut profile = validate_profile_in(catalogue, &profile).unwrap_or_else(|wrong| {
            let at = |pointer: String| match pointer.strip_prefix("/host_location") {
                Some(rest) => format!("/{place_name}{rest}"),
                None => pointer,
            };
            errors.extend(wrong.into_iter().map(|error| FieldError { pointer: at(error.pointer), ..error }));
            profile
        });
        let location = profile.remove(LOCATION_FIELD).and_then(|value| LocationId::parse(value.as_str()?).ok());
        let since = profile.remove(SINCE_FIELD).and_then(|value| value.as_str()?.parse::<NaiveDate>().ok());
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            errors.push(FieldError::new(format!("/{UNTIL_FIELD}"), Problem::EndsBeforeItBegins));
        }
        let place = location.map(|location| (location, since));
        let stays = hosted.filter(|value| !value.is_null()).map(|value| stays(value, catalogue)).transpose();
        let hosted = stays.unwrap_or_else(|error| {
            errors.push(error);
            None
        });
        if !in_part {
            if !has_name {
                errors.push(FieldError::new("/name", Problem::Missing));
            }
            if hosted.is_none() && !has_place && !errors.iter().any(|error| error.pointer.starts_with("/hosted")) {
                errors.push(FieldError::new("/location", Problem::Missing));
            }
        }
        let mut sent = Sent { hosted, place, profile };
        sent.set_until(until);
        if errors.is_empty() { Ok(sent) } else { Err(errors) }
    }
}

/// Whether a field was sent, right or wrong: null and empty text are no value.
fn is_given(profile: &Profile, field: &str) -> bool {
    profile
        .get(field)
        .is_some_and(|value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty()))
}

fn stays(value: Value, catalogue: &Catalogue) -> Result<Vec<Hosting>, FieldError> {
    let wrong = |pointer: String, problem| Err(FieldError::new(pointer, problem));
    let Value::Array(items) = value else { return wrong("/hosted".to_owned(), Problem::WrongType(Expected::List)) };
    if items.is_empty() {
        return wrong("/hosted".to_owned(), Problem::Missing);
    }
    if items.len() > STAYS_AT_MOST {
        return wrong("/hosted".to_owned(), Problem::TooMany(STAYS_AT_MOST));
    }
    let mut stays: Vec<Hosting> = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let pointer = format!("/hosted/{at}");
        let known = |id: &str| LocationId::parse(id).is_ok_and(|id| catalogue.locations.contains_key(&id));
        if !item.get("location").and_then(Value::as_str).is_some_and(known) {
            return wrong(format!("{pointer}/location"), Problem::UnknownLocation);
        }
        let Ok(stay) = only_known::<Hosting, _>(item) else {
            return wrong(pointer, Problem::WrongType(Expected::Date));
        };
        if stay.from.zip(stay.to).is_some_and(|(from, to)| to < from) {
            return wrong(format!("{pointer}/to"), Problem::EndsBeforeItBegins);
        }
        stays.push(stay);
    }
    stays.sort_by_key(|stay| (stay.to.is_none(), stay.from, stay.to));
    Ok(stays)
}
