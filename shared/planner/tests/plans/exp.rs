//! The exponential function beside that of the platform.

use rota_planner::exp::exp;

#[test]
fn it_is_that_of_the_platform_to_twelve_digits() {
    for thousandths in 0..=40_000 {
        let power = -f64::from(thousandths) / 1_000.0;
        let off = exp(power) / power.exp() - 1.0;
        assert!(off.abs() < 1e-12, "{power}: {off}");
    }
}

#[test]
fn it_never_falls_below_nothing_nor_rises_with_a_lower_power() {
    let all: Vec<f64> = (0..1_000).map(|tenths| exp(-f64::from(tenths) / 10.0)).collect();
    assert!(all.is_sorted_by(|one, next| one >= next) && all.iter().all(|one| (0.0..=1.0).contains(one)));
    assert!((exp(0.0) - 1.0).abs() < f64::EPSILON && exp(f64::NEG_INFINITY) < f64::MIN_POSITIVE);
}
