//! Making the table, for tests and for a local DynamoDB. In AWS the template
//! makes it, with the same keys and the same TTL attribute.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType, TableStatus,
    TimeToLiveSpecification,
};
use store::TableError;

use crate::failure::call_error;
use crate::item::{EXPIRY, PK, SK};

const POLLS: u32 = 100;
const POLL_MS: u64 = 100;

/// Makes the table and waits until it answers; one that is there already is
/// left as it is.
pub async fn create_table(client: &Client, name: &str) -> Result<(), TableError> {
    let call = client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(text_attribute(PK)?)
        .attribute_definitions(text_attribute(SK)?)
        .key_schema(key_part(PK, KeyType::Hash)?)
        .key_schema(key_part(SK, KeyType::Range)?);
    match call.send().await {
        Ok(_) => {
            until_active(client, name).await?;
            expire(client, name).await
        }
        Err(error) if is_there(&error) => until_active(client, name).await,
        Err(error) => Err(call_error(&error)),
    }
}

async fn until_active(client: &Client, name: &str) -> Result<(), TableError> {
    for _ in 0..POLLS {
        let answer = client.describe_table().table_name(name).send().await;
        let described = answer.map_err(|error| call_error(&error))?.table;
        if described.and_then(|table| table.table_status) == Some(TableStatus::Active) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(POLL_MS)).await;
    }
    Err(TableError::Unavailable(format!("the table {name} does not become active")))
}

async fn expire(client: &Client, name: &str) -> Result<(), TableError> {
    let by = TimeToLiveSpecification::builder().enabled(true).attribute_name(EXPIRY);
    let by = by.build().map_err(unbuilt)?;
    let call = client.update_time_to_live().table_name(name).time_to_live_specification(by);
    call.send().await.map_err(|error| call_error(&error))?;
    Ok(())
}

fn is_there<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    error.code() == Some("ResourceInUseException")
}

fn text_attribute(name: &str) -> Result<AttributeDefinition, TableError> {
    let attribute = AttributeDefinition::builder().attribute_name(name);
    attribute.attribute_type(ScalarAttributeType::S).build().map_err(unbuilt)
}

fn key_part(name: &str, kind: KeyType) -> Result<KeySchemaElement, TableError> {
    KeySchemaElement::builder().attribute_name(name).key_type(kind).build().map_err(unbuilt)
}

fn unbuilt(error: BuildError) -> TableError {
    TableError::Invalid(error.to_string())
}
