//! What members agree to, in the words that they read then.

use domain::ids::AgencyId;
use domain::member::{MemberCase, ProfileConsent};
use domain::need::{Agreed, Share};
use domain::{Instant, Language, Text};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use web::views::agreement;
use web::{format, i18n};

use crate::{LOCALES, word_with};

/// The version of the words that a member agrees to today. Words that change are a
/// version of their own; those of each stay, under `consent-`, version and kind.
pub(crate) const WORDS_VERSION: &str = "2026-11";

/// What a kind of consent said in a version; the kind itself where nobody knows.
pub(crate) fn words(language: Language, version: &str, kind: &str) -> String {
    i18n::known(&LOCALES, language, &format!("consent-{version}-{kind}")).unwrap_or_else(|| kind.to_owned())
}

fn words_of(language: Language, consent: &ProfileConsent) -> String {
    let kind = json!(consent.kind);
    words(language, consent.text_version.as_deref().unwrap_or_default(), kind.as_str().unwrap_or_default())
}

/// What was agreed to, since when, in which version, and until when.
pub(crate) fn told(language: Language, consent: &ProfileConsent) -> String {
    let day = |on| format::date(language, on);
    let version = consent.text_version.as_deref().unwrap_or("–");
    let since = word_with(language, "consented", &[("day", day(consent.given_on).into()), ("version", version.into())]);
    let until = consent.withdrawn_on.map(|until| word_with(language, "consent-ended", &[("day", day(until).into())]));
    let moments: Vec<String> = std::iter::once(since).chain(until).collect();
    format!("{} ({})", words_of(language, consent), moments.join(", "))
}

/// The same for programs, each with its words in the three languages.
pub(crate) fn exported(case: &MemberCase) -> Value {
    let consents = case.consents();
    let with_words = consents.iter().map(|consent| {
        let mut one = json!(consent);
        one["words"] = json!(i18n::in_all(|language| words_of(language, consent)));
        one
    });
    with_words.collect()
}

/// A consent to share a need.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AgreedExport {
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// The version of the words.
    version: String,
    /// What was agreed to, by language; agencies by their ids.
    #[schema(value_type = BTreeMap<String, String>)]
    words: Text,
}

impl AgreedExport {
    pub(crate) fn of(Agreed { at, words: version }: Agreed, share: &Share) -> Self {
        let agencies = match share {
            Share::All(_) => String::new(),
            Share::Only(agencies) => agencies.iter().map(AgencyId::as_str).collect::<Vec<_>>().join(", "),
        };
        let words = i18n::in_all(|language| agreement(language, &version, &agencies));
        Self { at, version, words }
    }
}
