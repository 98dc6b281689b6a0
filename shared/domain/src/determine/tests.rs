use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::Language;
use crate::brussels::{catalogue, day, location, need_type};

fn facts(profile: Value) -> Facts {
    facts_of(&serde_json::from_value(profile).unwrap(), None, Some(&location()), day("2026-11-23"), &[])
}

fn found(text: &str, profile: Value) -> Vec<(String, Origin, u8)> {
    let found = determine(&catalogue(), &[], text, &facts(profile));
    found.into_iter().map(|d| (d.id.to_string(), d.from, d.score)).collect()
}

fn words(id: &str, text: &str) -> Vec<String> {
    hits(&catalogue().need_type(&need_type(id)).unwrap().keywords, &Folded::new(text))
}

#[rstest]
#[case("rd_grant", "We zoeken steun voor een prototype van onze robotarm.", &["prototype"])]
#[case("export_grant", "Is er een exportsubsidie?", &["exportsubsidie"])]
#[case("public_grants", "Is er een exportsubsidie?", &["subsidie"])]
#[case("export_start", "Is er een exportsubsidie?", &["export"])]
#[case("fin_plan", "Notre PLAN FINANCIER et la tresorerie", &["plan financier", "trésorerie"])]
#[case("seed_equity", "Nous cherchons des investisseurs", &["investisseur"])]
#[case("tech_advice", "J'ai besoin d'un conseil", &[])]
#[case("tech_advice", "Nous faisons de l'IA", &["IA"])]
#[case("tech_advice", "Wij bouwen AI-modellen", &["AI"])]
#[case("trade_mission", "ces données sont prêtes", &[])]
#[case("trade_mission", "Nous allons au CES", &["CES"])]
#[case("company_setup", "een btw-nummer aanvragen", &["btw"])]
#[case("company_setup", "wij leveren bv. software", &[])]
#[case("rd_grant", "Financement de R&D", &["R&D"])]
#[case("workspace", "un parent concurrent différent à déployer", &[])]
#[case("ip_protection", "een opmerking over ons handelsmerk", &["merk"])]
#[case("loan_guarantee", "bankkrediet", &["krediet", "bank"])]
fn keywords_are_found_as_people_write_them(#[case] id: &str, #[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(words(id, text), expected);
}

#[test]
fn a_phrase_takes_its_words_with_it() {
    assert_eq!(words("contracts_tax", "tax shelter"), ["tax shelter"]);
}

#[test]
fn what_is_stated_stands_alone_and_in_order() {
    let stated = [need_type("seed_equity"), need_type("rd_grant"), need_type("seed_equity")];
    let determined = determine(&catalogue(), &stated, "Een prototype. Vacature voor personeel.", &facts(json!({})));
    let ids: Vec<_> = determined.iter().map(|d| (d.id.as_str(), d.from, d.score)).collect();
    assert_eq!(ids, [("seed_equity", Origin::Stated, 95), ("rd_grant", Origin::Stated, 97)]);
    assert_eq!(determined[1].because, [Evidence::Stated, Evidence::Words { words: vec!["prototype".to_owned()] }]);
}

#[test]
fn what_was_proposed_says_when_the_member_said_yes_and_why_it_was_thought_of() {
    let catalogue = catalogue();
    let stated = determine(&catalogue, &[need_type("rd_grant")], "", &facts(json!({}))).remove(0);
    assert_eq!(stated.proposed(), None, "it came with it itself");
    let why = [Evidence::Words { words: vec!["prototype".to_owned()] }];
    let mut agreed = stated.agreed(day("2026-12-01"), &why);
    assert_eq!(
        agreed.because[0].text(Language::Nl, &catalogue),
        "voorgesteld; de onderneming zei ja op 1 december 2026"
    );
    // The coordinator's word comes before it.
    agreed.because.insert(0, Evidence::Coordinator);
    assert_eq!(agreed.proposed(), Some((day("2026-12-01"), why.as_slice())));
}

#[test]
fn two_keywords_suggest_and_one_is_only_a_weak_hint() {
    assert_eq!(found("Vacature: wij zoeken een stagiair", json!({})), [("hiring".to_owned(), Origin::Text, 69)]);
    let weak = determine(&catalogue(), &[], "Vacature", &facts(json!({})));
    assert_eq!(weak.len(), 1);
    assert!(weak[0].is_weak());
    assert_eq!(weak[0].score, 45);
}

