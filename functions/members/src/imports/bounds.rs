//! Whether a workbook can be read within bounds. A workbook is a zip of XML files,
//! and what its directory says of their sizes nobody need believe: what it really
//! unpacks to is counted first, with nothing of it kept.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use super::sheet::Unreadable;
use super::watched::Watched;

/// Bytes that are read to find the zip's directory, which is held: at most some
/// thousands of entries.
pub(super) const DIRECTORY: u64 = 512 * 1024;
/// Bytes of all files when they are unpacked.
const UNPACKED: u64 = 256 * 1024 * 1024;
/// Bytes between two tags: they are held as one text.
const BETWEEN_TAGS: usize = 1024 * 1024;
/// Bytes of the texts that cells share, which are held whole.
const TEXTS: u64 = 20 * 1024 * 1024;
/// Tags of them: four to a text, and each text takes some 50 bytes beside its letters.
const TAGS_OF_TEXTS: u64 = 1_600_000;
/// Bytes of any other file than a sheet.
const OTHER: u64 = 32 * 1024 * 1024;
/// Tags of any other file that may be held, such as its styles.
const TAGS_OF_OTHERS: u64 = 100_000;
/// Bytes within which the texts' first tag has to end, and all that the zip says
/// about where its parts are.
const BEGINNING: usize = 4 * 1024;
/// What is in a workbook and is never read, however long it is.
const UNREAD: [&str; 8] = [
    "xl/calcchain.xml",
    "xl/comments",
    "xl/drawings/",
    "xl/embeddings/",
    "xl/externallinks/",
    "xl/media/",
    "xl/pivotcache/",
    "xl/vbaproject.bin",
];
/// Where sheets are.
const SHEETS: &str = "worksheets/";

/// Looks at all that is in the file. Of it at most [`DIRECTORY`] and a few pieces
/// are held.
pub(super) fn check(file: &mut Watched<impl Read + Seek>) -> Result<(), Unreadable> {
    ZipArchive::new(&mut *file).map_err(|_| Unreadable::Format)?;
    file.without_limit();
    let mut zip = ZipArchive::new(file).map_err(|_| Unreadable::Format)?;
    let mut left = UNPACKED;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(|_| Unreadable::Format)?;
        let name = entry.name().map_err(|_| Unreadable::Format)?.to_ascii_lowercase();
        left -= one(&name, entry, left)?;
    }
    Ok(())
}

/// Bytes of a file of the zip; refused where they are too many, or too many things.
fn one(name: &str, entry: impl Read, left: u64) -> Result<u64, Unreadable> {
    let (bytes, tags, between_tags) = match () {
        () if name.ends_with("sharedstrings.xml") => (TEXTS, TAGS_OF_TEXTS, BETWEEN_TAGS),
        () if name.contains(SHEETS) => (UNPACKED, u64::MAX, BETWEEN_TAGS),
        () if UNREAD.iter().any(|unread| name.starts_with(unread)) => (OTHER, u64::MAX, usize::MAX),
        () => (OTHER, TAGS_OF_OTHERS, BETWEEN_TAGS),
    };
    let bytes = bytes.min(left);
    // One more tells that there are more.
    let seen = Seen::of(entry.take(bytes + 1)).map_err(|_| Unreadable::Format)?;
    if seen.bytes > bytes || seen.tags > tags || seen.between_tags > between_tags {
        return Err(Unreadable::Unpacked);
    }
    if name.ends_with("sharedstrings.xml") {
        shared(&seen.beginning)?;
    }
    if name == "_rels/.rels" {
        parts(&seen.beginning, seen.bytes)?;
    }
    Ok(seen.bytes)
}

/// What is seen of a file without keeping it.
struct Seen {
    bytes: u64,
    tags: u64,
    /// The most bytes from one tag to the next.
    between_tags: usize,
    beginning: Vec<u8>,
}

impl Seen {
    fn of(mut file: impl Read) -> io::Result<Self> {
        let mut seen = Self { bytes: 0, tags: 0, between_tags: 0, beginning: Vec::new() };
        let mut piece = [0; 16 * 1024];
        let mut since_tag = 0;
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                return Ok(seen);
            }
            let piece = &piece[..read];
            seen.bytes += read as u64;
            seen.beginning.extend(piece.iter().take(BEGINNING - seen.beginning.len()));
            let mut from = 0;
            for at in piece.iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(at, _)| at) {
                seen.tags += 1;
                seen.between_tags = seen.between_tags.max(since_tag + at - from);
                (since_tag, from) = (0, at);
            }
            since_tag += read - from;
            seen.between_tags = seen.between_tags.max(since_tag);
        }
    }
}

/// The shared texts' first tag: room is made for as many of them as it says before
/// the first is read.
fn shared(beginning: &[u8]) -> Result<(), Unreadable> {
    const SAYS: &str = "uniqueCount";
    // In UTF-16 it could not be read; Excel writes UTF-8.
    let text = String::from_utf8_lossy(beginning).into_owned();
    let (at, _) = text.match_indices('<').find(|(at, _)| !text[at + 1..].starts_with('?')).ok_or(Unreadable::Format)?;
    let mut quote = None;
    let end = text[at..].find(|c| {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(open)) if c == open => quote = None,
            _ => {}
        }
        c == '>' && quote.is_none()
    });
    // A comment before it could hold another.
    if text[at..].starts_with("<!") {
        return Err(Unreadable::Format);
    }
    let tag = &text[at..at + end.ok_or(Unreadable::Format)?];
    for (says, _) in tag.match_indices(SAYS) {
        let rest = tag[says + SAYS.len()..].trim_start_matches([' ', '\t', '\r', '\n', '=', '\'', '"', '+', '0']);
        let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
        if !digits.is_empty() && digits.parse::<u64>().map_or(true, |many| many > TAGS_OF_TEXTS) {
            return Err(Unreadable::Unpacked);
        }
    }
    Ok(())
}

/// Where the workbook says that its parts are: what is counted as a sheet, or as
/// never read, can't be made a part that is held.
fn parts(beginning: &[u8], bytes: u64) -> Result<(), Unreadable> {
    let text = String::from_utf8_lossy(beginning).to_ascii_lowercase().replace('\\', "/");
    let misleads = |name: &str| text.contains(name);
    if bytes > beginning.len() as u64 || text.contains('&') || misleads(SHEETS) || UNREAD.into_iter().any(misleads) {
        return Err(Unreadable::Format);
    }
    Ok(())
}
