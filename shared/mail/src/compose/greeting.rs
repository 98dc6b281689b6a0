//! How a mail addresses somebody whose name a stranger may have typed.

use domain::Language;

use super::letter::inline;
use super::words::{say, say_with};

/// A greeting by name where the name looks like one: a form that anybody can
/// fill in must not carry a link or an advertisement to a third party.
pub(super) fn greeting(name: Option<&str>, language: Language) -> String {
    match name.and_then(as_a_name) {
        Some(name) => say_with(language, "common-greeting-name", [("name", name.into())]),
        None => say(language, "common-greeting"),
    }
}

/// What somebody gave as a name, where it looks like one: for greetings, and
/// for the name beside the address that a mail goes to.
pub fn as_a_name(given: &str) -> Option<String> {
    Some(inline(given, 60)).filter(|name| looks_like_a_name(name))
}

fn looks_like_a_name(name: &str) -> bool {
    let letters_only = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | '\u{300}'..='\u{36f}');
    // A dot inside a word is a host name to a mail program; J.-P. is a name.
    let host = |word: &str| word.trim_end_matches('.').split('.').filter(|part| part.chars().count() > 1).count() > 1;
    !name.is_empty() && name.chars().all(letters_only) && name.split(' ').count() <= 6 && !name.split(' ').any(host)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::looks_like_a_name;

    #[rstest]
    #[case("Zoé Maes", true)]
    #[case("J.-P. van den Broeck", true)]
    #[case("Nguyễn Thị Mai", true)]
    #[case("O’Neil", true)]
    #[case("", false)]
    #[case("evil.example", false)]
    #[case("Win at www.evil.example", false)]
    #[case("https://evil.example/x", false)]
    #[case("call 0900 12345", false)]
    #[case("a@b.example", false)]
    #[case("you have won a very nice prize", false)]
    fn only_a_name_is_greeted(#[case] name: &str, #[case] expected: bool) {
        assert_eq!(looks_like_a_name(name), expected);
    }
}
