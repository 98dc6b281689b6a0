//! What both are told once the sessions changed hands.

use domain::Instant;
use domain::adviser::Adviser;
use domain::clock::BRUSSELS;
use domain::ids::AdviserId;
use domain::language::Language;
use domain::permanence::Permanence;
use domain::sessions::series_days;
use mail::Message;
use mail::compose::{self, HandOverMail, HandedSeries};
use store::TableError;

use super::referrals;
use crate::effects::Task;

/// Series that are named, at most.
const NAMED: usize = 20;

/// The mail; nothing where one of both was removed, or another hand-over was
/// asked for. Three reads, and one for each series that it names.
pub(in crate::advisers) async fn mail(
    task: &Task<'_>,
    (adviser, asked_at, to_colleague): (&AdviserId, Instant, bool),
) -> Result<Option<Message>, TableError> {
    let store = task.store;
    let found = store.hand_overs().load(adviser).await?.map(|found| found.value);
    let Some(job) = found.filter(|job| job.asked_at == asked_at) else { return Ok(None) };
    let leaver = store.advisers().load(adviser).await?.map(|found| found.value);
    let colleague = store.advisers().load(&job.to).await?.map(|found| found.value);
    let Some((leaver, colleague)) = leaver.zip(colleague) else { return Ok(None) };
    let catalogue = store.catalogue().load().await?;
    let mut series = Vec::new();
    for id in job.handed.iter().take(NAMED) {
        let Some(of) = store.permanences().load(id).await?.map(|found| found.value) else { continue };
        let first = job.from.max(store.now().day_in(BRUSSELS));
        series.extend(
            first_session(&of, first)
                .map(|start| HandedSeries { place: catalogue.place_name(&of.location).to_owned(), start }),
        );
    }
    series.sort_by_key(|one| one.start);
    let to = if to_colleague { &colleague } else { &leaver };
    Ok(Some(compose::hand_over(&HandOverMail {
        delivery: compose::Delivery {
            id: task.delivery.id.clone(),
            to: to.email.clone(),
            to_name: Some(to.name.clone()),
            languages: spoken(to),
        },
        to_colleague,
        leaver: leaver.name.clone(),
        colleague: colleague.name.clone(),
        from: job.from,
        reason: job.reason,
        series,
        left: job.left,
        referrals_stay: !referrals::is_own(&catalogue, &leaver.agency, &colleague.email),
    })))
}

fn first_session(of: &Permanence, from: chrono::NaiveDate) -> Option<chrono::NaiveDateTime> {
    let far = from.checked_add_days(chrono::Days::new(366))?;
    series_days(of, from, far).first().map(|day| day.and_time(of.start.time()))
}

/// French and Dutch, as far as they speak them.
pub(in crate::advisers) fn spoken(adviser: &Adviser) -> Vec<Language> {
    let both: Vec<Language> =
        Language::BOTH.into_iter().filter(|language| adviser.languages.contains(language)).collect();
    if both.is_empty() { adviser.languages.clone() } else { both }
}
