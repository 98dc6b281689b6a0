//! One entry: what it says, what is known of each fact, and its history.

use axum::response::Response;
use domain::entry::{EntryChange, Sort};
use domain::ids::PermanenceId;
use domain::{Language, catalogue::Catalogue};
use maud::{Markup, html};
use serde_json::Value;
use store::repos::entries::{EndingJob, EndingStage, WentOver};
use web::extract::FormState;
use web::{Desk, Problem};
use web::{format, ui};

use super::inputs::{Input, Takes, of};
use super::opened::{Opened, render};
use super::said::{count, label, value};
use super::sorts::{self, Listed, OfEntry, path};
use super::{facts, history, list};
use crate::entries::body as bodies;
use crate::{word, word_with};

/// The page. Six reads, one more where staff had a part in its history.
pub(super) async fn page(opened: Opened, OfEntry(sort, id): OfEntry) -> Result<Response, Problem> {
    show(&opened, (sort, &id), &FormState::default()).await
}

/// The page with a form of its facts as it was sent.
pub(super) async fn show(opened: &Opened, (sort, id): (Sort, &str), state: &FormState) -> Result<Response, Problem> {
    let Opened { desk: Desk { context, visit, staff }, catalogue, today } = opened;
    let (language, store) = (opened.language(), &context.store);
    let say = |key: &str| opened.say(key);
    let listed = sorts::listed(catalogue, language, (sort, id))?;
    let body = bodies::body(catalogue, *today, (sort, id))?;
    let changes = store.entries().history(sort, id, history::SHOWN).await?;
    let sheet = store.entries().facts(sort, id).await?.map(|sheet| sheet.value);
    let job = store.entries().ending(sort, id).await?.map(|job| job.value);
    let looked = sheet.iter().flat_map(|sheet| sheet.facts.values()).filter_map(|state| state.by.as_ref());
    let people = history::staff_of(store, changes.iter().map(|one: &EntryChange| &one.actor).chain(looked)).await?;
    let shown = facts::Shown { opened, people: &people };
    let main = html! {
        @if let Some(job) = &job { (under_way(language, job, &staff.csrf)) }
        (ui::card(&say("entry-says"), html! {
            (said(language, catalogue, sort, &body))
            p class="actions" {
                (ui::link_button(&say("entry-edit"), &format!("{}/edit", path(sort, id))))
                @if let Some((key, path)) = reached(sort, id) { (ui::link_button_secondary(&say(key), &path)) }
            }
        }))
        section id="facts" { (ui::card(&say("facts-title"), shown.card((sort, id), sheet.as_ref(), (&staff.csrf, state)))) }
        (ui::card(&say("entry-history"), history::show(language, catalogue, Some(sort), &changes, &people)))
    };
    let aside = html! {
        (ui::card(&say("directory-when"), ends(opened, sort, &listed)))
        (ui::card(&say("entry-see"), html! {
            p { a href={ "/" (sort.plural()) "/" (id) } { (say("place-see-public")) } }
        }))
    };
    let done = visit.done.as_deref().filter(|done| ["added", "saved", "ended", "looked", "reopened"].contains(done));
    let done = done.map(|done| ui::notice(say(&format!("entry-notice-{done}"))));
    let page = opened.frame_of(sort).await?.title(&listed.name).lead(listed.of.clone()).notice(done);
    Ok(render(page, state, ui::columns(main, aside)))
}

/// Where what the form does not ask for is changed.
fn reached(sort: Sort, id: &str) -> Option<(&'static str, String)> {
    match sort {
        Sort::Agency => Some(("entry-reach", format!("/console/agencies/{id}"))),
        Sort::Location => Some(("entry-hours", format!("/console/locations/{id}"))),
        Sort::Service => None,
    }
}

fn said(language: Language, catalogue: &Catalogue, sort: Sort, body: &Value) -> Markup {
    let mut rows: Vec<(String, Option<Markup>)> = Vec::new();
    for Input { name, takes, .. } in of(sort) {
        let Some(found) = body.get(*name).filter(|found| !found.is_null()) else { continue };
        if matches!(takes, Takes::Text(_)) {
            let parts = Language::ALL.into_iter().filter_map(|one| Some((one, found.get(one.tag())?.as_str()?)));
            let parts: Vec<_> = parts.collect();
            rows.push((label(language, name), Some(html! {
                @for (one, text) in &parts { p lang=(one.tag()) { span class="soft" { (one.tag().to_uppercase()) } " " (text) } }
            })));
        } else {
            let words = value(language, catalogue, (sort, &format!("/{name}")), found);
            let shown = html! {
                @if *takes == Takes::Web { a href=(words) rel="noreferrer" { (words) } } @else { (words) }
            };
            rows.push((label(language, name), Some(shown).filter(|_| !words.is_empty())));
        }
    }
    let rows: Vec<(&str, Option<Markup>)> = rows.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    ui::definitions(&rows)
}

/// From when until when, and the way to its end.
fn ends(opened: &Opened, sort: Sort, listed: &Listed) -> Markup {
    let own = path(sort, &listed.id);
    html! {
        p { (list::standing(opened, sort, listed)) }
        @if listed.validity.valid_to.is_none_or(|to| opened.today <= to) {
            p { (ui::link_button_secondary(&opened.say("entry-end"), &format!("{own}/end"))) }
        }
        @if listed.validity.valid_to.is_some() {
            (ui::form(&format!("{own}/reopen"), &opened.desk.staff.csrf, html! {
                p class="soft" {
                    (opened.say("entry-reopen-what"))
                    @if sort == Sort::Location { " " (opened.say("entry-reopen-over")) }
                }
                p { (ui::button_secondary(&opened.say("entry-reopen"), "reopen", "yes")) }
            }))
        }
    }
}

/// How far an end is, and which series a person has to look at.
fn under_way(language: Language, job: &EndingJob, csrf: &str) -> Markup {
    let left = job.todo.as_ref().map_or(0, Vec::len);
    let over = &job.over;
    let nth = |series: &[PermanenceId]| {
        html! {
            @for (at, id) in series.iter().enumerate() {
                @if at > 0 { ", " }
                a href={ "/console/schedule/" (id) } { (count(language, "end-series-nth", at + 1)) }
            }
        }
    };
    html! {
        @match job.stage {
            EndingStage::Series | EndingStage::Entry => (ui::notice(count(language, "end-under-way", left))),
            EndingStage::Hosted => (ui::notice(word_with(language, "end-goes-over", &[("day", format::date(language, job.ending.last).into())]))),
            EndingStage::Back => (ui::notice(word(language, "end-comes-back"))),
            EndingStage::Done => {}
        }
        @if *over != WentOver::default() {
            p class="soft" {
                (word_with(language, "end-went-over", &[("members", over.members.into()), ("sources", over.sources.len().into()), ("hosts", over.hosts.len().into())]))
            }
        }
        @if ![EndingStage::Done, EndingStage::Back].contains(&job.stage) {
            @if job.sort == Sort::Location {
                (ui::form(&format!("{}/reopen", path(job.sort, &job.id)), csrf, html! {
                    p class="soft" { (word(language, "end-stop-what")) }
                    p { (ui::button_secondary(&word(language, "end-stop"), "reopen", "yes")) }
                }))
            }
        }
        @if !job.left.is_empty() {
            (ui::warning(html! {
                (count(language, "end-left", job.left.len())) " " (nth(&job.left))
            }))
        }
        @if !job.clashing.is_empty() {
            (ui::warning(html! {
                (count(language, "end-clashing", job.clashing.len())) " " (nth(&job.clashing))
            }))
        }
    }
}
