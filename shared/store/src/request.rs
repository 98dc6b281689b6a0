//! The request that all work is done for, from the gateway to the mail.
//!
//! Whoever takes a request in names it once with [`within`]; what is written
//! meanwhile (the mark of a commit whose effects wait, a delivery) carries the
//! number on, so that one search in the logs tells the whole story.

use std::future::Future;

tokio::task_local! {
    static REQUEST: Option<String>;
}

/// Does `work` for the request of that number; for none, where its start is
/// not known.
pub async fn within<F: Future>(request: Option<String>, work: F) -> F::Output {
    REQUEST.scope(request, work).await
}

/// The number of the request that is worked for now.
pub fn current() -> Option<String> {
    REQUEST.try_with(Clone::clone).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_knows_its_request_and_other_work_none() {
        let seen = within(Some("req-1".to_owned()), async { within(None, async { current() }).await.or(current()) });
        assert_eq!(seen.await.as_deref(), Some("req-1"));
        assert_eq!(current(), None);
    }
}
