//! The list of members: who, what was determined, since when, the next action.

use std::collections::BTreeMap;

use domain::fact_words::value_label;
use domain::member::{Hosting, ProposalStatus};
use maud::{Markup, html};
use serde_json::json;
use store::repos::members::{Foremost, MemberCounts, MemberEntry, MemberFilter, MemberOrder};
use web::extract::{ListQuery, cursor};
use web::ui::{self, Icon, Tone};
use web::{Problem, Reply, format};

use super::filters::{filter_form, filters};
use super::query::{MembersQuery, Sort};
use super::table::SHEET_AT_MOST;
use super::{map, may_see};
use crate::view::{Desk, PATH, View};

/// The list, with the map beside it. Four reads.
pub(super) async fn page(view: Desk, ListQuery { page, filter: asked, .. }: ListQuery<MembersQuery>) -> Reply {
    may_see(&view.staff)?;
    let Some(asked) = asked.in_an_order_that_is_kept(&view.staff) else { return Err(Problem::not_found()) };
    let mut entered = filters(&asked);
    let Some(query) = asked.clone().within(&view.staff) else { return Err(Problem::not_found()) };
    let store = &view.context.store;
    let scope = format!("members?{}", query.text());
    let after = page.after(store.secrets(), &scope)?;
    let is_first = after.is_none();
    let filter = query.filter();
    let fault = query.fault(&view.catalogue);
    let (found, next) = match &fault {
        Some(_) => (Vec::new(), None),
        None => store.members().list(&filter, after, page.limit.min(50)).await?,
    };
    if let Some((field, why)) = fault {
        entered.blame(field, why);
    }
    let whole = view.staff.is_coordinator();
    // Those of a place count members of whom its people know nothing.
    let counts = if whole { store.members().counts().await? } else { BTreeMap::new() };
    let mut sum = MemberCounts::default();
    for one in counts.values() {
        sum.add(one);
    }
    let address = |cursor: Option<String>| {
        let mut pairs: Vec<String> = Some(asked.text()).filter(|text| !text.is_empty()).into_iter().collect();
        pairs.extend(cursor.map(|cursor| format!("cursor={cursor}")));
        if pairs.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", pairs.join("&")) }
    };
    let next = next.map(|next| address(Some(cursor::seal(store.secrets(), &scope, &next))));
    let shown = if found.is_empty() { nobody(&view, &asked, next.is_some()) } else { table(&view, &filter, &found) };
    let title = html! {
        @if whole {
            h2 {
                @if asked.narrows() { (view.word("members-in-all")) " " }
                (view.word_with("members-count", &[("n", sum.members.into())]))
                " · " a href={ (PATH) "?proposal=any" } { (view.word_with("members-to-ask", &[("n", sum.proposals.into())])) }
            }
        }
    };
    let first = address(None);
    let main = html! {
        section class="card" { (title) (orders(&view, &asked, &filter)) (shown) }
        (ui::pager(view.language, (!is_first).then_some(first.as_str()), next.as_deref()))
        @if !entered.is_refused() { (files(&view, &asked)) }
    };
    let body = html! {
        (ui::error_summary(view.language, &entered))
        (filter_form(&view, &entered))
        @if whole {
            (ui::columns(main, ui::card(&view.word("map-title"), map::beside(&view, &counts)?)))
        } @else { (main) }
    };
    let places = counts.values().filter(|one| one.members > 0).count();
    let lead = match &view.only {
        Some(own) => view.word_with("members-lead-there", &[("place", view.place(Some(own)).into())]),
        None => view.word_with("members-lead", &[("n", places.into())]),
    };
    let action = html! {
        @if whole {
            (ui::link_button_secondary(&view.word("duplicates-title"), "/console/members/duplicates")) " "
            (ui::link_button_secondary(&view.word("proposals-title"), "/console/members/proposals")) " "
            (ui::link_button_secondary(&view.word("rules-title"), "/console/members/rules")) " "
            (ui::link_button_secondary(&view.word("people-title"), "/console/members/people")) " "
        }
        (ui::link_button_secondary(&view.word("import-title"), "/console/members/imports")) " "
        (ui::link_button(&view.word("member-new"), &format!("{PATH}/new")))
    };
    let title = view.word("members-title");
    let page = view.page(&title).await?.lead(lead).action(action);
    let page = if entered.is_refused() { page.refused() } else { page };
    Ok(page.render(html! { div class="stack" { (body) } }))
}

