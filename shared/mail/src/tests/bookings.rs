//! What the mails about bookings say, as snapshots.

use domain::clock::BRUSSELS;
use domain::contact::Contact;
use domain::ids::BookingId;
use domain::{Instant, Language, Text, local_time};

use super::email;
use crate::CalendarPart;
use crate::compose::{
    AgencyNews, AgencyTold, BookingMail, BookingNews, Delivery, Other, PersonNews, PersonTold, Place, booking,
};

const PAGE: &str = "https://permanence.example/b/01jd.0.XyZ-_7";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn mail(languages: &[Language], news: BookingNews) -> BookingMail {
    BookingMail {
        delivery: Delivery {
            id: "d1".to_owned(),
            to: email("someone@example.org"),
            to_name: Some("Zoé Maes".to_owned()),
            languages: languages.to_vec(),
        },
        booking: BookingId::parse("01jdbooking").unwrap(),
        agency: "Innoviris".to_owned(),
        place: Place {
            name: "ICAB".to_owned(),
            address: Text::new(
                "Rue des Pères Blancs 4, 1040 Etterbeek",
                "Witte-Patersstraat 4, 1040 Etterbeek",
                "Rue des Pères Blancs 4, 1040 Etterbeek",
            ),
        },
        room: Some("Atelier".to_owned()),
        start: at("2026-12-01T09:15:00Z"),
        end: at("2026-12-01T09:55:00Z"),
        was: None,
        timezone: BRUSSELS,
        service: Some(Text::new("Subvention", "Subsidie", "Grant")),
        calendar: None,
        news,
    }
}

fn to_person(step: PersonNews) -> BookingNews {
    let other = Other { local_start: local_time::parse("2026-12-08T10:15").unwrap(), place: "ICAB".to_owned() };
    let over = matches!(
        step,
        PersonNews::Lost | PersonNews::Lapsed | PersonNews::Missed | PersonNews::CalledOff { by_agency: true }
    );
    let booked = matches!(
        step,
        PersonNews::Made
            | PersonNews::Moved
            | PersonNews::Carried
            | PersonNews::Reminder
            | PersonNews::Unattended
            | PersonNews::AgencyClosed
            | PersonNews::LinkRenewed
    );
    BookingNews::Person(PersonTold {
        step,
        link: PAGE.to_owned(),
        movable_until: booked.then(|| at("2026-11-30T09:15:00Z")),
        cancellable: booked,
        others: if over { vec![other] } else { Vec::new() },
        write_to: "adviser@innoviris.example".to_owned(),
        reason: None,
    })
}

fn all() -> Vec<BookingNews> {
    let until = at("2026-11-26T09:00:00Z");
    let contact = Contact {
        name: "Zoé Maes".to_owned(),
        email: email("zoe@zoe-robotics.example"),
        phone: Some("02 555 12 12".to_owned()),
        language: Some(Language::Nl),
    };
    let to_agency = |step, contact, company: Option<&str>| {
        BookingNews::Agency(AgencyTold {
            step,
            contact,
            company: company.map(str::to_owned),
            note: Some("Een prototype.".to_owned()),
            advisers: vec!["Ann Maes".to_owned()],
            link: "https://permanence.example/console/schedule/day?day=2026-12-01".to_owned(),
        })
    };
    let mut news: Vec<BookingNews> = [
        PersonNews::Made,
        PersonNews::Moved,
        PersonNews::Carried,
        PersonNews::Cancelled,
        PersonNews::CalledOff { by_agency: true },
        PersonNews::CalledOff { by_agency: false },
        PersonNews::Lost,
        PersonNews::Waiting,
        PersonNews::Offered { until },
        PersonNews::Lapsed,
        PersonNews::Reminder,
        PersonNews::Unattended,
        PersonNews::AgencyClosed,
        PersonNews::LinkRenewed,
        PersonNews::QueueLeft,
        PersonNews::QueueLost,
        PersonNews::QueueCarried,
        PersonNews::QueueEnded,
        PersonNews::Missed,
    ]
    .map(to_person)
    .to_vec();
    // Told when it can only be cancelled, or not even that any more.
    for (step, cancellable) in [
        (PersonNews::Made, true),
        (PersonNews::Carried, true),
        (PersonNews::Reminder, true),
        (PersonNews::Made, false),
        (PersonNews::Carried, false),
    ] {
        let BookingNews::Person(told) = to_person(step) else { continue };
        news.push(BookingNews::Person(PersonTold { movable_until: None, cancellable, ..told }));
    }
    news.push(to_agency(AgencyNews::Made, Some(contact.clone()), Some("Zoé Robotics")));
    news.push(to_agency(AgencyNews::Moved, Some(contact.clone()), None));
    news.push(to_agency(AgencyNews::Cancelled, None, None));
    news.push(to_agency(AgencyNews::Cancelled, Some(contact.clone()), Some("Zoé Robotics")));
    news.push(to_agency(AgencyNews::CalledOff, Some(contact.clone()), Some("Zoé Robotics")));
    news.push(to_agency(AgencyNews::HandedTo, Some(contact.clone()), Some("Zoé Robotics")));
    news.push(to_agency(AgencyNews::HandedOn, Some(contact.clone()), Some("Zoé Robotics")));
    news.push(to_agency(AgencyNews::Lost, Some(contact), Some("Zoé Robotics")));
    news
}

