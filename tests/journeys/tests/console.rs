//! A working day at the desk: every page of the console and its main buttons,
//! as a browser presses them. In the cloud each page is a function with a role
//! of its own, so this shows that the roles suffice for what people do.

use anyhow::Context as _;
use journeys::bookings::{book, hold, wish};
use journeys::day::{day, slot};
use journeys::needs::{at, need, zoe};
use journeys::{Desk, Form, Home, forms};
use serde_json::{Value, json};

/// Where the first coordinator's mail goes.
const COORDINATOR: &str = "coordination@permanence.example";

fn as_it_stands(form: Form) -> Form {
    form
}

#[tokio::test]
async fn every_page_of_the_console_opens_and_signing_out_ends_it() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    for path in [
        "/console",
        "/console/needs",
        "/console/needs?status=closed",
        "/console/needs/sources",
        "/console/referrals",
        "/console/survey",
        "/console/survey/new",
        "/console/schedule",
        "/console/schedule/series?agency=innoviris",
        "/console/schedule/new",
        "/console/schedule/new?agency=innoviris",
        "/console/schedule/day",
        "/console/schedule/advisers",
        "/console/schedule/advisers/new",
        "/console/staff",
        "/console/deliveries",
    ] {
        desk.page(path).await?;
    }
    let left = Form::of(&desk.page("/console").await?, "/console/sign-out")?.send(&desk.visitor).await?;
    assert_eq!(left.status, 303);
    assert_eq!(desk.visitor.get("/console").await?.status, 303, "the session has ended");
    Ok(())
}

#[tokio::test]
async fn needs_and_their_sources_are_worked_on() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    let sources = "/console/needs/sources";
    let made = Form::of(&desk.page(sources).await?, sources)?.with("location", "icab").send(&desk.visitor).await?;
    assert!(made.must_be(200)?.body.contains("whsec_"), "the secret is shown once");
    let actions = |page: &str, what: &str| forms::actions(page, &format!("{sources}/"), what);
    let page = desk.page(sources).await?;
    let rotate = actions(&page, "/rotate").pop().context("a source to rotate")?;
    let rotated = Form::of(&page, &rotate)?.send(&desk.visitor).await?.must_be(200)?;
    assert!(rotated.body.contains("whsec_"));
    let delete = actions(&page, "/delete").pop().context("a source to delete")?;
    desk.press(sources, &delete, as_it_stands).await?;
    assert!(actions(&desk.page(sources).await?, "/delete").is_empty(), "the source is gone");

    // A need that nobody can tell the agency of is triaged, one is closed.
    let (id, path) = vague_need(&home).await?;
    let triage = format!("{path}/triage");
    desk.press(&format!("{path}?need_type=rd_grant"), &triage, |form| {
        form.with("need_type", "rd_grant").with("agency", "innoviris")
    })
    .await?;
    home.settle().await?;
    assert_eq!(need(&home, &id).await?["referrals"][0]["status"], "sent");
    let (id, path) = vague_need(&home).await?;
    desk.press(&path, &format!("{path}/close"), |form| form.with("outcome", "withdrawn")).await?;
    let closed = need(&home, &id).await?;
    assert_eq!((&closed["status"], &closed["outcome"]), (&json!("closed"), &json!("withdrawn")));
    Ok(())
}

#[tokio::test]
async fn a_referral_is_answered_at_the_desk() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    let taken = home.coordinator().create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    home.settle().await?;
    let id = taken["referrals"][0]["id"].as_str().context("a referral")?;
    let path = format!("/console/referrals/{id}");
    desk.press(&path, &format!("{path}/link"), as_it_stands).await?;
    let answer = format!("{path}/answer");
    desk.sent(Form::saying(&desk.page(&path).await?, &answer, "action", "accept")?).await?;
    let done = Form::saying(&desk.page(&path).await?, &answer, "action", "done")?.with("outcome", "helped");
    desk.sent(done).await?;
    home.settle().await?;
    assert_eq!(home.mails_to(&home.agency_address("innoviris").await?).await?.len(), 2, "the link went once more");
    let ended = need(&home, taken["id"].as_str().unwrap_or_default()).await?;
    assert_eq!((&ended["status"], &ended["outcome"]), (&json!("closed"), &json!("helped")));
    Ok(())
}

