//! Copies of the data, and what a disk did to it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use domain::Clock as _;
use runtime::HostSettings;
use store::dump::Writer;
use store::repos::server::copied_at;

use crate::files::table_file;
use crate::moving::into_file;

/// What is named of damage on the screen.
const NAMED: usize = 100;

/// Copies the store as it is at one moment into a new folder, whether or not a
/// host runs on it, and reads the copy again; then the server's key.
pub fn backup(settings: &HostSettings, to: &Path) -> anyhow::Result<()> {
    let (from, key) = (table_file(&settings.data), runtime::key::file(&settings.data));
    ensure!(from.exists(), "there is no store in {}", settings.data.display());
    ensure!(!to.exists(), "{} exists already: a backup has a folder of its own", to.display());
    let mut draft = to.components().collect::<PathBuf>().into_os_string();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    std::fs::DirBuilder::new().recursive(true).create(&draft).with_context(|| format!("{}", draft.display()))?;
    for left in [table_file(&draft), runtime::key::file(&draft)] {
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    let now = runtime::SystemClock.now();
    let copied = store_embedded::back_up(&from, &table_file(&draft), &[copied_at(now)])
        .with_context(|| format!("{}", from.display()))?;
    // Permissions go along: only its owner reads it.
    std::fs::copy(&key, runtime::key::file(&draft)).with_context(|| format!("{}", key.display()))?;
    std::fs::rename(&draft, to).with_context(|| format!("{}", to.display()))?;
    eprintln!("{} rows, digest {}, read again and the same", copied.rows, copied.digest());
    eprintln!("{}/server.key is a secret of its own: keep it apart from the store", to.display());
    Ok(())
}

/// Names what is damaged; fails where anything is.
pub fn check(settings: &HostSettings, save: Option<&Path>) -> anyhow::Result<()> {
    let file = table_file(&settings.data);
    ensure!(file.exists(), "there is no store in {}", settings.data.display());
    // redb falls over pages that it trusted: that is caught, and told below.
    std::panic::set_hook(Box::new(|_| {}));
    let look = |each: &mut dyn FnMut(&store::Row) -> std::io::Result<()>| {
        store_embedded::check(&file, each).with_context(|| format!("{}", file.display()))
    };
    let mut found = None;
    match save {
        None => found = Some(look(&mut |_| Ok(()))?),
        Some(to) => {
            let saved = into_file(to, |out| {
                let mut writer = Writer::begin(out)?;
                found = Some(look(&mut |row| writer.row(row))?);
                Ok(writer.end()?)
            })?;
            eprintln!(
                "{} rows saved, digest {}: `permanence import` takes them into a new folder",
                saved.rows,
                saved.digest()
            );
        }
    }
    let found = found.unwrap_or_default();
    eprintln!("{} rows are as they were written", found.rows);
    for name in found.damaged.iter().take(NAMED) {
        eprintln!("damaged: {name}");
    }
    if found.damaged.len() > NAMED {
        eprintln!("and {} more", found.damaged.len() - NAMED);
    }
    if let Some(why) = &found.pages {
        eprintln!("damaged pages: {why}");
    }
    if !found.is_sound() {
        bail!("{} is damaged. {HOW_TO_GO_ON}", file.display());
    }
    Ok(())
}

/// How to go on with a damaged store.
pub(crate) const HOW_TO_GO_ON: &str = "Put a backup back, or take what can still be read to a new store: \
                                       `permanence check --save all.jsonl`, then `permanence import all.jsonl` with \
                                       PERMANENCE_DATA naming an empty folder and server.key copied into it";
