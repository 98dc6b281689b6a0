//! What mails of mornings and about sessions say, as snapshots.

use domain::booking::effect::BookingStep;
use domain::clock::BRUSSELS;
use domain::worklist::WorkKind;
use domain::{Instant, Language, Text};

use super::letters::{audiences, delivery, readable};
use crate::compose::{
    Alike, BookedNews, Morning, MorningItem, MorningKind, SessionNews, SessionStood, SessionsMail, morning, sessions,
};
use crate::{CalendarPart, Message};

fn stood(day: &str, room: Option<&str>) -> SessionStood {
    let at = |hour: &str| Instant::parse(&format!("2026-12-{day}T{hour}:30:00Z")).unwrap();
    SessionStood {
        start: at("08"),
        end: at("11"),
        timezone: BRUSSELS,
        agency: "Innoviris".to_owned(),
        place: "ICAB".to_owned(),
        room: room.map(str::to_owned),
    }
}

fn of_sessions(languages: &[Language], changes: Vec<SessionNews>) -> SessionsMail {
    SessionsMail {
        delivery: delivery(Some("Ann"), languages),
        digest: false,
        anew: None,
        changes,
        more: 0,
        alike: Alike::No,
        bookings: Vec::new(),
        link: "https://permanence.example/locations/icab".to_owned(),
        several_places: false,
        calendar: None,
        earlier: None,
        series: Vec::new(),
    }
}

fn all_sessions(languages: &[Language]) -> Vec<Message> {
    let reason = Some(Text::new("grève", "staking", "strike"));
    let cancelled = SessionNews { was: Some(stood("01", None)), is: None, adviser: None, reason };
    let moved = SessionNews {
        was: Some(stood("01", None)),
        is: Some(stood("03", Some("Atelier"))),
        adviser: None,
        reason: None,
    };
    let new = SessionNews { was: None, is: Some(stood("08", None)), adviser: None, reason: None };
    let booked = |step, who: Option<&str>| BookedNews { step, stood: stood("08", None), who: who.map(str::to_owned) };
    let three = vec![cancelled.clone(), moved.clone(), new.clone()];
    let mails = [
        of_sessions(languages, vec![cancelled]),
        of_sessions(languages, vec![moved]),
        of_sessions(languages, vec![new]),
        SessionsMail { more: 4, ..of_sessions(languages, three.clone()) },
        SessionsMail { anew: Some(stood("15", None)), ..of_sessions(languages, Vec::new()) },
        SessionsMail {
            digest: true,
            bookings: vec![
                booked(BookingStep::Made, Some("Zoé Robotics")),
                booked(BookingStep::Moved, None),
                booked(BookingStep::Cancelled, Some("Zoé Robotics")),
                booked(BookingStep::HandedTo, Some("Zoé Robotics")),
                booked(BookingStep::HandedOn, Some("Zoé Robotics")),
            ],
            ..of_sessions(languages, three)
        },
        SessionsMail { bookings: vec![booked(BookingStep::Made, None)], ..of_sessions(languages, Vec::new()) },
    ];
    mails.iter().map(sessions).collect()
}

fn of_morning(languages: &[Language]) -> Message {
    let item = |kind, company: Option<&str>, agency: Option<&str>, place: &str| MorningItem {
        kind,
        company: company.map(str::to_owned),
        agency: agency.map(str::to_owned),
        place: place.to_owned(),
        due: "2026-12-01".parse().unwrap(),
    };
    let need = |kind| item(MorningKind::Need(kind), Some("Zoé Robotics"), Some("Innoviris"), "ICAB");
    morning(&Morning {
        delivery: delivery(Some("Cléo"), languages),
        items: vec![
            need(WorkKind::Triage),
            need(WorkKind::Silent),
            need(WorkKind::Address),
            item(MorningKind::Mail, None, None, ""),
            item(MorningKind::Mail, None, Some("Actiris"), ""),
            item(MorningKind::Appointments(1), None, Some("Innoviris"), "ICAB"),
            item(MorningKind::Appointments(2), None, Some("Innoviris"), "ICAB"),
            item(MorningKind::Session, None, Some("Innoviris"), "ICAB"),
            item(MorningKind::Message, None, None, "ICAB"),
        ],
        more: true,
        link: "https://permanence.example/console/work".to_owned(),
    })
}

