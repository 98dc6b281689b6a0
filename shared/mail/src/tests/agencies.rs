//! What agencies are told of requests that they have.

use domain::ids::NeedId;
use domain::{Language, Text};

use super::letters::delivery;
use crate::Message;
use crate::compose::{
    Added, AgencyNote, EntrustedBy, NoteWhy, ReferralDigest, Requested, agency_note, referral_digest,
};

fn note(why: NoteWhy, language: Language) -> Message {
    agency_note(&AgencyNote {
        delivery: delivery(Some("Innoviris"), &[language]),
        need: NeedId::parse("01jdneed").unwrap(),
        company: "Zoé Robotics".to_owned(),
        contact: "Zoé Maes".to_owned(),
        need_types: Vec::new(),
        added: vec![Added { on: "2026-12-03".parse().unwrap(), text: "Ook in Gent.".to_owned() }],
        link: "https://permanence.example/r/abc".to_owned(),
        why,
    })
}

#[test]
fn the_last_question_says_that_the_company_is_asked_next() {
    let day = |text: &str| text.parse().unwrap();
    let asked = |again, language| {
        note(NoteWhy::Enquiry { again, since: day("2026-12-01"), by: day("2026-12-15") }, language).text
    };
    for (language, company_next) in [
        (Language::Fr, "nous posons la question à l’entreprise"),
        (Language::Nl, "vragen we het aan de onderneming"),
        (Language::En, "we ask the company"),
    ] {
        assert!(asked(true, language).contains(company_next), "{}", asked(true, language));
        assert!(!asked(false, language).contains(company_next), "{}", asked(false, language));
    }
    assert!(asked(true, Language::Fr).contains("Bonjour,"), "as in the mail that asked");
}

#[test]
fn the_mail_of_a_morning_speaks_of_its_links() {
    let day = |text: &str| text.parse().unwrap();
    let request = |company: &str| Requested {
        company: company.to_owned(),
        contact: "Zoé Maes".to_owned(),
        place: "ICAB".to_owned(),
        need_types: Vec::new(),
        since: day("2026-12-01"),
        answer_by: day("2026-12-15"),
        link: "https://permanence.example/r/abc".to_owned(),
    };
    let mail = |requests| {
        let delivery = delivery(Some("Innoviris"), &[Language::Nl]);
        referral_digest(&ReferralDigest { delivery, agency: "Innoviris".to_owned(), requests }).text
    };
    let two = mail(vec![request("Export Firma 1"), request("Export Firma 2")]);
    assert!(two.contains("Antwoorden aan Export Firma 1") && two.contains("Deze links zijn"), "{two}");
    assert!(mail(vec![request("Export Firma 1")]).contains("Deze link is"));
}

#[test]
fn who_gets_a_request_by_name_is_told_until_when_and_what_was_added() {
    let by = "2026-12-15".parse().unwrap();
    let given = |from, by| note(NoteWhy::HandedOver { from, by }, Language::En).text;
    let told = given(EntrustedBy::Agency, Some(by));
    for said in ["Your answer is expected by", "Added by the company on", "\n> Ook in Gent.", "within your agency"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let told = given(EntrustedBy::Coordination, None);
    assert!(told.contains("The coordination") && !told.contains("is expected by"), "{told}");
    assert!(given(EntrustedBy::Colleague("Ann Maes".to_owned()), None).contains("Ann Maes, of your agency"));
}

#[test]
fn what_the_company_added_is_told_with_what_became_known() {
    let by = "2026-12-15".parse().unwrap();
    let headcount = Text::new("effectif (ETP)", "personeel (VTE)", "headcount (FTE)");
    let facts = vec![(headcount, Text::new("4", "4", "4"))];
    for (name, language) in [("fr", Language::Fr), ("nl", Language::Nl), ("en", Language::En)] {
        let told = note(NoteWhy::Added { facts: facts.clone(), by: Some(by) }, language);
        insta::assert_snapshot!(format!("added_text_{name}"), format!("{}\n\n{}", told.subject, told.text));
    }
    let told = note(NoteWhy::Added { facts: Vec::new(), by: None }, Language::En).text;
    assert!(told.contains("\n> Ook in Gent.") && told.contains("/r/abc"), "{told}");
    assert!(!told.contains("headcount") && !told.contains("is expected by"), "{told}");
}
