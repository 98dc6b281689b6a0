//! The function on AWS Lambda.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), runtime_aws::http::Error> {
    runtime_aws::http::serve(planner::routes()).await
}
