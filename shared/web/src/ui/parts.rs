//! Cards, figures, definitions, notices and pagers.

use domain::Language;
use maud::{Markup, Render, html};

use super::badge::{Icon, Tone};
use crate::LOCALES;
use crate::i18n::t;

/// A titled box.
pub fn card(title: &str, body: Markup) -> Markup {
    html! { section class="card" { h2 { (title) } (body) } }
}

/// As [`card`], opened on demand: what most look for stands elsewhere on the page.
pub fn card_to_open(title: &str, body: Markup) -> Markup {
    html! { details class="card" { summary { h2 { (title) } } (body) } }
}

/// A name that may go on in the next line after a full stop, as in `hub.brussels`.
pub fn breakable(name: &str) -> Markup {
    html! { @for (at, part) in name.split_inclusive('.').enumerate() { @if at > 0 { wbr; } (part) } }
}

/// What matters, and beside it what helps; one column on a phone.
pub fn columns(main: Markup, aside: Markup) -> Markup {
    html! { div class="columns" { div class="stack" { (main) } div class="stack" { (aside) } } }
}

/// [`columns`] whose second column needs room, such as the week.
pub fn columns_broad(main: Markup, aside: Markup) -> Markup {
    html! { div class="columns broad" { div class="stack" { (main) } div class="stack" { (aside) } } }
}

/// A number that counts, with what it counts; a link where there is a list.
pub fn figure(value: &str, counts: &str, path: Option<&str>) -> Markup {
    let inside = html! { strong { (value) } " " span { (counts) } };
    html! {
        li class="figure" { @match path { Some(path) => a href=(path) { (inside) }, None => div { (inside) } } }
    }
}

/// A row of [`figure`]s.
pub fn figures(figures: &[Markup]) -> Markup {
    html! { ul class="figures" { @for figure in figures { (figure) } } }
}

/// Terms and what they are; rows without content are left out.
pub fn definitions<T: Render>(rows: &[(T, Option<Markup>)]) -> Markup {
    html! {
        dl class="definitions" {
            @for (term, content) in rows {
                @if let Some(content) = content { div { dt { (term) } dd { (content) } } }
            }
        }
    }
}

/// Nothing here yet: what will be here and how it gets there.
pub fn empty(what: &str, how: impl Render) -> Markup {
    html! { div class="empty" { p { strong { (what) } } p { (how) } } }
}

/// What was just done, announced to screen readers.
pub fn notice(words: impl Render) -> Markup {
    html! { div class={ "notice " (Tone::Green.class()) } role="status" { (Icon::Check.markup()) p { (words) } } }
}

/// Something to know before going on.
pub fn warning(words: impl Render) -> Markup {
    html! { div class={ "notice " (Tone::Amber.class()) } { (Icon::Alert.markup()) p { (words) } } }
}

/// The way to the next page of a list, and back to the first.
pub fn pager(language: Language, first: Option<&str>, next: Option<&str>) -> Markup {
    let word = |key: &str| t(&LOCALES, language, key);
    html! {
        @if first.is_some() || next.is_some() {
            nav class="pager" aria-label=(word("pager-label")) {
                @if let Some(path) = first { a class="button secondary" href=(path) { (word("pager-first")) } }
                @if let Some(path) = next { a class="button secondary" rel="next" href=(path) { (word("pager-next")) } }
            }
        }
    }
}

/// How far long work or a questionnaire is.
pub fn progress(language: Language, done: u32, of: u32) -> Markup {
    html! {
        progress class="progress" value=(done) max=(of.max(1)) aria-label=(t(&LOCALES, language, "progress-label")) {
            (done) "/" (of)
        }
    }
}