#[test]
fn a_third_keyword_adds_nothing() {
    let two = found("vacature stagiair", json!({}));
    assert_eq!(found("vacature stagiair student", json!({})), two);
}

#[test]
fn text_and_profile_add_up() {
    let profile = json!({"hiring_next_6m": 2});
    assert_eq!(found("", profile.clone()), [("hiring".to_owned(), Origin::Profile, 65)]);
    assert_eq!(found("vacature", profile), [("hiring".to_owned(), Origin::Text, 80)]);
}

#[test]
fn a_rule_says_which_values_fired_it_in_words() {
    let catalogue = catalogue();
    let profile = json!({"rd_intensity": "high", "stage": "launch", "funding_sources": ["own"]});
    let determined = determine(&catalogue, &[], "", &facts(profile));
    let grant = determined.iter().find(|d| d.id.as_str() == "rd_grant").unwrap();
    assert!(grant.is_highlighted());
    assert_eq!(
        grant.because[0].text(Language::Fr, &catalogue),
        "R&D élevée et aucun subside à ce jour (sources de financement\u{a0}: fonds propres, phase\u{a0}: lancement)"
    );
    assert_eq!(
        grant.because[0].text(Language::Nl, &catalogue),
        "O&O hoog en nog geen subsidie (financieringsbronnen: eigen middelen, fase: lancering)"
    );
}

#[test]
fn an_empty_field_fires_nothing_and_is_named_as_missing() {
    let catalogue = catalogue();
    let determined = determine(&catalogue, &[], "prototype algoritme", &facts(json!({"funding_sources": []})));
    let grant = determined.iter().find(|d| d.id.as_str() == "rd_grant").unwrap();
    let missing = grant.because.last().unwrap();
    assert!(
        matches!(missing, Evidence::Missing { facts } if facts == &["rd_intensity", "stage", "funding_sources"]),
        "{missing:?}"
    );
}

#[test]
fn an_empty_list_of_contacts_is_known_and_an_absent_one_is_not() {
    let rule = catalogue().rules.into_iter().find(|rule| rule.id == "R29").unwrap();
    assert_eq!(rule.when.judge(&facts(json!({"already_in_touch": []}))), Verdict::Holds);
    assert_eq!(rule.when.judge(&facts(json!({}))), Verdict::Unknown);
}

#[test]
fn alternatives_name_only_the_values_that_hold() {
    let rule = catalogue().rules.into_iter().find(|rule| rule.id == "R17").unwrap();
    let facts = facts(json!({"headcount_fte": 9, "space_m2_wanted": 10}));
    assert_eq!(rule.when.judge(&facts), Verdict::Holds);
    assert_eq!(rule.when.known(&facts).into_keys().collect::<Vec<_>>(), ["headcount_fte"]);
}

#[rstest]
#[case("2021-11-24", Some(4))]
#[case("2021-11-23", Some(5))]
#[case("2026-11-24", None)]
#[case("soon", None)]
fn the_age_counts_whole_years(#[case] founded: &str, #[case] age: Option<i32>) {
    assert_eq!(facts(json!({"founded_on": founded})).get("age_years").cloned(), age.map(Value::from));
}

#[test]
fn facts_are_worked_out_from_profile_and_place() {
    let contacted = [crate::brussels::agency("bee")];
    let profile = json!({"hosted_since": "2024-10-25", "headcount_fte": 3.5, "ict_domain": ["saas"],
        "already_in_touch": ["bie"], "stage": ""});
    let profile = serde_json::from_value(profile).unwrap();
    let facts = facts_of(&profile, Some(10), Some(&location()), day("2026-11-23"), &contacted);
    for (fact, value) in [
        ("hosted_months", json!(24)),
        ("age_in_brussels_years", json!(2)),
        ("headcount", json!(3.5)),
        ("sector", json!("ict")),
        ("in_region", json!(true)),
        ("amount_eur", json!(10)),
        ("after", json!(["bie", "bee"])),
    ] {
        assert_eq!(facts.get(fact), Some(&value), "{fact}");
    }
    assert_eq!(facts.get("stage"), None);
}

