//! What a calendar says of each permanence, in the languages asked for.

use std::collections::BTreeMap;

use calendar::{Event, Span};
use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::ids::PermanenceId;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, Session, SessionStatus, Window, agency_off};
use domain::{Instant, Language};
use store::keys::PermanenceList;
use store::repos::catalogue::DirectoryRevision;
use store::repos::permanences::Listed;

use super::Asked;
use crate::console::{acting, tags};
use crate::sessions::occurrences;
use crate::{word, word_with};

/// What a calendar is about.
pub(super) struct Subject {
    pub(super) name: String,
    pub(super) description: String,
}

/// The place or agency; `None` where the directory does not know it, or it has
/// closed or ended.
pub(super) fn subject(asked: &Asked, catalogue: &Catalogue) -> Option<Subject> {
    let (name, key) = match &asked.list {
        PermanenceList::All => return None,
        PermanenceList::Location(id) => {
            let known = catalogue.locations.get(id);
            let open = known.filter(|location| location.open_to.is_none_or(|to| asked.today <= to))?;
            (&open.name, "feed-location")
        }
        PermanenceList::Agency(id) => {
            let known = catalogue.agencies.get(id);
            let active = known.filter(|agency| agency.valid_to.is_none_or(|to| asked.today <= to))?;
            (&active.short, "feed-agency")
        }
    };
    let named = |part: &'static str| {
        said(asked.languages(), " / ", |language| {
            word_with(language, &format!("{key}-{part}"), &[("name", name.as_str().into())])
        })
    };
    Some(Subject { name: named("name"), description: named("about") })
}

/// The events of a calendar; `listed` holds each permanence once.
pub(super) fn events<'a>(
    asked: &Asked,
    catalogue: &Catalogue,
    directory: DirectoryRevision,
    listed: &'a [Listed],
    span: Span,
) -> Vec<Event<'a>> {
    let mut sessions = sessions(asked, catalogue, listed, span);
    listed
        .iter()
        .filter_map(|Listed { permanence, row_version, changed_at }| {
            let sessions = sessions.remove(&permanence.id)?;
            let location = catalogue.locations.get(&permanence.location)?;
            let day = sessions.iter().map(|session| session.local_start.date()).find(|day| *day >= asked.today);
            let agency = acting(catalogue, &permanence.agency, day.unwrap_or(asked.today))?;
            // The epoch, where neither change was written down.
            let changed = [*changed_at, directory.at].into_iter().flatten().max();
            Some(Event {
                permanence,
                sessions,
                sequence: row_version.saturating_add(directory.version),
                changed: changed.or_else(|| Instant::from_millis(0))?,
                summary: format!("{} · {}", agency.short, location.name),
                description: said(asked.languages(), "\n\n", |language| {
                    describe(language, asked, catalogue, permanence)
                }),
                location: said(asked.languages(), " / ", |language| address(language, catalogue, location)),
                url: asked.url(&format!("/locations/{}{}", location.id, asked.query())),
                geo: Some((location.lat, location.lon)),
            })
        })
        .collect()
}

/// The sessions by permanence: the same that `/v1/sessions` answers for these
/// days, 92 of them at a time. On a closing day of its agency none takes place.
fn sessions(
    asked: &Asked,
    catalogue: &Catalogue,
    listed: &[Listed],
    span: Span,
) -> BTreeMap<PermanenceId, Vec<Session>> {
    let mut found: BTreeMap<PermanenceId, Vec<Session>> = BTreeMap::new();
    let mut from = span.from;
    while from < span.to {
        let to = (from + TimeDelta::days(MAX_WINDOW_DAYS)).min(span.to);
        let Ok(window) = Window::new(from, to) else { break };
        let permanences = listed.iter().map(|listed| &listed.permanence);
        for (session, _) in occurrences(catalogue, permanences, window, Drafts::Hidden) {
            if !matches!(&asked.list, PermanenceList::Agency(agency) if *agency != session.agency) {
                found.entry(session.permanence.clone()).or_default().push(taking_place(catalogue, session));
            }
        }
        from = to;
    }
    found
}

fn taking_place(catalogue: &Catalogue, session: Session) -> Session {
    match agency_off(&session, catalogue) {
        Some(why) => Session { status: SessionStatus::Cancelled, reason: Some(why), slots: Vec::new(), ..session },
        None => session,
    }
}

/// A text in each language, one after the other; what is the same, once.
pub(super) fn said(languages: &[Language], between: &str, text: impl Fn(Language) -> String) -> String {
    let mut texts: Vec<String> = Vec::new();
    for one in languages.iter().map(|language| text(*language)) {
        if !texts.contains(&one) {
            texts.push(one);
        }
    }
    texts.join(between)
}

fn describe(language: Language, asked: &Asked, catalogue: &Catalogue, permanence: &Permanence) -> String {
    let named: Vec<&str> = permanence
        .services
        .iter()
        .filter_map(|id| catalogue.services.get(id))
        .map(|service| service.name.get(language))
        .collect();
    let mut lines = vec![if named.is_empty() { word(language, "feed-all-services") } else { named.join(", ") }];
    if let Some(room) = &permanence.room {
        lines.push(word_with(language, "feed-room", &[("room", room.as_str().into())]));
    }
    if !permanence.languages.is_empty() {
        lines.push(word_with(language, "feed-languages", &[("languages", tags(&permanence.languages).into())]));
    }
    let page = asked.url(&format!("/locations/{}?lang={}", permanence.location, language.tag()));
    lines.push(word_with(language, "feed-how", &[("url", page.into())]));
    lines.join("\n")
}

/// `ICAB, Rue des Pères Blancs 4, 1040 Etterbeek`.
pub(super) fn address(language: Language, catalogue: &Catalogue, location: &Location) -> String {
    format!("{}, {}", location.name, catalogue.address(location).get(language))
}
