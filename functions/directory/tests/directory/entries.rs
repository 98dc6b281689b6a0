//! Entries of the directory in the console: added, changed, checked; their history.

use chrono::TimeDelta;
use domain::entry::{Confidence, Fact, FactSheet, Sort};
use domain::ids::AgencyId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Answer, TestApp};

const SERVICES: &str = "/console/directory/services";

pub(crate) async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

pub(crate) async fn get(app: &TestApp, path: &str) -> Answer {
    app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html").get(path).await
}

pub(crate) async fn post(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
    app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html").form(path, fields).await
}

pub(crate) async fn api(app: &TestApp, path: &str) -> Value {
    app.as_admin().get(path).await.expect_status(200).json()
}

const NEW: &[(&str, &str)] = &[
    ("id", "innoviris-test"),
    ("agency", "innoviris"),
    ("name_fr", "Aide au test"),
    ("name_nl", "Testhulp"),
    ("kind", "grant"),
    ("description_fr", "Pour essayer"),
    ("description_nl", "Om te proberen"),
    ("answers", "rd_grant"),
    ("stages", "launch"),
    ("conditions", "headcount lt 250\nin_region eq true"),
    ("price_eur", "0"),
    ("page", "https://innoviris.brussels/test"),
];

fn with(
    fields: &[(&'static str, &'static str)],
    changed: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let kept = fields.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().collect()
}

