//! One thing to do, as a page and a program read it.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedId, ReferralId};
use domain::worklist::{WorkItem, WorkKind};
use flows::worklist::{Found, GivenUp, Place, Reader, Whose, due};
use store::repos::imports::{Import, ImportStatus, RowKind};
use store::repos::needs::WorkEntry;
use store::repos::places::Dormant;
use store::repos::received::Waits;
use web::{Desk, Problem, Scope, ui};

use super::offered;
use super::say::{Action, Say};
use crate::deliveries::{InWords as _, outside_id};
use crate::word;
use crate::words::{capital, need_types};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) what: String,
    pub(super) why: String,
    /// Where that is known.
    pub(super) since: Option<Instant>,
    pub(super) due: Instant,
    pub(super) href: String,
    pub(super) actions: Vec<Action>,
}

/// Somebody's page of the work list.
pub(super) struct List {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) items: Vec<Item>,
    pub(super) next: Option<String>,
}

impl Item {
    /// `now`: its time is over; `soon`: it is over today; else `later`.
    pub(super) fn urgency(&self, now: Instant) -> &'static str {
        match self.due {
            due if due <= now => "now",
            due if due.day_in(BRUSSELS) <= now.day_in(BRUSSELS) => "soon",
            _ => "later",
        }
    }
}

impl List {
    /// A page of what needs somebody, each thing once, in the order of
    /// [`flows::worklist`]: what [`Reader::read`] says, and a read for a hundred names, of needs and of
    /// advisers.
    pub(super) async fn read(desk: &Desk, after: Option<String>, limit: usize) -> Result<Self, Problem> {
        let (store, language) = (desk.store(), desk.language());
        let catalogue = desk.catalogue().await?;
        let after = after.map(|text| Place::decode(&text).ok_or_else(Problem::bad_cursor)).transpose()?;
        let mut presences = Vec::new();
        let contexts = flows::contexts();
        let reader = Reader { store, catalogue: &catalogue, contexts: &contexts, after, limit, repairs: true };
        let (found, next) = reader.read(&whose(desk.staff.scope()), &mut presences).await?;
        let needs: BTreeSet<&NeedId> = found.iter().filter_map(|(_, one)| about(one)).collect();
        let needs: Vec<NeedId> = needs.into_iter().cloned().collect();
        let names = store.needs().companies(&needs).await?;
        let team = store.advisers().named(&offered::advisers(&found)).await?;
        let coordinates = desk.staff.is_coordinator();
        let say = Say { store, catalogue: &catalogue, language, names: &names, team: &team, coordinates };
        let items = found.iter().map(|(_, one)| say.of(one)).collect();
        Ok(Self { catalogue: Arc::clone(&catalogue), items, next: next.map(|next| next.encode()) })
    }
}

/// The need that a thing to do is about; a mail that was given up may tell of one.
fn about<'a>(found: &'a Found<'_>) -> Option<&'a NeedId> {
    match found {
        Found::Mail(mail) => mail.description.about.need(),
        _ => found.need(),
    }
}

fn whose(scope: &Scope) -> Whose {
    match scope {
        Scope::All => Whose::Coordinator,
        Scope::Agency(agency) => Whose::Agency(agency.clone()),
        Scope::Location(place) => Whose::Place(place.clone()),
    }
}

