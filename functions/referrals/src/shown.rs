//! A referral as a page shows it.

use domain::catalogue::Catalogue;
use domain::moves::asked_about;
use domain::{Instant, Language};
use maud::{Markup, html};
use web::extract::FormState;
use web::i18n::FluentValue;

use crate::sheet::Sheet;
use crate::{word, word_with};

/// A referral as one reader sees it.
pub(crate) struct Shown<'a> {
    /// The reader's language.
    pub(crate) language: Language,
    /// The directory.
    pub(crate) catalogue: &'a Catalogue,
    /// The referral.
    pub(crate) sheet: &'a Sheet,
    /// Whether the reader sees the company and the person.
    pub(crate) personal: bool,
    /// Now.
    pub(crate) now: Instant,
}

impl Shown<'_> {
    pub(crate) fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    pub(crate) fn words(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        word_with(self.language, key, args)
    }

    /// The agency's everyday name.
    pub(crate) fn agency(&self) -> String {
        let id = &self.sheet.referral.agency;
        self.catalogue.agency_name(id).to_owned()
    }

    /// What the agency is asked about, in words.
    pub(crate) fn needs(&self) -> String {
        let about = asked_about(self.sheet.case(), &self.sheet.referral, self.catalogue);
        let label = |id| self.catalogue.need_type(id).map(|need_type| need_type.label.get(self.language).to_owned());
        about.iter().filter_map(label).collect::<Vec<_>>().join(", ")
    }
}

/// Whom to write to about what was pressed by mistake: the address that the
/// product writes from, as a link.
pub(crate) fn write_to(language: Language, mailbox: &str) -> Markup {
    let address = mailbox.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(mailbox).trim();
    html! { (word(language, "write-to")) " " a href={ "mailto:" (address) } { (address) } "." }
}

/// The state of one of the page's forms: what was entered in another is not
/// shown in it.
pub(crate) fn of_form(state: &FormState, action: &str) -> FormState {
    if state.get("action") == action { state.clone() } else { FormState::default() }
}
