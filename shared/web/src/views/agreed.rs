//! What a member agrees to who shares a need, in the words that are read then.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::need::{Agreed, NeedCase, Share};

use crate::LOCALES;
use crate::format;
use crate::i18n::t_args;

/// What is agreed to in a version of the words, which may name `agencies`.
pub fn agreement(language: Language, version: &str, agencies: &str) -> String {
    t_args(&LOCALES, language, &format!("agreed-{version}"), &[("agencies", agencies.into())])
}

/// When the member agreed that a need is shared, and in which words; `None` where no
/// words of ours were read.
pub fn agreed(language: Language, catalogue: &Catalogue, case: &NeedCase) -> Option<String> {
    let Agreed { at, words } = case.person.as_ref()?.agreed.as_ref()?;
    let named: Vec<&str> = match &case.need.share {
        Share::All(_) => Vec::new(),
        Share::Only(agencies) => agencies.iter().map(|agency| catalogue.agency_name(agency)).collect(),
    };
    let day = format::date(language, at.day_in(BRUSSELS));
    let said = agreement(language, words, &named.join(", "));
    let args = [("day", day.into()), ("words", said.into()), ("version", words.as_str().into())];
    Some(t_args(&LOCALES, language, "agreed-told", &args))
}
