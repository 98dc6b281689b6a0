//! What is not as usual in a week: sessions that do not take place or were
//! moved, each with its reason.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::local_time;
use domain::permanence::Permanence;
use domain::sessions::{Session, SessionStatus};
use maud::{Markup, html};
use web::{format, ui};

use crate::console::{agency_name, place_name};
use crate::sessions::Occurrence;
use crate::{word, word_with};

/// The card; nothing where all is as usual.
pub(super) fn card(language: Language, catalogue: &Catalogue, sessions: &[Occurrence<'_>]) -> Markup {
    let changed: Vec<&Occurrence<'_>> = sessions.iter().filter(|(session, of)| is_changed(session, of)).collect();
    html! {
        @if !changed.is_empty() {
            (ui::card(&word(language, "changes-title"), html! {
                ul class="agendas" {
                    @for (session, of) in changed { (row(language, catalogue, session, of)) }
                }
            }))
        }
    }
}

fn is_changed(session: &Session, of: &Permanence) -> bool {
    let day = session.id.parts().map(|(_, day)| day);
    session.status == SessionStatus::Cancelled || day.is_some_and(|day| of.exception_on(day).is_some())
}

fn row(language: Language, catalogue: &Catalogue, session: &Session, of: &Permanence) -> Markup {
    let day = session.local_start.date();
    let end = local_time::to_local(session.end, session.timezone).time();
    let planned = session.id.parts().map(|(_, day)| day);
    let moved = planned.and_then(|day| of.exception_on(day)).and_then(|exception| exception.start);
    let (tone, icon, state) = match (session.status, planned.filter(|_| moved.is_some())) {
        (SessionStatus::Cancelled, _) => (ui::Tone::Plain, ui::Icon::Cross, word(language, "change-cancelled")),
        (SessionStatus::Scheduled, Some(day)) => {
            let day = format::day_short(language, day);
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
                strong { (agency_name(catalogue, &session.agency, day)) } " · " (place_name(catalogue, &session.location)) " "
                (ui::badge(tone, icon, &state))
            }
            @if let Some(reason) = &session.reason { p class="soft" { (reason.get(language)) } }
        },
    )
}
