//! Choosing a slot and saying who comes, in a browser.

use serde_json::json;
use testkit::Answer;

use crate::booked::{Desk, SLOT, contact, desk, wish};

const FIELDS: [(&str, &str); 7] = [
    ("submission", "s1"),
    ("session", "tuesdays.20261201"),
    ("slot", SLOT),
    ("name", "Zoé Maes"),
    ("email", "zoe@zoe-robotics.example"),
    ("company", "Zoé Robotics"),
    ("note", "Een prototype."),
];

async fn page(desk: &Desk, path: &str) -> Answer {
    desk.app.anonymous().language("fr").header("accept", "text/html").get(path).await
}

async fn send(desk: &Desk, more: &[(&'static str, &'static str)]) -> Answer {
    let mut fields: Vec<_> =
        FIELDS.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    fields.extend_from_slice(more);
    desk.app.anonymous().language("fr").header("accept", "text/html").form("/book/details", &fields).await
}

#[tokio::test]
async fn every_scheduled_session_can_be_booked_by_its_link_wherever_it_was_moved_and_however_far_ahead() {
    let desk = desk(1).await;
    desk.change(|series| {
        series["exceptions"] = json!([
            {"date": "2026-12-08", "start": "2026-11-26T14:00"},
            {"date": "2026-12-15", "start": "2027-02-12T14:00"},
        ]);
    })
    .await;
    for (session, slot) in
        [("20261208", "2026-11-26T14:45"), ("20261215", "2027-02-12T14:45"), ("20270629", "2027-06-29T10:15")]
    {
        let shown = page(&desk, &format!("/book?session=tuesdays.{session}")).await.expect_status(200).text();
        assert!(shown.contains(&format!("session=tuesdays.{session}&amp;slot={slot}")), "{session}: {shown}");
        assert!(!shown.contains("ne peut plus"), "{shown}");
    }
}

#[tokio::test]
async fn a_session_that_can_t_be_booked_any_more_leads_to_the_next_ones_of_its_agency() {
    let desk = desk(1).await;
    let gone = page(&desk, "/book?session=tuesdays.20261229").await.expect_status(200).text();
    assert!(gone.contains("Cette séance ne peut plus être réservée"), "{gone}");
    assert!(gone.contains("session=tuesdays.20261201&amp;slot=2026-12-01T10:15"), "{gone}");
    let never = page(&desk, "/book?session=nothing.20261229").await.expect_status(200).text();
    assert!(never.contains("ne peut plus") && never.contains("name=\"location\""), "{never}");
}

#[tokio::test]
async fn who_knows_no_service_names_chooses_by_what_they_need() {
    let desk = desk(1).await;
    let form = page(&desk, "/book").await.expect_status(200).text();
    assert!(form.contains("<optgroup label=\"") && form.contains("<option value=\"rd_grant\""), "{form}");
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let answers = |need: &domain::need_type::NeedType| {
        need.strategy.iter().any(|step| step.service.as_str() == "innoviris-shape")
    };
    let (yes, no): (Vec<_>, Vec<_>) = catalogue.need_types.iter().partition(|need| answers(need));
    assert!(!yes.is_empty() && !no.is_empty());
    for (need, found) in yes.iter().map(|need| (need, true)).chain(no.iter().map(|need| (need, false))) {
        let shown = page(&desk, &format!("/book?need_type={}&location=icab", need.id)).await.expect_status(200).text();
        let link = "/book/details?session=tuesdays.20261201&amp;slot=2026-12-01T10:15&amp;service=innoviris-shape";
        assert_eq!(shown.contains(link), found, "{}: {shown}", need.id);
    }
}

#[tokio::test]
async fn a_service_that_the_session_is_not_about_is_refused_in_words() {
    let desk = desk(1).await;
    let mut body = wish(SLOT);
    body["service"] = json!("innoviris-vouchers");
    let refused = desk.book("one", &body).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/service", "{refused}");
    let shown = send(&desk, &[("service", "innoviris-vouchers")]).await.expect_status(409).text();
    assert!(shown.contains("ne porte pas sur ce service") && shown.contains("Een prototype."), "{shown}");
    assert_eq!(desk.free("2026-12-01").await, [1, 1, 1, 1]);
    body["service"] = json!("innoviris-shape");
    desk.book("two", &body).await.expect_status(201);
}

