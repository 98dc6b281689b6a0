//! What becomes of a referral that was taken on, as its pages ask for it: meet,
//! can't reach, hand over by name; and what a button of a mail says, confirmed
//! with one press.

use domain::clock::BRUSSELS;
use domain::need::Outcome;
use domain::referral::ReferralStatus;
use maud::{Markup, html};
use serde::Deserialize;
use web::extract::FormState;
use web::format;
use web::i18n::FluentValue;
use web::ui::{Field, button, button_secondary, card, form, hidden};

use crate::shown::{Shown, of_form};

/// What a button of a mail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// The company was helped.
    Helped,
    /// It was not.
    NotHelped,
    /// A meeting is planned.
    Meeting,
    /// The company can't be reached.
    Unreached,
}

/// Where a referral stands that was taken on.
pub(crate) fn stands(
    shown: &Shown<'_>,
    agency: (&'static str, FluentValue<'_>),
    date: (&'static str, FluentValue<'_>),
) -> String {
    let follow_up = &shown.sheet.referral.follow_up;
    let next = follow_up.next_at.map(|at| format::date(shown.language, at.day_in(BRUSSELS)));
    match next {
        _ if follow_up.silent_since.is_some() => shown.words("stands-silent", &[agency]),
        Some(next) if follow_up.awaits_member => shown.words("stands-awaits-member", &[agency, ("next", next.into())]),
        Some(next) => shown.words("stands-accepted-until", &[agency, date, ("next", next.into())]),
        None => shown.words("stands-accepted", &[agency, date]),
    }
}

/// What a button of the mail says, to be confirmed; nothing once the referral
/// is not the agency's to say of.
pub(crate) fn confirm(shown: &Shown<'_>, path: &str, said: Said) -> Markup {
    if shown.sheet.referral.status != ReferralStatus::Accepted {
        return Markup::default();
    }
    let (key, fields) = match said {
        Said::Helped => {
            ("say-helped", html! { (hidden("action", "done")) (hidden("outcome", Outcome::Helped.code())) })
        }
        Said::NotHelped => {
            ("say-not-helped", html! { (hidden("action", "done")) (hidden("outcome", Outcome::NotHelped.code())) })
        }
        Said::Meeting => {
            let on = when(shown).among("said").show(shown.language, &FormState::default());
            ("say-meeting", html! { (hidden("action", "meeting")) (on) })
        }
        Said::Unreached => ("say-unreached", hidden("action", "unreached")),
    };
    card(&shown.word("say-title"), form(path, "", html! { (fields) (button(&shown.word(key))) }))
}

fn when(shown: &Shown<'_>) -> Field {
    Field::new("on", &shown.word("meeting-on")).kind("date").hint(&shown.word("meeting-on-hint"))
}

/// The forms of an agency that took a referral on.
pub(crate) fn meets(shown: &Shown<'_>, path: &str, csrf: &str, state: &FormState) -> Markup {
    let (language, handing) = (shown.language, of_form(state, "hand_over"));
    let awaits = shown.sheet.referral.follow_up.awaits_member;
    html! {
        (card(&shown.word("meeting-title"), html! {
            div class="stack" {
                (form(path, csrf, html! {
                    (hidden("action", "meeting"))
                    (when(shown).show(shown.language, &of_form(state, "meeting")))
                    (button(&shown.word("meeting")))
                }))
                @if !awaits {
                    p { (shown.word("unreached-what")) }
                    (form(path, csrf, button_secondary(&shown.word("unreached"), "action", "unreached")))
                }
            }
        }))
        details class="card" open[handing.is_refused()] {
            summary { (shown.word("hand-over-title")) }
            p { (shown.words("hand-over-what", &[("agency", shown.agency().into())])) }
            (form(path, csrf, html! {
                (hidden("action", "hand_over"))
                (Field::new("name", &shown.word("hand-over-name")).max_length(100).required().show(language, &handing))
                (Field::new("email", &shown.word("hand-over-email")).kind("email").max_length(254).required().show(language, &handing))
                (button_secondary(&shown.word("hand-over"), "hand_over", "yes"))
            }))
        }
    }
}
