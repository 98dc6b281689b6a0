//! Figures counted anew by the program's own verb are those that were kept.

use anyhow::Context as _;
use journeys::day::day;
use journeys::needs::{at, zoe};
use journeys::{Home, LocalHost};
use serde_json::json;

#[tokio::test]
async fn figures_counted_anew_are_those_that_were_kept() -> anyhow::Result<()> {
    let home = LocalHost::fresh().await?;
    let coordinator = home.coordinator();
    coordinator.create("/v1/needs", &at("icab", zoe())).await?.must_be(201)?;
    let survey = json!({"variant": "after_visit", "location": "icab", "opens": day(0), "closes": day(9)});
    let survey = coordinator.create("/v1/surveys", &survey).await?.must_be(201)?.json()?;
    let path = format!("/v1/surveys/{}", survey["id"].as_str().context("a survey has an id")?);
    for overall in [2, 5, 4, 1, 5, 5, 3] {
        let body =
            json!({"language": "fr", "answers": {"overall": overall, "recommend": 7, "suggestions": "Le soir."}});
        coordinator.create(&format!("{path}/responses"), &body).await?.must_be(201)?;
    }
    home.settle().await?;
    let results = async || coordinator.get(&format!("{path}/results")).await?.must_be(200)?.json();
    let before = results().await?;
    assert_eq!(before["n"], 7);

    let now = home.now().await?;
    home.kill()?;
    let said = home.verb("figures", now)?;
    assert!(said.lines().any(|line| line.ends_with(": as kept")), "a line for each quarter: {said}");
    assert!(said.lines().any(|line| line == "7 answers to 1 surveys: 0 differed"), "{said}");
    home.start_again().await?;
    assert_eq!(results().await?, before);
    Ok(())
}
