//! The page behind the link in an agency's mail.

use crate::common::{agency, app, case, link, need_of, need_of_another, post, referral, status, stored, token};
use domain::event::{Actor, EventKind};
use domain::moves;
use domain::need::{NeedStatus, Outcome};
use domain::referral::{DeclineReason, ReferralStatus};
use flows::needs::move_need;
use futures::future::join_all;
use rstest::rstest;
use store::link::{LinkPurpose, issue};
use testkit::TestApp;

#[tokio::test]
async fn the_page_says_who_where_what_why_and_by_when() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    for (language, expected) in [
        ("fr", ["Qui demande", "Pourquoi Innoviris", "attendue pour le", "Accepter la demande", "25\u{202f}000 €"]),
        ("nl", ["Wie vraagt", "Waarom Innoviris", "verwacht tegen", "De vraag aanvaarden", "€ 25.000"]),
        ("en", ["Who asks", "Why Innoviris", "expected by", "Accept the request", "€25,000"]),
    ] {
        let page = app.anonymous().language(language).get(&path).await.expect_status(200);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        let text = page.text();
        assert!(text.contains("name=\"robots\" content=\"noindex\""));
        for words in expected.into_iter().chain([
            "Zoé Robotics",
            "Zoé Maes",
            "+32 2 555 01 02",
            "mailto:zoe@",
            "&lt;robotarm&gt;",
        ]) {
            assert!(text.contains(words), "{language}: {words}");
        }
    }
}

#[tokio::test]
async fn without_a_choice_the_page_speaks_the_language_of_the_mail() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let page = app.anonymous().get(&path).await.expect_status(200);
    assert_eq!(page.header("content-language"), "nl");
    let page = app.anonymous().get(&format!("{path}?lang=fr")).await.expect_status(200);
    assert_eq!(page.header("content-language"), "fr");
    assert!(page.header("set-cookie").starts_with("lang=fr"));
}

#[tokio::test]
async fn reading_the_link_in_any_way_changes_nothing() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let before = stored(&app, &need).await;
    let holding = link(&app, &need, "innoviris");
    let old = format!("/r/{}", token(&app, &need, "innoviris", 7));
    for path in [&holding, &old] {
        for query in ["", "?action=accept", "?action=decline&reason=capacity", "?action=new_link"] {
            for (method, expected) in
                [("GET", [200, 410]), ("OPTIONS", [204, 204]), ("HEAD", [200, 410]), ("PUT", [405, 405])]
            {
                let answer =
                    app.anonymous().header("accept", "text/html").send(method, &format!("{path}{query}")).await;
                assert!(expected.contains(&answer.status), "{method} {path}{query}: {}", answer.status);
                assert!(method != "HEAD" || answer.body.is_empty());
            }
        }
    }
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn an_agency_accepts_and_reports_what_came_of_it() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let accepted = app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
    assert_eq!(accepted.header("location"), format!("{path}?done=accepted"));
    let page = app.anonymous().language("fr").get(accepted.header("location")).await.expect_status(200).text();
    assert!(page.contains("C’est noté : la demande est acceptée") && page.contains("Accepté"));
    assert!(!page.contains("value=\"decline\"") && page.contains("value=\"done\""));
    assert_eq!(case(&app, &need).await.need.status, NeedStatus::InProgress);

    let fields = [("action", "done"), ("outcome", "helped"), ("note", "Rencontre le 3 décembre.")];
    let done = app.anonymous().form(&path, &fields).await.expect_status(303);
    let page = app.anonymous().language("fr").get(done.header("location")).await.expect_status(200).text();
    assert!(page.contains("Aidé") && page.contains("Rencontre le 3 décembre.") && !page.contains("<form"));
    let now = case(&app, &need).await;
    assert_eq!((now.need.status, now.need.outcome), (NeedStatus::Closed, Some(Outcome::Helped)));
    let notes = now.person.unwrap().notes;
    assert_eq!((notes.len(), &notes[0].actor), (1, &Actor::Agency(agency("innoviris"))));
}

