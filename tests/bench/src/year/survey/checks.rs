//! What the product says of the year's surveys, held against what is known here.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, ensure};
use domain::alert::{Alert, FIRST_LOOK, Part};
use domain::event::EventKind;
use domain::ids::WaveId;
use domain::wave::{due_after_closing, due_after_visit};
use serde_json::Value;
use store::repos::needs::NeedFilter;
use testkit::TestApp;

use super::truth::Share;
use super::{SurveyLife, day_of};

/// From so many answers on, a fall must have been found.
const SURELY_FOUND: u64 = 40;
/// A part is fallen where so few are satisfied in the long run.
const FALLEN_BELOW: f64 = 0.6;
/// Share of what is at its aim that may raise an alert: what decision 38 allows.
const FALSE_ALARMS: f64 = 0.04;

/// Holds everything against each other, and prints it; an error where something
/// is not as it should be.
pub(crate) async fn check(app: &TestApp, life: &SurveyLife) -> anyhow::Result<()> {
    let eligible = eligible(app, life).await?;
    let invitations: u64 = life.invited.values().sum();
    let most = life.mailed.values().map(Vec::len).max().unwrap_or_default();
    println!(
        "surveys: {} visits, {invitations} invitations to {} people, {most} to one at most and never two in a quarter; {} ended them",
        life.attended.len(),
        life.mailed.len(),
        life.off.len()
    );
    for (id, planned) in &life.waves {
        let results = app.as_admin().get(&format!("/v1/waves/{id}/results")).await.expect_status(200).json();
        let answers = life.truth.answers.get(id).copied().unwrap_or_default();
        let invited = life.invited.get(id).copied().unwrap_or_default();
        let eligible = if planned.is_for_visitors() { eligible.get(id).copied().unwrap_or_default() } else { invited };
        let what = format!("{} from {} to {}", planned.variant, planned.opens, planned.closes);
        ensure!(results["n"] == answers, "{what}: {answers} answered, {} counted", results["n"]);
        ensure!(
            results["eligible"] == eligible,
            "{what}: {eligible} came or were asked, {} counted",
            results["eligible"]
        );
        let rate = results["response_rate"].as_f64().context("a response rate")?;
        #[expect(clippy::cast_precision_loss, reason = "answers of a year")]
        let expected = answers as f64 / eligible as f64;
        ensure!((rate - expected).abs() < 1e-12, "{what}: {rate} is not {answers} of {eligible}");
        println!("wave {what}: {invited} invitations, {answers} answers of {eligible}: {:.1} %", 100.0 * rate);
    }
    println!("came when no wave ran: {} codes; answered too late: {}", life.between_waves, life.too_late);
    alerts(app, life).await
}

/// Who came or whose referral ended while a wave for visitors ran, by wave:
/// counted out of the visits and of the needs' histories.
async fn eligible(app: &TestApp, life: &SurveyLife) -> anyhow::Result<BTreeMap<WaveId, u64>> {
    let mut eligible = BTreeMap::new();
    let mut add = |wave: Option<&WaveId>| {
        if let Some(wave) = wave {
            *eligible.entry(wave.clone()).or_default() += 1;
        }
        wave.is_some()
    };
    for (day, _) in &life.attended {
        let at = domain::Instant::new(day.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(10));
        add(life.of_visitors(day_of(due_after_visit(at))));
    }
    let store = app.store();
    let mut from = None;
    loop {
        let page = store.needs().list(&NeedFilter::default(), from, 900).await?;
        for entry in &page.items {
            let mut asked = BTreeSet::new();
            for event in store.needs().history(&entry.id).await?.events {
                // Once for each referral, the first time that a wave runs.
                if let EventKind::ReferralDone { agency, .. } = &event.kind
                    && !asked.contains(agency)
                    && add(life.of_visitors(day_of(due_after_closing(event.at))))
                {
                    asked.insert(agency.clone());
                }
            }
        }
        match page.next {
            Some(next) => from = Some(next),
            None => return Ok(eligible),
        }
    }
}

/// Alerts against the truth: what fell is found, and what did not raises few.
async fn alerts(app: &TestApp, life: &SurveyLife) -> anyhow::Result<()> {
    let raised = raised(app).await?;
    let aim = 0.8;
    let (mut fallen, mut found, mut looked_at, mut unfounded) = (0_u32, Vec::new(), 0_u32, 0_u32);
    for (key @ (wave, part), share) in life.truth.parts.iter().filter(|(_, share)| share.n >= FIRST_LOOK) {
        let alert = raised.get(key);
        if share.share() >= aim {
            looked_at += 1;
            unfounded += u32::from(alert.is_some());
        } else if share.share() < FALLEN_BELOW {
            fallen += 1;
            found.extend(alert.map(|alert| alert.n));
            let Share { n, satisfied, .. } = share;
            ensure!(
                alert.is_some() || *n < SURELY_FOUND,
                "{} of wave {wave} fell to {satisfied} of {n}, and no alert says so",
                part.name()
            );
        }
    }
    // Every alert is about answers that were given here.
    let mut below = 0_u32;
    for ((wave, part), alert) in &raised {
        let known = life.truth.parts.get(&(wave.clone(), part.clone())).with_context(|| format!("{alert:?}"))?;
        ensure!(alert.n <= known.n && alert.satisfied <= known.satisfied, "{alert:?} of {known:?}");
        below += u32::from(known.share() < aim);
    }
    found.sort_unstable();
    let median = found.get(found.len() / 2).copied().unwrap_or_default();
    let falsely = f64::from(unfounded) / f64::from(looked_at.max(1));
    println!(
        "alerts: {} raised, {below} where fewer than is aimed at are satisfied in the long run; of {fallen} parts that fell {} were found, at {median} answers at the median",
        raised.len(),
        found.len()
    );
    println!(
        "of {looked_at} parts at or above their aim {unfounded} raised one: {:.1} % false alarms",
        100.0 * falsely
    );
    ensure!(!found.is_empty(), "nothing that fell was found");
    ensure!(falsely <= FALSE_ALARMS, "too many false alarms: {falsely:.3}");
    Ok(())
}

/// All alerts, page after page.
async fn raised(app: &TestApp) -> anyhow::Result<BTreeMap<(WaveId, Part), Alert>> {
    let mut alerts = BTreeMap::new();
    let mut path = "/v1/alerts?limit=100".to_owned();
    loop {
        let page = app.as_admin().get(&path).await.expect_status(200).json();
        for alert in page["items"].as_array().context("a list")? {
            let alert: Alert = serde_json::from_value(Value::clone(alert))?;
            alerts.insert((alert.wave.clone(), alert.part.clone()), alert);
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/v1/alerts?limit=100&cursor={next}"),
            None => return Ok(alerts),
        }
    }
}
