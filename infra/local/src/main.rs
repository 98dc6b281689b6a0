//! `permanence`: the whole product in one process, over the embedded store.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use permanence::{copies, exchange, moving, serve};
use runtime::HostSettings;
use runtime::settings::SETTINGS;

// Measured against the system's: see docs/measurements.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "permanence", version, about = "Office hours of agencies in incubators and coworking spaces")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve pages, the API and the dispatcher until told to stop.
    Serve {
        /// Go on where the server's key was lost: with the one in the data
        /// folder, or a new one. Every link, webhook secret and session of the
        /// lost one is void from then on.
        #[arg(long)]
        new_key: bool,
        /// Begin a new store under the server's key that is in the data folder,
        /// where its store is meant to be gone.
        #[arg(long)]
        new_store: bool,
    },
    /// Add a coordinator and print a one-time sign-in link; earlier links and
    /// sessions of the same address are void. The host must be stopped.
    Invite {
        /// Where sign-in links will go.
        email: String,
        /// Name, as colleagues know it.
        #[arg(long)]
        name: String,
    },
    /// Copy the data of a running or stopped host into a new folder, verified:
    /// the store, and the server's key in a file of its own.
    Backup {
        /// The folder, which must not exist yet.
        #[arg(long)]
        to: PathBuf,
    },
    /// Read every page and row of the store and name what is damaged; then say
    /// whether the server's key fits. The host must be stopped. What is looked
    /// at is a copy, which needs as much room as the store.
    Check {
        /// Also write every row that can be read, as `export` does.
        #[arg(long)]
        save: Option<PathBuf>,
        /// The folder in which the copy is made, and removed; else beside the store.
        #[arg(long = "in", value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Write all rows as JSON lines with a checksum. The host must be stopped.
    Export {
        /// The file; `-` for standard output.
        #[arg(long, default_value = "-")]
        to: PathBuf,
    },
    /// Read all rows of an export into an empty store. The host must be stopped.
    Import {
        /// The file.
        file: PathBuf,
        /// Go on with an import that was broken off.
        #[arg(long)]
        again: bool,
    },
    /// Count the figures of all quarters and surveys anew, and say whether they
    /// are those that were kept. The host must be stopped.
    Figures,
    /// Move the store to a table of DynamoDB. The host must be stopped.
    Migrate {
        /// Where to.
        #[arg(long, value_parser = ["dynamodb"])]
        to: String,
        /// The table, which must exist.
        #[arg(long)]
        table: String,
    },
    /// Write the directory as a file of HSDS 3.1, from which another region can
    /// start; only its owner reads it. The host must be stopped.
    DirectoryExport {
        /// The file; `-` for standard output.
        #[arg(long, default_value = "-")]
        to: PathBuf,
    },
    /// Read a directory of HSDS 3.1: into an empty store all of it, else what is new
    /// or otherwise. Nothing is taken where anything is refused. The host must be
    /// stopped.
    DirectoryImport {
        /// The file.
        file: PathBuf,
        /// Only say what it would do.
        #[arg(long)]
        dry_run: bool,
    },
    /// Print the description of the API (OpenAPI 3.1) and end.
    Openapi,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read what it wrote has enough, as `head` does.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|one| one.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::FAILURE
        }
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
        writeln!(io::stdout(), "{}", permanence::description()?)?;
        return Ok(());
    }
    let settings = HostSettings::from_env()?;
    runtime::logs::start(&settings.log);
    let machine = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no runtime")?;
    match arguments.verb {
        Verb::Serve { new_key, new_store } => {
            machine.block_on(serve::serve(settings, serve::Anew { key: new_key, store: new_store }))
        }
        Verb::Invite { email, name } => machine.block_on(serve::invite(settings, &email, &name)),
        Verb::Backup { to } => copies::backup(&settings, &to),
        Verb::Check { save, folder } => copies::check(&settings, save.as_deref(), folder.as_deref()),
        Verb::Export { to } => machine.block_on(moving::export(&settings, &to)),
        Verb::Import { file, again } => machine.block_on(moving::import(&settings, &file, again)),
        Verb::Figures => machine.block_on(serve::figures(settings)),
        Verb::Migrate { to: _, table } => moving::migrate(&settings, &table),
        Verb::DirectoryExport { to } => machine.block_on(exchange::export(settings, &to)),
        Verb::DirectoryImport { file, dry_run } => machine.block_on(exchange::import(settings, &file, dry_run)),
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
