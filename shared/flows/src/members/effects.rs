//! The effects of members: mails that ask, and what time and likeness ask for.

use async_trait::async_trait;
use chrono::NaiveTime;
use domain::clock::BRUSSELS;
use domain::ids::MemberId;
use domain::local_time::to_instant;
use domain::member::{COMPANY_KEPT, MemberCase, MemberEvent, MemberEventKind, ProposalStatus};
use store::limits::MAX_KEYS;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use super::attach::learn_from;
use super::bookings::learn_from_booking;
use super::change::{change, end};
use super::duplicates::{look, shares_something};
use super::imports::{ImportWork, step};
use super::rules::{self, RulesWork};
use super::{MemberBookingWork, MemberEffect, MemberNeedWork, MemberWork, mails, older};
use crate::effects::{About, Context, Description, Outcome, Planned, Task};
use crate::error::FlowError;

/// The kind of a need's joining.
pub(crate) const NEED_KIND: &str = "member_need";

/// The kind of a booking's joining.
const BOOKING_KIND: &str = "member_booking";

/// The kind of an import's step.
const IMPORT_KIND: &str = "import";

/// The kind of a step of the review that a change of rules asks for.
const RULES_KIND: &str = "rules";

/// What stands as the recipient of the look for other entries of a company.
const DUPLICATES: &str = "duplicates";

/// Members, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Members;

#[async_trait]
impl Context for Members {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::MEMBER, keys::IMPORT, keys::RULES_REVIEW]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["member", NEED_KIND, BOOKING_KIND, IMPORT_KIND, RULES_KIND]
    }

    /// One read; up to four more for a member that is new, renamed or at another place.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        if let Some(import) = commit.aggregate.strip_prefix(keys::IMPORT) {
            let work = ImportWork { import: import.to_owned() };
            return Ok(vec![Planned::new(&work, "step", store.now())?]);
        }
        if commit.aggregate == keys::RULES_REVIEW {
            return Ok(vec![Planned::new(&RulesWork {}, "step", store.now())?]);
        }
        let id = commit.aggregate.strip_prefix(keys::MEMBER).and_then(|id| MemberId::parse(id).ok());
        let Some(member) = id else { return Ok(Vec::new()) };
        let events: Vec<MemberEvent> = store.outbox().events_of(commit).await?;
        let now = store.now();
        let mut all = Vec::new();
        for event in events.iter().filter(|event| event.kind.has_effects()) {
            let (effect, recipient, at) = match &event.kind {
                MemberEventKind::Asked { need_types } => {
                    (MemberEffect::AskMail { need_types: need_types.clone() }, "ask", now)
                }
                MemberEventKind::TurnPlanned { on } => {
                    (MemberEffect::Review, "review", to_instant(on.and_time(NaiveTime::MIN), BRUSSELS))
                }
                _ => (MemberEffect::Duplicates, DUPLICATES, now),
            };
            all.push(Planned::new(&MemberWork { member: member.clone(), effect }, recipient, at)?);
        }
        all.dedup_by(|a, b| a.recipient == b.recipient);
        // Most share nothing with anybody: then there is nothing to look for.
        if all.iter().any(|one| one.recipient == DUPLICATES) && !shares_something(store, &member).await? {
            all.retain(|one| one.recipient != DUPLICATES);
        }
        Ok(all)
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        if [NEED_KIND, BOOKING_KIND, IMPORT_KIND, RULES_KIND].contains(&work.kind()) {
            return Ok(Way::Direct);
        }
        let MemberWork { effect, .. } = work.read()?;
        Ok(match effect {
            MemberEffect::AskMail { .. } | MemberEffect::LinkMail => Way::Mail,
            MemberEffect::Review | MemberEffect::Duplicates => Way::Direct,
        })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let (store, work) = (task.store, &task.delivery.work);
        match work.kind() {
            NEED_KIND => return settled(learn_from(store, &work.read::<MemberNeedWork>()?.need).await),
            BOOKING_KIND => {
                return settled(learn_from_booking(store, &work.read::<MemberBookingWork>()?.booking).await);
            }
            IMPORT_KIND => return settled(step(store, &work.read::<ImportWork>()?.import).await),
            RULES_KIND => return settled(rules::step(store).await),
            _ => {}
        }
        let MemberWork { member, effect } = work.read()?;
        match &effect {
            MemberEffect::Review => settled(review(store, &member).await),
            MemberEffect::Duplicates => settled(look(store, &member).await),
            MemberEffect::AskMail { .. } | MemberEffect::LinkMail => {
                let member = store.members().stands_for(member).await?;
                let Some(found) = store.members().load(&member).await? else { return Ok(Outcome::Nothing) };
                let catalogue = store.catalogue().load().await?;
                let case = &found.value.case;
                Ok(task.mail(match &effect {
                    MemberEffect::AskMail { need_types } => mails::ask(task, &catalogue, case, need_types),
                    _ => mails::link(task, &catalogue, case),
                }))
            }
        }
    }

    /// Members that an earlier version stored stand in the lists of today from now
    /// on, and those of whom a change left rows behind. A read and a query where
    /// that is done.
    async fn upkeep(&self, store: &Store) -> Result<(), TableError> {
        for member in store.members().behind(MAX_KEYS).await? {
            store.members().catch_up(&member).await?;
        }
        older::step(store).await
    }

    /// A need or an appointment that found its member is counted again, for it
    /// reaches a member now.
    async fn ended(
        &self,
        store: &Store,
        tx: &mut Transaction,
        after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        match after.work.kind() {
            NEED_KIND => {
                let MemberNeedWork { need } = after.work.read()?;
                store.figures().note(tx, &keys::need_partition(&need));
            }
            BOOKING_KIND => {
                let MemberBookingWork { booking } = after.work.read()?;
                store.figures().note(tx, &keys::booking_partition(&booking));
            }
            _ => {}
        }
        Ok(None)
    }

    /// A read and a query for each member.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let mut matter = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let MemberWork { member, effect } = delivery.work.read()?;
            let found = store.members().load(&store.members().stands_for(member).await?).await?;
            matter.push(found.is_some_and(|found| says_something(&found.value.case, &effect)));
        }
        Ok(matter)
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let other = |code, words, of| Ok(Description::new(code, words, About::Other(of)));
        match delivery.work.kind() {
            NEED_KIND => {
                let MemberNeedWork { need } = delivery.work.read()?;
                return Ok(Description::new(NEED_KIND, "mail-member-need", About::Need(need)));
            }
            BOOKING_KIND => return other(BOOKING_KIND, "mail-member-booking", "mail-member-booking-of"),
            RULES_KIND => return other(RULES_KIND, "mail-rules", "mail-rules-of"),
            IMPORT_KIND => return other(IMPORT_KIND, "mail-import", "mail-import-of"),
            _ => {}
        }
        let MemberWork { member, effect } = delivery.work.read()?;
        let (code, words) = match effect {
            MemberEffect::AskMail { .. } => ("member_ask", "mail-member-ask"),
            MemberEffect::LinkMail => ("member_page_link", "mail-member-page-link"),
            MemberEffect::Review => ("member_review", "mail-member-review"),
            MemberEffect::Duplicates => ("member_duplicates", "mail-member-duplicates"),
        };
        Ok(Description::new(code, words, About::Member(member)))
    }
}

