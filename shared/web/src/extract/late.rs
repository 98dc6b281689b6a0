//! A form that was filled in over what somebody else changed meanwhile.

use super::form::FormState;
use crate::LOCALES;
use crate::i18n::text;

impl FormState {
    /// Whether a form in which nothing is wrong was filled in over another version than
    /// that of `stands`, which has what is stored as [`Self::over`] reads it. It then says
    /// so beside `field`, and beside each other field that was entered otherwise that it
    /// differs; fields show what is stored. Sent again, it goes over what stands.
    pub fn is_late(&mut self, field: &str, stands: &Self) -> bool {
        if self.is_refused() || self.get("version") == stands.get("version") {
            return false;
        }
        self.values.retain(|(name, _)| name != "version");
        self.stands.clone_from(&stands.values);
        self.blame(field, text(&LOCALES, "form-changed-meanwhile"));
        let mut names: Vec<String> = self.values.iter().map(|(name, _)| name.clone()).collect();
        names.dedup();
        names.retain(|name| name != field && !self.stored(name).is_empty());
        for name in names {
            self.blame(&name, text(&LOCALES, "form-stored-otherwise"));
        }
        self.values.push(("version".to_owned(), stands.get("version").to_owned()));
        true
    }

    /// What is stored in a field that was entered otherwise, where the form came late.
    pub(crate) fn stored(&self, name: &str) -> Vec<&str> {
        let (stored, entered) = (all(&self.stands, name), all(&self.values, name));
        if stored == entered { Vec::new() } else { stored }
    }
}

/// The values of a field, in order; none where it is empty.
fn all<'a>(values: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    let values = values.iter().filter(|(field, value)| field == name && !value.is_empty());
    let mut all: Vec<&str> = values.map(|(_, value)| value.as_str()).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn a_form_over_what_changed_keeps_what_was_typed_and_says_what_is_stored_otherwise() {
        let stands = FormState::filled([("version", "2"), ("name", "Un"), ("of", "a"), ("of", "b"), ("by", "c")]);
        let typed = [("version", "1"), ("name", "Une"), ("of", "b"), ("of", "a"), ("by", "d")];
        let mut typed = FormState::filled(typed);
        assert!(typed.is_late("by", &stands));
        assert_eq!((typed.get("name"), typed.get("version"), typed.errors.len()), ("Une", "2", 2));
        assert_eq!(typed.error("name").unwrap().get(Language::En), "It differs from what is stored.");
        assert_eq!(["name", "of", "by"].map(|name| typed.stored(name)), [vec!["Un"], Vec::new(), vec!["c"]]);
        let mut again = FormState::filled(typed.values);
        assert!(!again.is_late("by", &stands) && !again.is_refused());
    }
}