#[test]
fn every_evidence_reads_in_three_languages() {
    let catalogue = catalogue();
    let profile = json!({"stage": "growth", "headcount_fte": 12, "rd_intensity": "high", "target_markets": ["us"],
        "export_share_pct": 40, "runway_months": 2, "university_link": true, "hiring_next_6m": 3});
    for determined in determine(&catalogue, &[], "prototype export vacature", &facts(profile)) {
        for language in Language::ALL {
            for text in determined.because.iter().map(|evidence| evidence.text(language, &catalogue)) {
                assert!(!text.is_empty() && !text.contains(['{', '_']), "{text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm_and_only_suggests(text in ".{0,200}") {
        let catalogue = catalogue();
        let determined = determine(&catalogue, &[], &text, &Facts::default());
        prop_assert!(determined.iter().all(|d| !d.from.is_settled() && d.score >= WEAK_FROM));
        prop_assert_eq!(determined, determine(&catalogue, &[], &text, &Facts::default()));
    }

    #[test]
    fn more_signals_never_lower_a_score(weights in proptest::collection::vec(0_u8..=100, 0..8), more in 0_u8..=100) {
        let before = combined(&weights);
        let after = combined(&[&weights[..], &[more]].concat());
        prop_assert!(after >= before && after <= 100);
    }
}

#[test]
fn a_reason_whose_values_are_gone_has_no_gaps() {
    let catalogue = catalogue();
    for rule in &catalogue.rules {
        for language in [Language::Fr, Language::Nl, Language::En] {
            let known: Vec<&str> =
                rule.explain.get(language).split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
            let values = known.iter().map(|fact| ((*fact).to_owned(), json!(3))).collect();
            let fired = Evidence::Rule { rule: rule.id.clone(), version: rule.version, values };
            let (full, gone) = (fired.text(language, &catalogue), fired.without_values().text(language, &catalogue));
            for said in [&full, &gone] {
                assert!(!said.is_empty() && !said.contains(['{', '…']), "{}: {said}", rule.id);
            }
            assert!(known.is_empty() || full != gone, "{}: {gone}", rule.id);
        }
    }
}

#[test]
fn a_rule_that_was_removed_leaves_its_reason_and_not_its_id() {
    let mut without = catalogue();
    without.rules.retain(|rule| rule.id != "R07");
    let values = [("stage".to_owned(), json!("launch"))].into();
    let fired = Evidence::Rule { rule: "R07".to_owned(), version: 1, values };
    for (language, said) in [
        (Language::Fr, "ce que l’on sait de l’entreprise le suggère (phase\u{a0}: lancement)"),
        (Language::Nl, "wat over de onderneming bekend is, wijst erop (fase: lancering)"),
        (Language::En, "what is known of the company suggests it (stage: launch)"),
    ] {
        assert_eq!(fired.text(language, &without), said);
    }
}

#[test]
fn what_a_rule_said_stays_with_what_it_spoke_for() {
    let mut changed = catalogue();
    let values = || [("stage".to_owned(), json!("launch"))].into();
    let fired = |version| Evidence::Rule { rule: "R07".to_owned(), version, values: values() };
    let own = changed.rules.iter().find(|rule| rule.id == "R07").cloned().unwrap();
    let said = fired(1).text(Language::En, &changed);
    for rule in changed.rules.iter_mut().filter(|rule| rule.id == "R07") {
        *rule = Rule {
            version: 2,
            explain: crate::Text::new("Phase {stage}", "Fase {stage}", "Stage {stage}"),
            ..own.clone()
        };
    }
    changed.former_rules.push(own);
    assert_eq!(
        (fired(1).text(Language::En, &changed), fired(2).text(Language::En, &changed)),
        (said.clone(), "Stage launch".to_owned())
    );
    assert_eq!(fired(0).text(Language::En, &changed), "Stage launch", "a row of before means the rule as it is");
    changed.rules.retain(|rule| rule.id != "R07");
    assert_eq!(fired(1).text(Language::En, &changed), said, "also once it is removed");
}

#[test]
fn a_place_whose_fact_is_not_known_is_filled_with_its_name() {
    let mut changed = catalogue();
    for rule in changed.rules.iter_mut().filter(|rule| rule.id == "R07") {
        rule.explain = crate::Text::new("Phase {stage}, {age_years}", "Fase {stage}", "Stage {stage}");
    }
    let values = [("stage".to_owned(), json!("launch"))].into();
    let fired = Evidence::Rule { rule: "R07".to_owned(), version: 1, values };
    assert_eq!(fired.text(Language::Fr, &changed), "Phase lancement, âge de l'entreprise (ans)");
}
