//! A permanence as it was saved, with what people should know of.

use domain::Text;
use domain::permanence::Permanence;
use domain::rota::Clash;
use serde::Serialize;
use utoipa::ToSchema;

/// Something that does not keep a permanence from being saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Warning)]
pub(super) struct WarningView {
    /// `travel`, `opening_hours`, `half_day`, `absent`, `busy`, `too_many`, `language`; `two_places`,
    /// `room` and `desks` where it stood before the change.
    kind: &'static str,
    /// What exactly.
    reason: Text,
    /// The sessions concerned, those of other permanences included.
    sessions: Vec<String>,
}

impl From<&Clash> for WarningView {
    fn from(Clash { days: _, kind, sessions, reason }: &Clash) -> Self {
        let sessions = sessions.iter().map(ToString::to_string).collect();
        Self { kind: kind.code(), reason: reason.clone(), sessions }
    }
}

/// A permanence that was saved.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SavedPermanence)]
pub(super) struct SavedView {
    #[serde(flatten)]
    permanence: Permanence,
    /// What does not go well together in its sessions to come.
    warnings: Vec<WarningView>,
}

impl SavedView {
    pub(super) fn of(permanence: &Permanence, clashes: &[Clash]) -> Self {
        Self { permanence: permanence.answered(), warnings: clashes.iter().map(WarningView::from).collect() }
    }
}
