//! Why, why not, and what would help: the numbers of the plan in a sentence.

use domain::Language;
use domain::adviser::HalfDay;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::working_rules::Cadence;
use rota_planner::{Because, Relaxation, WhyNot, WouldHelp};
use web::format;

use crate::{word, word_with};

/// A number of parties, as people count them.
pub(crate) fn parties(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "parties of some weeks")]
    let whole = value.round().clamp(0.0, 1e9) as i64;
    whole
}

/// Agencies by name.
pub(crate) fn agency_names<'a>(catalogue: &'a Catalogue, agencies: impl IntoIterator<Item = &'a AgencyId>) -> String {
    let names: Vec<&str> = agencies.into_iter().map(|agency| catalogue.agency_name(agency)).collect();
    names.join(", ")
}

/// Why an assignment is there.
pub(crate) fn because(language: Language, catalogue: &Catalogue, reason: &Because) -> String {
    match reason {
        Because::Demand { served, known, lost } => {
            let args =
                [("served", parties(*served).into()), ("known", (*known).into()), ("lost", parties(*lost).into())];
            word_with(language, "because-demand", &args)
        }
        Because::Aim { cadence, periods } => {
            let args = [("cadence", word(language, cadence_key(*cadence)).into()), ("n", (*periods).into())];
            word_with(language, "because-aim", &args)
        }
        Because::Quarterly => word(language, "because-quarterly"),
        Because::Language { language: spoken, visits } => {
            let name = word(language, &std::format!("language-{}", spoken.tag()));
            word_with(language, "because-language", &[("language", name.into()), ("n", (*visits).into())])
        }
        Because::Joint { agencies } => {
            word_with(language, "because-joint", &[("agencies", agency_names(catalogue, agencies).into())])
        }
        Because::Steady { .. } => word(language, "because-steady"),
        Because::Pinned => word(language, "because-pinned"),
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
pub(crate) fn why_not(language: Language, reason: &WhyNot) -> String {
    let some = |key: &str, n: u32| word_with(language, key, &[("n", n.into())]);
    match reason {
        WhyNot::NoAdviser => word(language, "why-no-adviser"),
        WhyNot::Elsewhere { advisers } => some("why-elsewhere", *advisers),
        WhyNot::Full { advisers } => some("why-full", *advisers),
        WhyNot::Away { advisers } => some("why-away", *advisers),
        WhyNot::NoDesk { desks } => some("why-no-desk", *desks),
        WhyNot::Closed => word(language, "why-closed"),
        WhyNot::Paused => word(language, "why-paused"),
        WhyNot::TooLittle { short_by } => {
            word_with(language, "why-too-little", &[("points", format::number(language, *short_by, 1).into())])
        }
        WhyNot::Forbidden => word(language, "why-forbidden"),
    }
}

/// What would help, and how much.
pub(crate) fn would_help(language: Language, catalogue: &Catalogue, help: &WouldHelp) -> String {
    let what = match &help.change {
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
    let places: Vec<&str> = help.serves.iter().map(|place| catalogue.place_name(place)).collect();
    let args = [
        ("what", what.into()),
        ("places", places.join(", ").into()),
        ("n", parties(help.parties).into()),
        ("aims", help.aims.into()),
    ];
    word_with(language, if places.is_empty() { "help" } else { "help-places" }, &args)
}

pub(crate) fn half(language: Language, half_day: HalfDay) -> String {
    word(language, &std::format!("half-{}", String::from(half_day).to_lowercase()))
}