#[tokio::test]
async fn a_decline_goes_on_and_the_agency_sees_no_person_any_more() {
    let app = app().await;
    let need = need_of(&app, "fin_plan").await;
    let path = link(&app, &need, "hub");
    let before = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(before.contains("25,000"), "the amount asked for");
    let fields = [("action", "decline"), ("reason", "not_competent"), ("note", "Plutôt une autre agence.")];
    let declined = app.anonymous().form(&path, &fields).await.expect_status(303);
    assert_eq!(declined.header("location"), format!("{path}?done=declined"));
    let page = app.anonymous().language("en").get(declined.header("location")).await.expect_status(200).text();
    assert!(page.contains("This is not ours to answer") && page.contains("are shown only to an agency"));
    for personal in ["Zoé", "zoe@", "robotarm", "555 01 02", "Plutôt", "25,000"] {
        assert!(!page.contains(personal), "{personal}");
    }
    let now = case(&app, &need).await;
    let own = now.referral(&agency("hub")).unwrap();
    assert_eq!((own.status, own.declined), (ReferralStatus::Declined, Some(DeclineReason::NotCompetent)));
    assert_eq!((now.referrals.len(), now.referrals[1].agency.as_str()), (2, "gel"), "the next agency is asked");
}

#[tokio::test]
async fn a_note_beside_an_acceptance_is_kept_once() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    for _ in 0..3 {
        let fields = [("action", "accept"), ("note", "Wij bellen maandag.")];
        app.anonymous().form(&path, &fields).await.expect_status(303);
    }
    assert_eq!(case(&app, &need).await.person.unwrap().notes.len(), 1);
    assert!(app.anonymous().get(&path).await.text().contains("Wij bellen maandag."));
}

#[tokio::test]
async fn the_same_click_a_hundred_times_counts_once() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    for _ in 0..5 {
        let clicks = (0..20).map(|_| app.anonymous().form(&path, &[("action", "accept")]));
        for answer in join_all(clicks).await {
            answer.expect_status(303);
        }
    }
    let (_, _, kinds, _) = stored(&app, &need).await;
    let accepted = kinds.iter().filter(|kind| matches!(kind, EventKind::ReferralAccepted { .. })).count();
    assert_eq!(accepted, 1);
    assert_eq!(
        post(&app).await.iter().filter(|(to, _)| to == "zoe@zoe-robotics.example").count(),
        2,
        "received, accepted"
    );
}

#[rstest]
#[case("accept", &[("action", "decline"), ("reason", "capacity")], ["Accepté", "Aanvaard", "Accepted"])]
#[case("decline", &[("action", "accept")], ["Décliné", "Afgewezen", "Declined"])]
#[case("done", &[("action", "decline"), ("reason", "other")], ["Traité", "Afgehandeld", "Done"])]
#[case("done", &[("action", "done"), ("outcome", "not_helped")], ["Traité", "Afgehandeld", "Done"])]
#[tokio::test]
async fn the_opposite_answer_is_refused_and_says_how_it_stands(
    #[case] first: &str,
    #[case] second: &[(&str, &str)],
    #[case] stands: [&str; 3],
) {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let fields = [("action", first), ("reason", "capacity"), ("outcome", "helped")];
    app.anonymous().form(&path, &fields).await.expect_status(303);
    let before = stored(&app, &need).await;
    for (language, word) in ["fr", "nl", "en"].into_iter().zip(stands) {
        let page = app.anonymous().language(language).form(&path, second).await.expect_status(409).text();
        assert!(page.contains(&format!("({word})")), "{language}: {word}");
    }
    assert_eq!(stored(&app, &need).await, before);
    app.anonymous().form(&path, &fields).await.expect_status(303);
    assert_eq!(stored(&app, &need).await, before, "the same answer again changes nothing");
}

