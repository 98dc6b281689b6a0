//! Words that hint at a kind of need, by kind: changed, tried on what members
//! wrote, in versions; the coordinator's.

mod api;
mod console;

use domain::catalogue::Catalogue;
use domain::determine::{Folded, hits};
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{NeedId, NeedTypeId};
use domain::need_type::Keywords;
use serde::Serialize;
use store::repos::needs::NeedFilter;
use store::repos::versions::Version;
use store::{Store, TableError};
use utoipa::ToSchema;
use web::{Context, Problem, Routes, get, routes};

use crate::cases::recent::recent;

/// Words of one language, at most.
const WORDS: usize = 60;
/// Characters of a word, at most.
const CHARACTERS: usize = 60;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::try_out))
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::versions))
        .route("/console/needs/keywords", get(console::page))
        .route("/console/needs/keywords/{need_type}", get(console::one).post(console::act))
}

/// The words of a kind of need; 404 where there is none.
fn known<'a>(catalogue: &'a Catalogue, need_type: &NeedTypeId) -> Result<&'a Keywords, Problem> {
    catalogue.need_type(need_type).map(|kind| &kind.keywords).ok_or_else(Problem::not_found)
}

/// What is wrong with words, at its place.
fn check(words: &Keywords) -> Result<(), Vec<FieldError>> {
    let mut errors = Vec::new();
    for (language, list) in [("fr", &words.fr), ("nl", &words.nl), ("en", &words.en)] {
        if list.len() > WORDS {
            errors.push(FieldError::new(format!("/{language}"), Wrong::TooMany(WORDS)));
        }
        for (at, word) in list.iter().enumerate() {
            let pointer = format!("/{language}/{at}");
            if word.trim().is_empty() {
                errors.push(FieldError::new(pointer, Wrong::Missing));
            } else if word.chars().count() > CHARACTERS {
                errors.push(FieldError::new(pointer, Wrong::TooLong(CHARACTERS)));
            } else if list[..at].contains(word) {
                errors.push(FieldError::new(pointer, Wrong::Twice));
            }
        }
    }
    if words.fr.is_empty() && words.nl.is_empty() && words.en.is_empty() {
        errors.push(FieldError::new("/fr", Wrong::Missing));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The number of the version that holds; the directory's own is 1. One query.
async fn version(store: &Store, need_type: &NeedTypeId) -> Result<u32, TableError> {
    let all = store.versions().all::<Keywords>(need_type.as_str()).await?;
    Ok(u32::try_from(all.len()).unwrap_or(u32::MAX).saturating_add(1))
}

/// Sets the words over the version that the caller read. Three reads, one commit.
async fn set(
    context: &Context,
    need_type: &NeedTypeId,
    read: u32,
    (words, why): (Keywords, Option<String>),
    actor: Actor,
) -> Result<u32, Problem> {
    let store = &context.store;
    if version(store, need_type).await? != read {
        return Err(Problem::changed_meanwhile());
    }
    let at = store.now();
    let version = |_| Version { value: Some(words), at, actor, why };
    store.versions().set(need_type.as_str(), version).await.map_err(Problem::of_change)
}

/// What a change of words would do.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = TriedKeywords)]
struct Tried {
    /// Needs of the last twelve months that somebody wrote words with.
    needs: usize,
    /// Those whose words would hint at this kind, and do not.
    #[schema(value_type = Vec<String>)]
    hinted: Vec<NeedId>,
    /// Those whose words do, and would no more.
    #[schema(value_type = Vec<String>)]
    no_longer: Vec<NeedId>,
}

/// Tries words on what members wrote in the last twelve months. A query and a
/// read for each hundred needs.
async fn tried(store: &Store, before: &Keywords, after: &Keywords) -> Result<Tried, TableError> {
    let (mut found, mut from) = (Tried::default(), None);
    loop {
        let (ids, next) = recent(store, &NeedFilter::default(), from).await?;
        let people = if ids.is_empty() { Vec::new() } else { store.needs().people(&ids).await? };
        for (id, person) in ids.into_iter().zip(people) {
            let Some(person) = person.filter(|person| !person.description.is_empty()) else { continue };
            let text = Folded::new(&person.description);
            found.needs += 1;
            match (hits(before, &text).is_empty(), hits(after, &text).is_empty()) {
                (true, false) => found.hinted.push(id),
                (false, true) => found.no_longer.push(id),
                _ => {}
            }
        }
        if next.is_none() {
            return Ok(found);
        }
        from = next;
    }
}
