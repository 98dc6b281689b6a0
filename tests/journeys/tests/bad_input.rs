//! Bad input, tried one by one: the status of the contract, a message in the
//! reader's language that says what to do, and nothing stored.

use std::collections::BTreeSet;

use anyhow::Context as _;
use journeys::needs::{Source, at, zoe};
use journeys::programs::Signer;
use journeys::visitor::fresh_key;
use journeys::{Answer, Home, Visitor};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// Makes one bad request, for whoever asks.
type Request = Box<dyn Fn(&Visitor) -> RequestBuilder + Send + Sync>;

/// A bad request and what must be said of it.
struct Case {
    name: String,
    status: u16,
    /// The field that must be blamed; empty: none.
    pointer: &'static str,
    request: Request,
}

fn case(
    name: &str,
    status: u16,
    pointer: &'static str,
    request: impl Fn(&Visitor) -> RequestBuilder + Send + Sync + 'static,
) -> Case {
    Case { name: name.to_owned(), status, pointer, request: Box::new(request) }
}

/// Everything that a bad request could have left.
async fn stored(home: &dyn Home) -> anyhow::Result<Vec<usize>> {
    let mut counts = Vec::new();
    for list in ["/v1/needs", "/v1/referrals", "/v1/permanences", "/v1/sources", "/v1/surveys", "/v1/staff"] {
        counts.push(home.coordinator().list(list).await?.len());
    }
    home.settle().await?;
    counts.push(home.mailbox().await?.len());
    Ok(counts)
}

