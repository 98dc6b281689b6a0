//! The words of a text: folded, without those that say nothing.

use crate::determine::fold_into;

/// Words that say nothing of what is meant: articles, prepositions, pronouns,
/// and what people say of any wish.
const EMPTY: &[&str] = &[
    // French
    "le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "a", "au", "aux", "en", "et", "ou", "pour", "par",
    "sur", "dans", "avec", "sans", "chez", "vers", "ma", "mon", "mes", "sa", "son", "ses", "notre", "nos", "ce", "cet",
    "cette", "ces", "je", "j", "nous", "on", "il", "qui", "que", "qu", "quel", "quelle", "quels", "comment", "ou",
    "est", "suis", "etre", "avoir", "veux", "voudrais", "peux", "peut", "dois", "faire", "fait", "besoin", "cherche",
    "chercher", "trouver", "trouve", "obtenir", "demander", "ne", "pas", "plus", "sais", "n", "s", "y", "quelqu", "si",
    // Dutch
    "het", "een", "der", "van", "voor", "met", "naar", "bij", "om", "te", "op", "uit", "aan", "door", "over", "is",
    "zijn", "ik", "wij", "we", "mijn", "ons", "onze", "deze", "dit", "dat", "die", "wat", "hoe", "waar", "wie", "kan",
    "wil", "willen", "moet", "heb", "hebben", "nodig", "zoek", "zoeken", "gezocht", "vind", "vinden", "krijgen",
    "niet", "maken", "doen", "of", "er", "als", "wel", "worden", "onder", "nieuwe", "meer", // English
    "the", "an", "and", "or", "to", "for", "from", "with", "in", "into", "at", "by", "of", "my", "our", "your", "i",
    "you", "it", "how", "what", "where", "who", "which", "can", "do", "does", "want", "need", "needs", "looking",
    "look", "find", "get", "getting", "make", "have", "has", "not", "as", "some", "be", "am", "are", "this", "that",
    "us",
];

/// Whether a folded word says nothing by itself.
pub(super) fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// Hands the folded words of a text to `take`, and whether each is a word of
/// its own: `pop-up` is `pop`, `up`, and besides them `popup`. `buffer` is used again.
pub(super) fn each_word(text: &str, buffer: &mut String, mut take: impl FnMut(&str, bool)) {
    buffer.clear();
    fold_into(text, buffer);
    for word in buffer.split(' ').filter(|word| !word.is_empty()) {
        take(word, true);
    }
    if text.contains(['-', '.']) {
        for written in text.split_whitespace().filter(|word| word.trim_matches(['-', '.']).contains(['-', '.'])) {
            let joined: String = written.chars().filter(|c| !matches!(c, '-' | '.')).collect();
            buffer.clear();
            fold_into(&joined, buffer);
            let mut parts = buffer.split(' ').filter(|word| !word.is_empty());
            if let (Some(word), None) = (parts.next(), parts.next()) {
                take(word, false);
            }
        }
    }
}
