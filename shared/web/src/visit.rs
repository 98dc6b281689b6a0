//! What a page knows of the request that asked for it.

use axum::extract::FromRequestParts;
use domain::Language;
use fluent_templates::StaticLoader;
use http::Uri;
use http::request::Parts;
use maud::Markup;

use crate::context::Context;
use crate::extract::follows_readers;
use crate::i18n::known;
use crate::language::Lang;
use crate::problem::Problem;
use crate::ui;

/// The most bytes of a query that the links of a page carry on.
const LONGEST_QUERY: usize = 2_000;

/// What a page knows of the request that asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The language that the page is written in.
    pub language: Language,
    /// Whether the visitor chose it; else the page offers the choice first.
    pub decided: bool,
    /// Path and query without `lang`, `done` and what others add to links to
    /// follow readers.
    pub uri: String,
    /// What was just done, from `?done=`: a code of a-z, digits, `_` and `-`.
    pub done: Option<String>,
    /// What absolute links start with.
    pub base_url: String,
    /// Whether the product runs as a demonstration.
    pub demo: bool,
}

impl Visit {
    /// Reads it from a request.
    pub fn of(context: &Context, parts: &Parts) -> Self {
        let lang = Lang::of(&parts.uri, &parts.headers);
        let is_code = |code: &&str| {
            (1..=40).contains(&code.len())
                && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b))
        };
        Self {
            language: lang.language(),
            decided: lang.0.is_some(),
            uri: address(&parts.uri),
            done: pairs(&parts.uri).find_map(|pair| pair.strip_prefix("done=")).filter(is_code).map(str::to_owned),
            base_url: context.settings.base_url.clone(),
            demo: context.settings.demo,
        }
    }

    /// The same visit in the language chosen, else in the reader's own.
    #[must_use]
    pub fn in_language_of(self, own: Option<Language>) -> Self {
        match own.filter(|_| !self.decided) {
            Some(language) => Self { language, decided: true, ..self },
            None => self,
        }
    }

    /// What stands in `known` beside the code of what was just done.
    pub fn done_as<'k>(&self, known: &[(&str, &'k str)]) -> Option<&'k str> {
        let done = self.done.as_deref()?;
        known.iter().find(|(code, _)| *code == done).map(|(_, key)| *key)
    }

    /// What was just done, announced in the words that `say` has: `known` has their
    /// key beside each code.
    pub fn notice(&self, say: impl Fn(&str) -> String, known: &[(&str, &str)]) -> Option<Markup> {
        self.done_as(known).map(|key| ui::notice(say(key)))
    }

    /// The same where the catalogue decides: in its words for the code, `{prefix}-{code}`.
    pub fn notice_in(&self, words: &StaticLoader, prefix: &str) -> Option<Markup> {
        let code = self.done.as_deref()?;
        known(words, self.language, &format!("{prefix}-{code}")).map(ui::notice)
    }

    /// Whether the page is one of the console's.
    pub fn is_in_console(&self) -> bool {
        let path = self.uri.split('?').next().unwrap_or_default();
        path == "/console" || path.starts_with("/console/")
    }

    /// Whether other sites may show the page in a frame.
    pub fn is_embedded(&self) -> bool {
        self.uri.starts_with("/embed/")
    }

    /// This page in another language.
    pub fn in_language(&self, language: Language) -> String {
        let joint = if self.uri.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={}", self.uri, language.tag())
    }
}

fn pairs(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty())
}

/// Path and query as [`Visit::uri`] has them.
pub(crate) fn address(uri: &Uri) -> String {
    let is_own = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        name != "lang" && name != "done" && !follows_readers(name)
    };
    let kept: Vec<&str> = pairs(uri).filter(is_own).collect();
    // Two slashes at the start would name another site in a link.
    let path = format!("/{}", uri.path().trim_start_matches(['/', '\\']));
    // A link does not repeat a query that nobody wrote by hand.
    let is_long = kept.iter().map(|pair| pair.len()).sum::<usize>() > LONGEST_QUERY;
    if kept.is_empty() || is_long { path } else { format!("{path}?{}", kept.join("&")) }
}

impl FromRequestParts<Context> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        Ok(Self::of(context, parts))
    }
}
