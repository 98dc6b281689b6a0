//! Days, times, amounts and names of languages as people write them.

use domain::Language;
pub use domain::in_words::{day_long as date, euros, month};
pub(super) use domain::in_words::{time, time_range};
use domain::language::pick;

/// The name of a language, said in another.
pub const fn language_name(language: Language, named: Language) -> &'static str {
    match named {
        Language::Fr => pick(language, "français", "Frans", "French"),
        Language::Nl => pick(language, "néerlandais", "Nederlands", "Dutch"),
        Language::En => pick(language, "anglais", "Engels", "English"),
    }
}
