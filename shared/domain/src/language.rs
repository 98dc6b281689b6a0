//! The three languages of the product. French and Dutch are equal, English is
//! a courtesy.

use serde::{Deserialize, Serialize};

/// A language that pages, mails and answers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are always shown.
    pub const ALL: [Self; 3] = [Self::Fr, Self::Nl, Self::En];

    /// The two languages that the law makes equal: what a person of unknown
    /// language receives.
    pub const BOTH: [Self; 2] = [Self::Fr, Self::Nl];

    /// The BCP 47 tag: `fr`, `nl` or `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// Reads a tag such as `fr`, `nl-BE` or `EN`; anything else is `None`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary.trim()))
    }
}

/// A sentence or name in the three languages. English may be absent in data
/// that was never written in English; then the French stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Text {
    /// French.
    pub fr: String,
    /// Dutch.
    pub nl: String,
    /// English; the French stands where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// A text with all three languages.
    pub fn new(fr: impl Into<String>, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fr: fr.into(), nl: nl.into(), en: Some(en.into()) }
    }

    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::Nl => &self.nl,
            Language::En => self.en.as_deref().unwrap_or(&self.fr),
        }
    }
}

/// Picks one of three sentences that stand in the code: for words that belong
/// to a rule and are said alike on a page, in a mail and in an answer.
pub const fn pick<'a>(language: Language, fr: &'a str, nl: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Fr => fr,
        Language::Nl => nl,
        Language::En => en,
    }
}
