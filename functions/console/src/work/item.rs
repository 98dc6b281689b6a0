//! One thing to do, as a page and a program read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AgencyId, NeedId, ReferralId};
use domain::worklist::{Owner, WorkItem, WorkKind};
use domain::{Instant, Language};
use flows::bookings::unattended;
use store::keys::PermanenceList;
use store::repos::needs::WorkEntry;
use store::{Store, TableError};
use web::i18n::FluentValue;
use web::{Problem, Scope, format, ui};

use crate::deliveries::{GivenUp, Resend, outside_id};
use crate::words::need_types;
use crate::{word, word_with};

/// Things beside the rows of needs that the first page shows of each kind.
const BESIDE: usize = 20;

/// What can be done on the spot, or where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    /// `remind`, `open`, `triage`, `resend`, `repair`, `answer`.
    pub(super) code: &'static str,
    /// Whether it is a form that is sent there; else a page that is opened.
    pub(super) sends: bool,
    /// Where.
    pub(super) path: String,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) what: String,
    pub(super) why: String,
    pub(super) since: Instant,
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
    /// A page of what needs somebody. One query and a read for the names, and
    /// on the coordinator's first page mails that were given up and what
    /// [`unattended`] reads.
    pub(super) async fn read(
        store: &Store,
        (scope, language): (&Scope, Language),
        after: Option<String>,
        limit: usize,
    ) -> Result<Self, Problem> {
        let catalogue = store.catalogue().load().await?;
        let owner = match scope {
            Scope::All => Owner::Coordinator,
            Scope::Agency(agency) => Owner::Agency(agency.clone()),
            Scope::Location(_) => return Ok(Self { catalogue, items: Vec::new(), next: None }),
        };
        let is_first = after.is_none();
        let (entries, next) = store.work().page(&owner, after, limit).await?;
        let needs: Vec<NeedId> = entries.iter().map(|entry| entry.need.clone()).collect();
        let people = if needs.is_empty() { Vec::new() } else { store.needs().people(&needs).await? };
        let names: BTreeMap<NeedId, String> =
            needs.into_iter().zip(people).filter_map(|(id, person)| Some((id, person?.company.name))).collect();
        let say = Say { catalogue: &catalogue, language, names: &names };
        let mut items: Vec<Item> =
            entries.iter().map(|entry| say.of_need(entry, owner == Owner::Coordinator)).collect();
        if is_first && *scope == Scope::All {
            items.extend(say.given_up(store).await?);
            items.extend(say.unattended(store).await?);
            items.sort_by_key(|item| item.due);
        }
        Ok(Self { catalogue, items, next })
    }
}

struct Say<'a> {
    catalogue: &'a Catalogue,
    language: Language,
    names: &'a BTreeMap<NeedId, String>,
}

impl Say<'_> {
    fn words(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        word_with(self.language, key, args)
    }

    fn agency(&self, agency: Option<&AgencyId>) -> FluentValue<'static> {
        agency.map_or(String::new(), |id| self.catalogue.agency_name(id).to_owned()).into()
    }

    fn of_need(&self, entry: &WorkEntry, coordinates: bool) -> Item {
        let WorkEntry { need, need_types: kinds, item } = entry;
        let WorkItem { kind, agency, location, triage, since, due, .. } = item;
        let company = self.names.get(need).cloned().unwrap_or_else(|| word(self.language, "company-erased"));
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
        let open = |code, path: &str| Action { code, sends: false, path: path.to_owned() };
        let href = match (coordinates, &referral) {
            (false, Some(referral)) => referral.clone(),
            _ => to_need.clone(),
        };
        let actions = match (kind, &referral) {
            (WorkKind::Triage, _) => vec![open("triage", &format!("{to_need}#triage"))],
            (WorkKind::Silent, Some(referral)) => vec![
                Action { code: "remind", sends: true, path: format!("{referral}/remind") },
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
        Item { id: entry.id(), kind: kind.code(), what, why, since: *since, due: *due, href, actions }
    }

    /// Mails that were given up and would still tell something. One query and
    /// what [`GivenUp::all`] reads.
    async fn given_up(&self, store: &Store) -> Result<Vec<Item>, TableError> {
        let listed = store.deliveries().dead(None, BESIDE).await?;
        let all = GivenUp::all(store, listed.items).await?;
        let matter = all.into_iter().filter(|one| one.resend == Resend::Yes);
        Ok(matter
            .map(|one| {
                let at = one.delivery.ended_at.unwrap_or(one.delivery.created_at);
                let id = outside_id(store.secrets(), &one.delivery);
                let resend = Action { code: "resend", sends: true, path: format!("/console/deliveries/{id}/resend") };
                Item {
                    id: format!("mail.{id}"),
                    kind: "mail",
                    what: one.what(self.language, self.catalogue),
                    why: one.why(self.language),
                    since: at,
                    due: at,
                    href: "/console/deliveries".to_owned(),
                    actions: vec![resend],
                }
            })
            .collect())
    }

    /// Sessions at which nobody is. One query and what [`unattended`] reads.
    async fn unattended(&self, store: &Store) -> Result<Vec<Item>, TableError> {
        let today = store.now().day_in(BRUSSELS);
        let permanences = store.permanences().list(&PermanenceList::All, today).await?;
        let found = unattended(store, self.catalogue, &permanences).await?;
        let item = |one: &flows::bookings::Unattended<'_>| {
            let session = &one.session;
            let args = [
                ("agency", self.agency(Some(&session.agency))),
                ("place", self.catalogue.place_name(&session.location).to_owned().into()),
                ("when", format::local(self.language, session.local_start).into()),
                ("booked", one.booked.into()),
            ];
            let repairs = "/console/schedule/unattended";
            Item {
                id: format!("session.{}", session.id),
                kind: "session",
                what: self.words("work-session", &args),
                why: self.words("work-session-why", &args),
                since: store.now(),
                due: session.start,
                href: repairs.to_owned(),
                actions: vec![Action { code: "repair", sends: false, path: repairs.to_owned() }],
            }
        };
        Ok(found.iter().take(BESIDE).map(item).collect())
    }
}
