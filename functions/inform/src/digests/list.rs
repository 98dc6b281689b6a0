//! `GET /console/digests`: the digests of a month, one for each place.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::inform::{Digest, Issue, Month, Stage};
use domain::staff::StaffRole;
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::monthly::Sending;
use validator::Validate;
use web::extract::{FormBody, QueryParams};
use web::ui;
use web::{Desk, Problem, Reply, format};

use super::{month_of, path_of};
use crate::console;
use crate::{items, word, word_with};

#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct ListQuery {
    month: Option<String>,
}

/// Whether a host wants digests and news.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct Mine {
    wanted: bool,
}

/// The list: a host's holds its own place. One query, and a read for a hundred
/// that are sent; for a host, one of whether they want them.
pub(super) async fn show(desk: Desk, QueryParams(ListQuery { month }): QueryParams<ListQuery>) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = Month::of(desk.today());
    let month = month.map_or(Ok(today), |month| month_of(&month))?;
    let catalogue = desk.catalogue().await?;
    let mut digests: Vec<Digest> =
        desk.store().monthly().of_month(month).await?.into_iter().map(|read| read.value).collect();
    digests.retain(|digest| desk.staff.of_location(&digest.location).is_ok());
    digests.sort_by_key(|digest| (digest.stage(), catalogue.place_name(&digest.location).to_lowercase()));
    let issues: Vec<Issue> = digests.iter().map(super::issue).collect();
    let sendings = desk.store().monthly().sendings(&issues).await?;
    let body = html! { div class="stack" {
        (months(language, month))
        (table(language, &catalogue, &digests, &sendings).or(&word("digests-none"), word("digests-none-how")))
        (mine(&desk).await?)
    } };
    let title = format!("{} · {}", word("digests-title"), format::month(language, month.first()));
    let lead = word(if desk.staff.is_coordinator() { "digests-lead" } else { "digests-lead-host" });
    let page = console::page(&desk, &title, lead, ("directory-title", "/console/locations")).await?;
    let can_be = [("mine", "digests-done-mine"), ("common", "digests-done-common")];
    let mut page = page.notice(desk.visit.notice(word, &can_be));
    if desk.staff.is_coordinator() {
        page = page.action(html! {
            (ui::link_button(&word("common-title"), &format!("/console/digests/common/{month}")))
            " " (ui::link_button_secondary(&word("news-title"), "/console/news"))
        });
    }
    Ok(page.render(body))
}

fn months(language: Language, month: Month) -> Markup {
    let link = |month: Month| {
        html! { a href={ "/console/digests?month=" (month) } { (format::month(language, month.first())) } }
    };
    html! { p { (link(month.before(1))) " · " strong { (format::month(language, month.first())) } " · " (link(month.next())) } }
}

fn table(language: Language, catalogue: &Catalogue, digests: &[Digest], sendings: &[Option<Sending>]) -> ui::Table {
    let columns = ["column-place", "column-stage", "column-holds", "column-reached"];
    let mut table = ui::Table::named(|key| word(language, key), "digests-title", &columns);
    for (digest, sending) in digests.iter().zip(sendings) {
        let told = digest.told();
        let holds = [
            ("digest-has-sessions", told.sessions.len()),
            ("digest-has-items", digest.items.len() + told.common.len()),
            ("digest-has-services", told.services.len()),
        ];
        let holds = holds.into_iter().filter(|(_, n)| *n > 0);
        let holds: Vec<String> = holds.map(|(key, n)| word_with(language, key, &[("n", n.into())])).collect();
        let reached = (digest.stage() == Stage::Sent).then(|| items::reached(language, sending.as_ref()));
        table = table.row(vec![
            html! { a href=(path_of(digest)) { strong { (catalogue.place_name(&digest.location)) } } },
            items::badge(language, digest.stage()),
            html! { (holds.join(" · ")) },
            html! { (reached.unwrap_or_else(|| "–".to_owned())) },
        ]);
    }
    table
}

/// A host's own wish. One read.
async fn mine(desk: &Desk) -> Result<Markup, Problem> {
    let Some(own) = desk.staff.staff.as_ref().filter(|own| matches!(own.role, StaffRole::Host { .. })) else {
        return Ok(Markup::default());
    };
    let wanted = flows::inform::is_told(desk.store(), &own.email).await?;
    let language = desk.language();
    let (state, press) = if wanted { ("mine-on", "mine-off-do") } else { ("mine-off", "mine-on-do") };
    let form = html! {
        (ui::hidden("wanted", if wanted { "false" } else { "true" }))
        button class="button secondary" type="submit" { (word(language, press)) }
    };
    Ok(ui::card(
        &word(language, "mine-title"),
        html! { p { (word(language, state)) } (ui::form("/console/digests/mine", &desk.staff.csrf, form)) },
    ))
}

/// A host ends them, or wants them again. One commit.
pub(super) async fn mine_post(desk: Desk, form: FormBody<Mine>) -> Reply {
    let Mine { wanted } = form.into_value()?;
    let own = desk.staff.staff.as_ref().ok_or_else(Problem::not_found)?;
    flows::inform::set_told(desk.store(), &own.email, wanted).await?;
    Ok(web::done("/console/digests", "mine"))
}
