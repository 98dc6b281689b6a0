//! What clashes, in words.

use crate::{word, word_with};
use domain::Language;
use domain::rota::Clash;
use maud::{Markup, html};
use web::{format, ui};

/// Days that are named before the rest is counted.
const NAMED: usize = 3;

/// What clashes in a week or in a series' sessions to come, under a title; nothing
/// where all is well.
pub(crate) fn card(language: Language, title: &str, clashes: &[Clash]) -> Markup {
    html! {
        @if !clashes.is_empty() {
            section class="card" id="clashes" {
                h2 { (word(language, title)) }
                ul class="clashes" {
                    @for clash in clashes {
                        li { (mark(language, clash)) " " (clash.reason.get(language)) " " span class="soft" { (days(language, clash)) } }
                    }
                }
            }
        }
    }
}

/// Whether it can take place or should be looked at: an icon and a word.
fn mark(language: Language, clash: &Clash) -> Markup {
    if clash.is_hard() {
        ui::badge(ui::Tone::Red, ui::Icon::Cross, &word(language, "clash-hard"))
    } else {
        ui::badge(ui::Tone::Amber, ui::Icon::Alert, &word(language, "clash-soft"))
    }
}

fn days(language: Language, clash: &Clash) -> String {
    let named: Vec<String> = clash.days.iter().take(NAMED).map(|day| format::day_short(language, *day)).collect();
    let named = named.join(", ");
    match clash.days.len().saturating_sub(NAMED) {
        0 => named,
        more => word_with(language, "clash-days-more", &[("days", named.into()), ("n", more.into())]),
    }
}
