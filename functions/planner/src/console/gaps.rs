//! What is needed and missing: why, and what would help.

use maud::{Markup, html};
use rota_planner::Gap;
use web::ui;

use super::shown::{Look, Shown};
use crate::reasons::{self, parties};
use crate::word_with;

/// Gaps that are shown in full; the rest in a list to open.
const FIRST: usize = 3;

/// A card for what is missing, the weightiest first: to be opened, for the week says
/// at each place who is missing there; open where one place or agency is looked at.
pub(super) fn show(shown: &Shown<'_>) -> Markup {
    let Look { place, agency, .. } = shown.look;
    let wanted = |gap: &&Gap| shown.look.shows(&gap.place, gap.agency.as_ref());
    let gaps: Vec<&Gap> = shown.result.gaps.iter().filter(wanted).collect();
    let (first, rest) = gaps.split_at(gaps.len().min(FIRST));
    if gaps.is_empty() {
        return ui::card(&shown.word("gaps"), html! { p { (none(shown)) } });
    }
    let is_looked_at = place.is_some() || agency.is_some();
    html! {
        details class="card" open[is_looked_at] {
            summary { h2 { (shown.word("gaps")) " (" (gaps.len()) ")" } }
            @for gap in first { (one(shown, gap)) }
            @if !rest.is_empty() {
                details {
                    summary { (word_with(shown.language, "gaps-more", &[("n", rest.len().into())])) }
                    @for gap in rest { (one(shown, gap)) }
                }
            }
        }
    }
}

/// That nothing is missing: of what is looked at, which is not all.
fn none(shown: &Shown<'_>) -> String {
    let agency = shown.look.agency.iter().map(|id| shown.catalogue.agency_name(id));
    let place = shown.look.place.iter().map(|id| shown.catalogue.place_name(id));
    let names: Vec<&str> = agency.chain(place).collect();
    if names.is_empty() {
        return shown.word("gaps-none");
    }
    word_with(shown.language, "gaps-none-of", &[("what", names.join(" · ").into())])
}

fn one(shown: &Shown<'_>, gap: &Gap) -> Markup {
    let language = shown.language;
    let place = shown.catalogue.place_name(&gap.place);
    let title = match &gap.agency {
        Some(agency) => std::format!("{} · {place}", shown.catalogue.agency_name(agency)),
        None => place.to_owned(),
    };
    let values = [("n", parties(gap.parties).into()), ("week", (gap.week + 1).into()), ("weeks", gap.weeks.into())];
    html! {
        h3 { (title) }
        p class="soft" { (word_with(language, "gap-what", &values)) }
        p { strong { (shown.word("why-not")) } " "
            @for reason in &gap.because { (reasons::why_not(language, reason)) " " }
        }
        @if !gap.would_help.is_empty() {
            p { strong { (shown.word("what-helps")) } }
            ul { @for help in &gap.would_help { li { (reasons::would_help(language, shown.catalogue, help)) } } }
        }
    }
}
