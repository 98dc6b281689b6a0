//! Records of the table's stream.

use serde::de::DeserializeOwned;
use serde_json::Value;
use store::repos::deliveries::{Delivery, Due, Way};
use store::repos::outbox::{Pending, Uncounted};

/// A record, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its sequence number; empty where it has none.
    pub sequence: String,
    /// What it tells.
    pub decoded: Decoded,
}

/// What a record tells the dispatcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// A commit is to be planned.
    Plan(Pending),
    /// A response is to be counted.
    Count(Uncounted),
    /// A mail of nobody's history, as a sign-in link is, is to be sent: who
    /// wanted it planned it too.
    Send(Due),
    /// A row that is none of the dispatcher's business, or one that went.
    Nothing,
    /// A mark that can't be read, and why.
    Unreadable(&'static str),
}

/// Reads one record. Never fails: what can't be read says so.
pub fn decode(record: &Value) -> Record {
    let sequence = record.pointer("/dynamodb/SequenceNumber").and_then(Value::as_str).unwrap_or_default().to_owned();
    Record { sequence, decoded: decoded(record) }
}

fn decoded(record: &Value) -> Decoded {
    if record.get("eventName").and_then(Value::as_str) != Some("INSERT") {
        return Decoded::Nothing;
    }
    let key = |name: &str| record.pointer(&format!("/dynamodb/Keys/{name}/S")).and_then(Value::as_str);
    let (Some(pk), Some(sk)) = (key("pk"), key("sk")) else { return Decoded::Unreadable("no key") };
    let is_mail = pk.contains("#MAIL#") && sk.starts_with("DELIVERY#");
    if !is_mail && !pk.starts_with("PENDING#") {
        return Decoded::Nothing;
    }
    let Some(doc) = record.pointer("/dynamodb/NewImage/doc/S").and_then(Value::as_str) else {
        return Decoded::Unreadable("no document");
    };
    match sk {
        _ if is_mail => read(doc, |delivery: Delivery| Decoded::Send(delivery.due(Way::Mail))),
        _ if sk.starts_with("COUNT#") => read(doc, Decoded::Count),
        _ => read(doc, Decoded::Plan),
    }
}

fn read<T: DeserializeOwned>(doc: &str, wrap: fn(T) -> Decoded) -> Decoded {
    serde_json::from_str(doc).map_or(Decoded::Unreadable("the document is neither a mark nor a mail"), wrap)
}
