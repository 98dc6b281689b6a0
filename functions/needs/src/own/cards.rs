//! What the member said, and what the member may do: agree to sharing, add
//! something, take back the need or the consent, take it up again.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::determine::Determined;
use domain::moves::{NOTE_AT_MOST, awaits_consent, can_reopen};
use domain::need::{AddedBy, Agreed, NeedCase, NeedPerson};
use domain::referral::ReferralStatus;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{Field, button, button_danger, button_secondary, card, form, hidden};
use web::views::{agreed, agreement};
use web::{Visit, format};

use crate::intake::agencies_named;
use crate::{word, word_with};

/// What these cards are made from.
pub(super) struct Shown<'a> {
    pub(super) visit: &'a Visit,
    pub(super) token: &'a str,
    pub(super) catalogue: &'a Catalogue,
    pub(super) case: &'a NeedCase,
    /// What was entered, where it was refused.
    pub(super) state: &'a FormState,
    pub(super) now: Instant,
}

impl Shown<'_> {
    fn word(&self, key: &str) -> String {
        word(self.visit.language, key)
    }

    fn form(&self, body: Markup) -> Markup {
        form(&format!("/n/{}", self.token), "", body)
    }
}

/// What was stated, and what was added to it since.
pub(super) fn stated(shown: &Shown<'_>) -> Markup {
    let Some(person) = &shown.case.person else { return Markup::default() };
    let added = person.notes.iter().filter(|note| !note.text.is_empty());
    let added: Vec<_> = added.filter_map(|note| note.by.as_ref().map(|by| (note, by))).collect();
    let body = html! {
        p { strong { (person.company.name) } }
        @if !person.description.is_empty() { p class="quote" { (person.description) } }
        @if let Some((on, why)) = shown.case.need.need_types.iter().find_map(Determined::proposed) {
            p { (word_with(shown.visit.language, "own-proposed", &[("day", format::date(shown.visit.language, on).into())])) }
            ul class="because" { @for one in why { li { (one.text(shown.visit.language, shown.catalogue)) } } }
        }
        @if !added.is_empty() { h3 { (shown.word("own-added")) } }
        @for (note, by) in added {
            p class="soft" {
                (format::instant(shown.visit.language, note.at))
                @if is_colleague(person, by) { " · " (by.name) }
            }
            p class="quote" { (note.text) }
        }
        @if let Some(agreed) = agreed(shown.visit.language, shown.catalogue, shown.case) {
            h3 { (shown.word("new-consent-title")) }
            p { (agreed) }
        }
    };
    card(&shown.word("own-stated"), body)
}

fn is_colleague(person: &NeedPerson, by: &AddedBy) -> bool {
    by.email().is_some_and(|email| email.mailbox() != person.contact.email.mailbox())
}

/// The consent that the need waits for, in the words of the form.
pub(super) fn agree(shown: &Shown<'_>) -> Markup {
    if !awaits_consent(shown.case) {
        return Markup::default();
    }
    let day = shown.now.day_in(BRUSSELS);
    let body = html! {
        p { (shown.word("own-agree-what")) }
        p class="quote" { (agreement(shown.visit.language, Agreed::BY_MEMBER, "")) }
        (agencies_named(shown.visit.language, shown.catalogue, day))
        (shown.form(html! { (hidden("action", "give_consent")) (button(&shown.word("own-agree"))) }))
    };
    card(&shown.word("new-consent-title"), body)
}

/// Something to add, while the need is open.
pub(super) fn add(shown: &Shown<'_>) -> Markup {
    if !shown.case.need.is_open() || shown.case.person.is_none() {
        return Markup::default();
    }
    let at_most = u32::try_from(NOTE_AT_MOST).unwrap_or(u32::MAX);
    let hint = if shown.case.need.share.any() { "own-add-hint" } else { "own-add-hint-unshared" };
    let text = Field::new("text", &shown.word("own-add-text")).lines(4).hint(&shown.word(hint));
    card(
        &shown.word("own-add-title"),
        shown.form(html! {
            (text.required().max_length(at_most).show(shown.visit.language, shown.state))
            div class="actions" { (button_secondary(&shown.word("own-add"), "action", "add")) }
        }),
    )
}

/// How it ends: the need taken back or up again, the consent taken back while
/// something is shared, also where a wider one is awaited: it is as easy as giving it.
pub(super) fn ends(shown: &Shown<'_>) -> Markup {
    let (case, is_open) = (shown.case, shown.case.need.is_open());
    let knows = |status: ReferralStatus| status.is_open() || status == ReferralStatus::Done;
    let is_shared = is_open || case.referrals.iter().any(|referral| knows(referral.status));
    let end = |key: &str, button: Markup| {
        let what = shown.word(&format!("{key}-what"));
        card(&shown.word(&format!("{key}-title")), html! { p { (what) } (shown.form(button)) })
    };
    let reopen = || button_secondary(&shown.word("own-reopen"), "action", "reopen");
    let withdraw = || button_danger(&shown.word("own-withdraw"), "action", "withdraw");
    let take_back = || button_danger(&shown.word("own-consent"), "action", "take_back_consent");
    html! {
        @if can_reopen(case, shown.now) { (end("own-reopen", reopen())) }
        @if is_open { (end("own-withdraw", withdraw())) }
        @if case.need.share.any() && is_shared { (end("own-consent", take_back())) }
    }
}
