//! Finding keywords in what a member wrote.
//!
//! Case and diacritics are folded and keywords of all three languages count.
//! Whole phrases come first, then words that begin with a keyword (inflection);
//! a Dutch keyword may also stand inside a word, since Dutch compounds hold
//! their parts anywhere: `exportsubsidie` holds `subsidie`. A stretch of text
//! supports a kind of need once. Tokens of up to three letters (AI, VR, TVA)
//! count as whole words only, and those that are also everyday words only in
//! capitals: French says `j'ai`, Dutch `bv.`.

use crate::need_type::Keywords;

/// Longest token that counts as a whole word only, in characters.
const SHORT: usize = 3;
/// A Dutch keyword of this length or less counts at either end of a word, not
/// in its middle: `merk` is not in `opmerking`.
const SHORT_PART: usize = 4;
/// Acronyms that are everyday words when not in capitals.
const ALSO_WORDS: [&str; 4] = ["ai", "bv", "ces", "vat"];

/// A text prepared for searching: folded words with single spaces between and
/// around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    capitals: Vec<String>,
}

impl Folded {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        let capitals = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase))
            .map(|word| fold(word).trim().to_owned())
            .collect();
        Self { text: fold(text), capitals }
    }

    fn in_capitals(&self, word: &str) -> bool {
        self.capitals.iter().any(|capital| capital == word)
    }
}

/// The keywords that stand in the text, whole phrases first, as the catalogue
/// writes them.
pub fn hits(keywords: &Keywords, text: &Folded) -> Vec<String> {
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    let all = [(&keywords.fr, false), (&keywords.nl, true), (&keywords.en, false)];
    for (word, compound) in all.into_iter().flat_map(|(words, compound)| words.iter().map(move |w| (w, compound))) {
        let folded = fold(word).trim().to_owned();
        match wanted.iter_mut().find(|known| known.folded == folded) {
            Some(known) => known.compound |= compound,
            None => wanted.push(Wanted { word, folded, compound }),
        }
    }
    wanted.retain(|word| !word.folded.is_empty());
    wanted.sort_by_key(|word| std::cmp::Reverse(word.folded.len()));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for pass in [Pass::Whole, Pass::Part] {
        for word in &wanted {
            let spans: Vec<_> =
                text.text.match_indices(&word.folded).map(|(at, _)| (at, at + word.folded.len())).collect();
            let free = |span: &&(usize, usize)| taken.iter().all(|(from, to)| span.1 <= *from || *to <= span.0);
            let hit = spans.iter().filter(free).copied().find(|span| word.fits(text, *span, pass));
            if let Some(span) = hit.filter(|_| !found.contains(&word.word.clone())) {
                taken.push(span);
                found.push(word.word.clone());
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Pass {
    Whole,
    Part,
}

struct Wanted<'a> {
    word: &'a String,
    folded: String,
    compound: bool,
}

impl Wanted<'_> {
    fn fits(&self, text: &Folded, (from, to): (usize, usize), pass: Pass) -> bool {
        let edge = |at: Option<&u8>| at.is_none_or(|byte| *byte == b' ');
        let bytes = text.text.as_bytes();
        let starts = from == 0 || edge(bytes.get(from - 1));
        let ends = edge(bytes.get(to));
        let length = self.folded.chars().count();
        if length <= SHORT && ALSO_WORDS.contains(&self.folded.as_str()) && !text.in_capitals(&self.folded) {
            return false;
        }
        match pass {
            Pass::Whole => starts && ends,
            Pass::Part if length <= SHORT => false,
            Pass::Part => starts || (self.compound && (ends || length > SHORT_PART)),
        }
    }
}

/// Lower case without diacritics; everything but letters, digits and an
/// ampersand within a word becomes one space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    fold_into(text, &mut folded);
    folded
}

/// [`fold`] into an empty string, which may have been used before.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    folded.push(' ');
    for c in text.chars() {
        if c.is_ascii() {
            match c.to_ascii_lowercase() {
                c if c.is_ascii_alphanumeric() || c == '&' => folded.push(c),
                _ if folded.ends_with(' ') => {}
                _ => folded.push(' '),
            }
        } else {
            c.to_lowercase().for_each(|c| fold_letter(c, folded));
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    if folded.contains(" & ") {
        *folded = folded.replace(" & ", "&");
    }
}

/// One letter that is not of ASCII.
fn fold_letter(c: char, folded: &mut String) {
    match c {
        '\u{300}'..='\u{36f}' => {}
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
        'ç' => folded.push('c'),
        'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
        'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
        'ñ' => folded.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
        'ý' | 'ÿ' => folded.push('y'),
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        '\u{133}' => folded.push_str("ij"),
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}
