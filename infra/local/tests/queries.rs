//! Every operation of the description refuses a query parameter that it does
//! not offer, before it looks at who asks; and takes those that it offers, the
//! language, and what others add to links. Of public pages see `routes.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use serde_json::Value;
use testkit::{Request, TestApp};

/// What an unknown field is told.
const UNKNOWN: &str = "There is no such field";

/// The product's routers as one, without limits.
async fn product() -> TestApp {
    let routes = permanence::functions().into_iter().collect();
    TestApp::with(routes).await
}

/// Method, a path that fits, and the query parameters offered, of each operation.
fn operations() -> Vec<(String, String, Vec<String>)> {
    let described: Value = serde_json::from_str(permanence::OPENAPI).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        let parts = path.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        let path = parts.collect::<Vec<_>>().join("any");
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let of_query = parameters.filter(|parameter| parameter["in"] == "query");
            let offered = of_query.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect();
            operations.push((method.to_uppercase(), path.clone(), offered));
        }
    }
    assert!(operations.len() > 70, "{}", operations.len());
    operations
}

/// The fields that are refused as unknown.
async fn unknown(request: Request<'_>, method: &str, path: &str) -> (u16, Vec<String>) {
    let answer = request.language("en").send(method, path).await;
    let problem: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let errors = problem["errors"].as_array().into_iter().flatten();
    let unknown = errors.filter(|error| error["detail"].as_str().unwrap().contains(UNKNOWN));
    (answer.status, unknown.map(|error| error["pointer"].as_str().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn every_operation_refuses_what_it_does_not_offer_whoever_asks() {
    let app = product().await;
    let is_held = |path: &str| !["/healthz", "/openapi.json"].contains(&path);
    for (method, path, _) in operations().into_iter().filter(|(_, path, _)| is_held(path)) {
        let path = format!("{path}?lang=en&nonsense=1&more=");
        for request in [app.anonymous(), app.as_admin()] {
            let refused = unknown(request, &method, &path).await;
            assert_eq!(refused, (422, vec!["/nonsense".to_owned(), "/more".to_owned()]), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_operation_takes_what_it_offers() {
    let app = product().await;
    for (method, path, offered) in operations() {
        for name in &offered {
            let (_, refused) = unknown(app.as_admin(), &method, &format!("{path}?{name}=1")).await;
            assert!(refused.is_empty(), "{method} {path}?{name}");
        }
    }
}

#[tokio::test]
async fn the_language_and_what_others_add_change_no_answer() {
    let app = product().await;
    for (method, path, _) in operations() {
        for request in [app.anonymous(), app.as_admin()] {
            let plain = request.clone().send(&method, &path).await.status;
            let added = format!("{path}?lang=nl&utm_source=mail&fbclid=1");
            assert_eq!(request.send(&method, &added).await.status, plain, "{method} {added}");
        }
    }
}

#[tokio::test]
async fn a_filter_of_one_value_is_named_once() {
    let app = product().await;
    let twice = "/v1/sessions?from=2026-11-24&from=2026-11-25&to=2026-11-26";
    let refused = app.anonymous().language("en").get(twice).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/from");
    assert_eq!(refused["errors"][0]["detail"], "This parameter is given more than once: keep one.");
}
