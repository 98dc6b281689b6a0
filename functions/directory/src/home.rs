//! The front door: what this is, the three ways in, and who is where next.

use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::page::Nav;
use web::{Page, Reply, ui};

use crate::opened::Opened;
use crate::shown::About;
use crate::upcoming::{Upcoming, or_next_week};

/// How far the page looks ahead.
const DAYS: i64 = 7;
/// The most sessions shown.
const SHOWN: usize = 8;

/// The home page. Two reads, and one more where advisers are named.
pub(super) async fn page(_: QueryParams<NoFilter>, opened: Opened) -> Reply {
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let (mut next, week) = or_next_week(DAYS, |days| {
        let mut found = opened.upcoming(&permanences, days);
        found.retain(Upcoming::takes_place);
        found
    });
    next.truncate(SHOWN);
    opened.close(&mut next).await?;
    let list = opened.agenda(About::default()).show(&next, opened.empty("home-none"));
    let body = html! {
        (crate::search::field(opened.language(), ""))
        ul class="figures ways" {
            (entry(&opened, "home-find", "/services"))
            (entry(&opened, "home-places", "/locations"))
            (entry(&opened, "home-need", "/needs/new"))
        }
        (ui::card(&opened.heading("home-next", week), html! {
            (list)
            p class="actions" {
                a href="/near" { (opened.say("home-near")) }
                a href="/locations" { (opened.say("home-all")) }
                a href="/agencies" { (opened.say("home-agencies")) }
                a href={ "/feed.atom?lang=" (opened.language().tag()) } type="application/atom+xml" { (opened.say("feed-link")) }
            }
        }))
    };
    let page = Page::public(&opened.visit)
        .nav(Nav::Home)
        .title(&opened.say("home-title"))
        .lead(opened.say("home-lead"))
        .action(ui::link_button(&opened.say("state-need"), "/needs/new"));
    Ok(page.render(body))
}

fn entry(opened: &Opened, key: &str, path: &str) -> Markup {
    html! { li class="figure" { a href=(path) { h2 { (opened.say(key)) } span { (opened.say(&format!("{key}-text"))) } } } }
}
