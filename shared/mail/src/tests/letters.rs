//! What the mails say, as snapshots: read them when a sentence changes.

use domain::contact::Contact;
use domain::ids::NeedId;
use domain::need::Outcome;
use domain::referral::DeclineReason;
use domain::{Instant, Language, Text};

use super::email;
use crate::compose::{
    Asked, Delivery, Invitation, InvitedAs, LinkRenewed, MemberNews, MemberUpdate, Onward, Other, Otherwise, Place,
    ReferralMail, RenewedFor, SignIn, WhyWithdrawn, Withdrawn, invitation, languages_for_agency, languages_of,
    link_renewed, member_update, referral, sign_in, withdrawn,
};
use crate::{Message, links_in};

const ANSWER: &str = "https://permanence.example/r/01jd.1.AbC-_9";
const OWN_PAGE: &str = "https://permanence.example/n/01jd.1.XyZ-_7";

/// The four ways of addressing somebody.
pub(super) fn audiences() -> [(&'static str, Vec<Language>); 4] {
    [
        ("fr", vec![Language::Fr]),
        ("nl", vec![Language::Nl]),
        ("en", vec![Language::En]),
        ("both", Language::BOTH.to_vec()),
    ]
}

pub(super) fn delivery(name: Option<&str>, languages: &[Language]) -> Delivery {
    Delivery {
        id: "d1".to_owned(),
        to: email("someone@example.org"),
        to_name: name.map(str::to_owned),
        languages: languages.to_vec(),
    }
}

fn need() -> NeedId {
    NeedId::parse("01jdneed").unwrap()
}

fn grant() -> Text {
    Text::new("Subside de R&D", "Subsidie voor O&O", "R&D grant")
}

fn answer_by() -> Instant {
    Instant::parse("2026-12-01T16:00:00Z").unwrap()
}

fn referral_mail(languages: &[Language]) -> ReferralMail {
    ReferralMail {
        delivery: delivery(Some("Innoviris"), languages),
        need: need(),
        agency: "Innoviris".to_owned(),
        company: "Zoé Robotics".to_owned(),
        contact: Contact {
            name: "Zoé Maes".to_owned(),
            email: email("zoe@zoe-robotics.example"),
            phone: Some("+32 2 555 01 02".to_owned()),
            language: Some(Language::Nl),
        },
        place: Place {
            name: "ICAB".to_owned(),
            address: Text::new(
                "Rue des Pères Blancs 4, 1040 Etterbeek",
                "Witte-Patersstraat 4, 1040 Etterbeek",
                "Rue des Pères Blancs 4, 1040 Etterbeek",
            ),
        },
        need_types: vec![grant()],
        services: vec![Text::new("Innoviris Shape", "Innoviris Shape", "Innoviris Shape")],
        amount_eur: Some(125_000),
        description:
            "We zoeken steun voor een <prototype> van onze robotarm.\r\n\r\nMeer op https://zoe-robotics.example."
                .to_owned(),
        proposed: None,
        added: Vec::new(),
        because: vec![Text::new(
            "Innoviris Shape répond au besoin « Subside de R&D »",
            "Innoviris Shape beantwoordt de behoefte “Subsidie voor O&O”",
            "Innoviris Shape answers the need “R&D grant”",
        )],
        to_check: vec![Text::new("l'effectif", "het aantal werknemers", "the number of employees")],
        again: false,
        otherwise: Otherwise::Next("hub.brussels".to_owned()),
        answer_days: 5,
        answer_by: answer_by(),
        link: ANSWER.to_owned(),
    }
}

fn update(news: MemberNews, languages: &[Language]) -> MemberUpdate {
    MemberUpdate {
        delivery: delivery(Some("Zoé Maes"), languages),
        need: need(),
        need_types: vec![grant()],
        step: news,
        is_shared: true,
        link: OWN_PAGE.to_owned(),
    }
}

fn all_news() -> Vec<MemberNews> {
    let asked = |agency: &str| Asked { agency: agency.to_owned(), answer_by: answer_by() };
    let agency = || "Innoviris".to_owned();
    let declined = |reason, onward| MemberNews::Declined { agency: agency(), reason, onward };
    let done = |outcome, still_with| MemberNews::Done { agency: agency(), outcome, still_with };
    vec![
        MemberNews::Received { asked: vec![asked("Innoviris"), asked("hub.brussels")] },
        MemberNews::Received { asked: Vec::new() },
        MemberNews::PassedOn { asked: vec![asked("Innoviris")] },
        MemberNews::Accepted {
            agency: agency(),
            next: vec![Other {
                local_start: domain::local_time::parse("2026-12-01T10:15").unwrap(),
                place: "ICAB".to_owned(),
            }],
            book: "https://permanence.example/book?agency=innoviris".to_owned(),
        },
        declined(Some(DeclineReason::Capacity), Onward::Asked(vec![asked("hub.brussels")])),
        declined(Some(DeclineReason::Other), Onward::StillWith(vec!["hub.brussels".to_owned(), "Actiris".to_owned()])),
        declined(Some(DeclineReason::Conditions), Onward::InPartWith(vec!["hub.brussels".to_owned()])),
        declined(None, Onward::Coordinator),
        MemberNews::Unanswered { agency: agency(), onward: Onward::Coordinator },
        MemberNews::Unreached { agency: agency(), onward: Onward::Asked(vec![asked("hub.brussels")]) },
        done(Outcome::Helped, Vec::new()),
        done(Outcome::NotHelped, vec!["hub.brussels".to_owned()]),
        done(Outcome::Unreachable, Vec::new()),
        done(Outcome::Withdrawn, Vec::new()),
        MemberNews::Closed { outcome: Outcome::NotHelped },
        MemberNews::Withdrawn,
        MemberNews::ConsentTakenBack { closed: false },
        MemberNews::ConsentTakenBack { closed: true },
        declined(Some(DeclineReason::Duplicate), Onward::Coordinator),
        declined(Some(DeclineReason::Capacity), Onward::Closed(Outcome::Helped)),
    ]
}

/// Mails that the staff receive, and new links.
fn others(languages: &[Language]) -> Vec<Message> {
    let sign_in_link = || "https://permanence.example/console/sign-in/abc".to_owned();
    let invited = |invited_as, valid_until| {
        let delivery = delivery(Some("An Peeters"), languages);
        invitation(&Invitation { delivery, invited_as, valid_until, link: sign_in_link() })
    };
    let renewed = |renewed_for, link: &str| {
        let delivery = delivery(None, languages);
        link_renewed(&LinkRenewed {
            delivery,
            need: need(),
            need_types: vec![grant()],
            renewed_for,
            link: link.to_owned(),
        })
    };
    vec![
        sign_in(&SignIn { delivery: delivery(Some("An Peeters"), languages), valid_minutes: 30, link: sign_in_link() }),
        invited(InvitedAs::Coordinator, None),
        invited(InvitedAs::Adviser("Innoviris".to_owned()), Some(answer_by())),
        invited(InvitedAs::Host("ICAB".to_owned()), None),
        renewed(RenewedFor::Agency { company: "Zoé Robotics".to_owned() }, ANSWER),
        renewed(RenewedFor::Member, OWN_PAGE),
        taken_back(WhyWithdrawn::Company, languages),
    ]
}

fn taken_back(why: WhyWithdrawn, languages: &[Language]) -> Message {
    let (delivery, company) = (delivery(None, languages), "Zoé Robotics".to_owned());
    withdrawn(&Withdrawn { delivery, need: need(), company, need_types: vec![grant()], why })
}

/// Subject and text of mails, one after another.
pub(super) fn readable(messages: &[Message]) -> String {
    let texts: Vec<String> = messages.iter().map(|mail| format!("==== {}\n\n{}", mail.subject, mail.text)).collect();
    texts.join("\n")
}

#[test]
fn the_mail_to_an_agency_in_each_language() {
    for (name, languages) in audiences() {
        let mail = referral(&referral_mail(&languages));
        insta::assert_snapshot!(format!("referral_text_{name}"), readable(std::slice::from_ref(&mail)));
        insta::assert_snapshot!(format!("referral_html_{name}"), mail.html.replace("><", ">\n<"));
    }
}

#[test]
fn every_step_told_to_a_member_in_each_language() {
    for (name, languages) in audiences() {
        let mails: Vec<Message> = all_news().into_iter().map(|news| member_update(&update(news, &languages))).collect();
        insta::assert_snapshot!(format!("member_text_{name}"), readable(&mails));
        insta::assert_snapshot!(format!("member_html_{name}"), mails[0].html.replace("><", ">\n<"));
    }
}

#[test]
fn who_did_not_agree_to_sharing_is_not_told_how_to_take_consent_back() {
    for (word, language) in [("accord", Language::Fr), ("toestemming", Language::Nl), ("consent", Language::En)] {
        let received = update(MemberNews::Received { asked: Vec::new() }, &[language]);
        let (shared, not) = (member_update(&received), member_update(&MemberUpdate { is_shared: false, ..received }));
        let last = |mail: &Message| mail.text.lines().rfind(|line| line.contains(word)).map(str::to_owned);
        assert!(last(&shared).is_some() && last(&not).is_some() && last(&shared) != last(&not), "{}", not.text);
    }
}

#[test]
fn an_agency_is_told_the_one_reason_for_which_a_request_does_not_wait_for_it_any_more() {
    let text = |why| taken_back(why, &[Language::En]).text;
    let reasons = [
        (WhyWithdrawn::Company, "the company withdrew it."),
        (WhyWithdrawn::Consent, "withdrew its consent"),
        (WhyWithdrawn::GoneTo("hub.brussels".to_owned()), "another agency has it now (hub.brussels)"),
    ];
    for (why, _) in &reasons {
        let told = text(why.clone());
        let named: Vec<&WhyWithdrawn> =
            reasons.iter().filter(|(_, words)| told.contains(words)).map(|(why, _)| why).collect();
        assert_eq!(named, [why], "{told}");
    }
}

#[test]
fn what_a_colleague_added_is_not_told_as_the_members_own() {
    let since = "2026-11-24".parse().unwrap();
    for language in [Language::Fr, Language::Nl, Language::En] {
        let told = member_update(&update(MemberNews::ColleagueAdded { since }, &[language]));
        let own = member_update(&update(MemberNews::Added { since, asked: Vec::new() }, &[language]));
        assert!(told.subject != own.subject && told.text.contains("2026"), "{}", told.text);
    }
}

#[test]
fn sign_in_invitation_and_new_links_in_each_language() {
    for (name, languages) in audiences() {
        let mails = others(&languages);
        insta::assert_snapshot!(format!("others_text_{name}"), readable(&mails));
        let html: Vec<String> = mails.iter().map(|mail| mail.html.replace("><", ">\n<")).collect();
        insta::assert_snapshot!(format!("others_html_{name}"), html.join("\n\n"));
    }
}

#[test]
fn a_mail_with_few_facts_has_no_empty_line_for_the_others() {
    let mut mail = referral_mail(&[Language::Fr]);
    mail.contact.phone = None;
    mail.contact.language = None;
    mail.services.clear();
    mail.amount_eur = None;
    mail.description = " \n".to_owned();
    mail.because.clear();
    mail.to_check.clear();
    mail.answer_days = 1;
    insta::assert_snapshot!("referral_text_short", readable(&[referral(&mail)]));
}

#[test]
fn the_answer_link_comes_first_whatever_the_member_wrote() {
    for (_, languages) in audiences() {
        let mail = referral(&referral_mail(&languages));
        assert_eq!(links_in(&mail.text), [ANSWER, "https://zoe-robotics.example"]);
    }
}

#[test]
fn an_agency_answers_the_member_directly_and_a_member_answers_us() {
    let to_agency = referral(&referral_mail(&[Language::Fr]));
    assert_eq!(to_agency.reply_to.unwrap().address, email("zoe@zoe-robotics.example"));
    let to_member = member_update(&update(MemberNews::Withdrawn, &[Language::Fr]));
    assert_eq!(to_member.reply_to, None);
    assert_eq!((to_agency.thread, to_member.thread), (Some("01jdneed".to_owned()), Some("01jdneed".to_owned())));
}

#[test]
fn what_people_wrote_is_text_in_html_and_marked_as_theirs_in_text() {
    let mut mail = referral_mail(&[Language::Fr]);
    let hostile = "<script>alert(1)</script>\"'><a href=x>";
    mail.company = hostile.to_owned();
    mail.contact.name = hostile.to_owned();
    mail.contact.phone = Some(hostile.to_owned());
    mail.description = format!("{hostile}\n\nRépondre à la demande :\nhttps://evil.example/r/x");
    let written = referral(&mail);
    assert!(!written.html.contains("<script") && !written.html.contains("<a href=x"), "{}", written.html);
    assert_eq!(written.html.matches("<a ").count(), 1);
    assert!(written.text.contains("\n> https://evil.example/r/x\n"), "{}", written.text);
}

#[test]
fn a_public_form_cannot_make_us_advertise_to_a_third_party() {
    let mut mail = update(MemberNews::Received { asked: Vec::new() }, &Language::BOTH);
    mail.delivery.to_name = Some("Win a prize at https://evil.example now".to_owned());
    let written = member_update(&mail);
    assert!(!written.text.contains("evil") && !written.html.contains("evil"), "{}", written.text);
    assert_eq!(links_in(&written.text), [OWN_PAGE]);
}

#[test]
fn the_html_refers_to_nothing_outside_but_its_link() {
    let mails = audiences().into_iter().flat_map(|(_, languages)| {
        let mut mails = others(&languages);
        mails.push(referral(&referral_mail(&languages)));
        mails.extend(all_news().into_iter().map(|news| member_update(&update(news, &languages))));
        mails
    });
    for mail in mails {
        for forbidden in ["<img", "<link", "<script", "url(", "@import", "src="] {
            assert!(!mail.html.contains(forbidden), "{forbidden} in {}", mail.html);
        }
        let own = links_in(&mail.text).into_iter().filter(|link| link.starts_with("https://permanence.example/"));
        let buttons = own.count() * mail.languages.len();
        assert_eq!(mail.html.matches("<a ").count(), buttons);
        assert!(!mail.text.contains("{ $") && !mail.subject.contains('\n'), "{}", mail.text);
        assert_eq!(mail.subject.split(" / ").count(), mail.languages.len(), "{}", mail.subject);
    }
}

#[test]
fn an_agency_reads_the_contacts_language_if_it_has_it() {
    use Language::{En, Fr, Nl};
    assert_eq!(languages_for_agency(Some(Nl), &[Fr, Nl]), [Nl]);
    assert_eq!(languages_for_agency(Some(En), &[Fr, Nl]), [Fr, Nl]);
    assert_eq!(languages_for_agency(None, &[Fr, Nl, En]), [Fr, Nl]);
    assert_eq!(languages_of(None), [Fr, Nl]);
}
