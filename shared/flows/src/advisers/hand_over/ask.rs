//! Asking for a hand-over, and what it would do.

use chrono::{Days, NaiveDate};
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AdviserId, AgencyId};
use domain::local_time;
use store::repos::hand_overs::{HandOver, HandOverStage};
use store::{Store, TableError, Transaction, Versioned};

use super::referrals;
use super::rota::{Left, Rota};

/// A hand-over can be asked for so many days before.
const AHEAD_AT_MOST: u64 = 366;

/// What a hand-over would do, as things stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ahead {
    /// Series that the colleague gets.
    pub series: usize,
    /// Sessions of them, as far as saving a series looks ahead.
    pub sessions: usize,
    /// Appointments in these sessions, which stay.
    pub kept: u32,
    /// Sessions at which nobody will be, in order of time.
    pub left: Vec<Left>,
    /// Appointments in those.
    pub waiting: u32,
    /// Referrals in the adviser's name today that the colleague gets.
    pub referrals: usize,
    /// Those of them that stay in it: the colleague's address is not one of the
    /// agency's.
    pub kept_referrals: usize,
}

/// Why a hand-over is not begun.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    /// What was asked for can't be.
    #[error("a field is wrong")]
    Fields(Vec<FieldError>),
    /// Another one is under way.
    #[error("another hand-over is under way")]
    UnderWay,
    /// The table did not answer.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Holds what is asked for against the directory and the rota. One read.
async fn check(
    store: &Store,
    catalogue: &Catalogue,
    leaver: &Adviser,
    (to, from): (&AdviserId, NaiveDate),
) -> Result<(), HandOverError> {
    let today = store.now().day_in(BRUSSELS);
    let acting =
        |agency: &AgencyId| catalogue.acting(agency, today).map_or_else(|| agency.clone(), |one| one.id.clone());
    let found = store.advisers().load(to).await?.map(|found| found.value);
    let wrong_to = match &found {
        None => Some(Wrong::UnknownAdviser),
        Some(one) if acting(&one.agency) != acting(&leaver.agency) => Some(Wrong::AdviserOfAnother),
        Some(one) if one.id == leaver.id || one.leaves_on.is_some_and(|left| left <= from) => {
            Some(Wrong::AdviserLeaves)
        }
        Some(_) => None,
    };
    let last = today.checked_add_days(Days::new(AHEAD_AT_MOST)).unwrap_or(today);
    let wrong_from = (from < today || last < from).then_some(Wrong::DayOutOfRange(today, last));
    let errors = [("/to", wrong_to), ("/from", wrong_from)];
    let errors: Vec<FieldError> =
        errors.into_iter().filter_map(|(pointer, wrong)| Some(FieldError::new(pointer, wrong?))).collect();
    if errors.is_empty() { Ok(()) } else { Err(HandOverError::Fields(errors)) }
}

/// What it would do; nothing is stored. Two reads, a query for the agency and for
/// each whose work it does, a get for fifty advisers, one for a hundred sessions
/// with appointments, and the lists of open referrals.
pub async fn ahead(
    store: &Store,
    catalogue: &Catalogue,
    leaver: &Adviser,
    wished: (&AdviserId, NaiveDate),
) -> Result<Ahead, HandOverError> {
    check(store, catalogue, leaver, wished).await?;
    let rota = Rota::load(store, catalogue, leaver, wished).await?;
    let mut found = Ahead::default();
    for of in rota.concerned() {
        let handed = rota.hand(of);
        let booked = |days: Vec<NaiveDate>| rota.booked(of, days);
        let kept = booked(handed.sessions.iter().filter_map(|id| Some(id.parts()?.1)).collect()).await?;
        let waiting = booked(handed.left.iter().filter_map(|one| Some(one.session.parts()?.1)).collect()).await?;
        found.series += usize::from(!handed.sessions.is_empty());
        found.sessions += handed.sessions.len();
        found.kept += kept;
        found.waiting += waiting;
        found.left.extend(handed.left);
    }
    found.left.sort_by_key(|one| one.day);
    let colleague = store.advisers().load(wished.0).await?.map(|found| found.value.email);
    if let Some(colleague) = colleague {
        (found.referrals, found.kept_referrals) = referrals::count(store, catalogue, (leaver, &colleague)).await?;
    }
    Ok(found)
}

/// Begins it: the adviser is not there any more from the day on, and the rest is
/// done step by step. The same again answers the one that there is. Two reads,
/// one commit.
pub async fn hand_over(
    store: &Store,
    catalogue: &Catalogue,
    leaver: &Versioned<Adviser>,
    wished: HandOver,
) -> Result<HandOver, HandOverError> {
    let known = store.hand_overs().load(&wished.adviser).await?;
    if let Some(known) = &known {
        let same = known.value.to == wished.to && known.value.from == wished.from;
        if same && leaver.value.leaves_on == Some(wished.from) {
            return Ok(known.value.clone());
        }
        if matches!(known.value.stage, HandOverStage::Sessions | HandOverStage::Telling) {
            return Err(HandOverError::UnderWay);
        }
    }
    check(store, catalogue, &leaver.value, (&wished.to, wished.from)).await?;
    let mut tx = Transaction::new();
    store.hand_overs().go_on(&mut tx, &wished, known.map(|known| known.version));
    let leaving = Adviser { leaves_on: Some(wished.from), ..leaver.value.clone() };
    store.advisers().save(&mut tx, leaver, &leaving);
    store.commit(tx).await?;
    Ok(wished)
}

impl Rota<'_> {
    /// Appointments to come in the sessions that a series has on some days. A
    /// read for a hundred.
    async fn booked(&self, of: &domain::permanence::Permanence, days: Vec<NaiveDate>) -> Result<u32, TableError> {
        let ids: Vec<_> = days.into_iter().map(|day| domain::ids::SessionId::of(&of.id, day)).collect();
        if ids.is_empty() {
            return Ok(0);
        }
        let here = local_time::to_local(self.store().now(), of.timezone);
        let taken = self.store().bookings().taken(&ids).await?;
        Ok(taken.iter().map(|taken| taken.besides(&[], here)).sum())
    }
}
