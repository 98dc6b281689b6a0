//! Mails to advisers.

use domain::ids::AdviserId;
use domain::language::Language;
use mail::Message;
use mail::compose::{self, CalendarLink};
use store::repos::deliveries::Delivery;
use store::{Store, TableError};

use super::Post;
use crate::calendar_link;

impl Post {
    /// The link to an adviser's calendar; `None` once they were removed. One
    /// read.
    pub(super) async fn calendar_mail(
        &self,
        store: &Store,
        delivery: &Delivery,
        adviser: &AdviserId,
    ) -> Result<Option<Message>, TableError> {
        let Some(found) = store.advisers().load(adviser).await? else { return Ok(None) };
        let adviser = found.value;
        // French and Dutch, as far as they speak them.
        let spoken: Vec<Language> =
            Language::BOTH.into_iter().filter(|language| adviser.languages.contains(language)).collect();
        let delivery = compose::Delivery {
            id: delivery.id.clone(),
            to: adviser.email.clone(),
            to_name: Some(adviser.name.clone()),
            languages: if spoken.is_empty() { adviser.languages.clone() } else { spoken },
        };
        let link = self.url(&calendar_link::path(store, &adviser));
        Ok(Some(compose::calendar_link(&CalendarLink { delivery, link })))
    }
}
