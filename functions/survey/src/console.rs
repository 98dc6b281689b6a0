//! What pages of the console share.

use chrono::NaiveDate;
use domain::Language;
use maud::{Markup, Render, html};
use web::page::ConsoleNav;
use web::ui::{self, Icon, Table, Tone};
use web::{Desk, Page, Problem, Visit, format};

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

/// A table whose caption and columns are keys of words; an empty key names none.
pub(crate) fn table(language: Language, title: &str, columns: &[&str]) -> Table {
    let name = |key: &&str| if key.is_empty() { String::new() } else { word(language, key) };
    let columns: Vec<String> = columns.iter().map(name).collect();
    Table::new(&word(language, title), &columns.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A list as a card, or that there is nothing yet, and how something comes.
pub(crate) fn listed(language: Language, table: &Table, (nothing, how): (&str, &str)) -> Markup {
    html! {
        @if table.is_empty() {
            (ui::empty(&word(language, nothing), word(language, how)))
        } @else {
            div class="card" { (table.show()) }
        }
    }
}

/// What was just done: of what can be, the key of its words.
pub(crate) fn done(visit: &Visit, can_be: &[(&str, &str)]) -> Option<Markup> {
    visit.done_as(can_be).map(|key| ui::notice(word(visit.language, key)))
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
