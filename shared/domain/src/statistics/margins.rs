//! What is told of a wave once it has closed, beyond what its surveys show: its
//! sums, by agency, by place and of all, wherever no hidden count can be worked
//! out from them.
//!
//! While a wave runs, a survey shows its counts in steps of at least five, and a
//! sum of surveys is the sum of what they show. So four answers at each of ten
//! places would stay unseen for ever. When it has closed, each sum that can be
//! told with all answers in it is told so, once: every count that stays hidden (a
//! survey's, a question's within it, and a sum that is not told) may still have at
//! least five values for whoever puts everything together that anybody but the
//! coordinator was ever shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::grid::{Grid, Hidden, Sum};
use super::tally::{is_about_promised, promised_in};
use super::{QuestionTally, SMALLEST_CELL, Tally};
use crate::ids::{AgencyId, LocationId};
use crate::questionnaire::Questionnaire;
use crate::survey::SurveyTarget;

/// A survey of a wave with what it counted.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// What it is about.
    pub target: &'a SurveyTarget,
    /// All that was counted.
    pub live: &'a Tally,
    /// What is shown of that.
    pub shown: &'a Tally,
}

/// The sums of a closed wave as they are told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margins {
    /// Of all.
    pub all: Tally,
    /// By agency.
    pub agencies: BTreeMap<AgencyId, Tally>,
    /// By place.
    pub locations: BTreeMap<LocationId, Tally>,
}

impl Margins {
    /// The sums of the surveys of a closed wave: of those that can be told, all
    /// answers; of the others, what the surveys show.
    pub fn of(parts: &[Part<'_>], questionnaire: &Questionnaire) -> Self {
        let table = Layout::new(parts);
        let groups = table.groups();
        let responses = table.grid(parts, None, BTreeMap::new());
        let told = Layout::told(&groups, std::slice::from_ref(&responses));
        let limits: BTreeMap<Sum, u64> = told.iter().map(|sum| (*sum, responses.sum(*sum))).collect();
        let mut sums: BTreeMap<Sum, Tally> = BTreeMap::new();
        for &sum in groups.iter().flatten() {
            let is_told = told.contains(&sum);
            let n = table.parts_of(parts, sum).map(|part| if is_told { part.live.n } else { part.shown.n }).sum();
            sums.insert(sum, Tally { n, questions: BTreeMap::new() });
        }
        let asked: BTreeSet<&String> = parts.iter().flat_map(|part| part.live.questions.keys()).collect();
        for id in asked {
            let question = questionnaire.question(id);
            let mut grids = vec![table.grid(parts, Some((id, Whose::All)), limits.clone())];
            if question.is_some_and(is_about_promised) {
                grids.push(table.grid(parts, Some((id, Whose::Promised)), limits.clone()));
            }
            let questions = Layout::told(&groups, &grids);
            for (sum, tally) in &mut sums {
                // Answers to a question are answers: who is told one sum knows of the other.
                let is_told = told.contains(sum) && questions.contains(sum);
                let mut all = Tally::default();
                for part in table.parts_of(parts, *sum) {
                    all.merge_question(id, if is_told { part.live } else { part.shown });
                }
                tally.questions.extend(all.questions);
            }
        }
        table.named(sums)
    }
}

impl Margins {
    /// The sum of an agency, or what its surveys show where that is more: a wave
    /// can be opened again.
    pub fn of_agency(&self, id: &AgencyId, shown: Tally) -> Tally {
        larger(self.agencies.get(id), shown)
    }

    /// The sum of a place, likewise.
    pub fn of_location(&self, id: &LocationId, shown: Tally) -> Tally {
        larger(self.locations.get(id), shown)
    }

    /// The sum of all, likewise.
    pub fn of_all(&self, shown: Tally) -> Tally {
        larger(Some(&self.all), shown)
    }
}

pub(super) fn larger(told: Option<&Tally>, shown: Tally) -> Tally {
    told.filter(|told| told.n >= shown.n).cloned().unwrap_or(shown)
}

/// Whose answers to a question are counted.
#[derive(Debug, Clone, Copy)]
enum Whose {
    /// Everybody's.
    All,
    /// Of those who were promised a follow-up.
    Promised,
}

type Counted<'q> = Option<(&'q str, Whose)>;

fn count(tally: &Tally, of: Counted<'_>) -> u64 {
    match of {
        None => tally.n,
        Some((id, Whose::All)) => tally.n_of(id),
        Some((id, Whose::Promised)) => tally.questions.get(id).map_or(0, promised_in),
    }
}

