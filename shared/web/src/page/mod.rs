//! The layout that all pages share: skip link, header with navigation and
//! languages, one title, one line that says what is so now, one main action,
//! and what the page is about.

mod ask;
mod frame;
mod look;
mod waiting;

use axum::response::{IntoResponse, Response};
use domain::written::in_order;
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, REFERRER_POLICY};
use http::{HeaderValue, StatusCode};
use maud::{DOCTYPE, Markup, Render, html};

pub use ask::Asking;
pub use frame::mark;
pub use look::{Look, LookQuery};
pub use waiting::waiting;

use crate::extract::FormState;
use crate::principal::StaffMember;
use crate::ui::named;
use crate::visit::Visit;

/// Entries of the public navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Find help.
    Services,
    /// Places and hours.
    Places,
    /// State a need.
    StateNeed,
    /// The front door, which has a field for searching of its own.
    Home,
    /// Searching, likewise.
    Search,
}

/// Entries of the console's navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsoleNav {
    /// The day.
    Today,
    /// Permanences.
    Schedule,
    /// Companies hosted at the places.
    Members,
    /// Needs.
    Needs,
    /// Referrals.
    Referrals,
    /// Surveys and results.
    Survey,
    /// Agencies, services, locations.
    Directory,
    /// Who may sign in; the coordinator's.
    Staff,
}

enum Frame<'a> {
    Public(Option<Nav>),
    /// No navigation: a task on a phone, such as a survey or an answer.
    Task,
    Console {
        staff: &'a StaffMember,
        current: Option<ConsoleNav>,
        waiting: Option<u64>,
    },
    /// In a page of somebody else's: the title and the body.
    Embedded(Look),
    /// Nothing but the body, which brings its own `h1`: paper, a screen on a
    /// wall.
    Bare(Bare),
}

/// What a page without header and footer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bare {
    Print,
    Lobby,
}

/// A page under construction.
pub struct Page<'a> {
    visit: &'a Visit,
    frame: Frame<'a>,
    title: String,
    lead: Option<Markup>,
    crumbs: Vec<(String, String)>,
    action: Option<Markup>,
    notice: Option<Markup>,
    script: Option<String>,
    status: StatusCode,
    private: bool,
    refused: bool,
    keeps: Option<&'static str>,
}

impl<'a> Page<'a> {
    fn new(visit: &'a Visit, frame: Frame<'a>) -> Self {
        Self {
            visit,
            frame,
            title: String::new(),
            lead: None,
            crumbs: Vec::new(),
            action: None,
            notice: None,
            script: None,
            status: StatusCode::OK,
            private: false,
            refused: false,
            keeps: None,
        }
    }

    /// A page for everybody.
    pub fn public(visit: &'a Visit) -> Self {
        Self::new(visit, Frame::Public(None))
    }

    /// A page for one task, made for a phone, without navigation.
    pub fn task(visit: &'a Visit) -> Self {
        Self::new(visit, Frame::Task)
    }

    /// The languages send the form of this id, with `in_language`, so that the
    /// page is written again with what was filled in.
    pub fn languages_keep(self, form: &'static str) -> Self {
        Self { keeps: Some(form), ..self }
    }

    /// A page of the console; always private.
    pub fn console(visit: &'a Visit, staff: &'a StaffMember) -> Self {
        Self { private: true, ..Self::new(visit, Frame::Console { staff, current: None, waiting: None }) }
    }

    /// A page to be printed: nothing but its body, which brings its own `h1`.
    pub fn print(visit: &'a Visit) -> Self {
        Self::new(visit, Frame::Bare(Bare::Print))
    }

    /// A page for a screen on a wall, which nobody touches: nothing but its
    /// body, which brings its own `h1`.
    pub fn lobby(visit: &'a Visit) -> Self {
        Self::new(visit, Frame::Bare(Bare::Lobby))
    }

