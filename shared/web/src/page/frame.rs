//! What stands around a page's content: head, header, navigation, languages
//! and footer.

use domain::Language;
use maud::{Markup, PreEscaped, html};

use super::{ConsoleNav, Frame, Look, Nav, Page};
use crate::LOCALES;
use crate::assets;
use crate::i18n::t;
use crate::principal::{Scope, StaffMember};
use crate::sent_again::warning;
use crate::ui::Icon;
use crate::visit::Visit;

const PUBLIC_NAV: [(Nav, &str, &str); 3] = [
    (Nav::Services, "nav-services", "/services"),
    (Nav::Places, "nav-places", "/locations"),
    (Nav::StateNeed, "nav-state-need", "/needs/new"),
];

const CONSOLE_NAV: [(ConsoleNav, &str, &str); 8] = [
    (ConsoleNav::Today, "nav-today", "/console"),
    (ConsoleNav::Schedule, "nav-schedule", "/console/schedule"),
    (ConsoleNav::Members, "nav-members", "/console/members"),
    (ConsoleNav::Needs, "nav-needs", "/console/needs"),
    (ConsoleNav::Referrals, "nav-referrals", "/console/referrals"),
    (ConsoleNav::Survey, "nav-survey", "/console/survey"),
    (ConsoleNav::Directory, "nav-directory", "/console/locations"),
    (ConsoleNav::Staff, "nav-staff", "/console/staff"),
];

