//! What each use case consumes of the table, through the real programs: the
//! figures that `docs/cost.md` is made of.
//!
//! `make cost` runs it and writes `infra/aws/cost/measured.json`.

use journeys::Home;
use journeys::bookings::{self, hold, wish};
use journeys::cloud::Cloud;
use journeys::day::{day, session, slot};
use journeys::needs::{Source, at, zoe, zoe_from};
use journeys::programs::Signer;
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Measured figures by use case.
struct Book<'a> {
    home: &'a Cloud,
    figures: Map<String, Value>,
}

impl Book<'_> {
    /// Notes what was consumed since the last note, as `times` of a use case.
    fn note(&mut self, what: &str, times: u32) {
        let consumed = self.home.rehearsal().meter().take();
        let each = |units: f64| (units / f64::from(times) * 100.0).round() / 100.0;
        let figure = json!({
            "reads": each(consumed.reads), "writes": each(consumed.writes),
            "round_trips": each(f64::from(u32::try_from(consumed.calls).unwrap_or(u32::MAX)))
        });
        self.figures.insert(what.to_owned(), figure);
    }

    async fn page(&mut self, what: &str, path: &str) -> anyhow::Result<()> {
        // The first one reads the directory, which a warm program keeps.
        self.home.coordinator().get(path).await?.must_be(200)?;
        self.home.rehearsal().meter().take();
        self.home.coordinator().get(path).await?.must_be(200)?;
        self.note(what, 1);
        Ok(())
    }
}

/// A slot is looked for, booked, moved and given back; a calendar looks again.
async fn of_bookings(book: &mut Book<'_>) -> anyhow::Result<()> {
    let home = book.home;
    book.page("slots_page", "/book?location=icab&agency=innoviris").await?;
    // A time that is warm: the first of each session makes its row.
    let first = wish("weekly", &slot(1, "09:30"), "first@example.org");
    bookings::book(home, &first).await?.must_be(201)?;
    home.rehearsal().tick().await?;
    home.rehearsal().meter().take();
    let asked = wish("weekly", &slot(1, "10:15"), "second@example.org");
    bookings::book(home, &asked).await?.must_be(201)?;
    book.note("booking_made", 1);
    home.rehearsal().tick().await?;
    book.note("dispatch_of_a_booking", 1);
    let own = home.last_mail_to("second@example.org").await?.path("/b/").unwrap_or_default();
    book.page("booking_page", &own).await?;
    let (there, at) = (session("weekly", 1), slot(1, "11:00"));
    home.anybody().form(&own, &[("action", "move"), ("session", &there), ("slot", &at)]).await?.must_be(303)?;
    book.note("booking_moved", 1);
    home.rehearsal().tick().await?;
    home.rehearsal().meter().take();
    home.anybody().form(&own, &[("action", "cancel")]).await?.must_be(303)?;
    book.note("booking_cancelled", 1);
    home.rehearsal().tick().await?;
    home.rehearsal().meter().take();
    let feed = "/calendar/locations/icab.ics";
    let visitor = home.anybody();
    let tag = visitor.get(feed).await?.must_be(200)?.header("etag").to_owned();
    home.rehearsal().meter().take();
    visitor.send(visitor.ask(Method::GET, feed).header("if-none-match", tag)).await?.must_be(304)?;
    book.note("calendar_unchanged", 1);
    Ok(())
}

#[tokio::test]
#[ignore = "measures and writes a file; `make cost` runs it"]
async fn use_cases_are_measured() -> anyhow::Result<()> {
    let home = Cloud::fresh().await?;
    let coordinator = home.coordinator();
    let source = Source::create(&home, "icab").await?;
    // Everything is warm: each program has read the directory once.
    coordinator.create("/v1/needs", &at("icab", zoe_from("warm@warm.example"))).await?.must_be(201)?;
    home.settle().await?;
    home.rehearsal().stream().stop();
    home.rehearsal().meter().start();
    let mut book = Book { home: &home, figures: Map::new() };

    let taken = coordinator.create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    book.note("need_by_api", 1);
    source
        .webhook(&home, Signer::Python, "msg_cost", &zoe_from("hook@brume.example"))
        .await?
        .send(&home)
        .await?
        .must_be(202)?;
    book.note("need_by_webhook", 1);
    home.rehearsal().tick().await?;
    book.note("dispatch_of_two_needs", 1);
    home.rehearsal().tick().await?;
    book.note("dispatch_idle_minute", 1);

    let referral = taken["referrals"][0]["id"].as_str().unwrap_or_default().to_owned();
    let agency = home.agency_address("innoviris").await?;
    let links = home.last_mail_to(&agency).await?;
    let answer = links.path("/r/").unwrap_or_default();
    home.anybody().get(&answer).await?.must_be(200)?;
    home.rehearsal().meter().take();
    home.anybody().get(&answer).await?.must_be(200)?;
    book.note("answer_page", 1);
    home.anybody().form(&answer, &[("action", "accept")]).await?.must_be(303)?;
    book.note("referral_accepted", 1);
    home.anybody().form(&answer, &[("action", "done"), ("outcome", "helped")]).await?.must_be(303)?;
    book.note("referral_done", 1);
    home.rehearsal().tick().await?;
    home.rehearsal().meter().take();

    let now = home.now().await?.date_naive();
    let survey =
        json!({"variant": "after_visit", "location": "icab", "agency": "innoviris", "opens": now, "closes": now});
    let survey = coordinator.create("/v1/surveys", &survey).await?.must_be(201)?.json()?;
    let survey = survey["id"].as_str().unwrap_or_default().to_owned();
    let path = format!("/v1/surveys/{survey}/responses");
    let body = json!({"language": "fr", "answers": {"overall": 4, "useful": 5, "effort": 4, "recommend": 9}});
    home.anybody().create(&path, &body).await?.must_be(201)?;
    home.rehearsal().meter().take();
    for _ in 0..50 {
        home.anybody().create(&path, &body).await?.must_be(201)?;
    }
    book.note("survey_response", 50);
    home.rehearsal().tick().await?;
    book.note("survey_counting_of_51_at_once", 1);

    hold(&home, "weekly", "icab", 1).await?;
    of_bookings(&mut book).await?;

    book.page("location_page", "/locations/icab").await?;
    book.page("home_page", "/").await?;
    book.page("service_list", "/v1/services").await?;
    book.page("sessions_of_a_place", &format!("/v1/sessions?from={}&to={}&location=icab", day(0), day(4))).await?;
    book.page("need_list", "/v1/needs").await?;
    book.page("referral_read", &format!("/v1/referrals/{referral}")).await?;
    book.page("survey_page", &format!("/s/{survey}")).await?;
    book.page("survey_results", &format!("/v1/surveys/{survey}/results")).await?;
    book.page("overview", "/v1/overview").await?;

    let file = rehearsal::root().join("infra/aws/cost/measured.json");
    std::fs::write(&file, format!("{}\n", serde_json::to_string_pretty(&Value::Object(book.figures))?))?;
    println!("{}", std::fs::read_to_string(&file)?);
    Ok(())
}