#[test]
fn sessions_that_are_all_new_are_told_as_new() {
    let new = |day| SessionNews { was: None, is: Some(stood(day, None)), adviser: None, reason: None };
    for (language, words) in [
        (Language::Fr, "3 nouvelles séances arrivent à ICAB"),
        (Language::Nl, "Er komen 3 sessies bij in ICAB"),
        (Language::En, "3 new sessions at ICAB"),
    ] {
        let mail = SessionsMail { alike: Alike::New, more: 1, ..of_sessions(&[language], vec![new("01"), new("08")]) };
        assert_eq!(sessions(&mail).subject, words);
    }
}

#[test]
fn sessions_that_are_all_cancelled_are_told_as_cancelled_and_an_appointment_names_its_agency() {
    let ann = || Some("Ann Maes".to_owned());
    let off = |day| SessionNews { was: Some(stood(day, None)), is: None, adviser: ann(), reason: None };
    let booked = BookedNews { step: BookingStep::Made, stood: stood("08", None), who: None };
    for (language, words, made) in [
        (Language::Fr, "3 séances annulées à ICAB", "9:30 à 12:30, ICAB, Innoviris, quelqu’un"),
        (Language::Nl, "3 sessies in ICAB gaan niet door", "9:30 tot 12:30, ICAB, Innoviris, iemand"),
        (Language::En, "3 sessions cancelled at ICAB", "9:30 to 12:30, ICAB, Innoviris, somebody"),
    ] {
        let all = of_sessions(&[language], vec![off("01"), off("08")]);
        let mail = SessionsMail { alike: Alike::Off, more: 1, bookings: vec![booked.clone()], ..all };
        let told = sessions(&mail);
        assert_eq!(told.subject, words);
        assert!(told.text.contains(made) && told.text.contains("ICAB, Ann Maes"), "{}", told.text);
    }
}

#[test]
fn that_it_is_cancelled_is_no_reason_and_a_colon_stands_as_the_language_has_it() {
    let plain = Text::new("Séance annulée", "Sessie geannuleerd", "Session cancelled");
    let cancelled = SessionNews { was: Some(stood("01", None)), is: None, adviser: None, reason: Some(plain) };
    let new = SessionNews { was: None, is: Some(stood("08", None)), adviser: None, reason: None };
    for (language, line, why) in [
        (Language::Fr, "- Innoviris\u{a0}: annulée, mardi 1er décembre 2026, 9:30 à 12:30, ICAB\n", "Raison"),
        (Language::Nl, "- Innoviris: geannuleerd, dinsdag 1 december 2026, 9:30 tot 12:30, ICAB\n", "Reden"),
        (Language::En, "- Innoviris: cancelled, Tuesday 1 December 2026, 9:30 to 12:30, ICAB\n", "Reason"),
    ] {
        let two = sessions(&of_sessions(&[language], vec![cancelled.clone(), new.clone()])).text;
        assert!(two.contains(line), "{two}");
        let one = sessions(&of_sessions(&[language], vec![cancelled.clone()])).text;
        assert!(!one.contains(why), "{one}");
    }
}

#[test]
fn several_series_that_changed_together_are_a_file_each_and_none_is_acted_on_alone() {
    let new = |day| SessionNews { was: None, is: Some(stood(day, None)), adviser: None, reason: None };
    let part = |ics: &str| CalendarPart { method: "REQUEST".to_owned(), ics: ics.to_owned() };
    for (language, subject, files) in [
        (Language::Fr, "Ce qui a changé dans les permanences", "Chaque fichier joint"),
        (Language::Nl, "Wat veranderd is in de permanenties", "Elk bestand in bijlage"),
        (Language::En, "What changed in the office hours", "Each attached file"),
    ] {
        let series = vec![part("one"), part("other")];
        let all = of_sessions(&[language], vec![new("01"), new("08")]);
        let mail = sessions(&SessionsMail { several_places: true, series, ..all });
        assert_eq!((mail.subject.as_str(), &mail.calendar), (subject, &None));
        assert!(mail.text.contains(files), "{}", mail.text);
        let names: Vec<&str> = mail.attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["series-1.ics", "series-2.ics"]);
        assert_eq!(mail.attachments[1].bytes, b"other");
    }
}

#[test]
fn sessions_and_mornings_in_each_language() {
    for (name, languages) in audiences() {
        insta::assert_snapshot!(format!("sessions_text_{name}"), readable(&all_sessions(&languages)));
        insta::assert_snapshot!(format!("morning_text_{name}"), readable(&[of_morning(&languages)]));
    }
}
