//! Looking for a service by words: accents, capitals and endings do not
//! matter, and the keywords by which needs are recognised count as well.

use domain::catalogue::Catalogue;
use domain::determine::{Folded, hits};
use domain::need_type::{Keywords, NeedType};
use domain::service::Service;
use domain::{Language, Text};

/// The most characters that are looked for.
const MAX_CHARS: usize = 100;
/// The most words that are looked for.
const MAX_WORDS: usize = 8;

/// What somebody looks for.
pub(super) struct Search {
    words: Vec<Keywords>,
    text: Folded,
}

impl Search {
    /// Reads a query; `None` where nothing is looked for.
    pub(super) fn of(query: &str) -> Option<Self> {
        let query: String = query.chars().take(MAX_CHARS).collect();
        let words: Vec<Keywords> = query
            .split(|c: char| !c.is_alphanumeric() && c != '&')
            .filter(|word| !word.is_empty())
            .take(MAX_WORDS)
            .map(|word| Keywords { nl: vec![word.to_owned()], ..Keywords::default() })
            .collect();
        (!words.is_empty()).then(|| Self { words, text: Folded::new(&query) })
    }

    /// Whether a kind of need is meant: by its name or by a keyword.
    pub(super) fn means(&self, need_type: &NeedType) -> bool {
        self.all_in(&[&need_type.label], "") || !hits(&need_type.keywords, &self.text).is_empty()
    }

    /// Whether a service is meant: by its name, its sentence or its agency.
    pub(super) fn finds(&self, catalogue: &Catalogue, service: &Service) -> bool {
        let short = catalogue.agencies.get(&service.agency).map_or("", |agency| agency.short.as_str());
        self.all_in(&[&service.name, &service.description], short)
    }

    fn all_in(&self, texts: &[&Text], more: &str) -> bool {
        let mut whole = more.to_owned();
        for text in texts {
            for language in Language::ALL {
                whole.push(' ');
                whole.push_str(text.get(language));
            }
        }
        let folded = Folded::new(&whole);
        self.words.iter().all(|word| !hits(word, &folded).is_empty())
    }
}
