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

/// What French and Dutch speakers say for each kind of need, in words that the
/// directory does not use.
#[rstest]
#[case::fin_plan(&["liquidités", "begroting"], "fin_plan")]
#[case::seed_equity(&["actionnaire", "geldschieter"], "seed_equity")]
#[case::loan_guarantee(&["hypothèque", "ontlenen"], "loan_guarantee")]
#[case::public_grants(&["allocation", "tegemoetkoming"], "public_grants")]
#[case::rd_grant(&["innover", "vernieuwing"], "rd_grant")]
#[case::feasibility(&["maquette", "proef"], "feasibility")]
#[case::research_partner(&["chercheurs", "hogeschool"], "research_partner")]
#[case::eu_programmes(&["UE", "Interreg"], "eu_programmes")]
#[case::export_start(&["exportations", "uitvoer"], "export_start")]
#[case::trade_mission(&["exposant", "zakenreis"], "trade_mission")]
#[case::export_grant(&["déplacements", "uitvoerpremie"], "export_grant")]
#[case::foreign_presence(&["succursale", "bijkantoor"], "foreign_presence")]
#[case::inbound_landing(&["immigrer", "inwijken"], "inbound_landing")]
#[case::workspace(&["entreposage", "loods"], "workspace")]
#[case::retail_location(&["épicerie", "horeca"], "retail_location")]
#[case::company_setup(&["entreprendre", "bijberoep"], "company_setup")]
#[case::ip_protection(&["contrefaçon", "namaak"], "ip_protection")]
#[case::data_security(&["piratage", "cyberaanval"], "data_security")]
#[case::contracts_tax(&["juriste", "juridisch"], "contracts_tax")]
#[case::hiring(&["équipe", "bediende"], "hiring")]
#[case::skills_training(&["apprendre", "studeren"], "skills_training")]
#[case::foreign_talent(&["réfugié", "arbeidsvergunning"], "foreign_talent")]
#[case::business_plan(&["concurrence", "tarieven"], "business_plan")]
#[case::growth(&["agrandissement", "uitbreiden"], "growth")]
#[case::difficulty(&["huissier", "deurwaarder"], "difficulty")]
#[case::first_customers(&["clientèle", "webwinkel"], "first_customers")]
#[case::public_procurement(&["soumissionner", "lastenboek"], "public_procurement")]
#[case::tech_advice(&["informatique", "digitalisering"], "tech_advice")]
#[case::network(&["parrainage", "ontmoeten"], "network")]
#[case::permits_and_energy(&["énergie", "duurzaamheid"], "permits")]
#[case::permits_and_sustainability(&["durable", "duurzaam"], "permits")]
#[case::permits_and_waste(&["déchets", "energie"], "permits")]
fn each_kind_of_need_is_found_by_other_words_in_french_and_dutch(#[case] queries: &[&str], #[case] kind: &str) {
    let catalogue = brussels::catalogue();
    for query in queries {
        let hits = asked(query);
        let right = |found: &Found| match found {
            Found::NeedType(id) => id.as_str() == kind,
            Found::Service(id) => catalogue.services[id].answers.iter().any(|answer| answer.as_str() == kind),
            Found::Agency(_) | Found::Location(_) => false,
        };
        assert!(hits.iter().take(3).any(|hit| right(&hit.found)), "{query}: {hits:?}");
    }
}

#[test]
fn an_agency_by_its_name_comes_first_and_then_what_it_offers() {
    for (query, agency, service) in [("hub", "hub", "bie-first-export"), ("Innoviris", "innoviris", "innoviris-shape")]
    {
        let hits = asked(query);
        assert_eq!(name(&hits[0].found), agency);
        assert!(hits.iter().any(|hit| name(&hit.found) == service), "{query}: {hits:?}");
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
