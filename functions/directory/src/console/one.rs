//! One entry: what it says, what is known of each fact, and its history. Somebody
//! says that facts of it are still true.

use chrono::NaiveDate;
use domain::entry::{Confidence, Fact, Sort, Told};
use domain::event::Actor;
use domain::field_error::{Expected, Problem as Wrong};
use domain::ids::PermanenceId;
use domain::{Language, catalogue::Catalogue};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use store::repos::entries::{EndingJob, EndingStage, WentOver};
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::i18n::text;
use web::{Desk, Problem, Reply};
use web::{format, ui};

use super::inputs::{Input, Takes, of};
use super::opened::Opened;
use super::said::{count, label, value};
use super::sorts::{self, Listed, OfEntry, path};
use super::{facts, history, list};
use crate::entries::body as bodies;
use crate::{LOCALES, word, word_with};

/// What somebody says of facts.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct FactsForm {
    fact: Vec<String>,
    #[validate(length(max = 500))]
    source: Option<String>,
    confidence: Option<String>,
    checked_on: Option<NaiveDate>,
}

/// The page. Six reads, one more where staff had a part in its history.
pub(super) async fn page(opened: Opened, OfEntry(sort, id): OfEntry) -> Reply {
    show(&opened, (sort, &id), &FormState::default()).await
}

/// Writes down that somebody looked. Two reads, one commit.
pub(super) async fn look(
    opened: Opened,
    OfEntry(sort, id): OfEntry,
    FormBody { value, mut state }: FormBody<FactsForm>,
) -> Reply {
    let Opened { desk, catalogue, today } = &opened;
    sorts::listed(catalogue, opened.language(), (sort, &id))?;
    let form = value.unwrap_or_default();
    let facts: Vec<Fact> = form.fact.iter().filter_map(|code| Fact::from_code(code)).collect();
    let facts: Vec<Fact> = Fact::of(sort).iter().copied().filter(|fact| facts.contains(fact)).collect();
    if facts.is_empty() {
        state.wrong("fact", Wrong::Missing);
    }
    match form.checked_on {
        None => state.wrong("checked_on", Wrong::WrongType(Expected::Date)),
        Some(day) if *today < day => state.blame("checked_on", text(&LOCALES, "facts-not-yet")),
        Some(_) => {}
    }
    if state.is_refused() {
        return show(&opened, (sort, &id), &state).await;
    }
    let told = Told {
        by: desk.staff.actor.clone(),
        on: form.checked_on.unwrap_or(*today),
        confidence: form.confidence.as_deref().and_then(Confidence::from_code),
        source: form.source,
    };
    desk.store().entries().look((sort, &id), &facts, &told).await.map_err(Problem::of_change)?;
    Ok(web::done(&path(sort, &id), "looked"))
}

/// The page with a form of its facts as it was sent.
async fn show(opened: &Opened, (sort, id): (Sort, &str), state: &FormState) -> Reply {
    let Opened { desk: Desk { context, visit, staff }, catalogue, today } = opened;
    let (language, store) = (opened.language(), &context.store);
    let say = |key: &str| opened.say(key);
    let listed = sorts::listed(catalogue, language, (sort, id))?;
    let body = bodies::body(catalogue, *today, (sort, id))?;
    let changes = store.entries().history(sort, id, history::SHOWN).await?;
    let sheet = store.entries().facts(sort, id).await?.map(|sheet| sheet.value);
    let job = store.entries().ending(sort, id).await?.map(|job| job.value);
    let looked = sheet.iter().flat_map(|sheet| sheet.facts.values()).filter_map(|state| state.by.as_ref());
    let actors: Vec<&Actor> = changes.iter().map(|one| &one.actor).chain(looked).collect();
    let people = store.staff().names_of(actors.into_iter()).await?;
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
    let done = visit.notice_in(&LOCALES, "entry-notice");
    let page = opened.frame_of(sort).await?.title(&listed.name).lead(listed.of.clone()).notice(done);
    Ok(page.of_form(state).render(ui::columns(main, aside)))
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