impl Say<'_> {
    fn of(&self, found: &Found<'_>) -> Item {
        match found {
            Found::Need(entry) => self.of_need(entry),
            Found::Mail(mail) => self.of_mail(mail),
            Found::Session(session, possible, worked) => self.of_session(session, possible, worked.as_deref()),
            Found::Import(import) => self.of_import(import),
            Found::Message(waits) => self.of_message(waits),
            Found::Task(task, worked) => self.of_task(task, worked.as_deref()),
            Found::Place(dormant) => self.of_place(dormant),
        }
    }

    fn company(&self, need: &NeedId) -> String {
        self.names.get(need).cloned().unwrap_or_else(|| word(self.language, "company-erased"))
    }

    fn of_need(&self, entry: &WorkEntry) -> Item {
        let WorkEntry { need, need_types: kinds, item } = entry;
        let WorkItem { kind, agency, location, triage, since, due, .. } = item;
        let company = self.company(need);
        let args = || [("agency", self.agency(agency.as_ref())), ("company", company.clone().into())];
        let what = self.words(&format!("work-{}", kind.code()), &args());
        let needed = need_types(self.language, self.catalogue, kinds);
        let place = self.catalogue.place_name(location).to_owned();
        let why = match triage {
            Some(reason) => ui::triage_words(self.language, *reason),
            None => self.words(&format!("work-{}-why", kind.code()), &args()),
        };
        let why = [why, needed, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let referral = agency.as_ref().map(|agency| format!("/console/referrals/{}", ReferralId::of(need, agency)));
        let to_need = format!("/console/needs/{need}");
        let open = |code, path: &str| Action::open(code, path);
        let href = match (self.coordinates, &referral) {
            (false, Some(referral)) => referral.clone(),
            _ => to_need.clone(),
        };
        let actions = match (kind, &referral) {
            (WorkKind::Triage, _) => vec![open("triage", &format!("{to_need}#triage"))],
            (WorkKind::Silent, Some(referral)) => vec![
                Action::send("remind", format!("{referral}/remind")),
                open("close", &format!("{referral}#answer")),
                open("another", &format!("{to_need}#triage")),
            ],
            (WorkKind::Address, _) => {
                let agency = agency.as_ref().map_or("", AgencyId::as_str);
                vec![
                    open("address", &format!("/console/agencies/{agency}")),
                    open("another", &format!("{to_need}#triage")),
                ]
            }
            (WorkKind::Answer | WorkKind::Report, Some(referral)) => vec![open(kind.code(), referral)],
            _ => vec![open("open", &to_need)],
        };
        Item { id: entry.id(), kind: kind.code(), what, why, since: Some(*since), due: *due, href, actions }
    }

    /// It was due when it was written.
    fn of_mail(&self, one: &GivenUp) -> Item {
        let delivery = &one.delivery;
        let id = outside_id(self.store.secrets(), delivery);
        let resend = Action::send("resend", format!("/console/deliveries/{id}/resend"));
        let what = one.what(self.language, self.catalogue);
        let what = match one.description.about.need() {
            Some(need) => format!("{} · {what}", self.company(need)),
            None => capital(&what),
        };
        Item {
            id: format!("mail.{id}"),
            kind: "mail",
            what,
            why: one.why(self.language),
            since: Some(delivery.ended_at.unwrap_or(delivery.created_at)),
            due: delivery.created_at,
            href: "/console/deliveries".to_owned(),
            actions: vec![resend],
        }
    }

    fn of_message(&self, waits: &Waits) -> Item {
        let source = format!("/console/needs/sources/{}", waits.source);
        let (why, code, path) = if waits.refused {
            ("work-message-refused", "correct", format!("{source}/messages/{}", waits.message))
        } else {
            ("work-message-waiting", "settle", source)
        };
        let tool = word(self.language, &format!("work-tool-{}", waits.kind.code().replace('_', "-")));
        let args = [("tool", tool.into()), ("place", self.catalogue.place_name(&waits.location).to_owned().into())];
        Item {
            id: format!("message.{}.{}", waits.source, waits.message),
            kind: "message",
            what: self.words("work-message", &args),
            why: word(self.language, why),
            since: Some(waits.since),
            due: waits.due,
            href: path.clone(),
            actions: vec![Action::open(code, path)],
        }
    }

    fn of_place(&self, dormant: &Dormant) -> Item {
        let path = format!("/console/places/{}", dormant.location);
        let args = [("place", self.catalogue.place_name(&dormant.location).to_owned().into())];
        Item {
            id: format!("place.{}", dormant.location),
            kind: "place",
            what: self.words("work-place", &args),
            why: word(self.language, "work-place-why"),
            since: Some(dormant.since),
            due: dormant.due,
            href: path.clone(),
            actions: vec![Action::open("wake", path)],
        }
    }

    fn of_import(&self, import: &Import) -> Item {
        let path = format!("/console/members/imports/{}", import.id);
        let why = match import.status {
            ImportStatus::Uploading => "work-import-uploading",
            ImportStatus::Mapping => "work-import-mapping",
            ImportStatus::Failed => "work-import-failed",
            _ => "work-import-checked",
        };
        let args = [
            ("name", import.name.clone().into()),
            ("doubtful", import.undecided().into()),
            ("bad", import.count(RowKind::Bad).into()),
            ("rows", import.writes().into()),
        ];
        Item {
            id: format!("import.{}", import.id),
            kind: "import",
            what: self.words("work-import", &args),
            why: self.words(why, &args),
            since: Some(import.at),
            due: due(import),
            href: path.clone(),
            actions: vec![Action::open("continue", path)],
        }
    }
}
