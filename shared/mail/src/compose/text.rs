//! A letter as plain text.

use domain::language::pick;

use super::letter::{Block, Letter};
use crate::header::plain_lines;

/// A line between the languages of one mail.
const BETWEEN: &str = "\n\n----------------------------------------\n\n";

/// All letters, one under the other.
pub(super) fn render(letters: &[Letter]) -> String {
    let texts: Vec<String> = letters.iter().map(letter).collect();
    format!("{}\n", texts.join(BETWEEN))
}

fn letter(letter: &Letter) -> String {
    let colon = pick(letter.language, "\u{a0}:", ":", ":");
    let blocks: Vec<String> = letter.blocks.iter().map(|block| self::block(block, colon)).collect();
    blocks.join("\n\n")
}

fn block(block: &Block, colon: &str) -> String {
    match block {
        Block::Title(text) | Block::Small(text) | Block::Strong(text) => text.clone(),
        Block::Para(text) => plain_lines(text),
        Block::Heading(text) => format!("== {text} =="),
        Block::Links(links) => {
            let points: Vec<String> =
                links.iter().map(|link| format!("- {}{}\n  {}", link.words, link.rest(), link.url)).collect();
            points.join("\n")
        }
        Block::Button { label, url } => format!("{label}{colon}\n{url}"),
        Block::Facts(facts) => {
            facts.iter().map(|(label, value)| format!("{label}{colon} {value}")).collect::<Vec<_>>().join("\n")
        }
        Block::Quote { label, text } => {
            let quoted: Vec<String> =
                plain_lines(text).lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            format!("{label}{colon}\n{}", quoted.join("\n"))
        }
        Block::List { label, items } => {
            let points: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
            format!("{label}{colon}\n{}", points.join("\n"))
        }
    }
}
