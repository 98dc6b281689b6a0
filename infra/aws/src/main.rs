//! `permanence-aws`: what an operator does to the home in the cloud, from a
//! machine with credentials. Region and credentials are read from the
//! environment (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
//! `AWS_SESSION_TOKEN`), as `aws configure export-credentials --format env`
//! prints them.

mod first_start;
mod migrate;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "permanence-aws", version, about = "Permanence in the cloud, for its operator")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Load the directory, add the first coordinator and print a one-time sign-in link.
    /// Needs the server's key in PERMANENCE_SERVER_KEY.
    FirstStart(first_start::FirstStart),
    /// Move a stopped embedded store to a table: `permanence migrate` calls this.
    Migrate(migrate::Migrate),
    /// Print the key of an embedded store as Secrets Manager is to hold it.
    ShowKey {
        /// The data folder.
        #[arg(long, default_value = "./data")]
        data: std::path::PathBuf,
    },
    /// Make a table, for trying things out; in AWS the template makes it.
    CreateTable {
        /// Its name.
        #[arg(long)]
        table: String,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("permanence-aws: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run() -> anyhow::Result<()> {
    match Arguments::parse().verb {
        Verb::FirstStart(asked) => asked.run().await,
        Verb::Migrate(asked) => asked.run().await,
        Verb::ShowKey { data } => migrate::show_key(&data),
        Verb::CreateTable { table } => {
            let client = runtime_aws::Aws::from_env()?.dynamodb();
            store_dynamodb::create_table(&client, &table).await.with_context(|| format!("the table {table}"))
        }
    }
}
