//! What the overview reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::endpoint::Endpoint;
use domain::ids::NeedId;
use domain::need::effect::NeedEffect;
use domain::need::{Need, NeedStatus};
use domain::referral::ReferralStatus;
use domain::working_days::week_in_view;
use flows::bookings::unattended;
use flows::needs::NeedWork;
use store::keys::PermanenceList;
use store::repos::deliveries::Delivery;
use store::repos::needs::{NeedEntry, NeedFilter, ReferralEntry, ReferralFilter};
use store::{Store, TableError};
use web::Scope;
use web::views::is_late;

use super::figures::Satisfaction;
use super::week::Week;
use flows::worklist::{GivenUp, Resend};

/// Entries of one list that are read at most: a hundred at a time.
const PAGES: usize = 5;

/// The newest entries of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part<T> {
    /// The entries, newest first.
    pub(crate) items: Vec<T>,
    pub(crate) more: bool,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { items: Vec::new(), more: false }
    }
}

impl<T> Part<T> {
    fn keep(self, holds: impl Fn(&T) -> bool) -> Self {
        Self { items: self.items.into_iter().filter(holds).collect(), more: self.more }
    }

    /// How many, as people read it: `7`, or `500+` where the list goes on.
    pub(crate) fn count(&self) -> String {
        format!("{}{}", self.items.len(), if self.more { "+" } else { "" })
    }
}

/// Everything that the overview shows of one day to one person.
pub(crate) struct Day {
    pub(crate) now: Instant,
    pub(crate) today: NaiveDate,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) scope: Scope,
    /// The coordinator's: needs that wait. A host's: open needs of the place,
    /// as far as it knows of them.
    pub(crate) needs: Part<NeedEntry>,
    /// Referrals that wait for an answer or an outcome, those not delivered
    /// included while their need is open.
    pub(crate) referrals: Part<ReferralEntry>,
    /// Mails given up that still matter; the coordinator's.
    pub(crate) dead: Part<GivenUp>,
    /// The needs behind all that, by id.
    pub(crate) cases: BTreeMap<NeedId, Need>,
    /// Company names, by need; absent once erased.
    pub(crate) companies: BTreeMap<NeedId, String>,
    pub(crate) week: Week,
    /// The week that is looked at: that of today, or the next.
    pub(crate) shown: Week,
    /// The coordinator's: sessions to come at which nobody is, and appointments
    /// in them.
    pub(crate) unattended: (usize, u32),
    /// Endpoints of theirs that were switched off, not by hand.
    pub(crate) switched_off: Vec<Endpoint>,
    /// The coordinator's: the newest survey that asks for satisfaction.
    pub(crate) satisfaction: Option<Satisfaction>,
}

impl Day {
    /// Reads the day. One query for the endpoints. Each list costs a query a year and page. The coordinator:
    /// five lists, the permanences with what [`unattended`] reads, the surveys with up to five reads of figures, two
    /// reads for the needs and companies behind them, and what dead mails tell of
    /// ([`GivenUp::all`]). Others: one list, their
    /// permanences, and the same two reads.
    pub(crate) async fn load(store: &Store, scope: &Scope) -> Result<Self, TableError> {
        let now = store.now();
        let today = now.day_in(BRUSSELS);
        let catalogue = store.catalogue().load().await?;
        let needs = needs(store, scope, &catalogue).await?;
        let referrals = referrals(store, scope).await?;
        let dead = dead(store, scope).await?;
        let about = about(&needs, &referrals, &dead);
        let cases = cases(store, &about).await?;
        let companies = store.needs().companies(&about).await?;
        let list = match scope {
            Scope::All => PermanenceList::All,
            Scope::Agency(agency) => PermanenceList::Agency(agency.clone()),
            Scope::Location(location) => PermanenceList::Location(location.clone()),
        };
        let permanences = store.permanences().list(&list, Week::monday_of(today)).await?;
        let unattended =
            if *scope == Scope::All { unattended(store, &catalogue, &permanences).await? } else { Vec::new() };
        let unattended = (unattended.len(), unattended.iter().map(|one| one.booked).sum());
        let week = Week::of(&catalogue, &permanences, today, scope);
        let shown = Week::of(&catalogue, &permanences, week_in_view(today), scope);
        let satisfaction = if *scope == Scope::All { Satisfaction::newest(store, &catalogue).await? } else { None };
        let is_open = |need: &NeedId| cases.get(need).is_some_and(|need| need.status != NeedStatus::Closed);
        Ok(Self {
            now,
            today,
            scope: scope.clone(),
            needs,
            referrals: referrals.keep(|entry| entry.status != ReferralStatus::Undeliverable || is_open(&entry.need)),
            dead: dead.keep(|given_up| match given_up.description.about.need() {
                Some(need) => is_open(need) && (given_up.delivery.may_have_left() || !is_request(&given_up.delivery)),
                None => true,
            }),
            cases,
            companies,
            week,
            shown,
            unattended,
            switched_off: crate::endpoints::switched_off(store, scope).await?,
            satisfaction,
            catalogue,
        })
    }

