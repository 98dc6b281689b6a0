//! Why an assignment is in the plan.

use std::collections::BTreeSet;

use domain::Language;

use super::{put_back, take};
use crate::judge::tidy;
use crate::periods::Kind;
use crate::series::Series;
use crate::state::State;
use crate::{Because, Change};

/// Reasons, the weightiest first; at least one.
pub(crate) fn because(state: &mut State<'_, '_>, series: &Series, change: &Change) -> Vec<Because> {
    let frame = state.frame;
    let weights = frame.weights;
    let mut found: Vec<(f64, Because)> = Vec::new();
    if series.spots.iter().any(|spot| frame.pinned.contains(spot)) {
        found.push((f64::MAX, Because::Pinned));
    }
    found.extend(languages(state, series));
    found.extend(company(state, series));
    let (served, known) = served(state, series);
    let before = (state.chain_served.clone(), state.aim_visits.clone());
    take(state, series);
    let lost: f64 = before.0.iter().zip(&state.chain_served).map(|(with, without)| with - without).sum();
    let unmet = |kinds: fn(Kind) -> bool| {
        let aims = frame.aims.iter().zip(before.1.iter().zip(&state.aim_visits));
        aims.filter(|(aim, (with, without))| kinds(aim.kind) && **with > 0 && **without == 0)
            .map(|(aim, _)| aim.place)
            .collect::<Vec<usize>>()
    };
    let visits = unmet(|kind| kind != Kind::Quarterly);
    let quarters = unmet(|kind| kind == Kind::Quarterly);
    put_back(state, series);
    if served > 0.0 {
        let reason = Because::Demand { served: tidy(served), known, lost: tidy(lost) };
        found.push((weights.demand * lost.max(served * 1e-3), reason));
    }
    let cadences = visits.iter().filter_map(|place| frame.problem.places[*place].aim);
    let mut kinds: Vec<_> = Vec::new();
    for cadence in cadences {
        match kinds.iter_mut().find(|(known, _)| *known == cadence) {
            Some((_, periods)) => *periods += 1,
            None => kinds.push((cadence, 1_u32)),
        }
    }
    for (cadence, periods) in kinds {
        found.push((weights.aims * f64::from(periods), Because::Aim { cadence, periods }));
    }
    if !quarters.is_empty() {
        found.push((weights.aims * quarters.len() as f64, Because::Quarterly));
    }
    if let Change::Kept { permanence } = change {
        let going: f64 =
            series.spots.iter().map(|spot| frame.going[frame.agency_cell(series.agency, spot.place, spot.cell)]).sum();
        found.push((going, Because::Steady { permanence: permanence.clone() }));
    }
    if found.is_empty() {
        found.push((0.0, Because::Demand { served: 0.0, known: 0, lost: 0.0 }));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, reason)| reason).collect()
}

/// Parties that its sessions serve, and how many of them are known: its share of
/// what the agency's visits of each week serve.
fn served(state: &State<'_, '_>, series: &Series) -> (f64, u32) {
    let frame = state.frame;
    let Some(chain) = frame.chain_at[frame.at(series.agency, series.first().place)] else { return (0.0, 0) };
    let weeks = frame.grid.weeks;
    let visits = &state.chain_visits[chain * weeks..(chain + 1) * weeks];
    let chain = &frame.chains[chain];
    let (mut served, mut known) = (0.0, 0.0);
    let mut left = chain.parties.clone();
    for (week, visits) in visits.iter().enumerate().filter(|(_, visits)| **visits > 0) {
        let own = series.spots.iter().filter(|spot| frame.grid.week(spot.cell) == week).count();
        let share = own as f64 / f64::from(*visits);
        let mut room = frame.serving.parties * f64::from(*visits);
        let first = week.saturating_sub(frame.serving.within);
        for (offset, left) in left[first..=week].iter_mut().enumerate() {
            let taken = left.min(room);
            *left -= taken;
            room -= taken;
            served += share * taken;
            let (parties, of_them) = (chain.parties[first + offset], chain.known[first + offset]);
            known += share * taken * (f64::from(of_them) / parties.max(1e-9)).min(1.0);
        }
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of parties, not negative")]
    let known = (known + 1e-6).floor() as u32;
    (served, known)
}

fn languages(state: &State<'_, '_>, series: &Series) -> Vec<(f64, Because)> {
    let frame = state.frame;
    let who = &frame.advisers[series.first().adviser];
    let at: Vec<usize> = series.spots.iter().map(|spot| frame.place_cell(spot.place, spot.cell)).collect();
    let alone = |speaks: bool, speakers: &[u8]| {
        at.iter().filter(|at| speaks && state.speaks_both(**at) && speakers[**at] == 1).count()
    };
    let of = [(Language::Fr, alone(who.french, &state.french)), (Language::Nl, alone(who.dutch, &state.dutch))];
    let found = of.into_iter().filter(|(_, visits)| *visits > 0);
    found
        .map(|(language, visits)| {
            let points = frame.weights.languages * visits as f64;
            (points, Because::Language { language, visits: u32::try_from(visits).unwrap_or(u32::MAX) })
        })
        .collect()
}

fn company(state: &State<'_, '_>, series: &Series) -> Option<(f64, Because)> {
    let frame = state.frame;
    let mut others: BTreeSet<usize> = BTreeSet::new();
    let mut visits = 0;
    for spot in &series.spots {
        let there = |agency: &usize| state.of_agency[frame.agency_cell(*agency, spot.place, spot.cell)] > 0;
        let found: Vec<usize> = (0..frame.agencies.len()).filter(|one| *one != series.agency).filter(there).collect();
        visits += usize::from(!found.is_empty());
        others.extend(found);
    }
    let agencies = others.into_iter().map(|agency| frame.agencies[agency].clone()).collect();
    (visits > 0).then_some((frame.weights.joint * visits as f64, Because::Joint { agencies }))
}
