//! Parts of the page of one need: the person, what is needed, agencies.

use crate::word;
use domain::fact_words::{fact_label, value_label};
use domain::need::{NeedCase, Share};
use domain::referral::{Referral, ReferralStatus};
use domain::{Instant, Language};
use maud::{Markup, html};
use web::format;
use web::ui::{Icon, Tone, badge, card, definitions, referral_badge};
use web::views::{Names, is_late};

/// Who asks, from where, and what they agreed to.
pub(super) fn person(case: &NeedCase, names: &Names<'_>) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    let place = catalogue.place_name(&case.need.location);
    let share = match &case.need.share {
        Share::All(true) => word("need-share-all"),
        Share::All(false) => word("need-share-none"),
        Share::Only(agencies) if agencies.is_empty() => word("need-share-none"),
        Share::Only(agencies) => agencies.iter().map(|agency| names.agency(agency)).collect::<Vec<_>>().join(", "),
    };
    let text = |words: String| Some(html! { (words) });
    let Some(person) = &case.person else {
        return card(&word("need-person"), html! { p { (word("need-person-erased")) } p { (place) } });
    };
    let contact = &person.contact;
    card(
        &word("need-person"),
        html! {
            (definitions(&[
                (&word("need-company"), text(person.company.name.clone())),
                (&word("need-contact"), text(contact.name.clone())),
                (&word("need-email"), Some(html! { a href={ "mailto:" (contact.email.as_str()) } { (contact.email) } })),
                (&word("need-phone"), contact.phone.clone().and_then(text)),
                (&word("need-language"), text(contact.language.map_or("fr, nl", Language::tag).to_uppercase())),
                (&word("need-place"), Some(html! { a href={ "/locations/" (case.need.location) } { (place) } })),
                (&word("need-share"), text(share)),
                (&word("need-amount"), case.need.amount_eur.and_then(|amount| text(format::euros(language, amount)))),
            ]))
            @if !person.company.profile.is_empty() {
                details {
                    summary { (word("need-profile")) }
                    dl class="definitions" {
                        @for (fact, value) in &person.company.profile {
                            div { dt { (fact_label(fact, language)) } dd { (value_label(fact, value, language)) } }
                        }
                    }
                }
            }
        },
    )
}

/// What is needed, with the evidence, and the member's own words.
pub(super) fn needed(case: &NeedCase, names: &Names<'_>) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    card(
        &word("need-needed"),
        html! {
            @if case.need.need_types.is_empty() { p { (word("need-nothing-determined")) } }
            @for determined in &case.need.need_types {
                div {
                    p {
                        strong { (names.need_type(&determined.id)) } " "
                        @if determined.from.is_settled() { (badge(Tone::Green, Icon::Check, &word("need-settled"))) }
                        @else if determined.is_weak() { (badge(Tone::Plain, Icon::Question, &word("need-hint"))) }
                        @else { (badge(Tone::Iris, Icon::Question, &word("need-suggested"))) }
                    }
                    ul class="because" {
                        @for evidence in &determined.because { li { (evidence.text(language, catalogue)) } }
                    }
                }
            }
            @if let Some(person) = case.person.as_ref().filter(|person| !person.description.is_empty()) {
                h3 { (word("need-own-words")) }
                p class="quote" { (person.description) }
            }
        },
    )
}

/// What is waited for, and until when; nothing once it is on somebody's list.
fn awaited(referral: &Referral) -> Option<(&'static str, Instant)> {
    match referral.status {
        ReferralStatus::Accepted => referral.follow_up.next_at.map(|at| ("need-next-question", at)),
        status => status.is_open().then_some(("need-answer-by", referral.answer_by)),
    }
}

/// The agencies asked, each with its reasons.
pub(super) fn referrals(case: &NeedCase, names: &Names<'_>, now: Instant) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    card(
        &word("need-referrals"),
        html! {
            @if case.referrals.is_empty() { p { (word("need-no-referral")) } }
            @for referral in &case.referrals {
                div {
                    p {
                        strong { (names.agency(&referral.agency)) } " " (referral_badge(language, referral.status)) " "
                        @if is_late(referral.status, referral.answer_by, now) { (badge(Tone::Red, Icon::Alert, &word("need-late"))) }
                    }
                    @if let Some((key, at)) = awaited(referral) {
                        p class="soft" { (word(key)) " " (format::instant(language, at)) }
                    }
                    ul class="because" {
                        @for reason in &referral.because { li { (reason.text(language, catalogue)) } }
                        @if let Some(reason) = referral.declined { li { (reason.label(language)) } }
                        @if let Some(outcome) = referral.outcome { li { (outcome.label(language)) } }
                    }
                }
            }
        },
    )
}