/// Nobody: as far as the list was looked through, of all, or under these filters.
fn nobody(view: &Desk, asked: &MembersQuery, goes_on: bool) -> Markup {
    let what = match () {
        () if goes_on => "members-none-so-far",
        () if asked.text().is_empty() => "members-none",
        () => "members-none-found",
    };
    ui::empty(&view.word(what), view.word(&format!("{what}-how")))
}

/// In which order the list is, and in which others it can be.
fn orders(view: &Desk, asked: &MembersQuery, filter: &MemberFilter) -> Markup {
    let now = filter.order();
    let others = Sort::ALL.into_iter().filter(|sort| sort.order() != now && filter.orders().contains(&sort.order()));
    html! {
        p class="soft" {
            (view.word("order-by")) " " strong { (view.word(order_word(now))) }
            @for sort in others {
                @let query = MembersQuery { sort: Some(sort), ..asked.clone() };
                " · " a href={ (PATH) "?" (query.text()) } { (view.word(order_word(sort.order()))) }
            }
        }
    }
}

const fn order_word(order: MemberOrder) -> &'static str {
    match order {
        MemberOrder::Name => "order-name",
        MemberOrder::LastContact => "order-last-contact",
        MemberOrder::HostedSince => "order-hosted-since",
        MemberOrder::LastDay => "order-last-day",
        MemberOrder::Entered => "order-entered",
        MemberOrder::Found => "order-found",
    }
}

fn files(view: &Desk, asked: &MembersQuery) -> Markup {
    let query = asked.text();
    let tail = format!("?{query}{}lang={}", if query.is_empty() { "" } else { "&" }, view.language.tag());
    html! {
        p class="soft" {
            (view.word("members-files")) " "
            a href={ (PATH) "/list.csv" (tail) } { "CSV" } " · " a href={ "/v1/members.xlsx" (tail) } { "XLSX" } ". "
            (view.word_with("members-files-most", &[("n", SHEET_AT_MOST.into())]))
        }
    }
}

fn table(view: &Desk, filter: &MemberFilter, found: &[MemberEntry]) -> Markup {
    let whole = view.staff.is_coordinator();
    let moment = match filter.order() {
        MemberOrder::LastContact => "column-last-contact",
        order if whole && order != MemberOrder::HostedSince => "column-since",
        _ => "column-hosted-since",
    };
    let what_is = if whole { "column-proposal" } else { "filter-missing" };
    let mut table = view.table("members-title", &["column-member", what_is, moment, ""]);
    for entry in found {
        table = table.row(vec![
            who(view, filter, entry),
            what(view, entry, foremost(view, entry)),
            since(view, filter, entry),
            action(view, entry),
        ]);
    }
    table.show()
}

fn who(view: &Desk, filter: &MemberFilter, entry: &MemberEntry) -> Markup {
    let value = |field: &str, code: &str| value_label(field, &json!(code), view.language);
    let mut about: Vec<String> = vec![view.place(entry.location.as_ref()).to_owned()];
    about.extend(Some(&entry.stage).filter(|stage| !stage.is_empty()).map(|stage| value("stage", stage)));
    about.extend(entry.domains.iter().take(2).map(|code| value("ict_domain", code)));
    let left = entry.until.is_some_and(|until| until < view.today());
    html! {
        a href={ (PATH) "/" (entry.id) } { strong { (entry.name) } }
        @if left { " " (ui::badge(Tone::Plain, Icon::Arrow, &view.word("member-left"))) }
        div class="because" { (about.join(" · ")) }
        @for stay in filter.hosted.iter().flat_map(|hosted| hosted.stays(entry)) {
            div class="because" {
                @if entry.location.as_ref() != Some(&stay.location) { (view.place(Some(&stay.location))) " " }
                (days(view, stay))
            }
        }
    }
}

