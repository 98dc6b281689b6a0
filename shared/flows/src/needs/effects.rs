//! The effects of needs: what each does, and what goes with its end.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::event::EventKind;
use domain::ids::{AgencyId, NeedId};
use domain::moves;
use domain::need::NeedCase;
use domain::need::effect::{MemberStep, NeedEffect, plan};
use domain::referral::{FollowUp, ReferralStatus};
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, keys};

use super::agency_mails::{self, awaits_mail, heard_of_it};
use super::change::move_need;
use super::digest;
use super::mails::MailOfNeed;
use super::member_mails;
use super::upgrade;
use super::work::NeedWork;
use crate::effects::{About, Context, Description, Outcome, Planned, Task};
use crate::error::FlowError;
use crate::members::{MemberNeedWork, joins_at};
use crate::surveys::after_closing;

/// Needs, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Needs;

#[async_trait]
impl Context for Needs {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::NEED, keys::DIGEST]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[NeedWork::KIND]
    }

    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        if commit.aggregate.starts_with(keys::DIGEST) {
            return digest::plan_failed(store, commit).await;
        }
        let events = store.outbox().events(commit).await?;
        let id = commit.aggregate.strip_prefix(keys::NEED).and_then(|id| NeedId::parse(id).ok());
        let Some(need) = id else { return Ok(Vec::new()) };
        let planned = |effect: NeedEffect| {
            let (recipient, due_at) = (effect.recipient(), effect.due_at(store.now()));
            Planned::new(&NeedWork { need: need.clone(), effect }, recipient, due_at)
        };
        let effects = plan(&events);
        digest::enter(store, &need, &effects).await?;
        let mut all: Vec<Planned> = effects.into_iter().map(planned).collect::<Result<_, _>>()?;
        all.extend(after_closing(&need, &events)?);
        if let Some(told) = events.iter().find(|event| tells_of_its_member(&event.kind)) {
            let at = joins_at(told.at, need.as_str());
            all.push(Planned::new(&MemberNeedWork { need }, "joins-member", at)?);
        }
        Ok(all)
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        let NeedWork { effect, .. } = work.read()?;
        Ok(if effect.is_mail() { Way::Mail } else { Way::Direct })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let NeedWork { need, effect } = task.delivery.work.read()?;
        if let NeedEffect::ReferralClock { agency, .. } = &effect {
            return follow(task.store, &need, agency).await.map(|()| Outcome::Nothing);
        }
        if let NeedEffect::ReferralUnreached { agency, again } = &effect {
            return digest::unreached(task.store, &need, agency, *again).await;
        }
        let Some(loaded) = task.store.needs().load(&need).await? else { return Ok(Outcome::Nothing) };
        let Some(person) = &loaded.case.person else { return Ok(Outcome::Nothing) };
        let catalogue = task.store.catalogue().load().await?;
        let about = MailOfNeed { task, catalogue: &catalogue, case: &loaded.case, person };
        // What a person has sent again goes alone.
        if let NeedEffect::ReferralMail { agency, again, digest: Some(day) } = &effect
            && task.delivery.sending == 0
        {
            let is_over = !says_something(&loaded.case, &effect);
            return digest::perform(&about, (agency, *again, *day), is_over).await;
        }
        Ok(task.mail(match &effect {
            _ if !says_something(&loaded.case, &effect) => None,
            NeedEffect::ReferralMail { agency, again, .. } => agency_mails::referral(&about, agency, *again),
            NeedEffect::ReferralLinkMail { agency } => agency_mails::link_renewed(&about, agency),
            NeedEffect::ReferralWithdrawnMail { agency } => agency_mails::withdrawn(&about, agency).await?,
            NeedEffect::ColleagueMail { at } => member_mails::to_colleague(&about, *at),
            NeedEffect::MemberMail(step) => member_mails::update(&about, step).await?,
            NeedEffect::ReminderMail { agency, .. }
            | NeedEffect::EnquiryMail { agency, .. }
            | NeedEffect::HandedOverMail { agency }
            | NeedEffect::AddedMail { agency, .. } => agency_mails::note(&about, agency, &effect).await?,
            NeedEffect::ReferralClock { .. } | NeedEffect::ReferralUnreached { .. } => None,
        }))
    }

    /// Needs whose person's data came to its end close; what an earlier version
    /// stored gets its place in lists of today. Three queries and a read.
    async fn upkeep(&self, store: &Store) -> Result<(), TableError> {
        upgrade::step(store).await?;
        for need in store.needs().without_person().await? {
            match move_need(store, &need, |case, _, now| Ok(moves::data_ended(case, now))).await {
                Err(FlowError::Table(error)) => return Err(error),
                _ => tracing::info!(%need, "its person's data came to its end"),
            }
        }
        Ok(())
    }

    /// A referral moves on with its mail, once that left or was given up. Two
    /// reads.
    async fn ended(
        &self,
        store: &Store,
        tx: &mut Transaction,
        after: &Delivery,
    ) -> Result<Option<Pending>, TableError> {
        let NeedWork { need, effect: NeedEffect::ReferralMail { agency, again, digest: day } } = after.work.read()?
        else {
            return Ok(None);
        };
        let is_sent = match after.status {
            DeliveryStatus::Sent => true,
            DeliveryStatus::Dead => false,
            DeliveryStatus::Waiting | DeliveryStatus::Dropped => return Ok(None),
        };
        if let Some(day) = day.filter(|_| !is_sent && after.sending == 0) {
            digest::failed(store, tx, after, (&agency, day)).await?;
        }
        let Some(before) = store.needs().load(&need).await? else { return Ok(None) };
        // The mail of an earlier asking: what it asked is over.
        if before.case.referral(&agency).is_some_and(|referral| referral.asked_again != again) {
            return Ok(None);
        }
        let catalogue = store.catalogue().load().await?;
        let (case, at) = (before.case.clone(), after.ended_at.unwrap_or_else(|| store.now()));
        let decided = if is_sent {
            moves::sent(case, &agency, &catalogue, at)
        } else {
            moves::undeliverable(case, &agency, &catalogue, at)
        };
        match decided {
            Ok(decided) if !decided.events.is_empty() => {
                store.needs().save(tx, &before, &decided);
                Ok(Some(Pending::new(&after.aggregate, before.version + 1)))
            }
            Ok(_) => Ok(None),
            // The referral moved on before its mail did: nothing to add.
            Err(error) => {
                tracing::info!(delivery = %after.id, %error, "the referral had moved on");
                Ok(None)
            }
        }
    }

    /// A read for a hundred rows of needs. Of a mail that takes a request back,
    /// whether its agency ever heard of it is not looked at.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let asked: Vec<NeedWork> =
            deliveries.iter().map(|delivery| delivery.work.read()).collect::<Result<_, TableError>>()?;
        let mut needs: BTreeMap<NeedId, BTreeSet<AgencyId>> = BTreeMap::new();
        for NeedWork { need, effect } in &asked {
            needs.entry(need.clone()).or_default().extend(agencies(effect).iter().cloned());
        }
        let cases = store.needs().in_part(&needs).await?;
        let matters = |work: &NeedWork| cases.get(&work.need).is_some_and(|case| says_something(case, &work.effect));
        Ok(asked.iter().map(matters).collect())
    }

    /// One read; a query more for a mail that takes a request back.
    async fn still_matters(&self, store: &Store, delivery: &Delivery) -> Result<bool, TableError> {
        let still = self.still_matter(store, &[delivery]).await?.contains(&true);
        match delivery.work.read()? {
            NeedWork { need, effect: NeedEffect::ReferralWithdrawnMail { agency } } if still => {
                heard_of_it(store, &need, &agency).await
            }
            _ => Ok(still),
        }
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let NeedWork { need, effect } = delivery.work.read()?;
        let (code, words) = match &effect {
            NeedEffect::ReferralMail { .. } => ("referral", "mail-referral"),
            NeedEffect::ReferralLinkMail { .. } => ("referral_link", "mail-referral-link"),
            NeedEffect::ReferralWithdrawnMail { .. } => ("referral_withdrawn", "mail-referral-withdrawn"),
            NeedEffect::ReminderMail { .. } => ("referral_reminder", "mail-reminder"),
            NeedEffect::EnquiryMail { .. } => ("referral_enquiry", "mail-enquiry"),
            NeedEffect::HandedOverMail { .. } => ("referral_handed_over", "mail-handed-over"),
            NeedEffect::AddedMail { .. } => ("referral_added", "mail-added"),
            NeedEffect::ReferralClock { .. } => ("referral_deadline", "mail-referral-deadline"),
            NeedEffect::ReferralUnreached { .. } => ("referral_unreached", "mail-referral-unreached"),
            NeedEffect::ColleagueMail { .. } => ("colleague", "mail-colleague"),
            NeedEffect::MemberMail(MemberStep::LinkRenewed) => ("member_link", "mail-member-link"),
            NeedEffect::MemberMail(_) => ("member_update", "mail-member-update"),
        };
        let agency = effect.agency().cloned();
        Ok(Description { agency, ..Description::new(code, words, About::Need(need)) })
    }
}

