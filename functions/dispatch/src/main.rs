//! The dispatcher on AWS Lambda: the table's stream, the one-minute timer and
//! the mail service's notices come to the same program.

use std::sync::Arc;

use dispatch::feed::{BatchAnswer, Fed};
use dispatch::{Counted, Dispatcher};
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let program = Arc::new(runtime_aws::start()?);
    let (store, id) = (program.store.clone(), program.store.ids().random());
    let contexts = flows::contexts_calling(program.caller());
    let dispatcher =
        Arc::new(Dispatcher::new(store, program.base_url().to_owned(), contexts, program.transport()?, id));
    lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
        let (program, dispatcher) = (Arc::clone(&program), Arc::clone(&dispatcher));
        async move {
            dispatcher.end_within(runtime_aws::left_until(event.context.deadline));
            program.before_each().await?;
            let fed = dispatcher.feed(&event.payload).await;
            // The log tells of refusals that are ours; each custom figure has its price.
            let Counted { sent, retried, dead, refused_us: _ } = dispatcher.counters().take();
            program.report(&[("DeliveriesSent", sent), ("DeliveriesRetried", retried), ("DeadDeliveries", dead)]);
            let fed = fed?;
            let answer = if let Fed::Batch(answer) = fed { answer } else { BatchAnswer::default() };
            Ok::<_, Error>(answer)
        }
    }))
    .await
}
