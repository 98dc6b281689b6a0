//! Parts of the page of one need: the person, what is needed, agencies, and the mails
//! that were made for it.

use crate::word;
use domain::fact_words::{fact_label, value_label};
use domain::need::effect::NeedEffect;
use domain::need::{NeedCase, Share};
use domain::referral::{Referral, ReferralStatus};
use domain::{Instant, Language};
use flows::needs::NeedWork;
use maud::{Markup, html};
use store::repos::deliveries::{Delivery, DeliveryStatus};
use web::ui::{Icon, Tone, badge, card, definitions, form, hidden, referral_badge};
use web::views::{Names, agreed, is_late, member_mail};
use web::{Problem, StaffMember, format};

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
    let body = html! {
        (definitions(&[
            (&word("need-company"), text(person.company.name.clone())),
            (&word("need-contact"), text(contact.name.clone())),
            (&word("need-email"), Some(html! { a href={ "mailto:" (contact.email.as_str()) } { (contact.email) } })),
            (&word("need-phone"), contact.phone.clone().and_then(text)),
            (&word("need-language"), text(contact.language.map_or("fr, nl", Language::tag).to_uppercase())),
            (&word("need-place"), Some(html! { a href={ "/locations/" (case.need.location) } { (place) } })),
            (&word("need-share"), text(share)),
            (&word("need-agreed"), agreed(language, catalogue, case).and_then(text)),
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
    };
    card(&word("need-person"), body)
}

/// What is needed, with the evidence, and the member's own words.
pub(super) fn needed(case: &NeedCase, names: &Names<'_>) -> Markup {
    let Names { catalogue, language, .. } = *names;
    let word = |key: &str| word(language, key);
    let body = html! {
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
    };
    card(&word("need-needed"), body)
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
    let body = html! {
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
    };
    card(&word("need-referrals"), body)
}

/// A mail that was made for a need.
pub(super) struct MailOfNeed {
    delivery: Delivery,
    work: NeedWork,
}

impl MailOfNeed {
    /// The mails among a need's deliveries, the oldest first.
    pub(super) fn all(deliveries: Vec<Delivery>) -> Result<Vec<Self>, Problem> {
        let mut mails = Vec::new();
        // What a need tells its member's entry is no mail of its own.
        for delivery in deliveries.into_iter().filter(|delivery| delivery.work.kind() == NeedWork::KIND) {
            let work: NeedWork = delivery.work.read()?;
            if work.effect.is_mail() {
                mails.push(Self { delivery, work });
            }
        }
        mails.sort_by_key(|mail| mail.delivery.created_at);
        Ok(mails)
    }
}

/// Every mail that was made for the need; dead ones can be sent again.
pub(super) fn mails(staff: &StaffMember, case: &NeedCase, all: &[MailOfNeed], names: &Names<'_>) -> Markup {
    let language = names.language;
    let word = |key: &str| word(language, key);
    let body = html! {
        @if all.is_empty() { p { (word("need-no-mail")) } }
        @for MailOfNeed { delivery, work } in all {
            div {
                p { (what_mail(&work.effect, names)) " " (delivery_badge(language, delivery.status)) }
                p class="because" {
                    (format::instant(language, delivery.ended_at.unwrap_or(delivery.created_at)))
                    @if delivery.attempts > 0 { " · " (word("need-mail-attempts")) " " (delivery.attempts) }
                    @if let Some(error) = &delivery.last_error { " · " (error) }
                }
                @if delivery.status == DeliveryStatus::Dead && !flows::needs::still_matters(case, work) {
                    p class="because" { (word("need-nothing-to-send")) }
                } @else if delivery.status == DeliveryStatus::Dead && staff.is_coordinator() {
                    (form(&format!("/console/needs/{}/resend", case.need.id), &staff.csrf, html! {
                        (hidden("delivery", &delivery.id))
                        button class="button secondary" type="submit" { (word("need-send-again")) }
                    }))
                }
            }
        }
    };
    card(&word("need-mails"), body)
}

fn delivery_badge(language: Language, status: DeliveryStatus) -> Markup {
    let (tone, icon, key) = match status {
        DeliveryStatus::Waiting => (Tone::Amber, Icon::Clock, "mail-waiting"),
        DeliveryStatus::Sent => (Tone::Green, Icon::Check, "mail-sent"),
        DeliveryStatus::Dropped => (Tone::Plain, Icon::Dot, "mail-dropped"),
        DeliveryStatus::Dead => (Tone::Red, Icon::Cross, "mail-dead"),
    };
    badge(tone, icon, &word(language, key))
}

fn what_mail(effect: &NeedEffect, names: &Names<'_>) -> String {
    let word = |key: &str| word(names.language, key);
    let to = |key: &str, agency| format!("{} ({})", word(key), names.agency(agency));
    match effect {
        NeedEffect::ReferralMail { agency, .. } => to("mail-referral", agency),
        NeedEffect::ReferralLinkMail { agency } => to("mail-referral-link", agency),
        NeedEffect::ReferralWithdrawnMail { agency } => to("mail-referral-withdrawn", agency),
        NeedEffect::ColleagueMail { .. } => word("mail-colleague"),
        NeedEffect::MemberMail(step) => member_mail(names.language, step),
        NeedEffect::ReminderMail { agency, .. } => to("mail-reminder", agency),
        NeedEffect::EnquiryMail { agency, .. } => to("mail-enquiry", agency),
        NeedEffect::HandedOverMail { agency } => to("mail-handed-over", agency),
        NeedEffect::AddedMail { agency, .. } => to("mail-added", agency),
        NeedEffect::ReferralClock { .. } | NeedEffect::ReferralUnreached { .. } => word("mail-other"),
    }
}
