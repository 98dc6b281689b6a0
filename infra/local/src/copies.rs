//! Copies of the data, and what a disk did to it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use runtime::HostSettings;
use store::dump::{Tally, Writer};
use store::repos::server::{copied_at, filled_under};
use store::{Row, Secrets};
use store_embedded::table_file;

use crate::moving::into_file;
use crate::opening::{self, HOW_TO_GO_ON, KEY_LOST, cannot_be, must_exist};

/// What is named of damage on the screen.
const NAMED: usize = 100;

/// Copies the store as it is at one moment into a new folder, whether or not a
/// host runs on it, and reads the copy again; then the server's key. Of a copy
/// that fails nothing is left.
pub fn backup(settings: &HostSettings, to: &Path) -> anyhow::Result<()> {
    must_exist(settings)?;
    let key = runtime::key::file(&settings.data);
    ensure!(key.exists(), "{} is missing, and a backup without it opens no link. {KEY_LOST}", key.display());
    ensure!(!to.exists(), "{} exists already: a backup has a folder of its own", to.display());
    let mut draft = to.components().collect::<PathBuf>().into_os_string();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    std::fs::DirBuilder::new().recursive(true).create(&draft).with_context(|| format!("{}", draft.display()))?;
    remove_from(&draft)?;
    be_silent();
    let copied = copy_into(&draft, settings).and_then(|copied| {
        std::fs::rename(&draft, to).with_context(|| format!("{}", to.display()))?;
        Ok(copied)
    });
    if copied.is_err() {
        // What is not ours in it stays, and the folder with it.
        let _ = remove_from(&draft).and_then(|()| Ok(std::fs::remove_dir(&draft)?));
    }
    let copied = copied?;
    eprintln!("{} rows, digest {}, read again and the same", copied.rows, copied.digest());
    eprintln!("{}/server.key is a secret of its own: keep it apart from the store", to.display());
    Ok(())
}

fn copy_into(draft: &Path, settings: &HostSettings) -> anyhow::Result<Tally> {
    let (from, key) = (table_file(&settings.data), runtime::key::file(&settings.data));
    let now = opening::now(settings);
    let copied = store_embedded::back_up(&from, &table_file(draft), &[copied_at(now)])
        .map_err(|error| cannot_be("copied", &from, error))?;
    // Permissions go along: only its owner reads it.
    std::fs::copy(&key, runtime::key::file(draft)).with_context(|| format!("{}", key.display()))?;
    Ok(copied)
}

fn remove_from(draft: &Path) -> anyhow::Result<()> {
    for left in [table_file(draft), runtime::key::file(draft)] {
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    Ok(())
}

/// redb falls over pages that it trusted: that is caught, and told.
fn be_silent() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// Names what is damaged, and whether the server's key is the store's; fails
/// where anything is not as it should be. Works on a copy in `folder`, or beside
/// the store.
pub fn check(settings: &HostSettings, save: Option<&Path>, folder: Option<&Path>) -> anyhow::Result<()> {
    must_exist(settings)?;
    let file = table_file(&settings.data);
    let key = Key::of(settings)?;
    be_silent();
    let mut fits = None;
    let mut look = |each: &mut dyn FnMut(&Row) -> std::io::Result<()>| {
        let seen = |row: &Row| {
            fits = fits.or(key.fits(row));
            each(row)
        };
        store_embedded::check(&file, folder, seen)
            .with_context(|| format!("{}, looked at in a copy (`--in FOLDER` says where that is made)", file.display()))
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
    key.judge(fits)
}

/// The server's key, as a check finds it.
struct Key {
    file: PathBuf,
    secrets: Option<Secrets>,
}

impl Key {
    fn of(settings: &HostSettings) -> anyhow::Result<Self> {
        let file = runtime::key::file(&settings.data);
        let load = || runtime::key::load_or_make(&settings.data).context("the server's key can't be read");
        let secrets = if file.exists() { Some(load()?) } else { None };
        Ok(Self { file, secrets })
    }

    /// What a row says of it, if anything.
    fn fits(&self, row: &Row) -> Option<bool> {
        filled_under(row, self.secrets.as_ref()?)
    }

    fn judge(&self, fits: Option<bool>) -> anyhow::Result<()> {
        let file = self.file.display();
        ensure!(self.secrets.is_some(), "{file} is missing. {KEY_LOST}");
        match fits {
            Some(true) => eprintln!("{file} is there and fits"),
            Some(false) => bail!("{file} is not the one that this store was filled under. {KEY_LOST}"),
            None => eprintln!("{file} is there; the store does not say yet under which key it was filled"),
        }
        Ok(())
    }
}
