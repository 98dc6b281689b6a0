//! An appointment's whole life, on either home: booked, moved, given back,
//! waited for, reminded of, held; and what its mails say to a calendar.

use anyhow::Context as _;
use journeys::bookings::{Invitation, book, booking, free, hold, invitation, of_session, status, upcoming, wish};
use journeys::day::{day, in_dutch, instant, session, slot};
use journeys::needs::{at, need, zoe_from};
use journeys::{Home, Mail};
use reqwest::Method;
use serde_json::{Value, json};

const ZOE: &str = "zoe@zoe-robotics.example";

/// The page behind the link of a booking's mail.
fn own_page(mail: &Mail) -> anyhow::Result<String> {
    mail.path("/b/").with_context(|| format!("no link in '{}'", mail.subject))
}

/// Presses a button of a booking's own page.
async fn press(home: &dyn Home, page: &str, fields: &[(&str, &str)]) -> anyhow::Result<()> {
    let pressed = home.anybody().form(page, fields).await?.must_be(303)?;
    home.anybody().get(pressed.header("location")).await?.must_be(200)?;
    home.settle().await
}

/// What the last mail to somebody says to a calendar.
async fn told(home: &dyn Home, address: &str) -> anyhow::Result<Invitation> {
    invitation(&home.last_mail_to(address).await?)
}

#[tokio::test]
async fn an_appointment_is_booked_moved_and_given_back_in_page_mail_and_calendar() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(&home, "weekly", "icab", 1).await?;
    let innoviris = home.agency_address("innoviris").await?;
    let made = book(&home, &wish("weekly", &slot(1, "10:15"), ZOE)).await?.must_be(201)?.json()?;
    home.settle().await?;
    assert_eq!(free(&home, "icab", &day(1)).await?, [1, 0, 1, 1]);
    let first = home.last_mail_to(ZOE).await?;
    let asked = invitation(&first)?;
    assert_eq!((asked.method.as_str(), asked.sequence), ("REQUEST", 0));
    assert_eq!(
        (asked.start.as_str(), asked.end.as_str()),
        (instant(1, "10:15").as_str(), instant(1, "10:55").as_str())
    );
    assert_eq!(asked.zone.as_deref(), Some("Europe/Brussels"));
    assert_eq!((asked.organizer.as_str(), asked.attendee.as_str()), (innoviris.as_str(), ZOE));
    assert!(asked.sent_by.contains('@') && asked.sent_by != innoviris, "the product sends for the agency: {asked:?}");
    assert!(asked.summary.contains("Innoviris") && asked.location.contains("ICAB"), "{asked:?}");

    let page = own_page(&first)?;
    assert!(asked.url.ends_with(&page), "the calendar leads to the same page: {}", asked.url);
    let shown = home.anybody().get(&page).await?.must_be(200)?;
    assert!(shown.body.contains("Zoé Robotics") && shown.header("cache-control").contains("no-store"));
    let others = home.anybody().get(&format!("{page}/move")).await?.must_be(200)?;
    assert!(others.body.contains(&format!("slot={}", slot(1, "11:45"))), "{}", others.body);
    let (there, at) = (session("weekly", 1), slot(1, "11:45"));
    press(&home, &page, &[("action", "move"), ("session", &there), ("slot", &at)]).await?;
    assert_eq!(free(&home, "icab", &day(1)).await?, [1, 1, 1, 0]);
    let moved = told(&home, ZOE).await?;
    assert_eq!((moved.method.as_str(), moved.sequence, &moved.uid), ("REQUEST", 1, &asked.uid));
    assert_eq!(moved.start, instant(1, "11:45"));

    press(&home, &page, &[("action", "cancel")]).await?;
    assert_eq!(free(&home, "icab", &day(1)).await?, [1, 1, 1, 1]);
    assert_eq!(status(&home, &made).await?, "cancelled");
    let gone = told(&home, ZOE).await?;
    assert_eq!((gone.method.as_str(), gone.sequence, &gone.uid), ("CANCEL", 2, &asked.uid));
    assert_eq!((gone.start, gone.attendee), (moved.start, moved.attendee), "programs find the event by these too");

    // Each step told both sides once; the same again tells nobody anything.
    press(&home, &page, &[("action", "cancel")]).await?;
    assert_eq!((home.mails_to(ZOE).await?.len(), home.mails_to(&innoviris).await?.len()), (3, 3));
    Ok(())
}

