//! Keys of suggestions.

use domain::ids::{AgencyId, LocationId, SuggestionId};

use crate::table::Key;

/// Partition of all suggestions: what the coordinator took up of what people
/// wrote.
pub const SUGGESTIONS: &str = "SUGGESTIONS";

/// A suggestion.
pub fn suggestion_item(suggestion: &SuggestionId) -> Key {
    Key::new(SUGGESTIONS, suggestion.as_str())
}

/// Partition of what happened to a suggestion.
pub fn suggestion_history(suggestion: &SuggestionId) -> String {
    format!("SUGGESTION#{suggestion}")
}

/// Partition of the suggestions of one state.
pub fn suggestions_in(state: &str) -> String {
    format!("SUGGESTIONS#STATE#{state}")
}

/// Partition of what is told at a place.
pub fn told_at_place(place: &LocationId) -> String {
    format!("SUGGESTIONS#TOLD#PLACE#{place}")
}

/// Partition of what is told of an agency.
pub fn told_of_agency(agency: &AgencyId) -> String {
    format!("SUGGESTIONS#TOLD#AGENCY#{agency}")
}
