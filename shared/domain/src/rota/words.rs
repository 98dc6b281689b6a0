//! The reasons of clashes, for people. No day stands in them, so that what
//! recurs says the same each time.

use chrono::{NaiveDateTime, NaiveTime};

use super::overlap::local_end;
use crate::adviser::HalfDay;
use crate::catalogue::Catalogue;
use crate::in_words::{time, weekday};
use crate::language::pick;
use crate::location::Location;
use crate::sessions::Session;
use crate::{Language, Text};

fn hours(from: NaiveDateTime, to: NaiveDateTime) -> String {
    format!("{}–{}", time(from.time()), time(to.time()))
}

fn hours_of(session: &Session) -> String {
    hours(session.local_start, local_end(session))
}

fn place<'a>(catalogue: &'a Catalogue, session: &'a Session) -> &'a str {
    catalogue.place_name(&session.location)
}

fn agency<'a>(catalogue: &'a Catalogue, session: &'a Session) -> &'a str {
    catalogue.agency_name(&session.agency)
}

pub(super) fn two_places(catalogue: &Catalogue, who: &str, one: &Session, other: &Session) -> Text {
    let (a, b) = (place(catalogue, one), place(catalogue, other));
    let (at, also) = (hours_of(one), hours_of(other));
    Text::new(
        format!("{who} devrait être en même temps à {a} ({at}) et à {b} ({also})."),
        format!("{who} zou tegelijk bij {a} ({at}) en bij {b} ({also}) moeten zijn."),
        format!("{who} would have to be at {a} ({at}) and at {b} ({also}) at once."),
    )
}

pub(super) fn travel(
    catalogue: &Catalogue,
    who: &str,
    one: &Session,
    next: &Session,
    (gap, needed): (i64, u32),
) -> Text {
    let (a, b) = (place(catalogue, one), place(catalogue, next));
    let (end, start) = (time(local_end(one).time()), time(next.local_start.time()));
    Text::new(
        format!(
            "{who} quitte {a} à {end} et commence à {b} à {start}\u{a0}: {gap} minutes pour un trajet d’environ {needed}."
        ),
        format!(
            "{who} vertrekt bij {a} om {end} en begint bij {b} om {start}: {gap} minuten voor een weg van ongeveer {needed}."
        ),
        format!("{who} leaves {a} at {end} and begins at {b} at {start}: {gap} minutes for a way of about {needed}."),
    )
}

pub(super) fn room(catalogue: &Catalogue, room: &str, one: &Session, other: &Session) -> Text {
    let (a, b) = (agency(catalogue, one), agency(catalogue, other));
    let (at, also) = (hours_of(one), hours_of(other));
    let (first, second) = (place(catalogue, one), place(catalogue, other));
    let place = if first == second { first.to_owned() } else { format!("{first}, {second}") };
    Text::new(
        format!(
            "La salle «\u{a0}{room}\u{a0}» ({place}) est prévue en même temps pour {a} ({at}) et pour {b} ({also})."
        ),
        format!("De zaal ‘{room}’ ({place}) is tegelijk voorzien voor {a} ({at}) en voor {b} ({also})."),
        format!("The room “{room}” ({place}) is planned for {a} ({at}) and for {b} ({also}) at once."),
    )
}

pub(super) fn desks(catalogue: &Catalogue, location: &Location, sessions: &[&Session]) -> Text {
    let who: Vec<String> =
        sessions.iter().map(|session| format!("{} {}", agency(catalogue, session), hours_of(session))).collect();
    let (who, n, desks, place) = (who.join(", "), sessions.len(), location.desks, &location.name);
    Text::new(
        format!("{place}\u{a0}: {n} permanences en même temps ({who}), pour {desks} poste(s) de travail."),
        format!("{place}: {n} permanenties tegelijk ({who}), voor {desks} werkplek(ken)."),
        format!("{place}: {n} office hours at once ({who}), for {desks} desk(s)."),
    )
}

pub(super) fn opening_hours(location: &Location, open: &[(NaiveTime, NaiveTime)], session: &Session) -> Text {
    let open: Vec<String> = open.iter().map(|(from, to)| format!("{}–{}", time(*from), time(*to))).collect();
    let (open, own, place) = (open.join(", "), hours_of(session), &location.name);
    Text::new(
        format!("{place} est ouvert {open}\u{a0}; la permanence va de {}.", own.replace('–', " à ")),
        format!("{place} is open {open}; de permanentie loopt van {}.", own.replace('–', " tot ")),
        format!("{place} is open {open}; the office hours are {own}."),
    )
}

pub(super) fn weekend(location: &Location) -> Text {
    let place = &location.name;
    Text::new(
        format!("{place}\u{a0}: la permanence tombe un week-end, quand l’accueil est d’ordinaire fermé."),
        format!("{place}: de permanentie valt in het weekend, wanneer het onthaal gewoonlijk gesloten is."),
        format!("{place}: the office hours fall on a weekend, when the reception is usually closed."),
    )
}

pub(super) fn absent(who: &str) -> Text {
    Text::new(
        format!("{who} ne sera pas là ce jour-là."),
        format!("{who} is die dag afwezig."),
        format!("{who} is away on that day."),
    )
}

pub(super) fn busy(who: &str, session: &Session) -> Text {
    let at = hours_of(session);
    Text::new(
        format!("L’agenda de {who} a déjà autre chose à ce moment ({at})."),
        format!("De agenda van {who} heeft op dat moment al iets anders ({at})."),
        format!("{who}’s own calendar already has something then ({at})."),
    )
}

pub(super) fn half_day(who: &str, half_day: HalfDay) -> Text {
    let name = |language| half_day_name(language, half_day);
    Text::new(
        format!("{who} n’est pas disponible le {}.", name(Language::Fr)),
        format!("{who} is niet beschikbaar op {}.", name(Language::Nl)),
        format!("{who} is not available on {}.", name(Language::En)),
    )
}

/// `mardi matin`, `dinsdagvoormiddag`, `Tuesday morning`.
fn half_day_name(language: Language, half_day: HalfDay) -> String {
    let day = weekday(language, usize::from(half_day.day()));
    let half = if half_day.is_afternoon() {
        pick(language, " après-midi", "namiddag", " afternoon")
    } else {
        pick(language, " matin", "voormiddag", " morning")
    };
    format!("{day}{half}")
}

pub(super) fn too_many(who: &str, n: usize, most: u32) -> Text {
    Text::new(
        format!("{who} aurait {n} permanences dans la semaine\u{a0}; {most} au plus sont prévues."),
        format!("{who} zou {n} permanenties in de week hebben; er zijn er hoogstens {most} voorzien."),
        format!("{who} would hold office hours {n} times in the week; {most} at most are foreseen."),
    )
}

pub(super) fn languages(location: &Location, missing: &[Language]) -> Text {
    let name = |in_language: Language, one: Language| match one {
        Language::Fr => pick(in_language, "le français", "Frans", "French"),
        Language::Nl => pick(in_language, "le néerlandais", "Nederlands", "Dutch"),
        Language::En => pick(in_language, "l’anglais", "Engels", "English"),
    };
    let list = |language| missing.iter().map(|one| name(language, *one)).collect::<Vec<_>>().join(", ");
    let place = &location.name;
    Text::new(
        format!("Personne de la permanence ne parle {}, langue de {place}.", list(Language::Fr)),
        format!("Niemand van de permanentie spreekt {}, taal van {place}.", list(Language::Nl)),
        format!("Nobody at the office hours speaks {}, a language of {place}.", list(Language::En)),
    )
}
