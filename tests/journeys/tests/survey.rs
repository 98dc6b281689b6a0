//! A survey from its making to its figures.

use anyhow::Context as _;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use journeys::bookings::hold;
use journeys::day::{day, session, slot};
use journeys::{Answer, Home};
use serde_json::{Value, json};

/// Makes a survey on what Innoviris does at icab.
async fn survey(home: &dyn Home) -> anyhow::Result<Value> {
    let body = json!({"variant": "after_visit", "location": "icab", "agency": "innoviris",
        "opens": day(0), "closes": day(9)});
    home.coordinator().create("/v1/surveys", &body).await?.must_be(201)?.json()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Answers by program.
async fn answer(home: &dyn Home, survey: &Value, overall: u8, recommend: u8) -> anyhow::Result<Answer> {
    let body = json!({"language": "fr", "answers":
        {"overall": overall, "useful": 4, "effort": 4, "recommend": recommend, "suggestions": "Plus tôt le matin."}});
    home.anybody().create(&format!("/v1/surveys/{}/responses", text(survey, "id")), &body).await
}

/// The figures, as somebody sees them.
async fn figures(home: &dyn Home, survey: &Value, coordinator: bool) -> anyhow::Result<Value> {
    home.advance("PT10S").await?;
    let visitor = if coordinator { home.coordinator() } else { home.anybody() };
    visitor.get(&format!("/v1/surveys/{}/results", text(survey, "id"))).await?.must_be(200)?.json()
}

/// The sending's own key on the page.
fn submission(page: &Answer) -> anyhow::Result<String> {
    let (_, rest) =
        page.body.split_once("name=\"submission\" value=\"").context("the form does not name its sending")?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

fn near(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|value| (value - expected).abs() < 1e-6)
}

#[tokio::test]
async fn answers_by_page_and_by_program_become_figures() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    assert_eq!(text(&survey, "url"), format!("{}/s/{}", home.address(), text(&survey, "code")));
    assert_eq!(text(&survey, "qr"), format!("{}/qr/{}.svg", home.address(), text(&survey, "code")));

    // 8 of 10 are satisfied; 5 of 10 recommend and 2 do not.
    for (overall, recommend) in [(5, 9), (5, 10), (4, 9), (4, 10), (4, 9), (4, 7), (5, 8)] {
        answer(&home, &survey, overall, recommend).await?.must_be(201)?;
    }
    let page = format!("/s/{}", text(&survey, "code"));
    for (overall, recommend) in [("4", "7"), ("3", "6"), ("2", "0")] {
        let shown = home.anybody().get(&format!("{page}?lang=fr")).await?.must_be(200)?;
        let submission = submission(&shown)?;
        let fields = [
            ("submission", submission.as_str()),
            ("overall", overall),
            ("useful", "4"),
            ("effort", "4"),
            ("referred", "yes"),
            ("wait", "2"),
            ("recommend", recommend),
            ("suggestions", "Une salle plus calme."),
        ];
        let sent = home.anybody().form(&page, &fields).await?.must_be(303)?;
        home.anybody().get(sent.header("location")).await?.must_be(200)?;
        // Sent again, and again with other answers: the first counts.
        for overall in [overall, "1"] {
            let mut again = fields;
            again[1] = ("overall", overall);
            home.anybody().form(&page, &again).await?.must_be(303)?;
        }
    }
    let figures = figures(&home, &survey, true).await?;
    assert_eq!(
        (&figures["n"], &figures["eligible"], &figures["response_rate"]),
        (&json!(10), &Value::Null, &Value::Null)
    );
    let overall = &figures["questions"]["overall"];
    assert_eq!(overall["n"], 10);
    assert!(near(&overall["distribution"]["4"], 0.5) && near(&overall["distribution"]["5"], 0.3), "{overall}");
    assert!(near(&overall["mean"], 4.0), "{overall}");
    // 8 of 10, as statsmodels' proportion_confint(method="wilson") bounds it.
    let csat = &overall["csat"];
    assert!(near(&csat["value"], 0.8) && near(&csat["low"], 0.490_162) && near(&csat["high"], 0.943_318), "{csat}");
    assert!(near(&figures["questions"]["recommend"]["nps"]["value"], 30.0), "{figures}");
    assert_eq!(figures["questions"]["wait"]["n"], Value::Null, "three answers are too few to be shown");
    assert_eq!(figures["questions"]["wait"]["suppressed"], true);
    Ok(())
}

