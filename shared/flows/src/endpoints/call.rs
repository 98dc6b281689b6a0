//! One try at telling an endpoint something: signed, called, and written down
//! with what it says of the endpoint.

use chrono::TimeDelta;
use domain::Instant;
use domain::endpoint::{Endpoint, Took};
use domain::ids::EndpointId;
use store::repos::endpoints::Attempt;
use store::{Store, TableError, Transaction, Versioned};
use webhooks::{Answer, Call, Caller, NoAnswer, retry_after, sign};

use super::told::tell_that_it_is_off;
use crate::effects::{Outcome, Task};

/// The longest that an endpoint can ask us to wait.
const WAITS_AT_MOST: TimeDelta = TimeDelta::hours(24);
/// Tries at saving what an attempt says while others change the endpoint.
const TRIES: usize = 10;

/// Tells an endpoint of an event. One read, one call, one commit; where the
/// endpoint is switched off by it, a query more.
pub(super) async fn call(
    task: &Task<'_>,
    caller: &dyn Caller,
    endpoint: &EndpointId,
    (event, body): (&str, String),
) -> Result<Outcome, TableError> {
    let (store, delivery) = (task.store, task.delivery);
    let Some(found) = store.endpoints().load(endpoint).await? else { return Ok(Outcome::Nothing) };
    let at = store.now();
    let attempt = Attempt {
        at,
        delivery: delivery.id.clone(),
        event_type: event.to_owned(),
        number: delivery.attempts + 1,
        outcome: Attempt::OFF.to_owned(),
        status: None,
        took_ms: 0,
        answer: String::new(),
    };
    if found.value.off.is_some() {
        let mut tx = Transaction::new();
        store.endpoints().attempted(&mut tx, endpoint, &attempt);
        return store.commit(tx).await.map(|()| Outcome::Nothing);
    }
    let (id, timestamp) = (format!("msg_{}", delivery.id), at.seconds());
    let signature = sign(&store.endpoints().secrets(&found.value), &id, timestamp, &body);
    let url = found.value.url.clone();
    let began = tokio::time::Instant::now();
    let answered = caller.call(&Call { url, id, timestamp, signature, body }).await;
    let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (attempt, took, outcome) = weigh(Attempt { took_ms, ..attempt }, answered);
    write_down(store, found, &attempt, took).await?;
    Ok(outcome)
}

/// What an answer means, for the attempt, the endpoint and the delivery. Only
/// 2xx is a success: a redirect is followed nowhere.
fn weigh(attempt: Attempt, answered: Result<Answer, NoAnswer>) -> (Attempt, Took, Outcome) {
    let Answer { status, retry_after: wait, body } = match answered {
        Ok(answer) => answer,
        Err(why) => {
            let outcome = Outcome::Failed(why.code().to_owned());
            return (Attempt { outcome: why.code().to_owned(), ..attempt }, Took::No, outcome);
        }
    };
    let at = attempt.at;
    let answered =
        |outcome: &str| Attempt { outcome: outcome.to_owned(), status: Some(status), answer: body, ..attempt };
    let code = status.to_string();
    match status {
        200..=299 => (answered(Attempt::TAKEN), Took::Yes, Outcome::Done),
        410 => (answered(Attempt::REFUSED), Took::Gone, Outcome::Refused(code)),
        _ => {
            let until = wait.and_then(|wait| until(&wait, at));
            let outcome = until.map_or(Outcome::Failed(code.clone()), |until| Outcome::FailedUntil(code, until));
            (answered(Attempt::REFUSED), Took::No, outcome)
        }
    }
}

fn until(wait: &str, at: Instant) -> Option<Instant> {
    let seconds = TimeDelta::try_seconds(retry_after(wait, at.seconds())?)?;
    Some(at.plus(seconds.min(WAITS_AT_MOST)))
}

/// The attempt, where the endpoint stands after it, and who is to know that it
/// was switched off: one commit. Others may say the same of it meanwhile.
async fn write_down(
    store: &Store,
    mut before: Versioned<Endpoint>,
    attempt: &Attempt,
    took: Took,
) -> Result<(), TableError> {
    for _ in 0..TRIES {
        let id = before.value.id.clone();
        let after = before.value.after(took, store.now());
        let mut tx = Transaction::new();
        if after != before.value {
            store.endpoints().save(&mut tx, before.version, &after);
        }
        store.endpoints().attempted(&mut tx, &id, attempt);
        if after.off.is_some() && before.value.off.is_none() {
            tell_that_it_is_off(store, &mut tx, &after).await?;
        }
        match store.commit(tx).await {
            Err(TableError::Conflict { .. }) => {}
            other => return other,
        }
        let Some(again) = store.endpoints().load(&id).await? else { return Ok(()) };
        before = again;
    }
    Err(TableError::Contended)
}
