//! How a page looks in the frame of another site: as the site does, or as its
//! reader prefers.

use serde::Deserialize;
use validator::Validate;

/// How a frame looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// As the reader's machine is set.
    #[default]
    Reader,
    /// Dark on white.
    Light,
    /// Light on dark.
    Dark,
}

/// The query of a frame that takes nothing else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct LookQuery {
    /// How it looks.
    #[serde(default)]
    pub look: Look,
}

impl Look {
    /// All of them, the usual one first: most sites are light whatever their readers
    /// prefer.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Reader];

    /// How an address names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// A path that has no query yet, in this look.
    pub fn of(self, path: &str) -> String {
        format!("{path}?look={}", self.code())
    }

    /// The one that an address names.
    pub(crate) fn asked_for(uri: &str) -> Self {
        let named = |look: &Self| uri.contains(&format!("look={}", look.code()));
        Self::ALL.into_iter().find(named).unwrap_or_default()
    }
}
