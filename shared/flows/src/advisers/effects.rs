//! The effects of advisers: a mail with the link to their calendar, which is
//! asked for and not planned.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::ids::AdviserId;
use domain::language::Language;
use mail::compose::{self, CalendarLink};
use store::repos::deliveries::{Delivery, Way, Work};
use store::{Store, TableError};

use super::calendar_link::{AdviserMail, calendar_path};
use crate::effects::{About, Context, Description, Outcome, Task};

/// Advisers, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Advisers;

fn adviser(work: &Work) -> Result<AdviserId, TableError> {
    let AdviserMail::AdviserCalendar { adviser } = work.read()?;
    Ok(adviser)
}

#[async_trait]
impl Context for Advisers {
    fn kinds(&self) -> &'static [&'static str] {
        &["adviser_calendar"]
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        adviser(work).map(|_| Way::Mail)
    }

    /// One read. Nothing once they were removed.
    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        let found = task.store.advisers().load(&adviser(&task.delivery.work)?).await?;
        let Some(adviser) = found.map(|found| found.value) else { return Ok(Outcome::Nothing) };
        // French and Dutch, as far as they speak them.
        let spoken: Vec<Language> =
            Language::BOTH.into_iter().filter(|language| adviser.languages.contains(language)).collect();
        let link = task.url(&calendar_path(task.store, &adviser));
        let delivery = compose::Delivery {
            id: task.delivery.id.clone(),
            to: adviser.email,
            to_name: Some(adviser.name),
            languages: if spoken.is_empty() { adviser.languages } else { spoken },
        };
        Ok(task.mail(Some(compose::calendar_link(&CalendarLink { delivery, link }))))
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
        Ok(Description::new("adviser_calendar", "mail-adviser-calendar", about))
    }
}
