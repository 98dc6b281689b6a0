//! What a year came to, and that no need was ever without a next step.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::{bail, ensure};
use domain::clock::BRUSSELS;
use domain::event::EventKind;
use domain::need::{NeedCase, NeedStatus, Outcome};
use domain::referral::ReferralStatus;
use domain::working_days::working_days_between;
use domain::worklist::{Owner, of_need};
use store::Store;
use store::repos::deliveries::DeliveryStatus;
use store::repos::needs::NeedFilter;
use testkit::TestApp;

use super::World;

/// Minutes that one thing on the list takes, as the issue of this command reckons.
const MINUTES: f64 = 2.0;
/// Working days of a year, for what a week comes to.
const WEEKS: f64 = 52.0;

/// Open needs at the end of a day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Open {
    /// Those that are looked at by themselves.
    pub(crate) with_time: usize,
    /// Those that only a person goes on with.
    pub(crate) with_person: usize,
}

/// What is counted on the way.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) mails: u64,
    pub(crate) refused: u64,
    /// New things on the coordinator's list, each working day.
    pub(crate) items: Vec<u32>,
    pub(crate) known: BTreeSet<String>,
    pub(crate) days: Vec<Open>,
}

/// What the year came to.
pub(crate) struct Year {
    mails: u64,
    refused: u64,
    items: Vec<u32>,
    most_open: usize,
    needs: usize,
    closed: usize,
    helped: usize,
    re_routed: usize,
    waiting: usize,
    first_answer: Vec<u32>,
}

