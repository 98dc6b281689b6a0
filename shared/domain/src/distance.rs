//! How far two points of the map are apart.

use serde::{Deserialize, Serialize};

/// The mean radius of the earth in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;

/// A point on the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees north, WGS 84.
    pub lat: f64,
    /// Degrees east, WGS 84.
    pub lon: f64,
}

/// Kilometres as the crow flies, by the haversine formula; its error over
/// Brussels is a few metres. Streets are longer.
pub fn kilometres(from: Point, to: Point) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let across =
        half(from.lat, to.lat) + from.lat.to_radians().cos() * to.lat.to_radians().cos() * half(from.lon, to.lon);
    2.0 * EARTH_KM * across.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    #[test]
    fn a_degree_of_latitude_is_what_it_is_known_to_be() {
        let degree = kilometres(point(50.0, 4.35), point(51.0, 4.35));
        assert!((degree - 111.195).abs() < 0.01, "{degree}");
        let atomium_to_grand_place = kilometres(point(50.89492, 4.34152), point(50.84674, 4.35247));
        assert!((atomium_to_grand_place - 5.4).abs() < 0.1, "{atomium_to_grand_place}");
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways_and_nought_only_on_the_spot(
            a in 50.7..51.0, b in 4.2..4.6, c in 50.7..51.0, d in 4.2..4.6,
        ) {
            let (here, there) = (point(a, b), point(c, d));
            prop_assert!((kilometres(here, there) - kilometres(there, here)).abs() < 1e-9);
            prop_assert!(kilometres(here, here) < 1e-9);
            prop_assert!(kilometres(here, there) < 50.0);
        }
    }
}
