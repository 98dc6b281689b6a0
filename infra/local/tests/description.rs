//! The description of the API that is kept in git is the one that the code
//! makes; `make openapi` writes it anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;

use serde_json::Value;

fn described() -> Value {
    serde_json::from_str(&permanence::description().unwrap()).unwrap()
}

#[test]
fn the_description_in_git_is_what_the_code_says() {
    let kept: Value = serde_json::from_str(permanence::OPENAPI).unwrap();
    assert!(kept == described(), "the routes or shapes changed: run `make openapi` and commit the result");
}

#[test]
fn every_route_of_the_outside_interface_is_described() {
    let described = described();
    for (path, methods) in [
        ("/v1/agencies", "get"),
        ("/v1/agencies/{id}", "get put delete"),
        ("/v1/services", "get"),
        ("/v1/services/{id}", "get put delete"),
        ("/v1/locations", "get"),
        ("/v1/locations/{id}", "get put delete"),
        ("/v1/staff", "get post"),
        ("/v1/staff/{id}", "get put delete"),
        ("/v1/permanences", "get post"),
        ("/v1/permanences/{id}", "get put delete"),
        ("/v1/sessions", "get"),
        ("/v1/needs", "get post"),
        ("/v1/needs/{id}", "get"),
        ("/v1/referrals", "get"),
        ("/v1/referrals/{id}", "get"),
        ("/hooks/{source}", "post"),
        ("/v1/sources", "get post"),
        ("/v1/sources/{id}/rotate", "post"),
        ("/v1/sources/{id}", "delete"),
        ("/v1/surveys", "post"),
        ("/v1/surveys/{id}", "get"),
        ("/v1/surveys/{id}/responses", "post"),
        ("/v1/surveys/{id}/results", "get"),
        ("/v1/surveys/{id}/results.csv", "get"),
        ("/qr/{code}.svg", "get"),
        ("/hsds/", "get"),
        ("/hsds/services", "get post"),
        ("/hsds/services/{id}", "get"),
        ("/hsds/service_at_locations", "get post"),
        ("/services/{id}", "get"),
        ("/agencies/{id}", "get"),
        ("/locations/{id}", "get"),
        ("/catalogue", "get"),
        ("/sitemap.xml", "get"),
        ("/feed.atom", "get"),
        ("/healthz", "get"),
        ("/openapi.json", "get"),
    ] {
        for method in methods.split(' ') {
            assert!(!described["paths"][path][method].is_null(), "{method} {path} is not described");
        }
    }
}

#[test]
fn every_operation_says_what_it_answers_and_how_it_fails() {
    let described = described();
    let mut names = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{method} {path}");
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{method} {path} is called {name} as another is");
        }
    }
}

#[test]
fn every_error_is_described_as_a_problem_and_every_list_with_its_cursor() {
    let described = described();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.contains_key("default"), "{method} {path}");
            for (status, response) in responses {
                let meaning = response["description"].as_str();
                assert!(meaning.is_some_and(|meaning| !meaning.is_empty()), "{method} {path} {status} has no meaning");
                let content = &response["content"];
                let is_error = status == "default" || status.starts_with('4');
                assert!(!is_error || content["application/json"].is_null(), "{method} {path} {status}");
                assert!(content["application/json"]["schema"]["type"] != "array", "{method} {path} {status}");
            }
        }
    }
}

#[test]
fn what_an_operation_implies_is_described_with_it() {
    let described = described();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let named = |from: &str, name: &str| {
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                parameters.filter(|one| one["in"] == from && one["name"] == name).count()
            };
            for name in path.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                assert_eq!(named("path", name.0), 1, "{method} {path} {}", name.0);
            }
            let answers = |status: &str| !operation["responses"][status].is_null();
            let anybody =
                operation["security"].as_array().unwrap().iter().any(|one| one.as_object().unwrap().is_empty());
            assert!(anybody || answers("401"), "{method} {path} is for some, and turns nobody away");
            assert!(named("header", "If-Match") == 0 || answers("412"), "{method} {path} takes any version");
            assert!(operation["requestBody"].is_null() || answers("422"), "{method} {path} takes any body");
        }
    }
    let operation = |method: &str, path: &str| &described["paths"][path][method];
    assert_eq!(operation("get", "/v1/agencies")["security"], serde_json::json!([{}]), "the public reads the directory");
    assert_eq!(operation("get", "/v1/members")["security"], serde_json::json!([{ "bearer": [] }, { "session": [] }]));
    assert!(operation("delete", "/v1/agencies/{id}")["responses"]["428"].is_object());
    assert!(
        operation("post", "/v1/referrals/{id}/answer")["responses"]["428"].is_null(),
        "its version may be left out"
    );
}