#[rstest]
#[case(&[("action", "decline"), ("note", "Zie <mail>")], "f-reason", ["Choisissez la raison", "Kies waarom", "Choose why"])]
#[case(&[("action", "done"), ("note", "Zie <mail>")], "f-outcome", ["Choisissez le résultat", "Kies het resultaat", "Choose the outcome"])]
#[case(&[("action", "decline"), ("reason", "lazy"), ("note", "Zie <mail>")], "f-reason", ["not_competent", "not_competent", "not_competent"])]
#[case(&[("action", "destroy")], "f-action", ["accept", "accept", "accept"])]
#[case(&[("note", "x")], "f-action", ["Rempli", "Vul", "Fill"])]
#[tokio::test]
async fn a_form_that_lacks_something_is_shown_again_with_what_was_written(
    #[case] fields: &[(&str, &str)],
    #[case] field: &str,
    #[case] words: [&str; 3],
) {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let before = stored(&app, &need).await;
    for (language, word) in ["fr", "nl", "en"].into_iter().zip(words) {
        let page = app.anonymous().language(language).form(&path, fields).await.expect_status(422).text();
        assert!(page.contains(&format!("href=\"#{field}\"")) && page.contains(word), "{language} {word}: {page}");
        assert!(!fields.contains(&("note", "Zie <mail>")) || page.matches("Zie &lt;mail&gt;").count() == 1);
    }
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn a_note_that_is_too_long_is_refused_beside_its_own_form() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let long = "é".repeat(2_001);
    let fields = [("action", "done"), ("outcome", "helped"), ("note", long.as_str())];
    let page = app.anonymous().form(&link(&app, &need, "innoviris"), &fields).await.expect_status(422).text();
    assert_eq!(page.matches("id=\"f-note\"").count(), 1);
    assert!(page.contains("id=\"f-note-decline\"") && page.contains("href=\"#f-note\""));
    assert_eq!(status(&app, &need, "innoviris").await, ReferralStatus::Queued);
    let fields = [("action", "done"), ("outcome", "helped"), ("note", &long[2..])];
    app.anonymous().form(&link(&app, &need, "innoviris"), &fields).await.expect_status(303);
}

#[tokio::test]
async fn no_other_token_opens_the_page() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let good = token(&app, &need, "innoviris", 0);
    let secrets = app.store().secrets();
    let id = referral(&need, "innoviris");
    let (head, tag) = good.rsplit_once('~').unwrap();
    let changed = format!("{head}~{}{}", if tag.starts_with('A') { "B" } else { "A" }, &tag[1..]);
    let other = token(&app, &need, "hub", 0);
    let tokens = [
        changed,
        format!("{head}~"),
        head.to_owned(),
        good[..good.len() - 1].to_owned(),
        format!("{good}A"),
        format!("{good}~"),
        good.replace("innoviris", "hub"),
        good.replacen("~0~", "~1~", 1),
        good.to_uppercase(),
        issue(secrets, LinkPurpose::Need, id.as_str(), 0),
        issue(secrets, LinkPurpose::Booking, id.as_str(), 0),
        issue(&store::Secrets::new([8; 32]), LinkPurpose::Referral, id.as_str(), 0),
        issue(secrets, LinkPurpose::Referral, need.as_str(), 0),
        other,
        "x".repeat(500),
        "%00".to_owned(),
        "~~".to_owned(),
    ];
    let before = stored(&app, &need).await;
    for token in tokens {
        let path = format!("/r/{token}");
        app.anonymous().get(&path).await.expect_status(404);
        app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(404);
    }
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn a_link_that_was_replaced_shows_nobody_and_has_a_new_one_mailed_to_the_agency() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    post(&app).await;
    let old = link(&app, &need, "innoviris");
    let asked = app.anonymous().form(&old, &[("action", "new_link")]).await.expect_status(303);
    let page = app.anonymous().language("fr").get(asked.header("location")).await.expect_status(200).text();
    assert!(page.contains("Le nouveau lien est en route") && !page.contains("Zoé"));
    let page = app.anonymous().language("en").get(&old).await.expect_status(410).text();
    assert!(page.contains("no longer valid") && page.contains("value=\"new_link\"") && !page.contains("Zoé"));
    let before = stored(&app, &need).await;
    app.anonymous().form(&old, &[("action", "accept")]).await.expect_status(410);
    app.anonymous().form(&old, &[("action", "nonsense")]).await.expect_status(410);
    assert_eq!(stored(&app, &need).await, before);

    let mails = post(&app).await;
    let fresh = format!("/r/{}", token(&app, &need, "innoviris", 1));
    let email = &brussels_data::catalogue().unwrap().agencies[&agency("innoviris")].email;
    assert_eq!(mails.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [email.as_str()]);
    assert!(mails[0].1.contains(&fresh));
    app.anonymous().form(&fresh, &[("action", "accept")]).await.expect_status(303);
    app.anonymous().form(&old, &[("action", "new_link")]).await.expect_status(303);
    assert_eq!(post(&app).await.len(), 2, "the member hears of the acceptance, the agency of its link");
}

