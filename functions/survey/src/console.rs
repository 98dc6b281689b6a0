//! What pages of the console share.

use chrono::NaiveDate;
use domain::Language;
use maud::{Markup, Render};
use web::page::ConsoleNav;
use web::ui::{self, Icon, Tone};
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
