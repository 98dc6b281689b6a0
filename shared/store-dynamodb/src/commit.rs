//! Writes as the actions of a transaction.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem, Update};
use store::{Condition, Key, TableError, Write};

use crate::item::{DOC, EXPIRY, Item, VERSION, key_item, number};

const ABSENT: &str = "attribute_not_exists(pk) OR exp <= :now";
const OF_VERSION: &str = "v = :n AND (attribute_not_exists(exp) OR exp > :now)";
/// A check must ask something; this holds for every row and for none.
const ANYTHING: &str = "attribute_exists(pk) OR attribute_not_exists(pk)";

/// The action that does what `write` says, judged at `now`.
pub(crate) fn action(table: &str, write: &Write, now: i64) -> Result<TransactWriteItem, TableError> {
    let (expression, values) = condition(write.condition(), now);
    let item = TransactWriteItem::builder();
    let built = match write {
        Write::Check { key, .. } => ConditionCheck::builder()
            .table_name(table)
            .set_key(Some(key_item(key)))
            .condition_expression(expression.unwrap_or(ANYTHING))
            .set_expression_attribute_values(values)
            .build()
            .map(|check| item.condition_check(check)),
        Write::Delete { key, .. } => Delete::builder()
            .table_name(table)
            .set_key(Some(key_item(key)))
            .set_condition_expression(expression.map(str::to_owned))
            .set_expression_attribute_values(values)
            .build()
            .map(|delete| item.delete(delete)),
        Write::Put { key, doc, expires_at, condition: Condition::Any } => {
            counting_put(table, key, doc, *expires_at).map(|update| item.update(update))
        }
        Write::Put { key, doc, expires_at, condition } => Put::builder()
            .table_name(table)
            .set_item(Some(whole_item(key, doc, *expires_at, version_after(*condition))))
            .set_condition_expression(expression.map(str::to_owned))
            .set_expression_attribute_values(values)
            .build()
            .map(|put| item.put(put)),
    };
    built.map(|item| item.build()).map_err(|error| TableError::Invalid(error.to_string()))
}

fn condition(condition: Condition, now: i64) -> (Option<&'static str>, Option<Item>) {
    match condition {
        Condition::Any => (None, None),
        Condition::Absent => (Some(ABSENT), Some(Item::from([(":now".to_owned(), number(now))]))),
        Condition::Version(version) => {
            let values = [(":now".to_owned(), number(now)), (":n".to_owned(), number(version))];
            (Some(OF_VERSION), Some(Item::from(values)))
        }
    }
}

const fn version_after(condition: Condition) -> u64 {
    match condition {
        Condition::Any | Condition::Absent => 1,
        Condition::Version(version) => version.saturating_add(1),
    }
}

pub(crate) fn whole_item(key: &Key, doc: &str, expires_at: Option<i64>, version: u64) -> Item {
    let mut item = key_item(key);
    item.insert(DOC.to_owned(), AttributeValue::S(doc.to_owned()));
    item.insert(VERSION.to_owned(), number(version));
    if let Some(at) = expires_at {
        item.insert(EXPIRY.to_owned(), number(at));
    }
    item
}

/// Nobody knows the version before, so DynamoDB counts.
fn counting_put(table: &str, key: &Key, doc: &str, expires_at: Option<i64>) -> Result<Update, BuildError> {
    let update = Update::builder()
        .table_name(table)
        .set_key(Some(key_item(key)))
        .expression_attribute_values(":doc", AttributeValue::S(doc.to_owned()))
        .expression_attribute_values(":zero", number(0))
        .expression_attribute_values(":one", number(1));
    let count = "SET doc = :doc, v = if_not_exists(v, :zero) + :one";
    match expires_at {
        Some(at) => {
            update.update_expression(format!("{count}, exp = :exp")).expression_attribute_values(":exp", number(at))
        }
        None => update.update_expression(format!("{count} REMOVE exp")),
    }
    .build()
}
