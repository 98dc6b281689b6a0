//! What becomes of a series when one of its advisers leaves: a colleague holds
//! it from the day on. Sessions that clash with what the colleague has
//! elsewhere, or that they could not hold well, are taken apart and keep whom
//! they named; where that is most of a series it keeps them whole. A session at
//! which nobody is then stands on the coordinator's work list, like any other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::Text;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, PermanenceId, SessionId};
use domain::permanence::{Permanence, Split};
use domain::rota::{Clash, ClashKind, Planned, Team, clashes, looked_at};
use domain::sessions::{Drafts, Session, SessionStatus, attend, expand_in, series_days};
use store::keys::PermanenceList;
use store::{Store, TableError};

/// Sessions that are taken apart of one series, at most: each makes two series
/// more, and all of them are one commit.
const APART: usize = 3;
/// A series goes on within so many days, or has ended.
const FURTHEST: u64 = 3 * 366;
/// What keeps a colleague from a session; of an absence or a busy calendar the
/// session itself tells that nobody is there.
const BLOCKING: [ClashKind; 4] = [ClashKind::TwoPlaces, ClashKind::Travel, ClashKind::HalfDay, ClashKind::Language];

/// The series of an agency and the people whom they name, as they are once an
/// adviser has left.
pub(super) struct Rota<'a> {
    store: &'a Store,
    catalogue: &'a Catalogue,
    leaver: AdviserId,
    colleague: AdviserId,
    from: NaiveDate,
    all: BTreeMap<PermanenceId, Permanence>,
    team: Team,
}

/// A session at which nobody is.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The session, under the series that it is of now.
    pub session: SessionId,
    /// Its day.
    pub day: NaiveDate,
    /// Why.
    pub reason: Text,
}

/// What becomes of one series.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Handed {
    /// The series that stand in its place, the first under its id; empty where
    /// it stays as it is.
    pub(super) line: Vec<Permanence>,
    /// The sessions that the colleague holds, as they are stored now.
    pub(super) sessions: Vec<SessionId>,
    /// Those at which nobody is.
    pub(super) left: Vec<Left>,
}

impl<'a> Rota<'a> {
    /// Reads it: a query for the agency and for each whose work it does, and a
    /// get for fifty advisers.
    pub(super) async fn load(
        store: &'a Store,
        catalogue: &'a Catalogue,
        leaver: &Adviser,
        (colleague, from): (&AdviserId, NaiveDate),
    ) -> Result<Self, TableError> {
        let today = store.now().day_in(BRUSSELS);
        let mut all = BTreeMap::new();
        for filed in catalogue.same_work(&leaver.agency, today) {
            let listed = store.permanences().list(&PermanenceList::Agency(filed.clone()), today).await?;
            all.extend(listed.into_iter().map(|one| (one.id.clone(), one)));
        }
        let mut named: BTreeSet<AdviserId> = all.values().flat_map(|one| one.advisers.iter().cloned()).collect();
        named.extend([leaver.id.clone(), colleague.clone()]);
        let mut team = store.advisers().named(&Vec::from_iter(named)).await?;
        let busy = team.busy(&leaver.id).to_vec();
        team.add(Adviser { leaves_on: Some(from), ..leaver.clone() }, busy);
        Ok(Self { store, catalogue, leaver: leaver.id.clone(), colleague: colleague.clone(), from, all, team })
    }

    pub(super) const fn store(&self) -> &Store {
        self.store
    }

    /// The series that name who leaves and have a session from the day on.
    pub(super) fn concerned(&self) -> impl Iterator<Item = &Permanence> {
        self.all.values().filter(|one| one.advisers.contains(&self.leaver) && self.first_day(one).is_some())
    }

    /// One of them, as it is stored now.
    pub(super) fn is_concerned(&self, of: &Permanence) -> bool {
        of.advisers.contains(&self.leaver) && self.first_day(of).is_some()
    }

    fn first_day(&self, of: &Permanence) -> Option<NaiveDate> {
        let from = self.from.max(of.start.date());
        series_days(of, from, from.checked_add_days(Days::new(FURTHEST))?).first().copied()
    }

