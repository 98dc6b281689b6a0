//! What arrived, looked at and run again: what a message makes under a mapping,
//! what is wrong with that, and taking it in once it is right.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::SourceId;
use domain::source::{Makes, Mapping, message, put_right, suggest};
use http::StatusCode;
use serde_json::Value;
use store::repos::received::{Became, Content, Received};
use store::repos::sources::Source;
use store::{TableError, Transaction, Versioned};
use web::problem::FieldProblem;
use web::{Context, Problem};

use crate::intake::{check, take_in};

/// What a message makes, and what is wrong with it.
pub(crate) struct Tried {
    /// The message, in our own shape.
    pub(crate) message: Value,
    /// What is wrong, each at its place in it.
    pub(crate) errors: Vec<FieldProblem>,
}

/// What a message makes under a mapping, with values that a person corrected.
/// Reads nothing.
pub(crate) fn tried(
    context: &Context,
    catalogue: &Catalogue,
    source: &Source,
    (content, mapping): (&Content, Option<&Mapping>),
    values: &BTreeMap<String, String>,
) -> Tried {
    let today = context.store.now().day_in(BRUSSELS);
    let made = match content {
        Content::Message(message) => message.clone(),
        Content::Fields(answers) => {
            let none = Mapping::default();
            message(mapping.unwrap_or(&none), answers, catalogue, today)
        }
    };
    let message = put_right(made, values, catalogue);
    let errors = check(catalogue, source, &message, context.store.now()).err();
    Tried { message, errors: errors.map(|problem| problem.errors().to_vec()).unwrap_or_default() }
}

/// Takes in a message that waits, with corrected values by part. The same again
/// changes nothing. 404 where it is gone, 409 where it was taken in or passed
/// over, 422 where it is not right yet. Four reads and one commit.
pub(crate) async fn run(
    context: &Context,
    source: &Source,
    id: &str,
    values: &BTreeMap<String, String>,
) -> Result<Received, Problem> {
    let store = &context.store;
    let Versioned { value: before, version } = load(context, &source.id, id).await?;
    let Some(content) = &before.content else { return Err(Problem::conflicting_change()) };
    let catalogue = store.catalogue().load().await?;
    let Tried { message, .. } = tried(context, &catalogue, source, (content, source.mapping.as_ref()), values);
    // A program that sends it again is then answered what came of it; a tool was
    // answered already.
    let key = if source.kind.is_mapped() { format!("run:{id}") } else { before.message.clone() };
    let claim = store.idempotency().claim("hooks", source.id.as_str(), &key, b"");
    let body = message.to_string();
    let taken = take_in(context, source, &claim, (body.as_bytes(), &before), None).await;
    match taken {
        Err(problem) if is_wrong(&problem) && before.became == Became::Waiting && source.mapping.is_some() => {
            // It was looked at, and is not right; unless somebody was faster.
            let mut tx = Transaction::new();
            store.received().save(&mut tx, source, &before.became(Became::Refused), version);
            match store.commit(tx).await {
                Ok(()) | Err(TableError::Conflict { .. }) => Err(problem),
                Err(error) => Err(error.into()),
            }
        }
        Err(problem) => Err(problem),
        Ok(_) => Ok(load(context, &source.id, id).await?.value),
    }
}

/// Says that nothing comes of a message that waits. One read, one commit.
pub(crate) async fn pass_over(context: &Context, source: &Source, id: &str) -> Result<(), Problem> {
    let Versioned { value, version } = load(context, &source.id, id).await?;
    if value.content.is_none() {
        return Err(Problem::conflicting_change());
    }
    let mut tx = Transaction::new();
    context.store.received().save(&mut tx, source, &value.became(Became::PassedOver), version);
    context.store.commit(tx).await.map_err(Problem::of_change)
}

/// Runs what waits and what was not right, of the last fifty, the oldest first.
/// What is not right yet stays.
pub(crate) async fn run_waiting(context: &Context, source: &Source) -> Result<(), Problem> {
    let last = context.store.received().last(&source.id, LAST).await?;
    for received in last.iter().rev().filter(|received| received.content.is_some()) {
        match run(context, source, &received.id, &BTreeMap::new()).await {
            // Somebody else runs it at this moment.
            Err(problem) if !is_wrong(&problem) && problem.status() != StatusCode::CONFLICT => return Err(problem),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(())
}

fn is_wrong(problem: &Problem) -> bool {
    problem.status() == StatusCode::UNPROCESSABLE_ENTITY
}

/// How many of the last ones are shown.
pub(crate) const LAST: usize = 50;

/// One message; 404 where it is gone.
pub(crate) async fn load(context: &Context, source: &SourceId, id: &str) -> Result<Versioned<Received>, Problem> {
    context.store.received().load(source, id).await?.ok_or_else(Problem::not_found)
}

/// What the newest message says that can still be read: what a mapping is settled on.
pub(crate) fn sample(last: &[Received]) -> Option<&Content> {
    last.iter().find_map(|received| received.content.as_ref())
}

/// The mapping that the sample seems to ask for.
pub(crate) fn suggested(makes: Makes, last: &[Received], catalogue: &Catalogue) -> Mapping {
    match sample(last) {
        Some(Content::Fields(answers)) => suggest(makes, answers, catalogue),
        Some(Content::Message(_)) | None => Mapping { makes, ..Mapping::default() },
    }
}
