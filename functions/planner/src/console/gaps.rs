//! What is needed and missing: why, and what would help.

use domain::ids::{AgencyId, LocationId};
use maud::{Markup, html};
use rota_planner::Gap;
use web::ui;

use super::shown::Shown;
use crate::reasons::{self, parties};
use crate::word_with;

/// Gaps that are shown in full; the rest in a list to open.
const FIRST: usize = 3;

/// A card for what is missing, the weightiest first: to be opened, for the week says
/// at each place who is missing there; open where one place or agency is looked at.
pub(super) fn show(shown: &Shown<'_>) -> Markup {
    let wanted = |gap: &&Gap| {
        let is = |wanted: &Option<String>, id: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| wanted.is_empty() || id == Some(wanted))
        };
        is(&shown.look.place, Some(gap.place.as_str()))
            && is(&shown.look.agency, gap.agency.as_ref().map(|agency| agency.as_str()))
    };
    let gaps: Vec<&Gap> = shown.result.gaps.iter().filter(wanted).collect();
    let (first, rest) = gaps.split_at(gaps.len().min(FIRST));
    if gaps.is_empty() {
        return ui::card(&shown.word("gaps"), html! { p { (none(shown)) } });
    }
    let is_looked_at = [&shown.look.place, &shown.look.agency].into_iter().flatten().any(|id| !id.is_empty());
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
    let named = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
    let agency = named(&shown.look.agency).and_then(|id| AgencyId::parse(&id).ok());
    let place = named(&shown.look.place).and_then(|id| LocationId::parse(&id).ok());
    let agency = agency.as_ref().map(|id| shown.catalogue.agency_name(id));
    let names: Vec<&str> = agency.into_iter().chain(place.as_ref().map(|id| shown.catalogue.place_name(id))).collect();
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
            @for reason in &gap.because { (reasons::why_not(reason).get(language)) " " }
        }
        @if !gap.would_help.is_empty() {
            p { strong { (shown.word("what-helps")) } }
            ul { @for help in &gap.would_help { li { (reasons::would_help(shown.catalogue, help).get(language)) } } }
        }
    }
}