#[tokio::test]
async fn a_seat_given_back_is_offered_to_who_waits_and_then_to_the_next() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(&home, "weekly", "icab", 1).await?;
    let (ann, bob, cleo) = ("ann@example.org", "bob@example.org", "cleo@example.org");
    let wanted = |email| wish("weekly", &slot(2, "10:15"), email);
    book(&home, &wanted(ann)).await?.must_be(201)?;
    let refused = book(&home, &wanted(bob)).await?.must_be(409)?.json()?;
    assert!(refused["type"].as_str().is_some_and(|kind| kind.ends_with("/problems/slot-taken")), "{refused}");
    assert_eq!(refused["next_free"][0]["local_start"], upcoming(&home, "icab").await?[0].as_str());
    let mut waiting = Vec::new();
    for email in [bob, cleo] {
        let mut asked = wanted(email);
        asked["waiting"] = true.into();
        waiting.push(book(&home, &asked).await?.must_be(201)?.json()?);
        home.settle().await?;
        assert!(home.last_mail_to(email).await?.calendar.is_none(), "a place in a queue is not in a calendar");
    }

    press(&home, &own_page(&home.last_mail_to(ann).await?)?, &[("action", "cancel")]).await?;
    assert_eq!(status(&home, &waiting[0]).await?, "offered");
    assert_eq!(status(&home, &waiting[1]).await?, "waiting");
    assert_eq!(free(&home, "icab", &day(2)).await?, [1, 0, 1, 1], "the seat is kept");
    book(&home, &wanted("dan@example.org")).await?.must_be(409)?;

    // The first lets it pass; the second takes it.
    let late = own_page(&home.last_mail_to(bob).await?)?;
    home.advance("P1DT1M").await?;
    home.settle().await?;
    assert_eq!(status(&home, &waiting[1]).await?, "offered");
    home.anybody().form(&late, &[("action", "take_offer")]).await?.must_be(409)?;
    press(&home, &own_page(&home.last_mail_to(cleo).await?)?, &[("action", "take_offer")]).await?;
    assert_eq!(status(&home, &waiting[1]).await?, "booked");
    let taken = told(&home, cleo).await?;
    assert_eq!((taken.method.as_str(), taken.start.as_str()), ("REQUEST", instant(2, "10:15").as_str()));
    let to_bob = home.mails_to(bob).await?;
    assert_eq!(to_bob.len(), 3, "that he waits, that it is kept, that it went on");
    assert!(to_bob.iter().all(|mail| mail.calendar.is_none()));
    assert_eq!(free(&home, "icab", &day(2)).await?, [1, 0, 1, 1]);
    Ok(())
}

