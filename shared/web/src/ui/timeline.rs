//! History: time, who, what, why.

use domain::{Instant, Language};
use maud::{Markup, html};

use crate::LOCALES;
use crate::format;
use crate::i18n::t;

/// One thing that happened.
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// Who did it; empty where that is not kept.
    pub who: String,
    /// What happened.
    pub what: Markup,
    /// Why, one reason each.
    pub why: Vec<String>,
}

/// What happened, in the order given.
pub fn timeline(language: Language, entries: &[TimelineEntry]) -> Markup {
    html! {
        ol class="timeline" {
            @for entry in entries {
                li {
                    p class="when" {
                        time datetime=(entry.at) { (format::instant(language, entry.at)) }
                        @if !entry.who.is_empty() { " · " (entry.who) }
                    }
                    p class="what" { (entry.what) }
                    @if !entry.why.is_empty() {
                        p class="because" { (t(&LOCALES, language, "timeline-why")) " " (entry.why.join(format::semicolon(language))) }
                    }
                }
            }
        }
    }
}
