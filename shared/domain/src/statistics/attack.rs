//! Everything that anybody but the coordinator is shown of a wave, in ten looks
//! while it ran and once it had closed, written as a linear system and solved in
//! whole numbers by a solver that knows nothing of how the sums were chosen: no
//! hidden count may be confined to fewer than five values.

mod system;

use microlp::ComparisonOp;
use serde_json::{Map, Value, json};

use system::System;

use super::*;
use crate::ids::{AgencyId, LocationId};
use crate::questionnaire::Questionnaire;
use crate::survey::{Answers, SurveyTarget};

/// Looks at a wave while it runs.
const LOOKS: usize = 10;
/// Random waves, beside the adversarial ones.
const RANDOM: usize = 12;
/// The questions that are looked at: one that most answer, an optional one, and
/// one with a figure about some of those who answered.
const QUESTIONS: [&str; 3] = ["overall", "recommend", "wait"];

/// Random numbers that are the same each time: G. Steele, D. Lea, C. Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % n as u64).unwrap()
    }

    fn answers(&mut self) -> Answers {
        let mut given = Map::new();
        for (question, of_ten, values) in [("overall", 9, 5), ("recommend", 5, 11), ("wait", 7, 5)] {
            if self.below(10) < of_ten {
                let first = usize::from(question == "overall");
                given.insert(question.to_owned(), json!(self.below(values) + first));
            }
        }
        serde_json::from_value(Value::Object(given)).unwrap()
    }
}

/// A survey of the wave, and what was shown of it at each look.
struct Counted {
    target: SurveyTarget,
    live: Tally,
    shown: Tally,
    looks: Vec<Tally>,
}

fn questionnaire() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../infra/data/files/questionnaire.json")).unwrap()
}

/// A wave: `grid` says how many answer each agency's survey at each place; none
/// where there is no such survey. The last row is of places without an agency.
fn wave(grid: &[Vec<Option<usize>>], chance: &mut Chance) -> Vec<Counted> {
    let asked = questionnaire();
    let mut surveys: Vec<(Counted, usize)> = Vec::new();
    for (row, cells) in grid.iter().enumerate() {
        for (column, n) in cells.iter().enumerate() {
            let Some(n) = n else { continue };
            let target = SurveyTarget {
                agency: (row + 1 < grid.len()).then(|| AgencyId::parse(&format!("a{row}")).unwrap()),
                location: Some(LocationId::parse(&format!("p{column}")).unwrap()),
                permanence: None,
            };
            let (live, shown) = (Tally::default(), Tally::default());
            surveys.push((Counted { target, live, shown, looks: Vec::new() }, *n));
        }
    }
    for look in 0..LOOKS {
        for (survey, n) in &mut surveys {
            // What comes up to this look, counted as often as it may be.
            let until = *n * (look + 1) / LOOKS;
            while survey.live.n < until as u64 {
                survey.live.add(&chance.answers(), &asked);
                if chance.below(3) > 0
                    && let Some(next) = shown_to_public(&survey.shown, &survey.live, &asked)
                {
                    survey.shown = next;
                }
            }
            if let Some(next) = shown_to_public(&survey.shown, &survey.live, &asked) {
                survey.shown = next;
            }
            survey.looks.push(survey.shown.clone());
        }
    }
    surveys.into_iter().map(|(survey, _)| survey).collect()
}

/// The sums that are told of a wave that closed: which surveys, and the sum.
fn told(surveys: &[Counted], margins: &Margins) -> Vec<(Vec<usize>, Tally)> {
    let of = |holds: &dyn Fn(&SurveyTarget) -> bool| -> Vec<usize> {
        (0..surveys.len()).filter(|at| holds(&surveys[*at].target)).collect()
    };
    let mut told = vec![(of(&|_| true), margins.all.clone())];
    for (id, tally) in &margins.agencies {
        told.push((of(&|target| target.agency.as_ref() == Some(id)), tally.clone()));
    }
    for (id, tally) in &margins.locations {
        told.push((of(&|target| target.location.as_ref() == Some(id)), tally.clone()));
    }
    told
}

/// All sums with all answers in them, whatever they tell.
fn careless(surveys: &[Counted]) -> Margins {
    let mut margins = Margins::default();
    for survey in surveys {
        margins.all.merge(&survey.live);
        if let Some(id) = &survey.target.agency {
            margins.agencies.entry(id.clone()).or_default().merge(&survey.live);
        }
        if let Some(id) = &survey.target.location {
            margins.locations.entry(id.clone()).or_default().merge(&survey.live);
        }
    }
    margins
}

fn careful(surveys: &[Counted]) -> Margins {
    let parts: Vec<Part<'_>> = surveys
        .iter()
        .map(|survey| Part { target: &survey.target, live: &survey.live, shown: &survey.shown })
        .collect();
    Margins::of(&parts, &questionnaire())
}

/// What is told of a count in a tally: of responses, of a question's answers, or
/// of those among them who were promised a follow-up.
fn count(tally: &Tally, question: Option<&str>, promised: bool) -> u64 {
    match question {
        None => tally.n,
        Some(id) if promised => tally.questions.get(id).map_or(0, super::tally::promised_in),
        Some(id) => tally.n_of(id),
    }
}

/// The unknown counts of one question (or of responses) in each survey, at each look.
struct Unknowns(Vec<Vec<usize>>);

