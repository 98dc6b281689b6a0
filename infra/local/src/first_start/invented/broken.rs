//! Something broken in the rota: the first adviser of an agency with colleagues
//! is away on the first day of one of their series that is a week off, so that
//! the work list shows what mends it.

use chrono::{Days, NaiveDate};
use domain::adviser::{Absence, Adviser};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::AdviserId;
use domain::sessions::{Drafts, SessionStatus, expand_long};
use store::keys::PermanenceList;
use store::{Store, TableError, Transaction};

use super::{Begun, once};

/// Who is away.
const AWAY: &str = "hub-5";
/// Days ahead from which on, and up to which.
const AHEAD: (u64, u64) = (7, 21);

/// Has them away, and asks that it is looked what that breaks.
pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let adviser = AdviserId::parse(AWAY)?;
    let Some(known) = store.advisers().load(&adviser).await? else { return Ok(()) };
    if !known.value.absences.is_empty() {
        return Ok(());
    }
    let Some(day) = first_session(store, catalogue, (begun, &adviser)).await? else { return Ok(()) };
    let away = Adviser { absences: vec![Absence { from: day, to: day }], ..known.value.clone() };
    let mut tx = Transaction::new();
    store.advisers().save(&mut tx, &known, &away);
    store.repairs().ask_to_look(&mut tx);
    Ok(once(store, tx).await?)
}

async fn first_session(
    store: &Store,
    catalogue: &Catalogue,
    (begun, adviser): (Begun, &AdviserId),
) -> Result<Option<NaiveDate>, TableError> {
    let today = begun.at.day_in(BRUSSELS);
    let from = today.checked_add_days(Days::new(AHEAD.0)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(AHEAD.1)).unwrap_or(today);
    let all = store.permanences().list(&PermanenceList::All, today).await?;
    let own = all.iter().filter(|one| one.advisers == [adviser.clone()]);
    let sessions = own.flat_map(|one| expand_long(one, (from, to), Drafts::Hidden, catalogue));
    let held = sessions.filter(|session| session.status == SessionStatus::Scheduled);
    Ok(held.map(|session| session.local_start.date()).min())
}
