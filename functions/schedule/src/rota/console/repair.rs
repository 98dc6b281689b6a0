//! A session at which nobody is gets what was pressed on the work list: a
//! colleague, another time or another place, as long as that is still possible.

use axum::response::{IntoResponse as _, Redirect};
use chrono::NaiveDate;
use domain::clock::BRUSSELS;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::{Apart, Permanence};
use flows::bookings::{Mend, Repairs, unattended};
use serde::Deserialize;
use store::Transaction;
use store::keys::PermanenceList;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::{CoordinatorDesk, Problem, Reply};

/// Which session, and what is done.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct RepairForm {
    /// The day on which the series has the session.
    date: String,
    /// [`Mend::code`].
    mend: String,
    /// [`Mend::value`].
    value: String,
}

/// Does it and goes back to the list, which offers to undo another time. 412 where
/// it is not possible any more. Three reads, what [`unattended`] and
/// [`Repairs::of`] read, and one commit; the bookings follow.
pub(crate) async fn repair(desk: CoordinatorDesk, Id(id): Id<PermanenceId>, form: FormBody<RepairForm>) -> Reply {
    let RepairForm { date, mend, value } = form.into_value()?;
    let (store, date) = (desk.store(), date.parse::<NaiveDate>().map_err(|_| Problem::not_found())?);
    let before = store.permanences().load(&id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = store.catalogue().load().await?;
    let all = store.permanences().list(&PermanenceList::All, store.now().day_in(BRUSSELS)).await?;
    let session = SessionId::of(&id, date);
    let own = std::slice::from_ref(&before.value);
    let found = unattended(store, &catalogue, own).await?.into_iter().find(|one| one.session.id == session);
    let one = found.ok_or_else(Problem::changed_meanwhile)?;
    let possible = Repairs::among(store, &catalogue, &all).of(&one).await?;
    let wanted = possible.into_iter().find(|one| one.mend.code() == mend && one.mend.value() == value);
    let wanted = wanted.ok_or_else(Problem::changed_meanwhile)?;
    let (permanences, by) = (store.permanences(), desk.staff.actor.clone());
    let mut tx = Transaction::new();
    for (series, was) in wanted.line.iter().zip(parts(&before.value, date, &wanted.line)) {
        let version = if series.id == id {
            permanences.save(&mut tx, &before, series);
            before.version + 1
        } else {
            permanences.create(&mut tx, series);
            1
        };
        permanences.tell(&mut tx, version, &by, (Some(&was), Some(series)));
    }
    store.commit(tx).await.map_err(Problem::of_change)?;
    // What differed on that day before would not come back.
    let undone = matches!(wanted.mend, Mend::Time(_)) && before.value.exception_on(date).is_none();
    let undo = if undone { format!("&undo={session}") } else { String::new() };
    Ok(Redirect::to(&format!("/console/work?done=repaired{undo}")).into_response())
}

/// What each series of a line had of the one that they stand in place of, under
/// its id; those who have to do with it are told what that comes to.
fn parts(before: &Permanence, date: NaiveDate, line: &[Permanence]) -> Vec<Permanence> {
    let [_, rest @ ..] = line else { return Vec::new() };
    let Some(first) = rest.first() else { return vec![before.clone()] };
    let ids = [first.id.clone(), rest.last().unwrap_or(first).id.clone()];
    let whole = before.apart(date, ids).map(Apart::line).unwrap_or_default();
    whole.into_iter().map(|part| Permanence { id: before.id.clone(), ..part }).collect()
}