#[tokio::test]
async fn new_links_and_answers_are_limited_by_link() {
    let app = TestApp::limited(referrals::routes()).await;
    let (need, other) = (need_of(&app, "rd_grant").await, need_of_another(&app, 1).await);
    let path = link(&app, &need, "innoviris");
    for _ in 0..3 {
        app.anonymous().form(&path, &[("action", "new_link")]).await.expect_status(303);
    }
    let over = app.anonymous().form(&path, &[("action", "new_link")]).await.expect_status(429);
    assert!(over.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(case(&app, &need).await.referrals[0].link_generation, 3);
    app.anonymous().form(&link(&app, &other, "innoviris"), &[("action", "new_link")]).await.expect_status(303);
    app.clock.advance(chrono::TimeDelta::minutes(5));
    app.anonymous().form(&path, &[("action", "new_link")]).await.expect_status(429);
    app.clock.advance(chrono::TimeDelta::minutes(6));
    app.anonymous().form(&path, &[("action", "new_link")]).await.expect_status(303);
    for _ in 0..20 {
        app.anonymous().form(&path, &[("action", "accept")]).await;
    }
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(429);
}

#[tokio::test]
async fn an_agency_that_is_out_is_sent_no_new_link() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    app.anonymous().form(&path, &[("action", "decline"), ("reason", "capacity")]).await.expect_status(303);
    let before = stored(&app, &need).await;
    let page = app.anonymous().language("en").form(&path, &[("action", "new_link")]).await.expect_status(409).text();
    assert!(page.contains("Nothing was changed") && !page.contains("Zoé"));
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn once_the_member_takes_it_back_the_page_shows_nobody() {
    let app = app().await;
    let (withdrawn, kept) = (need_of(&app, "rd_grant").await, need_of_another(&app, 1).await);
    let path = link(&app, &withdrawn, "innoviris");
    move_need(app.store(), &withdrawn, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("withdrew its request") && !page.contains("Zoé") && !page.contains("<form"));
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(409);

    let path = link(&app, &kept, "innoviris");
    app.anonymous().form(&path, &[("action", "done"), ("outcome", "helped")]).await.expect_status(303);
    assert!(app.anonymous().get(&path).await.text().contains("Zoé Robotics"));
    let take_back =
        |case, _: &domain::catalogue::Catalogue, now| Ok(moves::take_back_consent(case, now, &Actor::Member));
    move_need(app.store(), &kept, take_back).await.unwrap();
    assert!(!app.anonymous().get(&path).await.expect_status(200).text().contains("Zoé"));
}

#[tokio::test]
async fn an_agency_is_mailed_why_a_request_does_not_wait_for_it_any_more() {
    let app = app().await;
    let (withdrawn, unshared) = (need_of(&app, "rd_grant").await, need_of_another(&app, 1).await);
    post(&app).await;
    move_need(app.store(), &withdrawn, |case, _, now| moves::withdraw(case, now, &Actor::Member)).await.unwrap();
    let first = post(&app).await;
    let take_back =
        |case, _: &domain::catalogue::Catalogue, now| Ok(moves::take_back_consent(case, now, &Actor::Member));
    move_need(app.store(), &unshared, take_back).await.unwrap();
    for (mails, why) in [(first, "de onderneming trok ze in"), (post(&app).await, "trok haar toestemming in")] {
        assert!(mails.iter().any(|(_, text)| text.contains(why)), "{why}: {mails:?}");
    }
}

#[tokio::test]
async fn a_late_answer_is_still_taken() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    app.clock.advance(chrono::TimeDelta::days(40));
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("was expected by"));
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(303);
}

