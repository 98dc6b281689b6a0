//! The whole table, for exports and moves by an operator: no part of the port,
//! and no role of a function allows it.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use store::{Key, Row, TableError};

use crate::commit::whole_item;
use crate::failure::call_error;
use crate::item::{self, Item, PK, SK, key_item};

/// Items of one call, as DynamoDB limits them.
const ITEMS: usize = 25;
/// Rounds in a row that wrote nothing before giving up as throttled.
const FRUITLESS_ROUNDS: u32 = 8;
const FIRST_WAIT_MS: u64 = 50;

pub(crate) async fn rows_after(
    client: &Client,
    table: &str,
    after: Option<&Key>,
) -> Result<(Vec<Row>, Option<Key>), TableError> {
    let call = client.scan().table_name(table).consistent_read(true).set_exclusive_start_key(after.map(key_item));
    let answer = call.send().await.map_err(|error| call_error(&error))?;
    let next = answer.last_evaluated_key.as_ref().and_then(key_of);
    let rows = answer.items.unwrap_or_default().into_iter().map(item::row).collect::<Result<_, _>>()?;
    Ok((rows, next))
}

fn key_of(item: &Item) -> Option<Key> {
    let part = |name: &str| item.get(name)?.as_s().ok().cloned();
    Some(Key { pk: part(PK)?, sk: part(SK)? })
}

pub(crate) async fn restore(client: &Client, table: &str, rows: &[Row]) -> Result<(), TableError> {
    for chunk in rows.chunks(ITEMS) {
        let mut open = chunk.iter().map(request).collect::<Result<Vec<_>, _>>()?;
        let mut fruitless = 0;
        while !open.is_empty() {
            let before = open.len();
            let call = client.batch_write_item().set_request_items(Some(HashMap::from([(table.to_owned(), open)])));
            let answer = call.send().await.map_err(|error| call_error(&error))?;
            open = answer.unprocessed_items.and_then(|mut left| left.remove(table)).unwrap_or_default();
            if open.len() < before {
                fruitless = 0;
                continue;
            }
            fruitless += 1;
            if fruitless == FRUITLESS_ROUNDS {
                return Err(TableError::Throttled);
            }
            tokio::time::sleep(Duration::from_millis(FIRST_WAIT_MS << fruitless)).await;
        }
    }
    Ok(())
}

fn request(row: &Row) -> Result<WriteRequest, TableError> {
    let put = PutRequest::builder().set_item(Some(whole_item(&row.key, &row.doc, row.expires_at, row.version)));
    let put = put.build().map_err(|error| TableError::Invalid(error.to_string()))?;
    Ok(WriteRequest::builder().put_request(put).build())
}
