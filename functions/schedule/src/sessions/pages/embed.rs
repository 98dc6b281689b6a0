//! Seven days, or the next session, for a frame in the site of an incubator: no
//! cookie, light or dark, links that open in a tab of their own; and the code of
//! these frames and of those that other functions answer.

use domain::Language;
use domain::location::Location;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::page::{Look, LookQuery};
use web::{Page, Reply, Settings, format, ui};

use super::seven::{Seven, address, nobody};
use super::shown::{EmptyDays, Shown, list};
use super::{AtPlace, window};
use crate::sessions::close;
use crate::sessions::period::Week;
use crate::{word, word_with};

/// See [`follower`].
const FOLLOWER: &str = include_str!("follower.html");

/// A frame that other sites may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Week,
    Next,
    /// The form by which a need is stated; of the function `needs`.
    Need,
    /// The survey while a wave runs; of the function `survey`.
    Survey,
}

/// Which week, and how it looks.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct WeekFrame {
    /// `2026-W48`.
    week: Option<String>,
    #[serde(default)]
    look: Look,
}

impl Frame {
    pub(super) const ALL: [Self; 4] = [Self::Week, Self::Next, Self::Need, Self::Survey];

    /// The part of its address after the place's, the message that names it, and the
    /// height in the snippet, in pixels, for a site that does not follow what the frame
    /// says of its height: a usual week fits, and any next session; forms are pushed
    /// within.
    pub(super) const fn about(self) -> (&'static str, &'static str, u32) {
        match self {
            Self::Week => ("", "kit-week", 560),
            Self::Next => ("/next", "kit-next", 280),
            Self::Need => ("/need", "kit-need", 900),
            Self::Survey => ("/survey", "kit-survey", 900),
        }
    }

    /// Its address in a language and a look.
    pub(super) fn path(self, location: &Location, language: Language, look: Look) -> String {
        let path = format!("/embed/locations/{}{}", location.id, self.about().0);
        format!("{}&lang={}", look.of(&path), language.tag())
    }
}

/// A location's week without anything around it. Two reads: the directory's
/// revision and the location's permanences that have not ended before the days shown.
pub(super) async fn page(QueryParams(query): QueryParams<WeekFrame>, at: AtPlace) -> Reply {
    let AtPlace { visit, location, catalogue, today, .. } = &at;
    let (language, today) = (visit.language, *today);
    let asked = query.week.as_deref().and_then(Week::parse);
    let permanences = at.permanences(asked.map_or(today, Week::monday)).await?;
    let seven = Seven::of(asked, catalogue, &permanences, at.now);
    let sessions = at.attended(&permanences, window(seven.first(), 7)?).await?;
    let shown = Shown { away: true, ..at.shown() };
    let whole = address(location, asked);
    let body = html! {
        div class="stack" {
            @if sessions.is_empty() {
                p { strong { (nobody(language, seven)) } }
                @if let Some((session, _)) = at.next(&permanences, seven.first()) {
                    p { (shown.coming(&session)) }
                }
            } @else {
                h2 class="hidden" { (word(language, "embed-days")) }
                (list(shown, seven.days(), &sessions, today, EmptyDays::None))
            }
            p class="because" { (shown.link(&whole, &word(language, "embed-more"))) " · Permanence" }
        }
    };
    let page = Page::embed(visit, query.look).title(&title(language, location)).lead(seven.words(language));
    Ok(page.render(body))
}

/// What the frames of a place are called.
fn title(language: Language, location: &Location) -> String {
    word_with(language, "embed-heading", &[("place", location.name.as_str().into())])
}

/// The next session at a location, without anything around it. Two reads, and
/// one more where it names advisers.
pub(super) async fn next_page(QueryParams(query): QueryParams<LookQuery>, at: AtPlace) -> Reply {
    let AtPlace { visit, location, catalogue, context, .. } = &at;
    let language = visit.language;
    let permanences = at.permanences(at.today).await?;
    let mut coming: Vec<_> = at.next(&permanences, at.today).into_iter().collect();
    close(&context.store, catalogue, &mut coming).await?;
    let shown = Shown { away: true, ..at.shown() };
    let body = html! {
        div class="stack" {
            @match coming.first() {
                Some(one) => {
                    div {
                        p { strong { (format::day_long(language, one.0.local_start.date())) } }
                        (shown.session(one))
                    }
                },
                None => p { (word(language, "kit-nobody")) },
            }
            p class="because" { (shown.link(&address(location, None), &word(language, "embed-more"))) " · Permanence" }
        }
    };
    Ok(Page::embed(visit, query.look).title(&title(language, location)).render(body))
}

/// What to copy into another site.
pub(super) fn card(language: Language, settings: &Settings, location: &Location) -> Markup {
    let snippet = snippet(language, settings, location, (Frame::Week, Look::Light));
    ui::card(
        &word(language, "embed-title"),
        html! {
            p class="soft" { (word(language, "embed-how")) }
            details {
                summary { (word(language, "embed-show")) }
                code class="secret" { (snippet) }
            }
            p { a href={ "/locations/" (location.id) "/kit" } { (word(language, "kit-all")) } }
        },
    )
}

/// The code of a frame.
pub(super) fn snippet(
    language: Language,
    settings: &Settings,
    location: &Location,
    (frame, look): (Frame, Look),
) -> String {
    let address = settings.url(&frame.path(location, language, look));
    let (_, words, height) = frame.about();
    let title = format!("{} \u{b7} {}", title(language, location), word(language, words));
    // maud escapes as an attribute needs it.
    html! { iframe src=(address) title=(title) width="100%" height=(height) style="border:0" loading="lazy" {} }
        .into_string()
}

/// What a page needs once so that our frames in it are as tall as what they show:
/// it listens to our pages alone, and asks nothing of anybody.
pub(super) fn follower(settings: &Settings) -> String {
    FOLLOWER.replace("ORIGIN", &settings.base_url)
}
