//! Who comes to which place, against the aim.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::rota::{Aim, Covered, Gap};
use domain::working_rules::Cadence;
use maud::{Markup, html};
use web::{format, ui};

use crate::rota::api::{aim_code, gap_code};
use crate::{word, word_with};

const AIMS: [Aim; 4] =
    [Aim::Visit(Cadence::Weekly), Aim::Visit(Cadence::Fortnightly), Aim::Visit(Cadence::Monthly), Aim::Quarterly];

/// The card: how many aims are met, then each gap with its reason and the way
/// to fill it.
pub(super) fn card(language: Language, catalogue: &Catalogue, coverage: &[Covered]) -> Markup {
    html! {
        section class="card" id="coverage" {
            h2 { (word(language, "coverage-title")) }
            (ui::figures(&AIMS.into_iter().filter_map(|aim| figure(language, coverage, aim)).collect::<Vec<_>>()))
            @for aim in AIMS { (gaps(language, catalogue, coverage, aim)) }
        }
    }
}

/// How many places an aim is met at, out of those that have it.
fn figure(language: Language, coverage: &[Covered], aim: Aim) -> Option<Markup> {
    let of: Vec<bool> = coverage
        .iter()
        .flat_map(|one| &one.aims)
        .filter(|(own, _)| *own == aim)
        .map(|(_, gap)| gap.is_none())
        .collect();
    let met = of.iter().filter(|met| **met).count();
    let value = word_with(language, "coverage-of", &[("met", met.into()), ("of", of.len().into())]);
    (!of.is_empty()).then(|| ui::figure(&value, &word(language, &format!("aim-{}", aim_code(aim))), None))
}

fn gaps(language: Language, catalogue: &Catalogue, coverage: &[Covered], aim: Aim) -> Markup {
    let missing: Vec<(&Covered, &Gap)> = coverage
        .iter()
        .flat_map(|one| one.gaps().filter(|(own, _)| *own == aim).map(move |(_, gap)| (one, gap)))
        .collect();
    let title = word(language, &format!("gaps-{}", aim_code(aim)));
    html! {
        @if !missing.is_empty() {
            h3 { (title) }
            ul {
                @for (covered, gap) in missing {
                    @let name = catalogue.place_name(&covered.location);
                    li {
                        (name) " · " span class="soft" { (reason(language, gap)) } " · "
                        a href={ "/console/schedule/new?location=" (covered.location) } {
                            (word(language, "gaps-fill")) span class="hidden" { (format::colon(language)) (name) }
                        }
                    }
                }
            }
        }
    }
}

/// Why an aim is not met.
pub(super) fn reason(language: Language, gap: &Gap) -> String {
    match gap {
        Gap::Cancelled(reason) => {
            word_with(language, "gap-cancelled", &[("reason", reason.get(language).to_owned().into())])
        }
        other => word(language, &format!("gap-{}", gap_code(other).replace('_', "-"))),
    }
}
