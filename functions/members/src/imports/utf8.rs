//! A text file as UTF-8, piece by piece: in UTF-8 with or without mark, UTF-16
//! either way round, or Windows-1252. Its beginning tells which.

use std::io::{self, ErrorKind, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are decoded at once.
const PIECE: usize = 64 * 1024;

/// A file in UTF-8, whatever it is in. What can't be decoded is
/// [`ErrorKind::InvalidData`].
pub(super) struct Utf8<R> {
    file: R,
    /// What was read and is still to be decoded.
    raw: Vec<u8>,
    has_ended: bool,
    /// Absent: it is UTF-8 already.
    decoder: Option<Decoder>,
    /// Whether it may still turn out to be Windows-1252: no mark said otherwise,
    /// and nothing but ASCII came yet.
    may_turn: bool,
    text: Vec<u8>,
    at: usize,
}

impl<R: Read> Utf8<R> {
    /// Reads and decodes the beginning.
    pub(super) fn open(file: R) -> io::Result<Self> {
        let mut text = Self {
            file,
            raw: Vec::with_capacity(PIECE),
            has_ended: false,
            decoder: None,
            may_turn: true,
            text: Vec::new(),
            at: 0,
        };
        text.read_on()?;
        let (encoding, mark) = encoding(&text.raw);
        text.raw.drain(..mark);
        text.may_turn = mark == 0;
        text.decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        text.decode()?;
        Ok(text)
    }

    /// What is decoded and not yet read: at first the beginning of the file.
    pub(super) fn decoded(&self) -> &str {
        std::str::from_utf8(&self.text[self.at..]).unwrap_or_default()
    }

    /// Passes over bytes of what is decoded.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    fn read_on(&mut self) -> io::Result<()> {
        let wanted = PIECE.saturating_sub(self.raw.len()) as u64;
        let before = self.raw.len();
        (&mut self.file).take(wanted).read_to_end(&mut self.raw)?;
        self.has_ended = self.raw.len() - before < usize::try_from(wanted).unwrap_or(usize::MAX);
        Ok(())
    }

    /// Decodes what was read; the end of it may have to wait for what follows.
    fn decode(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        if self.decoder.is_none() {
            let valid = match std::str::from_utf8(&self.raw) {
                Ok(_) => self.raw.len(),
                Err(error) => error.valid_up_to(),
            };
            self.text.extend(self.raw.drain(..valid));
            self.may_turn &= self.text.is_ascii();
            if valid > 0 || self.raw.is_empty() {
                return Ok(());
            }
            if !self.may_turn {
                return Err(ErrorKind::InvalidData.into());
            }
            self.decoder = Some(WINDOWS_1252.new_decoder_without_bom_handling());
        }
        if let Some(decoder) = &mut self.decoder {
            let room = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or_default();
            self.text.resize(room, 0);
            let (_, _, written, is_broken) = decoder.decode_to_utf8(&self.raw, &mut self.text, self.has_ended);
            self.text.truncate(written);
            self.raw.clear();
            if is_broken {
                return Err(ErrorKind::InvalidData.into());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            if self.has_ended && self.raw.is_empty() {
                return Ok(0);
            }
            self.read_on()?;
            self.decode()?;
        }
        let read = (&self.text[self.at..]).read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// What a file is in by its beginning, and how long the mark is that says so.
fn encoding(beginning: &[u8]) -> (&'static Encoding, usize) {
    if let Some(marked) = Encoding::for_bom(beginning) {
        return marked;
    }
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (even, odd) if odd > 20 && odd > even * 4 => UTF_16LE,
        (even, odd) if even > 20 && even > odd * 4 => UTF_16BE,
        // The last letter may go on in the next piece.
        _ if std::str::from_utf8(beginning).is_err_and(|error| error.error_len().is_some()) => WINDOWS_1252,
        _ => UTF_8,
    };
    (encoding, 0)
}
