//! The server's key on one machine: 32 random bytes in a file of the data
//! folder that only its owner may read, made at the first start.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use store::Secrets;

/// Where the key stands in a data folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("server.key")
}

/// Reads the key, or makes it.
pub fn load_or_make(folder: &Path) -> io::Result<Secrets> {
    let path = file(folder);
    match fs::read(&path) {
        Ok(bytes) => {
            let key = <[u8; 32]>::try_from(bytes).map_err(|_| {
                io::Error::new(io::ErrorKind::InvalidData, format!("{} does not hold 32 bytes", path.display()))
            })?;
            Ok(Secrets::new(key))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(folder, &path),
        Err(error) => Err(error),
    }
}

fn make(folder: &Path, path: &Path) -> io::Result<Secrets> {
    let mut key = [0u8; 32];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    let draft = folder.join("server.key.new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(&key)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    Ok(Secrets::new(key))
}
