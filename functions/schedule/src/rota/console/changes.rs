//! What is not as usual in a week: sessions that do not take place or were
//! moved, each with its reason.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::local_time;
use domain::sessions::SessionStatus;
use maud::{Markup, html};
use web::{format, ui};

use crate::console::agency_name;
use crate::sessions::{Occurrence, exception_of, is_changed};
use crate::{word, word_with};

/// The card; nothing where all is as usual.
pub(super) fn card(language: Language, catalogue: &Catalogue, sessions: &[Occurrence<'_>]) -> Markup {
    let changed: Vec<&Occurrence<'_>> = sessions.iter().filter(|one| is_changed(one)).collect();
    html! {
        @if !changed.is_empty() {
            (ui::card(&word(language, "changes-title"), html! {
                ul class="agendas" {
                    @for one in changed { (row(language, catalogue, one)) }
                }
            }))
        }
    }
}

fn row(language: Language, catalogue: &Catalogue, one: &Occurrence<'_>) -> Markup {
    let (session, _) = one;
    let day = session.local_start.date();
    let end = local_time::to_local(session.end, session.timezone).time();
    let moved = exception_of(one).filter(|exception| exception.start.is_some());
    let (tone, icon, state) = match (session.status, moved) {
        (SessionStatus::Cancelled, _) => (ui::Tone::Plain, ui::Icon::Cross, word(language, "change-cancelled")),
        (SessionStatus::Scheduled, Some(moved)) => {
            let day = format::day_short(language, moved.date);
            (ui::Tone::Sky, ui::Icon::Arrow, word_with(language, "change-moved", &[("day", day.into())]))
        }
        (SessionStatus::Scheduled, None) => (ui::Tone::Sky, ui::Icon::Clock, word(language, "change-length")),
    };
    ui::agenda_row(
        language,
        session.local_start,
        end,
        html! {
            p {
                strong { (agency_name(catalogue, &session.agency, day)) } " · " (catalogue.place_name(&session.location)) " "
                (ui::badge(tone, icon, &state))
            }
            @if let Some(reason) = &session.reason { p class="soft" { (reason.get(language)) } }
        },
    )
}
