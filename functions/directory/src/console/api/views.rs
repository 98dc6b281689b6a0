//! What programs read of an end.

use chrono::NaiveDate;
use domain::Text;
use domain::permanence::Permanence;
use flows::entries::{Ahead, StepLeft};
use serde::Serialize;
use store::repos::entries::EndingJob;
use utoipa::ToSchema;

/// What an end is at.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryEnding)]
pub(super) struct EndingView {
    /// The last day.
    #[schema(format = Date, value_type = String)]
    last: NaiveDate,
    /// The entry that follows.
    follower: Option<String>,
    /// Whether both are one.
    merged: bool,
    /// `series` (the rota follows), `entry` (a place is closed), `hosted` (who and what is there goes
    /// over to the place that follows from the day after on), `back` (that is taken back) or `done`.
    stage: &'static str,
    /// Series of the rota that changed.
    changed: u32,
    /// Series that stay as they are: a person is to look at them.
    left: Vec<String>,
    /// Series that went over to another place and clashed with something there.
    clashing: Vec<String>,
    /// How many members went over to the place that follows.
    members: u32,
    /// The programs that did.
    sources: Vec<String>,
    /// The people who sign in for the place that did.
    hosts: Vec<String>,
}

impl From<EndingJob> for EndingView {
    fn from(job: EndingJob) -> Self {
        fn ids(all: &[impl ToString]) -> Vec<String> {
            all.iter().map(ToString::to_string).collect()
        }
        Self {
            last: job.ending.last,
            follower: job.ending.follower,
            merged: job.ending.merged,
            stage: job.stage.code(),
            changed: job.changed,
            left: ids(&job.left),
            clashing: ids(&job.clashing),
            members: job.over.members,
            sources: ids(&job.over.sources),
            hosts: ids(&job.over.hosts),
        }
    }
}

/// A strategy that names what ends.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryEndStep)]
struct StepView {
    need_type: String,
    /// The one place whose strategy it is; null: that of all.
    location: Option<String>,
    /// Whether nobody else is left to be asked.
    alone: bool,
    /// Whether the follower is asked instead.
    followed: bool,
}

/// What clashes at the place that follows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryEndClash)]
struct ClashView {
    /// `two_places`, `room`, `desks`, `travel` or `opening_hours`.
    kind: &'static str,
    /// The days.
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
    /// What exactly.
    reason: Text,
}

/// What an end would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectoryEndAhead)]
pub(super) struct AheadView {
    /// Open referrals of the agency.
    referrals: usize,
    /// Open needs of the place's members.
    needs: usize,
    /// Appointments that stay as they are, get another time or place, are no more.
    kept: usize,
    moved: usize,
    lost: usize,
    /// Series of the rota that change or end, and those that a person is to look at.
    series: Vec<String>,
    left: Vec<String>,
    steps: Vec<StepView>,
    /// Services that nobody offers any more.
    services: Vec<String>,
    /// Advisers of the agency.
    advisers: usize,
    /// People who sign in for it; those of a place sign in for its follower from the day after on.
    staff: usize,
    /// Members of the place, those who left it for no other among them, and its programs; who is there
    /// still goes over to its follower.
    members: usize,
    sources: usize,
    clashes: Vec<ClashView>,
}

impl From<Ahead> for AheadView {
    fn from(all: Ahead) -> Self {
        let Ahead { referrals, needs, kept, moved, lost, series, left, steps, .. } = all;
        let ids = |all: &[Permanence]| all.iter().map(|one| one.id.to_string()).collect();
        let step = |step: StepLeft| StepView {
            need_type: step.need_type.to_string(),
            location: step.location.map(|location| location.to_string()),
            alone: step.alone,
            followed: step.followed,
        };
        let clash =
            |clash: domain::rota::Clash| ClashView { kind: clash.kind.code(), days: clash.days, reason: clash.reason };
        Self {
            referrals,
            needs,
            kept,
            moved,
            lost,
            series: ids(&series),
            left: ids(&left),
            steps: steps.into_iter().map(step).collect(),
            services: all.services.iter().map(ToString::to_string).collect(),
            advisers: all.advisers,
            staff: all.staff,
            members: all.members,
            sources: all.sources,
            clashes: all.clashes.into_iter().map(clash).collect(),
        }
    }
}
