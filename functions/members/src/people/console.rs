//! One person's data in the console: found, read, exported, erased.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::StaffId;
use domain::need::NeedCase;
use flows::people::{self, Dossier};
use maud::{Markup, html};
use serde::Deserialize;
use store::repos::bookings::LoadedBooking;
use store::repos::members::MemberRecord;
use store::repos::people::{Erasure, Stage};
use validator::Validate;
use web::extract::{FormBody, FormState, ListQuery};
use web::ui::{self, Field, Icon, Tone};
use web::views::Names;
use web::{Context, Coordinator, Problem, Reply, format};

use super::found;
use super::shape::in_letters;
use crate::entries::fields;
use crate::problems::refused;
use crate::view::{CoordinatorDesk, Desk, PATH, done};

const PAGE: usize = 20;

/// Who is looked for.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PeopleSearch {
    #[validate(length(max = 254))]
    q: String,
}

/// The search, and what was erased. Four reads; for each person found one
/// query, and a read for each thing that is kept.
pub(super) async fn page(
    CoordinatorDesk(view): CoordinatorDesk,
    ListQuery { page, filter: PeopleSearch { q }, .. }: ListQuery<PeopleSearch>,
) -> Reply {
    let store = &view.context.store;
    let q = q.trim().to_owned();
    let scope = format!("people?{q}");
    let query = serde_urlencoded::to_string([("q", &q)]).unwrap_or_default();
    let here = format!("{PATH}/people?{query}");
    let paging = ui::Paging::of(&view.context, &page, &scope, &here)?;
    let (mut people, mut next) = (Vec::new(), None);
    if !q.is_empty() {
        (people, next) = found(store, &q, paging.after.clone(), PAGE).await?;
    }
    let (erasures, _) = store.people().erasures(None, PAGE).await?;
    let staff = view.staff_names(erasures.iter().any(|one| matches!(one.by, Actor::Staff(_)))).await?;
    let body = html! {
        div class="stack" {
            form class="form-inline" method="get" action={ (PATH) "/people" } role="search" {
                (Field::new("q", &view.word("people-q")).kind("search").max_length(254).hint(&view.word("people-q-hint"))
                    .show(view.language, &FormState::filled([("q", q.as_str())])))
                button class="button secondary" type="submit" { (view.word("people-find")) }
            }
            @if !q.is_empty() {
                section class="card" {
                    @if people.is_empty() { (nobody(&view, &q).await?) } @else { (table(&view, &people)) }
                }
                (paging.pager(view.language, next.as_deref()))
            }
            (ui::card(&view.word("erasures-title"), done_so_far(&view, &erasures, &staff)))
        }
    };
    Ok(view.page_below(&view.word("people-title")).await?.lead(view.word("people-lead")).render(body))
}

/// Nobody, and whether that is so because they were erased. One read.
async fn nobody(view: &Desk, q: &str) -> Result<Markup, Problem> {
    let email = EmailAddress::parse(q).ok();
    let erased = match &email {
        Some(email) => view.context.store.people().erased(email).await?,
        None => None,
    };
    Ok(match erased {
        Some(at) => {
            let when = format::instant(view.language, at);
            ui::empty(&view.word("people-erased"), view.word_with("people-erased-on", &[("when", when.into())]))
        }
        None => ui::empty(&view.word("people-none"), view.word("people-none-how")),
    })
}

fn kept(view: &Desk, counts: &BTreeMap<String, u32>) -> String {
    let each = counts.iter().map(|(what, n)| view.word_with(&format!("kept-{what}"), &[("n", (*n).into())]));
    each.collect::<Vec<_>>().join(", ")
}

fn table(view: &Desk, people: &[Dossier]) -> Markup {
    let mut table = view.table("people-title", &["column-person", "column-kept", ""]);
    for one in people {
        let name = one.names.first().or(one.emails.first()).cloned().unwrap_or_default();
        let path = format!("{PATH}/people/{}", one.person);
        table = table.row(vec![
            html! {
                a href=(path) { strong { (name) } }
                div class="because" { (in_letters(&one.emails).into_iter().collect::<Vec<_>>().join(", ")) }
            },
            html! { (kept(view, &one.counts())) },
            html! { a class="button secondary" href=(path) aria-label={ (view.word("action-see")) ": " (name) } { (view.word("action-see")) } },
        ]);
    }
    table.show()
}

fn done_so_far(view: &Desk, erasures: &[Erasure], staff: &BTreeMap<StaffId, String>) -> Markup {
    let names = Names { catalogue: &view.catalogue, staff, language: view.language };
    if erasures.is_empty() {
        return html! { p class="soft" { (view.word("erasures-none")) } };
    }
    let mut table = view.table("erasures-title", &["column-asked", "column-erased", "column-status"]);
    for one in erasures {
        let (tone, icon) =
            if one.stage == Stage::Done { (Tone::Green, Icon::Check) } else { (Tone::Amber, Icon::Clock) };
        let stage = match (one.stage, one.ended_at) {
            (Stage::Done, Some(at)) => {
                view.word_with("erasure-done", &[("when", format::instant(view.language, at).into())])
            }
            _ => view.word("erasure-going-on"),
        };
        table = table.row(vec![
            html! {
                (format::instant(view.language, one.asked_at)) " · " (names.who(&one.by))
                div class="because" { (view.word_with("erasure-proof", &[("id", one.id.clone().into())])) }
            },
            html! { (kept(view, &one.erased)) },
            ui::badge(tone, icon, &stage),
        ]);
    }
    table.show()
}

