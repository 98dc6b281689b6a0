//! What the pages of every room here say alike: what was done, the way from one
//! week or day to the next, and the names of agencies.

use chrono::NaiveDate;
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::rota::Team;
use maud::{Markup, html};
use store::TableError;
use web::page::ConsoleNav;
use web::{Context, Desk, Page, Problem, Visit, ui};

use crate::{LOCALES, word};

/// A page below the week of the rota.
pub(crate) async fn schedule_page(desk: &Desk) -> Result<Page<'_>, Problem> {
    let week = word(desk.language(), "schedule-title");
    Ok(desk.page().await?.console_nav(ConsoleNav::Schedule).crumb(&week, "/console/schedule"))
}

/// Links to what is before, to now and to what is after, as far as each has a
/// path; then `other` ones.
pub(crate) fn steps(language: Language, label: &str, steps: [(&str, Option<String>); 3], other: Markup) -> Markup {
    html! {
        nav class="actions" aria-label=(word(language, label)) {
            @for (key, path) in steps {
                @if let Some(path) = path { (ui::link_button_secondary(&word(language, key), &path)) }
            }
            (other)
        }
    }
}

/// What was just done, where there are words for its code.
pub(crate) fn notice(visit: &Visit) -> Option<Markup> {
    visit.notice_in(&LOCALES, "done")
}

/// `FR NL EN`.
pub(crate) fn tags(languages: &[Language]) -> String {
    languages.iter().map(|language| language.tag().to_uppercase()).collect::<Vec<_>>().join(" ")
}

/// The name people use of an agency, or of the one that does its work on `day`.
pub(crate) fn agency_name<'a>(catalogue: &'a Catalogue, id: &'a AgencyId, day: NaiveDate) -> &'a str {
    acting(catalogue, id, day).map_or(id.as_str(), |agency| agency.short.as_str())
}

/// The agency that does an agency's work on `day`, else the agency itself.
pub(crate) fn acting<'a>(catalogue: &'a Catalogue, id: &AgencyId, day: NaiveDate) -> Option<&'a Agency> {
    catalogue.acting(id, day).or_else(|| catalogue.agencies.get(id))
}

/// The advisers of an agency, or of the one that does its work on `day`: two reads.
pub(crate) async fn team(
    context: &Context,
    catalogue: &Catalogue,
    id: &AgencyId,
    day: NaiveDate,
) -> Result<Team, TableError> {
    let acting = catalogue.acting(id, day).map_or(id, |agency| &agency.id);
    context.store.advisers().team(Some(acting)).await
}
