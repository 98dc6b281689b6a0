//! What people write: which characters can't be kept, and how it is shown so
//! that it disguises nothing.

use std::borrow::Cow;

/// Whether a character can't be part of a text: every control character but
/// tab, line feed and carriage return. Many programs that read a text later
/// end it at U+0000, or take the others for commands.
pub fn is_unwritable(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r') && character.is_control()
}

/// Whether a character turns the direction of what follows it and shows
/// nothing itself: Unicode Standard Annex 9, section 2, and the byte order
/// mark. With it a name or an address can be made to read as another.
pub const fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A text in the order in which it was written, for pages, mails and
/// calendars: without direction marks. What is stored keeps them.
pub fn in_order(text: &str) -> Cow<'_, str> {
    if text.contains(is_direction_mark) {
        Cow::Owned(text.chars().filter(|character| !is_direction_mark(*character)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tabs_can_be_written_and_other_control_characters_can_t() {
        assert!(!"a\tb\r\nc é 日".contains(is_unwritable));
        for character in ['\0', '\u{7}', '\u{b}', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}'] {
            assert!(is_unwritable(character), "{character:?}");
        }
    }

    #[test]
    fn no_mark_turns_what_is_shown() {
        assert_eq!(in_order("facture\u{202e}fdp.exe"), "facturefdp.exe");
        assert_eq!(in_order("\u{2066}a\u{2069}\u{200f}\u{feff}"), "a");
        assert!(matches!(in_order("שלום Zoé"), Cow::Borrowed(_)));
    }
}
