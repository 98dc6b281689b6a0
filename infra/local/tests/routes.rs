//! The routers that the functions build, the template's routes and the
//! description are the same routes: each of them reaches its function in the
//! cloud, and every API route is described with the methods that it has.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use testkit::TestApp;

use served::{Served, built};

/// The functions that answer HTTP, by the names that the template has for them.
fn functions() -> BTreeMap<&'static str, Served> {
    let names = ["Directory", "Schedule", "Members", "Needs", "Referrals", "Survey", "Inform", "Planner", "Console"];
    let mut functions: BTreeMap<_, _> = names.into_iter().zip(permanence::functions().into_iter().map(built)).collect();
    // Health and description belong to no function; in the cloud the directory's program has them.
    let own = ["/healthz", "/openapi.json"];
    let get = || BTreeSet::from(["GET".to_owned(), "HEAD".to_owned()]);
    functions.get_mut("Directory").unwrap().extend(own.map(|path| (path.to_owned(), get())));
    functions
}

/// API Gateway's parameters fill a whole segment.
fn gateway_form(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// The template's routes of each function.
fn template() -> BTreeMap<String, Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../aws/template.yaml");
    let text = std::fs::read_to_string(file).unwrap();
    let mut routes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut resource = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("  ").and_then(|line| line.strip_suffix(':'))
            && name.chars().all(char::is_alphanumeric)
        {
            name.clone_into(&mut resource);
        }
        if let Some((_, rest)) = line.split_once(" Path: \"") {
            assert!(line.contains("Method: ANY"), "{line}: the functions themselves refuse a method");
            routes.entry(resource.clone()).or_default().push(rest.split('"').next().unwrap().to_owned());
        }
    }
    routes
}

/// Whether a route of the gateway takes a path of the code.
fn takes(route: &str, path: &str) -> bool {
    match route.strip_suffix("{proxy+}") {
        Some(stem) => path.len() > stem.len() && path.starts_with(stem),
        None => gateway_form(route) == gateway_form(path),
    }
}

#[test]
fn each_function_gets_the_routes_that_it_answers_and_no_others() {
    let template = template();
    let functions = functions();
    assert_eq!(template.keys().map(String::as_str).collect::<Vec<_>>(), functions.keys().copied().collect::<Vec<_>>());
    for (name, built) in &functions {
        assert!(built.len() > 1, "{name} answers {built:?}");
        for path in built.keys() {
            // The most specific route of all functions gets it: one that fits whole before a greedy one.
            let fits = |route: &&(String, String)| takes(&route.1, path);
            let all: Vec<(String, String)> = template
                .iter()
                .flat_map(|(function, routes)| routes.iter().map(move |route| (function.clone(), route.clone())))
                .collect();
            let whole = all.iter().filter(fits).find(|(_, route)| !route.ends_with("+}"));
            let taken = whole.or_else(|| all.iter().find(fits)).map(|(function, _)| function.as_str());
            assert_eq!(taken, Some(*name), "{path}");
        }
        for route in &template[*name] {
            assert!(built.keys().any(|path| takes(route, path)), "{name}: {route} leads nowhere");
        }
    }
}

/// What programs read beside people, and of the product as a whole.
const ALSO_FOR_PROGRAMS: [&str; 8] = [
    "/services/{id}",
    "/agencies/{id}",
    "/locations/{id}",
    "/catalogue",
    "/sitemap.xml",
    "/feed.atom",
    "/healthz",
    "/openapi.json",
];

#[test]
fn every_route_for_programs_is_described_with_its_methods_and_nothing_else() {
    let for_programs = |path: &str| {
        ["/v1/", "/hooks/", "/hsds/", "/qr/", "/calendar/"].iter().any(|prefix| path.starts_with(prefix))
            || ALSO_FOR_PROGRAMS.contains(&path)
    };
    let mut built = Served::new();
    for (path, methods) in functions().into_values().flatten().filter(|(path, _)| for_programs(path)) {
        // A router answers HEAD wherever it answers GET.
        let methods = methods.into_iter().filter(|method| method != "HEAD").map(|method| method.to_lowercase());
        built.entry(gateway_form(&path)).or_default().extend(methods);
    }
    let described: Value = serde_json::from_str(permanence::OPENAPI).unwrap();
    let described: Served = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, methods)| (gateway_form(path), methods.as_object().unwrap().keys().cloned().collect()))
        .collect();
    assert_eq!(described, built);
}

/// Whose pages pass over what they do not know: API operations have their own
/// test; links are somebody's own, whatever a mail program adds to them; the team's
/// pages, files and pages about problems are for nobody who filters.
const OTHERS: [&str; 14] = [
    "/v1/",
    "/hsds",
    "/hooks/",
    "/calendar/",
    "/qr/",
    "/console",
    "/problems/",
    "/assets/",
    "/b/",
    "/i/",
    "/m/",
    "/n/",
    "/p/",
    "/r/",
];

#[tokio::test]
async fn every_public_page_refuses_what_it_does_not_offer() {
    let app = TestApp::with(permanence::functions().into_iter().collect()).await;
    let all: BTreeSet<String> = permanence::functions()
        .into_iter()
        .flat_map(built)
        .filter(|(_, methods)| methods.contains("GET"))
        .map(|(path, _)| path)
        .collect();
    let is_page = |path: &&String| {
        !OTHERS.iter().any(|other| path.starts_with(other)) && !["/u/{token}", "/favicon.ico"].contains(&path.as_str())
    };
    let pages: Vec<&String> = all.iter().filter(is_page).collect();
    assert!(pages.len() > 30, "{pages:?}");
    for page in pages {
        let path = page.replace("{code}", "p.icab");
        let path = path
            .split('{')
            .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest))
            .collect::<Vec<_>>()
            .join("icab");
        for query in ["nonsense=1", "nonsense=", "lang=nl&colour=red"] {
            let path = format!("{path}?{query}");
            assert_eq!(app.anonymous().header("accept", "text/html").get(&path).await.status, 422, "{path}");
        }
        let answer =
            app.anonymous().header("accept", "text/html").get(&format!("{path}?lang=nl&utm_source=mail")).await;
        assert_ne!(answer.status, 422, "{path}: the language is everybody's");
    }
}
