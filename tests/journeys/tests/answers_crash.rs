//! Answers, reminders and the ends of their times fall on one instant, and what
//! runs there is killed amid them: each referral has one outcome, each mail is
//! one, and every need has a next step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use journeys::dice::Dice;
use journeys::needs::{at, need, what_happened, zoe_needs};
use journeys::{Home, Mail, mailing_home, wait_to_try_again};
use serde_json::Value;

const NEEDS: u32 = 48;
/// Kills; half of them as reminders come due, half as times end.
const KILLS: u32 = 8;
/// What follows on a member's company in a mail.
const COMPANY: &str = "Zoé Robotics ";

/// Says yes, says no, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Nothing,
}

const fn answer_of(number: u32) -> Answer {
    match number % 3 {
        0 => Answer::Yes,
        1 => Answer::No,
        _ => Answer::Nothing,
    }
}

/// The number of the need that a mail is about.
fn about(mail: &Mail) -> Option<u32> {
    let in_address = mail.to.strip_prefix("member-").and_then(|rest| rest.get(..3));
    let in_text = mail.text.split(COMPANY).nth(1).and_then(|rest| rest.get(..3));
    in_address.or(in_text)?.parse().ok()
}

/// States a need that Actiris is asked about, then BeCode.
async fn state(home: &dyn Home, number: u32) -> anyhow::Result<String> {
    let mut body = at("icab", zoe_needs("hiring"));
    body["contact"]["email"] = format!("member-{number:03}@zoe-robotics.example").into();
    body["member"]["name"] = format!("{COMPANY}{number:03}").into();
    let made = home.coordinator().create("/v1/needs", &body).await?.must_be(201)?.json()?;
    made["id"].as_str().map(str::to_owned).context("no id")
}

/// Moves the clock to an instant; after a kill once more, since the clock of a
/// demonstration begins anew with its host.
async fn go_to(home: &dyn Home, instant: DateTime<Utc>) -> anyhow::Result<()> {
    let left = (instant - home.now().await?).num_seconds().max(0);
    home.advance(&format!("PT{}S", left + 1)).await
}

/// Presses until it is answered, as somebody does whose page does not load;
/// whether it came in time.
async fn press(home: Arc<dyn Home>, path: String, answer: Answer) -> anyhow::Result<bool> {
    let fields: &[(&str, &str)] = match answer {
        Answer::Yes => &[("action", "accept")],
        Answer::No => &[("action", "decline"), ("reason", "capacity")],
        Answer::Nothing => return Ok(false),
    };
    for tries in 0..2_000 {
        match home.anybody().form(&path, fields).await {
            Ok(pressed) if pressed.status == 303 => return Ok(true),
            Ok(pressed) if pressed.status == 409 => return Ok(false),
            Ok(pressed) if pressed.status < 500 => anyhow::bail!("{path}: {}", pressed.status),
            Ok(_) | Err(_) => wait_to_try_again(tries).await,
        }
    }
    anyhow::bail!("{path} was never answered")
}

/// A referral, with what happens next.
async fn referral(home: &dyn Home, id: &str) -> anyhow::Result<Value> {
    home.coordinator().get(&format!("/v1/referrals/{id}")).await?.must_be(200)?.json()
}

