//! Conditions of a strategy's steps in the console: chosen by name, by fact; read
//! as a sentence; what a program sent that no choice says is kept as it is.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Answer, Request, TestApp};

use crate::common::app;

const API: &str = "/v1/strategies/rd_grant";
const PAGE: &str = "/console/needs/strategies/rd_grant";

/// The fields of a step and the times; more of them behind these.
fn fields<'a>(version: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("action", "save"),
        ("version", version),
        ("step_0", "hub|impulse-financial-plan"),
        ("role_0", "lead"),
        ("remind_0", "2"),
        ("answer_days", "4"),
        ("follow_up_days", "8"),
    ];
    [&all[..], more].concat()
}

async fn steps(app: &TestApp) -> Value {
    app.as_admin().get(API).await.expect_status(200).json()["steps"].clone()
}

async fn read(staff: &Request<'_>, language: &'static str) -> String {
    staff.clone().language(language).get(PAGE).await.expect_status(200).text()
}

/// Whether a box or a choice of the form is ticked.
fn ticked(page: &str, name: &str, value: &str) -> bool {
    let at = page.find(&format!("name=\"{name}\" value=\"{value}\"")).unwrap_or_else(|| unreachable!("{name} {value}"));
    page[at..].split('>').next().unwrap().contains("checked")
}

#[tokio::test]
async fn conditions_are_chosen_by_name_and_read_as_a_sentence() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let chosen = [
        ("how_0_stage", "in"),
        ("is_0_stage", "launch"),
        ("is_0_stage", "early"),
        ("how_0_ict_domain", "has_any"),
        ("is_0_ict_domain", "games"),
        ("least_0_amount_eur", "150000"),
        ("below_0_age_years", "5"),
        ("is_0_founder_non_eu", "true"),
        ("is_0_in_region", ""),
        ("how_0_rd_intensity", "in"),
        ("after_0", "innoviris"),
        ("after_0", "finance"),
    ];
    staff.clone().form(PAGE, &fields("1", &chosen)).await.expect_status(303);
    let kept = steps(&app).await;
    let when = json!({
        "stage": {"in": ["launch", "early"]}, "ict_domain": {"has_any": ["games"]}, "amount_eur": {"gte": 150_000},
        "age_years": {"lt": 5}, "founder_non_eu": true
    });
    assert_eq!((&kept[0]["when"], &kept[0]["after"]), (&when, &json!(["innoviris", "finance"])), "{kept}");
    let said = [
        ("fr", ["phase parmi lancement, démarrage", "montant d’au moins 150\u{202f}000 €", "âge de l&#39;entreprise"]),
        ("nl", ["fase één van lancering, beginfase", "bedrag van minstens 150.000 €", "leeftijd van de onderneming"]),
        ("en", ["stage one of launch, early", "amount of at least 150,000 €", "age of the company"]),
    ];
    for (language, parts) in said {
        let page = read(&staff, language).await.replace('\'', "&#39;");
        for part in parts {
            assert!(page.contains(part), "{language}: {part}");
        }
        assert!(!page.contains("{&quot;") && !page.contains("Unknown localization"), "no code is left to read");
    }
    let page = read(&staff, "en").await;
    assert!(ticked(&page, "is_0_stage", "launch") && !ticked(&page, "is_0_stage", "idea"));
    assert!(ticked(&page, "after_0", "finance") && ticked(&page, "is_0_founder_non_eu", "true"));
}

async fn refused(staff: &Request<'_>, more: &[(&str, &str)]) -> String {
    let answer: Answer = staff.clone().language("en").form(PAGE, &fields("1", more)).await;
    answer.expect_status(422).text()
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_fact() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await;
    for (name, value, field) in [
        ("least_0_amount_eur", "much", "f-least-0-amount-eur"),
        ("is_0_stage", "old", "f-is-0-stage"),
        ("after_0", "nobody", "f-after-0"),
        ("kept_0", "{\"of_no_kind\":1}", "f-kept-0"),
        ("kept_0", "nothing", "f-kept-0"),
    ] {
        let page = refused(&staff, &[(name, value)]).await;
        assert!(page.contains(&format!("#{field}")), "{name}: {page}");
    }
}

/// `gt` and `empty` are said by no choice.
#[tokio::test]
async fn what_a_program_sent_that_no_choice_says_is_kept_until_it_is_taken_away() {
    let app = app().await;
    let when = json!({"headcount": {"gt": 5}, "already_in_touch": {"empty": true}, "stage": "launch"});
    let body = json!({
        "steps": [{"agency": "hub", "service": "impulse-financial-plan", "role": "lead", "when": when}],
        "clock": {"remind_days": [2], "answer_days": 4, "follow_up_days": 8}
    });
    app.as_admin().if_match("\"v1\"").put_json(API, &body).await.expect_status(200);
    let staff = app.as_staff(StaffRole::Coordinator).await;
    let page = read(&staff, "en").await;
    let kept =
        ["{&quot;headcount&quot;:{&quot;gt&quot;:5}}", "{&quot;already_in_touch&quot;:{&quot;empty&quot;:true}}"];
    for text in kept {
        assert!(ticked(&page, "kept_0", text), "{page}");
    }
    assert!(page.contains("company size of more than 5"), "as a sentence");
    let values = kept.map(|text| text.replace("&quot;", "\""));
    let sent = [("kept_0", values[0].as_str()), ("kept_0", values[1].as_str()), ("is_0_stage", "launch")];
    staff.clone().form(PAGE, &fields("2", &sent)).await.expect_status(303);
    assert_eq!(steps(&app).await[0]["when"], when, "as it was written");
    staff.form(PAGE, &fields("3", &sent[1..])).await.expect_status(303);
    assert_eq!(steps(&app).await[0]["when"], json!({"already_in_touch": {"empty": true}, "stage": "launch"}));
}
