//! What people read about their own mistakes, and the catalogues it comes from.

use std::path::PathBuf;

use domain::{Language, Text};
use http::StatusCode;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, parse_json};
use web::i18n::key_sets_agree;
use web::ui::{Field, error_summary_of};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Accept,
}

#[derive(Debug, Deserialize, Validate)]
struct Answer {
    #[expect(dead_code, reason = "parsed, never read")]
    action: Action,
}

#[test]
fn json_of_another_shape_is_not_taken_for_broken_json() {
    for body in [r#"{"action":1}"#, r#"{"action":null}"#, r#"{"action":[]}"#, r#"{"action":"wait"}"#] {
        let problem = parse_json::<Answer>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(problem.errors()[0].pointer, "/action", "{body}");
    }
    for body in [r#"{"action":1"#, r#"{"action":1}}"#, r#"{"action":"accept"} x"#, "", "action"] {
        let problem = parse_json::<Answer>(body.as_bytes()).unwrap_err();
        assert_eq!(problem.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    assert!(parse_json::<Answer>(br#"{"action":"accept"}"#).is_ok());
}

#[test]
fn the_same_mistake_in_two_fields_names_each() {
    let mut state = FormState::default();
    for name in ["name", "place", "other"] {
        state.blame(name, Text::new("Champ vide.", "Leeg veld.", "Empty."));
    }
    let labels = [("name", "Votre nom".to_owned()), ("place", "Où êtes-vous\u{a0}?".to_owned())];
    let page = error_summary_of(Language::Fr, &state, &labels).into_string();
    assert!(page.contains("Votre nom\u{a0}: Champ vide."), "{page}");
    assert!(page.contains("Où êtes-vous\u{a0}? Champ vide."), "{page}");
    assert!(page.contains(">Champ vide.<"), "a field without a name keeps its sentence: {page}");
}

#[test]
fn a_filter_that_nothing_is_chosen_in_is_all_of_the_list() {
    let filter = Field::new("status", "Status").select([("open", "Open")]).filters();
    let page = filter.show(Language::Nl, &FormState::default()).into_string();
    assert!(page.contains(r#"<option value="">Alle</option>"#), "{page}");
    assert!(!page.contains("required") && !page.contains("niet verplicht"), "{page}");
}

/// A crate's catalogues with one file per language.
fn catalogues(name: &str, french: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("permanence-words-{}-{name}", std::process::id()));
    for (language, words) in [("fr", french), ("nl", "one = een\n"), ("en", "one = one\n")] {
        let folder = root.join("locales").join(language);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("words.ftl"), words).unwrap();
    }
    root
}

#[test]
fn a_key_that_stands_twice_and_a_loose_sign_are_found() {
    let once = catalogues("once", "one = un\n");
    assert_eq!(key_sets_agree(once.to_str().unwrap()), Ok(1));
    let twice = catalogues("twice", "one = un\none = une\n");
    assert!(key_sets_agree(twice.to_str().unwrap()).unwrap_err().contains("one stands twice"));
    // In another file of the same language too: a bundle holds both.
    let apart = catalogues("apart", "one = un\n");
    std::fs::write(apart.join("locales/fr/more.ftl"), "one = une\n").unwrap();
    assert!(key_sets_agree(apart.to_str().unwrap()).unwrap_err().contains("one stands twice"));
    // A line of French could begin with the colon.
    let loose = catalogues("loose", "one = un : deux\n");
    assert!(key_sets_agree(loose.to_str().unwrap()).unwrap_err().contains("beside a sign"));
    let held = catalogues("held", "one = un\u{a0}: deux\n");
    assert_eq!(key_sets_agree(held.to_str().unwrap()), Ok(1));
    for root in [once, twice, apart, loose, held] {
        std::fs::remove_dir_all(root).unwrap();
    }
}

#[test]
fn a_form_with_a_character_that_can_not_be_kept_comes_back_without_it() {
    let refused = web::extract::FormBody::<Answer>::parse(b"action=acc%00ept%1B").unwrap();
    assert!(refused.value.is_none());
    assert_eq!(refused.state.get("action"), "accept");
    let said = refused.state.error("action").unwrap();
    assert!(Language::ALL.iter().all(|language| said.get(*language).ends_with('.')), "{said:?}");
    assert!(web::extract::FormBody::<Answer>::parse(b"action=accept").unwrap().value.is_some());
}
