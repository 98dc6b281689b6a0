//! The list of referrals: those that should have been answered first, then the
//! newest.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::referral::ReferralStatus;
use maud::{Markup, html};
use store::repos::needs::{NeedTypeEntry, ReferralEntry};
use web::extract::{FormState, PageQuery, QueryParams};
use web::page::ConsoleNav;
use web::ui::{Field, Icon, Paging, Table, Tone, badge, card, empty, referral_badge};
use web::views::is_late;
use web::{Desk, Problem, Reply, Scope, format};

use crate::list::{ReferralsQuery, Row, path_of, with_companies};
use crate::{word, word_with};

/// The list. Five reads, six for an adviser; two more for each year without
/// any referral.
pub(super) async fn show(desk: Desk, QueryParams(query): QueryParams<ReferralsQuery>, page: PageQuery) -> Reply {
    let Desk { context, visit, staff } = &desk;
    let word = |key: &str| word(visit.language, key);
    let entered = query.filters();
    let query = query.within(staff.scope()).ok_or_else(Problem::not_found)?;
    let store = &context.store;
    let (scope, path) = (query.scope(), path_of(&entered));
    let paging = Paging::of(context, &page, &scope, &path)?;
    let late = if paging.after.is_none() { query.late(store).await? } else { Vec::new() };
    let (mut entries, next) = query.part(store, paging.after.as_deref(), page.limit).await?;
    entries.retain(|entry| !late.iter().any(|shown| shown.id == entry.id));
    let catalogue = store.catalogue().load().await?;
    let late_count = late.len();
    let all = late.into_iter().chain(entries).collect();
    let mut rows = with_companies(context, staff.scope(), &catalogue, all).await?;
    let others = rows.split_off(late_count);
    let list = List { desk: &desk, catalogue: &catalogue };
    let body = html! {
        div class="stack" {
            (list.filter_form(&entered))
            @if late_count > 0 {
                (card(&word_with(visit.language, "list-late", &[("n", late_count.into())]), list.table(rows, "list-late-caption")))
            }
            @if !others.is_empty() {
                div class="card" { (list.table(others, "list-title")) }
            } @else if late_count == 0 {
                div class="card" { (empty(&word("list-none"), word(if entered.values.is_empty() { "list-none-how" } else { "list-none-filtered" }))) }
            }
            (paging.pager(visit.language, next.as_deref()))
        }
    };
    let layout = desk.page().await?.console_nav(ConsoleNav::Referrals).title(&word("list-title"));
    Ok(layout.lead(word("list-lead")).render(body))
}

struct List<'a> {
    desk: &'a Desk,
    catalogue: &'a Catalogue,
}

impl List<'_> {
    fn word(&self, key: &str) -> String {
        word(self.desk.language(), key)
    }

    fn filter_form(&self, entered: &FormState) -> Markup {
        let language = self.desk.language();
        let statuses = ReferralStatus::ALL.map(|status| (status.code(), status.label(language)));
        let today = self.desk.today();
        let agencies = self.catalogue.agencies_on(today).map(|agency| (agency.id.as_str(), agency.short.as_str()));
        let places = self.catalogue.locations.values().map(|place| (place.id.as_str(), place.name.as_str()));
        let scope = self.desk.staff.scope();
        html! {
            form class="form-inline" method="get" action="/console/referrals" {
                (Field::new("status", &self.word("list-status")).select(statuses).filters().show(language, entered))
                @if !matches!(scope, Scope::Agency(_)) {
                    (Field::new("agency", &self.word("list-agency")).select(agencies).filters().show(language, entered))
                }
                @if !matches!(scope, Scope::Location(_)) {
                    (Field::new("location", &self.word("list-location")).select(places).filters().show(language, entered))
                }
                button class="button secondary" type="submit" { (self.word("list-filter")) }
            }
        }
    }

    fn table(&self, rows: Vec<Row>, caption: &str) -> Markup {
        let columns = ["list-what", "list-since", "list-state", ""];
        let mut table = Table::named(|key| self.word(key), caption, &columns);
        for (entry, company) in rows {
            table = table.row(self.row(&entry, company));
        }
        table.show()
    }

    fn row(&self, entry: &ReferralEntry, company: Option<String>) -> Vec<Markup> {
        let (language, now) = (self.desk.language(), self.desk.store().now());
        let name = company.unwrap_or_else(|| self.word("list-unnamed"));
        let is_late = is_late(entry.status, entry.answer_by, now);
        let path = format!("/console/referrals/{}", entry.id);
        let sees_need = !matches!(self.desk.staff.scope(), Scope::Agency(_));
        vec![
            html! {
                @if sees_need { a href={ "/console/needs/" (entry.need) } { strong { (name) } } } @else { strong { (name) } }
                @let needs = self.needs(entry);
                @if !needs.is_empty() { " · " (needs) }
                div class="because" { (self.because(entry)) }
            },
            html! { (format::since(language, entry.changed_at, now)) },
            html! {
                (referral_badge(language, entry.status))
                @if is_late { " " (badge(Tone::Red, Icon::Alert, &self.word("list-is-late"))) }
            },
            html! {
                a class="button secondary" href=(path) aria-label={ (self.word("list-open")) ": " (name) } { (self.word("list-open")) }
            },
        ]
    }

    fn needs(&self, entry: &ReferralEntry) -> String {
        let language = self.desk.language();
        let label =
            |one: &NeedTypeEntry| self.catalogue.need_type(&one.id).map(|need_type| need_type.label.get(language));
        entry.need_types.iter().filter_map(label).collect::<Vec<_>>().join(", ")
    }

    /// To whom, from where, and what is awaited until when.
    fn because(&self, entry: &ReferralEntry) -> String {
        let language: Language = self.desk.language();
        let agency = self.catalogue.agency_name(&entry.agency);
        let place = self.catalogue.place_name(&entry.location);
        let awaited = matches!(entry.status, ReferralStatus::Queued | ReferralStatus::Sent).then(|| {
            let date = format::date(language, entry.answer_by.day_in(BRUSSELS));
            word_with(language, "list-answer-by", &[("date", date.into())])
        });
        let parts = [Some(agency.to_owned()), Some(place.to_owned()), awaited];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