    /// Referrals whose answer is overdue, the longest first.
    pub(crate) fn late(&self) -> Vec<&ReferralEntry> {
        let mut late: Vec<_> = self.referrals.items.iter().filter(|entry| self.is_late(entry)).collect();
        late.sort_by_key(|entry| entry.answer_by);
        late
    }

    pub(crate) fn is_late(&self, entry: &ReferralEntry) -> bool {
        is_late(entry.status, entry.answer_by, self.now)
    }

    /// Sessions of today that are not over.
    pub(crate) fn to_come(&self) -> usize {
        let today = |at: Instant| at.day_in(BRUSSELS) == self.today;
        self.week.sessions().filter(|session| today(session.start) && session.end > self.now).count()
    }

    /// How many late referrals, as people read it.
    pub(crate) fn late_count(&self) -> String {
        format!("{}{}", self.late().len(), if self.referrals.more { "+" } else { "" })
    }
}

/// The coordinator's: up to a hundred that wait, one query a year.
async fn needs(store: &Store, scope: &Scope, catalogue: &Catalogue) -> Result<Part<NeedEntry>, TableError> {
    let location = match scope {
        Scope::All => {
            let filter = NeedFilter { status: Some(NeedStatus::ToTriage), location: None };
            let listed = store.needs().list(&filter, None, 100).await?;
            return Ok(Part { more: listed.next.is_some(), items: listed.items });
        }
        Scope::Agency(_) => return Ok(Part::default()),
        Scope::Location(location) => Some(location.clone()),
    };
    let filter = NeedFilter { location, status: None };
    let mut part = Part::default();
    let mut from = None;
    for _ in 0..PAGES {
        let listed = store.needs().list(&filter, from, 100).await?;
        part.items.extend(listed.items.into_iter().filter_map(|entry| entry.for_place(catalogue)));
        from = listed.next;
        part.more = from.is_some();
        if from.is_none() {
            break;
        }
    }
    Ok(part.keep(|entry| entry.status != NeedStatus::Closed))
}

async fn referrals(store: &Store, scope: &Scope) -> Result<Part<ReferralEntry>, TableError> {
    let filters = match scope {
        Scope::All => [ReferralStatus::Queued, ReferralStatus::Sent, ReferralStatus::Undeliverable]
            .map(|status| ReferralFilter { status: Some(status), ..ReferralFilter::default() })
            .to_vec(),
        Scope::Agency(agency) => vec![ReferralFilter { agency: Some(agency.clone()), ..ReferralFilter::default() }],
        Scope::Location(_) => Vec::new(),
    };
    let mut part = Part::default();
    for filter in filters {
        let mut from = None;
        for _ in 0..PAGES {
            let listed = store.needs().list_referrals(&filter, from, 100).await?;
            part.items.extend(listed.items);
            from = listed.next;
            if from.is_none() {
                break;
            }
        }
        part.more |= from.is_some();
    }
    let waits = |entry: &ReferralEntry| match scope {
        Scope::Agency(_) => matches!(entry.status, ReferralStatus::Sent | ReferralStatus::Accepted),
        _ => true,
    };
    Ok(part.keep(waits))
}

/// What was given up and would tell something if it were sent again.
async fn dead(store: &Store, scope: &Scope) -> Result<Part<GivenUp>, TableError> {
    if *scope != Scope::All {
        return Ok(Part::default());
    }
    let listed = store.deliveries().dead(None, 100).await?;
    let given_up = GivenUp::all(store, &flows::contexts(), listed.items).await?;
    let matter = given_up.into_iter().filter(|one| one.resend == Resend::Yes);
    Ok(Part { more: listed.next.is_some(), items: matter.collect() })
}

/// Whether it asks an agency: it stands among the referrals.
fn is_request(delivery: &Delivery) -> bool {
    delivery.work.read().is_ok_and(|work: NeedWork| matches!(work.effect, NeedEffect::ReferralMail { .. }))
}

fn about(needs: &Part<NeedEntry>, referrals: &Part<ReferralEntry>, dead: &Part<GivenUp>) -> Vec<NeedId> {
    let mut ids: BTreeSet<NeedId> = needs.items.iter().map(|entry| entry.id.clone()).collect();
    ids.extend(referrals.items.iter().map(|entry| entry.need.clone()));
    ids.extend(dead.items.iter().filter_map(|given_up| given_up.description.about.need().cloned()));
    ids.into_iter().collect()
}

async fn cases(store: &Store, ids: &[NeedId]) -> Result<BTreeMap<NeedId, Need>, TableError> {
    let needs = store.needs().with_reasons(ids).await?;
    Ok(needs.into_iter().flatten().map(|need| (need.id.clone(), need)).collect())
}
