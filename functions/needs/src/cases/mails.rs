//! The mails that were made for a need, on its page.

use crate::word;
use domain::Language;
use domain::need::NeedCase;
use domain::need::effect::NeedEffect;
use flows::needs::NeedWork;
use maud::{Markup, html};
use store::repos::deliveries::{Delivery, DeliveryStatus};
use web::ui::{Icon, Tone, badge, card, form, hidden};
use web::views::{Names, member_mail};
use web::{Problem, StaffMember, format};

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
    card(
        &word("need-mails"),
        html! {
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
        },
    )
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
