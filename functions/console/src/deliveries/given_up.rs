//! Mails that were given up, for the API and the console alike. A delivery
//! stands beside what it tells of, so it is named by both; outside, the two
//! are sealed into one opaque id.

use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::{Instant, Language};
use flows::ResendError;
use flows::worklist::{GivenUp, Resend, link_over};
use store::repos::deliveries::{Delivery, DeliveryStatus, RESTORED, Way};
use store::repos::lists::{ListCursor, Listed};
use store::{Secrets, Store, TableError, keys};
use web::extract::cursor;
use web::{Desk, Problem};

use crate::problems;
use crate::{word, word_with};

const SCOPE: &str = "delivery";
/// What cursors of the list are bound to.
pub(super) const LIST: &str = "deliveries?status=dead";
/// Dead deliveries read at a time for a word on all of them.
const ALL_AT_ONCE: usize = 100;
/// How late a mail is that waits for a mail server which takes nothing.
const LATE: TimeDelta = TimeDelta::minutes(10);
/// Due rows read of each shard to find such a mail among what is done without one.
const DUE_AT_ONCE: usize = 10;

pub(crate) fn outside_id(secrets: &Secrets, delivery: &Delivery) -> String {
    cursor::seal(secrets, SCOPE, &format!("{}\n{}", delivery.aggregate, delivery.id))
}

/// What an outside id names: the partition and the delivery; 404 for one that
/// was never given out.
fn inside(secrets: &Secrets, outside_id: &str) -> Result<(String, String), Problem> {
    let position = cursor::open(secrets, SCOPE, outside_id).map_err(|_| Problem::not_found())?;
    let (aggregate, id) = position.split_once('\n').ok_or_else(Problem::not_found)?;
    Ok((aggregate.to_owned(), id.to_owned()))
}

/// A mail that was given up, in words.
pub(crate) trait InWords {
    /// Whether it waits for a person's word whether it left.
    fn may_have_left(&self) -> bool;
    /// What it is: `Demande à Innoviris`; for what is done rather than sent, what
    /// it does.
    fn what(&self, language: Language, catalogue: &Catalogue) -> String;
    /// Why it was given up, with the server's code.
    fn why(&self, language: Language) -> String;
}

impl InWords for GivenUp {
    fn may_have_left(&self) -> bool {
        self.delivery.may_have_left() && flows::contexts().way(&self.delivery.work) == Ok(Way::Mail)
    }

    fn what(&self, language: Language, catalogue: &Catalogue) -> String {
        let to: Vec<_> =
            self.description.agency.iter().map(|id| ("agency", catalogue.agency_name(id).into())).collect();
        word_with(language, self.description.words, &to)
    }

    fn why(&self, language: Language) -> String {
        let code = self.delivery.last_error.as_deref().unwrap_or_default();
        // What follows is the enhanced code: `550 5.1.1`.
        let (basic, enhanced) = code.split_once(' ').unwrap_or((code, ""));
        let key = match basic {
            "" => return word(language, "failure-unsaid"),
            "render" => return word(language, "failure-render"),
            "table" => return word(language, "failure-table"),
            "bounce" => return word(language, "failure-bounce"),
            "complaint" => return word(language, "failure-complaint"),
            RESTORED => return word(language, "failure-restored"),
            // The server's rules, or our own address: not theirs.
            _ if ["5.7.", "5.1.7", "5.1.8"].iter().any(|ours| enhanced.starts_with(ours)) => "failure-refused",
            "550" | "551" | "553" | "510" | "511" | "512" => "failure-address",
            "452" | "552" => "failure-full",
            _ if code.starts_with('4') => "failure-not-now",
            _ => "failure-refused",
        };
        word_with(language, key, &[("code", code.to_owned().into())])
    }
}

/// The words that say why a mail can't be sent again.
pub(crate) const fn why_not(resend: Resend) -> Option<&'static str> {
    match resend {
        Resend::Yes => None,
        Resend::LinkOver => Some("resend-over"),
        Resend::NobodyToTell => Some("resend-nobody"),
        Resend::NothingToTell => Some("resend-nothing"),
    }
}

