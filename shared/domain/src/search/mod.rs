//! Finding services, agencies, places and kinds of need by the words that
//! people use.
//!
//! An [`Index`] is built once of a directory and is asked in memory. A word
//! finds a word of the directory that is the same, has the same stem in one of
//! the three languages, is a part of a Dutch compound, means the same, or is
//! one or two letters away; the better the match and the rarer the word, the
//! more it counts. Each answer says which word led to it.

mod entries;
mod index;
mod matches;
mod rank;
mod stem;
mod synonyms;
#[cfg(test)]
mod tests;
mod words;

pub use entries::Found;
pub use index::Index;
pub use matches::How;
pub use rank::{Hit, Reason};
