//! The engine as a [`Table`].

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use store::{Commit, Key, Page, Query, Row, Table, TableError, limits};

use crate::commit::action;
use crate::failure::commit_error;
use crate::{read, whole};

/// A DynamoDB table.
///
/// The client may retry by itself (the SDK does, three calls by default) or
/// leave it to [`store::decorators::RetryingTable`]; neither applies a commit
/// twice.
#[derive(Debug, Clone)]
pub struct DynamoTable {
    client: Client,
    name: String,
}

impl DynamoTable {
    /// The table `name` in the client's account and region; it must exist.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self { client, name: name.into() }
    }

    /// The client it calls with.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// A page of all items, expired ones included, and where the next begins:
    /// for exports by an operator, never for a request.
    pub async fn rows_after(&self, after: Option<&Key>) -> Result<(Vec<Row>, Option<Key>), TableError> {
        whole::rows_after(&self.client, &self.name, after).await
    }

    /// Writes rows as they are, versions included, over what stood there, 25 to
    /// a call: for an operator who moves a table here.
    pub async fn restore(&self, rows: &[Row]) -> Result<(), TableError> {
        whole::restore(&self.client, &self.name, rows).await
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

#[async_trait]
impl Table for DynamoTable {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Row>>, TableError> {
        limits::check_get(keys)?;
        match keys {
            [key] => Ok(vec![read::get_one(&self.client, &self.name, key).await?]),
            many => read::get_many(&self.client, &self.name, many).await,
        }
    }

    async fn query(&self, query: &Query) -> Result<Page, TableError> {
        limits::check_query(query)?;
        read::query(&self.client, &self.name, query).await
    }

    async fn commit(&self, commit: Commit) -> Result<(), TableError> {
        limits::check_commit(&commit)?;
        let Commit { writes, token, now } = commit;
        let actions: Vec<_> = writes.iter().map(|write| action(&self.name, write, now)).collect::<Result<_, _>>()?;
        self.client
            .transact_write_items()
            .set_transact_items(Some(actions))
            // Where there is none, the SDK makes one that covers its own retries.
            .set_client_request_token(token)
            .send()
            .await
            .map_err(|error| commit_error(&error))?;
        Ok(())
    }
}
