//! Strongly consistent reads. DynamoDB answers less than was asked where that
//! would be too much at once: the rest is asked for until the answer is whole.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use store::table::Start;
use store::{Key, Page, Query, Row, TableError};

use crate::failure::call_error;
use crate::item::{self, Item, PK, SK, key_item};

/// Rounds in a row that brought no row before a get gives up as throttled.
const FRUITLESS_ROUNDS: u32 = 6;
/// Wait after the first fruitless round; it doubles with each.
const FIRST_WAIT_MS: u64 = 20;

pub(crate) async fn get_one(client: &Client, table: &str, key: &Key) -> Result<Option<Row>, TableError> {
    let call = client.get_item().table_name(table).set_key(Some(key_item(key))).consistent_read(true);
    let answer = call.send().await.map_err(|error| call_error(&error))?;
    answer.item.map(item::row).transpose()
}

pub(crate) async fn get_many(client: &Client, table: &str, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
    let mut found = HashMap::with_capacity(keys.len());
    let mut open = distinct(keys);
    let mut fruitless = 0;
    while !open.is_empty() {
        let before = found.len();
        open = get_round(client, table, open, &mut found).await?;
        if open.is_empty() || found.len() > before {
            fruitless = 0;
            continue;
        }
        fruitless += 1;
        if fruitless == FRUITLESS_ROUNDS {
            return Err(TableError::Throttled);
        }
        tokio::time::sleep(Duration::from_millis(FIRST_WAIT_MS << fruitless)).await;
    }
    Ok(keys.iter().map(|key| found.get(key).cloned()).collect())
}

/// DynamoDB refuses a key that is asked twice.
fn distinct(keys: &[Key]) -> Vec<Item> {
    let mut sorted: Vec<&Key> = keys.iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().map(key_item).collect()
}

/// Asks for `open`, adds what came to `found`, and returns what is still open.
async fn get_round(
    client: &Client,
    table: &str,
    open: Vec<Item>,
    found: &mut HashMap<Key, Row>,
) -> Result<Vec<Item>, TableError> {
    let asked = KeysAndAttributes::builder()
        .set_keys(Some(open))
        .consistent_read(true)
        .build()
        .map_err(|error| TableError::Invalid(error.to_string()))?;
    let call = client.batch_get_item().request_items(table, asked);
    let answer = call.send().await.map_err(|error| call_error(&error))?;
    for item in answer.responses.into_iter().flat_map(HashMap::into_values).flatten() {
        let row = item::row(item)?;
        found.insert(row.key.clone(), row);
    }
    let unprocessed = answer.unprocessed_keys.into_iter().flat_map(HashMap::into_values);
    Ok(unprocessed.flat_map(|rest| rest.keys).collect())
}

pub(crate) async fn query(client: &Client, table: &str, query: &Query) -> Result<Page, TableError> {
    let mut start = match query.start() {
        Start::Exhausted => return Ok(Page::default()),
        Start::Beginning => None,
        Start::After(sk) => Some(key_item(&Key::new(&query.pk, sk))),
    };
    // One more than asked tells whether anything follows.
    let wanted = query.limit + 1;
    let mut rows = Vec::new();
    loop {
        let (items, last) = query_round(client, table, query, start, wanted - rows.len()).await?;
        for item in items {
            let row = item::row(item)?;
            // The end of a range is no part of it; BETWEEN thinks it is.
            if query.to.as_ref() != Some(&row.key.sk) {
                rows.push(row);
            }
        }
        start = last;
        if start.is_none() || rows.len() >= wanted {
            break;
        }
    }
    let more = rows.len() > query.limit;
    rows.truncate(query.limit);
    let next = rows.last().filter(|_| more).map(|row| row.key.sk.clone());
    Ok(Page { rows, next })
}

async fn query_round(
    client: &Client,
    table: &str,
    query: &Query,
    start: Option<Item>,
    limit: usize,
) -> Result<(Vec<Item>, Option<Item>), TableError> {
    let condition = match (&query.from, &query.to) {
        (None, None) => "#pk = :pk",
        (Some(_), None) => "#pk = :pk AND #sk >= :from",
        (None, Some(_)) => "#pk = :pk AND #sk < :to",
        (Some(_), Some(_)) => "#pk = :pk AND #sk BETWEEN :from AND :to",
    };
    let text = |value: &String| AttributeValue::S(value.clone());
    let mut call = client
        .query()
        .table_name(table)
        .consistent_read(true)
        .scan_index_forward(!query.descending)
        .limit(i32::try_from(limit).unwrap_or(i32::MAX))
        .set_exclusive_start_key(start)
        .key_condition_expression(condition)
        .expression_attribute_names("#pk", PK)
        .expression_attribute_values(":pk", text(&query.pk));
    for (name, bound) in [(":from", &query.from), (":to", &query.to)] {
        if let Some(bound) = bound {
            call = call.expression_attribute_values(name, text(bound));
        }
    }
    if query.from.is_some() || query.to.is_some() {
        call = call.expression_attribute_names("#sk", SK);
    }
    let answer = call.send().await.map_err(|error| call_error(&error))?;
    Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
}
