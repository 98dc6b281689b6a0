//! What an earlier version stored opens in this one: all of it is read as it
//! was, and can be changed.
//!
//! `stores/{version}` holds a folder of data with every kind of row, and what
//! that version answered about it. A version that changes how rows are written
//! keeps one more:
//!
//! ```sh
//! KEEP=2026-11 make keep-store
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::Context as _;
use chrono::Timelike as _;
use journeys::bookings::book;
use journeys::needs::{Source, at, zoe};
use journeys::programs::{Signer, host};
use journeys::{Desk, Form, Home, LocalHost, Visitor};
use reqwest::Method;
use serde_json::{Value, json};

/// What the answers are kept in.
const ANSWERS: &str = "answers.json";

/// Every kind of row, by the first words of its partition and sort key; `*`
/// stands for what is no word. Marks of commits that are not planned yet, and of
/// responses that are not counted, live for milliseconds: those are the crash
/// journeys' matter. Who was signed in is not exported.
const KINDS: [&str; 44] = [
    "ADVISER ADVISER",
    "ADVISER BUSY",
    "ADVISER DELIVERY",
    "ADVISERS *",
    "AUTH LINK",
    "BOOKING CASE",
    "BOOKING DELIVERY",
    "BOOKING EVENT",
    "CATALOGUE AGENCY",
    "CATALOGUE LOCATION",
    "CATALOGUE MUNICIPALITY",
    "CATALOGUE NEED_TYPE",
    "CATALOGUE PART",
    "CATALOGUE REVISION",
    "CATALOGUE SERVICE",
    "DEAD *",
    "DUE *",
    "FEED MARK",
    "IDEM ANSWER",
    "META INVENTED",
    "NEED CASE",
    "NEED DELIVERY",
    "NEED EVENT",
    "NEEDS *",
    "PERMANENCE DAY QUEUE",
    "PERMANENCE DAY SEAT",
    "PERMANENCE DAY TAKEN",
    "PERMANENCE DAY WALKIN",
    "PERMANENCE PERMANENCE",
    "PERMANENCES *",
    "REFERRALS *",
    "SERVER KEY",
    "SOURCES *",
    "STAFF *",
    "STAFF CLAIM",
    "STAFF DELIVERY",
    "SURVEY CONTACT",
    "SURVEY RESPONSE",
    "SURVEY SURVEY",
    "SURVEY TALLY",
    "SURVEY TEXT",
    "SURVEYS *",
    "NEED CASE PERSON",
    "BOOKING CASE PERSON",
];

fn permanence(data: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    let mut command = Command::new(host()?);
    Ok(command.env_clear().env("PERMANENCE_DATA", data).args(arguments).output()?)
}

fn well(output: &Output) -> anyhow::Result<()> {
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("stores")
}

