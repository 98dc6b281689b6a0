//! The process may die at any moment: what was acknowledged is there, whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures::future::try_join_all;
use journeys::dice::Dice;
use journeys::needs::{at, need, zoe_needs};
use journeys::{Home, LocalHost};
use serde_json::Value;

const KILLS: u32 = 10;
const NEEDS: u32 = 200;
/// Kills that must have hit needs in flight.
const HITS: usize = 5;

/// Sends one need under its own key until it is acknowledged, as a program
/// does whose connection breaks.
async fn send_until_acknowledged(
    home: Arc<LocalHost>,
    number: u32,
    in_flight: Arc<AtomicU32>,
) -> anyhow::Result<String> {
    let mut body = at("icab", zoe_needs(if number.is_multiple_of(2) { "rd_grant" } else { "hiring" }));
    body["contact"]["email"] = format!("member-{number:03}@zoe-robotics.example").into();
    body["member"]["name"] = format!("Zoé Robotics {number:03}").into();
    let (key, sender) = (format!("crash-{number:03}"), home.coordinator());
    for _ in 0..2_000 {
        match sender.create_as("/v1/needs", &body, &key).await {
            Ok(answer) => {
                let id = answer.must_be(201)?.json()?["id"].as_str().map(str::to_owned);
                in_flight.fetch_sub(1, Ordering::SeqCst);
                return id.ok_or_else(|| anyhow::anyhow!("no id"));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(25)).await,
        }
    }
    anyhow::bail!("need {number} was never acknowledged")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_need_outlives_ten_kills() -> anyhow::Result<()> {
    let home = Arc::new(LocalHost::with_smtp().await?);
    let mut dice = Dice::new();
    let in_flight = Arc::new(AtomicU32::new(0));
    let send = |number| tokio::spawn(send_until_acknowledged(Arc::clone(&home), number, Arc::clone(&in_flight)));
    let mut sending = Vec::new();
    let mut at_kills = Vec::new();
    for kill in 0..KILLS {
        // Some more, and a kill just after the first of all that wait is
        // acknowledged: however fast the machine, others are in flight then.
        in_flight.fetch_add(NEEDS / KILLS, Ordering::SeqCst);
        sending.extend((kill * NEEDS / KILLS..(kill + 1) * NEEDS / KILLS).map(send));
        let waiting = in_flight.load(Ordering::SeqCst);
        while in_flight.load(Ordering::SeqCst) == waiting {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(dice.milliseconds(0, 5)).await;
        home.kill()?;
        at_kills.push(in_flight.load(Ordering::SeqCst));
        home.start_again().await?;
    }
    let mut acknowledged = BTreeMap::new();
    for (number, id) in (0_u32..).zip(try_join_all(sending).await?) {
        acknowledged.insert(id?, number);
    }
    home.settle().await?;

    let total = usize::try_from(NEEDS)?;
    assert_eq!(acknowledged.len(), total, "each need has an id of its own");
    let listed = home.coordinator().list("/v1/needs").await?;
    let ids: BTreeSet<&str> = listed.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(listed.len(), total, "what was not acknowledged at first was not stored twice");
    assert_eq!(ids, acknowledged.keys().map(String::as_str).collect());

    // Copies of a mail have one Message-ID: so many mails, by recipient and need.
    let mut mails: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    // So many needs at a place to which nobody comes are also told to the
    // coordinator, in the mail of the morning.
    let mut mornings = BTreeSet::new();
    let taken = home.mailbox().await?;
    for mail in &taken {
        let company = mail.text.match_indices("Zoé Robotics ").map(|(at, found)| &mail.text[at + found.len()..]);
        let number = company.filter_map(|rest| rest.get(..3)).find(|number| number.bytes().all(|b| b.is_ascii_digit()));
        let number = match (number, mail.to.strip_prefix("member-")) {
            (_, Some(rest)) => rest[..3].to_owned(),
            (Some(number), None) => number.to_owned(),
            (None, None) => {
                mornings.insert(&mail.message_id);
                assert_eq!((mornings.len(), mail.path("/console/work").is_some()), (1, true), "{}", mail.text);
                continue;
            }
        };
        mails.entry((mail.to.clone(), number)).or_default().insert(mail.message_id.clone());
    }
    let mut referrals = 0;
    for (id, number) in &acknowledged {
        let case = need(home.as_ref(), id).await?;
        let agencies = agencies(&case);
        assert!(!agencies.is_empty(), "{case}");
        assert_eq!(agencies.len(), agencies.keys().collect::<BTreeSet<_>>().len());
        for (agency, rows) in &agencies {
            assert_eq!(*rows, ["sent"], "one row for {agency} of need {number}, and its mail left");
            let address = home.agency_address(agency).await?;
            let sent = mails.remove(&(address, format!("{number:03}"))).unwrap_or_default();
            assert_eq!(sent.len(), 1, "one mail to {agency} about need {number}");
        }
        let address = format!("member-{number:03}@zoe-robotics.example");
        let told = mails.remove(&(address, format!("{number:03}"))).unwrap_or_default();
        assert_eq!(told.len(), 1, "one mail to the member of need {number}");
        referrals += agencies.len();
    }
    assert!(mails.is_empty(), "mails about nothing: {:?}", mails.keys());
    assert_eq!(home.coordinator().list("/v1/referrals").await?.len(), referrals, "no referral is half-written");
    let expected = referrals + total + mornings.len();
    println!("in flight at each kill: {at_kills:?}");
    assert!(at_kills.iter().filter(|count| **count > 0).count() >= HITS, "{at_kills:?}");
    println!(
        "{total} needs, {referrals} referrals, {expected} mails; {} copies, {KILLS} kills",
        taken.len() - expected
    );
    Ok(())
}

/// Statuses of the rows of each agency.
fn agencies(case: &Value) -> BTreeMap<&str, Vec<&str>> {
    let mut by_agency: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for referral in case["referrals"].as_array().into_iter().flatten() {
        let (agency, status) = (referral["agency"].as_str(), referral["status"].as_str());
        by_agency.entry(agency.unwrap_or_default()).or_default().push(status.unwrap_or_default());
    }
    by_agency
}
