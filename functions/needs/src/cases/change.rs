//! Changing a need that somebody has read: over the version they read, once.

use domain::event::Actor;
use domain::ids::NeedId;
use domain::moves::{Moment, MoveError};
use domain::need::{Decided, NeedCase};
use flows::needs::save_moved;
use http::StatusCode;
use store::{Store, Transaction};
use web::extract::{Id, IfMatch, Precondition, Target, tagged};
use web::views::NeedView;
use web::{Desk, Lang, Problem, Reply};

/// Moves the need on by `decide`, as a program asks; answers how it stands now. 404
/// when there is none, 412 when it changed since it was read. Two reads, one commit.
pub(crate) async fn change(
    desk: &Desk,
    Target(Id(need), IfMatch(expected)): Target<Id<NeedId>>,
    lang: Lang,
    decide: impl FnOnce(NeedCase, &Moment<'_>) -> Result<Decided, MoveError>,
) -> Reply {
    let (case, version) = changed(desk.store(), &need, &expected, &desk.staff.actor, decide).await?;
    let catalogue = desk.catalogue().await?;
    tagged(StatusCode::OK, version, &NeedView::of(&case, &catalogue, lang.language()))
}

/// Moves the need on over the version that its page showed; goes back to the page,
/// which says what was `done`. Two reads, one commit.
pub(crate) async fn press(
    store: &Store,
    (need, version): (&NeedId, u64),
    actor: &Actor,
    done: &str,
    decide: impl FnOnce(NeedCase, &Moment<'_>) -> Result<Decided, MoveError>,
) -> Reply {
    changed(store, need, &Precondition::Versions(vec![version]), actor, decide).await?;
    Ok(web::done(&format!("/console/needs/{need}"), done))
}

/// The need as it stands now, with its version.
async fn changed(
    store: &Store,
    need: &NeedId,
    expected: &Precondition,
    actor: &Actor,
    decide: impl FnOnce(NeedCase, &Moment<'_>) -> Result<Decided, MoveError>,
) -> Result<(NeedCase, u64), Problem> {
    let catalogue = store.catalogue().load().await?;
    let before = store.needs().load(need).await?.ok_or_else(Problem::not_found)?;
    expected.check(before.version)?;
    let decided = decide(before.case.clone(), &Moment::new(&catalogue, store.now(), actor))?;
    if decided.events.is_empty() {
        return Ok((before.case, before.version));
    }
    let mut tx = Transaction::new();
    save_moved(store, &mut tx, &before, &decided).await?;
    store.commit(tx).await.map_err(Problem::of_change)?;
    Ok((decided.case, before.version + 1))
}
