//! The list of needs: what, why, since when, state, and the next action.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::need::NeedStatus;
use maud::{Markup, html};
use store::repos::lists::ListCursor;
use store::repos::needs::NeedEntry;
use web::extract::{FormState, PageQuery, QueryParams};
use web::page::ConsoleNav;
use web::ui::{Field, Paging, Table, empty, link_button_secondary, need_badge};
use web::{Desk, Problem, Reply, Scope, format};

use super::query::{NeedsQuery, page_of, path_of, with_companies};
use crate::word;

/// The list. Three reads; one more for each year without any need.
pub(crate) async fn show(desk: Desk, QueryParams(query): QueryParams<NeedsQuery>, page: PageQuery) -> Reply {
    let Desk { context, visit, staff } = &desk;
    let word = |key: &str| word(visit.language, key);
    let layout = desk.page().await?.console_nav(ConsoleNav::Needs).title(&word("needs-title"));
    if matches!(staff.scope(), Scope::Agency(_)) {
        let body = empty(&word("needs-adviser"), html! { a href="/console/referrals" { (word("needs-adviser-how")) } });
        return Ok(layout.render(body));
    }
    let entered = query.filters();
    let Some(query) = query.within(staff.scope()) else { return Err(Problem::not_found()) };
    let store = &context.store;
    let scope = query.scope();
    let path = path_of(&entered);
    let paging = Paging::of(context, &page, &scope, &path)?;
    let from = paging.after.as_deref().and_then(ListCursor::decode);
    let catalogue = store.catalogue().load().await?;
    let listed = page_of(store, (&query, staff.scope()), &catalogue, from, page.limit).await?;
    let next = listed.next.map(|next| next.encode());
    let rows = with_companies(store, listed.items).await?;
    let shown = if rows.is_empty() {
        empty(&word("needs-none"), word(if staff.is_coordinator() { "needs-none-how" } else { "needs-none-place" }))
    } else {
        table(&desk, &catalogue, rows)
    };
    let body = html! {
        div class="stack" {
            (filter_form(&desk, &catalogue, &entered))
            div class="card" { (shown) }
        }
        (paging.pager(visit.language, next.as_deref()))
    };
    let lead = word(if staff.is_coordinator() { "needs-lead" } else { "needs-lead-place" });
    let layout = layout.lead(lead);
    let sources = html! {
        (link_button_secondary(&word("needs-strategies"), "/console/needs/strategies")) " "
        (link_button_secondary(&word("needs-keywords"), "/console/needs/keywords")) " "
        (link_button_secondary(&word("needs-sources"), "/console/needs/sources"))
    };
    Ok(if staff.is_coordinator() { layout.action(sources) } else { layout }.render(body))
}

fn filter_form(desk: &Desk, catalogue: &Catalogue, entered: &FormState) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let all = [NeedStatus::ToTriage, NeedStatus::Referred, NeedStatus::InProgress, NeedStatus::Closed];
    let statuses = all.map(|status| (status.code(), status.label(language)));
    let places = catalogue.locations.values().map(|place| (place.id.as_str(), place.name.as_str()));
    html! {
        form class="form-inline" method="get" action="/console/needs" {
            (Field::new("status", &word("needs-status")).select(statuses).filters().show(language, entered))
            @if desk.staff.is_coordinator() {
                (Field::new("location", &word("needs-location")).select(places).filters().show(language, entered))
            }
            button class="button secondary" type="submit" { (word("needs-filter")) }
        }
    }
}

fn table(desk: &Desk, catalogue: &Catalogue, rows: Vec<(NeedEntry, Option<String>)>) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let now = desk.store().now();
    let mut table = Table::named(word, "needs-title", &["needs-what", "needs-since", "needs-state", ""]);
    for (entry, company) in rows {
        let (path, action) = match entry.status {
            NeedStatus::ToTriage => (format!("/console/needs/{}#triage", entry.id), "needs-triage"),
            _ => (format!("/console/needs/{}", entry.id), "needs-open"),
        };
        let name = company.unwrap_or_else(|| word("needs-erased"));
        table = table.row(vec![
            what(language, catalogue, &entry, &name),
            html! { (format::since(language, entry.changed_at, now)) },
            need_badge(language, entry.status),
            html! { @if desk.staff.is_coordinator() { a class="button secondary" href=(path) aria-label={ (word(action)) ": " (name) } { (word(action)) } } },
        ]);
    }
    table.show()
}

fn what(language: Language, catalogue: &Catalogue, entry: &NeedEntry, name: &str) -> Markup {
    let label = |id| catalogue.need_type(id).map(|need_type| need_type.label.get(language));
    let labels: Vec<_> = entry.need_types.iter().map(|one| label(&one.id).unwrap_or(one.id.as_str())).collect();
    let place = catalogue.place_name(&entry.location);
    html! {
        strong { (name) } @if !labels.is_empty() { " · " (labels.join(", ")) }
        div class="because" {
            (place)
            @if let Some(reason) = entry.triage { " · " (reason.label(language)) }
        }
    }
}
