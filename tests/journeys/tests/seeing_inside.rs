//! One number from the request to the mail, and figures that tell no more.

use journeys::needs::{at, zoe};
use journeys::{Home as _, LocalHost};
use reqwest::Method;

#[tokio::test]
async fn a_mail_that_did_not_leave_names_the_request_that_it_follows_from() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    home.smtp()?.refuse(&home.agency_address("innoviris").await?, 550, None).await?;
    let visitor = home.coordinator();
    let ask = visitor.ask(Method::POST, "/v1/needs").header("idempotency-key", "\"once\"");
    let answer =
        visitor.send(ask.header("x-request-id", "journey-0001").json(&at("icab", zoe()))).await?.must_be(201)?;
    assert_eq!(answer.header("x-request-id"), "journey-0001");
    home.settle().await?;

    let dead = visitor.list("/v1/deliveries").await?;
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0]["request_id"], "journey-0001");
    Ok(())
}

#[tokio::test]
async fn figures_count_requests_and_deliveries_and_are_for_this_machine_alone() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    let need = home.coordinator().create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?.json()?;
    let id = need["id"].as_str().unwrap_or_default();
    home.coordinator().get(&format!("/v1/needs/{id}")).await?.must_be(200)?;
    home.settle().await?;

    let figures = home.anybody().get("/metrics").await?.must_be(200)?.body;
    let line = |start: &str| figures.lines().find(|line| line.starts_with(start)).map(str::to_owned);
    let counted = r#"permanence_http_requests_total{route="/v1/needs",method="POST",status="201"}"#;
    assert_eq!(line(counted), Some(format!("{counted} 1")), "{figures}");
    assert_eq!(line("permanence_deliveries_sent_total"), Some("permanence_deliveries_sent_total 2".to_owned()));
    for waits in ["mail_refused_us_total 0", "mail_server_up 1", "deliveries_waiting 0"] {
        assert!(figures.contains(&format!("\npermanence_{waits}\n")), "{waits}: {figures}");
    }
    assert!(figures.ends_with("# EOF\n"));
    assert!(!figures.contains(id), "routes go by their patterns");

    let passed_on =
        |visitor: &journeys::Visitor| visitor.ask(Method::GET, "/metrics").header("x-forwarded-for", "192.0.2.7");
    let anybody = home.anybody();
    anybody.send(passed_on(&anybody)).await?.must_be(404)?;
    let coordinator = home.coordinator();
    coordinator.send(passed_on(&coordinator)).await?.must_be(200)?;
    Ok(())
}
