//! What is started, and with which first event.

use serde_json::{Value, json};

/// Acts as coordinator in these programs.
pub(crate) const ADMIN_KEY: &str = "a-key-for-cold-starts-only";

/// A program to start cold.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// The command, relative to the project; its first word is the program.
    pub(crate) command: Vec<String>,
    /// Where it runs, relative to the project.
    pub(crate) folder: &'static str,
    /// Its first event.
    pub(crate) event: Value,
    /// What its answer must be.
    pub(crate) expect: Expect,
    /// What stands in for what.
    pub(crate) kind: Kind,
}

/// An answer that shows that the work was done.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expect {
    /// An HTTP answer of this status.
    Status(u64),
    /// A batch of the stream with nothing to begin again.
    BatchDone,
}

impl Expect {
    /// Whether an answer is as expected.
    pub(crate) fn is_met_by(self, answer: &Value) -> bool {
        match self {
            Self::Status(status) => answer["statusCode"] == status,
            Self::BatchDone => answer["batchItemFailures"] == json!([]),
        }
    }
}

/// What a program is measured for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The least that a program can be.
    Bare,
    /// One of the product's, with the answer that the aims bind: at least one
    /// read of the table, as the peers make.
    Ours,
    /// One of the product's with a whole page, to know what that costs.
    Page,
    /// The same read in another language.
    Peer,
}

/// The bare program, the product's eight, two whole pages and the two peers.
pub(crate) fn all(binaries: &str) -> Vec<Program> {
    let read = get("/v1/locations/icab", "");
    let program = |name, command: &[&str], folder, event: &Value, status, kind| Program {
        name,
        command: command.iter().map(|word| (*word).to_owned()).collect(),
        folder,
        event: event.clone(),
        expect: Expect::Status(status),
        kind,
    };
    let of = |function: &str| format!("{binaries}/{function}-lambda");
    let ours = |name: &'static str, event: &Value, status| program(name, &[&of(name)], ".", event, status, Kind::Ours);
    let page = |name, function, event: &Value| program(name, &[&of(function)], ".", event, 200, Kind::Page);
    vec![
        program("bare", &[&of("bare")], ".", &read, 200, Kind::Bare),
        ours("directory", &read, 200),
        ours("schedule", &get("/v1/permanences/nothing-here", ""), 404),
        ours("needs", &get("/v1/needs/nothing-here", ""), 404),
        ours("referrals", &get("/v1/referrals/nothing.here", ""), 404),
        ours("survey", &get("/s/nothing-here", ""), 404),
        ours("inform", &get("/v1/statistics", ""), 200),
        ours("console", &get("/v1/staff/nothing-here", ""), 404),
        Program { expect: Expect::BatchDone, ..ours("dispatch", &mark(), 200) },
        page("directory: the home page", "directory", &get("/", "")),
        page("needs: the form", "needs", &get("/needs/new", "location=icab")),
        program(
            "node",
            &["node_modules/.bin/aws-lambda-ric", "index.handler"],
            "tests/cold/node",
            &read,
            200,
            Kind::Peer,
        ),
        program(
            "python",
            &["../../../.tools/cold/bin/python", "-m", "awslambdaric", "app.handler"],
            "tests/cold/python",
            &read,
            200,
            Kind::Peer,
        ),
    ]
}

/// A GET as an HTTP API hands it to a function: payload version 2.
fn get(path: &str, query: &str) -> Value {
    json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {
            "host": "permanence.test", "accept": "application/json", "accept-language": "fr",
            "authorization": format!("Bearer {ADMIN_KEY}")
        },
        "requestContext": {
            "accountId": "123456789012", "apiId": "cold", "domainName": "permanence.test",
            "domainPrefix": "permanence", "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default",
            "stage": "$default", "time": "24/Nov/2026:09:00:00 +0000", "timeEpoch": 1_795_597_200_000_i64,
            "http": {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1",
                     "userAgent": "cold"}
        },
        "isBase64Encoded": false
    })
}

/// A record of the table's stream: a commit that is to be planned, of events
/// that are not there. One read and one commit.
fn mark() -> Value {
    let keys = json!({"pk": {"S": "PENDING#04"}, "sk": {"S": "PLAN#NEED#nothing-here#1"}});
    json!({"Records": [{
        "eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_597_200, "SequenceNumber": "100", "SizeBytes": 100,
            "StreamViewType": "NEW_IMAGE", "Keys": keys,
            "NewImage": {"pk": keys["pk"], "sk": keys["sk"], "v": {"N": "1"},
                         "doc": {"S": json!({"aggregate": "NEED#nothing-here", "version": 1}).to_string()}}
        }
    }]})
}
