//! Why an agency is asked, or why not, as values that become sentences in the
//! reader's language.

mod words;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Language;
use crate::catalogue::Catalogue;
use crate::determine::colon;
use crate::fact_words::{condition_text, fact_label, value_label};
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use crate::language::pick;
use crate::need_type::Role;

use words::{after, agency_name, named_agency, need_label, service_name, strategy, which};

/// One reason for asking an agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// A service of the agency answers this kind of need.
    Answers {
        /// The kind of need.
        need_type: NeedTypeId,
        /// The service.
        service: ServiceId,
    },
    /// The action strategy names the agency.
    Strategy {
        /// The kind of need.
        need_type: NeedTypeId,
        /// As what.
        role: Role,
        /// The one place whose strategy it is; absent: that of all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        location: Option<LocationId>,
        /// The strategy's version; 0 where that was not written down.
        #[serde(default)]
        version: u32,
        /// Which of its steps, from 1 on; 0 where that was not written down.
        #[serde(default)]
        step: u32,
    },
    /// It took over the work of the agency that the strategy names.
    Continues {
        /// The agency that ended.
        agency: AgencyId,
    },
    /// A condition is known to hold.
    Holds {
        /// The fact.
        fact: String,
        /// Its value.
        value: Value,
    },
    /// A condition is to be checked: the fact is not known.
    ToCheck {
        /// The fact.
        fact: String,
        /// The test.
        test: Value,
    },
    /// The agency asked before declined.
    AfterDecline {
        /// That agency.
        agency: AgencyId,
    },
    /// The agency asked before did not answer in time.
    AfterSilence {
        /// That agency.
        agency: AgencyId,
    },
    /// The mail to the agency asked before could not be delivered.
    AfterUndelivered {
        /// That agency.
        agency: AgencyId,
    },
    /// It did not answer in time, and nobody else answers this need.
    AskedAgain,
    /// The coordinator chose it.
    ChosenByCoordinator,
}

/// A step of a strategy that does not apply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Excluded {
    /// The agency that the strategy names.
    pub agency: AgencyId,
    /// The service.
    pub service: ServiceId,
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// Why not.
    pub because: Vec<Obstacle>,
}

/// Why a step does not apply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Obstacle {
    /// A known value contradicts a condition.
    Contradicts {
        /// The fact.
        fact: String,
        /// Its value.
        value: Value,
        /// The test that it fails.
        test: Value,
    },
    /// Another agency must have been in touch first; that is not known.
    NotYetInTouch {
        /// That agency, or a list of them.
        test: Value,
    },
    /// The service is not offered on that day.
    ServiceNotOffered,
    /// The agency does not exist on that day and nobody took over.
    AgencyEnded,
}

impl Reason {
    /// The reason with the name of its fact and without the value: what may
    /// stay when what is known of the member goes.
    pub fn without_values(&self) -> Self {
        match self {
            Self::Holds { fact, .. } => Self::Holds { fact: fact.clone(), value: Value::Null },
            other => other.clone(),
        }
    }

    /// Whether it says something that is known of the member.
    pub const fn tells_of_member(&self) -> bool {
        matches!(self, Self::Holds { .. })
    }