/// The first agency's silence, so that the next is asked.
async fn silent(app: &TestApp, need: &domain::ids::NeedId, of: &str) {
    post(app).await;
    let late = case(app, need).await.referral(&agency(of)).map(|referral| referral.answer_by);
    let wait = late.map(|late| late.utc() - app.store().now().utc());
    app.clock.advance(wait.unwrap_or_default());
    post(app).await;
    assert_eq!(status(app, need, of).await, ReferralStatus::Expired);
}

#[tokio::test]
async fn a_late_yes_is_taken_while_nobody_else_said_yes_and_shows_nobody_before() {
    let app = app().await;
    let need = need_of(&app, "hiring").await;
    silent(&app, &need, "actiris").await;
    let path = link(&app, &need, "actiris");
    let page = app.anonymous().language("fr").get(&path).await.expect_status(200).text();
    assert!(page.contains("Vous pouvez encore accepter") && page.contains("Accepter malgré le délai"), "{page}");
    assert!(!page.contains("Zoé Maes") && !page.contains("Décliner la demande"), "{page}");
    let no = [("action", "decline"), ("reason", "capacity")];
    app.anonymous().language("fr").form(&path, &no).await.expect_status(409);
    let id = referral(&need, "actiris");
    app.as_admin().send("POST", &format!("/v1/referrals/{id}/link")).await.expect_status(200);
    let path = format!("/r/{}", token(&app, &need, "actiris", 1));
    app.anonymous().language("fr").form(&path, &[("action", "accept")]).await.expect_status(303);
    assert_eq!(status(&app, &need, "actiris").await, ReferralStatus::Accepted);
    let page = app.anonymous().language("fr").get(&path).await.expect_status(200).text();
    assert!(page.contains("Zoé Maes"), "{page}");
}

#[tokio::test]
async fn a_late_yes_after_another_agency_said_yes_is_refused() {
    let app = app().await;
    let need = need_of(&app, "hiring").await;
    silent(&app, &need, "actiris").await;
    let next = case(&app, &need).await.referrals[1].agency.to_string();
    app.anonymous().form(&link(&app, &need, &next), &[("action", "accept")]).await.expect_status(303);
    let path = link(&app, &need, "actiris");
    let page = app.anonymous().language("fr").get(&path).await.expect_status(200).text();
    assert!(page.contains("Plus rien n’est attendu ici") && !page.contains("Accepter malgré"), "{page}");
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(409);
    let link = format!("/v1/referrals/{}/link", referral(&need, "actiris"));
    app.as_admin().send("POST", &link).await.expect_status(409);
}