/// Tries each case in each language.
async fn try_all(home: &dyn Home, cases: Vec<Case>) -> anyhow::Result<()> {
    let before = stored(home).await?;
    let mut wrong = Vec::new();
    let tried = cases.len();
    for case in cases {
        let mut said = BTreeSet::new();
        for language in ["fr", "nl", "en"] {
            let visitor = home.coordinator().reading(language);
            let answer = visitor.send((case.request)(&visitor)).await.context(case.name.clone())?;
            match judge(&case, language, &answer) {
                Ok(words) => {
                    said.insert(words);
                }
                Err(error) => wrong.push(format!("{} ({language}): {error:#}", case.name)),
            }
        }
        if said.len() != 3 {
            wrong.push(format!("{}: not said in three languages: {said:?}", case.name));
        }
        if stored(home).await? != before {
            wrong.push(format!("{}: something was stored", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} cases:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

/// What the answer tells a person.
fn judge(case: &Case, language: &str, answer: &Answer) -> anyhow::Result<String> {
    anyhow::ensure!(answer.status == case.status, "expected {}, got {}: {}", case.status, answer.status, answer.body);
    anyhow::ensure!(answer.header("content-type") == "application/problem+json", "{}", answer.header("content-type"));
    anyhow::ensure!(answer.header("content-language") == language, "in {}", answer.header("content-language"));
    let problem = answer.json()?;
    anyhow::ensure!(problem["status"] == case.status, "another status in the body");
    anyhow::ensure!(problem["type"].is_string() && problem["title"].is_string(), "no type or title: {problem}");
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    if !case.pointer.is_empty() {
        let blamed = errors.iter().any(|error| error["pointer"] == case.pointer && error["detail"].is_string());
        anyhow::ensure!(blamed, "{} is not blamed: {problem}", case.pointer);
    }
    let mut words: Vec<&str> = errors.iter().filter_map(|error| error["detail"].as_str()).collect();
    words.extend(problem["detail"].as_str());
    anyhow::ensure!(words.iter().all(|words| words.len() > 10), "too few words: {problem}");
    anyhow::ensure!(!words.is_empty(), "no words: {problem}");
    Ok(words.join(" "))
}

/// A need with one part changed, as a program posts it.
fn changed(name: &str, status: u16, pointer: &'static str, change: impl Fn(&mut Value)) -> Case {
    let mut body = at("icab", zoe());
    change(&mut body);
    case(name, status, pointer, move |visitor| post(visitor, "/v1/needs", &body))
}

fn post(visitor: &Visitor, path: &str, body: &Value) -> RequestBuilder {
    visitor.ask(Method::POST, path).header("idempotency-key", fresh_key()).json(body)
}

#[tokio::test]
async fn bad_needs_are_refused_with_words_and_leave_nothing() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let good = at("icab", zoe());
    home.coordinator().create_as("/v1/needs", &good, "used-before").await?.must_be(201)?;
    let mut other = good.clone();
    other["description"] = "Something else.".into();
    let mut cases = vec![
        changed("unknown field", 422, "/colour", |need| need["colour"] = "blue".into()),
        changed("unknown field of the contact", 422, "/contact/colour", |need| {
            need["contact"]["colour"] = "blue".into();
        }),
        changed("unknown field of the member", 422, "/member/colour", |need| need["member"]["colour"] = "blue".into()),
        changed("unknown location", 422, "/location", |need| need["location"] = "nowhere".into()),
        changed("no location", 422, "/location", |need| need["location"] = Value::Null),
        changed("missing consent", 422, "/consent", |need| need["consent"] = Value::Null),
        changed("consent that says nothing", 422, "/consent/share_with_agencies", |need| need["consent"] = json!({})),
        changed("unknown agency agreed to", 422, "/consent/share_with_agencies/0", |need| {
            need["consent"]["share_with_agencies"] = json!(["nobody"]);
        }),
        changed("unknown need type", 422, "/need_types/0", |need| need["need_types"] = json!(["gold"])),
        changed("a need type twice", 422, "/need_types/1", |need| need["need_types"] = json!(["rd_grant", "rd_grant"])),
        changed("six need types", 422, "/need_types", |need| {
            need["need_types"] = json!(["a", "b", "c", "d", "e", "f"]);
        }),
        changed("no address", 422, "/contact/email", |need| need["contact"]["email"] = "".into()),
        changed("no e-mail address", 422, "/contact/email", |need| need["contact"]["email"] = "zoe".into()),
        changed("two lines in an address", 422, "/contact/email", |need| {
            need["contact"]["email"] = "zoe@a.example\r\nBcc: all@b.example".into();
        }),
        changed("unknown language", 422, "/contact/language", |need| need["contact"]["language"] = "de".into()),
        changed("wrong enterprise number", 422, "/member/enterprise_number", |need| {
            need["member"]["enterprise_number"] = "0403019262".into();
        }),
        changed("no company", 422, "/member", |need| need["member"] = Value::Null),
        changed("less than no money", 422, "/amount_eur", |need| need["amount_eur"] = json!(-1)),
        changed("a novel", 422, "/description", |need| need["description"] = "x".repeat(4001).into()),
        changed("a number for a text", 422, "/description", |need| need["description"] = json!(7)),
        changed("oversized", 413, "", |need| need["description"] = "x".repeat(300 * 1024).into()),
    ];
    let body = good.clone();
    cases.push(case("no idempotency key", 400, "", move |visitor| visitor.ask(Method::POST, "/v1/needs").json(&body)));
    cases.push(case("a key used with another body", 422, "", move |visitor| {
        visitor.ask(Method::POST, "/v1/needs").header("idempotency-key", "used-before").json(&other)
    }));
    let text = good.to_string();
    cases.push(case("not said to be JSON", 415, "", move |visitor| {
        let ask = visitor.ask(Method::POST, "/v1/needs").header("idempotency-key", fresh_key());
        ask.header("content-type", "text/plain").body(text.clone())
    }));
    cases.push(case("half a JSON", 400, "", move |visitor| {
        let ask = visitor.ask(Method::POST, "/v1/needs").header("idempotency-key", fresh_key());
        ask.header("content-type", "application/json").body("{\"location\":\"icab\"")
    }));
    cases.push(case("a need that does not exist", 404, "", |visitor| visitor.ask(Method::GET, "/v1/needs/nothing")));
    cases.push(case("a method that is not offered", 405, "", |visitor| visitor.ask(Method::PATCH, "/v1/needs")));
    try_all(&home, cases).await?;

    let again = home.coordinator().create_as("/v1/needs", &good, "used-before").await?;
    assert_eq!((again.status, home.coordinator().list("/v1/needs").await?.len()), (201, 1), "same key, same answer");
    Ok(())
}

/// What is signed and what is sent, one of which is wrong.
#[derive(Clone)]
struct Sent {
    url: String,
    id: Option<String>,
    timestamp: Option<String>,
    signature: Option<String>,
    body: String,
}

impl Sent {
    fn refused(self, name: &str) -> Case {
        self.is(name, 401, "")
    }

    fn is(self, name: &str, status: u16, pointer: &'static str) -> Case {
        case(name, status, pointer, move |visitor| {
            let mut ask = visitor.ask(Method::POST, &self.url).header("content-type", "application/json");
            let headers = [
                ("webhook-id", &self.id),
                ("webhook-timestamp", &self.timestamp),
                ("webhook-signature", &self.signature),
            ];
            for (name, value) in headers {
                if let Some(value) = value {
                    ask = ask.header(name, value);
                }
            }
            ask.body(self.body.clone())
        })
    }
}

#[tokio::test]
async fn wrong_webhooks_are_refused_with_words_and_leave_nothing() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let source = Source::create(&home, "icab").await?;
    let other = Source::create(&home, "greenbizz").await?;
    let good = source.webhook(&home, Signer::Python, "msg_bad", &zoe()).await?;
    let sent = Sent {
        url: good.url.clone(),
        id: Some(good.id.clone()),
        timestamp: Some(good.timestamp.clone()),
        signature: Some(good.signature.clone()),
        body: good.body.clone(),
    };
    let of_other = other.webhook(&home, Signer::Python, "msg_bad", &zoe()).await?.signature;
    let now = home.now().await?.timestamp();
    let signed_at = |seconds: i64, body: &str| Signer::Python.sign(&source.secret, "msg_bad", seconds, body);
    let with = |change: &dyn Fn(&mut Sent)| {
        let mut sent = sent.clone();
        change(&mut sent);
        sent
    };
    let truncated = good.signature[..good.signature.len() - 4].to_owned();
    let mut cases = vec![
        with(&|sent| sent.id = None).refused("no id"),
        with(&|sent| sent.timestamp = None).refused("no timestamp"),
        with(&|sent| sent.signature = None).refused("no signature"),
        with(&|sent| sent.timestamp = Some("hello".into())).refused("a timestamp of words"),
        with(&|sent| sent.timestamp = Some(String::new())).refused("an empty timestamp"),
        with(&|sent| sent.timestamp = Some((now + 1).to_string())).refused("another timestamp than signed"),
        with(&|sent| sent.id = Some("msg_other".into())).refused("another id than signed"),
        with(&|sent| sent.id = Some("msg.bad".into())).refused("an id with a dot"),
        with(&|sent| sent.body.push(' ')).refused("another body than signed"),
        with(&|sent| sent.signature = Some("v1,".into())).refused("an empty signature"),
        with(&|sent| sent.signature = Some(truncated.clone())).refused("a signature cut short"),
        with(&|sent| sent.signature = Some(good.signature.replacen("v1,", "v2,", 1))).refused("an unknown version"),
        with(&|sent| sent.signature = Some(good.signature.replacen("v1,", "v1a,", 1))).refused("another kind of key"),
        with(&|sent| sent.signature = Some(of_other.clone())).refused("the secret of another source"),
        with(&|sent| sent.url = other.url.clone()).refused("sent to another source"),
        with(&|sent| sent.url = format!("{}/hooks/nobody", home.address())).refused("sent to nobody"),
        with(&|sent| sent.body = "x".repeat(300 * 1024)).is("oversized", 413, ""),
    ];
    for (name, seconds) in [("a stale timestamp", now - 600), ("a timestamp of the future", now + 600)] {
        let signature = signed_at(seconds, &good.body)?;
        let stale = with(&|sent| {
            sent.timestamp = Some(seconds.to_string());
            sent.signature = Some(signature.clone());
        });
        cases.push(stale.refused(name));
    }
    let mut bodies = vec![
        ("another type", "/type", json!({"type": "need.deleted", "data": zoe()})),
        ("an unknown field", "/data/colour", json!({"type": "need.created", "data": {"colour": "blue"}})),
        ("a place of its own", "/data/location", json!({"type": "need.created", "data": at("greenbizz", zoe())})),
    ];
    let mut silent = zoe();
    silent["consent"] = Value::Null;
    bodies.push(("missing consent", "/data/consent", json!({"type": "need.created", "data": silent})));
    for (name, pointer, body) in bodies {
        let body = body.to_string();
        let signature = signed_at(now, &body)?;
        let wrong = with(&|sent| {
            (sent.timestamp, sent.signature) = (Some(now.to_string()), Some(signature.clone()));
            sent.body.clone_from(&body);
        });
        cases.push(wrong.is(name, 422, pointer));
    }
    try_all(&home, cases).await?;

    // None of it used up the id, and one right signature among wrong ones is enough.
    let mut right = good.clone();
    right.signature = format!("v1,AAAA v2,{of_other} {of_other} {}", good.signature);
    right.send(&home).await?.must_be(202)?;
    Ok(())
}

/// A permanence that could be held.
fn permanence() -> Value {
    json!({
        "agency": "innoviris", "location": "icab", "services": ["innoviris-shape"], "seats": 1,
        "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels",
        "rrule": "FREQ=WEEKLY;BYDAY=TU", "until": "2027-06-29", "exceptions": [],
        "slot_minutes": 40, "buffer_minutes": 5, "languages": ["fr", "nl"], "status": "published",
    })
}

fn changed_permanence(name: &str, pointer: &'static str, change: impl Fn(&mut Value)) -> Case {
    let mut body = permanence();
    change(&mut body);
    case(name, 422, pointer, move |visitor| post(visitor, "/v1/permanences", &body))
}

#[tokio::test]
async fn impossible_permanences_and_foreign_versions_are_refused() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let made = home.coordinator().create("/v1/permanences", &permanence()).await?.must_be(201)?;
    let path = format!("/v1/permanences/{}", made.json()?["id"].as_str().unwrap_or_default());
    assert!(!made.header("etag").is_empty());
    let mut cases = vec![
        changed_permanence("30 February", "/start", |it| it["start"] = "2026-02-30T09:30".into()),
        changed_permanence("25 o'clock", "/start", |it| it["start"] = "2026-11-24T25:30".into()),
        changed_permanence("a date for the end that is none", "/until", |it| it["until"] = "2027-06-31".into()),
        changed_permanence("an end before the start", "/until", |it| it["until"] = "2026-01-01".into()),
        changed_permanence("no length", "/duration_minutes", |it| it["duration_minutes"] = json!(0)),
        changed_permanence("an unknown agency", "/agency", |it| it["agency"] = "nobody".into()),
        changed_permanence("an unknown location", "/location", |it| it["location"] = "nowhere".into()),
        changed_permanence("a service of another agency", "/services/0", |it| {
            it["services"] = json!(["beci-difficulty"]);
        }),
        changed_permanence("an unknown zone", "/timezone", |it| it["timezone"] = "Europe/Bruxelles".into()),
        changed_permanence("a rule that is none", "/rrule", |it| it["rrule"] = "FREQ=SOMETIMES".into()),
        changed_permanence("an unknown field", "/colour", |it| it["colour"] = "blue".into()),
        case("a window of a year", 422, "/to", |visitor| {
            visitor.ask(Method::GET, "/v1/sessions?from=2026-11-24&to=2027-11-24")
        }),
    ];
    for method in [Method::PUT, Method::DELETE] {
        for (name, version, status) in
            [("no version", None, 428), ("a foreign version", Some("\"999\""), 412), ("no tag", Some("\"abc\""), 412)]
        {
            let (path, method) = (path.clone(), method.clone());
            cases.push(case(&format!("{method} with {name}"), status, "", move |visitor| {
                let ask = visitor.ask(method.clone(), &path).json(&permanence());
                match version {
                    Some(version) => ask.header("if-match", version),
                    None => ask,
                }
            }));
        }
    }
    try_all(&home, cases).await?;
    assert_eq!(home.anybody().get(&path).await?.header("etag"), made.header("etag"), "it is as it was");
    Ok(())
}

#[tokio::test]
async fn what_a_caller_may_not_see_is_not_there() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let made = home.coordinator().create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    let need = format!("/v1/needs/{}", made["id"].as_str().unwrap_or_default());
    let referral = format!("/v1/referrals/{}", made["referrals"][0]["id"].as_str().unwrap_or_default());
    let nobody = home.anybody();
    let stranger = Visitor::new(home.address(), Some("not-the-key"));
    for path in [need.as_str(), &referral, "/v1/needs", "/v1/referrals", "/v1/sources", "/v1/staff", "/v1/deliveries"] {
        for visitor in [&nobody, &stranger] {
            let answer = visitor.get(path).await?;
            assert!(matches!(answer.status, 401 | 404), "{path}: {}", answer.status);
            assert!(!answer.body.contains("Zoé"), "{path} tells");
        }
    }
    Ok(())
}
