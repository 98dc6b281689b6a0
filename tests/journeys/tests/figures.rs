//! Figures counted anew by the program's own verb are those that were kept.

use journeys::{Home, LocalHost};
use serde_json::json;

#[tokio::test]
async fn figures_counted_anew_are_those_that_were_kept() -> anyhow::Result<()> {
    let home = LocalHost::wishes().with("PERMANENCE_DEMO_DATA", "1").start().await?;
    let path = "/v1/surveys/demo-icab";
    let results = async || home.coordinator().get(&format!("{path}/results")).await?.must_be(200)?.json();
    home.settle().await?;
    let before = results().await?;
    for overall in [2, 5, 4] {
        let body =
            json!({"language": "fr", "answers": {"overall": overall, "recommend": 7, "suggestions": "Le soir."}});
        home.coordinator().create(&format!("{path}/responses"), &body).await?.must_be(201)?;
    }
    home.settle().await?;
    let now = results().await?;
    assert_eq!(now["n"].as_u64(), before["n"].as_u64().map(|n| n + 3));

    home.kill()?;
    for _ in 0..2 {
        let said = home.verb("figures")?;
        let kept = said.lines().filter(|line| line.ends_with(": as kept")).count();
        assert!(kept > 0, "a line for each quarter: {said}");
        let surveys = said.lines().find(|line| line.contains(" answers to ")).unwrap_or_default();
        assert!(surveys.ends_with("surveys: 0 differed") && !surveys.starts_with("0 "), "{said}");
        assert!(!said.contains("counted anew"), "{said}");
    }
    home.start_again().await?;
    assert_eq!(results().await?, now);
    Ok(())
}