    /// What becomes of a series.
    pub(super) fn hand(&self, of: &Permanence) -> Handed {
        let Some((before, rest)) = self.divided(of) else { return Handed::default() };
        let mut advisers: Vec<AdviserId> = rest.advisers.iter().filter(|id| **id != self.leaver).cloned().collect();
        if !advisers.contains(&self.colleague) {
            advisers.push(self.colleague.clone());
        }
        let next = Permanence { advisers, ..rest.clone() };
        let (stood, found) = (self.clashes(of, &rest), self.clashes(of, &next));
        // What no adviser of the place spoke before keeps nobody from it now.
        let is_new = |clash: &&Clash| {
            clash.kind != ClashKind::Language
                || !stood.iter().any(|old| old.kind == clash.kind && old.sessions == clash.sessions)
        };
        let keeps = found.iter().filter(|clash| BLOCKING.contains(&clash.kind)).filter(is_new);
        let blocked: BTreeSet<NaiveDate> = keeps.flat_map(|clash| days_of(clash, &next.id)).collect();
        let line = self.line(of, before, next.clone(), &blocked).unwrap_or_default();
        let is_changed = line.first().is_some_and(|first| line.len() > 1 || first != of);
        let stands = if is_changed { line.clone() } else { vec![of.clone()] };
        let mut handed = Handed { line: if is_changed { line } else { Vec::new() }, ..Handed::default() };
        for (series, session) in self.sessions(of, &stands) {
            let named: Vec<_> =
                series.advisers.iter().filter_map(|id| Some((self.team.get(id)?, self.team.busy(id)))).collect();
            let mut attended = session.clone();
            attend(&mut attended, &named, self.catalogue);
            let day = session.local_start.date();
            if let Some(closed) = attended.closed.filter(|_| attended.slots.is_empty()) {
                let date = session.id.parts().map(|(_, date)| date);
                let why =
                    found.iter().find(|clash| date.is_some_and(|date| days_of(clash, &next.id).any(|on| on == date)));
                let reason = why.map_or(closed, |clash| clash.reason.clone());
                handed.left.push(Left { session: session.id, day, reason });
            } else if series.advisers.contains(&self.colleague) {
                handed.sessions.push(session.id);
            }
        }
        handed
    }

    /// A series divided at its first session from the day on.
    fn divided(&self, of: &Permanence) -> Option<(Option<Permanence>, Permanence)> {
        let first = self.first_day(of)?;
        Some(match of.split(first, self.next_id()?) {
            Some(Split { before, next }) => (Some(before), next),
            None => (None, of.clone()),
        })
    }

    /// The series in place of the one there is; `None` where it is not handed
    /// over.
    fn line(
        &self,
        of: &Permanence,
        before: Option<Permanence>,
        next: Permanence,
        blocked: &BTreeSet<NaiveDate>,
    ) -> Option<Vec<Permanence>> {
        if blocked.len() > APART || next.check(self.catalogue).is_err() {
            return None;
        }
        let mut line: Vec<Permanence> = before.into_iter().collect();
        let mut rest = Some(next);
        for date in blocked {
            let apart = rest.take()?.apart(*date, [self.next_id()?, self.next_id()?])?;
            line.extend(apart.before);
            line.push(Permanence { advisers: of.advisers.clone(), ..apart.one });
            rest = apart.rest;
            if rest.is_none() {
                break;
            }
        }
        line.extend(rest);
        Some(line)
    }

    fn next_id(&self) -> Option<PermanenceId> {
        PermanenceId::parse(&self.store.ids().next()).ok()
    }

    /// What clashes with the sessions of `one`, were it there instead of `of`.
    fn clashes(&self, of: &Permanence, one: &Permanence) -> Vec<Clash> {
        let beside = self.all.values().filter(|other| other.id != of.id && other.advisers.contains(&self.colleague));
        let sessions = self.expanded(of, &beside.chain([one]).collect::<Vec<_>>());
        let planned: Vec<Planned<'_>> = sessions.iter().map(|(series, session)| (session, *series)).collect();
        let mut found = clashes(self.catalogue, &self.team, &planned);
        found.retain(|clash| clash.days.last().is_some_and(|day| *day >= self.from));
        found
    }

    /// The sessions from the day on that take place.
    fn sessions<'b>(&self, of: &Permanence, line: &'b [Permanence]) -> Vec<(&'b Permanence, Session)> {
        let mut sessions = self.expanded(of, &Vec::from_iter(line));
        sessions.retain(|(_, session)| {
            session.status == SessionStatus::Scheduled && session.local_start.date() >= self.from
        });
        sessions
    }

    /// As far as saving a series looks ahead.
    fn expanded<'b>(&self, of: &Permanence, series: &[&'b Permanence]) -> Vec<(&'b Permanence, Session)> {
        let mut sessions = Vec::new();
        for window in looked_at(of, None, self.from) {
            for one in series {
                let found = expand_in(one, window, Drafts::Shown, self.catalogue);
                sessions.extend(found.into_iter().map(|session| (*one, session)));
            }
        }
        sessions
    }
}

/// The days on which a series has the sessions that a clash is about.
fn days_of<'c>(clash: &'c Clash, series: &'c PermanenceId) -> impl Iterator<Item = NaiveDate> + 'c {
    let parts = clash.sessions.iter().filter_map(domain::ids::SessionId::parts);
    parts.filter(move |(of, _)| of == series).map(|(_, day)| day)
}
