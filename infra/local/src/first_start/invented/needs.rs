//! Invented needs of the last three working weeks, told in `needs.json`: who
//! asked what, and what became of it.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::Contact;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use domain::moves::{self, Arrival, Moment, MoveError};
use domain::need::{Agreed, Company, Decided, NeedCase, NeedPerson, Outcome, Share};
use domain::referral::DeclineReason;
use domain::working_days::is_working_day;
use domain::{Instant, local_time};
use flows::FlowError;
use flows::needs::{move_need, take_in};
use serde::Deserialize;
use store::Store;
use store::secrets::digest;

use super::Begun;
use super::past::Past;

const NEEDS: &str = include_str!("needs.json");
/// Mails from this working day on wait for the real dispatcher, so that the
/// mailbox is not empty either.
const MAILS_LEFT_FROM_DAY: u32 = 1;

/// A need as told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    #[serde(flatten)]
    when: When,
    pub(super) location: LocationId,
    /// The host posted it for the member.
    #[serde(default)]
    by_host: bool,
    pub(super) member: Company,
    pub(super) contact: Contact,
    #[serde(default)]
    pub(super) need_types: Vec<NeedTypeId>,
    #[serde(default)]
    amount_eur: Option<u64>,
    share: Share,
    description: String,
    #[serde(default)]
    then: Vec<Step>,
}

/// Working days before the first start, and the local time on that day; on
/// day 0 the time that has passed since instead.
#[derive(Debug, Clone, Copy, Deserialize)]
struct When {
    day: u32,
    at: NaiveTime,
}

/// What somebody did about it.
#[derive(Debug, Clone, Deserialize)]
struct Step {
    #[serde(flatten)]
    when: When,
    #[serde(flatten)]
    what: Deed,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "does", rename_all = "snake_case")]
enum Deed {
    Accept { agency: AgencyId },
    Decline { agency: AgencyId, reason: DeclineReason, note: String },
    Done { agency: AgencyId, outcome: Outcome, note: String },
    Withdraw,
}

/// One thing that happened: a need arrived, or a step of one was done.
struct Happened<'a> {
    at: Instant,
    day: u32,
    number: usize,
    step: Option<&'a Deed>,
}

pub(super) fn stories() -> Result<Vec<Story>, serde_json::Error> {
    serde_json::from_str(NEEDS)
}

/// Tells the stories in the order in which everything happened.
pub(super) async fn load(store: &Store, begun: Begun) -> anyhow::Result<()> {
    let stories = stories()?;
    let catalogue = store.catalogue().load().await?;
    let past = Past::of(store);
    for happened in in_order(&stories, begun, &catalogue) {
        let Some(story) = stories.get(happened.number) else { continue };
        past.set(happened.at);
        let arrived = instant(story.when, begun, &catalogue);
        let need = need_id(arrived, happened.number)?;
        let new = match happened.step {
            None => arrive(&past.store, story, need, happened.number).await?,
            Some(deed) => act(&past.store, &need, deed).await?,
        };
        if new && happened.day > MAILS_LEFT_FROM_DAY {
            past.set(happened.at.plus(TimeDelta::seconds(20)));
            past.let_mails_leave().await?;
        }
    }
    Ok(())
}

fn in_order<'a>(stories: &'a [Story], begun: Begun, catalogue: &Catalogue) -> Vec<Happened<'a>> {
    let mut all = Vec::new();
    for (number, story) in stories.iter().enumerate() {
        let happened = |when: When, step| Happened { at: instant(when, begun, catalogue), day: when.day, number, step };
        all.push(happened(story.when, None));
        all.extend(story.then.iter().map(|step| happened(step.when, Some(&step.what))));
    }
    all.sort_by_key(|happened| (happened.at, happened.number));
    all
}

/// Takes a need in; answers whether it was not there before.
async fn arrive(store: &Store, story: &Story, need: NeedId, number: usize) -> anyhow::Result<bool> {
    if store.needs().load(&need).await?.is_some() {
        return Ok(false);
    }
    let Story { location, by_host, member, contact, need_types, amount_eur, share, description, .. } = story.clone();
    let actor = if by_host { Actor::Host(location.clone()) } else { Actor::Member };
    let arrival = Arrival {
        id: need,
        location,
        source: None,
        member: None,
        stated: need_types,
        amount_eur,
        share,
        shown_to_place: number.is_multiple_of(2),
        person: NeedPerson {
            contact,
            company: member,
            description,
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    };
    // A host's program tells what was agreed to in its own words.
    let arrival = if by_host { arrival } else { arrival.agreed_to(Agreed::BY_MEMBER, store.now()) };
    let key = format!("demo-need-{:02}", number + 1);
    let claim = store.idempotency().claim("needs", "demo", &key, key.as_bytes());
    Ok(take_in(store, arrival, actor, &claim).await?.created)
}

/// Does a step; answers whether it changed anything. One that the rules refuse
/// was done by a start that broke off, or its agency did not exist yet on that day.
async fn act(store: &Store, need: &NeedId, deed: &Deed) -> anyhow::Result<bool> {
    let changed = AtomicBool::new(false);
    let moved = move_need(store, need, |case, catalogue, now| {
        let decided = deed.decide(case, catalogue, now)?;
        changed.store(!decided.events.is_empty(), Ordering::Relaxed);
        Ok(decided)
    });
    match moved.await {
        Ok(_) => Ok(changed.load(Ordering::Relaxed)),
        Err(FlowError::Move(refused)) => {
            tracing::debug!(%need, %refused, "a step of an invented need was not possible");
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

impl Deed {
    fn decide(&self, case: NeedCase, catalogue: &Catalogue, now: Instant) -> Result<Decided, MoveError> {
        let by = |agency: &AgencyId| Actor::Agency(agency.clone());
        match self {
            Self::Accept { agency } => moves::accept(case, agency, &Moment::new(catalogue, now, &by(agency))),
            Self::Decline { agency, reason, note } => {
                moves::decline(case, agency, (*reason, note), &Moment::new(catalogue, now, &by(agency)))
            }
            Self::Done { agency, outcome, note } => {
                moves::done(case, agency, (*outcome, note), &Moment::new(catalogue, now, &by(agency)))
            }
            Self::Withdraw => moves::withdraw(case, now, &Actor::Member),
        }
    }
}

fn instant(When { day, at }: When, begun: Begun, catalogue: &Catalogue) -> Instant {
    if day == 0 {
        return begun.at.plus(NaiveTime::MIN - at);
    }
    let on = working_days_before(begun.today(), day, catalogue);
    local_time::to_instant(on.and_time(at), BRUSSELS)
}

fn working_days_before(today: NaiveDate, days: u32, catalogue: &Catalogue) -> NaiveDate {
    let mut day = today;
    for _ in 0..days {
        day = day - Days::new(1);
        while !is_working_day(day, &catalogue.staff_days) {
            day = day - Days::new(1);
        }
    }
    day
}

/// An id as the product makes them, its time part that of the arrival, so
/// that lists stand in the order of arrival; the rest follows from the number.
fn need_id(arrived: Instant, number: usize) -> anyhow::Result<NeedId> {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let letter =
        |value: i64| ALPHABET.get(usize::try_from(value & 31).unwrap_or_default()).map_or('0', |b| char::from(*b));
    let time = (0..10).rev().map(|place| letter(arrived.millis() >> (5 * place)));
    let rest = digest(format!("demo-need-{number}").as_bytes());
    let rest = rest.bytes().take(16).map(char::from);
    Ok(NeedId::parse(&time.chain(rest).collect::<String>())?)
}
