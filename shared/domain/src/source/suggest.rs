//! The mapping that a received form seems to ask for, by what stands beside its
//! questions and by what was answered. A person looks at it before it is used.

use super::{LEFT_ON, Makes, Mapping, ReceivedField, SHARE, parts};
use crate::catalogue::Catalogue;
use crate::member::NAME_FIELD;
use crate::member::matching::fold;
use crate::member::sheet::columns;

/// What people call the parts of a need that are no field of a member, folded;
/// a label that holds one of the words is taken for the part.
const CALLED: [(&str, &[&str]); 6] = [
    (SHARE, &["consent", "accord", "accepte", "agree", "akkord", "akkoord", "toestemming", "partag", "delen", "share"]),
    ("/amount_eur", &["montant", "budget", "bedrag", "amount"]),
    ("/contact/language", &["langue", "taal", "language"]),
    ("/need_types", &["type de besoin", "soort", "kind of", "categorie", "category", "sujet", "onderwerp", "subject"]),
    (
        "/description",
        &[
            "besoin",
            "behoefte",
            "need",
            "question",
            "vraag",
            "message",
            "bericht",
            "description",
            "help",
            "aide",
            "hulp",
        ],
    ),
    (
        "/contact/name",
        &["votre nom", "nom et prenom", "prenom", "your name", "full name", "naam", "nom", "contact", "name"],
    ),
];

/// The mapping that these answers seem to ask for. No answer is used twice.
pub fn suggest(makes: Makes, answers: &[ReceivedField], catalogue: &Catalogue) -> Mapping {
    let mut mapping = Mapping { makes, ..Mapping::default() };
    let known = parts(makes, catalogue);
    let headings: Vec<String> = answers.iter().map(|answer| answer.label.clone()).collect();
    let row: Vec<String> = answers.iter().map(|answer| answer.values.join(";")).collect();
    let mut left: Vec<&ReceivedField> = Vec::new();
    for (answer, column) in answers.iter().zip(columns(&catalogue.member_model, &headings, &[row])) {
        let part = column.field.map(|field| part_of(makes, &field)).filter(|part| known.contains(part));
        match part.filter(|part| !mapping.fields.contains_key(part)) {
            Some(part) => {
                mapping.fields.insert(part, vec![answer.key.clone()]);
            }
            None => left.push(answer),
        }
    }
    if makes == Makes::Member {
        let ended = |answer: &&ReceivedField| {
            let label = fold(&answer.label);
            ["cancel", "left", "ended", "depart", "vertrek", "fin"].iter().any(|word| label.contains(word))
        };
        if let Some(answer) = left.into_iter().find(ended) {
            mapping.fields.insert(LEFT_ON.to_owned(), vec![answer.key.clone()]);
        }
        return mapping;
    }
    for (part, words) in CALLED {
        if mapping.fields.contains_key(part) {
            continue;
        }
        let found = left.iter().position(|answer| {
            let label = fold(&answer.label);
            words.iter().any(|word| label.contains(word))
        });
        if let Some(at) = found {
            mapping.fields.insert(part.to_owned(), vec![left.remove(at).key.clone()]);
        }
    }
    mapping
}

/// Where a field of the member model stands in a message.
fn part_of(makes: Makes, field: &str) -> String {
    match (makes, field) {
        (Makes::Need, NAME_FIELD) => "/member/name".to_owned(),
        (Makes::Need, "contact_email") => "/contact/email".to_owned(),
        (Makes::Need, "contact_phone") => "/contact/phone".to_owned(),
        (Makes::Need, "contact_role") => "/contact/name".to_owned(),
        (Makes::Need, "languages") => "/contact/language".to_owned(),
        (Makes::Need, field) => format!("/member/{field}"),
        (Makes::Member, NAME_FIELD) => "/name".to_owned(),
        (Makes::Member, field) => format!("/{field}"),
    }
}