/// What one survey counted beyond what is shown, and at most may have: fewer than
/// five since its last step, and of a question fewer than five up to then, and no
/// more than there are responses.
fn beyond(part: &Part<'_>, of: Counted<'_>) -> (u64, u64) {
    let (live, shown) = (count(part.live, of), count(part.shown, of));
    let waiting = SMALLEST_CELL - 1;
    let most = match of {
        Some(_) if part.shown.n > 0 => (2 * waiting).min(part.shown.n.saturating_sub(shown) + waiting),
        _ => waiting,
    };
    let count = live.saturating_sub(shown);
    (count, most.max(count))
}

/// Where each survey stands: its agency's row, its place's column.
struct Layout<'a> {
    agencies: Vec<Option<&'a AgencyId>>,
    locations: Vec<Option<&'a LocationId>>,
    at: Vec<(usize, usize)>,
}

impl<'a> Layout<'a> {
    fn new(parts: &[Part<'a>]) -> Self {
        let agencies: BTreeSet<_> = parts.iter().map(|part| part.target.agency.as_ref()).collect();
        let locations: BTreeSet<_> = parts.iter().map(|part| part.target.location.as_ref()).collect();
        let (agencies, locations) = (Vec::from_iter(agencies), Vec::from_iter(locations));
        let place = |part: &Part<'a>| {
            let row = agencies.iter().position(|one| *one == part.target.agency.as_ref());
            let column = locations.iter().position(|one| *one == part.target.location.as_ref());
            (row.unwrap_or(0), column.unwrap_or(0))
        };
        let at = parts.iter().map(place).collect();
        Self { agencies, locations, at }
    }

    fn parts_of<'p>(&self, parts: &'p [Part<'a>], sum: Sum) -> impl Iterator<Item = &'p Part<'a>> {
        parts.iter().zip(&self.at).filter(move |(_, at)| sum.holds(**at)).map(|(part, _)| part)
    }

    /// All sums that have a name; those of the same surveys are one.
    fn groups(&self) -> Vec<Vec<Sum>> {
        let rows = (0..self.agencies.len()).filter(|row| self.agencies[*row].is_some()).map(Sum::Row);
        let columns = (0..self.locations.len()).filter(|column| self.locations[*column].is_some()).map(Sum::Column);
        let mut groups: BTreeMap<Vec<usize>, Vec<Sum>> = BTreeMap::new();
        for sum in [Sum::All].into_iter().chain(rows).chain(columns) {
            let of = (0..self.at.len()).filter(|part| sum.holds(self.at[*part])).collect();
            groups.entry(of).or_default().push(sum);
        }
        groups.into_values().collect()
    }

    fn grid(&self, parts: &[Part<'_>], of: Counted<'_>, limits: BTreeMap<Sum, u64>) -> Grid {
        let cell = |(part, (row, column)): (&Part<'_>, &(usize, usize))| {
            let (count, most) = beyond(part, of);
            Hidden { row: *row, column: *column, count, most }
        };
        Grid { cells: parts.iter().zip(&self.at).map(cell).collect(), limits }
    }

    /// Which sums can be told in every grid: that of all first, then the others by
    /// how much they add.
    fn told(groups: &[Vec<Sum>], grids: &[Grid]) -> BTreeSet<Sum> {
        let named: Vec<Sum> = groups.concat();
        let adds = |group: &&Vec<Sum>| {
            let least = grids.iter().map(|grid| grid.sum(group[0])).min().unwrap_or(0);
            (group.contains(&Sum::All), least)
        };
        let mut by_size: Vec<&Vec<Sum>> = groups.iter().filter(|group| adds(group).1 >= SMALLEST_CELL).collect();
        by_size.sort_by_key(|group| std::cmp::Reverse(adds(group)));
        let mut told: Vec<Sum> = Vec::new();
        for group in by_size {
            let with = [told.as_slice(), group.as_slice()].concat();
            if grids.iter().all(|grid| grid.is_safe(&with, &named)) {
                told = with;
            }
        }
        told.into_iter().collect()
    }

    fn named(&self, sums: BTreeMap<Sum, Tally>) -> Margins {
        let mut margins = Margins::default();
        for (sum, tally) in sums {
            match sum {
                Sum::All => margins.all = tally,
                Sum::Row(row) => margins.agencies.extend(self.agencies[row].map(|id| (id.clone(), tally))),
                Sum::Column(at) => margins.locations.extend(self.locations[at].map(|id| (id.clone(), tally))),
            }
        }
        margins
    }
}

impl Tally {
    /// Adds another's counts of one question.
    fn merge_question(&mut self, id: &str, other: &Self) {
        if let Some(theirs) = other.questions.get(id) {
            let ours: &mut QuestionTally = self.questions.entry(id.to_owned()).or_default();
            ours.merge(theirs);
        }
    }
}
