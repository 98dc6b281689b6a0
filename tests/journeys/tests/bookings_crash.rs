//! What answers may die amid a rush for few seats, the host or the cloud's
//! function: every confirmed booking is there, nobody else's is, and no slot
//! holds more than it has seats.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures::future::try_join_all;
use journeys::bookings::{free, hold, invitation, of_session, wish};
use journeys::day::day;
use journeys::dice::Dice;
use journeys::{Home, mailing_home, wait_to_try_again};

const KILLS: u32 = 8;
const PARTIES_PER_KILL: u32 = 50;
const SEATS: u32 = 3;
const TIMES: [&str; 4] = ["09:30", "10:15", "11:00", "11:45"];

/// The days of the sessions that the rounds of parties want, each its own.
async fn days(home: &dyn Home) -> anyhow::Result<Vec<String>> {
    let found = format!("/v1/sessions?location=icab&from={}&to={}", day(1), day(13));
    let found = home.anybody().list(&found).await?;
    let held = found.iter().filter(|session| session["status"] == "scheduled");
    let days = held.filter_map(|session| Some(session["local_start"].as_str()?.get(..10)?.to_owned()));
    let days: Vec<_> = days.take(KILLS as usize).collect();
    anyhow::ensure!(days.len() == KILLS as usize, "a session for each round: {found:?}");
    Ok(days)
}

/// What a party was told in the end.
struct Told {
    party: u32,
    slot: String,
    /// The booking's id; `None`: the slot was taken.
    booked: Option<String>,
    /// Requests that were not answered, or that failed with their program.
    broken: u32,
}

/// Asks for a seat under its own key until it is answered, as a program does
/// whose connection breaks.
async fn ask_until_answered(home: Arc<dyn Home>, day: String, party: u32) -> anyhow::Result<Told> {
    let slot = format!("{day}T{}", TIMES[party as usize % TIMES.len()]);
    let body = wish("weekly", &slot, &format!("party-{party:03}@example.org"));
    let (key, sender) = (format!("party-{party}"), home.anybody());
    for broken in 0..2_000 {
        match sender.create_as("/v1/bookings", &body, &key).await {
            Ok(answer) if answer.status >= 500 => {}
            Ok(answer) if answer.status == 409 => return Ok(Told { party, slot, booked: None, broken }),
            Ok(answer) => {
                let id = answer.must_be(201)?.json()?["id"].as_str().map(str::to_owned);
                return Ok(Told { party, slot, booked: Some(id.unwrap_or_default()), broken });
            }
            Err(_) => {}
        }
        wait_to_try_again(broken).await;
    }
    anyhow::bail!("party {party} was never answered")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_confirmed_booking_is_lost_and_no_ghost_stays_after_eight_kills() -> anyhow::Result<()> {
    let home: Arc<dyn Home> = Arc::from(mailing_home().await?);
    hold(home.as_ref(), "weekly", "icab", SEATS).await?;
    let mut dice = Dice::new();
    let mut asking = Vec::new();
    let days = days(home.as_ref()).await?;
    for (round, day) in (0..KILLS).zip(&days) {
        let parties = round * PARTIES_PER_KILL..(round + 1) * PARTIES_PER_KILL;
        asking.extend(parties.map(|party| tokio::spawn(ask_until_answered(Arc::clone(&home), day.clone(), party))));
        tokio::time::sleep(dice.milliseconds(5, 200)).await;
        home.kill_and_start_again("schedule").await?;
    }
    let mut told = Vec::new();
    for party in try_join_all(asking).await? {
        told.push(party?);
    }
    home.settle().await?;

    // What the table holds is what was told.
    let mut confirmed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &told {
        if let Some(id) = &one.booked {
            confirmed.entry(one.slot.as_str()).or_default().insert(id);
        }
    }
    for day in &days {
        let session = format!("weekly.{}", day.replace('-', ""));
        let listed = of_session(home.as_ref(), &session).await?;
        let mut held: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for booking in &listed {
            assert_eq!(booking["status"], "booked", "{booking}");
            let (slot, id) = (booking["slot"].as_str(), booking["id"].as_str());
            held.entry(slot.unwrap_or_default()).or_default().insert(id.unwrap_or_default());
        }
        for time in TIMES {
            let slot = format!("{day}T{time}");
            let (held, confirmed) = (held.get(slot.as_str()), confirmed.get(slot.as_str()));
            assert_eq!(held, confirmed, "{slot}");
            assert_eq!(held.map(BTreeSet::len), Some(SEATS as usize), "{slot}: more asked than there are seats");
        }
        assert_eq!(free(home.as_ref(), "icab", day).await?, [0; TIMES.len()], "as the page counts them");
    }

    // Copies of a mail have one Message-ID: one mail to each who booked, none
    // to the others, and as many to the agency.
    let taken = home.mailbox().await?;
    let mut mails: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for mail in &taken {
        mails.entry(&mail.to).or_default().insert(&mail.message_id);
    }
    for one in &told {
        let address = format!("party-{:03}@example.org", one.party);
        let got = mails.remove(address.as_str()).map_or(0, |ids| ids.len());
        assert_eq!(got, usize::from(one.booked.is_some()), "mails to {address}");
    }
    let bookings = (KILLS * SEATS) as usize * TIMES.len();
    let innoviris = home.agency_address("innoviris").await?;
    assert_eq!(mails.remove(innoviris.as_str()).map(|ids| ids.len()), Some(bookings));
    // Where a kill puts off the mail of the morning, it may tell of sessions that
    // nobody attends.
    let mornings = mails.remove("coordination@permanence.example").map_or(0, |ids| ids.len());
    assert!(mornings <= 1 && mails.is_empty(), "mails to others: {mornings}, {:?}", mails.keys());
    let uids: BTreeSet<String> = taken
        .iter()
        .filter(|mail| mail.to.starts_with("party-"))
        .step_by(7)
        .map(|mail| invitation(mail).map(|read| read.uid))
        .collect::<anyhow::Result<_>>()?;
    assert!(uids.len() > bookings / 10, "each booking stands in a calendar of its own: {}", uids.len());

    let broken: u32 = told.iter().map(|one| one.broken).sum();
    let copies = taken.len() - 2 * bookings - mornings;
    println!(
        "{} parties, {bookings} seats, {KILLS} kills: {broken} requests broken off, {copies} copies of mails",
        told.len()
    );
    assert!(broken > 0, "a kill came amid the bookings");
    Ok(())
}
