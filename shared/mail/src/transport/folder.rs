//! The mailbox folder: what leaves can be read on the machine itself.
//!
//! Each message is an `.eml` that any mail program opens, and a `.json` that
//! the demonstration pages list. Names begin with the time, so the folder's
//! order is the order of leaving, and end with the delivery's id, so that a
//! delivery tried twice is found again and overwritten. A file appears whole
//! or not at all; the `.json` comes last and makes the message visible. It is
//! a demonstration: a power cut may take the last seconds, a killed process
//! does not.

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::Instant;
use domain::contact::EmailAddress;

use super::stored::StoredMessage;
use super::{Failure, SendError, Stage, Transport};
use crate::header::id_token;
use crate::message::Message;
use crate::rfc5322::rfc5322;
use crate::sender::Sender;

/// A folder of messages.
#[derive(Debug, Clone)]
pub struct Folder {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    dir: PathBuf,
    sender: Sender,
    /// Name without extension of each delivery's message.
    names: Mutex<HashMap<String, String>>,
}

impl Folder {
    /// Opens `<data>/mailbox`, and makes it where it is absent.
    pub fn open(data: &Path, sender: Sender) -> io::Result<Self> {
        let dir = data.join("mailbox");
        std::fs::create_dir_all(&dir)?;
        keep_to_owner(&dir)?;
        let names = stems(&dir)?.into_iter().filter_map(|stem| Some((stem.split_once('_')?.1.to_owned(), stem)));
        let names = Mutex::new(names.collect());
        Ok(Self { inner: Arc::new(Inner { dir, sender, names }) })
    }

    /// At most `limit` messages, the newest first, older than the message of
    /// delivery `after` where that is given. Costs one directory listing and
    /// one read per message.
    pub async fn list(&self, limit: usize, after: Option<&str>) -> io::Result<Vec<StoredMessage>> {
        let after = after.map(id_token);
        self.on_disk(move |inner| inner.list(limit, after.as_deref())).await
    }

    /// The message of one delivery.
    pub async fn find(&self, id: &str) -> io::Result<Option<StoredMessage>> {
        let token = id_token(id);
        self.on_disk(move |inner| match inner.name_of(&token) {
            Some(stem) => inner.read(&stem),
            None => Ok(None),
        })
        .await
    }

    /// The message of one delivery as it would have left.
    pub async fn eml(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        let token = id_token(id);
        self.on_disk(move |inner| match inner.name_of(&token) {
            Some(stem) => absent_is_none(std::fs::read(inner.dir.join(format!("{stem}.eml")))),
            None => Ok(None),
        })
        .await
    }

    async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let inner = Arc::clone(&self.inner);
        tokio::task::spawn_blocking(move || work(&inner)).await.map_err(io::Error::other)?
    }
}

#[async_trait]
impl Transport for Folder {
    async fn send(&self, message: &Message, at: Instant) -> Result<(), SendError> {
        if is_invalid(&message.to) {
            return Err(SendError::Refused(550.into()));
        }
        let message = message.clone();
        self.on_disk(move |inner| inner.write(&message, at))
            .await
            .map_err(|_| SendError::Unreachable(Failure::at(Stage::Message)))
    }

    fn from(&self) -> Option<String> {
        Some(self.inner.sender.address())
    }

    async fn forget(&self, texts: &[String]) -> io::Result<()> {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        self.on_disk(move |inner| inner.forget(&texts)).await
    }

    async fn probe(&self) -> Result<(), SendError> {
        let writable = self.on_disk(|inner| {
            std::fs::create_dir_all(&inner.dir)?;
            let path = inner.dir.join(".probe.tmp");
            std::fs::write(&path, b"")?;
            std::fs::remove_file(&path)
        });
        writable.await.map_err(|_| SendError::Unreachable(Failure::at(Stage::Message)))
    }
}

/// Nobody can have an address under `.invalid` (RFC 2606): refused as a mail
/// server would, so that a demonstration can show what happens then.
fn is_invalid(to: &EmailAddress) -> bool {
    to.as_str().ends_with(".invalid")
}

impl Inner {
    fn write(&self, message: &Message, at: Instant) -> io::Result<()> {
        let token = id_token(&message.id);
        let stem = {
            let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
            names.entry(token.clone()).or_insert_with(|| format!("{:015}_{token}", at.millis().max(0))).clone()
        };
        self.place(&format!("{stem}.eml"), &rfc5322(message, &self.sender, at))?;
        let stored = serde_json::to_vec_pretty(&StoredMessage::of(message, &self.sender, at))?;
        self.place(&format!("{stem}.json"), &stored)
    }

    /// Puts a file in place in one step.
    fn place(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = self.dir.join(format!(".{name}.tmp"));
        std::fs::write(&draft, bytes)?;
        std::fs::rename(&draft, self.dir.join(name))
    }

    fn list(&self, limit: usize, after: Option<&str>) -> io::Result<Vec<StoredMessage>> {
        let before = after.and_then(|token| self.name_of(token));
        let mut stems = stems(&self.dir)?;
        stems.sort_unstable_by(|a, b| b.cmp(a));
        let older = stems.iter().filter(|stem| before.as_ref().is_none_or(|before| *stem < before));
        let read = older.map(|stem| self.read(stem)).filter_map(Result::transpose);
        read.take(limit).collect()
    }

    fn name_of(&self, token: &str) -> Option<String> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned()
    }

    /// Overwrites and removes the messages that hold one of these texts.
    fn forget(&self, texts: &[String]) -> io::Result<()> {
        for stem in stems(&self.dir)? {
            let json = self.dir.join(format!("{stem}.json"));
            let Some(bytes) = absent_is_none(std::fs::read(&json))? else { continue };
            let stored = String::from_utf8_lossy(&bytes).to_lowercase();
            if !texts.iter().any(|text| stored.contains(text)) {
                continue;
            }
            // The message first: as long as the other stands, it is found again.
            for path in [self.dir.join(format!("{stem}.eml")), json] {
                if let Some(size) = absent_is_none(std::fs::metadata(&path))?.map(|file| file.len()) {
                    let zeros = vec![0; usize::try_from(size).unwrap_or_default()];
                    std::fs::OpenOptions::new().write(true).open(&path)?.write_all(&zeros)?;
                    std::fs::remove_file(&path)?;
                }
            }
            self.names.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, known| *known != stem);
        }
        Ok(())
    }

    fn read(&self, stem: &str) -> io::Result<Option<StoredMessage>> {
        let bytes = absent_is_none(std::fs::read(self.dir.join(format!("{stem}.json"))))?;
        bytes.map(|bytes| serde_json::from_slice(&bytes).map_err(io::Error::from)).transpose()
    }
}

/// Mails name people and carry links that open doors: like the table's file
/// they are for the owner of the process alone.
#[cfg(unix)]
fn keep_to_owner(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn keep_to_owner(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Names without extension of all messages that are whole.
fn stems(dir: &Path) -> io::Result<Vec<String>> {
    let mut stems = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let name = entry?.file_name();
        let stem = name.to_str().and_then(|name| name.strip_suffix(".json"));
        stems.extend(stem.filter(|stem| !stem.starts_with('.')).map(str::to_owned));
    }
    Ok(stems)
}

fn absent_is_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_nobody_can_have_is_refused() {
        let refused = |address: &str| is_invalid(&EmailAddress::parse(address).unwrap());
        assert!(refused("zoe@zoe.INVALID"));
        assert!(!refused("zoe@invalid.example"));
    }
}
