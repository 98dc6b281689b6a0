//! Noting that a webhook was not genuine.

use store::Transaction;
use store::repos::received::NotGenuine;
use store::repos::sources::Source;
use web::limit::Rule;
use web::{Context, Problem};

/// How often it is noted that a message was not genuine.
const NOTED: Rule = Rule { burst: 5, per_hour: 60 };

/// Notes what was wrong, for whoever sets the source up; answers it.
pub(super) async fn not_genuine(context: &Context, source: &Source, problem: Problem) -> Problem {
    note(context, source, problem.member("reason").unwrap_or_default()).await;
    problem
}

/// Notes it, unless that was done often enough of late. One commit.
pub(super) async fn note(context: &Context, source: &Source, reason: &str) {
    if context.limit(&format!("hooks-refused:{}", source.id), NOTED).is_err() {
        return;
    }
    let mut tx = Transaction::new();
    let last = NotGenuine { at: context.store.now(), reason: reason.to_owned() };
    context.store.received().put_not_genuine(&mut tx, &source.id, &last);
    if let Err(error) = context.store.commit(tx).await {
        tracing::warn!(%error, source = %source.id, "it was not noted that a webhook was refused");
    }
}
