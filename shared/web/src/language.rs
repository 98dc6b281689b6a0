//! Which language a request is answered in. `?lang=` wins and is remembered in
//! a cookie; then that cookie; then `Accept-Language`. Where none of them names
//! French, Dutch or English, the language is undecided: French and Dutch are
//! equal before the law, so a page then offers the choice above everything
//! else, and an error says itself in both.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use domain::{Language, Text};
use http::header::{ACCEPT_LANGUAGE, COOKIE};
use http::request::Parts;
use http::{HeaderMap, Uri};

/// The cookie that remembers a choice.
pub const COOKIE_NAME: &str = "lang";

/// `Vary` of what is written in the language of a request.
pub const VARIES: &str = "accept-language, cookie";

/// The language of a request; `None` while undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(pub Option<Language>);

impl Lang {
    /// Negotiates.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        Self(
            asked_for(uri)
                .or_else(|| cookie(headers, COOKIE_NAME).and_then(Language::from_tag))
                .or_else(|| accepted(headers)),
        )
    }

    /// The language that a page is written in: French while undecided.
    pub fn language(self) -> Language {
        self.0.unwrap_or(Language::Fr)
    }

    /// The text in the language; in French and Dutch while undecided.
    pub fn say(self, text: &Text) -> String {
        match self.0 {
            Some(language) => text.get(language).to_owned(),
            None if text.fr == text.nl => text.fr.clone(),
            None => format!("{} / {}", text.fr, text.nl),
        }
    }

    /// The value of `Content-Language` for what [`Lang::say`] says.
    pub fn content_language(self) -> &'static str {
        self.0.map_or("fr, nl", Language::tag)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

/// The language that the query names.
pub fn asked_for(uri: &Uri) -> Option<Language> {
    let pairs = uri.query()?.split('&');
    pairs.rev().find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::from_tag)
}

/// A cookie's value.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

/// What a header of preferences names, each with its weight: 1 where it says none.
pub fn weighted(line: &str) -> impl Iterator<Item = (&str, f32)> {
    line.split(',').map(|one| {
        let mut parts = one.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        (name, parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0))
    })
}

/// Our language of the highest weight; the first named wins a tie.
fn accepted(headers: &HeaderMap) -> Option<Language> {
    let lines = headers.get_all(ACCEPT_LANGUAGE).into_iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(f32, Language)> = None;
    for (range, weight) in lines.flat_map(weighted) {
        let Some(language) = Language::from_tag(range) else { continue };
        if weight > 0.0 && best.is_none_or(|(highest, _)| weight > highest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/", "", "", None)]
    #[case("/", "", "de-DE,de;q=0.9", None)]
    #[case("/", "", "*", None)]
    #[case("/", "", "nl-BE,nl;q=0.9,fr;q=0.8", Some(Language::Nl))]
    #[case("/", "", "de, en;q=0.5, fr;q=0.7", Some(Language::Fr))]
    #[case("/", "", "fr;q=0, en;q=0.1", Some(Language::En))]
    #[case("/", "a=b; lang=en", "nl", Some(Language::En))]
    #[case("/?x=1&lang=fr", "lang=en", "nl", Some(Language::Fr))]
    #[case("/?lang=xx", "lang=en", "nl", Some(Language::En))]
    fn the_query_wins_over_the_cookie_and_the_cookie_over_the_browser(
        #[case] uri: &str,
        #[case] cookie: &str,
        #[case] accept: &str,
        #[case] expected: Option<Language>,
    ) {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, cookie.parse().unwrap());
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        assert_eq!(Lang::of(&uri.parse().unwrap(), &headers), Lang(expected));
    }

    #[test]
    fn an_undecided_language_is_french_and_dutch() {
        let text = Text::new("oui", "ja", "yes");
        assert_eq!(Lang(None).say(&text), "oui / ja");
        assert_eq!(Lang(None).content_language(), "fr, nl");
    }
}
