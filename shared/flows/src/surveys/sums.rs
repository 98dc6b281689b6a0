//! On the first working morning after a wave has closed its sums are told, once:
//! with all answers in them where no hidden count can be worked out from that.

use domain::clock::BRUSSELS;
use domain::ids::WaveId;
use domain::statistics::{Margins, Part, Tally};
use store::repos::surveys::Figures;
use store::{Store, TableError, Versioned};

/// Tells the sums of a wave that has closed. A read while it is open, one more
/// once they are told; before that what its figures cost and a commit.
pub(super) async fn tell(store: &Store, wave: &WaveId) -> Result<(), TableError> {
    let Some(Versioned { value: wave, .. }) = store.waves().load(wave).await? else { return Ok(()) };
    // The day after: who was filling it in at midnight has an hour to send it.
    let is_closed = store.now().day_in(BRUSSELS) > wave.closes;
    if !is_closed || store.waves().sums(&wave.id).await?.is_some() {
        return Ok(());
    }
    let catalogue = store.catalogue().load().await?;
    let figures = store.waves().figures(&wave.id).await?;
    let none = Tally::default();
    let parts: Vec<Part<'_>> = figures
        .iter()
        .map(|Figures { survey, live, shown }| Part {
            target: &survey.target,
            live: live.as_ref().map_or(&none, |read| &read.value),
            shown: shown.as_ref().map_or(&none, |read| &read.value),
        })
        .collect();
    let sums = Margins::of(&parts, wave.questionnaire(&catalogue));
    // Another program told them at the same moment.
    TableError::unless_conflict(store.waves().tell_sums(&wave.id, &sums).await)
}