#[tokio::test]
async fn who_was_asked_meanwhile_is_told_of_a_late_yes_and_cannot_accept_as_well() {
    let app = app().await;
    let need = need_of(&app, "hiring").await;
    silent(&app, &need, "actiris").await;
    let next = case(&app, &need).await.referrals[1].agency.clone();
    post(&app).await;
    assert_eq!(status(&app, &need, next.as_str()).await, ReferralStatus::Sent);
    app.anonymous().form(&link(&app, &need, "actiris"), &[("action", "accept")]).await.expect_status(303);
    let path = link(&app, &need, next.as_str());
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    assert!(page.contains("another agency has this request: Actiris") && !page.contains("Zoé Maes"), "{page}");
    app.anonymous().form(&path, &[("action", "accept")]).await.expect_status(409);
    let mails = post(&app).await;
    let email = &brussels_data::catalogue().unwrap().agencies[&next].email;
    let told = mails.iter().find(|(to, _)| to == email.as_str()).map(|(_, text)| text.as_str());
    assert!(told.is_some_and(|text| text.contains("ander agentschap heeft ze nu")), "{mails:?}");
}

#[tokio::test]
async fn a_banner_stands_only_where_it_is_true() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    let decline = [("action", "decline"), ("reason", "capacity")];
    app.anonymous().form(&path, &decline).await.expect_status(303);
    let coordinator = app.as_staff(domain::staff::StaffRole::Coordinator).await.language("en");
    let console = format!("/console/referrals/{}", referral(&need, "innoviris"));
    for code in ["accepted", "done", "meeting", "unreached", "handed_over", "reminded", "link"] {
        let page = app.anonymous().language("en").get(&format!("{path}?done={code}")).await.expect_status(200).text();
        assert!(!page.contains("Noted") && !page.contains("leaves.") && !page.contains("on its way"), "{code}: {page}");
        let page = coordinator.clone().get(&format!("{console}?done={code}")).await.expect_status(200).text();
        assert!(!page.contains("Noted"), "{code}: {page}");
    }
    let page = app.anonymous().language("en").get(&format!("{path}?done=declined")).await.text();
    assert!(page.contains("Noted: the request is declined"), "{page}");
}

#[tokio::test]
async fn what_the_company_added_stands_apart_from_what_the_agency_noted() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let add = |case, catalogue: &domain::catalogue::Catalogue, now| {
        moves::add(case, "Ook in Gent.", &moves::Moment::new(catalogue, now, &Actor::Member))
    };
    move_need(app.store(), &need, add).await.unwrap();
    let path = link(&app, &need, "innoviris");
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    let added = page.split("What the company added").nth(1).unwrap_or_else(|| panic!("{page}"));
    assert!(added.contains("Ook in Gent.") && !page.contains("What you noted"), "{page}");
    app.anonymous().form(&path, &[("action", "accept"), ("note", "Wij bellen.")]).await.expect_status(303);
    let page = app.anonymous().language("en").get(&path).await.expect_status(200).text();
    let noted = page.split("What you noted").nth(1).unwrap_or_else(|| panic!("{page}"));
    assert!(noted.contains("Wij bellen.") && !noted.contains("Ook in Gent."), "{page}");
}

#[tokio::test]
async fn a_second_no_for_another_reason_says_which_stands_and_whom_to_write_to() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    app.anonymous().form(&path, &[("action", "decline"), ("reason", "other")]).await.expect_status(303);
    let before = stored(&app, &need).await;
    let other = [("action", "decline"), ("reason", "capacity"), ("note", "Pas ce mois-ci.")];
    let page = app.anonymous().language("en").form(&path, &other).await.expect_status(409).text();
    for said in ["Another answer was already given", "Another reason", "Nothing was changed", "href=\"mailto:"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert_eq!(stored(&app, &need).await, before);
}

#[tokio::test]
async fn a_second_note_is_kept_beside_the_answer() {
    let app = app().await;
    let need = need_of(&app, "rd_grant").await;
    let path = link(&app, &need, "innoviris");
    for note in ["First.", "Second.", "Second."] {
        let decline = [("action", "decline"), ("reason", "other"), ("note", note)];
        app.anonymous().form(&path, &decline).await.expect_status(303);
    }
    let notes = case(&app, &need).await.person.unwrap().notes;
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["First.", "Second."]);
}