/// From when to when somebody is or was at a place.
pub(super) fn days(view: &View, stay: &Hosting) -> String {
    let date = |day| format::date(view.language, day);
    match (stay.from, stay.to) {
        (Some(from), None) => view.word_with("stay-since", &[("day", date(from).into())]),
        (Some(from), Some(to)) => format!("{} – {}", date(from), date(to)),
        (None, Some(to)) => view.word_with("stay-until", &[("day", date(to).into())]),
        (None, None) => view.word("stay-now"),
    }
}

/// Where a proposal stands.
pub(crate) fn badge(view: &View, status: ProposalStatus) -> Markup {
    let (tone, icon) = match status {
        ProposalStatus::Open => (Tone::Iris, Icon::Question),
        ProposalStatus::Asked => (Tone::Amber, Icon::Clock),
        ProposalStatus::Yes => (Tone::Green, Icon::Check),
        ProposalStatus::No | ProposalStatus::Declined => (Tone::Plain, Icon::Cross),
        ProposalStatus::Later => (Tone::Plain, Icon::Clock),
    };
    ui::badge(tone, icon, &view.word(&format!("status-{}", status.code())))
}

/// What was determined first of all: the coordinator's to see.
fn foremost<'a>(view: &Desk, entry: &'a MemberEntry) -> Option<&'a Foremost> {
    entry.foremost.as_ref().filter(|_| view.staff.is_coordinator())
}

/// What may come next; for a host, whether the profile is whole.
fn what(view: &Desk, entry: &MemberEntry, foremost: Option<&Foremost>) -> Markup {
    let missing = entry.missing.iter().filter_map(|field| view.catalogue.member_model.field(field));
    let missing: Vec<&str> = missing.map(|field| field.label.get(view.language)).collect();
    html! {
        @match foremost {
            Some(Foremost { need_type, status, because, .. }) => {
                (view.need(need_type)) " " (badge(view, *status))
                div class="because" { (view.why(because)) }
            }
            None if !missing.is_empty() => {
                (ui::badge(Tone::Plain, Icon::Pencil, &view.word("member-incomplete")))
                div class="because" { (view.word_with("member-missing", &[("fields", missing.join(", ").into())])) }
            }
            None => span class="soft" {
                (view.word(if view.staff.is_coordinator() { "member-nothing" } else { "member-complete" }))
            },
        }
    }
}

/// Since when what stands beside it is so; in a list by another moment, that one.
fn since(view: &Desk, filter: &MemberFilter, entry: &MemberEntry) -> Markup {
    let now = view.context.store.now();
    if filter.for_place || filter.order() == MemberOrder::HostedSince {
        return html! { @if let Some(day) = entry.since { (format::date(view.language, day)) } };
    }
    let at = match filter.order() {
        MemberOrder::LastContact => entry.last_contact_at,
        _ => foremost(view, entry).map_or(entry.last_contact_at, |foremost| foremost.changed_at),
    };
    html! { (format::since(view.language, at, now)) }
}

fn action(view: &Desk, entry: &MemberEntry) -> Markup {
    let first = foremost(view, entry);
    let open = first.is_some_and(|one| one.status == ProposalStatus::Open);
    // Who has no address can't be asked: it is what to fill in first.
    let nowhere = entry.missing.iter().any(|field| field == "contact_email");
    let (path, key) = match () {
        () if open && !nowhere => (format!("{PATH}/{}#proposals", entry.id), "action-ask"),
        () if (first.is_none() || open && nowhere) && !entry.missing.is_empty() => {
            (format!("{PATH}/{}/change", entry.id), "action-complete")
        }
        () => (format!("{PATH}/{}", entry.id), "action-see"),
    };
    html! { a class="button secondary" href=(path) aria-label={ (view.word(key)) ": " (entry.name) } { (view.word(key)) } }
}
