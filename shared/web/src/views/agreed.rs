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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_agreed_to_in_a_version_stays_as_it_was_read() {
        for (words, said) in [
            (
                "2026-11",
                [
                    "J’accepte que ma demande et mes coordonnées soient transmises aux agences qui peuvent m’aider.",
                    "Ik ga ermee akkoord dat mijn vraag en mijn contactgegevens worden doorgegeven aan de agentschappen \
                     die mij kunnen helpen.",
                    "I agree that my request and my contact details are passed on to the agencies that can help me.",
                ],
            ),
            (
                "2026-11-for",
                [
                    "Le membre a accepté que sa demande et ses coordonnées soient transmises aux agences qui peuvent \
                     l’aider.",
                    "Het lid ging ermee akkoord dat zijn vraag en zijn contactgegevens worden doorgegeven aan de \
                     agentschappen die kunnen helpen.",
                    "The member agreed that its request and contact details are passed on to the agencies that can \
                     help it.",
                ],
            ),
            (
                "2026-11-yes",
                [
                    "En disant oui, vous acceptez que votre demande, votre nom et votre adresse aillent à\u{a0}: A, B.",
                    "Door ja te zeggen, aanvaardt u dat uw vraag, uw naam en uw adres gaan naar: A, B.",
                    "By saying yes you agree that your request, your name and your address go to: A, B.",
                ],
            ),
        ] {
            assert_eq!(Language::ALL.map(|language| agreement(language, words, "A, B")), said, "{words}");
        }
        // Those of today are among them.
        assert_eq!([Agreed::BY_MEMBER, Agreed::FOR_MEMBER, Agreed::BY_YES], ["2026-11", "2026-11-for", "2026-11-yes"]);
    }
}
