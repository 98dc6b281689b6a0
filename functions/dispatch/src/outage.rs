//! What is said of a mail server that does not take what it is handed: where it
//! stands, how far we came, and its code. Never its text, which may repeat an
//! address.

use mail::{Failure, SendError};

use crate::dispatcher::Dispatcher;

impl Dispatcher {
    /// Mails can't leave now: told once for each cause.
    pub(crate) fn lost(&self, why: SendError) {
        if !self.health.lost(why) {
            return;
        }
        let server = self.transport.server();
        let server = server.as_deref();
        let SendError::Unreachable(Failure { stage, reply }) = why else {
            tracing::warn!(server, "the mail server asks for a slower pace; deliveries wait");
            return;
        };
        match reply.map(|reply| reply.to_string()) {
            Some(code) => {
                tracing::warn!(server, %stage, code, "the mail server does not let us in; deliveries wait");
            }
            None => tracing::warn!(server, %stage, "the mail server can't be reached; deliveries wait"),
        }
    }

    /// Mails leave again.
    pub(crate) fn found(&self) {
        if let Some(away) = self.health.found() {
            let (server, seconds) = (self.transport.server(), away.as_secs());
            tracing::info!(server = server.as_deref(), seconds, "the mail server is back; what waited leaves");
        }
    }

    /// One mail was refused for our sake.
    pub(crate) fn refused_us(&self, delivery: &str, Failure { stage, reply }: Failure) {
        self.counters.refused_us();
        let (server, code) = (self.transport.server(), reply.map(|reply| reply.to_string()));
        tracing::warn!(
            delivery,
            server = server.as_deref(),
            %stage,
            code,
            "the mail server refuses us, not the recipient; the delivery is tried again"
        );
    }
}