/// An instant of the first referral of each need, the latest of all.
async fn latest(home: &dyn Home, ids: &[String], field: &str) -> anyhow::Result<DateTime<Utc>> {
    let mut latest = None;
    for id in ids {
        let first = referral(home, &format!("{id}.actiris")).await?;
        let at = first[field].as_str().with_context(|| format!("no {field}: {first}"))?;
        latest = latest.max(Some(DateTime::parse_from_rfc3339(at)?.with_timezone(&Utc)));
    }
    latest.context("no needs")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_amid_reminders_and_deadlines_have_one_outcome_after_eight_kills() -> anyhow::Result<()> {
    let home: Arc<dyn Home> = Arc::from(mailing_home().await?);
    let mut ids = Vec::new();
    for number in 0..NEEDS {
        ids.push(state(home.as_ref(), number).await?);
    }
    home.settle().await?;
    let actiris = home.agency_address("actiris").await?;
    let mut links = BTreeMap::new();
    for mail in home.mails_to(&actiris).await? {
        let (number, link) = (about(&mail).context("about no need")?, mail.path("/r/").context("no link")?);
        assert_eq!(links.insert(number, link), None, "asked once each");
    }
    assert_eq!(links.len(), ids.len());
    let reminded = latest(home.as_ref(), &ids, "next_at").await?;
    let ended = latest(home.as_ref(), &ids, "answer_by").await?;

    let mut dice = Dice::new();
    let mut pressing = Vec::new();
    for kill in 0..KILLS {
        let instant = if kill < KILLS / 2 { reminded } else { ended };
        let passes = tokio::spawn({
            let home = Arc::clone(&home);
            async move { go_to(home.as_ref(), instant).await }
        });
        for number in kill * NEEDS / KILLS..(kill + 1) * NEEDS / KILLS {
            let path = links.get(&number).cloned().context("no link")?;
            let press = press(Arc::clone(&home), path, answer_of(number));
            pressing.push(tokio::spawn(async move { Ok::<_, anyhow::Error>((number, press.await?)) }));
        }
        tokio::time::sleep(dice.milliseconds(10, 150)).await;
        home.kill_and_start_again("dispatch").await?;
        // It was broken off with its program, or was through before.
        let _ = passes.await?;
    }
    let mut in_time = BTreeMap::new();
    for pressed in try_join_all(pressing).await? {
        let (number, pressed) = pressed?;
        in_time.insert(number, pressed);
    }
    go_to(home.as_ref(), ended).await?;
    home.settle().await?;

    let mut outcomes: BTreeMap<String, u32> = BTreeMap::new();
    for (number, id) in (0..).zip(&ids) {
        let case = need(home.as_ref(), id).await?;
        let outcome = one_outcome(&case, answer_of(number), in_time[&number]);
        *outcomes.entry(outcome).or_default() += 1;
        assert!(has_next_step(home.as_ref(), &case).await?, "nothing happens next: {case}");
    }
    // Copies of a mail have one Message-ID.
    let taken = home.mailbox().await?;
    let mut mails: BTreeMap<(String, String, u32), BTreeSet<&str>> = BTreeMap::new();
    for mail in taken.iter().filter(|mail| about(mail).is_some()) {
        let said = (mail.to.clone(), mail.subject.clone(), about(mail).context("about no need")?);
        mails.entry(said).or_default().insert(&mail.message_id);
    }
    for (said, ids) in &mails {
        assert_eq!(ids.len(), 1, "told once: {said:?}");
    }
    let reminders = mails.keys().filter(|(to, ..)| *to == actiris).count() - ids.len();
    println!("{outcomes:?}; {reminders} reminders, {} copies of {} mails", taken.len() - mails.len(), mails.len());
    assert!(reminders > 0 && outcomes.len() >= 3, "a reminder left, and it ended in each way");
    Ok(())
}

/// How Actiris's referral ended: as it was told, once; and whoever is asked next
/// is asked once.
fn one_outcome(case: &Value, answer: Answer, in_time: bool) -> String {
    let referrals = case["referrals"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of = |agency: &str| referrals.iter().filter(|one| one["agency"] == agency).collect::<Vec<_>>();
    let first = of("actiris");
    assert_eq!((first.len(), of("becode").len() <= 1), (1, true), "{case}");
    let status = first[0]["status"].as_str().unwrap_or_default().to_owned();
    let expected = match (answer, in_time) {
        (Answer::Yes, true) => "accepted",
        (Answer::No, true) => "declined",
        _ => "expired",
    };
    assert_eq!(status, expected, "{answer:?}, in time: {in_time}: {case}");
    let happened = what_happened(case);
    for what in ["referral.accepted", "referral.declined"] {
        let times = happened.iter().filter(|one| **one == what).count();
        assert_eq!(times, usize::from(what == format!("referral.{status}")), "{happened:?}");
    }
    assert!(happened.iter().filter(|one| **one == "referral.expired").count() <= 1, "{happened:?}");
    status
}

/// A person has it, or something falls due by itself.
async fn has_next_step(home: &dyn Home, case: &Value) -> anyhow::Result<bool> {
    if case["status"] == "to_triage" || case["status"] == "closed" {
        return Ok(true);
    }
    for one in case["referrals"].as_array().into_iter().flatten() {
        let is_open = ["sent", "accepted"].iter().any(|status| one["status"] == *status);
        let id = one["id"].as_str().context("no id")?;
        if is_open && referral(home, id).await?["next_at"].is_string() {
            return Ok(true);
        }
    }
    Ok(false)
}
