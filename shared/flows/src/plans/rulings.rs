//! What people ruled of a plan: what of it holds, and what no longer applies once
//! things have changed.

use domain::Text;
use domain::ids::AgencyId;
use rota_planner::{Assignment, Cell, Problem, Ruling, Wish};
use serde::{Deserialize, Serialize};

/// Who ruled something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The coordinator.
    Coordinator,
    /// An agency, by its answer.
    Agency(AgencyId),
}

impl Whose {
    /// Whether an agency ruled it.
    pub(super) fn is(&self, agency: &AgencyId) -> bool {
        matches!(self, Self::Agency(own) if own == agency)
    }
}

/// Something that people settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruled {
    /// The assignment that it was said of, by its id.
    pub assignment: String,
    /// Who said so.
    pub whose: Whose,
    /// What.
    pub ruling: Ruling,
}

impl Ruled {
    /// The name of a pin that stands for an assignment at another time, elsewhere or
    /// by somebody else.
    pub(super) fn other_time(assignment: &str) -> String {
        format!("{assignment}+")
    }

    /// Whether it forbids a session of an assignment.
    pub(super) fn forbids(&self, one: &Assignment) -> bool {
        let Ruling { wish, adviser, place, cells } = &self.ruling;
        *wish == Wish::Forbidden
            && *adviser == one.adviser
            && place.as_ref().is_none_or(|place| *place == one.place)
            && cells.iter().any(|cell| one.cells.contains(cell))
    }
}

/// Something that was settled and no longer applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// What: of a pin, the days that no longer can be.
    pub ruled: Ruled,
    /// Why.
    pub reason: Text,
}

/// What holds: of two that contradict each other the later.
pub(super) fn in_force(all: &[Ruled]) -> Vec<Ruled> {
    let mut held: Vec<Ruled> = Vec::new();
    for ruled in all {
        let later = &ruled.ruling;
        for Ruled { ruling: earlier, .. } in &mut held {
            if (&earlier.adviser, &earlier.place) == (&later.adviser, &later.place) {
                earlier.cells.retain(|cell| !later.cells.contains(cell));
            }
        }
        held.push(ruled.clone());
    }
    held.retain(|ruled| !ruled.ruling.cells.is_empty());
    held
}

/// What still applies to what is planned from now, and what does not. Of a pin,
/// only days on which it can be stay.
pub(super) fn parted(all: Vec<Ruled>, problem: &Problem) -> (Vec<Ruled>, Vec<Dropped>) {
    let (mut stay, mut dropped) = (Vec::new(), Vec::new());
    for ruled in all {
        let mut left = ruled.clone();
        left.ruling.cells.clear();
        let mut out: Vec<(Why, Vec<Cell>)> = Vec::new();
        for cell in &ruled.ruling.cells {
            match why(&ruled.ruling, *cell, problem) {
                None => left.ruling.cells.push(*cell),
                Some(why) => match out.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, cells)) => cells.push(*cell),
                    None => out.push((why, vec![*cell])),
                },
            }
        }
        dropped.extend(out.into_iter().map(|(why, cells)| {
            let ruling = Ruling { cells, ..ruled.ruling.clone() };
            Dropped { ruled: Ruled { ruling, ..ruled.clone() }, reason: why.text() }
        }));
        if !left.ruling.cells.is_empty() {
            stay.push(left);
        }
    }
    (stay, dropped)
}

/// Why something that was settled no longer applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NoAdviser,
    NoPlace,
    Closed,
    Away,
}

fn why(ruling: &Ruling, cell: Cell, problem: &Problem) -> Option<Why> {
    let Some(adviser) = problem.advisers.iter().find(|one| one.id == ruling.adviser) else {
        return Some(Why::NoAdviser);
    };
    let id = ruling.place.as_ref()?;
    let Some(place) = problem.places.iter().find(|one| one.id == *id) else { return Some(Why::NoPlace) };
    if ruling.wish == Wish::Forbidden {
        return None;
    }
    if place.closed.contains(&cell.day) || !place.open.contains(&cell.window) {
        return Some(Why::Closed);
    }
    adviser.away.contains(&cell).then_some(Why::Away)
}

impl Why {
    fn text(self) -> Text {
        match self {
            Self::NoAdviser => Text::new(
                "cette personne ne tient plus de permanences",
                "deze persoon houdt geen permanenties meer",
                "this person holds no permanences any more",
            ),
            Self::NoPlace => Text::new(
                "plus aucune permanence ne se tient à ce lieu",
                "op deze plaats zijn er geen permanenties meer",
                "there are no permanences at this place any more",
            ),
            Self::Closed => {
                Text::new("le lieu est alors fermé", "de plaats is dan gesloten", "the place is closed then")
            }
            Self::Away => Text::new(
                "la personne est alors absente ou occupée",
                "de persoon is dan afwezig of bezet",
                "the person is away or busy then",
            ),
        }
    }
}
