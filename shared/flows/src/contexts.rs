//! The contexts that the product has.

use crate::advisers::Advisers;
use crate::bookings::Bookings;
use crate::effects::Contexts;
use crate::members::Members;
use crate::morning::Mornings;
use crate::needs::Needs;
use crate::people::People;
use crate::staff::StaffMembers;

/// All of them.
pub fn contexts() -> Contexts {
    Contexts::new(vec![
        Box::new(Needs),
        Box::new(Bookings),
        Box::new(Members),
        Box::new(People),
        Box::new(StaffMembers),
        Box::new(Advisers),
        Box::new(Mornings),
    ])
}
