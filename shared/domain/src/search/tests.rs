//! Words find what they mean, and each answer says why.

use proptest::prelude::*;
use rstest::rstest;

use super::{Found, Hit, How, Index};
use crate::brussels;
use crate::determine::folded;

fn asked(query: &str) -> Vec<Hit> {
    let catalogue = brussels::catalogue();
    Index::new(&catalogue).find(&catalogue, query, 10, |_| true)
}

fn name(found: &Found) -> &str {
    match found {
        Found::NeedType(id) => id.as_str(),
        Found::Service(id) => id.as_str(),
        Found::Agency(id) => id.as_str(),
        Found::Location(id) => id.as_str(),
    }
}

#[rstest]
#[case::the_word_itself("brevet", "ip_protection", How::Same)]
#[case::capitals_and_accents("TRÉSORERIE", "fin_plan", How::Same)]
#[case::without_accents("tresorerie", "fin_plan", How::Same)]
#[case::another_form("octrooien", "ip_protection", How::Form)]
#[case::a_dutch_compound("octrooiaanvraag", "ip_protection", How::Part)]
#[case::another_word("uitvinding", "ip_protection", How::Synonym)]
#[case::a_letter_missing("pattent", "ip_protection", How::Spelling)]
#[case::two_letters_wrong("bankrupcyy", "difficulty", How::Spelling)]
#[case::letters_changed_places("inonviris", "innoviris", How::Spelling)]
#[case::joined("scaleup", "growth", How::Same)]
#[case::with_its_sign("R & D", "rd_grant", How::Same)]
fn a_word_finds_what_it_means_and_the_answer_says_why(#[case] query: &str, #[case] answer: &str, #[case] how: How) {
    let hit = asked(query).into_iter().next().unwrap();
    assert_eq!(name(&hit.found), answer);
    assert!(hit.reasons.iter().any(|reason| reason.how == how), "{:?}", hit.reasons);
    for reason in &hit.reasons {
        // `scale-up` is looked for in one word.
        let written = folded(&reason.phrase.replace('-', ""));
        let apart = folded(&reason.phrase);
        assert!(written.contains(&reason.word) || apart.contains(&reason.word), "{reason:?}");
    }
}

#[test]
fn a_service_that_answers_a_kind_of_need_says_that_it_does() {
    let hits = asked("breveter");
    let service = hits.iter().find(|hit| name(&hit.found) == "ip-orientation").unwrap();
    assert!(!service.reasons.is_empty());
    let hits = asked("copyright dispute");
    assert!(
        hits.iter()
            .any(|hit| matches!(hit.found, Found::Service(_)) && hit.reasons.iter().any(|reason| reason.of.is_some()))
    );
}

#[test]
fn a_word_that_is_there_is_not_taken_for_another() {
    // `prime` is a letter away from `prive`; what is there is meant.
    for hit in asked("prime") {
        assert!(hit.reasons.iter().all(|reason| reason.how != How::Spelling), "{hit:?}");
    }
}

#[test]
fn what_means_nothing_here_finds_nothing() {
    for query in ["", "   ", "xyzzyq", "qqqq wwww", "!?", "&"] {
        assert_eq!(asked(query), Vec::new(), "{query}");
    }
    // Words that say nothing are looked for where there are no others.
    assert!(asked("for the").len() <= 10);
}

#[test]
fn what_may_not_be_shown_is_not_found() {
    let catalogue = brussels::catalogue();
    let hits = Index::new(&catalogue).find(&catalogue, "brevet", 10, |found| matches!(found, Found::Service(_)));
    assert!(!hits.is_empty());
    assert!(hits.iter().all(|hit| matches!(hit.found, Found::Service(_))));
}

proptest! {
    #[test]
    fn whatever_is_typed_has_an_answer(query in "\\PC{0,60}", limit in 0_usize..12) {
        let catalogue = brussels::catalogue();
        let index = Index::new(&catalogue);
        let hits = index.find(&catalogue, &query, limit, |_| true);
        prop_assert!(hits.len() <= limit);
        prop_assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
        prop_assert_eq!(&hits, &index.find(&catalogue, &query, limit, |_| true));
    }
}
