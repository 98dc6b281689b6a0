//! Keeps numbers on a map apart, so that each can be read.

/// How often the numbers are pushed apart at most.
const ROUNDS: usize = 200;

/// Moves points that are closer than `apart` away from each other, as little
/// as it can, and keeps them within `size` by `margin`. The same points give
/// the same answer. Costs 200 times the square of their number at most.
pub(super) fn spread(points: &[(f64, f64)], apart: f64, size: (f64, f64), margin: f64) -> Vec<(f64, f64)> {
    let mut moved = points.to_vec();
    for _ in 0..ROUNDS {
        let mut still = true;
        for a in 0..moved.len() {
            for b in a + 1..moved.len() {
                if let Some((x, y)) = push(moved[a], moved[b], apart, a + b) {
                    still = false;
                    moved[a] = within((moved[a].0 - x, moved[a].1 - y), size, margin);
                    moved[b] = within((moved[b].0 + x, moved[b].1 + y), size, margin);
                }
            }
        }
        if still {
            break;
        }
    }
    moved.into_iter().map(|(x, y)| (x.round(), y.round())).collect()
}

/// How far each of two points gives way; `turn` chooses a direction for two
/// points on one spot.
fn push(a: (f64, f64), b: (f64, f64), apart: f64, turn: usize) -> Option<(f64, f64)> {
    let (x, y) = (b.0 - a.0, b.1 - a.1);
    let distance = x.hypot(y);
    if distance >= apart {
        return None;
    }
    let give = (apart - distance) / 2.0 + 0.5;
    if distance < 1.0 {
        // The golden angle: no two turns point the same way.
        let angle = turn as f64 * 2.399_963;
        return Some((angle.cos() * give, angle.sin() * give));
    }
    Some((x / distance * give, y / distance * give))
}

fn within((x, y): (f64, f64), (width, height): (f64, f64), margin: f64) -> (f64, f64) {
    (x.clamp(margin, width - margin), y.clamp(margin, height - margin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn points_that_are_far_apart_stay() {
        let points = [(100.0, 100.0), (300.0, 100.0)];
        assert_eq!(spread(&points, 80.0, (1600.0, 1600.0), 40.0), points);
    }

    proptest! {
        #[test]
        fn numbers_do_not_lie_on_each_other(
            points in proptest::collection::vec((600.0..1000.0f64, 600.0..1000.0f64), 0..30),
        ) {
            let moved = spread(&points, 80.0, (1600.0, 1700.0), 40.0);
            for (at, a) in moved.iter().enumerate() {
                prop_assert!((40.0..=1560.0).contains(&a.0) && (40.0..=1660.0).contains(&a.1));
                for b in &moved[at + 1..] {
                    prop_assert!((a.0 - b.0).hypot(a.1 - b.1) > 60.0, "{a:?} {b:?}");
                }
            }
            prop_assert_eq!(&spread(&points, 80.0, (1600.0, 1700.0), 40.0), &moved);
        }
    }
}