/// Every open need has a time at which it is looked at, or stands on somebody's
/// list; else the command ends with it.
pub(crate) async fn check_next_steps(world: &World) -> anyhow::Result<Open> {
    let store = world.app.store();
    let (mut open, mut listed) = (Open::default(), BTreeSet::new());
    let mut after = None;
    loop {
        let (entries, next) = store.work().page(&Owner::Coordinator, after, 999).await?;
        listed.extend(entries.iter().map(|entry| entry.id()));
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    for status in [NeedStatus::ToTriage, NeedStatus::Referred, NeedStatus::InProgress] {
        let mut from = None;
        loop {
            let page = store.needs().list(&NeedFilter { status: Some(status), location: None }, from, 900).await?;
            for entry in &page.items {
                let Some(loaded) = store.needs().load(&entry.id).await? else { bail!("{} is gone", entry.id) };
                check(store, &loaded.case, &listed, &mut open).await?;
            }
            match page.next {
                Some(next) => from = Some(next),
                None => break,
            }
        }
    }
    Ok(open)
}

async fn check(store: &Store, case: &NeedCase, listed: &BTreeSet<String>, open: &mut Open) -> anyhow::Result<()> {
    let id = &case.need.id;
    for item in of_need(case).iter().filter(|item| item.owner == Owner::Coordinator) {
        let agency = item.agency.as_ref().map_or("", |agency| agency.as_str());
        let name = format!("{}.{id}.{agency}", item.kind.code());
        ensure!(listed.contains(&name), "{name} stands on no list");
    }
    let mut timed = false;
    for referral in case.referrals.iter().filter(|referral| referral.status.is_open()) {
        timed |= referral.follow_up.next_at.is_some();
        if referral.status == ReferralStatus::Queued {
            let waits =
                store.needs().history(id).await?.deliveries.iter().any(|one| one.status == DeliveryStatus::Waiting);
            ensure!(waits, "{id}: queued, and no mail waits");
            timed = true;
        }
        let at = referral.follow_up.next_at;
        ensure!(at.is_none_or(|at| at > store.now()), "{id}: {} was due {at:?} and did not happen", referral.agency);
        let somebody =
            at.is_some() || referral.follow_up.silent_since.is_some() || referral.status == ReferralStatus::Queued;
        ensure!(somebody, "{id}: {} lies still", referral.agency);
    }
    ensure!(timed || !of_need(case).is_empty(), "{id} has no next step");
    if timed {
        open.with_time += 1;
    } else {
        open.with_person += 1;
    }
    Ok(())
}

/// Reads every need and its history.
pub(crate) async fn of(app: &TestApp, figures: &Figures) -> anyhow::Result<Year> {
    let store = app.store();
    let days = store.catalogue().load().await?.staff_days.clone();
    let mut year = Year {
        mails: figures.mails,
        refused: figures.refused,
        items: figures.items.clone(),
        most_open: figures.days.iter().map(|open| open.with_time + open.with_person).max().unwrap_or_default(),
        needs: 0,
        closed: 0,
        helped: 0,
        re_routed: 0,
        waiting: 0,
        first_answer: Vec::new(),
    };
    let mut from = None;
    loop {
        let page = store.needs().list(&NeedFilter::default(), from, 900).await?;
        for entry in &page.items {
            let Some(loaded) = store.needs().load(&entry.id).await? else { bail!("{} is gone", entry.id) };
            let need = &loaded.case.need;
            year.needs += 1;
            year.closed += usize::from(!need.is_open());
            year.helped += usize::from(need.outcome == Some(Outcome::Helped));
            year.waiting += usize::from(need.is_open());
            let mut asked: BTreeMap<String, usize> = BTreeMap::new();
            let (mut sent, mut answered) = (None, None);
            for event in store.needs().history(&entry.id).await?.events {
                match &event.kind {
                    EventKind::ReferralQueued { agency, .. } => *asked.entry(agency.to_string()).or_default() += 1,
                    EventKind::ReferralSent { .. } => sent = sent.or(Some(event.at)),
                    EventKind::ReferralAccepted { .. } | EventKind::ReferralDeclined { .. } => {
                        answered = answered.or(Some(event.at));
                    }
                    EventKind::ReferralExpired { .. } | EventKind::ReferralUndeliverable { .. } => {
                        *asked.entry("again".to_owned()).or_default() += 1;
                    }
                    _ => {}
                }
            }
            year.re_routed += usize::from(asked.contains_key("again"));
            if let (Some(sent), Some(answered)) = (sent, answered) {
                year.first_answer.push(working_days_between(sent.day_in(BRUSSELS), answered.day_in(BRUSSELS), &days));
            }
        }
        match page.next {
            Some(next) => from = Some(next),
            None => break,
        }
    }
    year.first_answer.sort_unstable();
    Ok(year)
}

impl Year {
    #[expect(clippy::cast_precision_loss, reason = "counts of a year")]
    pub(crate) fn print(&self, needs: u32, seed: u64, commits: u64, took: Duration) {
        let share = |n: usize| 100.0 * n as f64 / self.needs.max(1) as f64;
        let at = |share: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
            let place = (self.first_answer.len() as f64 * share) as usize;
            self.first_answer.get(place).copied().unwrap_or_default()
        };
        let items: u32 = self.items.iter().sum();
        let days = self.items.len().max(1) as f64;
        println!("year of {needs} statements, seed {seed}: {} needs, the others joined one that was open", self.needs);
        println!(
            "closed: {} ({:.1} %), of them helped {}; open with somebody: {}",
            self.closed,
            share(self.closed),
            self.helped,
            self.waiting
        );
        println!("first answer after {} working days at the median, {} at nine in ten", at(0.5), at(0.9));
        println!("went on after a silence or a refused mail: {:.1} %", share(self.re_routed));
        println!(
            "mails a need: {:.2}; commits a need: {:.1}",
            self.mails as f64 / self.needs.max(1) as f64,
            commits as f64 / self.needs.max(1) as f64
        );
        println!("answers that came too late or twice: {}", self.refused);
        println!("most open on one day: {}", self.most_open);
        println!(
            "work list: {:.1} new things a working day, {:.1} hours a week at {MINUTES} minutes each",
            f64::from(items) / days,
            f64::from(items) * MINUTES / 60.0 / WEEKS
        );
        println!("took {:.1} minutes", took.as_secs_f64() / 60.0);
    }

    /// Every need ended closed or with a person.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        ensure!(self.closed + self.waiting == self.needs, "some are neither closed nor with anybody");
        Ok(())
    }
}