#[tokio::test]
async fn who_is_booked_is_reminded_two_days_before_and_noted_when_they_come() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    hold(&home, "weekly", "icab", 1).await?;
    let slots = ["09:30", "10:15", "11:00"];
    let people = ["comes@example.org", "stays-away@example.org", "cancels@example.org"];
    let mut made = Vec::new();
    for (time, email) in slots.iter().zip(people) {
        made.push(book(&home, &wish("weekly", &slot(1, time), email)).await?.must_be(201)?.json()?);
    }
    home.settle().await?;
    press(&home, &own_page(&home.last_mail_to(people[2]).await?)?, &[("action", "cancel")]).await?;

    // It is ten o'clock: the first reminder is due in five days at half past nine.
    home.advance("P4DT23H25M").await?;
    assert_eq!(home.mails_to(people[0]).await?.len(), 1);
    home.advance("PT10M").await?;
    home.settle().await?;
    let reminder = home.last_mail_to(people[0]).await?;
    assert_eq!(home.mails_to(people[0]).await?.len(), 2, "reminded");
    assert_eq!(home.mails_to(people[1]).await?.len(), 1, "whose slot is later, is reminded later");
    home.anybody().get(&own_page(&reminder)?).await?.must_be(200)?;
    home.advance("PT6H").await?;
    home.settle().await?;
    assert_eq!(home.mails_to(people[1]).await?.len(), 2);
    assert_eq!(home.mails_to(people[2]).await?.len(), 2, "what was given back is not reminded of");

    let note = async |made: &Value, attended: bool, expected: u16| {
        let (_, etag) = booking(&home, made).await?;
        let path = format!("/v1/bookings/{}/attendance", made["id"].as_str().unwrap_or_default());
        let coordinator = home.coordinator();
        let put = coordinator.ask(Method::PUT, &path).header("if-match", etag).json(&json!({"attended": attended}));
        coordinator.send(put).await?.must_be(expected).map(|_| ())
    };
    note(&made[0], true, 409).await.context("nobody has come yet")?;
    home.advance("P2D").await?;
    note(&made[0], true, 200).await?;
    note(&made[1], false, 200).await?;
    note(&made[2], true, 409).await.context("it was given back")?;
    let walk_in = json!({"session": session("weekly", 1), "slot": slot(1, "10:15"), "walk_in": true});
    book(&home, &walk_in).await?.must_be(401)?;
    home.coordinator().create("/v1/bookings", &walk_in).await?.must_be(201)?;
    let listed = of_session(&home, &session("weekly", 1)).await?;
    let mut came: Vec<_> = listed.iter().map(|one| (one["status"].as_str(), one["walk_in"].as_bool())).collect();
    came.sort_unstable();
    let expected = [(Some("attended"), Some(false)), (Some("attended"), Some(true)), (Some("missed"), Some(false))];
    assert_eq!(came, expected);
    Ok(())
}

#[tokio::test]
async fn the_mail_that_an_agency_accepts_names_its_next_free_slots() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let innoviris = home.agency_address("innoviris").await?;
    let accepted = async |id_of_place: &str, place: &str| {
        let member = format!("{id_of_place}@zoe-robotics.example");
        let taken =
            home.coordinator().create("/v1/needs", &at("icab", zoe_from(&member))).await?.must_be(201)?.json()?;
        home.settle().await?;
        let answer = home.last_mail_to(&innoviris).await?.path("/r/").context("no answer page")?;
        home.anybody().form(&answer, &[("action", "accept")]).await?.must_be(303)?;
        home.settle().await?;
        let id = taken["id"].as_str().unwrap_or_default().to_owned();
        assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "accepted");
        let mail = home.last_mail_to(&member).await?;
        for text in [&mail.text, &mail.html] {
            for slot in upcoming(&home, id_of_place).await?.iter().take(3) {
                let told = format!("{} om {}, {place}", in_dutch(slot), slot[11..].trim_start_matches('0'));
                assert!(text.contains(&told), "{told}: {text}");
            }
            assert!(!text.contains(&format!("{} om 9:30", in_dutch(&day(0)))), "that has begun: {text}");
        }
        anyhow::Ok((mail, id))
    };
    // Where the agency does not come to the member's place, the nearest.
    hold(&home, "elsewhere", "becentral", 1).await?;
    accepted("becentral", "BeCentral").await?;
    // Else the member's own.
    hold(&home, "weekly", "icab", 1).await?;
    let (mail, id) = accepted("icab", "ICAB").await?;
    let path = mail.path("/book").context("no link to the slots")?;
    let shown = home.anybody().get(&path).await?.must_be(200)?;
    let next = upcoming(&home, "icab").await?.swap_remove(0);
    let details = format!("/book/details?session=weekly.{}&amp;slot={next}", next[..10].replace('-', ""));
    assert!(shown.body.contains(&details), "{}", shown.body);
    assert!(shown.body.contains(&format!("need={id}")), "the appointment will say what need it follows from");
    Ok(())
}