#[tokio::test]
async fn a_double_submission_counts_once_even_at_once() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    let page = format!("/s/{}", text(&survey, "code"));
    let key = submission(&home.anybody().get(&page).await?.must_be(200)?)?;
    let fields =
        [("submission", key.as_str()), ("overall", "5"), ("useful", "5"), ("effort", "5"), ("recommend", "10")];
    let visitor = home.anybody();
    let answers: Vec<Answer> =
        stream::iter(0..50).map(|_| visitor.form(&page, &fields)).buffer_unordered(20).try_collect().await?;
    assert!(answers.iter().all(|answer| answer.status == 303));

    let path = format!("/v1/surveys/{}/responses", text(&survey, "id"));
    let body = json!({"language": "nl", "answers": {"overall": 5, "useful": 5, "effort": 5, "recommend": 10}});
    let answers: Vec<Answer> = stream::iter(0..50)
        .map(|_| visitor.create_as(&path, &body, "one-sending"))
        .buffer_unordered(20)
        .try_collect()
        .await?;
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body), "{:?}", answers[0]);
    assert_eq!(figures(&home, &survey, true).await?["n"], 2);
    Ok(())
}

#[tokio::test]
async fn fewer_than_five_answers_are_counted_but_not_shown() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    for _ in 0..4 {
        answer(&home, &survey, 5, 10).await?.must_be(201)?;
    }
    let overall = &figures(&home, &survey, true).await?["questions"]["overall"];
    assert_eq!((&overall["csat"], &overall["suppressed"]), (&Value::Null, &json!(true)));
    assert!(!overall.to_string().contains("1.0"), "nothing can be told from it: {overall}");

    answer(&home, &survey, 5, 10).await?.must_be(201)?;
    let live = figures(&home, &survey, true).await?;
    assert_eq!((&live["n"], &live["questions"]["overall"]["csat"]["value"]), (&json!(5), &json!(1.0)));
    assert_eq!(figures(&home, &survey, false).await?["n"], 5);

    // Others see steps of five, so that no single answer shows.
    answer(&home, &survey, 1, 0).await?.must_be(201)?;
    assert_eq!(figures(&home, &survey, true).await?["n"], 6);
    assert_eq!(figures(&home, &survey, false).await?["n"], 5);
    Ok(())
}

#[tokio::test]
async fn the_page_asks_again_for_what_is_missing_and_keeps_what_was_answered() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    let page = format!("/s/{}", text(&survey, "code"));
    let key = submission(&home.anybody().get(&page).await?)?;
    let fields = [("submission", key.as_str()), ("overall", "5"), ("suggestions", "Une salle plus calme.")];
    let again = home.anybody().reading("fr").form(&page, &fields).await?.must_be(422)?;
    assert!(again.body.contains("Une salle plus calme."), "what was typed is kept");
    assert_eq!(submission(&again)?, key, "it is still the same sending");
    assert_eq!(figures(&home, &survey, true).await?["n"], 0);
    Ok(())
}

#[tokio::test]
async fn a_survey_that_is_over_says_so() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    let page = format!("/s/{}", text(&survey, "code"));
    home.anybody().get(&page).await?.must_be(200)?;
    home.advance("P100D").await?;
    home.anybody().get(&page).await?.must_be(410)?;
    assert_eq!(answer(&home, &survey, 5, 10).await?.status, 410);
    home.anybody().get("/s/aaaaaaaaaa").await?.must_be(404)?;
    Ok(())
}

