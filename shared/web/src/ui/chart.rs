//! Figures drawn: readable without colour, with the numbers beside them.

use domain::Language;
use domain::statistics::Share;
use maud::{Markup, html};

use crate::LOCALES;
use crate::format;
use crate::i18n::t_args;

/// The share of those who are satisfied as a dot with its 95 % interval, on a line from 0 to 1.
pub fn interval(language: Language, share: &Share) -> Markup {
    interval_of(language, "chart-interval", share)
}

/// The same of the share of those who answered.
pub fn interval_of_rate(language: Language, share: &Share) -> Markup {
    interval_of(language, "chart-interval-rate", share)
}

fn interval_of(language: Language, key: &str, share: &Share) -> Markup {
    const WIDTH: f64 = 200.0;
    let at = |share: f64| format!("{:.1}", 8.0 + share * (WIDTH - 16.0));
    let percent = |share: f64| format::percent(language, share);
    let args = [
        ("value", percent(share.value).into()),
        ("low", percent(share.low).into()),
        ("high", percent(share.high).into()),
    ];
    html! {
        svg class="interval" viewBox="0 0 200 20" role="img" aria-label=(t_args(&LOCALES, language, key, &args)) {
            line class="axis" x1="8" x2="192" y1="10" y2="10" {}
            line class="range" x1=(at(share.low)) x2=(at(share.high)) y1="10" y2="10" {}
            circle cx=(at(share.value)) cy="10" r="5" {}
        }
        span class="soft small" { (percent(share.low)) " – " (percent(share.high)) }
    }
}

/// A share between 0 and 1 as a bar; the figure stands beside it in words.
pub fn bar(share: f64) -> Markup {
    html! {
        svg class="bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect width="100" height="14" {}
            rect width=(format!("{:.1}", share * 100.0)) height="14" {}
        }
    }
}
