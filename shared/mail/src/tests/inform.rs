//! What the mails to the people of a place say, as snapshots.

use chrono::NaiveDate;
use domain::inform::Item;
use domain::local_time;
use domain::suggestion::SuggestionState;
use domain::{Language, Text};

use super::letters::{audiences, delivery, readable};
use crate::compose::{Ending, MonthlyDigest, NewsMail, ToldService, ToldSession, ToldSuggestion, monthly_digest, news};

fn ending(host: bool) -> Ending {
    Ending { host, unsubscribe: "https://permanence.example/u/abc".to_owned() }
}

fn item() -> Item {
    Item {
        title: Text::new("Appel ouvert", "Open oproep", "Open call"),
        text: Some(Text {
            fr: "Deux lignes.\nParlez-en.".to_owned(),
            nl: "Twee regels.\nPraat erover.".to_owned(),
            en: None,
        }),
        link: Some("https://innoviris.brussels/call?a=1&b=2".to_owned()),
        deadline: NaiveDate::from_ymd_opt(2026, 12, 15),
    }
}

fn digest(languages: &[Language]) -> MonthlyDigest {
    let session = |start: &str, end: &str, agency: &str| ToldSession {
        agency: agency.to_owned(),
        start: local_time::parse(start).unwrap(),
        end: local_time::parse(end).unwrap(),
        link: "https://permanence.example/book?session=p.20261201".to_owned(),
    };
    MonthlyDigest {
        delivery: delivery(Some("Noor Peeters"), languages),
        place: "ICAB".to_owned(),
        month: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
        items: vec![item()],
        sessions: vec![
            session("2026-12-01T09:30", "2026-12-01T12:30", "Innoviris"),
            session("2026-12-03T13:30", "2026-12-03T16:30", "hub.brussels"),
        ],
        services: vec![ToldService {
            name: Text::new("Étude de faisabilité", "Haalbaarheidsstudie", "Feasibility study"),
            agency: "Innoviris".to_owned(),
            link: "https://permanence.example/services/innoviris-shape".to_owned(),
        }],
        suggestions: vec![ToldSuggestion {
            said: "Un créneau après 17 h <b>.".to_owned(),
            state: SuggestionState::Done,
            answer: Text::new("Le jeudi.", "Op donderdag.", "On Thursdays."),
        }],
        link: "https://permanence.example/locations/icab".to_owned(),
        ending: ending(true),
    }
}

#[test]
fn the_digest_of_a_month_in_each_language() {
    for (name, languages) in audiences() {
        let mail = monthly_digest(&digest(&languages));
        insta::assert_snapshot!(format!("monthly_text_{name}"), readable(std::slice::from_ref(&mail)));
        insta::assert_snapshot!(format!("monthly_html_{name}"), mail.html.replace("><", ">\n<"));
    }
}

#[test]
fn a_digest_without_anything_says_where_to_turn() {
    let full = digest(&[Language::En]);
    let bare = MonthlyDigest { items: vec![], sessions: vec![], services: vec![], suggestions: vec![], ..full };
    let mail = monthly_digest(&bare);
    assert!(mail.text.contains("No permanence is planned here for now."), "{}", mail.text);
    assert!(!mail.text.contains("Services that fit") && !mail.text.contains("You said"), "{}", mail.text);
}

#[test]
fn news_end_with_one_click_and_say_why_they_come() {
    for (name, languages) in audiences() {
        let of = |place: Option<&str>, host| NewsMail {
            delivery: delivery(None, &languages),
            place: place.map(str::to_owned),
            item: item(),
            ending: ending(host),
        };
        let mails = [news(&of(Some("ICAB"), false)), news(&of(None, false)), news(&of(None, true))];
        assert!(mails.iter().all(|mail| mail.unsubscribe.as_deref() == Some("https://permanence.example/u/abc")));
        insta::assert_snapshot!(format!("news_text_{name}"), readable(&mails));
    }
}
