//! The last statistics that were worked out, for five minutes of the product's
//! clock: everybody may ask for them, and satisfaction takes some reads for each
//! wave of five quarters.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use domain::Instant;
use domain::clock::BRUSSELS;
use web::{Context, Problem};

use super::view::{Statistics, gather};

/// For so long they are shown again.
const KEPT: TimeDelta = TimeDelta::minutes(5);

/// What was worked out, and when.
type Kept = Option<(Instant, Arc<Statistics>)>;

/// The last that were worked out.
#[derive(Debug, Clone, Default)]
pub(super) struct Recent(Arc<Mutex<Kept>>);

impl Recent {
    /// The statistics of now, or of some minutes ago on the same day.
    pub(super) async fn find(&self, context: &Context) -> Result<Arc<Statistics>, Problem> {
        let now = context.store.now();
        if let Some(found) = self.known(now) {
            return Ok(found);
        }
        let catalogue = context.store.catalogue().load().await?;
        let found = Arc::new(gather(&context.store, &catalogue, now.day_in(BRUSSELS)).await?);
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((now, Arc::clone(&found)));
        }
        Ok(found)
    }

    fn known(&self, now: Instant) -> Option<Arc<Statistics>> {
        let kept = self.0.lock().ok()?;
        let (at, found) = kept.as_ref()?;
        let holds = *at <= now && now < at.plus(KEPT) && found.day == now.day_in(BRUSSELS);
        holds.then(|| Arc::clone(found))
    }
}