/// The kinds of row in a folder.
fn kinds(data: &Path) -> anyhow::Result<BTreeSet<String>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("all.jsonl");
    well(&permanence(data, &["export", "--to", &file.to_string_lossy()])?)?;
    let mut found = BTreeSet::new();
    for line in std::fs::read_to_string(file)?.lines().filter(|line| line.contains("\"pk\"")) {
        let row: Value = serde_json::from_str(line)?;
        let (pk, sk) = (row["pk"].as_str().context("a row without pk")?, row["sk"].as_str().unwrap_or_default());
        let word = |text: &str| {
            let is_word = text.chars().all(|one| one.is_ascii_uppercase() || one == '_') && text.len() > 2;
            if is_word { text.to_owned() } else { "*".to_owned() }
        };
        let mut parts = sk.split('#').map(word);
        let first = parts.next().unwrap_or_default();
        let of = word(pk.split('#').next().unwrap_or_default());
        let more = match first.as_str() {
            "DAY" => parts.nth(1),
            "CASE" => parts.next().filter(|next| next == "PERSON"),
            _ => None,
        };
        found.insert([Some(of), Some(first), more].into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    Ok(found)
}

/// The entries of a list; some have one page, and take no limit.
async fn entries(visitor: &Visitor, path: &str) -> anyhow::Result<Vec<Value>> {
    let page = visitor.get(path).await?.must_be(200).with_context(|| path.to_owned())?.json()?;
    match page["next"].as_str() {
        Some(_) => visitor.list(path).await,
        None => page["items"].as_array().cloned().context("a list without items"),
    }
}

/// Everything that programs can read, by path.
async fn everything(home: &LocalHost) -> anyhow::Result<BTreeMap<String, Value>> {
    let coordinator = home.coordinator();
    let mut read = BTreeMap::new();
    let lists = [
        "agencies",
        "services",
        "locations",
        "permanences",
        "advisers",
        "needs",
        "referrals",
        "surveys",
        "staff",
        "sources",
    ];
    for list in lists {
        let path = format!("/v1/{list}");
        for item in entries(&coordinator, &path).await? {
            let id = item["id"].as_str().with_context(|| format!("{list}: {item}"))?;
            let path = format!("/v1/{list}/{id}");
            read.insert(path.clone(), coordinator.get(&path).await?.must_be(200)?.json()?);
            let more: &[&str] = match list {
                "surveys" => &["results", "texts", "contacts"],
                "advisers" => &["busy"],
                _ => &[],
            };
            for part in more {
                let path = format!("{path}/{part}");
                read.insert(path.clone(), coordinator.get(&path).await?.must_be(200)?.json()?);
            }
        }
    }
    for path in ["/v1/deliveries", "/v1/overview", "/v1/rota"] {
        read.insert(path.to_owned(), coordinator.get(path).await?.must_be(200)?.json()?);
    }
    let sessions = entries(&coordinator, "/v1/sessions").await?;
    for session in sessions.iter().filter_map(|session| session["id"].as_str()) {
        let path = format!("/v1/bookings?session={session}");
        let booked = entries(&coordinator, &path).await?;
        if !booked.is_empty() {
            read.insert(path, booked.into());
        }
    }
    // Where it is read has another address each time.
    let here = |value: &Value| serde_json::from_str(&value.to_string().replace(home.address(), "http://here"));
    Ok(read.iter().map(|(path, value)| here(value).map(|value| (path.clone(), value))).collect::<Result<_, _>>()?)
}

/// What of `old` is not in `new`: a version may say more, never less.
fn missing(at: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                missing(&format!("{at}/{name}"), value, new.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (number, (old, new)) in old.iter().zip(new).enumerate() {
                missing(&format!("{at}/{number}"), old, new, found);
            }
        }
        _ if old == new => {}
        _ => found.push(format!("{at}: {old} is {new}")),
    }
}

/// What people and programs do with what was stored.
async fn change(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    coordinator.create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?;
    for list in ["permanences", "advisers", "locations", "agencies", "services"] {
        let one = entries(&coordinator, &format!("/v1/{list}")).await?;
        let path = format!("/v1/{list}/{}", one[0]["id"].as_str().context("an id")?);
        let read = coordinator.get(&path).await?.must_be(200)?;
        let put = coordinator.ask(Method::PUT, &path).header("if-match", read.header("etag")).json(&read.json()?);
        coordinator.send(put).await?.must_be(200).context(path)?;
    }
    let waits = entries(&coordinator, "/v1/referrals?status=sent").await?;
    let path = format!("/console/referrals/{}", waits[0]["id"].as_str().context("a referral that waits")?);
    let desk = Desk::of(home, "coordination@permanence.example").await?;
    desk.press(&path, &format!("{path}/link"), |form| form).await?;
    for path in ["/console", "/console/needs", "/console/schedule", "/console/survey", "/console/deliveries"] {
        desk.page(path).await?;
    }
    home.settle().await?;
    Ok(())
}

/// People are found in what was stored before there were rows to find them by.
async fn found(home: &LocalHost) -> anyhow::Result<()> {
    for _ in 0..10 {
        // What time alone asks for is done on the hour.
        let minutes = 60 - home.now().await?.minute();
        home.advance(&format!("PT{minutes}M")).await?;
        let people = home.coordinator().list("/v1/people?q=somebody@example.org").await?;
        if people.first().is_some_and(|one| one["kept"]["bookings"].as_u64() >= Some(1)) {
            return Ok(());
        }
    }
    anyhow::bail!("who booked is not found")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_earlier_versions_stored_is_read_as_it_was_and_can_be_changed() -> anyhow::Result<()> {
    let mut versions = 0;
    for folder in std::fs::read_dir(stores())? {
        let folder = folder?.path();
        let kept: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(folder.join(ANSWERS))?)?;
        let home = LocalHost::wishes().on(&folder).with("PERMANENCE_CLOCK", text(&kept["now"])?).start().await?;
        let read = everything(&home).await?;
        let mut less = Vec::new();
        for (path, old) in kept.iter().filter(|(path, _)| path.starts_with('/')) {
            missing(path, old, read.get(path).unwrap_or(&Value::Null), &mut less);
        }
        assert!(less.is_empty(), "{}:\n{}", folder.display(), less.join("\n"));
        change(&home).await.with_context(|| folder.display().to_string())?;
        found(&home).await.with_context(|| folder.display().to_string())?;
        home.kill()?;
        well(&permanence(home.data(), &["check"])?)?;
        versions += 1;
    }
    assert!(versions > 0, "a store is kept");
    Ok(())
}

