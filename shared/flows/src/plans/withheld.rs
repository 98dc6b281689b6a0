//! What of a plan is not published: somebody said no to it after it was worked
//! out.

use domain::in_words::{day_long, time};
use domain::{Language, Text};
use rota_planner::{Assignment, Change};

use super::about::{about, step_of};
use super::in_part::Chosen;
use super::rulings::{Ruled, Whose, in_force};
use super::said::{Answer, Says};
use super::settled::{Plan, Step};
use super::steps::{Known, Refused};

/// The changes of what is chosen that the coordinator forbade since, that an agency
/// refused, or for which it asked for another time. A series that would stay as it
/// is though somebody said no to it is among them, as one that would have to go.
pub(super) fn withheld(plan: &Plan, known: &Known, chosen: &Chosen) -> Vec<Refused> {
    let held = in_force(&plan.settled.rulings);
    let Known { problem, result } = known;
    let of = |one: &Assignment| {
        let ruled = held.iter().rfind(|ruled| ruled.forbids(one))?;
        let step = match &one.change {
            Change::Kept { permanence } => {
                let stays = problem.standing.iter().any(|today| today.permanence == *permanence && today.kept);
                (!stays).then(|| Step::End { permanence: permanence.clone() })?
            }
            _ => step_of(one)?,
        };
        Some(Refused { about: about(&step, result, problem), step, reason: why(plan, ruled) })
    };
    result.assignments.iter().filter(|one| chosen.has(&one.id, &one.agency)).filter_map(of).collect()
}

fn why(plan: &Plan, ruled: &Ruled) -> Text {
    let Whose::Agency(agency) = &ruled.whose else {
        return Text::new(
            "Écarté par la coordination.",
            "Uitgesloten door de coördinatie.",
            "Forbidden by the coordination.",
        );
    };
    let said = |answer: &&Answer| answer.agency == *agency && answer.assignment == ruled.assignment;
    let answer = plan.settled.answers.iter().rfind(said);
    let reason = answer.map(|answer| answer.reason.as_str()).filter(|reason| !reason.is_empty());
    let with = |words: String, colon: &str| match reason {
        Some(reason) => format!("{words}{colon}{reason}"),
        None => format!("{words}."),
    };
    let when = |language| {
        let at = answer.and_then(|answer| answer.instead);
        at.map(|at| format!(" ({}, {})", day_long(language, at.date()), time(at.time()))).unwrap_or_default()
    };
    let [fr, nl, en] = if matches!(answer, Some(Answer { says: Says::Other { .. }, .. })) {
        [
            format!("L’agence demande un autre moment{}", when(Language::Fr)),
            format!("Het agentschap vraagt een ander moment{}", when(Language::Nl)),
            format!("The agency asks for another time{}", when(Language::En)),
        ]
    } else {
        ["L’agence a répondu non", "Het agentschap antwoordde nee", "The agency said no"].map(ToOwned::to_owned)
    };
    Text::new(with(fr, "\u{a0}: "), with(nl, ": "), with(en, ": "))
}
