//! The program on AWS Lambda: what waits to be worked out wakes it, and a timer,
//! whatever its event says.

use std::sync::Arc;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let program = Arc::new(runtime_aws::start()?);
    lambda_runtime::run(service_fn(move |_: LambdaEvent<Value>| {
        let program = Arc::clone(&program);
        async move {
            program.before_each().await?;
            let plans = propose::work_out(&program.store).await?;
            Ok::<_, Error>(json!({ "plans": plans }))
        }
    }))
    .await
}
