//! Logs: one line per event, ids only. For people on a terminal, as JSON
//! where the output is read by programs.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. A line that can't be written (a full
/// disk, a closed pipe) is lost, and nothing else. `filter` follows
/// `RUST_LOG`'s form.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .log_internal_errors(false);
    let started = if std::io::stderr().is_terminal() {
        logs.compact().try_init()
    } else {
        // The list of spans begins with the request's; the last alone would repeat it.
        logs.json().flatten_event(true).with_current_span(false).try_init()
    };
    if let Err(error) = started {
        eprintln!("logs were started before: {error}");
    }
}

/// Starts logging in a Lambda program: JSON on standard output, where the
/// platform takes it from. A level only: reading filters costs a cold start.
pub fn start_in_lambda(level: &str) {
    let level = level.parse().unwrap_or(tracing::level_filters::LevelFilter::INFO);
    let logs = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_target(false)
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .log_internal_errors(false);
    if let Err(error) = logs.try_init() {
        eprintln!("logs were started before: {error}");
    }
}
