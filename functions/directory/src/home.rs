//! The front door: what this is, the three ways in, and who is where next.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::shown;
use crate::shown::{About, Agenda};
use crate::upcoming::{Upcoming, close, or_next_week, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 7;
/// The most sessions shown.
const SHOWN: usize = 8;

/// The home page. Two reads, and one more where advisers are named.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let (mut next, week) = or_next_week(DAYS, |days| {
        let mut found = upcoming(&catalogue, &permanences, today, days, context.store.now());
        found.retain(Upcoming::takes_place);
        found
    });
    next.truncate(SHOWN);
    close(&context.store, &catalogue, &mut next).await?;
    let heading = match week {
        Some(monday) => word_with(language, "home-next-week", &[("day", format::date(language, monday).into())]),
        None => word(language, "home-next"),
    };
    let empty = ui::empty(&word(language, "home-none"), word(language, "home-none-how"));
    let agenda = Agenda { language, catalogue: &catalogue, about: About::default(), slots: None };
    let list = agenda.show(&next, empty);
    let body = html! {
        (crate::search::field(language, ""))
        ul class="figures ways" {
            (entry(&word(language, "home-find"), &word(language, "home-find-text"), "/services"))
            (entry(&word(language, "home-places"), &word(language, "home-places-text"), "/locations"))
            (entry(&word(language, "home-need"), &word(language, "home-need-text"), "/needs/new"))
        }
        (ui::card(&heading, html! {
            (list)
            p class="actions" {
                a href="/near" { (word(language, "home-near")) }
                a href="/locations" { (word(language, "home-all")) }
                a href="/agencies" { (word(language, "home-agencies")) }
                a href={ "/feed.atom?lang=" (language.tag()) } type="application/atom+xml" { (word(language, "feed-link")) }
            }
        }))
    };
    let title = word(language, "home-title");
    let action = ui::link_button(&word(language, "state-need"), "/needs/new");
    Ok(Page::public(&visit).nav(Nav::Home).title(&title).lead(word(language, "home-lead")).action(action).render(body))
}

fn entry(title: &str, text: &str, path: &str) -> Markup {
    html! { li class="figure" { a href=(path) { h2 { (title) } span { (text) } } } }
}
