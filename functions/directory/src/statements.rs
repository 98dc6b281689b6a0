//! The statements that a public service owes: what becomes of personal data
//! (GDPR, Articles 13 and 14), and how accessible the pages are.

use crate::shown::table;
use crate::{word, word_with};
use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::member::MemberModel;
use domain::sight::{Reader, place_reads};
use maud::{Markup, html};
use web::extract::{NoFilter, QueryParams};
use web::ui::purpose;
use web::{Context, Page, Reply, Visit};

/// Sections of the privacy statement; each has `-title` and `-text`.
const PRIVACY: [&str; 10] =
    ["who", "what", "why", "whom", "how-long", "rights", "members", "bookings", "survey", "technical"];
/// Sections of the accessibility statement.
const ACCESSIBILITY: [&str; 4] = ["aim", "tested", "limits", "complain"];

/// What becomes of personal data. One read.
pub(super) async fn privacy(State(context): State<Context>, visit: Visit, _: QueryParams<NoFilter>) -> Reply {
    let catalogue = context.store.catalogue().load().await?;
    let kept = kept(visit.language, &catalogue.member_model);
    Ok(statement(&context, &visit, "privacy", (&PRIVACY, Some(("members", kept)))))
}

/// Every field of the member model: what it is for, and how long it is kept.
fn kept(language: Language, model: &MemberModel) -> Markup {
    let title = word(language, "privacy-fields");
    let mut table = table(language, &title, &["privacy-field", "privacy-field-why", "privacy-field-kept"]);
    for field in model.fields.iter().filter(|field| field.filled_by != "system") {
        let months = word_with(language, "privacy-field-months", &[("n", field.retain_months.into())]);
        table = table.row(vec![
            html! { (field.label.get(language)) },
            html! { (purpose(language, field)) },
            html! { (months) },
        ]);
    }
    html! { details class="card" { summary { (title) } (table.show()) } }
}

/// How accessible the pages are. No read.
pub(super) async fn accessibility(State(context): State<Context>, visit: Visit, _: QueryParams<NoFilter>) -> Response {
    statement(&context, &visit, "accessibility", (&ACCESSIBILITY, None))
}

/// The sections, and what stands below one of them.
fn statement(
    context: &Context,
    visit: &Visit,
    name: &str,
    (sections, below): (&[&str], Option<(&str, Markup)>),
) -> Response {
    let language = visit.language;
    let body = html! {
        div class="narrow stack" {
            @for section in sections {
                section class="stack" {
                    h2 { (word(language, &format!("{name}-{section}-title"))) }
                    @if *section == "whom" { @for reader in Reader::ALL { p { (reader.promise(language)) } } }
                    @for paragraph in word(language, &format!("{name}-{section}-text")).split('\n') { p { (paragraph) } }
                    @if *section == "members" { p { (place_reads(language)) } }
                    @if let Some((_, markup)) = below.as_ref().filter(|(under, _)| under == section) { (markup) }
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

/// Whom to write to: the address that the product writes from, as a link.
pub(crate) fn contact(language: Language, mailbox: &str) -> Markup {
    let address = mailbox.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(mailbox).trim();
    html! { (word(language, "statement-write-to")) " " a href={ "mailto:" (address) } { (address) } "." }
}
