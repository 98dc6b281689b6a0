//! A grid of hidden counts and the sums of it that are told: whether somebody
//! who reads the sums could work out a count.
//!
//! Rows are agencies, columns places; each cell is what one survey counted beyond
//! what is shown of it. The sums of rows, of columns and of all are arcs of a
//! circulation: source to row, row to column (a cell), column to sink, and sink
//! back to source. A sum that is told is fixed. How far an arc can move while all
//! others follow is a maximum flow in the residual network (L. R. Ford and D. R.
//! Fulkerson, "Flows in Networks", 1962), exact in whole numbers.

use std::collections::{BTreeMap, VecDeque};

use super::SMALLEST_CELL;

/// A hidden count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hidden {
    /// Its row.
    pub(super) row: usize,
    /// Its column.
    pub(super) column: usize,
    /// What it is.
    pub(super) count: u64,
    /// What it may be at most, as anybody knows.
    pub(super) most: u64,
}

/// A sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sum {
    /// Of all cells.
    All,
    /// Of a row.
    Row(usize),
    /// Of a column.
    Column(usize),
}

impl Sum {
    /// Whether a cell of a row and a column is part of it.
    pub(super) fn holds(self, (row, column): (usize, usize)) -> bool {
        match self {
            Self::All => true,
            Self::Row(of) => row == of,
            Self::Column(of) => column == of,
        }
    }
}

/// What there is to hide.
#[derive(Debug)]
pub(super) struct Grid {
    /// The hidden counts.
    pub(super) cells: Vec<Hidden>,
    /// Sums that are known to be no greater than something: answers to a question
    /// are not more than those who answered at all.
    pub(super) limits: BTreeMap<Sum, u64>,
}

impl Grid {
    /// What the cells of a sum come to.
    pub(super) fn sum(&self, sum: Sum) -> u64 {
        of(&self.cells, |cell| sum.holds((cell.row, cell.column)))
    }

    /// Whether the sums may be told: each is of five people or more, and every
    /// hidden cell, and every sum in `named` that is not told, may still have five
    /// values or more.
    pub(super) fn is_safe(&self, told: &[Sum], named: &[Sum]) -> bool {
        told.iter().all(|sum| self.sum(*sum) >= SMALLEST_CELL)
            && rest_is_safe(&self.cells, told, |sum| matches!(sum, Sum::Row(_)))
            && rest_is_safe(&self.cells, told, |sum| matches!(sum, Sum::Column(_)))
            && Network::new(self, told).hides(self.cells.len(), told, named)
    }
}

fn of(cells: &[Hidden], holds: impl Fn(&Hidden) -> bool) -> u64 {
    cells.iter().filter(|cell| holds(cell)).map(|cell| cell.count).sum()
}

/// What all comes to less the rows (or columns) that are told is a sum as well.
fn rest_is_safe(cells: &[Hidden], told: &[Sum], is_kind: impl Fn(&Sum) -> bool) -> bool {
    let is_left = |cell: &Hidden| !told.iter().any(|sum| is_kind(sum) && sum.holds((cell.row, cell.column)));
    !told.contains(&Sum::All) || !cells.iter().any(is_left) || of(cells, is_left) >= SMALLEST_CELL
}

/// An arc, and by how much its flow can rise and fall.
struct Arc {
    from: usize,
    to: usize,
    rise: u64,
    fall: u64,
    sum: Option<Sum>,
}

/// More than any count.
const ENDLESS: u64 = u32::MAX as u64;

impl Grid {
    /// The arc of a sum: fixed where it is told, and no further than its limit.
    fn arc(&self, (from, to): (usize, usize), sum: Sum, told: &[Sum]) -> Arc {
        let moves = if told.contains(&sum) { 0 } else { ENDLESS };
        let limit = self.limits.get(&sum).map_or(moves, |most| most.saturating_sub(self.sum(sum)));
        Arc { from, to, rise: moves.min(limit), fall: moves, sum: Some(sum) }
    }

    /// The arc of all rows (or columns) without a limit of their own: together
    /// they have what the limits of the others leave of that of all.
    fn rest(&self, (from, to): (usize, usize), is_kind: fn(&Sum) -> bool) -> Arc {
        let limits: Vec<(Sum, u64)> =
            self.limits.iter().filter(|(sum, _)| is_kind(sum)).map(|(sum, most)| (*sum, *most)).collect();
        let is_limited = |cell: &Hidden| limits.iter().any(|(sum, _)| sum.holds((cell.row, cell.column)));
        let others = of(&self.cells, |cell| !is_limited(cell));
        let taken = others + limits.iter().map(|(_, most)| most).sum::<u64>();
        let rise = self.limits.get(&Sum::All).map_or(ENDLESS, |all| all.saturating_sub(taken));
        Arc { from, to, rise, fall: ENDLESS, sum: None }
    }
}

