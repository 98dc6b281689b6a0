//! Why a recurrence rule is refused, and what to write instead.

use crate::Language;
use crate::language::pick;

/// Why a rule is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRecurrence {
    /// Not of the form `NAME=VALUE;…`.
    #[error("a rule is written as FREQ=WEEKLY;BYDAY=TU")]
    Form,
    /// No FREQ, or one that is not supported.
    #[error("FREQ is WEEKLY or MONTHLY")]
    Frequency,
    /// A part that is not supported.
    #[error("{0} is not supported")]
    Part(String),
    /// A part given twice.
    #[error("{0} is given twice")]
    Repeated(String),
    /// A value that the part cannot have.
    #[error("the value of {0} is not understood")]
    Value(String),
    /// COUNT beside UNTIL.
    #[error("COUNT and UNTIL exclude each other")]
    CountAndUntil,
    /// A place in the month in a weekly rule.
    #[error("a weekly rule has plain days")]
    PlaceInWeek,
}

impl InvalidRecurrence {
    /// The sentence for people.
    pub fn text(&self, language: Language) -> String {
        let (fr, nl, en) = match self {
            Self::Form => (
                "Écrivez la règle sous la forme FREQ=WEEKLY;BYDAY=TU.".to_owned(),
                "Schrijf de regel als FREQ=WEEKLY;BYDAY=TU.".to_owned(),
                "Write the rule as FREQ=WEEKLY;BYDAY=TU.".to_owned(),
            ),
            Self::Frequency => (
                "Choisissez FREQ=WEEKLY ou FREQ=MONTHLY.".to_owned(),
                "Kies FREQ=WEEKLY of FREQ=MONTHLY.".to_owned(),
                "Choose FREQ=WEEKLY or FREQ=MONTHLY.".to_owned(),
            ),
            Self::Part(name) => (
                format!("Retirez {name}\u{a0}: une règle connaît FREQ, INTERVAL, BYDAY et COUNT ou UNTIL."),
                format!("Haal {name} weg: een regel kent FREQ, INTERVAL, BYDAY en COUNT of UNTIL."),
                format!("Remove {name}: a rule knows FREQ, INTERVAL, BYDAY and COUNT or UNTIL."),
            ),
            Self::Repeated(name) => (
                format!("Donnez {name} une seule fois."),
                format!("Geef {name} maar één keer."),
                format!("Give {name} only once."),
            ),
            Self::Value(name) => (
                format!("Corrigez {name}. {}", hint(name, Language::Fr)),
                format!("Verbeter {name}. {}", hint(name, Language::Nl)),
                format!("Correct {name}. {}", hint(name, Language::En)),
            ),
            Self::CountAndUntil => (
                "Donnez COUNT ou UNTIL, pas les deux.".to_owned(),
                "Geef COUNT of UNTIL, niet allebei.".to_owned(),
                "Give COUNT or UNTIL, not both.".to_owned(),
            ),
            Self::PlaceInWeek => (
                "Dans une règle hebdomadaire, écrivez les jours sans rang\u{a0}: BYDAY=TU.".to_owned(),
                "Schrijf de dagen in een wekelijkse regel zonder rangnummer: BYDAY=TU.".to_owned(),
                "In a weekly rule, write the days without a rank: BYDAY=TU.".to_owned(),
            ),
        };
        match language {
            Language::Fr => fr,
            Language::Nl => nl,
            Language::En => en,
        }
    }
}

fn hint(name: &str, language: Language) -> &'static str {
    match name {
        "INTERVAL" => pick(language, "De 1 à 52.", "Van 1 tot 52.", "From 1 to 52."),
        "COUNT" => pick(language, "De 1 à 1000.", "Van 1 tot 1000.", "From 1 to 1000."),
        "BYDAY" => pick(
            language,
            "Par exemple TU,TH ou, par mois, 2TU ou -1FR.",
            "Bijvoorbeeld TU,TH of, per maand, 2TU of -1FR.",
            "For example TU,TH or, by month, 2TU or -1FR.",
        ),
        _ => pick(
            language,
            "Par exemple 20270629 ou 20270629T073000Z.",
            "Bijvoorbeeld 20270629 of 20270629T073000Z.",
            "For example 20270629 or 20270629T073000Z.",
        ),
    }
}
