//! Rows as items.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use store::{Key, Row, TableError};

/// Partition key.
pub(crate) const PK: &str = "pk";
/// Sort key.
pub(crate) const SK: &str = "sk";
/// Document.
pub(crate) const DOC: &str = "doc";
/// Version.
pub(crate) const VERSION: &str = "v";
/// Expiry; the table's TTL attribute.
pub(crate) const EXPIRY: &str = "exp";

/// Attributes by name.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The key attributes.
pub(crate) fn key_item(key: &Key) -> Item {
    HashMap::from([
        (PK.to_owned(), AttributeValue::S(key.pk.clone())),
        (SK.to_owned(), AttributeValue::S(key.sk.clone())),
    ])
}

/// A number as DynamoDB takes it.
pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// The row that an item is.
pub(crate) fn row(mut item: Item) -> Result<Row, TableError> {
    Ok(Row {
        key: Key { pk: text(&mut item, PK)?, sk: text(&mut item, SK)? },
        doc: text(&mut item, DOC)?,
        version: integer(&item, VERSION)?.ok_or_else(|| corrupt(VERSION))?,
        expires_at: integer(&item, EXPIRY)?,
    })
}

fn text(item: &mut Item, name: &str) -> Result<String, TableError> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        _ => Err(corrupt(name)),
    }
}

fn integer<N: std::str::FromStr>(item: &Item, name: &str) -> Result<Option<N>, TableError> {
    match item.get(name) {
        None => Ok(None),
        Some(AttributeValue::N(digits)) => digits.parse().map(Some).map_err(|_| corrupt(name)),
        Some(_) => Err(corrupt(name)),
    }
}

fn corrupt(name: &str) -> TableError {
    TableError::Corrupt(format!("attribute {name} of an item is missing or malformed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item() -> Item {
        let mut item = key_item(&Key::new("p", "s"));
        item.insert(DOC.to_owned(), AttributeValue::S("{}".to_owned()));
        item.insert(VERSION.to_owned(), number(u64::MAX));
        item.insert(EXPIRY.to_owned(), number(-1_i64));
        item
    }

    #[test]
    fn an_item_is_a_row() {
        let expected = Row { key: Key::new("p", "s"), doc: "{}".to_owned(), version: u64::MAX, expires_at: Some(-1) };
        assert_eq!(row(item()), Ok(expected));
    }

    #[test]
    fn an_item_that_is_no_row_is_corrupt() {
        for name in [PK, SK, DOC, VERSION] {
            let mut item = item();
            item.remove(name);
            assert!(matches!(row(item), Err(TableError::Corrupt(_))), "without {name}");
        }
        for name in [DOC, VERSION, EXPIRY] {
            let mut item = item();
            item.insert(name.to_owned(), AttributeValue::Bool(true));
            assert!(matches!(row(item), Err(TableError::Corrupt(_))), "with a wrong {name}");
        }
    }
}