/// Whether a member's page has something new to say of a need: it came, it is
/// settled what it is, it is over, it is taken up again.
const fn tells_of_its_member(kind: &EventKind) -> bool {
    use EventKind::{NeedClosed, NeedReceived, NeedReopened, NeedTriaged};
    matches!(kind, NeedReceived | NeedTriaged { .. } | NeedClosed { .. } | NeedReopened)
}

/// The next step of a referral whose time has come: see [`moves::follow`]. An
/// answer that came in time, a need that is over or erased, and a time that was
/// moved say nothing. Two reads, one commit where something is done.
async fn follow(store: &Store, need: &NeedId, agency: &AgencyId) -> Result<(), TableError> {
    match move_need(store, need, |case, catalogue, now| moves::follow(case, agency, catalogue, now)).await {
        Err(FlowError::Table(error)) => Err(error),
        _ => Ok(()),
    }
}

/// Whether a delivery about this need would still do or tell something, as far
/// as the case says.
pub fn still_matters(case: &NeedCase, work: &NeedWork) -> bool {
    !work.effect.is_mail() || says_something(case, &work.effect)
}

/// Whether a mail would tell something. Of the referrals those are looked at
/// that the effect names.
fn says_something(case: &NeedCase, effect: &NeedEffect) -> bool {
    let says = match effect {
        NeedEffect::ReferralMail { agency, again, .. } => {
            case.referral(agency).is_some_and(|referral| awaits_mail(case, referral, *again))
        }
        NeedEffect::ReferralLinkMail { agency } => case.referral(agency).is_some_and(|referral| {
            referral.status.is_open() || referral.status == ReferralStatus::Done || case.takes_late_yes(agency)
        }),
        NeedEffect::ReferralWithdrawnMail { agency } => {
            case.referral(agency).is_some_and(|referral| referral.status == ReferralStatus::Withdrawn)
        }
        NeedEffect::ReminderMail { agency, nth } => case
            .referral(agency)
            .is_some_and(|referral| referral.status == ReferralStatus::Sent && referral.follow_up.reminders == *nth),
        NeedEffect::EnquiryMail { agency, nth } => case.referral(agency).is_some_and(|referral| {
            let FollowUp { enquiries, awaits_member, silent_since, .. } = &referral.follow_up;
            let waits = enquiries == nth && !awaits_member && silent_since.is_none();
            referral.status == ReferralStatus::Accepted && waits
        }),
        NeedEffect::HandedOverMail { agency } => {
            case.referral(agency).is_some_and(|referral| referral.status.is_open())
        }
        // What was added later has a mail of its own, which says this too.
        NeedEffect::AddedMail { agency, at } => case
            .referral(agency)
            .is_some_and(|referral| referral.status.is_in_hand() && referral.follow_up.added_at == Some(*at)),
        NeedEffect::MemberMail(step) if !member_mails::is_true(case, step) => false,
        NeedEffect::MemberMail(MemberStep::Referred { agencies }) if !agencies.is_empty() => {
            let open = |agency| case.referral(agency).is_some_and(|referral| referral.status.is_open());
            agencies.iter().any(open)
        }
        _ => true,
    };
    says && case.person.is_some()
}

/// The agencies whose referrals decide whether a mail tells something.
fn agencies(effect: &NeedEffect) -> &[AgencyId] {
    match effect {
        NeedEffect::MemberMail(MemberStep::Referred { agencies }) => agencies,
        NeedEffect::MemberMail(
            MemberStep::Accepted { agency }
            | MemberStep::Declined { agency }
            | MemberStep::WhetherMet { agency }
            | MemberStep::CallsBack { agency }
            | MemberStep::Unreached { agency },
        ) => std::slice::from_ref(agency),
        other => other.agency().map(std::slice::from_ref).unwrap_or_default(),
    }
}