fn text(value: &Value) -> anyhow::Result<&str> {
    value.as_str().with_context(|| format!("a text, not {value}"))
}

/// Makes a store with every kind of row: `make keep-store`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes into the sources"]
#[expect(clippy::disallowed_methods, reason = "`make keep-store` names the version")]
async fn keep_a_store() -> anyhow::Result<()> {
    let name = std::env::var("KEEP").context("KEEP=2026-11 names the version")?;
    let home = LocalHost::wishes().with("PERMANENCE_DEMO_DATA", "1").start().await?;
    let coordinator = home.coordinator();
    // A need by webhook, a mail that nobody takes, and what asks for a mail.
    let source = Source::create(&home, "icab").await?;
    source.webhook(&home, Signer::JavaScript, "kept-1", &zoe()).await?.send(&home).await?.must_be(202)?;
    let mut refused = at("icab", zoe());
    refused["contact"]["email"] = "nobody@somewhere.invalid".into();
    coordinator.create("/v1/needs", &refused).await?.must_be(201)?;
    let invited =
        json!({"name": "Odile Maes", "email": "odile@permanence.example", "role": "coordinator", "language": "fr"});
    coordinator.create("/v1/staff", &invited).await?.must_be(201)?;
    // An adviser's calendar, by mail and by file.
    let adviser = entries(&coordinator, "/v1/advisers").await?[0]["id"].as_str().context("an adviser")?.to_owned();
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270105T090000Z\r\nDTEND:20270105T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let put = coordinator.ask(Method::PUT, &format!("/v1/advisers/{adviser}/busy"));
    coordinator.send(put.header("content-type", "text/calendar").body(ics)).await?.must_be(200)?;
    home.settle().await?;
    let desk = Desk::of(&home, "coordination@permanence.example").await?;
    let page = format!("/console/schedule/advisers/{adviser}");
    desk.press(&page, &format!("{page}/calendar"), |form| form.with("action", "send")).await?;
    // Somebody who waits, and somebody who walked in.
    let sessions = entries(&home.anybody(), "/v1/sessions").await?;
    let of = |session: &Value| {
        let last = session["slots"].as_array()?.iter().rfind(|slot| slot["free"] == 1)?;
        Some(json!({"session": session["id"], "slot": last["local_start"]}))
    };
    let mut wish = sessions.iter().rev().find_map(of).context("a slot with one free seat")?;
    for (name, email, waiting) in [("Zoé Maes", "somebody@example.org", false), ("Ann Claes", "ann@example.org", true)]
    {
        wish["contact"] = json!({"name": name, "email": email, "language": "nl"});
        wish["waiting"] = waiting.into();
        book(&home, &wish).await?.must_be(201)?;
    }
    desk.press("/console/schedule/day", "/console/schedule/walk-in", |form| form.with("walk_in", "true")).await?;
    // An answer that says something, and a wish to be called.
    let survey = entries(&coordinator, "/v1/surveys").await?[0]["id"].as_str().context("a survey")?.to_owned();
    let answer = json!({"language": "fr", "answers":
        {"overall": 5, "useful": 4, "effort": 4, "recommend": 9, "suggestions": "Plus tôt le matin."}});
    home.anybody().create(&format!("/v1/surveys/{survey}/responses"), &answer).await?.must_be(201)?;
    let contact = format!("/s/{survey}/contact");
    let page = home.anybody().get(&contact).await?.must_be(200)?.body;
    let form = Form::of(&page, &format!("{contact}?lang=en"))?
        .with("name", "Zoé Maes")
        .with("email", "zoe@zoe-robotics.example");
    form.send(&home.anybody()).await?.must_be(303)?;
    home.settle().await?;
    let now = home.now().await?.to_rfc3339();
    let answers = everything(&home).await?;
    home.kill()?;

    let folder = stores().join(&name);
    std::fs::create_dir_all(&folder)?;
    let rows = home.data().join("all.jsonl").to_string_lossy().into_owned();
    well(&permanence(home.data(), &["export", "--to", &rows])?)?;
    std::fs::copy(home.data().join("server.key"), folder.join("server.key"))?;
    well(&permanence(&folder, &["import", &rows])?)?;
    let found = kinds(&folder)?;
    let absent: Vec<_> = KINDS.iter().filter(|kind| !found.contains(**kind)).collect();
    let mut kept: BTreeMap<String, Value> = answers;
    kept.insert("now".to_owned(), now.into());
    kept.insert("kinds".to_owned(), json!(found));
    std::fs::write(folder.join(ANSWERS), serde_json::to_vec_pretty(&kept)?)?;
    assert!(absent.is_empty(), "no row of {absent:?}; found {found:?}");
    Ok(())
}
