//! DynamoDB passes the conformance suite, alone and under the decorators.

#![expect(clippy::expect_used, reason = "helpers of tests")]

mod common;

use std::sync::Arc;

use store::conformance::{Ids, Subject};
use store::decorators::{CountingTable, FaultPlan, FaultyTable, RetryPolicy, RetryingTable};

mod dynamodb {
    use super::*;

    async fn subject() -> Option<Subject> {
        Some(Subject::new(common::table().await?, 450))
    }

    store::conformance_suite!(subject);
}

mod counted_faulty_and_retried {
    use super::*;

    async fn subject() -> Option<Subject> {
        let faulty = FaultyTable::new(common::table().await?, FaultPlan::stormy(11));
        let policy = RetryPolicy { attempts: 24, first_delay_ms: 1, max_delay_ms: 4 };
        let retrying = RetryingTable::with_policy(faulty, Arc::new(Ids::default()), policy);
        Some(Subject::new(CountingTable::new(retrying), 300))
    }

    store::conformance_suite!(subject);
}
