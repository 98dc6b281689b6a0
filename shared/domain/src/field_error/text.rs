//! Each problem as a sentence.

use super::Problem;
use crate::Language;
use crate::in_words::day;
use crate::language::pick;

impl Problem {
    /// The sentence for people.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::WrongType(expected) => expected.text(language).to_owned(),
            Self::NotAmong(values) => {
                let values = values.join(", ");
                match language {
                    Language::Fr => format!("Choisissez une de ces valeurs\u{a0}: {values}."),
                    Language::Nl => format!("Kies een van deze waarden: {values}."),
                    Language::En => format!("Choose one of these values: {values}."),
                }
            }
            Self::NoPlaceCalled(name) => match language {
                Language::Fr => {
                    format!(
                        "Aucun lieu ne s’appelle «\u{a0}{name}\u{a0}»\u{a0}; écrivez le nom d’un lieu de l’annuaire."
                    )
                }
                Language::Nl => format!("Geen plaats heet ‘{name}’; schrijf de naam van een plaats uit de gids."),
                Language::En => format!("No place is called “{name}”; write the name of a place in the directory."),
            },
            Self::TooLong(max) => match language {
                Language::Fr => format!("Écrivez au plus {max} caractères."),
                Language::Nl => format!("Schrijf hoogstens {max} tekens."),
                Language::En => format!("Write at most {max} characters."),
            },
            Self::TooMany(max) => match language {
                Language::Fr => format!("Donnez au plus {max} éléments."),
                Language::Nl => format!("Geef hoogstens {max} elementen."),
                Language::En => format!("Give at most {max} entries."),
            },
            Self::OutOfRange(min, max) => match language {
                Language::Fr => format!("Indiquez un nombre de {min} à {max}."),
                Language::Nl => format!("Vul een getal in van {min} tot {max}."),
                Language::En => format!("Give a number from {min} to {max}."),
            },
            Self::DayOutOfRange(first, last) => {
                let (first, last) = (day(language, *first), day(language, *last));
                match language {
                    Language::Fr => format!("Choisissez un jour du {first} au {last}."),
                    Language::Nl => format!("Kies een dag van {first} tot {last}."),
                    Language::En => format!("Choose a day from {first} to {last}."),
                }
            }
            Self::ClosedThen(why) => {
                let why = why.get(language);
                match language {
                    Language::Fr => {
                        format!("La séance n’aurait pas lieu ce jour-là ({why})\u{a0}; choisissez un autre jour.")
                    }
                    Language::Nl => format!("De sessie zou die dag niet doorgaan ({why}); kies een andere dag."),
                    Language::En => {
                        format!("The session would not take place on that day ({why}); choose another day.")
                    }
                }
            }
            Self::MovedTooFar(max) => match language {
                Language::Fr => format!(
                    "Déplacez la séance d’au plus {max} jours\u{a0}; pour une date plus lointaine, annulez-la et ajoutez une séance."
                ),
                Language::Nl => format!(
                    "Verplaats de sessie hoogstens {max} dagen; annuleer ze voor een verdere datum en voeg een sessie toe."
                ),
                Language::En => format!(
                    "Move the session by at most {max} days; for a day further off, cancel it and add a session."
                ),
            },
            Self::AgencyIsBooked(count) => match language {
                Language::Fr => format!(
                    "Des personnes ont rendez-vous avec l’agence actuelle ({count} à venir)\u{a0}: gardez-la, ou annulez ces séances et créez une permanence pour l’autre agence."
                ),
                Language::Nl => format!(
                    "Er zijn afspraken met het huidige agentschap ({count} op komst): behoud het, of annuleer die sessies en maak een permanentie voor het andere agentschap."
                ),
                Language::En => format!(
                    "People have appointments with the present agency ({count} to come): keep it, or cancel those sessions and make a permanence for the other agency."
                ),
            },
            Self::EnterpriseNumber(invalid) => invalid.text(language).to_owned(),
            Self::Recurrence(invalid) => invalid.text(language),
            plain => plain.plain_text(language).to_owned(),
        }
    }

    const fn plain_text(&self, language: Language) -> &'static str {
        match self {
            Self::Missing => pick(
                language,
                "Remplissez ce champ\u{a0}: il est obligatoire.",
                "Vul dit veld in: het is verplicht.",
                "Fill this in: it is required.",
            ),
            Self::UnknownField => pick(
                language,
                "Ce champ n’existe pas\u{a0}; retirez-le ou corrigez son nom.",
                "Dit veld bestaat niet; haal het weg of verbeter de naam.",
                "There is no such field; remove it or correct its name.",
            ),
            Self::StrategyCircle => pick(
                language,
                "Cette étape attend une agence qui attend elle-même celle-ci\u{a0}: personne ne serait sollicité. Retirez une de ces attentes.",
                "Deze stap wacht op een agentschap dat zelf op dit wacht: niemand zou gevraagd worden. Haal een van die voorwaarden weg.",
                "This step waits for an agency that waits for this one: nobody would be asked. Remove one of them.",
            ),
            Self::SuccessionCircle => pick(
                language,
                "Choisissez une autre entrée\u{a0}: la succession reviendrait à celle-ci.",
                "Kies een andere vermelding: de opvolging zou bij deze uitkomen.",
                "Choose another one: succession would come back to this one.",
            ),
            Self::Twice => pick(
                language,
                "Cette valeur figure deux fois\u{a0}; gardez-en une.",
                "Deze waarde staat er twee keer; behoud er één.",
                "This value stands twice; keep one.",
            ),
            Self::Negative => pick(
                language,
                "Indiquez un nombre positif ou nul.",
                "Vul een getal in dat nul of meer is.",
                "Give a number that is zero or more.",
            ),
            Self::UnknownAgency => pick(
                language,
                "Cette agence n’est pas dans l’annuaire\u{a0}; choisissez-en une qui y est.",
                "Dit agentschap staat niet in de gids; kies er een dat er wel in staat.",
                "This agency is not in the directory; choose one that is.",
            ),
            Self::AgencyEnded => pick(
                language,
                "Cette agence n’existe pas à cette date\u{a0}; choisissez celle qui a repris son travail.",
                "Dit agentschap bestaat niet op die dag; kies het agentschap dat het werk overnam.",
                "This agency does not exist on that day; choose the one that took over its work.",
            ),
            Self::UnknownLocation => pick(
                language,
                "Ce lieu n’est pas dans l’annuaire\u{a0}; choisissez-en un qui y est.",
                "Deze plaats staat niet in de gids; kies er een die er wel in staat.",
                "This place is not in the directory; choose one that is.",
            ),
            Self::LocationClosed => pick(
                language,
                "Ce lieu n’est pas ouvert à cette date\u{a0}; choisissez un autre lieu ou une autre date.",
                "Deze plaats is niet open op die dag; kies een andere plaats of een andere dag.",
                "This place is not open on that day; choose another place or another day.",
            ),
            Self::UnknownService => pick(
                language,
                "Ce service n’est pas dans l’annuaire\u{a0}; choisissez-en un qui y est.",
                "Deze dienst staat niet in de gids; kies er een die er wel in staat.",
                "This service is not in the directory; choose one that is.",
            ),
            Self::UnknownNeed => pick(
                language,
                "Nous ne pouvons pas y joindre ce besoin\u{a0}; partez du lien reçu par e-mail pour ce besoin, ou n’en indiquez aucun.",
                "Deze behoefte kunnen we er niet bij zetten; vertrek van de link die u voor die behoefte per e-mail kreeg, of vermeld er geen.",
                "We can’t note this need with it; start from the link that you got for that need by e-mail, or name none.",
            ),
            Self::ServiceNotOffered => pick(
                language,
                "L’agence n’offre pas ce service à cette date\u{a0}; choisissez un de ses services.",
                "Het agentschap biedt deze dienst op die dag niet aan; kies een van zijn diensten.",
                "The agency does not offer this service on that day; choose one of its services.",
            ),
            Self::UnknownAdviser => pick(
                language,
                "Cette conseillère ou ce conseiller n’existe pas\u{a0}; choisissez dans l’équipe de l’agence.",
                "Deze adviseur bestaat niet; kies uit het team van het agentschap.",
                "There is no such adviser; choose from the agency’s team.",
            ),
            Self::AdviserOfAnother => pick(
                language,
                "Cette conseillère ou ce conseiller est d’une autre agence\u{a0}; choisissez dans l’équipe de celle-ci.",
                "Deze adviseur is van een ander agentschap; kies uit het team van dit agentschap.",
                "This adviser is of another agency; choose from the team of this one.",
            ),
            Self::AdviserLeaves => pick(
                language,
                "Cette personne s’en va\u{a0}; choisissez quelqu’un qui reste.",
                "Deze persoon vertrekt; kies iemand die blijft.",
                "This person leaves; choose somebody who stays.",
            ),
            Self::UnknownTimeZone => pick(
                language,
                "Donnez un fuseau horaire de l’IANA, par exemple Europe/Brussels.",
                "Geef een tijdzone van IANA, bijvoorbeeld Europe/Brussels.",
                "Give an IANA time zone, for example Europe/Brussels.",
            ),
            Self::StartOffRule => pick(
                language,
                "Le début ne suit pas la règle\u{a0}; faites-le tomber sur un jour de la série.",
                "Het begin volgt de regel niet; laat het op een dag van de reeks vallen.",
                "The start does not follow the rule; let it fall on a day of the series.",
            ),
            Self::UntilBeforeStart => pick(
                language,
                "La série finit avant de commencer\u{a0}; choisissez une fin égale ou postérieure au début.",
                "De reeks eindigt voor ze begint; kies een einde op of na het begin.",
                "The series ends before it starts; choose an end on or after the start.",
            ),
            Self::CountAndUntil => pick(
                language,
                "Donnez soit un nombre de séances (COUNT), soit un dernier jour, pas les deux.",
                "Geef ofwel een aantal sessies (COUNT) ofwel een laatste dag, niet allebei.",
                "Give either a number of sessions (COUNT) or a last day, not both.",
            ),
            Self::NoSessionOnDay => pick(
                language,
                "La série n’a pas de séance ce jour-là\u{a0}; donnez le jour d’une séance.",
                "De reeks heeft die dag geen sessie; geef de dag van een sessie.",
                "The series has no session on this day; give the day of a session.",
            ),
            Self::NoSuchHour => pick(
                language,
                "Cette nuit-là, l’horloge saute cette heure\u{a0}; choisissez-en une autre.",
                "Die nacht slaat de klok dit uur over; kies een ander.",
                "The clocks skip this hour on that night; choose another one.",
            ),
            Self::OnlyWhenNew => pick(
                language,
                "Ceci ne se dit qu’en créant une réservation\u{a0}; retirez-le.",
                "Dit kan alleen bij een nieuwe boeking; haal het weg.",
                "Only a new booking can say this; remove it.",
            ),
            Self::SlotTooLong => pick(
                language,
                "Un créneau dure plus longtemps que la séance\u{a0}; raccourcissez-le ou allongez la séance.",
                "Een tijdslot duurt langer dan de sessie; maak het korter of de sessie langer.",
                "A slot is longer than the session; shorten it or lengthen the session.",
            ),
            Self::WithoutSeries => pick(
                language,
                "Une séance unique n’a pas de dernier jour\u{a0}; retirez-le ou donnez une règle (rrule).",
                "Een enkele sessie heeft geen laatste dag; haal hem weg of geef een regel (rrule).",
                "A single session has no last day; remove it or give a rule (rrule).",
            ),
            Self::EndsBeforeItBegins => pick(
                language,
                "La fin précède le début\u{a0}; inversez-les ou choisissez une fin postérieure.",
                "Het einde ligt voor het begin; wissel ze om of kies een later einde.",
                "The end lies before the beginning; swap them or choose a later end.",
            ),
            Self::NotAsked => pick(
                language,
                "Cette enquête ne pose pas cette question\u{a0}; retirez la réponse.",
                "Deze enquête stelt die vraag niet; haal het antwoord weg.",
                "This survey does not ask that question; remove the answer.",
            ),
            Self::NoneWithOthers => pick(
                language,
                "«\u{a0}Aucune\u{a0}» exclut les autres réponses\u{a0}; gardez l’une ou les autres.",
                "‘Geen’ sluit de andere antwoorden uit; behoud het ene of de andere.",
                "“None” excludes the other answers; keep the one or the others.",
            ),
            Self::Unwritable => pick(
                language,
                "Ce texte contient un caractère invisible qui ne peut pas être enregistré\u{a0}; retirez-le.",
                "Deze tekst bevat een onzichtbaar teken dat niet kan worden bewaard; haal het weg.",
                "This text holds an invisible character that can’t be kept; remove it.",
            ),
            _ => pick(
                language,
                "Cette valeur est donnée deux fois sous deux noms\u{a0}; gardez-en une.",
                "Deze waarde is twee keer gegeven onder twee namen; behoud er één.",
                "This value is given twice under two names; keep one.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn the_days_that_can_be_chosen_are_said_as_people_write_them() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let wrong = Problem::DayOutOfRange(day(2026, 11, 30), day(2027, 12, 1));
        assert_eq!(
            Language::ALL.map(|language| wrong.text(language)),
            [
                "Choisissez un jour du 30 novembre 2026 au 1er décembre 2027.",
                "Kies een dag van 30 november 2026 tot 1 december 2027.",
                "Choose a day from 30 November 2026 to 1 December 2027.",
            ]
        );
    }
}
