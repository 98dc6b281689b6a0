//! What was worked out about something broken in the rota, as what can be
//! pressed: each repair with what it does.

use std::collections::BTreeSet;

use domain::Language;
use domain::ids::{AdviserId, RepairId};
use flows::repairs::{Broken, Offer, Row};
use flows::worklist::Things;
use rota_planner::Assignment;
use store::Versioned;
use web::format;

use super::say::{Action, Say};

/// The page about it.
pub(super) fn path(repair: &RepairId) -> String {
    format!("/console/repairs/{repair}")
}

/// When its first session was to begin; nothing of a surge.
pub(super) fn when(language: Language, row: Option<&Versioned<Row>>) -> String {
    let session = row.and_then(|row| row.value.worked.broken.first());
    session.map(|session| format::local(language, session.start)).unwrap_or_default()
}

/// The advisers whom repairs name.
pub(super) fn advisers(found: &Things<'_>) -> Vec<AdviserId> {
    let rows = found.iter().filter_map(|(_, one)| one.worked());
    let offers = rows.flat_map(|row| &row.value.worked.offers);
    let each: BTreeSet<AdviserId> = offers.flat_map(Offer::assignments).map(|one| one.adviser.clone()).collect();
    each.into_iter().collect()
}

/// A button for each repair; `own` are the advisers of the session, where known.
pub(super) fn actions(say: &Say<'_>, row: &Versioned<Row>, own: Option<&[AdviserId]>) -> Vec<Action> {
    let button = |offer: &Offer| {
        let fields = vec![("offer", offer.id()), ("version", row.version.to_string())];
        let told = Some((named(say, row, offer, own), effect(say, offer)));
        Action { fields, told, ..Action::send("offer", path(&row.value.id)) }
    };
    row.value.worked.offers.iter().map(button).collect()
}

/// What it is: of several sessions each, in order, and which are left as they are.
fn named(say: &Say<'_>, row: &Versioned<Row>, offer: &Offer, own: Option<&[AdviserId]>) -> String {
    let broken = &row.value.worked.broken;
    let all = offer.assignments();
    let mut parts: Vec<String> = all.iter().map(|one| change(say, broken, (offer, one), own)).collect();
    let left = (broken.sessions.len() + broken.later).saturating_sub(all.len());
    if left > 0 {
        parts.push(say.words("work-offer-left", &[("n", left.into())]));
    }
    let words = parts.join(" · ");
    let standing = &row.value.worked.problem.standing;
    offer.plan.gone.iter().fold(words, |words, gone| {
        let Some(series) = standing.iter().find(|one| one.permanence == gone.permanence) else { return words };
        let at = |cell: &rota_planner::Cell| format::local(say.language, cell.day.and_time(series.start));
        let args = [
            ("what", words.into()),
            ("place", say.catalogue.place_name(&series.place).to_owned().into()),
            ("when", gone.cells.iter().map(at).collect::<Vec<_>>().join(", ").into()),
        ];
        say.words("work-offer-instead", &args)
    })
}

/// What becomes of one session.
fn change(say: &Say<'_>, broken: &Broken, (offer, one): (&Offer, &Assignment), own: Option<&[AdviserId]>) -> String {
    let session = offer.mends(broken, one);
    let is_there = one.place == *session.map_or(&broken.place, |session| &session.place);
    let is_then = session.is_some_and(|session| session.start == one.start);
    let is_theirs = own == Some(std::slice::from_ref(&one.adviser));
    let key = match (session, is_there) {
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
    match session.filter(|_| broken.sessions.len() > 1) {
        Some(session) => format!("{} → {words}", format::local(say.language, session.start)),
        None => words,
    }
}

/// What it does for needs, and to appointments.
fn effect(say: &Say<'_>, offer: &Offer) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "parties of some weeks")]
    let served = (offer.plan.figures.served - offer.plan.today.served).round().clamp(-1e6, 1e6) as i64;
    let appointments = say.appointments((None, offer.effects.bookings_moved, offer.effects.bookings_lost));
    format!("{} · {appointments}", say.words("work-offer-effect", &[("served", served.into())]))
}
