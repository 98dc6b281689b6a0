//! The contexts that the product has.

use std::sync::Arc;

use webhooks::{Caller, NoWayOut};

use crate::advisers::Advisers;
use crate::bookings::Bookings;
use crate::effects::Contexts;
use crate::endpoints::Endpoints;
use crate::entries::Entries;
use crate::figures::Figures;
use crate::inform::Inform;
use crate::members::Members;
use crate::morning::Mornings;
use crate::needs::Needs;
use crate::notices::Notices;
use crate::people::People;
use crate::plans::Plans;
use crate::staff::StaffMembers;
use crate::surveys::Surveys;

/// All of them, for a program that reads what was planned and calls nobody.
pub fn contexts() -> Contexts {
    contexts_calling(Arc::new(NoWayOut))
}

/// All of them, with whoever makes their calls.
pub fn contexts_calling(caller: Arc<dyn Caller>) -> Contexts {
    Contexts::new(vec![
        Box::new(Needs),
        Box::new(Bookings),
        Box::new(Members),
        Box::new(People),
        Box::new(StaffMembers),
        Box::new(Advisers),
        Box::new(Mornings::knowing(contexts)),
        Box::new(Notices),
        Box::new(Surveys),
        Box::new(Figures),
        Box::new(Inform),
        Box::new(Plans),
        Box::new(Entries),
        Box::new(Endpoints::new(caller)),
    ])
}
