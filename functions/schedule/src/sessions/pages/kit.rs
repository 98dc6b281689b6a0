//! Everything for a place on one page: what to put on its site, with the code
//! to copy, in light and dark and in three languages; what to print; what to
//! show in the hall.

use domain::Language;
use domain::location::Location;
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::layer::framing;
use web::page::Look;
use web::{Context, Reply, Settings, qr, ui};

use super::AtPlace;
use super::embed::{self, Frame};
use crate::{word, word_with};

/// In which language and how the frames are to be.
#[derive(Debug, Clone, Copy, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct KitQuery {
    /// The page's own where absent.
    language: Option<Language>,
    /// Most sites are light.
    #[serde(default = "light")]
    look: Look,
}

const fn light() -> Look {
    Look::Light
}

/// The kit of a location. One read.
pub(super) async fn page(QueryParams(query): QueryParams<KitQuery>, at: AtPlace) -> Reply {
    let AtPlace { context, visit, location, catalogue, .. } = &at;
    let language = visit.language;
    let code_of_place = qr::svg(&context.settings.url(&format!("/locations/{}", location.id)))?;
    let theirs = query.language.unwrap_or(language);
    let frames = Frames { settings: &context.settings, location, language: theirs, look: query.look };
    let main = html! {
        @if let Some(words) = at.not_open() { (words) }
        (ui::card(&word(language, "embed-title"), frames.show(language)))
        (ui::card(&word(language, "kit-links"), links(context, language, location)))
    };
    let aside = html! {
        (ui::card(&word(language, "kit-wall"), wall(language, location)))
        (ui::card(&word(language, "kit-code"), html! {
            p { (word(language, "kit-code-how")) }
            div class="qr" { (PreEscaped(code_of_place)) }
        }))
    };
    let page = at
        .page()
        .title(&word_with(language, "kit-title", &[("place", location.name.as_str().into())]))
        .lead(catalogue.address(location).get(language));
    Ok(framing(page.render(ui::columns(main, aside))))
}

/// The frames of a place as its site wants them.
struct Frames<'a> {
    settings: &'a Settings,
    location: &'a Location,
    language: Language,
    look: Look,
}

impl Frames<'_> {
    /// The choice, what a page needs once, and each frame with its code and a look at
    /// it, in the words of the kit's own reader.
    fn show(&self, reader: Language) -> Markup {
        html! {
            p class="soft" { (word(reader, "kit-frame-how")) }
            (self.choice(reader))
            @for frame in Frame::ALL {
                @let (_, words, height) = frame.about();
                h3 { (word(reader, words)) }
                @if frame == Frame::Survey { p class="soft" { (word(reader, "kit-survey-how")) } }
                pre class="secret" { code { (embed::snippet(self.language, self.settings, self.location, (frame, self.look))) } }
                details {
                    summary { (word(reader, "kit-see")) span class="hidden" { " – " (word(reader, words)) } }
                    iframe class="preview" src=(frame.path(self.location, self.language, self.look))
                        title=(word(reader, words)) height=(height) loading="lazy" {}
                }
            }
            h3 { (word(reader, "kit-once")) }
            p class="soft" { (word(reader, "kit-once-how")) }
            pre class="secret" { code { (embed::follower(self.settings)) } }
        }
    }

    fn choice(&self, reader: Language) -> Markup {
        let languages = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")];
        let languages = languages.map(|(tag, name)| (tag, name.to_owned()));
        let looks = Look::ALL.map(|look| (look.code(), word(reader, &format!("kit-{}", look.code()))));
        html! {
            form class="form-inline" method="get" {
                (one_of("language", &word(reader, "kit-language"), &languages, self.language.tag()))
                (one_of("look", &word(reader, "kit-look"), &looks, self.look.code()))
                button class="button secondary" type="submit" { (word(reader, "kit-choose")) }
            }
        }
    }
}

/// A list of which one is always chosen.
fn one_of(name: &str, label: &str, options: &[(&str, String)], chosen: &str) -> Markup {
    let id = ui::field_id(name);
    html! {
        div class="field" {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                @for (value, words) in options { option value=(value) selected[*value == chosen] { (words) } }
            }
        }
    }
}

/// Addresses to link to, in the page's language.
fn links(context: &Context, language: Language, location: &Location) -> Markup {
    let id = &location.id;
    let tag = language.tag();
    let ways = [
        ("kit-link-place", format!("/locations/{id}?lang={tag}")),
        ("kit-link-book", format!("/book?location={id}&lang={tag}")),
        ("kit-link-need", format!("/needs/new?location={id}&lang={tag}")),
        ("kit-link-survey", format!("/s/p.{id}?lang={tag}")),
        ("kit-link-calendar", format!("/calendar/locations/{id}.ics?lang={tag}")),
    ];
    html! {
        p class="soft" { (word(language, "kit-links-how")) }
        ul {
            @for (words, path) in &ways {
                li { a href=(path) { (word(language, words)) } br; code { (context.settings.url(path)) } }
            }
        }
    }
}

/// What hangs or stands at the place.
fn wall(language: Language, location: &Location) -> Markup {
    let id = &location.id;
    let ways = [
        ("kit-month", format!("/print/locations/{id}")),
        ("kit-lobby", format!("/lobby/{id}")),
        ("kit-poster", format!("/s/p.{id}/poster")),
        ("kit-cards", format!("/s/p.{id}/poster?as=cards")),
        ("kit-door", format!("/s/p.{id}/poster?as=door")),
    ];
    html! { ul { @for (words, path) in &ways { li { a href=(path) { (word(language, words)) } } } } }
}