/// Dead deliveries after a place in the list, newest first, and where it goes on.
/// One query a year, and those of [`GivenUp::all`].
pub(super) async fn dead(
    desk: &Desk,
    after: Option<String>,
    limit: usize,
) -> Result<(Vec<GivenUp>, Option<String>), Problem> {
    let from = after.map(|after| ListCursor::decode(&after).ok_or_else(Problem::bad_cursor)).transpose()?;
    let Listed { items, next } = desk.store().deliveries().dead(from, limit).await?;
    let items = GivenUp::all(desk.store(), &flows::contexts(), items).await?;
    Ok((items, next.map(|next| next.encode())))
}

/// Since when the longest due mail waits to leave, where one should have left by
/// now. A query for each shard.
pub(crate) async fn late_since(store: &Store) -> Result<Option<Instant>, TableError> {
    let until = store.now().plus(-LATE);
    let mut since: Option<Instant> = None;
    for shard in 0..keys::SHARDS {
        let rows = store.deliveries().due(shard, until, None, DUE_AT_ONCE).await?;
        let waiting = rows.due.iter().filter(|due| !due.is_act && due.leased_by.is_none()).map(|due| due.at);
        since = waiting.chain(since).min();
    }
    Ok(since)
}

/// Takes a delivery that was set aside as sent: 404 for an id that was never
/// given out, 409 where nobody asks whether it left. Two reads and those of the
/// mail, one commit.
pub(crate) async fn was_sent(desk: &Desk, outside_id: &str) -> Result<(), Problem> {
    let store = desk.store();
    let (aggregate, id) = inside(store.secrets(), outside_id)?;
    flows::take_as_sent(store, &flows::contexts(), &aggregate, &id).await.map_err(|error| match error {
        ResendError::NotDead | ResendError::NothingToTell => problems::not_dead(),
        ResendError::Table(error) => error.into(),
    })
}

/// A person's word on what was set aside when a backup was put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Word {
    /// It left before.
    Sent,
    /// It is to be sent, or done, now.
    Again,
}

/// One word on all of them. What can't be sent any more stays in the list, and
/// what is done rather than sent is not said to have left. A query for a
/// hundred dead deliveries, and for each that was set aside what one costs.
pub(crate) async fn word_on_all(desk: &Desk, word: Word) -> Result<(), Problem> {
    let (store, contexts) = (desk.store(), flows::contexts());
    let mut from = None;
    loop {
        let Listed { items, next } = store.deliveries().dead(from, ALL_AT_ONCE).await?;
        for delivery in items.iter().filter(|delivery| delivery.may_have_left()) {
            let Delivery { aggregate, id, .. } = delivery;
            let done = match word {
                Word::Sent => flows::take_as_sent(store, &contexts, aggregate, id).await,
                Word::Again if link_over(&contexts.describe(delivery)?, store.now()) => Ok(()),
                Word::Again => flows::resend(store, &contexts, aggregate, id).await,
            };
            match done {
                Ok(()) | Err(ResendError::NotDead | ResendError::NothingToTell) => {}
                Err(ResendError::Table(error)) => return Err(error.into()),
            }
        }
        if next.is_none() {
            return Ok(());
        }
        from = next;
    }
}

/// Puts a dead delivery back to be sent at once: 404 for an id that was never
/// given out, 409 when it is not dead, when its link would not work any more, or
/// when it would tell nothing any more. Two reads and those of the mail, one
/// commit.
pub(crate) async fn send_again(desk: &Desk, outside_id: &str) -> Result<Delivery, Problem> {
    let store = desk.store();
    let (aggregate, id) = inside(store.secrets(), outside_id)?;
    let delivery = store.deliveries().load(&aggregate, &id).await?.ok_or_else(Problem::not_found)?.value;
    if delivery.status != DeliveryStatus::Dead {
        return Err(problems::not_dead());
    }
    let contexts = flows::contexts();
    let description = contexts.describe(&delivery)?;
    if link_over(&description, store.now()) {
        return Err(problems::link_over());
    }
    flows::resend(store, &contexts, &aggregate, &id).await.map_err(|error| match error {
        ResendError::NotDead => problems::not_dead(),
        ResendError::NothingToTell => {
            problems::nothing_to_send(why_not(Resend::nothing(&description.about)).unwrap_or_default())
        }
        ResendError::Table(error) => error.into(),
    })?;
    tracing::info!(delivery = %delivery.id, "sent again by a person");
    Ok(delivery)
}