#[tokio::test]
async fn the_qr_code_is_a_picture_that_can_be_kept() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let survey = survey(&home).await?;
    let qr = home.anybody().get(text(&survey, "qr")).await?.must_be(200)?;
    assert!(qr.header("content-type").starts_with("image/svg+xml"));
    assert!(qr.body.contains("<svg") && qr.body.contains("viewBox"));
    Ok(())
}

#[tokio::test]
async fn whoever_came_is_invited_a_day_later_and_what_they_suggest_is_answered_in_public() -> anyhow::Result<()> {
    const ZOE: &str = "zoe@zoe-robotics.example";
    let home = journeys::home().await?;
    let coordinator = home.coordinator();
    let wave = json!({"variant": "after_visit", "locations": ["icab"], "opens": day(0), "closes": day(9)});
    let wave = coordinator.create("/v1/waves", &wave).await?.must_be(201)?.json()?;
    let results = format!("/v1/waves/{}/results", text(&wave, "id"));
    hold(&home, "weekly", "icab", 1).await?;
    // The first day may be one on which no agency works.
    home.advance("P7D").await?;
    let came = json!({"session": session("weekly", 1), "slot": slot(1, "09:30"), "walk_in": true,
        "contact": {"name": "Zoé Maes", "email": ZOE, "language": "fr"}});
    coordinator.create("/v1/bookings", &came).await?.must_be(201)?;
    home.advance("P1D").await?;
    home.settle().await?;
    let invitation = home.last_mail_to(ZOE).await?.path("/i/").context("no invitation")?;

    // The code on the wall leads to the same wave, and asks who received the person.
    for overall in ["5", "4", "2", "5"] {
        let page = "/s/p.icab?lang=fr";
        let key = submission(&home.anybody().get(page).await?.must_be(200)?)?;
        let fields = filled(&key, overall, &[("agency", "innoviris")]);
        home.anybody().form("/s/p.icab", &fields).await?.must_be(303)?;
    }
    let key = submission(&home.anybody().get(&invitation).await?.must_be(200)?)?;
    let fields = filled(&key, "5", &[("suggestions", "Mme Maes : un créneau le soir.")]);
    for _ in 0..2 {
        home.anybody().form(&invitation, &fields).await?.must_be(303)?;
    }
    let spent = home.anybody().reading("fr").get(&invitation).await?.must_be(200)?;
    assert!(spent.body.contains("Vous avez déjà répondu"), "{}", spent.body);
    home.advance("PT10S").await?;
    let found = coordinator.get(&results).await?.must_be(200)?.json()?;
    assert_eq!((&found["n"], &found["eligible"]), (&json!(5), &json!(1)));
    let innoviris = &found["by_agency"][0];
    assert!(near(&innoviris["csat"]["value"], 0.8), "{innoviris}");

    let about = json!({"text": "Un créneau le soir", "place": "icab", "state": "planned",
        "answer": {"fr": "Jeudi jusqu’à 18 h.", "nl": "Donderdag tot 18 u."}});
    coordinator.create("/v1/suggestions", &about).await?.must_be(201)?;
    for page in ["/locations/icab?lang=nl", "/s/p.icab/thanks?lang=nl"] {
        let shown = home.anybody().get(page).await?.must_be(200)?;
        assert!(shown.body.contains("Donderdag tot 18 u."), "{page}: {}", shown.body);
    }

    // One click ends invitations; whoever comes again counts and is left alone.
    let unsubscribe = home.last_mail_to(ZOE).await?.path("/u/").context("no way to end them")?;
    home.anybody().form(&unsubscribe, &[("List-Unsubscribe", "One-Click")]).await?.must_be(200)?;
    home.advance("P100D").await?;
    home.settle().await?;
    assert_eq!(home.mails_to(ZOE).await?.len(), 1);
    Ok(())
}

/// What a person fills in on the page after a visit, and more.
fn filled<'a>(key: &'a str, overall: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let asked = [("submission", key), ("overall", overall), ("useful", "4"), ("effort", "4"), ("recommend", "9")];
    asked.into_iter().chain(more.iter().copied()).collect()
}
