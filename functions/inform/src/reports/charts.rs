//! Satisfaction from quarter to quarter, drawn: a line with the interval of each
//! quarter behind it. The same stands beside it as a table.

use domain::Language;
use maud::{Markup, html};
use web::format;

use super::parts::quarter_short;
use crate::satisfaction::QuarterShare;
use crate::word;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 52.0;
const BOTTOM: f64 = 160.0;
const TOP: f64 = 16.0;

/// The line; nothing where no quarter has enough answers.
pub(crate) fn line(language: Language, quarters: &[QuarterShare]) -> Markup {
    let shown: Vec<(usize, &QuarterShare, domain::statistics::Share)> =
        quarters.iter().enumerate().filter_map(|(at, one)| Some((at, one, one.csat?))).collect();
    let lowest = shown.iter().map(|(_, _, share)| share.low).fold(1.0, f64::min);
    // From the tenth below the lowest bound on: a line in the lower half tells little.
    let from = ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.9);
    let y = |share: f64| BOTTOM - (share - from) / (1.0 - from) * (BOTTOM - TOP);
    let step = (WIDTH - LEFT - 40.0) / (quarters.len().max(2) - 1) as f64;
    let x = |at: usize| LEFT + 24.0 + step * at as f64;
    let n = |value: f64| format!("{value:.1}");
    let lines: Vec<f64> = (0..=10).map(|tenth| f64::from(tenth) / 10.0).filter(|share| *share >= from - 1e-9).collect();
    let every = if lines.len() > 6 { 2 } else { 1 };
    let path: Vec<String> = shown.iter().map(|(at, _, share)| format!("{},{}", n(x(*at)), n(y(share.value)))).collect();
    html! {
        @if !shown.is_empty() {
            svg class="line-chart" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(word(language, "report-line")) {
                @for share in lines.iter().rev().step_by(every) {
                    line class="axis" x1=(n(LEFT)) x2=(n(WIDTH - 8.0)) y1=(n(y(*share))) y2=(n(y(*share))) {}
                    text class="tick" x=(n(LEFT - 8.0)) y=(n(y(*share) + 4.0)) text-anchor="end" { (format::percent(language, *share)) }
                }
                @for (at, one) in quarters.iter().enumerate() {
                    text class="tick" x=(n(x(at))) y=(n(HEIGHT - 8.0)) text-anchor="middle" { (quarter_short(language, one.quarter)) }
                }
                @for (at, _, share) in &shown {
                    line class="range" x1=(n(x(*at))) x2=(n(x(*at))) y1=(n(y(share.low))) y2=(n(y(share.high))) {}
                }
                polyline points=(path.join(" ")) {}
                @for (at, _, share) in &shown {
                    circle cx=(n(x(*at))) cy=(n(y(share.value))) r="5" {}
                    text class="value" x=(n(x(*at) + 9.0)) y=(n(y(share.value) - 8.0)) { (format::number(language, share.value * 100.0, 0)) }
                }
            }
        }
    }
}
