//! Figures drawn: readable without colour, with the numbers beside them.

use domain::Language;
use domain::statistics::Share;
use maud::{Markup, html};
use web::format;

use crate::word_with;

/// A share as a dot with its 95 % interval, on a line from 0 to 1.
pub(crate) fn interval_chart(language: Language, share: &Share) -> Markup {
    const WIDTH: f64 = 200.0;
    let at = |share: f64| format!("{:.1}", 8.0 + share * (WIDTH - 16.0));
    let percent = |share: f64| format::percent(language, share);
    let args = [
        ("value", percent(share.value).into()),
        ("low", percent(share.low).into()),
        ("high", percent(share.high).into()),
    ];
    html! {
        svg class="interval" viewBox="0 0 200 20" role="img" aria-label=(word_with(language, "chart-interval", &args)) {
            line class="axis" x1="8" x2="192" y1="10" y2="10" {}
            line class="range" x1=(at(share.low)) x2=(at(share.high)) y1="10" y2="10" {}
            circle cx=(at(share.value)) cy="10" r="5" {}
        }
        span class="soft small" { (percent(share.low)) " – " (percent(share.high)) }
    }
}