    /// A page that other sites show in a frame, under `/embed/`: it sets no cookie,
    /// and tells the page around it how tall it is. Its links open tabs.
    pub fn embed(visit: &'a Visit, look: Look) -> Self {
        Self::new(visit, Frame::Embedded(look))
    }

    /// The title: of the window, and the page's one `h1`.
    pub fn title(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }

    /// One line under the title that says what is so now.
    pub fn lead(self, lead: impl Render) -> Self {
        Self { lead: Some(html! { (lead) }), ..self }
    }

    /// A step of the way here, from the top: words and path.
    pub fn crumb(mut self, words: &str, path: &str) -> Self {
        self.crumbs.push((words.to_owned(), path.to_owned()));
        self
    }

    /// The one main action.
    pub fn action(self, action: Markup) -> Self {
        Self { action: Some(action), ..self }
    }

    /// Path of a script that makes the page nicer; it works without.
    pub fn script(self, path: String) -> Self {
        Self { script: Some(path), ..self }
    }

    /// What was just done; see [`crate::ui::notice`].
    pub fn notice(self, notice: Option<Markup>) -> Self {
        Self { notice, ..self }
    }

    /// Marks an entry of the public navigation as the current one.
    pub fn nav(mut self, entry: Nav) -> Self {
        if let Frame::Public(current) = &mut self.frame {
            *current = Some(entry);
        }
        self
    }

    /// Marks an entry of the console's navigation as the current one.
    pub fn console_nav(mut self, entry: ConsoleNav) -> Self {
        if let Frame::Console { current, .. } = &mut self.frame {
            *current = Some(entry);
        }
        self
    }

    /// How many needs wait for the coordinator; 0 shows nothing.
    pub fn waiting(mut self, needs: u64) -> Self {
        if let Frame::Console { waiting, .. } = &mut self.frame {
            *waiting = Some(needs).filter(|needs| *needs > 0);
        }
        self
    }

    /// The status; 200 where none is named.
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// A form is shown again with errors: status 422, and the window's title
    /// says so first.
    pub fn refused(self) -> Self {
        Self { refused: true, ..self }.status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The page of a form: [`Self::refused`] where something in it is wrong.
    pub fn of_form(self, state: &FormState) -> Self {
        if state.is_refused() { self.refused() } else { self }
    }

    /// A page about a person or behind a link: kept by no cache, and its
    /// address is told to nobody; of the console to us alone, who lead back to it.
    pub fn private(self) -> Self {
        Self { private: true, ..self }
    }

    /// The finished page around `body`.
    pub fn render(self, body: Markup) -> Response {
        let status = self.status;
        let private = self.private;
        let told_to = if matches!(self.frame, Frame::Console { .. }) { "same-origin" } else { "no-referrer" };
        let language = self.visit.language;
        let html = in_order(&named(language, &self.markup(body).0)).into_owned();
        let mut response = (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        if private {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert(REFERRER_POLICY, HeaderValue::from_static(told_to));
        }
        response
    }

    /// The finished page as markup.
    pub fn markup(&self, body: Markup) -> Markup {
        let language = self.visit.language;
        let kind = match self.frame {
            Frame::Public(_) => "public",
            Frame::Task => "task",
            Frame::Console { .. } => "console",
            Frame::Bare(Bare::Print) => "print",
            Frame::Bare(Bare::Lobby) => "lobby",
            Frame::Embedded(_) => "embed",
        };
        let is_whole = !matches!(self.frame, Frame::Bare(_) | Frame::Embedded(_));
        html! {
            (DOCTYPE)
            html lang=(language.tag()) {
                (self.head())
                body class=(kind) {
                    @if is_whole {
                        a class="skip" href="#content" { (self.word("skip-to-content")) }
                        @if !self.visit.decided { (self.choose_language()) }
                        (self.header())
                    }
                    main id="content" tabindex="-1" {
                        @if !matches!(self.frame, Frame::Bare(_)) { (self.heading()) }
                        (body)
                    }
                    @if is_whole { (self.footer()) }
                }
            }
        }
    }
}