#[tokio::test]
async fn a_service_is_added_and_changed_on_pages_and_its_history_says_by_whom() {
    let app = app().await;
    let page = get(&app, SERVICES).await.expect_status(200).text();
    assert!(page.contains("/console/directory/services/innoviris-shape"), "{page}");
    get(&app, &format!("{SERVICES}/new")).await.expect_status(200);

    let wrong = with(NEW, &[("id", "innoviris-shape"), ("page", "nowhere"), ("answers", "no_such"), ("name_nl", "")]);
    let refused = post(&app, &format!("{SERVICES}/new"), &wrong).await.expect_status(422).text();
    assert!(refused.contains("#f-id") && refused.contains("value=\"nowhere\""), "{refused}");
    let wrong = with(NEW, &[("page", "nowhere"), ("answers", "no_such")]);
    let refused = post(&app, &format!("{SERVICES}/new"), &wrong).await.expect_status(422).text();
    assert!(refused.contains("#f-page") && refused.contains("#f-answers"), "{refused}");
    app.anonymous().get("/v1/services/innoviris-test").await.expect_status(404);

    let made = post(&app, &format!("{SERVICES}/new"), NEW).await.expect_status(303);
    assert_eq!(made.header("location"), "/console/directory/services/innoviris-test?done=added");
    let kept = api(&app, "/v1/services/innoviris-test").await;
    assert_eq!(kept["conditions"], json!({"headcount": {"lt": 250}, "in_region": {"eq": true}}));
    assert_eq!((&kept["price_eur"], &kept["stages"]), (&json!(0), &json!(["launch"])));

    let edit = format!("{SERVICES}/innoviris-test/edit");
    let form = get(&app, &edit).await.expect_status(200).text();
    assert!(form.contains("headcount lt 250") && form.contains("value=\"1\""), "{form}");
    let changed = with(NEW, &[("version", "1"), ("name_fr", "Aide à l’essai"), ("price_eur", "")]);
    post(&app, &edit, &changed).await.expect_status(303);
    // Somebody else, whose form was filled in over the same version.
    let stale = with(NEW, &[("version", "1"), ("name_fr", "Aide aux tests")]);
    let page = post(&app, &edit, &stale).await.expect_status(422).text();
    for said in
        ["Rien n’est perdu", "Aide à l’essai</span> → Aide aux tests", "value=\"Aide aux tests\"", "rien</span> → 0"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(page.contains("name=\"version\" value=\"2\""), "sent again it goes over what stands: {page}");
    let kept = api(&app, "/v1/services/innoviris-test").await;
    assert_eq!((&kept["name"]["fr"], kept.get("price_eur")), (&json!("Aide à l’essai"), None));

    let page = get(&app, &format!("{SERVICES}/innoviris-test")).await.expect_status(200).text();
    for said in ["Aide au test</span> → Aide à l’essai", "Nom (fr)", "Prix", "0</span> → rien", "ajouté", "modifié"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let history = app.store().entries().history(Sort::Service, "innoviris-test", 10).await.unwrap();
    assert_eq!(history.len(), 2);
    assert!(matches!(history[0].actor, domain::event::Actor::Staff(_)), "{:?}", history[0].actor);
}

#[tokio::test]
async fn agencies_and_places_are_entered_as_the_outside_interface_has_them() {
    let app = app().await;
    let agency = [
        ("id", "newcomer"),
        ("short", "Newcomer"),
        ("name_fr", "Nouvelle agence"),
        ("name_nl", "Nieuw agentschap"),
        ("kind", "partner"),
        ("mission_fr", "Aider"),
        ("mission_nl", "Helpen"),
        ("languages", "fr"),
        ("languages", "nl"),
        ("email", "front@newcomer.example"),
    ];
    post(&app, "/console/directory/agencies/new", &agency).await.expect_status(303);
    assert_eq!(api(&app, "/v1/agencies/newcomer").await["languages"], json!(["fr", "nl"]));
    let place = [
        ("id", "new-hub"),
        ("name", "New Hub"),
        ("type", "coworking"),
        ("address_fr", "Rue Neuve 1"),
        ("address_nl", "Nieuwstraat 1"),
        ("postcode", "1000"),
        ("nis", "21004"),
        ("lat", "50,85"),
        ("lon", "4.35"),
        ("languages", "nl"),
        ("fit", "core"),
    ];
    post(&app, "/console/directory/locations/new", &place).await.expect_status(303);
    assert_eq!(api(&app, "/v1/locations/new-hub").await["lat"], json!(50.85));
    // What the form does not ask for stays.
    let before = api(&app, "/v1/locations/icab").await;
    let form = get(&app, "/console/directory/locations/icab/edit").await.expect_status(200).text();
    assert!(form.contains("Rue des Pères Blancs 4"), "{form}");
    let icab = [
        ("version", "1"),
        ("name", "ICAB"),
        ("type", "incubator"),
        ("address_fr", "Rue des Pères Blancs 4"),
        ("address_nl", "Witte-Patersstraat 4"),
        ("postcode", "1040"),
        ("nis", "21005"),
        ("lat", "50.8263"),
        ("lon", "4.3985"),
        ("languages", "fr"),
        ("fit", "core"),
        ("open_from", "2009-01-01"),
    ];
    post(&app, "/console/directory/locations/icab/edit", &icab).await.expect_status(303);
    let mut after = api(&app, "/v1/locations/icab").await;
    assert_eq!(after["name"], "ICAB");
    for field in ["name", "languages"] {
        after[field] = before[field].clone();
    }
    assert_eq!(after, before);
    for nothing in
        ["/console/directory/people", "/console/directory/services/none", "/console/directory/services/none/end"]
    {
        get(&app, nothing).await.expect_status(404);
    }
    let adviser = StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() };
    for path in
        ["/console/directory", SERVICES, "/console/directory/locations/icab", "/console/directory/exchange/hsds.json"]
    {
        app.as_staff(adviser.clone()).await.header("accept", "text/html").get(path).await.expect_status(404);
    }
}

#[tokio::test]
async fn what_is_stale_is_on_the_work_list_until_somebody_looks_or_changes_it() {
    let app = app().await;
    let sheet = |confidence| {
        FactSheet::loaded(Sort::Service, "2026-06-01".parse().unwrap(), confidence, &["https://a.example/x".to_owned()])
    };
    let all = [
        (Sort::Service, "innoviris-shape".to_owned(), sheet(Confidence::Verified)),
        (Sort::Service, "innoviris-rise".to_owned(), sheet(Confidence::Memory)),
    ];
    app.store().entries().begin_facts(&all).await.unwrap();
    app.store().entries().begin_facts(&all).await.unwrap();
    let waiting = || async { app.store().tasks().page(None, 10).await.unwrap() };
    let due = |tasks: &[domain::worklist::Task]| -> Vec<(String, String)> {
        tasks
            .iter()
            .map(|task| (task.about.id().to_owned(), task.due.day_in(domain::clock::BRUSSELS).to_string()))
            .collect()
    };
    let (rise, shape) = ("service.innoviris-rise".to_owned(), "service.innoviris-shape".to_owned());
    assert_eq!(
        due(&waiting().await),
        [(rise.clone(), "2026-09-01".to_owned()), (shape.clone(), "2026-12-01".to_owned())]
    );

    let own = format!("{SERVICES}/innoviris-rise");
    let page = get(&app, &own).await.expect_status(200).text();
    assert!(page.contains("à vérifier depuis le 1 septembre 2026") || page.contains("à vérifier depuis le"), "{page}");
    assert!(page.contains("a.example") && page.contains("de mémoire"), "{page}");

    let facts = format!("{own}/facts");
    post(&app, &facts, &[("checked_on", "2026-11-24")]).await.expect_status(422);
    let early = [("fact", "price"), ("checked_on", "2027-01-01")];
    let refused = post(&app, &facts, &early).await.expect_status(422).text();
    assert!(refused.contains("pas encore passé"), "{refused}");
    let all = ["identity", "conditions", "price", "page", "dates"].map(|fact| ("fact", fact));
    let looked = [&all[..], &[("checked_on", "2026-11-24"), ("source", "par téléphone")]].concat();
    post(&app, &facts, &looked).await.expect_status(303);
    assert_eq!(
        due(&waiting().await),
        [(shape.clone(), "2026-12-01".to_owned()), (rise.clone(), "2027-05-24".to_owned())]
    );
    let page = get(&app, &own).await.expect_status(200).text();
    assert!(page.contains("par téléphone") && page.contains("toujours vrai"), "{page}");
    let kept = app.store().entries().facts(Sort::Service, "innoviris-rise").await.unwrap().unwrap().value;
    assert_eq!(kept.facts[&Fact::Price].confidence, Confidence::Verified, "not from memory any more");

    // A change through the outside interface is a look too, at what changed.
    let mut body = api(&app, "/v1/services/innoviris-shape").await;
    body["price_eur"] = json!(50);
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &body).await.expect_status(200);
    assert_eq!(due(&waiting().await), [(rise.clone(), "2027-05-24".to_owned()), (shape, "2027-05-24".to_owned())]);
    app.clock.advance(TimeDelta::days(1));
    body["price_eur"] = json!(60);
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &body).await.expect_status(200);
    assert_eq!(due(&waiting().await).len(), 2, "one task for each entry");
    post(&app, &format!("{SERVICES}/new"), NEW).await.expect_status(303);
    assert_eq!(waiting().await.len(), 3);
    app.as_admin().if_match("*").send("DELETE", "/v1/services/innoviris-test").await.expect_status(204);
    assert_eq!(waiting().await.len(), 2, "what is gone asks for nothing");
    let history = app.store().entries().history(Sort::Service, "innoviris-test", 10).await.unwrap();
    assert_eq!(history.iter().map(|one| one.done.code()).collect::<Vec<_>>(), ["removed", "added"]);
}