fn says_something(case: &MemberCase, effect: &MemberEffect) -> bool {
    match effect {
        MemberEffect::AskMail { need_types } => {
            let still = |id| case.proposal(id).is_some_and(|proposal| proposal.status == ProposalStatus::Asked);
            !case.member.unsubscribed && case.contact().is_some() && need_types.iter().any(still)
        }
        MemberEffect::LinkMail => case.contact().is_some(),
        MemberEffect::Review | MemberEffect::Duplicates => true,
    }
}

/// Determines again, and plans the next turn; ends what nobody was in contact
/// with for so long. Three reads, one commit.
async fn review(store: &Store, member: &MemberId) -> Result<(), FlowError> {
    let Some(found) = store.members().load(member).await? else { return Ok(()) };
    if found.value.case.member.last_contact_at.plus(COMPANY_KEPT) <= store.now() {
        return end(store, member, Some(found.version)).await;
    }
    change(store, member, None, |record, _, _| Ok((record.clone(), Vec::new()))).await.map(|_| ())
}

/// An act that is done, which nobody is told; what changed or ended meanwhile plans its own.
fn settled(done: Result<(), FlowError>) -> Result<Outcome, TableError> {
    match done {
        Ok(()) | Err(FlowError::NotFound | FlowError::ChangedMeanwhile) => Ok(Outcome::Nothing),
        Err(FlowError::Table(error)) => Err(error),
        Err(error) => {
            tracing::info!(%error, "a member moved on meanwhile");
            Ok(Outcome::Nothing)
        }
    }
}
