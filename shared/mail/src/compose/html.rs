//! A letter as HTML that every mail program shows: one column, styles on the
//! elements, no picture, nothing fetched from anywhere.

use maud::{DOCTYPE, Markup, html};

use super::letter::{Block, Letter};
use crate::header::plain_lines;

const BODY: &str = "margin:0;padding:16px;background:#f6f6fa;color:#1c2030;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SHEET: &str =
    "max-width:34rem;margin:0 auto 16px;padding:24px;background:#ffffff;border:1px solid #d9dbe5;border-radius:8px";
const TITLE: &str = "margin:0 0 16px;font-size:22px;line-height:1.3;color:#1c2030";
const HEADING: &str = "margin:24px 0 8px;font-size:18px;line-height:1.3;color:#1c2030";
const LINK: &str = "color:#3a3897;font-weight:bold";
const PARA: &str = "margin:0 0 16px";
const LABEL: &str = "margin:0 0 4px;font-weight:bold";
const ACTION: &str = "margin:0 0 24px";
const BUTTON: &str = "display:inline-block;padding:12px 24px;background:#3a3897;color:#ffffff;font-weight:bold;text-decoration:none;border-radius:6px";
const FACTS: &str = "margin:0 0 16px";
const TERM: &str = "margin:0;color:#555b70;font-size:14px";
const VALUE: &str = "margin:0 0 8px;overflow-wrap:anywhere";
const QUOTE: &str =
    "margin:0 0 16px;padding:8px 16px;background:#f6f6fa;border-left:4px solid #d9dbe5;overflow-wrap:anywhere";
const LIST: &str = "margin:0 0 16px;padding-left:24px";
const SMALL: &str = "margin:0 0 8px;color:#555b70;font-size:14px";

/// All letters as one document, each in its own sheet with its language told.
pub(super) fn render(letters: &[Letter]) -> String {
    let first = letters.first();
    let document = html! {
        (DOCTYPE)
        html lang=[first.map(|letter| letter.language.tag())] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light";
                title { @if let Some(letter) = first { (letter.subject) } }
            }
            body style=(BODY) {
                @for letter in letters {
                    div lang=(letter.language.tag()) style=(SHEET) {
                        @for block in &letter.blocks { (self::block(block)) }
                    }
                }
            }
        }
    };
    document.into_string()
}

/// Text whose lines stay lines.
fn lines(text: &str) -> Markup {
    html! { @for (at, line) in plain_lines(text).lines().enumerate() { @if at > 0 { br; } (line) } }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Title(text) => html! { h1 style=(TITLE) { (text) } },
        Block::Para(text) => html! { p style=(PARA) { (lines(text)) } },
        Block::Heading(text) => html! { h2 style=(HEADING) { (text) } },
        Block::Strong(text) => html! { p style=(PARA) { strong { (text) } } },
        Block::Links(links) => html! {
            ul style=(LIST) {
                @for link in links { li { a href=(link.url) style=(LINK) { (link.words) } (link.rest()) } }
            }
        },
        Block::Button { label, url } => {
            html! { p style=(ACTION) { a href=(url) style=(BUTTON) { (label) } } }
        }
        Block::Facts(facts) => html! {
            dl style=(FACTS) {
                @for (label, value) in facts { dt style=(TERM) { (label) } dd style=(VALUE) { (value) } }
            }
        },
        Block::Quote { label, text } => html! {
            p style=(LABEL) { (label) }
            blockquote style=(QUOTE) {
                (lines(text))
            }
        },
        Block::List { label, items } => html! {
            p style=(LABEL) { (label) }
            ul style=(LIST) { @for item in items { li { (item) } } }
        },
        Block::Small(text) => html! { p style=(SMALL) { (text) } },
    }
}
