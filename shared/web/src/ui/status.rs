//! The states of needs and referrals, shown alike on every page.

use domain::Language;
use domain::need::{NeedStatus, TriageReason};
use domain::referral::ReferralStatus;
use maud::Markup;

use super::badge::{Icon, Tone, badge};

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