/// The residual network around the true counts: first the cells, then the sums.
struct Network {
    arcs: Vec<Arc>,
    /// Arcs at each node.
    at: Vec<Vec<usize>>,
}

impl Network {
    fn new(grid: &Grid, told: &[Sum]) -> Self {
        let cells = &grid.cells;
        let rows = cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        let columns = cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        let (source, sink, other_rows, other_columns) =
            (rows + columns, rows + columns + 1, rows + columns + 2, rows + columns + 3);
        let mut arcs: Vec<Arc> = cells
            .iter()
            .map(|cell| Arc {
                from: cell.row,
                to: rows + cell.column,
                rise: cell.most.saturating_sub(cell.count),
                fall: cell.count,
                sum: None,
            })
            .collect();
        // What has no limit of its own shares in what the others leave.
        let way = |sum: Sum, own: usize, other: usize| if grid.limits.contains_key(&sum) { own } else { other };
        let row = |row| grid.arc((way(Sum::Row(row), source, other_rows), row), Sum::Row(row), told);
        let column = |column| {
            let sum = Sum::Column(column);
            grid.arc((rows + column, way(sum, sink, other_columns)), sum, told)
        };
        arcs.extend((0..rows).map(row));
        arcs.extend((0..columns).map(column));
        arcs.push(grid.arc((sink, source), Sum::All, told));
        arcs.push(grid.rest((source, other_rows), |sum| matches!(sum, Sum::Row(_))));
        arcs.push(grid.rest((other_columns, sink), |sum| matches!(sum, Sum::Column(_))));
        let mut at = vec![Vec::new(); other_columns + 1];
        for (index, arc) in arcs.iter().enumerate() {
            at[arc.from].push(index);
            at[arc.to].push(index);
        }
        Self { arcs, at }
    }

    fn hides(&self, cells: usize, told: &[Sum], named: &[Sum]) -> bool {
        let is_hidden = |sum: &Sum| named.contains(sum) && !told.contains(sum);
        (0..self.arcs.len())
            .filter(|index| *index < cells || self.arcs[*index].sum.as_ref().is_some_and(is_hidden))
            .all(|index| self.spread(index) + 1 >= SMALLEST_CELL)
    }

    /// How far an arc can move in all, as far as it matters.
    fn spread(&self, index: usize) -> u64 {
        let (arc, enough) = (&self.arcs[index], SMALLEST_CELL - 1);
        let up = self.flow(index, (arc.to, arc.from), arc.rise.min(enough));
        if up >= enough { up } else { up + self.flow(index, (arc.from, arc.to), arc.fall.min(enough - up)) }
    }

    /// The most that flows from one node to another beside an arc, up to `most`.
    fn flow(&self, beside: usize, (from, to): (usize, usize), most: u64) -> u64 {
        let mut moved: Vec<i64> = vec![0; self.arcs.len()];
        let mut sent = 0;
        while sent < most {
            let Some(path) = self.path(beside, (from, to), &moved) else { break };
            let room = path.iter().map(|(index, ahead)| self.room(*index, *ahead, &moved)).min().unwrap_or(0);
            let now = room.min(most - sent);
            for (index, ahead) in path {
                let now = i64::try_from(now).unwrap_or(i64::MAX);
                moved[index] += if ahead { now } else { -now };
            }
            sent += now;
        }
        sent
    }

    fn room(&self, index: usize, ahead: bool, moved: &[i64]) -> u64 {
        let arc = &self.arcs[index];
        if ahead { arc.rise.saturating_add_signed(-moved[index]) } else { arc.fall.saturating_add_signed(moved[index]) }
    }

    /// A shortest way with room on it: arcs, and whether each is taken ahead.
    fn path(&self, beside: usize, (from, to): (usize, usize), moved: &[i64]) -> Option<Vec<(usize, bool)>> {
        let mut came: Vec<Option<(usize, bool)>> = vec![None; self.at.len()];
        let mut next = VecDeque::from([from]);
        while let Some(node) = next.pop_front() {
            for &index in &self.at[node] {
                let arc = &self.arcs[index];
                let ahead = arc.from == node;
                let there = if ahead { arc.to } else { arc.from };
                if index == beside || there == from || came[there].is_some() || self.room(index, ahead, moved) == 0 {
                    continue;
                }
                came[there] = Some((index, ahead));
                if there == to {
                    return Some(self.back(&came, (from, to)));
                }
                next.push_back(there);
            }
        }
        None
    }

    fn back(&self, came: &[Option<(usize, bool)>], (from, to): (usize, usize)) -> Vec<(usize, bool)> {
        let (mut way, mut node) = (Vec::new(), to);
        while node != from {
            let Some((index, ahead)) = came[node] else { break };
            way.push((index, ahead));
            node = if ahead { self.arcs[index].from } else { self.arcs[index].to };
        }
        way
    }
}
