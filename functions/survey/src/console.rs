//! What pages of the console share, and who works here, by name.

use chrono::NaiveDate;
use domain::event::Actor;
use domain::staff::Staff;
use domain::{Instant, Language};
use maud::{Markup, Render};
use web::page::ConsoleNav;
use web::ui::{self, Icon, TimelineEntry, Tone};
use web::{Desk, Page, Problem, format};

use crate::word;

/// The page of all surveys, above the others: its words and its path.
pub(crate) const SURVEYS: (&str, &str) = ("list-title", "/console/survey");
/// The page of all waves.
pub(crate) const WAVES: (&str, &str) = ("waves-title", "/console/survey/waves");

/// A page below another one.
pub(crate) async fn page<'a>(
    desk: &'a Desk,
    title: &str,
    lead: impl Render,
    (above, path): (&str, &str),
) -> Result<Page<'a>, Problem> {
    let page = desk.page().await?.console_nav(ConsoleNav::Survey);
    Ok(page.title(title).lead(lead).crumb(&word(desk.language(), above), path))
}

/// First and last day of a survey or a wave.
pub(crate) fn days(language: Language, (opens, closes): (NaiveDate, NaiveDate)) -> String {
    format!("{} – {}", format::date(language, opens), format::date(language, closes))
}

/// Whether it takes answers, with the reason in the days beside it.
pub(crate) fn state(language: Language, (opens, closes): (NaiveDate, NaiveDate), today: NaiveDate) -> Markup {
    let (tone, icon, key) = if today < opens {
        (Tone::Sky, Icon::Clock, "state-upcoming")
    } else if today > closes {
        (Tone::Plain, Icon::Check, "state-closed")
    } else {
        (Tone::Green, Icon::Dot, "state-open")
    };
    ui::badge(tone, icon, &word(language, key))
}

/// Everybody who signs in. One query.
pub(crate) async fn all(desk: &Desk) -> Result<Vec<Staff>, Problem> {
    let staff = desk.store().staff().list().await?;
    Ok(staff.into_iter().filter(|staff| staff.active).collect())
}

/// Who did something, as far as they are still known.
pub(crate) fn who_did(language: Language, staff: &[Staff], actor: &Actor) -> String {
    match actor {
        Actor::Staff(id) => {
            let known = staff.iter().find(|staff| &staff.id == id);
            known.map_or_else(|| word(language, "by-somebody"), |staff| staff.name.clone())
        }
        _ => word(language, "by-program"),
    }
}

/// What was done when, and by whom.
pub(crate) fn timeline<'a>(
    language: Language,
    staff: &[Staff],
    done: impl Iterator<Item = (Instant, &'a Actor, Markup)>,
) -> Markup {
    let entry = |(at, actor, what): (Instant, &'a Actor, Markup)| {
        let who = who_did(language, staff, actor);
        TimelineEntry { at, who, what, why: Vec::new() }
    };
    ui::timeline(language, &done.map(entry).collect::<Vec<_>>())
}