#[tokio::test]
async fn permanences_advisers_and_bookings_are_kept() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    let new = "/console/schedule/new";
    let fill = |form: Form| form.with("location", "icab").with("services", "innoviris-shape").with("date", &day(1));
    desk.press(&format!("{new}?agency=innoviris"), new, fill).await?;
    let id = only(&home, "/v1/permanences").await?;
    let path = format!("/console/schedule/{id}");
    desk.press(&path, &path, |form| form.with("status", "published").with("room", "2.14")).await?;
    let delete = format!("{path}/delete");
    desk.press(&delete, &delete, as_it_stands).await?;
    assert!(home.coordinator().list("/v1/permanences").await?.is_empty());

    let new = "/console/schedule/advisers/new";
    let adviser = |form: Form| {
        let form = form.with("agency", "innoviris").with("name", "Ada").with("email", "ada@innoviris.example");
        form.ticking("languages", "fr").ticking("half_days", "TU-AM")
    };
    desk.press(new, new, adviser).await?;
    let path = format!("/console/schedule/advisers/{}", only(&home, "/v1/advisers").await?);
    desk.press(&path, &path, |form| form.with("name", "Ada L.")).await?;
    desk.press(&path, &format!("{path}/calendar"), |form| form.with("action", "send")).await?;
    home.settle().await?;
    assert_eq!(home.mails_to("ada@innoviris.example").await?.len(), 1, "the calendar's address was sent");
    let delete = format!("{path}/delete");
    desk.press(&delete, &delete, as_it_stands).await?;

    hold(&home, "icab-weekly", "icab", 1).await?;
    let booked = book(&home, &wish("icab-weekly", &slot(1, "09:30"), "zoe@zoe-robotics.example")).await?;
    let booked = booked.must_be(201)?.json()?;
    home.settle().await?;
    let page = desk.page(&format!("/console/schedule/day?day={}", day(1))).await?;
    let action = format!("/console/schedule/bookings/{}", booked["id"].as_str().unwrap_or_default());
    assert!(page.contains("Zoé Maes"), "who comes stands on the day's page");
    desk.sent(Form::of(&page, &action)?.with("action", "cancel")).await?;
    assert_eq!(journeys::bookings::status(&home, &booked).await?, "cancelled");
    Ok(())
}

#[tokio::test]
async fn people_come_change_and_go() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    let new = |form: Form| form.with("name", "Bea").with("email", "bea@permanence.example").with("role", "coordinator");
    desk.press("/console/staff", "/console/staff", new).await?;
    home.settle().await?;
    assert_eq!(home.mails_to("bea@permanence.example").await?.len(), 1, "she is invited");
    let all = home.coordinator().list("/v1/staff").await?;
    let bea = all.iter().find(|staff| staff["name"] == "Bea").context("she stands in the list")?;
    let path = format!("/console/staff/{}", bea["id"].as_str().unwrap_or_default());
    desk.press(&path, &path, |form| form.with("name", "Béa")).await?;
    desk.press(&path, &format!("{path}/invite"), as_it_stands).await?;
    let hers = Desk::of(&home, "bea@permanence.example").await?;
    hers.page("/console").await?;
    desk.press(&path, &format!("{path}/deactivate"), as_it_stands).await?;
    assert_eq!(hers.visitor.get("/console").await?.status, 303, "her session ended at once");
    desk.press(&path, &format!("{path}/activate"), as_it_stands).await?;
    Ok(())
}

#[tokio::test]
async fn a_survey_is_made_answered_and_read() -> anyhow::Result<()> {
    let home = journeys::home().await?;
    let desk = Desk::of(&home, COORDINATOR).await?;
    let made = desk
        .press("/console/survey/new", "/console/survey", |form| {
            form.with("location", "icab").with("agency", "innoviris")
        })
        .await?;
    let path = made.header("location").split('?').next().unwrap_or_default().to_owned();
    let id = path.rsplit('/').next().unwrap_or_default();
    let body = json!({"language": "fr", "answers": {"overall": 4, "useful": 5, "effort": 4, "recommend": 9}});
    home.anybody().create(&format!("/v1/surveys/{id}/responses"), &body).await?.must_be(201)?;
    home.advance("PT10S").await?;
    desk.page(&path).await?;
    let results = home.coordinator().get(&format!("/v1/surveys/{id}/results")).await?.must_be(200)?.json()?;
    assert_eq!(results["n"], 1);
    Ok(())
}

/// A need of which nobody can tell the agency, and its page.
async fn vague_need(home: &dyn Home) -> anyhow::Result<(String, String)> {
    let mut vague = zoe();
    vague["need_types"] = json!([]);
    vague["description"] = "…".into();
    let taken = home.coordinator().create("/v1/needs", &at("icab", vague)).await?.must_be(201)?.json()?;
    assert_eq!(taken["status"], "to_triage");
    let id = taken["id"].as_str().context("a need has an id")?;
    Ok((id.to_owned(), format!("/console/needs/{id}")))
}

/// The id of the one thing in a list.
async fn only(home: &dyn Home, path: &str) -> anyhow::Result<String> {
    let found: Vec<Value> = home.coordinator().list(path).await?;
    anyhow::ensure!(found.len() == 1, "{path} lists {}", found.len());
    found[0]["id"].as_str().map(str::to_owned).context("an id")
}
