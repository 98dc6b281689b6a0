//! `permanence`: the whole product in one process, over the embedded store.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use permanence::serve;
use runtime::HostSettings;
use runtime::settings::SETTINGS;

#[derive(Debug, Parser)]
#[command(name = "permanence", version, about = "Office hours of agencies in incubators and coworking spaces")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve pages, the API and the dispatcher until told to stop.
    Serve,
    /// Add a coordinator and print a one-time sign-in link. The host must be stopped.
    Invite {
        /// Where sign-in links will go.
        email: String,
        /// Name, as colleagues know it.
        #[arg(long)]
        name: String,
    },
    /// Print the description of the API (OpenAPI 3.1) and end.
    Openapi,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line with its causes: whoever starts the host needs no backtrace.
            eprintln!("permanence: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let help = settings_help();
    let command = <Arguments as clap::CommandFactory>::command().after_help(help);
    let arguments = <Arguments as clap::FromArgMatches>::from_arg_matches(&command.get_matches())?;
    if matches!(arguments.verb, Verb::Openapi) {
        println!("{}", permanence::description()?);
        return Ok(());
    }
    let settings = HostSettings::from_env()?;
    runtime::logs::start(&settings.log);
    let machine = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    match arguments.verb {
        Verb::Serve => machine.block_on(serve::serve(settings)),
        Verb::Invite { email, name } => machine.block_on(serve::invite(settings, &email, &name)),
        Verb::Openapi => Ok(()),
    }
}

fn settings_help() -> String {
    let mut help = String::from("Settings, from the environment:\n");
    for (name, meaning, default) in SETTINGS {
        help.push_str(&format!("  {name}\n      {meaning} [{default}]\n"));
    }
    help
}