/// Writes down what the looks tell of one count.
fn write(system: &mut System, surveys: &[Counted], of: (Option<&str>, bool), within: Option<&Unknowns>) -> Unknowns {
    let (question, promised) = of;
    let mut unknowns = Vec::new();
    for (at, survey) in surveys.iter().enumerate() {
        let mut before: Option<usize> = None;
        let mut row = Vec::new();
        for (look, tally) in survey.looks.iter().enumerate() {
            let shown = count(tally, question, promised);
            // Shown when the survey last moved on: then fewer than five more.
            let most = match question {
                None => shown + 4,
                Some(_) => tally.n + 4,
            };
            let now = system.unknown(format!("{question:?} {promised} of {at} at look {look}"), shown, most);
            if let Some(within) = within {
                let all = within.0[at][look];
                system.at_most(now, all, 0.0);
                let moves = question != Some("wait");
                if moves {
                    system.at_most(now, all, shown as f64 + 4.0 - tally.n as f64);
                }
                if let Some(before) = before {
                    // Who answers the question answers.
                    let rise = vec![(now, 1.0), (before, -1.0), (all, -1.0), (within.0[at][look - 1], 1.0)];
                    system.rules.push((rise, ComparisonOp::Le, 0.0));
                }
            }
            if let Some(before) = before {
                system.at_most(before, now, 0.0);
            }
            before = Some(now);
            row.push(now);
        }
        unknowns.push(row);
    }
    Unknowns(unknowns)
}

/// The hidden counts that are confined to fewer than five values.
fn found(surveys: &[Counted], margins: &Margins) -> Vec<String> {
    let mut system = System::default();
    let responses = write(&mut system, surveys, (None, false), None);
    let mut levels = vec![((None, false), responses)];
    for question in QUESTIONS {
        let answers = write(&mut system, surveys, (Some(question), false), Some(&levels[0].1));
        if question == "wait" {
            let promised = write(&mut system, surveys, (Some(question), true), Some(&answers));
            levels.push(((Some(question), true), promised));
        }
        levels.push(((Some(question), false), answers));
    }
    let mut hidden: Vec<Vec<usize>> = Vec::new();
    for ((question, promised), Unknowns(unknowns)) in &levels {
        for (of, tally) in told(surveys, margins) {
            let last: Vec<usize> = of.iter().map(|at| unknowns[*at][LOOKS - 1]).collect();
            let is = count(&tally, *question, *promised);
            // A sum of what the surveys show tells nothing new.
            let shown: u64 = of.iter().map(|at| count(&surveys[*at].shown, *question, *promised)).sum();
            if is > shown {
                system.sum(last, is);
            } else {
                hidden.push(last);
            }
        }
        let looks = [0, LOOKS / 2, LOOKS - 1];
        hidden.extend(unknowns.iter().flat_map(|row| looks.map(|look| vec![row[look]])));
    }
    let confined = hidden.iter().map(|of| (of, system.values(of))).filter(|(_, values)| *values < 5.0);
    confined.map(|(of, values)| format!("{} and {} more: {values} values", system.names[of[0]], of.len() - 1)).collect()
}

fn grid(cells: &[&[i32]]) -> Vec<Vec<Option<usize>>> {
    cells.iter().map(|row| row.iter().map(|n| usize::try_from(*n).ok()).collect()).collect()
}

/// What tempts most: lone small cells, sums just above five, one agency, one
/// place, a chain of cells, answers without an agency.
fn adversarial() -> Vec<Vec<Vec<Option<usize>>>> {
    vec![
        grid(&[&[7, 4, 4, 4], &[-1, -1, -1, -1]]),
        grid(&[&[1], &[1]]),
        grid(&[&[4, 4, 4, 4], &[4, 0, 0, 0], &[-1, -1, -1, -1]]),
        grid(&[&[3, 2], &[2, 3], &[1, 1]]),
        grid(&[&[4, -1, -1], &[4, 4, -1], &[-1, 4, 4], &[-1, -1, 4]]),
        grid(&[&[9, 8, 7], &[6, 11, 3], &[2, 2, 2]]),
        grid(&[&[1, 1, 1, 1, 1], &[1, 1, 1, 1, 1], &[0, 0, 0, 0, 0]]),
        grid(&[&[4, 4, 4], &[4, 4, 4], &[4, 4, 4]]),
        grid(&[&[-1, -1, -1], &[3, 4, 2]]),
        grid(&[&[14, 9, 4, 3], &[2, 5, 4, 12], &[3, 3, 3, 3], &[1, 0, 2, 8]]),
    ]
}

#[test]
fn nothing_hidden_is_worked_out_of_all_that_is_shown() {
    let mut chance = Chance(20_260_928);
    let mut waves = adversarial();
    for _ in 0..RANDOM {
        let (rows, columns, most) = (2 + chance.below(3), 2 + chance.below(3), 4 + chance.below(10));
        let mut cell = || (chance.below(6) > 0).then(|| chance.below(most));
        waves.push((0..rows).map(|_| (0..columns).map(|_| cell()).collect()).collect());
    }
    let (mut more, mut sums) = (0, 0);
    for (at, grid) in waves.iter().enumerate() {
        let surveys = wave(grid, &mut chance);
        let margins = careful(&surveys);
        for (of, tally) in told(&surveys, &margins) {
            sums += 1;
            more += usize::from(tally.n > of.iter().map(|at| surveys[*at].shown.n).sum());
        }
        assert_eq!(found(&surveys, &margins), Vec::<String>::new(), "wave {at}: {grid:?}");
    }
    println!("{more} of {sums} sums of {} waves are told with all answers in them", waves.len());
    assert!(more * 5 > sums, "what can be told is told: {more} of {sums}");
}

/// The attack is one: what tells too much is found.
#[test]
fn what_tells_too_much_is_found_out() {
    let mut chance = Chance(7);
    let all = adversarial();
    let caught = all.iter().filter(|grid| {
        let surveys = wave(grid, &mut chance);
        !found(&surveys, &careless(&surveys)).is_empty()
    });
    assert_eq!(caught.count(), all.len());
}
