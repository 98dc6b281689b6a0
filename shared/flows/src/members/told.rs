//! What a place's own program tells of its members: one joined, changed, left.

use chrono::NaiveDate;
use domain::event::Actor;
use domain::ids::{LocationId, MemberId};
use domain::member::matching::core_name;
use domain::member::{Mode, NAME_FIELD, Sent, Source};
use store::Store;
use store::repos::idempotency::Claim;
use store::repos::members::Same;

use super::attach::alike;
use super::change::{enter, learn};
use crate::error::FlowError;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It is hosted there now.
    Joined,
    /// What is known of it changed.
    Changed,
    /// It left, on this day.
    Left(NaiveDate),
}

/// Takes in what a place tells of a member. One that is not known there yet is
/// entered; one of the same number or name at another place stays what it is,
/// and the two are a pair for a person. Answers the member; `None` where one
/// left that nobody knew. Told twice it changes nothing. Up to nine reads, one
/// commit.
pub async fn told(
    store: &Store,
    place: &LocationId,
    (told, mut sent): (Told, Sent),
    actor: Actor,
    claim: &Claim,
) -> Result<Option<MemberId>, FlowError> {
    let mut alike = alike(store, &sent.profile).await?;
    alike.retain(|member| member.location() == Some(place));
    let here = match alike.into_iter().next() {
        Some(member) => Some(member.id),
        // A place knows its members by name.
        None => {
            let name = sent.profile.get(NAME_FIELD).and_then(|value| value.as_str()).unwrap_or_default();
            let same = Same::Name(&core_name(name), place.as_str());
            store.members().same(same).await?.into_iter().next()
        }
    };
    let Some(id) = here else {
        if matches!(told, Told::Left(_)) {
            return Ok(None);
        }
        // The id derives from the message's, so that it enters one member.
        let id = MemberId::parse(&format!("h{}", claim.hash.chars().take(24).collect::<String>()));
        let id = id.map_err(|_| FlowError::NotFound)?;
        let by = (Source::HostList, actor);
        return match enter(store, (id.clone(), sent), by, None, |_, _| None).await {
            Ok(_) | Err(FlowError::ChangedMeanwhile) => Ok(Some(id)),
            Err(error) => Err(error),
        };
    };
    if let Told::Left(day) = told {
        sent.place = Some((place.clone(), None));
        sent.set_until(Some(day));
    }
    learn(store, &id, None, (sent, Mode::Part), (Source::HostList, actor)).await?;
    Ok(Some(id))
}
