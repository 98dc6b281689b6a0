//! The effects of surveys, as dispatch knows them.

use async_trait::async_trait;
use domain::ids::WaveId;
use domain::wave::{Audience, Occasion, Wave};
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::regret::RegretWork;
use super::{InvitationWork, InviteWork, WaveWork, alerts, invite, mails, regret, sums, wave};
use crate::effects::{About, Context, Description, Outcome, Planned, Round, Task};

/// Who is to be invited.
const INVITE: &str = "survey_invite";
/// The mail of an invitation.
const INVITATION: &str = "survey_invitation";
/// The next members of a wave.
const WAVE: &str = "wave";
/// A wave is looked at.
const LOOK: &str = "survey_alerts";
/// A need is taken up again.
const REGRET: &str = "survey_regret";

/// Surveys, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Surveys;

#[async_trait]
impl Context for Surveys {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::WAVE, keys::ALERT, keys::INVITE]
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::MORNING]
    }

    async fn follow(&self, round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        alerts::of_morning(round.store, commit).await
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[INVITE, INVITATION, WAVE, LOOK, REGRET]
    }

    /// A wave begins to invite when it opens, and goes on step by step: one read.
    /// An alert asks for nothing itself; endpoints follow it.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        if commit.aggregate.starts_with(keys::INVITE) {
            return regret::of_invitation(store, commit).await;
        }
        let named = commit.aggregate.strip_prefix(keys::WAVE).unwrap_or_default();
        let Ok(id) = WaveId::parse(named.split('#').next().unwrap_or_default()) else { return Ok(Vec::new()) };
        let Some(found) = store.waves().load(&id).await? else { return Ok(Vec::new()) };
        let wave: Wave = found.value;
        if wave.audience() == Audience::Visitors {
            return Ok(Vec::new());
        }
        let due = wave.invites_from().max(store.now());
        Ok(vec![Planned::new(&WaveWork { wave: id }, "step", due)?])
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Ok(if work.kind() == INVITATION { Way::Mail } else { Way::Direct })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        match task.delivery.work.kind() {
            WAVE => {
                let WaveWork { wave: id } = task.delivery.work.read()?;
                wave::step(task.store, &id).await.map(|()| Outcome::Nothing)
            }
            LOOK => {
                let work: alerts::LookWork = task.delivery.work.read()?;
                alerts::look(task.store, &work).await?;
                sums::tell(task.store, &work.wave).await.map(|()| Outcome::Nothing)
            }
            REGRET => regret::take_up(task.store, &task.delivery.work.read()?).await.map(|()| Outcome::Nothing),
            INVITE => {
                let InviteWork { occasion } = task.delivery.work.read()?;
                invite::after(task.store, &occasion).await.map(|()| Outcome::Nothing)
            }
            _ => {
                let work: InvitationWork = task.delivery.work.read()?;
                Ok(task.mail(mails::invitation(task, &work).await?))
            }
        }
    }

    /// Three reads and a query for each.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let mut matter = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let work: InvitationWork = delivery.work.read()?;
            matter.push(mails::still_open(store, &work).await?.is_some());
        }
        Ok(matter)
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let about = |occasion: Occasion| match occasion {
            Occasion::Visit { .. } => About::Other("mail-survey-of-visit"),
            Occasion::Referral { need, .. } => About::Need(need),
            Occasion::Wave { member, .. } => About::Member(member),
        };
        Ok(match delivery.work.kind() {
            REGRET => {
                let RegretWork { of, .. } = delivery.work.read()?;
                Description::new(REGRET, "mail-survey-regret", About::Need(of.need))
            }
            LOOK => Description::new(LOOK, "mail-survey-alerts", About::Other("mail-wave-of")),
            WAVE => Description::new(WAVE, "mail-wave", About::Other("mail-wave-of")),
            INVITE => {
                let InviteWork { occasion } = delivery.work.read()?;
                Description::new(INVITE, "mail-survey-invite", about(occasion))
            }
            _ => {
                let InvitationWork { occasion, .. } = delivery.work.read()?;
                Description::new(INVITATION, "mail-survey-invitation", about(occasion))
            }
        })
    }
}
