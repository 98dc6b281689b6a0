//! Two things at once.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rota_planner::beside::beside;

#[test]
fn both_are_done_and_neither_is_told_to_end() {
    let (mut own, mut other) = (false, false);
    beside(|| own = true, |goes_on| other = goes_on());
    assert!(own && other);
}

#[test]
fn what_is_beside_ends_when_the_other_breaks_off() {
    let mut ended = false;
    let broke_off = catch_unwind(AssertUnwindSafe(|| {
        let until_told = |goes_on: &mut dyn FnMut() -> bool| {
            while goes_on() {
                std::thread::yield_now();
            }
            ended = true;
        };
        beside(|| resume_unwind(Box::new("nobody waits")), until_told);
    }));
    assert!(broke_off.is_err() && ended);
}