#[test]
fn every_step_of_a_booking_in_each_language() {
    for (name, languages) in [
        ("fr", vec![Language::Fr]),
        ("nl", vec![Language::Nl]),
        ("en", vec![Language::En]),
        ("both", Language::BOTH.to_vec()),
    ] {
        let texts: Vec<String> = all()
            .into_iter()
            .map(|news| booking(&mail(&languages, news)))
            .map(|mail| format!("==== {}\n\n{}", mail.subject, mail.text))
            .collect();
        insta::assert_snapshot!(format!("booking_text_{name}"), texts.join("\n"));
    }
}

#[test]
fn what_changed_says_when_it_was_and_why() {
    let strike = Text::new("Grève", "Staking", "Strike");
    for (language, was, why) in [
        (Language::Fr, "C’était : lundi 30 novembre 2026, 10:15", "Raison : Grève"),
        (Language::Nl, "Het was: maandag 30 november 2026, 10:15", "Reden: Staking"),
        (Language::En, "It was: Monday 30 November 2026, 10:15", "Reason: Strike"),
    ] {
        let BookingNews::Person(told) = to_person(PersonNews::Carried) else { unreachable!() };
        let news = BookingNews::Person(PersonTold { reason: Some(strike.clone()), ..told });
        let written = booking(&BookingMail { was: Some(at("2026-11-30T09:15:00Z")), ..mail(&[language], news) });
        let text = written.text.replace('\u{a0}', " ");
        assert!(text.contains(was) && text.contains(why), "{text}");
    }
}

#[test]
fn what_others_gave_back_does_not_say_that_the_seat_is_free() {
    for (language, said) in [
        (Language::Fr, "Innoviris l’a annulé."),
        (Language::Nl, "Innoviris heeft ze geannuleerd."),
        (Language::En, "Innoviris has cancelled it."),
    ] {
        let text = booking(&mail(&[language], to_person(PersonNews::CalledOff { by_agency: true }))).text;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(said) && text.contains("adviser@innoviris.example"), "{text}");
    }
}

#[test]
fn a_calendar_stands_beside_text_and_html() {
    let part = CalendarPart { method: "REQUEST".to_owned(), ics: "BEGIN:VCALENDAR".to_owned() };
    let mail = BookingMail { calendar: Some(part.clone()), ..mail(&[Language::Fr], to_person(PersonNews::Made)) };
    let written = booking(&mail);
    assert_eq!(written.calendar, Some(part));
    let from = crate::Sender::parse("Permanence <permanence@permanence.example>").unwrap();
    let bytes = String::from_utf8(crate::rfc5322(&written, &from, at("2026-11-24T09:00:00Z"))).unwrap();
    assert!(bytes.contains("text/calendar; charset=utf-8; method=REQUEST"), "{bytes}");
    assert!(bytes.contains("attachment; filename=\"invite.ics\""), "{bytes}");
}

#[test]
fn the_agency_answers_the_person_directly() {
    let news = all().into_iter().find(|news| matches!(news, BookingNews::Agency(_))).unwrap();
    let written = booking(&mail(&[Language::Fr], news));
    assert_eq!(written.reply_to.unwrap().address, email("zoe@zoe-robotics.example"));
}
