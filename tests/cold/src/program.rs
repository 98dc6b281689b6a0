//! What is started, and with which first event.

use serde_json::json;

/// A program to start cold.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// The command, relative to the project; its first word is the program.
    pub(crate) command: Vec<String>,
    /// Where it runs, relative to the project.
    pub(crate) folder: &'static str,
    /// Its first event.
    pub(crate) event: String,
    /// What its answer must hold.
    pub(crate) expect: &'static str,
    /// Whether it is one of the product's, which the aims bind.
    pub(crate) ours: bool,
}

/// The product's seven, the bare one and the two peers.
pub(crate) fn all(binaries: &str) -> Vec<Program> {
    let read = get("/v1/locations/icab", "");
    let ours = |name: &'static str, event: String, expect: &'static str| Program {
        name,
        command: vec![format!("{binaries}/{name}-lambda")],
        folder: ".",
        event,
        expect,
        ours: true,
    };
    let peer = |name: &'static str, folder: &'static str, command: &[&str]| Program {
        name,
        command: command.iter().map(|word| (*word).to_owned()).collect(),
        folder,
        event: read.clone(),
        expect: "\"statusCode\"",
        ours: false,
    };
    vec![
        Program { name: "bare", ..peer("bare", ".", &[&format!("{binaries}/bare-lambda")]) },
        ours("directory", read.clone(), "\"statusCode\":200"),
        ours("schedule", get("/v1/permanences/nothing-here", ""), "\"statusCode\":404"),
        ours("needs", get("/needs/new", "location=icab"), "\"statusCode\":"),
        ours("referrals", get("/r/nothing-here", ""), "\"statusCode\":404"),
        ours("survey", get("/s/nothing-here", ""), "\"statusCode\":404"),
        ours("console", get("/console", ""), "\"statusCode\":"),
        ours("dispatch", json!({"Records": []}).to_string(), "batchItemFailures"),
        peer("node", "tests/cold/node", &["node_modules/.bin/aws-lambda-ric", "index.handler"]),
        peer("python", "tests/cold/python", &["../../../.tools/cold/bin/python", "-m", "awslambdaric", "app.handler"]),
    ]
}

/// A GET as an HTTP API hands it to a function: payload version 2.
fn get(path: &str, query: &str) -> String {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": "permanence.test", "accept": "application/json", "accept-language": "fr"},
        "requestContext": {
            "accountId": "123456789012", "apiId": "cold", "domainName": "permanence.test",
            "domainPrefix": "permanence", "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default",
            "stage": "$default", "time": "24/Nov/2026:09:00:00 +0000", "timeEpoch": 1_795_597_200_000_i64,
            "http": {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1",
                     "userAgent": "cold"}
        },
        "isBase64Encoded": false
    })
    .to_string()
}