/// All that is kept of one person, to be read. One query, a read for each thing.
pub(super) async fn one(CoordinatorDesk(view): CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let found = people::dossier(&view.context.store, &id).await?.ok_or_else(Problem::not_found)?;
    let joined = |all: &BTreeSet<String>| {
        (!all.is_empty()).then(|| html! { (all.iter().cloned().collect::<Vec<_>>().join(", ")) })
    };
    let rows = [
        (view.word("person-names"), joined(&found.names)),
        (view.word("person-emails"), joined(&in_letters(&found.emails))),
        (view.word("person-phones"), joined(&found.phones)),
    ];
    let main = html! {
        (ui::card(&view.word("person-who"), ui::definitions(&rows)))
        @if !found.needs.is_empty() { (ui::card(&view.word("person-needs"), html! { @for case in &found.needs { (need(&view, case)) } })) }
        @if !found.bookings.is_empty() { (ui::card(&view.word("person-bookings"), html! { @for one in &found.bookings { (booking(&view, one)) } })) }
        @if !found.members.is_empty() { (ui::card(&view.word("person-members"), html! { @for one in &found.members { (member(&view, one)) } })) }
        @if !found.joined.is_empty() { (ui::card(&view.word("person-joined"), html! { @for one in &found.joined { (member(&view, one)) } })) }
        @if !found.contacts.is_empty() {
            (ui::card(&view.word("person-contacts"), html! {
                ul { @for (survey, one) in &found.contacts {
                    li { a href={ "/console/survey/" (survey) } { (format::date(view.language, one.day)) } ": " (one.name) ", " (one.email) }
                } }
            }))
        }
        @if !found.messages.is_empty() {
            (ui::card(&view.word("person-messages"), html! {
                ul { @for (source, one) in &found.messages {
                    li { a href={ "/console/needs/sources/" (source) "/messages/" (one.id) } { (format::instant(view.language, one.at)) } }
                } }
            }))
        }
    };
    let aside = html! {
        (ui::card(&view.word("person-export"), html! {
            p { (view.word("person-export-what")) }
            p class="actions" { a class="button secondary" download={ "person-" (id) ".json" } href={ "/v1/people/" (id) "/export" } { (view.word("person-export-json")) } }
        }))
        details class="card" {
            summary { (view.word("person-erase")) }
            p { (view.word("person-erase-what")) }
            (view.form(&format!("{PATH}/people/{id}"), ui::button_danger(&view.word("person-erase-do"), "action", "erase")))
        }
    };
    let name = found.names.first().or(found.emails.first()).cloned().unwrap_or_else(|| view.word("person-unnamed"));
    let page = view.page_below(&name).await?.crumb(&view.word("people-title"), "/console/members/people");
    Ok(page.lead(kept(&view, &found.counts())).render(ui::columns(main, aside)))
}

fn words(text: &str) -> Option<Markup> {
    (!text.is_empty()).then(|| html! { (text) })
}

fn need(view: &Desk, case: &NeedCase) -> Markup {
    let NeedCase { need, referrals, person } = case;
    let kinds: Vec<&str> = need.need_types.iter().map(|kind| view.need(&kind.id)).collect();
    let asked: Vec<&str> = referrals.iter().map(|one| view.catalogue.agency_name(&one.agency)).collect();
    let notes = person.as_ref().filter(|person| !person.notes.is_empty()).map(|person| {
        html! { ul { @for note in &person.notes { li { (note.said()) } } } }
    });
    html! {
        h3 { a href={ "/console/needs/" (need.id) } { (format::instant(view.language, need.created_at)) } " " (ui::need_badge(view.language, need.status)) }
        (ui::definitions(&[
            (view.word("person-company"), person.as_ref().and_then(|person| words(&person.company.name))),
            (view.word("person-kinds"), words(&kinds.join(", "))),
            (view.word("person-words"), person.as_ref().and_then(|person| words(&person.description))),
            (view.word("person-notes"), notes),
            (view.word("person-told"), words(&asked.join(", "))),
        ]))
    }
}

fn booking(view: &Desk, loaded: &LoadedBooking) -> Markup {
    let LoadedBooking { booking, person, .. } = loaded;
    let text = |text: Option<&String>| text.and_then(|text| words(text));
    html! {
        h3 { (format::instant(view.language, booking.slot.start)) }
        (ui::definitions(&[
            (view.word("person-place"), words(view.place(Some(&booking.location)))),
            (view.word("person-agency"), words(view.catalogue.agency_name(&booking.agency))),
            (view.word("person-company"), text(person.as_ref().and_then(|person| person.company.as_ref()))),
            (view.word("person-words"), text(person.as_ref().and_then(|person| person.note.as_ref()))),
        ]))
    }
}

fn member(view: &Desk, record: &MemberRecord) -> Markup {
    let said = record.case.profile();
    let known = view.catalogue.member_model.fields.iter().filter(|field| field.personal);
    let rows: Vec<(&str, Option<Markup>)> = known
        .filter_map(|field| {
            Some((field.label.get(view.language), words(&fields::value(view, field, said.get(&field.id)?))))
        })
        .collect();
    let member = &record.case.member;
    html! {
        h3 { a href={ (PATH) "/" (member.id) } { (member.name()) } }
        (ui::definitions(&rows))
    }
}

/// What is pressed on the page.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Erase,
}

/// The form of the page.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct PersonForm {
    #[serde(rename = "action")]
    _action: Action,
}

/// Has all of it erased. Two queries, a read for each thing, one commit.
pub(super) async fn erase(
    State(context): State<Context>,
    Coordinator(staff): Coordinator,
    Path(id): Path<String>,
    form: FormBody<PersonForm>,
) -> Reply {
    form.into_value()?;
    people::erase(&context.store, &id, &staff.actor).await.map_err(refused)?;
    Ok(done(&format!("{PATH}/people"), "erasing"))
}
