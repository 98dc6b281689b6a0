//! What the coordinator does with a digest or news: look, change, send.

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::field_error::FieldError;
use domain::ids::LocationId;
use domain::inform::{Digest, DigestDraft, Issue, Month, News, NewsDraft, Stage};
use store::{Store, TableError, Transaction, Versioned};

use super::contents::contents;

/// Why nothing was changed or sent.
#[derive(Debug, thiserror::Error)]
pub enum InformError {
    /// It is sent, and stays as it is.
    #[error("it is sent")]
    Sent,
    /// Nobody looked at it as it stands.
    #[error("nobody looked at it")]
    NotSeen,
    /// Something in it changed since it was looked at.
    #[error("it changed since it was looked at")]
    Changed,
    /// Fields are wrong.
    #[error("fields are wrong")]
    Invalid(Vec<FieldError>),
    /// The table failed, or it changed since it was read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// A digest as it stands, where its place is open: one that is not sent shows
/// what is ahead. One read.
pub async fn one_digest(
    store: &Store,
    (location, month): (&LocationId, Month),
) -> Result<Option<Versioned<Digest>>, TableError> {
    let found = store.monthly().digest(month, location).await?;
    let now = store.now();
    Ok(found.map(|Versioned { value, version }| {
        let contents = if value.sent_at.is_some() { value.contents } else { value.contents.still_ahead(now) };
        Versioned { value: Digest { contents, ..value }, version }
    }))
}

fn unsent(stage: Stage) -> Result<(), InformError> {
    if stage == Stage::Sent { Err(InformError::Sent) } else { Ok(()) }
}

async fn save(store: &Store, digest: &Digest, version: u64) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.monthly().save_digest(&mut tx, digest, Some(version));
    store.commit(tx).await
}

/// Changes a digest over the version read: one commit.
///
/// # Errors
/// Where it is sent, a field is wrong, or it changed since it was read.
pub async fn change_digest(
    store: &Store,
    before: Versioned<Digest>,
    draft: DigestDraft,
) -> Result<Versioned<Digest>, InformError> {
    unsent(before.value.stage())?;
    let after = draft.parse(before.value, store.now()).map_err(InformError::Invalid)?;
    save(store, &after, before.version).await?;
    Ok(Versioned { value: after, version: before.version + 1 })
}

/// Brings a digest up to date: what was looked at and differs is to be looked at
/// again. Reads as [`contents`]; one commit.
///
/// # Errors
/// Where it is sent, or changed since it was read.
pub async fn renew(
    store: &Store,
    catalogue: &Catalogue,
    before: Versioned<Digest>,
) -> Result<Versioned<Digest>, InformError> {
    unsent(before.value.stage())?;
    let after = renew_in_memory(store, catalogue, before.value).await?;
    save(store, &after, before.version).await?;
    Ok(Versioned { value: after, version: before.version + 1 })
}

/// Sends a digest that somebody looked at: its mails follow, in pieces. What
/// changed since, such as a session that was cancelled, is kept and to be looked
/// at first. Reads as [`contents`]; one commit.
///
/// # Errors
/// Where it is sent, was not looked at, or differs from what was looked at.
pub async fn begin_sending(
    store: &Store,
    catalogue: &Catalogue,
    before: Versioned<Digest>,
) -> Result<Versioned<Digest>, InformError> {
    unsent(before.value.stage())?;
    if before.value.stage() != Stage::Seen {
        return Err(InformError::NotSeen);
    }
    let renewed = renew_in_memory(store, catalogue, before.value).await?;
    if renewed.stage() != Stage::Seen {
        save(store, &renewed, before.version).await?;
        return Err(InformError::Changed);
    }
    let sent = Digest { sent_at: Some(store.now()), ..renewed };
    let issue = Issue::Digest { month: sent.month, location: sent.location.clone() };
    let mut tx = Transaction::new();
    store.monthly().save_digest(&mut tx, &sent, Some(before.version));
    store.monthly().begin_sending(&mut tx, &issue);
    store.commit(tx).await?;
    Ok(Versioned { value: sent, version: before.version + 1 })
}

async fn renew_in_memory(store: &Store, catalogue: &Catalogue, digest: Digest) -> Result<Digest, TableError> {
    let services = digest.contents.services.clone();
    let now = contents(store, catalogue, (&digest.location, digest.month), services).await?;
    Ok(digest.with(now, store.now()))
}

/// Writes news, or changes it over the version read: one commit.
///
/// # Errors
/// Where it is sent, a field is wrong, or it changed since it was read.
pub async fn change_news(
    store: &Store,
    catalogue: &Catalogue,
    (id, before): (&str, Option<Versioned<News>>),
    draft: NewsDraft,
) -> Result<Versioned<News>, InformError> {
    if let Some(before) = &before {
        unsent(before.value.stage())?;
    }
    let now: Instant = store.now();
    let created_at = before.as_ref().map_or(now, |before| before.value.created_at);
    let after = draft.parse((id.to_owned(), created_at), catalogue, now).map_err(InformError::Invalid)?;
    let mut tx = Transaction::new();
    store.monthly().save_news(&mut tx, &after, before.as_ref().map(|before| before.version));
    store.commit(tx).await?;
    Ok(Versioned { value: after, version: before.map_or(1, |before| before.version + 1) })
}

/// Sends news that somebody looked at: one commit.
///
/// # Errors
/// Where it is sent, or was not looked at.
pub async fn begin_news(store: &Store, before: Versioned<News>) -> Result<Versioned<News>, InformError> {
    unsent(before.value.stage())?;
    if before.value.stage() != Stage::Seen {
        return Err(InformError::NotSeen);
    }
    let sent = News { sent_at: Some(store.now()), ..before.value };
    let mut tx = Transaction::new();
    store.monthly().save_news(&mut tx, &sent, Some(before.version));
    store.monthly().begin_sending(&mut tx, &Issue::News { id: sent.id.clone() });
    store.commit(tx).await?;
    Ok(Versioned { value: sent, version: before.version + 1 })
}
