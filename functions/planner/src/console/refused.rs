//! What of a plan is not published, each with what it is and why; and what was
//! settled of it and no longer applies.

use domain::catalogue::Catalogue;
use domain::{Language, Text};
use flows::plans::{About, Dropped, Whose};
use maud::{Markup, html};
use rota_planner::Wish;
use web::{format, ui};

use super::shown::Shown;

/// Whose permanence, where, when, and why it is not published.
pub(super) fn list<'a>(
    language: Language,
    catalogue: &Catalogue,
    all: impl Iterator<Item = (Option<About>, &'a Text)>,
) -> Markup {
    html! {
        ul {
            @for (about, reason) in all {
                li {
                    @if let Some(About { agency, place, start }) = about {
                        strong { (catalogue.agency_name(&agency)) " · " (catalogue.place_name(&place)) ", " (format::local(language, start)) }
                        (format::colon(language))
                    }
                    (reason.get(language))
                }
            }
        }
    }
}

/// What was settled and no longer applies; nothing where all does.
pub(super) fn dropped(shown: &Shown<'_>) -> Markup {
    let dropped = &shown.plan.settled.dropped;
    html! {
        @if !dropped.is_empty() {
            (ui::warning(shown.word("dropped")))
            ul { @for one in dropped { li { (dropped_words(shown, one)) (format::colon(shown.language)) (one.reason.get(shown.language)) } } }
        }
    }
}

fn dropped_words(shown: &Shown<'_>, Dropped { ruled, .. }: &Dropped) -> String {
    let ruling = &ruled.ruling;
    let who = match &ruled.whose {
        Whose::Coordinator => shown.team.name(&ruling.adviser).to_owned(),
        Whose::Agency(agency) => {
            std::format!("{} ({})", shown.catalogue.agency_name(agency), shown.team.name(&ruling.adviser))
        }
    };
    let place = ruling.place.as_ref().map(|place| shown.catalogue.place_name(place));
    let day = ruling.cells.first().map(|cell| format::day_short(shown.language, cell.day));
    let wish = shown.word(match ruling.wish {
        Wish::Pinned => "is-pinned",
        Wish::Forbidden => "is-forbidden",
    });
    let parts = [Some(who.as_str()), place, day.as_deref(), Some(wish.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
