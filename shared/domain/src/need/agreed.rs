//! A consent to share a need, and the words that were read.

use serde::{Deserialize, Serialize};

use crate::Instant;

/// A consent to share, as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// When.
    pub at: Instant,
    /// The version of the words that were read: [`Self::BY_MEMBER`] and its like.
    /// Those of each version stay.
    pub words: String,
}

impl Agreed {
    /// The words of today for whoever states a need, or agrees later on its page.
    pub const BY_MEMBER: &'static str = "2026-11";
    /// The same, as the staff reads them that states a need for a member.
    pub const FOR_MEMBER: &'static str = "2026-11-for";
    /// The words beside a yes to what was proposed, which name the agencies.
    pub const BY_YES: &'static str = "2026-11-yes";

    /// Agreed to at this moment, in these words.
    pub fn to(words: &str, at: Instant) -> Self {
        Self { at, words: words.to_owned() }
    }
}
