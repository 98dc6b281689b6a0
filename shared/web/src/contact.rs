//! Whom to answer, as programs and forms send it: of a need and of a booking
//! alike.

use domain::Language;
use domain::contact::{Contact, EmailAddress};
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::extract::null_as_absent;

/// Whom to answer.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactRequest {
    /// One line.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[validate(length(max = 200))]
    pub name: String,
    /// Where answers go.
    #[serde(default, deserialize_with = "null_as_absent")]
    #[validate(length(max = 254))]
    pub email: String,
    /// As the person writes it.
    #[validate(length(max = 40))]
    pub phone: Option<String>,
    /// `fr`, `nl` or `en`; unknown: French and Dutch.
    pub language: Option<String>,
}

impl ContactRequest {
    /// Checks every part; `at` is where the contact stands in the body. `None`
    /// where a part is wrong, and then `errors` says which.
    pub fn check(self, at: &str, errors: &mut Vec<FieldError>) -> Option<Contact> {
        let Self { name, email, phone, language } = self;
        let mut blame = |field: &str, wrong: Wrong| errors.push(FieldError::new(format!("{at}/{field}"), wrong));
        let name = one_line(&name);
        if name.is_empty() {
            blame("name", Wrong::Missing);
        }
        let email = match email.trim() {
            "" => Err(Wrong::Missing),
            text => EmailAddress::parse(text).map_err(|error| Wrong::WrongType(error.expected())),
        };
        let email = email.map_err(|wrong| blame("email", wrong)).ok();
        let language = match language.as_deref() {
            None | Some("") => Ok(None),
            Some(tag) => {
                let known = Language::ALL.into_iter().find(|known| known.tag() == tag);
                let tags = || Language::ALL.map(|known| known.tag().to_owned()).to_vec();
                known.map(Some).ok_or_else(|| Wrong::NotAmong(tags()))
            }
        };
        let language = language.map_err(|wrong| blame("language", wrong)).ok();
        let phone = phone.map(|phone| one_line(&phone)).filter(|phone| !phone.is_empty());
        if phone.as_ref().is_some_and(|phone| !phone.bytes().any(|byte| byte.is_ascii_digit())) {
            blame("phone", Wrong::WrongType(Expected::Phone));
        }
        Some(Contact { name, email: email?, phone, language: language? })
    }
}

/// What stands in a mail's header must not break it.
pub fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}