    /// The sentence; of a value that is gone, without it.
    pub fn text(&self, language: Language, catalogue: &Catalogue) -> String {
        match self {
            Self::Answers { need_type, service } => {
                let (need, service) =
                    (need_label(need_type, language, catalogue), service_name(service, language, catalogue));
                match language {
                    Language::Fr => {
                        format!("répond au besoin «\u{a0}{need}\u{a0}» par le service «\u{a0}{service}\u{a0}»")
                    }
                    Language::Nl => {
                        format!("beantwoordt de behoefte “{need}” met de dienst “{service}”")
                    }
                    Language::En => format!("answers the need “{need}” by the service “{service}”"),
                }
            }
            Self::Strategy { need_type, role, location, version, step } => {
                let named = strategy(language, &need_label(need_type, language, catalogue), *role);
                let own = location.as_ref().map(|location| catalogue.place_name(location));
                which(language, named, own, (*version, *step))
            }
            Self::Continues { agency } => {
                let lead = pick(
                    language,
                    "poursuit le travail commencé par",
                    "zet het werk voort van",
                    "continues the work of",
                );
                format!("{lead} {}", agency_name(agency, catalogue))
            }
            Self::Holds { fact, value: Value::Null } => {
                let lead = pick(language, "condition remplie", "voorwaarde vervuld", "condition met");
                format!("{lead}{}{}", colon(language), fact_label(fact, language))
            }
            Self::Holds { fact, value } => match (fact.as_str(), value.as_str()) {
                ("after", Some(agency)) => {
                    let lead = pick(language, "contact préalable avec", "eerder contact met", "earlier contact with");
                    format!("{lead} {}", named_agency(agency, catalogue))
                }
                _ => {
                    let lead = pick(language, "condition remplie", "voorwaarde vervuld", "condition met");
                    format!("{lead}{}{}", colon(language), condition_text(fact, value, language))
                }
            },
            Self::ToCheck { fact, test } => {
                let lead = pick(language, "à vérifier", "na te gaan", "to be checked");
                format!("{lead}{}{}", colon(language), condition_text(fact, test, language))
            }
            Self::AfterDecline { agency } => after(
                catalogue,
                agency,
                pick(
                    language,
                    "a décliné\u{a0}: agence suivante de la stratégie",
                    "wees af: volgend agentschap van de strategie",
                    "declined: next agency of the strategy",
                ),
            ),
            Self::AfterSilence { agency } => after(
                catalogue,
                agency,
                pick(
                    language,
                    "n’a pas répondu à temps\u{a0}: agence suivante de la stratégie",
                    "antwoordde niet op tijd: volgend agentschap van de strategie",
                    "did not answer in time: next agency of the strategy",
                ),
            ),
            Self::AfterUndelivered { agency } => after(
                catalogue,
                agency,
                pick(
                    language,
                    "n’a pas pu être joint par e-mail\u{a0}: agence suivante de la stratégie",
                    "kon niet per e-mail worden bereikt: volgend agentschap van de strategie",
                    "could not be reached by e-mail: next agency of the strategy",
                ),
            ),
            Self::AskedAgain => pick(
                language,
                "sans réponse à temps, et seule agence de la stratégie\u{a0}: sollicitée une seconde fois",
                "geen antwoord op tijd, en het enige agentschap van de strategie: een tweede keer gevraagd",
                "no answer in time, and the only agency of the strategy: asked a second time",
            )
            .to_owned(),
            Self::ChosenByCoordinator => {
                pick(language, "choisi par la coordination", "gekozen door de coördinatie", "chosen by the coordinator")
                    .to_owned()
            }
        }
    }

    /// The fact of the member that it is about.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Holds { fact, .. } | Self::ToCheck { fact, .. } => Some(fact),
            _ => None,
        }
    }

    /// Whether the agency still has to check something.
    pub const fn is_to_check(&self) -> bool {
        matches!(self, Self::ToCheck { .. })
    }
}

impl Obstacle {
    /// The sentence.
    pub fn text(&self, language: Language, catalogue: &Catalogue) -> String {
        match self {
            Self::Contradicts { fact, value, test } => {
                let lead = pick(language, "condition non remplie", "voorwaarde niet vervuld", "condition not met");
                let but = pick(language, "connu", "bekend", "known");
                let (wanted, is) = (condition_text(fact, test, language), value_label(fact, value, language));
                format!("{lead}{c}{wanted} ({but}{c}{is})", c = colon(language))
            }
            Self::NotYetInTouch { test } => {
                let lead = pick(
                    language,
                    "un contact préalable est requis avec",
                    "eerst contact vereist met",
                    "earlier contact is required with",
                );
                let names: Vec<_> = test
                    .as_array()
                    .map_or_else(|| std::slice::from_ref(test), Vec::as_slice)
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|agency| named_agency(agency, catalogue))
                    .collect();
                format!("{lead} {}", names.join(", "))
            }
            Self::ServiceNotOffered => pick(
                language,
                "le service n’est pas offert à cette date",
                "de dienst wordt op die datum niet aangeboden",
                "the service is not offered on that day",
            )
            .to_owned(),
            Self::AgencyEnded => pick(
                language,
                "l’agence n’existe pas à cette date",
                "het agentschap bestaat niet op die datum",
                "the agency does not exist on that day",
            )
            .to_owned(),
        }
    }
}