#[tokio::test]
async fn a_form_whose_slot_went_is_shown_again_with_what_was_entered_and_other_slots() {
    let kept = |text: &str| {
        for entered in ["Zoé Maes", "zoe@zoe-robotics.example", "Zoé Robotics", "Een prototype."] {
            assert!(text.contains(entered), "{entered}: {text}");
        }
    };
    // Somebody was faster.
    let desk_ = desk(1).await;
    desk_
        .book("one", &json!({"session": "tuesdays.20261201", "slot": SLOT, "contact": contact("ann")}))
        .await
        .expect_status(201);
    let taken = send(&desk_, &[]).await.expect_status(409).text();
    kept(&taken);
    assert!(
        taken.contains("value=\"tuesdays.20261201 2026-12-01T11:00\"") && taken.contains("value=\"wait\""),
        "{taken}"
    );
    send(&desk_, &[("at", "tuesdays.20261201 2026-12-01T11:00")]).await.expect_status(303);
    assert_eq!(desk_.free("2026-12-01").await, [1, 0, 0, 1]);
    let waits = send(&desk_, &[("at", "wait"), ("submission", "s2")]).await.expect_status(303);
    assert_eq!(waits.header("location"), "/book/sent?done=waiting");
    let twice = send(&desk_, &[("at", "wait"), ("submission", "s3")]).await.expect_status(409).text();
    kept(&twice);
    assert!(
        twice.contains("Déjà réservé ou attendu avec cette adresse") && !twice.contains("value=\"wait\""),
        "{twice}"
    );

    // The session was cancelled; the series itself is still there.
    let desk_ = desk(1).await;
    desk_.change(|series| series["exceptions"] = json!([{"date": "2026-12-01", "cancelled": true}])).await;
    let cancelled = send(&desk_, &[]).await.expect_status(409).text();
    kept(&cancelled);
    assert!(cancelled.contains("n’a pas lieu"), "{cancelled}");
    assert!(cancelled.contains("value=\"tuesdays.20261208 2026-12-08T09:30\""), "{cancelled}");

    // It has begun.
    let desk_ = desk(1).await;
    desk_.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(2));
    kept(&send(&desk_, &[]).await.expect_status(409).text());

    // Somebody who wanted to wait need not any more.
    let desk_ = desk(1).await;
    let freed = send(&desk_, &[("waiting", "true")]).await.expect_status(409).text();
    kept(&freed);
    assert!(freed.contains("value=\"tuesdays.20261201 2026-12-01T10:15\""), "{freed}");
    let booked = send(&desk_, &[("at", "tuesdays.20261201 2026-12-01T10:15")]).await.expect_status(303);
    assert_eq!(booked.header("location"), "/book/sent");
}

#[tokio::test]
async fn the_page_of_an_appointment_says_afterwards_that_it_is_over_and_offers_no_change() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let link = desk.link_to("zoe@zoe-robotics.example").await;
    let offers = ["<span>réservé</span>", "value=\"cancel\"", "/move\""];
    let before = page(&desk, &link).await.expect_status(200).text();
    assert!(offers.iter().all(|offer| before.contains(offer)), "{before}");

    desk.app.clock.advance(chrono::TimeDelta::days(28));
    let attendance = format!("/v1/bookings/{}/attendance", made["id"].as_str().unwrap());
    for (came, said) in [
        (None, "<span>passé</span>"),
        (Some(true), "L’agence a noté que vous y étiez."),
        (Some(false), "L’agence a noté que vous n’y étiez pas."),
    ] {
        if let Some(came) = came {
            let notes = desk.app.as_admin().header("if-match", "*");
            notes.put_json(&attendance, &json!({"attended": came})).await.expect_status(200);
        }
        let shown = page(&desk, &link).await.expect_status(200).text();
        for words in [said, "Ce rendez-vous est passé.", "/book?location=icab"] {
            assert!(shown.contains(words), "{came:?}, {words}: {shown}");
        }
        assert!(!offers.iter().any(|offer| shown.contains(offer)), "{came:?}: {shown}");
        let moves = page(&desk, &format!("{link}/move")).await.expect_status(303);
        assert_eq!(moves.header("location"), link);
        desk.app.anonymous().form(&link, &[("action", "cancel")]).await.expect_status(409);
    }
}
