//! The effects of advisers: a mail with the link to their calendar, which is
//! asked for and not planned, and the steps and mails of a hand-over.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::ids::AdviserId;
use mail::compose::{self, CalendarLink};
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::{Store, TableError, keys};

use super::calendar_link::{AdviserMail, calendar_path};
use super::hand_over::{self, HandOverWork};
use crate::effects::{About, Context, Description, Outcome, Planned, Task};

/// Advisers, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Advisers;

/// Kinds of work of a hand-over.
const STEP: &str = "hand_over";
const HAND_OVER_MAIL: &str = "hand_over_mail";

fn adviser(work: &Work) -> Result<AdviserId, TableError> {
    if [STEP, HAND_OVER_MAIL].contains(&work.kind()) {
        return Ok(match work.read()? {
            HandOverWork::HandOver { adviser, .. } | HandOverWork::HandOverMail { adviser, .. } => adviser,
        });
    }
    let AdviserMail::AdviserCalendar { adviser } = work.read()?;
    Ok(adviser)
}

#[async_trait]
impl Context for Advisers {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::HAND_OVER]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &["adviser_calendar", STEP, HAND_OVER_MAIL]
    }

    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        hand_over::plan(store, commit).await
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Ok(if work.kind() == STEP { Way::Direct } else { Way::Mail })
    }

    /// A mail with a link is one read, and nothing once they were removed.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let work = &task.delivery.work;
        if ![STEP, HAND_OVER_MAIL].contains(&work.kind()) {
            return link_mail(task).await;
        }
        match work.read()? {
            HandOverWork::HandOver { adviser, asked_at, stage } => {
                hand_over::step(task.store, (&adviser, asked_at, stage)).await
            }
            HandOverWork::HandOverMail { adviser, asked_at, to_colleague } => {
                Ok(task.mail(hand_over::mail(task, (&adviser, asked_at, to_colleague)).await?))
            }
        }
    }

    /// One read for fifty advisers.
    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let ids: Vec<AdviserId> =
            deliveries.iter().map(|delivery| adviser(&delivery.work)).collect::<Result<_, TableError>>()?;
        let each: BTreeSet<AdviserId> = ids.iter().cloned().collect();
        let known = store.advisers().named(&Vec::from_iter(each)).await?;
        Ok(ids.iter().map(|id| known.get(id).is_some()).collect())
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        let about = About::Adviser(adviser(&delivery.work)?);
        let (code, words) = match delivery.work.kind() {
            STEP => (STEP, "mail-hand-over-step"),
            HAND_OVER_MAIL => (HAND_OVER_MAIL, "mail-hand-over"),
            _ => ("adviser_calendar", "mail-adviser-calendar"),
        };
        Ok(Description::new(code, words, about))
    }
}

async fn link_mail(task: &Task<'_>) -> Result<Outcome, TableError> {
    let found = task.store.advisers().load(&adviser(&task.delivery.work)?).await?;
    let Some(adviser) = found.map(|found| found.value) else { return Ok(Outcome::Nothing) };
    let link = task.url(&calendar_path(task.store, &adviser));
    let languages = hand_over::spoken(&adviser);
    let delivery =
        compose::Delivery { id: task.delivery.id.clone(), to: adviser.email, to_name: Some(adviser.name), languages };
    Ok(task.mail(Some(compose::calendar_link(&CalendarLink { delivery, link }))))
}
