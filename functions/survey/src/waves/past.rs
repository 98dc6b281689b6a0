//! Waves of the same questions one after another.

use domain::catalogue::Catalogue;
use domain::statistics::{Net, QuestionResults, Results, Share, Single};
use domain::wave::Wave;
use futures::future::try_join_all;
use web::{Context, Desk, Problem, StaffMember};

use super::figures::{Told, told};

/// Waves on the line of a wave's page, that one included.
const ON_A_LINE: usize = 5;

/// Waves with their figures, in the order given. For each a query, and a get for
/// 25 surveys.
pub(super) async fn read(
    context: &Context,
    staff: &StaffMember,
    catalogue: &Catalogue,
    waves: Vec<Wave>,
) -> Result<Vec<(Wave, Told)>, Problem> {
    let each = waves.into_iter().map(|wave| async move {
        let (told, _) = told(context, staff, &wave, catalogue).await?;
        Ok::<_, Problem>((wave, told))
    });
    try_join_all(each).await
}

/// The waves of the same questions that opened last before one, the oldest
/// first, with their figures. One query, and what [`read`] says.
pub(super) async fn before(desk: &Desk, catalogue: &Catalogue, wave: &Wave) -> Result<Vec<(Wave, Told)>, Problem> {
    let mut waves = desk.context.store.waves().all().await?;
    waves.retain(|one| one.variant == wave.variant && one.opens < wave.opens);
    waves.sort_by_key(|one| (one.opens, one.id.clone()));
    let first = waves.len().saturating_sub(ON_A_LINE - 1);
    read(&desk.context, &desk.staff, catalogue, waves.split_off(first)).await
}

/// The questions that the three figures of a wave are made of, where it asks them.
#[derive(Clone, Copy)]
pub(super) struct Headline<'a> {
    /// About satisfaction.
    pub(super) csat: Option<&'a QuestionResults>,
    /// Whether people recommend it.
    pub(super) nps: Option<&'a QuestionResults>,
    /// About effort.
    pub(super) ces: Option<&'a QuestionResults>,
}

impl Headline<'_> {
    /// How many are satisfied.
    pub(super) fn share(self) -> Option<Share> {
        self.csat.and_then(|found| found.csat.flatten())
    }

    /// The net promoter score.
    pub(super) fn net(self) -> Option<Net> {
        self.nps.and_then(|found| found.nps.flatten())
    }

    /// The mean of effort.
    pub(super) fn effort(self) -> Option<Single> {
        self.ces.and_then(|found| found.ces.flatten())
    }
}

/// The figures that waves are compared by.
pub(super) fn headline(results: &Results) -> Headline<'_> {
    let questions = || results.questions.values();
    Headline {
        csat: questions().find(|found| found.csat.is_some()),
        nps: questions().find(|found| found.nps.is_some()),
        ces: questions().find(|found| found.ces.is_some()),
    }
}
