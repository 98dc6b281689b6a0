//! A state: always an icon and a word with the colour; those of needs and referrals,
//! shown alike on every page.

use domain::Language;
use domain::need::{NeedStatus, TriageReason};
use domain::referral::ReferralStatus;
use maud::{Markup, html};

/// The colour of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// To be looked at.
    Iris,
    /// Waiting.
    Amber,
    /// Well.
    Green,
    /// Failed.
    Red,
    /// For information.
    Sky,
    /// Over, or of no weight.
    Plain,
}

impl Tone {
    /// The class of the colour in the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Iris => "iris",
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Red => "red",
            Self::Sky => "sky",
            Self::Plain => "plain",
        }
    }
}

/// A small sign beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// Time passes.
    Clock,
    /// Somebody has to say.
    Question,
    /// Done.
    Check,
    /// Failed or refused.
    Cross,
    /// Somebody has to write.
    Pencil,
    /// On its way.
    Arrow,
    /// Under way.
    Dot,
    /// Attention.
    Alert,
    /// Looking for something.
    Search,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Clock => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 3v3.2l2.2 1.6",
            Self::Question => "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.7M8 12.4v.1",
            Self::Check => "M3 8.5l3.3 3.3L13 5",
            Self::Cross => "M4 4l8 8M12 4l-8 8",
            Self::Pencil => "M3 13l.6-2.8L10.5 3.3l2.2 2.2-6.9 6.9z",
            Self::Arrow => "M3 8h10M9 4l4 4-4 4",
            Self::Dot => "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
            Self::Alert => "M8 2.5L14 13.5H2zM8 6.8v3M8 11.6v.1",
            Self::Search => "M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.1 10.1l3.4 3.4",
        }
    }

    /// The sign; for the eye only, a word says the same beside it.
    pub fn markup(self) -> Markup {
        html! {
            svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false" {
                path d=(self.path()) fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" {}
            }
        }
    }
}

/// A state.
pub fn badge(tone: Tone, icon: Icon, word: &str) -> Markup {
    html! { span class={ "badge " (tone.class()) } { (icon.markup()) span { (word) } } }
}

/// Where a need stands.
pub fn need_badge(language: Language, status: NeedStatus) -> Markup {
    let (tone, icon) = match status {
        NeedStatus::ToTriage => (Tone::Iris, Icon::Question),
        NeedStatus::Referred => (Tone::Amber, Icon::Clock),
        NeedStatus::InProgress => (Tone::Sky, Icon::Dot),
        NeedStatus::Closed => (Tone::Plain, Icon::Check),
    };
    badge(tone, icon, status.label(language))
}

/// Where a referral stands.
pub fn referral_badge(language: Language, status: ReferralStatus) -> Markup {
    let (tone, icon) = match status {
        ReferralStatus::Queued => (Tone::Sky, Icon::Arrow),
        ReferralStatus::Sent => (Tone::Amber, Icon::Clock),
        ReferralStatus::Accepted => (Tone::Green, Icon::Check),
        ReferralStatus::Declined => (Tone::Plain, Icon::Cross),
        ReferralStatus::Expired => (Tone::Amber, Icon::Alert),
        ReferralStatus::Undeliverable => (Tone::Red, Icon::Cross),
        ReferralStatus::Done => (Tone::Green, Icon::Check),
        ReferralStatus::Withdrawn => (Tone::Plain, Icon::Cross),
    };
    badge(tone, icon, status.label(language))
}

/// Why a need waits for the coordinator.
pub fn triage_words(language: Language, reason: TriageReason) -> String {
    reason.label(language).to_owned()
}
