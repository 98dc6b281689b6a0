//! A booking as programs send it, checked. Everything that is wrong is told at
//! once, each with its place.

use domain::booking::BookingPerson;
use domain::catalogue::Catalogue;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::{NeedId, ServiceId, SessionId};
use domain::local_time;
use flows::bookings::Ask;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::contact::{ContactRequest, one_line};
use web::extract::null_as_absent;

/// A booking, coming in.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookingRequest {
    /// The session, as `GET /v1/sessions` names it.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub session: String,
    /// The slot's local start.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[schema(example = "2026-11-24T10:15")]
    pub slot: String,
    /// The company: its name, or an object that holds it as `name`.
    pub member: Option<MemberRequest>,
    /// Whose booking it is.
    #[validate(nested)]
    pub contact: Option<ContactRequest>,
    /// What it is about.
    pub service: Option<String>,
    /// The need that it follows from: its id, by staff or with the need's link as
    /// bearer; or the token of that link.
    pub need: Option<String>,
    /// What the adviser should know.
    #[validate(length(max = 2000))]
    pub note: Option<String>,
    /// Waits for a seat of a slot that is full.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub waiting: bool,
    /// Staff notes somebody who came without having booked; a contact may then
    /// be left out.
    #[serde(default, deserialize_with = "null_as_absent")]
    pub walk_in: bool,
}

/// A company, as a booking names it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = BookingMember)]
pub(crate) enum MemberRequest {
    /// Its name.
    Name(String),
    /// An object that holds it.
    Named {
        /// Its name.
        name: String,
    },
}

/// A booking whose every part means something.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) ask: Ask,
    pub(crate) person: BookingPerson,
}

/// A company's name has this many characters at most.
const COMPANY: usize = 200;

impl BookingRequest {
    /// Checks everything but whether the slot is there; `need` is what its own
    /// came to.
    pub(crate) fn check(
        self,
        catalogue: &Catalogue,
        need: Result<Option<NeedId>, Wrong>,
    ) -> Result<Checked, Vec<FieldError>> {
        let Self { session, slot, member, contact, service, need: _, note, walk_in, waiting: _ } = self;
        let mut errors = Vec::new();
        let session = keep(&mut errors, "/session", session_of(&session));
        let local_start = match slot.trim() {
            "" => Err(Wrong::Missing),
            text => local_time::parse(text).ok_or(Wrong::WrongType(Expected::LocalTime)),
        };
        let local_start = keep(&mut errors, "/slot", local_start);
        let service = service.filter(|id| !id.is_empty()).map(|id| service_of(&id, catalogue)).transpose();
        let service = keep(&mut errors, "/service", service);
        let need = keep(&mut errors, "/need", need);
        let company = keep(&mut errors, "/member", company(member));
        let contact = match contact {
            Some(contact) => contact.check("/contact", &mut errors).map(Some),
            None if walk_in => Some(None),
            None => {
                errors.push(FieldError::new("/contact", Wrong::Missing));
                None
            }
        };
        match (session, local_start, service, need, company, contact) {
            (Some(session), Some(local_start), Some(service), Some(need), Some(company), Some(contact))
                if errors.is_empty() =>
            {
                let note =
                    note.map(|note| note.replace("\r\n", "\n").trim().to_owned()).filter(|note| !note.is_empty());
                Ok(Checked {
                    ask: Ask { session, local_start, service, need },
                    person: BookingPerson { contact, name: None, company, note },
                })
            }
            _ => Err(errors),
        }
    }
}

fn keep<T>(errors: &mut Vec<FieldError>, pointer: &str, read: Result<T, Wrong>) -> Option<T> {
    read.map_err(|wrong| errors.push(FieldError::new(pointer, wrong))).ok()
}

fn session_of(text: &str) -> Result<SessionId, Wrong> {
    if text.is_empty() {
        return Err(Wrong::Missing);
    }
    SessionId::parse(text).ok().filter(|id| id.parts().is_some()).ok_or(Wrong::WrongType(Expected::Session))
}

fn service_of(text: &str, catalogue: &Catalogue) -> Result<ServiceId, Wrong> {
    let id = ServiceId::parse(text).ok().filter(|id| catalogue.services.contains_key(id));
    id.ok_or(Wrong::UnknownService)
}

fn company(member: Option<MemberRequest>) -> Result<Option<String>, Wrong> {
    let name = match member {
        None => return Ok(None),
        Some(MemberRequest::Name(name) | MemberRequest::Named { name }) => one_line(&name),
    };
    if name.chars().count() > COMPANY {
        return Err(Wrong::TooLong(COMPANY));
    }
    Ok(Some(name).filter(|name| !name.is_empty()))
}
