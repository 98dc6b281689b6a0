//! The exponential function, the same to the last digit on every machine: that of
//! the standard library is the platform's.

/// `1 / n!` from `n` = 8 down to 0: what follows is less than a double can tell of
/// arguments so small.
const TERMS: [f64; 9] =
    [1.0 / 40_320.0, 1.0 / 5_040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 1.0 / 2.0, 1.0, 1.0];
/// How often the power is halved, and the sum squared.
const HALVED: i32 = 10;
/// Below this nothing is left that a chance or a count could tell from nothing.
const LEAST: f64 = -40.0;

/// `e` to a power that is not positive, to some twelve digits: the series at a
/// 1,024th of it, squared ten times. Only sums and products, which IEEE 754
/// defines to the last digit.
pub fn exp(power: f64) -> f64 {
    if power < LEAST {
        return 0.0;
    }
    let part = power / f64::from(1 << HALVED);
    let series = TERMS.iter().fold(0.0, |sum, term| sum * part + term);
    (0..HALVED).fold(series, |root, _| root * root)
}
