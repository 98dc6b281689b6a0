//! A linear system in whole numbers, and what can be worked out of it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};

/// Some unknowns with their factors, and what they come to.
type Rule = (Vec<(usize, f64)>, ComparisonOp, f64);

/// A linear system in whole numbers.
#[derive(Default)]
pub(super) struct System {
    bounds: Vec<(i32, i32)>,
    pub(super) rules: Vec<Rule>,
    pub(super) names: Vec<String>,
}

impl System {
    pub(super) fn unknown(&mut self, name: String, least: u64, most: u64) -> usize {
        self.bounds.push((i32::try_from(least).unwrap(), i32::try_from(most).unwrap()));
        self.names.push(name);
        self.bounds.len() - 1
    }

    pub(super) fn at_most(&mut self, less: usize, more: usize, by: f64) {
        self.rules.push((vec![(less, 1.0), (more, -1.0)], ComparisonOp::Le, by));
    }

    pub(super) fn sum(&mut self, of: Vec<usize>, is: u64) {
        self.rules.push((of.into_iter().map(|at| (at, 1.0)).collect(), ComparisonOp::Eq, is as f64));
    }

    fn extreme(&self, of: &[usize], direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let unknowns: Vec<Variable> = (0..self.bounds.len())
            .map(|at| problem.add_integer_var(if of.contains(&at) { 1.0 } else { 0.0 }, self.bounds[at]))
            .collect();
        for (terms, op, by) in &self.rules {
            let terms: Vec<(Variable, f64)> = terms.iter().map(|(at, factor)| (unknowns[*at], *factor)).collect();
            problem.add_constraint(terms.as_slice(), *op, *by);
        }
        match problem.solve() {
            Ok(outcome @ SolveOutcome::Solution(_)) if outcome.is_optimal() => {
                outcome.solution().map(microlp::Solution::objective).unwrap().round()
            }
            other => panic!("what was counted is a solution, so there is a best one: {other:?}"),
        }
    }

    /// How many values a sum of unknowns may still have.
    pub(super) fn values(&self, of: &[usize]) -> f64 {
        self.extreme(of, OptimizationDirection::Maximize) - self.extreme(of, OptimizationDirection::Minimize) + 1.0
    }
}
