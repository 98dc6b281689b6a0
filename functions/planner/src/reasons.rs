//! Why, why not, and what would help: the numbers of the plan in a sentence.

use domain::adviser::HalfDay;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use domain::working_rules::Cadence;
use domain::{Language, Text};
use rota_planner::{Because, Relaxation, WhyNot, WouldHelp};
use web::format;
use web::i18n::{FluentValue, in_all};

use crate::{word, word_with};

/// A number of parties, as people count them.
pub(crate) fn parties(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "parties of some weeks")]
    let whole = value.round().clamp(0.0, 1e9) as i64;
    whole
}

fn say<'a>(key: &'static str, args: &'a dyn Fn(Language) -> Vec<(&'static str, FluentValue<'a>)>) -> Text {
    in_all(|language| word_with(language, key, &args(language)))
}

/// Why an assignment is there.
pub(crate) fn because(catalogue: &Catalogue, reason: &Because) -> Text {
    match reason {
        Because::Demand { served, known, lost } => say("because-demand", &|_| {
            vec![("served", parties(*served).into()), ("known", (*known).into()), ("lost", parties(*lost).into())]
        }),
        Because::Aim { cadence, periods } => say("because-aim", &|language| {
            vec![("cadence", word(language, cadence_key(*cadence)).into()), ("n", (*periods).into())]
        }),
        Because::Quarterly => in_all(|language| word(language, "because-quarterly")),
        Because::Language { language: spoken, visits } => say("because-language", &|language| {
            let name = word(language, &std::format!("language-{}", spoken.tag()));
            vec![("language", name.into()), ("n", (*visits).into())]
        }),
        Because::Joint { agencies } => say("because-joint", &|_| {
            let names: Vec<&str> = agencies.iter().map(|agency| catalogue.agency_name(agency)).collect();
            vec![("agencies", names.join(", ").into())]
        }),
        Because::Steady { .. } => in_all(|language| word(language, "because-steady")),
        Because::Pinned => in_all(|language| word(language, "because-pinned")),
    }
}

pub(crate) const fn cadence_key(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Weekly => "cadence-weekly",
        Cadence::Fortnightly => "cadence-fortnightly",
        Cadence::Monthly => "cadence-monthly",
    }
}

/// Why something is not met.
pub(crate) fn why_not(reason: &WhyNot) -> Text {
    let advisers = |key: &'static str, n: u32| say(key, &move |_| vec![("n", n.into())]);
    let plain = |key: &'static str| in_all(|language| word(language, key));
    match reason {
        WhyNot::NoAdviser => plain("why-no-adviser"),
        WhyNot::Elsewhere { advisers: n } => advisers("why-elsewhere", *n),
        WhyNot::Full { advisers: n } => advisers("why-full", *n),
        WhyNot::Away { advisers: n } => advisers("why-away", *n),
        WhyNot::NoDesk { desks } => advisers("why-no-desk", *desks),
        WhyNot::Closed => plain("why-closed"),
        WhyNot::Paused => plain("why-paused"),
        WhyNot::TooLittle { short_by } => {
            say("why-too-little", &|language| vec![("points", format::number(language, *short_by, 1).into())])
        }
        WhyNot::Forbidden => plain("why-forbidden"),
    }
}

/// What would help, and how much.
pub(crate) fn would_help(catalogue: &Catalogue, help: &WouldHelp) -> Text {
    let change = |language: Language| match &help.change {
        Relaxation::HalfDay { agency, half_day, .. } => {
            let args = [("agency", catalogue.agency_name(agency).into()), ("when", half(language, *half_day).into())];
            word_with(language, "help-half-day", &args)
        }
        Relaxation::VisitMore { agency, .. } => {
            word_with(language, "help-visit", &[("agency", catalogue.agency_name(agency).into())])
        }
        Relaxation::Desk { place } => {
            word_with(language, "help-desk", &[("place", catalogue.place_name(place).into())])
        }
        Relaxation::Allowed { .. } => word(language, "help-allowed"),
    };
    in_all(|language| {
        let named: Vec<&str> = help.serves.iter().map(|place: &LocationId| catalogue.place_name(place)).collect();
        let args = [
            ("what", change(language).into()),
            ("places", named.join(", ").into()),
            ("n", parties(help.parties).into()),
            ("aims", help.aims.into()),
        ];
        word_with(language, if named.is_empty() { "help" } else { "help-places" }, &args)
    })
}

pub(crate) fn half(language: Language, half_day: HalfDay) -> String {
    word(language, &std::format!("half-{}", String::from(half_day).to_lowercase()))
}