impl Page<'_> {
    pub(super) fn word(&self, key: &str) -> String {
        t(&LOCALES, self.visit.language, key)
    }

    pub(super) fn head(&self) -> Markup {
        let indexed = matches!(self.frame, Frame::Public(_)) && !self.private;
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title {
                    @if self.refused { (self.word("form-refused-title")) " " }
                    (self.title) " · Permanence"
                }
                link rel="stylesheet" href=(assets::stylesheet());
                @if let Frame::Embedded(look) = self.frame {
                    @if look != Look::Light {
                        @let when = (look == Look::Reader).then_some("(prefers-color-scheme: dark)");
                        link rel="stylesheet" media=[when] href=(assets::dark_stylesheet());
                    }
                    script src=(assets::embed_script()) defer {}
                }
                @if let Some(script) = &self.script { script src=(script) defer {} }
                link rel="icon" type="image/svg+xml" href=(assets::MARK_PATH);
                @if indexed { (self.outside()) } @else {
                    meta name="robots" content="noindex";
                }
            }
        }
    }

    /// What search engines and other sites are told of a public page.
    fn outside(&self) -> Markup {
        let Visit { base_url: base, language, uri, .. } = self.visit;
        let own = format!("{base}{}", self.visit.in_language(*language));
        let about = self.lead.as_ref().map(|lead| without_tags(&lead.0)).filter(|words| !words.is_empty());
        let about = about.unwrap_or_else(|| self.word("footer-what"));
        html! {
            meta name="description" content=(PreEscaped(&about));
            link rel="canonical" href=(own);
            @for language in Language::ALL {
                link rel="alternate" hreflang=(language.tag()) href=(format!("{base}{}", self.visit.in_language(language)));
            }
            link rel="alternate" hreflang="x-default" href=(format!("{base}{uri}"));
            link rel="alternate" type="application/atom+xml" href=(format!("/feed.atom?lang={}", language.tag())) title="Permanence";
            meta property="og:type" content="website";
            meta property="og:site_name" content="Permanence";
            meta property="og:title" content=(self.title);
            meta property="og:description" content=(PreEscaped(&about));
            meta property="og:url" content=(own);
            meta property="og:locale" content=(locale(*language));
            meta property="og:image" content=(format!("{base}/picture.png"));
            meta property="og:image:type" content="image/png";
            meta property="og:image:width" content="1200";
            meta property="og:image:height" content="630";
            meta property="og:image:alt" content="Permanence";
            meta property="og:image" content=(format!("{base}/picture.svg?lang={}", language.tag()));
            meta property="og:image:type" content="image/svg+xml";
        }
    }

    /// The same offer in the three languages: none is chosen in silence.
    pub(super) fn choose_language(&self) -> Markup {
        html! {
            section class="choose-language" aria-label="Langue / Taal / Language" {
                p {
                    span lang="fr" { "Choisissez votre langue" } " · "
                    span lang="nl" { "Kies uw taal" } " · "
                    span lang="en" { "Choose your language" }
                }
                ul {
                    @for (language, name) in [(Language::Fr, "Français"), (Language::Nl, "Nederlands"), (Language::En, "English")] {
                        li {
                            a class="button secondary" href=(self.visit.in_language(language)) lang=(language.tag())
                                hreflang=(language.tag()) { (name) }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn header(&self) -> Markup {
        let home = if matches!(self.frame, Frame::Console { .. }) { "/console" } else { "/" };
        html! {
            header class="top" {
                div class="top-in" {
                    a class="brand" href=(home) { (mark()) span { "Permanence" } }
                    @match &self.frame {
                        Frame::Public(current) => (self.public_nav(*current)),
                        Frame::Console { staff, current, waiting } => (self.console_nav_bar(staff, *current, *waiting)),
                        Frame::Task | Frame::Embedded(_) | Frame::Bare(_) => {},
                    }
                    div class="top-end" {
                        @if let Frame::Public(current) = &self.frame { (self.search(*current)) }
                        (self.languages())
                        @if let Frame::Console { staff, .. } = &self.frame { @if staff.staff.is_some() { (self.sign_out(staff)) } }
                    }
                }
            }
        }
    }

    fn public_nav(&self, current: Option<Nav>) -> Markup {
        html! {
            nav aria-label=(self.word("nav-label")) {
                ul {
                    @for (entry, words, path) in PUBLIC_NAV {
                        li { a href=(path) aria-current=[(current == Some(entry)).then_some("page")] { (self.word(words)) } }
                    }
                }
            }
        }
    }

    /// One field on every page that has none of its own; on a phone a sign leads
    /// to it.
    fn search(&self, current: Option<Nav>) -> Markup {
        let label = self.word("nav-search-label");
        html! {
            span class="top-find" {
                a class="button secondary" href="/search" aria-label=(self.word("nav-search"))
                    aria-current=[(current == Some(Nav::Search)).then_some("page")] { (Icon::Search.markup()) }
            }
            @if !matches!(current, Some(Nav::Home | Nav::Search)) {
                form class="top-search" method="get" action="/search" role="search" aria-label=(label) {
                    input name="q" type="search" maxlength="200" autocomplete="off" aria-label=(label)
                        placeholder=(self.word("nav-search"));
                }
            }
        }
    }

    fn console_nav_bar(&self, staff: &StaffMember, current: Option<ConsoleNav>, waiting: Option<u64>) -> Markup {
        let entries = CONSOLE_NAV.into_iter().filter(|(entry, ..)| match entry {
            ConsoleNav::Staff => staff.is_coordinator(),
            ConsoleNav::Members => !matches!(staff.scope(), Scope::Agency(_)),
            ConsoleNav::Referrals => !matches!(staff.scope(), Scope::Location(_)),
            _ => true,
        });
        html! {
            nav aria-label=(self.word("nav-label")) {
                ul {
                    @for (entry, words, path) in entries {
                        // The coordinator looks after all of it, others read of places.
                        @let whole = entry == ConsoleNav::Directory && staff.is_coordinator();
                        @let path = if whole { "/console/directory" } else { path };
                        li {
                            a href=(path) aria-current=[(current == Some(entry)).then_some("page")] {
                                (self.word(words))
                                @if let Some(n) = waiting.filter(|_| entry == ConsoleNav::Needs) {
                                    " " span class="count" { @if n > 99 { "99+" } @else { (n) }
                                        span class="hidden" { " " (self.word("nav-waiting")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn languages(&self) -> Markup {
        let name_of = |language: Language, name: &str| html! { abbr title=(name) { (language.tag().to_uppercase()) } };
        html! {
            @if let Some(form) = self.keeps {
                // Enter within the form presses its first button: that one sends.
                button class="first-button" type="submit" form=(form) tabindex="-1" aria-hidden="true" {}
            }
            ul class="languages" aria-label=(self.word("languages-label")) {
                @for (language, name) in [(Language::Fr, "Français"), (Language::Nl, "Nederlands"), (Language::En, "English")] {
                    li {
                        @let current = self.visit.decided && language == self.visit.language;
                        @if let Some(form) = self.keeps {
                            button type="submit" form=(form) name="in_language" value=(language.tag()) formnovalidate
                                lang=(language.tag()) aria-current=[current.then_some("true")] { (name_of(language, name)) }
                        } @else {
                            a href=(self.visit.in_language(language)) lang=(language.tag()) hreflang=(language.tag())
                                aria-current=[current.then_some("true")] { (name_of(language, name)) }
                        }
                    }
                }
            }
        }
    }

    fn sign_out(&self, staff: &StaffMember) -> Markup {
        html! {
            form method="post" action="/console/sign-out" {
                input type="hidden" name="csrf" value=(staff.csrf);
                button class="quiet" type="submit" { (self.word("sign-out")) }
            }
        }
    }

    pub(super) fn heading(&self) -> Markup {
        html! {
            @if let Some(notice) = self.notice.clone().or_else(|| warning(self.visit)) { (notice) }
            div class="heading" {
                div {
                    @if !self.crumbs.is_empty() {
                        nav class="crumbs" aria-label=(self.word("crumbs-label")) {
                            ol { @for (words, path) in &self.crumbs { li { a href=(path) { (words) } } } }
                        }
                    }
                    h1 { (self.title) }
                    @if let Some(lead) = &self.lead { p class="lead" { (lead) } }
                }
                @if let Some(action) = &self.action { div class="heading-action" { (action) } }
            }
        }
    }

    pub(super) fn footer(&self) -> Markup {
        html! {
            footer class="foot" {
                div class="foot-in" {
                    p { (self.word("footer-what")) }
                    ul {
                        li { a href="/privacy" { (self.word("footer-privacy")) } }
                        li { a href="/accessibility" { (self.word("footer-accessibility")) } }
                        @if matches!(self.frame, Frame::Public(_)) { li { a href="/statistics" { (self.word("footer-statistics")) } } }
                        @if matches!(self.frame, Frame::Public(_)) { li { a href="/catalogue" { (self.word("footer-open-data")) } } }
                        @if matches!(self.frame, Frame::Public(_)) { li { a href="/console" { (self.word("footer-staff")) } } }
                        @if self.visit.demo { li { a href="/demo/mail" { (self.word("footer-demo")) } } }
                    }
                }
            }
        }
    }
}

/// As Open Graph names a language.
const fn locale(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr_BE",
        Language::Nl => "nl_BE",
        Language::En => "en_GB",
    }
}

/// The words of a piece of markup, escaped as they were there.
fn without_tags(markup: &str) -> String {
    let mut within = false;
    let words: String = markup
        .chars()
        .filter(|c| {
            let shown = !within && *c != '<';
            within = (within || *c == '<') && *c != '>';
            shown
        })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "&quot;")
}

/// The mark: two doors, one behind the other.
pub fn mark() -> Markup {
    html! {
        svg class="mark" viewBox="0 0 22 28" width="22" height="28" aria-hidden="true" focusable="false" {
            path d="M10 28V14a6 6 0 0 1 12 0v14z" fill="#e0a21c" {}
            path d="M0 24V7a7 7 0 0 1 14 0v15a2 2 0 0 1-2 2z" fill="#3a3897" {}
        }
    }
}
