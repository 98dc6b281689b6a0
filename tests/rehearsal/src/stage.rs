//! What the rehearsal stands on.

use std::path::{Path, PathBuf};

/// Where everything that the rehearsal needs is.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The project.
    pub root: PathBuf,
    /// DynamoDB Local.
    pub dynamodb: String,
    /// The stand-in for SES, `tests/rehearsal/ses.py`.
    pub ses: String,
    /// Where that stand-in tells what it took.
    pub ses_control: String,
    /// The template as JSON.
    pub template: PathBuf,
    /// Whether the table has a stream.
    pub with_stream: bool,
    /// Folder of the Lambda programs and of `permanence-aws`.
    pub programs: PathBuf,
}

/// The project's folder, seen from this crate.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
