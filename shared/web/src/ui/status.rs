//! The states of needs and referrals, shown alike on every page.

use domain::Language;
use domain::need::{NeedStatus, Outcome, TriageReason};
use domain::referral::{DeclineReason, ReferralStatus};
use maud::Markup;

use super::badge::{Icon, Tone, badge};
use crate::LOCALES;
use crate::i18n::t;

/// Where a need stands.
pub fn need_badge(language: Language, status: NeedStatus) -> Markup {
    let (tone, icon, key) = match status {
        NeedStatus::ToTriage => (Tone::Iris, Icon::Question, "need-to-triage"),
        NeedStatus::Referred => (Tone::Amber, Icon::Clock, "need-referred"),
        NeedStatus::InProgress => (Tone::Sky, Icon::Dot, "need-in-progress"),
        NeedStatus::Closed => (Tone::Plain, Icon::Check, "need-closed"),
    };
    badge(tone, icon, &t(&LOCALES, language, key))
}

/// Where a referral stands.
pub fn referral_badge(language: Language, status: ReferralStatus) -> Markup {
    let (tone, icon, key) = match status {
        ReferralStatus::Queued => (Tone::Sky, Icon::Arrow, "referral-queued"),
        ReferralStatus::Sent => (Tone::Amber, Icon::Clock, "referral-sent"),
        ReferralStatus::Accepted => (Tone::Green, Icon::Check, "referral-accepted"),
        ReferralStatus::Declined => (Tone::Plain, Icon::Cross, "referral-declined"),
        ReferralStatus::Expired => (Tone::Amber, Icon::Alert, "referral-expired"),
        ReferralStatus::Undeliverable => (Tone::Red, Icon::Cross, "referral-undeliverable"),
        ReferralStatus::Done => (Tone::Green, Icon::Check, "referral-done"),
        ReferralStatus::Withdrawn => (Tone::Plain, Icon::Cross, "referral-withdrawn"),
    };
    badge(tone, icon, &t(&LOCALES, language, key))
}

/// How it ended, in words.
pub fn outcome_words(language: Language, outcome: Outcome) -> String {
    let key = match outcome {
        Outcome::Helped => "outcome-helped",
        Outcome::NotHelped => "outcome-not-helped",
        Outcome::Unreachable => "outcome-unreachable",
        Outcome::Withdrawn => "outcome-withdrawn",
    };
    t(&LOCALES, language, key)
}

/// Why an agency declined, in words.
pub fn decline_words(language: Language, reason: DeclineReason) -> String {
    let key = match reason {
        DeclineReason::NotCompetent => "decline-not-competent",
        DeclineReason::Conditions => "decline-conditions",
        DeclineReason::Capacity => "decline-capacity",
        DeclineReason::Duplicate => "decline-duplicate",
        DeclineReason::Other => "decline-other",
    };
    t(&LOCALES, language, key)
}

/// Why a need waits for the coordinator, in a sentence.
pub fn triage_words(language: Language, reason: TriageReason) -> String {
    let key = match reason {
        TriageReason::Suggested => "triage-suggested",
        TriageReason::Undetermined => "triage-undetermined",
        TriageReason::NoConsent => "triage-no-consent",
        TriageReason::NoAgency => "triage-no-agency",
        TriageReason::Exhausted => "triage-exhausted",
    };
    t(&LOCALES, language, key)
}
