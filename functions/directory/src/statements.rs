//! The statements that a public service owes: what becomes of personal data
//! (GDPR, Articles 13 and 14), and how accessible the pages are.

use crate::word;
use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::sight::Reader;
use maud::{Markup, html};
use web::{Context, Page, Visit};

/// Sections of the privacy statement; each has `-title` and `-text`.
const PRIVACY: [&str; 10] =
    ["who", "what", "why", "whom", "how-long", "rights", "members", "bookings", "survey", "technical"];
/// Sections of the accessibility statement.
const ACCESSIBILITY: [&str; 4] = ["aim", "tested", "limits", "complain"];

/// What becomes of personal data. No read.
pub(super) async fn privacy(State(context): State<Context>, visit: Visit) -> Response {
    statement(&context, &visit, "privacy", &PRIVACY)
}

/// How accessible the pages are. No read.
pub(super) async fn accessibility(State(context): State<Context>, visit: Visit) -> Response {
    statement(&context, &visit, "accessibility", &ACCESSIBILITY)
}

fn statement(context: &Context, visit: &Visit, name: &str, sections: &[&str]) -> Response {
    let language = visit.language;
    let body = html! {
        div class="narrow stack" {
            @for section in sections {
                section class="stack" {
                    h2 { (word(language, &format!("{name}-{section}-title"))) }
                    @if *section == "whom" { @for reader in Reader::ALL { p { (reader.promise(language)) } } }
                    @for paragraph in word(language, &format!("{name}-{section}-text")).split('\n') { p { (paragraph) } }
                }
            }
            section class="stack" {
                h2 { (word(language, "statement-contact")) }
                p { (contact(language, &context.settings.mail_from)) }
            }
        }
    };
    Page::public(visit)
        .title(&word(language, &format!("{name}-title")))
        .lead(word(language, &format!("{name}-lead")))
        .render(body)
}

/// The address that the product writes from, as a link.
fn contact(language: Language, mailbox: &str) -> Markup {
    let address = mailbox.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(mailbox).trim();
    html! { (word(language, "statement-write-to")) " " a href={ "mailto:" (address) } { (address) } "." }
}
