//! What was worked out about something broken in the rota, as what can be
//! pressed: each repair with what it does.

use std::collections::BTreeSet;

use domain::Language;
use domain::ids::{AdviserId, RepairId};
use flows::repairs::{Offer, Row};
use flows::worklist::Things;
use rota_planner::Assignment;
use store::Versioned;
use web::format;

use super::say::{Action, Say};

/// The page about it.
pub(super) fn path(repair: &RepairId) -> String {
    format!("/console/repairs/{repair}")
}

/// When its session was to begin; nothing of a surge.
pub(super) fn when(language: Language, row: Option<&Versioned<Row>>) -> String {
    let session = row.and_then(|row| row.value.worked.broken.session.as_ref());
    session.map(|session| format::local(language, session.start)).unwrap_or_default()
}

/// The advisers whom repairs name.
pub(super) fn advisers(found: &Things<'_>) -> Vec<AdviserId> {
    let rows = found.iter().filter_map(|(_, one)| one.worked());
    let offers = rows.flat_map(|row| &row.value.worked.offers);
    let each: BTreeSet<AdviserId> = offers.filter_map(Offer::assignment).map(|one| one.adviser.clone()).collect();
    each.into_iter().collect()
}

/// A button for each repair; `own` are the advisers of the session, where known.
pub(super) fn actions(say: &Say<'_>, row: &Versioned<Row>, own: Option<&[AdviserId]>) -> Vec<Action> {
    let button = |offer: &Offer| {
        let one = offer.assignment()?;
        let fields = vec![("offer", one.id.clone()), ("version", row.version.to_string())];
        let told = Some((named(say, row, (offer, one), own), effect(say, offer)));
        Some(Action { fields, told, ..Action::send("offer", path(&row.value.id)) })
    };
    row.value.worked.offers.iter().filter_map(button).collect()
}

fn named(
    say: &Say<'_>,
    row: &Versioned<Row>,
    (offer, one): (&Offer, &Assignment),
    own: Option<&[AdviserId]>,
) -> String {
    let broken = &row.value.worked.broken;
    let is_there = one.place == broken.place;
    let is_then = broken.session.as_ref().is_some_and(|session| session.start == one.start);
    let is_theirs = own == Some(std::slice::from_ref(&one.adviser));
    let key = match (&broken.session, is_there) {
        (None, _) => "work-offer-add",
        (Some(_), true) if is_then => "work-mend-colleague",
        (Some(_), true) if is_theirs => "work-mend-time",
        (Some(_), true) => "work-offer-other",
        (Some(_), false) => "work-offer-place",
    };
    let who = say.team.get(&one.adviser).map_or_else(|| one.adviser.to_string(), |adviser| adviser.name.clone());
    let args = [
        ("who", who.into()),
        ("when", format::local(say.language, one.start).into()),
        ("place", say.catalogue.place_name(&one.place).to_owned().into()),
    ];
    let words = say.words(key, &args);
    let standing = &row.value.worked.problem.standing;
    let gone = offer.plan.gone.first().and_then(|gone| {
        let series = standing.iter().find(|one| one.permanence == gone.permanence)?;
        Some((series, gone.cells.first()?))
    });
    let Some((series, cell)) = gone else { return words };
    let args = [
        ("what", words.into()),
        ("place", say.catalogue.place_name(&series.place).to_owned().into()),
        ("when", format::local(say.language, cell.day.and_time(series.start)).into()),
    ];
    say.words("work-offer-instead", &args)
}

/// What it does for needs, and to appointments.
fn effect(say: &Say<'_>, offer: &Offer) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "parties of some weeks")]
    let served = (offer.plan.figures.served - offer.plan.today.served).round().clamp(-1e6, 1e6) as i64;
    let args = [
        ("served", served.into()),
        ("moved", offer.effects.bookings_moved.into()),
        ("lost", offer.effects.bookings_lost.into()),
    ];
    say.words("work-offer-effect", &args)
}
