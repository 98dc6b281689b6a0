//! What pages of the console share.

use domain::Language;
use maud::{Markup, Render, html};
use serde::Deserialize;
use store::Versioned;
use validator::Validate;
use web::extract::FormBody;
use web::page::ConsoleNav;
use web::ui;
use web::{Desk, Page, Problem};

use crate::word;

/// In which language a mail is shown.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(crate) struct As {
    pub(crate) r#as: Option<Language>,
}

/// What was looked at when something was pressed.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(crate) struct Pressed {
    version: u64,
}

/// What was found, where it is what was looked at when something was pressed.
pub(crate) fn as_looked_at<T>(found: Versioned<T>, form: FormBody<Pressed>) -> Result<Versioned<T>, Problem> {
    let Pressed { version } = form.into_value()?;
    if found.version == version { Ok(found) } else { Err(Problem::changed_meanwhile()) }
}

/// A button that is pressed over what is looked at.
pub(crate) fn press(desk: &Desk, version: u64, path: &str, button: Markup) -> Markup {
    let version = ui::hidden("version", &version.to_string());
    ui::form(path, &desk.staff.csrf, html! { (version) (button) })
}

/// A page below another one, of which the key of its words and the path are given.
pub(crate) async fn page<'a>(
    desk: &'a Desk,
    title: &str,
    lead: impl Render,
    (above, path): (&str, &str),
) -> Result<Page<'a>, Problem> {
    let page = desk.page().await?.console_nav(ConsoleNav::Directory);
    Ok(page.title(title).lead(lead).crumb(&word(desk.language(), above), path))
}
