//! What programs can read, and whether all of it is there again.

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::Datelike as _;
use journeys::{Home as _, LocalHost, Visitor};
use serde_json::Value;

/// Lists whose entries are read one by one, with the field that names an entry and
/// what else is read of it.
const LISTS: [(&str, &str, &[&str]); 23] = [
    ("agencies", "id", &[]),
    ("services", "id", &[]),
    ("locations", "id", &[]),
    ("permanences", "id", &[]),
    ("advisers", "id", &["busy"]),
    ("needs", "id", &[]),
    ("referrals", "id", &[]),
    ("members", "id", &["proposals"]),
    ("rules", "id", &["versions"]),
    ("strategies", "need_type", &["versions"]),
    ("keywords", "need_type", &["versions"]),
    ("surveys", "id", &["results", "texts", "contacts"]),
    ("waves", "id", &["results"]),
    ("questionnaires", "version", &[]),
    ("suggestions", "id", &[]),
    ("alerts", "id", &[]),
    ("news", "id", &[]),
    ("imports", "id", &[]),
    ("plans", "id", &[]),
    ("repairs", "id", &[]),
    ("staff", "id", &[]),
    ("sources", "id", &["messages"]),
    ("endpoints", "id", &["attempts"]),
];

/// Lists and pages that are read whole.
const WHOLE: [&str; 8] = [
    "/v1/deliveries",
    "/v1/overview",
    "/v1/rota",
    "/v1/places",
    "/v1/erasures",
    "/v1/members/duplicates",
    "/v1/statistics",
    "/v1/worklist?limit=100",
];

/// What is kept beside entries of the directory, by sort.
const BESIDE: [(&str, &str); 3] = [("agencies", "history"), ("locations", "facts"), ("services", "end")];

/// The entries of a list; some have one page, and take no limit.
pub(crate) async fn entries(visitor: &Visitor, path: &str) -> anyhow::Result<Vec<Value>> {
    let page = visitor.get(path).await?.must_be(200).with_context(|| path.to_owned())?.json()?;
    match page["next"].as_str() {
        Some(_) => visitor.list(path).await,
        None => page["items"].as_array().cloned().context("a list without items"),
    }
}

/// Everything that programs can read, by path.
pub(crate) async fn everything(home: &LocalHost) -> anyhow::Result<BTreeMap<String, Value>> {
    let coordinator = home.coordinator();
    let mut read = BTreeMap::new();
    for (list, name, parts) in LISTS {
        for item in entries(&coordinator, &format!("/v1/{list}")).await? {
            // Versions are numbers, whatever else is named is text.
            let id = item[name].as_str().map_or_else(|| item[name].to_string(), str::to_owned);
            let path = format!("/v1/{list}/{id}");
            let mut paths = vec![path.clone()];
            paths.extend(parts.iter().map(|part| format!("{path}/{part}")));
            for path in paths {
                let answer = coordinator.get(&path).await?.must_be(200).with_context(|| path.clone())?.json()?;
                read.insert(path, answer);
            }
            for (_, part) in BESIDE.iter().filter(|(sort, _)| *sort == list) {
                where_it_is(&coordinator, &format!("/v1/directory/{list}/{id}/{part}"), &mut read).await?;
            }
        }
    }
    for path in WHOLE {
        read.insert(path.to_owned(), coordinator.get(path).await?.must_be(200)?.json()?);
    }
    let now = home.now().await?;
    let month = now.format("%Y-%m");
    for path in [
        "/v1/questionnaires/draft".to_owned(),
        format!("/v1/digests/icab/{month}"),
        format!("/v1/digest-items/{month}"),
        format!("/v1/reports/{}-Q{}", now.year(), now.month0() / 3 + 1),
    ] {
        where_it_is(&coordinator, &path, &mut read).await?;
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

/// Reads what there may be.
async fn where_it_is(visitor: &Visitor, path: &str, read: &mut BTreeMap<String, Value>) -> anyhow::Result<()> {
    let answer = visitor.get(path).await?;
    if answer.status != 404 {
        read.insert(path.to_owned(), answer.must_be(200).with_context(|| path.to_owned())?.json()?);
    }
    Ok(())
}

/// What of the answers that were kept is not read any more: a version may say
/// more, never less.
pub(crate) fn less(kept: &BTreeMap<String, Value>, read: &BTreeMap<String, Value>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, old) in kept.iter().filter(|(path, _)| path.starts_with('/')) {
        missing(path, old, read.get(path).unwrap_or(&Value::Null), &mut found);
    }
    found
}

/// What of `old` is not in `new`.
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
