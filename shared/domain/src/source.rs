//! Where needs and members come from by themselves: a place's own program, or a
//! tool that the place uses. What a tool sends is a list of answers, and a
//! mapping of the coordinator's says which part of our message each of them is.

mod message;
mod suggest;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::field_error::{FieldError, Problem};
use crate::member::{FieldKind, LOCATION_FIELD, NAME_FIELD};

pub use message::{message, put_right};
pub use suggest::suggest;

/// How a source signs, and what its messages look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A program of the place's own: Standard Webhooks, our messages.
    StandardWebhooks,
    /// A form of Typeform.
    Typeform,
    /// A form of Tally.
    Tally,
    /// A form of Jotform, which signs nothing: its address holds the secret.
    Jotform,
    /// Members of a space run with Cobot, which signs nothing: its address holds
    /// the secret, and what it names is fetched again.
    Cobot,
    /// Members and messages of a space run with Nexudus.
    Nexudus,
}

impl SourceKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::StandardWebhooks, Self::Typeform, Self::Tally, Self::Jotform, Self::Cobot, Self::Nexudus];

    /// The word outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::StandardWebhooks => "standard_webhooks",
            Self::Typeform => "typeform",
            Self::Tally => "tally",
            Self::Jotform => "jotform",
            Self::Cobot => "cobot",
            Self::Nexudus => "nexudus",
        }
    }

    /// The kind that a word names.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == word)
    }

    /// Whether its messages are answers of a tool's own shape, to be mapped.
    pub const fn is_mapped(self) -> bool {
        !matches!(self, Self::StandardWebhooks)
    }

    /// Whether the secret stands in the address, since nothing is signed.
    pub const fn has_secret_address(self) -> bool {
        matches!(self, Self::Jotform | Self::Cobot)
    }
}

/// What a tool's messages become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub enum Makes {
    /// A need of a member.
    #[default]
    Need,
    /// A member that joined, changed or left.
    Member,
}

impl Makes {
    /// The word outside.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Member => "member",
        }
    }
}

/// One answer that a tool sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct ReceivedField {
    /// What the tool calls it; the same in each message.
    pub key: String,
    /// What people read beside it.
    pub label: String,
    /// What was answered: one text, or one for each choice.
    pub values: Vec<String>,
}

/// Which part of our message each answer of a tool is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Mapping {
    /// What the messages become.
    #[serde(default)]
    pub makes: Makes,
    /// By part of our message, as a JSON pointer into its `data`
    /// (`/contact/email`): the keys of the answers that it is made of, 5 at most.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Answers that mean a yes to sharing, beside yes, oui and ja: what stands
    /// beside a box to tick, 20 at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub yes: Vec<String>,
}

/// Answers that one part is made of at most.
const ANSWERS_AT_MOST: usize = 5;
/// Answers that mean yes at most.
const YES_AT_MOST: usize = 20;
/// Characters of a key or an answer at most.
const LONGEST: usize = 300;

/// What of the sharing a form may ask.
pub(crate) const SHARE: &str = "/consent/share_with_agencies";
/// Whether the place may know of it.
pub(crate) const SHOWN: &str = "/consent/show_to_place";
/// When a member left.
pub(crate) const LEFT_ON: &str = "/left_on";

/// Parts that a message can be made of, as pointers into its `data`; those that
/// it can't be without first.
pub fn parts(makes: Makes, catalogue: &Catalogue) -> Vec<String> {
    let fillable = catalogue.member_model.fields.iter().filter(|field| {
        field.filled_by != "system"
            && field.kind != FieldKind::ConsentList
            && ![NAME_FIELD, LOCATION_FIELD].contains(&field.id.as_str())
    });
    match makes {
        Makes::Need => {
            let own = ["/member/name", "/contact/name", "/contact/email", "/description", SHARE, "/need_types"];
            let also = ["/contact/phone", "/contact/language", "/amount_eur", SHOWN];
            let of_people = |field: &&crate::member::MemberField| !field.personal;
            let fields = fillable.filter(of_people).map(|field| format!("/member/{}", field.id));
            own.into_iter().chain(also).map(str::to_owned).chain(fields).collect()
        }
        Makes::Member => {
            let own = ["/name", LEFT_ON].map(str::to_owned);
            own.into_iter().chain(fillable.map(|field| format!("/{}", field.id))).collect()
        }
    }
}

/// Parts without which no message is complete.
pub const fn required(makes: Makes) -> &'static [&'static str] {
    match makes {
        Makes::Need => &["/member/name", "/contact/name", "/contact/email"],
        Makes::Member => &["/name"],
    }
}

impl Mapping {
    /// What is wrong with it, each with its place under `at`. A part that a
    /// message can't be without has an answer.
    pub fn check(&self, catalogue: &Catalogue, at: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let known = parts(self.makes, catalogue);
        let place = |part: &str| format!("{at}/fields/{}", part.replace('~', "~0").replace('/', "~1"));
        for (part, keys) in &self.fields {
            let wrong = if !known.contains(part) {
                Some(Problem::UnknownField)
            } else if keys.len() > ANSWERS_AT_MOST {
                Some(Problem::TooMany(ANSWERS_AT_MOST))
            } else {
                keys.iter().any(|key| key.chars().count() > LONGEST).then_some(Problem::TooLong(LONGEST))
            };
            errors.extend(wrong.map(|wrong| FieldError::new(place(part), wrong)));
        }
        for part in required(self.makes) {
            if self.fields.get(*part).is_none_or(Vec::is_empty) {
                errors.push(FieldError::new(place(part), Problem::Missing));
            }
        }
        if self.yes.len() > YES_AT_MOST {
            errors.push(FieldError::new(format!("{at}/yes"), Problem::TooMany(YES_AT_MOST)));
        }
        for (index, answer) in self.yes.iter().enumerate() {
            if answer.chars().count() > LONGEST {
                errors.push(FieldError::new(format!("{at}/yes/{index}"), Problem::TooLong(LONGEST)));
            }
        }
        errors
    }
}

#[cfg(test)]
mod tests;
