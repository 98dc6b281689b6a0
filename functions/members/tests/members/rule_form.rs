//! The form of a rule: values by their names, errors by their fields.

use domain::staff::StaffRole;
use serde_json::json;
use testkit::{Request, TestApp};

use crate::bench::{app, read};

const NEW: &str = "/console/members/rules/new";

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin")
}

fn ticked(page: &str, name: &str, code: &str) -> bool {
    page.contains(&format!("name=\"{name}\" value=\"{code}\" checked"))
}

#[tokio::test]
async fn few_values_are_ticked_by_name_once_their_fact_is_chosen() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let rules = read(&app, "/v1/rules?limit=100").await;
    for (language, legend, stage) in [
        ("fr", "Valeurs du fait 1 : phase", "changement d'échelle"),
        ("nl", "Waarden van feit 1: fase", "opschaling"),
        ("en", "Values of fact 1: stage", "pre-launch"),
    ] {
        let chosen = "action=values&kind=all&fact_0=stage&value_0=&fact_1=headcount&fact_2=after";
        let page = staff.clone().language(language).post_form(NEW, chosen).await.expect_status(200).text();
        assert!(page.contains(legend) && page.contains(stage), "{language}: {page}");
        assert!(page.contains("name=\"value_1\" type=\"text\""), "a figure is written");
        assert!(page.contains("name=\"value_2\" value=\"hub\"") && page.contains("hub.brussels"), "agencies by name");
        assert!(!page.contains("error-summary"), "nothing is wrong yet");
    }
    let written =
        "action=values&fact_0=stage&value_0=D%C3%A9marrage%2C+idee&fact_1=ict_domain&value_1=launch&value_1=saas";
    let page = staff.clone().post_form(NEW, written).await.expect_status(200).text();
    assert!(ticked(&page, "value_0", "early") && ticked(&page, "value_0", "idea"), "written in any language: {page}");
    assert!(ticked(&page, "value_1", "saas") && !page.contains("value=\"launch\" checked"), "another fact's goes");
    assert_eq!(read(&app, "/v1/rules?limit=100").await, rules, "nothing is saved");
}

#[tokio::test]
async fn what_is_ticked_is_saved_and_comes_back() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let fields = "action=save&id=R92&need=hiring&score=70&kind=all&explain_fr=a&explain_nl=b&explain_en=c\
        &fact_0=stage&operator_0=in&value_0=launch&value_0=early\
        &fact_1=already_in_touch&operator_1=not_empty&fact_2=university_link&value_2=false\
        &fact_4=rd_intensity&operator_4=eq&value_4=medium&value_4=high";
    staff.clone().post_form(NEW, fields).await.expect_status(303);
    let saved = read(&app, "/v1/rules/R92").await;
    let expected = json!({"all": [
        {"stage": {"in": ["launch", "early"]}}, {"already_in_touch": {"empty": false}},
        {"university_link": {"eq": false}}, {"rd_intensity": {"in": ["medium", "high"]}}
    ]});
    assert_eq!(saved["when"], expected);
    let path = "/console/members/rules/R92";
    let page = staff.clone().get(path).await.expect_status(200).text();
    for (name, code) in [("value_0", "launch"), ("value_0", "early"), ("value_2", "false"), ("value_3", "high")] {
        assert!(ticked(&page, name, code), "{name} {code}: {page}");
    }
    assert!(page.contains("value=\"not_empty\" selected") && !ticked(&page, "value_0", "idea"), "{page}");
    // Whoever looks at values still saves over the version that was read.
    let mut changed = saved.clone();
    changed["score"] = json!(60);
    app.as_admin().if_match("\"v1\"").put_json("/v1/rules/R92", &changed).await.expect_status(200);
    let looked = staff.post_form(path, "action=values&version=1&fact_0=stage").await.expect_status(200).text();
    assert!(looked.contains("name=\"version\" value=\"1\""), "{looked}");
}

#[tokio::test]
async fn each_error_names_its_field_and_leads_to_it() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let fields = "action=save&id=R94&need=&score=70&kind=all&explain_fr=&explain_nl=b&explain_en=c\
        &value_0=3&fact_2=stage&operator_2=in&value_2=huge&value_2=vast&fact_3=funding_sources&operator_3=has";
    let page = staff.clone().post_form(NEW, fields).await.expect_status(422).text();
    for (field, told) in [
        ("f-need", "Besoin : Remplissez"),
        ("f-explain-fr", "Pourquoi, en français : Remplissez"),
        ("f-fact-0", "Fait 1 : Remplissez"),
        ("f-value-2", "Valeurs du fait 3 : phase : Choisissez une de ces valeurs : idée, avant lancement,"),
        ("f-value-3", "Valeurs du fait 4 : sources de financement : Remplissez"),
    ] {
        assert!(page.contains(&format!("href=\"#{field}\">{told}")), "{field}: {page}");
        assert!(page.contains(&format!("id=\"{field}\"")), "{field} is on the page");
    }
    assert!(!page.contains("pre_launch,"), "no codes: {page}");
    let empty = "action=try&id=R94&need=hiring&score=99&kind=any&explain_fr=a&explain_nl=b&explain_en=c";
    let page = staff.language("en").post_form(NEW, empty).await.expect_status(422).text();
    assert!(page.contains("Fact 1: Fill this in") && page.contains("Weight (%): Give a number"), "{page}");
}

#[tokio::test]
async fn no_two_facts_of_the_list_are_called_the_same() {
    let app = app().await;
    let staff = coordinator(&app).await;
    for (language, size, staffed) in [
        ("fr", "taille de l'entreprise (ETP)", "effectif (ETP)"),
        ("nl", "ondernemingsgrootte (VTE)", "personeel (VTE)"),
        ("en", "company size (FTE)", "headcount (FTE)"),
    ] {
        let page = staff.clone().language(language).get(NEW).await.expect_status(200).text();
        for (code, option) in [("headcount", size), ("headcount_fte", staffed)] {
            assert!(page.contains(&format!("value=\"{code}\">{option}</option>")), "{option}: {page}");
        }
    }
}
